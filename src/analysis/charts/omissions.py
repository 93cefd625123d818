"""Omissions: which source tells each fact, which leaves it out, and where that cannot be said."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import BAND, LEFT, LINE, RIGHT, Sheet, sentence

_COLUMNS = ("fact_id", "fact", "source", "status")
# More sources than these have no room for a column each.
_MOST_COLUMNS = 14
_MOST_FACTS = 18
_SIGNS = {"missing": "×", "another": "≠", "open": "?"}


@style.in_house_style
def told_by_source(cells: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: what does each source tell of what the others tell, and what does it leave out?

    Parameters
    ----------
    cells
        A row for each fact and source: `fact_id`, `fact` (in words), `source`, `status` (told, missing, another or
        open); optional: `sentence_id` or `link` of the passage that tells it.
    sources
        All sources of the corpus; each has its shape and colour throughout.

    Returns
    -------
    Drawing
        Under each fact, the most widely told first, a mark for each source that tells it, a cross where it is left
        out, ≠ where the source gives another number, a question mark where nothing can be said. Above fourteen sources,
        a bar of how many tell it.

    Misleads when
        a cross is read as hiding: a source may leave out what its readers know, or what it told on another day.
    """
    style.require(cells, _COLUMNS, chart="told_by_source")
    if cells.empty:
        return sentence("told_by_source", "No fact is told by two articles of different origins.", cells)
    looks = style.styles_for(cells, sources)
    facts = _widely_told_first(cells)
    sheet = Sheet("told_by_source")
    names = sorted(looks)
    if len(names) > _MOST_COLUMNS:
        _bars(sheet, facts[:_MOST_FACTS], n_sources=len(names))
    else:
        sheet.key(names, looks)
        sheet.gap()
        for fact, rows in facts[:_MOST_FACTS]:
            _fact(sheet, fact, rows, looks=looks, names=names)
        sheet.paragraph(
            "× left out; ≠ gives another number; ? cannot be said, and the table has the reason.", quiet=True
        )
    sheet.left_out(len(facts) - _MOST_FACTS, "fact")
    return sheet.finish(cells, n=style.counted(len(facts), "fact"), alt=_said(facts))


def _widely_told_first(cells: pd.DataFrame) -> list[tuple[str, list[dict[str, Any]]]]:
    """Each fact with its rows by source: the more sources tell it and the fewer leave it out, the earlier."""
    ordered = cells.sort_values(["source", "fact"], kind="stable")
    found = [(fact_id, own.to_dict("records")) for fact_id, own in ordered.groupby("fact_id")]
    found.sort(key=lambda one: (-_n(one[1], "told"), _n(one[1], "missing"), len(str(one[0])), str(one[0])))
    return [(str(rows[0]["fact"]), rows) for _, rows in found]


def _fact(
    sheet: Sheet,
    fact: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    looks: Mapping[str, style.SourceStyle],
    names: Sequence[str],
) -> None:
    for line in style.wrap(fact, RIGHT - LEFT, lines=2):
        sheet.text(line, (LEFT, sheet.y + LINE / 2))
        sheet.gap(LINE)
    width = (RIGHT - LEFT) / len(names)
    y = sheet.band()
    sheet.scale(0.0, 1.0)
    for row in rows:
        x = LEFT + width * (names.index(row["source"]) + 0.5)
        url = style.link_of(row)
        if row["status"] == "told":
            at = (x - sheet.panels[0][0]) / (sheet.panels[0][1] - sheet.panels[0][0])
            marks.dot(sheet, (at, y), looks[row["source"]], url=url)
        else:
            is_open = row["status"] == "open"
            sheet.text(
                _SIGNS[row["status"]],
                (x, y),
                align="center",
                bold=not is_open,
                colour=style.QUIET if is_open else style.INK,
                url=url,
            )
    sheet.gap()


def _bars(sheet: Sheet, facts: Sequence[tuple[str, Sequence[Mapping[str, Any]]]], *, n_sources: int) -> None:
    sheet.scale(0.0, float(n_sources))
    for fact, rows in facts:
        n = _n(rows, "told")
        sheet.line(fact, f"{n} tell it, {_n(rows, 'missing')} leave it out", limit=120)
        marks.bar(sheet, sheet.band(height=BAND), (0.0, float(n)), style.NEUTRAL, height=0.12)
    sheet.axis("sources that tell it")


def _n(rows: Sequence[Mapping[str, Any]], status: str) -> int:
    return sum(row["status"] == status for row in rows)


def _said(facts: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]) -> str:
    """The facts in words, with who leaves them out."""
    said = []
    for fact, rows in facts:
        out = style.listed([style.short(row["source"]) for row in rows if row["status"] == "missing"], most=4)
        told = f"{style.short(fact, 60)}: told by {_n(rows, 'told')} of {style.counted(len(rows), 'source')}"
        said.append(f"{told}, left out by {out}" if out else told)
    them = "it" if len(facts) == 1 else "them"
    more = [f"and {len(said) - 8} more"] if len(said) > 8 else []
    return f"{style.counted(len(facts), 'fact')} and who tells {them}. {'; '.join([*said[:8], *more])}."
