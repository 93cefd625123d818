"""Parts and totals, flows and stocks: what dated flows add up to, and stocks that rose against the flow."""

import math
from collections.abc import Iterable, Iterator, Sequence

from analysis.claims import explanations
from analysis.claims.claim import Claim, is_dated, overlap, relative_gap
from analysis.claims.comparisons import MOST_IN_FULL, Comparison
from analysis.claims.counters import are_two
from analysis.claims.events import is_brief
from analysis.claims.intervals import Interval, total
from analysis.corpus.codebook import Codebook

# A stock is followed for about two months: over a longer time, flows that nobody reports explain any rise.
_FOLLOWED_DAYS = 62
# More parts than this make some total by chance.
_MOST_PARTS = 6
# Parts make an open-ended total ("over 75") if they come to less than so many times it.
_NEAR_TOTAL = 1.5
# So few articles' flows are looked through for each total.
_MOST_ARTICLES = 50


def is_flow(claim: Claim) -> bool:
    """Whether it counts what happened in an event, for the story, as a firm number of the whole of its measure."""
    return (
        claim.kind == "flow"
        and claim.subject.is_measured
        and not (claim.is_vague or claim.is_part)
        and claim.is_anchored
    )


def dated_parts(claims: Iterable[Claim], whole: Claim) -> list[Claim]:
    """One flow for each day, the smallest reported, that a total with its dates could be made of."""
    smallest: dict[tuple, Claim] = {}
    for claim in claims:
        if not is_dated(claim) or claim.figure_id == whole.figure_id or not math.isfinite(claim.interval.low):
            continue
        if claim.population != whole.population or claim.place.key != whole.place.key:
            continue
        kept = smallest.get(claim.happened_on)
        if kept is None or (claim.interval.low, claim.order) < (kept.interval.low, kept.order):
            smallest[claim.happened_on] = claim
    return [smallest[day] for day in sorted(smallest)]


def exceeded_totals(claims: Sequence[Claim], *, codebook: Codebook) -> list[Comparison]:
    """Dated parts that already come to more than a total stated for the time they fall in."""
    found = []
    flows = [claim for claim in claims if is_flow(claim)]
    for whole in flows:
        if whole.happened_on is None or is_dated(whole) or None in whole.happened_on:
            continue
        first, last = whole.happened_on
        parts = [p for p in dated_parts(flows, whole) if first <= p.happened_on[0] <= p.happened_on[1] <= last]
        added = total(part.interval for part in parts)
        if parts and whole.interval.below(Interval(low=added.low, low_inclusive=added.low_inclusive)):
            words = explanations.parts_and_total(parts, whole, explanations.plain_number(added.low), codebook)
            size = (added.low - whole.interval.high) / added.low
            found.append(Comparison("differs", words, whole, parts[0], "value", size))
    return found


def against_the_flow(claims: Sequence[Claim], *, codebook: Codebook, taken: frozenset[str]) -> list[Comparison]:
    """Stocks that rose although only what lowers them is reported in between.

    Which flows raise and lower a stock, the codebook says.
    """
    found = []
    for stock in sorted({stock for measure in codebook.measures.values() for stock in measure.lowers}):
        lowering = {measure.name for measure in codebook.measures.values() if stock in measure.lowers}
        raising = {measure.name for measure in codebook.measures.values() if stock in measure.raises}
        if any(claim.measure in raising and claim.kind == "flow" for claim in claims):
            continue
        flows = [c for c in claims if c.measure in lowering and is_dated(c) and c.kind == "flow"]
        for earlier, later in _followed(_dated_stocks(claims, stock)):
            # A number that is in doubt already is compared over time only with another authority's.
            if {earlier.figure_id, later.figure_id} & taken and not are_two(earlier.authority_key, later.authority_key):
                continue
            lowered = next((flow for flow in flows if _is_between(flow, earlier, later)), None)
            if lowered is not None and _rises_soon(earlier, later):
                text = explanations.against_the_flow(earlier, later, lowered, codebook)
                found.append(Comparison("differs", text, earlier, later, "date", relative_gap(earlier, later)))
    return found


def _followed(stocks: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Each dated stock with those that follow it, in a large corpus the next ones only."""
    for place, earlier in enumerate(stocks):
        for later in stocks[place + 1 : place + 1 + MOST_IN_FULL]:
            yield earlier, later


def _dated_stocks(claims: Iterable[Claim], measure: str) -> list[Claim]:
    """The counts of a stock that say on which day they were counted, in order."""
    stocks = [
        claim for claim in claims
        if claim.measure == measure and claim.kind == "stock" and not claim.is_vague and not claim.is_part
        and claim.counted_iso is not None and is_brief(claim.counted_on)
    ]  # fmt: skip
    return sorted(stocks, key=lambda claim: (claim.counted_on, claim.order))


def _is_between(flow: Claim, earlier: Claim, later: Claim) -> bool:
    """Whether it is of the same people, and falls after the one count and not after the other."""
    after, before = earlier.counted_on[1] < flow.happened_on[0], flow.happened_on[1] <= later.counted_on[1]
    return after and before and flow.population == earlier.population


def _rises_soon(earlier: Claim, later: Claim) -> bool:
    is_soon = (later.counted_on[0] - earlier.counted_on[1]).days <= _FOLLOWED_DAYS
    same = earlier.population == later.population and earlier.place.key == later.place.key
    return is_soon and same and earlier.interval.below(later.interval)


def sums(claims: Sequence[Claim], *, codebook: Codebook) -> list[tuple[Claim, tuple[str, ...], str]]:
    """Dated flows of one article that add up to a total which is itself given without a day.

    Each comes with the figures and the sentence that says so, told where the total stands.
    """
    fits: dict[tuple, tuple[Claim, tuple[str, ...], str]] = {}
    flows = [claim for claim in claims if is_flow(claim)]
    dated = _dated_by_article(flows)[:_MOST_ARTICLES]
    for whole in flows:
        if is_dated(whole):
            continue
        for same in dated:
            if whole.is_general and same[0].article_id != whole.article_id:
                continue
            parts = [part for part in dated_parts(same, whole) if _may_fall(part, whole)]
            added = total(part.interval for part in parts)
            if 2 <= len(parts) <= _MOST_PARTS and _makes(added, parts, whole):
                words = explanations.fits_total(parts, whole, explanations.plain_number(added.low), codebook)
                ids = (*(part.figure_id for part in parts), whole.figure_id)
                fits.setdefault((whole.interval, ids[:-1]), (whole, ids, words))
    return list(fits.values())


def _dated_by_article(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The dated flows of each article that has at least two; articles that tell the same only once."""
    articles: dict[str, list[Claim]] = {}
    for claim in claims:
        if is_dated(claim):
            articles.setdefault(claim.article_id, []).append(claim)
    distinct: dict[tuple, list[Claim]] = {}
    for article in sorted(articles):
        told = tuple((claim.happened_iso, claim.interval, claim.population) for claim in articles[article])
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
