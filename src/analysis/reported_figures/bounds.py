"""How firm a number is: the words before and after it that turn 1,200 into "at least 1,200".

Notation follows the field's usage: "over thirty" is (30, ∞), "no fewer than thirty" [30, ∞). "About" is drawn as ten
per cent either way, "nearly" as up to ten per cent below: a convention, so that two rounded reports of one number can
still agree. A vague word ("hundreds") only promises a minimum: [100, ∞).
"""

from typing import NamedTuple

from analysis.reported_figures.lexicon import listed
from analysis.reported_figures.scan import Tokens
from analysis.reported_figures.units import CLOCKS

ABOUT = 0.1

_MORE = (
    "more than", "over", "above", "exceeding", "exceeds", "exceed", "exceeded", "in excess of", "greater than",
    "upwards of", "upward of", "well over", "just over", "topping", "topped", "higher than", "larger than",
    "bigger than", "surpassing", "surpassed", "north of", "longer than", "better than", "beyond", "older than",
    "heavier than", "taller than", "faster than", "slightly over", "a little over", ">", "far more than",
    "many more than", "slightly more than", "a little more than", "well above", "just above",
)  # fmt: skip
_AT_LEAST = (
    "at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of", "minimum of",
    "at the very least", "≥", "> =", "starting at", "start at", "starts at", "started at", "starting from",
    "a minimum", "as few as", "as little as", "minimum",
)  # fmt: skip
_AT_MOST = (
    "up to", "as many as", "as much as", "at most", "no more than", "not more than", "a maximum of", "maximum of",
    "≤", "< =", "at the most", "as high as", "no higher than", "a maximum", "not over", "as long as", "as far as",
    "within", "no greater than", "no longer than", "as large as", "as big as", "not exceeding", "not to exceed",
    "maximum", "no later than", "capped at", "limited to",
)  # fmt: skip
_FEWER = (
    "fewer than", "less than", "under", "below", "lower than", "smaller than", "shy of", "just under", "well under",
    "just below", "short of", "<", "sub -", "sub", "just shy of", "slightly less than", "slightly under",
    "a little under", "a little less than", "well below", "younger than", "shorter than",
)  # fmt: skip
_ABOUT = (
    "about", "around", "some", "approximately", "roughly", "approx", "approx.", "approx .", "an estimated",
    "estimated", "circa", "c.", "c .", "ca.", "ca .", "~", "≈", "in the region of", "more or less", "or so",
    "in the neighborhood of", "in the neighbourhood of", "give or take", "estimated at", "just about",
    "somewhere around", "on the order of", "of the order of", "an estimated total of", "anywhere from",
)  # fmt: skip
_NEARLY = (
    "nearly", "almost", "close to", "approaching", "near", "getting on for", "not quite", "virtually", "practically",
    "verging on", "nearing",
)  # fmt: skip


def _by_tokens() -> dict[tuple[str, ...], str]:
    groups = {"more_than": _MORE, "at_least": _AT_LEAST, "at_most": _AT_MOST, "fewer_than": _FEWER, "about": _ABOUT}
    groups["nearly"] = _NEARLY
    return {tuple(phrase.split()): name for name, phrases in groups.items() for phrase in phrases}


_BEFORE = _by_tokens()
_FARTHEST_ESTIMATE = 8
_LONGEST = max(map(len, _BEFORE))
_AFTER = {
    ("or", "more"): "at_least",
    ("or", "above"): "at_least",
    ("or", "over"): "at_least",
    ("or", "older"): "at_least",
    ("or", "higher"): "at_least",
    ("or", "greater"): "at_least",
    ("or", "better"): "at_least",
    ("or", "longer"): "at_least",
    ("and", "above"): "at_least",
    ("and", "over"): "at_least",
    ("and", "older"): "at_least",
    ("and", "up"): "at_least",
    ("and", "counting"): "at_least",
    ("at", "least"): "at_least",
    (",", "at", "least"): "at_least",
    ("or", "fewer"): "at_most",
    ("or", "less"): "at_most",
    ("or", "under"): "at_most",
    ("or", "below"): "at_most",
    ("or", "lower"): "at_most",
    ("or", "younger"): "at_most",
    ("and", "under"): "at_most",
    ("and", "below"): "at_most",
    ("and", "younger"): "at_most",
    ("at", "most"): "at_most",
    ("at", "the", "most"): "at_most",
    ("tops",): "at_most",
    ("or", "so"): "about",
    ("or", "thereabouts"): "about",
    ("give", "or", "take"): "about",
    ("-", "odd"): "about",
    ("odd",): "about",
    ("-", "ish"): "about",
    ("-", "something"): "about",
    ("ish",): "about",
    ("+",): "at_least",
    ("-", "plus"): "at_least",
    ("plus",): "at_least",
}
# May stand between the bound and the number.
_TRANSPARENT = listed(
    "a an another additional whopping staggering record total of estimated combined massive mere roughly some "
    "about around approximately nearly almost close to well even well just only perhaps possibly maybe reportedly "
    "now -"
)
# "Anything over 30 years should be scrapped": of age.
_OLDER = listed("anything anyone anybody everyone those people adults women men persons nothing")
_LASTING = listed("for than after by in aged to of lasting is was were are takes took last lasted spent nearly , (")


