"""Numbers in digits, and what every number has beside it: currency and sign before it, a magnitude after it."""

import re
from typing import Literal, NamedTuple

from analysis.english.classes import CLASSES, class_words
from analysis.english.marks import HYPHENS, MINUS
from analysis.english.nouns import is_people, is_plural
from analysis.english.tokens import Tokens, word_set
from analysis.english.word_lists import word_list, word_table

# "article" is the "a" of "more than a decade".
Form = Literal["digits", "words", "vague", "fraction", "article"]
DecimalSign = Literal[".", ","]
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
# "The 400m hurdles".
_RACES = word_set("hurdles heats races runners sprinters swimmers finals relays")
_CURRENCY_START = frozenset(sign[-1] for sign in CURRENCY_SIGNS if not sign.isalpha())
_LOOSE_CODES = frozenset(sign for sign in CURRENCY_SIGNS if sign.isalpha() and sign not in ("PS", "TL", "RM", "TRY"))
# Letters that name much else too: "the R4", "SR 99".
_ONLY_BEFORE_AMOUNTS = frozenset({"R", "N", "P", "SR", "QR", "LE"})
_NUMBERED = word_list("numbered_nouns") | word_table("months").keys()
_PLAIN_MARK = {".": ".", "．": ".", "٫": ".", ",": ",", "，": ",", "٬": ","}
_NO_DIGIT = re.compile(r"\D")
_MOST_DIGITS = 40
# Four numbers under 256 are the address of a computer.
_ADDRESS, _BYTE = 3, 256
# What can be read in one way only; both start with a digit, so that a long text is passed over fast.
_DECIMAL_COMMA = re.compile(r"\d(?:\.\d{3}(?:\.\d{3}|,\d\d?)|,\d\d?(?=\s?%|\s(?:per\scent|percent|[mb]illion)))(?!\d)")
_DECIMAL_POINT = re.compile(r"\d(?:,\d{3}(?![\d,])|\.(?:\d\d?|\d{4,})(?![\w.:/-]|,\d))")
_MIXED_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 100})
_NO_LEAD = class_words("DIOXZ")
_OWNERS = word_set("its the their his her them those")


class Number(NamedTuple):
    """A number on the tokens `first` (inclusive) to `last` (exclusive), with the currency before it if any.

    `other` is another value that the digits allow where nothing decides.
    """

    first: int
    last: int
    value: float
    form: Form
    currency: str | None = None
    is_scaled: bool = False
    other: float | None = None


class Conventions(NamedTuple):
    """How numbers are read that do not say it themselves.

    What vague words are drawn at: `dozens` also sets tens and scores, `hundreds` also thousands and up. `decimal` is
    the sign before decimals in the article.
    """

    dozens: float = 12
    hundreds: float = 100
    decimal: DecimalSign | None = "."

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
    if before == "–" and tokens.touches(first) and not tokens.touches(first - 1) and tokens.at(first - 2).isalpha():
        return -1, first - 1
    if before in _MINUS and tokens.touches(first):
        if tokens.at(first - 2) == "minus" and tokens.touches(first - 1):
            return -1, first - 2
        if first == 1 or not tokens.touches(first - 1) or tokens.at(first - 2) in ("(", "[", "“", '"'):
            return -1, first - 1
    if before == "minus":
        if tokens.at(first - 2) in ("or", "/") and tokens.at(first - 3) == "plus":
            return 1, first - 3  # "plus or minus 3 points"
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
            # "HK $3.7 billion" is of Hong Kong, "A $30m loss" not of Australia.
            is_one = gap == 0 or (gap == 1 and len(tokens.words[first - 2]) > 1)
            if both in CURRENCY_SIGNS and is_one and (touches or not both.isalpha()):
                return CURRENCY_SIGNS[both], first - 2
        if one in _ONLY_BEFORE_AMOUNTS and not _is_amount(tokens, first):
            return None, first
        if one in CURRENCY_SIGNS and (touches or one in _LOOSE_CODES or not one.isalpha()):
            at = first - 1
            if one == "." and tokens.at(first - 2) == "rs":
                at = first - 2
            return CURRENCY_SIGNS[one], at
    if one == "." and tokens.at(first - 2) == "rs":
        return "INR", first - 2
    return None, first


