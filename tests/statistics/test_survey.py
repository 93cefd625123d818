import pytest

from analysis.statistics.survey import Stratum, difference_estimate, stratified_share


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
