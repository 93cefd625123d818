import pytest

from analysis.reported_figures.reconcile_parts import is_part, is_tied

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
