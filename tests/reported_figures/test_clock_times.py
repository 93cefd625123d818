"""Times of day are no counts, and counts are no times of day."""

import pytest

from analysis.reported_figures import quantities_in


def figures(text):
    return [q.value for q in quantities_in(text) if q.role == "figure"]


@pytest.mark.parametrize(
    "text",
    [
        "The water came at four in the morning.",
        "It began at ten at night.",
        "Doors open at six.",
        "It came at a quarter to nine.",
        "It was half past two when he woke.",
        "It began at ten to nine.",
        "He woke at 5 in the early morning.",
        "The siege ended just before two in the afternoon.",
        "The blast came between two and three in the morning.",
        "The fire broke out around 7.",
        "It landed at 0600 GMT.",
        "The train leaves at 4.30pm.",
        "The raid began at 4.30 on Friday.",
        "The raid began at 1630 hours.",
        "Shops open from 9 to 5.",
        "The curfew lasts until six.",
        "The match is at 8-10pm.",
        "Polls close at 10 tonight.",
        "It opened at 9.30.",
        "The siren went at 2200 hrs on Monday.",
        "Trains stop at nine Friday.",
        "The siren went around seven Friday night.",
        "Four on Friday morning, the water came.",
        "Doors open from six until nine.",
    ],
)
def test_times(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("At four schools 12 pupils were hurt.", [4, 12]),
        ("Police arrested four in the morning.", [4]),
        ("The toll stood at 12.", [12]),
        ("Shares closed at 4.30.", [4.3]),
        ("The number rose by 7.", [7]),
        ("The bomb killed around 7.", [7]),
        ("He was beaten by six men.", [6]),
        ("Growth is at 6 to 7 per cent.", [6.5]),
    ],
)
def test_counts(text, values):
    assert figures(text) == values
