"""What lies in a corpus folder, which file is read how, and what articles are called."""

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from analysis.corpus.codebook import CODEBOOK_FILE
from analysis.corpus.settings import SETTINGS_FILE, SOURCES_FILE, Entry, read_sources
from analysis.errors import CorpusError
from analysis.readers import LARGEST_FILE, File, Record, Settings, Unreadable, read_file
from analysis.readers.archives import BESIDE_PAGE

# Folders beside the articles: hand coding's sheets, a researcher's lexicons, texts to compare quotations with, and
# notebooks on this story alone.
CODING, LEXICONS, REFERENCES, NOTEBOOKS = "coding", "lexicons", "references", "notebooks"
_BESIDE = (SOURCES_FILE, CODEBOOK_FILE, SETTINGS_FILE)
_NO_ARTICLES = (*_BESIDE, CODING, LEXICONS, REFERENCES, NOTEBOOKS, "Thumbs.db", "desktop.ini")
_HINTS: Mapping[str, str] = MappingProxyType({".yml": CODEBOOK_FILE, ".yaml": CODEBOOK_FILE})
_HIDDEN = re.compile(r"[.~]")


def article_files(folder: Path, *, listed: Mapping[str, Entry]) -> list[Path]:
    """What lies in the folder and might hold articles, sorted by name; hidden files and the README do not."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except FileNotFoundError as error:
        raise CorpusError(f"There is no folder {folder}. `media-analysis new` lays one out.") from error
    except NotADirectoryError as error:
        raise CorpusError(f"{folder} is a file. A corpus is a folder with the articles in it.") from error
    except OSError as error:
        raise CorpusError(f"{folder} cannot be opened: {error.strerror}.") from error
    pages = {path.stem for path in entries if path.suffix.lower() in (".html", ".htm", ".xhtml")}
    own = [path for path in entries if not _is_of_page(path, pages)]
    return [path for path in own if path.name in listed or not _is_set_aside(path.name)]


def _is_of_page(path: Path, pages: set[str]) -> bool:
    """Whether a folder holds the pictures and scripts of a page that was saved beside it."""
    found = BESIDE_PAGE.fullmatch(path.name)
    return found is not None and found[1] in pages and path.is_dir()


def hidden_files(folder: Path, *, taken: set[Path]) -> list[str]:
    """The names of hidden and temporary files that are left alone."""
    found = sorted(path.name for path in folder.iterdir() if _HIDDEN.match(path.name) and path not in taken)
    return [name_of(Path(name)) for name in found]


def _is_set_aside(name: str) -> bool:
    return name in _NO_ARTICLES or _HIDDEN.match(name) is not None or name.upper().split(".")[0] == "README"


def corpus_files(folder: Path) -> list[Path]:
    """Every file of a corpus folder that is read, sorted by name: what a cached result depends on.

    Raises
    ------
    CorpusError
        The folder is missing, or a file beside the articles is a link that leads out of it.
    """
    metadata = [folder / name for name in _BESIDE if (folder / name).is_file()]
    if led := [path.name for path in metadata if leads_out(path, folder)]:
        raise CorpusError(f"{led[0]} in {folder} is a link that leads out of the folder. Copy the file there.")
    listed = read_sources(folder).entries
    # Of a link that leads out nothing is read, and nothing is told: not even a hash.
    found = article_files(folder, listed=listed)
    articles = [path for path in found if path.is_file()]
    beside = [*_beside(folder, LEXICONS), *_beside(folder, REFERENCES)]
    every = [*sorted({*metadata, *articles}, key=lambda path: path.name), *beside]
    return [path for path in every if not leads_out(path, folder)]


def _beside(folder: Path, name: str) -> list[Path]:
    """The files of a folder beside the articles, sorted by name; of `lexicons`, its tables."""
    found = (folder / name).iterdir() if (folder / name).is_dir() else ()
    files = sorted(path for path in found if path.is_file() and not _is_set_aside(path.name))
    return [path for path in files if name != LEXICONS or path.suffix.lower() == ".csv"]


def read_references(folder: Path) -> tuple[dict[str, str], list[dict[str, object]]]:
    """The reference texts of a corpus by file name, and rows of `rejected` for those that cannot be read."""
    texts, rejected = {}, []
    for path in _beside(folder, REFERENCES):
        try:
            texts[path.name] = "\n\n".join(_texts(opened(path, folder=folder)))
        except Unreadable as error:
            shown = f"{REFERENCES}/{path.name}"
            rejected.append({"path": shown, "row": None, "stage": "reading", "reason": str(error)})
    return texts, rejected


def _texts(file: File) -> Iterator[str]:
    for outcome in read_file(file, Settings())[1]:
        if isinstance(outcome, Record):
            yield outcome.text


def name_of(path: Path) -> str:
    """The name of a file of the folder as its bytes say in UTF-8, whatever the locale; � for what is not UTF-8."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def opened(path: Path, *, folder: Path) -> File:
    """A file of the folder, ready to be read.

    Raises
    ------
    Unreadable
        It is a folder, a pipe, a link that leads out of `folder`, or cannot be opened.
    """
    name = name_of(path)
    if "\ufffd" in name:
        raise Unreadable("The file's name is not UTF-8. Rename it.")
    size = _size(path, folder=folder)
    if meant := _HINTS.get(path.suffix.lower()):
        raise Unreadable(f"Files called *{path.suffix} are not read. If it is the codebook, call it {meant}.")
    file = File(name, size, lambda: path.open("rb"))
    try:
        _ = file.head
    except OSError as error:
        raise Unreadable(f"Cannot be read: {error.strerror}. Give yourself permission to read it.") from error
    return file


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a file of the folder is a link to one that does not lie in it."""
    return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())


def _size(path: Path, *, folder: Path) -> int:
    try:
        found = path.stat()
    except OSError as error:
        if path.is_symlink():
            raise Unreadable(f"A link to nothing ({os.readlink(path)}). Put the file itself here.") from error
        raise Unreadable(f"Cannot be opened: {error.strerror}.") from error
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable("A folder. Articles lie directly in the corpus folder: move its files up, or zip it.")
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("Not a regular file (a pipe, socket or device). Remove it.")
    if leads_out(path, folder):
        raise Unreadable("A link that leads out of the corpus folder. Copy the file here.")
    if found.st_size > LARGEST_FILE:
        raise Unreadable(f"Larger than {LARGEST_FILE:,} bytes. Split it into smaller files.")
    return found.st_size


# What may stand in the name of an article: `:` parts it from its sentences, and no name leads anywhere.
_ID = re.compile(r"[^\s:/\\\x00-\x1f\x7f-\x9f](?:[^:/\\\x00-\x1f\x7f-\x9f]{0,98}[^\s:/\\\x00-\x1f\x7f-\x9f])?")
_PARTING = re.compile(r"[:/\\]")
_EXAMPLES = 3


class Place(NamedTuple):
    """Where an article comes from: its file, its row there (None: the file is the article), the id it has there."""

    path: str
    row: int | None
    own_id: str | None


def unnamed_source(path: str) -> str:
    """What the source of an article is called where neither its file nor anybody else says: as its file.

    >>> unnamed_source("export.zip/Harbour Post.txt")
    'Harbour Post'
    """
    return _stem(path)


def article_ids(places: Sequence[Place]) -> tuple[list[str], list[str]]:
    """A name for each article, unique and safe, and what was assumed, in sentences.

    The file's stem, or its whole name where two share a stem; of a file of many, its own id where it has one that can
    serve, else the stem and its row.
    """
    alone = {one.path for one in places if one.row is None}
    stems = Counter(_stem(path) for path in {one.path for one in places})
    counts = Counter(one.path for one in places)
    ids: dict[str, None] = {}
    odd: dict[str, list[str]] = {}
    for number, (path, row, own) in enumerate(places, 1):
        base = _stem(path) if stems[_stem(path)] == 1 else _as_id(path)
        if path in alone and counts[path] == 1:
            wanted = base
        elif own and _is_id(own) and own not in ids:
            wanted = own
        else:
            wanted = f"{base}-{row or number:0{len(str(counts[path] + 1))}}"
            if own:
                odd.setdefault(path, []).append(own)
        while wanted in ids:
            wanted += "-2"
        ids[wanted] = None
    return [*ids], [_on_odd_ids(path, own_ids) for path, own_ids in odd.items()]


def _on_odd_ids(path: str, own_ids: list[str]) -> str:
    named = ", ".join(repr(own[:60]) for own in own_ids[:_EXAMPLES])
    return (
        f"{path}: ids that stand twice or cannot name an article ({len(own_ids):,}), such as {named}, are not used: "
        "those articles are called by the file's name and their row."
    )


def _stem(path: str) -> str:
    return _as_id(File.of(path, b"").stem)


def _is_id(name: str) -> bool:
    return _ID.fullmatch(name) is not None and name.isprintable()


def _as_id(name: str) -> str:
    """The name, if it can be that of an article, else what is left of it without signs that cannot stand there."""
    if _is_id(name):
        return name
    printable = "".join(sign if sign.isprintable() else " " for sign in _PARTING.sub("-", name))
    return " ".join(printable.split())[:100].strip() or "article"
