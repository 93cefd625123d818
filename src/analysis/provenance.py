"""What a result depends on, as hashes, and what a run did, as a record."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

# Whose release can change a table's or a report's bytes. Pages name these; those of which the lock holds another
# release for another Python are named by `run.json` alone, so that a page has the same bytes under each.
LIBRARIES = ("matplotlib", "nbconvert", "nltk", "pandas", "pyarrow", "scikit-learn", "vaderSentiment")
_BY_PYTHON = ("numpy", "scipy")
# The layers that make tables; charts and reports can change without a table going stale.
_TABLE_CODE = ("english", "corpus", "framing", "voices", "sentiment", "reported_figures", "claims")


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


@cache
def code_fingerprint() -> str:
    """Hash of the code and built-in definitions that make tables: a change in them makes every kept table stale."""
    package = Path(__file__).parent
    kept = [p for p in sorted(package.rglob("*")) if p.suffix in (".py", ".yml", ".json", ".txt")]
    chosen = [p for p in kept if p.parent == package or p.relative_to(package).parts[0] in _TABLE_CODE]
    return fingerprint([[p.relative_to(package).as_posix(), file_sha256(p)] for p in chosen])


@cache
def library_versions() -> dict[str, str]:
    """Versions of the libraries that can change a result."""
    return {name: version(name) for name in (*LIBRARIES, *_BY_PYTHON)}


def inputs_of(files: Iterable[Path], *, folder: Path) -> dict[str, str]:
    """Hash of each input file by its name within the corpus folder."""
    return {path.relative_to(folder).as_posix(): file_sha256(path) for path in files}


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
