"""Which of the reported figures cannot all be true, and which fit together."""

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.reported_figures.reconcile_agreements import Fit, agreements
from analysis.reported_figures.reconcile_claims import Claim, Finding, claims_of, statements
from analysis.reported_figures.reconcile_credit import credit_questions, impossible_quotes, stale_counts
from analysis.reported_figures.reconcile_rules import contradictions
from analysis.reported_figures.reconcile_totals import against_the_flow

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
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Which reported figures cannot all be true, and which fit together though a reader may wonder.

    Figures are compared within one measure, kind, population and unit. Stocks that may be of one day must share a
    number; flows of one event must agree, and dated flows must not come to more than a total for their time; a running
    total must not shrink. Besides: one event on two days, one count with two authorities, an authority that got lost or
    mixed up, an old count given as current, and people quoted when `codebook.known_facts` says they could not speak.
    A stock without a date counts as of its article's day; where the article has none, as of any day, and the
    explanation says so.

    Parameters
    ----------
    reported_figures, sentences, articles, quotes
        The tables of those names.
    codebook
        Labels, nouns and known facts; actors make two spellings one authority.
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
    claims = claims_of(reported_figures, sentences=sentences, articles=articles, codebook=codebook, origins=origins)
    groups = _by_measure(claims)
    findings: list[Finding] = []
    for group in groups:
        distinct = statements(group)
        found = contradictions(distinct, codebook=codebook)
        findings += [*found, *credit_questions(group, codebook=codebook)]
        findings += stale_counts(distinct, codebook=codebook, taken=_figures_in(found))
    findings += against_the_flow(statements(claims), codebook=codebook, taken=_figures_in(findings))
    findings += impossible_quotes(quotes, articles=articles, codebook=codebook)
    apart = frozenset(frozenset((f.a.figure_id, f.b.figure_id)) for f in findings if f.a and f.b)
    fits = [fit for group in groups for fit in agreements(group, apart=apart, codebook=codebook)]
    sizes = _figures_per_measure(claims)
    return _conflicts(findings, sizes), _agreements(fits, sizes)


def _by_measure(claims: Iterable[Claim]) -> list[list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.measure, []).append(claim)
    return [groups[measure] for measure in sorted(groups)]


def _figures_per_measure(claims: Iterable[Claim]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for claim in claims:
        counts[claim.measure] = counts.get(claim.measure, 0) + 1
    return counts


def _figures_in(findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(claim.figure_id for finding in findings for claim in (finding.a, finding.b) if claim)


def _conflicts(findings: Sequence[Finding], sizes: dict[str, int]) -> pd.DataFrame:
    def rank(finding: Finding) -> tuple:
        measure = finding.a.measure if finding.a else ""
        return (
            _TIERS[finding.cause], finding.a is None, -sizes.get(measure, 0), measure, -round(finding.size, 9),
            finding.a.order if finding.a else 0, finding.explanation,
        )  # fmt: skip

    rows = [
        {
            "conflict_id": f"c{number}",
            "cause": finding.cause,
            "measure": finding.a.measure if finding.a else None,
            "figure_a": finding.a.figure_id if finding.a else None,
            "figure_b": finding.b.figure_id if finding.b else None,
            "quote_id": finding.quote_id,
            "sentence_a": finding.a.sentence_id if finding.a else finding.sentence_a,
            "sentence_b": finding.b.sentence_id if finding.b else None,
            "explanation": finding.explanation,
        }
        for number, finding in enumerate(sorted(findings, key=rank), 1)
    ]
    return schema.frame("conflicts", rows)


def _agreements(fits: Sequence[Fit], sizes: dict[str, int]) -> pd.DataFrame:
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
