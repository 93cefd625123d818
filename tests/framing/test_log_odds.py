import numpy as np
import pandas as pd
import pytest

from analysis.framing.log_odds import Usage, weighted_log_odds
from analysis.framing.vocabulary import count_terms


def scored(used, other, sizes=(10, 10)):
    alpha = np.full(len(used), 5.0)
    return weighted_log_odds(np.array(used, float), np.array(other, float), sizes=sizes, alpha=alpha, prior_size=10)


def test_swapping_the_parts_flips_the_sign():
    there, back = scored([9, 2], [1, 3]), scored([1, 3], [9, 2])
    assert there[0] == pytest.approx(-back[0])
    assert there[1] == pytest.approx(-back[1])


def test_equal_use_gives_nought_and_no_use_stays_finite():
    log_odds, z = scored([4, 0, 10], [4, 0, 10])
    assert log_odds.tolist() == [0, 0, 0]
    assert np.isfinite(z).all()


def test_many_articles_say_more_than_few_of_the_same_share():
    few, many = scored([2], [1], sizes=(4, 4)), scored([20], [10], sizes=(40, 40))
    assert many[1][0] > few[1][0]


@pytest.mark.parametrize(("size", "least"), [(400, 5), (167, 5), (100, 3), (50, 2), (10, 2)])
def test_of_articles_five_of_a_source_must_use_a_term_or_three_in_a_hundred_and_two_at_least(size, least):
    none, one = np.zeros((1, 1)), np.zeros(1, dtype=np.int64)
    usage = Usage(("tide",), ("word",), ["Gull"], none, one, one, one, none, none, none, one, 1.0, "articles")
    used = np.array([least - 1, least], dtype=float)
    assert usage.eligible(used, float(size)).tolist() == [False, True]


@pytest.mark.parametrize("n_articles", [10, 40])
def test_where_articles_are_counted_the_corpus_weighs_three_tenths_of_itself(n_articles):
    texts = ["The tide rose." if n % 2 else "The tide fell." for n in range(n_articles)]
    rows = pd.DataFrame(
        {"article_id": [f"a{n:02d}" for n in range(n_articles)], "source": ["Gull", "Fox"] * (n_articles // 2)}
    )
    usage = Usage.of(
        count_terms(texts, ngram_max=1, drop_stop_words=True), rows, sources=["Fox", "Gull"], unit="articles"
    )
    # Half of the articles say "rose", all of them those of one source.
    at, half, weight = usage.terms.index("rose"), n_articles / 2, 0.3 * n_articles
    odds = [np.log((n + weight / 2) / (half + weight - n - weight / 2)) for n in (half, 0)]
    found = usage.log_odds(usage.weights_of_one()).log_odds[0, 0, at]
    assert found == pytest.approx(odds[0] - odds[1])
