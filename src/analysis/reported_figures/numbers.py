"""Numerals, number words, magnitudes, fractions and vague number words: tokens to values.

Nothing here decides whether a number is a figure (`not_figures`) or how firm it is (`bounds`).
"""

import math
from typing import Literal, NamedTuple

from analysis.reported_figures.lexicon import (
    DENOMINATORS,
    GLYPHS,
    ONES,
    SCALES,
    SHORT_SCALES,
    TENS,
    VAGUE_SCALES,
    is_plural,
    listed,
)
from analysis.reported_figures.scan import Tokens
from analysis.reported_figures.units import CURRENCY_SIGNS, UNIT_WORDS

# "article" is the "a" of "more than a decade".
Form = Literal["digits", "words", "vague", "fraction", "article"]
_DASHES = frozenset("-–‑−")
_MINUS = frozenset("-−")
_CURRENCY_START = frozenset(sign[-1] for sign in CURRENCY_SIGNS if not sign.isalpha())
_LOOSE_CODES = frozenset(sign for sign in CURRENCY_SIGNS if sign.isalpha() and sign not in ("PS", "TL", "RM", "TRY"))
_NUMBER_WORDS = ONES.keys() | TENS.keys() | SCALES.keys()
_WORD_STARTS = _NUMBER_WORDS | VAGUE_SCALES.keys() | {"half", "third", "quarter", "fifth", "tenth"}
_ARTICLES = frozenset({"a", "an", "one"})
# "several hundred" says no more than "hundreds".
_LOOSELY = frozenset({"several", "few", "many", "couple"})
_POSSIBLY = frozenset({"if", "not", "or", "and", "even", "perhaps", "possibly", "maybe", "upon", ","})
_LONG_TIMES = listed("week month year decade century")
_BEFORE_ARTICLE = listed("than over nearly almost least under")
_BEFORE_FRACTION = listed("by than about almost nearly over under around roughly")
_HALF_OF = frozenset({"of", "the", "its", "their", "his", "her", "our", "my", "your", "all", "those", "these", "a"})
_MIXED_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 100})


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


def numbers_of(tokens: Tokens, *, conventions: Conventions) -> list[Number]:
    """Every number in the tokens, in order and without overlap."""
    found: list[Number] = []
    free = 0
    for index, lower in enumerate(tokens.lower):
        if index < free:
            continue
        number = None
        if lower[0].isdigit():
            number = _digits(tokens, index)
        elif lower in _WORD_STARTS:
            number = _in_words(tokens, index, conventions)
        elif lower.endswith("fold") and lower[:-4] in _NUMBER_WORDS:
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


# --- digits ---------------------------------------------------------------------------------------------------------


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
    currency, first, inner = _currency_and_sign(tokens, first)
    sign, first = _sign(tokens, first)
    sign *= inner
    scale, last = _magnitude(tokens, last, has_currency=currency is not None)
    return Number(first, last, sign * _times(value, scale), form, currency, scale != 1)


def _times(value: float, scale: float) -> float:
    """Multiply without the noise of binary fractions: 6.78 billion is 6780000000."""
    return float(f"{value * scale:.15g}")


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
    if tokens.at(at) in _DASHES:
        sign, at = -1, at + 1
    exponent = tokens.at(at)
    if not (exponent.isascii() and exponent.isdigit() and len(exponent) <= 2):
        return value, last
    return float(f"{value}e{sign * int(exponent)}"), at + 1


def _sign(tokens: Tokens, first: int) -> tuple[int, int]:
    before = tokens.at(first - 1)
    if before in _MINUS and tokens.touches(first):
        if tokens.at(first - 2) == "minus" and tokens.touches(first - 1):
            return -1, first - 2
        if first == 1 or not tokens.touches(first - 1) or tokens.at(first - 2) in ("(", "[", "“", '"'):
            return -1, first - 1
    if before == "minus":
        return -1, first - 1
    return 1, first


def _currency_and_sign(tokens: Tokens, first: int) -> tuple[str | None, int, int]:
    """The currency before the number, also before its minus sign ("$-50.8bn")."""
    if tokens.at(first - 1) in _MINUS and tokens.touches(first) and tokens.touches(first - 1):
        currency, start = _currency(tokens, first - 1)
        if currency is not None:
            return currency, start, -1
    currency, first = _currency(tokens, first)
    return currency, first, 1


def _currency(tokens: Tokens, first: int) -> tuple[str | None, int]:
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


def _magnitude(tokens: Tokens, last: int, *, has_currency: bool) -> tuple[float, int]:
    scale = 1.0
    while True:
        at = last + 1 if tokens.at(last) in _DASHES and tokens.touches(last) and tokens.touches(last + 1) else last
        word = tokens.at(at)
        if word in SCALES:
            scale, last = scale * SCALES[word], at + 1
            continue
        if at == last and word in SHORT_SCALES and _is_short_scale(tokens, last, has_currency=has_currency):
            scale, last = scale * SHORT_SCALES[word], last + 1
        return scale, last


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
    counts = is_plural(following) and following not in UNIT_WORDS
    counts = counts or (
        following == "of" and tokens.at(at + 2) in ("its", "the", "their", "his", "her", "them", "those")
    )
    if word in "kK":
        return touches and (word == "k" or counts)
    return word in "mMbB" and (counts or (touches and word in "M" and following != "" and following.isalpha()))


