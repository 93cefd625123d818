"""Which numbers cannot all be true: counts at one time, counts over time, parts and wholes, one event on two days.

No rule averages, none lets a majority decide. Vague numbers ("hundreds") never contradict a value.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations

from analysis.corpus.codebook import Codebook
from analysis.english.calendar import Window, window
from analysis.reported_figures import reconcile_wording as wording
from analysis.reported_figures.lexicon import singular
from analysis.reported_figures.reconcile_claims import (
    ANYONE,
    EVENT_DAYS,
    Claim,
    Finding,
    days_of,
    is_dated,
    overlap,
    relative_gap,
)
from analysis.reported_figures.reconcile_evidence import EVENT_BEFORE_DAYS, comparable, evidence
from analysis.reported_figures.reconcile_totals import totals

_BESIDE_DAYS = 1
_SAME_EVENT_DAYS = 21
_FAR_APART = 10
_SAME_BALLPARK = 0.5
# A toll may still rise in the course of a day, this long after its event.
_SETTLED_DAYS = 7
_ROUND = 100
_GENERIC_HEADS = frozenset({"person", "people", "individual", "human", "soul", "other", None})


def contradictions(claims: Sequence[Claim], *, codebook: Codebook) -> list[Finding]:
    """Every contradiction among statements of one measure, each told once."""
    firm = [claim for claim in claims if not claim.is_vague]
    direct = [*_value_conflicts(firm, codebook), *_two_dates(firm, codebook)]
    taken = {claim.figure_id for finding in direct for claim in (finding.a, finding.b) if claim}
    rest = [claim for claim in firm if claim.figure_id not in taken]
    return [*direct, *_definitions(rest, codebook), *_too_large_parts(rest, codebook), *totals(rest, codebook)]


def _value_conflicts(claims: Sequence[Claim], codebook: Codebook) -> list[Finding]:
    pairs = [(one, other) for one, other in combinations(claims, 2) if _contradict(one, other)]
    pairs.sort(key=lambda pair: (-_vouched(pair), -relative_gap(*pair), pair[0].order, pair[1].order))
    return [_value_finding(told, codebook) for told in _told_once(pairs)]


def _vouched(pair: tuple[Claim, Claim]) -> int:
    """How much the pair says about itself: dates and credit make a better example."""
    return sum((claim.as_of or claim.event) is not None for claim in pair) + sum(
        claim.authority is not None for claim in pair
    )


@dataclass
class _Told:
    """A pair to tell, and the statements that side with one of its numbers."""

    pair: tuple[Claim, Claim]
    siding: list[tuple[Claim, Claim]] = field(default_factory=list)


def _told_once(pairs: Iterable[tuple[Claim, Claim]]) -> list[_Told]:
    """Leave out a pair when another with the same odd number says it already: 1,184 against 1,400, then 1,410."""
    told: list[_Told] = []
    for pair in pairs:
        known, siding = next(((known, s) for known in told if (s := _sides_with(pair, known.pair))), (None, None))
        if known is None:
            told.append(_Told(pair))
        elif siding is not None:
            known.siding.append(siding)
    return told


def _sides_with(pair: tuple[Claim, Claim], known: tuple[Claim, Claim]) -> tuple[Claim, Claim] | None:
    """If the pair has one number of a known pair, its other statement and that of the known pair which it fits."""
    for mine, other in (pair, pair[::-1]):
        for same, against in (known, known[::-1]):
            if _same_number(mine, same) and other.interval.intersects(against.interval):
                return other, against
    return None


def _same_number(one: Claim, other: Claim) -> bool:
    return one.figure_id == other.figure_id or one.interval == other.interval


def _contradict(one: Claim, other: Claim) -> bool:
    if not comparable(one, other) or one.interval.intersects(other.interval) or _is_one_round_number(one, other):
        return False
    if one.sentence_id == other.sentence_id and one.authority_key == other.authority_key:
        return False  # "58 bodies were found and 37 people are presumed dead": one voice adds up
    return _AT_ONE_TIME[one.kind](one, other)


def _is_one_round_number(one: Claim, other: Claim) -> bool:
    """Whether "28,000" and "more than 28,000" are one number, rounded and not."""
    return one.value == other.value and one.value >= _ROUND and one.value % _ROUND == 0


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
    if _estimated_beside(one, other):
        return True
    if one.happened_on is None or other.happened_on is None or not overlap(one.happened_on, other.happened_on):
        return False
    if any((days_of(stretch) or math.inf) > EVENT_DAYS for stretch in (one.happened_on, other.happened_on)):
        return False
    return one.article_id != other.article_id or relative_gap(one, other) < _SAME_BALLPARK


def _estimated_beside(one: Claim, other: Claim) -> bool:
    """Two named authorities one after the other: "organisers said 80,000 marched, police estimated 15,000"."""
    is_next = one.article_id == other.article_id and abs(one.order - other.order) == 1
    named = one.authority_key and other.authority_key and not one.authority_key & other.authority_key
    return bool(is_next and named) and (one.event is None or other.event is None or one.event == other.event)


def _totals_meet(one: Claim, other: Claim) -> bool:
    """Running totals: unequal at one time, or smaller later. Totals of different events or beginnings do not meet."""
    if not _same_event(one, other):
        return False
    if _counted_beside(one, other):
        return True
    if overlap(one.counted_on, other.counted_on):
        return one.article_id != other.article_id or relative_gap(one, other) < _SAME_BALLPARK
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
    return (first - timedelta(days=EVENT_BEFORE_DAYS), last) if first and last else None


def _beginning(claim: Claim) -> Window | None:
    """When a running total began, if it says so ("since 2020")."""
    first, _, last = (claim.as_of or "").partition("/")
    return window(first) if last == ".." else None


_AT_ONE_TIME: dict[str, Callable[[Claim, Claim], bool]] = {
    "stock": _stocks_meet,
    "flow": _flows_meet,
    "cumulative": _totals_meet,
}


def _value_finding(told: _Told, codebook: Codebook) -> Finding:
    first, second = sorted(told.pair, key=lambda claim: claim.order)
    cause, question = "value", "can both be right"
    if _qualifiers(first) is not None and _qualifiers(second) is not None and _qualifiers(first) != _qualifiers(second):
        cause, question = "definition", f"do “{first.counted}” and “{second.counted}” mean the same people"
    elif _counted_beside(first, second):
        question = "does each count other people, or is one of them wrong"
    elif not _is_certain(first, second):
        cause, question = "definition", "do they count the same people, in the same event, at the same time"
    elif first.kind == "cumulative" and not overlap(first.counted_on, second.counted_on):
        cause, question = "date", "a running total cannot shrink, so was one of them corrected"
    elif first.interval.low == second.interval.low or {first.bound, second.bound} & {"more_than", "at_least"}:
        question = "can both be right, or do they count at different times or different people"
    return Finding(
        cause=cause,
        explanation=wording.two_numbers(first, second, codebook, question=question, siding=told.siding),
        size=relative_gap(first, second),
        a=first,
        b=second,
    )


def _is_certain(one: Claim, other: Claim) -> bool:
    """Whether the two are shown to be of one event, and were counted at one time or long after it."""
    if evidence(one, other) < 2:
        return False
    if not one.is_general or one.kind != "cumulative" or one.article_id == other.article_id:
        return True
    if one.as_of is not None and other.as_of is not None:
        return True
    return all(_is_settled(claim) for claim in (one, other))


def _is_settled(claim: Claim) -> bool:
    """Whether a total was given so long after its event that it hardly rose any more."""
    ended, counted = (claim.happened_on or (None, None))[1], claim.counted_on[0]
    return bool(ended and counted) and (counted - ended).days >= _SETTLED_DAYS


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
        if comparable(one, other) and _far_apart(one, other) and _may_be_one_time(one, other)
    ]
    pairs.sort(key=lambda pair: (-_vouched(pair), pair[0].order, pair[1].order))
    findings = []
    for one, other in (told.pair for told in _told_once(pairs)):
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
        if (part.is_general and part.is_part) or evidence(part, whole) < 2:
            continue
        if whole.interval.below(part.interval) and _AT_ONE_TIME[part.kind](part, whole):
            question = f"how can the {part.population} be more than all {wording.label(whole.measure, codebook)}"
            text = wording.two_numbers(whole, part, codebook, question=question)
            findings.append(Finding(cause="value", explanation=text, size=relative_gap(part, whole), a=whole, b=part))
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
    if one.article_id == other.article_id or one.value != other.value or not comparable(one, other):
        return False
    if not (is_dated(one) and is_dated(other)) or overlap(one.happened_on, other.happened_on):
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
