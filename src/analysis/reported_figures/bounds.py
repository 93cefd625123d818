"""How firm a number is, and what two numbers together say: bounds, ranges, scores, votes.

Notation follows the field's usage: "over thirty" is (30, ∞), "no fewer than thirty" [30, ∞). "About" is drawn as ten
per cent either way, "nearly" as up to ten per cent below: a convention, so that two rounded reports of one number can
still agree. A vague word ("hundreds") only promises a minimum: [100, ∞).
"""

from typing import Literal, NamedTuple

from analysis.english.calendar import CLOCKS
from analysis.english.classes import BASES
from analysis.english.marks import LONG_DASHES
from analysis.english.numbers import NUMBER_WORDS, Number
from analysis.english.tokens import Tokens
from analysis.english.units import HUNDREDTHS, UNIT_WORDS, Unit
from analysis.english.word_lists import word_sets, word_table
from analysis.reported_figures import changes

ABOUT = 0.1


def _by_tokens(name: str) -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split()): bound for phrase, bound in word_table(name, package=__package__).items()}


_BEFORE, _AFTER = _by_tokens("bounds_before"), _by_tokens("bounds_after")
_FARTHEST_ESTIMATE, _FARTHEST_DENIAL = 8, 12
_LONGEST = max(map(len, _BEFORE))
_CONTEXTS = word_sets("bound_contexts", package=__package__)
_TRANSPARENT = _CONTEXTS["transparent"]
_GOES = frozenset("go goes went gone going push pushed get got move moved".split())
_YEAR = 4
_FARTHEST_LEVEL = 8
_PARTICLES = word_sets("particles", package=__package__)
_OLDER_OR_LASTING = _CONTEXTS["older"] | _CONTEXTS["lasting"]


class Bound(NamedTuple):
    """A bound and the token where its words start (or, after the number, end)."""

    name: str
    edge: int


def before(tokens: Tokens, first: int, *, unit: str | None = None) -> Bound | None:
    """The bound whose words end right before token `first`, or with transparent words between.

    >>> from analysis.english.tokens import scan
    >>> before(scan("no fewer than 30 people"), 3)
    Bound(name='at_least', edge=0)
    """
    end, skipped = first, 0
    if tokens.at(first - 1) == "at" and _is_estimated(tokens, first - 1):
        return Bound("about", first)  # "police estimated the crowd at 15,000"
    while end > 0 and skipped < 4:
        found = _ending_at(tokens, end)
        if found is not None:
            found = _wider(tokens, found, unit=unit) if _holds(tokens, found, end=end, unit=unit) else None
            is_denied = found is not None and found.name == "more_than" and _is_denied(tokens, found.edge)
            # Its words alone would say the opposite: "above 500".
            return Bound("at_most", first) if is_denied else found
        if tokens.lower[end - 1] not in _TRANSPARENT:
            return None
        end, skipped = end - 1, skipped + 1
    return None


def _is_denied(tokens: Tokens, edge: int) -> bool:
    """Whether a lower bound at token `edge` is said not to hold: "will not rise beyond", "is unlikely to pass"."""
    only_verbs = True
    for at in range(edge - 1, max(-1, edge - _FARTHEST_DENIAL), -1):
        word, tag = tokens.lower[at], tokens.tags[at]
        if word in ("not", "never") or word.endswith(("n't", "n’t")):
            # "Not more than" is a bound of its own, "not exceed" is none.
            return only_verbs and (edge - at > 1 or tokens.lower[edge] in BASES)
        if word == "unlikely":
            return True
        if not word[0].isalpha() or word in ("because", "although", "after"):
            return False
        only_verbs = only_verbs and (tag in "XYEZ" or word in BASES)
    return False


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
    is_particle = previous in _PARTICLES.get(" ".join(words), ())
    if is_particle and not (unit in CLOCKS and previous in _PARTICLES["not of time"]):
        return False
    if words == ("past",):
        return changes.is_change_verb(previous) or previous in _GOES  # not "half past 60"
    if words == ("up", "to") and changes.is_up_to_a_level(tokens, found.edge):
        return False
    if words[-1] == "than" and _is_compared(tokens, found.edge, word=words[-2]):
        return False
    if words == ("over",) and previous.isdigit() and tokens.at(end - 2) == previous:
        return unit is not None  # a blood pressure of "100 over 80"
    if words == ("over",) and unit in CLOCKS:
        # "Over six months he wrote" is a period; "for over six months" is more than six months.
        return previous in _OLDER_OR_LASTING or (found.edge == 0 and unit not in ("days", "months"))
    if words in (("within",),):
        return unit not in CLOCKS
    return True


