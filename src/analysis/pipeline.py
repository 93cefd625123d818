"""From a corpus folder and parameters to every table: each made once, kept under the hash of all it depends on.

Notebooks, `media-analysis tables` and `media-analysis run` all come through `open_corpus`. A table is made when it is
first asked for. What it depends on are the arguments of the function that makes it, each given by its name, and nothing
else; a kept table is used again only while the hash of these, of the code and of the libraries stays the same.
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, MethodType
from typing import TYPE_CHECKING, Any

import pandas as pd
from filelock import FileLock

from analysis import paths, processes, provenance, schema, storage
from analysis.corpus import LEXICONS, Codebook, corpus_files, load_codebook, read_references
from analysis.corpus.intake import Part, rejected_order
from analysis.corpus.records import leads_out
from analysis.engine import Engine
from analysis.errors import AnalysisError, NothingLeft, ParameterError, RejectedInput
from analysis.parameters import NAMES, Parameters, alternatives
from analysis.steps import QUICK, STEPS, Step, Tables
from analysis.wording import tally
from analysis.work import Work

if TYPE_CHECKING:
    from analysis.sentiment import Lexicon

__all__ = ["ASKED", "QUICK", "STEPS", "Step", "Story", "Tables", "open_corpus", "reads"]


# What a researcher asks a whole story, by name: `report.browse`, which lies above, puts its functions here.
ASKED: dict[str, Callable[..., Any]] = {}

PACKAGED = ("vader", "afinn")


@dataclass
class Story:
    """One corpus under one set of parameters; every table is an attribute: `story.articles`, `story.reported_figures`.

    Tables are made on demand and kept in `processed`. Treat them as read-only.
    """

    folder: Path
    parameters: Parameters
    processed: Path
    engine: Engine = field(default_factory=Engine)
    _loaded: Tables = field(default_factory=dict, repr=False)
    _hashes: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def sources(self) -> list[str]:
        """All sources, by name: charts give each of them the same look throughout."""
        return sorted(self.articles["source"].unique())

    @property
    def name(self) -> str:
        """The corpus's name."""
        return paths.corpus_name(self.folder)

    @cached_property
    def work(self) -> Work:
        """Where work on single articles is done and kept."""
        return Work(self.engine, self.processed / "kept")

    @cached_property
    def codebook(self) -> Codebook:
        """The corpus's definitions over the built-in ones."""
        return load_codebook(self.folder)

    @cached_property
    def lexicon(self) -> "Lexicon":
        """The word weights that the parameter `lexicon` names: one for the whole run."""
        return self._lexicon_called(self.parameters.lexicon)

    @cached_property
    def own_lexicons(self) -> list["Lexicon"]:
        """The researcher's lexicons that the parameter `vary_lexicon` names."""
        return [self._lexicon_called(name) for name in self._own_lexicon_names]

    @cached_property
    def varied(self) -> dict[str, list[str]]:
        """What is tried for each choice that the parameters `vary_…` name."""
        return alternatives(self.parameters)

    @property
    def _own_lexicon_names(self) -> list[str]:
        return [name for name in self.varied["lexicon"] if name.endswith(".csv")]

    def _lexicon_called(self, name: str) -> "Lexicon":
        from analysis import sentiment

        if name in PACKAGED:
            return sentiment.vader_lexicon() if name == "vader" else sentiment.afinn_lexicon()
        return sentiment.lexicon_from_csv(self._lexicon_file(name).read_text(encoding="utf-8-sig"), name=name)

    def _lexicon_file(self, name: str) -> Path:
        path = self.folder / LEXICONS / name
        if path.name != name or not path.is_file() or leads_out(path, self.folder):
            raise ParameterError(
                f"No lexicon {name!r}. Known: vader, afinn, or a CSV with the columns word and weight in {LEXICONS}/ "
                "of the corpus folder, by its file name."
            )
        return path

    def _lexicon_key(self, name: str) -> list[str]:
        """A lexicon's name, and the hash of its file; those inside libraries change with these alone."""
        return [name] if name in PACKAGED else [name, provenance.file_sha256(self._lexicon_file(name))]

    @cached_property
    def references(self) -> dict[str, str]:
        """Texts of the corpus folder to compare quotations with, by file name."""
        return read_references(self.folder)[0]

    @cached_property
    def inputs(self) -> dict[str, str]:
        """Hash of every file that is read, by name."""
        return provenance.inputs_of(corpus_files(self.folder), folder=self.folder)

    def table(self, name: str) -> pd.DataFrame:
        """The table `name` of the schema: loaded if a fresh one is kept, made otherwise."""
        schema.table(name)
        if name not in self._loaded:
            self._provide(_step_for(name))
        if name == _REJECTED:
            self._complete_rejected()
        return self._loaded[name]

    def tables(self, names: Iterable[str] | None = None) -> Tables:
        """Several tables by name; all of them by default."""
        wanted = [*(names or [name for step in STEPS for name in step.makes])]
        made = {name: self.table(name) for name in wanted}
        return made | ({_REJECTED: self.table(_REJECTED)} if _REJECTED in made else {})

    def make_all(self, made: Callable[[Step], None] = lambda _: None) -> dict[str, int]:
        """Make every table and keep it; gives how many rows each has. In memory is what the next two steps read.

        `made` is told each step that is done.
        """
        n_rows = {}
        for number, step in enumerate(STEPS, start=1):
            n_rows |= {name: len(self.table(name)) for name in step.makes}
            made(step)
            # A later step loads what it reads; what nearly all read never goes.
            following = {_REJECTED, *(name for other in STEPS[number : number + 2] for name in reads(other))}
            for name in self._loaded.keys() - following:
                del self._loaded[name]
        return n_rows | {_REJECTED: len(self.table(_REJECTED))}

    def refuse_rejected(self) -> None:
        """Raise `RejectedInput` where some input could not be taken in, as far as it is known by now."""
        if len(self.rejected):
            raise RejectedInput(
                f"{tally(len(self.rejected), 'problem')} with the input of {self.name}, and --strict makes that an "
                f"error: nothing more is made. `media-analysis check {paths.portable(self.folder)}` says what to do."
            )

    def about(self, name: str) -> pd.DataFrame:
        """What each column of the table `name` means, to be shown beside it."""
        return schema.meanings(name)

    def __getattr__(self, name: str) -> Any:
        if name in ASKED:
            return MethodType(ASKED[name], self)
        if name.startswith("_") or name not in schema.TABLES or not schema.TABLES[name].kept:
            raise AttributeError(f"{type(self).__name__} has no table or attribute {name!r}.")
        rows = self.table(name)
        rows.__doc__ = schema.described(name)  # what `story.claims?` shows in a notebook
        return rows

    def __dir__(self) -> list[str]:
        """What can be completed: tables, and what can be asked."""
        return sorted({*super().__dir__(), *ASKED, *(name for name, one in schema.TABLES.items() if one.kept)})

    def key(self, step: Step) -> str:
        """Hash of all that the step's tables depend on; tables that it reads are made first where they are stale."""
        return provenance.fingerprint(
            {
                "code": provenance.code_fingerprint(),
                "libraries": provenance.library_versions(),
                "reads": {name: self._key_of(name) for name in reads(step)},
            }
        )

    def _key_of(self, name: str) -> Any:
        if name in _GIVEN:
            return _GIVEN[name](self)
        return getattr(self.parameters, name) if name in NAMES else self._hash_of(name)

    def _value_of(self, name: str) -> Any:
        return getattr(self.parameters if name in NAMES and name not in _GIVEN else self, name)

    def _hash_of(self, name: str) -> str:
        """Hash of a table's content, without loading a fresh one.

        By content and not by key, a table that comes out the same again leaves those made from it fresh.
        """
        if name not in self._hashes:
            step = _step_for(name)
            key, kept = self.key(step), storage.read_manifest(self.processed)["tables"]
            if all(kept.get(one, {}).get("key") == key for one in step.makes):
                self._hashes |= {one: kept[one]["sha256"] for one in step.makes}
            else:
                self._provide(step)
        return self._hashes[name]

    def made_from(self, step: Step, tables: Tables) -> Tables:
        """The step's tables made from these tables in place of the story's own; nothing is kept."""
        with tempfile.TemporaryDirectory() as scratch:
            given = {**tables, "work": Work(self.engine, Path(scratch))}
            return step.run({name: given[name] if name in given else self._value_of(name) for name in reads(step)})

    def _provide(self, step: Step) -> None:
        key = self.key(step)
        # Two notebooks that want the same tables: one makes them, the other waits. Other tables can be read meanwhile.
        with storage.folder_for(self.processed), FileLock(self.processed / f".{step.makes[0]}.lock"):
            if not self._load(step, key=key):
                self._make(step, key=key)

    def _load(self, step: Step, *, key: str) -> bool:
        kept = storage.read_manifest(self.processed)["tables"]
        loaded = {}
        for name in step.makes:
            entry = kept.get(name, {})
            if entry.get("key") != key:
                return False
            rows = storage.read_table(self.processed / f"{name}.parquet", name=name, sha256=entry["sha256"])
            if rows is None:
                return False
            loaded[name] = rows
        self._loaded |= loaded
        self._hashes |= {name: kept[name]["sha256"] for name in step.makes}
        return True

    def _make(self, step: Step, *, key: str) -> None:
        self.work.rejected.clear()
        self.work.is_passing = False
        if _ARTICLES in step.arguments and _WORK in step.arguments:
            self.work.recall(storage.read_manifest(self.processed)["tables"][_ARTICLES].get("kept"))
        given = {name: self._value_of(name) for name in reads(step)}
        storage.texts_in.cache_clear()
        processes.give_back()  # of the steps before, and of reading these tables
        try:
            made = step.run(given)
        except storage.Damaged as error:
            self.work.start_over(error.path)
            made = step.run(given)
        late = self.work.rejected
        if _REJECTED in made:
            made[_REJECTED], late = _with(made[_REJECTED], late), []
        further = {"kept": self.work.remember()} if _ARTICLES in made else {}
        further |= ({"rejected": list(late)} if late else {}) | ({"passing": True} if self.work.is_passing else {})
        self._write(made, key=key, further=further)

    def look_again(self) -> None:
        """Forget the tables that were made while a file could not be read: at the start of a run, not within one."""
        if self.processed.is_dir():
            with FileLock(self.processed / ".manifest.lock"):
                manifest = storage.read_manifest(self.processed)
                lasting = {name: entry for name, entry in manifest["tables"].items() if not entry.get("passing")}
                if lasting != manifest["tables"]:
                    storage.write_manifest(self.processed, manifest | {"tables": lasting})

    def _write(self, made: Tables, *, key: str, further: Mapping[str, Any]) -> None:
        hashes = storage.write_tables(self.processed, made)
        entries = {name: {"key": key, "sha256": hashes[name], "rows": len(made[name]), **further} for name in made}
        with FileLock(self.processed / ".manifest.lock"):
            manifest = storage.read_manifest(self.processed)
            manifest["tables"].update(entries)
            storage.write_manifest(self.processed, manifest)
            paths.keep_owner(self.processed, self.folder)
        self._loaded |= made
        self._hashes |= hashes

    def _complete_rejected(self) -> None:
        """Put into `rejected` the articles that later steps could not take, as far as those are made and fresh."""
        kept = storage.read_manifest(self.processed)["tables"]
        late: list[dict[str, Any]] = []
        for step in STEPS:
            of_step = kept.get(step.makes[0], {})
            if "rejected" in of_step and of_step["key"] == self.key(step):
                late += of_step["rejected"]
        entry = kept[_REJECTED]
        if entry.get("late", []) != late:
            rows = [row for row in schema.records(self._loaded[_REJECTED]) if row not in entry.get("late", [])]
            complete = _with(schema.frame(_REJECTED, rows), late)
            self._write({_REJECTED: complete}, key=entry["key"], further={"late": late} if late else {})

    def do_part(self, number: int, of: int) -> int:
        """Do the work on single articles of one part of several, and keep it; gives how many pieces of work were new.

        Tables are made of the part alone and thrown away: what several parts have kept, `tables` finds and puts
        together. Parts can run at once and anywhere, as long as all see the folder `processed`.
        """
        made: Tables = {}
        self.work.is_shared = True
        for step in STEPS:
            if _WORK in step.arguments:
                part = {"part": Part(number, of)} if "part" in step.arguments else {}
                given = {name: made[name] if name in made else self._value_of(name) for name in reads(step)}
                try:
                    made |= step.run(given | part)
                except NothingLeft:
                    break
        return self.work.n_done


