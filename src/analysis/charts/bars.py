"""Bars: rows under a source, and words left or right of nought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.sheet import GAP, LEFT, RIGHT, Sheet, fair, span


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
) -> Sheet:
    """Bars grouped under their source; within a source the longest first, what is set apart last.

    Sources come by the sum of their bars, largest first.
    """
    sheet = Sheet(chart)
    sheet.scale(*span([row.value for row in rows]))
    limit = fair(pd.Series([row.source for row in rows]).value_counts().tolist())
    shown = 0
    for source in _largest_first(rows)[: style.MAX_ROWS]:
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
    return sheet


def _bar(sheet: Sheet, row: Row, look: style.SourceStyle) -> None:
    sheet.line(row.label, row.note, limit=64, url=row.url)
    y = sheet.band(height=0.15)
    if style.is_finite(row.value):
        marks.bar(sheet, y, (0.0, row.value), look.colour, hatch="////" if row.apart else None, url=row.url)
    sheet.gap(GAP * 0.7)


def _largest_first(rows: Sequence[Row]) -> list[str]:
    sums = pd.Series([row.value for row in rows]).groupby([row.source for row in rows]).sum()
    return [source for source, _ in sorted(sums.items(), key=lambda item: (-item[1], item[0]))]


@dataclass(frozen=True)
class Signed:
    """One bar to the left or right of nought."""

    label: str
    value: float
    note: str
    colour: str
    hatch: str | None = None
    url: str | None = None


_MOST = 40  # words that a page of paper holds
_WORDS = (1.65, 4.4)  # where the marks of a word list start and end: words left of it, counts right


def signed_by_source(
    chart: str,
    groups: Sequence[tuple[str | None, Sequence[Signed]]],
    *,
    looks: Mapping[str, style.SourceStyle],
    axis: str,
    key: str,
) -> Sheet:
    """Words under their source with a bar left or right of nought, each group with as many as leave room for all."""
    sheet = Sheet(chart, panels=[_WORDS])
    values = [row.value for _, rows in groups for row in rows if style.is_finite(row.value)]
    sheet.scale(*span(values))
    shown, bands = 0, []
    limit = fair([len(rows) for _, rows in groups], most=_MOST)
    for source, rows in groups[: style.MAX_ROWS]:
        if source is not None:
            sheet.source_line(source, looks[source])
        for row in rows[:limit]:
            _signed_bar(sheet, row)
            bands.append(sheet.bands[0][-1])
        shown += len(rows[:limit])
        sheet.gap(0.08)
    sheet.zero_line(bands)
    sheet.axis("")
    sheet.paragraph(axis, quiet=True)
    if key:
        sheet.paragraph(key, quiet=True)
    sheet.left_out(sum(len(rows) for _, rows in groups) - shown, "word")
    return sheet


def _signed_bar(sheet: Sheet, row: Signed) -> None:
    y = sheet.band(height=0.24)
    sheet.text(style.fit(row.label, _WORDS[0] - LEFT - 0.12), (LEFT, y), url=row.url)
    if style.is_finite(row.value):
        marks.bar(sheet, y, (0.0, row.value), row.colour, hatch=row.hatch, url=row.url)
    sheet.text(style.fit(row.note, RIGHT - _WORDS[1] - 0.1), (RIGHT, y), align="right", colour=style.QUIET)
