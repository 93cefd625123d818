"""Rows under a source: what several charts share that count something by source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import marks, style
from analysis.charts.layout import GAP, Sheet, fair, sentence, span


@dataclass(frozen=True)
class Row:
    """One bar: its label, its length, what is written at the right, whether it stands for something set apart."""

    source: str
    label: str
    value: float
    note: str
    apart: bool = False
    url: str | None = None


def by_source(
    chart: str,
    rows: Sequence[Row],
    *,
    looks: Mapping[str, style.SourceStyle],
    headings: Mapping[str, str],
    axis: str,
    nothing: str,
    order: Sequence[str] = (),
) -> Axes:
    """Bars grouped under their source; within a source the longest first, what is set apart last.

    Sources come in `order`, by default by the sum of their bars, largest first.
    """
    if not rows:
        return sentence(chart, nothing)
    sheet = Sheet(chart)
    sheet.scale(*span([row.value for row in rows]))
    limit = fair(pd.Series([row.source for row in rows]).value_counts().tolist())
    shown = 0
    for source in (order or _largest_first(rows))[: style.MAX_ROWS]:
        own = [row for row in rows if row.source == source]
        own.sort(key=lambda row: (row.apart, -row.value if style.is_finite(row.value) else 0.0, row.label))
        sheet.gap(0.06 if shown else 0.0)
        sheet.source_line(source, looks[source], headings.get(source, ""))
        # What is set apart stays: to leave it out would change what the chart says.
        kept = own if len(own) <= limit else [*own[: limit - 1], own[-1]]
        for row in kept:
            _bar(sheet, row, looks[source])
        shown += len(kept)
    sheet.axis(axis)
    sheet.left_out(len(rows) - shown)
    return sheet.finish()


def _bar(sheet: Sheet, row: Row, look: style.SourceStyle) -> None:
    sheet.line(row.label, row.note, limit=64, url=row.url)
    y = sheet.band(height=0.15)
    if style.is_finite(row.value):
        marks.bar(sheet, y, (0.0, row.value), look.colour, hatch="////" if row.apart else None, url=row.url)
    sheet.gap(GAP * 0.7)


def _largest_first(rows: Sequence[Row]) -> list[str]:
    sums = pd.Series([row.value for row in rows]).groupby([row.source for row in rows]).sum()
    return [source for source, _ in sorted(sums.items(), key=lambda item: (-item[1], item[0]))]
