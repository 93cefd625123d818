"""Ages without a unit: "the president, 71, has", "aged 34", "he was 18 when"."""

from analysis.reported_figures.lexicon import listed
from analysis.reported_figures.numbers import Number
from analysis.reported_figures.scan import Tokens

_OLDEST = 120
_YOUNGEST_QUOTED = 5
_SAYING = listed("said says told added recalled explained")
_PEOPLE = listed("he she i who")
_BEING = listed("was is turned turns turning be")
_ENDS = frozenset({"", ".", ",", ";", ")", "when", "at", "and", "but", "then", "by", "in", "on"})


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
    if before in ("age", "aged", "ages") or (before in ("of", "to", "is", "from") and _says_age(tokens, first)):
        return "years"
    if before == "," and after in (",", ")") and tokens.at(first - 2).isalpha() and number.form == "digits":
        # A list of numbers has a number, not a word, before its comma; "Paris, 12," is rare, "Lind, 42," is not.
        return "years"
    if before == "," and after == "." and number.form == "digits" and number.value >= _YOUNGEST_QUOTED:
        # "… said Lind, 42."
        return "years" if any(word in _SAYING for word in tokens.lower[max(0, first - 6) : first - 2]) else None
    if before in _BEING and tokens.at(first - 2) in _PEOPLE and after in _ENDS:
        return "years"
    return None


def _says_age(tokens: Tokens, first: int) -> bool:
    return any(word in ("age", "ages") for word in tokens.lower[max(0, first - 3) : first - 1])
