"""The files of a corpus folder and their records: how each is read, what articles are called, what cannot be taken.

A file is read alone and gives plain values, each repaired and looked over, so that files can be read side by side and
what they gave can be kept.
"""

import hashlib
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from analysis.corpus.codebook import CODEBOOK_FILE
from analysis.corpus.repair import repaired
from analysis.corpus.settings import SETTINGS_FILE, SOURCES_FILE, Entry, Sources, read_sources
from analysis.errors import AnalysisError, CorpusError
from analysis.readers import (
    FIELDS,
    LARGEST_FILE,
    File,
    Given,
    Note,
    Record,
    Refused,
    Settings,
    Unreadable,
    read_file,
    unpacked,
)
from analysis.readers.archives import BESIDE_PAGE
from analysis.readers.columns import told_columns_of
from analysis.readers.dates import read_published

# --- the folder
# Folders beside the articles: hand coding's sheets, a researcher's lexicons, texts to compare quotations with, and
# notebooks on this story alone.
CODING, LEXICONS, REFERENCES, NOTEBOOKS = "coding", "lexicons", "references", "notebooks"
_BESIDE = (SOURCES_FILE, CODEBOOK_FILE, SETTINGS_FILE)
_NO_ARTICLES = (*_BESIDE, CODING, LEXICONS, REFERENCES, NOTEBOOKS, "Thumbs.db", "desktop.ini")
_HINTS: Mapping[str, str] = MappingProxyType({".yml": CODEBOOK_FILE, ".yaml": CODEBOOK_FILE})
_HIDDEN = re.compile(r"[.~]")


