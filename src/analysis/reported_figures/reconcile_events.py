"""Which figures can be set beside each other: those of the story's own measures, and those of one event."""

from collections.abc import Iterable, Sequence
from itertools import combinations

import pandas as pd

from analysis.corpus.codebook import Codebook
from analysis.reported_figures.reconcile_claims import Claim, claims_of
from analysis.reported_figures.reconcile_evidence import evidence


def comparable_figures(
    reported_figures: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    codebook: Codebook,
) -> frozenset[str]:
    """The figures that a chart or a range may show together, by `figure_id`.

    All figures of a measure that the corpus's codebook defines are of its story. Of a measure of general news ("people
    killed") only those of one event are: the largest group in which each is tied to another by day, place or wording;
    without parts, forecasts, and values that were replaced.

    Parameters
    ----------
    reported_figures, sentences, articles
        The tables of those names.
    codebook
        Says which measures are general.

    Misleads when
    -------------
    Two events share place and wording (two bombs in one town): then figures of both are shown together.
    """
    claims = claims_of(reported_figures, sentences=sentences, articles=articles, codebook=codebook)
    shown = {claim.figure_id for claim in claims if not claim.is_general}
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        if claim.is_general and not claim.is_part:
            groups.setdefault((claim.measure, claim.kind, claim.population), []).append(claim)
    for key in sorted(groups):
        shown.update(claim.figure_id for claim in _largest(_tied(groups[key])))
    return frozenset(shown)


def _tied(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Groups in which each claim is tied to another of them."""
    group_of = {claim.figure_id: claim.figure_id for claim in claims}

    def first(figure_id: str) -> str:
        while group_of[figure_id] != figure_id:
            group_of[figure_id] = group_of[group_of[figure_id]]
            figure_id = group_of[figure_id]
        return figure_id

    for one, other in combinations(claims, 2):
        if first(one.figure_id) != first(other.figure_id) and evidence(one, other):
            group_of[first(other.figure_id)] = first(one.figure_id)
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(first(claim.figure_id), []).append(claim)
    return [group for group in groups.values() if len(group) > 1]


def _largest(groups: Iterable[list[Claim]]) -> list[Claim]:
    """The group of most sources, then of most claims, then the first."""
    return max(
        groups, key=lambda group: (len({claim.source for claim in group}), len(group), -group[0].order), default=[]
    )
