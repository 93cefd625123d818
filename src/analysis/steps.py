"""The steps of the pipeline: which tables each makes, and by which measure.

What a step needs is written in one place, the signature of its function: each argument is named for what it is given
(a table, a parameter, the codebook, the lexicon: see `pipeline`), and the key under which its tables are kept follows
from these names. A measure whose arguments have such names is a step as it stands, by its address. The functions below
join what is more than one call.

No measure is imported before it runs: a notebook whose tables are fresh never pays for importing scikit-learn.
"""

import ast
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from importlib import import_module
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import schema
from analysis.parameters import values_of

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.corpus import Codebook
    from analysis.engine import Engine
    from analysis.sentiment import Lexicon

Tables = dict[str, pd.DataFrame]

# Nouns that could stand for any people: what stands beside them tells nothing of the story.
_ANYBODY = ("people", "persons", "individuals", "others", "men", "women", "members")
_COUNTED_OFTEN, _MOST_NOUNS = 3, 2


@dataclass(frozen=True)
class Step:
    """The tables made, and what makes them: a function, or the address "module:function" of one in this package.

    The function returns its table, or all of them in order, or by name.
    """

    makes: tuple[str, ...]
    by: Callable | str

    @cached_property
    def arguments(self) -> dict[str, bool]:
        """The names of the function's arguments, and whether each can be left to its default."""
        if isinstance(self.by, str):
            return _arguments_at(self.by)
        given = inspect.signature(self.by).parameters.values()
        return {argument.name: argument.default is not argument.empty for argument in given}

    def run(self, given: Mapping[str, Any]) -> Tables:
        """The tables, made from these values of the arguments."""
        made = self._function()(**given)
        if isinstance(made, Mapping):
            return {name: made[name] for name in self.makes}
        return dict(zip(self.makes, (made,) if isinstance(made, pd.DataFrame) else made, strict=True))

    def _function(self) -> Callable:
        if not isinstance(self.by, str):
            return self.by
        module, _, name = self.by.partition(":")
        return getattr(import_module(module), name)


def _arguments_at(address: str) -> dict[str, bool]:
    """The arguments of a function that is not imported: read from its source, since importing costs a second."""
    module, _, name = address.partition(":")
    package, *inside = module.split(".")
    source = files(package).joinpath(*inside[:-1], f"{inside[-1]}.py").read_text(encoding="utf-8")
    body = ast.parse(source).body
    found = next(node for node in body if isinstance(node, ast.FunctionDef) and node.name == name).args
    plain = [*found.posonlyargs, *found.args]
    n_required = len(plain) - len(found.defaults)
    arguments = {argument.arg: place >= n_required for place, argument in enumerate(plain)}
    named = zip(found.kwonlyargs, found.kw_defaults, strict=True)
    return arguments | {argument.arg: default is not None for argument, default in named}


def _ingest(folder: "Path", codebook: "Codebook", engine: "Engine") -> Tables:
    from analysis.corpus import documents, read_corpus
    from analysis.voices import annotate_sentences, quotes_of

    corpus = read_corpus(folder)
    read = documents(corpus.articles, corpus.blocks, corpus.sentences)
    found = engine.map(partial(quotes_of, codebook=codebook), read, step="voices")
    quotes = schema.frame("quotes", chain.from_iterable(found))
    return {
        "articles": corpus.articles,
        "blocks": corpus.blocks,
        "sentences": annotate_sentences(corpus.sentences, quotes),
        "rejected": corpus.rejected,
        "notes": schema.frame("notes", [{"note": note} for note in corpus.notes]),
        "quotes": quotes,
    }