class Bound(NamedTuple):
    """A bound and the token where its words start (or, after the number, end)."""

    name: str
    edge: int


def before(tokens: Tokens, first: int, *, unit: str | None = None) -> Bound | None:
    """The bound whose words end right before token `first`, or with transparent words between.

    >>> from analysis.reported_figures.scan import scan
    >>> before(scan("no fewer than 30 people"), 3)
    Bound(name='at_least', edge=0)
    """
    end, skipped = first, 0
    if tokens.at(first - 1) == "at" and _is_estimated(tokens, first - 1):
        return Bound("about", first)  # "police estimated the crowd at 15,000"
    while end > 0 and skipped < 4:
        found = _ending_at(tokens, end)
        if found is not None:
            return _wider(tokens, found) if _holds(tokens, found, end=end, unit=unit) else None
        if tokens.lower[end - 1] not in _TRANSPARENT:
            return None
        end, skipped = end - 1, skipped + 1
    return None


def _is_estimated(tokens: Tokens, at: int) -> bool:
    """Whether somebody estimates something at the number that follows token `at`."""
    for place in range(at - 2, max(-1, at - _FARTHEST_ESTIMATE), -1):
        if not tokens.words[place][0].isalpha():
            return False
        if tokens.lower[place] in ("estimate", "estimates", "estimated"):
            return True
    return False


def _ending_at(tokens: Tokens, end: int) -> Bound | None:
    for length in range(min(_LONGEST, end), 0, -1):
        name = _BEFORE.get(tuple(tokens.lower[end - length : end]))
        if name is not None:
            return Bound(name, end - length)
    return None


def _holds(tokens: Tokens, found: Bound, *, end: int, unit: str | None) -> bool:
    """Whether the words are the bound and not something else in the same dress."""
    words = tuple(tokens.lower[found.edge : end])
    previous = tokens.at(found.edge - 1)
    if words == ("over",) and unit in CLOCKS:
        # "Over six months he wrote" is a period; "for over six months" is more than six months.
        return previous in _LASTING | _OLDER or (found.edge == 0 and unit not in ("days", "months"))
    if words in (("about",), ("around",)) and previous in ("all", "think", "thinking", "talk", "talking", "know"):
        return False
    if words in (("within",),):
        return unit not in CLOCKS
    return True


def _wider(tokens: Tokens, found: Bound) -> Bound:
    """Let an outer bound win over an inner one: "at least about 30", "up to around 20"."""
    outer = _ending_at(tokens, found.edge) if found.name in ("about", "nearly") else None
    return found if outer is None or outer.name in ("about", "nearly") else outer


def after(tokens: Tokens, last: int) -> Bound | None:
    """The bound whose words start at token `last`.

    >>> from analysis.reported_figures.scan import scan
    >>> after(scan("30 or more people"), 1)
    Bound(name='at_least', edge=3)
    """
    for length in (3, 2, 1):
        words = tuple(tokens.lower[last : last + length])
        name = _AFTER.get(words)
        if name is None:
            continue
        attached = tokens.at(last) in ("+", "-")
        if attached and not tokens.touches(last):
            continue
        if tokens.at(last) == "plus" and tokens.at(last + 1) in ("the", "a", "an", "more", "another"):
            continue
        return Bound(name, last + len(words))
    return None


class Limits(NamedTuple):
    """What the words allow: low and high (None = open) and whether each is itself allowed."""

    low: float | None
    high: float | None
    low_inclusive: bool
    high_inclusive: bool


def limits(value: float, *, bound: str) -> Limits:
    """The interval that a bound allows around a value.

    >>> limits(30, bound="more_than")
    Limits(low=30, high=None, low_inclusive=False, high_inclusive=False)
    """
    if bound == "exact":
        return Limits(value, value, True, True)
    slack = float(f"{abs(value) * ABOUT:.12g}")
    return {
        "more_than": Limits(value, None, False, False),
        "at_least": Limits(value, None, True, False),
        "at_most": Limits(None, value, False, True),
        "fewer_than": Limits(None, value, False, False),
        "about": Limits(value - slack, value + slack, True, True),
        "nearly": Limits(value - slack, value, True, False),
        "vague": Limits(value, None, True, False),
    }[bound]
