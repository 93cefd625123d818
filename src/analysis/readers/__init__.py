"""From files as researchers have them to articles: one module for each kind, recognised by content, not by name.

A new kind of file is a module with a `READER` and a line in `READERS`. Below them: `record` (what a reader is given and
gives), `decoding` (bytes to characters), `archives` (files packed together), `columns` (which column of a table holds
what), `databases` (what exports of news databases share), `page` (one page of the web) and `dates`.
"""

from collections.abc import Iterator

from analysis.readers import (
    archives,
    europresse,
    factiva,
    feeds,
    json_records,
    nexis,
    parquet_rows,
    pdf,
    plain,
    proquest,
    rtf,
    tables,
    warc,
    webpages,
    word,
    workbooks,
)
from analysis.readers.archives import unpacked
from analysis.readers.record import (
    FIELDS,
    LARGEST_FILE,
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
    "LARGEST_FILE",
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

# Asked in this order. Exports of databases come in the formats of others and so before them; plain text takes whatever
# nobody else does, and says what it is if it is no text.
READERS: tuple[Reader, ...] = (
    proquest.READER,
    europresse.READER,
    factiva.READER,
    nexis.READER,
    word.READER,
    workbooks.READER,
    parquet_rows.READER,
    pdf.READER,
    rtf.READER,
    archives.READER,
    warc.READER,
    feeds.READER,
    webpages.READER,
    json_records.READER,
    tables.READER,
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
