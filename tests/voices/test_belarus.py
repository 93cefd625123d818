"""Who says what in the five articles, listed by hand from reading them (`belarus_quotes.csv`)."""

import csv
from pathlib import Path

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Actor, Codebook
from analysis.voices import quotes_of

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "data" / "raw" / "belarus-2025"
LISTED = list(csv.DictReader((HERE / "belarus_quotes.csv").open(encoding="utf-8", newline="")))
SPELLINGS = Codebook(
    actors={"viasna": Actor("viasna", ("Viasna Human Rights Centre", "Viasna Human Rights Center", "Viasna"))}
)
# Words in marks that nobody is said to have said: terms that the articles themselves doubt.
DOUBTED = [
    "pawns",
    "tricked",
    "partial releases",
    "national security",
    "national reconciliation effort",
    "full reparations",
]


@pytest.fixture(scope="module")
def found():
    rows = []
    for path in sorted(FOLDER.glob("*.txt")):
        document = document_from_text(path.read_text(encoding="utf-8"), article_id=path.stem)
        rows += quotes_of(document, codebook=SPELLINGS)
    return rows


def overlap(first, second):
    a, b = set(first.split()), set(second.split())
    return len(a & b) / len(a | b)


@pytest.mark.parametrize("listed", LISTED, ids=lambda row: f"{row['article_id']}: {row['text'][:40]}")
def test_every_listed_statement_is_found_with_its_speaker_and_cue(found, listed):
    candidates = [row for row in found if row["article_id"] == listed["article_id"]]
    if listed["form"] == "direct":
        match = [row for row in candidates if row["is_direct"] and row["text"] == listed["text"]]
    else:
        match = [row for row in candidates if not row["is_direct"] and overlap(row["text"], listed["text"]) >= 0.8]
    assert [(row["speaker"], row["cue"]) for row in match] == [(listed["speaker"], listed["cue"])]


def test_nothing_else_counts_as_quoted_speech(found):
    direct = sorted((row["article_id"], row["text"]) for row in found if row["is_direct"])
    assert direct == sorted((row["article_id"], row["text"]) for row in LISTED if row["form"] == "direct")


@pytest.mark.parametrize("term", DOUBTED)
def test_scare_quotes_are_no_speech(found, term):
    assert term not in [row["text"] for row in found if row["is_direct"]]


def test_spans_point_into_the_articles(found):
    texts = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt")}
    for row in found:
        text = texts[row["article_id"]]
        assert text[row["start_char"] : row["end_char"]] == row["text"]
        if row["speaker_start"] is not None:
            assert text[row["speaker_start"] : row["speaker_end"]] == row["speaker_as_written"]
