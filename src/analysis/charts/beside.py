"""Many short rows: the label left of its mark, what was counted right of it; grouped under their sources.

For words: they are short enough to stand beside their marks, and a list of them reads faster than rows of two lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from analysis.charts import marks, style
from analysis.charts.intervals import Estimate
from analysis.charts.layout import LEFT, RIGHT, Sheet, fair, span

PLACES = (1.75, 3.12)  # where the marks start and end: labels left of it, counts right


@dataclass(frozen=True)
class Group:
    """The rows of one source: what stands beside its name, its estimates, and a sentence where it has none."""

    source: str
    note: str
    rows: Sequence[Estimate]
    instead: str = ""


def by_source(
    chart: str,
    groups: Sequence[Group],
    *,
    looks: Mapping[str, style.SourceStyle],
    axis: str,
    is_signed: bool = False,
) -> Axes:
    """Draw the groups in the order given, each with as many of its first rows as leaves room for all.

    `axis` says what the marks show; `is_signed` draws a firmer line at nought.
    """
    sheet = Sheet(chart, panels=[PLACES])
    sheet.scale(*span([end for group in groups for row in group.rows for end in (row.value, row.low, row.high)]))
    shown, bands = 0, []
    limit = fair([len(group.rows) for group in groups])
    for group in groups[: style.MAX_ROWS]:
        sheet.source_line(group.source, looks[group.source], group.note)
        for row in group.rows[:limit]:
            _row(sheet, row)
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
    return sheet.finish()


def _row(sheet: Sheet, row: Estimate) -> None:
    y = sheet.band(height=0.24)
    sheet.text(style.fit(row.label, PLACES[0] - LEFT - 0.14), (LEFT, y), url=row.url)
    if style.is_finite(row.value):
        marks.whisker(sheet, y, (row.low, row.high), row.look.colour)
        marks.dot(sheet, (row.value, y), row.look, hollow=row.hollow, size=7.0, url=row.url)
    note = style.fit(row.note, RIGHT - PLACES[1] - 0.14)
    sheet.text(note, (RIGHT, y), align="right", colour=style.QUIET)
