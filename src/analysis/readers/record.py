"""What a reader is given and what it gives: a file, and its articles one by one, each field with where it came from.

Languages are known by what files call them: names in the languages of databases, their own names, codes of ISO 639.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
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


def one_line(text: str) -> str:
    """The text with runs of white space as one space, and none at its ends."""
    return " ".join(text.split())


def said(error: BaseException, most: int = 100) -> str:
    """What a library says is wrong, on one short line."""
    return one_line(str(error))[:most] or type(error).__name__


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


_NAMING = ("nl", "pt", "it", "es", "fr", "de", "en")
_REGION = re.compile(r"(?:[A-Za-z0-9]{2,8}(?:-[A-Za-z0-9]{2,8})*)?")
_BETWEEN = re.compile(r"[;,/|()]")
_LONGEST_CODE = 3


def language_code(named: str) -> str | None:
    """The code of a language as exports name it: "English", "ENG", "Deutsch", "en_US"; None for what is no language.

    Names are read in the languages that databases are used in (`_NAMING`), codes of two and three letters in any case.

    >>> language_code("Englisch"), language_code("fre"), language_code("pt_BR"), language_code("Klingonese")
    ('en', 'fr', 'pt-BR', None)
    """
    written = named.strip().replace("_", "-")
    first, mark, rest = written.partition("-")
    # Names take a second to learn, and most files give the code itself.
    code = first.lower() if first.lower() in _known() else _codes().get(first.lower())
    if code and _REGION.fullmatch(rest) and (mark == "") == (rest == ""):
        return f"{code}{mark}{rest}"
    return _codes().get(written.lower())


@cache
def _known() -> frozenset[str]:
    """The codes of two letters."""
    from babel import Locale

    return frozenset(code for code in Locale("en").languages if len(code) == 2)


@cache
def _codes() -> dict[str, str]:
    """Codes by what languages are called: their codes of two and three letters, and their names."""
    from babel import Locale
    from babel.core import get_global

    aliases = {alias: code for alias, code in get_global("language_aliases").items() if len(code) == 2}
    known = _known()
    named = {
        name.lower(): code for naming in _NAMING for code, name in Locale(naming).languages.items() if code in known
    }
    own = {name.lower(): code for code in known if (name := _own_name(code))}
    return {**own, **named, **aliases, **{code: code for code in known}}


def _own_name(code: str) -> str | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale(code).languages.get(code)
    except UnknownLocaleError:
        return None


def language_of(value: str) -> str:
    """The code of the first language named in a value; the value itself where none is known.

    >>> language_of("GERMAN; DEUTSCH"), language_of("Klingonese")
    ('de', 'Klingonese')
    """
    return next((code for part in (value, *_BETWEEN.split(value)) if (code := language_code(part))), value)


def is_language(line: str) -> bool:
    """Whether a line is the name of a language; a code alone may be anything."""
    return len(line.strip()) > _LONGEST_CODE and language_code(line) is not None
