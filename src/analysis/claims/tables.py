"""What the articles claim, which claims cannot all be true, and which fit together: the three tables of this room."""

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis import schema
from analysis.claims.claim import Claim, read_claims, statements
from analysis.claims.comparable import shown_together
from analysis.claims.credit import credit_questions, impossible_quotes, stale_counts
from analysis.claims.mentions import merged
from analysis.claims.relations import Agreement, Conflict, Pairs, differences, exclusions, fits, same_numbers
from analysis.claims.totals import against_the_flow, excesses, wholes
from analysis.corpus.codebook import Codebook

_TIERS = {
    "value": 0, "date": 0, "impossible_quote": 0, "definition": 1, "authority": 1, "staleness": 2, "attribution": 2,
}  # fmt: skip


def claims(
    reported_figures: pd.DataFrame, *, sentences: pd.DataFrame, articles: pd.DataFrame, codebook: Codebook
) -> pd.DataFrame:
    """What each article says, once: the ledger without repeats, and whether a claim may stand beside others.

    Parameters
    ----------
    reported_figures, sentences, articles
        The tables of those names.
    codebook
        Says which measures are the story's own and which are of general news.

    Returns
    -------
    The table `claims`, in the order of the ledger.

    Misleads when
    -------------
    Rows are counted as evidence: articles that copy one text make the same claim several times. And `is_comparable` is
    read as "of one event": claims of the story's own measures are, as far as their dates say.
    """
    rows = merged(reported_figures)
    read = read_claims(
        rows, reported_figures=reported_figures, sentences=sentences, articles=articles, codebook=codebook
    )
    rows = rows.assign(is_comparable=rows["compared_as"].isin(shown_together(read)))
    declared = rows[schema.table("claims").names]
    return schema.frame("claims", declared.astype(object).where(declared.notna(), None).to_dict("records"))


def reconcile(
    claims: pd.DataFrame,
    *,
    reported_figures: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    quotes: pd.DataFrame,
    codebook: Codebook,
    origins: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Which claims cannot all be true, and which fit together though a reader may wonder.

    Claims are compared within one measure, kind, population and unit. Stocks that may be of one day must share a
    number; flows of one event must agree, and dated flows must not come to more than a total for their time; a running
    total must not shrink. Besides: one event on two days, one count with two authorities, an authority that got lost or
    mixed up, an old count given as current, and people quoted when `codebook.known_facts` says they could not speak.
    A stock without a date counts as of its article's day; where the article has none, as of any day, and the
    explanation says so.

    Parameters
    ----------
    claims, reported_figures, sentences, articles, quotes
        The tables of those names.
    codebook
        Labels, nouns, which flows raise or lower which stock, and known facts; actors make two spellings one authority.
    origins
        Optional `article_id`, `origin`: articles of one origin count as one report.

    Returns
    -------
    conflicts, agreements
        The tables of those names: contradictions first, then questions of definition and authority, then staleness and
        lost attributions; the larger first.

    Misleads when
    -------------
    - A flag is taken for a verdict: two numbers may be of different times or people without saying so.
    - No flag is taken for truth: what nobody dates, measures or bounds cannot contradict anything, and vague numbers
      never do.
    """
    read = read_claims(
        claims,
        reported_figures=reported_figures,
        sentences=sentences,
        articles=articles,
        codebook=codebook,
        origins=origins,
    )
    groups = _by_measure(read)
    found = [conflict for group in groups for conflict in _conflicts_within(group, codebook)]
    found += against_the_flow(statements(read), codebook=codebook, taken=_figures_in(found))
    found += impossible_quotes(quotes, articles=articles, codebook=codebook)
    apart = frozenset(frozenset((told.a.figure_id, told.b.figure_id)) for told in found if told.a and told.b)
    agreeing = [fit for group in groups for fit in _agreements_within(group, apart, codebook)]
    sizes = {group[0].measure: len(group) for group in groups}
    return _conflict_rows(found, sizes), _agreement_rows(agreeing, sizes)


def _conflicts_within(group: Sequence[Claim], codebook: Codebook) -> list[Conflict]:
    """Every conflict among the claims of one measure; what is told as an exclusion is not told as a difference too."""
    distinct = statements(group)
    firm = [claim for claim in distinct if not claim.is_vague]
    excluded = exclusions(firm, codebook=codebook)
    is_told = _figures_in(excluded)
    rest = [claim for claim in firm if claim.figure_id not in is_told]
    told = [*excluded, *differences(rest, codebook=codebook), *excesses(rest, codebook=codebook)]
    stale = stale_counts(distinct, codebook=codebook, taken=_figures_in(told))
    return [*told, *credit_questions(group, codebook=codebook), *stale]


def _agreements_within(group: Sequence[Claim], apart: Pairs, codebook: Codebook) -> list[Agreement]:
    """What fits among the claims of one measure; `apart` holds the pairs that are told as conflicts."""
    told = [claim for claim in group if not claim.is_vague and not claim.is_part]
    firm = statements(told)
    return [
        *same_numbers(told, apart=apart, codebook=codebook),
        *fits(firm, apart=apart, codebook=codebook),
        *wholes(firm, codebook=codebook),
    ]


def _by_measure(claims: Iterable[Claim]) -> list[list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.measure, []).append(claim)
    return [groups[measure] for measure in sorted(groups)]


def _figures_in(found: Iterable[Conflict]) -> frozenset[str]:
    return frozenset(claim.figure_id for told in found for claim in (told.a, told.b) if claim)


def _conflict_rows(found: Sequence[Conflict], sizes: dict[str, int]) -> pd.DataFrame:
    def rank(conflict: Conflict) -> tuple:
        measure = conflict.a.measure if conflict.a else ""
        return (
            _TIERS[conflict.cause], conflict.a is None, -sizes.get(measure, 0), measure, -round(conflict.size, 9),
            conflict.a.order if conflict.a else 0, conflict.explanation,
        )  # fmt: skip

    rows = [
        {
            "conflict_id": f"c{number}",
            "cause": conflict.cause,
            "measure": conflict.a.measure if conflict.a else None,
            "figure_a": conflict.a.figure_id if conflict.a else None,
            "figure_b": conflict.b.figure_id if conflict.b else None,
            "quote_id": conflict.quote_id,
            "sentence_a": conflict.a.sentence_id if conflict.a else conflict.sentence_a,
            "sentence_b": conflict.b.sentence_id if conflict.b else None,
            "explanation": conflict.explanation,
        }
        for number, conflict in enumerate(sorted(found, key=rank), 1)
    ]
    return schema.frame("conflicts", rows)


def _agreement_rows(fits: Sequence[Agreement], sizes: dict[str, int]) -> pd.DataFrame:
    ordered = sorted(fits, key=lambda fit: (-sizes.get(fit.measure, 0), fit.measure, fit.order, fit.explanation))
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
