"""A drawing with all that stands behind it; how it is written to a file; how one made elsewhere is described."""

import io
import math
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.collections import PathCollection
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import Bbox

from analysis.charts import style

EVIDENCE_SCHEME = "evidence:"
_MARGIN = 0.06  # inches


@dataclass(frozen=True)
class Drawing:
    """One chart: what is drawn, the rows behind it, what it rests on, and the same in words.

    Attributes
    ----------
    axes
        The (first) axes of the figure. An artist whose url or gid is "evidence:ID" leads to the passage ID.
    rows
        The table that is drawn.
    n
        What the chart rests on: "n = 24 figures by 5 sources"; empty where nothing says so.
    alt
        The chart in words, with its numbers.
    name
        The kind of chart, such as "timeline".
    """

    axes: Axes
    rows: pd.DataFrame = field(repr=False)
    n: str
    alt: str
    name: str

    @property
    def figure(self) -> Figure:
        """The figure that the axes belong to."""
        return self.axes.get_figure(root=True)

    def svg(self, *, seed: str) -> str:
        """The figure as SVG, with text as text; `seed` makes its ids: the same figure gives the same bytes."""
        with mpl.rc_context({"svg.hashsalt": f"media-analysis {seed}", "svg.fonttype": "none"}):
            written = io.BytesIO()
            # Date, Creator and the like would change with the clock or the release.
            nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
            _save(self.figure, written, format="svg", metadata=nothing)
        return written.getvalue().decode("utf-8")

    def close(self) -> None:
        """Forget the figure, so that no notebook shows it a second time."""
        plt.close(self.figure)


def _save(figure: Figure, written: io.BytesIO, **settings: Any) -> None:
    for artist in _drawn(figure):
        if (artist.get_gid() or "").startswith(EVIDENCE_SCHEME) and not artist.get_url():
            artist.set_url(artist.get_gid())
    with warnings.catch_warnings():
        # A letter that the drawing font lacks is a letter that the reader's own fonts have: the SVG keeps it as text.
        warnings.filterwarnings("ignore", message=r"(?s)Glyph .* missing from")
        figure.savefig(written, bbox_inches=_room(figure), pad_inches=_MARGIN, **settings)


def _drawn(artist: Artist) -> Iterator[Artist]:
    """An artist with all that stand in it, but for axes that are switched off: to ask for their ticks makes them."""
    yield artist
    for child in artist.get_children():
        if not isinstance(child, Axis) or child.axes.axison:
            yield from _drawn(child)


def _room(figure: Figure) -> Bbox | str:
    """What a figure takes, in inches.

    The same as "tight", for which matplotlib draws all of it once more: only a layout engine needs that.
    """
    if figure.get_layout_engine() is not None:
        return "tight"
    resolution = figure.dpi
    try:
        figure.dpi = 72  # an SVG's
        renderer = RendererSVG(*(72 * figure.get_size_inches()), io.StringIO())
        return figure.get_tightbbox(renderer).padded(_MARGIN)
    finally:
        figure.dpi = resolution


def described(own: Axes | Figure) -> Drawing:
    """A chart that a researcher drew with matplotlib or pandas, with what its lines, points and bars say.

    The rows are read back from the artists; where these are of another kind (a map, a heat map) there are none, and
    the description says so.

    Raises
    ------
    TypeError
        When it is no chart of matplotlib.

    **Misleads when** something was drawn that is no line, point or bar: the description does not hold it.
    """
    figure = own if isinstance(own, Figure) else own.get_figure(root=True) if isinstance(own, Axes) else None
    if not isinstance(figure, Figure):
        raise TypeError(f"A chart must be a matplotlib Axes or Figure, not {type(own).__name__}.")
    panels = [axes for axes in figure.axes if axes.get_visible() and axes.has_data()]
    rows = pd.DataFrame([row for axes in panels for row in _rows_of(axes)], columns=["series", "x", "y"])
    if rows["series"].nunique() < 2:
        rows = rows.drop(columns="series") if len(rows) else pd.DataFrame()
    said = [_said(axes) for axes in panels] or ["An empty chart."]
    return Drawing((panels or figure.axes or [_blank(figure)])[0], rows, "", " ".join(said), "chart")


def _blank(figure: Figure) -> Axes:
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    return axes


def title_of(own: Drawing) -> str:
    """The title that its maker gave a chart, else what its axes are called; empty where neither is named."""
    axes, figure = own.axes, own.figure
    title = axes.get_title() or (figure.get_suptitle() if hasattr(figure, "get_suptitle") else "")
    across, up = axes.get_xlabel(), axes.get_ylabel()
    return style.plain(title or (f"{up} by {across}" if across and up else up or across))


