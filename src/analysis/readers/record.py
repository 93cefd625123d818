"""What a reader is given and what it gives: a file, and its articles one by one, each field with where it came from."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO, NamedTuple

# What each format calls by names of its own, under one name here. Whatever else a record says keeps its own name.
TEXT = "text"
FIELDS = ("id", "source", "title", "published", "url", "language", "genre", "author")
# A file that holds one article, one that holds many and is read whole, and one that is read piece by piece; past these
# a file is something else, or must be split.
LARGEST_ARTICLE, LARGEST_EXPORT, LARGEST_FILE = 20_000_000, 500_000_000, 20_000_000_000
_HEAD = 65_536


class Unreadable(Exception):
    """A file that cannot be taken in, or not to its end; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class File:
    """A file as received: its name within the corpus folder (`export.zip/a.txt` inside an archive), and its bytes."""

    name: str
    size: int
    open: Callable[[], BinaryIO]

    @classmethod
    def of(cls, name: str, content: bytes) -> "File":
        """A file that is in memory already."""
        return cls(name, len(content), lambda: io.BytesIO(content))

    @cached_property
    def head(self) -> bytes:
        """The first 64 kB, by which its kind is recognised."""
        with self.open() as opened:
            return opened.read(_HEAD)

    def content(self, largest: int = LARGEST_ARTICLE) -> bytes:
        """All of its bytes.

        Raises
        ------
        Unreadable
            It has more than `largest` of them.
        """
        with self.open() as opened:
            content = opened.read(largest + 1)
        if len(content) > largest:
            raise Unreadable(f"Larger than {largest:,} bytes. Split it into smaller files.")
        return content

    @property
    def stem(self) -> str:
        """The name without folders and suffix."""
        last = self.name.rsplit("/", 1)[-1]
        return last.rsplit(".", 1)[0] or last


class Given(NamedTuple):
    """The value of a field as the file writes it, and where it stands, in words ("column Outlet")."""

    value: str
    origin: str


@dataclass(frozen=True)
class Record:
    """One article of a file.

    `row` is its place in a file of many: the row of a table (its header being 1), else its number; None where the file
    is the article. `fields` are named as in `FIELDS`, or as the file names them; an empty one is not there.
    `text_origin` says where the text stands, in a table.
    """

    text: str
    row: int | None = None
    fields: Mapping[str, Given] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    text_origin: str = ""


class Refused(NamedTuple):
    """A record that cannot be taken in: its place (None: the file's own fault), what is wrong and what to do."""

    row: int | None
    reason: str


class Note(NamedTuple):
    """What was assumed to read the file, in one sentence for a reader."""

    text: str


Outcome = Record | Refused | Note


@dataclass(frozen=True)
class Settings:
    """What the researcher says of the files (`corpus.yml`).

    `columns` names for a field (or `text`) the column of tables that holds it, or several where tables differ: the
    first that a table has. `encoding` is what text files are written in (told, never guessed), `repairs` what of their
    text may be put right beyond what is clear.
    """

    columns: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    encoding: str | None = None
    repairs: frozenset[str] = frozenset()

    def told(self, name: str) -> tuple[str, ...]:
        """The columns that may hold a field, as the researcher says."""
        columns = self.columns.get(name, ())
        return (columns,) if isinstance(columns, str) else columns

    @property
    def all_told(self) -> set[str]:
        """Every column that is named."""
        return {column for name in self.columns for column in self.told(name)}


@dataclass(frozen=True)
class Reader:
    """One kind of file: what it is called, how its bytes are recognised, and how they become records.

    `read` gives records, refusals and notes in the order of the file. It may raise `Unreadable` at any point: what it
    gave before stands, and the file is one row of `rejected` with that reason.
    """

    name: str
    recognises: Callable[[File], bool]
    read: Callable[[File, Settings], Iterator[Outcome]]
