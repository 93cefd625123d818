"""What a score is worth: how well it agrees with people, from a record that `benchmarks/` makes again.

The record (`accuracy.json`) holds numbers only. They were measured on the ratings that VADER was published with:
sentences from newspaper editorials, tweets and reviews, each rated by some twenty people.
"""

import json
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from analysis.errors import ParameterError

NEWS = "sentences from New York Times editorials"


def accuracy() -> pd.DataFrame:
    """How well do the scores agree with people, by collection, rules and lexicon?

    Returns
    -------
    DataFrame
        One row per collection, scorer and lexicon: `n` sentences; `r`, its 95 % interval `r_low`, `r_high` (whole
        articles resampled), `r_one_person` (one rater against the mean of all) and `r_published` in the paper;
        `precision`, `recall`, `f1` (weighted over negative, neutral, positive; `f1_published`); `share_right`;
        `right_when_negative` (of the sentences scored negative, the share that people rate negative),
        `found_negative` (of those rated negative, the share scored so), and the same for positive.

    Misleads when
        the corpus is unlike the collections: editorials argue, news reports; other subjects, other words.

    References
    ----------
    Hutto & Gilbert (2014), VADER, ICWSM, table 4.
    """
    return pd.DataFrame(_record()["rows"])


def accuracy_in_words(scorer: str = "nltk", lexicon: str = "VADER") -> str:
    """The measured worth of a score on newspaper sentences, in words: to be printed beside every score.

    Raises
    ------
    ParameterError
        Nothing was measured for this scorer and lexicon.
    """
    rows = accuracy()
    chosen = rows[(rows["collection"] == NEWS) & (rows["scorer"] == scorer) & (rows["lexicon"] == lexicon)]
    if chosen.empty:
        raise ParameterError(
            f"How good the scores of {scorer!r} with the lexicon {lexicon!r} are has not been measured."
        )
    row = chosen.iloc[0]
    return (
        f"How far to trust these scores: on {row['n']:,} {NEWS}, each rated by {row['n_raters']} people, they "
        f"correlate {row['r']:.2f} with the mean rating (1 would be full agreement; 95 % interval {row['r_low']:.2f} "
        f"to {row['r_high']:.2f}), where one person correlates {row['r_one_person']:.2f}. Of 100 sentences scored "
        f"negative, people rated {100 * row['right_when_negative']:.0f} negative; of 100 scored positive, "
        f"{100 * row['right_when_positive']:.0f} positive. Of 100 that people rated negative, the scores found "
        f"{100 * row['found_negative']:.0f}."
    )


@cache
def _record() -> dict[str, Any]:
    return json.loads(resources.files("analysis.sentiment").joinpath("accuracy.json").read_text(encoding="utf-8"))
