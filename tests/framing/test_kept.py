import pytest
from framing_sample import written

from analysis.corpus import Codebook
from analysis.framing import (
    boilerplate,
    contrasts,
    distinctive_terms,
    frames,
    kept,
    kinship,
    names,
    reading,
    similarity,
)
from analysis.framing.reading import bodies, read
from analysis.framing.vocabulary import Encoded


@pytest.fixture
def looked_at(monkeypatch):
    """The sentences that were asked whether they are by-lines: once for each reading."""
    found = []

    def is_by_line(text):
        found.append(text)
        return boilerplate.is_by_line(text)

    monkeypatch.setattr(reading, "is_by_line", is_by_line)
    return found


def test_measures_of_the_same_articles_read_each_sentence_once(looked_at):
    made = written({"Fox": 3, "Gull": 2}, seed=81)
    contrasts(*made)
    once = len(looked_at)
    names(*made, codebook=Codebook())
    frames(*made, codebook=Codebook())
    assert once == len(looked_at) == len(made.sentences)
    similarity(*made)
    kinship(*made)
    assert len(looked_at) == 2 * once  # once more for what belongs to the bodies


def test_what_changed_is_read_anew():
    made = written({"Fox": 3, "Gull": 2}, seed=82)
    before = read(*made)
    changed = made.sentences.assign(text="Salt wind.")
    assert read(made.articles, made.blocks, changed).sentences["words"].unique().tolist() == ["Salt wind."]
    assert read(*made).sentences.equals(before.sentences)
    assert bodies(*made).passages[0][0].text != bodies(made.articles, made.blocks, changed).passages[0][0].text


def test_other_settings_are_another_reading():
    made = written({"Fox": 2}, seed=83, extra={"Fox": ["“Salt wind,” it said."]})
    with_quotes, without = (read(*made, include_quotes=quotes).sentences["words"] for quotes in (True, False))
    assert not with_quotes.equals(without)


def test_measures_of_the_same_sentences_find_their_words_once(monkeypatch):
    found, of = [], Encoded.of
    monkeypatch.setattr(Encoded, "of", lambda texts, **given: found.append(len(texts)) or of(texts, **given))
    made = written({"Fox": 3, "Gull": 2}, seed=84)
    distinctive_terms(*made, top_terms=3, ngram_max=2)
    contrasts(*made)
    names(*made, codebook=Codebook())
    assert found == [len(made.sentences)]


def test_all_readings_of_a_small_story_are_kept_and_one_of_a_large(looked_at, monkeypatch):
    made = written({"Fox": 3, "Gull": 2}, seed=85)
    ids = sorted(made.articles["article_id"])

    def read_all():
        for name in ids:
            read(*(rows[rows["article_id"] != name] for rows in (made.articles, made.blocks, made.sentences)))
        return len(looked_at)

    once = read_all()
    assert once == read_all() == (len(ids) - 1) * len(made.sentences)
    monkeypatch.setattr(kept, "_TOGETHER", 1)
    before = read_all()
    assert read_all() == before + once


def test_what_is_forgotten_is_read_anew(looked_at):
    made = written({"Fox": 3, "Gull": 2}, seed=83)
    for _ in range(2):
        read(*made)
        kept.forget()
    assert len(looked_at) == 2 * len(made.sentences)
