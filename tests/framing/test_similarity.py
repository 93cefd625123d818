import sys

import numpy as np
import pytest
from framing_sample import Newsroom, tables
from scipy import sparse

from analysis.framing import similarity
from analysis.framing.similarity import Wording, _nearest_pairs, runs_of


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


@pytest.mark.parametrize(("n_outlets", "n_few"), [(4, 3), (5, 0)])
def test_a_run_that_more_than_four_outlets_have_is_a_formula(n_outlets, n_few):
    words = "the talks will go on next week".split()
    runs = [runs_of(words, quoted=[False] * 7, size=5) for _ in range(n_outlets)]
    wording = Wording.of(runs, outlets=[f"Paper {n}" for n in range(n_outlets)])
    assert wording.shared(0, 1).n_few == n_few
    assert np.array_equal(runs[0].every, runs[1].every)


def test_an_article_has_its_nearest_in_a_large_corpus_however_far(monkeypatch):
    room = Newsroom(8)
    texts = [(f"a{n:02d}", "X", " ".join(room.article(6))) for n in range(64)]
    made = tables(texts)
    found = similarity(*made)
    listed = {*found["article_a"], *found["article_b"]}
    assert listed == {one for one, _, _ in texts}
    assert found["cosine"].min() < 0.4
    assert len(found) <= 5 * 64
    monkeypatch.setattr(sys.modules["analysis.framing.similarity"], "_EXACT", 50)
    assert {*similarity(*made)["article_a"], *similarity(*made)["article_b"]} == listed


@pytest.mark.parametrize(("n_words", "n_lead"), [(8, 2), (9, 3), (180, 60), (183, 60)])
def test_the_lead_is_a_third_of_an_article_and_at_most_sixty_words(n_words, n_lead):
    words = [f"word{number}" for number in range(n_words)]
    assert len(runs_of(words, quoted=[False] * n_words, size=2).lead) == n_lead


@pytest.fixture
def listed_among_many(monkeypatch):
    """Whether two texts are listed as if they were of a large corpus, by their likeness and not as the nearest."""
    module = sys.modules["analysis.framing.similarity"]
    monkeypatch.setattr(module, "EVERY_PAIR", 1)
    monkeypatch.setattr(module, "_cosines", lambda texts, language: {})
    return lambda *texts: len(similarity(*tables([(f"a{n}", "X", text) for n, text in enumerate(texts)]))) == 1


@pytest.mark.parametrize(("n_words", "is_listed"), [(26, True), (27, False)])
def test_a_twentieth_of_the_runs_is_listed(listed_among_many, n_words, is_listed):
    shared = "the ferry left the quay before dawn"  # one run
    texts = [f"{shared} {' '.join(f'{side}{chr(97 + n)}' for n in range(n_words - 7))}" for side in ("sel", "mor")]
    assert listed_among_many(*texts) is is_listed


@pytest.mark.parametrize(("n_facts", "is_listed"), [(3, True), (2, False)])
def test_three_facts_that_nobody_else_has_are_listed(listed_among_many, n_facts, is_listed):
    facts = ["4,711 crates", "8,633 lanterns", "26,417 ropes"][:n_facts]
    texts = [" ".join(f"{verb} {fact}." for fact in facts) for verb in ("They lost", "We found")]
    assert listed_among_many(*texts) is is_listed


@pytest.mark.parametrize(("cosine", "is_listed"), [(0.4, True), (0.399, False)])
def test_a_cosine_of_two_fifths_is_listed_in_a_large_corpus(monkeypatch, cosine, is_listed):
    monkeypatch.setattr(sys.modules["analysis.framing.similarity"], "_NEAREST_ANYWAY", 1)
    rows = [[1, 0, 0], [1, 0, 0], [cosine, (1 - cosine**2) ** 0.5, 0], [0, 1, 0]]
    assert ((0, 2) in _nearest_pairs(sparse.csr_array(np.array(rows)), is_large=True)) is is_listed
