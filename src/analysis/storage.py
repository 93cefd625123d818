"""Tables to Parquet files and back: staged, flushed, renamed into place, and verified when read.

A killed write leaves the old file or the new one, never half of one. Page checksums and a manifest of hashes catch what
a disk does to a file later: a flipped bit in Parquet without them reads as a plausible wrong number.
"""

import hashlib
import io
import json
import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import schema
from analysis.errors import CorpusError

MANIFEST = "MANIFEST.json"
# Several machines may write into one folder: what each is writing carries its name.
_MACHINE = hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def write_bytes(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step: whoever reads sees the old bytes or the new."""
    write_files({path: content})


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Put several files in place: none before all of them are safely on the disk, then each in one step."""
    staged = {path: path.with_name(f".{path.name}.{_MACHINE}-{os.getpid()}.staged") for path in contents}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _clear(path.parent)
            with staged[path].open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        for path in contents:
            staged[path].replace(path)
    except OSError as error:
        if error.errno:
            error.filename = str(path)  # a full disk names no file
        raise
    finally:
        for stage in staged.values():
            stage.unlink(missing_ok=True)


@cache
def _clear(folder: Path) -> None:
    """Remove what killed processes of this machine left half written in a folder, before the first write there."""
    import psutil  # only here is it needed

    for left in folder.glob(f".*.{_MACHINE}-*.staged"):
        pid = left.name.rsplit("-", 1)[1].removesuffix(".staged")
        if pid.isdigit() and not psutil.pid_exists(int(pid)):
            left.unlink(missing_ok=True)


def write_tables(folder: Path, tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Write validated tables, each under its name; returns the sha256 of each file.

    A write that fails leaves all the old ones; a run that is killed between the renames leaves some new ones, which
    their manifest, written after them, does not take for the old.
    """
    contents = {name: _parquet(name, rows) for name, rows in tables.items()}
    write_files({folder / f"{name}.parquet": content for name, content in contents.items()})
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}


def flush_folder(folder: Path) -> None:
    """Make the names in a folder outlast a loss of power, where the system lets a folder be flushed."""
    with suppress(OSError):
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def write_table(path: Path, *, name: str, rows: pd.DataFrame) -> str:
    """Write a validated table; returns the sha256 of the file."""
    content = _parquet(name, rows)
    write_bytes(path, content)
    return hashlib.sha256(content).hexdigest()


def _parquet(name: str, rows: pd.DataFrame) -> bytes:
    schema.validate(name, rows)
    sink = io.BytesIO()
    table = pa.Table.from_pandas(rows, schema=_arrow_schema(name), preserve_index=False, nthreads=1)
    # Without pandas' metadata the bytes depend on the values and on pyarrow alone.
    pq.write_table(table.replace_schema_metadata(None), sink, write_page_checksum=True, compression="zstd")
    return sink.getvalue()


def _arrow_table(source: Path | io.BytesIO, *, columns: list[str] | None = None) -> pa.Table:
    """A Parquet file read in this thread alone: threads of Arrow that still stand at the end may abort the process."""
    with pq.ParquetFile(source, page_checksum_verification=True) as file:
        return file.read(columns=columns, use_threads=False)


def read_table(path: Path, *, name: str, sha256: str) -> pd.DataFrame | None:
    """The table as written, or None when the file is missing, damaged or not the one the manifest names."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != sha256:
        return None
    table = _arrow_table(io.BytesIO(content))
    columns = {}
    for column in schema.table(name).columns:
        values = table.column(column.name)
        is_text = column.kind in ("string", "date")
        # Texts stay as they lie in the file: as strings of Python they would take several times the memory.
        columns[column.name] = (
            pd.Series(pd.StringDtype(na_value=float("nan")).__from_arrow__(values))
            if is_text
            else schema.series(column.kind, values.to_pylist(), nullable=column.nullable)
        )
    return schema.validate(name, pd.DataFrame(columns))


_ARROW = {
    "string": pa.string(),
    "date": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "list": pa.list_(pa.string()),
}


def _arrow_schema(name: str) -> pa.Schema:
    return pa.schema([pa.field(column.name, _ARROW[column.kind]) for column in schema.table(name).columns])


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder of tables; an empty one when there is none or it is damaged."""
    manifest = read_json(folder / MANIFEST)
    is_whole = manifest.pop(_OWN_HASH, None) == _hash_of(manifest) and "tables" in manifest
    return manifest if is_whole else {"tables": {}}


_OWN_HASH = "sha256_of_this"


def _hash_of(manifest: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def read_json(path: Path) -> dict[str, Any]:
    """What `write_json` wrote; empty where there is no such file or it is damaged.

    A file that the system does not give now (a disk that fails, no rights) is an `OSError`, not an empty one: what it
    lists must not be taken for lost.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest, in one step, with a hash of itself: a flipped bit in a number of rows is noticed too."""
    write_json(folder / MANIFEST, manifest | {_OWN_HASH: _hash_of(manifest)})


def write_json(path: Path, value: Any) -> None:
    """Write a plain value as JSON with sorted keys, in one step."""
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False)
    # A name that turns the direction of writing would make the file read as what it is not.
    text = _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
    write_bytes(path, (text + "\n").encode("utf-8", "backslashreplace"))


@contextmanager
def whole_folder(place: Path) -> Iterator[Path]:
    """A folder to fill that appears at `place`, which is new or empty, when the block ends: whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as staged:
        inner = Path(staged, place.name)
        inner.mkdir()
        yield inner
        if place.is_dir():
            place.rmdir()
        inner.rename(place)
        flush_folder(place.parent)


@contextmanager
def folder_for(place: Path) -> Iterator[None]:
    """A folder to write in. Where it was made for this, it goes again when the input is refused or nothing was kept."""
    new = [folder for folder in (place, *place.parents) if not folder.exists()]
    place.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException as error:
        if new and (isinstance(error, CorpusError) or all(_is_lock(path) for path in place.iterdir())):
            shutil.rmtree(place, ignore_errors=True)
        for folder in new:
            with suppress(OSError):  # it holds something by now
                folder.rmdir()
        raise


def _is_lock(path: Path) -> bool:
    return path.name.startswith(".") and path.suffix == ".lock"


# So many values a partition, once many small ones have been put together.
PARTITION = 1_000
_SMALL_ONES = 16


class Partitions:
    """Values under keys, in Parquet files of a folder that are named by the hash of their own bytes.

    A file is there whole or not at all, and is what its name says or is thrown away, so no index has to be kept in
    step with the files: it is read from their columns of keys. What several machines put into one folder is joined by
    lying there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file_of: dict[str, str] = {}
        self._known: set[str] = set()

    def look_again(self) -> None:
        """Take in the files that others have written or removed."""
        there = {path.name for path in self.folder.glob("*.parquet") if not path.name.startswith(".")}
        if gone := self._known - there:
            self._file_of = {key: name for key, name in self._file_of.items() if name not in gone}
        self._known &= there
        for name in sorted(there - self._known):
            if keys := _keys_in(self.folder / name):
                self._known.add(name)
                for key in keys:
                    self._file_of.setdefault(key, name)

    def __contains__(self, key: str) -> bool:
        return key in self._file_of

    def path_of(self, key: str) -> Path:
        """The partition that holds the value of `key`."""
        return self.folder / self._file_of[key]

    def forget(self, path: Path) -> None:
        """Throw a damaged partition away: what it held is to be made anew."""
        path.unlink(missing_ok=True)
        texts_in.cache_clear()
        self.look_again()

    def put_together(self, wanted: list[str]) -> None:
        """Write many small partitions as few large ones, the values `wanted` first and in their order.

        Values that nobody wants now (of another codebook, of articles since changed) are kept while they are no more
        than those wanted.
        """
        here = [key for key in dict.fromkeys(wanted) if key in self]
        if len(self._known) <= _SMALL_ONES + 2 * len(here) // PARTITION:
            return
        others = sorted(self._file_of.keys() - set(here), key=lambda key: (self._file_of[key], key))
        keys, old = [*here, *others[: len(here)]], self._known
        new = set()
        for start in range(0, len(keys), PARTITION):
            chunk = keys[start : start + PARTITION]
            try:
                texts = [text_in(self.path_of(key), key) for key in chunk]
            except Damaged as error:
                self.forget(error.path)
                return
            new.add(keep_texts(self.folder, list(zip(chunk, texts, strict=True))).name)
        for name in old - new:
            (self.folder / name).unlink(missing_ok=True)
        self.look_again()


class Damaged(OSError):
    """A partition is missing, or is not what its name says."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(str(path))
        self.path = Path(path)


def keep_texts(folder: Path, values: list[tuple[str, str]]) -> Path:
    """Write texts under their keys as one partition of the folder; the same values give the same file."""
    columns = {"key": [key for key, _ in values], "value": [value for _, value in values]}
    sink = io.BytesIO()
    declared = pa.schema([("key", pa.string()), ("value", pa.large_string())])
    table = pa.Table.from_pydict(columns, schema=declared)
    pq.write_table(table, sink, write_page_checksum=True, compression="zstd", use_dictionary=False)
    path = folder / f"{hashlib.sha256(sink.getvalue()).hexdigest()}.parquet"
    write_bytes(path, sink.getvalue())
    return path


def text_in(path: Path, key: str) -> str:
    """The text under `key` in a partition.

    Raises
    ------
    Damaged
        There is no such file, it is not the one that its name says, or does not hold the key.
    """
    try:
        return texts_in(path)[key]
    except KeyError as error:
        raise Damaged(path) from error


# Values are asked for in the order of the articles, which is nearly that of the partitions.
@lru_cache(maxsize=4)
def texts_in(path: Path) -> dict[str, str]:
    """All texts of a partition by their keys, or `Damaged`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Damaged(path) from error
    if hashlib.sha256(content).hexdigest() != path.stem:
        raise Damaged(path)
    table = _arrow_table(io.BytesIO(content))
    return dict(zip(table.column("key").to_pylist(), table.column("value").to_pylist(), strict=True))


def _keys_in(path: Path) -> list[str]:
    """The keys of a partition; none where it cannot be read, so that its values are made anew."""
    try:
        return _arrow_table(path, columns=["key"]).column("key").to_pylist()
    except (OSError, ValueError, KeyError):
        path.unlink(missing_ok=True)
        return []
