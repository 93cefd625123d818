"""Every number of a text: in digits ("1.5bn"), in words ("twenty-three", "two thirds"), vague ("tens of thousands").

Nothing here decides whether a number is a figure or how firm it is.
"""

import math
import re

from analysis.english.calendar import CLOCKS
from analysis.english.classes import CASUALTIES, FUNCTION_WORDS, class_words
from analysis.english.nouns import is_people, is_plural
from analysis.english.numerals import (
    DASHES,
    GLYPHS,
    ONES,
    SCALES,
    TENS,
    VAGUE_SCALES,
    Conventions,
    Number,
    currency_before,
    in_digits,
    magnitude_after,
    sign_before,
    times,
)
from analysis.english.tokens import Tokens, word_set
from analysis.english.word_lists import word_table

__all__ = ["Conventions", "Number", "may_hold_number", "numbers_of"]

_ORDINALS = {
    word: int(value) for word, value in word_table("ordinals").items() if 2 < int(value) <= 10 or int(value) > 99
}
DENOMINATORS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
DENOMINATORS |= _ORDINALS | {f"{word}s": value for word, value in _ORDINALS.items()}
_UNITS = word_table("units")
NUMBER_WORDS = ONES.keys() | TENS.keys() | SCALES.keys()
WORD_STARTS = NUMBER_WORDS | VAGUE_SCALES.keys() | {"half", "third", "quarter", "fifth", "tenth"}
# "Several hundred" says no more than "hundreds".
_SCORE = 20
_LOOSELY = frozenset({"several", "few", "many", "couple"})
_POSSIBLY = frozenset({"if", "not", "or", "and", "even", "perhaps", "possibly", "maybe", "upon", ","})
_BEFORE_FRACTION = word_set("by than about almost nearly over under around roughly up down")
_POINTS = frozenset({"point", "percentage", "per", "percent"})
_HALF_OF = class_words("DO")
_LONG_TIMES = word_set("week month year decade century")
_THEN = word_set("before earlier previously")
_BEFORE_ARTICLE = word_set("than over nearly almost least under")
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
            number = in_digits(tokens, index, decimal=conventions.decimal)
        elif lower in WORD_STARTS:
            number = _in_words(tokens, index, conventions=conventions)
        elif lower.endswith("fold") and lower[:-4] in NUMBER_WORDS:
            number = Number(index, index + 1, float(ONES.get(lower[:-4]) or TENS.get(lower[:-4]) or 100), "words")
        elif lower in ("a", "an") and tokens.at(index + 1) in _LONG_TIMES and tokens.at(index - 1) in _BEFORE_ARTICLE:
            if tokens.at(index + 2) not in _THEN:  # "12 per cent more than a year before"
                number = Number(index, index + 1, 1.0, "article")
        elif lower in GLYPHS:
            number = Number(index, index + 1, GLYPHS[lower], "fraction")
        if number is None:
            continue
        if found and number.first < found[-1].last:
            number = number._replace(first=found[-1].last)
        found.append(number)
        free = number.last
    return _joined(tokens, found)


# From this number on the whole of "so many out of so many" is a count of its own, if it is no power of ten.
_SMALL_WHOLE = 20


def _joined(tokens: Tokens, found: list[Number]) -> list[Number]:
    """Join "one in five" and "nine out of ten" into one fraction, "one million and 120,000" into one number."""
    joined: list[Number] = []
    for number in found:
        if joined and _is_proportion(tokens, above=joined[-1], below=number):
            above = joined.pop()
            number = Number(above.first, number.last, above.value / number.value, "fraction")
        elif joined and _is_sum(tokens, millions=joined[-1], rest=number):
            millions = joined.pop()
            number = millions._replace(last=number.last, value=millions.value + number.value)
        joined.append(number)
    return joined


