"""None is a figure where a measure counts what is denied, and nothing elsewhere."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of


def rows(text):
    codebook = load_codebook(None)
    document = document_from_text(f"What is known\n\n{text}\n", article_id="a", published="2024-05-20")
    return figures_of(document, [], codebook=codebook)


@pytest.mark.parametrize(
    ("text", "surface", "measure"),
    [
        ("No one was killed.", "No one", "killed"),
        ("No-one was hurt.", "No-one", "injured"),
        ("Nobody aboard the ferry was hurt.", "Nobody", "injured"),
        ("No people were killed.", "No people", "killed"),
        ("Not a single person died.", "Not a single person", "killed"),
        ("None of them has died.", "None of them", "killed"),
        ("There were no deaths.", "no deaths", "killed"),
        ("No casualties have been reported.", "No casualties", "killed"),
        ("The crash injured no one.", "no one", "injured"),
        ("The blaze left no one dead.", "no one", "killed"),
        ("The blast wounded cows but caused no deaths.", "no deaths", "killed"),
        ("Police made no arrests.", "no arrests", "arrested"),
        ("No one was detained.", "No one", "arrested"),
        ("The ferry docked without casualties.", "without casualties", "killed"),
        ("There was no loss of life.", "no loss of life", "killed"),
        ("The death toll stood at zero.", "zero", "killed"),
    ],
)
def test_none_of_a_measure(text, surface, measure):
    (row,) = rows(text)
    assert (row["value"], row["bound"], row["surface"], row["measure"]) == (0, "exact", surface, measure)


@pytest.mark.parametrize(
    "text",
    [
        "No one knows why he was killed.",
        "No one in Alden knows why he was killed.",
        "There is no doubt that people died.",
        "No official was available.",
        "He had no choice.",
        "No deaths would have occurred.",
        "Was no one killed?",
        "If no one was killed, it was luck.",
        "He denied that anyone was killed.",
        "He hopes no one was hurt.",
        "He said he had killed no one.",
        "No one was seriously hurt.",
        "No new deaths were reported.",
        "There were no immediate reports of casualties.",
        "No one else was hurt.",
        "No animals were hurt.",
        "No bodies were found.",
        "No one killed Lind.",
        "Emissions must fall to zero.",
    ],
)
def test_no_figure(text):
    assert rows(text) == []


def test_a_bound_is_no_zero():
    assert [(row["value"], row["bound"]) for row in rows("No more than 40 people were killed.")] == [(40, "at_most")]


def test_the_whole_of_which_none_was_hurt_is_not_hurt():
    assert [(row["value"], row["measure"]) for row in rows("None of the 12 passengers was injured.")] == [
        (0, "injured"),
        (12, None),
    ]
