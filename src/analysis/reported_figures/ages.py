"""Ages: "the president, 71, has", "aged 34", "a 9-year-old girl". They tell who somebody is; they report no number."""

from analysis.reported_figures.lexicon import FUNCTION_WORDS, listed
from analysis.reported_figures.numbers import Number
from analysis.reported_figures.scan import Tokens
from analysis.reported_figures.suffixes import Unit

_OLDEST = 120
_YOUNGEST_QUOTED = 5
_SAYING = listed("said says told added recalled explained")
_PEOPLE = listed("he she i who")
_BEING = listed("was is turned turns turning be")
_ENDS = frozenset({"", ".", ",", ";", ")", "when", "at", "and", "but", "then", "by", "in", "on"})
_AFTER_NAME = listed("and who of from told said says was is has had")
# "The voting age to 21", "an average age of 37": an age that a rule sets or a group has is a number like others.
_OF_A_RULE = listed(
    "voting retirement pension minimum maximum legal drinking average mean median marriage working state"
)
# "Children under five", "anyone over 65": who is meant, not how many.
_AGED = listed(
    "children child kids boys girls youths people anyone anybody everyone those women men adults persons pupils "
    "infants players patients residents citizens women's"
)
_LIMITS = listed("under over below above")


def age_unit(tokens: Tokens, number: Number) -> str | None:
    """ "years" if the bare number is someone's age, None otherwise.

    >>> from analysis.reported_figures.numbers import Conventions, numbers_of
    >>> from analysis.reported_figures.scan import scan
    >>> tokens = scan("Maria Lind, 42, was arrested")
    >>> age_unit(tokens, numbers_of(tokens, conventions=Conventions())[0])
    'years'
    """
    first, last = number.first, number.last
    plain = number.form in ("digits", "words") and number.currency is None and not number.is_scaled
    if not plain or not 0 < number.value < _OLDEST or number.value != int(number.value):
        return None
    before, after = tokens.at(first - 1), tokens.at(last)
    if before == "between" and tokens.at(first - 2) in ("age", "aged", "ages"):
        return "years"
    if before in ("age", "aged", "ages") or (before in ("of", "to", "is", "from") and _age_word(tokens, first)):
        return "years"
    if before == ",":
        return "years" if number.form == "digits" and _behind_a_comma(tokens, number) else None
    if before == "at" and first == 1 and after == "," and number.value >= _YOUNGEST_QUOTED:
        return "years"
    if before in _LIMITS and tokens.at(first - 2) in _AGED and (after in _ENDS or after in FUNCTION_WORDS):
        return "years"
    if before in _BEING and tokens.at(first - 2) in _PEOPLE and after in _ENDS:
        return "years"
    return None


def _behind_a_comma(tokens: Tokens, number: Number) -> bool:
    """Whether a number behind a comma is the age of the person named before it: "Lind, 42," and "said Lind, 42."."""
    first, after = number.first, tokens.at(number.last)
    if after in (",", ")") and tokens.at(first - 2)[:1].isalpha():
        # A list of numbers has a number, not a word, before its comma; "Paris, 12," is rare, "Lind, 42," is not.
        return True
    if number.value < _YOUNGEST_QUOTED or not (after in (".", ";", "") or after in _AFTER_NAME):
        return False
    if _is_name(tokens, first - 2) and _is_name(tokens, first - 3):
        return True
    return after == "." and any(word in _SAYING for word in tokens.lower[max(0, first - 6) : first - 2])


def _is_name(tokens: Tokens, at: int) -> bool:
    """Whether a token is written like a part of a person's name."""
    word = tokens.words[at] if 0 <= at < len(tokens.words) else ""
    return word[:1].isupper() and (word[1:].islower() or len(word) > 2) and word.isalpha()


def _age_word(tokens: Tokens, first: int) -> int | None:
    """Where "age" or "ages" stands in the words before token `first`."""
    return next((at for at in range(first - 2, max(-1, first - 4), -1) if tokens.lower[at] in ("age", "ages")), None)


def is_age(tokens: Tokens, number: Number, unit: Unit | None) -> bool:
    """Whether a number says how old somebody or something is, and not how many or how long.

    >>> from analysis.reported_figures.numbers import Conventions, numbers_of
    >>> from analysis.reported_figures.scan import scan
    >>> tokens = scan("It raises the voting age to 21")
    >>> is_age(tokens, numbers_of(tokens, conventions=Conventions())[0], None)
    False
    """
    if unit is not None:
        return any(word in ("old", "olds", "age") for word in tokens.lower[unit.core : unit.last])
    if age_unit(tokens, number) is None:
        return False
    at = number.first - 1 if tokens.at(number.first - 1) in ("age", "ages") else _age_word(tokens, number.first)
    return at is None or tokens.at(at - 1) not in _OF_A_RULE
