"""From files as researchers have them to articles: one module for each kind, recognised by content, not by name.

A new kind of file is a module with a `READER` and a line in `READERS`.
"""

from collections.abc import Iterator

from analysis.readers import europresse, factiva, nexis, pdf, plain, proquest, rtf, word
from analysis.readers.record import FIELDS, File, Given, Note, Outcome, Reader, Record, Refused, Settings, Unreadable

__all__ = [
    "FIELDS",
    "READERS",
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
]

# Asked in this order; plain text takes whatever nobody else does, and says what it is if it is no text.
READERS: tuple[Reader, ...] = (
    proquest.READER,
    europresse.READER,
    factiva.READER,
    nexis.READER,
    pdf.READER,
    word.READER,
    rtf.READER,
    plain.READER,
)


def read_file(file: File, settings: Settings) -> tuple[str, Iterator[Outcome]]:
    """What kind of file it is, and its records.

    Raises
    ------
    Unreadable
        The kind cannot be told; while the records are read, where the file cannot be read to its end.
    """
    reader = next(reader for reader in READERS if reader.recognises(file))
    return reader.name, reader.read(file, settings)
