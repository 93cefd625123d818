"""A small table as plain values, as HTML with every cell escaped, and as aligned text.

A packed table is what travels inside a notebook: `columns` (name, heading, whether it is shown, what it links to, how
its numbers are written), `rows` of plain values, and `n_rows` of the whole table it was cut from.
"""

import math
import numbers
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.errors import ParameterError
from analysis.report.links import evidence_target, plain
from analysis.report.markup import Resolve, escape, in_report, is_web_address, link

Packed = dict[str, Any]
Evidence = str | Sequence[str] | Mapping[str, str] | None

_LONGEST_CELL = 600
_LONGEST_LABEL = 60  # a longer first cell is a sentence, and is not set in bold
_LONGEST_TEXT_CELL = 60
_MOST_LINKS = 5  # of one cell: each is a stop for who reads with the keyboard
# Columns of ids, the most precise first. A table that does not say what its rows lead to leads to the first of these.
_IDS = ("figure_id", "quote_id", "sentence_id", "sentence_ids", "sentences", "article_id")
_LISTS = ("sentence_ids", "sentences")
_MANY_COLUMNS, _CROWDED_COLUMNS = 6, 10  # more than a sheet of paper holds in its type; without breaking words


def flat(rows: pd.DataFrame | pd.Series, *, numbered: bool = True) -> pd.DataFrame:
    """A table or column of pandas as a table of plain columns: what it is grouped or indexed by comes first.

    Bare row numbers are left out: they say nothing. An index without a name is called "row". Numbers that do not count
    all rows may be years, or what a selection left of row numbers: `numbered` keeps them.

    >>> flat(pd.Series([3, 1], index=["a", "b"], name="n")).values.tolist()
    [['a', 3], ['b', 1]]
    """
    table = rows.to_frame("value" if rows.name is None else rows.name) if isinstance(rows, pd.Series) else rows
    index = table.index
    levels = [index.get_level_values(level) for level in range(index.nlevels)]
    names = [
        *map(_said_name, index.names, range(index.nlevels)),
        *map(_said_name, table.columns, range(table.shape[1])),
    ]
    if index.nlevels == 1 and index.name is None and _are_row_numbers(index, numbered=numbered):
        levels, names = [], names[1:]
    columns = [*levels, *(table.iloc[:, place] for place in range(table.shape[1]))]
    unique = _unique(names)
    made = {name: pd.Series(column).reset_index(drop=True) for name, column in zip(unique, columns, strict=True)}
    return pd.DataFrame(made, columns=unique)


def _said_name(name: Any, place: int) -> str:
    """A column's name in one piece: pandas names a column of an aggregation by a tuple."""
    parts = [str(part) for part in (name if isinstance(name, tuple) else (name,)) if part not in (None, "")]
    return " ".join(parts) or ("row" if place == 0 else f"row {place + 1}")


def _are_row_numbers(index: pd.Index, *, numbered: bool) -> bool:
    is_whole = pd.api.types.is_integer_dtype(index.dtype)
    return is_whole and (not numbered or sorted(index) == list(range(len(index))))


def _unique(names: Sequence[str]) -> list[str]:
    made: list[str] = []
    for name in names:
        number, free = 2, name
        while free in made:
            free, number = f"{name} {number}", number + 1
        made.append(free)
    return made


def pack(
    rows: pd.DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    evidence: Evidence = None,
    formats: Mapping[str, str] | None = None,
    max_rows: int | None = None,
) -> Packed:
    """Make a packed table of the named columns, in that order; all columns under their own names by default.

    `evidence` names the columns that hold sentence, figure or quotation ids: each becomes a link to its passage. A
    mapping (shown column → id column) puts the link on the shown column's words instead; a web address leads there.
    Where it is not given and there is a column of ids, the rows lead there; ids themselves are not shown to a reader.
    `formats` gives Python format specifications for columns whose numbers need another form than the usual.

    Raises
    ------
    ParameterError
        When a column is named that the table does not have.
    """
    headings = dict(columns) if columns else {name: str(name).replace("_", " ") for name in rows.columns}
    linked = _linked(evidence if evidence is not None else _found_evidence(rows))
    if not columns:
        ids = {name for name in headings if name in _IDS and (_holds_ids(rows[name]) or rows[name].isna().all())}
        headings |= dict.fromkeys((name for name in headings if name in ids and name not in linked), "")
        headings |= dict.fromkeys((name for name in headings if linked.get(name) == name), "Evidence")
    for name in [*headings, *linked, *linked.values(), *(formats or {})]:
        if name not in rows.columns:
            raise ParameterError(f"No column {name!r} to show. The table has: {', '.join(map(str, rows.columns))}.")
    for shown, target in linked.items():
        headings.setdefault(shown, "Evidence")
        headings.setdefault(target, "")
    packed_columns = [
        {
            "name": str(name),
            "heading": plain(heading),
            "is_shown": bool(heading),
            "links": linked.get(name),
            "format": (formats or {}).get(name),
            "is_number": bool(pd.api.types.is_numeric_dtype(rows[name]) and not _is_boolean(rows[name])),
        }
        for name, heading in headings.items()
    ]
    kept = rows if max_rows is None else rows.head(max_rows)
    values = [[plain_value(value) for value in row] for row in kept[list(headings)].itertuples(index=False, name=None)]
    return {"columns": packed_columns, "rows": values, "n_rows": len(rows)}


