"""Sentiment: how charged the wording is, which words make it so, and what is said beside whom."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import intervals, style
from analysis.charts.layout import Sheet, sentence

_PARTS = {"headline": "headline", "narrated": "narration", "quoted": "quotation", "all": "all sentences"}
_SUMMARY = ("by", "group", "part", "mean", "low", "high", "n", "n_articles")
_MEAN_AXIS = "mean sentence score: −1 most negative wording, 0 neutral, +1 most positive"


def _by_source(summary: pd.DataFrame) -> pd.DataFrame:
    style.require(summary, _SUMMARY, chart="sentiment_by_source")
    rows = summary[summary["by"] == "source"].rename(columns={"group": "source"})
    overall = rows[rows["part"] == "all"].set_index("source")["mean"]
    order = {part: place for place, part in enumerate(["all", "narrated", "quoted", "headline"])}
    keyed = rows.assign(_mean=rows["source"].map(overall), _part=rows["part"].map(order))
    return keyed.sort_values(["_mean", "source", "_part"], kind="stable").drop(columns=["_mean", "_part"])


@style.in_house_style
def sentiment_by_source(summary: pd.DataFrame, *, sources: Collection[str] | None = None) -> Axes:
    """Answer: how negative or positive is each source's wording, in its own words and in those it quotes?

    Parameters
    ----------
    summary
        Rows of the table `sentiment_summary`; those with `by` = "source" are drawn.
    sources
        All sources of the corpus.

    Returns
    -------
    Axes
        Under each source a dot and interval for each part: narration filled, quotation hollow. The source with the
        lowest mean over all its sentences comes first.

    Raises
    ------
    SchemaError
        A column is missing.

    Misleads when
        the mean is read as the outlet's opinion: an article on prisons is full of words that score low.
    """
    rows = _by_source(summary)
    if not rows["mean"].notna().any():
        return sentence("sentiment_by_source", "No sentence could be scored.")
    sheet = Sheet("sentiment_by_source")
    looks = style.styles_for(rows, sources)
    drawn = [(row["source"], _estimate(row, looks[row["source"]])) for row in rows.to_dict("records")]
    sheet.scale(*intervals.range_of([estimate for _, estimate in drawn]))
    bands, source = [], None
    for name, estimate in drawn[: style.MAX_ROWS]:
        if name != source:
            sheet.gap(0.0 if source is None else 0.06)
            sheet.source_line(name, looks[name])
            source = name
        intervals.draw(sheet, estimate)
        bands.append(sheet.bands[0][-1])
    sheet.zero_line(bands)
    sheet.axis(_MEAN_AXIS)
    if any(estimate.hollow for _, estimate in drawn):
        sheet.paragraph("Hollow: words that the source quotes. Lines: intervals.", quiet=True)
    sheet.left_out(len(drawn) - style.MAX_ROWS)
    return sheet.finish()


def _estimate(row: Mapping[str, Any], look: style.SourceStyle) -> intervals.Estimate:
    score = style.signed(row["mean"]) if style.is_finite(row["mean"]) else "not scored"
    return intervals.Estimate(
        label=_PARTS.get(row["part"], row["part"]),
        value=row["mean"],
        low=row["low"],
        high=row["high"],
        note=f"{score}, {style.counted(row['n'], 'sentence')}",
        look=look,
        hollow=row["part"] == "quoted",
        url=style.link_of(row),
    )


def sentiment_by_source_alt(summary: pd.DataFrame) -> str:
    """The same rows in one to four sentences, with the numbers."""
    rows = _by_source(summary)
    if not rows["mean"].notna().any():
        return "No sentence could be scored."
    said = []
    for source, own in rows.groupby("source", sort=False):
        parts = [
            f"{_PARTS.get(row['part'], row['part'])} {style.signed(row['mean'])}{_between(row)}"
            for row in own.to_dict("records")
            if style.is_finite(row["mean"])
        ]
        said.append(f"{style.short(source)}: {', '.join(parts) or 'not scored'}")
    return f"Mean sentence score (−1 to +1) with its interval, lowest first. {'; '.join(said)}."


def _between(row: Mapping[str, Any]) -> str:
    if not (style.is_finite(row["low"]) and style.is_finite(row["high"])):
        return f" (n {style.number(row['n'])})"
    return f" ({style.signed(row['low'])} to {style.signed(row['high'])}, n {style.number(row['n'])})"
