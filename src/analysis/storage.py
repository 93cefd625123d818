"""Tables to Parquet files and back: staged, flushed, renamed into place, and verified when read.

A killed write leaves the old file or the new one, never half of one. Page checksums and a manifest of hashes catch what
a disk does to a file later: a flipped bit in Parquet without them reads as a plausible wrong number.
"""

import hashlib
import io
import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import schema

MANIFEST = "MANIFEST.json"
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def write_bytes(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step: whoever reads sees the old bytes or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.{os.getpid()}.staged")
    try:
        with staged.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        staged.replace(path)
    except OSError as error:
        if error.errno:
            error.filename = str(path)  # a full disk names no file
        raise
    finally:
        staged.unlink(missing_ok=True)


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
    schema.validate(name, rows)
    sink = io.BytesIO()
    table = pa.Table.from_pandas(rows, schema=_arrow_schema(name), preserve_index=False)
    # Without pandas' metadata the bytes depend on the values and on pyarrow alone.
    pq.write_table(table.replace_schema_metadata(None), sink, write_page_checksum=True, compression="zstd")
    write_bytes(path, sink.getvalue())
    return hashlib.sha256(sink.getvalue()).hexdigest()


def read_table(path: Path, *, name: str, sha256: str) -> pd.DataFrame | None:
    """The table as written, or None when the file is missing, damaged or not the one the manifest names."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != sha256:
        return None
    table = pq.read_table(io.BytesIO(content), page_checksum_verification=True)
    columns = {}
    for column in schema.table(name).columns:
        values = table.column(column.name).to_pylist()
        columns[column.name] = schema.series(column.kind, values, nullable=column.nullable)
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
    """What `write_json` wrote; empty where there is no such file or it is damaged."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
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