def article_files(folder: Path, *, listed: Mapping[str, Entry]) -> list[Path]:
    """What lies in the folder and might hold articles, sorted by name; hidden files and the README do not."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except FileNotFoundError as error:
        raise CorpusError(f"There is no folder {folder}. `media-analysis new` lays one out.") from error
    except NotADirectoryError as error:
        raise CorpusError(f"{folder} is a file. A corpus is a folder with the articles in it.") from error
    except OSError as error:
        raise CorpusError(f"{folder} cannot be opened: {error.strerror}.") from error
    pages = {path.stem for path in entries if path.suffix.lower() in (".html", ".htm", ".xhtml")}
    own = [path for path in entries if not _is_of_page(path, pages)]
    return [path for path in own if path.name in listed or not _is_set_aside(path.name)]


def _is_of_page(path: Path, pages: set[str]) -> bool:
    """Whether a folder holds the pictures and scripts of a page that was saved beside it."""
    found = BESIDE_PAGE.fullmatch(path.name)
    return found is not None and found[1] in pages and path.is_dir()


def hidden_files(folder: Path, *, taken: set[Path]) -> list[str]:
    """The names of hidden and temporary files that are left alone."""
    found = sorted(path.name for path in folder.iterdir() if _HIDDEN.match(path.name) and path not in taken)
    return [name_of(Path(name)) for name in found]


def _is_set_aside(name: str) -> bool:
    return name in _NO_ARTICLES or _HIDDEN.match(name) is not None or name.upper().split(".")[0] == "README"


def corpus_files(folder: Path) -> list[Path]:
    """Every file of a corpus folder that is read, sorted by name: what a cached result depends on.

    Raises
    ------
    CorpusError
        The folder is missing, or a file beside the articles is a link that leads out of it.
    """
    metadata = [folder / name for name in _BESIDE if (folder / name).is_file()]
    if led := [path.name for path in metadata if leads_out(path, folder)]:
        raise CorpusError(f"{led[0]} in {folder} is a link that leads out of the folder. Copy the file there.")
    listed = read_sources(folder).entries
    # Of a link that leads out nothing is read, and nothing is told: not even a hash.
    found = article_files(folder, listed=listed)
    articles = [path for path in found if path.is_file()]
    beside = [*_beside(folder, LEXICONS), *_beside(folder, REFERENCES)]
    every = [*sorted({*metadata, *articles}, key=lambda path: path.name), *beside]
    return [path for path in every if not leads_out(path, folder)]


def _beside(folder: Path, name: str) -> list[Path]:
    """The files of a folder beside the articles, sorted by name; of `lexicons`, its tables."""
    found = (folder / name).iterdir() if (folder / name).is_dir() else ()
    files = sorted(path for path in found if path.is_file() and not _is_set_aside(path.name))
    return [path for path in files if name != LEXICONS or path.suffix.lower() == ".csv"]


def read_references(folder: Path) -> tuple[dict[str, str], list[dict[str, object]]]:
    """The reference texts of a corpus by file name, and rows of `rejected` for those that cannot be read."""
    texts, rejected = {}, []
    for path in _beside(folder, REFERENCES):
        try:
            texts[path.name] = "\n\n".join(_texts(opened(path, folder=folder)))
        except Unreadable as error:
            shown = f"{REFERENCES}/{path.name}"
            rejected.append({"path": shown, "row": None, "stage": "reading", "reason": str(error)})
    return texts, rejected


def _texts(file: File) -> Iterator[str]:
    for outcome in read_file(file, Settings())[1]:
        if isinstance(outcome, Record):
            yield outcome.text


def name_of(path: Path) -> str:
    """The name of a file of the folder as its bytes say in UTF-8, whatever the locale; � for what is not UTF-8."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def opened(path: Path, *, folder: Path) -> File:
    """A file of the folder, ready to be read.

    Raises
    ------
    Unreadable
        It is a folder, a pipe, a link that leads out of `folder`, or cannot be opened.
    """
    name = name_of(path)
    if "\ufffd" in name:
        raise Unreadable("The file's name is not UTF-8. Rename it.")
    size = _size(path, folder=folder)
    if meant := _HINTS.get(path.suffix.lower()):
        raise Unreadable(f"Files called *{path.suffix} are not read. If it is the codebook, call it {meant}.")
    file = File(name, size, lambda: path.open("rb"))
    try:
        _ = file.head
    except OSError as error:
        raise Unreadable(f"Cannot be read: {error.strerror}. Give yourself permission to read it.") from error
    return file


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a file of the folder is a link to one that does not lie in it."""
    return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())


def _size(path: Path, *, folder: Path) -> int:
    try:
        found = path.stat()
    except OSError as error:
        if path.is_symlink():
            raise Unreadable(f"A link to nothing ({os.readlink(path)}). Put the file itself here.") from error
        raise Unreadable(f"Cannot be opened: {error.strerror}.") from error
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable("A folder. Articles lie directly in the corpus folder: move its files up, or zip it.")
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("Not a regular file (a pipe, socket or device). Remove it.")
    if leads_out(path, folder):
        raise Unreadable("A link that leads out of the corpus folder. Copy the file here.")
    if found.st_size > LARGEST_FILE:
        raise Unreadable(f"Larger than {LARGEST_FILE:,} bytes. Split it into smaller files.")
    return found.st_size


# What may stand in the name of an article: `:` parts it from its sentences, and no name leads anywhere.
_ID = re.compile(r"[^\s:/\\\x00-\x1f\x7f-\x9f](?:[^:/\\\x00-\x1f\x7f-\x9f]{0,98}[^\s:/\\\x00-\x1f\x7f-\x9f])?")
_PARTING = re.compile(r"[:/\\]")
_EXAMPLES = 3


class Place(NamedTuple):
    """Where an article comes from: its file, its row there (None: the file is the article), the id it has there."""

    path: str
    row: int | None
    own_id: str | None


def unnamed_source(path: str) -> str:
    """What the source of an article is called where neither its file nor anybody else says: as its file.

    >>> unnamed_source("export.zip/Harbour Post.txt")
    'Harbour Post'
    """
    return _stem(path)


def article_ids(places: Sequence[Place]) -> tuple[list[str], list[str]]:
    """A name for each article, unique and safe, and what was assumed, in sentences.

    The file's stem, or its whole name where two share a stem; of a file of many, its own id where it has one that can
    serve, else the stem and its row.
    """
    alone = {one.path for one in places if one.row is None}
    stems = Counter(_stem(path) for path in {one.path for one in places})
    counts = Counter(one.path for one in places)
    ids: dict[str, None] = {}
    odd: dict[str, list[str]] = {}
    for number, (path, row, own) in enumerate(places, 1):
        base = _stem(path) if stems[_stem(path)] == 1 else _as_id(path)
        if path in alone and counts[path] == 1:
            wanted = base
        elif own and _is_id(own) and own not in ids:
            wanted = own
        else:
            wanted = f"{base}-{row or number:0{len(str(counts[path] + 1))}}"
            if own:
                odd.setdefault(path, []).append(own)
        while wanted in ids:
            wanted += "-2"
        ids[wanted] = None
    return [*ids], [_on_odd_ids(path, own_ids) for path, own_ids in odd.items()]


def _on_odd_ids(path: str, own_ids: list[str]) -> str:
    named = ", ".join(repr(own[:60]) for own in own_ids[:_EXAMPLES])
    return (
        f"{path}: ids that stand twice or cannot name an article ({len(own_ids):,}), such as {named}, are not used: "
        "those articles are called by the file's name and their row."
    )


def _stem(path: str) -> str:
    return _as_id(File.of(path, b"").stem)


def _is_id(name: str) -> bool:
    return _ID.fullmatch(name) is not None and name.isprintable()


def _as_id(name: str) -> str:
    """The name, if it can be that of an article, else what is left of it without signs that cannot stand there."""
    if _is_id(name):
        return name
    printable = "".join(sign if sign.isprintable() else " " for sign in _PARTING.sub("-", name))
    return " ".join(printable.split())[:100].strip() or "article"


# --- the records

# Past this a line is no paragraph: reading it would only slow or stop the run.
LONGEST_LINE = 100_000
_LONGEST_VALUE = 1_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_WORD = re.compile(r"[^\W\d_]")
# Fields of a file with one article that its row in sources.csv sets, and those that a row for a file of many fills in.
_OF_ONE = ("source", "title", "published", "url", "language", "genre")
_OF_MANY = ("source", "language", "genre")
CHANGED = "It changed while it was read. Wait until it is complete, and run again."


class Where(NamedTuple):
    """Where something comes from that may have to be a row of `rejected`: the file and its row there."""

    path: str
    row: int | None = None


@dataclass(frozen=True)
class Failed:
    """What work on one item gave where it could not be done; the reason is for a reader."""

    reason: str


def attempted(function: Callable, item: Any) -> Any:
    """`function` of the item, or `Failed`: what one article does to a measure costs no other article its rows."""
    try:
        return function(item)
    except (AnalysisError, OSError):  # of the parameters, or of the disk: not the article's
        raise
    except Unreadable as error:
        return Failed(str(error))
    except Exception as error:
        said = " ".join(str(error).split())[:200]
        return Failed(
            f"The program failed on it ({type(error).__name__}{': ' if said else ''}{said}). All else is made; "
            "leave it out, or report the fault with this article."
        )


@dataclass
class Direct:
    """Does work on single items here and now, and keeps nothing; `pipeline` has one that does."""

    rejected: list[dict] = field(default_factory=list)
    is_passing: bool = False  # a file could not be read now, and may be another time

    def each(self, function: Callable, items: Iterable, *, step: str, of: Sequence[Where]) -> "Done":
        """`function` of each item in order; None, and a row of `rejected` under this step, where it fails."""
        done = Done()
        for item, where in zip(items, of, strict=True):
            value = attempted(function, item)
            if isinstance(value, Failed):
                self.rejected.append(refusal(where, step, value.reason))
                value = None
            done.append(value)
        return done

    def keep(self, article_id: str, text: Any, parts: Any, digest: str) -> None:
        """Note where an article's text and parts are kept: here, nowhere."""


