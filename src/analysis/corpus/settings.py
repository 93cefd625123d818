"""YAML files of a corpus folder as trees of nodes, and what `corpus.yml` says of the files.

Every value stays a string, so that "no" and 2021-07-14 mean what they say, and every complaint can name the line.
Aliases are refused: they can blow a small file up to any size.
"""

import codecs
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import yaml

from analysis.corpus.repair import TELLABLE
from analysis.errors import CorpusError
from analysis.readers import FIELDS, TEXT, Settings
from analysis.schema import SafeLoader

LARGEST_BYTES = 200_000
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
    if len(content) > LARGEST_BYTES:
        raise CorpusError(f"{path} is larger than {LARGEST_BYTES:,} bytes, which it never needs.")
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
COLUMNS, ENCODING, REPAIR = "columns", "encoding", "repair"


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
    record = root.record(SETTINGS_FILE, (COLUMNS, ENCODING, REPAIR)) if root else {}
    return Settings(
        columns=_columns(record[COLUMNS]) if COLUMNS in record else {},
        encoding=_encoding(record[ENCODING]) if ENCODING in record else None,
        repairs=frozenset(_repairs(record[REPAIR])) if REPAIR in record else frozenset(),
    )


def settings_text(columns: Mapping[str, str | tuple[str, ...]]) -> str:
    """A `corpus.yml` that says which columns hold what; names of columns are data, so each is quoted.

    >>> print(settings_text({"source": "Outlet"}), end="")
    columns:
      source: "Outlet"
    """
    lines = [f"  {name}: {_written(column)}" for name, column in columns.items()]
    return "\n".join([f"{COLUMNS}:", *lines]) + "\n"


def _written(columns: str | tuple[str, ...]) -> str:
    if not isinstance(columns, str) and len(columns) > 1:
        return f"[{', '.join(map(_quoted, columns))}]"
    return _quoted(columns if isinstance(columns, str) else columns[0])


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in plain) + '"'


def _columns(node: Node) -> dict[str, str | tuple[str, ...]]:
    """The column of each field, or several where tables differ."""
    named = node.record(COLUMNS, (TEXT, *FIELDS)).items()
    return {name: column.texts(name) if column.is_list else column.text(name) for name, column in named}


def _encoding(node: Node) -> str:
    name = node.text(ENCODING)
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise node.fail(
            f"encoding {name[:40]!r} is not known. Write utf-8, cp1251, iso-8859-2, mac_roman, …"
        ) from error


def _repairs(node: Node) -> tuple[str, ...]:
    return tuple(one.one_of(REPAIR, tuple(sorted(TELLABLE))) for one in node.nodes(REPAIR))