def _found_evidence(rows: pd.DataFrame) -> Evidence:
    return next((name for name in _IDS if name in rows.columns and _holds_ids(rows[name])), None)


def _holds_ids(values: pd.Series) -> bool:
    """Whether a column named for ids holds some: a column of choices may be called `sentences` too, but lists none."""
    found = values.dropna()
    return len(found) > 0 and not (values.name in _LISTS and isinstance(found.iloc[0], str))


def _linked(evidence: Evidence) -> dict[str, str]:
    if evidence is None:
        return {}
    if isinstance(evidence, Mapping):
        return dict(evidence)
    return {name: name for name in ([evidence] if isinstance(evidence, str) else evidence)}


def _is_boolean(values: pd.Series) -> bool:
    return bool(pd.api.types.is_bool_dtype(values))


def plain_value(value: Any) -> Any:
    """A cell as JSON can hold it: str, int, float to 4 places, bool, list of str, or None for an empty cell."""
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [plain(item) for item in items]
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return bool(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        # `+ 0.0` turns -0.0 into 0.0: which of the two comes out depends on the order of a sum.
        return round(float(value), 4) + 0.0 if math.isfinite(value) else (None if math.isnan(value) else str(value))
    return plain(value)


def written(value: Any, column: Mapping[str, Any], *, decimals: int = 0) -> str:
    """A plain value as a reader sees it.

    >>> written(1184, {"format": None}), written(0.25, {"format": ".0%"}), written(True, {"format": None})
    ('1,184', '25%', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, int | float):
        # A true minus sign: a hyphen is read out as "dash" or not at all.
        made = format(value, column["format"] or f",.{decimals}f")
        return made.replace("-", "\u2212" if re.search("[1-9]", made) else "")
    # A code of the tables (`at_least`) is read by people here; names and values of settings are quoted as they are.
    is_code = column.get("name") not in ("name", "value") and re.fullmatch("[a-z]+(?:_[a-z]+)+", value)
    return value.replace("_", " ") if is_code else str(value)


def decimals_of(packed: Packed, index: int) -> int:
    """How many decimals the numbers of a column are shown with: none for whole ones, four where some are tiny."""
    values = [row[index] for row in packed["rows"] if isinstance(row[index], float)]
    if all(value == int(value) for value in values):
        return 0
    return 2 if all(abs(value) >= 0.01 or value == 0 for value in values) else 4


def is_cut(packed: Packed) -> bool:
    """Whether the packed table shows fewer rows than there are."""
    return len(packed["rows"]) < packed["n_rows"]


def cut_note(packed: Packed, *, where: str) -> str:
    """What a reader must know about rows that are not shown; empty when all are."""
    if not is_cut(packed):
        return ""
    return f"{len(packed['rows']):,} of {packed['n_rows']:,} rows; all in data/{where}.csv."


def table_html(
    packed: Packed, *, caption: str, resolve: Resolve = in_report, titles: Callable[[str], str] | None = None
) -> str:
    """The packed table as HTML: caption, column headers, row headers, every cell escaped.

    On a page it stands in a region that scrolls sideways by itself and can be reached with the keyboard. Where words
    are long, each cell carries its column's heading: on a phone a row is a card. `titles` makes the form for a
    notebook, which has no style sheet: cells are aligned one by one, nothing is written for screen readers alone, and
    what `titles` gives for an id is what a pointer over its link shows.
    """
    made = _Html(packed, resolve, titles)
    heads = "".join(
        f'<th scope="col"{made.looks[index]}>{escape(packed["columns"][index]["heading"])}</th>' for index in made.shown
    )
    body = "".join(map(made.row, range(len(packed["rows"]))))
    body = body or f'<tr><td colspan="{len(made.shown)}">None.</td></tr>'
    label = escape(caption)
    table = f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    if made.is_notebook:
        return f'<table><caption style="text-align:left;font-weight:bold">{label}</caption>{table}'
    return (
        f'<div class="scroll" role="group" tabindex="0" aria-label="Table: {label}"><table{made.kind}>'
        f"<caption>{label}</caption>{table}</div>"
    )


class _Html:
    """The cells of one packed table as HTML, for a page or a notebook."""

    def __init__(self, packed: Packed, resolve: Resolve, titles: Callable[[str], str] | None) -> None:
        self.packed, self.resolve, self.titles = packed, resolve, titles or (lambda _: "")
        self.is_notebook = titles is not None
        self.columns = packed["columns"]
        self.shown = [index for index, column in enumerate(self.columns) if column["is_shown"]]
        self.texts = {index: self._written(index) for index in self.shown}
        self.names = [column["name"] for column in self.columns]
        # On a phone a row of long words is a card.
        self.is_cards = not self.is_notebook and len(self.shown) > 2 and any(map(self._is_long, self.shown))
        self.looks = {index: self._looks(index) for index in self.shown}

    def _written(self, index: int) -> list[str]:
        places = decimals_of(self.packed, index)
        return [written(row[index], self.columns[index], decimals=places) for row in self.packed["rows"]]

    @property
    def kind(self) -> str:
        """What the style sheet must know of the whole table."""
        wide, crowded = len(self.shown) > _MANY_COLUMNS, len(self.shown) > _CROWDED_COLUMNS
        kinds = [name for name, holds in (("many", wide), ("crowded", crowded), ("cards", self.is_cards)) if holds]
        return f' class="{" ".join(kinds)}"' if kinds else ""

    def _is_long(self, index: int) -> bool:
        return any(len(text) > _LONGEST_LABEL for text in self.texts[index])

    def _looks(self, index: int) -> str:
        """How a column is set: numbers right, words left; sentences need room on a phone, and are not set in bold."""
        is_number = self.columns[index]["is_number"]
        if self.is_notebook:
            return f' style="text-align:{"right" if is_number else "left"}"'
        return ' class="number"' if is_number else ' class="long"' if self._is_long(index) else ""

    def row(self, place: int) -> str:
        """One row; its first cell names it."""
        hint = next((texts[place][:80] for texts in self.texts.values() if texts[place]), "")
        cells = []
        for position, index in enumerate(self.shown):
            content = self._cell(place, index, hint=hint if position else "")
            tag, scope = ("th", ' scope="row"') if position == 0 else ("td", "")
            heading = escape(self.columns[index]["heading"])
            label = f' data-label="{heading}"' if position and self.is_cards else ""
            # `dir=auto` lets a right-to-left name run its own way.
            cells.append(f'<{tag}{scope}{self.looks[index]}{label} dir="auto">{content}</{tag}>')
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, place: int, index: int, *, hint: str) -> str:
        column, text = self.columns[index], self.texts[index][place]
        target = self.packed["rows"][place][self.names.index(column["links"])] if column["links"] else None
        if target:
            return self._linked("" if column["links"] == column["name"] else text, target, hint=hint)
        if text or self.is_notebook:
            return escape(_clipped(text)) or "–"
        return '<span class="empty">–<span class="unseen"> none</span></span>'

    def _linked(self, words: str, target: str | list[str], *, hint: str) -> str:
        """The words as a link to their passage, or numbered links after them where there are several passages."""
        targets = target if isinstance(target, list) else [target]
        if len(targets) == 1:
            return self._link(_clipped(words) or "passage", targets[0], hint)
        links = (
            self._link(f"passage {number}", one, hint) for number, one in enumerate(targets[:_MOST_LINKS], start=1)
        )
        more = f" and {len(targets) - _MOST_LINKS} more" if len(targets) > _MOST_LINKS else ""
        return f"{escape(_clipped(words))} {', '.join(links)}{more}".strip()

    def _link(self, words: str, target: str, hint: str) -> str:
        place = target if is_web_address(target) else evidence_target(target)
        said = "" if self.is_notebook else hint
        return link(words, place, hint=said, title=self.titles(target), resolve=self.resolve)


def _clipped(text: str) -> str:
    if len(text) <= _LONGEST_CELL:
        return text
    return f"{text[:_LONGEST_CELL]}… ({len(text) - _LONGEST_CELL:,} more characters)"


def table_text(packed: Packed, *, caption: str, note: str = "") -> str:
    """The packed table as aligned text: what `text/plain` holds, so that a changed cell is seen."""
    shown = [index for index, column in enumerate(packed["columns"]) if column["is_shown"]]
    columns = [packed["columns"][index] for index in shown]
    lines = [[_short(column["heading"]) for column in columns]]
    places = [decimals_of(packed, index) for index in shown]
    for row in packed["rows"]:
        cells = zip(shown, columns, places, strict=True)
        lines.append([_short(written(row[index], column, decimals=digits)) for index, column, digits in cells])
    widths = [max(len(line[position]) for line in lines) for position in range(len(columns))]
    aligned = [
        "  ".join(
            cell.rjust(width) if column["is_number"] else cell.ljust(width)
            for cell, width, column in zip(line, widths, columns, strict=True)
        ).rstrip()
        for line in lines
    ]
    if not packed["rows"]:
        aligned.append("(none)")
    return "\n".join([plain(caption), *aligned, *([plain(note)] if note else [])])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TEXT_CELL else line[: _LONGEST_TEXT_CELL - 1] + "…"
