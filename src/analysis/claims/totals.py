"""Parts and wholes, flows and stocks: what dated flows add up to, parts of a whole, stocks against the flow."""

import math
from collections.abc import Iterable, Sequence
from itertools import combinations

from analysis.claims import explanations
from analysis.claims.claim import Claim, is_brief, is_dated, overlap, relative_gap
from analysis.claims.comparable import comparable, evidence, of_two_authorities
from analysis.claims.intervals import Interval, total
from analysis.claims.relations import Agreement, Conflict, agreement, at_one_time
from analysis.corpus.codebook import Codebook

# A stock is followed for about two months: over a longer time, flows that nobody reports explain any rise.
_FOLLOWED_DAYS = 62
# More parts than this make some total by chance.
_MOST_PARTS = 6
# Parts make an open-ended total ("over 75") if they come to less than so many times it.
_NEAR_TOTAL = 1.5


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


def excesses(claims: Sequence[Claim], *, codebook: Codebook) -> list[Conflict]:
    """Parts that come to more than their whole: some of all the people counted, or days of a stretch of time."""
    return [*_too_large_parts(claims, codebook), *_exceeded_totals(claims, codebook)]


def wholes(claims: Sequence[Claim], *, codebook: Codebook) -> list[Agreement]:
    """Parts that fit their whole: days that add up to a total, some within a count of all."""
    return [*_sums(claims, codebook), *_parts_of_wholes(claims, codebook)]


def _exceeded_totals(claims: Sequence[Claim], codebook: Codebook) -> list[Conflict]:
    """Dated parts that already come to more than a total stated for the time they fall in."""
    conflicts = []
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
            words = explanations.parts_and_total(parts, whole, explanations.plain_number(added.low), codebook)
            size = (added.low - whole.interval.high) / added.low
            conflicts.append(Conflict(cause="value", explanation=words, size=size, a=whole, b=parts[0]))
    return conflicts


def against_the_flow(claims: Sequence[Claim], *, codebook: Codebook, taken: frozenset[str]) -> list[Conflict]:
    """Stocks that rose although only what lowers them is reported in between.

    Which flows raise and lower a stock, the codebook says.
    """
    conflicts = []
    for stock in sorted({stock for measure in codebook.measures.values() for stock in measure.lowers}):
        lowering = {measure.name for measure in codebook.measures.values() if stock in measure.lowers}
        raising = {measure.name for measure in codebook.measures.values() if stock in measure.raises}
        if any(claim.measure in raising and claim.kind == "flow" for claim in claims):
            continue
        flows = [c for c in claims if c.measure in lowering and is_dated(c) and c.kind == "flow"]
        for earlier, later in combinations(_dated_stocks(claims, stock), 2):
            # A number that is in doubt already is compared over time only with another authority's.
            if {earlier.figure_id, later.figure_id} & taken and not of_two_authorities(earlier, later):
                continue
            lowered = next((flow for flow in flows if _is_between(flow, earlier, later)), None)
            if lowered is not None and _rises_soon(earlier, later):
                text = explanations.against_the_flow(earlier, later, lowered, codebook)
                size = relative_gap(earlier, later)
                conflicts.append(Conflict(cause="date", explanation=text, size=size, a=earlier, b=later))
    return conflicts


def _dated_stocks(claims: Iterable[Claim], measure: str) -> list[Claim]:
    """The counts of a stock that say on which day they were counted, in order."""
    stocks = [
        claim for claim in claims
        if claim.measure == measure and claim.kind == "stock" and not claim.is_vague and not claim.is_part
        and claim.as_of is not None and is_brief(claim.counted_on)
    ]  # fmt: skip
    return sorted(stocks, key=lambda claim: (claim.counted_on, claim.order))


def _is_between(flow: Claim, earlier: Claim, later: Claim) -> bool:
    """Whether it is of the same people, and falls after the one count and not after the other."""
    after, before = earlier.counted_on[1] < flow.happened_on[0], flow.happened_on[1] <= later.counted_on[1]
    return after and before and flow.population == earlier.population


def _rises_soon(earlier: Claim, later: Claim) -> bool:
    is_soon = (later.counted_on[0] - earlier.counted_on[1]).days <= _FOLLOWED_DAYS
    return is_soon and earlier.interval.below(later.interval) and comparable(earlier, later)