def _is_amount(tokens: Tokens, first: int) -> bool:
    """Whether the letters before a number are a currency: "R20bn", "N1,500", and not "the R4"."""
    if not tokens.touches(first) or tokens.touches(first - 1):
        return False
    hyphen = tokens.at(first + 1) in DASHES and tokens.touches(first + 1)
    after = tokens.at(first + 1 + hyphen)  # "R1.2-billion"
    is_short = tokens.touches(first + 1) and after in SHORT_SCALES
    return is_short or after in SCALES or "," in tokens.lower[first]


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


# Words that lead to another level of the same, and in how many tokens it was told.
_LEADS_BACK, _FAR = frozenset({"from", "to", "than", "with", "against"}), 14


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
    counts = _leads_to_plural(tokens, at + 1) and following not in _UNITS and following not in _RACES
    counts = counts or (following == "of" and tokens.at(at + 2) in _OWNERS)
    counts = counts or _is_level_of_the_same(tokens, at)
    if word in "kK":
        return touches and (word == "k" or counts)
    # "1.1m tonnes" are millions: nobody measures tonnes in metres.
    counts = counts or (touches and len(following) > 3 and following in _UNITS and is_plural(following))
    return word in "mMbB" and (counts or (touches and word in "M" and following != "" and following.isalpha()))


def _is_level_of_the_same(tokens: Tokens, at: int) -> bool:
    """Whether the letter stands with another level of what was counted so before: "sold 2.1m boxes, up from 1.9m"."""
    if tokens.at(at - 2) not in _LEADS_BACK or not tokens.touches(at):
        return False
    before = range(at - 3, max(0, at - _FAR), -1)
    same = (place for place in before if tokens.words[place] == tokens.words[at] and tokens.touches(place))
    return any(tokens.words[place - 1][:1].isdigit() and _leads_to_plural(tokens, place + 1) for place in same)


def decimal_sign(text: str) -> DecimalSign | None:
    """The sign that an article sets before decimals, by its other numbers; None where they say neither or both.

    >>> decimal_sign("It rose 3,4 % to 1.234.567."), decimal_sign("It rose 3.4% to 1,184."), decimal_sign("1.184 rose")
    (',', '.', None)
    """
    comma, point = _DECIMAL_COMMA.search(text) is not None, _DECIMAL_POINT.search(text) is not None
    return None if comma == point else "," if comma else "."


def _with_separators(
    tokens: Tokens, index: int, *, decimal: DecimalSign | None
) -> tuple[float, int, float | None] | None:
    """The value of the digits at `index` with all that stands between them, where they end, and the other reading."""
    word = tokens.lower[index]
    if not word[0].isdecimal() or len(word) > _MOST_DIGITS:
        return None
    last = _end_of_spaced(tokens, index)
    if last > index + 1:
        return float("".join(tokens.lower[index:last])), last, None
    if _has_decimal_comma(tokens, index, decimal=decimal):
        return float(f"{word}.{tokens.lower[index + 2]}"), index + 3, None
    if word.isdecimal():
        return float(word), index + 1, None
    *whole, end = _NO_DIGIT.split(word)
    marks = [_PLAIN_MARK.get(mark, " ") for mark in word if not mark.isdecimal()]
    if len(marks) == _ADDRESS and set(marks) == {"."} and all(int(group) < _BYTE for group in (*whole, end)):
        return None
    # Two separators that differ part decimals, two alike thousands; a single one may do either.
    parts_decimals = bool(marks) and marks[-1] != marks[0]
    other = None
    if len(marks) == 1:
        is_group = len(end) == len("000") and marks[0] != " "
        parts_decimals = marks[0] == (decimal or ".") or (marks[0] == "." and not is_group)
        if is_group and parts_decimals:
            counts = _counts(tokens, index + 1)
            if decimal is None and counts != "people" and marks[0] == "." and _may_group(tokens, index, whole[0]):
                other = float(f"{whole[0]}.{end}")
                parts_decimals = counts is None and not end.endswith("00")
            else:
                parts_decimals = counts != "people"
    digits = "".join(whole)
    if other is not None and parts_decimals:
        other = float(digits + end)
    return float(digits + ("." if parts_decimals else "") + end), index + 1, other


def _may_group(tokens: Tokens, index: int, whole: str) -> bool:
    """Whether the point of "1.184" may part thousands: not in "0.184", "1.184 million", "1.184 %"."""
    after = tokens.at(index + 1)
    is_measured = after in SCALES or after in SHORT_SCALES or _UNITS.get(after) == "percent" or after == "per"
    return whole.lstrip("0") == whole and len(whole) <= len("000") and not is_measured


