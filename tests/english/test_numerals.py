"""Currencies, signs and magnitudes around a number."""

import pytest

from analysis.english.numerals import decimal_sign, in_digits
from analysis.english.tokens import scan
from analysis.reported_figures import quantities_in


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("US $2.24", 2.24, "USD"),
        ("$US160 million", 160e6, "USD"),
        ("RM23.50", 23.5, "MYR"),
        ("Rs. 500", 500, "INR"),
        ("a $1.1-billion deal", 1.1e9, "USD"),
        ("-5 degrees", -5, "degrees"),
        ("2.7m combined digital and physical sales", 2.7e6, None),
        ("a 60m sprint", 60, "metres"),
    ],
)
def test_parts(text, value, unit):
    (quantity,) = quantities_in(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2 318 farmers", 2318),
        ("2\u00a0318 farmers", 2318),
        ("42\u202f318\u202f900 farmers", 42_318_900),
        ("2'318 farmers", 2318),
        ("2’318’900 farmers", 2_318_900),
        ("2.318.900 farmers", 2_318_900),
        ("2.318,75 farmers", 2318.75),
        ("3,21,500 farmers", 321_500),
        ("1,03,21,500 farmers", 10_321_500),
        ("２，３１８ farmers", 2318),
        ("٢٬٣١٨ farmers", 2318),
        ("२,३१८ farmers", 2318),
        ("2.318 farmers", 2318),
        ("2.318 tonnes", 2.318),
        ("2.318 million farmers", 2_318_000),
        ("2.318 children per woman", 2.318),
        ("4,7 per cent", 4.7),
        ("€4,7 million", 4_700_000),
        ("two point seven million farmers", 2_700_000),
        ("zero point two per cent", 0.2),
        ("seven thousand, four hundred farmers", 7400),
        ("three score and ten years", 70),
        ("A$2,318", 2318),
    ],
)
def test_thousands_and_decimals_as_the_world_writes_them(written, value):
    (quantity,) = quantities_in(f"The survey found {written} there.")
    assert quantity.value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In 2018 214 farmers left.", [214]),
        ("In room 14 220 farmers waited.", [220]),
        ("Of district 14, 220 farmers left.", [220]),
        ("She read pages 3,41 % of them.", [41]),
        ("The five thousand, three of them old, left.", [5000, 3]),
        ("The three score well.", [3]),
        ("The server 192.168.100.200 failed.", []),
        ("They lost 12 450 33 times.", [12, 450, 33]),
        ("Some 12 000–15 000 farmers left.", [13_500]),
    ],
)
def test_numbers_side_by_side_stay_apart(text, values):
    assert [quantity.value for quantity in quantities_in(text) if quantity.role == "figure"] == values


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It lost R30bn.", "ZAR"),
        ("It cost kr 40m.", "crowns"),
        ("It cost 40 kr.", "crowns"),
        ("It cost 40 Rs.", "INR"),
        ("The dam cost Rs. 500 crore.", "INR"),
        ("It paid $A40,000.", "AUD"),
        ("It fell 41pc.", "percent"),
        ("It fell 41 p.c.", "percent"),
        ("It paid N40 million.", "NGN"),
        ("It paid P40m.", "pesos or pula"),
        ("It paid GH¢40,000.", "GHS"),
        ("It paid Ksh 40 million.", "KES"),
        ("It paid Sh40 million.", "shillings"),
        ("It paid Tk 40 crore.", "BDT"),
        ("It paid 40 million USD.", "USD"),
        ("It paid 40 million naira.", "NGN"),
        ("A $40m loss.", "USD"),
        ("It paid R1.2-billion.", "ZAR"),
        ("A line of 40Mbps.", "megabits per second"),
    ],
)
def test_units_of_many_places(text, unit):
    assert quantities_in(text)[0].unit == unit


def test_a_dash_before_a_currency_is_a_minus():
    assert quantities_in("The result was –$4m.")[0].value == -4_000_000


@pytest.mark.parametrize(
    ("others", "value"), [("Prices rose 4,7 %.", 2318), ("Prices rose 4.7 %.", 2.318), ("Prices rose.", 2.318)]
)
def test_the_other_numbers_of_the_article_say_what_a_point_is(others, value):
    tokens = scan("2.318 tonnes")
    assert in_digits(tokens, 0, decimal=decimal_sign(others)).value == value


@pytest.mark.parametrize(
    ("text", "others", "value", "other"),
    [
        ("2.318 tonnes", "", 2.318, 2318),
        ("2.300 tonnes", "", 2300, 2.3),
        ("2.318 lorries", "", 2318, 2.318),
        ("2.318 farmers", "", 2318, None),
        ("2.318 %", "", 2.318, None),
        ("0.318 tonnes", "", 0.318, None),
        ("2.318 million", "", 2_318_000, None),
        ("2.318 lorries", "They paid 4.50 more.", 2.318, None),
        ("2.318 lorries", "They paid 4,5 % more.", 2318, None),
        ("2,318 lorries", "", 2318, None),
        ("12,5", "", 12.5, None),
    ],
)
def test_where_nothing_decides_the_likelier_value_and_the_other_one(text, others, value, other):
    number = in_digits(scan(text), 0, decimal=decimal_sign(f"{others} {text}"))
    assert (number.value, number.other) == (value, other)
