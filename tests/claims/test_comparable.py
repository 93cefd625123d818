import pytest
from ledger_worlds import compared, tables_of

from analysis.claims import claims
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
