"""A sheet: one narrow column of rows, each a line of text with its marks below or beside it.

The column is as wide as a phone shows at full size, so that text stays legible there. A vertical unit of the sheet's
axes is an inch, counted from the top; horizontally a panel has the scale of its values. Labels stand above their
marks rather than left of them: long ones then neither squeeze the marks nor run into them.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Affine2D, Transform, blended_transform_factory

from analysis.charts import style
from analysis.charts.drawing import Drawing

WIDTH = 5.0  # inches: 360 units of an SVG, about the width of a phone in pixels
LEFT, RIGHT = 0.03, 4.97
PANEL = (LEFT + 0.08, RIGHT - 0.12)  # where marks start and end by default
LINE = 0.215  # height of a line of text
BAND = 0.2  # height of a row of marks
GAP = 0.09
_LOG_FROM = 200.0  # largest over smallest value from which a linear axis would press the small ones together


@dataclass(frozen=True)
class Item:
    """Words with a sign before them: `sign` draws it at a place given in inches."""

    words: str
    sign: Callable[[tuple[float, float]], object]
    url: str | None = None


class Sheet:
    """A figure that grows downwards; `finish` gives it its height and returns the drawing."""

    def __init__(self, chart: str, *, panels: Sequence[tuple[float, float]] = (PANEL,)) -> None:
        self.chart = chart
        self.figure = Figure(figsize=(WIDTH, 1.0), dpi=144, facecolor=style.PAPER, edgecolor="none", layout="none")
        self.panels = list(panels)
        self.axes = [self._axes(place, left, right) for place, (left, right) in enumerate(panels)]
        self.y = 0.06
        self.bands: list[list[tuple[float, float]]] = [[] for _ in panels]
        self.ticks: list[tuple[float, ...]] = [() for _ in panels]
        self._n = 0
        self._below = 0.0

    def _axes(self, place: int, left: float, right: float) -> Axes:
        axes = self.figure.add_axes((left / WIDTH, 0.0, (right - left) / WIDTH, 1.0), label=f"panel-{place}")
        axes.set_axis_off()
        axes.patch.set_visible(False)
        axes.set_gid(f"{self.chart}-panel-{place}")
        return axes

    def gid(self, what: str) -> str:
        """The next identifier: the chart's name, what is marked, a running number."""
        self._n += 1
        return f"{self.chart}-{what}-{self._n}"

    @property
    def inches(self) -> Transform:
        """Horizontally inches from the left edge, vertically inches from the top."""
        # Through transFigure, not dpi_scale_trans: saving with a tight box moves only the former.
        across = Affine2D().scale(1 / WIDTH, 1.0) + self.figure.transFigure
        return blended_transform_factory(across, self.axes[0].transData)

    def text(
        self,
        words: str,
        at: tuple[float, float],
        *,
        align: str = "left",
        bold: bool = False,
        colour: str = style.INK,
        size: float = style.TEXT_SIZE,
        url: str | None = None,
    ) -> Text:
        """Draw one line of text, given safe, with its middle at `at` (inches)."""
        drawn = self.axes[0].text(
            *at,
            words,
            transform=self.inches,
            ha=align,
            va="center_baseline",
            color=colour,
            fontsize=size,
            fontfamily=style.FONT,
            fontweight="bold" if bold else "normal",
            parse_math=False,
            clip_on=False,
            zorder=5,
            gid=self.gid("text"),
        )
        drawn.set_url(url)
        return drawn

    def line(
        self,
        left: object,
        right: object = "",
        *,
        bold: bool = False,
        indent: float = 0.0,
        limit: int = style.LABEL_CHARS,
        url: str | None = None,
    ) -> float:
        """A line of text: a label at the left, a value at the right, both cut so that they never meet.

        Returns the height of its middle.
        """
        y = self.y + LINE / 2
        room = RIGHT - LEFT - indent
        value = style.fit(right, room * 0.62, limit=limit)
        taken = style.width_of(value) + 0.15 if value else 0.0
        label = style.fit(left, room - taken, bold=bold, limit=limit) or "(no name)"
        self.text(label, (LEFT + indent, y), bold=bold)
        if value:
            self.text(value, (RIGHT, y), align="right", url=url)
        self.y += LINE
        return y

    def source_line(self, source: str, look: style.SourceStyle, right: object = "", *, url: str | None = None) -> float:
        """A line that opens a source: its shape in its colour, its name, a value at the right."""
        y = self.y + LINE / 2
        self.shape((LEFT + 0.08, y), look)
        return self.line(source, right, bold=True, indent=0.24, url=url)

    def beside(
        self,
        words: str,
        at: tuple[float, float],
        *,
        panel: int = 0,
        clear: tuple[float, float] = (0.12, 0.12),
        shorter: str | None = None,
        **how: Any,
    ) -> Text:
        """A direct label right of the mark at (value, height), or left of it where the sheet ends too soon.

        `clear` is the room, in inches, that the mark itself takes left and right of its value. Where neither side has
        room for the words, they are `shorter`, and cut: no label runs over its mark.
        """
        value, y = at
        x = self.place(value, panel=panel)
        left, right = clear
        on_the_right, on_the_left = RIGHT + 0.05 - x - right, x - left - LEFT
        if style.width_of(words) > max(on_the_right, on_the_left):
            words = style.fit(shorter or words, max(on_the_right, on_the_left), limit=len(words))
        if style.width_of(words) <= on_the_right:
            return self.text(words, (x + right, y), **how)
        return self.text(words, (x - left, y), align="right", **how)

    def flow(self, opening: str, items: Sequence["Item"], *, lines: int = 4) -> None:
        """Words, then items with a sign before each, on as many lines as they need."""
        y = self.y + LINE / 2
        x = LEFT
        if opening:
            self.text(opening, (x, y))
            x += style.width_of(opening) + 0.14
        for place, item in enumerate(items):
            needed = 0.22 + style.width_of(item.words)
            if x + needed > RIGHT + 0.02 and x > LEFT + 0.2:
                lines -= 1
                if not lines:
                    self.text(f"and {len(items) - place} more", (RIGHT, y), align="right", colour=style.QUIET)
                    break
                self.y += LINE
                y, x = self.y + LINE / 2, LEFT + 0.16
            item.sign((x + 0.08, y))
            self.text(item.words, (x + 0.22, y), url=item.url)
            x += needed + 0.14
        self.y += LINE

    def key(self, names: Iterable[str], looks: Mapping[str, style.SourceStyle]) -> None:
        """Which shape is which source."""
        self.flow("", [Item(style.short(name, 24), partial(self.shape, look=looks[name])) for name in names])

    def carried_by(
        self,
        opening: str,
        rows: Iterable[Mapping[str, Any]],
        looks: Mapping[str, style.SourceStyle],
        *,
        lines: int = 4,
    ) -> None:
        """The shape and name of each source of some rows, each leading where its row does."""
        once = {row["source"]: style.link_of(row) for row in rows}
        items = [Item(style.short(name, 30), partial(self.shape, look=looks[name]), url) for name, url in once.items()]
        self.flow(opening, items, lines=lines)

    def heads(self, names: Sequence[str], looks: Mapping[str, style.SourceStyle], notes: Sequence[str] = ()) -> float:
        """Columns, one for each source: shape, name, note. Returns the width of a column."""
        width = (RIGHT - LEFT) / len(names)
        heads = [style.wrap(name, width - 0.08, lines=3) for name in names]
        tallest = max(len(lines) for lines in heads)
        for column, (name, lines) in enumerate(zip(names, heads, strict=True)):
            middle = LEFT + width * (column + 0.5)
            self.shape((middle, self.y + 0.1), looks[name])
            for place, line in enumerate(lines):
                self.text(line, (middle, self.y + 0.31 + 0.19 * place), align="center")
            if notes:
                note = style.fit(notes[column], width - 0.04)
                self.text(note, (middle, self.y + 0.31 + 0.19 * tallest), align="center", colour=style.QUIET)
        self.gap(0.26 + 0.19 * (tallest + bool(notes)))
        return width

    def shape(self, at: tuple[float, float], look: style.SourceStyle, *, size: float = 8.0) -> None:
        """A source's shape at a place of the sheet, beside its name."""
        self.axes[0].plot(
            *at,
            marker=look.marker,
            markersize=size,
            color=look.colour,
            markeredgecolor=look.colour,
            linestyle="none",
            transform=self.inches,
            clip_on=False,
            gid=self.gid("key"),
        )

    def swatch(self, at: tuple[float, float], *, hatch: str | None) -> None:
        """A small filled or hatched box at a place of the sheet, beside what it stands for."""
        patch = self.rectangle((at[0] - 0.08, at[1] - 0.06), (0.18, 0.13), colour=style.NEUTRAL)
        patch.set_edgecolor(style.NEUTRAL)
        if hatch:
            patch.set_facecolor(style.PAPER)
            patch.set_hatch(hatch)

    def paragraph(self, words: str, *, bold: bool = False, quiet: bool = False, lines: int = 6) -> None:
        """Text over several lines."""
        for line in style.wrap(words, RIGHT - LEFT, lines=lines, bold=bold):
            self.text(line, (LEFT, self.y + LINE / 2), bold=bold, colour=style.QUIET if quiet else style.INK)
            self.y += LINE

    def band(self, *, height: float = BAND, panel: int = 0, advance: bool = True) -> float:
        """Room for a row of marks; returns the height of its middle."""
        self.bands[panel].append((self.y, self.y + height))
        middle = self.y + height / 2
        if advance:
            self.y += height
        return middle

    def gap(self, height: float = GAP) -> None:
        """Empty room between rows."""
        self.y += height

    def scale(self, low: float, high: float, *, log: bool = False, panel: int = 0) -> None:
        """Set the range of a panel's values and choose its ticks."""
        axes = self.axes[panel]
        if log:
            axes.set_xscale("log")
            axes.set_xlim(low, high)
            decades = range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)
            found = [10.0**power for power in decades][:: max(1, math.ceil(len(decades) / 4))]
        else:
            axes.set_xlim(low, high)
            room = self.panels[panel][1] - self.panels[panel][0]
            widest = max(style.width_of(style.compact(end)) for end in (low, high))
            bins = max(1, min(5, int(room / (widest + 0.3))))
            found = MaxNLocator(nbins=bins, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
        slack = 1e-9 * (high - low)
        self.ticks[panel] = tuple(float(tick) for tick in found if low - slack <= tick <= high + slack)

    def axis(
        self,
        title: str,
        *,
        panel: int = 0,
        labels: Sequence[str] | None = None,
        ticks: Sequence[float] = (),
        advance: bool = True,
    ) -> None:
        """The scale's numbers under the rows drawn so far, and what they count; then the grid behind those rows.

        Where another panel stands beside this one, `advance` is false for all but the last of them.
        """
        axes = self.axes[panel]
        places = tuple(ticks) or self.ticks[panel]
        names = labels or [style.compact(tick) for tick in places]
        base = self.y + 0.03
        axes.plot(axes.get_xlim(), [base, base], color=style.QUIET, linewidth=0.8, clip_on=False, gid=self.gid("axis"))
        start, end = self.panels[panel]
        for place, name in zip(places, names, strict=True):
            at = self.place(place, panel=panel)
            half = style.width_of(name) / 2
            at_text = min(max(at, start - 0.08 + half), end + 0.12 - half)
            self.text(name, (at_text, base + 0.13), align="center", colour=style.QUIET)
        self._grid(places, panel=panel, base=base)
        y = base + 0.13 + LINE
        for line in style.wrap(title, min(end - start + 0.3, RIGHT - LEFT), lines=3) if title else []:
            self.text(line, (max(LEFT, start - 0.1), y), colour=style.QUIET)
            y += LINE
        self._below = max(self._below, y - LINE / 2)
        if advance:
            self.y = self._below
            self._below = 0.0

    def place(self, value: float, *, panel: int = 0) -> float:
        """Where a value lies, in inches from the left edge."""
        low, high = self.axes[panel].get_xlim()
        if self.axes[panel].get_xscale() == "log":
            low, high, value = math.log(low), math.log(high), math.log(value)
        start, end = self.panels[panel]
        return start + (end - start) * (value - low) / (high - low)

    def _grid(self, ticks: Sequence[float], *, panel: int, base: float) -> None:
        # From the first row to the axis in one piece: a line that every label cuts leads the eye to no number.
        top = min((top for top, _ in self.bands[panel]), default=base)
        segments = [((tick, top), (tick, base)) for tick in ticks if top < base]
        grid = LineCollection(segments, colors=style.GRID, linewidths=0.8, zorder=0.5, clip_on=False)
        grid.set_gid(self.gid("grid"))
        self.axes[panel].add_collection(grid, autolim=False)
        self.bands[panel] = []

    def zero_line(self, bands: Sequence[tuple[float, float]]) -> None:
        """A firmer line at nought behind the given bands."""
        segments = [((0.0, top), (0.0, bottom)) for top, bottom in bands]
        line = LineCollection(segments, colors=style.QUIET, linewidths=1.0, zorder=0.6, clip_on=False)
        line.set_gid(self.gid("zero"))
        self.axes[0].add_collection(line, autolim=False)

    def rectangle(
        self, corner: tuple[float, float], size: tuple[float, float], *, colour: str, alpha: float = 1.0
    ) -> Rectangle:
        """A plain rectangle in inches."""
        patch = Rectangle(
            corner, *size, transform=self.inches, facecolor=colour, edgecolor="none", alpha=alpha, clip_on=False
        )
        patch.set_gid(self.gid("cell"))
        self.axes[0].add_artist(patch)
        return patch

    def left_out(self, n: int, what: str = "row") -> None:
        """Say how many rows the chart has no room for."""
        if n > 0:
            self.gap(0.05)
            self.paragraph(f"{style.counted(n, f'more {what}')} in the table.", quiet=True)

    def finish(self, rows: pd.DataFrame, *, n: str, alt: str) -> Drawing:
        """Give the figure its height; the drawing with the rows behind it, what it rests on and its words."""
        height = max(self.y + 0.06, 0.4)
        self.figure.set_size_inches(WIDTH, height)
        for axes in self.axes:
            axes.set_ylim(height, 0.0)
        # Holds the width of the sheet when it is saved with a tight box, so that text keeps one size in all charts.
        frame = Rectangle((0, 0), 1, 1, transform=self.figure.transFigure, facecolor="none", edgecolor="none")
        frame.set_gid(f"{self.chart}-frame")
        self.figure.add_artist(frame)
        return Drawing(self.axes[0], rows, f"n = {n}", alt, self.chart)


def sentence(chart: str, words: str, rows: pd.DataFrame) -> Drawing:
    """A sentence where a chart would be: what there is nothing of, and why."""
    sheet = Sheet(chart)
    sheet.paragraph(words)
    return sheet.finish(rows, n="0", alt=words)


def span(values: Sequence[float], *, include_zero: bool = True, pad: float = 0.06) -> tuple[float, float]:
    """A range that holds all finite values, with a little room, never empty."""
    finite = [float(value) for value in values if style.is_finite(value)] + ([0.0] if include_zero else [])
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    if low == high:
        room = abs(low) * 0.5 or 1.0
        return (low, high + room) if include_zero and low >= 0 else (low - room, high + room)
    room = pad * (high - low)
    return (low if include_zero and low == 0 else low - room, high if include_zero and high == 0 else high + room)


def fair(sizes: Sequence[int], *, most: int = style.MAX_ROWS) -> int:
    """How many rows each group may show so that all groups together show at most `most`; at least one.

    >>> fair([2, 50, 50], most=22)
    10
    """
    limit = 1
    while limit < max(sizes, default=1) and sum(min(size, limit + 1) for size in sizes) <= most:
        limit += 1
    return limit


def wants_log(values: Sequence[float]) -> bool:
    """Whether positive values lie so far apart that a linear axis would hide the small ones."""
    finite = [float(value) for value in values if style.is_finite(value)]
    return bool(finite) and min(finite) > 0 and max(finite) / min(finite) >= _LOG_FROM


def log_span(values: Sequence[float]) -> tuple[float, float]:
    """A range of whole powers of ten that holds all finite values."""
    finite = [float(value) for value in values if style.is_finite(value) and float(value) > 0]
    return (10.0 ** math.floor(math.log10(min(finite))), 10.0 ** math.ceil(math.log10(max(finite) * 1.3)))
