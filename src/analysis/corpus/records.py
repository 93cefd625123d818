"""From the files of a corpus folder to their records, each repaired and looked over; what cannot be taken is said.

A file is read alone and gives plain values, so that files can be read side by side and what they gave can be kept.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus.folder import name_of, opened
from analysis.corpus.repair import repaired
from analysis.corpus.settings import SOURCES_FILE, Entry, Sources
from analysis.errors import AnalysisError
from analysis.readers import FIELDS, File, Given, Note, Record, Refused, Settings, Unreadable, read_file, unpacked
from analysis.readers.columns import told_columns_of
from analysis.readers.dates import read_published

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