def _end_of_spaced(tokens: Tokens, index: int) -> int:
    """Where "1 184 567" ends, with plain spaces between its groups; what follows a name or a label is its number."""
    last, word = index + 1, tokens.lower[index]
    if not _is_group(tokens, last) or not word.isdecimal() or len(word) > len("000") or word[0] == "0":
        return last
    while _is_group(tokens, last):
        last += 1
    before = tokens.words[index - 1] if index else ""
    opens = not before or before in CURRENCY_SIGNS or before in ("(", ":", "“", '"')
    leads = before[:1].islower() and before not in _NUMBERED and not is_plural(before)
    # "Women, 120 000 of them", "employs 250 000": nothing is called so.
    leads = (
        leads
        or before in (",", ";")
        or (tokens.at(last - 1) == "000" and before[:1].islower() and before not in _NUMBERED)
    )
    # "12 000–15 000"
    leads = leads or (before in DASHES and tokens.touches(index) and _is_group(tokens, index - 2))
    # "Some 12 450 people": only the capital of the sentence.
    leads = leads or (index == 1 and CLASSES.get(tokens.lower[0]) in ("D", "A", "I"))
    return last if (opens or leads) and not _goes_on(tokens, last) else index + 1


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether more digits follow, as in a telephone number: "1 201 555-0147"."""
    if tokens.at(at)[:1].isdecimal():
        return True
    is_joined = tokens.at(at) in DASHES and tokens.touches(at) and tokens.at(at + 1).isdecimal()
    return is_joined and (len(tokens.at(at + 1)) > len("000") or tokens.at(at + 2) in DASHES)


def _is_group(tokens: Tokens, at: int) -> bool:
    word = tokens.at(at)
    return len(word) == len("000") and word.isdecimal() and tokens.text[tokens.end[at - 1] : tokens.start[at]] == " "


def _has_decimal_comma(tokens: Tokens, index: int, *, decimal: DecimalSign | None) -> bool:
    """Whether "3,4" is one number: in an article that writes so, or with a unit, and never after a label."""
    digits, after = tokens.at(index + 2), index + 3
    if tokens.at(index + 1) != "," or not (tokens.touches(index + 1) and tokens.touches(index + 2)):
        return False
    if not (tokens.lower[index].isdecimal() and digits.isdecimal() and len(digits) < len("000")):
        return False
    goes_on = tokens.touches(after) and tokens.at(after) in (",", ".") and tokens.at(after + 1)[:1].isdecimal()
    if goes_on or tokens.at(index - 1) in _NUMBERED or (tokens.touches(index) and tokens.at(index - 1) == ","):
        return False
    word = tokens.at(after)
    is_measured = word in _UNITS or word in SCALES or (word, tokens.at(after + 1)) == ("per", "cent")
    return decimal != "." or is_measured or currency_before(tokens, index)[0] is not None


def _counts(tokens: Tokens, at: int) -> Literal["people", "things"] | None:
    """What the plural noun that follows is: there are no 1.184 prisoners, and seldom 1.184 cars; None for a measure."""
    for place in range(at, min(at + 3, len(tokens.words))):
        word = tokens.lower[place]
        if word in SCALES or word in _UNITS or not word[0].isalpha() or CLASSES.get(word, "N") not in "NAM":
            return None
        if is_plural(word):
            if tokens.at(place + 1) == "per":
                return None
            return "people" if is_people(word) else "things"
    return None


def in_digits(tokens: Tokens, index: int, *, decimal: DecimalSign | None = ".") -> Number | None:
    """The number that starts with the digits at `index`, with its currency, sign and magnitude.

    `decimal` is the sign that the article sets before decimals (see `decimal_sign`). Where nothing says what it is, the
    number has the likelier value, and the `other` one: things are counted whole, and no decimals end in two zeros.

    >>> from analysis.english.tokens import scan
    >>> in_digits(scan("some $1.5bn"), 2)
    Number(first=1, last=4, value=1500000000.0, form='digits', currency='USD', is_scaled=True, other=None)
    """
    word = tokens.lower[index]
    read = _with_separators(tokens, index, decimal=decimal)
    if read is None:
        return None
    (value, last, other), first, form = read, index, "digits"
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
    other = None if other is None or scale != 1 else sign * other
    return Number(first, last, sign * times(value, scale=scale), form, currency, scale != 1, other)


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
