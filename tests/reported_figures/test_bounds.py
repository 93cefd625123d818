"""How firm a number is said to be."""

import pytest

from analysis.reported_figures import quantities_in
from analysis.reported_figures.bounds import limits


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("30 people", "exact", 30, 30),
        ("over 30 people", "more_than", 30, None),
        ("more than 30 people", "more_than", 30, None),
        ("at least 30 people", "at_least", 30, None),
        ("no fewer than 30 people", "at_least", 30, None),
        ("30 or more people", "at_least", 30, None),
        ("30+ people", "at_least", 30, None),
        ("as many as 30 people", "at_most", None, 30),
        ("up to 30 people", "at_most", None, 30),
        ("fewer than 30 people", "fewer_than", None, 30),
        ("less than 30 people", "fewer_than", None, 30),
        ("about 30 people", "about", 27, 33),
        ("some 30 people", "about", 27, 33),
        ("30 or so people", "about", 27, 33),
        ("nearly 30 people", "about", 27, 30),
        ("at least about 30 people", "at_least", 30, None),
        ("between 20 and 30 people", "range", 20, 30),
        ("20-30 people", "range", 20, 30),
        ("2,000 or 2,500 people", "range", 2000, 2500),
        ("dozens of people", "vague", 12, None),
        ("hundreds, if not thousands, of people", "vague", 100, None),
        ("The toll has gone past 30 people.", "more_than", 30, None),
        ("The crowd had moved past 30 people.", "more_than", 30, None),
    ],
)
def test_bounds(text, bound, low, high):
    (quantity,) = quantities_in(text)
    assert (quantity.bound, quantity.low, quantity.high) == (bound, low, high)
    assert quantity.head == "person"


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("The bill will not rise beyond 500 million euros.", "at_most"),
        ("The number of absent clerks will not exceed 500.", "at_most"),
        ("It is unlikely that the number of closed mills will be above 500.", "at_most"),
        ("The mill has never paid more than 500 carters.", "at_most"),
        ("The number of closed mills could exceed 500.", "more_than"),
        ("She was not among the more than 500 guests.", "more_than"),
        ("He did not say that more than 500 mills were closed.", "more_than"),
    ],
)
def test_a_lower_bound_that_is_denied_is_an_upper_one(text, bound):
    assert [quantity.bound for quantity in quantities_in(text)] == [bound]


def test_over_two_dozen_is_open_above_24():
    (quantity,) = quantities_in("clemency to over two dozen detainees")
    assert (quantity.value, quantity.low, quantity.low_inclusive, quantity.high) == (24, 24, False, None)


def test_over_a_period_is_no_bound():
    assert quantities_in("He wrote it over six months.")[0].bound == "exact"
    assert quantities_in("He ruled for over six months.")[0].bound == "more_than"


@pytest.mark.parametrize(
    ("text", "bound", "value"),
    [
        ("up to 40 or 50 calls a day", "at_most", 50),
        ("up to 40 to 50 calls", "at_most", 50),
        ("at least 40 to 50 calls", "at_least", 40),
        ("the price shot up to 40", "exact", 40),
        ("a wait of up to 40 weeks", "at_most", 40),
        ("plus or minus 4 points", "exact", 4),
        ("more than a further 40 farmers", "more_than", 40),
        ("at least a staggering 40 farmers", "at_least", 40),
        ("On May 12 more than 40 farmers left.", "more_than", 40),
    ],
)
def test_the_bound_of_a_range_and_words_that_are_no_bound(text, bound, value):
    (quantity,) = quantities_in(text)
    assert (quantity.bound, quantity.value) == (bound, value)


def test_a_pressure_over_another_is_no_bound():
    assert [(q.value, q.bound) for q in quantities_in("It was 130 over 85 at noon.")] == [(130, "exact"), (85, "exact")]


def test_limits_contain_the_value_they_allow():
    for bound in ("exact", "at_least", "about", "at_most", "vague", "nearly"):
        interval = limits(50, bound=bound)
        assert interval.low is None or interval.low <= 50
        assert interval.high is None or interval.high >= 50


@pytest.mark.parametrize(
    "text",
    [
        "rose by $43.6 billion to $419.2 billion",
        "grew by about 12 per cent to €96.4bn",
        "after 1 month to 50 years",
        "rose from 5 to 10 points",
    ],
)
def test_two_figures(text):
    assert [q.bound for q in quantities_in(text) if q.bound == "range"] == []
    assert len(quantities_in(text)) == 2


@pytest.mark.parametrize("text", ["won 2-1 at home", "a 9-2 lead", "a 3 to 1 margin"])
def test_scores(text):
    assert [q.role for q in quantities_in(text)] == ["score"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("by a 5-to-4 vote", [5, 4]),
        ("Deputies voted 34 to 87 against it", [34, 87]),
        ("the bill passed 219-210", [219, 210]),
    ],
)
def test_votes_for_and_against_are_two_figures(text, values):
    assert [(q.value, q.bound) for q in quantities_in(text)] == [(value, "exact") for value in values]


def test_a_range_of_days_with_its_hyphens():
    (quantity,) = quantities_in("5- to 7-day delivery")
    assert (quantity.low, quantity.high, quantity.unit) == (5, 7, "days")


def test_a_magnitude_said_once_holds_for_both():
    (quantity,) = quantities_in("between 1.5 and 2 million votes")
    assert (quantity.low, quantity.high) == (1.5e6, 2e6)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("The rebels handed over 30 captives.", "exact"),
        ("The lorry tipped over some 30 metres from the bridge.", "about"),
        ("He owned up to 30 burglaries.", "exact"),
        ("A row over 30 jobs went on.", "exact"),
        ("The hut lay under 30 feet of snow.", "exact"),
        ("The accident came about 30 minutes after take-off.", "about"),
        ("Police arrested over 30 people.", "more_than"),
        ("Just under 30 people came.", "fewer_than"),
    ],
)
def test_a_particle_of_a_verb_is_no_bound(text, bound):
    (quantity,) = [q for q in quantities_in(text) if q.value == 30]
    assert quantity.bound == bound


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("The death toll nears 200.", "about"),
        ("The death toll tops 2,500.", "more_than"),
        ("The number of dead surpasses 1,800.", "more_than"),
        ("Siege over, death toll up to 195", "exact"),
        ("Up to 195 people may be inside.", "at_most"),
    ],
)
def test_a_verb_says_how_firm_a_toll_is(text, bound):
    assert [quantity.bound for quantity in quantities_in(text)] == [bound]
