"""Contrasts: the words that a source uses in more, or fewer, of its articles than all others, beyond chance."""

from collections.abc import Collection
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import beside, style
from analysis.charts.intervals import Estimate
from analysis.charts.layout import sentence

_COLUMNS = ("first", "term", "share_first", "share_second", "difference", "low", "high", "p")
_NOTHING = "No word sets a source apart beyond what chance alone could do."


def _surviving(terms: pd.DataFrame) -> list[tuple[str, list[dict[str, Any]]]]:
    """Each source with its words, the largest difference first."""
    style.require(terms, _COLUMNS, chart="contrasts_by_source")
    strength = terms.assign(_size=-terms["difference"].abs())
    rows = strength.sort_values(["first", "_size", "term"], kind="stable").drop(columns="_size")
    return [(str(source), own.to_dict("records")) for source, own in rows.groupby("first", sort=True)]


@style.in_house_style
def contrasts_by_source(terms: pd.DataFrame, *, sources: Collection[str] | None = None) -> Axes:
    """Answer: which words does a source use in more, or fewer, of its articles than the others, beyond chance?

    Parameters
    ----------
    terms
        Rows of the table `contrast_terms`: `first` (the source), `term`, `share_first`, `share_second`, `difference`,
        `low`, `high`, `p`; optional: `sentences`, `link`.
    sources
        All sources of the corpus.

    Returns
    -------
    Axes
        Under each source its words: how many articles more of a hundred use the word, with the interval; left of
        nought for words that the source avoids.

    Raises
    ------
    SchemaError
        A column is missing.

    Misleads when
        articles are not independent (serials, copies): the test takes each for a case of its own.
    """
    found = _surviving(terms)
    if not found:
        return sentence("contrasts_by_source", _NOTHING)
    looks = style.source_styles({source for source, _ in found} | set(sources or ()))
    groups = [
        beside.Group(source, style.counted(len(rows), "word"), [_estimate(row, looks[source]) for row in rows])
        for source, rows in found
    ]
    axis = (
        "Articles more (right) or fewer (left), of every 100, that use the word; line: interval. At the right: share "
        "of this source's articles, then of all others'."
    )
    return beside.by_source("contrasts_by_source", groups, looks=looks, axis=axis, is_signed=True)


def _estimate(row: dict[str, Any], look: style.SourceStyle) -> Estimate:
    return Estimate(
        label=str(row["term"]),
        value=100 * row["difference"],
        low=100 * row["low"],
        high=100 * row["high"],
        note=f"{style.percent(row['share_first'])} v {style.percent(row['share_second'])}",
        look=look,
        url=style.link_of(row),
    )


def contrasts_by_source_alt(terms: pd.DataFrame) -> str:
    """The same rows in one to four sentences, with the numbers."""
    found = _surviving(terms)
    if not found:
        return _NOTHING
    said = []
    for source, rows in found:
        words = [
            f"{style.short(row['term'], 24)} {style.percent(row['share_first'])} against "
            f"{style.percent(row['share_second'])}"
            for row in rows
        ]
        said.append(f"{style.short(source)}: {style.listed(words, most=4)}")
    return f"Share of articles that use a word, in the source and in all others. {'; '.join(said)}."
