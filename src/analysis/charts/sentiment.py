"""Sentiment: how charged the wording is, which words make it so, and what is said beside whom."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import BAND, GAP, LEFT, Sheet, sentence, span
from analysis.errors import SchemaError

_PARTS = {"headline": "headline", "narrated": "narration", "quoted": "quotation", "all": "all sentences"}
_SUMMARY = ("by", "group", "part", "mean", "low", "high", "n", "n_articles")
_MEAN_AXIS = "mean sentence score: −1 most negative wording, 0 neutral, +1 most positive"


def _by_source(summary: pd.DataFrame) -> pd.DataFrame:
    style.require(summary, _SUMMARY, chart="sentiment_by_source")
    rows = summary[summary["by"] == "source"].rename(columns={"group": "source"})
    overall = rows[rows["part"] == "all"].set_index("source")["mean"]
    order = {part: place for place, part in enumerate(["all", "narrated", "quoted", "headline"])}
    keyed = rows.assign(_mean=rows["source"].map(overall), _part=rows["part"].map(order))
    return keyed.sort_values(["_mean", "source", "_part"], kind="stable").drop(columns=["_mean", "_part"])


@style.in_house_style
def sentiment_by_source(summary: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: how negative or positive is each source's wording, in its own words and in those it quotes?

    Parameters
    ----------
    summary
        Rows of the table `sentiment_summary`; those with `by` = "source" are drawn.

    Returns
    -------
    Drawing
        Under each source a dot and interval for each part: narration filled, quotation hollow. The source with the
        lowest mean over all its sentences comes first.

    Misleads when
        the mean is read as the outlet's opinion: an article on prisons is full of words that score low.
    """
    rows = _by_source(summary)
    if not rows["mean"].notna().any():
        return sentence("sentiment_by_source", "No sentence could be scored.", summary)
    sheet = Sheet("sentiment_by_source")
    looks = style.styles_for(rows, sources)
    drawn = [(row["source"], _estimate(row, looks[row["source"]])) for row in rows.to_dict("records")]
    sheet.scale(*marks.range_of([estimate for _, estimate in drawn]))
    bands, source = [], None
    for name, estimate in drawn[: style.MAX_ROWS]:
        if name != source:
            sheet.gap(0.0 if source is None else 0.06)
            sheet.source_line(name, looks[name])
            source = name
        marks.draw_estimate(sheet, estimate)
        bands.append(sheet.bands[0][-1])
    sheet.zero_line(bands)
    sheet.axis(_MEAN_AXIS)
    if any(estimate.hollow for _, estimate in drawn):
        sheet.paragraph("Hollow: words that the source quotes. Lines: intervals.", quiet=True)
    sheet.left_out(len(drawn) - style.MAX_ROWS)
    n = style.counted(rows.loc[rows["part"] == "all", "n"].sum(), "sentence")
    return sheet.finish(summary, n=n, alt=_means_said(rows))


def _estimate(row: Mapping[str, Any], look: style.SourceStyle) -> marks.Estimate:
    score = style.signed(row["mean"]) if style.is_finite(row["mean"]) else "not scored"
    return marks.Estimate(
        label=_PARTS.get(row["part"], row["part"]),
        value=row["mean"],
        low=row["low"],
        high=row["high"],
        note=f"{score}, {style.counted(row['n'], 'sentence')}",
        look=look,
        hollow=row["part"] == "quoted",
        url=style.link_of(row),
    )


def _means_said(rows: pd.DataFrame) -> str:
    """The rows in one to four sentences, with the numbers."""
    said = []
    for source, own in rows.groupby("source", sort=False):
        parts = [
            f"{_PARTS.get(row['part'], row['part'])} {style.signed(row['mean'])}{_between(row)}"
            for row in own.to_dict("records")
            if style.is_finite(row["mean"])
        ]
        said.append(f"{style.short(source)}: {', '.join(parts) or 'not scored'}")
    return f"Mean sentence score (−1 to +1) with its interval, lowest first. {'; '.join(said)}."


