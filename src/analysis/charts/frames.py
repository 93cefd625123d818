"""Frames: in how many of its sentences, or articles, each source tells the story this way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import intervals, marks, style
from analysis.charts.layout import LEFT, RIGHT, Sheet, sentence, span

Unit = Literal["sentences", "articles"]


@dataclass(frozen=True)
class _Columns:
    """Where the table has the share of a unit, its interval and its counts."""

    share: str
    low: str
    high: str
    n: str
    n_all: str


_OF: Mapping[str, _Columns] = {
    "sentences": _Columns("share_sentences", "low", "high", "n_sentences", "n_sentences_all"),
    "articles": _Columns("share_articles", "articles_low", "articles_high", "n_articles", "n_articles_all"),
}
_MOST_COLUMNS = 6
_MOST_FRAMES = 24
_UNSURE = "Grey and hollow: two coders did not agree enough to rely on it."
_UNSURE_ALT = "Grey, because two coders did not agree enough"


def _framed(frames: pd.DataFrame, of: Unit) -> list[tuple[str, list[dict[str, Any]]]]:
    """Frames by the sentences (articles) they are found in, most first, each with its sources, largest share first.

    Each row gets the unit's columns under the names of sentences: what draws them need not know the unit.
    """
    unit, plain = _OF[of], _OF["sentences"]
    style.require(frames, ("frame", "source", *vars(unit).values()), chart="frames_by_source")
    given = frames.assign(**{name: frames[vars(unit)[part]] for part, name in vars(plain).items()})
    found = given.groupby("frame")[plain.n].sum().sort_index().sort_values(ascending=False, kind="stable")
    rows = given.sort_values([plain.share, "source"], ascending=[False, True], kind="stable")
    return [(str(frame), rows[rows["frame"] == frame].to_dict("records")) for frame in found.index]


@style.in_house_style
def frames_by_source(frames: pd.DataFrame, *, sources: Collection[str] | None = None, of: Unit = "sentences") -> Axes:
    """Answer: how often does each source tell the story this way?

    Parameters
    ----------
    frames
        Rows of the table `frames`; optional: `is_reliable` (false: two coders did not agree enough; drawn grey and
        hollow), `link`.
    sources
        All sources of the corpus; each gets a column.
    of
        Whether shares are of a source's sentences or of its articles.

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
    found = _framed(frames, of)
    if not found:
        return sentence("frames_by_source", "The codebook defines no frame.")
    looks = style.styles_for(frames, sources)
    drawn = [
        (_question(frame, rows), [_share(row, looks[row["source"]], of=of) for row in rows]) for frame, rows in found
    ]
    in_rows = len(looks) > _MOST_COLUMNS
    read = frames.groupby("source")[_OF[of].n_all].max().to_dict()
    sheet = _in_rows(drawn, of=of) if in_rows else _in_columns(drawn, read, looks=looks, of=of)
    if any(estimate.hollow for _, estimates in drawn for estimate in estimates):
        sheet.paragraph(_UNSURE, quiet=True)
    if not in_rows:
        sheet.left_out(len(drawn) - _MOST_FRAMES, "frame")
    return sheet.finish()


def _question(frame: str, rows: Sequence[Mapping[str, Any]]) -> str:
    return str(style.optional(rows[0], "question", frame.replace("_", " ")))


def _share(row: Mapping[str, Any], look: style.SourceStyle, *, of: Unit) -> intervals.Estimate:
    reliable = bool(style.optional(row, "is_reliable", True))
    return intervals.Estimate(
        label=row["source"],
        value=100 * row["share_sentences"],
        low=100 * row["low"],
        high=100 * row["high"],
        note=f"{style.number(row['n_sentences'])} of {style.counted(row['n_sentences_all'], of.removesuffix('s'))}",
        look=look if reliable else style.SourceStyle(style.NEUTRAL, look.marker),
        hollow=not reliable,
        url=style.link_of(row),
    )


_Drawn = Sequence[tuple[str, Sequence[intervals.Estimate]]]


def _in_columns(drawn: _Drawn, read: Mapping[str, int], *, looks: Mapping[str, style.SourceStyle], of: Unit) -> Sheet:
    names = sorted(looks)
    width = (RIGHT - LEFT) / len(names)
    panels = [(LEFT + width * place + 0.12, LEFT + width * (place + 1) - 0.14) for place in range(len(names))]
    sheet = Sheet("frames_by_source", panels=panels)
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
    sheet.paragraph(f"{of.capitalize()} with its cues, in % of the source's {of} (n); lines: intervals.", quiet=True)
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


def _in_rows(drawn: _Drawn, *, of: Unit) -> Sheet:
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
    sheet.axis(f"{of} with its cues, in % of the source's {of}")
    sheet.left_out(sum(len(estimates) for _, estimates in drawn) - style.MAX_ROWS)
    return sheet


def frames_by_source_alt(frames: pd.DataFrame, *, of: Unit = "sentences") -> str:
    """The same rows in one to four sentences, with the numbers."""
    found = _framed(frames, of)
    if not found:
        return "The codebook defines no frame."
    said = []
    for frame, rows in found:
        parts = [f"{style.short(row['source'])} {style.percent(row['share_sentences'])}" for row in rows]
        said.append(f"{style.short(frame.replace('_', ' '))}: {style.listed(parts)}")
    ending = f" {_UNSURE_ALT}: {style.listed(_unsure(found))}." if _unsure(found) else ""
    return f"Share of {of} with cues of each frame, by source. {'; '.join(said)}.{ending}"


def _unsure(found: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]) -> list[str]:
    return [
        style.short(frame.replace("_", " "))
        for frame, rows in found
        if not all(bool(style.optional(row, "is_reliable", True)) for row in rows)
    ]
