"""Tables as files beside the report: CSV that a spreadsheet cannot be made to obey, and what each column means."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import schema
from analysis.report.tables import Packed, plain_value

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_cell(value: Any) -> str:
    """A plain value as one CSV cell.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises; numbers stay numbers.

    >>> csv_cell("=1+1"), csv_cell(-0.5), csv_cell('say "no"'), csv_cell(None)
    ("'=1+1", '-0.5', '"say ""no\"""', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(int(value)) if float(value).is_integer() else repr(value)
    text = "; ".join(value) if isinstance(value, list) else str(value)
    if text.lstrip(" ").startswith(_FORMULA):
        text = f"'{text}"
    if any(character in text for character in '",\n\r\u2028\u2029\x85') or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def write_csv(path: Path, *, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write plain values as CSV: UTF-8, line feeds, a header row."""
    lines = [",".join(csv_cell(name) for name in header)]
    lines += [",".join(csv_cell(value) for value in row) for row in rows]
    path.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))


def write_table(path: Path, rows: pd.DataFrame) -> None:
    """Write a table of the pipeline as CSV."""
    values = ([plain_value(value) for value in row] for row in rows.itertuples(index=False, name=None))
    write_csv(path, header=list(rows.columns), rows=values)


def write_packed(path: Path, packed: Packed) -> None:
    """Write the table behind a chart as CSV."""
    write_csv(path, header=[column["name"] for column in packed["columns"]], rows=packed["rows"])


def datapackage(names: Iterable[str], exhibits: Mapping[str, tuple[str, Packed]], *, title: str) -> str:
    """The Data Package descriptor of every CSV: declared tables from the schema, exhibits as (title, packed table)."""
    described = schema.datapackage(names, title=title)
    described["resources"] += [_resource(name, label, packed) for name, (label, packed) in sorted(exhibits.items())]
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _resource(name: str, label: str, packed: Packed) -> dict[str, Any]:
    fields = []
    for index, column in enumerate(packed["columns"]):
        field = {"name": column["name"], "type": _type([row[index] for row in packed["rows"]])}
        if column["heading"]:
            field["description"] = column["heading"]
        fields.append(field)
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "title": label,
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _type(values: Iterable[Any]) -> str:
    kinds = {type(value) for value in values if value is not None}
    if not kinds or kinds - {bool, int, float}:
        return "string"
    if kinds == {bool}:
        return "boolean"
    return "integer" if kinds == {int} else "number"
