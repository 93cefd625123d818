"""What a folder says of its articles: `corpus.yml` how files are read, `sources.csv` who published each, and when.

YAML files are trees of nodes: every value stays a string, so that "no" and 2021-07-14 mean what they say, and every
complaint can name the line. Aliases are refused: they can blow a small file up to any size. A bad row or cell of
`sources.csv` costs only itself.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import yaml

from analysis.corpus.repair import TELLABLE
from analysis.errors import CorpusError
from analysis.readers import FIELDS, TEXT, File, Settings, Unreadable
from analysis.readers.dates import read_published
from analysis.readers.decoding import REPAIRED, decoded
from analysis.readers.record import language_code
from analysis.readers.tables import rows_of
from analysis.schema import SafeLoader

_LARGEST_YAML = 200_000
_DEEPEST = 12


class Node:
    """A YAML node with the file's name, for messages that say where."""

    def __init__(self, node: yaml.Node, where: str) -> None:
        self.node = node
        self.where = where

    def fail(self, problem: str) -> CorpusError:
        """The error that names the file, the line and the problem."""
        return CorpusError(f"{self.where}, line {self.node.start_mark.line + 1}: {problem}")

    def items(self, what: str) -> Iterator[tuple[str, "Node"]]:
        """Keys and values of a mapping; a key that stands twice is an error."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fail(f"{what} must be written as `name: value` lines.")
        seen: set[str] = set()
        for key, value in self.node.value:
            name = Node(key, self.where).text("a name")
            if name in seen:
                raise Node(key, self.where).fail(f"{name!r} stands twice in {what}.")
            seen.add(name)
            yield name, Node(value, self.where)

    def record(self, what: str, allowed: tuple[str, ...], *, required: tuple[str, ...] = ()) -> dict[str, "Node"]:
        """A mapping whose keys are known."""
        record = dict(self.items(what))
        for name, value in record.items():
            if name not in allowed:
                raise value.fail(f"unknown key {name!r} in {what}. Allowed: {', '.join(allowed)}.")
        for name in required:
            if name not in record:
                raise self.fail(f"{what} has no {name!r}. Allowed: {', '.join(allowed)}.")
        return record

    def text(self, what: str) -> str:
        """A word or a text, without the white space around it."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.fail(f"{what} must be a word or a text.")
        return self.node.value.strip()

    def one_of(self, what: str, allowed: tuple[str, ...]) -> str:
        """One of the words that are allowed."""
        value = self.text(what)
        if value not in allowed:
            raise self.fail(f"{what} {value!r} is not one of {', '.join(allowed)}.")
        return value

    @property
    def is_list(self) -> bool:
        """Whether it is a list of entries."""
        return isinstance(self.node, yaml.SequenceNode)

    def nodes(self, what: str) -> list["Node"]:
        """The entries of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.fail(f"{what} must be a list: [first, second].")
        return [Node(value, self.where) for value in self.node.value]

    def texts(self, what: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(node.text(f"each of {what}") for node in self.nodes(what))

    def day(self, what: str) -> str:
        """A day, YYYY-MM-DD."""
        value = self.text(what)
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError as error:
            raise self.fail(f"{what} {value!r} is no date. Write YYYY-MM-DD.") from error


def read_text(path: Path) -> str:
    """The text of a YAML file.

    Raises
    ------
    CorpusError
        It cannot be read, is far too large, or is not UTF-8.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > _LARGEST_YAML:
        raise CorpusError(f"{path} is larger than {_LARGEST_YAML:,} bytes, which it never needs.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: byte {error.start} is not UTF-8. Save it as UTF-8.") from error


def parse_yaml(text: str, *, where: str) -> Node | None:
    """The tree of a YAML text, None where it holds nothing; `where` names it in messages.

    Raises
    ------
    CorpusError
        It is no YAML, or has aliases or nesting that no file of ours needs; the message names the line.
    """
    try:
        _check_events(text, where)
        root = yaml.compose(text, Loader=SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise CorpusError(f"{where}{line}: not valid YAML ({error.problem}).") from error
    except yaml.YAMLError as error:
        raise CorpusError(f"{where}: not valid YAML ({' '.join(str(error).split())}).") from error
    return None if root is None else Node(root, where)


def _check_events(text: str, where: str) -> None:
    """Refuse aliases and deep nesting before a tree is built of them."""
    depth = 0
    for event in yaml.parse(text, Loader=SafeLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise CorpusError(f"{where}, line {line}: aliases (*{event.anchor}) are not allowed; write it out.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise CorpusError(f"{where}, line {line}: nested deeper than it can need.")


SETTINGS_FILE = "corpus.yml"
_COLUMNS, _ENCODING, _REPAIR = "columns", "encoding", "repair"


def read_settings(folder: Path) -> Settings:
    """How the files of a corpus are to be read.

    Raises
    ------
    CorpusError
        Names the line of `corpus.yml`, what is wrong and what is allowed.
    """
    path = folder / SETTINGS_FILE
    if not path.is_file():
        return Settings()
    root = parse_yaml(read_text(path), where=str(path))
    record = root.record(SETTINGS_FILE, (_COLUMNS, _ENCODING, _REPAIR)) if root else {}
    return Settings(
        columns=_columns(record[_COLUMNS]) if _COLUMNS in record else {},
        encoding=_encoding(record[_ENCODING]) if _ENCODING in record else None,
        repairs=frozenset(_repairs(record[_REPAIR])) if _REPAIR in record else frozenset(),
    )


def settings_text(columns: Mapping[str, str | tuple[str, ...]]) -> str:
    """A `corpus.yml` that says which columns hold what; names of columns are data, so each is quoted.

    >>> print(settings_text({"source": "Outlet"}), end="")
    columns:
      source: "Outlet"
    """
    lines = [f"  {name}: {_written(column)}" for name, column in columns.items()]
    return "\n".join([f"{_COLUMNS}:", *lines]) + "\n"


def _written(columns: str | tuple[str, ...]) -> str:
    if not isinstance(columns, str) and len(columns) > 1:
        return f"[{', '.join(map(_quoted, columns))}]"
    return _quoted(columns if isinstance(columns, str) else columns[0])


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in plain) + '"'


def _columns(node: Node) -> dict[str, str | tuple[str, ...]]:
    """The column of each field, or several where tables differ."""
    named = node.record(_COLUMNS, (TEXT, *FIELDS)).items()
    return {name: column.texts(name) if column.is_list else column.text(name) for name, column in named}


def _encoding(node: Node) -> str:
    name = node.text(_ENCODING)
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise node.fail(
            f"encoding {name[:40]!r} is not known. Write utf-8, cp1251, iso-8859-2, mac_roman, …"
        ) from error


def _repairs(node: Node) -> tuple[str, ...]:
    return tuple(one.one_of(_REPAIR, tuple(sorted(TELLABLE))) for one in node.nodes(_REPAIR))


SOURCES_FILE = "sources.csv"
COLUMNS = ("file", "source", "title", "published", "url", "language", "genre")
_LINE_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LONGEST_CELL = 1_000
_LARGEST_LIST = 20_000_000


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
        content = File(path.name, path.stat().st_size, lambda: path.open("rb")).content(_LARGEST_LIST)
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
