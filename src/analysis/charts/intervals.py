"""Dots with whiskers, one row each: what several charts share that show an estimate by source."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts import marks, style
from analysis.charts.layout import GAP, Sheet, span


@dataclass(frozen=True)
class Estimate:
    """One dot: its label, value and interval, what is written at the right, whether it is hollow."""

    label: str
    value: float
    low: float
    high: float
    note: str
    look: style.SourceStyle
    hollow: bool = False
    url: str | None = None


def range_of(estimates: Sequence[Estimate], *, include_zero: bool = True) -> tuple[float, float]:
    """A range that holds every estimate and interval."""
    values = [end for estimate in estimates for end in (estimate.value, estimate.low, estimate.high)]
    return span(values, include_zero=include_zero)


def draw(sheet: Sheet, estimate: Estimate, *, named: bool = False) -> None:
    """One estimate: a line of text, its dot and whisker below; `named` puts the source's shape before the label."""
    if named:
        sheet.source_line(estimate.label, estimate.look, estimate.note, url=estimate.url)
    else:
        sheet.line(estimate.label, estimate.note, limit=64, url=estimate.url)
    y = sheet.band()
    if style.is_finite(estimate.value):
        marks.whisker(sheet, y, (estimate.low, estimate.high), estimate.look.colour)
        marks.dot(sheet, (estimate.value, y), estimate.look, hollow=estimate.hollow, url=estimate.url)
    sheet.gap(GAP * 0.7)
