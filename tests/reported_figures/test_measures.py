"""Measure, kind and population of a figure."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.corpus.codebook import Codebook, Measure
from analysis.reported_figures import figures_of

GENERAL = load_codebook(None)


def meanings(text, codebook=GENERAL):
    rows = figures_of(document_from_text(text, article_id="a"), [], codebook=codebook)
    return [(row["measure"], row["kind"], row["population"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The release of 52 individuals imprisoned on false charges.", ("released", "flow", "people")),
        ("At least 27 journalists are behind bars.", ("held", "stock", "journalists")),
        ("Over 1,000 Political Prisoners Remain in prison", ("held", "stock", "people")),
        ("More than 37,000 people have been detained since 2020.", ("arrested", "cumulative", "people")),
        ("Police arrested 31 fans before the match.", ("arrested", "flow", "fans")),
        ("He ruled for over three decades.", (None, "duration", None)),
        ("He was sentenced to four years in prison.", ("sentenced", "duration", None)),
        ("Prices rose by 60 per cent.", (None, "rate", None)),
        ("A third of the villages cannot be reached.", (None, "rate", "villages")),
        ("Rent is $900 a month.", ("money", "rate", None)),
        ("The hospital has 320 beds.", (None, "stock", "beds")),
        ("Demonstrators blocked five bridges.", (None, "flow", "bridges")),
        ("The loss came to $5 million.", ("money", "other", None)),
        ("The plant is valued at £5 million.", ("money", "other", None)),
        ("Deputies voted 87 to 34 for the bill.", ("votes", "flow", "votes")),
        ("Turnout was 61.4 per cent.", ("votes", "rate", None)),
        ("Some 15,000 Iraqis have fled.", ("displaced", "stock", "iraqis")),
        ("Police reported eight arrests.", ("arrested", "flow", "people")),
        ("Thousands of pilgrims flocked to the shrine.", (None, "flow", "pilgrims")),
        ("Last year 46 firms in the sector went bankrupt.", (None, "flow", "firms")),
        ("The army shot down 37 drones.", (None, "flow", "drones")),
        ("The closure means the loss of 95 posts.", (None, "flow", "posts")),
        ("He is linked to two other inquiries.", (None, "other", "inquiries")),
        ("The island is home to 600 seals.", (None, "stock", "seals")),
    ],
)
def test_measure_kind_and_population(text, expected):
    assert meanings(text)[0] == expected


def test_each_figure_takes_the_cue_of_its_own_clause():
    found = meanings("At least 43 people were killed, 120 were injured and 12 are missing.")
    assert [measure for measure, _, _ in found] == ["killed", "injured", "missing"]


def test_what_is_said_of_one_subject_is_not_said_of_the_next():
    found = meanings("Over 37,000 people have been detained since May, and hundreds have reported abuse.")
    assert [(measure, kind) for measure, kind, _ in found] == [("arrested", "cumulative"), (None, "cumulative")]


def test_without_a_codebook_the_kinds_still_hold():
    assert meanings("The group has 300 members.", Codebook()) == [(None, "stock", "members")]


def test_a_cue_may_end_in_a_star():
    codebook = Codebook(measures={"felled": Measure("felled", "flow", people=("trees",), cues=("fell*",))})
    assert meanings("They felled 40 trees.", codebook) == [("felled", "flow", "trees")]
    assert meanings("They felled 40 men.", codebook)[0][0] is None
