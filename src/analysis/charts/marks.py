"""Marks with one meaning each: filled dot = exact, arrow = bound, hollow = not firm, line with two ends = range."""

import math

from matplotlib.lines import Line2D

from analysis.charts import style
from analysis.charts.sheet import BAND, LEFT, Sheet

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
