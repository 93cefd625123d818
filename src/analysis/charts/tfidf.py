"""TF-IDF across sources: the terms that weigh most, source by source, beside their weighted log-odds."""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import LEFT, RIGHT, Sheet, fair, sentence

_COLUMNS = ("source", "term", "rank", "tfidf", "log_odds", "is_distinctive")
# More sources than these have no room for a column each: their terms are drawn with the weight in their own source.
_MOST_COLUMNS = 8
_MOST_TERMS = 6
_TERMS_END, _MARKS_END = 1.72, 4.32  # terms, then a column a source, then the log-odds, in inches
_LARGEST, _SMALLEST = 13.0, 2.5  # marks, in points: their area is the weight
_ROW = 0.27


@style.in_house_style
def tfidf_by_source(terms: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: which terms weigh most in each source, how much do they weigh in the others, and what sets apart?

    Parameters
    ----------
    terms
        Rows of the table `tfidf_terms`: `source`, `term`, `rank` (empty where the term is another source's), `tfidf`,
        `log_odds`; `is_distinctive`: whether the term is also among those that log-odds rank first; optional:
        `written` (the term as its source writes it), `sentence_id` or `link` of a place where the source uses it.

    Returns
    -------
    Drawing
        Under each source its terms of most weight; in each source's column a mark whose area is the term's mean weight
        there, leading to a sentence; at the right the log-odds in this source, bold where both measures agree.

    Misleads when
        weight is read as difference: words that all sources use weigh most of all.
    """
    style.require(terms, _COLUMNS, chart="tfidf_by_source")
    ranked = terms[terms["rank"].notna() & (terms["tfidf"] > 0)]
    if ranked.empty:
        return sentence("tfidf_by_source", "No two sources have words to be weighed against each other.", terms)
    looks = style.styles_for(terms, sources)
    names = sorted(set(terms["source"]))
    columns = names if len(names) <= _MOST_COLUMNS else []
    groups = [(str(source), _leading(own)) for source, own in ranked.groupby("source", sort=True)]
    limit = min(_MOST_TERMS, fair([len(own) for _, own in groups]))
    drawing = _Rows(Sheet("tfidf_by_source"), terms, looks=looks, columns=columns)
    drawing.heads()
    shown = 0
    for source, rows in groups[: style.MAX_ROWS]:
        drawing.source(source, rows[:limit])
        shown += min(limit, len(rows))
    sheet = drawing.sheet
    sheet.paragraph(
        "Area of a mark: mean TF-IDF weight in that source. At the right: log-odds in the source above, bold where "
        "log-odds rank the term among its first too.",
        quiet=True,
    )
    sheet.left_out(len(ranked) - shown, "term")
    return sheet.finish(terms, n=style.counted(len(ranked), "term"), alt=_said(groups))


def _leading(own: pd.DataFrame) -> list[dict[str, Any]]:
    return own.sort_values(["rank", "term"], kind="stable").to_dict("records")


class _Rows:
    """The rows of the chart on its sheet."""

    def __init__(
        self, sheet: Sheet, terms: pd.DataFrame, *, looks: Mapping[str, style.SourceStyle], columns: Sequence[str]
    ) -> None:
        self.sheet, self.looks, self.columns = sheet, looks, columns
        self.most = float(terms["tfidf"].max())
        self.weights: dict[str, list[dict[str, Any]]] = {}
        for row in terms[terms["tfidf"] > 0].to_dict("records"):
            self.weights.setdefault(str(row["term"]), []).append(row)
        sheet.scale(0.0, 1.0)

    def heads(self) -> None:
        """Which shape is which source, and what the column at the right holds."""
        if self.columns:
            self.sheet.key(self.columns, self.looks)
            self.sheet.gap()

    def source(self, source: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """A source and its terms, each with its weights."""
        self.sheet.source_line(style.fit(source, 3.4, bold=True), self.looks[source], "log-odds")
        for row in rows:
            self._term(source, row)
        self.sheet.gap(0.1)

    def _term(self, source: str, row: Mapping[str, Any]) -> None:
        y = self.sheet.band(height=_ROW)
        label = style.optional(row, "written", row["term"])
        self.sheet.text(style.fit(label, _TERMS_END - LEFT), (LEFT, y), url=style.link_of(row))
        columns = self.columns or [source]
        for other in self.weights[str(row["term"])]:
            if other["source"] in columns:
                x = _TERMS_END + (_MARKS_END - _TERMS_END) * (columns.index(other["source"]) + 0.5) / len(columns)
                self._mark(other, (x, y))
        odds = style.signed(row["log_odds"])
        self.sheet.text(odds, (RIGHT, y), align="right", bold=bool(row["is_distinctive"]))

    def _mark(self, row: Mapping[str, Any], at: tuple[float, float]) -> None:
        start, end = self.sheet.panels[0]
        size = max(_SMALLEST, _LARGEST * math.sqrt(row["tfidf"] / self.most))
        place = ((at[0] - start) / (end - start), at[1])
        marks.dot(self.sheet, place, self.looks[row["source"]], size=size, url=style.link_of(row))


def _said(groups: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]) -> str:
    """The first terms of each source in words, with their numbers."""
    said = []
    for source, rows in groups:
        words = [
            f"{style.short(style.optional(row, 'written', row['term']), 24)} {row['tfidf']:.2f} "
            f"(log-odds {style.signed(row['log_odds'])})"
            for row in rows
        ]
        said.append(f"{style.short(source)}: {style.listed(words, most=3)}")
    both = sum(bool(row["is_distinctive"]) for _, rows in groups for row in rows)
    n = sum(len(rows) for _, rows in groups)
    return (
        f"Mean TF-IDF weight of the terms that weigh most, by source. {'; '.join(said)}. "
        f"{style.counted(both, 'term')} of {n} are among the first by log-odds too."
    )
