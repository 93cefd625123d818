"""Flows against totals and stocks: what dated flows add up to, and stocks that move against the reported flows."""

import math
from collections.abc import Iterable, Sequence
from itertools import combinations

from analysis.corpus.codebook import Codebook
from analysis.reported_figures import reconcile_wording as wording
from analysis.reported_figures.intervals import Interval, total
from analysis.reported_figures.reconcile_claims import (
    EVENT_DAYS,
    Claim,
    Finding,
    days_of,
    is_dated,
    relative_gap,
)
from analysis.reported_figures.reconcile_evidence import comparable, evidence

# Which flows lower and which raise a stock, by the names that the built-in codebook gives the measures.
_LOWERED_BY = {
    "held": ("released",), "missing": ("rescued", "found"), "hospitalised": ("discharged",), "displaced": ("returned",),
}  # fmt: skip
_RAISED_BY = {
    "held": ("arrested", "detained"), "missing": ("reported_missing",), "hospitalised": ("injured", "infected"),
    "displaced": ("evacuated",),
}  # fmt: skip


def dated_parts(claims: Iterable[Claim], whole: Claim) -> list[Claim]:
    """One flow for each day, the smallest reported, that a total with its dates could be made of."""
    smallest: dict[tuple, Claim] = {}
    for claim in claims:
        fits = claim.kind == "flow" and claim.population == whole.population and claim.unit == whole.unit
        if not fits or not is_dated(claim) or claim.figure_id == whole.figure_id or claim.is_vague or claim.is_part:
            continue
        if evidence(claim, whole) < 1 and claim.article_id != whole.article_id:
            continue
        if claim.places != whole.places or not math.isfinite(claim.interval.low):
            continue
        kept = smallest.get(claim.happened_on)
        if kept is None or (claim.interval.low, claim.order) < (kept.interval.low, kept.order):
            smallest[claim.happened_on] = claim
    return [smallest[day] for day in sorted(smallest)]


def totals(claims: Sequence[Claim], codebook: Codebook) -> list[Finding]:
    """Dated parts that already come to more than a total stated for the time they fall in."""
    findings = []
    claims = [claim for claim in claims if claim.kind == "flow"]
    for whole in claims:
        if whole.is_part or whole.happened_on is None or is_dated(whole):
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
            and c.as_of is not None and (days_of(c.counted_on) or math.inf) <= EVENT_DAYS
        ]  # fmt: skip
        raised = [c for c in claims if c.measure in _RAISED_BY[measure] and c.kind == "flow"]
        flows = [c for c in claims if c.measure in lowering and is_dated(c) and c.kind == "flow"]
        stocks.sort(key=lambda claim: (claim.counted_on, claim.order))
        for earlier, later in combinations(stocks, 2):
            if not comparable(earlier, later) or raised or not earlier.interval.below(later.interval):
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
    return Finding(cause="date", explanation=text, size=relative_gap(earlier, later), a=earlier, b=later)
