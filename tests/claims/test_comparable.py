import pytest
from ledger_worlds import GENERAL, IN_ARVELA, causes_of, compared, day, small_world, tables_of

from analysis.claims import claims
from analysis.claims.comparable import shared_evidence
from analysis.claims.scope import Scope
from analysis.corpus import load_codebook


@pytest.fixture(scope="module")
def codebook():
    return load_codebook(None)


def shown(texts: dict[str, str], codebook) -> list[str]:
    made = tables_of(texts, codebook)
    del made["quotes"]
    return claims(codebook=codebook, **made).query("is_comparable")["figure_id"].tolist()


def causes(texts: dict[str, str], codebook) -> list[str]:
    made = tables_of(texts, codebook)
    return compared(codebook=codebook, **made)[0]["cause"].tolist()


ONE_EVENT = {
    "a": "A bomb at the fish market of Arvela killed 13 people on Tuesday.",
    "b": "On Tuesday 16 people were killed when a bomb went off at the market in Arvela.",
}
TWO_EVENTS = {
    "a": "A bomb at the fish market of Arvela killed 13 people on Tuesday.",
    "b": "In Lomas a landslide killed 16 people, the mayor said.",
}


def test_counts_of_one_event_are_shown_together(codebook):
    assert shown(ONE_EVENT, codebook) == ["a:f1", "b:f1"]


def test_counts_of_two_events_are_not(codebook):
    assert shown(TWO_EVENTS, codebook) == []


def test_two_tolls_of_one_day_are_a_question_because_a_toll_may_rise_by_the_hour(codebook):
    assert causes(ONE_EVENT, codebook) == ["definition"]


def test_tolls_of_two_events_do_not_contradict_each_other(codebook):
    assert causes(TWO_EVENTS, codebook) == []


def test_an_event_of_years_ago_is_not_shown_with_todays(codebook):
    texts = ONE_EVENT | {"c": "In 1998 a bomb at the fish market of Arvela killed 40 people."}
    assert shown(texts, codebook) == ["a:f1", "b:f1"]


def test_the_killers_are_not_the_killed(codebook):
    texts = {
        "a": "Three men are wanted for the killing of the envoy at the market in Arvela.",
        "b": "Two men used a poison to kill the envoy at the market in Arvela, police said.",
    }
    assert causes(texts, codebook) == []


def test_two_authorities_in_contrast_are_set_against_each_other(codebook):
    text = (
        "The ministry said 42 people died. The Arvela Press Centre said at least 50 people were killed in the attack."
    )
    assert causes({"a": text}, codebook) == ["value"]


@pytest.mark.parametrize(("later", "are_comparable"), [(60, [True, True]), (61, [False, False])])
def test_an_event_without_a_date_is_of_the_sixty_days_before_its_article(later, are_comparable):
    world = small_world(
        ("killed", "cumulative", 13, "exact", IN_ARVELA | {"event_date": day(0)}),
        ("killed", "cumulative", 16, "exact", IN_ARVELA),
        published=(day(0), day(later)),
    )
    read = world.tables()
    del read["quotes"]
    assert claims(world.ledger(), codebook=GENERAL, **read)["is_comparable"].tolist() == are_comparable


@pytest.mark.parametrize(("n_between", "found"), [(2, ["definition"]), (3, [])])
def test_two_authorities_stand_side_by_side_with_two_figures_between_them(n_between, found):
    between = [("held", "stock", 7, "vague", {"article": "a"}) for _ in range(n_between)]
    world = small_world(
        ("killed", "cumulative", 42, "exact", IN_ARVELA | {"article": "a", "authority": "Harbour Ministry"}),
        *between,
        ("killed", "cumulative", 50, "exact", IN_ARVELA | {"article": "a", "authority": "Arvela Press Centre"}),
        published=(day(0), *[None] * (n_between + 1)),
    )
    assert causes_of(world, codebook=GENERAL) == found


def scope(n_words: int, *places: str) -> Scope:
    return Scope(places=frozenset(places), words=frozenset("abcdefgh"[:n_words]))


@pytest.mark.parametrize(("ratio", "shown"), [(0.3, 2), (0.29, 0)])
def test_counts_of_which_one_is_less_than_three_tenths_of_the_other_are_not_of_one_thing(ratio, shown):
    one = scope(3, "arvela")
    assert shared_evidence(one, one, same_day=True, same_count=False, ratio=ratio) == shown


@pytest.mark.parametrize(
    ("n_words", "known", "shown"),
    [
        (2, {"same_day": True}, 2), (1, {"same_day": True}, 1), (0, {"same_day": True}, 0),
        (2, {"same_count": True}, 1), (1, {"same_count": True}, 0), (6, {}, 1), (5, {}, 0),
    ],
)  # fmt: skip
def test_so_many_words_in_common_show_one_event(n_words, known, shown):
    given = {"same_day": False, "same_count": False} | known
    assert shared_evidence(scope(n_words), scope(n_words), ratio=0.8, **given) == shown


@pytest.mark.parametrize(("n_words", "shown"), [(3, 1), (2, 0)])
def test_at_one_place_three_words_show_one_event(n_words, shown):
    one = scope(n_words, "arvela")
    assert shared_evidence(one, one, same_day=False, same_count=False, ratio=0.8) == shown
