"""What every number has, however it is written: its value, its currency and sign before it, its magnitude after it."""

from typing import Literal, NamedTuple

from analysis.english.classes import class_words
from analysis.english.marks import HYPHENS, MINUS
from analysis.english.nouns import is_plural
from analysis.english.tokens import Tokens, word_set
from analysis.english.word_lists import word_table

# "article" is the "a" of "more than a decade".
Form = Literal["digits", "words", "vague", "fraction", "article"]
CURRENCY_SIGNS = word_table("currency_signs")
ONES = {word: int(value) for word, value in word_table("numbers").items() if int(value) < 20}
TENS = {word: int(value) for word, value in word_table("numbers").items() if int(value) >= 20}
SCALES = {word: int(value) for word, value in word_table("scales").items()}
SHORT_SCALES = {word: int(value) for word, value in word_table("short_scales").items()}
VAGUE_SCALES = {word: int(value) for word, value in word_table("vague_scales").items()}
GLYPHS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}
DASHES = frozenset(f"{HYPHENS}–{MINUS}")
_MINUS = frozenset(f"-{MINUS}")
_UNITS = word_table("units")
_CURRENCY_START = frozenset(sign[-1] for sign in CURRENCY_SIGNS if not sign.isalpha())
_LOOSE_CODES = frozenset(sign for sign in CURRENCY_SIGNS if sign.isalpha() and sign not in ("PS", "TL", "RM", "TRY"))
_NO_LEAD = class_words("DIOXZ") | word_set("long high tall wide deep freestyle hurdles race sprint")
_OWNERS = word_set("its the their his her them those")


class Number(NamedTuple):
    """A number on the tokens `first` (inclusive) to `last` (exclusive), with the currency before it if any."""

    first: int
    last: int
    value: float
    form: Form
    currency: str | None = None
    is_scaled: bool = False


class Conventions(NamedTuple):
    """What vague words are drawn at: `dozens` also sets tens and scores, `hundreds` also thousands and up."""

    dozens: float = 12
    hundreds: float = 100

    def draw(self, word: str) -> float:
        """The value drawn for a vague number word.

        >>> [Conventions().draw(word) for word in ("dozens", "tens", "hundreds", "thousands")]
        [12.0, 10.0, 100.0, 1000.0]
        """
        small = word in ("tens", "scores", "dozens", "dozen")
        plain = VAGUE_SCALES.get(word) or SCALES[word]
        return plain * (self.dozens / 12 if small else self.hundreds / 100)


def times(value: float, *, scale: float) -> float:
    """Multiply without the noise of binary fractions: 6.78 billion is 6780000000."""
    return float(f"{value * scale:.15g}")


def sign_before(tokens: Tokens, first: int) -> tuple[int, int]:
    """-1 and where it starts if a minus stands before token `first`, else 1."""
    before = tokens.at(first - 1)
    if before in _MINUS and tokens.touches(first):
        if tokens.at(first - 2) == "minus" and tokens.touches(first - 1):
            return -1, first - 2
        if first == 1 or not tokens.touches(first - 1) or tokens.at(first - 2) in ("(", "[", "“", '"'):
            return -1, first - 1
    if before == "minus":
        return -1, first - 1
    return 1, first


def currency_and_sign(tokens: Tokens, first: int) -> tuple[str | None, int, int]:
    """The currency before the number, also before its minus sign ("$-50.8bn")."""
    if tokens.at(first - 1) in _MINUS and tokens.touches(first) and tokens.touches(first - 1):
        currency, start = currency_before(tokens, first - 1)
        if currency is not None:
            return currency, start, -1
    currency, first = currency_before(tokens, first)
    return currency, first, 1


def currency_before(tokens: Tokens, first: int) -> tuple[str | None, int]:
    """The currency named before the number and the token where it starts."""
    if first == 0:
        return None, first
    one = tokens.words[first - 1]
    touches = tokens.touches(first)
    if one[-1] in _CURRENCY_START or one in CURRENCY_SIGNS or one == "=":
        if first > 1:
            both = tokens.words[first - 2] + one
            gap = tokens.start[first - 1] - tokens.end[first - 2]
            if both in CURRENCY_SIGNS and gap <= 1 and (touches or not both.isalpha()):
                return CURRENCY_SIGNS[both], first - 2
        if one in CURRENCY_SIGNS and (touches or one in _LOOSE_CODES or not one.isalpha()):
            at = first - 1
            if one == "." and tokens.at(first - 2) == "rs":
                at = first - 2
            return CURRENCY_SIGNS[one], at
    if one == "." and tokens.at(first - 2) == "rs":
        return "INR", first - 2
    return None, first


def has_lost_sign(tokens: Tokens, first: int) -> bool:
    """Whether the number follows a sign that was lost on the way, nearly always a currency's: "\ufffd1.5m".

    >>> from analysis.english.tokens import scan
    >>> has_lost_sign(scan("a \ufffd1.5m offer"), 2)
    True
    """
    sign = tokens.at(first - 1)
    if sign not in ("\ufffd", "?") or not tokens.touches(first):
        return False
    if tokens.touches(first - 1) and tokens.at(first - 2) != "(":
        return False
    # A question mark may be what is left of a quotation mark too: "?20m" is money, "?45 percent" is not.
    return sign == "\ufffd" or (tokens.touches(first + 1) and tokens.at(first + 1) in SHORT_SCALES)


def magnitude_after(tokens: Tokens, last: int, *, has_currency: bool) -> tuple[float, int]:
    """The magnitude that starts at token `last` ("million", "-billion", "bn", "k") and where it ends; 1 without."""
    scale = 1.0
    while True:
        at = last + 1 if tokens.at(last) in DASHES and tokens.touches(last) and tokens.touches(last + 1) else last
        word = tokens.at(at)
        if word in SCALES:
            scale, last = scale * SCALES[word], at + 1
            continue
        if at == last and word in SHORT_SCALES and _is_short_scale(tokens, last, has_currency=has_currency):
            scale, last = scale * SHORT_SCALES[word], last + 1
        return scale, last


def _leads_to_plural(tokens: Tokens, at: int) -> bool:
    """Whether a plural noun follows within a few words: "2.7m combined digital and physical sales"."""
    for word in tokens.lower[at : at + 5]:
        if word in _NO_LEAD or not word[0].isalpha():
            return False
        if is_plural(word):
            return True
    return False


def _is_short_scale(tokens: Tokens, at: int, *, has_currency: bool) -> bool:
    """Whether "k", "m", "bn" … after a number is a magnitude and not metres, a model name or the next word."""
    word, touches = tokens.words[at], tokens.touches(at)
    if tokens.touches(at + 1) and tokens.at(at + 1)[0].isalnum():
        return False
    if len(word) > 1:
        return word.lower() != "mm" or has_currency
    if has_currency:
        return touches or word in "mMbBK"
    following = tokens.at(at + 1)
    counts = _leads_to_plural(tokens, at + 1) and following not in _UNITS
    counts = counts or (following == "of" and tokens.at(at + 2) in _OWNERS)
    if word in "kK":
        return touches and (word == "k" or counts)
    # "1.1m tonnes" are millions: nobody measures tonnes in metres.
    counts = counts or (touches and len(following) > 3 and following in _UNITS and is_plural(following))
    return word in "mMbB" and (counts or (touches and word in "M" and following != "" and following.isalpha()))
