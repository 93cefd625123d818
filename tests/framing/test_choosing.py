import numpy as np
import pytest
from framing_sample import tables

from analysis.corpus import Codebook
from analysis.framing import distinctive_terms

FILLER = "Meanwhile the council talked about roads, bridges and schools at length."


def articles(source, extras):
    return [(f"{source}{n:02d}", source, f"{FILLER} {extra}") for n, extra in enumerate(extras)]


def terms(texts, **options):
    settings = {"top_terms": 4, "ngram_max": 1, "n_resamples": 40, "seed": 1} | options
    return distinctive_terms(*tables(texts), codebook=Codebook(), **settings)


@pytest.fixture
def two_stories():
    """Gull wrote six times on a mine, with three words that always come together, and four times on a quay."""
    mine = [f"Miners shouted{' now' * n}. A shaft broke{' now' * n}. Pumps failed{' now' * n}." for n in range(6)]
    quay = [f"A quay flooded{' and flooded' * n}." for n in range(4)]
    return [*articles("Gull", mine + quay), *articles("Fox", [f"It was calm{' and calm' * n}." for n in range(10)])]


def test_a_term_of_other_articles_comes_before_more_words_of_the_same_story(two_stories):
    found = terms(two_stories, top_terms=20)
    gull = found[found["source"] == "Gull"].set_index("term")
    assert gull["rank"].idxmin() in {"miners", "shouted", "shaft", "broke", "pumps", "failed"}
    by_z = gull["z"].rank(ascending=False)
    # The mine's six words lead by z; one of the quay's is shown among the first three all the same.
    assert by_z[["quay", "flooded"]].min() > 6
    assert gull.loc[["quay", "flooded"], "rank"].min() <= 3


def test_of_a_run_and_its_word_in_the_same_articles_only_one_is_shown_first():
    texts = [
        *articles("Gull", [f"The wet harbour closed{' again' * n}." for n in range(5)] + ["A harbour opened."]),
        *articles("Fox", [f"It was calm{' and calm' * n}." for n in range(6)]),
    ]
    found = terms(texts, ngram_max=2)
    top = found[(found["source"] == "Gull") & (found["rank"] <= 2)]["term"].tolist()
    assert not {"wet harbour", "harbour"} <= set(top)


def test_a_choice_says_the_same_of_the_same_articles_whatever_their_order(two_stories):
    steady = ["source", "term", "rank", "n", "log_odds", "z"]
    made = terms(two_stories)[steady]
    again = terms(two_stories[::-1])[steady]
    assert made.equals(again)


def test_a_term_of_most_articles_is_stable_and_one_of_few_is_less_so(two_stories):
    found = terms(two_stories, n_resamples=200).query("source == 'Gull'")
    assert found.iloc[0]["stability"] > 0.5
    assert found["stability"].between(0, 1).all()
    assert np.isfinite(found[["low", "high"]]).all(axis=None)


def test_more_terms_than_add_anything_are_filled_up_by_z(two_stories):
    found = terms(two_stories, top_terms=100).query("source == 'Gull'")
    assert {"miners", "shaft", "pumps", "quay"} <= set(found["term"])
    assert found["term"].is_unique
    assert sorted(found["rank"]) == list(range(1, len(found) + 1))
