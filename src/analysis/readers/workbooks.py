"""Workbooks of Excel and LibreOffice (XLSX, XLS, ODS), one article a row of any sheet that has a text column.

How large one is, is known before it is opened: the library that opens workbooks holds every cell between the first and
the last, and ends the program when they are too many; so a file of a few kilobytes with one cell at the far corner of a
sheet must not reach it.
"""

import datetime as dt
import io
import re
import struct
import zipfile
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from analysis.readers.archives import is_locked, member_names, opened_zip, pieces
from analysis.readers.columns import Layout, cell_text, fields_named, guess
from analysis.readers.record import (
    LARGEST_ARTICLE,
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

# --- how large it is
# What a workbook may hold unpacked, and how many cells its sheets may span, empty ones counted.
LARGEST_UNPACKED, MOST_CELLS = LARGEST_EXPORT, 20_000_000
# And the characters in all cells: a string that many cells share is held once for each.
MOST_CHARACTERS = 2 * LARGEST_EXPORT
# How files of the form of Excel 97 begin (compound files).
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What is locked with a password is inside a compound file, in a stream of this name.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
PROTECTED = "It is protected by a password. Save it without one."
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_STRINGS = re.compile(r"xl/sharedStrings\.xml", re.IGNORECASE)
# An element with its attributes, whose values may hold any sign; each sign is looked at once.
_ATTRIBUTES = rb"((?:[^<>\"'/]++|/(?!>)|\"[^\"]*+\"|'[^']*+')*+)(/?)>"
_CELL = re.compile(rb"<(?:\w{1,20}:)?(row|c)(?=[\s/>])" + _ATTRIBUTES)
_STRING = re.compile(rb"<(?:\w{1,20}:)?si(?=[\s/>])" + _ATTRIBUTES)
_INDEX = re.compile(rb"v>\s{0,9}(\d{1,9})\s{0,9}<")
_PLACE = re.compile(rb"(?<!\S)r\s*+=\s*+[\"']([A-Za-z]{0,3})(\d{1,7})[\"']")
_ODS_CELL = re.compile(rb"<(?:\w{1,20}:)?(table|table-row|(?:covered-)?table-cell)(?=[\s/>])" + _ATTRIBUTES)
_REPEATED = re.compile(rb"(?:rows|columns)-repeated\s*+=\s*+[\"'](\d{1,9})")
# Records of a sheet of Excel 97 that begin with the row and column of a cell; of many cells; of its dimensions; of a
# sheet's start; of a password ([MS-XLS] 2.3).
_OF_CELLS = frozenset((0x0006, 0x0203, 0x0204, 0x0205, 0x0206, 0x00D6, 0x00FD, 0x027E, 0x0406))
_OF_MANY, _DIMENSIONS, _BEGIN, _ENCRYPTED = 0x00BD, 0x0200, 0x0809, 0x002F
_NO_SECTOR, _ENTRY = 0xFFFFFFFA, 128


def check_size(content: bytes) -> None:
    """Refuse a workbook that is small as a file and vast when unpacked.

    Raises
    ------
    Unreadable
        Its parts, or the cells that its sheets span, are more than is read.
    """
    if content.startswith(OLD):
        _check_old(content)
        return
    try:
        with opened_zip(io.BytesIO(content)) as packed:
            members = packed.infolist()
            if any(map(is_locked, members)):
                raise Unreadable(PROTECTED)
            if any(member.filename.lower() == "xl/workbook.bin" for member in members):
                raise Unreadable("This is a binary workbook of Excel (.xlsb). Save it as .xlsx.")
            _check_members(packed, members)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"The workbook is damaged ({said(error)}). Save it again.") from error