def _is_sum(tokens: Tokens, *, millions: Number, rest: Number) -> bool:
    is_whole = millions.value % 1e6 == 0 and tokens.at(millions.last - 1) == "million" and millions.form != "vague"
    is_rest = rest.form == "digits" and rest.currency is None and 1_000 <= rest.value < 1e6 and not rest.is_scaled
    is_range = tokens.at(millions.first - 1) in ("between", "both", "from")
    return is_whole and is_rest and not is_range and tokens.lower[millions.last : rest.first] == ["and"]


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
    # "Nine out of 475 passengers" are counted, nine out of ten are a share.
    return below.value <= _SMALL_WHOLE or math.log10(below.value).is_integer()


def _in_words(tokens: Tokens, index: int, *, conventions: Conventions) -> Number | None:
    """The number that starts with the number word at `index`, or None where the word is part of another."""
    lower = tokens.lower[index]
    if _inside_compound(tokens, index):
        return None
    if lower in VAGUE_SCALES:
        return _vague(tokens, index, conventions)
    if lower in DENOMINATORS and lower not in NUMBER_WORDS:
        return _fraction_word(tokens, index)
    if lower in SCALES and tokens.at(index - 1) in _LOOSELY | {"of"} and _loosely(tokens, index) is not None:
        return _several(tokens, index, conventions)
    return _spelled(tokens, index)


def _inside_compound(tokens: Tokens, index: int) -> bool:
    """ "no-one", "twenty-something", "one-of-a-kind": a number word inside another word."""
    if tokens.touches(index) and tokens.at(index - 1) in DASHES and tokens.touches(index - 1):
        return tokens.at(index - 2).isalpha() and tokens.at(index - 2) not in ("sub", "mid", "pre", "post")
    return False


def _vague(tokens: Tokens, index: int, conventions: Conventions) -> Number | None:
    lower, last = tokens.lower[index], index + 1
    is_of_hurt = lower == "scores" and tokens.at(last) in CASUALTIES  # "scores dead, 300 missing"
    if lower in ("tens", "scores") and tokens.at(last) != "of" and not is_of_hurt:
        return None
    value = conventions.draw(lower)
    if tokens.at(last) == "of" and tokens.at(last + 1) in VAGUE_SCALES.keys() - {"tens", "scores", "dozens"}:
        value *= conventions.draw(tokens.lower[last + 1])
        last += 2
    elif lower == "scores" and not is_of_hurt and not is_plural(_next_noun(tokens, last + 1)):
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
    # "Between a third and a half of voters"
    stands_alone = stands_alone or (after in ("and", "to", "or") and _is_fraction_after(tokens, index + 2))
    # "By a quarter point"
    stands_alone = stands_alone or tokens.at(index + 1 + (after in DASHES)) in _POINTS
    if before in ("a", "one") and (after == "of" or stands_alone):
        return _fraction(tokens, index - 1, index + 1, 1 / DENOMINATORS[lower])
    return None


def _is_fraction_after(tokens: Tokens, at: int) -> bool:
    """Whether "a half", "half", "two thirds" starts at token `at`."""
    at += tokens.at(at) in ("a", "one", "two", "three")
    at += tokens.at(at) in DASHES
    return tokens.at(at) in DENOMINATORS


def _fraction(tokens: Tokens, first: int, last: int, share: float) -> Number:
    """A share, or a number where it is one of a magnitude: "a quarter of a million" is 250,000."""
    scale = tokens.at(last + 2)
    if tokens.at(last) == "of" and tokens.at(last + 1) in ("a", "one") and scale in SCALES:
        return Number(first, last + 3, share * SCALES[scale], "words", None, True)
    return Number(first, last, share, "fraction")


