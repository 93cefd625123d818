"""From files as researchers have them to articles: one module for each kind, recognised by content, not by name.

A new kind of file is a module with a `READER` and a line in `READERS`.
"""

from collections.abc import Iterator

from analysis.readers import plain
from analysis.readers.record import (
    FIELDS,
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
)

__all__ = [
    "FIELDS",
    "READERS",
    "TEXT",
    "File",
    "Given",
    "Note",
    "Outcome",
    "Reader",
    "Record",
    "Refused",
    "Settings",
    "Unreadable",
    "read_file",
    "unpacked",
]

# Asked in this order; plain text takes whatever nobody else does, and says what it is if it is no text.
READERS: tuple[Reader, ...] = (plain.READER,)


def read_file(file: File, settings: Settings) -> tuple[str, Iterator[Outcome]]:
    """What kind of file it is, and its records.

    Raises
    ------
    Unreadable
        The kind cannot be told; while the records are read, where the file cannot be read to its end.
    """
    reader = next(reader for reader in READERS if reader.recognises(file))
    return reader.name, reader.read(file, settings)


def unpacked(file: File) -> Iterator[File | Refused]:
    """The file itself."""
    yield file
