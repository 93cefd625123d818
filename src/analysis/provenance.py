"""What a result depends on, as hashes, and what a run did, as a record."""

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

# Whose release can change a table's or a report's bytes. Pages name these; those of which the lock holds another
# release for another Python are named by `run.json` alone, so that a page has the same bytes under each.
LIBRARIES = ("matplotlib", "nbconvert", "nltk", "pandas", "py3langid", "pyarrow", "scikit-learn", "vaderSentiment")
_BY_PYTHON = ("numpy", "scipy")
_IF_INSTALLED = ("afinn",)
_PACKAGE = Path(__file__).parent
# They show tables and never make one: they can change without a table going stale. `carried` is only in a wheel.
_SHOWS = ("cli.py", "report", "exports", "exhibits", "charts", "study", "carried")


def file_sha256(path: Path) -> str:
    """Hash of a file's bytes, as hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def fingerprint(value: Any) -> str:
    """Hash of a plain value (numbers, strings, lists, dicts), the same in every process.

    >>> fingerprint({"b": 1, "a": 2}) == fingerprint({"a": 2, "b": 1})
    True
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content(value: Any) -> Any:
    """A value of dataclasses, mappings, sequences, sets and scalars as plain lists, in its own order: to be hashed.

    A value with an attribute `content` says itself what counts of it.

    >>> content({"b": (1, None), "a": "x"})
    [['b', [1, None]], ['a', 'x']]
    """
    if value is None or isinstance(value, (str, int, float)):
        return value
    if hasattr(type(value), "content"):
        return value.content
    if is_dataclass(value) and not isinstance(value, type):
        return [[item.name, content(getattr(value, item.name))] for item in fields(value)]
    if isinstance(value, Mapping):
        return [[key, content(each)] for key, each in value.items()]
    if isinstance(value, Set):
        return sorted(content(each) for each in value)
    if isinstance(value, Sequence):
        return [content(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no content that could be hashed.")


def table_code(package: Path = _PACKAGE) -> list[Path]:
    """The files of the package that can change a table: code, declarations, word lists."""
    inside = {path.relative_to(package): path for path in package.rglob("*") if path.is_file()}
    chosen = [p for p in inside if p.parts[0] not in _SHOWS and "__pycache__" not in p.parts and p.name[0] != "."]
    return [inside[path] for path in sorted(chosen)]


@cache
def code_fingerprint(package: Path = _PACKAGE) -> str:
    """Hash of all code and built-in definitions that make tables: a change in them makes every kept table stale."""
    return fingerprint([[path.relative_to(package).as_posix(), file_sha256(path)] for path in table_code(package)])


@cache
def showing_fingerprint(package: Path = _PACKAGE) -> str:
    """Hash of the code that makes pages and charts of tables: a change in it makes every page stale."""
    tables = set(table_code(package))
    shown = sorted(path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    own = [path for path in shown if path not in tables and path.name[0] != "." and path.name != "cli.py"]
    return fingerprint([[path.relative_to(package).as_posix(), file_sha256(path)] for path in own])


@cache
def library_versions() -> dict[str, str]:
    """Versions of the libraries that can change a result."""
    versions = {name: version(name) for name in (*LIBRARIES, *_BY_PYTHON)}
    for name in _IF_INSTALLED:
        with suppress(PackageNotFoundError):
            versions[name] = version(name)
    return versions


def inputs_of(files: Iterable[Path], *, folder: Path) -> dict[str, str]:
    """Hash of each input file by its name within the corpus folder."""
    # By its bytes: what a locale makes of a name that it has no letters for is no name.
    return {os.fsencode(path.relative_to(folder)).decode("utf-8", "replace"): file_sha256(path) for path in files}


def run_record(*, corpus: str, inputs: Mapping[str, str], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What made this report, as far as every run of it agrees: corpus, parameters, input hashes, versions."""
    return {
        "corpus": corpus,
        "parameters": {**parameters, "corpus": corpus},
        "inputs": dict(inputs),
        "media_analysis": version("media-analysis"),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def full_record(record: Mapping[str, Any], *, tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The record with tables, code, machine and time: for `run.json`, which alone of all outputs holds the time."""
    return {
        **record,
        "tables": {name: dict(entry) for name, entry in tables.items()},
        "code_sha256": code_fingerprint(),
        "libraries": library_versions(),
        "python": platform.python_version(),
        "system": platform.system(),
        "finished_at_utc": datetime.now(UTC).replace(microsecond=0).isoformat(),
    }
