"""Every table of the project, declared once: the declaration validates, documents and exports it.

`frame` makes a typed table from rows, `validate` checks one, `datapackage` and `data_dictionary` describe them all.
Spans are half-open, in code points of `articles.text`. Dates are ISO 8601 and may be of reduced precision
("2025-09" for September 2025), because news often gives no more.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.errors import SchemaError
from analysis.schema import choices, figures, texts, tone, words
from analysis.schema.columns import Column, Table
from analysis.schema.figures import BOUNDS, CAUSES, FIGURE_KINDS
from analysis.schema.texts import BLOCK_KINDS, CUE_GROUPS
from analysis.schema.tone import EFFECTS
from analysis.schema.words import NAME_KINDS, RELATIONS

__all__ = [
    "BLOCK_KINDS",
    "BOUNDS",
    "CAUSES",
    "CUE_GROUPS",
    "EFFECTS",
    "FIGURE_KINDS",
    "NAME_KINDS",
    "RELATIONS",
    "TABLES",
    "Column",
    "Table",
    "data_dictionary",
    "datapackage",
    "frame",
    "table",
    "validate",
]

TABLES: Mapping[str, Table] = {
    declared.name: declared for part in (texts, figures, words, tone, choices) for declared in part.TABLES
}


def table(name: str) -> Table:
    """The declaration of a table, or a SchemaError that lists the known ones."""
    if name not in TABLES:
        raise SchemaError(f"No table is called {name!r}. Known: {', '.join(TABLES)}.")
    return TABLES[name]


def frame(name: str, rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Make the declared table `name` from rows; absent nullable columns are empty, unknown ones an error.

    >>> frame("rejected", [{"path": "a.txt", "stage": "reading", "reason": "The file is empty."}]).shape
    (1, 4)
    """
    declared = table(name)
    records = list(rows)
    known = set(declared.names)
    for record in records:
        if extra := sorted(set(record) - known):
            raise SchemaError(f"Table {name}: unknown column {extra[0]!r}. Known: {', '.join(declared.names)}.")
    columns = {}
    for column in declared.columns:
        values = [record.get(column.name) for record in records]
        columns[column.name] = _series(values, column, name)
    return validate(name, pd.DataFrame(columns))


def _series(values: list, column: Column, name: str) -> pd.Series:
    if column.kind == "number":
        values = [float("nan") if value is None else value for value in values]
    elif column.dtype in ("int64", "bool") and any(value is None for value in values):
        raise SchemaError(f"Table {name}: column {column.name!r} has an empty cell; it must always be filled.")
    return pd.Series(values, dtype=column.dtype, name=column.name)


def validate(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` if they are the declared table: columns in order, kinds, empty cells, allowed values, unique keys.

    Raises
    ------
    SchemaError
        Names the table, the column and the first offending row.
    """
    declared = table(name)
    if list(rows.columns) != declared.names:
        missing = [c for c in declared.names if c not in rows.columns]
        extra = [c for c in rows.columns if c not in declared.names]
        raise SchemaError(f"Table {name}: missing columns {missing}, unknown columns {extra}; the order is fixed too.")
    for column in declared.columns:
        _check_column(rows[column.name], column, name)
    duplicated = rows.duplicated(list(declared.key))
    if duplicated.any():
        first = rows.loc[duplicated, list(declared.key)].iloc[0].tolist()
        raise SchemaError(f"Table {name}: the key {first} stands in two rows.")
    return rows


def _check_column(values: pd.Series, column: Column, name: str) -> None:
    where = f"Table {name}, column {column.name!r}"
    if str(values.dtype) != column.dtype:
        raise SchemaError(f"{where}: dtype {values.dtype}, declared {column.dtype}.")
    empty = values.isna()
    if empty.any() and not column.nullable:
        raise SchemaError(f"{where}: row {int(empty.argmax())} is empty; it must always be filled.")
    if column.allowed:
        wrong = ~empty & ~values.isin(column.allowed)
        if wrong.any():
            raise SchemaError(f"{where}: {values[wrong].iloc[0]!r} is not one of {', '.join(column.allowed)}.")


_PACKAGE_TYPES = {"list": "string", "date": "string"}


def datapackage(names: Iterable[str], *, title: str) -> dict[str, Any]:
    """A Frictionless Data Package descriptor of the CSV exports of the named tables."""
    return {
        "profile": "tabular-data-package",
        "name": "media-analysis",
        "title": title,
        "resources": [_resource(table(name)) for name in names],
    }


def _resource(declared: Table) -> dict[str, Any]:
    fields = []
    for column in declared.columns:
        field = {"name": column.name, "type": _PACKAGE_TYPES.get(column.kind, column.kind)}
        field["description"] = column.description + ("; items joined by '; '" if column.kind == "list" else "")
        constraints: dict[str, Any] = {} if column.nullable else {"required": True}
        if column.allowed:
            constraints["enum"] = list(column.allowed)
        fields.append(field | ({"constraints": constraints} if constraints else {}))
    return {
        "name": declared.name.replace("_", "-"),
        "path": f"{declared.name}.csv",
        "profile": "tabular-data-resource",
        "description": f"A row is {declared.row}.",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": list(declared.key), "missingValues": [""]},
    }


def data_dictionary() -> str:
    """The data dictionary as Markdown: what `docs/data-dictionary.md` holds."""
    lines = [
        "# Data dictionary",
        "",
        "Generated from `src/analysis/schema/` by `make docs`. Spans are half-open, in code points of",
        "`articles.text`. Dates are ISO 8601 and may lack a day or a month when the article gives none.",
    ]
    for declared in TABLES.values():
        lines += [
            "",
            f"## {declared.name}",
            "",
            f"A row is {declared.row}. Key: {', '.join(f'`{k}`' for k in declared.key)}.",
            "",
        ]
        lines += ["| column | kind | may be empty | meaning |", "|---|---|---|---|"]
        for column in declared.columns:
            meaning = column.description + (f" (one of: {', '.join(column.allowed)})" if column.allowed else "")
            lines.append(f"| `{column.name}` | {column.kind} | {'yes' if column.nullable else 'no'} | {meaning} |")
    return "\n".join(lines) + "\n"