def _is_compared(tokens: Tokens, edge: int, *, word: str) -> bool:
    """Whether "higher than" at token `edge` compares two levels: "8.1%, higher than 7.6%", "3 points lower"."""
    if word not in changes.COMPARATIVES:
        return False
    before = tokens.at(edge - 1)
    if UNIT_WORDS.get(before, "days") not in CLOCKS:
        return True
    if word in ("more", "less", "fewer"):
        # "12 more than 40" and not "in 2019 more than 40", "on May 12 more than 40".
        is_small = before[:1].isdigit() and len(before) < _YEAR
        return before in NUMBER_WORDS or (is_small and tokens.tags[max(0, edge - 2)] not in "MI")
    near = tokens.lower[max(0, edge - _FARTHEST_LEVEL) : edge]
    return any(token[0].isdigit() or token in NUMBER_WORDS for token in near)


def _wider(tokens: Tokens, found: Bound, *, unit: str | None) -> Bound:
    """Let an outer bound win over an inner one: "at least about 30", "up to around 20"."""
    outer = _ending_at(tokens, found.edge) if found.name in ("about", "nearly") else None
    if outer is None or outer.name in ("about", "nearly"):
        return found
    return outer if _holds(tokens, outer, end=found.edge, unit=unit) else found


def after(tokens: Tokens, last: int) -> Bound | None:
    """The bound whose words start at token `last`.

    >>> from analysis.english.tokens import scan
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
        if words[0] == "and" and tokens.tags[last + len(words) : last + len(words) + 1] == "#":
            continue  # "rose to 150 and over 700 were hurt"
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


_DASHES = frozenset("-–‑−—")
_SCORE_CUES, _VOTING = word_sets("pairs", package=__package__).values()
_LARGEST_HOUSE = 3_000
_FIXED = frozenset({(9.0, 11.0), (24.0, 7.0), (50.0, 50.0), (7.0, 7.0), (20.0, 20.0), (360.0, 360.0)})
_THOUSAND = 1000
# How many times its lower end the upper end of a range may be, where both are said to be thousands at once.
_WIDEST = 5
_HUNDRED = 100


class Joint(NamedTuple):
    """Two numbers joined; `first` is the token where the range's words start ("between", "from")."""

    kind: Literal["range", "score"]
    lower: Number
    upper: Number
    first: int


def joint_of(tokens: Tokens, number: Number, *, following: Number, unit: Unit | None) -> Joint | None:
    """How a number and the next one belong together, or None: "rose from 5 to 10" are two figures, not a range."""
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
            lower = number._replace(value=number.value / 100, currency=following.currency)
            is_part = HUNDREDTHS.get(unit.name) == following.currency  # "94 cents to $1.03", "added 8 cents to $60"
            is_near = lower.value < following.value <= _WIDEST * lower.value
            return Joint("range", lower, following, first) if is_part and is_near else None
        said = lower if following.is_scaled else number
        return _to(tokens, lower, said=said, following=following, unit=unit)
    is_guess = following.value < _HUNDRED or (_is_round(lower.value) and _is_round(following.value))
    close = lower.value < following.value <= 2 * lower.value and is_guess
    alike = number.currency == following.currency and unit is None and not following.is_scaled
    return Joint("range", lower, following, first) if between == ["or"] and close and alike else None


def _is_round(value: float) -> bool:
    """Whether two digits say a whole number: "2,000 or 2,500"."""
    return float(value).is_integer() and len(f"{value:.0f}".rstrip("0")) <= len("25")


def _opens_between(tokens: Tokens, first: int) -> bool:
    return "between" in tokens.lower[max(0, first - 4) : first]


def _between_at(tokens: Tokens, first: int) -> int:
    return next(at for at in range(first - 1, -1, -1) if tokens.lower[at] == "between")


def _same_scale(number: Number, following: Number) -> Number:
    """ "$10 to $15 billion", "30 to 40,000": the magnitude of the second number holds for the first."""
    if number.is_scaled or not 0 < number.value < _THOUSAND:
        return number
    if following.is_scaled:
        scale = next((s for s in (1e12, 1e9, 1e6, 1e3, 1e2) if abs(following.value) >= s), 12)
        is_shared = number.value <= following.value / scale
    else:
        # No range goes from thirty to forty thousand; but from one to thousands one may.
        scale = _THOUSAND
        is_shared = following.value % _THOUSAND == 0 and number.value > 1 and number.form == "digits"
        is_shared = is_shared and number.value < following.value / scale <= _WIDEST * number.value
    if not is_shared:
        return number
    return number._replace(value=float(f"{number.value * scale:.15g}"), is_scaled=True)


