"""How far coders agree: Krippendorff's alpha with a bootstrap interval.

Krippendorff (2018), Content Analysis, 4th ed., ch. 12; Hayes and Krippendorff (2007), Communication Methods and
Measures 1:77-89. Units are resampled for the interval (Zapf et al., 2016, BMC Medical Research Methodology 16:93).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import ParameterError

# Krippendorff's bound below which data should not be used even for tentative conclusions.
LEAST_ALPHA = 0.667
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha (1 = full agreement, 0 = what chance gives, below 0 = worse) or why there is none."""

    value: float | None
    low: float | None
    high: float | None
    n_units: int
    n_coders: int
    note: str

    @property
    def is_reliable(self) -> bool:
        """Whether the lower end of the interval reaches .667."""
        return self.low is not None and self.low >= LEAST_ALPHA


def krippendorff_alpha(
    codes: pd.DataFrame,
    *,
    level: Literal["nominal", "ordinal", "interval"] = "nominal",
    n_resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 2025,
) -> Alpha:
    """Do the coders agree more than chance would have them?

    Parameters
    ----------
    codes
        One row for each code given: `unit`, `coder`, `code`. A unit that a coder left out has no row or no code.
    level
        How far apart two codes are: different or not, by rank, or by squared difference.
    n_resamples, confidence, seed
        Resamples of units behind the interval.

    Returns
    -------
    Alpha
        `n_units` counts the units that two coders or more have coded: only they can be compared. Without any, or when
        every code is the same, there is no alpha, and `note` says why.

    Misleads when
        a code is rare: coders who agree on 98 of 100 units can have an alpha near 0, because they hardly ever had to
        decide. And full agreement on a handful of units gives 1 with an interval of no width.

    >>> pairs = enumerate(["aa", "bb", "ab", "bb"])
    >>> rows = [{"unit": unit, "coder": coder, "code": code} for unit, pair in pairs for coder, code in enumerate(pair)]
    >>> round(krippendorff_alpha(pd.DataFrame(rows)).value, 3)
    0.533
    """
    coded = codes.dropna(subset=["code"])
    n_coders = int(coded["coder"].nunique())
    counts, values = _counts(coded)
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        return Alpha(None, None, None, 0, n_coders, "No unit has been coded by two coders.")
    if (counts.sum(axis=0) > 0).sum() < 2:
        return Alpha(
            None,
            None,
            None,
            len(counts),
            n_coders,
            "All codes are the same, so nobody can tell agreement from habit: code units on which the answer varies.",
        )
    distances = _distances(values, counts.sum(axis=0), level)
    value = float(_alphas(counts, distances, np.ones((1, len(counts))))[0])
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=n_resamples)
    resampled = _alphas(counts, distances, drawn)
    resampled = resampled[~np.isnan(resampled)]
    low, high = np.quantile(resampled, [(1 - confidence) / 2, (1 + confidence) / 2])
    note = f"{len(counts)} units, {n_coders} coders"
    return Alpha(
        round(value, _PLACES), round(float(low), _PLACES), round(float(high), _PLACES), len(counts), n_coders, note
    )


def _counts(coded: pd.DataFrame) -> tuple[NDArray[np.float64], list]:
    """Units by codes: how many coders gave each code. Codes sorted."""
    if coded.duplicated(["unit", "coder"]).any():
        twice = coded[coded.duplicated(["unit", "coder"])].iloc[0]
        raise ParameterError(f"Coder {twice['coder']!r} has coded unit {twice['unit']!r} twice; keep one code.")
    values = sorted(coded["code"].unique())
    table = pd.crosstab(coded["unit"], coded["code"]).reindex(columns=values, fill_value=0)
    return table.to_numpy(dtype=float), values


def _distances(values: list, totals: NDArray[np.float64], level: str) -> NDArray[np.float64]:
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "interval":
        numbers = np.array(values, dtype=float)
        return (numbers[:, np.newaxis] - numbers) ** 2
    if level == "ordinal":
        # Ranks between two codes, each end counted half (Krippendorff, 2018, 12.3.3).
        middle = np.cumsum(totals) - totals / 2
        return (middle[:, np.newaxis] - middle) ** 2
    raise ParameterError(f"level must be nominal, ordinal or interval, not {level!r}.")


def _alphas(
    counts: NDArray[np.float64], distances: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Alpha of each of several samples, given as how often each unit is in it; NaN where all codes are the same."""
    disagreement = np.einsum("uc,cd,ud->u", counts, distances, counts) / (counts.sum(axis=1) - 1)
    observed = weights @ disagreement
    totals = weights @ counts
    n = totals.sum(axis=1)
    expected = np.einsum("sc,cd,sd->s", totals, distances, totals) / (n - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)
