"""The steps of the pipeline: which tables each makes, and by which measure.

What a step needs is written in one place, the signature of its function: each argument is named for what it is given
(a table, a parameter, the codebook, the lexicon: see `pipeline`), and the key under which its tables are kept follows
from these names. A measure whose arguments have such names is a step as it stands, by its address. The functions below
join what is more than one call.

No measure is imported before it runs: a notebook whose tables are fresh never pays for importing scikit-learn.
"""

import ast
import inspect
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from importlib import import_module
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import schema

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.corpus import Codebook, Selection
    from analysis.engine import Engine

Tables = dict[str, pd.DataFrame]


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


def _ingest(folder: "Path", codebook: "Codebook", engine: "Engine", where: str, compare: str, copies: str) -> Tables:
    from analysis.corpus import Selection, documents, is_english, read_corpus
    from analysis.voices import annotate_sentences, quotes_of, unite_speakers

    chosen = Selection(read_corpus(folder, partial(engine.map, step="reading")), codebook)
    chosen.where(where)
    chosen.compare(compare)
    if copies != "keep":
        _without_copies(chosen, agencies_too=copies == "drop")
    corpus = chosen.corpus
    english = corpus.articles[corpus.articles["language"].map(is_english).astype(bool)]
    read = documents(english, corpus.blocks, corpus.sentences)
    found = engine.map(partial(quotes_of, codebook=codebook), read, step="voices")
    quotes = unite_speakers(schema.frame("quotes", chain.from_iterable(found)))
    return chosen.tables() | {"sentences": annotate_sentences(corpus.sentences, quotes), "quotes": quotes}


def _without_copies(chosen: "Selection", *, agencies_too: bool) -> None:
    from analysis.framing.coverage import copies

    corpus = chosen.corpus
    found = copies(corpus.articles, corpus.blocks, corpus.sentences, agencies_too=agencies_too)
    chosen.leave_out_copies(found, agencies_too=agencies_too)


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
    from analysis.corpus import documents, is_english

    said: dict[str, list[dict]] = {}
    for row in schema.records(quotes):
        said.setdefault(row["article_id"], []).append(row)
    english = articles[articles["language"].map(is_english).astype(bool)]
    work = [(document, said.get(document.article_id, [])) for document in documents(english, blocks, sentences)]
    extract = partial(_figures_of_pair, codebook=codebook, dozens=dozens, hundreds=hundreds)
    return schema.frame("reported_figures", chain.from_iterable(engine.map(extract, work, step="reported figures")))


def _names_found(
    articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame, codebook: "Codebook", engine: "Engine"
) -> pd.DataFrame:
    from analysis.corpus import documents, is_english
    from analysis.framing.names_found import mentions_of, names_found
    from analysis.voices.actors import actor_names

    english = articles[articles["language"].map(is_english).astype(bool)]
    found = list(engine.map(mentions_of, documents(english, blocks, sentences), step="names"))
    small: Counter[str] = Counter()
    for _, words in found:
        small.update(words)
    return names_found([one for mentions, _ in found for one in mentions], small, known=actor_names(codebook))


def _figures_of_pair(pair: tuple, **settings: Any) -> list[dict]:
    from analysis.claims import mark_repeats
    from analysis.reported_figures import figures_of

    document, quotes = pair
    return mark_repeats(figures_of(document, quotes, **settings), document.text)


STEPS = (
    Step(("articles", "blocks", "sentences", "metadata", "rejected", "notes", "left_out_articles", "quotes"), _ingest),
    Step(("names_found",), _names_found),
    Step(("similarity",), "analysis.framing.similarity:similarity"),
    Step(("kinship",), "analysis.framing.kinship:kinship"),
    Step(("reuse",), "analysis.framing.passages:reuse"),
    Step(("origins",), "analysis.framing.coverage:origins"),
    Step(("reported_figures",), _reported_figures),
    Step(("claims", "comparisons", "conflicts", "agreements"), "analysis.claims.tables:reconcile"),
    Step(("facts", "fact_sources"), "analysis.omissions.ledger:omissions"),
    Step(("terms",), "analysis.framing.distinctive:distinctive_terms"),
    Step(("tfidf_terms",), "analysis.framing.distinctive:tfidf_terms"),
    Step(("frames", "frame_evidence"), "analysis.framing.frames:frames"),
    Step(("contrasts", "contrast_terms"), "analysis.framing.contrasts:contrasts"),
    Step(("frame_contrasts",), "analysis.framing.contrasts:frame_contrasts"),
    Step(("collocates",), "analysis.framing.collocates:collocates"),
    Step(("names",), "analysis.framing.word_choices:names"),
    Step(("coverage",), "analysis.framing.coverage:coverage"),
    Step(("sentiment",), "analysis.sentiment.scores:score_sentences"),
    Step(("sentiment_summary",), "analysis.sentiment.summary:summarise_by_source_and_speaker"),
    Step(("topic_words",), "analysis.sentiment.drivers:propose_topic_words"),
    Step(("sentiment_drivers",), "analysis.sentiment.drivers:drivers"),
    Step(("sentiment_order",), "analysis.sentiment.drivers:order_without_topic"),
    Step(("sentiment_targets",), "analysis.sentiment.targets:score_targets"),
    Step(("sentiment_toward",), "analysis.sentiment.targets:summarise_targets"),
    Step(("specifications",), "analysis.robustness.specifications:specifications"),
    Step(("survival",), "analysis.robustness.specifications:survival"),
)
# All but the specifications, which take the longest and which only the last notebooks ask for.
QUICK = STEPS[:-2]
