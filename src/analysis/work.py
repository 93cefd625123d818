"""Work on single articles: done once, kept under the hash of all it depends on, and shared out by an engine.

What a piece of work depends on is written in one place, its call: the function, the values bound to it (a codebook, a
parameter), and the item (see `content` of each). A result is taken from what is kept while the hash of these, of the
code that the function reaches and of the libraries stays the same; so ten new articles cost ten articles, another
codebook costs what heeds it, and a change in how figures are read costs figures. Workers read their articles and write
their results themselves, as partitions in one folder: on a cluster no text passes through the process that asked, and
parts of a corpus that other machines have worked on need only lie there.
"""

import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import provenance, storage
from analysis.corpus.document import NAMELESS, Alone, alone, documents
from analysis.corpus.language import is_english
from analysis.corpus.records import Failed, Where, attempted, refusal
from analysis.engine import BATCH, Engine
from analysis.errors import RunError

# Results go to disk after so many articles: what a killed run has done up to then is kept.
_LARGEST_BATCH = 200
_ALONE = "articles"


@dataclass(frozen=True)
class Kept:
    """A value in a partition, or what lies within it: to be read by whoever needs it."""

    path: Path
    key: str
    within: tuple[str | int, ...] = ()

    def load(self) -> Any:
        """The value."""
        value = _value(self.path, self.key)
        for place in self.within:
            value = value[place]
        return value


# Of a file with several articles one after another is asked for.
@lru_cache(maxsize=2)
def _value(path: Path, key: str) -> Any:
    try:
        return json.loads(storage.text_in(path, key))
    except storage.Damaged:
        # Small partitions may have been put together meanwhile.
        others = storage.Partitions(path.parent)
        others.look_again()
        if key not in others:
            raise
        return json.loads(storage.text_in(others.path_of(key), key))


def _noted(kept: Kept) -> list:
    return [kept.path.parent.name, kept.path.name, kept.key, kept.within]


@dataclass
class Work:
    """Does work on single articles, and remembers: in a folder that others write in too, or in one of its own."""

    engine: Engine
    folder: Path
    is_shared: bool = False
    n_done: int = 0
    is_passing: bool = False  # a file could not be read now, and may be another time
    rejected: list[dict[str, Any]] = field(default_factory=list)
    _alone: dict[str, tuple] = field(default_factory=dict, repr=False)

    def each(
        self,
        function: Callable[[Any], Any],
        items: Iterable[Any],
        *,
        step: str,
        of: Sequence[Where],
        called: Sequence[str] = (),
    ) -> "Results":
        """What the function makes of each item: in order, each read when it is asked for.

        Parameters
        ----------
        function
            Of one item, importable by name (or a partial of one); gives plain values, such as JSON holds.
        items
            Plain values, or such as say by their attribute `content` what counts of them.
        step
            Names the work on the progress bar, and in `rejected`.
        of
            Where each item comes from: for the row of `rejected` where the function raises; it then gives None.
        called
            The names of the articles, to be put into what was made of each alone.
        """
        results = Results(self, function, list(items), step, of, called)
        results.make()
        if not self.is_shared:  # other machines may be reading what would be put elsewhere
            results.kept.put_together(results.keys)
        return results

    def keep(self, article_id: str, text: Any, parts: Any, digest: str) -> None:
        """Note where an article's text and parts are kept, so that later work reads them there."""
        self._alone[article_id] = (text, parts, digest)

    def remember(self) -> str | None:
        """Write down where the articles are kept, for `recall` in another process; gives the name of the file."""
        values = [
            (article_id, json.dumps([_noted(text), _noted(parts), digest]))
            for article_id, (text, parts, digest) in self._alone.items()
        ]
        if not values:
            return None
        written = storage.keep_texts(self.folder / _ALONE, values)
        for other in set(written.parent.glob("*.parquet")) - {written}:
            other.unlink(missing_ok=True)
        return written.name

    def recall(self, name: str | None) -> None:
        """Know again where the articles are kept; where that cannot be read, they are taken from the tables."""
        if self._alone or name is None:
            return
        try:
            values = storage.texts_in(self.folder / _ALONE / name)
        except storage.Damaged:
            return
        for article_id, value in values.items():
            text, parts, digest = json.loads(value)
            self._alone[article_id] = (self._kept(*text), self._kept(*parts), digest)

    def start_over(self, damaged: Path) -> None:
        """Throw away a partition that was found damaged, and what was known of where articles are kept."""
        damaged.unlink(missing_ok=True)
        self._alone.clear()
        self.rejected.clear()

    def _kept(self, of: str, name: str, key: str, within: list) -> Kept:
        return Kept(self.folder / of / name, key, tuple(within))

    def english(
        self, articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame
    ) -> tuple[list[Alone], dict[str, Sequence]]:
        """The English articles, to be worked on alone; and for `each`, where they are from and what they are called."""
        chosen = articles[articles["language"].map(is_english).astype(bool)]
        ids = chosen["article_id"].tolist()
        if self._alone.keys() >= set(ids):
            rows = chosen[["article_id", "source", "title", "published"]].itertuples(index=False)
            found = [Alone(*(None if pd.isna(x) else x for x in known), *self._alone[one]) for one, *known in rows]
        else:
            found = [alone(document) for document in documents(chosen, blocks, sentences)]
        return found, {"of": list(map(where, chosen[["path", "row"]].itertuples(index=False))), "called": ids}


