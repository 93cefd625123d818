"""The labelled passages: scores may rise, never fall. After a rise, write the new ones into development_scores.json."""

import json
from pathlib import Path

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Codebook
from analysis.voices import quotes_of

HERE = Path(__file__).parent


def labelled():
    return [json.loads(line) for line in (HERE / "development.jsonl").read_text(encoding="utf-8").splitlines()]


def words(text):
    return text.strip(" ,.;:!?…").split()


def overlap(first, second):
    a, b = words(first), words(second)
    shared = len(set(a) & set(b))
    return shared / max(1, len(set(a) | set(b)))


def same(label, row):
    if label["form"] == "direct":
        return row["is_direct"] and words(label["text"]) == words(row["text"])
    return not row["is_direct"] and overlap(label["text"], row["text"]) >= 0.5


def compare(case):
    """How many labels, rows, rows that fit a label, and rows that fit with the right speaker."""
    rows = quotes_of(document_from_text(case["text"]), codebook=Codebook())
    mixed = {row["statement_id"] for row in rows if row["is_direct"]}
    rows = [row for row in rows if row["is_direct"] or row["statement_id"] not in mixed]
    labels = [
        {"form": said["form"], "speaker": said["speaker"], "text": text}
        for said in case["statements"]
        for text in said["spans"]
    ]
    found = spoken = 0
    left = list(rows)
    for label in labels:
        match = next((row for row in left if same(label, row)), None)
        if match is not None:
            left.remove(match)
            found += 1
            spoken += match["speaker"] == label["speaker"]
    return len(labels), len(rows), found, spoken


def f1(right, predicted, wanted):
    return round(200 * right / (predicted + wanted), 1)


def measured():
    totals = [sum(column) for column in zip(*(compare(case) for case in labelled()), strict=True)]
    wanted, predicted, found, spoken = totals
    return {"content_f1": f1(found, predicted, wanted), "content_and_speaker_f1": f1(spoken, predicted, wanted)}


def test_there_are_enough_passages_of_every_kind():
    cases = labelled()
    assert len(cases) >= 200
    assert sum(not case["statements"] for case in cases) >= 20
    assert sum(any(said["form"] == "direct" for said in case["statements"]) for case in cases) >= 60


@pytest.mark.parametrize("name", ["content_f1", "content_and_speaker_f1"])
def test_scores_never_fall(name):
    committed = json.loads((HERE / "development_scores.json").read_text(encoding="utf-8"))
    assert measured()[name] >= committed[name]