def _half(tokens: Tokens, index: int) -> Number | None:
    before, after = tokens.at(index - 1), tokens.at(index + 1)
    hyphen = after in DASHES and tokens.touches(index + 1)
    if after in ("a", "dozen") or before == "a" or hyphen:
        at = index + 2 if after == "a" or hyphen else index + 1
        if tokens.at(at) in SCALES:
            first = index - 1 if before == "a" else index
            return Number(first, at + 1, 0.5 * SCALES[tokens.lower[at]], "words", None, True)
    if hyphen and (_UNITS.get(tokens.at(index + 2)) in CLOCKS or tokens.at(index + 2) in _POINTS):
        return Number(index, index + 1, 0.5, "fraction")
    if before == "a" and tokens.at(index - 2) == "and" and _UNITS.get(tokens.at(index - 3)) in CLOCKS:
        return None  # "an hour and a half"
    if after in ("a", "an") and tokens.at(index + 2) in _UNITS and tokens.at(index + 2) not in _POINTS:
        return Number(index, index + 2, 0.5, "words")  # "half a mile"
    if after == "a" and tokens.at(index + 2) in _POINTS:
        return Number(index, index + 2, 0.5, "fraction")  # "half a percentage point"
    follows_ordinal = before in ("first", "second", "other", "latter", "opening", "back", "top", "bottom", "better")
    if follows_ordinal or before in ("the", "this", "and", "last", "next"):
        return None
    if after in _HALF_OF or is_plural(after):
        return Number(index - (before == "a"), index + 1, 0.5, "fraction")
    if before in ("almost", "nearly", "about", "roughly", "than", "over", "least", "by", "around"):
        return Number(index, index + 1, 0.5, "fraction")
    return None


def _spelled(tokens: Tokens, index: int) -> Number | None:
    before = tokens.at(index - 1)
    bare_scale = tokens.lower[index] in SCALES and before not in ("a", "one", "half", "the")
    if bare_scale and (before == "per" or not is_plural(tokens.at(index + 1))):
        return None
    value, last, scaled = _read_words(tokens, index)
    if value == 1 and _is_none_at_all(tokens, index):
        return Number(index - 1, last, 0.0, "words")
    if not scaled:
        value, last = _with_point(tokens, last, value=value)
    fraction = _spelled_fraction(tokens, last)
    if fraction is not None and value < 20:
        return _fraction(tokens, index, fraction[1], value / fraction[0])
    currency, first = currency_before(tokens, index)
    if tokens.lower[index] in SCALES and tokens.at(index - 1) in ("a", "an"):
        first = index - 1
    sign, first = sign_before(tokens, first)
    scale, last = magnitude_after(tokens, last, has_currency=False) if not scaled else (1.0, last)
    return Number(first, last, sign * times(value, scale=scale), "words", currency, scaled)


def _with_point(tokens: Tokens, last: int, *, value: float) -> tuple[float, int]:
    """ "One point five": the digits after the point, and where they end."""
    end = last + 1
    while ONES.get(tokens.at(end), 10) < 10:
        end += 1
    if tokens.at(last) != "point" or end == last + 1:
        return value, last
    digits = "".join(str(ONES[word]) for word in tokens.lower[last + 1 : end])
    return float(f"{value:.0f}.{digits}"), end


def _is_none_at_all(tokens: Tokens, index: int) -> bool:
    """ "Not one person died": nobody. But "not one of them" and "not one man but two" stay as they are."""
    after = tokens.at(index + 1)
    if tokens.at(index - 1) != "not" or tokens.at(index - 2) in ("if", "but", "is", "was", "are", "were"):
        return False
    return after.isalpha() and after not in FUNCTION_WORDS and "but" not in tokens.lower[index + 2 : index + 5]


def _read_words(tokens: Tokens, index: int) -> tuple[float, int, bool]:
    """Read "two hundred and fifty-three thousand" from `index`: its value, where it ends, whether it has a scale."""
    total = current = 0.0
    largest = math.inf
    at, scaled = index, False
    while True:
        word = tokens.at(at)
        if word in TENS and current % 100 == 0:
            current += TENS[word]
        elif word in ONES and _fits_after(current, ONES[word], is_in_scores=tokens.at(at - 2) == "score"):
            current += ONES[word]
        elif word == "hundred" and current < 100:
            current, scaled = (current or 1) * 100, True
        elif word == "dozen" and current < 100:
            current, scaled = (current or 1) * 12, True
        elif word == "score" and 0 < current < _SCORE and _in_scores(tokens, at):
            current, scaled = current * _SCORE, True
        elif word in SCALES and word not in ("hundred", "dozen") and SCALES[word] < largest:
            largest, scaled = SCALES[word], True
            total, current = total + (current or 1) * largest, 0.0
        else:
            return total + current, at, scaled
        half, end = _and_a_half(tokens, at + 1)
        if half:
            current, at = current + half, end
        following = _continuation(tokens, at + 1, scaled=scaled)
        if following is None:
            return _with_half(total + current, half, scaled=scaled, largest=largest), at + 1, scaled
        at = following


