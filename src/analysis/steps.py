"""The steps of the pipeline: which tables each makes, and by which measure.

What a step needs is written in one place, the signature of its function: each argument is named for what it is given
(a table, a parameter, the codebook, the lexicon: see `pipeline`), and the key under which its tables are kept follows
from these names. A measure whose arguments have such names is a step as it stands, by its address. The functions below
join what is more than one call.

No measure is imported before it runs: a notebook whose tables are fresh never pays for importing SciPy.
"""

import ast
import inspect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
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
    from analysis.corpus.document import Alone
    from analysis.corpus.intake import Part
    from analysis.work import Work

Tables = dict[str, pd.DataFrame]
# Of so many articles the steps after the first need the memory.
_MANY = 1_000


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


def _ingest(
    folder: "Path",
    codebook: "Codebook",
    work: "Work",
    where: str,
    compare: str,
    copies: str,
    part: "Part | None" = None,
) -> Tables:
    from analysis.corpus import Selection, read_corpus
    from analysis.corpus.language import forget_model
    from analysis.voices import annotate_sentences, unite_speakers

    chosen = Selection(read_corpus(folder, work, part), codebook)
    if len(chosen.corpus.articles) >= _MANY:
        forget_model()
    chosen.where(where)
    chosen.compare(compare)
    if copies != "keep":
        _without_copies(chosen, agencies_too=copies == "drop")
    corpus = chosen.corpus
    english, about = work.english(corpus.articles, corpus.blocks, corpus.sentences)
    found = work.each(partial(_quotes, codebook=codebook), english, step="voices", **about)
    quotes = unite_speakers(schema.frame("quotes", _rows(found)))
    return chosen.tables() | {"sentences": annotate_sentences(corpus.sentences, quotes), "quotes": quotes}


def _quotes(article: "Alone", codebook: "Codebook") -> list[dict]:
    from analysis.voices import quotes_of

    return quotes_of(article.document(), codebook=codebook)


def _rows(found: Iterable[list[dict] | None]) -> Iterator[dict]:
    """The rows made of all articles; none of those that could not be taken, which stand in `rejected`."""
    return chain.from_iterable(rows for rows in found if rows is not None)


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
    work: "Work",
    dozens: float,
    hundreds: float,
) -> pd.DataFrame:
    english, about = work.english(articles, blocks, sentences)
    said = _quotes_by_article(quotes)
    pairs = [(article, said.get(name, [])) for article, name in zip(english, about["called"], strict=True)]
    extract = partial(_figures, codebook=codebook, dozens=dozens, hundreds=hundreds)
    return schema.frame("reported_figures", _rows(work.each(extract, pairs, step="reported figures", **about)))


def _quotes_by_article(quotes: pd.DataFrame) -> dict[str, list[dict]]:
    """The rows of `quotes` of each article, without its name."""
    from analysis.corpus.document import NAMELESS

    said: dict[str, list[dict]] = {}
    for row in schema.records(quotes):
        name = row.pop("article_id")
        ids = {column: NAMELESS + row[column][len(name) :] for column in ("quote_id", "statement_id", "sentence_id")}
        said.setdefault(name, []).append(row | ids | {"article_id": NAMELESS})
    return said


def _figures(pair: "tuple[Alone, list[dict]]", codebook: "Codebook", dozens: float, hundreds: float) -> list[dict]:
    from analysis.claims import mark_repeats
    from analysis.reported_figures import figures_of

    article, quotes = pair
    document = article.document()
    rows = figures_of(document, quotes, codebook=codebook, dozens=dozens, hundreds=hundreds)
    return mark_repeats(rows, document.text)


def _names_found(
    articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame, codebook: "Codebook", work: "Work"
) -> pd.DataFrame:
    from analysis.framing.names_found import Mention, names_found
    from analysis.voices.actors import actor_names

    english, about = work.english(articles, blocks, sentences)
    mentions: list[Mention] = []
    small: Counter[str] = Counter()
    for found in work.each(_mentions, english, step="names", **about):
        if found is not None:
            mentions += [Mention(*(tuple(x) if isinstance(x, list) else x for x in one)) for one in found["mentions"]]
            small.update(found["small"])
    return names_found(mentions, small, known=actor_names(codebook))


def _mentions(article: "Alone") -> dict[str, Any]:
    from analysis.framing.names_found import mentions_of

    mentions, small = mentions_of(article.document())
    return {"mentions": mentions, "small": small}


STEPS = (
    Step(("articles", "blocks", "sentences", "metadata", "rejected", "notes", "left_out_articles", "quotes"), _ingest),
    Step(("names_found",), _names_found),
    Step(("similarity",), "analysis.framing.similarity:similarity"),
    Step(("kinship",), "analysis.framing.kinship:kinship"),
    Step(("reuse",), "analysis.framing.kinship:reuse"),
    Step(("origins",), "analysis.framing.coverage:origins"),
    Step(("reported_figures",), _reported_figures),
    Step(("claims", "comparisons", "conflicts", "agreements"), "analysis.claims.tables:reconcile"),
    Step(("facts", "fact_sources"), "analysis.omissions.ledger:omissions"),
    Step(("terms",), "analysis.framing.distinctive:distinctive_terms"),
    Step(("tfidf_terms",), "analysis.framing.distinctive:tfidf_terms"),
    Step(("frames", "frame_evidence"), "analysis.framing.frames:frames"),
    Step(("contrasts", "contrast_terms"), "analysis.framing.contrasts:contrasts"),
    Step(("frame_contrasts",), "analysis.framing.contrasts:frame_contrasts"),
    Step(("collocates",), "analysis.framing.concordance:collocates"),
    Step(("names",), "analysis.framing.word_choices:names"),
    Step(("coverage",), "analysis.framing.coverage:coverage"),
    Step(("sentiment",), "analysis.sentiment.scores:score_sentences"),
    Step(("sentiment_summary",), "analysis.sentiment.scores:summarise"),
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