def _too_large_parts(claims: Sequence[Claim], codebook: Codebook) -> list[Conflict]:
    """A part larger than its whole: more journalists held than people held."""
    conflicts = []
    for one, other in combinations(claims, 2):
        part, whole = (one, other) if other.is_of_all else (other, one)
        if not whole.is_of_all or not _is_known_part(part, codebook):
            continue
        if part.kind != whole.kind or part.unit != whole.unit or whole.is_part or part.places != whole.places:
            continue
        if (part.is_general and part.is_part) or evidence(part, whole) < 2:
            continue
        if whole.interval.below(part.interval) and at_one_time(part, whole):
            question = f"how can the {part.population} be more than all {explanations.label(whole.measure, codebook)}"
            text = explanations.two_numbers(whole, part, codebook, question=question)
            conflicts.append(Conflict(cause="value", explanation=text, size=relative_gap(part, whole), a=whole, b=part))
    return conflicts


def _is_known_part(claim: Claim, codebook: Codebook) -> bool:
    """Whether the codebook names those counted among those that the measure counts."""
    known = codebook.measures.get(claim.measure)
    return known is not None and not claim.is_of_all and claim.population in known.people


def _sums(claims: Sequence[Claim], codebook: Codebook) -> list[Agreement]:
    """Dated flows of one article that add up to a total which is itself given without a day."""
    fits: dict[tuple, Agreement] = {}
    dated = _dated_by_article(claims)
    for whole in claims:
        if whole.kind != "flow" or is_dated(whole):
            continue
        for same in dated:
            if whole.is_general and same[0].article_id != whole.article_id:
                continue
            parts = [part for part in dated_parts(same, whole) if _may_fall(part, whole)]
            added = total(part.interval for part in parts)
            if 2 <= len(parts) <= _MOST_PARTS and _makes(added, parts, whole):
                words = explanations.fits_total(parts, whole, explanations.plain_number(added.low), codebook)
                ids = (*(part.figure_id for part in parts), whole.figure_id)
                fits.setdefault((whole.interval, tuple(part.figure_id for part in parts)), agreement(whole, ids, words))
    return list(fits.values())


def _dated_by_article(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The dated flows of each article that has at least two; articles that tell the same only once."""
    articles: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.kind == "flow" and is_dated(claim):
            articles.setdefault(claim.article_id, []).append(claim)
    distinct: dict[tuple, list[Claim]] = {}
    for article in sorted(articles):
        told = tuple((claim.event, claim.interval, claim.population) for claim in articles[article])
        distinct.setdefault(told, articles[article])
    return [flows for flows in distinct.values() if len(flows) > 1]


def _may_fall(part: Claim, whole: Claim) -> bool:
    return whole.happened_on is None or overlap(part.happened_on, whole.happened_on)


def _makes(added: Interval, parts: Iterable[Claim], whole: Claim) -> bool:
    """Whether the parts come to the total, near it, and none of them alone does."""
    if not math.isfinite(added.high) or not added.intersects(whole.interval):
        return False
    alone = any(part.interval.intersects(whole.interval) for part in parts)
    return not alone and added.low <= _NEAR_TOTAL * max(whole.value, 1)


def _parts_of_wholes(claims: Sequence[Claim], codebook: Codebook) -> list[Agreement]:
    """A count of some within a count of all: each part once, with the first whole that holds it."""
    fits: dict[tuple, Agreement] = {}
    of_all = [claim for claim in claims if claim.is_of_all]
    for part in claims:
        if (part.measure, part.interval) in fits or part.kind == "flow" or not _is_known_part(part, codebook):
            continue
        for whole in of_all:
            if (whole.measure, whole.kind, whole.unit) != (part.measure, part.kind, part.unit):
                continue
            if part.value >= whole.value or whole.places != part.places or not evidence(part, whole):
                continue
            if overlap(part.counted_on, whole.counted_on):
                words = explanations.part_of_whole(part, whole, codebook)
                told = agreement(part, (part.figure_id, whole.figure_id), words)
                fits.setdefault((part.measure, part.interval), told)
    return list(fits.values())
