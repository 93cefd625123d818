"""The tally that a verb gives the number of, whatever stands between."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of
from analysis.voices import quotes_of

CODEBOOK = load_codebook(None)


def last(text):
    document = document_from_text(text, article_id="a", published="2024-05-20")
    row = figures_of(document, quotes_of(document, codebook=CODEBOOK), codebook=CODEBOOK)[-1]
    return row["value"], row["head"], row["measure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The death toll in the ferry collision off Morvel involving the Star of Ost, the Lady Ann, and a coal "
            "barge has reached 217.",
            (217, "person", "killed"),
        ),
        (
            "The death toll in the explosion that tore through a market hall and a school has risen to 180.",
            (180, "person", "killed"),
        ),
        (
            "The toll from the storm, which also destroyed 400 homes and two bridges, jumped to 61.",
            (61, "person", "killed"),
        ),
        (
            "The death toll in the fire, where the number of guards was low, reached 40.",
            (40, "person", "killed"),
        ),
        ("The death toll in the attack that Ost blames on rebels is 40.", (40, "person", "killed")),
        ("Deaths in the crash of the Ost express and a goods train have reached 88.", (88, "person", "killed")),
        (
            "The number of people hurt when a coach, a van and two lorries collided on the A7 rose to 53.",
            (53, "person", "injured"),
        ),
        (
            "The count of victims in the mudslide that buried three villages and a school now stands at 94.",
            (94, "victim", "killed"),
        ),
        (
            "The number of arrests during the clashes that followed the vote grew to 1,200.",
            (1200, "arrest", "arrested"),
        ),
        ("The number of soldiers that the army says it lost in the valley has passed 900.", (900, "soldier", None)),
        ("The number of missing after two boats capsized has gone up to 45.", (45, "person", "missing")),
    ],
)
def test_a_long_subject_keeps_its_tally(text, expected):
    assert last(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The toll rose to 40 and the river reached 12 villages.",
        "The floods raised the toll and reached 12 villages.",
        "The toll climbed to 40 after the barge that hit the bridge reached 12 villages.",
        "Rescuers searched for the number of dead as the water reached 12 homes.",
        "Officials who put the toll at 40 said the flood had reached 12 villages.",
    ],
)
def test_another_subject_of_the_verb_is_no_tally(text):
    value, _, measure = last(text)
    assert (value, measure) == (12, None)


def test_a_participle_says_what_became_of_those_counted():
    assert last("The number of prisoners released rose to 40.") == (40, "prisoner", "released")
