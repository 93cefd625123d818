"""Frames: in how many of its sentences, or articles, each source tells the story this way; corrected by hand codes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import LEFT, RIGHT, Sheet, sentence

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
    found = given.groupby("frame")[plain.n].sum().sort_values(ascending=False, kind="stable")
    rows = given.sort_values([plain.share, "source"], ascending=[False, True], kind="stable")
    return [(str(frame), rows[rows["frame"] == frame].to_dict("records")) for frame in found.index]


@style.in_house_style
def frames_by_source(
    frames: pd.DataFrame, *, sources: Collection[str] | None = None, of: Unit = "sentences"
) -> Drawing:
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
    Drawing
        For each frame its question and, in each source's column, share and interval; the axes of the other columns
        belong to the same figure. More than six sources are listed under each frame instead.

    Misleads when
        cues are read as meaning: a sentence that denies a frame holds its words too.
    """
    found = _framed(frames, of)
    if not found:
        return sentence("frames_by_source", "The codebook defines no frame.", frames)
    looks = style.styles_for(frames, sources)
    drawn = [
        (_asked(frame, rows[0]), [_share(row, looks[row["source"]], of=of) for row in rows]) for frame, rows in found
    ]
    in_rows = len(looks) > _MOST_COLUMNS
    read = frames.groupby("source")[_OF[of].n_all].max().to_dict()
    sheet = _in_rows(drawn, of=of) if in_rows else _in_columns(drawn, read, looks=looks, of=of)
    if any(estimate.hollow for _, estimates in drawn for estimate in estimates):
        sheet.paragraph(_UNSURE, quiet=True)
    if not in_rows:
        sheet.left_out(len(drawn) - _MOST_FRAMES, "frame")
    n = style.counted(sum(read.values()), of.removesuffix("s"))
    return sheet.finish(frames, n=n, alt=_frames_said(found, of=of))


def _asked(frame: str, row: Mapping[str, Any]) -> str:
    return str(style.optional(row, "question", frame.replace("_", " ")))


def _share(row: Mapping[str, Any], look: style.SourceStyle, *, of: Unit) -> marks.Estimate:
    reliable = bool(style.optional(row, "is_reliable", True))
    return marks.Estimate.of_share(
        row,
        "share_sentences",
        label=row["source"],
        note=f"{style.number(row['n_sentences'])} of {style.counted(row['n_sentences_all'], of.removesuffix('s'))}",
        look=look if reliable else style.SourceStyle(style.NEUTRAL, look.marker),
        hollow=not reliable,
    )


_Drawn = Sequence[tuple[str, Sequence[marks.Estimate]]]


def _in_columns(drawn: _Drawn, read: Mapping[str, int], *, looks: Mapping[str, style.SourceStyle], of: Unit) -> Sheet:
    names = sorted(looks)
    width = (RIGHT - LEFT) / len(names)
    panels = [(LEFT + width * place + 0.12, LEFT + width * (place + 1) - 0.14) for place in range(len(names))]
    sheet = Sheet("frames_by_source", panels=panels)
    sheet.heads(names, looks, [f"n {style.number(read.get(name, 0))}" for name in names])
    low, high = marks.range_of(estimate for _, estimates in drawn for estimate in estimates)
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


def _cell(sheet: Sheet, estimate: marks.Estimate | None, *, panel: int) -> None:
    start, end = sheet.panels[panel]
    if estimate is None or not style.is_finite(estimate.value):
        sheet.text("–", ((start + end) / 2, sheet.y + 0.11), align="center", colour=style.QUIET)
        return
    label = style.percent(estimate.value / 100)
    # Over its mark, as far as the column has room.
    half = style.width_of(label) / 2
    middle = min(max(sheet.place(estimate.value, panel=panel), start - 0.1 + half), end + 0.12 - half)
    sheet.text(label, (middle, sheet.y + 0.1), align="center", url=estimate.url)
    sheet.bands[panel].append((sheet.y + 0.21, sheet.y + 0.37))
    y = sheet.y + 0.29
    marks.whisker(sheet, y, (estimate.low, estimate.high), estimate.look.colour, panel=panel)
    marks.dot(
        sheet, (estimate.value, y), estimate.look, hollow=estimate.hollow, size=7.0, url=estimate.url, panel=panel
    )