class Done(list):
    """What was given of each item, in order."""

    def at(self, number: int, *within: str | int) -> Any:
        """The value of one item, or what lies within it, to be handed on."""
        value = self[number]
        for place in within:
            value = value[place]
        return value


def refusal(where: Where, stage: str, reason: str) -> dict[str, Any]:
    """A row of `rejected`."""
    shown = where.path.encode("utf-8", "replace").decode("utf-8")
    return {"path": shown, "row": where.row, "stage": stage, "reason": reason}


@dataclass(frozen=True)
class OnDisk:
    """A file of the folder, to be read: its name and bytes are what counts of it, not where the folder lies."""

    path: Path
    folder: Path
    sha256: str
    stamp: tuple[int, int]

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.stamp[0]

    @property
    def content(self) -> list[str]:
        """What identifies the file."""
        return [name_of(self.path), self.sha256]


@dataclass
class FileRead:
    """What one file gave: its records, what was refused, what was assumed, and the columns told that it has."""

    records: list[dict] = field(default_factory=list)
    rejected: list[dict] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    def reject(self, path: str, stage: str, reason: str, *, row: int | None = None) -> None:
        """Note what could not be taken in."""
        self.rejected.append(refusal(Where(path, row), stage, reason))


def found_at(path: Path, *, folder: Path) -> OnDisk:
    """The file, ready to be read by whoever has time.

    Raises
    ------
    Unreadable
        As `folder.opened` says, or it cannot be read to its end.
    """
    opened(path, folder=folder)
    before = path.stat()
    try:
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise Unreadable(_not_to_its_end(error)) from error
    return OnDisk(path, folder, sha256, (before.st_size, before.st_mtime_ns))


