"""One sentence's quantities: units, ranges, rises and falls, and no input that runs away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reported_figures import quantities_in


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("60 per cent of voters", 60, "percent"),
        ("25 basis points", 25, "basis points"),
        ("€96.4bn", 96.4e9, "EUR"),
        ("$71.20 a barrel", 71.2, "USD per barrel"),
        ("Rs 450 crore", 4.5e9, "INR"),
        ("HK$5.4m", 5.4e6, "HKD"),
        ("three and a half million pounds", 3.5e6, "GBP"),
        ("he lost twelve pounds", 12, "pounds"),
        ("320 km/h", 320, "kilometres per hour"),
        ("45.1°C", 45.1, "degrees Celsius"),
        ("a 40-tonne lorry", 40, "tonnes"),
        ("over three decades", 3, "decades"),
        ("a 7-year-old girl", 7, "years"),
        ("The president, 71, has ruled", 71, "years"),
        ("15-plus years", 15, "years"),
        ("hundreds of millions of dollars", 1e8, "USD"),
        ("35m of its devices", 35e6, None),
        ("1.5mm wide", 1.5, "millimetres"),
        ("$2,000-a-month rent", 2000, "USD per month"),
        ("a two-and-a-half-year deal", 2.5, "years"),
        ("a half-hour show", 0.5, "hours"),
    ],
)
def test_units(text, value, unit):
    (quantity,) = quantities_in(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between €40 million and €60 million", 40e6, 60e6),
        ("$10 to $15 billion", 10e9, 15e9),
        ("1.5-2%", 1.5, 2),
        ("ten to twelve boats", 10, 12),
        ("three or four years", 3, 4),
        ("five to six dozen eggs", 60, 72),
        ("between a quarter and a half of voters", 0.25, 0.5),
        ("40 to 50,000 marchers", 40_000, 50_000),
        ("40–50,000 marchers", 40_000, 50_000),
        ("between 2 and 3,000 marchers", 2_000, 3_000),
        ("between 400 and 1,000 marchers", 400, 1_000),
        ("€1.3 to €1.7 billion", 1.3e9, 1.7e9),
        ("between 1200 and 1800 people", 1200, 1800),
        ("from 450 sq ft to 900 sq ft", 450, 900),
    ],
)
def test_ranges(text, low, high):
    (quantity,) = quantities_in(text)
    assert (quantity.bound, quantity.low, quantity.high, quantity.value) == ("range", low, high, (low + high) / 2)


def test_a_change_from_one_value_to_another_is_two_figures():
    found = quantities_in("Unemployment rose from 5.1 percent to 5.4 percent.")
    assert [q.value for q in found] == [5.1, 5.4]
    assert [q.bound for q in found] == ["exact", "exact"]


def test_a_conversion_has_the_bound_of_what_it_converts():
    assert [q.bound for q in quantities_in("more than 100 kilometres (60 miles)")] == ["more_than", "more_than"]


@settings(max_examples=150)
@given(st.text(alphabet="0123456789,.-–$€% aeghilmnoprstuvw()\n½/“”'", max_size=80))
def test_spans_lie_in_the_text_in_order(text):
    found = quantities_in(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(q.start <= a < b <= q.end for q in found for a, b, _ in q.parts)
    assert all(q.low is None or q.high is None or q.low <= q.high for q in found)


@pytest.mark.parametrize(
    "unit",
    [
        "1,",
        "1.",
        "a ",
        "of ",
        "one ",
        "hundred and ",
        "1-",
        "$",
        "12 ",
        "and ",
        "half a ",
        "more than ",
        "3 to ",
        "x-",
        "'",
    ],
)
def test_long_adversarial_lines_end(unit):
    # Dense with numbers, all work counts; a pattern that runs away would not return.
    assert isinstance(quantities_in((unit * 20_000)[:20_000]), list)


@pytest.mark.parametrize("unit", ["more than ", "hundred and ", "1" * 50])
def test_a_megabyte_without_an_end_is_read(unit):
    assert isinstance(quantities_in((unit * 1_000_000)[:999_990] + " 5 people."), list)