# --- words ----------------------------------------------------------------------------------------------------------


def _in_words(tokens: Tokens, index: int, conventions: Conventions) -> Number | None:
    lower = tokens.lower[index]
    if _inside_compound(tokens, index):
        return None
    if lower in VAGUE_SCALES:
        return _vague(tokens, index, conventions)
    if lower in DENOMINATORS and lower not in _NUMBER_WORDS:
        return _fraction_word(tokens, index)
    if lower in SCALES and tokens.at(index - 1) in _LOOSELY | {"of"} and _loosely(tokens, index) is not None:
        return _several(tokens, index, conventions)
    return _spelled(tokens, index)


def _inside_compound(tokens: Tokens, index: int) -> bool:
    """ "no-one", "twenty-something", "one-of-a-kind": a number word inside another word."""
    if tokens.touches(index) and tokens.at(index - 1) in _DASHES and tokens.touches(index - 1):
        return tokens.at(index - 2).isalpha() and tokens.at(index - 2) not in ("sub", "mid", "pre", "post")
    return False


def _vague(tokens: Tokens, index: int, conventions: Conventions) -> Number | None:
    lower, last = tokens.lower[index], index + 1
    if lower in ("tens", "scores") and tokens.at(last) != "of":
        return None
    value = conventions.draw(lower)
    if tokens.at(last) == "of" and tokens.at(last + 1) in VAGUE_SCALES.keys() - {"tens", "scores", "dozens"}:
        value *= conventions.draw(tokens.lower[last + 1])
        last += 2
    elif lower == "scores" and not is_plural(_next_noun(tokens, last + 1)):
        return None
    last = _or_even_more(tokens, last)
    first = index - 1 if tokens.at(index - 1) in _LOOSELY else index
    return Number(first, last, value, "vague")


def _next_noun(tokens: Tokens, at: int) -> str:
    return next((tokens.at(i) for i in range(at, at + 4) if is_plural(tokens.at(i))), "")


def _or_even_more(tokens: Tokens, last: int) -> int:
    """Take in ", if not thousands,": one vague figure, drawn at its first word."""
    at = last
    while at < last + 4 and tokens.at(at) in _POSSIBLY:
        at += 1
    if at == last or tokens.at(at) not in VAGUE_SCALES or tokens.at(at) == "scores":
        return last
    at += 1
    while tokens.at(at) == "of" and tokens.at(at + 1) in VAGUE_SCALES:
        at += 2
    return at


def _loosely(tokens: Tokens, index: int) -> int | None:
    """Where "several", "a few" or "a couple of" starts before the token, or None."""
    at = index - 1
    if tokens.at(at) == "of" and tokens.at(at - 1) == "couple":
        at -= 1
    if tokens.at(at) not in _LOOSELY:
        return None
    return at - 1 if tokens.at(at - 1) in ("a", "the") else at


def _several(tokens: Tokens, index: int, conventions: Conventions) -> Number:
    value, last = conventions.draw(tokens.lower[index]), index + 1
    while tokens.at(last) in SCALES:
        value, last = value * SCALES[tokens.lower[last]], last + 1
    first = _loosely(tokens, index)
    return Number(index if first is None else first, last, value, "vague")


def _fraction_word(tokens: Tokens, index: int) -> Number | None:
    """ "half of", "a third of", "a quarter of"; "two-thirds" is read from its "two"."""
    lower, after, before = tokens.lower[index], tokens.at(index + 1), tokens.at(index - 1)
    if lower == "half":
        return _half(tokens, index)
    stands_alone = tokens.at(index - 2) in _BEFORE_FRACTION and (not after.isalpha() or after in ("to", "in", "since"))
    if before in ("a", "one") and (after == "of" or stands_alone):
        return Number(index - 1, index + 1, 1 / DENOMINATORS[lower], "fraction")
    return None


def _half(tokens: Tokens, index: int) -> Number | None:
    before, after = tokens.at(index - 1), tokens.at(index + 1)
    if after in ("a", "dozen") or before == "a":
        at = index + 2 if after == "a" else index + 1
        if tokens.at(at) in SCALES:
            first = index - 1 if before == "a" else index
            return Number(first, at + 1, 0.5 * SCALES[tokens.lower[at]], "words", None, True)
    follows_ordinal = before in ("first", "second", "other", "latter", "opening", "back", "top", "bottom", "better")
    if follows_ordinal or before in ("the", "this", "and", "last", "next"):
        return None
    if after in _HALF_OF or is_plural(after):
        return Number(index, index + 1, 0.5, "fraction")
    if before in ("almost", "nearly", "about", "roughly", "than", "over", "least", "by", "around"):
        return Number(index, index + 1, 0.5, "fraction")
    return None


