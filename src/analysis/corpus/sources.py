"""`sources.csv`: who published each file, and when. A bad row or cell costs only itself."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from analysis.corpus.settings import read_settings
from analysis.errors import CorpusError
from analysis.readers import File, Unreadable
from analysis.readers.dates import read_published
from analysis.readers.decoding import REPAIRED, decoded
from analysis.readers.record import language_code
from analysis.readers.tables import rows_of

SOURCES_FILE = "sources.csv"
COLUMNS = ("file", "source", "title", "published", "url", "language", "genre")
_LINE_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LONGEST_CELL = 1_000
_LARGEST_BYTES = 20_000_000


@dataclass(frozen=True)
class Entry:
    """A row of `sources.csv`; empty cells are None. Columns that are not in `COLUMNS` are in `further`."""

    file: str
    row: int
    source: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    genre: str | None = None
    further: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Sources:
    """Usable rows by file, what is wrong with the others: (row, reason), and what was assumed to read them."""

    entries: dict[str, Entry] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_missing: bool = False

    @cached_property
    def by_name(self) -> dict[str, Entry]:
        """The rows by file, whose accents may be written in either way."""
        return {unicodedata.normalize("NFC", file): entry for file, entry in self.entries.items()}


def read_sources(folder: Path) -> Sources:
    """Read the folder's `sources.csv`.

    Cells lose the white space at their ends, and line breaks in them become spaces; "NA" and "null" are text. A row
    that cannot be used is left out with a reason, and so is a date or a language code that is none. Dates may be
    written in any common way; `notes` say what was assumed.

    Raises
    ------
    CorpusError
        If the file cannot be read at all, or its header has no `file` column or one column twice.
    """
    path = folder / SOURCES_FILE
    if not path.is_file():
        return Sources(is_missing=True)
    text, notes = _text(path)
    records = rows_of(text, "file")
    _, header = next(records, (1, []))
    if isinstance(header, str):
        raise CorpusError(f"{path}, row 1: {header}")
    columns = _header(path, header)
    sources = Sources(notes=[*notes, *_on_further(columns)])
    for row, cells in records:
        if isinstance(cells, str):
            sources.problems.append((row, cells))
        elif cells:
            _take_in(sources, row, dict(zip(columns, cells, strict=True)))
    _date(sources)
    return sources


def _on_further(columns: list[str]) -> list[str]:
    """Which columns are kept under their own names; one may be a known one misspelt."""
    notes = []
    for name in columns:
        meant = get_close_matches(name.lower(), COLUMNS, n=1, cutoff=0.75)
        if name and name not in COLUMNS and meant:
            notes.append(f"{SOURCES_FILE}: {name!r} is kept as a further column. Is {meant[0]!r} meant?")
    return notes


def _date(sources: Sources) -> None:
    """Read the dates of all rows together: one row can show the order of another's digits."""
    entries = list(sources.entries.values())
    days, notes = read_published([entry.published for entry in entries])
    sources.notes += [f"{SOURCES_FILE}: {note}" for note in notes]
    for entry, day in zip(entries, days, strict=True):
        if entry.published and day is None:
            reason = f"{entry.file}: published {entry.published[:40]!r} is no date, left empty. Write YYYY-MM-DD."
            sources.problems.append((entry.row, reason))
        sources.entries[entry.file] = replace(entry, published=day)
    sources.problems.sort(key=lambda problem: problem[0])


def _text(path: Path) -> tuple[str, list[str]]:
    """The characters of the list, and what was assumed to read them."""
    try:
        content = File(path.name, path.stat().st_size, lambda: path.open("rb")).content(_LARGEST_BYTES)
        text, flags = decoded(content, read_settings(path.parent).encoding)
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.") from error
    except Unreadable as error:
        raise CorpusError(f"{path}: {error}") from error
    return text, [f"{SOURCES_FILE} is read as Windows-1252."] if REPAIRED in flags else []


def _header(path: Path, header: list[str]) -> list[str]:
    columns = [name.strip() for name in header]
    columns = [name.lower() if name.lower() in COLUMNS else name for name in columns]
    if "file" not in columns:
        raise CorpusError(f"{path}, row 1: no column is called 'file'. Columns: {', '.join(COLUMNS)}.")
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        raise CorpusError(f"{path}, row 1: column {twice[0]!r} stands twice. Remove one.")
    return columns


def _take_in(sources: Sources, row: int, cells: dict[str, str]) -> None:
    given = {name: _LINE_BREAKS.sub(" ", cell.strip()) or None for name, cell in cells.items()}
    values = {name: given.pop(name, None) for name in COLUMNS}
    problem = _file_problem(sources, values["file"])
    if problem:
        sources.problems.append((row, problem))
        return
    for name, reason in _cell_problems(values | given):
        sources.problems.append((row, f"{values['file']}: {reason}"))
        (values if name in values else given)[name] = None
    values["language"] = language_code(values["language"] or "")
    further = {name: cell for name, cell in given.items() if name and cell}
    sources.entries[values["file"]] = Entry(row=row, **values, further=further)


def _file_problem(sources: Sources, file: str | None) -> str | None:
    if file is None:
        return "The cell 'file' is empty: not used. Name the file that the row is about."
    if _CONTROL.search(file):
        return "The cell 'file' holds a control character: not used. Give the plain name of a file."
    if "/" in file or "\\" in file or file in (".", "..") or re.match(r"[A-Za-z]:", file):
        return f"{file[:100]!r} is a path: not used. Give the name of a file that lies in the corpus folder."
    if file in sources.entries:
        first = sources.entries[file].row
        return f"{file!r} has a row already (row {first}): this one is not used. Keep the right one of the two."
    return None


def _cell_problems(values: dict[str, str | None]) -> list[tuple[str, str]]:
    problems = []
    language = values["language"]
    if language and language_code(language) is None:
        problems.append(("language", f"language {language[:40]!r} is no language code, left empty. Write en, de, …"))
    for name, value in values.items():
        if value and _CONTROL.search(value):
            problems.append((name, f"{name} holds a control character, left empty. Remove it."))
        elif value and len(value) > _LONGEST_CELL:
            problems.append((name, f"{name} has {len(value):,} characters, left empty (at most {_LONGEST_CELL:,})."))
    return problems