def _in_rows(drawn: _Drawn, *, of: Unit) -> Sheet:
    sheet = Sheet("frames_by_source")
    sheet.scale(*marks.range_of(estimate for _, estimates in drawn for estimate in estimates))
    left = style.MAX_ROWS
    for place, (question, estimates) in enumerate(drawn):
        if left <= 0:
            break
        sheet.gap(0.08 if place else 0.0)
        sheet.paragraph(question, bold=True, lines=2)
        for estimate in estimates[:left]:
            marks.draw_estimate(sheet, estimate)
        left -= len(estimates)
    sheet.axis(f"{of} with its cues, in % of the source's {of}")
    sheet.left_out(sum(len(estimates) for _, estimates in drawn) - style.MAX_ROWS)
    return sheet


def _frames_said(found: Sequence[tuple[str, Sequence[Mapping[str, Any]]]], *, of: Unit) -> str:
    """The rows in one to four sentences, with the numbers."""
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


_CORRECTED_COLUMNS = ("frame", "machine", "corrected", "low", "high", "n_coded", "n_sentences")
_CUES = style.SourceStyle(style.NEUTRAL, "d")
_CODED = style.SourceStyle(style.COLOURS[0], "o")
_NOT_CODED = "No frame has been coded often enough to correct its share."


def _coded(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Frames with a corrected share, the largest first."""
    style.require(rows, _CORRECTED_COLUMNS, chart="corrected_frames")
    known = rows[rows["corrected"].notna()].sort_values(["corrected", "frame"], ascending=[False, True], kind="stable")
    return known.to_dict("records")


@style.in_house_style
def corrected_frames(rows: pd.DataFrame) -> Drawing:
    """Answer: how common is each frame, once the errors of the cues are allowed for?

    Parameters
    ----------
    rows
        One row for each frame, of one source or of all together: `frame`, `machine` (share of sentences with a cue),
        `corrected`, `low`, `high` (0-1), `n_coded`, `n_sentences`; optional: `question`, `is_reliable`.

    Returns
    -------
    Drawing
        For each frame its question, the share that the cues give (a hollow diamond, no interval: it is a count) and the
        share corrected by hand codes, with its interval; grey and hollow where coders did not agree enough.

    Misleads when
        both coders misread the question alike: the correction takes their answers for the truth.
    """
    found = _coded(rows)
    if not found:
        return sentence("corrected_frames", _NOT_CODED, rows)
    drawn = [(row, _by_cues(row), _by_hand(row)) for row in found[: style.MAX_ROWS // 2]]
    sheet = Sheet("corrected_frames")
    sheet.scale(*marks.range_of([estimate for _, *pair in drawn for estimate in pair]))
    for place, (row, *pair) in enumerate(drawn):
        sheet.gap(0.08 if place else 0.0)
        sheet.paragraph(_asked(str(row["frame"]), row), bold=True, lines=2)
        for estimate in pair:
            marks.draw_estimate(sheet, estimate)
    sheet.axis("sentences with this frame, in % of all that were read")
    if any(by_hand.hollow for _, _, by_hand in drawn):
        sheet.paragraph("Grey, hollow dot: coders did not agree enough to rely on it.", quiet=True)
    sheet.left_out(len(found) - len(drawn), "frame")
    n = style.counted(sum(row["n_coded"] for row in found), "coded sentence")
    return sheet.finish(rows, n=n, alt=_corrected_said(found))


def _by_cues(row: dict[str, Any]) -> marks.Estimate:
    return marks.Estimate(
        label="by cues alone",
        value=100 * row["machine"],
        low=float("nan"),
        high=float("nan"),
        note=f"{style.percent(row['machine'])} of {style.counted(row['n_sentences'], 'sentence')}",
        look=_CUES,
        hollow=True,
    )


def _by_hand(row: dict[str, Any]) -> marks.Estimate:
    is_reliable = bool(style.optional(row, "is_reliable", True))
    return marks.Estimate.of_share(
        row,
        "corrected",
        label="corrected by hand codes",
        note=f"{style.percent(row['corrected'])}, {style.number(row['n_coded'])} coded",
        look=_CODED if is_reliable else style.SourceStyle(style.NEUTRAL, _CODED.marker),
        hollow=not is_reliable,
    )


def _corrected_said(found: Sequence[Mapping[str, Any]]) -> str:
    """The rows in one to four sentences, with the numbers."""
    said = [
        f"{style.short(str(row['frame']).replace('_', ' '))}: {style.percent(row['machine'])} by cues, "
        f"{style.percent(row['corrected'])} corrected ({style.percent(row['low'])} to {style.percent(row['high'])})"
        for row in found
    ]
    return f"Share of sentences with each frame, by cues and corrected by hand codes. {'; '.join(said)}."