def _not_to_its_end(error: OSError) -> str:
    return f"Cannot be read to its end: {error.strerror or error}. Copy it again."


def read_alone(one: OnDisk, *, settings: Settings) -> dict[str, Any]:
    """What a file of the folder gives, of an archive what its members give, as plain values (see `FileRead`).

    Raises
    ------
    Unreadable
        It changed since it was found, or cannot be read to its end now.
    """
    read, name = FileRead(), name_of(one.path)
    try:
        for file in unpacked(opened(one.path, folder=one.folder)):
            if isinstance(file, Refused):
                read.reject(name, "reading", file.reason)
            else:
                read.records += _records_of(file, settings, read)
        after = one.path.stat()
    except Unreadable as error:
        return vars(FileRead(rejected=[*read.rejected, refusal(Where(name), "reading", str(error))])) | {"told": []}
    except OSError as error:
        raise Unreadable(_not_to_its_end(error)) from error
    if (after.st_size, after.st_mtime_ns) != one.stamp:
        raise Unreadable(CHANGED)
    if not read.records and not read.rejected:
        read.reject(name, "reading", "It holds no article. Remove it, or put the articles in it.")
    return vars(read) | {"told": sorted(read.told)}


def _records_of(file: File, settings: Settings, read: FileRead) -> list[dict]:
    with file.open() as opened_file:
        sha256 = hashlib.file_digest(opened_file, "sha256").hexdigest()
    records: list[dict] = []
    try:
        for outcome in read_file(file, settings)[1]:
            if isinstance(outcome, Refused):
                read.reject(file.name, "reading", outcome.reason, row=outcome.row)
            elif isinstance(outcome, Note):
                read.notes.append((file.name, outcome.text))
            else:
                records += _looked_over(file.name, sha256, outcome, settings, read)
    except Unreadable as error:
        read.reject(file.name, "reading", str(error))
    except OSError:
        raise
    except Exception as error:  # a file that a reader was not made for costs no other
        failed = f"Its reader failed on it ({type(error).__name__}). Save it in another form, as plain text if need be."
        read.reject(file.name, "reading", failed)
    _date(file.name, records, read)
    return records


def _looked_over(path: str, sha256: str, record: Record, settings: Settings, read: FileRead) -> list[dict]:
    """The record, repaired; nothing, and a row of `rejected`, where its text is none."""
    try:
        check_text(record.text)
        text, repairs = repaired(record.text, settings.repairs)
        check_text(text)
    except Unreadable as error:
        read.reject(path, "reading", str(error), row=record.row)
        return []
    fields = {}
    for name, given in record.fields.items():
        value = _SPACES.sub(" ", given.value).strip()
        if name in FIELDS and len(value) > _LONGEST_VALUE:
            reason = f"{name} has {len(value):,} characters, left empty (at most {_LONGEST_VALUE:,})."
            read.reject(path, "metadata", reason, row=record.row)
        elif value:
            fields[name] = (value, given.origin)
    read.told |= told_columns_of(record, settings)
    flags = _with_counts(record.flags, repairs)
    return [{"path": path, "sha256": sha256, "row": record.row, "fields": fields, "flags": flags, "text": text}]


