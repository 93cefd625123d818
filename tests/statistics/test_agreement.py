import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from analysis.errors import ParameterError
from analysis.statistics.agreement import Alpha, krippendorff_alpha


def codes(*coders):
    rows = [
        {"unit": unit, "coder": f"c{number}", "code": code}
        for number, given in enumerate(coders)
        for unit, code in enumerate(given)
        if code is not None
    ]
    return pd.DataFrame(rows, columns=["unit", "coder", "code"])


def test_the_published_example_with_missing_codes():
    # Krippendorff (2011), "Computing Krippendorff's alpha-reliability", example C: nominal .743.
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    assert krippendorff_alpha(codes(a, b, c, d)).value == pytest.approx(0.743, abs=5e-4)


def test_full_agreement_is_one_but_a_handful_of_units_proves_nothing():
    few = krippendorff_alpha(codes([True, False, True], [True, False, True]))
    assert (few.value, few.high) == (1.0, 1.0)
    assert few.low < 0.5
    assert not few.is_reliable
    assert "differ on none of them" in few.note
    many = krippendorff_alpha(codes([True, False] * 40, [True, False] * 40))
    assert (many.value, many.high) == (1.0, 1.0)
    assert many.is_reliable
    assert many.low < 1


@pytest.mark.parametrize(
    ("coders", "why"),
    [
        (([True] * 5, [True] * 5), "All codes are the same"),
        (([True, False],), "One coder has coded"),
        (([], []), "Nobody has coded"),
        (([True, None], [None, True]), "No unit has been coded by two coders"),
        (([True, None], [False, True]), "Only one unit"),
    ],
)
def test_where_agreement_cannot_be_told_there_is_no_number_but_a_reason(coders, why):
    found = krippendorff_alpha(codes(*coders))
    assert (found.value, found.low, found.high) == (None, None, None)
    assert found.note.startswith(why)
    assert not found.is_reliable


def test_units_that_only_one_coder_coded_are_counted_and_left_out():
    found = krippendorff_alpha(codes([1, 0, 1, 1, 0], [1, 0, 0, None, None]))
    assert found.n_units == 3
    assert "2 more, coded by one coder only, left out" in found.note
    assert found.value == krippendorff_alpha(codes([1, 0, 1], [1, 0, 0])).value


def test_where_enough_units_speak_the_interval_resamples_them():
    first = [1] * 40 + [0] * 40
    second = [1] * 33 + [0] * 40 + [1] * 7
    found = krippendorff_alpha(codes(first, second))
    assert found.note == "80 units, 2 coders"
    assert found.low < found.value < found.high
    assert found == krippendorff_alpha(codes(first, second))


@pytest.mark.parametrize(("share", "alpha", "n"), [(0.05, 0.9, 50), (0.1, 0.8, 40), (0.5, 0.667, 60)])
def test_the_interval_of_alpha_covers_it(share, alpha, n):
    apart = (1 - alpha) * 2 * share * (1 - share)
    rng = np.random.default_rng(3)
    chances = [share - apart / 2, apart / 2, apart / 2, 1 - share - apart / 2]
    draws = [krippendorff_alpha(pairs_of(counts), n_resamples=200) for counts in rng.multinomial(n, chances, 60)]
    held = [found.low <= alpha <= found.high for found in draws if found.low is not None]
    # Expected at least 57 of 60; resampling alone held it in about 21, 38 and 56.
    assert sum(held) >= 0.88 * len(held)


def pairs_of(counts):
    return codes(np.repeat([1, 1, 0, 0], counts).tolist(), np.repeat([1, 0, 1, 0], counts).tolist())


def test_a_unit_coded_twice_by_one_coder_is_an_error():
    twice = pd.concat([codes([1, 2], [1, 2]), codes([1])])
    with pytest.raises(ParameterError, match="twice"):
        krippendorff_alpha(twice)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=12))
@settings(max_examples=40, deadline=None)
def test_alpha_agrees_with_nltk_and_lies_in_its_interval(pairs):
    first, second = zip(*pairs, strict=True)
    found = krippendorff_alpha(codes(first, second), n_resamples=50)
    if found.value is None:
        return
    triples = [(f"c{coder}", unit, code) for unit, pair in enumerate(pairs) for coder, code in enumerate(pair)]
    assert found.value == pytest.approx(AnnotationTask(data=triples).alpha(), abs=1e-6)
    assert found.value <= 1
    assert found.low <= found.high


@pytest.mark.parametrize(("low", "is_reliable"), [(0.667, True), (0.666, False), (None, False)])
def test_codings_are_reliable_from_krippendorffs_bound_on(low, is_reliable):
    assert Alpha(0.8, low, 0.9, 60, 2, "").is_reliable is is_reliable


@pytest.mark.parametrize(
    ("n_yes", "n_no", "n_apart", "is_cautious"),
    [(10, 10, 10, False), (9, 10, 10, True), (10, 9, 10, True), (10, 10, 9, True)],
)
def test_resampling_needs_ten_units_of_each_kind(n_yes, n_no, n_apart, is_cautious):
    one = ["yes"] * n_yes + ["no"] * n_no + ["yes"] * n_apart
    two = ["yes"] * n_yes + ["no"] * n_no + ["no"] * n_apart
    found = krippendorff_alpha(codes(one, two))
    assert ("cautious" in found.note) is is_cautious
