"""Every table of the project, declared once: the declaration validates, documents and exports it.

`frame` makes a typed table from rows, `validate` checks one, `datapackage` and `data_dictionary` describe them all.
Spans are half-open, in code points of `articles.text`. Dates are ISO 8601 and may be of reduced precision
("2025-09" for September 2025), because news often gives no more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
import yaml

from analysis.errors import SchemaError

Kind = Literal["string", "integer", "number", "boolean", "date", "list"]

# Only here do kinds meet pandas' dtypes: of columns that are always filled, and of those that may have empty cells.
_FILLED = {"integer": "int64", "boolean": "bool", "number": "float64", "list": "object"}
_NULLABLE = {**_FILLED, "integer": "Int64", "boolean": "boolean"}
_TEXT = "str"
# So many rows are held as mappings at most.
_CHUNK = 5_000


@dataclass(frozen=True)
class Column:
    """One column: its name, kind, meaning, whether it may be empty, and the values allowed if they are few."""

    name: str
    kind: Kind
    description: str
    nullable: bool = False
    allowed: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        """The pandas dtype that holds this kind."""
        return (_NULLABLE if self.nullable else _FILLED).get(self.kind, _TEXT)


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns, the columns that identify a row, and whether the pipeline keeps it."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    kept: bool = True

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]


# libyaml where it is built in: ten times as fast, and every command and every process that opens a story waits for it.
SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _declared() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, Table]]:
    """The vocabularies and the tables of `tables.yml`."""
    text = resources.files("analysis.schema").joinpath("tables.yml").read_text(encoding="utf-8")
    declared = yaml.load(text, Loader=SafeLoader)
    vocabularies = {name: tuple(values) for name, values in declared["vocabularies"].items()}
    tables = {name: _read(name, given) for name, given in declared["tables"].items()}
    return MappingProxyType(vocabularies), MappingProxyType(tables)


def _read(name: str, given: Mapping[str, Any]) -> Table:
    columns = tuple(
        Column(column, **{**about, "allowed": tuple(about.get("allowed", ()))})
        for column, about in given["columns"].items()
    )
    wrong = [column.name for column in columns if column.kind not in get_args(Kind)]
    if wrong:
        raise SchemaError(f"tables.yml, table {name}: column {wrong[0]!r} is of no known kind: {get_args(Kind)}.")
    return Table(name, given["row"], columns, tuple(given["key"]), kept=given.get("kept", True))


VOCABULARIES, TABLES = _declared()
BLOCK_KINDS = VOCABULARIES["block_kinds"]
BOUNDS = VOCABULARIES["bounds"]
CAUSES = VOCABULARIES["causes"]
FIGURE_KINDS = VOCABULARIES["figure_kinds"]
RELATIONS = VOCABULARIES["relations"]


def table(name: str) -> Table:
    """The declaration of a table, or a SchemaError that lists the known ones."""
    if name not in TABLES:
        raise SchemaError(f"No table is called {name!r}. Known: {', '.join(TABLES)}.")
    return TABLES[name]


def frame(name: str, rows: Iterable[Mapping[str, Any]] | pd.DataFrame = ()) -> pd.DataFrame:
    """Make the declared table `name` from rows; absent nullable columns are empty, unknown ones an error.

    `rows` are mappings, or a table with some of these columns whose dtypes are not yet the declared ones.

    >>> frame("rejected", [{"path": "a.txt", "stage": "reading", "reason": "The file is empty."}]).shape
    (1, 4)
    """
    made = Rows(name)
    made.add(records(rows) if isinstance(rows, pd.DataFrame) else rows)
    return made.frame()


class Rows:
    """Rows of a declared table as they come: many cost the memory of typed columns, not that of mappings."""

    def __init__(self, name: str) -> None:
        self.declared = table(name)
        self._known = set(self.declared.names)
        self._rows: list[Mapping[str, Any]] = []
        self._typed: list[pd.DataFrame] = []

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take more rows; one with an unknown column is an error."""
        for row in rows:
            if extra := sorted(row.keys() - self._known):
                known = ", ".join(self.declared.names)
                raise SchemaError(f"Table {self.declared.name}: unknown column {extra[0]!r}. Known: {known}.")
            self._rows.append(row)
            if len(self._rows) == _CHUNK:
                self._type()

    def _type(self) -> None:
        columns = {}
        for column in self.declared.columns:
            values = [row.get(column.name) for row in self._rows]
            if column.dtype in ("int64", "bool") and any(value is None for value in values):
                raise SchemaError(
                    f"Table {self.declared.name}: column {column.name!r} has an empty cell; it must always be filled."
                )
            columns[column.name] = series(column.kind, values, nullable=column.nullable)
        self._typed.append(pd.DataFrame(columns))
        self._rows = []

    def frame(self) -> pd.DataFrame:
        """The table of all rows, validated."""
        if self._rows or not self._typed:
            self._type()
        whole = self._typed[0] if len(self._typed) == 1 else pd.concat(self._typed, ignore_index=True)
        return validate(self.declared.name, whole)


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """A table's rows as mappings of plain values; an empty cell is None whatever its column's kind.

    >>> records(frame("rejected", [{"path": "a.txt", "stage": "reading", "reason": "Empty."}]))[0]["row"] is None
    True
    """
    return pd.DataFrame({name: _plain(column) for name, column in rows.items()}, index=rows.index).to_dict("records")


