"""The steps of the pipeline: which tables each makes, from which tables and parameters, by which measure.

Each imports its measure when it runs: a notebook whose tables are fresh never pays for importing scikit-learn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import schema
from analysis.parameters import NAMES, values_of

if TYPE_CHECKING:
    from analysis.pipeline import Story

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Step:
    """One step: the tables it makes, the tables it reads, the parameters it heeds, and the function that does it."""

    makes: tuple[str, ...]
    needs: tuple[str, ...]
    heeds: tuple[str, ...]
    run: Callable[["Story"], Tables]


def _ingest(story: "Story") -> Tables:
    from analysis.corpus import documents, read_corpus
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
        "notes": corpus.notes,
        "quotes": quotes,
    }


def _reported_figures(story: "Story") -> Tables:
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


def _reconcile(story: "Story") -> Tables:
    from analysis.reported_figures.reconcile import reconcile

    conflicts, agreements = reconcile(
        story.reported_figures,
        sentences=story.sentences,
        articles=story.articles,
        quotes=story.quotes,
        codebook=story.codebook,
        origins=story.origins,
    )
    return {"conflicts": conflicts, "agreements": agreements}


def _terms(story: "Story") -> Tables:
    from analysis.framing import distinctive_terms

    settings = story.parameters
    terms = distinctive_terms(
        story.articles,
        story.blocks,
        story.sentences,
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


def _kinship(story: "Story") -> Tables:
    from analysis.framing import kinship, origins, reuse, similarity

    read = (story.articles, story.blocks, story.sentences)
    kin = kinship(*read)
    return {
        "similarity": similarity(*read),
        "kinship": kin,
        "reuse": reuse(*read, kin),
        "origins": origins(story.articles, kin),
    }


def _frames(story: "Story") -> Tables:
    from analysis.framing import frames

    settings = story.parameters
    coded = frames(
        story.articles,
        story.blocks,
        story.sentences,
        codebook=story.codebook,
        include_boilerplate=settings.include_boilerplate,
        include_quotes=settings.include_quotes,
        confidence=settings.confidence,
    )
    return coded._asdict()


def _contrasts(story: "Story") -> Tables:
    from analysis.framing import contrasts

    settings = story.parameters
    found = contrasts(
        story.articles,
        story.blocks,
        story.sentences,
        drop_stop_words=settings.drop_stop_words,
        include_boilerplate=settings.include_boilerplate,
        include_quotes=settings.include_quotes,
        confidence=settings.confidence,
        seed=settings.seed,
    )
    return found._asdict()


def _frame_contrasts(story: "Story") -> Tables:
    from analysis.framing import frame_contrasts

    settings = story.parameters
    found = frame_contrasts(
        story.articles,
        story.blocks,
        story.sentences,
        story.frame_evidence,
        codebook=story.codebook,
        include_boilerplate=settings.include_boilerplate,
        include_quotes=settings.include_quotes,
        confidence=settings.confidence,
        seed=settings.seed,
    )
    return {"frame_contrasts": found}


def _collocates(story: "Story") -> Tables:
    from analysis.framing import collocates

    settings = story.parameters
    found = collocates(
        story.articles,
        story.blocks,
        story.sentences,
        story.reported_figures,
        codebook=story.codebook,
        collocates_of=settings.collocates_of,
        collocate_window=settings.collocate_window,
        drop_stop_words=settings.drop_stop_words,
        include_quotes=settings.include_quotes,
        confidence=settings.confidence,
    )
    return {"collocates": found}


def _names(story: "Story") -> Tables:
    from analysis.framing import coverage, names

    chosen = names(
        story.articles,
        story.blocks,
        story.sentences,
        codebook=story.codebook,
        include_quotes=story.parameters.include_quotes,
    )
    return {"names": chosen, "coverage": coverage(story.articles)}


def _sentiment(story: "Story") -> Tables:
    from analysis.sentiment import score_sentences

    read = {"articles": story.articles, "lexicon": story.lexicon}
    return {"sentiment": score_sentences(story.sentences, scorer=story.parameters.scorer, **read)}


def _sentiment_summary(story: "Story") -> Tables:
    from analysis.sentiment import summarise_by_source_and_speaker

    settings = story.parameters
    summary = summarise_by_source_and_speaker(
        story.sentiment,
        sentences=story.sentences,
        blocks=story.blocks,
        articles=story.articles,
        n_resamples=settings.n_resamples,
        confidence=settings.confidence,
        seed=settings.seed,
        include_boilerplate=settings.include_boilerplate,
        include_quotes=settings.include_quotes,
    )
    return {"sentiment_summary": summary}


def _sentiment_order(story: "Story") -> Tables:
    from analysis.sentiment import order_without_topic

    settings = story.parameters
    order = order_without_topic(
        story.sentiment,
        sentences=story.sentences,
        blocks=story.blocks,
        articles=story.articles,
        topic_words=story.topic_words,
        scorer=settings.scorer,
        lexicon=story.lexicon,
        include_boilerplate=settings.include_boilerplate,
        include_quotes=settings.include_quotes,
    )
    return {"sentiment_order": order}


def _topic_words(story: "Story") -> Tables:
    from analysis.sentiment import propose_topic_words

    read = {"blocks": story.blocks, "codebook": story.codebook, "lexicon": story.lexicon}
    return {"topic_words": propose_topic_words(story.sentences, story.articles, **read)}


def _sentiment_drivers(story: "Story") -> Tables:
    from analysis.sentiment import drivers

    settings = story.parameters
    driving = drivers(
        story.sentences,
        story.articles,
        blocks=story.blocks,
        topic_words=story.topic_words,
        scorer=settings.scorer,
        lexicon=story.lexicon,
        include_quotes=settings.include_quotes,
    )
    return {"sentiment_drivers": driving}


def _sentiment_targets(story: "Story") -> Tables:
    from analysis.sentiment import score_targets

    settings = story.parameters
    targets = score_targets(
        story.sentences,
        story.articles,
        blocks=story.blocks,
        codebook=story.codebook,
        scorer=settings.scorer,
        lexicon=story.lexicon,
        include_quotes=settings.include_quotes,
    )
    return {"sentiment_targets": targets}


def _sentiment_toward(story: "Story") -> Tables:
    from analysis.sentiment import summarise_targets

    settings = story.parameters
    resampling = {name: getattr(settings, name) for name in _RESAMPLING}
    return {"sentiment_toward": summarise_targets(story.sentiment_targets, **resampling)}


def _robustness(story: "Story") -> Tables:
    from analysis import robustness

    named = values_of(story.parameters.vary_lexicon)
    made = robustness.specifications(
        articles=story.articles,
        blocks=story.blocks,
        sentences=story.sentences,
        codebook=story.codebook,
        parameters=story.parameters,
        lexicon=story.lexicon,
        own_lexicons=[story.lexicon_called(name) for name in named if name.endswith(".csv")],
    )
    return {"specifications": made, "survival": robustness.survival(made)}


_READ = ("articles", "blocks", "sentences", "rejected", "notes", "quotes")
_RESAMPLING = ("n_resamples", "confidence", "seed")
_SCORING = ("scorer", "lexicon")
_READING = ("include_boilerplate", "include_quotes")
_TESTED = ("drop_stop_words", *_READING, "confidence", "seed")
_VOCABULARY = ("top_terms", "ngram_max", "drop_stop_words", *_READING)
_VARIED = (*(name for name in NAMES if name.startswith("vary_")), "leave_out_articles")

STEPS = (
    Step(_READ, (), (), _ingest),
    Step(("similarity", "kinship", "reuse", "origins"), ("articles",), (), _kinship),
    Step(("reported_figures",), ("articles",), ("dozens", "hundreds"), _reported_figures),
    Step(("conflicts", "agreements"), ("reported_figures", "origins"), (), _reconcile),
    Step(("terms",), ("articles",), (*_VOCABULARY, *_RESAMPLING), _terms),
    Step(("frames", "frame_evidence"), ("articles",), (*_READING, "confidence"), _frames),
    Step(("contrasts", "contrast_terms"), ("articles",), _TESTED, _contrasts),
    Step(("frame_contrasts",), ("frame_evidence",), (*_READING, "confidence", "seed"), _frame_contrasts),
    Step(
        ("collocates",),
        ("reported_figures",),
        ("collocates_of", "collocate_window", "drop_stop_words", "include_quotes", "confidence"),
        _collocates,
    ),
    Step(("names", "coverage"), ("articles",), ("include_quotes",), _names),
    Step(("sentiment",), ("articles",), _SCORING, _sentiment),
    Step(("sentiment_summary",), ("sentiment",), (*_READING, *_RESAMPLING), _sentiment_summary),
    Step(("topic_words",), ("articles",), ("lexicon",), _topic_words),
    Step(("sentiment_drivers",), ("topic_words",), (*_SCORING, "include_quotes"), _sentiment_drivers),
    Step(("sentiment_order",), ("sentiment", "topic_words"), (*_SCORING, *_READING), _sentiment_order),
    Step(("sentiment_targets",), ("articles",), (*_SCORING, "include_quotes"), _sentiment_targets),
    Step(("sentiment_toward",), ("sentiment_targets",), _RESAMPLING, _sentiment_toward),
    Step(("specifications", "survival"), ("articles",), (*_SCORING, *_VOCABULARY, *_RESAMPLING, *_VARIED), _robustness),
)
