"""Frames: in how many of its sentences each source tells the story this way."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import intervals, marks, style
from analysis.charts.layout import LEFT, RIGHT, Sheet, sentence, span

_FRAMES = ("frame", "source", "share_sentences", "low", "high", "n_sentences", "n_sentences_all")
_MOST_COLUMNS = 6
_MOST_FRAMES = 24
_UNSURE = "Grey and hollow: two coders did not agree enough to rely on it."


def _framed(frames: pd.DataFrame) -> list[tuple[str, list[dict[str, Any]]]]:
    """Frames by the sentences they are found in, most first, each with its sources, largest share first."""
    style.require(frames, _FRAMES, chart="frames_by_source")
    found = frames.groupby("frame")["n_sentences"].sum().sort_index().sort_values(ascending=False, kind="stable")
    rows = frames.sort_values(["share_sentences", "source"], ascending=[False, True], kind="stable")
    return [(str(frame), rows[rows["frame"] == frame].to_dict("records")) for frame in found.index]


@style.in_house_style
def frames_by_source(frames: pd.DataFrame, *, sources: Collection[str] | None = None) -> Axes:
    """Answer: how often does each source tell the story this way?

    Parameters
    ----------
    frames
        Rows of the table `frames`; optional: `is_reliable` (false: two coders did not agree enough; drawn grey and
        hollow), `link`.
    sources
        All sources of the corpus; each gets a column.

    Returns
    -------
    Axes
        For each frame its question and, in each source's column, share and interval; the axes of the other columns
        belong to the same figure. More than six sources are listed under each frame instead.

    Raises
    ------
    SchemaError
        A column is missing.

    Misleads when
        cues are read as meaning: a sentence that denies a frame holds its words too.
    """
    found = _framed(frames)
    if not found:
        return sentence("frames_by_source", "The codebook defines no frame.")
    looks = style.styles_for(frames, sources)
    drawn = [(_question(frame, rows), [_share(row, looks[row["source"]]) for row in rows]) for frame, rows in found]
    in_rows = len(looks) > _MOST_COLUMNS
    sheet = _in_rows(drawn) if in_rows else _in_columns(drawn, frames, looks=looks)
    if any(estimate.hollow for _, estimates in drawn for estimate in estimates):
        sheet.paragraph(_UNSURE, quiet=True)
    if not in_rows:
        sheet.left_out(len(drawn) - _MOST_FRAMES, "frame")
    return sheet.finish()


def _question(frame: str, rows: Sequence[Mapping[str, Any]]) -> str:
    return str(style.optional(rows[0], "question", frame.replace("_", " ")))


def _share(row: Mapping[str, Any], look: style.SourceStyle) -> intervals.Estimate:
    reliable = bool(style.optional(row, "is_reliable", True))
    return intervals.Estimate(
        label=row["source"],
        value=100 * row["share_sentences"],
        low=100 * row["low"],
        high=100 * row["high"],
        note=f"{style.number(row['n_sentences'])} of {style.counted(row['n_sentences_all'], 'sentence')}",
        look=look if reliable else style.SourceStyle(style.NEUTRAL, look.marker),
        hollow=not reliable,
        url=style.link_of(row),
    )


_Drawn = Sequence[tuple[str, Sequence[intervals.Estimate]]]


def _in_columns(drawn: _Drawn, frames: pd.DataFrame, *, looks: Mapping[str, style.SourceStyle]) -> Sheet:
    names = sorted(looks)
    width = (RIGHT - LEFT) / len(names)
    panels = [(LEFT + width * place + 0.12, LEFT + width * (place + 1) - 0.14) for place in range(len(names))]
    sheet = Sheet("frames_by_source", panels=panels)
    read = frames.groupby("source")["n_sentences_all"].max()
    sheet.heads(names, looks, [f"n {style.number(read.get(name, 0))}" for name in names])
    everything = [estimate for _, estimates in drawn for estimate in estimates]
    low, high = span([end for estimate in everything for end in (estimate.value, estimate.low, estimate.high)])
    for panel in range(len(names)):
        sheet.scale(low, high, panel=panel)
    for question, estimates in drawn[:_MOST_FRAMES]:
        sheet.gap(0.06)
        sheet.paragraph(question, bold=True, lines=2)
        own = {estimate.label: estimate for estimate in estimates}
        for panel, name in enumerate(names):
            _cell(sheet, own.get(name), panel=panel)
        sheet.gap(0.4)
    for panel in range(len(names)):
        ticks = [tick for tick in sheet.ticks[panel] if tick >= 0]
        sheet.axis("", panel=panel, ticks=[ticks[0], ticks[-1]], advance=panel == len(names) - 1)
    sheet.paragraph("Sentences with this frame, in % of the source's sentences (n); lines: intervals.", quiet=True)
    return sheet


def _cell(sheet: Sheet, estimate: intervals.Estimate | None, *, panel: int) -> None:
    start, end = sheet.panels[panel]
    if estimate is None or not style.is_finite(estimate.value):
        sheet.text("–", ((start + end) / 2, sheet.y + 0.11), align="center", colour=style.QUIET)
        return
    label = style.percent(estimate.value / 100)
    sheet.text(label, ((start + end) / 2, sheet.y + 0.1), align="center", url=estimate.url)
    sheet.bands[panel].append((sheet.y + 0.21, sheet.y + 0.37))
    y = sheet.y + 0.29
    marks.whisker(sheet, y, (estimate.low, estimate.high), estimate.look.colour, panel=panel)
    marks.dot(
        sheet, (estimate.value, y), estimate.look, hollow=estimate.hollow, size=7.0, url=estimate.url, panel=panel
    )


def _in_rows(drawn: _Drawn) -> Sheet:
    sheet = Sheet("frames_by_source")
    sheet.scale(*intervals.range_of([estimate for _, estimates in drawn for estimate in estimates]))
    left = style.MAX_ROWS
    for place, (question, estimates) in enumerate(drawn):
        if left <= 0:
            break
        sheet.gap(0.08 if place else 0.0)
        sheet.paragraph(question, bold=True, lines=2)
        for estimate in estimates[:left]:
            intervals.draw(sheet, estimate)
        left -= len(estimates)
    sheet.axis("sentences with this frame, in % of the source's sentences")
    sheet.left_out(sum(len(estimates) for _, estimates in drawn) - style.MAX_ROWS)
    return sheet


def frames_by_source_alt(frames: pd.DataFrame) -> str:
    """The same rows in one to four sentences, with the numbers."""
    found = _framed(frames)
    if not found:
        return "The codebook defines no frame."
    said = []
    for frame, rows in found:
        parts = [f"{style.short(row['source'])} {style.percent(row['share_sentences'])}" for row in rows]
        said.append(f"{style.short(frame.replace('_', ' '))}: {style.listed(parts)}")
    return f"Share of sentences with each frame, by source. {'; '.join(said)}."
