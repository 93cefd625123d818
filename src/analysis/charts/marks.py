"""Marks with one meaning each: filled dot = exact, arrow = bound, hollow = not firm, line with two ends = range.

And the rows that are made of them: dots with whiskers, one each under its label, or many short ones beside their labels
under a source (words are short enough to stand beside their marks, and a list of them reads faster than rows of two
lines); bars under a source; words left or right of nought.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.lines import Line2D

from analysis.charts import style
from analysis.charts.sheet import BAND, GAP, LEFT, RIGHT, Sheet, fair, span

DOT = 8.5
ARROW = 0.32  # inches


def dot(
    sheet: Sheet,
    at: tuple[float, float],
    look: style.SourceStyle,
    *,
    hollow: bool = False,
    size: float = DOT,
    url: str | None = None,
    panel: int = 0,
) -> Line2D:
    """A source's mark at (value, height): filled, or hollow where the value is not firm."""
    (drawn,) = sheet.axes[panel].plot(
        *([coordinate] for coordinate in at),
        marker=look.marker,
        markersize=size,
        markerfacecolor=style.PAPER if hollow else look.colour,
        markeredgecolor=look.colour,
        markeredgewidth=1.8 if hollow else 1.0,
        linestyle="none",
        clip_on=False,
        zorder=4,
        gid=sheet.gid("mark"),
    )
    drawn.set_url(url)
    return drawn


def whisker(
    sheet: Sheet, y: float, ends: tuple[float, float], colour: str, *, panel: int = 0, caps: bool = False
) -> Line2D | None:
    """A line from the low to the high end; without both ends none is drawn, an infinite end runs to the edge."""
    if any(style.is_empty(end) for end in ends):
        return None
    axes = sheet.axes[panel]
    left, right = axes.get_xlim()
    low, high = (min(max(float(end), left), right) for end in ends)
    (drawn,) = axes.plot(
        [low, high],
        [y, y],
        color=colour,
        linewidth=2.2,
        solid_capstyle="butt",
        marker="|" if caps else None,
        markersize=12,
        markeredgewidth=2.2,
        clip_on=False,
        zorder=3,
        gid=sheet.gid("interval"),
    )
    return drawn


def arrow(sheet: Sheet, at: tuple[float, float], colour: str, *, rising: bool, panel: int = 0) -> None:
    """An arrow from a value towards all that the words also allow: "more than 20" points right."""
    x, y = at
    axes = sheet.axes[panel]
    # Near the left edge an arrow that points left is shorter: it must not leave the sheet.
    length = ARROW if rising else -min(ARROW, max(0.12, sheet.place(x, panel=panel) - LEFT + 0.08))
    end = _shifted(sheet, x, length, panel=panel)
    reach = abs(end - x)
    container = axes.errorbar(
        [x],
        [y],
        xerr=[[0.0 if rising else reach], [reach if rising else 0.0]],
        xlolims=rising,
        xuplims=not rising,
        fmt="none",
        ecolor=colour,
        elinewidth=2.2,
        capsize=4.5,
        capthick=2.2,
        zorder=3,
        clip_on=False,
    )
    for artist in (*container[1], *container[2]):
        artist.set_gid(sheet.gid("arrow"))
        if isinstance(artist, Line2D):
            artist.set_markerfacecolor(colour)
        artist.set_clip_on(False)


def _shifted(sheet: Sheet, x: float, inches: float, *, panel: int) -> float:
    """The value that lies `inches` to the right of `x`."""
    start, end = sheet.panels[panel]
    low, high = sheet.axes[panel].get_xlim()
    if sheet.axes[panel].get_xscale() == "log":
        return x * 10 ** (inches / (end - start) * math.log10(high / low))
    return x + inches / (end - start) * (high - low)


def bar(
    sheet: Sheet,
    y: float,
    ends: tuple[float, float],
    colour: str,
    *,
    hatch: str | None = None,
    url: str | None = None,
    panel: int = 0,
    height: float = BAND * 0.7,
) -> None:
    """A bar between two values: filled, or hatched on paper where it stands for something set apart."""
    start, end = ends
    if start == end:
        return
    drawn = sheet.axes[panel].barh(
        [y],
        [end - start],
        left=[start],
        height=height,
        facecolor=style.PAPER if hatch else colour,
        edgecolor=colour,
        linewidth=1.2,
        hatch=hatch or None,
        clip_on=False,
        zorder=3,
    )
    for patch in drawn:
        patch.set_gid(sheet.gid("bar"))
        patch.set_url(url)


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

    @classmethod
    def of_share(cls, row: Mapping[str, Any], share: str, *, label: str, note: str, **how: Any) -> "Estimate":
        """A share, and the interval that the row may have, in per cent; a click leads where the row does."""
        low, high = (100 * style.optional(row, end, float("nan")) for end in ("low", "high"))
        return cls(label, 100 * row[share], low, high, note, url=style.link_of(row), **how)


def range_of(estimates: Iterable[Estimate]) -> tuple[float, float]:
    """A range that holds every estimate and interval."""
    return span([end for estimate in estimates for end in (estimate.value, estimate.low, estimate.high)])


def draw_estimate(sheet: Sheet, estimate: Estimate, *, named: bool = False) -> None:
    """One estimate: a line of text, its dot and whisker below; `named` puts the source's shape before the label."""
    if named:
        sheet.source_line(estimate.label, estimate.look, estimate.note, url=estimate.url)
    else:
        sheet.line(estimate.label, estimate.note, limit=64, url=estimate.url)
    y = sheet.band()
    if style.is_finite(estimate.value):
        whisker(sheet, y, (estimate.low, estimate.high), estimate.look.colour)
        dot(sheet, (estimate.value, y), estimate.look, hollow=estimate.hollow, url=estimate.url)
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
    sheet.scale(*range_of(row for group in groups for row in group.rows))
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
        whisker(sheet, y, (row.low, row.high), row.look.colour)
        dot(sheet, (row.value, y), row.look, hollow=row.hollow, size=7.0, url=row.url)
    note = style.fit(row.note, RIGHT - BESIDE[1] - 0.14)
    sheet.text(note, (RIGHT, y), align="right", colour=style.QUIET)


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
        bar(sheet, y, (0.0, row.value), look.colour, hatch="////" if row.apart else None, url=row.url)
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
        bar(sheet, y, (0.0, row.value), row.colour, hatch=row.hatch, url=row.url)
    sheet.text(style.fit(row.note, RIGHT - _WORDS[1] - 0.1), (RIGHT, y), align="right", colour=style.QUIET)
