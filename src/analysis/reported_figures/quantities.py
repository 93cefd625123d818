"""From one sentence to its quantities: value, bound, unit, what is counted, whether it is a level or a change.

The grammar is small: `scan` makes tokens, `numbers` reads them, `not_figures` says which stay, `joint_of` joins
two into one, `bounds`, `units`, `counted` and `statuses` read what stands around them.
"""

import re
from bisect import bisect_right
from typing import Literal, NamedTuple

from analysis.english.calendar import CLOCKS
from analysis.english.dates import date_spans
from analysis.english.numbers import Conventions, Number, may_hold_number, numbers_of
from analysis.english.tokens import Tokens, scan
from analysis.english.units import UNIT_WORDS, Unit, unit_after
from analysis.reported_figures import ages, bounds, counted, not_figures
from analysis.reported_figures.bounds import Joint, joint_of
from analysis.reported_figures.clock_times import beside_times
from analysis.reported_figures.statuses import Status, with_statuses

# Roles of numbers that stay, if not as figures then for callers that want them.
_KEPT = frozenset({"figure", "one", "known"})
Bound = Literal["exact", "more_than", "at_least", "about", "at_most", "fewer_than", "range", "vague"]
_LISTED = re.compile(
    r"(?: (?:confirmed|suspected|probable|possible|reported|active|new))?(?: \([^()\n]{1,40}\))?\s?"
    r"(?:,|,? (?:and|or|to)(?! then\b)(?: \w{1,13}){0,2}| of(?: (?:the|its|their|his|her|all)){0,2}"
    r"(?: (?:past|last|first|previous|next|remaining))?)\s?"
)
# The whole of what follows a comma, and how far before a number it may begin.
_OUT_OF = re.compile(
    r"(?:^|[.;,:] |\b(?:and|that) )(?:out )?of (?:the|those|these|all|some|about|nearly|that)? ?$", re.IGNORECASE
)
_NEAR = 30
_MOST_PER_CENT = 100
_IN_A_ROW = frozenset(("consecutive", "straight", "successive", "long", "whole", "full"))


class Quantity(NamedTuple):
    """One quantity in a text; spans are half-open and point into the text that was read.

    `start`/`end` run from the bound's words to the unit; `parts` are the numbers alone (two for a range) with their
    values. `role` is "figure", or why it reports nothing ("one" as a pronoun, "score", "age"). `is_shared` marks a
    number whose noun or unit stands with the next number only. `status`, `change` and `other_value` are columns of
    `reported_figures`; `goes_on` marks another level of what the quantity before counts: "from 12 to 15", "by 3 to 15".
    `measure` is what "no one" is none of.
    """

    start: int
    end: int
    value: float
    low: float | None
    high: float | None
    low_inclusive: bool
    high_inclusive: bool
    bound: Bound
    unit: str | None
    unit_written: str | None
    counted: str | None
    counted_span: tuple[int, int] | None
    head: str | None
    parts: tuple[tuple[int, int, float], ...]
    form: str
    role: str
    other_value: float | None = None
    is_shared: bool = False
    status: Status | None = None
    change: float | None = None
    goes_on: bool = False
    measure: str | None = None

    @property
    def is_count(self) -> bool:
        """Whether it can be a number of people or things: whole, and of no unit; the middle of a range need not be."""
        is_whole = self.bound == "range" or float(self.value).is_integer()
        return self.unit is None and self.form != "fraction" and is_whole


def quantities_in(
    text: str,
    *,
    dates: list[tuple[int, int]] | None = None,
    at_start: bool = True,
    dozens: float = 12,
    hundreds: float = 100,
) -> list[Quantity]:
    """Every quantity of one sentence or block, figures and the few roles that a caller may want beside them.

    Parameters
    ----------
    text
        A sentence; longer text works and costs in proportion.
    dates
        Spans of dates in `text`: numbers inside them are left out. Found here when not given.
    at_start
        Whether `text` starts a block, where "1." is a list number.
    dozens, hundreds
        What vague words are drawn at; tens and scores follow the first, thousands and up the second.

    Misleads when
    -------------
    A vague word is drawn at a convention and its `low` is that drawing; "about" is drawn as ten per cent either way.

    >>> [(q.value, q.bound, q.counted) for q in quantities_in("at least 27 journalists are in prison")]
    [(27.0, 'at_least', 'journalists')]
    """
    if not may_hold_number(text):
        return []
    if dates is None:
        dates = [(date.start, date.end) for date in date_spans(text) if date.kind != "period"]
    return quantities_of(scan(text), dates=dates, at_start=at_start, conventions=Conventions(dozens, hundreds))


def quantities_of(
    tokens: Tokens, *, dates: list[tuple[int, int]], at_start: bool, conventions: Conventions
) -> list[Quantity]:
    """`quantities_in` of a text that is scanned already."""
    text = tokens.text
    numbers = numbers_of(tokens, conventions=conventions)
    roles = _roles(tokens, numbers, dates=sorted(dates), at_start=at_start)
    found = _without_dates(_assembled(tokens, numbers, roles), sorted(dates))
    return with_statuses(tokens, _shared(text, _inherited(text, found)))