def _spelled(tokens: Tokens, index: int) -> Number | None:
    if tokens.lower[index] in SCALES and tokens.at(index - 1) not in ("a", "one", "half", "the"):
        if not is_plural(tokens.at(index + 1)) or tokens.at(index - 1) == "per":
            return None
    value, last, scaled = _read_words(tokens, index)
    fraction = _spelled_fraction(tokens, last)
    if fraction is not None and value < 20:
        return Number(index, fraction[1], value / fraction[0], "fraction")
    currency, first = _currency(tokens, index)
    if tokens.lower[index] in SCALES and tokens.at(index - 1) in ("a", "an"):
        first = index - 1
    sign, first = _sign(tokens, first)
    scale, last = _magnitude(tokens, last, has_currency=False) if not scaled else (1.0, last)
    return Number(first, last, sign * _times(value, scale), "words", currency, scaled)


def _read_words(tokens: Tokens, index: int) -> tuple[float, int, bool]:
    """Read "two hundred and fifty-three thousand" from `index`: its value, where it ends, whether it has a scale."""
    total = current = 0.0
    largest = math.inf
    at, scaled = index, False
    while True:
        word = tokens.at(at)
        if word in TENS and current % 100 == 0:
            current += TENS[word]
        elif word in ONES and (current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and ONES[word] < 10)):
            current += ONES[word]
        elif word == "hundred" and current < 100:
            current, scaled = (current or 1) * 100, True
        elif word == "dozen" and current < 100:
            current, scaled = (current or 1) * 12, True
        elif word in SCALES and word not in ("hundred", "dozen") and SCALES[word] < largest:
            largest, scaled = SCALES[word], True
            total, current = total + (current or 1) * largest, 0.0
        else:
            return total + current, at, scaled
        half = _and_a_half(tokens, at + 1)
        if half:
            current, at = current + half, at + 3
        following = _continuation(tokens, at + 1, scaled=scaled)
        if following is None:
            return _with_half(total + current, half, scaled=scaled, largest=largest), at + 1, scaled
        at = following


def _with_half(value: float, half: float, *, scaled: bool, largest: float) -> float:
    """ "One million and a half" means half a million more."""
    if half and scaled and largest < math.inf:
        return value - half + half * largest
    return value


def _and_a_half(tokens: Tokens, at: int) -> float:
    joined = (tokens.at(at), tokens.at(at + 1), tokens.at(at + 2))
    return {("and", "a", "half"): 0.5, ("and", "a", "quarter"): 0.25}.get(joined, 0.0)


def _continuation(tokens: Tokens, at: int, *, scaled: bool) -> int | None:
    """The next token of the same spelled number, or None where it ends."""
    word = tokens.at(at)
    if word in _DASHES and tokens.touches(at) and tokens.touches(at + 1) and tokens.at(at + 1) in _NUMBER_WORDS:
        return at + 1
    if word == "and" and scaled and tokens.at(at - 1) in SCALES:
        following = tokens.at(at + 1)
        if following in ONES or following in TENS:
            beyond = at + 2 if tokens.at(at + 2) not in _DASHES else at + 4
            # "two hundred and three hundred" are two numbers, "two hundred and three thousand" is one.
            return None if SCALES.get(tokens.at(beyond), math.inf) <= SCALES[tokens.lower[at - 1]] else at + 1
        return None
    return at if word in _NUMBER_WORDS else None


def _spelled_fraction(tokens: Tokens, last: int) -> tuple[int, int] | None:
    """The denominator after "two" in "two-thirds" or "three quarters of", and where it ends."""
    hyphen = tokens.at(last) in _DASHES and tokens.touches(last)
    at = last + 1 if hyphen else last
    word = tokens.at(at)
    if word not in DENOMINATORS or word in ("half", "halves", "second"):
        return None
    plain_count = word == "quarters" and not hyphen and tokens.at(at + 1) != "of"
    is_ordinal = not word.endswith("s") and not hyphen and tokens.at(last - 1) != "one"
    return None if plain_count or is_ordinal else (DENOMINATORS[word], at + 1)


# --- one in five ----------------------------------------------------------------------------------------------------


def _proportions(tokens: Tokens, found: list[Number]) -> list[Number]:
    """Join "one in five" and "nine out of ten" into one fraction."""
    joined: list[Number] = []
    for number in found:
        if joined and _is_proportion(tokens, joined[-1], number):
            above = joined.pop()
            number = Number(above.first, number.last, above.value / number.value, "fraction")
        joined.append(number)
    return joined


def _is_proportion(tokens: Tokens, above: Number, below: Number) -> bool:
    between = tokens.lower[above.last : below.first]
    if between not in (["in"], ["in", "every"], ["out", "of"], ["out", "of", "every"]):
        return False
    plain = above.currency is None and below.currency is None and above.form != "vague" and below.form != "vague"
    if not plain or not 0 < above.value < below.value or above.value != int(above.value):
        return False
    if between == ["in"]:
        return above.value < 10 and 2 <= below.value <= 1000 and tokens.at(below.last) not in UNIT_WORDS
    return True
