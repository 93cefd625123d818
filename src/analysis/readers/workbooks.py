"""Workbooks of Excel and LibreOffice (XLSX, XLS, ODS), one article a row of any sheet that has a text column."""

import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from analysis.readers.archives import member_names
from analysis.readers.columns import Layout, cell_text, fields_named, guess
from analysis.readers.record import (
    LARGEST_EXPORT,
    TEXT,
    File,
    Given,
    Note,
    Outcome,
    Reader,
    Record,
    Refused,
    Settings,
    Unreadable,
    said,
)
from analysis.readers.workbook_size import OLD, PROTECTED, check_size

_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book\0", "EncryptedPackage"))
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_EMPTY = "It is empty."
_FULL = 32_767
_HEADER_WITHIN, _MOST_SAMPLES = 20, 50
# Days since 30 December 1899 that stand for 1954 to 2119: a date in a cell that is not marked as one.
_SERIAL, _EPOCH = (20_000, 80_000), dt.date(1899, 12, 30)


def recognises(file: File) -> bool:
    """Whether the file is a workbook, by the names of what it packs."""
    if file.head.startswith(OLD):
        return _is_old_workbook(file)
    names = member_names(file)
    return (bool(names) and _ODS in file.head[:200]) or any(name.lower().startswith("xl/workbook.") for name in names)


def _is_old_workbook(file: File) -> bool:
    """Whether the directory of the compound file, which begins at the sector that byte 48 names, lists a workbook."""
    size = 1 << min(int.from_bytes(file.head[30:32], "little"), 12)
    start = (int.from_bytes(file.head[48:52], "little") + 1) * size
    with file.open() as opened:
        opened.seek(start)
        directory = opened.read(8 * 1024)
    return any(name in directory for name in _STREAMS)


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The articles of a workbook, one a row, sheet by sheet; rows are numbered as the sheet shows them.

    Where several sheets hold articles, a further field `sheet` names each one's.

    Raises
    ------
    Unreadable
        It is protected or damaged, too large when unpacked, or no sheet has a column that holds the text.

    Misleads when
    -------------
    Row 12 of two sheets: the place of a refused row is unique with the sheet's name only, which its reason gives.
    """
    import python_calamine

    content = file.content(LARGEST_EXPORT)
    check_size(content)
    try:
        workbook = _guarded(python_calamine.load_workbook, io.BytesIO(content))
    except python_calamine.PasswordError as error:
        raise Unreadable(PROTECTED) from error
    found, refused = [], []
    for name in workbook.sheet_names:
        try:
            sheet = _guarded(workbook.get_sheet_by_name, name)
            found.append((name, *_begun(enumerate(sheet.iter_rows(), 1), settings)))
        except Unreadable as reason:
            refused.append((name, str(reason)))
    if not found:
        raise Unreadable(refused[0][1] if len(refused) == 1 else _of_none(refused))
    for name, reason in refused:
        if reason != _EMPTY:
            yield Note(f"Sheet {name[:60]!r} is left out. {reason}")
    for name, layout, rows in found:
        yield from _articles(name, layout, rows, is_one_of_many=len(found) > 1)


def _guarded(call: Callable[..., Any], argument: Any) -> Any:
    """What the library gives; its panics are no `Exception`."""
    import python_calamine

    try:
        return call(argument)
    except (python_calamine.PasswordError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise Unreadable(f"The workbook cannot be read ({said(error)}). Save it as .xlsx or as CSV UTF-8.") from error


def _of_none(refused: Sequence[tuple[str, str]]) -> str:
    return " ".join(f"Sheet {name[:60]!r}: {reason}" for name, reason in refused[:5]) or "The workbook has no sheets."


Row = tuple[int, list[Any]]


def _begun(rows: Iterator[Row], settings: Settings) -> tuple[Layout, Iterator[Row]]:
    """The columns of a sheet and its rows below the header.

    Raises
    ------
    Unreadable
        It is empty, or no column holds the text.
    """
    first = [(row, cells) for row, cells in islice(rows, _HEADER_WITHIN) if any(_text(cell) for cell in cells)]
    if not first:
        raise Unreadable(_EMPTY)
    at = _header_at([cells for _, cells in first], settings)
    header = [_text(cell) for cell in first[at][1]]
    while header and not header[-1]:
        header.pop()
    begun = [*first[at + 1 :], *islice(rows, _MOST_SAMPLES)]
    samples = [[_text(cell) for cell in cells] for _, cells in begun]
    return guess(header, samples, settings), chain(begun, rows)


def _header_at(rows: Sequence[Sequence[Any]], settings: Settings) -> int:
    """The row with the names of columns: titles, logos and dates of export may stand above it."""
    told = {column.casefold() for column in settings.all_told}
    scores = []
    for at, cells in enumerate(rows):
        names = [text for cell in cells if isinstance(cell, str) and (text := _text(cell))]
        n_told = sum(name.casefold() in told for name in names)
        is_header = len(names) > 1 and max(map(len, names)) <= 80
        scores.append((n_told, len(fields_named(names)), -at) if is_header else (0, 0, -at))
    best = max(scores)
    if best[0] or best[1] > 1 or (best[1] and -best[2] == 0):
        return -best[2]
    return next((at for at, cells in enumerate(rows) if sum(bool(_text(cell)) for cell in cells) > 1), 0)


def _articles(sheet: str, layout: Layout, rows: Iterator[Row], *, is_one_of_many: bool) -> Iterator[Outcome]:
    of = f" of sheet {sheet[:60]}"
    if layout.note:
        yield Note(f"Sheet {sheet[:60]!r}: {layout.note[0].lower()}{layout.note[1:]}")
    date_at = layout.places.get("published")
    text_at = layout.places[TEXT]
    n_serials, n_full, is_empty = 0, 0, True
    for row, values in rows:
        cells = [_text(value) for value in values[: len(layout.names)]]
        if cells == list(layout.names):
            continue
        if date_at is not None and date_at < len(values) and (day := _day_of(values[date_at])):
            cells[date_at] = day
            n_serials += 1
        n_full += text_at < len(values) and isinstance(values[text_at], str) and len(values[text_at]) >= _FULL
        outcome = layout.record(cells, row, of=of)
        if outcome is None:
            continue
        is_empty = False
        if isinstance(outcome, Refused):
            yield Refused(row, outcome.reason)
        else:
            yield _with_sheet(outcome, sheet) if is_one_of_many else outcome
    if n_serials:
        yield Note(
            f"Sheet {sheet[:60]!r}: {n_serials} numbers in column {layout.names[date_at or 0]} are read as days."
        )
    if n_full:
        yield Note(
            f"Sheet {sheet[:60]!r}: {n_full} texts are as long as a cell of Excel can be ({_FULL:,} characters),"
            " so their ends may be missing."
        )
    if is_empty:
        yield Refused(None, f"Sheet {sheet[:60]!r} has a header and no article.")


def _with_sheet(record: Record, sheet: str) -> Record:
    return replace(record, fields={"sheet": Given(" ".join(sheet.split()), "the name of the sheet"), **record.fields})


def _day_of(value: Any) -> str | None:
    """The day of a number that stands where a date should: 45292 is 2024-01-01."""
    if not isinstance(value, float | int) or isinstance(value, bool) or not _SERIAL[0] <= value < _SERIAL[1]:
        return None
    return (_EPOCH + dt.timedelta(days=int(value))).isoformat()


def _text(value: Any) -> str:
    return value.replace("_x000D_", "").strip() if isinstance(value, str) else cell_text(value)


READER = Reader("workbook", recognises, read)