def _roles(tokens: Tokens, numbers: list[Number], *, dates: list[tuple[int, int]], at_start: bool) -> list[str]:
    """The role of each number; it is shown only the dates beside it, for a long text may hold thousands."""
    roles = []
    first = 0
    for number in numbers:
        before = tokens.end[number.first - 2] if number.first > 1 else 0
        while first < len(dates) and dates[first][1] < before:
            first += 1
        last, end = first, tokens.end[number.last - 1]
        while last < len(dates) and dates[last][0] < end:
            last += 1
        roles.append(not_figures.role_of(tokens, number, dates=dates[first:last], at_start=at_start))
    return beside_times(tokens, numbers, roles)


def _assembled(tokens: Tokens, numbers: list[Number], roles: list[str]) -> list[Quantity]:
    found: list[Quantity] = []
    at = 0
    while at < len(numbers):
        number, role = numbers[at], roles[at]
        limit = numbers[at + 1].first if at + 1 < len(numbers) else len(tokens.words)
        unit = _unit_of(tokens, number, limit=limit) if role in _KEPT else None
        joint = None
        if at + 1 < len(numbers) and {role, roles[at + 1]} <= _KEPT:
            joint = joint_of(tokens, number, following=numbers[at + 1], unit=unit)
        if joint is not None and joint.kind == "score":
            found.append(_quantity(tokens, number, role="score", unit=None, joint=joint))
            at += 2
        elif joint is not None and joint.kind == "range" and _alike(unit, last_unit := _next_unit(tokens, numbers, at)):
            unit = last_unit or unit
            role = "age" if ages.is_age(tokens, number, unit) else "figure"
            found.append(_quantity(tokens, joint.lower, role=role, unit=unit, joint=joint))
            at += 2
        else:
            if role in _KEPT:
                if at + 1 < len(numbers):
                    number = bounds.at_one_scale(tokens, number, following=numbers[at + 1])
                role = "age" if ages.is_age(tokens, number, unit) else role
                found.append(_quantity(tokens, number, role=role, unit=unit, joint=None))
            at += 1
    return found


def _without_dates(found: list[Quantity], dates: list[tuple[int, int]]) -> list[Quantity]:
    """Take back what looks counted and is a date: "five in January and two last month"."""
    if not dates:
        return found
    ends = [end for _, end in dates]
    checked = []
    for quantity in found:
        end = quantity.counted_span[1] if quantity.counted_span else 0
        at = bisect_right(ends, quantity.end)
        if at < len(dates) and dates[at][0] - quantity.end <= 1 and dates[at][0] < end:
            quantity = quantity._replace(counted=None, counted_span=None, head=None)
        checked.append(quantity)
    return checked


def _next_unit(tokens: Tokens, numbers: list[Number], at: int) -> Unit | None:
    limit = numbers[at + 2].first if at + 2 < len(numbers) else len(tokens.words)
    return _unit_of(tokens, numbers[at + 1], limit=limit)


def _alike(one: Unit | None, other: Unit | None) -> bool:
    """Whether two numbers can be the ends of one range: "1 month to 50 years" cannot."""
    return one is None or other is None or one.name == other.name or None in (one.name, other.name)


def _unit_of(tokens: Tokens, number: Number, *, limit: int) -> Unit | None:
    """The unit of a number, also behind "of" ("millions of dollars") and behind a bound ("15-plus years")."""
    is_vague = number.form == "vague" and tokens.at(number.last) == "of"
    at = number.last + 1 if is_vague else number.last
    at += tokens.at(at) in _IN_A_ROW and UNIT_WORDS.get(tokens.at(at + 1)) in CLOCKS  # "16 consecutive months"
    unit = unit_after(tokens, at, limit=limit, number=number)
    if unit is None and not is_vague and (trailing := bounds.after(tokens, number.last)) is not None:
        unit = unit_after(tokens, trailing.edge, limit=limit, number=number)
    return unit