def _with_counts(flags: Sequence[str], repairs: Mapping[str, int]) -> list[str]:
    """The reader's flags and those of the repairs; what both counted is added up."""
    counts = Counter(repairs)
    for flag in flags:
        code, _, n = flag.partition(":")
        counts[code] += int(n) if n.isdigit() and code in repairs else 0
    return [flag for flag in flags if flag.partition(":")[0] not in repairs] + [
        f"{c}:{n}" for c, n in counts.items() if n
    ]


def check_text(text: str) -> None:
    """Refuse what is no article: no words, control characters, a line longer than any paragraph.

    Raises
    ------
    Unreadable
        Says what is wrong with the text and what to do.
    """
    if not text.strip():
        what = "holds only white space" if text else "is empty"
        raise Unreadable(f"Its text {what}. Put the article in it, or remove it.")
    if not _WORD.search(text):
        raise Unreadable("Its text holds no words. Put the article in it, or remove it.")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise Unreadable(f"Control character U+{ord(control[0]):04X} in line {line}: not plain text. Remove it.")
    number, length = max(enumerate(map(len, text.split("\n")), start=1), key=lambda pair: pair[1])
    if length > LONGEST_LINE:
        raise Unreadable(
            f"Line {number} has {length:,} characters (at most {LONGEST_LINE:,}): no paragraph is that long. "
            "Put one paragraph on each line."
        )


def _date(path: str, records: list[dict], read: FileRead) -> None:
    """Read the dates of one file together: one record can show the order of another's digits."""
    given = [record["fields"].pop("published", None) for record in records]
    days, notes = read_published([one and one[0] for one in given])
    read.notes += [(path, note) for note in notes]
    for record, one, day in zip(records, given, days, strict=True):
        if one and day:
            record["fields"]["published"] = (day, one[1])
        elif one:
            reason = f"published {one[0][:40]!r} is no date, left empty. Write YYYY-MM-DD."
            read.reject(path, "metadata", reason, row=record["row"])


@dataclass
class Taken:
    """A record on its way to being an article: the file it comes from, and what is known of it.

    `text` is for whoever reads it next: the text, or where it is kept; `digest` is its hash.
    """

    path: str
    sha256: str
    row: int | None
    fields: dict[str, Given]
    flags: list[str]
    text: Any
    digest: str

    @property
    def where(self) -> Where:
        """The file and the row there."""
        return Where(self.path, self.row)

    def value(self, name: str) -> str | None:
        """The value of a field; None where it is not known."""
        given = self.fields.get(name)
        return given.value if given else None


def entry_of(path: str, sources: Sources) -> Entry | None:
    """The row of sources.csv for a file: by its path within an archive, or by its name alone."""
    for wanted in (path, path.rsplit("/", 1)[-1], path.split("/", 1)[0]):
        if found := sources.by_name.get(unicodedata.normalize("NFC", wanted)):
            return found
    return None


def with_entry(one: Taken, entry: Entry | None) -> Taken:
    """What sources.csv says of a file wins where it is one article; of many it fills in what they leave open."""
    if entry is None:
        return one
    said = {name: value for name in _OF_ONE if (value := getattr(entry, name))} | dict(entry.further)
    given = {name: Given(value, SOURCES_FILE) for name, value in said.items()}
    of_many = one.row is not None or entry.file == one.path.split("/", 1)[0] != one.path
    if of_many:
        shared = {name: value for name, value in given.items() if name not in FIELDS or name in _OF_MANY}
        given = {name: one.fields.get(name, value) for name, value in shared.items()}
    return replace(one, fields={**one.fields, **given})