def at_one_scale(tokens: Tokens, number: Number, *, following: Number) -> Number:
    """The first number of "rose from 12 to 15 million" at the magnitude of the second; "from $900 to $1.2m" has two."""
    is_step = tokens.at(number.first - 1) == "from" and tokens.lower[number.last : following.first] == ["to"]
    if not is_step or number.is_scaled or not following.is_scaled or number.value <= 0:
        return number
    scale = next((one for one in (1e12, 1e9, 1e6, 1e3) if abs(following.value) >= one), 1.0)
    low, high = sorted((number.value, following.value / scale))
    is_shared = number.form == "digits" and high <= _WIDEST * low
    return number._replace(value=float(f"{number.value * scale:.15g}"), is_scaled=True) if is_shared else number


def _dashed(tokens: Tokens, number: Number, *, following: Number, lower: Number) -> Joint | None:
    if is_score(tokens, above=number, below=following):
        return Joint("score", number, following, number.first)
    if following.first < len(tokens.words) and lower.value < following.value:
        return Joint("range", lower, following, number.first)
    return None


def _to(tokens: Tokens, lower: Number, *, said: Number, following: Number, unit: Unit | None) -> Joint | None:
    first, is_bare = lower.first, unit is None and lower.currency is None
    bound = before(tokens, first)
    at = (first if bound is None else bound.edge) - 1  # "from about 12 to 15"
    opener = tokens.at(at)
    if is_bare and lower.value >= following.value and _is_ratio(tokens, following):
        return Joint("score", lower, following, first)
    if opener == "from":
        is_change = changes.is_from_to(tokens, at, lower=lower.value, upper=following.value)
        return None if is_change else Joint("range", lower, following, at)
    is_percent = UNIT_WORDS.get(tokens.at(following.last)) == "percent" or tokens.at(following.last) == "per"
    if lower.value >= following.value or changes.is_amount_and_level(
        tokens, said, following=following, is_percent=is_percent
    ):
        return None
    # "Won 5 to 10 to 15": no range goes on from a number.
    return None if opener == "to" and tokens.at(at - 1)[:1].isdigit() else Joint("range", lower, following, first)


def _is_ratio(tokens: Tokens, following: Number) -> bool:
    """Whether "3 to 1" is a ratio."""
    return following.value == 1 or tokens.at(following.last) in ("margin", "ratio", "odds", "majority")


def is_vote(tokens: Tokens, *, above: Number, below: Number) -> bool:
    """Whether "87 to 34" are the votes for and against something: two figures, neither a range nor a score.

    >>> from analysis.english.numbers import Conventions, numbers_of
    >>> from analysis.english.tokens import scan
    >>> tokens = scan("Deputies voted 87 to 34 for the bill")
    >>> for_it, against_it = numbers_of(tokens, conventions=Conventions())
    >>> is_vote(tokens, above=for_it, below=against_it)
    True
    """
    if above.is_scaled or below.is_scaled or max(above.value, below.value) > _LARGEST_HOUSE:
        return False
    near = tokens.lower[max(0, above.first - 4) : above.first]
    said = tokens.at(below.last) == "vote" or any(word in _VOTING for word in near)
    return said and not any(word in _SCORE_CUES for word in near)


def _is_in_a_row(tokens: Tokens, above: Number, below: Number) -> bool:
    """Whether another pair stands right beside this one: the sets of "6-0 6-7 (2-7) 6-2"."""
    after, before = below.last, above.first - 1
    after += tokens.at(after) in ("(", ")", ",")
    before -= tokens.at(before) in ("(", ")", ",")
    return _is_pair(tokens, after) or _is_pair(tokens, before - 2)


def _is_pair(tokens: Tokens, at: int) -> bool:
    one, joint, other = tokens.at(at), tokens.at(at + 1), tokens.at(at + 2)
    return one.isdigit() and joint in _DASHES and other.isdigit() and tokens.touches(at + 1) and tokens.touches(at + 2)


def is_score(tokens: Tokens, *, above: Number, below: Number) -> bool:
    """Whether "2-1" is the score of a game and not a range."""
    small = above.value == int(above.value) and below.value == int(below.value) and max(above.value, below.value) < 200
    if not small or above.currency or below.currency or above.is_scaled or below.is_scaled:
        return False
    if (above.value, below.value) in _FIXED or _is_in_a_row(tokens, above, below):
        return True
    after = tokens.at(below.last)
    if after in UNIT_WORDS or after == "per" or after in _DASHES:
        return False
    near = tokens.lower[max(0, above.first - 5) : above.first] + tokens.lower[below.last : below.last + 3]
    # "Risen to 37 – 32 children and five adults": a dash between spaces opens an aside.
    falls = above.value >= below.value and (tokens.touches(above.last) or tokens.at(above.last) not in LONG_DASHES)
    return falls or any(word in _SCORE_CUES for word in near)
