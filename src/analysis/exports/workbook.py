"""Every table as a sheet of one XLSX workbook, with a sheet that says what each column means."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import schema
from analysis.report.tables import plain_value

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# What a sheet can hold, by the format.
MOST_ROWS, LONGEST_CELL, LONGEST_NAME = 1_048_576, 32_767, 31
CUT = " […]"
ABOUT = "about"
# Of the file, in place of a clock: the same tables give the same bytes.
_CREATED = datetime(2000, 1, 1)
_ABOUT_COLUMNS = ("table", "a row is", "rows", "column", "kind", "meaning")


def workbook(tables: Mapping[str, pd.DataFrame], *, most_rows: int = MOST_ROWS) -> bytes:
    """All tables as one workbook for spreadsheet programs.

    Parameters
    ----------
    tables
        The tables by their names in `schema`.
    most_rows
        Rows of a sheet, its header among them; a longer table goes on in further sheets ("sentences 2").

    Returns
    -------
    bytes
        An XLSX file, the same for the same tables. The first sheet, `about`, tells every column's meaning. No cell is a
        formula or a link: text is text. A cell longer than the format allows is cut, with `CUT` at its end.
    """
    import xlsxwriter

    sink = io.BytesIO()
    options = {"in_memory": True, "constant_memory": False, "nan_inf_to_errors": False}
    # Text from articles must not become a formula, a link or a number.
    options |= {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(sink, options) as book:
        book.set_properties({"created": _CREATED, "title": "Tables of a media analysis"})
        _about_sheet(book, tables)
        for name, rows in tables.items():
            _sheets(book, name, rows, most_rows=most_rows)
    return sink.getvalue()


def _about_sheet(book: "Workbook", tables: Mapping[str, pd.DataFrame]) -> None:
    rows = [
        (name, declared.row, len(tables[name]), column.column, column.kind, column.meaning)
        for name in tables
        for declared in (schema.table(name),)
        for column in schema.meanings(name).itertuples(index=False)
    ]
    _fill(book, ABOUT, _ABOUT_COLUMNS, rows)


def _sheets(book: "Workbook", name: str, rows: pd.DataFrame, *, most_rows: int) -> None:
    step = most_rows - 1
    for part, start in enumerate(range(0, max(1, len(rows)), step), start=1):
        own = rows.iloc[start : start + step]
        called = name if part == 1 else f"{name[: LONGEST_NAME - 4]} {part}"
        _fill(book, called, tuple(rows.columns), own.itertuples(index=False, name=None))


def _fill(book: "Workbook", name: str, header: tuple[str, ...], rows: Any) -> None:
    sheet = book.add_worksheet(name[:LONGEST_NAME])
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, header, book.add_format({"bold": True}))
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _cell(sheet, at, column, plain_value(value))


def _cell(sheet: "Worksheet", row: int, column: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        text = "; ".join(value) if isinstance(value, list) else str(value)
        sheet.write_string(row, column, text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT)
