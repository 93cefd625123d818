import numpy as np
import pytest

from analysis.statistics.resampling import (
    bootstrap_correlation,
    bootstrap_mean,
    bootstrap_mean_within,
    percentiles,
    resample_weights,
)


def test_resamples_keep_the_size_of_each_stratum():
    stratum = np.array([1, 0, 1, 0, 0])
    weights = resample_weights(stratum, n=20, rng=np.random.default_rng(0))
    assert (weights[:, stratum == 1].sum(axis=1) == 2).all()
    assert (weights[:, stratum == 0].sum(axis=1) == 3).all()


def test_the_same_seed_draws_the_same():
    drawn = [resample_weights(np.zeros(5, dtype=int), n=3, rng=np.random.default_rng(7)) for _ in range(2)]
    assert (drawn[0] == drawn[1]).all()


def test_draws_without_a_number_do_not_count():
    assert percentiles([0.0, np.nan, 1.0, 2.0], confidence=0.5).tolist() == [0.5, 1.5]
    both = percentiles(np.array([[0.0, 5.0], [1.0, 5.0], [2.0, 5.0]]), confidence=0.5)
    assert both.tolist() == [[0.5, 5.0], [1.5, 5.0]]


def test_the_mean_of_clusters_lies_in_its_interval_and_the_seed_repeats_it():
    sums, sizes = np.array([1.0, 6.0, 2.0, 9.0]), np.array([2, 3, 4, 3])
    draw = {"n_resamples": 200, "confidence": 0.9, "seed": 3}
    low, high = bootstrap_mean(sums, sizes, **draw)
    assert low < sums.sum() / sizes.sum() < high
    assert (low, high) == bootstrap_mean(sums, sizes, **draw)


def test_a_correlation_is_numpys_and_needs_three_pairs_that_vary():
    x, y = np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.array([2.0, 1.0, 4.0, 3.0, 5.0])
    draw = {"n_resamples": 100, "confidence": 0.9, "seed": 3}
    r, low, high = bootstrap_correlation(x, y, **draw)
    assert r == pytest.approx(np.corrcoef(x, y)[0, 1])
    assert low < r <= high <= 1
    assert bootstrap_correlation(x[:2], y[:2], **draw) is None
    assert bootstrap_correlation(x, np.ones(5), **draw) is None


def test_two_articles_of_one_mean_have_an_interval_all_the_same():
    values = [np.array([0.5, -0.5, 0.0]), np.array([0.4, -0.4, 0.0])]
    draw = {"n_resamples": 500, "confidence": 0.95, "seed": 3}
    low, high = bootstrap_mean_within(values, **draw)
    assert low < -0.2 < 0.2 < high
    assert (low, high) == bootstrap_mean_within(values, **draw)
    assert bootstrap_mean(np.zeros(2), np.full(2, 3), **draw) == (0.0, 0.0)


def test_intervals_of_two_articles_seldom_part_equal_sources():
    rng = np.random.default_rng(5)
    draw = {"n_resamples": 200, "confidence": 0.95, "seed": 3}
    parted = 0
    for _ in range(100):
        ends = [bootstrap_mean_within(list(rng.normal(0, 0.4, (2, 15))), **draw) for _ in range(2)]
        parted += ends[0][1] < ends[1][0] or ends[1][1] < ends[0][0]
    assert parted <= 5
