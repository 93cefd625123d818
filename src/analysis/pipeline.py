"""From a corpus folder and parameters to every table: each made once, kept under the hash of all it depends on.

Notebooks, `media-analysis tables` and `media-analysis run` all come through `open_corpus`. A table is made when it is
first asked for; a kept one is used again only while its inputs, parameters, code and libraries hash to the same key.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
from filelock import FileLock

from analysis import paths, provenance, schema, storage
from analysis.corpus import Codebook, corpus_files, documents, load_codebook, read_corpus
from analysis.engine import Engine
from analysis.errors import AnalysisError
from analysis.parameters import Parameters, as_dict

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Step:
    """One step: the tables it makes, the tables it reads, the parameters it heeds, and the function that does it."""

    makes: tuple[str, ...]
    needs: tuple[str, ...]
    heeds: tuple[str, ...]
    run: Callable[["Story"], Tables]


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
    def name(self) -> str:
        """The corpus's name."""
        return paths.corpus_name(self.folder)

    @cached_property
    def codebook(self) -> Codebook:
        """The corpus's definitions over the built-in ones."""
        return load_codebook(self.folder)

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
        # Two notebooks opened at once wait for each other instead of writing over each other.
        with FileLock(self.processed / ".lock"):
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
        manifest = storage.read_manifest(self.processed)
        for name in step.makes:
            sha256 = storage.write_table(self.processed / f"{name}.parquet", name=name, rows=made[name])
            manifest["tables"][name] = {"key": key, "sha256": sha256, "rows": len(made[name])}
        storage.write_manifest(self.processed, manifest)
        self._loaded.update({name: made[name] for name in step.makes})


def _ingest(story: Story) -> Tables:
    from analysis.voices import annotate_sentences, quotes_of

    corpus = read_corpus(story.folder)
    read = documents(corpus.articles, corpus.blocks, corpus.sentences)
    found = story.engine.map(partial(quotes_of, codebook=story.codebook), read, step="voices")
    quotes = schema.frame("quotes", chain.from_iterable(found))
    return {
        "articles": corpus.articles,
        "blocks": corpus.blocks,
        "sentences": annotate_sentences(corpus.sentences, quotes),
        "rejected": corpus.rejected,
        "notes": schema.frame("notes", [{"note": note} for note in corpus.notes]),
        "quotes": quotes,
    }


def _reported_figures(story: Story) -> Tables:
    from analysis.reported_figures import figures_of

    settings = story.parameters
    rows_of = story.quotes.astype(object).where(story.quotes.notna(), None).groupby("article_id", sort=False)
    quotes = {article_id: rows.to_dict("records") for article_id, rows in rows_of}
    work = [(document, quotes.get(document.article_id, [])) for document in story.documents()]
    extract = partial(
        _figures_of_pair,
        codebook=story.codebook,
        dozens=settings.dozens,
        hundreds=settings.hundreds,
        extract=figures_of,
    )
    found = story.engine.map(extract, work, step="reported figures")
    return {"reported_figures": schema.frame("reported_figures", chain.from_iterable(found))}


def _figures_of_pair(pair: tuple, *, extract: Callable, **settings: Any) -> list[dict]:
    document, quotes = pair
    return extract(document, quotes, **settings)


def _reconcile(story: Story) -> Tables:
    from analysis.reported_figures import reconcile

    conflicts, agreements = reconcile(
        story.reported_figures,
        sentences=story.sentences,
        articles=story.articles,
        quotes=story.quotes,
        codebook=story.codebook,
    )
    return {"conflicts": conflicts, "agreements": agreements}


def _terms(story: Story) -> Tables:
    from analysis.framing import distinctive_terms

    settings = story.parameters
    terms = distinctive_terms(
        story.articles,
        story.blocks,
        story.sentences,
        codebook=story.codebook,
        top_terms=settings.top_terms,
        ngram_max=settings.ngram_max,
        drop_stop_words=settings.drop_stop_words,
        include_boilerplate=settings.include_boilerplate,
        include_quotes=settings.include_quotes,
        n_resamples=settings.n_resamples,
        confidence=settings.confidence,
        seed=settings.seed,
    )
    return {"terms": terms}


def _similarity(story: Story) -> Tables:
    from analysis.framing import similarity

    return {"similarity": similarity(story.articles, story.blocks, story.sentences)}


def _sentiment(story: Story) -> Tables:
    from analysis.sentiment import score_sentences

    return {"sentiment": score_sentences(story.sentences, scorer=story.parameters.scorer)}


def _sentiment_summary(story: Story) -> Tables:
    from analysis.sentiment import summarise

    settings = story.parameters
    summaries = [
        summarise(
            story.sentiment,
            sentences=story.sentences,
            blocks=story.blocks,
            articles=story.articles,
            by=by,
            n_resamples=settings.n_resamples,
            confidence=settings.confidence,
            seed=settings.seed,
        )
        for by in ("source", "speaker")
    ]
    return {"sentiment_summary": pd.concat(summaries, ignore_index=True)}


_READ = ("articles", "blocks", "sentences", "rejected", "notes", "quotes")
_RESAMPLING = ("n_resamples", "confidence", "seed")
_VOCABULARY = ("top_terms", "ngram_max", "drop_stop_words", "include_boilerplate", "include_quotes")

STEPS = (
    Step(_READ, (), (), _ingest),
    Step(("reported_figures",), ("articles", "quotes"), ("dozens", "hundreds"), _reported_figures),
    Step(("conflicts", "agreements"), ("reported_figures",), (), _reconcile),
    Step(("terms",), ("articles",), (*_VOCABULARY, *_RESAMPLING), _terms),
    Step(("similarity",), ("articles",), (), _similarity),
    Step(("sentiment",), ("sentences",), ("scorer",), _sentiment),
    Step(("sentiment_summary",), ("sentiment",), _RESAMPLING, _sentiment_summary),
)


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