def _fits_after(current: float, ones: int, *, is_in_scores: bool) -> bool:
    """Whether "seven" goes on with what is read: after "twenty", after a hundred, in "three score and seventeen"."""
    return current % 100 == 0 or is_in_scores or (current % 10 == 0 and current % 100 >= 20 and ones < 10)


def _with_half(value: float, half: float, *, scaled: bool, largest: float) -> float:
    """ "One million and a half" means half a million more."""
    if half and scaled and largest < math.inf:
        return value - half + half * largest
    return value


def _and_a_half(tokens: Tokens, at: int) -> tuple[float, int]:
    """What "and a half" or "-and-a-half" adds, and its last token."""
    step = 2 if tokens.at(at) in DASHES else 1
    places = range(at + step - 1, at + 3 * step, step)
    joined = tuple(tokens.at(place) for place in places)
    return {("and", "a", "half"): 0.5, ("and", "a", "quarter"): 0.25}.get(joined, 0.0), places[-1]


def _continuation(tokens: Tokens, at: int, *, scaled: bool) -> int | None:
    """The next token of the same spelled number, or None where it ends."""
    word = tokens.at(at)
    if word in DASHES and tokens.touches(at) and tokens.touches(at + 1) and tokens.at(at + 1) in NUMBER_WORDS:
        return at + 1
    last_scale = SCALES.get(tokens.at(at - 1), _SCORE if tokens.at(at - 1) == "score" else 0)
    if word == "," and scaled and last_scale and _goes_on(tokens, at + 1, below=last_scale):
        return at + 1
    if word == "and" and scaled and last_scale:
        following = tokens.at(at + 1)
        if following in ONES or following in TENS:
            beyond = at + 2 if tokens.at(at + 2) not in DASHES else at + 4
            # "two hundred and three hundred" are two numbers, "two hundred and three thousand" is one.
            return None if SCALES.get(tokens.at(beyond), math.inf) <= last_scale else at + 1
        return None
    return at if word in NUMBER_WORDS or (word == "score" and _in_scores(tokens, at)) else None


def _goes_on(tokens: Tokens, at: int, *, below: int) -> bool:
    """Whether "five thousand," goes on with "six hundred": a smaller scale, and no part of the first number."""
    hyphen = tokens.at(at + 1) in DASHES and tokens.touches(at + 1)
    scale = at + 3 if hyphen else at + 1
    is_smaller = SCALES.get(tokens.at(scale), math.inf) < below
    return tokens.at(at) in ONES.keys() | TENS.keys() and is_smaller and tokens.at(scale + 1) != "of"


def _in_scores(tokens: Tokens, at: int) -> bool:
    """Whether "score" is twenty: "four score and seven years ago" and not "the four score for"."""
    after = tokens.at(at + 1)
    counts_on = after == "and" and tokens.at(at + 2) in ONES.keys() | TENS.keys()
    return counts_on or after == "years" or (is_plural(after) and is_people(after))


def _spelled_fraction(tokens: Tokens, last: int) -> tuple[int, int] | None:
    """The denominator after "two" in "two-thirds" or "three quarters of", and where it ends."""
    hyphen = tokens.at(last) in DASHES and tokens.touches(last)
    at = last + 1 if hyphen else last
    word = tokens.at(at)
    if word not in DENOMINATORS or word in ("half", "halves", "second"):
        return None
    plain_count = word == "quarters" and not hyphen and tokens.at(at + 1) != "of"
    is_ordinal = not word.endswith("s") and not hyphen and tokens.at(last - 1) != "one"
    return None if plain_count or is_ordinal else (DENOMINATORS[word], at + 1)
