"""What a result depends on, as hashes, and what a run did, as a record."""

import ast
import hashlib
import json
import os
import platform
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
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


# Imports as the formatter writes them; those for annotations alone run nothing. A package that is named as a string is
# one whose word lists are read.
_IMPORT = re.compile(
    r"^[ \t]*from (analysis[.\w]*) import (\([^()]*\)|.*)$|^[ \t]*import (analysis[.\w]*)", re.MULTILINE
)
_FOR_ANNOTATIONS = re.compile(r"^if TYPE_CHECKING:\n(?:[ \t]+.*\n|\n)+", re.MULTILINE)
_PACKAGE_NAMED = re.compile(r"[\"'](analysis(?:\.\w+)+)[\"']")


def code_of(function: Callable, package: Path = _PACKAGE) -> str:
    """Hash of the code and the word lists that a function of this package can reach.

    Of its own module these are the function and what it names there; of all that these import, whole modules, and so
    on; of every package on the way its declarations and word lists. Read from the source, so that nothing is imported.

    Misleads when
    -------------
    A module is imported by a name that is put together while it runs: such code is not seen.
    """
    return _code_of(function.__module__, function.__qualname__, package)


@cache
def _code_of(module: str, name: str, package: Path) -> str:
    is_ours = module.partition(".")[0] == _PACKAGE.name
    own = _with_what_it_names(_file_of(module, package), name) if is_ours else ""
    if not own:  # of another program, or made while this one runs: who knows what it reaches
        return code_fingerprint(package)
    reached: set[Path] = set()
    waiting = _named_in(own, package)
    while waiting:
        reached |= waiting
        new = {one for path in waiting if path.suffix == ".py" for one in _named_by(path, package)}
        waiting = new - reached
    hashes = [[path.relative_to(package).as_posix(), _sha256_once(path)] for path in sorted(reached)]
    return fingerprint([module, name, own, hashes])


_sha256_once = cache(file_sha256)


def _with_what_it_names(path: Path, name: str) -> str:
    """The source of a top-level function or class, of all that it names in its module, and so on."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    bound: dict[str, list[ast.stmt]] = {}
    for node in ast.parse(source).body:
        for one in ast.walk(node) if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.If) else [node]:
            if isinstance(one, ast.FunctionDef | ast.ClassDef):
                bound.setdefault(one.name, []).append(node)
            elif isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
                bound.setdefault(one.id, []).append(node)
            elif isinstance(one, ast.alias):
                bound.setdefault((one.asname or one.name).partition(".")[0], []).append(node)
    wanted, taken = [name], {}
    while wanted:
        for node in bound.get(wanted.pop(), ()):
            if node.lineno not in taken:
                first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
                taken[node.lineno] = "\n".join(lines[first - 1 : node.end_lineno])
                wanted += [one.id for one in ast.walk(node) if isinstance(one, ast.Name)]
    return "\n".join(taken[number] for number in sorted(taken)) + "\n"


def _named_in(source: str, package: Path) -> frozenset[Path]:
    """The files that some source of the package names: modules it imports, and what their packages declare."""
    source = _FOR_ANNOTATIONS.sub("", source)
    folders = {_folder_of(name, package) for name in _PACKAGE_NAMED.findall(source)}
    modules = {path for name in _imported(source) for path in _files_on_the_way(name, package)}
    folders |= {path.parent for path in modules}
    return frozenset(modules).union(*map(_declared_in, folders))


@cache
def _named_by(path: Path, package: Path) -> frozenset[Path]:
    return _named_in(path.read_text(encoding="utf-8"), package)


def _imported(source: str) -> Iterator[str]:
    """The full names of what is imported, each name of `from x import y` as x.y."""
    for module, names, plain in _IMPORT.findall(source):
        yield plain or module
        yield from (f"{module}.{name}" for name in _NAME.findall(names) if module)


_NAME = re.compile(r"(?:^|[(,])\s*(\w+)")


def _folder_of(name: str, package: Path) -> Path:
    return package.joinpath(*name.split(".")[1:])


def _file_of(name: str, package: Path) -> Path:
    folder = _folder_of(name, package)
    return folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")


def _files_on_the_way(name: str, package: Path) -> Iterator[Path]:
    """The module of this name and the packages that it lies in, as far as there are such."""
    parts = name.split(".")
    for end in range(1, len(parts) + 1):
        path = _file_of(".".join(parts[:end]), package)
        if path.is_file():
            yield path


@cache
def _declared_in(folder: Path) -> frozenset[Path]:
    """What a package holds besides code: declarations and word lists."""
    every = [*folder.glob("*"), *folder.glob("words/*")]
    return frozenset(path for path in every if path.is_file() and path.suffix != ".py" and path.name[0] != ".")


@cache
def showing_fingerprint() -> str:
    """Hash of the code that makes pages and charts of tables: a change in it makes every page stale."""
    tables = set(table_code())
    shown = sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    own = [path for path in shown if path not in tables and path.name[0] != "." and path.name != "cli.py"]
    return fingerprint([[path.relative_to(_PACKAGE).as_posix(), file_sha256(path)] for path in own])


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
