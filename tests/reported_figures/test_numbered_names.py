"""Numbers in names count nothing; the same words in another place count."""

import pytest

from analysis.reported_figures import quantities_in


def figures(text):
    return [q.value for q in quantities_in(text) if q.role == "figure"]


@pytest.mark.parametrize(
    "text",
    [
        "The Group of 20 met.",
        "Ministers of the Group of Seven met.",
        "Leopard 2 tanks arrived.",
        "Boeing 737 planes were grounded.",
        "Studio 54 closed.",
        "Apollo 11 landed.",
        "The 737 was grounded.",
        "A 747 crashed.",
        "The page gave a 404.",
        "A 7-Eleven was robbed.",
        "The Big Four met.",
        "Big Four auditors were sued.",
        "The Five agreed.",
        "It passed under Art. 49.3 of the law.",
        "Ward 6 was closed.",
        "Unit 731 was disbanded.",
        "Pier 39 burned.",
        "He read Psalm 23.",
        "It was a Category 5 storm.",
        "Police beat Brask 3.0 marchers.",
    ],
)
def test_names(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The army lost 2 tanks.", 2),
        ("Norland gave Borrow 31 tanks.", 31),
        ("Norland sent Borrow 2 ships.", 2),
        ("Two Falcon 9 rockets failed.", 2),
        ("On Monday 12 people died.", 12),
        ("Overnight 12 people died.", 12),
        ("Another 12 were hurt.", 12),
        ("A group of 20 was arrested.", 20),
        ("Fire Kills Two", 2),
        ("Borrow 12 killed", 12),
        ("Floods Kill 40 in Norland", 40),
        ("The court heard 12 witnesses.", 12),
    ],
)
def test_counts(text, value):
    assert figures(text) == [value]