def _between(row: Mapping[str, Any]) -> str:
    if not (style.is_finite(row["low"]) and style.is_finite(row["high"])):
        return f" (n {style.number(row['n'])})"
    return f" ({style.signed(row['low'])} to {style.signed(row['high'])}, n {style.number(row['n'])})"


_TOPIC_KEY = "Hatched: a word of the subject rather than of the tone."


@style.in_house_style
def sentiment_drivers(drivers: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: which words make a source's score what it is?

    Parameters
    ----------
    drivers
        Rows of the table `sentiment_drivers`, as many of each source as are to be drawn: `source`, `word`, `n` (times
        used), `contribution` (points per 100 words; negative lowers the score); optional: `is_topic` (the word names
        the subject, not the tone: drawn hatched), `link`.

    Returns
    -------
    Drawing
        Under each source a bar for each word, left for lowering, right for raising; largest effect first.

    Misleads when
        words of the subject are read as tone: "prison" scores low wherever it stands.
    """
    style.require(drivers, ("source", "word", "n", "contribution"), chart="sentiment_drivers")
    if drivers.empty:
        return sentence("sentiment_drivers", "No word of the lexicon stands in these articles.", drivers)
    looks = style.styles_for(drivers, sources)
    rows = [
        marks.Signed(
            label=row["word"],
            value=row["contribution"],
            note=style.number(row["n"]),
            colour=looks[row["source"]].colour,
            hatch="////" if bool(style.optional(row, "is_topic", False)) else None,
            url=style.link_of(row),
        )
        for row in drivers.to_dict("records")
    ]
    groups = [(source, [rows[i] for i in places]) for source, places in _places(drivers)]
    key = _TOPIC_KEY if any(row.hatch for row in rows) else ""
    sheet = marks.signed_by_source(
        "sentiment_drivers",
        groups,
        looks=looks,
        axis="points per 100 words: left lowers the score, right raises it (at the right: times used)",
        key=key,
    )
    return sheet.finish(drivers, n=style.counted(len(drivers), "charged word"), alt=_drivers_said(drivers))


def _places(table: pd.DataFrame) -> list[tuple[str, list[int]]]:
    strength = table["contribution"].abs().fillna(-1.0).to_numpy()
    words = table["word"].astype(str).to_numpy()
    places = table.reset_index(drop=True).groupby("source").groups
    return [(source, sorted(own, key=lambda i: (-strength[i], words[i]))) for source, own in sorted(places.items())]


def _drivers_said(drivers: pd.DataFrame) -> str:
    """The rows in one to four sentences, with the numbers."""
    rows, said = drivers.to_dict("records"), []
    for source, places in _places(drivers):
        words = [
            f"{style.short(rows[i]['word'], 20)} {style.signed(rows[i]['contribution'], decimals=3)}" for i in places
        ]
        said.append(f"{style.short(source)}: {style.listed(words, most=4)}")
    return f"Words that move each source's score most, and by how much. {'; '.join(said)}."


def _compared(shift: pd.DataFrame) -> tuple[pd.DataFrame, str, str]:
    """The words, largest effect first, and the two sources."""
    style.require(shift, ("source_a", "source_b", "word", "n_a", "n_b", "contribution"), chart="word_shift")
    pairs = shift[["source_a", "source_b"]].drop_duplicates()
    if len(pairs) > 1:
        raise SchemaError(
            f"Chart word_shift: one pair of sources a chart, not {len(pairs)}. "
            "Give the rows of one source_a and source_b."
        )
    first, second = (style.short(name, 26) for name in pairs.iloc[0]) if len(pairs) else ("", "")
    keyed = shift.assign(_size=shift["contribution"].abs())
    return keyed.sort_values(["_size", "word"], ascending=[False, True]).drop(columns="_size"), first, second


@style.in_house_style
def word_shift(shift: pd.DataFrame) -> Drawing:
    """Answer: which words make one source score higher or lower than another?

    Parameters
    ----------
    shift
        Rows of the table `word_shift` for one pair of sources; `contribution` is the word's part of `source_b` minus
        `source_a`. Optional: `is_topic`, `link`.

    Returns
    -------
    Drawing
        A bar for each word, largest effect first: right where it makes `source_b` score higher.

    Raises
    ------
    SchemaError
        A column is missing, or the rows compare more than one pair.

    Misleads when
        one source has few words: a single use then moves the score. After Gallagher et al. (2021), Generalized word
        shift graphs.
    """
    rows, first, second = _compared(shift)
    if rows.empty:
        return sentence("word_shift", "No charged word parts the two sources.", shift)
    drawn = [
        marks.Signed(
            label=row["word"],
            value=row["contribution"],
            note=f"{style.number(row['n_b'])} : {style.number(row['n_a'])}",
            colour=style.QUIET,  # a colour would name a source, and the side says the direction
            hatch="////" if bool(style.optional(row, "is_topic", False)) else None,
            url=style.link_of(row),
        )
        for row in rows.to_dict("records")
    ]
    axis = (
        f"left: {second} scores lower than {first}; right: higher (at the right: times used by {second} : by {first})"
    )
    key = _TOPIC_KEY if any(row.hatch for row in drawn) else ""
    sheet = marks.signed_by_source("word_shift", [(None, drawn)], looks={}, axis=axis, key=key)
    said = _shift_said(rows, first, second)
    return sheet.finish(shift, n=style.counted(len(rows), "charged word"), alt=said)


def _shift_said(rows: pd.DataFrame, first: str, second: str) -> str:
    """The rows in one to four sentences, with the numbers."""
    words = [
        f"{style.short(row.word, 20)} {style.signed(row.contribution, decimals=3)} ({style.number(row.n_b)} : "
        f"{style.number(row.n_a)})"
        for row in rows.itertuples()
    ]
    return (
        f"Words by which {second} (counts first) scores lower or higher than {first}. "
        f"Largest first: {style.listed(words, most=10)}."
    )


_TOWARD_AXIS = "mean score of the clauses, −1 to +1"
_FEW = 5
_MOST_ACTORS = 12


def _called(actor: str) -> str:
    """An actor's key in the codebook as words."""
    return style.short(str(actor).replace("_", " "))


@style.in_house_style
def sentiment_targets(heat: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: how charged is what each source says of each actor, by source?

    Parameters
    ----------
    heat
        Rows of the table `sentiment_toward`: `actor`, `source`, `mean` (-1 to 1), `n` (clauses); optional: `link`.
    sources
        All sources of the corpus; each gets a column.

    Returns
    -------
    Drawing
        A cell for each actor and source: the mean and n; tinted one way below nought, the other above, outlined where
        n is small. More than six sources are listed under each actor instead.

    Misleads when
        read as the outlet's stance: a clause about an actor can be negative because of what was done to that actor.
    """
    style.require(heat, ("actor", "source", "mean", "n"), chart="sentiment_targets")
    if heat.empty:
        return sentence("sentiment_targets", "No clause about a named actor could be scored.", heat)
    looks = style.styles_for(heat, sources)
    names = sorted(looks)
    actors = heat[heat["mean"].notna()].groupby("actor")["n"].sum().sort_values(ascending=False, kind="stable")
    sheet = Sheet("sentiment_targets")
    found = {(row["actor"], row["source"]): row for row in heat.to_dict("records")}
    if len(names) > 6:
        _listed_cells(sheet, list(actors.index), names, found=found, looks=looks)
    else:
        _grid_of_cells(sheet, list(actors.index), names, found=found, looks=looks)
    return sheet.finish(heat, n=style.counted(heat["n"].sum(), "clause"), alt=_toward_said(heat))


def _grid_of_cells(
    sheet: Sheet,
    actors: Sequence[str],
    names: Sequence[str],
    *,
    found: Mapping[tuple[str, str], Mapping[str, Any]],
    looks: Mapping[str, style.SourceStyle],
) -> None:
    width = sheet.heads(names, looks)
    for actor in actors[:_MOST_ACTORS]:
        sheet.gap(0.05)
        sheet.line(_called(actor), bold=True)
        for column, name in enumerate(names):
            _cell(sheet, found.get((actor, name)), (LEFT + width * column, width))
        sheet.gap(0.48)
    sheet.gap(0.04)
    sheet.paragraph(
        f"Mean score of the clauses about each, −1 to +1, and their number n. Outlined, not filled: fewer than {_FEW} "
        "clauses. Dash: none.",
        quiet=True,
    )
    sheet.left_out(len(actors) - _MOST_ACTORS, "actor")


def _tint(mean: float) -> tuple[str, float]:
    # Light enough for dark text on white and for light text on near-black; the number says the same.
    return style.ABOVE if mean > 0 else style.BELOW, 0.10 + 0.35 * min(1.0, abs(mean) / 0.6)


def _cell(sheet: Sheet, row: Mapping[str, Any] | None, place: tuple[float, float]) -> None:
    left, width = place
    middle, top = left + width / 2, sheet.y
    if row is None or not style.is_finite(row["mean"]):
        sheet.text("–", (middle, top + 0.22), align="center", colour=style.QUIET)
        return
    colour, alpha = _tint(row["mean"])
    solid = row["n"] >= _FEW
    patch = sheet.rectangle(
        (left + 0.03, top + 0.02), (width - 0.06, 0.43), colour=colour, alpha=alpha if solid else 1.0
    )
    if not solid:
        patch.set_facecolor(style.PAPER)
        patch.set_edgecolor(style.GRID)
    url = style.link_of(row)
    sheet.text(style.signed(row["mean"]), (middle, top + 0.14), align="center", url=url)
    sheet.text(f"n {style.number(row['n'])}", (middle, top + 0.34), align="center")


def _listed_cells(
    sheet: Sheet,
    actors: Sequence[str],
    names: Sequence[str],
    *,
    found: Mapping[tuple[str, str], Mapping[str, Any]],
    looks: Mapping[str, style.SourceStyle],
) -> None:
    cells = [row for row in found.values() if style.is_finite(row["mean"])]
    sheet.scale(*span([row["mean"] for row in cells]))
    shown, bands = 0, []
    for actor in actors:
        own = [found[actor, name] for name in names if style.is_finite(found.get((actor, name), {}).get("mean"))]
        if not own or shown >= style.MAX_ROWS:
            continue
        sheet.line(_called(actor), bold=True)
        for row in own[: style.MAX_ROWS - shown]:
            note = f"{style.signed(row['mean'])}, n {style.number(row['n'])}"
            sheet.line(row["source"], note, indent=0.1, url=style.link_of(row))
            y = sheet.band(height=BAND)
            marks.dot(sheet, (row["mean"], y), looks[row["source"]], hollow=row["n"] < _FEW, url=style.link_of(row))
            bands.append(sheet.bands[0][-1])
        shown += len(own)
        sheet.gap(GAP)
    sheet.zero_line(bands)
    sheet.axis(f"{_TOWARD_AXIS}; hollow: fewer than {_FEW} clauses")
    sheet.left_out(len(cells) - shown, "cell")


def _toward_said(heat: pd.DataFrame) -> str:
    """The cells in one to four sentences, with the numbers."""
    said = []
    for actor, own in heat.groupby("actor", sort=True):
        parts = [
            f"{style.short(row.source)} {style.signed(row.mean)} (n {style.number(row.n)})"
            for row in own.sort_values("source").itertuples()
            if style.is_finite(row.mean)
        ]
        said.append(f"{_called(actor)}: {style.listed(parts, most=6)}")
    return f"Mean score of the clauses about each actor, by source. {'; '.join(said)}."
