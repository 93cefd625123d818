import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaincinv
from scipy.stats import binom

from analysis.statistics.intervals import (
    Stratum,
    difference_estimate,
    difference_interval,
    exact_interval,
    mid_p_interval,
    share_interval,
    stratified_share,
    units_interval,
    wilson,
)


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
    assert units_interval(30, 201) == wilson(30, 201) != exact_interval(30, 201)
    assert units_interval(1000, 5000) == wilson(1000, 5000)


@pytest.mark.parametrize(
    ("n_articles", "share", "likeness", "is_heavy"),
    [
        (6, 0.5, 0.1, False),
        (15, 0.2, 0.0, True),
        (30, 0.05, 0.1, False),
        (100, 0.1, 0.5, True),
        (200, 0.02, 0.25, True),
    ],
)
def test_intervals_of_a_share_cover_it_as_often_as_they_say(n_articles, share, likeness, is_heavy):
    rng = np.random.default_rng(4)
    held = []
    for _ in range(300):
        lengths = np.clip(np.exp(rng.normal(3, 0.9, n_articles)), 2, 400).astype(int)
        n = lengths if is_heavy else np.full(n_articles, 25)
        spread = (1 - likeness) / max(likeness, 1e-9)
        hits = rng.binomial(n, rng.beta(share * spread, (1 - share) * spread, n_articles) if likeness else share)
        found = share_interval(hits, n)
        if found.resampled == "articles":
            held.append(found.low <= share <= found.high)
    # 0.93 to 0.97 at full size; with 300 draws, chance alone adds three points either way.
    assert len(held) > 150
    assert 0.9 <= np.mean(held) <= 1.0


@pytest.mark.parametrize(
    ("hits", "n", "reason", "needed"),
    [
        ([1, 1, 1, 1, 1], [5] * 5, "5 articles; the interval of a source needs at least 6.", 6),
        ([1, 1, 1] + [0] * 27, [5] * 30, "Only 3 of 30 articles hold one; it takes 6 that do.", 60),
        ([5] * 10 + [1], [5] * 11, "Only 1 of 11 articles hold a sentence without; it takes 6 that do.", 66),
        ([200, 300] + [1] * 6, [500, 600] + [2] * 6, "A few long articles hold most of its sentences", None),
    ],
)
def test_where_the_source_cannot_be_told_the_interval_is_within_articles_and_says_why(hits, n, reason, needed):
    found = share_interval(hits, n)
    assert found.resampled == "sentences"
    assert found.reason.startswith(reason)
    assert found.n_needed == needed
    assert difference_interval((hits, n), ([2, 3] * 5, [10] * 10)) is None


def test_swapping_the_sources_flips_the_interval_of_their_difference():
    a, b = ([2, 3, 5, 1, 4, 2, 3], [10, 12, 14, 9, 11, 10, 8]), ([4, 5, 6, 5, 4, 6], [10] * 6)
    low, high = difference_interval(a, b)
    assert difference_interval(b, a) == pytest.approx((-high, -low))
    assert -1 <= low < sum(a[0]) / sum(a[1]) - sum(b[0]) / sum(b[1]) < high <= 1


def test_copies_of_an_article_and_swapped_answers():
    # Articles alike to the last sentence show no variation between them; the sentences' own is left.
    same = share_interval([3] * 10, [10] * 10)
    assert same.low < 0.3 < same.high
    yes, no = share_interval([2, 3, 5, 1, 4, 2], [9] * 6), share_interval([7, 6, 4, 8, 5, 7], [9] * 6)
    assert (yes.low, yes.high) == pytest.approx((1 - no.high, 1 - no.low))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
@settings(max_examples=80, deadline=None)
def test_an_interval_holds_its_share_and_stays_between_0_and_1(pairs):
    hits = [min(pair) for pair in pairs]
    n = [max(pair) for pair in pairs]
    found = share_interval(hits, n)
    if found.share is None:
        assert sum(n) == 0
        return
    assert 0 <= found.low <= found.share <= found.high <= 1


def test_no_hit_in_many_articles_does_not_mean_none_anywhere():
    found = share_interval([0] * 10, [20] * 10)
    assert found.low == 0
    assert 0 < found.high < 0.4


@pytest.mark.parametrize(("n_with", "varies"), [(6, "articles"), (5, "sentences")])
def test_six_articles_with_a_hit_let_articles_vary(n_with, varies):
    assert share_interval([2] * n_with + [0] * 4, [10] * (n_with + 4)).resampled == varies


def test_where_all_were_coded_nothing_is_left_to_chance():
    assert stratified_share([Stratum(4, 4, 1), Stratum(6, 6, 3)], confidence=0.95) == pytest.approx((0.4,) * 3)
    corrected, ends = difference_estimate([0.0, 0.5, 1.0], [0.5, 0.0, 0.25], confidence=0.95)
    assert (corrected, *ends) == pytest.approx((0.75,) * 3)


def test_no_yes_among_the_coded_does_not_prove_that_there_is_none():
    share, low, high = stratified_share([Stratum(100, 10, 0), Stratum(900, 20, 0)], confidence=0.95)
    assert (share, low) == (0.0, 0.0)
    assert high > 0.05


def test_a_mean_without_errors_is_not_corrected_and_one_error_gives_no_interval():
    assert difference_estimate([0.1, 0.2], [], confidence=0.95) is None
    assert difference_estimate([0.1, 0.3], [0.2], confidence=0.95) == (pytest.approx(0.4), None)


def test_more_coded_units_narrow_the_interval():
    scores, errors = [0.0] * 100, [0.1, -0.1, 0.2, -0.2]
    few, many = (difference_estimate(scores, errors * times, confidence=0.95)[1] for times in (1, 10))
    assert few[0] < many[0] < many[1] < few[1]


@pytest.mark.parametrize(("times", "varies"), [(6, "articles"), (7, "sentences")])
def test_two_long_articles_leave_four_degrees_of_freedom_or_the_interval_is_within_articles(times, varies):
    hits, n = [2 * times, times, *[1, 2] * 4], [10 * times] * 2 + [10] * 8
    assert share_interval(hits, n).resampled == varies
    even = ([2, 3] * 5, [10] * 10)
    is_given = difference_interval((hits, n), even) is not None
    assert is_given == (difference_interval(even, (hits, n)) is not None) == (varies == "articles")
