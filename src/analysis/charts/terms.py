"""Distinctive vocabulary: the terms that set each source apart, with how sure one can be of each."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import marks, style
from analysis.charts.layout import LEFT, RIGHT, Sheet, fair, sentence, span

_COLUMNS = ("source", "term", "rank", "n", "n_articles", "log_odds", "low", "high", "stability")
_TERMS_END = 1.8  # terms stand left of this, marks and then columns of numbers right of it
_COLUMNS_AT = {"articles": 3.84, "times": 4.4, "kept": RIGHT}
_STABLE = 0.8


def _ranked(terms: pd.DataFrame) -> pd.DataFrame:
    style.require(terms, _COLUMNS, chart="distinctive_terms")
    return terms.sort_values(["source", "rank", "term"], kind="stable")


@style.in_house_style
def distinctive_terms(terms: pd.DataFrame, *, sources: Collection[str] | None = None) -> Axes:
    """Answer: which words set each source apart, and would they still with other sentences?

    Parameters
    ----------
    terms
        Rows of the table `terms`; optional: `link`.
    sources
        All sources of the corpus.

    Returns
    -------
    Axes
        Under each source its terms by rank: log-odds with interval, how often the source uses the term, and in what
        share of resamples it stays among the top terms; hollow where that is under 80 %.

    Raises
    ------
    SchemaError
        A column is missing.

    Misleads when
        a source has one article: its terms are those of that article's subject, not of the outlet.
    """
    rows = _ranked(terms)
    if rows.empty:
        return sentence("distinctive_terms", "No term sets a source apart.")
    # How many articles use a term says nothing where every source has one.
    shown_columns = ("articles", "times", "kept") if rows["n_articles"].max() > 1 else ("times", "kept")
    end = _COLUMNS_AT[shown_columns[0]] - (0.68 if len(shown_columns) > 2 else 0.5)
    sheet = Sheet("distinctive_terms", panels=[(_TERMS_END + 0.1, end)])
    ends = [end for column in ("log_odds", "low", "high") for end in rows[column]]
    sheet.scale(*span(ends))
    looks = style.styles_for(rows, sources)
    shown, bands = 0, []
    groups = list(rows.groupby("source", sort=True))
    limit = fair([len(own) for _, own in groups])
    for source, own in groups[: style.MAX_ROWS]:
        y = sheet.source_line(style.fit(source, 3.0, bold=True), looks[source])
        _columns(sheet, y, {name: name for name in shown_columns})
        for row in own.head(limit).to_dict("records"):
            _term(sheet, row, looks[row["source"]], columns=shown_columns)
            bands.append(sheet.bands[0][-1])
        shown += min(limit, len(own))
        sheet.gap(0.1)
    sheet.zero_line(bands)
    sheet.axis("")
    sheet.paragraph(
        "Further right: more typical of this source (weighted log-odds; line: its interval). Kept: share of resamples "
        "in which the term stays among the top terms; hollow marks: under 80 %.",
        quiet=True,
    )
    sheet.left_out(len(rows) - shown, "term")
    return sheet.finish()


def _columns(sheet: Sheet, y: float, cells: Mapping[str, str]) -> None:
    for name, words in cells.items():
        sheet.text(words, (_COLUMNS_AT[name], y), align="right", colour=style.QUIET)


def _term(sheet: Sheet, row: Mapping[str, Any], look: style.SourceStyle, *, columns: Sequence[str]) -> None:
    y = sheet.band(height=0.25)
    url = style.link_of(row)
    sheet.text(style.fit(row["term"], _TERMS_END - LEFT), (LEFT, y), url=url)
    if style.is_finite(row["log_odds"]):
        marks.whisker(sheet, y, (row["low"], row["high"]), look.colour)
        hollow = not style.is_finite(row["stability"]) or row["stability"] < _STABLE
        marks.dot(sheet, (row["log_odds"], y), look, hollow=hollow, url=url)
    kept = f"{100 * row['stability']:.0f} %" if style.is_finite(row["stability"]) else "–"
    cells = {"articles": style.number(row["n_articles"]), "times": style.number(row["n"]), "kept": kept}
    _columns(sheet, y, {name: cells[name] for name in columns})


def distinctive_terms_alt(terms: pd.DataFrame) -> str:
    """The same rows in one to four sentences, with the numbers."""
    rows = _ranked(terms)
    if rows.empty:
        return "No term sets a source apart."
    said = []
    for source, own in rows.groupby("source", sort=True):
        words = [
            f"{style.short(row.term, 24)} {style.signed(row.log_odds)} (kept {style.percent(row.stability)})"
            for row in own.itertuples()
        ]
        said.append(f"{style.short(source)}: {style.listed(words, most=3)}")
    return (
        f"Most distinctive terms by weighted log-odds, with the share of resamples that keep them. {'; '.join(said)}. "
        f"{style.counted(int((rows['stability'] >= _STABLE).sum()), 'term')} of {len(rows)} stay in 80 % or more."
    )
