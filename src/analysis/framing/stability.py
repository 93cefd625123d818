"""Would the terms shown for a source be shown again? By resampling its sentences or articles."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.framing.choosing import Choice
from analysis.framing.usage import Usage

_CELLS_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Resampled:
    """For the terms shown, by (source, column): stability and the interval of the log-odds."""

    stability: dict[tuple[int, int], float]
    interval: dict[tuple[int, int], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to resample: how many terms are shown, how many resamples, from which seed, and the interval's confidence."""

    top_terms: int
    n_resamples: int
    seed: int
    confidence: float


def resample_words(usage: Usage, ranking: Sequence[NDArray[np.int64]], *, plan: Plan) -> Resampled:
    """Rank the terms of each source by z again in resamples of sentences within articles."""
    columns = np.unique(np.concatenate(ranking))
    small = usage.narrowed(columns)
    at = [np.searchsorted(columns, np.sort(ranked)) for ranked in ranking]
    shown = [np.searchsorted(columns, ranked[: plan.top_terms]) for ranked in ranking]
    in_top = [np.zeros(len(columns), dtype=np.int64) for _ in ranking]
    draws: list[list[NDArray[np.float64]]] = [[] for _ in ranking]
    rng = np.random.default_rng(plan.seed)
    batch = max(1, _CELLS_AT_ONCE // max(len(usage.sources) * len(columns), len(usage.size), 1))
    for start in range(0, plan.n_resamples, batch):
        weights = resample_weights(small.stratum, n=min(batch, plan.n_resamples - start), rng=rng)
        scores = small.log_odds(weights)
        for source, candidates in enumerate(at):
            z = np.round(scores.z[:, source, candidates], 9)
            best = np.argsort(-z, axis=1, kind="stable")[:, : plan.top_terms]
            in_top[source] += np.bincount(candidates[best].ravel(), minlength=len(columns))
            draws[source].append(scores.log_odds[:, source, shown[source]])
    made = Resampled({}, {})
    for source, terms in enumerate(shown):
        _note(
            made, (source, columns[terms]), kept=in_top[source][terms], draws=np.concatenate(draws[source]), plan=plan
        )
    return made


def resample_articles(
    usage: Usage, ranking: Sequence[NDArray[np.int64]], *, plan: Plan, choices: Sequence[Choice]
) -> Resampled:
    """Choose the terms of each source again in resamples of articles within each source."""
    shown = [
        np.array([choice.position[column] for column in ranked[: plan.top_terms].tolist()], dtype=np.int64)
        for choice, ranked in zip(choices, ranking, strict=True)
    ]
    kept = [np.zeros(len(choice.columns), dtype=np.int64) for choice in choices]
    draws: list[list[NDArray[np.float64]]] = [[] for _ in choices]
    rng = np.random.default_rng(plan.seed)
    batch = max(1, _CELLS_AT_ONCE // max(len(usage.size), 1))
    for start in range(0, plan.n_resamples, batch):
        weights = resample_weights(usage.stratum, n=min(batch, plan.n_resamples - start), rng=rng)
        for source, choice in enumerate(choices):
            own, other = choice.counts(weights)
            sizes = float(choice.is_own.sum()), float((~choice.is_own).sum())
            draws[source].append(choice.log_odds(own, other, sizes=sizes)[0][:, shown[source]])
            for row in range(len(weights)):
                chosen = choice.chosen(weights[row], n=plan.top_terms, used=own[row], other=other[row])
                kept[source][chosen] += 1
    made = Resampled({}, {})
    for source, (choice, terms) in enumerate(zip(choices, shown, strict=True)):
        found = np.concatenate(draws[source])
        _note(made, (source, choice.columns[terms]), kept=kept[source][terms], draws=found, plan=plan)
    return made


def _note(
    made: Resampled,
    where: tuple[int, NDArray[np.int64]],
    *,
    kept: NDArray[np.int64],
    draws: NDArray[np.float64],
    plan: Plan,
) -> None:
    source, columns = where
    ends = np.quantile(draws, [(1 - plan.confidence) / 2, (1 + plan.confidence) / 2], axis=0)
    for place, column in enumerate(columns.tolist()):
        made.stability[source, column] = float(kept[place] / plan.n_resamples)
        made.interval[source, column] = (float(ends[0, place]), float(ends[1, place]))


def resample_weights(stratum: NDArray[np.int64], *, n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """How often each unit is drawn in each of `n` resamples with replacement, as many from each stratum as it has.

    >>> weights = resample_weights(np.array([0, 0, 1]), n=3, rng=np.random.default_rng(1))
    >>> weights.sum(axis=1).tolist(), weights[:, 2].tolist()
    ([3.0, 3.0, 3.0], [1.0, 1.0, 1.0])
    """
    order = np.argsort(stratum, kind="stable")
    _, first, size = np.unique(stratum[order], return_index=True, return_counts=True)
    start, width = np.repeat(first, size), np.repeat(size, size)
    weights = np.zeros((n, len(stratum)))
    for row in weights:
        drawn = order[start + (rng.random(len(stratum)) * width).astype(np.int64)]
        row += np.bincount(drawn, minlength=len(stratum))
    return weights
