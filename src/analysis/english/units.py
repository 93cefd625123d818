"""Units of measurement and money, and the unit after a number: "%", "basis points", "dollars a week", "-year-old"."""

from typing import NamedTuple

from analysis.english.marks import HYPHENS
from analysis.english.nouns import is_plural, singular
from analysis.english.numerals import CURRENCY_SIGNS, Number
from analysis.english.tokens import Tokens, word_set
from analysis.english.word_lists import word_sets, word_table

_SPELLINGS = word_table("units")
UNIT_WORDS = {word: name for word, name in _SPELLINGS.items() if " " not in word}
# Spellings of two or three tokens.
UNIT_PHRASES = {tuple(words.split()): name for words, name in _SPELLINGS.items() if " " in words}
LETTER_UNITS = word_table("letter_units")
MONEY = (
    frozenset(CURRENCY_SIGNS.values())
    | frozenset(name for name in _SPELLINGS.values() if len(name) == 3 and name.isupper())
    | {"US cents", "pence", "sen", "crowns", "pesos", "dinars", "riyals", "forints", "lei"}
)
# Coins, and the currency that a hundred of them are one of.
HUNDREDTHS = {"US cents": "USD", "pence": "GBP", "sen": "MYR"}
# How fast something is, in lengths of a time.
SPEEDS = frozenset(
    {"knots"}
    | {
        f"{length} per {time}"
        for length in ("kilometres", "metres", "centimetres", "miles", "feet")
        for time in ("second", "minute", "hour")
    }
)
_DASHES = frozenset(f"{HYPHENS}–")
_BRACKET = 6  # tokens of a conversion in brackets
_PER = frozenset({"per", "a", "an", "each", "every"})
_CONTEXTS = word_sets("unit_contexts")
_PER_NOUNS = _CONTEXTS["per"]
# Units only in the forms and places listed in `_fits`.
_AMBIGUOUS = _CONTEXTS["ambiguous"]
_SINCE_WHEN = word_set("ago earlier before later previously prior")
_PAYING = _CONTEXTS["paying"]
# Words of a noun phrase behind "for each of its".
_LONGEST_NOUN = 4


class Unit(NamedTuple):
    """Tokens `first` to `last` (exclusive), the unit's name with its "per", the "per" alone, the end without it."""

    first: int
    last: int
    name: str | None
    per: str
    core: int


def unit_after(tokens: Tokens, at: int, *, limit: int, number: Number) -> Unit | None:
    """The unit that starts at token `at`, not running past token `limit`.

    >>> from analysis.english.tokens import scan
    >>> number = Number(0, 1, 5.0, "digits")
    >>> unit_after(scan("5 per cent"), 1, limit=3, number=number).name
    'percent'
    """
    hyphen = tokens.at(at) in _DASHES and tokens.touches(at) and tokens.touches(at + 1)
    start = at + 1 if hyphen else at
    found = _named(tokens, start, number=number, hyphen=hyphen)
    if found is None:
        if number.currency is None:
            return None
        last, per = _per(tokens, at, is_money=True)
        return Unit(at, last, None, per, last) if per else None
    name, last = found
    if last > limit:
        return None
    core = last
    if name in _CLOCK_NAMES:
        last = _old(tokens, last)
    after, per = _per(tokens, last, is_money=name in MONEY)
    return Unit(start, after, f"{name} {per}" if per else name, per, core)


_EXTENTS = frozenset("old olds long high wide deep tall a per plus".split())
_CLOCK_NAMES = frozenset({"years", "months", "weeks", "days"})


def _named(tokens: Tokens, start: int, *, number: Number, hyphen: bool) -> tuple[str, int] | None:
    for length in (3, 2):
        phrase = tuple(tokens.lower[start : start + length])
        name = UNIT_PHRASES.get(phrase)
        if name is not None:
            return name, start + len(phrase)
    word = tokens.at(start)
    if number.currency is not None and UNIT_WORDS.get(word) not in MONEY:
        return None
    if word == "'" and tokens.touches(start) and number.form == "digits":
        return ("feet", start + 1) if not tokens.at(start + 1)[:1].isalpha() or not tokens.touches(start + 1) else None
    letter = tokens.words[start] if start < len(tokens.words) else ""
    if letter in LETTER_UNITS and number.form == "digits" and _letter_fits(tokens, start, hyphen=hyphen):
        return LETTER_UNITS[letter], start + 1
    if (
        word in UNIT_WORDS
        and not _is_compound(tokens, start)
        and (word not in _AMBIGUOUS or _fits(tokens, start, number=number))
    ):
        if word in ("pound", "pounds") and _is_sterling(tokens, start, number=number):
            return "GBP", start + 1
        return UNIT_WORDS[word], start + 1
    return None


def _is_compound(tokens: Tokens, at: int) -> bool:
    """Whether a unit's word begins another word: "30 second-grade pupils", but "a 30 second-long clip"."""
    glued = tokens.at(at + 1) in _DASHES and tokens.touches(at + 1) and tokens.touches(at + 2)
    return glued and not tokens.touches(at) and tokens.at(at + 2).isalpha() and tokens.at(at + 2) not in _EXTENTS