def _reported_figures(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    quotes: pd.DataFrame,
    codebook: "Codebook",
    engine: "Engine",
    dozens: float,
    hundreds: float,
) -> pd.DataFrame:
    from analysis.corpus import documents

    said: dict[str, list[dict]] = {}
    for row in schema.records(quotes):
        said.setdefault(row["article_id"], []).append(row)
    work = [(document, said.get(document.article_id, [])) for document in documents(articles, blocks, sentences)]
    extract = partial(_figures_of_pair, codebook=codebook, dozens=dozens, hundreds=hundreds)
    return schema.frame("reported_figures", chain.from_iterable(engine.map(extract, work, step="reported figures")))


def _figures_of_pair(pair: tuple, **settings: Any) -> list[dict]:
    from analysis.reported_figures import figures_of

    document, quotes = pair
    return figures_of(document, quotes, **settings)


def _frames(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    codebook: "Codebook",
    include_boilerplate: bool,
    include_quotes: bool,
    confidence: float,
) -> Tables:
    from analysis.framing import code_frames

    read = {"include_boilerplate": include_boilerplate, "include_quotes": include_quotes}
    coded = code_frames(articles, blocks, sentences, codebook=codebook, confidence=confidence, **read)
    return {"frames": coded.frames, "frame_evidence": coded.evidence}


def _contrasts(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    drop_stop_words: bool,
    include_boilerplate: bool,
    include_quotes: bool,
    confidence: float,
    seed: int,
) -> Tables:
    from analysis.framing.contrasts import vocabulary_tests

    found = vocabulary_tests(
        articles,
        blocks,
        sentences,
        versus="rest",
        drop_stop_words=drop_stop_words,
        include_boilerplate=include_boilerplate,
        include_quotes=include_quotes,
        significance=round(1 - confidence, 9),
        seed=seed,
    )
    return {
        "contrasts": schema.frame("contrasts", found.tests),
        "contrast_terms": schema.frame("contrast_terms", found.terms),
    }


def _frame_contrasts(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    frame_evidence: pd.DataFrame,
    codebook: "Codebook",
    include_boilerplate: bool,
    include_quotes: bool,
    confidence: float,
    seed: int,
) -> pd.DataFrame:
    from analysis.framing.frame_contrasts import frame_tests

    found = frame_tests(
        articles,
        blocks,
        sentences,
        frame_evidence,
        codebook=codebook,
        include_boilerplate=include_boilerplate,
        include_quotes=include_quotes,
        confidence=confidence,
        seed=seed,
    )
    return schema.frame("frame_contrasts", found)


def _collocates(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    reported_figures: pd.DataFrame,
    codebook: "Codebook",
    collocates_of: str,
    collocate_window: int,
    drop_stop_words: bool,
    include_quotes: bool,
    confidence: float,
) -> pd.DataFrame:
    from analysis.framing.collocates import collocates_by_source

    found = collocates_by_source(
        articles,
        blocks,
        sentences,
        codebook=codebook,
        terms=list(dict.fromkeys([*values_of(collocates_of), *_counted_nouns(reported_figures)])),
        window=collocate_window,
        drop_stop_words=drop_stop_words,
        include_quotes=include_quotes,
        confidence=confidence,
    )
    return schema.frame("collocates", found)


def _counted_nouns(figures: pd.DataFrame) -> list[str]:
    """Whom or what the articles count most often: a story about prisoners asks what stands beside "prisoners"."""
    counted = figures.loc[figures["unit"].isna(), "counted"].dropna().str.lower()
    nouns = counted.str.split(" of ").str[0].str.split().str[-1]
    n_figures = nouns[nouns.str.isalpha() & ~nouns.isin(_ANYBODY)].value_counts()
    often = sorted(n_figures[n_figures >= _COUNTED_OFTEN].items(), key=lambda item: (-item[1], item[0]))
    return [noun for noun, _ in often[:_MOST_NOUNS]]


