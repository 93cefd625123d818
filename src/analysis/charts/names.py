"""Names: which spelling or word each source chooses for the same thing."""

from collections.abc import Collection
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import marks, style
from analysis.charts.layout import GAP, LEFT, RIGHT, Item, Sheet, sentence, span

_NAMES = ("group", "form", "source", "n")
_FILLS = (None, "////", "\\\\\\\\", "xxxx")


def _variants(names: pd.DataFrame) -> dict[str, list[str]]:
    """The variants of each actor, most used first; from the fifth on they share one fill."""
    style.require(names, _NAMES, chart="names_by_source")
    found = {}
    # What the researcher wrote down comes before what was proposed from the articles.
    proposed = names["basis"].eq("proposed") if "basis" in names else pd.Series(False, index=names.index)
    for (_, actor), own in names.groupby([proposed, "group"], sort=True):
        used = own.groupby("form")["n"].sum().sort_index().sort_values(ascending=False, kind="stable")
        found[str(actor)] = [str(variant) for variant, n in used.items() if n > 0]
    return {actor: variants for actor, variants in found.items() if variants}


@style.in_house_style
def names_by_source(names: pd.DataFrame, *, sources: Collection[str] | None = None) -> Axes:
    """Answer: which spelling or word does each source choose for the same person or thing?

    Parameters
    ----------
    names
        Rows of the table `names`: `group` (what is named), `form` (as written), `source`, `n`; optional: `basis`
        (what is proposed comes last), `link`.
    sources
        All sources of the corpus.

    Returns
    -------
    Axes
        Under each thing named a bar for each source, split by form: the same fill is the same form, and the words
        beside the source say which and how often.

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
    # Counts, not shares: one mention must not look like fourteen.
    sheet.scale(*span(names.groupby(["group", "source"])["n"].sum()))
    looks = style.styles_for(names, sources)
    shown, total = 0, names[names["n"] > 0].groupby(["group", "source"]).ngroups
    for actor, written in variants.items():
        if shown >= style.MAX_ROWS:
            break
        sheet.line(actor.replace("_", " "), bold=True)
        _key(sheet, written)
        own = names[(names["group"].astype(str) == actor) & (names["n"] > 0)]
        for source, rows in list(own.groupby("source", sort=True))[: style.MAX_ROWS - shown]:
            _split(sheet, rows.to_dict("records"), looks[source], written=written)
            shown += 1
        sheet.gap(0.1)
    sheet.axis("times used")
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
    rows = sorted(rows, key=lambda row: order[str(row["form"])])
    said = ", ".join(f"{style.short(row['form'], 22)} {style.number(row['n'])}" for row in rows)
    source = style.short(rows[0]["source"], 24)
    if style.width_of(source) + style.width_of(said) + 0.2 < RIGHT - LEFT and style.width_of(said) < 2.9:
        sheet.line(source, said, limit=80)
    else:
        sheet.line(source)
        sheet.paragraph(said, lines=3)
    y, start = sheet.band(height=0.17), 0.0
    for row in rows:
        end = start + row["n"]
        fill = _FILLS[min(order[str(row["form"])], len(_FILLS) - 1)]
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
        own = names[names["group"].astype(str) == actor]
        parts = []
        for variant in written:
            rows = own[(own["form"].astype(str) == variant) & (own["n"] > 0)].sort_values("source")
            by = [f"{style.short(row.source)} {style.number(row.n)}" for row in rows.itertuples()]
            parts.append(f"“{style.short(variant)}” in {style.listed(by)}")
        said.append(f"{style.short(actor.replace('_', ' '))}: {'; '.join(parts[:4])}")
    return f"Which source writes what. {'. '.join(said[:6])}."
