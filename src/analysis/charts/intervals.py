"""Dots with whiskers: one row each under its label, or many short rows beside their labels under a source.

Words are short enough to stand beside their marks, and a list of them reads faster than rows of two lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.charts import marks, style
from analysis.charts.sheet import GAP, LEFT, RIGHT, Sheet, fair, span


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


BESIDE = (1.75, 3.12)  # where the marks start and end: labels left of it, counts right


@dataclass(frozen=True)
class Group:
    """The rows of one source: what stands beside its name, its estimates, and a sentence where it has none."""

    source: str
    note: str
    rows: Sequence[Estimate]
    instead: str = ""


def beside_by_source(
    chart: str,
    groups: Sequence[Group],
    *,
    looks: Mapping[str, style.SourceStyle],
    axis: str,
    is_signed: bool = False,
) -> Sheet:
    """Draw the groups in the order given, each with as many of its first rows as leaves room for all.

    `axis` says what the marks show; `is_signed` draws a firmer line at nought.
    """
    sheet = Sheet(chart, panels=[BESIDE])
    sheet.scale(*span([end for group in groups for row in group.rows for end in (row.value, row.low, row.high)]))
    shown, bands = 0, []
    limit = fair([len(group.rows) for group in groups])
    for group in groups[: style.MAX_ROWS]:
        sheet.source_line(group.source, looks[group.source], group.note)
        for row in group.rows[:limit]:
            _beside(sheet, row)
            bands.append(sheet.bands[0][-1])
        if group.instead:
            sheet.paragraph(group.instead, quiet=True, lines=3)
        shown += len(group.rows[:limit])
        sheet.gap(0.08)
    if is_signed:
        sheet.zero_line(bands)
    if shown:
        sheet.axis("")
        sheet.paragraph(axis, quiet=True)
    sheet.left_out(sum(len(group.rows) for group in groups) - shown, "word")
    return sheet


def _beside(sheet: Sheet, row: Estimate) -> None:
    y = sheet.band(height=0.24)
    sheet.text(style.fit(row.label, BESIDE[0] - LEFT - 0.14), (LEFT, y), url=row.url)
    if style.is_finite(row.value):
        marks.whisker(sheet, y, (row.low, row.high), row.look.colour)
        marks.dot(sheet, (row.value, y), row.look, hollow=row.hollow, size=7.0, url=row.url)
    note = style.fit(row.note, RIGHT - BESIDE[1] - 0.14)
    sheet.text(note, (RIGHT, y), align="right", colour=style.QUIET)
