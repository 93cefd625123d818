"""Which numbers cannot all be true: counts at one time, counts over time, parts and totals, one event on two days.

No rule averages, none lets a majority decide. Vague numbers ("hundreds") never contradict a value.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from itertools import combinations

from analysis.corpus.codebook import Codebook
from analysis.reported_figures import reconcile_wording as wording
from analysis.reported_figures.date_values import Window, window
from analysis.reported_figures.intervals import Interval, total
from analysis.reported_figures.lexicon import singular
from analysis.reported_figures.reconcile_claims import ANYONE, Claim, Finding, days_of, overlap

_EVENT_DAYS = 3
_BESIDE_DAYS = 3
_EVENT_BEFORE_DAYS = 60
_SAME_EVENT_DAYS = 21
_FAR_APART = 10
_SAME_BALLPARK = 0.5
_GENERIC_HEADS = frozenset({"person", "people", "individual", "human", "soul", "other", None})
# Which flows lower and which raise a stock, by the names that the built-in codebook gives the measures.
_LOWERED_BY = {
    "held": ("released",), "missing": ("rescued", "found"), "hospitalised": ("discharged",), "displaced": ("returned",),
}  # fmt: skip
_RAISED_BY = {
    "held": ("arrested", "detained"), "missing": ("reported_missing",), "hospitalised": ("injured", "infected"),
    "displaced": ("evacuated",),
}  # fmt: skip


def contradictions(claims: Sequence[Claim], *, codebook: Codebook) -> list[Finding]:
    """Every contradiction among statements of one measure, each told once."""
    firm = [claim for claim in claims if not claim.is_vague]
    direct = [*_value_conflicts(firm, codebook), *_two_dates(firm, codebook)]
    taken = {claim.figure_id for finding in direct for claim in (finding.a, finding.b) if claim}
    rest = [claim for claim in firm if claim.figure_id not in taken]
    return [*direct, *_definitions(rest, codebook), *_too_large_parts(rest, codebook), *_totals(rest, codebook)]


def _value_conflicts(claims: Sequence[Claim], codebook: Codebook) -> list[Finding]:
    pairs = [(one, other) for one, other in combinations(claims, 2) if _contradict(one, other)]
    pairs.sort(key=lambda pair: (-_vouched(pair), -_size(*pair), pair[0].order, pair[1].order))
    return [_value_finding(one, other, codebook) for one, other in _told_once(pairs)]


def _vouched(pair: tuple[Claim, Claim]) -> int:
    """How much the pair says about itself: dates and credit make a better example."""
    return sum((claim.as_of or claim.event) is not None for claim in pair) + sum(
        claim.authority is not None for claim in pair
    )


def _told_once(pairs: Iterable[tuple[Claim, Claim]]) -> list[tuple[Claim, Claim]]:
    """Leave out a pair when another with the same odd number says it already: 1,184 against 1,400, then 1,410."""
    told: list[tuple[Claim, Claim]] = []
    for one, other in pairs:
        if not any(_repeats((one, other), known) for known in told):
            told.append((one, other))
    return told


def _repeats(pair: tuple[Claim, Claim], known: tuple[Claim, Claim]) -> bool:
    for mine, others in ((pair[0], pair[1]), (pair[1], pair[0])):
        for same, against in ((known[0], known[1]), (known[1], known[0])):
            if _same_number(mine, same) and others.interval.intersects(against.interval):
                return True
    return False


def _same_number(one: Claim, other: Claim) -> bool:
    return one.figure_id == other.figure_id or one.interval == other.interval


def _size(one: Claim, other: Claim) -> float:
    """How far apart two numbers are, as a share of the larger."""
    largest = max(abs(one.value), abs(other.value))
    return one.interval.gap(other.interval) / largest if largest else 0.0


def _comparable(one: Claim, other: Claim) -> bool:
    """Of one kind, unit and population, for the same place, neither said to be a part."""
    return (
        one.kind == other.kind
        and one.unit == other.unit
        and one.population == other.population
        and not one.is_part
        and not other.is_part
        and _same_place(one, other)
    )


def _same_place(one: Claim, other: Claim) -> bool:
    """Two counts that name different places do not compare; one that names none may mean everywhere or that place."""
    if one.places and other.places:
        return bool(one.places & other.places)
    if bool(one.places) == bool(other.places):
        return True
    narrow, wide = (one, other) if one.places else (other, one)
    return not (narrow.article_id == wide.article_id or narrow.interval.below(wide.interval))


def _contradict(one: Claim, other: Claim) -> bool:
    if not _comparable(one, other) or one.interval.intersects(other.interval):
        return False
    return _AT_ONE_TIME[one.kind](one, other)


def _stocks_meet(one: Claim, other: Claim) -> bool:
    return overlap(one.counted_on, other.counted_on) or _counted_beside(one, other)


def _counted_beside(one: Claim, other: Claim) -> bool:
    """Inside one article, somebody's undated count set beside another's of the last days before the article."""
    if one.article_id != other.article_id or one.authority_key == other.authority_key:
        return False
    undated, dated = (one, other) if one.as_of is None else (other, one)
    if undated.as_of is not None or dated.as_of is None or undated.published is None or dated.counted_on[1] is None:
        return False
    return 0 <= (undated.published - dated.counted_on[1]).days <= _BESIDE_DAYS


def _flows_meet(one: Claim, other: Claim) -> bool:
    """Flows of one event, both dated to the same few days; inside one article only if the values are near."""
    if one.happened_on is None or other.happened_on is None or not overlap(one.happened_on, other.happened_on):
        return False
    if any((days_of(stretch) or math.inf) > _EVENT_DAYS for stretch in (one.happened_on, other.happened_on)):
        return False
    return one.article_id != other.article_id or _size(one, other) < _SAME_BALLPARK


def _totals_meet(one: Claim, other: Claim) -> bool:
    """Running totals: unequal at one time, or smaller later. Totals of different events or beginnings do not meet."""
    if not _same_event(one, other):
        return False
    if _counted_beside(one, other):
        return True
    if overlap(one.counted_on, other.counted_on):
        return one.article_id != other.article_id or _size(one, other) < _SAME_BALLPARK
    earlier, later = sorted((one, other), key=lambda claim: (claim.counted_on[1] or claim.counted_on[0], claim.order))
    return later.interval.below(earlier.interval)


def _same_event(one: Claim, other: Claim) -> bool:
    """Whether two running totals may be of one event: their days, or beginnings, meet, or neither gives any."""
    days = [claim.happened_on or _beginning(claim) or _days_before(claim) for claim in (one, other)]
    if days[0] is None or days[1] is None:
        return days == [None, None] or not (one.happened_on or other.happened_on)
    return overlap(days[0], days[1])


def _days_before(claim: Claim) -> Window | None:
    """The weeks before the count, in which news expects an event that gets no date."""
    first, last = claim.counted_on
    return (first - timedelta(days=_EVENT_BEFORE_DAYS), last) if first and last else None


def _beginning(claim: Claim) -> Window | None:
    """When a running total began, if it says so ("since 2020")."""
    first, _, last = (claim.as_of or "").partition("/")
    return window(first) if last == ".." else None


_AT_ONE_TIME: dict[str, Callable[[Claim, Claim], bool]] = {
    "stock": _stocks_meet,
    "flow": _flows_meet,
    "cumulative": _totals_meet,
}


def _value_finding(one: Claim, other: Claim, codebook: Codebook) -> Finding:
    first, second = sorted((one, other), key=lambda claim: claim.order)
    cause, question = "value", "can both be right"
    if _qualifiers(first) is not None and _qualifiers(second) is not None and _qualifiers(first) != _qualifiers(second):
        cause, question = "definition", f"do “{first.counted}” and “{second.counted}” mean the same people"
    elif _counted_beside(first, second):
        question = "does each count other people, or is one of them wrong"
    elif first.kind == "cumulative" and not overlap(first.counted_on, second.counted_on):
        cause, question = "date", "a running total cannot shrink, so was one of them corrected"
    elif first.interval.low == second.interval.low or {first.bound, second.bound} & {"more_than", "at_least"}:
        question = "can both be right, or do they count at different times or different people"
    return Finding(
        cause=cause,
        explanation=wording.two_numbers(first, second, codebook, question=question),
        size=_size(first, second),
        a=first,
        b=second,
    )


def _qualifiers(claim: Claim) -> frozenset[str] | None:
    """The words that narrow the noun ("political"); None when the noun itself leaves open who is meant."""
    head = claim.head
    if head in _GENERIC_HEADS or not claim.counted:
        return None
    words = claim.counted.lower().split()
    place = next((i for i, word in enumerate(words) if singular(word) == head), None)
    if place is None:
        return None
    return frozenset(
        word for word in words[:place] if word not in ("the", "of", "all", "their", "its", "his", "number")
    )


def _definitions(claims: Sequence[Claim], codebook: Codebook) -> list[Finding]:
    """Two lower bounds ten times apart: both may hold, but hardly of the same thing."""
    pairs = [
        (one, other)
        for one, other in combinations(claims, 2)
        if one.kind != "flow" and one.bound in ("more_than", "at_least") and other.bound in ("more_than", "at_least")
        if _comparable(one, other) and _far_apart(one, other) and _may_be_one_time(one, other)
    ]
    pairs.sort(key=lambda pair: (-_vouched(pair), pair[0].order, pair[1].order))
    findings = []
    for one, other in _told_once(pairs):
        question = "both may hold, but do they count the same thing"
        text = wording.two_numbers(one, other, codebook, question=question)
        size = 1 - min(one.value, other.value) / max(one.value, other.value)
        findings.append(Finding(cause="definition", explanation=text, size=size, a=one, b=other))
    return findings


def _far_apart(one: Claim, other: Claim) -> bool:
    small, large = sorted((one.value, other.value))
    return small > 0 and large >= _FAR_APART * small


def _may_be_one_time(one: Claim, other: Claim) -> bool:
    return _same_event(one, other) if one.kind == "cumulative" else overlap(one.counted_on, other.counted_on)


def _too_large_parts(claims: Sequence[Claim], codebook: Codebook) -> list[Finding]:
    """A part larger than its whole: more journalists held than people held."""
    findings = []
    for one, other in combinations(claims, 2):
        part, whole = (one, other) if other.population == ANYONE else (other, one)
        if whole.population != ANYONE or part.population == ANYONE or not _human(part, codebook):
            continue
        if part.kind != whole.kind or part.unit != whole.unit or whole.is_part or part.places != whole.places:
            continue
        if whole.interval.below(part.interval) and _AT_ONE_TIME[part.kind](part, whole):
            question = f"how can the {part.population} be more than all {wording.label(whole.measure, codebook)}"
            text = wording.two_numbers(whole, part, codebook, question=question)
            findings.append(Finding(cause="value", explanation=text, size=_size(part, whole), a=whole, b=part))
    return findings


def _human(claim: Claim, codebook: Codebook) -> bool:
    known = codebook.measures.get(claim.measure)
    return known is not None and claim.population in known.people


def _two_dates(claims: Sequence[Claim], codebook: Codebook) -> list[Finding]:
    """One event on two days: the same exact number of the same people, a few weeks apart, in different articles."""
    flows = [claim for claim in claims if claim.kind == "flow" and claim.bound == "exact" and claim.value >= 3]
    pairs = [(one, other) for one, other in combinations(flows, 2) if _one_event_two_days(one, other, flows)]
    pairs.sort(key=lambda pair: (pair[0].order, pair[1].order))
    findings = []
    for one, other in _told_once_by_day(pairs):
        text = wording.two_dates(one, other, codebook)
        apart = abs((one.happened_on[0] - other.happened_on[0]).days)
        findings.append(Finding(cause="date", explanation=text, size=apart / _SAME_EVENT_DAYS, a=one, b=other))
    return findings


def _told_once_by_day(pairs: Iterable[tuple[Claim, Claim]]) -> list[tuple[Claim, Claim]]:
    told: dict[tuple, tuple[Claim, Claim]] = {}
    for one, other in pairs:
        told.setdefault((one.value, frozenset((one.event, other.event))), (one, other))
    return list(told.values())


def _one_event_two_days(one: Claim, other: Claim, flows: Sequence[Claim]) -> bool:
    if one.article_id == other.article_id or one.value != other.value or not _comparable(one, other):
        return False
    if not (_is_dated(one) and _is_dated(other)) or overlap(one.happened_on, other.happened_on):
        return False
    if abs((one.happened_on[0] - other.happened_on[0]).days) > _SAME_EVENT_DAYS:
        return False
    # An article that tells of both knows them as two events.
    days = {one.event, other.event}
    by_article: dict[str, set[str | None]] = {}
    for claim in flows:
        if claim.value == one.value and claim.population == one.population:
            by_article.setdefault(claim.article_id, set()).add(claim.event)
    return not any(days <= events for events in by_article.values())


def _is_dated(claim: Claim) -> bool:
    return claim.happened_on is not None and (days_of(claim.happened_on) or math.inf) <= _EVENT_DAYS


def dated_parts(claims: Iterable[Claim], whole: Claim) -> list[Claim]:
    """One flow for each day, the smallest reported, that a total with its dates could be made of."""
    smallest: dict[tuple, Claim] = {}
    for claim in claims:
        fits = claim.kind == "flow" and claim.population == whole.population and claim.unit == whole.unit
        if not fits or not _is_dated(claim) or claim.figure_id == whole.figure_id or claim.is_vague or claim.is_part:
            continue
        if claim.places != whole.places or not math.isfinite(claim.interval.low):
            continue
        kept = smallest.get(claim.happened_on)
        if kept is None or (claim.interval.low, claim.order) < (kept.interval.low, kept.order):
            smallest[claim.happened_on] = claim
    return [smallest[day] for day in sorted(smallest)]


def _totals(claims: Sequence[Claim], codebook: Codebook) -> list[Finding]:
    """Dated parts that already come to more than a total stated for the time they fall in."""
    findings = []
    for whole in claims:
        if whole.kind != "flow" or whole.is_part or whole.happened_on is None or _is_dated(whole):
            continue
        first, last = whole.happened_on
        if first is None or last is None:
            continue
        parts = [
            part for part in dated_parts(claims, whole) if first <= part.happened_on[0] <= part.happened_on[1] <= last
        ]
        added = total(part.interval for part in parts)
        if len(parts) >= 1 and whole.interval.below(Interval(low=added.low, low_inclusive=added.low_inclusive)):
            words = wording.parts_and_total(parts, whole, wording.plain_number(added.low), codebook)
            size = (added.low - whole.interval.high) / added.low
            findings.append(Finding(cause="value", explanation=words, size=size, a=whole, b=parts[0]))
    return findings


def against_the_flow(claims: Sequence[Claim], *, codebook: Codebook, taken: frozenset[str]) -> list[Finding]:
    """A stock that rose although only what lowers it is reported in between."""
    findings = []
    for measure, lowering in _LOWERED_BY.items():
        stocks = [
            c for c in claims
            if c.measure == measure and c.kind == "stock" and not c.is_vague and not c.is_part
            and c.as_of is not None and (days_of(c.counted_on) or math.inf) <= _EVENT_DAYS
        ]  # fmt: skip
        raised = [c for c in claims if c.measure in _RAISED_BY[measure] and c.kind == "flow"]
        flows = [c for c in claims if c.measure in lowering and _is_dated(c) and c.kind == "flow"]
        stocks.sort(key=lambda claim: (claim.counted_on, claim.order))
        for earlier, later in combinations(stocks, 2):
            if not _comparable(earlier, later) or raised or not earlier.interval.below(later.interval):
                continue
            # A number that is in doubt already is compared over time only with another authority's.
            if {earlier.figure_id, later.figure_id} & taken and not _of_two_authorities(earlier, later):
                continue
            between = [
                c for c in flows if earlier.counted_on[1] < c.happened_on[0] and c.happened_on[1] <= later.counted_on[1]
            ]
            between = [c for c in between if c.population == earlier.population]
            if between and (later.counted_on[0] - earlier.counted_on[1]).days <= 62:
                findings.append(_rise(earlier, later, between[0], codebook))
    return findings


def _of_two_authorities(one: Claim, other: Claim) -> bool:
    return bool(one.authority_key and other.authority_key) and not one.authority_key & other.authority_key


def _rise(earlier: Claim, later: Claim, flow: Claim, codebook: Codebook) -> Finding:
    least = wording.plain_number(later.interval.gap(earlier.interval) + max(flow.interval.low, 0))
    what, came_off = wording.label(earlier.measure, codebook), wording.label(flow.measure, codebook)
    text = (
        f"For {what}, {wording.sources(earlier)} gives {wording.told(earlier)} and "
        f"{wording.sources(later)} {wording.told(later)}, although {wording.number(flow)} "
        f"({came_off}, {flow.source}) left that number in between: did at least {least} join it, or do the two count "
        "differently?"
    )
    return Finding(cause="date", explanation=text, size=_size(earlier, later), a=earlier, b=later)