def _inherited(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give a repeat in other units the bound of the first: "over 100 km (60 miles)"."""
    for at in range(1, len(found)):
        first, second = found[at - 1], found[at]
        gap = text[max(first.end, first.counted_span[1] if first.counted_span else 0) : second.start].strip()
        if not (first.unit and second.unit) or first.unit == second.unit or second.bound != "exact":
            continue
        if gap == "(" and first.bound not in ("range", "vague"):
            limits = bounds.limits(second.value, bound=first.bound)
            second = second._replace(bound=first.bound, **limits._asdict())
            found[at] = second
    return found


def _shared(text: str, found: list[Quantity]) -> list[Quantity]:
    """Let "4 and 7%" or "seven and nine children" share what is said only once."""
    for at in range(len(found) - 2, -1, -1):
        first, second = found[at], found[at + 1]
        bare = first.unit is None and first.counted is None and first.form in ("digits", "words")
        listed = _LISTED.fullmatch(text, first.end, second.start) if bare else None
        if listed and listed[0].startswith(",") and _OUT_OF.search(text, max(0, first.start - _NEAR), first.start):
            continue  # "Out of the 310, 72 bodies are unclaimed"
        if listed and listed[0].startswith(", or") and second.unit is not None and first.value > _MOST_PER_CENT:
            continue  # "2,418 of them, or 56 per cent"
        if listed and (second.form == first.form or listed[0].rstrip().endswith(("past", "last", "first", "previous"))):
            found[at] = first._replace(
                unit=second.unit,
                unit_written=second.unit_written,
                counted=second.counted,
                counted_span=second.counted_span,
                head=second.head,
                is_shared=True,
            )
    return found


def _quantity(tokens: Tokens, number: Number, *, role: str, unit: Unit | None, joint: Joint | None) -> Quantity:
    last_number = number if joint is None else joint.upper
    last = max(last_number.last, unit.last if unit is not None else 0)
    name = _unit_name(number, unit, last_number)
    if name is None:
        is_times = tokens.at(number.first).endswith("fold")
        name = "times" if is_times else ages.age_unit(tokens, number)
    bound = bounds.before(tokens, number.first if joint is None else joint.first, unit=name)
    trailing = bounds.after(tokens, last) or (
        bounds.after(tokens, last_number.last) if last > last_number.last else None
    )
    phrase = _phrase(tokens, last_number, unit=unit, is_measured=name is not None, trailing=trailing, last=last)
    first, end = _edges(number, bound=bound, trailing=trailing, last=last, joint=joint)
    firm, limits, value = _firmness(number, bound=bound, trailing=trailing, joint=joint)
    span = None if phrase is None else (tokens.start[phrase.first], tokens.end[phrase.last - 1])
    parts = tuple(
        (tokens.start[n.first], tokens.end[n.last - 1], n.value) for n in dict.fromkeys((number, last_number))
    )
    return Quantity(
        start=tokens.start[first],
        end=tokens.end[end - 1],
        value=value,
        low=limits.low,
        high=limits.high,
        low_inclusive=limits.low_inclusive,
        high_inclusive=limits.high_inclusive,
        bound=firm,
        unit=name,
        unit_written=None if unit is None else tokens.text[tokens.start[unit.first] : tokens.end[unit.core - 1]],
        counted=None if span is None else tokens.text[span[0] : span[1]],
        counted_span=span,
        head=None if phrase is None else counted.head_word(tokens, phrase),
        parts=parts,
        form=number.form,
        role=role,
        other_value=number.other if joint is None else None,
    )


def _unit_name(number: Number, unit: Unit | None, last_number: Number) -> str | None:
    currency = number.currency or last_number.currency
    if currency is None:
        return None if unit is None else unit.name
    return f"{currency} {unit.per}" if unit is not None and unit.per else currency


def _phrase(
    tokens: Tokens, number: Number, *, unit: Unit | None, is_measured: bool, trailing: bounds.Bound | None, last: int
) -> counted.NounPhrase | None:
    """The noun phrase: after the unit only where "of" leads to it, after "or more" too."""
    at = number.last
    if trailing is not None and trailing.edge > at and unit is None:
        at = trailing.edge
    value = number.value if number.form != "fraction" else 2
    if is_measured or unit is not None:
        if tokens.at(last) != "of" or tokens.tags[last + 1 : last + 2] == "M":
            return None  # "the 7.6% of March" is no share of something
        at = last
    return counted.noun_phrase(tokens, at, value=value if number.form != "vague" else 2)


def _edges(
    number: Number, *, bound: bounds.Bound | None, trailing: bounds.Bound | None, last: int, joint: Joint | None
) -> tuple[int, int]:
    first = joint.first if joint is not None else number.first
    if bound is not None:
        first = min(first, bound.edge)
    return first, last if trailing is None else max(last, trailing.edge)


def _firmness(
    number: Number, *, bound: bounds.Bound | None, trailing: bounds.Bound | None, joint: Joint | None
) -> tuple[str, bounds.Limits, float]:
    """The bound, the interval that it allows and the value: the middle of a range, else the number said."""
    if joint is not None:
        low, high = sorted((joint.lower.value, joint.upper.value))
        if bound is not None and bound.name in ("at_most", "fewer_than"):
            return bound.name, bounds.limits(high, bound=bound.name), high
        if bound is not None and bound.name in ("at_least", "more_than"):
            return bound.name, bounds.limits(low, bound=bound.name), low
        middle = float(f"{(low + high) / 2:.15g}")
        return "range", bounds.Limits(low, high, True, True), middle
    chosen = trailing if trailing is not None and (bound is None or trailing.name != "about") else bound
    name = "exact" if chosen is None else chosen.name
    if number.form == "vague":
        return "vague", bounds.limits(number.value, bound="vague"), number.value
    return ("about" if name == "nearly" else name), bounds.limits(number.value, bound=name), number.value
