"""The five articles, from a ledger written by hand before any program read them."""

import csv
import shutil
from pathlib import Path

import pytest
from ledger_worlds import compared

from analysis import parameters, pipeline, schema
from analysis.corpus import load_codebook, read_corpus
from analysis.paths import project_root

LEDGER = Path(__file__).with_name("belarus_second_list.csv")
CORPUS = project_root() / "data" / "raw" / "belarus-2025"


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(CORPUS)


@pytest.fixture(scope="module")
def reconciled(corpus):
    with LEDGER.open(encoding="utf-8", newline="") as file:
        rows = [figure_row(row, number, corpus) for number, row in _numbered(csv.DictReader(file))]
    return compared(
        schema.frame("reported_figures", rows),
        sentences=corpus.sentences,
        articles=corpus.articles,
        quotes=schema.frame("quotes", [_quoted(corpus)]),
        codebook=load_codebook(CORPUS),
    )


def _numbered(rows):
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["article"]] = counts.get(row["article"], 0) + 1
        yield counts[row["article"]], row


def _sentence(corpus, article: str, start: str):
    plain = corpus.sentences["text"].str.lower().str.replace("‑", "-").str.replace("  ", " ")
    found = corpus.sentences[
        (corpus.sentences["article_id"] == article) & plain.str.contains(start.lower(), regex=False)
    ]
    return next(found.itertuples())


def figure_row(row: dict, number: int, corpus) -> dict:
    start = row["sentence_starts"].split(":")[-1].strip(" |")
    sentence = _sentence(corpus, row["article"], start[:24])
    at = max(sentence.text.rfind(row["surface"]), 0)
    values = {name: float(row[name]) if row[name] else None for name in ("value", "low", "high")}
    texts = {name: row[name] or None for name in ("event_date", "as_of", "authority", "repeats", "population")}
    return {
        "figure_id": f"{row['article']}:f{number}",
        "article_id": row["article"],
        "source": corpus.articles.set_index("article_id").loc[row["article"], "source"],
        "sentence_id": sentence.sentence_id,
        "start_char": sentence.start_char + at,
        "end_char": sentence.start_char + at + len(row["surface"]),
        "low_inclusive": bool(row["low"]) and row["bound"] != "more_than",
        "high_inclusive": bool(row["high"]),
        "head": "person",
        "unit": "years" if row["kind"] == "duration" else None,
        "is_quoted": False,
        **{name: row[name] for name in ("surface", "bound", "counted", "measure", "kind")},
        **values,
        **texts,
    }


def _quoted(corpus) -> dict:
    sentence = _sentence(corpus, "offlinew", "said Ales Bialiatski")
    return {
        "quote_id": "offlinew:q1", "statement_id": "offlinew:st1", "article_id": "offlinew",
        "sentence_id": sentence.sentence_id, "start_char": sentence.start_char, "end_char": sentence.end_char,
        "text": sentence.text, "speaker": "Ales Bialiatski", "is_direct": True,
    }  # fmt: skip


# What a careful reader finds, by cause and the two figures; nothing else is flagged.
FOUND = {
    ("value", "archyde:f2", "archyde:f10"): ("1,184", "1,400"),
    ("date", "archyde:f3", "world-today-journal:f4"): ("11 September", "1 September"),
    ("date", "archyde:f2", "offlinew:f3"): ("1,184", "1,200"),
    ("authority", "archyde:f6", "offlinew:f3"): ("27 journalists", "1,200"),
    ("definition", "newsy-today:f5", "world-today-journal:f2"): ("1,000", "37,000"),
    ("attribution", "archyde:f6", "daily-ledger:f4"): ("Belarusian Association of Journalists", "Daily Ledger"),
    ("impossible_quote", "", ""): ("15 October 2025", "13 December 2025"),
}


def test_every_contradiction_of_the_five_articles_is_found_and_no_other(reconciled):
    conflicts, _ = reconciled
    keys = conflicts[["cause", "figure_a", "figure_b"]].fillna("").itertuples(index=False, name=None)
    explained = dict(zip(keys, conflicts["explanation"], strict=True))
    assert sorted(explained) == sorted(FOUND)
    for key, words in FOUND.items():
        assert all(word in explained[key] for word in words), explained[key]


def test_what_fits_is_said_too(reconciled):
    _, agreements = reconciled
    sentences = "\n".join(agreements["explanation"])
    assert "add up to 77, which fits “over 75 individuals” (Archyde and Daily Ledger)" in sentences
    assert "can all be true for political prisoners held" in sentences


def test_counts_since_2020_are_never_compared_with_those_held(reconciled):
    conflicts, agreements = reconciled
    since = {"newsy-today:f5", "world-today-journal:f2"}
    for row in conflicts.itertuples():
        assert not ({row.figure_a, row.figure_b} & since) or row.measure == "detained_since"
    for row in agreements.itertuples():
        assert not (set(row.figures) & since)


def test_the_questions_are_found_without_the_codebook_too(tmp_path):
    folder = shutil.copytree(CORPUS, tmp_path / CORPUS.name, ignore=shutil.ignore_patterns("codebook.yml"))
    story = pipeline.open_corpus(parameters.make({"corpus": str(folder)}), processed=tmp_path / "processed")
    explained = story.conflicts["explanation"].tolist()
    asked = [words for (cause, *_), words in FOUND.items() if cause != "impossible_quote"]
    found = [words for words in asked if any(all(word in text for word in words) for text in explained)]
    assert len(found) >= 5, explained
    assert story.conflicts["relation"].isin(["contradicts", "differs", "repeats"]).all()


def test_each_question_has_the_relation_that_is_true_of_it(reconciled):
    conflicts, _ = reconciled
    relations = conflicts.set_index(conflicts["cause"] + " " + conflicts["figure_a"].fillna(""))["relation"].to_dict()
    assert relations == {
        "value archyde:f2": "differs",
        "impossible_quote ": "contradicts",
        "date archyde:f2": "differs",
        "date archyde:f3": "differs",
        "authority archyde:f6": "differs",
        "definition newsy-today:f5": "differs",
        "attribution archyde:f6": "same",
    }
