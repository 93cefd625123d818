"""What the articles claim, how their claims relate, which cannot all be true, and which fit: this room's tables."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from analysis import schema
from analysis.claims import explanations
from analysis.claims.agreements import Agreement, agreements
from analysis.claims.claim import Claim, Claims
from analysis.claims.comparisons import Comparison, blocks, compare, groups, statements
from analysis.claims.credit import credit_questions, impossible_quotes, stale_counts
from analysis.claims.mentions import merged
from analysis.claims.places import NOWHERE, Spots
from analysis.claims.reading import read_claims
from analysis.claims.totals import against_the_flow, exceeded_totals
from analysis.corpus.codebook import Codebook

_RELATIONS = ("contradicts", "differs", "update", "part_of", "same", "repeats", "not_comparable")
_CONFLICTING = ("contradicts", "differs")
_TIERS = {
    "value": 0, "date": 0, "impossible_quote": 0, "definition": 1, "authority": 1, "staleness": 2, "attribution": 2,
}  # fmt: skip


def reconcile(
    reported_figures: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    quotes: pd.DataFrame,
    codebook: Codebook,
    origins: pd.DataFrame | None = None,
    spots: Spots | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """What each article says once, how any two claims of one thing relate, what is in conflict, and what fits.

    A claim is a quantity with its scope: what is counted, where, when, of which event, by whom. Two claims that share
    what they count are the same, repeat one text, update each other, are part and whole, contradict each other, differ,
    or are not comparable; the reason is said for each pair. Besides: dated parts that exceed a total, a stock that rose
    against the flow, a credit that got lost or mixed up, an old count given as current, and people quoted when
    `codebook.known_facts` says they could not speak.

    Parameters
    ----------
    reported_figures, sentences, articles, quotes
        The tables of those names.
    codebook
        Labels, nouns, which flows raise or lower which stock, and known facts; actors make two spellings one authority.
    origins
        Optional `article_id`, `origin`: articles of one origin count as one report.
    spots
        Optional: the places that texts name, where the same texts are read several times.

    Returns
    -------
    claims, comparisons, conflicts, agreements
        The tables of those names. `conflicts` are the comparisons that contradict or differ, and those that raise
        another question; first those that no other tells with the same numbers, contradictions first, the larger first.

    Misleads when
    -------------
    - A flag is taken for a verdict: two numbers may be of different times or people without saying so.
    - No flag is taken for truth: what nobody dates, measures or bounds cannot contradict anything, and vague numbers
      never do.
    - Rows are counted as evidence: articles that copy one text make the same claim several times.
    """
    rows = merged(reported_figures)
    read = read_claims(
        rows, reported_figures=reported_figures, sentences=sentences, articles=articles, codebook=codebook,
        origins=origins, spots=spots,
    )  # fmt: skip
    compared = compare(read)
    compared += _questions(read, compared)
    compared += impossible_quotes(quotes, articles=articles, codebook=codebook)
    fitting = agreements(compared, codebook=codebook, blocks=blocks(read.found))
    sizes = _sizes(read.found)
    ids = _numbered(compared, sizes)
    return (
        _claim_rows(rows, read, compared),
        _comparison_rows(compared, ids, codebook),
        _conflict_rows(compared, ids),
        _agreement_rows(fitting),
    )


def _questions(read: Claims, compared: Sequence[Comparison]) -> list[Comparison]:
    """What two numbers of one scope do not show: totals, flows, credits, and counts out of date."""
    found: list[Comparison] = []
    taken = _figures_in(compared)
    for block in blocks(claim for claim in read.found if claim.subject.is_measured):
        distinct = statements(sorted(block, key=lambda claim: claim.order))
        exceeded = exceeded_totals(distinct, codebook=read.codebook)
        stale = stale_counts(distinct, codebook=read.codebook, taken=taken | _figures_in(exceeded))
        found += [*exceeded, *credit_questions(block, codebook=read.codebook), *stale]
    measured = [claim for claim in read.found if claim.subject.is_measured]
    return [*found, *against_the_flow(statements(measured), codebook=read.codebook, taken=taken)]


def _figures_in(found: Iterable[Comparison]) -> frozenset[str]:
    """The figures of the conflicts that are told."""
    told = (row for row in found if row.relation in _CONFLICTING and row.told_by is None)
    return frozenset(claim.figure_id for row in told for claim in (row.a, row.b) if claim)


def _sizes(claims: Iterable[Claim]) -> Counter:
    return Counter(claim.subject.key for claim in claims)


def _numbered(compared: Sequence[Comparison], sizes: Counter) -> list[int]:
    """The order of comparisons: conflicts first, by cause and size; then by what is counted."""

    def rank(at: int) -> tuple:
        told = compared[at]
        key = told.a.subject.key if told.a else ("",)
        is_open = told.cause is not None and told.told_by is None
        return (
            not is_open, _TIERS[told.cause] if told.cause else 9, _RELATIONS.index(told.relation), told.a is None,
            -sizes[key], key, -round(told.size, 9), told.a.order if told.a else 0,
            told.b.order if told.b else 0, told.reason,
        )  # fmt: skip

    return sorted(range(len(compared)), key=rank)


def _claim_rows(rows: pd.DataFrame, read: Claims, compared: Iterable[Comparison]) -> pd.DataFrame:
    """The table `claims`: the merged ledger, with what scope each claim was read with."""
    known = {claim.claim_id: claim for claim in read.found}
    beside = {
        claim.claim_id for told in compared if told.relation != "not_comparable" for claim in (told.a, told.b) if claim
    }
    own = [known.get(claim_id) for claim_id in rows["figure_id"]]
    rows = rows.assign(
        place=[claim.place.label if claim and claim.place is not NOWHERE else None for claim in own],
        event=[claim.event.label if claim else None for claim in own],
        is_main_event=[bool(claim and claim.event.is_main and claim.is_anchored) for claim in own],
        is_comparable=rows["figure_id"].isin(beside),
        group=rows["figure_id"].map(groups(read, compared)),
        of_what=[explanations.subject(claim, read.codebook) if claim else None for claim in own],
    )
    return schema.frame("claims", rows[schema.table("claims").names])


def _comparison_rows(compared: Sequence[Comparison], ids: Sequence[int], codebook: Codebook) -> pd.DataFrame:
    rows = (
        {
            "comparison_id": f"r{number}",
            "claim_a": told.a.claim_id if told.a else None,
            "claim_b": told.b.claim_id if told.b else None,
            "relation": told.relation,
            "cause": told.cause,
            "counted": explanations.subject(told.a, codebook) if told.a else None,
            "event": told.a.event.label if told.a else None,
            "reason": told.reason,
            "quote_id": told.quote_id,
            "sentence_a": told.a.sentence_id if told.a else told.sentence_a,
            "sentence_b": told.b.sentence_id if told.b else None,
        }
        for number, told in enumerate((compared[at] for at in ids), 1)
    )
    return schema.frame("comparisons", rows)


def _conflict_rows(compared: Sequence[Comparison], ids: Sequence[int]) -> pd.DataFrame:
    told = [(number, compared[at]) for number, at in enumerate(ids, 1) if compared[at].cause]
    first = {
        (row.a.figure_id, row.b.figure_id): f"c{place}"
        for place, (_, row) in enumerate(told, 1)
        if row.a and row.b and row.told_by is None and row.relation in _CONFLICTING
    }
    rows = [
        {
            "conflict_id": f"c{place}",
            "comparison_id": f"r{number}",
            "relation": row.relation,
            "cause": row.cause,
            "measure": row.a.measure if row.a else None,
            "figure_a": row.a.figure_id if row.a else None,
            "figure_b": row.b.figure_id if row.b else None,
            "quote_id": row.quote_id,
            "sentence_a": row.a.sentence_id if row.a else row.sentence_a,
            "sentence_b": row.b.sentence_id if row.b else None,
            "explanation": row.reason,
            "told_by": first[row.told_by] if row.told_by else None,
        }
        for place, (number, row) in enumerate(told, 1)
    ]
    return schema.frame("conflicts", rows)


def _agreement_rows(fits: Sequence[Agreement]) -> pd.DataFrame:
    sizes = Counter(fit.measure for fit in fits)
    ordered = sorted(fits, key=lambda fit: (-sizes[fit.measure], fit.measure or "", fit.order, fit.explanation))
    rows = [
        {
            "agreement_id": f"a{number}",
            "measure": fit.measure,
            "figures": list(fit.figures),
            "explanation": fit.explanation,
        }
        for number, fit in enumerate(ordered, 1)
    ]
    return schema.frame("agreements", rows)
