"""What is said about whom: a cell for each actor and source."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import marks, style
from analysis.charts.layout import BAND, GAP, LEFT, Sheet, sentence, span

_AXIS = "mean score of the clauses, −1 to +1"
_FEW = 5
_MOST_ACTORS = 12


def _called(actor: str) -> str:
    """An actor's key in the codebook as words."""
    return style.short(str(actor).replace("_", " "))


def _cells(heat: pd.DataFrame) -> pd.DataFrame:
    style.require(heat, ("actor", "source", "mean", "n"), chart="sentiment_targets")
    return heat


@style.in_house_style
def sentiment_targets(heat: pd.DataFrame, *, sources: Collection[str] | None = None, few: int = _FEW) -> Axes:
    """Answer: how charged is what each source says of each actor, by source?

    Parameters
    ----------
    heat
        Rows of the table `sentiment_toward`: `actor`, `source`, `mean` (-1 to 1), `n` (clauses); optional: `link`.
    sources
        All sources of the corpus; each gets a column.
    few
        Cells on fewer clauses than this are left hollow.

    Returns
    -------
    Axes
        A cell for each actor and source: the mean and n; tinted one way below nought, the other above, outlined where
        n is small. More than six sources are listed under each actor instead.

    Raises
    ------
    SchemaError
        A column is missing.

    Misleads when
        read as the outlet's stance: a clause about an actor can be negative because of what was done to that actor.
    """
    cells = _cells(heat)
    if cells.empty:
        return sentence("sentiment_targets", "No clause about a named actor could be scored.")
    looks = style.styles_for(cells, sources)
    names = sorted(looks)
    actors = (
        cells[cells["mean"].notna()]
        .groupby("actor")["n"]
        .sum()
        .sort_index()
        .sort_values(ascending=False, kind="stable")
    )
    sheet = Sheet("sentiment_targets")
    found = {(row["actor"], row["source"]): row for row in cells.to_dict("records")}
    if len(names) > 6:
        _listed_cells(sheet, list(actors.index), names, found=found, looks=looks, few=few)
    else:
        _grid_of_cells(sheet, list(actors.index), names, found=found, looks=looks, few=few)
    return sheet.finish()


def _grid_of_cells(
    sheet: Sheet,
    actors: Sequence[str],
    names: Sequence[str],
    *,
    found: Mapping[tuple[str, str], Mapping[str, Any]],
    looks: Mapping[str, style.SourceStyle],
    few: int,
) -> None:
    width = sheet.heads(names, looks)
    for actor in actors[:_MOST_ACTORS]:
        sheet.gap(0.05)
        sheet.line(_called(actor), bold=True)
        for column, name in enumerate(names):
            _cell(sheet, found.get((actor, name)), (LEFT + width * column, width), few=few)
        sheet.gap(0.48)
    sheet.gap(0.04)
    sheet.paragraph(
        f"Mean score of the clauses about each, −1 to +1, and their number n. Outlined, not filled: fewer than {few} "
        "clauses. Dash: none.",
        quiet=True,
    )
    sheet.left_out(len(actors) - _MOST_ACTORS, "actor")


def _tint(mean: float) -> tuple[str, float]:
    # Light enough for dark text on white and for light text on near-black; the number says the same.
    return style.ABOVE if mean > 0 else style.BELOW, 0.10 + 0.35 * min(1.0, abs(mean) / 0.6)


def _cell(sheet: Sheet, row: Mapping[str, Any] | None, place: tuple[float, float], *, few: int) -> None:
    left, width = place
    middle, top = left + width / 2, sheet.y
    if row is None or not style.is_finite(row["mean"]):
        sheet.text("–", (middle, top + 0.22), align="center", colour=style.QUIET)
        return
    colour, alpha = _tint(row["mean"])
    solid = row["n"] >= few
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
    few: int,
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
            marks.dot(sheet, (row["mean"], y), looks[row["source"]], hollow=row["n"] < few, url=style.link_of(row))
            bands.append(sheet.bands[0][-1])
        shown += len(own)
        sheet.gap(GAP)
    sheet.zero_line(bands)
    sheet.axis(f"{_AXIS}; hollow: fewer than {few} clauses")
    sheet.left_out(len(cells) - shown, "cell")


def sentiment_targets_alt(heat: pd.DataFrame) -> str:
    """The same cells in one to four sentences, with the numbers."""
    cells = _cells(heat)
    if cells.empty:
        return "No clause about a named actor could be scored."
    said = []
    for actor, own in cells.groupby("actor", sort=True):
        parts = [
            f"{style.short(row.source)} {style.signed(row.mean)} (n {style.number(row.n)})"
            for row in own.sort_values("source").itertuples()
            if style.is_finite(row.mean)
        ]
        said.append(f"{_called(actor)}: {style.listed(parts, most=6)}")
    return f"Mean score of the clauses about each actor, by source. {'; '.join(said)}."
