"""Two numbers that are one: "between 20 and 25", "30-40", "$10 to $15 billion", "three or four"; and scores."""

from typing import Literal, NamedTuple

from analysis.reported_figures.changes import is_change_verb
from analysis.reported_figures.not_figures import is_score, is_vote
from analysis.reported_figures.numbers import Number
from analysis.reported_figures.scan import Tokens
from analysis.reported_figures.suffixes import Unit

_DASHES = frozenset("-–‑−—")
_THOUSAND = 1000
_HUNDRED = 100


class Joint(NamedTuple):
    """Two numbers joined; `first` is the token where the range's words start ("between", "from")."""

    kind: Literal["range", "score", "from_to"]
    lower: Number
    upper: Number
    first: int


def joint_of(tokens: Tokens, number: Number, *, following: Number, unit: Unit | None) -> Joint | None:
    """How a number and the next one belong together, or None.

    "Rose from 5 to 10" is `from_to`: two figures of one change, not a range.
    """
    end = number.last
    between = tokens.lower[end : following.first]
    if unit is not None and unit.first < following.first and len(between) > 1:
        between = tokens.lower[unit.last : following.first]
    if not 1 <= len(between) <= 3 or number.form == "fraction" != following.form:
        return None
    if number.form == "vague" or following.form == "vague":
        return None
    if between[-1] in _DASHES | {"to"} and is_vote(tokens, above=number, below=following):
        return None
    first = number.first
    lower = _same_scale(number, following)
    if between[0] in _DASHES and len(between) == 1:
        return _dashed(tokens, number, following=following, lower=lower)
    if between == ["-", "to", "-"] and lower.value >= following.value:
        return Joint("score", number, following, first)
    if between == ["and"] and _opens_between(tokens, first):
        return Joint("range", lower, following, _between_at(tokens, first))
    if between in (
        ["to"],
        ["up", "to"],
        ["until"],
        ["-", "to", "-"],
        ["to", "-"],
        ["-", "to"],
        ["to", "about"],
        ["to", "around"],
        ["to", "nearly"],
    ):
        if unit is not None and following.currency is not None and number.currency is None:
            return None
        return _to(tokens, lower, following=following, is_bare=unit is None and number.currency is None)
    close = lower.value < following.value <= 2 * lower.value and following.value < _HUNDRED
    alike = number.currency == following.currency and unit is None and not following.is_scaled
    return Joint("range", lower, following, first) if between == ["or"] and close and alike else None


def _opens_between(tokens: Tokens, first: int) -> bool:
    return "between" in tokens.lower[max(0, first - 4) : first]


def _between_at(tokens: Tokens, first: int) -> int:
    return next(at for at in range(first - 1, -1, -1) if tokens.lower[at] == "between")


def _same_scale(number: Number, following: Number) -> Number:
    """ "$10 to $15 billion": the magnitude of the second number holds for the first."""
    if number.is_scaled or not following.is_scaled or not 0 < number.value < _THOUSAND:
        return number
    scale = next((s for s in (1e12, 1e9, 1e6, 1e3, 1e2) if abs(following.value) >= s), 12)
    if number.value > following.value / scale:
        return number
    return number._replace(value=float(f"{number.value * scale:.15g}"), is_scaled=True)


def _dashed(tokens: Tokens, number: Number, *, following: Number, lower: Number) -> Joint | None:
    if is_score(tokens, above=number, below=following):
        return Joint("score", number, following, number.first)
    if following.first < len(tokens.words) and lower.value < following.value:
        return Joint("range", lower, following, number.first)
    return None


def _to(tokens: Tokens, lower: Number, *, following: Number, is_bare: bool) -> Joint | None:
    first = lower.first
    opener = tokens.at(first - 1)
    if is_bare and lower.value >= following.value and _is_ratio(tokens, following):
        return Joint("score", lower, following, first)
    if opener == "from":
        if is_change_verb(tokens.at(first - 2)) or _changes(tokens, first - 1) or lower.value > following.value:
            return Joint("from_to", lower, following, first)
        return Joint("range", lower, following, first - 1)
    if opener == "to" or (opener == "by" and not is_bare) or is_change_verb(opener) or lower.value >= following.value:
        return None
    return Joint("range", lower, following, first)


def _is_ratio(tokens: Tokens, following: Number) -> bool:
    """Whether "3 to 1" is a ratio."""
    return following.value == 1 or tokens.at(following.last) in ("margin", "ratio", "odds", "majority")


def _changes(tokens: Tokens, first: int) -> bool:
    """Whether a verb of change stands in the few words before "from"."""
    return any(is_change_verb(word) for word in tokens.lower[max(0, first - 6) : first])
