"""Numerals, number words, magnitudes and fractions."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.english.numbers import Conventions, numbers_of
from analysis.english.tokens import scan

SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
SMALL += "seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def read(text):
    tokens = scan(text)
    found = numbers_of(tokens, conventions=Conventions())
    return [(text[tokens.start[n.first] : tokens.end[n.last - 1]], n.value) for n in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,184 people", [("1,184", 1184)]),
        ("over the limit of 10,000, which", [("10,000", 10000)]),
        ("two dozen eggs", [("two dozen", 24)]),
        ("a dozen", [("a dozen", 12)]),
        ("twenty-three", [("twenty-three", 23)]),
        ("one and a half million", [("one and a half million", 1.5e6)]),
        ("one million and a half", [("one million and a half", 1.5e6)]),
        ("a hundred and twenty guests", [("a hundred and twenty", 120)]),
        ("two hundred and fifty-three thousand", [("two hundred and fifty-three thousand", 253_000)]),
        ("between two hundred and three hundred", [("two hundred", 200), ("three hundred", 300)]),
        ("$1.3 million", [("$1.3 million", 1.3e6)]),
        ("£2.7m and US$58.24", [("£2.7m", 2.7e6), ("US$58.24", 58.24)]),
        ("Rs 450 crore", [("Rs 450 crore", 4.5e9)]),
        ("$-50.8bn", [("$-50.8bn", -5.08e10)]),
        ("25k or 40k", [("25k", 25000), ("40k", 40000)]),
        ("two thirds of it", [("two thirds", 2 / 3)]),
        ("a third of the villages", [("a third", 1 / 3)]),
        ("one in five", [("one in five", 0.2)]),
        ("nine out of ten", [("nine out of ten", 0.9)]),
        ("two million and 350,000 by the union's count", [("two million and 350,000", 2_350_000)]),
        ("between two million and 350,000", [("two million", 2_000_000), ("350,000", 350_000)]),
        ("two million and 30 buses", [("two million", 2_000_000), ("30", 30)]),
        ("1½ hours, 1 1/2 cups", [("1½", 1.5), ("1 1/2", 1.5)]),
        ("half of them", [("half", 0.5)]),
        ("half a million", [("half a million", 500_000)]),
        ("a quarter of a million", [("a quarter of a million", 250_000)]),
        ("three quarters of a million", [("three quarters of a million", 750_000)]),
        ("the first half of the year", []),
        ("minus-1.4 degrees", [("minus-1.4", -1.4)]),
        ("a .500 record", [(".500", 0.5)]),
        ("tens of thousands", [("tens of thousands", 10_000)]),
        ("several hundred", [("several hundred", 100)]),
        ("hundreds, if not thousands, of people", [("hundreds, if not thousands", 100)]),
        ("more than sixfold", [("sixfold", 6)]),
        ("more than a decade", [("a", 1)]),
        ("no-one", []),
        ("a fence 3m from the houses", [("3", 3)]),
    ],
)
def test_numbers_are_read_as_a_reader_reads_them(text, expected):
    found = read(text)
    assert [surface for surface, _ in found] == [surface for surface, _ in expected]
    assert [value for _, value in found] == pytest.approx([value for _, value in expected])


def spell(number):
    """A number below a million in English words, written independently of the reader."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{SMALL[number // 100]} hundred" + (f" and {spell(number % 100)}" if number % 100 else "")
    rest = number % 1000
    joint = " and " if 0 < rest < 100 else " "
    return f"{spell(number // 1000)} thousand" + (f"{joint}{spell(rest)}" if rest else "")


@settings(max_examples=200)
@given(st.integers(1, 999_999))
def test_spelled_and_written_numbers_agree(number):
    assert [value for _, value in read(f"{spell(number)} votes")] == [number]
    assert [value for _, value in read(f"{number:,} votes")] == [number]


@settings(max_examples=100)
@given(st.text(alphabet="0123456789,.-$€% aehlmnorst½/×^", max_size=60))
def test_any_text_gives_ordered_spans_inside_it(text):
    tokens = scan(text)
    found = numbers_of(tokens, conventions=Conventions())
    assert all(0 <= n.first < n.last <= len(tokens.words) for n in found)
    assert all(one.last <= other.first for one, other in pairwise(found))


def test_vague_words_follow_their_conventions():
    draw = Conventions(dozens=24, hundreds=300).draw
    assert [draw(word) for word in ("tens", "dozens", "hundreds", "thousands")] == [20, 24, 300, 3000]


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("one-and-a-half million", 1.5e6, "words"),
        ("two-thirds of", 2 / 3, "fraction"),
        ("half-dozen", 6, "words"),
        ("a half-hour", 0.5, "fraction"),
        ("dozens or even hundreds of", 12, "vague"),
        ("thousands upon thousands", 1000, "vague"),
        ("scores of people", 20, "vague"),
    ],
)
def test_more_than_a_number_word(text, value, form):
    (number,) = numbers_of(scan(text), conventions=Conventions())
    assert (number.value, number.form) == (pytest.approx(value), form)


def test_scores_are_vague_only_of_something():
    assert not numbers_of(scan("scores twice"), conventions=Conventions())


def test_not_one_of_them_is_no_zero():
    assert [number.value for number in numbers_of(scan("Not one of them left."), conventions=Conventions())] == [1]
    assert [number.value for number in numbers_of(scan("Not one farmer left."), conventions=Conventions())] == [0]
