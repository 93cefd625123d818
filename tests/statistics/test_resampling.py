import numpy as np

from analysis.statistics.resampling import resample_weights


def test_resamples_keep_the_size_of_each_stratum():
    stratum = np.array([1, 0, 1, 0, 0])
    weights = resample_weights(stratum, n=20, rng=np.random.default_rng(0))
    assert (weights[:, stratum == 1].sum(axis=1) == 2).all()
    assert (weights[:, stratum == 0].sum(axis=1) == 3).all()


def test_the_same_seed_draws_the_same():
    drawn = [resample_weights(np.zeros(5, dtype=int), n=3, rng=np.random.default_rng(7)) for _ in range(2)]
    assert (drawn[0] == drawn[1]).all()
