"""From a corpus folder and parameters to every table: each made once, kept under the hash of all it depends on.

Notebooks, `media-analysis tables` and `media-analysis run` all come through `open_corpus`. A table is made when it is
first asked for; a kept one is used again only while its inputs, parameters, code and libraries hash to the same key.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from filelock import FileLock

from analysis import paths, provenance, schema, storage
from analysis.corpus import LEXICONS, Codebook, corpus_files, documents, load_codebook, read_references
from analysis.engine import Engine
from analysis.errors import AnalysisError, ParameterError
from analysis.parameters import Parameters, as_dict
from analysis.steps import STEPS, Step, Tables

if TYPE_CHECKING:
    from analysis.sentiment import Lexicon


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

    @property
    def sources(self) -> list[str]:
        """All sources, by name: charts give each of them the same look throughout."""
        return sorted(self.articles["source"].unique())

    @property
    def name(self) -> str:
        """The corpus's name."""
        return paths.corpus_name(self.folder)

    @cached_property
    def codebook(self) -> Codebook:
        """The corpus's definitions over the built-in ones."""
        return load_codebook(self.folder)

    @cached_property
    def lexicon(self) -> "Lexicon":
        """The word weights that the parameter `lexicon` names: one for the whole run."""
        return self.lexicon_called(self.parameters.lexicon)

    def lexicon_called(self, name: str) -> "Lexicon":
        """VADER's weights, AFINN's, or those of a CSV in the corpus folder."""
        from analysis import sentiment

        if name in ("vader", "afinn"):
            return sentiment.vader_lexicon() if name == "vader" else sentiment.afinn_lexicon()
        path = self.folder / LEXICONS / name
        if path.name != name or not path.is_file():
            raise ParameterError(
                f"No lexicon {name!r}. Known: vader, afinn, or a CSV with the columns word and weight in {LEXICONS}/ "
                "of the corpus folder, by its file name."
            )
        return sentiment.lexicon_from_csv(path.read_text(encoding="utf-8-sig"), name=name)

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
        return self._loaded[name]

    def tables(self, names: Iterable[str] | None = None) -> Tables:
        """Several tables by name; all of them by default."""
        return {name: self.table(name) for name in (names or [n for step in STEPS for n in step.makes])}

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in schema.TABLES:
            raise AttributeError(f"{type(self).__name__} has no table or attribute {name!r}.")
        return self.table(name)

    def documents(self) -> list:
        """The articles as the measures see them."""
        return list(documents(self.articles, self.blocks, self.sentences))

    def key(self, step: Step) -> str:
        """Hash of all that the step's tables depend on."""
        settings = as_dict(self.parameters)
        return provenance.fingerprint(
            {
                "inputs": self.inputs,
                "code": provenance.code_fingerprint(),
                "libraries": provenance.library_versions(),
                "parameters": {name: settings[name] for name in step.heeds},
                "needs": {name: self.key(_step_for(name)) for name in step.needs},
            }
        )

    def _provide(self, step: Step) -> None:
        for name in step.needs:
            self.table(name)
        self.processed.mkdir(parents=True, exist_ok=True)
        # Two notebooks that want the same tables: one makes them, the other waits. Other tables can be read meanwhile.
        with FileLock(self.processed / f".{step.makes[0]}.lock"):
            if not self._load(step):
                self._make(step)

    def _load(self, step: Step) -> bool:
        kept = storage.read_manifest(self.processed)["tables"]
        key = self.key(step)
        loaded = {}
        for name in step.makes:
            entry = kept.get(name, {})
            if entry.get("key") != key:
                return False
            rows = storage.read_table(self.processed / f"{name}.parquet", name=name, sha256=entry["sha256"])
            if rows is None:
                return False
            loaded[name] = rows
        self._loaded.update(loaded)
        return True

    def _make(self, step: Step) -> None:
        made = step.run(self)
        key = self.key(step)
        entries = {}
        for name in step.makes:
            sha256 = storage.write_table(self.processed / f"{name}.parquet", name=name, rows=made[name])
            entries[name] = {"key": key, "sha256": sha256, "rows": len(made[name])}
        with FileLock(self.processed / ".manifest.lock"):
            manifest = storage.read_manifest(self.processed)
            manifest["tables"].update(entries)
            storage.write_manifest(self.processed, manifest)
        self._loaded.update({name: made[name] for name in step.makes})


def open_corpus(
    parameters: Parameters | None = None, *, processed: Path | None = None, jobs: int = 1, scheduler: str | None = None
) -> Story:
    """The corpus that the parameters name, ready to be asked for tables.

    Raises
    ------
    CorpusError
        When the folder is missing or holds nothing usable; the message says what to do.
    """
    settings = parameters or Parameters()
    folder = paths.corpus_folder(settings.corpus)
    root = processed or paths.processed_root()
    return Story(folder, settings, root / paths.corpus_name(folder), Engine(jobs, scheduler))


def _step_for(table: str) -> Step:
    for step in STEPS:
        if table in step.makes:
            return step
    raise AnalysisError(f"No step makes the table {table!r}.")