_ARTICLES, _REJECTED, _WORK = "articles", "rejected", "work"


def _with(rejected: pd.DataFrame, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The table with more rows, in its order, none twice."""
    every = {tuple(row.values()): row for row in [*schema.records(rejected), *rows]}
    return schema.frame(_REJECTED, sorted(every.values(), key=rejected_order))


# What a step can be given besides tables and parameters, by the name of its argument; and what of it enters the key.
# A name that is a parameter's too (`lexicon`) means what is given here.
_GIVEN: Mapping[str, Callable[[Story], Any]] = MappingProxyType(
    {
        "folder": lambda story: story.inputs,
        "codebook": lambda story: provenance.content(story.codebook),
        "lexicon": lambda story: story._lexicon_key(story.parameters.lexicon),
        "own_lexicons": lambda story: [story._lexicon_key(name) for name in story._own_lexicon_names],
        "varied": lambda story: story.varied,
        # Where work on single articles is done and kept changes no result.
        "work": lambda story: None,
    }
)


def open_corpus(
    parameters: Parameters | None = None, *, processed: Path | None = None, jobs: int = 1, scheduler: str | None = None
) -> Story:
    """The corpus that the parameters name, ready to be asked for tables.

    Raises
    ------
    CorpusError
        When the folder is missing or holds nothing usable; the message says what to do.
    ParameterError
        When the tables of another corpus whose folder has the same name are kept in `processed`.
    """
    settings = parameters or Parameters()
    folder = paths.corpus_folder(settings.corpus)
    # Absolute: the kernels that are told of it run elsewhere.
    kept = (processed or paths.processed_root()).absolute() / paths.corpus_name(folder)
    paths.refuse_other_owner(kept, folder)
    story = Story(folder, settings, kept, Engine(jobs, scheduler))
    for name in {settings.lexicon, *story._own_lexicon_names} - set(PACKAGED):
        story._lexicon_called(name)  # what cannot be used is refused now, not after the work
    return story


def reads(step: Step) -> list[str]:
    """The arguments that a story gives a step, by name: tables, parameters, and what `_GIVEN` lists.

    Raises
    ------
    AnalysisError
        The step's function must be given something that a story does not have.
    """
    known = {*_GIVEN, *NAMES, *(name for one in STEPS for name in one.makes)}
    strange = [name for name, is_optional in step.arguments.items() if name not in known and not is_optional]
    if strange:
        raise AnalysisError(f"The step of {step.makes[0]!r} needs {strange[0]!r}: no table, parameter or {[*_GIVEN]}.")
    return [name for name in step.arguments if name in known]


def _step_for(table: str) -> Step:
    for step in STEPS:
        if table in step.makes:
            return step
    raise AnalysisError(f"No step makes the table {table!r}.")
