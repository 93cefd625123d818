"""Numbers and lists as a newspaper writes them, and text that a spreadsheet takes for nothing but text."""

import math
import re
from collections.abc import Iterable, Sequence

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# A count from two on as these sentences have it: in words up to twelve, and to 99 where it opens a sentence.
COUNT_WORDS = "|".join([f"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_WORDS[1:10])}))?", *_TEENS[1:], *_WORDS[2:]])
_OPENING_NUMBER = re.compile(r"[1-9]\d(?=$|,? [a-z])")


def count(n: int, noun: str, *, plural: str | None = None) -> str:
    """A count with its noun, small numbers in words.

    >>> count(1, "article"), count(5, "article"), count(1184, "person", plural="people")
    ('one article', 'five articles', '1,184 people')
    """
    return f"{number_word(n)} {noun if n == 1 else plural or noun + 's'}"


def tally(n: int, noun: str) -> str:
    """A count with its noun, in digits: for lists and terminals.

    >>> tally(1, "article"), tally(5, "article"), tally(1184, "word")
    ('1 article', '5 articles', '1,184 words')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def number_word(n: int) -> str:
    """A whole number, in words up to twelve.

    >>> number_word(0), number_word(12), number_word(13)
    ('no', 'twelve', '13')
    """
    return _WORDS[n] if 0 <= n < len(_WORDS) else f"{n:,}"


def in_digits(said: str) -> str:
    """The words with small numbers in digits, as behind "n =".

    >>> in_digits("n = five articles by one source, 254 sentences")
    'n = 5 articles by 1 source, 254 sentences'
    """
    return re.sub(r"\b[a-z]+\b", lambda word: str(_WORDS.index(word[0])) if word[0] in _WORDS[1:] else word[0], said)


def how_many(n: int) -> str:
    """A number that stands without a noun, in words up to twelve.

    >>> how_many(0), how_many(12)
    ('none', 'twelve')
    """
    return number_word(n) if n else "none"


def listed(items: Iterable[str], *, last: str = "and") -> str:
    """Items as a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    words = list(items)
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def some_of(items: Sequence[str], *, most: int = 3) -> str:
    """The first items as a list, and how many more there are.

    >>> some_of(["a", "b", "c", "d", "e"])
    'a, b, c and two more'
    """
    if len(items) <= most + 1:
        return listed(items)
    return f"{', '.join(items[:most])} and {number_word(len(items) - most)} more"


def number(value: float) -> str:
    """A number as a newspaper prints it: separators for thousands, three significant digits under 100.

    >>> number(1184), number(0.4137), number(-2.5), number(1e9)
    ('1,184', '0.414', '−2.5', '1,000,000,000')
    """
    if value is None or math.isnan(value):
        return "not known"
    if math.isinf(value):
        return "no upper limit" if value > 0 else "no lower limit"
    if value == int(value):
        text = f"{int(value):,}"
    elif abs(value) >= 100:
        text = f"{value:,.0f}"
    else:
        decimals = max(0, 2 - math.floor(math.log10(abs(value))))
        text = f"{value:.{min(decimals, 6)}f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def compact(value: float) -> str:
    """A number for an axis: millions and billions in words.

    >>> compact(1400), compact(2.5e6), compact(1e9)
    ('1,400', '2.5 million', '1 billion')
    """
    for unit, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if unit <= abs(value) < 1e15:
            return f"{number(value / unit)} {name}"
    return number(value) if abs(value) < 1e15 else f"{value:.0e}"


def signed(value: float, *, decimals: int = 2) -> str:
    """A number with its sign, for values where the sign is the message.

    >>> signed(0.1), signed(-0.301), signed(0)
    ('+0.10', '−0.30', '0.00')
    """
    if value is None or not math.isfinite(value):
        return "not known"
    text = f"{abs(value):,.{decimals}f}"
    if not float(text.replace(",", "")):
        return text
    return f"{'+' if value > 0 else '−'}{text}"


def percent(share: float) -> str:
    """A share as a percentage: whole numbers, one decimal below ten.

    >>> percent(0.123), percent(0.0031), percent(0)
    ('12 %', '0.3 %', '0 %')
    """
    if share is None or not math.isfinite(share):
        return "not known"
    pct = 100 * share
    if 0 < abs(pct) < 0.05:
        return "under 0.1 %"
    return f"{pct:.1f} %" if 0 < abs(pct) < 9.95 and round(pct, 1) != round(pct) else f"{pct:.0f} %"


def capital(sentence: str) -> str:
    """The sentence with a capital first letter; no sentence begins with a number of two digits.

    >>> capital("two of them"), capital("22 of 40 findings"), capital("13.5 % of it")
    ('Two of them', 'Twenty-two of 40 findings', '13.5 % of it')
    """
    opening = _OPENING_NUMBER.match(sentence)
    if opening:
        n, rest = int(opening[0]), sentence[opening.end() :]
        tens, ones = divmod(n, 10)
        words = _TEENS[ones] if tens == 1 else f"{_TENS[tens - 2]}{f'-{_WORDS[ones]}' if ones else ''}"
        sentence = f"{words}{rest}"
    return sentence[:1].upper() + sentence[1:]


def not_a_formula(text: str) -> str:
    """Text for a cell of a spreadsheet, with an apostrophe in front where it would run as a formula, as OWASP advises.

    >>> not_a_formula("=1+1"), not_a_formula("one")
    ("'=1+1", 'one')
    """
    return f"'{text}" if text.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) else text