def _check_members(packed: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> None:
    """Unpack piece by piece and count: what an archive says of its sizes need not be true."""
    left = LARGEST_UNPACKED
    too_large = f"Unpacked it has over {LARGEST_UNPACKED:,} bytes. Split it into smaller files."

    def counted(member: zipfile.ZipInfo) -> Iterator[bytes]:
        nonlocal left
        for piece in pieces(packed, member, left, too_large=too_large):
            left -= len(piece)
            yield piece

    extent = _Extent()
    # Strings that cells share come first: their lengths are wanted to know how long the cells are.
    for member in sorted(members, key=lambda member: not _STRINGS.fullmatch(member.filename)):
        if _STRINGS.fullmatch(member.filename):
            extent.lengths = [len(content) for _, content in _found(counted(member), _STRING)]
        elif _SHEET.fullmatch(member.filename):
            extent.add(_cells_of_xlsx(_found(counted(member), _CELL), extent.lengths))
        elif member.filename == "content.xml":
            extent.add(_cells_of_ods(_found(counted(member), _ODS_CELL)))
        else:
            deque(counted(member), maxlen=0)


class _Extent:
    """What the sheets of a workbook span: cells from A1 to the last of each sheet, and characters in them all."""

    def __init__(self) -> None:
        self.lengths: Sequence[int] = ()
        self._n_cells = self._n_characters = 0

    def add(self, cells: Iterable[tuple[int, int, int]]) -> None:
        """Count a sheet, of whose cells row, column and length are given, and refuse it where it is too much."""
        last_row = last_column = 0
        for row, column, length in cells:
            last_row, last_column = max(last_row, row), max(last_column, column)
            self._n_characters += length
            _check_extent(self._n_cells + last_row * last_column, self._n_characters)
        self._n_cells += last_row * last_column


def _check_extent(n_cells: int, n_characters: int = 0) -> None:
    """Refuse sheets that span too much.

    Raises
    ------
    Unreadable
        They have more cells, or characters in them, than is read.
    """
    if n_cells > MOST_CELLS:
        raise Unreadable(
            f"Its sheets span {n_cells:,} cells (at most {MOST_CELLS:,}). Is there a stray cell far from the table?"
            " Save the table alone, or as CSV UTF-8."
        )
    if n_characters > MOST_CHARACTERS:
        raise Unreadable(f"Its cells hold over {MOST_CHARACTERS:,} characters. Split it into smaller files.")


def _found(pieces: Iterable[bytes], pattern: re.Pattern[bytes]) -> Iterator[tuple[re.Match[bytes], bytes]]:
    """The matches in a part that is read piece by piece, each with what stands between it and the next."""
    kept = b""
    for piece in pieces:
        kept += piece
        last = None
        for match in pattern.finditer(kept):
            if last:
                yield last, kept[last.end() : match.start()]
            last = match
        kept = kept[last.start() if last else max(kept.rfind(b"<"), 0) :]
        if len(kept) > LARGEST_ARTICLE:
            raise Unreadable(f"A cell is longer than {LARGEST_ARTICLE:,} bytes. Is it one article?")
    if last := pattern.match(kept):
        yield last, kept[last.end() :]


def _cells_of_xlsx(
    found: Iterator[tuple[re.Match[bytes], bytes]], lengths: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """Row, column and length of each cell that holds something; where no place is said, it follows the one before."""
    row = column = 0
    for match, content in found:
        kind, attributes, is_closed = match.groups()
        places = [(int(digits), _column_number(letters)) for letters, digits in _PLACE.findall(attributes)]
        if kind == b"row":
            row, column = max((at for at, _ in places), default=row + 1), 0
            continue
        at, column = max(places, default=(row, column + 1))
        if not is_closed:
            shared = _INDEX.search(content, 0, 100) if b"s" in attributes else None
            number = int(shared[1]) if shared else len(lengths)
            yield at, column, lengths[number] if number < len(lengths) else len(content)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


def _cells_of_ods(found: Iterator[tuple[re.Match[bytes], bytes]]) -> Iterator[tuple[int, int, int]]:
    row = column = n_rows = 0
    for match, content in found:
        kind, attributes, is_closed = match.groups()
        n = max(map(int, _REPEATED.findall(attributes)), default=1)
        if kind == b"table":
            row = 0
        elif kind == b"table-row":
            row, column, n_rows = row + n, 0, n
        else:
            column += n
            if not is_closed:
                yield row, column, n_rows * n * len(content)


def _check_old(content: bytes) -> None:
    if _LOCKED in content:
        raise Unreadable(PROTECTED)
    try:
        stream = _Compound(content).stream(("Workbook", "Book"))
        n_cells = _spanned_of_old(stream)
    except (struct.error, IndexError, ValueError) as error:
        raise Unreadable(f"The workbook is damaged ({said(error)}). Save it as .xlsx.") from error
    _check_extent(n_cells)


def _spanned_of_old(stream: bytes) -> int:
    """The cells that the sheets of an Excel 97 workbook span, all together."""
    n_cells = last_row = last_column = at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == _ENCRYPTED:
            raise Unreadable(PROTECTED)
        if kind == _BEGIN:
            n_cells += last_row * last_column
            last_row = last_column = 0
        elif kind in _OF_CELLS or kind == _OF_MANY:
            row, column = struct.unpack_from("<HH", data)
            last = struct.unpack_from("<H", data, size - 2)[0] if kind == _OF_MANY else column
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1, last + 1)
        elif kind == _DIMENSIONS and size >= 12:
            last_row = max(last_row, struct.unpack_from("<I", data, 4)[0])
            last_column = max(last_column, struct.unpack_from("<H", data, 10)[0])
    return n_cells + last_row * last_column


class _Compound:
    """The streams of a compound file ([MS-CFB]): chains of sectors, linked by a table; short ones apart."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = 1 << struct.unpack_from("<H", content, 30)[0]
        if self._size not in (512, 4096):
            raise ValueError("sectors of an unknown size")
        (first_directory,) = struct.unpack_from("<I", content, 48)
        self._shortest, first_short = struct.unpack_from("<II", content, 56)
        (more,) = struct.unpack_from("<I", content, 68)
        tables = [*struct.unpack_from("<109I", content, 76)]
        while more < _NO_SECTOR and len(tables) * self._size < len(content):
            *found, more = self._numbers(more)
            tables += found
        self._next = array("I", chain.from_iterable(self._numbers(one) for one in tables if one < _NO_SECTOR))
        short = self._chain(first_short)
        self._next_short = array("I", struct.unpack(f"<{len(short) // 4}I", short))
        self._entries = self._chain(first_directory)

    def stream(self, names: Sequence[str]) -> bytes:
        """The bytes of the first stream of these names, none where there is none."""
        for at in range(0, len(self._entries), _ENTRY):
            entry = self._entries[at : at + _ENTRY]
            if entry[:64].decode("utf-16-le", "ignore").split("\0")[0] in names:
                start, size = struct.unpack_from("<II", entry, 116)
                if size >= self._shortest:
                    return self._chain(start)[:size]
                within = self._chain(struct.unpack_from("<I", self._entries, 116)[0])
                return b"".join(_linked(within, start, self._next_short, 64))[:size]
        return b""

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{self._size // 4}I", self._content, (sector + 1) * self._size)

    def _chain(self, sector: int) -> bytes:
        return b"".join(_linked(memoryview(self._content)[self._size :], sector, self._next, self._size))


def _linked(content: bytes | memoryview, sector: int, following: Sequence[int], size: int) -> Iterator[bytes]:
    """The pieces of a chain, no more than there are: a chain may bite its tail."""
    for _ in range(len(content) // size + 1):
        if sector >= len(following):
            return
        yield bytes(content[sector * size : (sector + 1) * size])
        sector = following[sector]


# --- its rows

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
