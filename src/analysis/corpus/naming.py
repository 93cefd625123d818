"""What articles are called, and their sources where nobody says."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from analysis.readers import File

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
