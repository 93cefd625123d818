"""From a file's bytes to its text.

`READERS` lists what is read: each reader recognises its kind of file by the bytes, whatever the file is called, and
turns them into a `Reading`. What cannot be read raises `Unreadable`, which becomes one row of `rejected` and never
costs another article. A new kind of file is a reader in a module of its own and an entry in `READERS`.
"""

import hashlib
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from analysis.corpus.repair import repaired

# An article is a few thousand words; past these limits a file is something else and would only slow or stop the run.
LARGEST_BYTES = 20_000_000
LONGEST_LINE = 100_000

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_WORD = re.compile(r"[^\W_]")
_OTHER_NEWLINES = re.compile("\r\n?")
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word document or another zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)

_HINTS = MappingProxyType(
    {
        ".csv": " If it is the list of sources, call it sources.csv.",
        ".xlsx": " If it is the list of sources, save it as sources.csv.",
        ".yml": " If it is the codebook, call it codebook.yml.",
        ".yaml": " If it is the codebook, call it codebook.yml.",
    }
)


class Unreadable(Exception):
    """A file that cannot be taken in; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class Reading:
    """The text of a file, the hash of its bytes, and what was done to decode it as flags and notes."""

    text: str
    sha256: str
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_plain_text(content: bytes) -> Reading:
    """Decode plain text: UTF-8, UTF-16 or UTF-32 by its byte order mark, else Windows-1252, marked as repaired.

    Raises
    ------
    Unreadable
        If the bytes are no text, hold control characters, no words, or a line longer than any paragraph.

    >>> read_plain_text("Caf\\u00e9".encode("cp1252")).flags
    ('encoding_repaired',)
    """
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise Unreadable(f"This is {what}, not plain text. Save it as plain text (UTF-8).")
    text, encoding = _decoded(content)
    flags, notes = [], []
    if encoding == "cp1252":
        flags.append("encoding_repaired")
        notes.append("not UTF-8; read as Windows-1252. Check accents and quotation marks, or save it as UTF-8.")
    if "\r" in text:
        n_replaced = len(_OTHER_NEWLINES.findall(text))
        text = _OTHER_NEWLINES.sub("\n", text)
        flags.append("newlines_normalised")
        notes.append(f"{n_replaced} line ends of Windows or old Mac form were turned into plain ones.")
    _check_text(text)
    text, repairs = repaired(text)
    _check_text(text)
    flags += [f"{code}:{n}" for code, n in repairs.items()]
    return Reading(text, hashlib.sha256(content).hexdigest(), tuple(flags), tuple(notes))


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise Unreadable(f"It is marked as {encoding.upper()} but is not. Save it as UTF-8.") from error
    if b"\x00" in content:
        position = content.index(b"\x00")
        raise Unreadable(f"Not a text file: byte {position} is NUL. Save the article as plain text (UTF-8).")
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        first_wrong = error.start
    try:
        return content.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"Neither UTF-8 (byte {first_wrong} does not fit) nor Windows-1252 (byte {error.start}). Save it as UTF-8."
        ) from error


def _check_text(text: str) -> None:
    if not text.strip():
        what = "holds only white space" if text else "is empty"
        raise Unreadable(f"The file {what}. Put the article in it, or remove it.")
    if not _WORD.search(text):
        raise Unreadable("The file holds no words, only punctuation. Put the article in it, or remove it.")
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


@dataclass(frozen=True)
class Reader:
    """One kind of file: the suffixes that it goes by, how its bytes are recognised, and how they become a `Reading`."""

    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes], Reading]


# Asked in this order. Plain text recognises whatever nobody else does, and says what it is if it is no text.
READERS = (Reader((".txt", ".md"), lambda content: True, read_plain_text),)
SUFFIXES = tuple(sorted(suffix for reader in READERS for suffix in reader.suffixes))


def read_article(path: Path, *, folder: Path) -> Reading:
    """Read one file of a corpus folder with the reader that recognises its bytes.

    Raises
    ------
    Unreadable
        Says what is wrong with the file and what to do.
    """
    content = _content(path, folder=folder)
    return next(reader for reader in READERS if reader.recognises(content)).read(content)


def _content(path: Path, *, folder: Path) -> bytes:
    try:
        kind = path.stat().st_mode
    except OSError as error:
        if path.is_symlink():
            raise Unreadable(f"A link to nothing ({os.readlink(path)}). Put the file itself here.") from error
        raise Unreadable(f"Cannot be opened: {error.strerror}.") from error
    if stat.S_ISDIR(kind):
        raise Unreadable("A folder. Articles lie directly in the corpus folder: move its files up.")
    if not stat.S_ISREG(kind):
        raise Unreadable("Not a regular file (a pipe, socket or device). Remove it.")
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise Unreadable("A link that leads out of the corpus folder. Copy the file here.")
    if path.suffix.lower() not in SUFFIXES:
        hint = _HINTS.get(path.suffix.lower(), "")
        raise Unreadable(
            f"Files called *{path.suffix or path.name} are not read; these are: {', '.join(SUFFIXES)}.{hint}"
        )
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"Cannot be read: {error.strerror}. Give yourself permission to read it.") from error
    if len(content) > LARGEST_BYTES:
        raise Unreadable(f"Larger than {LARGEST_BYTES:,} bytes: no article is. Split it into one file an article.")
    return content
