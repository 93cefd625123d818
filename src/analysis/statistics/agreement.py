"""How far coders agree: Krippendorff's alpha with an interval that also holds where coders hardly disagree.

Krippendorff (2018), Content Analysis, 4th ed., ch. 12; Hayes and Krippendorff (2007), Communication Methods and
Measures 1:77-89. Units are resampled for the interval (Zapf et al., 2016, BMC Medical Research Methodology 16:93) where
enough of them speak. Where few do, resampling cannot give what the sample does not hold: in simulation the bootstrap's
95 % intervals then covered in 2 to 90 % of samples. There an interval of the disagreement itself is used instead.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import ParameterError
from analysis.statistics import DECIMALS
from analysis.statistics.intervals import mid_p_interval
from analysis.statistics.resampling import percentiles

# Krippendorff's bound below which data should not be used even for tentative conclusions.
LEAST_ALPHA = 0.667
# Resampling keeps its promise from so many units on which coders disagree, and as many on which they agree on each of
# the two commonest answers (simulated in benchmarks/framing_statistics.py).
_LEAST_UNITS = 10


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
    n_resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 2025,
) -> Alpha:
    """Do the coders agree more than chance would have them? Codes are nominal: two are the same, or not.

    Parameters
    ----------
    codes
        One row for each code given: `unit`, `coder`, `code`. A unit that a coder left out has no row or no code.
    n_resamples, confidence, seed
        Resamples of units behind the interval.

    Returns
    -------
    Alpha
        `n_units` counts the units that two coders or more have coded: only they can be compared. Without two of them,
        or when every code is the same, there is no alpha, and `note` says why. The interval is a bootstrap over units
        from 10 units on which coders disagree and 10 on which they agree on each of the two commonest codes; below, it
        is the mid-P interval of the observed disagreement over the disagreement expected by chance, which covers at
        least as often as it says and is wide where it has to be: full agreement on 10 units leaves much room below 1.
        `note` says which, and how many units were left out because only one coder coded them.

    Misleads when
        a code is rare: coders who agree on 98 of 100 units can have an alpha near 0, because they hardly ever had to
        decide.

    >>> pairs = enumerate(["aa", "bb", "ab", "bb"])
    >>> rows = [{"unit": unit, "coder": coder, "code": code} for unit, pair in pairs for coder, code in enumerate(pair)]
    >>> round(krippendorff_alpha(pd.DataFrame(rows)).value, 3)
    0.533
    """
    coded = codes.dropna(subset=["code"])
    n_coders = int(coded["coder"].nunique())
    every = _counts(coded)
    counts = every[every.sum(axis=1) >= 2]
    n_units = len(counts)
    if reason := _no_alpha(counts, n_coders=n_coders):
        return Alpha(None, None, None, n_units, n_coders, reason)
    value = float(_alphas(counts, np.ones((1, n_units)))[0])
    note = f"{n_units} units, {n_coders} coders"
    if n_units < len(every):
        note += f"; {len(every) - n_units} more, coded by one coder only, left out"
    if _can_resample(counts):
        rng = np.random.default_rng(seed)
        drawn = rng.multinomial(n_units, np.full(n_units, 1 / n_units), size=n_resamples)
        resampled = _alphas(counts, drawn)
        low, high = percentiles(resampled, confidence=confidence)
    else:
        low, high = _bounds(counts, confidence=confidence)
        n_apart = int(((counts > 0).sum(axis=1) > 1).sum())
        note += f"; the coders differ on {n_apart or 'none'} of them, so the interval is a cautious one"
    ends = (round(max(float(low), -1.0), DECIMALS), round(float(high), DECIMALS))
    return Alpha(round(value, DECIMALS), *ends, n_units, n_coders, note)


def _no_alpha(counts: NDArray[np.float64], *, n_coders: int) -> str | None:
    """Why these codes have no alpha; None if they have one."""
    if n_coders < 2:
        return f"{'One coder' if n_coders else 'Nobody'} has coded; agreement needs two coders."
    if not len(counts):
        return "No unit has been coded by two coders."
    if len(counts) == 1:
        return "Only one unit has been coded by two coders: what chance would give cannot be told from it."
    if (counts.sum(axis=0) > 0).sum() < 2:
        return "All codes are the same, so nobody can tell agreement from habit: code units on which the answer varies."
    return None


def _can_resample(counts: NDArray[np.float64]) -> bool:
    agreed = ((counts > 0).sum(axis=1) == 1)[:, np.newaxis] & (counts > 0)
    n_apart = len(counts) - agreed.any(axis=1).sum()
    commonest = np.sort(agreed.sum(axis=0))[-2:]
    return bool(n_apart >= _LEAST_UNITS and commonest.min() >= _LEAST_UNITS)


def _bounds(counts: NDArray[np.float64], *, confidence: float) -> tuple[float, float]:
    """Alpha's ends if the mean disagreement of a unit lies where its own interval says, chance being what it is."""
    n_codes = counts.sum(axis=1)
    # In shares of the largest disagreement that a unit can show; such numbers vary no more than yes and no.
    largest = float((n_codes**2 / (2 * (n_codes - 1))).max())
    observed = float(_disagreement(counts).sum()) / largest
    low, high = mid_p_interval(observed, len(counts), confidence=confidence)
    totals = counts.sum(axis=0)
    expected = float(totals.sum() ** 2 - (totals**2).sum()) / (totals.sum() - 1)
    return tuple(1 - share * len(counts) * largest / expected for share in (high, low))


def _counts(coded: pd.DataFrame) -> NDArray[np.float64]:
    """Units by codes: how many coders gave each code."""
    if coded.duplicated(["unit", "coder"]).any():
        twice = coded[coded.duplicated(["unit", "coder"])].iloc[0]
        raise ParameterError(f"Coder {twice['coder']!r} has coded unit {twice['unit']!r} twice; keep one code.")
    values = sorted(coded["code"].unique())
    units, names = pd.factorize(coded["unit"], sort=True)
    place = {value: at for at, value in enumerate(values)}
    table = np.zeros((len(names), len(values)))
    np.add.at(table, (units, coded["code"].map(place).to_numpy(dtype=np.int64)), 1.0)
    return table


def _alphas(counts: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Alpha of each of several samples, given as how often each unit is in it; NaN where all codes are the same."""
    observed = weights @ _disagreement(counts)
    totals = weights @ counts
    n = totals.sum(axis=1)
    expected = (n**2 - (totals**2).sum(axis=1)) / (n - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)


def _disagreement(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each unit adds to the observed disagreement."""
    n_codes = counts.sum(axis=1)
    return (n_codes**2 - (counts**2).sum(axis=1)) / (n_codes - 1)