def where(place: Any) -> Where:
    """Where an article comes from, by its row of `articles`."""
    return Where(place.path, None if pd.isna(place.row) else int(place.row))


class Results:
    """What a function made of each item."""

    def __init__(
        self,
        work: Work,
        function: Callable,
        items: list,
        step: str,
        of: Sequence[Where],
        called: Sequence[str],
    ) -> None:
        self.work, self.function, self.items = work, function, items
        self.step, self.of, self.called = step, of, called
        self.keys = _keys(function, items)
        self.kept = storage.Partitions(work.folder / _name_of(function))
        self.failed: set[str] = set()

    def make(self) -> None:
        """Do what is not kept."""
        self.kept.look_again()
        item_of = dict(zip(self.keys, self.items, strict=True))
        todo = [(key, item_of[key]) for key in dict.fromkeys(self.keys) if key not in self.kept]
        if not todo:
            return
        size = min(_LARGEST_BATCH, max(BATCH, len(todo) // 100))
        batches = [todo[start : start + size] for start in range(0, len(todo), size)]
        reasons: dict[str, str] = {}
        made = partial(_made, self.function, self.kept.folder, _program())
        for _, failed in self.work.engine.run(made, batches, step=self.step):
            reasons |= failed
        self.work.n_done += len(todo)
        self.failed |= reasons.keys()
        for key, place in zip(self.keys, self.of, strict=True):
            if key in reasons:
                self.work.rejected.append(refusal(place, self.step, reasons[key]))
        self.kept.look_again()
        if any(key not in self.kept for key, _ in todo if key not in reasons):
            raise RunError(
                f"{self.step}: what workers wrote is not in {self.kept.folder}. They must see this folder under this "
                "name: give one that all share by --processed, or run parts (see docs/scale.md)."
            )

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Any]:
        for number, key in enumerate(self.keys):
            if key in self.failed:
                yield None
                continue
            text = self._text(key)
            if self.called:
                text = text.replace(NAMELESS, json.dumps(self.called[number], ensure_ascii=False)[1:-1])
            yield json.loads(text)

    def _text(self, key: str) -> str:
        """The value kept, as JSON; where its partition is damaged or gone, all that it held is made anew."""
        try:
            return storage.text_in(self.kept.path_of(key), key)
        except storage.Damaged as error:
            self.kept.forget(error.path)
            self.make()
            return storage.text_in(self.kept.path_of(key), key)

    def at(self, number: int, *within: str | int) -> Kept:
        """Where the value of one item is kept, or what lies within it, to be handed on."""
        key = self.keys[number]
        return Kept(self.kept.path_of(key), key, within)


def _program() -> str:
    """Hash of the code and the libraries that do the work."""
    return provenance.fingerprint([provenance.code_fingerprint(), provenance.library_versions()])


def _made(function: Callable, folder: Path, program: str, batch: list[tuple[str, Any]]) -> dict[str, str]:
    """Do one batch and write it as one partition; gives the reasons of those that could not be done."""
    if program != _program():
        raise RunError(
            f"A worker ({platform.node()}) has another version of media-analysis or of a library than this process: "
            "install the same on all of them."
        )
    made, failed = [], {}
    for key, item in batch:
        value = attempted(function, item)
        if isinstance(value, Failed):
            failed[key] = value.reason
        else:
            made.append((key, json.dumps(value, ensure_ascii=False, separators=(",", ":"))))
    if made:
        storage.keep_texts(folder, made)
    return failed


def _keys(function: Callable, items: Iterable[Any]) -> list[str]:
    """For each item the hash of all that the function's result depends on."""
    bound = function.keywords if isinstance(function, partial) else {}
    plain = function.func if isinstance(function, partial) else function
    code = [provenance.code_of(plain), provenance.code_of(_made), provenance.library_versions()]
    shared = [code, _name_of(function), {name: provenance.content(value) for name, value in bound.items()}]
    start = hashlib.sha256(provenance.fingerprint(shared).encode())
    keys = []
    for item in items:
        hashed = start.copy()
        hashed.update(json.dumps(provenance.content(item), separators=(",", ":")).encode())
        keys.append(hashed.hexdigest())
    return keys


def _name_of(function: Callable) -> str:
    plain = function.func if isinstance(function, partial) else function
    return f"{plain.__module__.removeprefix('analysis.')}.{plain.__qualname__}"