def _said(axes: Axes) -> str:
    """One panel in words: its title and axes, then each series with its first values and its range."""
    title, across, up = (style.plain(text) for text in (axes.get_title(), axes.get_xlabel(), axes.get_ylabel()))
    opening = f"Chart “{title}”" if title else "Chart"
    named = [f"{side}: {name}" for side, name in (("across", across), ("up", up)) if name]
    opening += f" ({'; '.join(named)})." if named else "."
    series: dict[str, list[tuple[Any, Any]]] = {}
    for row in _rows_of(axes):
        series.setdefault(row["series"], []).append((row["x"], row["y"]))
    parts = [f"{style.short(name)}: {_points_said(points)}" for name, points in series.items()]
    return f"{opening} {'; '.join(parts)}." if parts else f"{opening} Its values cannot be read back from the drawing."


def _points_said(points: list[tuple[Any, Any]]) -> str:
    shown = style.listed([f"{_value_said(x)} {_value_said(y)}" for x, y in points], most=8)
    values = [y for _, y in points if _is_value(y)]
    if len(points) <= 8 or not values:
        return shown
    return f"{len(points)} values from {_value_said(min(values))} to {_value_said(max(values))}: {shown}"


def _value_said(value: Any) -> str:
    return style.number(value) if _is_value(value) else style.short(value, 40)


def _is_value(value: Any) -> bool:
    return isinstance(value, int | float) and style.is_finite(value)


def _rows_of(axes: Axes) -> Iterator[dict[str, Any]]:
    """What the lines, points and bars of a panel stand for, in the order in which they were drawn."""
    bars = [container for container in axes.containers if isinstance(container, BarContainer)]
    for number, container in enumerate(bars, start=1):
        yield from _bars_of(axes, container, name=_name_of(container, f"bars {number}"))
    lines = [line for line in axes.get_lines() if line.get_visible() and len(line.get_xdata())]
    for number, line in enumerate(lines, start=1):
        yield from _line_of(axes, line, name=_name_of(line, f"line {number}"))
    points = [points for points in axes.collections if isinstance(points, PathCollection)]
    for number, collection in enumerate(points, start=1):
        name = _name_of(collection, f"points {number}")
        for x, y in np.ma.getdata(collection.get_offsets()):
            yield {"series": name, "x": _tick(axes.xaxis, x), "y": _tick(axes.yaxis, y)}


def _line_of(axes: Axes, line: Line2D, *, name: str) -> Iterator[dict[str, Any]]:
    # As they were given: what pandas draws of periods cannot be told from the places on the axis.
    for x, y in zip(line.get_xdata(orig=True), line.get_ydata(orig=True), strict=False):
        yield {"series": name, "x": _tick(axes.xaxis, x), "y": _tick(axes.yaxis, y)}


def _bars_of(axes: Axes, container: BarContainer, *, name: str) -> Iterator[dict[str, Any]]:
    is_upright = container.orientation != "horizontal"
    for bar in container.patches:
        place = bar.get_x() + bar.get_width() / 2 if is_upright else bar.get_y() + bar.get_height() / 2
        length = bar.get_height() if is_upright else bar.get_width()
        # A bar is read as "what, how much", whichever way it lies.
        yield {"series": name, "x": _tick(axes.xaxis if is_upright else axes.yaxis, place), "y": _plain(length)}


def _name_of(artist: Any, otherwise: str) -> str:
    label = str(artist.get_label() or "")
    return otherwise if not label or label.startswith("_") else label


def _tick(axis: Any, place: Any) -> Any:
    """What a place on an axis stands for: the name of a category, a date, else the number."""
    if not isinstance(place, int | float | np.number):
        said = str(pd.Timestamp(place)) if isinstance(place, np.datetime64) else str(place)
        return said.removesuffix(" 00:00:00")
    if type(axis.get_major_formatter()).__module__ == "matplotlib.dates":
        return str(mpl.dates.num2date(place).replace(tzinfo=None)).removesuffix(" 00:00:00")
    names = dict(zip(axis.get_ticklocs(), (text.get_text() for text in axis.get_ticklabels()), strict=False))
    named = next((name for at, name in names.items() if abs(at - place) < 1e-6 and name), "")
    return named if named and not _is_written_number(named) else _plain(place)


def _is_written_number(text: str) -> bool:
    # matplotlib writes a true minus sign and, for large numbers, powers of ten.
    try:
        float(text.replace("\u2212", "-").replace(",", ""))
    except ValueError:
        return text.startswith("$")
    return True


def _plain(value: Any) -> Any:
    number = float(value)
    return int(number) if number.is_integer() else number if math.isfinite(number) else None