def _plain(column: pd.Series) -> pd.Series:
    """A column as values of Python. Each text is there once, however many rows have it: most columns have few."""
    if not isinstance(column.dtype, pd.StringDtype):
        return column.astype(object).where(column.notna(), None)
    codes, texts = pd.factorize(column)
    return pd.Series(np.array([*texts, None], dtype=object)[codes], index=column.index, dtype=object)


def series(kind: Kind, values: Iterable[Any], *, index: pd.Index | None = None, nullable: bool = True) -> pd.Series:
    """Values as a column of this kind; None is an empty cell.

    >>> series("integer", [1, None]).isna().tolist()
    [False, True]
    """
    filled = list(values)
    if kind == "number":
        filled = [float("nan") if value is None else value for value in filled]
    return pd.Series(filled, dtype=Column("", kind, "", nullable=nullable).dtype, index=index)


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


def meanings(name: str) -> pd.DataFrame:
    """What each column of a table means: `column`, `kind`, `meaning`.

    >>> meanings("rejected")["column"].tolist()
    ['path', 'row', 'stage', 'reason']
    """
    rows = [(column.name, column.kind, _meaning(column)) for column in table(name).columns]
    return pd.DataFrame(rows, columns=["column", "kind", "meaning"])


def described(name: str) -> str:
    """What a table holds, in words: what a row is, and each column with its kind and meaning.

    >>> print(described("rejected").splitlines()[0])
    Table `rejected`: one thing that could not be taken in.
    """
    own = table(name)
    columns = (f"{column.name} ({column.kind}): {_meaning(column)}" for column in own.columns)
    return "\n".join([f"Table `{name}`: {own.row}.", "", *columns])


def _meaning(column: Column) -> str:
    return column.description + (f" (one of: {', '.join(column.allowed)})" if column.allowed else "")


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
        "Generated from `src/analysis/schema/tables.yml` by `make docs`. Spans are half-open, in code points of",
        "`articles.text`. Dates are ISO 8601 and may lack a day or a month when the article gives none.",
    ]
    for declared in TABLES.values():
        lines += [
            "",
            f"## {declared.name}",
            "",
            f"A row is {declared.row}. Key: {', '.join(f'`{k}`' for k in declared.key)}."
            + ("" if declared.kept else " Made when asked for."),
            "",
        ]
        lines += ["| column | kind | may be empty | meaning |", "|---|---|---|---|"]
        for column in declared.columns:
            may_be_empty = "yes" if column.nullable else "no"
            lines.append(f"| `{column.name}` | {column.kind} | {may_be_empty} | {_meaning(column)} |")
    return "\n".join(lines) + "\n"