def _is_sterling(tokens: Tokens, at: int, *, number: Number) -> bool:
    """Pounds are money where someone pays, or in thousands and millions; a weight otherwise."""
    near = tokens.lower[max(0, number.first - 6) : number.first]
    if number.form == "vague" and tokens.at(at + 1) != "of":
        return True  # "thousands of pounds"
    return number.is_scaled or number.value >= 10_000 or any(word in _PAYING for word in near)


def _letter_fits(tokens: Tokens, at: int, *, hyphen: bool) -> bool:
    glued_on = tokens.touches(at + 1) and tokens.at(at + 1)[:1].isalnum()
    if glued_on or (
        tokens.touches(at + 1) and tokens.at(at + 1) in ("'", "’", ".") and tokens.at(at + 2)[:1].isalpha()
    ):
        return False
    return tokens.touches(at) or (not hyphen and tokens.words[at] in "WVCFKJNgTX")


def _fits(tokens: Tokens, at: int, *, number: Number) -> bool:
    word = tokens.lower[at]
    if word in ("foot", "stone"):
        return tokens.at(at - 1) in _DASHES or number.form in ("digits", "words")
    if word in ("real", "won", "rand"):
        return number.is_scaled or (word == "rand" and number.form == "digits")
    return number.form == "digits" and (tokens.touches(at) or word in ("min", "sec", "ha", "mi", "m"))


def _old(tokens: Tokens, last: int) -> int:
    """Take in "-old", "old" and "of age"."""
    if tokens.at(last) in _DASHES and tokens.touches(last) and tokens.at(last + 1) in ("old", "olds"):
        return last + 2
    if tokens.at(last) == "old":
        return last + 1
    return last + 2 if (tokens.at(last), tokens.at(last + 1)) == ("of", "age") else last


def _each(tokens: Tokens, at: int) -> str:
    """For whom or what an amount is each time, from the word behind "for each" on; empty if the words do not say it.

    >>> from analysis.english.tokens import scan
    >>> _each(scan("$40 for each of its 300 million users, it said"), 4)
    'user'
    """
    is_of_all = "of" in (tokens.at(at), tokens.at(at + 1))
    at += is_of_all * (1 + (tokens.at(at) != "of"))
    while tokens.tags[at : at + 1] in ("D", "#") and is_of_all:
        at += 1
    last = at
    while tokens.tags[last : last + 1] == "N" and last - at < _LONGEST_NOUN:
        last += 1
    plurals = [one for one in range(at, last) if is_plural(tokens.lower[one])] if is_of_all else []
    noun = plurals[0] if plurals else last - 1
    return singular(tokens.lower[noun]) if last > at and (plurals or not is_of_all) else ""


def _per_behind_bracket(tokens: Tokens, at: int) -> str:
    """ "120 km (75 miles) | an hour": said once, of both."""
    close = next((one for one in range(at, at + _BRACKET) if tokens.at(one) == ")"), at)
    is_per = tokens.at(close) == ")" and tokens.at(close + 1) in _PER and tokens.at(close + 2) in _PER_NOUNS
    return f"per {tokens.lower[close + 2]}" if is_per else ""


def _per(tokens: Tokens, at: int, *, is_money: bool) -> tuple[int, str]:
    """ "a week", "per barrel", "/kg" right after a unit or a sum; behind a sum also "for each of its users"."""
    word = tokens.at(at)
    if is_money and word == "for" and tokens.at(at + 1) in ("each", "every"):
        whom = _each(tokens, at + 2)
        return at, f"per {whom}" if whom else ""
    if is_money and word == "per" and tokens.at(at + 1) != "se":
        at += tokens.at(at + 2) in ("share", "shares")  # "per | diluted | share"
        if tokens.tags[at + 1 : at + 2] in ("N", "u"):
            return at + 2, f"per {singular(tokens.lower[at + 1])}"
    if word == "/" and tokens.touches(at) and tokens.at(at + 1) in _PER_NOUNS:
        return at + 2, f"per {tokens.lower[at + 1]}"
    if word in _DASHES and tokens.touches(at) and tokens.at(at + 2) in _DASHES:
        # "$2,000-a-month"
        joined = tokens.at(at + 1) in _PER and tokens.at(at + 3) in _PER_NOUNS
        return (at + 4, f"per {tokens.lower[at + 3]}") if joined else (at, "")
    if word in ("(", ")"):
        return at, _per_behind_bracket(tokens, at)
    if word not in _PER or tokens.at(at + 1) not in _PER_NOUNS:
        return at, ""
    if tokens.at(at + 2) in _SINCE_WHEN and word in ("a", "an"):
        return at, ""  # "4% a year earlier" says when, not how fast
    return at + 2, f"per {tokens.lower[at + 1]}"
