"""Where actors are named."""

import pytest

from analysis.corpus import Actor, Codebook, find_actors
from analysis.corpus.codebook import Measure, cue_pattern

CODEBOOK = Codebook(
    actors={
        "vey": Actor("vey", ("Tomas Vey", "Vey")),
        "board": Actor("board", ("Orra Water Board", "Water Board")),
        "us": Actor("us", ("US", "U.S.", "United States")),
        "duarte": Actor("duarte", ("Ana O'Brien-Duarte",)),
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Governor Tomas Vey and Vey’s men", [("vey", "Tomas Vey"), ("vey", "Vey")]),
        ("the Orra water board, then the Water Board", [("board", "Orra water board"), ("board", "Water Board")]),
        ("the U.S. and the US told us", [("us", "U.S."), ("us", "US")]),
        ("Ana O’Brien‑Duarte said", [("duarte", "Ana O’Brien‑Duarte")]),
        ("Veyron, survey, Tomas\nVey", [("vey", "Tomas\nVey")]),
        ("", []),
    ],
)
def test_names_are_found_as_whole_words_the_longest_first(text, found):
    assert [(m.actor, text[m.start : m.end]) for m in find_actors(text, CODEBOOK)] == found


def test_no_actors_no_mentions():
    assert find_actors("Anything", Codebook()) == []


MEASURES = [
    Measure("freed", "flow", cues=("set free", "releas*", "freed")),
    Measure("spent", "flow", cues=("$", "spent")),
    Measure("none", "flow"),
]
SAID = "Released on Monday, 40 were set  free; “RELEASES cost US$ 4m”, spent by 12 who freed set free men."


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.name)
@pytest.mark.parametrize(("first", "last"), [(0, 200), (1, 90), (33, 60), (40, 94), (90, 91)])
def test_cues_are_found_where_their_pattern_finds_them(measure, first, last):
    cues = Codebook(measures={one.name: one for one in MEASURES}).cues
    whole = cue_pattern(measure.cues).finditer(SAID, first, last)
    assert [cue.span() for cue in cues.within(first, last, measure, SAID)] == [cue.span() for cue in whole]


def test_each_text_has_its_own_cues():
    cues = Codebook(measures={one.name: one for one in MEASURES}).cues
    assert [sorted(cues.starts(text)) for text in ("All spent.", "They were freed.", "All spent.")] == [
        ["spent"], ["freed", "spent"], ["spent"]
    ]  # fmt: skip
