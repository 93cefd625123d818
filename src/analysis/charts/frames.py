"""Frames and names: how the story is told, and which words each source chooses for the same thing."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import intervals, marks, style
from analysis.charts.layout import GAP, LEFT, RIGHT, Item, Sheet, sentence

_FRAMES = ("frame", "source", "share", "low", "high", "n")
_NAMES = ("actor", "variant", "source", "n")
_FILLS = (None, "////", "....", "xxxx")


def _framed(frames: pd.DataFrame) -> pd.DataFrame:
    style.require(frames, _FRAMES, chart="frames_by_source")
    return frames.sort_values(["frame", "share", "source"], ascending=[True, False, True], kind="stable")


@style.in_house_style
def frames_by_source(frames: pd.DataFrame, *, sources: Collection[str] | None = None) -> Axes:
    """Answer: how often does each source tell the story this way?

    Parameters
    ----------
    frames
        A row for each frame and source: `frame`, `source`, `share` (0-1 of its sentences), `low`, `high` (interval),
        `n` (sentences read); optional: `question` (the frame as a yes/no question, shown as heading), `is_reliable`
        (false: two coders did not agree enough; drawn grey and hollow), `link`.
    sources
        All sources of the corpus.

    Returns
    -------
    Axes
        Under each frame a dot and interval for each source, largest share first.

    Raises
    ------
    SchemaError
        A column is missing.

    Misleads when
        cues are read as meaning: a sentence that denies a frame holds its words too.
    """
    rows = _framed(frames)
    if rows.empty:
        return sentence("frames_by_source", "The codebook defines no frame.")
    sheet = Sheet("frames_by_source")
    looks = style.styles_for(rows, sources)
    drawn = [(row, _share(row, looks[row["source"]])) for row in rows.to_dict("records")]
    sheet.scale(*intervals.range_of([estimate for _, estimate in drawn]))
    frame = None
    for row, estimate in drawn[: style.MAX_ROWS]:
        if row["frame"] != frame:
            sheet.gap(0.0 if frame is None else 0.08)
            frame = row["frame"]
            sheet.paragraph(style.optional(row, "question", frame), bold=True, lines=2)
        intervals.draw(sheet, estimate)
    sheet.axis("sentences with this frame, in % of the source's sentences")
    if any(estimate.hollow for _, estimate in drawn):
        sheet.paragraph("Grey and hollow: two coders did not agree enough to rely on it.", quiet=True)
    sheet.left_out(len(drawn) - style.MAX_ROWS)
    return sheet.finish()


def _share(row: Mapping[str, Any], look: style.SourceStyle) -> intervals.Estimate:
    reliable = bool(style.optional(row, "is_reliable", True))
    return intervals.Estimate(
        label=row["source"],
        value=100 * row["share"],
        low=100 * row["low"],
        high=100 * row["high"],
        note=f"{style.percent(row['share'])} of {style.counted(row['n'], 'sentence')}",
        look=look if reliable else style.SourceStyle(style.NEUTRAL, look.marker),
        hollow=not reliable,
        url=style.link_of(row),
    )


def frames_by_source_alt(frames: pd.DataFrame) -> str:
    """The same rows in one to four sentences, with the numbers."""
    rows = _framed(frames)
    if rows.empty:
        return "The codebook defines no frame."
    said = []
    for frame, own in rows.groupby("frame", sort=True):
        parts = [f"{style.short(row.source)} {style.percent(row.share)}" for row in own.itertuples()]
        said.append(f"{style.short(frame)}: {style.listed(parts)}")
    return f"Share of sentences with each frame, by source. {'; '.join(said)}."


def _variants(names: pd.DataFrame) -> dict[str, list[str]]:
    """The variants of each actor, most used first; from the fifth on they share one fill."""
    style.require(names, _NAMES, chart="names_by_source")
    found = {}
    for actor, own in names.groupby("actor", sort=True):
        used = own.groupby("variant")["n"].sum().sort_index().sort_values(ascending=False, kind="stable")
        found[str(actor)] = [str(variant) for variant, n in used.items() if n > 0]
    return {actor: variants for actor, variants in found.items() if variants}


@style.in_house_style
def names_by_source(names: pd.DataFrame, *, sources: Collection[str] | None = None) -> Axes:
    """Answer: which spelling or word does each source choose for the same person or thing?

    Parameters
    ----------
    names
        A row for each variant that a source uses: `actor` (who or what is named), `variant` (as written), `source`,
        `n`; optional: `link`.
    sources
        All sources of the corpus.

    Returns
    -------
    Axes
        Under each actor a bar for each source, split by variant: the same fill is the same variant, and the words at
        the right say which and how often.

    Raises
    ------
    SchemaError
        A column is missing.

    Misleads when
        a spelling is read as a stance: agencies and copied texts hand spellings on.
    """
    variants = _variants(names)
    if not variants:
        return sentence("names_by_source", "No name is written in more than one way.")
    sheet = Sheet("names_by_source")
    sheet.scale(0.0, 100.0)
    looks = style.styles_for(names, sources)
    shown, total = 0, names[names["n"] > 0].groupby(["actor", "source"]).ngroups
    for actor, written in variants.items():
        if shown >= style.MAX_ROWS:
            break
        sheet.line(actor, bold=True)
        _key(sheet, written)
        own = names[(names["actor"].astype(str) == actor) & (names["n"] > 0)]
        for source, rows in list(own.groupby("source", sort=True))[: style.MAX_ROWS - shown]:
            _split(sheet, rows.to_dict("records"), looks[source], written=written)
            shown += 1
        sheet.gap(0.1)
    sheet.axis("% of the source's mentions")
    sheet.left_out(total - shown)
    return sheet.finish()


def _key(sheet: Sheet, written: list[str]) -> None:
    """Which fill stands for which variant."""
    shown = written if len(written) <= len(_FILLS) else [*written[: len(_FILLS) - 1], "any other"]
    items = [
        Item(style.short(variant, 26), lambda at, fill=fill: sheet.swatch(at, hatch=fill))
        for variant, fill in zip(shown, _FILLS, strict=False)
    ]
    sheet.flow("", items)


def _split(sheet: Sheet, rows: list[dict[str, Any]], look: style.SourceStyle, *, written: list[str]) -> None:
    order = {variant: place for place, variant in enumerate(written)}
    rows = sorted(rows, key=lambda row: order[str(row["variant"])])
    said = ", ".join(f"{style.short(row['variant'], 22)} {style.number(row['n'])}" for row in rows)
    source = style.short(rows[0]["source"], 24)
    if style.width_of(source) + style.width_of(said) + 0.2 < RIGHT - LEFT and style.width_of(said) < 2.9:
        sheet.line(source, said, limit=80)
    else:
        sheet.line(source)
        sheet.paragraph(said, lines=3)
    y, start, total = sheet.band(height=0.17), 0.0, sum(row["n"] for row in rows)
    for row in rows:
        end = start + 100 * row["n"] / total
        fill = _FILLS[min(order[str(row["variant"])], len(_FILLS) - 1)]
        marks.bar(sheet, y, (start, end), look.colour, hatch=fill, url=style.link_of(row))
        start = end
    sheet.gap(GAP * 0.7)


def names_by_source_alt(names: pd.DataFrame) -> str:
    """The same counts in one to four sentences, with the numbers."""
    variants = _variants(names)
    if not variants:
        return "No name is written in more than one way."
    said = []
    for actor, written in variants.items():
        own = names[names["actor"].astype(str) == actor]
        parts = []
        for variant in written:
            rows = own[(own["variant"].astype(str) == variant) & (own["n"] > 0)].sort_values("source")
            by = [f"{style.short(row.source)} {style.number(row.n)}" for row in rows.itertuples()]
            parts.append(f"“{style.short(variant)}” in {style.listed(by)}")
        said.append(f"{style.short(actor)}: {'; '.join(parts[:4])}")
    return f"Which source writes what. {'. '.join(said[:6])}."
