"""How two claims of one thing relate: they exclude each other, differ, or fit together.

Counts at one time, counts over time, one event on two days. No rule averages, none lets a majority decide. Vague
numbers ("hundreds") never contradict a value.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from analysis.claims import explanations
from analysis.claims.claim import Claim, is_brief, is_dated, overlap, relative_gap
from analysis.claims.comparable import comparable, evidence, of_two_authorities, weeks_before
from analysis.corpus.codebook import Codebook
from analysis.english.calendar import Window, window
from analysis.english.nouns import singular
from analysis.english.word_lists import word_list

# An undated count is of its article's day: one of the same article may be set beside it if it is hardly older.
_COUNTED_BESIDE_DAYS = 1
# The same number of the same people within so many days may be one event on two dates: two events of equal size in
# three weeks are rarer than a wrong date.
_SAME_EVENT_DAYS = 21
# Ones and twos recur by chance: from this number on the same number twice is told.
_LEAST_REPEATED = 3
# Two lower limits of which one is so many times the other, an order of magnitude, hardly count the same thing.
_FAR_APART = 10
# Within one article, two counts of one time are of one thing only if they differ by less than this share of the larger:
# an author who gives numbers further apart knows them as two things.
_SAME_BALLPARK = 0.5
# So long after its event a toll hardly rises any more: searches and hospitals report in the first week.
_SETTLED_DAYS = 7
# "28,000" and "more than 28,000" are one number: a multiple of this is a round one.
_ROUND = 100
_OPEN_NOUNS = word_list("open_nouns", package="analysis.claims")
# Whether a number that is told more often is told as a conflict too is looked up for its first claims only.
_MOST_LOOKED_UP = 20

# The figures of conflicts that are told already: two of them are no agreement.
Pairs = frozenset[frozenset[str]]


@dataclass(frozen=True)
class Conflict:
    """Why two claims, or one quotation and a fact, cannot stand as they are; without its number.

    `size` orders conflicts of one cause, largest first.
    """

    cause: str
    explanation: str
    size: float
    a: Claim | None = None
    b: Claim | None = None
    sentence_a: str = ""
    quote_id: str | None = None


@dataclass(frozen=True)
class Agreement:
    """Claims that fit together, and how; without its number."""

    measure: str
    figures: tuple[str, ...]
    explanation: str
    order: int


def agreement(claim: Claim, figures: Iterable[str], explanation: str) -> Agreement:
    """An agreement that is told where its first claim stands."""
    return Agreement(claim.measure, tuple(figures), explanation, claim.order)


def exclusions(claims: Sequence[Claim], *, codebook: Codebook) -> list[Conflict]:
    """Statements of one measure that exclude each other at one time, and events given two dates; each told once."""
    return [*_value_conflicts(claims, codebook), *_two_dates(claims, codebook)]


def _value_conflicts(claims: Sequence[Claim], codebook: Codebook) -> list[Conflict]:
    pairs = [(one, other) for one, other in combinations(claims, 2) if _contradict(one, other)]
    pairs.sort(key=lambda pair: (-_vouched(pair), -relative_gap(*pair), pair[0].order, pair[1].order))
    return [_value_conflict(told, codebook) for told in _told_once(pairs)]


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
    return at_one_time(one, other)


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
    return 0 <= (undated.published - dated.counted_on[1]).days <= _COUNTED_BESIDE_DAYS


def _flows_meet(one: Claim, other: Claim) -> bool:
    """Flows of one event, both dated to the same few days; inside one article only if the values are near."""
    if _estimated_beside(one, other):
        return True
    if not (is_dated(one) and is_dated(other) and overlap(one.happened_on, other.happened_on)):
        return False
    return one.article_id != other.article_id or relative_gap(one, other) < _SAME_BALLPARK


def _estimated_beside(one: Claim, other: Claim) -> bool:
    """Two named authorities one after the other: "organisers said 80,000 marched, police estimated 15,000"."""
    is_next = one.article_id == other.article_id and abs(one.order - other.order) == 1
    return (
        is_next
        and of_two_authorities(one, other)
        and (one.event is None or other.event is None or one.event == other.event)
    )


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
    days = [claim.happened_on or _beginning(claim) or weeks_before(claim) for claim in (one, other)]
    if days[0] is None or days[1] is None:
        return days == [None, None] or not (one.happened_on or other.happened_on)
    return overlap(days[0], days[1])


def _beginning(claim: Claim) -> Window | None:
    """When a running total began, if it says so ("since 2020")."""
    first, _, last = (claim.as_of or "").partition("/")
    return window(first) if last == ".." else None


def at_one_time(one: Claim, other: Claim) -> bool:
    """Whether two counts of one kind must agree: both were true on one day, of one event or from one beginning on."""
    return _AT_ONE_TIME[one.kind](one, other)


_AT_ONE_TIME: dict[str, Callable[[Claim, Claim], bool]] = {
    "stock": _stocks_meet,
    "flow": _flows_meet,
    "cumulative": _totals_meet,
}


def _value_conflict(told: _Told, codebook: Codebook) -> Conflict:
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
    return Conflict(
        cause=cause,
        explanation=explanations.two_numbers(first, second, codebook, question=question, siding=told.siding),
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
    if not head or head in _OPEN_NOUNS or not claim.counted:
        return None
    words = claim.counted.lower().split()
    place = next((i for i, word in enumerate(words) if singular(word) == head), None)
    if place is None:
        return None
    return frozenset(
        word for word in words[:place] if word not in ("the", "of", "all", "their", "its", "his", "number")
    )


def differences(claims: Sequence[Claim], *, codebook: Codebook) -> list[Conflict]:
    """Two lower bounds ten times apart: both may hold, but hardly of the same thing."""
    pairs = [
        (one, other)
        for one, other in combinations(claims, 2)
        if one.kind != "flow" and one.bound in ("more_than", "at_least") and other.bound in ("more_than", "at_least")
        if comparable(one, other) and _far_apart(one, other) and _may_be_one_time(one, other)
    ]
    pairs.sort(key=lambda pair: (-_vouched(pair), pair[0].order, pair[1].order))
    conflicts = []
    for one, other in (told.pair for told in _told_once(pairs)):
        question = "both may hold, but do they count the same thing"
        text = explanations.two_numbers(one, other, codebook, question=question)
        size = 1 - min(one.value, other.value) / max(one.value, other.value)
        conflicts.append(Conflict(cause="definition", explanation=text, size=size, a=one, b=other))
    return conflicts


def _far_apart(one: Claim, other: Claim) -> bool:
    small, large = sorted((one.value, other.value))
    return small > 0 and large >= _FAR_APART * small


def _may_be_one_time(one: Claim, other: Claim) -> bool:
    return _same_event(one, other) if one.kind == "cumulative" else overlap(one.counted_on, other.counted_on)


def _two_dates(claims: Sequence[Claim], codebook: Codebook) -> list[Conflict]:
    """One event on two days: the same exact number of the same people, a few weeks apart, in different articles."""
    flows = [claim for claim in claims if claim.kind == "flow" and claim.bound == "exact"]
    flows = [claim for claim in flows if claim.value >= _LEAST_REPEATED]
    pairs = [(one, other) for one, other in combinations(flows, 2) if _one_event_two_days(one, other, flows)]
    pairs.sort(key=lambda pair: (pair[0].order, pair[1].order))
    conflicts = []
    for one, other in _told_once_by_day(pairs):
        text = explanations.two_dates(one, other, codebook)
        apart = abs((one.happened_on[0] - other.happened_on[0]).days)
        conflicts.append(Conflict(cause="date", explanation=text, size=apart / _SAME_EVENT_DAYS, a=one, b=other))
    return conflicts


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


def same_numbers(claims: Sequence[Claim], *, apart: Pairs, codebook: Codebook) -> list[Agreement]:
    """One number, as firm, in articles of different origins."""
    groups: dict[tuple, list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.measure, claim.kind, claim.population, claim.unit, claim.interval), []).append(claim)
    found = []
    for alike in groups.values():
        same = [claim for claim in alike if claim is alike[0] or evidence(alike[0], claim)]
        carriers = sorted({claim.source for claim in same})
        dates = {claim.event or claim.as_of for claim in same} - {None}
        pairs = {frozenset((one.figure_id, other.figure_id)) for one, other in combinations(same[:_MOST_LOOKED_UP], 2)}
        if len({claim.origin for claim in same}) < 2 or len(carriers) < 2 or len(dates) > 1 or pairs & apart:
            continue
        words = explanations.same_number(same[0], carriers, codebook)
        found.append(agreement(same[0], (claim.figure_id for claim in same), words))
    return found


def fits(claims: Sequence[Claim], *, apart: Pairs, codebook: Codebook) -> list[Agreement]:
    """Different counts that can all be true: lower limits, and stocks of different days."""
    return [*_bounds(claims, apart, codebook), *_changes(claims, apart, codebook)]


def _bounds(claims: Sequence[Claim], apart: Pairs, codebook: Codebook) -> list[Agreement]:
    """Counts that only say "at least so many": all of them can be true at once."""
    found = []
    for key, group in _by_population(claims).items():
        open_ended = [claim for claim in group if claim.interval.high == math.inf and not claim.places]
        distinct = {claim.interval: claim for claim in reversed(open_ended)}
        chosen = sorted(distinct.values(), key=lambda claim: (claim.interval.low, claim.order))
        chosen = [claim for claim in chosen if claim is chosen[-1] or evidence(chosen[-1], claim)]
        pairs = {frozenset((one.figure_id, other.figure_id)) for one, other in combinations(chosen, 2)}
        if key[1] == "flow" or len(chosen) < 2 or len({claim.source for claim in chosen}) < 2 or pairs & apart:
            continue
        words = explanations.lower_limits(chosen, codebook)
        found.append(agreement(chosen[0], (claim.figure_id for claim in chosen), words))
    return found


def _by_population(claims: Iterable[Claim]) -> dict[tuple, list[Claim]]:
    groups: dict[tuple, list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.measure, claim.kind, claim.population, claim.unit), []).append(claim)
    return groups


def _changes(claims: Sequence[Claim], apart: Pairs, codebook: Codebook) -> list[Agreement]:
    """Two different counts of two different days: true together if the number changed in between."""
    found = []
    for key, group in _by_population(claims).items():
        if key[1] != "stock":
            continue
        dated = [c for c in group if c.as_of and is_brief(c.counted_on) and not c.places]
        dated.sort(key=lambda claim: (claim.counted_on, claim.order))
        for one, other in pairwise(dated):
            changed = not (overlap(one.counted_on, other.counted_on) or one.interval.intersects(other.interval))
            if changed and evidence(one, other) and frozenset((one.figure_id, other.figure_id)) not in apart:
                words = explanations.changed(one, other, codebook)
                found.append(agreement(one, (one.figure_id, other.figure_id), words))
    return found
