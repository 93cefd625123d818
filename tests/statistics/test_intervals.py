import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaincinv
from scipy.stats import binom

from analysis.statistics.intervals import exact_interval, mid_p_interval, units_interval, wilson


@pytest.mark.parametrize("n", [4, 6, 9, 15, 40])
def test_the_exact_interval_never_covers_less_often_than_it_says(n):
    shares = np.linspace(0.02, 0.98, 97)
    ends = np.array([exact_interval(hits, n) for hits in range(n + 1)])
    chances = binom.pmf(np.arange(n + 1), n, shares[:, np.newaxis])
    inside = (ends[:, 0] <= shares[:, np.newaxis]) & (shares[:, np.newaxis] <= ends[:, 1])
    assert (chances * inside).sum(axis=1).min() >= 0.95


@given(st.integers(1, 60), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_the_exact_interval_lies_within_clopper_and_pearsons_and_mirrors_itself(n, hits):
    hits = min(hits, n)
    low, high = exact_interval(hits, n)
    assert 0 <= low <= hits / n <= high <= 1
    assert low >= (betaincinv(hits, n - hits + 1, 0.025) if hits else 0) - 1e-9
    assert high <= (betaincinv(hits + 1, n - hits, 0.975) if hits < n else 1) + 1e-9
    assert exact_interval(n - hits, n) == pytest.approx((1 - high, 1 - low))


@given(st.floats(1, 500), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_the_mid_p_interval_holds_the_share_of_broken_counts_too(n, share):
    low, high = mid_p_interval(share * n, n)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


def test_more_confidence_means_a_wider_interval():
    for interval in (exact_interval, mid_p_interval, wilson):
        narrow, wide = interval(3, 12, confidence=0.8), interval(3, 12, confidence=0.99)
        assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_many_articles_take_the_quick_way():
    assert units_interval(30, 200) == exact_interval(30, 200)
    assert units_interval(1000, 5000) == wilson(1000, 5000)
