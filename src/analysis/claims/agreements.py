"""Claims that fit together, said because a reader would wonder: what relates as the same, as an update, as a part."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.claims import explanations
from analysis.claims.claim import Claim
from analysis.claims.comparisons import Comparison, statements
from analysis.claims.totals import sums
from analysis.corpus.codebook import Codebook

# Of a block's lower limits so many are named in one sentence.
_MOST_LIMITS = 6

Pairs = frozenset[frozenset[str]]


@dataclass(frozen=True)
class Agreement:
    """Claims that fit together, and how; without its number."""

    measure: str | None
    figures: tuple[str, ...]
    explanation: str
    order: int


def agreements(
    compared: Iterable[Comparison], *, codebook: Codebook, blocks: Iterable[Sequence[Claim]]
) -> list[Agreement]:
    """What fits among claims: one number in several sources, lower limits, totals, counts of two days, parts.

    Two claims that a conflict names are no agreement.
    """
    compared = list(compared)
    apart = frozenset(
        frozenset((told.a.figure_id, told.b.figure_id)) for told in compared if told.a and told.b and told.cause
    )
    found = []
    for block in blocks:
        firm = [
            c
            for c in block
            if not (c.is_vague or c.is_part) and c.is_anchored and c.status is None and c.subject.is_measured
        ]
        found += [*_same_numbers(firm, apart, codebook), *_lower_limits(statements(firm), apart, codebook)]
        found += [_told(*fit) for fit in sums(statements(firm), codebook=codebook)]
    return [*found, *_changes(compared, apart, codebook), *_parts(compared, codebook)]


def _told(claim: Claim, figures: Iterable[str], explanation: str) -> Agreement:
    """An agreement that is told where its first claim stands."""
    return Agreement(claim.measure, tuple(figures), explanation, claim.order)


def _scopes(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Claims of one kind, event, place and population, in order."""
    groups: dict[tuple, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.order):
        groups.setdefault((claim.kind, claim.event.key, claim.place.key, claim.population), []).append(claim)
    return list(groups.values())


def _same_numbers(claims: Sequence[Claim], apart: Pairs, codebook: Codebook) -> list[Agreement]:
    """One number, as firm, in articles of different origins."""
    found = []
    for scope in _scopes(claims):
        alike: dict[tuple, list[Claim]] = {}
        for claim in scope:
            alike.setdefault((claim.interval,), []).append(claim)
        for same in alike.values():
            carriers = sorted({claim.source for claim in same})
            dates = {claim.happened_iso or claim.counted_iso for claim in same} - {None}
            if len({claim.origin for claim in same}) < 2 or len(carriers) < 2 or len(dates) > 1:
                continue
            words = explanations.same_number(same[0], carriers, codebook)
            found.append(_told(same[0], (claim.figure_id for claim in same), words))
    return found


def _lower_limits(claims: Sequence[Claim], apart: Pairs, codebook: Codebook) -> list[Agreement]:
    """Counts that only say "at least so many": all of them can be true at once."""
    found = []
    for scope in _scopes(claims):
        open_ended = {claim.interval: claim for claim in reversed(scope) if claim.interval.high == math.inf}
        chosen = sorted(open_ended.values(), key=lambda claim: (claim.interval.low, claim.order))
        if (
            scope[0].kind == "flow"
            or not 2 <= len(chosen) <= _MOST_LIMITS
            or len({claim.source for claim in chosen}) < 2
        ):
            continue
        if any({one.figure_id, other.figure_id} in apart for one in chosen for other in chosen):
            continue
        words = explanations.lower_limits(chosen, codebook)
        found.append(_told(chosen[0], (claim.figure_id for claim in chosen), words))
    return found


def _changes(compared: Iterable[Comparison], apart: Pairs, codebook: Codebook) -> list[Agreement]:
    """Two different counts of two different days: true together if the number changed in between."""
    found: dict[tuple, Agreement] = {}
    for told in compared:
        if told.relation != "update" or told.a.kind != "stock" or not (told.a.has_count_day and told.b.has_count_day):
            continue
        one, other = sorted((told.a, told.b), key=lambda claim: (claim.counted_on, claim.order))
        if frozenset((one.figure_id, other.figure_id)) not in apart and not one.interval.intersects(other.interval):
            words = explanations.changed(one, other, codebook)
            key = (one.subject.key, one.interval, other.interval)
            found.setdefault(key, _told(one, (one.figure_id, other.figure_id), words))
    return list(found.values())


def _parts(compared: Iterable[Comparison], codebook: Codebook) -> list[Agreement]:
    """A count of some within a count of all: each part once, with the first whole that holds it."""
    found: dict[tuple, Agreement] = {}
    for told in compared:
        if told.relation != "part_of" or told.a.population == told.b.population or told.a.kind == "flow":
            continue
        part, whole = (told.b, told.a) if told.a.subject.is_whole else (told.a, told.b)
        if part.place.key == whole.place.key and part.value < whole.value:
            words = explanations.part_of_whole(part, whole, codebook)
            key = (part.subject.key, part.population, part.interval)
            found.setdefault(key, _told(part, (part.figure_id, whole.figure_id), words))
    return list(found.values())
