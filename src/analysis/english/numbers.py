"""Numerals, magnitudes and proportions: tokens to values.

Nothing here decides whether a number is a figure (`not_figures`) or how firm it is (`bounds`).
"""

import re

from analysis.english.number_parts import (
    DASHES,
    GLYPHS,
    ONES,
    TENS,
    Conventions,
    Form,
    Number,
    currency_and_sign,
    currency_before,
    has_lost_sign,
    magnitude_after,
    sign_before,
    times,
)
from analysis.english.number_words import NUMBER_WORDS, WORD_STARTS, in_words
from analysis.english.tokens import Tokens, word_set
from analysis.english.word_lists import word_table

__all__ = ["Conventions", "Number", "may_hold_number", "numbers_of"]

_LONG_TIMES = word_set("week month year decade century")
_BEFORE_ARTICLE = word_set("than over nearly almost least under")
_MIXED_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 100})
_UNITS = word_table("units")
_DIGIT = re.compile(f"[\\d{''.join(GLYPHS)}]")
_LETTERS = re.compile(r"[a-z]+")
_TELLING = WORD_STARTS | {f"{word}fold" for word in NUMBER_WORDS}
# What may start a number, beside digits: most words do not, and are passed over at one look.
_STARTS = WORD_STARTS | GLYPHS.keys() | {f"{word}fold" for word in NUMBER_WORDS} | {"a", "an"}
_A_LONG_TIME = re.compile(r"\b(?:than|over|nearly|almost|least|under) an? (?:week|month|year|decade|century)\b")


def may_hold_number(text: str) -> bool:
    """Whether a text has a digit or a number word at all: most sentences are dismissed here, cheaply.

    >>> may_hold_number("Nobody was hurt."), may_hold_number("Twenty-one were hurt.")
    (False, True)
    """
    if _DIGIT.search(text) is not None:
        return True
    lower = text.lower()
    words = _LETTERS.findall(lower)
    if not _TELLING.isdisjoint(words):
        return True
    return not _LONG_TIMES.isdisjoint(words) and _A_LONG_TIME.search(lower) is not None


def numbers_of(tokens: Tokens, *, conventions: Conventions) -> list[Number]:
    """Every number in the tokens, in order and without overlap."""
    found: list[Number] = []
    free = 0
    for index, lower in enumerate(tokens.lower):
        if index < free or not (lower in _STARTS or lower[0].isdigit()):
            continue
        number = None
        if lower[0].isdigit():
            number = _digits(tokens, index)
        elif lower in WORD_STARTS:
            number = in_words(tokens, index, conventions=conventions)
        elif lower.endswith("fold") and lower[:-4] in NUMBER_WORDS:
            number = Number(index, index + 1, float(ONES.get(lower[:-4]) or TENS.get(lower[:-4]) or 100), "words")
        elif lower in ("a", "an") and tokens.at(index + 1) in _LONG_TIMES and tokens.at(index - 1) in _BEFORE_ARTICLE:
            number = Number(index, index + 1, 1.0, "article")
        elif lower in GLYPHS:
            number = Number(index, index + 1, GLYPHS[lower], "fraction")
        if number is None:
            continue
        if found and number.first < found[-1].last:
            number = number._replace(first=found[-1].last)
        found.append(number)
        free = number.last
    return _proportions(tokens, found)


def _digits(tokens: Tokens, index: int) -> Number | None:
    word = tokens.lower[index]
    if not word.isascii() or len(word) > 40:
        return None
    value, first, last, form = float(word.replace(",", "")), index, index + 1, "digits"
    if tokens.at(index - 1) == "." and tokens.touches(index) and not tokens.touches(index - 1) and word.isdigit():
        value, first = float(f".{word}"), index - 1
    if tokens.at(last) in GLYPHS and tokens.start[last] - tokens.end[last - 1] <= 1:
        value, last = value + GLYPHS[tokens.lower[last]], last + 1
    value, last, form = _slash(tokens, value=value, last=last)
    value, last = _power(tokens, value=value, last=last)
    currency, first, inner = currency_and_sign(tokens, first)
    sign, first = sign_before(tokens, first)
    sign *= inner
    is_lost = currency is None and has_lost_sign(tokens, first)
    first -= is_lost
    is_money = currency is not None or is_lost or _ends_money_range(tokens, index)
    scale, last = magnitude_after(tokens, last, has_currency=is_money)
    return Number(first, last, sign * times(value, scale=scale), form, currency, scale != 1)


def _ends_money_range(tokens: Tokens, index: int) -> bool:
    """Whether the number is the second of "NOK 400-450m", so that its "m" is a million too."""
    joined = tokens.at(index - 1) in DASHES and tokens.touches(index) and tokens.touches(index - 1)
    return joined and tokens.at(index - 2)[:1].isdigit() and currency_before(tokens, index - 2)[0] is not None


def _slash(tokens: Tokens, *, value: float, last: int) -> tuple[float, int, Form]:
    """ "1/2", and "1 1/2" when read from its 1."""
    at = last
    whole = 0.0
    if tokens.at(at).isdigit() and tokens.at(at + 1) == "/" and tokens.touches(at + 1):
        whole, value, at = value, float(tokens.lower[at]) if tokens.lower[at].isascii() else 0.0, at + 1
    if not (tokens.at(at) == "/" and tokens.touches(at) and tokens.touches(at + 1)):
        return (whole or value), last, "digits"
    below = tokens.at(at + 1)
    is_fraction = below.isascii() and below.isdigit() and int(below[:4]) in _MIXED_DENOMINATORS and value < int(below)
    if not is_fraction or tokens.at(at + 2) == "/" or value != int(value) or value < 1:
        return (whole or value), last, "digits"
    return whole + value / int(below), at + 2, "fraction"


def _power(tokens: Tokens, *, value: float, last: int) -> tuple[float, int]:
    """ "1.99×10−30" and "1.99 × 10^30"."""
    if tokens.at(last) not in ("×", "x", "*") or tokens.at(last + 1) != "10":
        return value, last
    at = last + 2
    if tokens.at(at) == "^":
        at += 1
    sign = 1
    if tokens.at(at) in DASHES:
        sign, at = -1, at + 1
    exponent = tokens.at(at)
    if not (exponent.isascii() and exponent.isdigit() and len(exponent) <= 2):
        return value, last
    return float(f"{value}e{sign * int(exponent)}"), at + 1


def _proportions(tokens: Tokens, found: list[Number]) -> list[Number]:
    """Join "one in five" and "nine out of ten" into one fraction."""
    joined: list[Number] = []
    for number in found:
        if joined and _is_proportion(tokens, above=joined[-1], below=number):
            above = joined.pop()
            number = Number(above.first, number.last, above.value / number.value, "fraction")
        joined.append(number)
    return joined


def _is_proportion(tokens: Tokens, *, above: Number, below: Number) -> bool:
    between = tokens.lower[above.last : below.first]
    if between not in (["in"], ["in", "every"], ["out", "of"], ["out", "of", "every"]):
        return False
    plain = above.currency is None and below.currency is None and above.form != "vague" and below.form != "vague"
    if not plain or not 0 < above.value < below.value or above.value != int(above.value):
        return False
    if between == ["in"]:
        return (
            above.value < 10 and (2 <= below.value <= 1000 or below.is_scaled) and tokens.at(below.last) not in _UNITS
        )
    return True
