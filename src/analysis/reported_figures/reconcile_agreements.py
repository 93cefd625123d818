"""What fits together, said because a reader would wonder: parts that make a total, counts that can all be true."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from analysis.corpus.codebook import Codebook
from analysis.reported_figures import reconcile_wording as wording
from analysis.reported_figures.intervals import Interval, total
from analysis.reported_figures.reconcile_claims import ANYONE, Claim, days_of, is_dated, overlap, statements
from analysis.reported_figures.reconcile_evidence import evidence
from analysis.reported_figures.reconcile_totals import dated_parts
from analysis.wording import listed

_NEAR = 1.5
_MOST_PARTS = 6


@dataclass(frozen=True)
class Fit:
    """An agreement before it has its number."""

    measure: str
    figures: tuple[str, ...]
    explanation: str
    order: int


def agreements(claims: Sequence[Claim], *, apart: frozenset[frozenset[str]], codebook: Codebook) -> list[Fit]:
    """What fits; `apart` holds the pairs of figures that are already told as conflicts."""
    told = [claim for claim in claims if not claim.is_vague and not claim.is_part]
    firm = statements(told)
    fits = [*_sums(firm, codebook), *_same_numbers(told, apart, codebook), *_bounds(firm, apart, codebook)]
    fits += [*_changes(firm, apart, codebook), *_parts_of_wholes(firm, codebook)]
    return fits


def _sums(claims: Sequence[Claim], codebook: Codebook) -> list[Fit]:
    """Dated flows of one article that add up to a total which is itself given without a day."""
    fits: dict[tuple, Fit] = {}
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
                words = wording.fits_total(parts, whole, wording.plain_number(added.low), codebook)
                ids = (*(part.figure_id for part in parts), whole.figure_id)
                fits.setdefault((whole.interval, tuple(part.figure_id for part in parts)), _fit(whole, ids, words))
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
    return not alone and added.low <= _NEAR * max(whole.value, 1)


def _fit(claim: Claim, figures: Iterable[str], explanation: str) -> Fit:
    return Fit(claim.measure, tuple(figures), explanation, claim.order)


def _same_numbers(claims: Sequence[Claim], apart: frozenset[frozenset[str]], codebook: Codebook) -> list[Fit]:
    """One number, as firm, in articles of different origins."""
    groups: dict[tuple, list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.measure, claim.kind, claim.population, claim.unit, claim.interval), []).append(claim)
    fits = []
    for alike in groups.values():
        same = [claim for claim in alike if claim is alike[0] or evidence(alike[0], claim)]
        carriers = sorted({claim.source for claim in same})
        dates = {claim.event or claim.as_of for claim in same} - {None}
        pairs = {frozenset((one.figure_id, other.figure_id)) for one, other in combinations(same[:20], 2)}
        if len({claim.origin for claim in same}) < 2 or len(carriers) < 2 or len(dates) > 1 or pairs & apart:
            continue
        words = (
            f"{listed(carriers)} give the same number for {wording.label(same[0].measure, codebook)}, "
            f"{wording.number(same[0])}; that they agree does not show that they counted separately."
        )
        fits.append(_fit(same[0], (claim.figure_id for claim in same), words))
    return fits


def _bounds(claims: Sequence[Claim], apart: frozenset[frozenset[str]], codebook: Codebook) -> list[Fit]:
    """Counts that only say "at least so many": all of them can be true at once."""
    fits = []
    for key, group in _by_population(claims).items():
        open_ended = [claim for claim in group if claim.interval.high == math.inf and not claim.places]
        distinct = {claim.interval: claim for claim in reversed(open_ended)}
        chosen = sorted(distinct.values(), key=lambda claim: (claim.interval.low, claim.order))
        chosen = [claim for claim in chosen if claim is chosen[-1] or evidence(chosen[-1], claim)]
        pairs = {frozenset((one.figure_id, other.figure_id)) for one, other in combinations(chosen, 2)}
        if key[1] == "flow" or len(chosen) < 2 or len({claim.source for claim in chosen}) < 2 or pairs & apart:
            continue
        named = listed([f"{wording.number(claim)} ({wording.sources(claim)})" for claim in chosen])
        words = (
            f"{named} can all be true for {wording.label(key[0], codebook)}, for each gives only a lower limit; "
            f"together they say {wording.number(chosen[-1])}, if they count the same people at the same time."
        )
        fits.append(_fit(chosen[0], (claim.figure_id for claim in chosen), words))
    return fits


def _by_population(claims: Iterable[Claim]) -> dict[tuple, list[Claim]]:
    groups: dict[tuple, list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.measure, claim.kind, claim.population, claim.unit), []).append(claim)
    return groups


def _changes(claims: Sequence[Claim], apart: frozenset[frozenset[str]], codebook: Codebook) -> list[Fit]:
    """Two different counts of two different days: true together if the number changed in between."""
    fits = []
    for (measure, kind, _, _), group in _by_population(claims).items():
        if kind != "stock":
            continue
        dated = [c for c in group if c.as_of and (days_of(c.counted_on) or 99) <= 3 and not c.places]
        dated.sort(key=lambda claim: (claim.counted_on, claim.order))
        for one, other in pairwise(dated):
            if overlap(one.counted_on, other.counted_on) or one.interval.intersects(other.interval):
                continue
            if not evidence(one, other):
                continue
            if frozenset((one.figure_id, other.figure_id)) in apart:
                continue
            verb = "rose" if one.interval.below(other.interval) else "fell"
            words = (
                f"{wording.told(one)} in {one.source} and {wording.told(other)} in {other.source} can both be true if "
                f"{wording.label(measure, codebook)} {verb} by at least "
                f"{wording.plain_number(one.interval.gap(other.interval))} in between."
            )
            fits.append(_fit(one, (one.figure_id, other.figure_id), words))
    return fits


def _parts_of_wholes(claims: Sequence[Claim], codebook: Codebook) -> list[Fit]:
    """A count of some within a count of all: each part once, with the first whole that holds it."""
    fits: dict[tuple, Fit] = {}
    wholes = [claim for claim in claims if claim.population == ANYONE]
    for part in claims:
        if (part.measure, part.interval) in fits:
            continue
        known = codebook.measures.get(part.measure)
        if part.population == ANYONE or known is None or part.population not in known.people or part.kind == "flow":
            continue
        for whole in wholes:
            if (whole.measure, whole.kind, whole.unit) != (part.measure, part.kind, part.unit):
                continue
            if (
                part.value >= whole.value
                or not evidence(part, whole)
                or whole.places != part.places
                or not overlap(part.counted_on, whole.counted_on)
            ):
                continue
            what = wording.label(whole.measure, codebook)
            words = (
                f"{wording.number(part)} ({part.population}; {wording.sources(part)}) can be part of "
                f"{wording.number(whole)} ({what}; {wording.sources(whole)}): one counts "
                "some of those whom the other counts."
            )
            fits.setdefault((part.measure, part.interval), _fit(part, (part.figure_id, whole.figure_id), words))
    return list(fits.values())
