"""Where actors are named."""

import pytest

from analysis.corpus import Actor, Codebook, find_actors

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
