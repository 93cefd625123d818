"""Parquet, one article a row."""

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from analysis.readers.columns import cell_text, guess
from analysis.readers.json_records import flattened, written
from analysis.readers.record import File, Note, Outcome, Reader, Settings, Unreadable, said

# What a row group may hold unpacked; rows are read in small batches.
LARGEST_GROUP = 2_000_000_000
_BATCH, _MOST_SAMPLES = 64, 50


def recognises(file: File) -> bool:
    """Whether the file begins as Parquet does."""
    return file.head.startswith((b"PAR1", b"PARE"))


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The articles of a Parquet file, one a row; the first row is 1. Values of nested types are written as text.

    Raises
    ------
    Unreadable
        It is encrypted, damaged or too large, or no column holds the text.
    """
    if file.head.startswith(b"PARE"):
        raise Unreadable("This Parquet file is encrypted. Save it without a key.")
    rows = _rows(file)
    begun = list(islice(rows, _MOST_SAMPLES))
    if not begun:
        raise Unreadable("The table has no rows.")
    names = list(dict.fromkeys(name for row in begun for name in row))
    layout = guess(names, [[_text(row.get(name)) for name in names] for row in begun], settings)
    if layout.note:
        yield Note(layout.note)
    for number, row in enumerate(chain(begun, rows), 1):
        if outcome := layout.record([_text(row.get(name)) for name in names], number):
            yield outcome


def _rows(file: File) -> Iterator[dict[str, Any]]:
    """Rows by the names of columns.

    Raises
    ------
    Unreadable
        The file is damaged, here or further on: rows before stand.
    """
    import pyarrow.parquet as pq

    with file.open() as opened:
        try:
            table = pq.ParquetFile(opened, page_checksum_verification=True)
            groups = [table.metadata.row_group(at).total_byte_size for at in range(table.num_row_groups)]
        except Exception as error:
            raise _damaged(error) from error
        if max(groups, default=0) > LARGEST_GROUP:
            raise Unreadable(f"Its rows unpack to over {LARGEST_GROUP:,} bytes at once. Save it in smaller row groups.")
        # A value that fills its group and stands in every row of it is unpacked once a row.
        n_at_once = min(_BATCH, max(1, LARGEST_GROUP // max([1, *groups])))
        batches = table.iter_batches(batch_size=n_at_once)
        while True:
            try:
                batch = next(batches)
                rows = [dict(zip(batch.schema.names, row, strict=False)) for row in _values(batch)]
            except StopIteration:
                return
            except Exception as error:
                raise _damaged(error) from error
            yield from map(flattened, rows)


def _values(batch: Any) -> Iterator[list[Any]]:
    for at in range(batch.num_rows):
        yield [column[at].as_py() for column in batch.columns]


def _damaged(error: Exception) -> Unreadable:
    return Unreadable(f"The Parquet file cannot be read ({said(error)}). Export it again.")


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if hasattr(value, "tolist"):
        value = value.tolist()
    return written(value) if isinstance(value, list | tuple | Mapping) else cell_text(value)


READER = Reader("Parquet", recognises, read)
