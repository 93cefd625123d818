import sys

import numpy as np
import pytest
from framing_sample import Newsroom, others, tables

from analysis.framing import kinship, reuse, similarity
from analysis.framing.similarity import Wording, runs_of


def test_a_very_large_corpus_gives_the_same_cosines(monkeypatch):
    room = Newsroom(6)
    texts = [(f"a{n:02d}", "X", " ".join(room.article(8))) for n in range(70)]
    texts += [("copy", "Y", texts[0][2]), ("half", "Y", texts[1][2][:600])]
    made = tables(texts)
    exact = similarity(*made)
    monkeypatch.setattr(sys.modules["analysis.framing.similarity"], "_EXACT", 69)
    found = similarity(*made).merge(exact, on=["article_a", "article_b"], suffixes=("", "_exact"))
    assert ("a00", "copy") in set(zip(found["article_a"], found["article_b"], strict=True))
    assert (found["cosine"] - found["cosine_exact"]).abs().max() < 1e-6


def test_of_many_articles_only_pairs_that_share_something_are_listed():
    room = Newsroom(4)
    texts = [(f"a{n:02d}", "X", " ".join(room.article(6))) for n in range(64)]
    texts.append(("copy", "Y", texts[0][2]))
    found = similarity(*tables(texts))
    assert len(found) < 64 * 65 // 2
    assert ((found["article_a"] == "a00") & (found["article_b"] == "copy")).any()


def test_shared_passages_are_aligned_in_both_texts():
    room = Newsroom(21)
    shared = room.article(3)
    text_a = " ".join([*room.article(6), *shared])
    text_b = " ".join([*shared, *room.article(6)])
    made = tables([("a", "X", text_a), ("b", "Y", text_b), *others(3)])
    found = reuse(*made, kinship(*made))
    row = found[found["article_b"] == "b"].iloc[0]
    assert text_a[row["start_a"] : row["end_a"]] == text_b[row["start_b"] : row["end_b"]]
    assert shared[1] in text_a[row["start_a"] : row["end_a"]]
    assert row["share_same"] == 1.0
    assert set(found["sentence_a"]) <= set(made.sentences["sentence_id"])


def test_an_edited_passage_is_one_passage_with_a_lower_share():
    text = "the old ferry left the northern harbour at dawn with forty sheep and two bicycles for the far islands"
    made = tables([("a", "X", text), ("b", "Y", text.replace("forty", "fifty")), *others(3)])
    found = reuse(*made, kinship(*made))
    pair = found[(found["article_a"] == "a") & (found["article_b"] == "b")]
    assert len(pair) == 1
    assert 0.7 < pair["share_same"].iloc[0] < 1


@pytest.mark.parametrize(("n_words", "n_passages"), [(7, 1), (6, 0)])
def test_a_passage_is_shown_from_seven_words_on(n_words, n_passages):
    shared = " ".join("seven grey geese crossed our frozen lake".split()[:n_words])
    made = tables([("a", "X", f"Once {shared} twice."), ("b", "Y", f"Here {shared} there."), *others(3)])
    found = reuse(*made, kinship(*made))
    assert len(found[(found["article_a"] == "a") & (found["article_b"] == "b")]) == n_passages


@pytest.mark.parametrize(("gap", "n_passages"), [(10, 1), (11, 2)])
def test_pieces_up_to_ten_words_apart_make_one_passage(gap, n_passages):
    one, two = "seven grey geese crossed our frozen lake", "nobody at home saw any of them again"
    between = [" ".join(f"{kind}{chr(97 + n)}" for n in range(gap)) for kind in ("p", "q")]
    texts = [(name, name.upper(), f"{one} {between[at]} {two}.") for at, name in enumerate("ab")]
    made = tables([*texts, *others(3)])
    found = reuse(*made, kinship(*made))
    assert len(found[(found["article_a"] == "a") & (found["article_b"] == "b")]) == n_passages


@pytest.mark.parametrize(("n_outlets", "n_few"), [(4, 3), (5, 0)])
def test_a_run_that_more_than_four_outlets_have_is_a_formula(n_outlets, n_few):
    words = "the talks will go on next week".split()
    runs = [runs_of(words, quoted=[False] * 7, size=5) for _ in range(n_outlets)]
    wording = Wording.of(runs, outlets=[f"Paper {n}" for n in range(n_outlets)])
    assert wording.shared(0, 1).n_few == n_few
    assert np.array_equal(runs[0].every, runs[1].every)
