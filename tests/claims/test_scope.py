import pytest

from analysis.claims.comparable import shared_evidence
from analysis.claims.scope import CONTRAST, Scope, Scopes, is_part, is_tied, narrowing_places, places_in

TITLES = {
    "a": "Bomb at shrine in Arvela kills dozens",
    "b": "Shrine bombing in Arvela: what we know",
    "c": "Week of attacks shakes the north",
}


def evidence(one: Scope, other: Scope, *, same_day=False, same_count=False, ratio=0.8) -> int:
    return shared_evidence(one, other, same_day=same_day, same_count=same_count, ratio=ratio)


def scope(article: str, sentence: str) -> Scope:
    return Scopes(TITLES).of(article, sentence)


def test_days_are_no_places():
    assert places_in("He died in Novgrad on Monday, in March.") == {"novgra"}


def test_the_sentence_speaks_for_itself_where_it_names_a_place():
    named = scope("a", "On Monday, 13 people were killed at a rally in the city of Lomas.")
    assert named.places == {"lomas"}
    assert not named.inherited


def test_the_title_speaks_for_a_sentence_without_a_place():
    unnamed = scope("a", "At least 72 people were killed.")
    assert unnamed.inherited
    assert "shrine" in unnamed.words


def test_places_of_most_titles_tell_no_events_apart():
    assert scope("a", "In Arvela 12 people died.").inherited


@pytest.mark.parametrize("same_day", [True, False])
def test_events_at_two_places_are_two_events(same_day):
    one = scope("a", "A bomb killed 13 people at a rally in Lomas.")
    other = scope("b", "A bomb killed 15 people at a rally in Quell.")
    assert evidence(one, other, same_day=same_day) == 0


def test_one_day_and_one_place_are_one_event():
    one = scope("a", "On Monday a bomb killed 13 people at a rally in Lomas.")
    other = scope("c", "On Monday 14 people died in Lomas.")
    assert evidence(one, other, same_day=True) == 2
    assert evidence(one, other) < 2


def test_shared_wording_without_a_day_is_enough_to_ask_only():
    one = scope("a", "Fighters attacked the checkpoint with grenades, killing 11 policemen and stealing weapons.")
    other = scope("c", "Fighters with silenced weapons and grenades attacked a checkpoint, killing 12 policemen.")
    assert evidence(one, other) == 1


def test_other_words_for_one_event_meet():
    one = Scope(words=scope("c", "The tremor killed 61 people in the mountain villages.").words)
    other = Scope(words=scope("c", "The earthquake killed 58 people in the villages.").words)
    assert evidence(one, other, same_day=True) == 2


@pytest.mark.parametrize("word", ["However", "Instead", "But disputing this"])
def test_words_of_contrast_are_kept(word):
    assert scope("c", f"{word}, the governor counted 50 dead.").words & CONTRAST


def test_numbers_far_apart_are_of_two_things():
    one = Scope(words=frozenset({"war", "since"}), places=frozenset({"lomas"}))
    assert evidence(one, one, same_day=True, ratio=0.01) == 0


def test_where_most_titles_name_one_event_a_sentence_without_a_place_is_of_it():
    titles = {"a": "Quake kills dozens", "b": "Toll of the earthquake rises", "c": "Aid for the north"}
    scopes = Scopes(titles)
    assert scopes.of("a", "The ministry said 61 people were dead.").is_main
    assert not scopes.of("a", "In Lomas 26 people died in a flood.").is_main
    assert not scopes.of("c", "A ferry sank and 26 people died.").is_main


KILLED = ("killed", "kill", "killing", "dead", "died", "death toll", "deaths", "victims", "bodies")
HELD = ("in custody", "held")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", " of the victims died at once."),
        ("", " of Berg's victims died at once."),
        ("The toll could pass ", ", a model suggests."),
        ("Earlier reports had put the toll at ", "."),
        ("It was the worst attack since May 2014, when gunmen killed ", " people."),
        ("There were also ", " people without papers."),
        ("Of that number, ", " were children."),
        ("That is an increase of ", " within a week."),
        ("Camps took in ", " people each day."),
        ("", " people were killed or wounded."),
        ("Police arrested another ", " people."),
    ],
)
def test_what_is_no_count_of_all_is_a_part(before, after):
    assert is_part(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", " people died in the blast."),
        ("The death toll rose to ", " on Friday."),
        ("Police said ", " people were killed when the roof fell in."),
        ("At least ", " homes were destroyed in a single day of storms."),
    ],
)
def test_a_count_of_all_is_no_part(before, after):
    assert not is_part(before, after)


@pytest.mark.parametrize(
    ("before", "after", "counted"),
    [
        ("", " people were killed.", "people"),
        ("The attack killed at least ", " people.", "people"),
        ("", " people, including two children, have died.", "people"),
        ("The death toll from the floods in the north has reached ", ".", None),
        ("They recovered ", " bodies.", "bodies"),
        ("The dead were men, ", " women and a child.", "women"),
        ("The blast left ", " dead.", None),
        ("Forty people died, the army said, while the town speaks of ", ".", None),
    ],
)
def test_the_word_of_the_measure_bears_on_those_counted(before, after, counted):
    assert is_tied(before, after, counted=counted, cues=KILLED)


@pytest.mark.parametrize(
    ("before", "after", "counted"),
    [
        ("", " women used a poison to kill the envoy.", "women"),
        ("", " suspects in the killing were named.", "suspects"),
        ("Police seek ", " people wanted for questioning about the killing.", "people"),
        ("Charges over ", " victims were filed.", "victims"),
        ("Nobody was killed. About ", " people watched.", "people"),
    ],
)
def test_somebody_else_is_counted(before, after, counted):
    assert not is_tied(before, after, counted=counted, cues=KILLED)


def test_a_cue_of_several_words():
    assert is_tied("", " people are still in custody.", counted="people", cues=HELD)


@pytest.mark.parametrize(("reach", "tied"), [(160, True), (161, False)])
def test_a_cue_too_far_away_says_nothing_of_those_counted(reach, tied):
    links = (" and" * 40)[: reach - len("in custody")]
    assert is_tied(f"in custody{links}"[:reach], ".", counted=None, cues=HELD) is tied


@pytest.mark.parametrize(("away", "places"), [(70, {"Oxa"}), (71, set())])
def test_a_place_narrows_the_count_that_it_stands_near(away, places):
    after = "x" * (away - len(" in Oxa")) + " in Oxa"
    assert narrowing_places("", after, known="") == places