def _sentiment_summary(
    sentiment: pd.DataFrame,
    sentences: pd.DataFrame,
    blocks: pd.DataFrame,
    articles: pd.DataFrame,
    n_resamples: int,
    confidence: float,
    seed: int,
    include_boilerplate: bool,
    include_quotes: bool,
) -> pd.DataFrame:
    from analysis.sentiment import summarise

    read = {"sentences": sentences, "blocks": blocks, "articles": articles}
    read |= {"include_boilerplate": include_boilerplate, "include_quotes": include_quotes}
    drawn = {"n_resamples": n_resamples, "confidence": confidence, "seed": seed}
    return pd.concat([summarise(sentiment, by=by, **read, **drawn) for by in ("source", "speaker")], ignore_index=True)


def _sentiment_drivers(
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    topic_words: pd.DataFrame,
    scorer: str,
    lexicon: "Lexicon",
    include_quotes: bool,
) -> pd.DataFrame:
    from analysis.sentiment import drivers

    read = {"blocks": blocks, "include_quotes": include_quotes, "topic_words": topic_words["word"]}
    return drivers(sentences, articles, scorer=scorer, lexicon=lexicon, **read)


def _sentiment_order(
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentiment_summary: pd.DataFrame,
    topic_words: pd.DataFrame,
    scorer: str,
    lexicon: "Lexicon",
    n_resamples: int,
    confidence: float,
    seed: int,
    include_boilerplate: bool,
    include_quotes: bool,
) -> pd.DataFrame:
    from analysis.sentiment import compare_order, score_sentences, summarise

    lexicon = lexicon.without(topic_words["word"])
    neutral = summarise(
        score_sentences(sentences, scorer=scorer, articles=articles, lexicon=lexicon),
        sentences=sentences,
        blocks=blocks,
        articles=articles,
        by="source",
        n_resamples=n_resamples,
        confidence=confidence,
        seed=seed,
        include_boilerplate=include_boilerplate,
        include_quotes=include_quotes,
    )
    return compare_order(sentiment_summary[sentiment_summary["by"] == "source"], neutral)


def _sentiment_toward(sentiment_targets: pd.DataFrame, n_resamples: int, confidence: float, seed: int) -> pd.DataFrame:
    from analysis.sentiment import summarise_targets

    return summarise_targets(sentiment_targets, n_resamples=n_resamples, confidence=confidence, seed=seed)


STEPS = (
    Step(("articles", "blocks", "sentences", "rejected", "notes", "quotes"), _ingest),
    Step(("similarity",), "analysis.framing.similarity:similarity"),
    Step(("kinship",), "analysis.framing.kinship:kinship"),
    Step(("reuse",), "analysis.framing.reuse:reuse"),
    Step(("origins",), "analysis.framing.origins:origins"),
    Step(("reported_figures",), _reported_figures),
    Step(("conflicts", "agreements"), "analysis.reported_figures.reconcile:reconcile"),
    Step(("terms",), "analysis.framing.distinctive:distinctive_terms"),
    Step(("frames", "frame_evidence"), _frames),
    Step(("contrasts", "contrast_terms"), _contrasts),
    Step(("frame_contrasts",), _frame_contrasts),
    Step(("collocates",), _collocates),
    Step(("names",), "analysis.framing.names:names"),
    Step(("coverage",), "analysis.framing.coverage:coverage"),
    Step(("sentiment",), "analysis.sentiment.scores:score_sentences"),
    Step(("sentiment_summary",), _sentiment_summary),
    Step(("topic_words",), "analysis.sentiment.topics:propose_topic_words"),
    Step(("sentiment_drivers",), _sentiment_drivers),
    Step(("sentiment_order",), _sentiment_order),
    Step(("sentiment_targets",), "analysis.sentiment.targets:score_targets"),
    Step(("sentiment_toward",), _sentiment_toward),
    Step(("specifications",), "analysis.robustness.specifications:specifications"),
    Step(("survival",), "analysis.robustness.specifications:survival"),
)
# All but the specifications, which take the longest and which only the last notebooks ask for.
QUICK = STEPS[:-2]
