"""Collocates: the words that keep company with a name or word, in each source."""

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import beside, style
from analysis.charts.intervals import Estimate
from analysis.charts.layout import sentence
from analysis.errors import SchemaError

_COLUMNS = ("node", "source", "collocate", "n", "n_node", "share", "low", "high")
_NOTHING = "No source has a word beside it often enough to say what stands there."
_NO_WORD = "No word stands beside it often enough to tell."


def _companies(collocates: pd.DataFrame) -> list[tuple[str, list[dict[str, Any]]]]:
    """The sources by how often they use the node, most first, each with its surest words first."""
    style.require(collocates, _COLUMNS, chart="collocates_by_source")
    if collocates["node"].nunique() > 1:
        raise SchemaError(
            f"Chart collocates_by_source: one node a chart, not {collocates['node'].nunique()}. "
            "Give the rows of one node."
        )
    grouped = [
        (str(source), sorted(own.to_dict("records"), key=_sureness))
        for source, own in collocates.groupby("source", sort=True)
    ]
    return sorted(grouped, key=lambda item: -max(row["n_node"] for row in item[1]))


def _sureness(row: dict[str, Any]) -> tuple[float, float, str]:
    return -float(style.optional(row, "log_likelihood", 0.0)), -row["n"], str(row["collocate"])


def _words(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that make a statement; the others only count, or give a reason."""
    return [row for row in rows if style.is_finite(row["share"])]


def _instead(rows: Sequence[dict[str, Any]]) -> str:
    """What stands under a source of which no word is told."""
    if _words(rows):
        return ""
    named = any(str(row["collocate"]) for row in rows)
    return _NO_WORD if named else str(style.optional(rows[0], "reason", _NOTHING))


@style.in_house_style
def collocates_by_source(collocates: pd.DataFrame, *, sources: Collection[str] | None = None) -> Axes:
    """Answer: what stands beside this name or word in each source?

    Parameters
    ----------
    collocates
        Rows of the table `collocates` for one node: `source`, `collocate`, `n`, `n_node`, `share` (empty where nothing
        is said of the word), `low`, `high`; optional: `log_likelihood` (orders the words), `reason`, `is_only_here`,
        `sentences`, `link`.
    sources
        All sources of the corpus.

    Returns
    -------
    Axes
        Under each source its words, the surest first: the share of the node's uses that have the word near, with
        its interval and the counts.

    Raises
    ------
    SchemaError
        A column is missing, or the rows are of more than one node.

    Misleads when
        company is read as opinion: a word stands beside a name also where a sentence denies it.
    """
    found = _companies(collocates)
    if not any(_words(rows) for _, rows in found):
        return sentence("collocates_by_source", _NOTHING)
    looks = style.styles_for(collocates, sources)
    groups = [
        beside.Group(
            source,
            style.counted(max(row["n_node"] for row in rows), "use"),
            [_estimate(row, looks[source]) for row in _words(rows)],
            _instead(rows),
        )
        for source, rows in found
    ]
    axis = "Of 100 uses, so many have the word near; line: interval. At the right: uses with the word, of all uses."
    return beside.by_source("collocates_by_source", groups, looks=looks, axis=axis)


def _estimate(row: dict[str, Any], look: style.SourceStyle) -> Estimate:
    only = " – only here" if bool(style.optional(row, "is_only_here", False)) else ""
    return Estimate(
        label=str(row["collocate"]),
        value=100 * row["share"],
        low=100 * row["low"],
        high=100 * row["high"],
        note=f"{style.number(row['n'])} of {style.number(row['n_node'])}{only}",
        look=look,
        url=style.link_of(row),
    )


def collocates_by_source_alt(collocates: pd.DataFrame) -> str:
    """The same rows in one to four sentences, with the numbers."""
    found = _companies(collocates)
    if not any(_words(rows) for _, rows in found):
        return _NOTHING
    said, rarely = [], []
    for source, rows in found:
        words = [f"{style.short(row['collocate'], 24)} {style.number(row['n'])}" for row in _words(rows)]
        n_node = style.number(max(row["n_node"] for row in rows))
        if words:
            said.append(f"{style.short(source)} ({n_node} uses): {style.listed(words, most=5)}")
        else:
            rarely.append(f"{style.short(source)} ({n_node})")
    ending = f" Too few uses to say: {style.listed(rarely)}." if rarely else ""
    return f"Words that stand near it, and how often. {'; '.join(said)}.{ending}"
