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

# Nouns that could stand for any people: what stands beside them tells nothing of the story.
_ANYBODY = ("people", "persons", "individuals", "others", "men", "women", "members")
_COUNTED_OFTEN, _MOST_NOUNS = 3, 2


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
        "notes": schema.frame("notes", [{"note": note} for note in corpus.notes]),
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
    from analysis.claims import mark_repeats

    document, quotes = pair
    return mark_repeats(extract(document, quotes, **settings), document.text)


def _claims(story: "Story") -> Tables:
    from analysis.claims import claims

    read = {"sentences": story.sentences, "articles": story.articles, "codebook": story.codebook}
    return {"claims": claims(story.reported_figures, **read)}


def _reconcile(story: "Story") -> Tables:
    from analysis.claims import reconcile

    conflicts, agreements = reconcile(
        story.claims,
        reported_figures=story.reported_figures,
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
    from analysis.framing import code_frames

    settings = story.parameters
    coded = code_frames(
        story.articles,
        story.blocks,
        story.sentences,
        codebook=story.codebook,
        include_boilerplate=settings.include_boilerplate,
        include_quotes=settings.include_quotes,
        confidence=settings.confidence,
    )
    return {"frames": coded.frames, "frame_evidence": coded.evidence}


def _contrasts(story: "Story") -> Tables:
    from analysis.framing.contrasts import vocabulary_tests

    settings = story.parameters
    found = vocabulary_tests(
        story.articles,
        story.blocks,
        story.sentences,
        versus="rest",
        drop_stop_words=settings.drop_stop_words,
        include_boilerplate=settings.include_boilerplate,
        include_quotes=settings.include_quotes,
        significance=round(1 - settings.confidence, 9),
        seed=settings.seed,
    )
    return {
        "contrasts": _declared("contrasts", found.tests),
        "contrast_terms": _declared("contrast_terms", found.terms),
    }


def _frame_contrasts(story: "Story") -> Tables:
    from analysis.framing.frame_contrasts import frame_tests

    settings = story.parameters
    found = frame_tests(
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
    return {"frame_contrasts": _declared("frame_contrasts", found)}


def _collocates(story: "Story") -> Tables:
    from analysis.framing.collocates import collocates_by_source

    settings = story.parameters
    asked = values_of(settings.collocates_of)
    found = collocates_by_source(
        story.articles,
        story.blocks,
        story.sentences,
        codebook=story.codebook,
        terms=list(dict.fromkeys([*asked, *_counted_nouns(story)])),
        window=settings.collocate_window,
        drop_stop_words=settings.drop_stop_words,
        include_quotes=settings.include_quotes,
        confidence=settings.confidence,
    )
    return {"collocates": _declared("collocates", found)}


def _counted_nouns(story: "Story") -> list[str]:
    """Whom or what the articles count most often: a story about prisoners asks what stands beside "prisoners"."""
    figures = story.reported_figures
    counted = figures.loc[figures["unit"].isna(), "counted"].dropna().str.lower()
    nouns = counted.str.split(" of ").str[0].str.split().str[-1]
    n_figures = nouns[nouns.str.isalpha() & ~nouns.isin(_ANYBODY)].value_counts()
    often = sorted(n_figures[n_figures >= _COUNTED_OFTEN].items(), key=lambda item: (-item[1], item[0]))
    return [noun for noun, _ in often[:_MOST_NOUNS]]


def _declared(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """A measure's rows as the table of the schema, empty cells and kinds as declared there."""
    return schema.frame(name, rows.astype(object).where(rows.notna(), None).to_dict("records"))


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


def _summary_by(story: "Story", by: str, *, scores: pd.DataFrame) -> pd.DataFrame:
    from analysis.sentiment import summarise

    settings = story.parameters
    return summarise(
        scores,
        sentences=story.sentences,
        blocks=story.blocks,
        articles=story.articles,
        by=by,
        n_resamples=settings.n_resamples,
        confidence=settings.confidence,
        seed=settings.seed,
        include_boilerplate=settings.include_boilerplate,
        include_quotes=settings.include_quotes,
    )


def _sentiment_summary(story: "Story") -> Tables:
    summaries = [_summary_by(story, by, scores=story.sentiment) for by in ("source", "speaker")]
    return {"sentiment_summary": pd.concat(summaries, ignore_index=True)}


def _sentiment_order(story: "Story") -> Tables:
    from analysis.sentiment import compare_order, score_sentences

    lexicon = story.lexicon.without(story.topic_words["word"])
    scorer = story.parameters.scorer
    neutral = score_sentences(story.sentences, scorer=scorer, articles=story.articles, lexicon=lexicon)
    plain = story.sentiment_summary[story.sentiment_summary["by"] == "source"]
    return {"sentiment_order": compare_order(plain, _summary_by(story, "source", scores=neutral))}


def _sentiment_drivers(story: "Story") -> Tables:
    from analysis import sentiment

    read = {"blocks": story.blocks, "lexicon": story.lexicon}
    topics = sentiment.propose_topic_words(story.sentences, story.articles, codebook=story.codebook, **read)
    settings = story.parameters
    read |= {"scorer": settings.scorer, "include_quotes": settings.include_quotes}
    driving = sentiment.drivers(story.sentences, story.articles, topic_words=topics["word"], **read)
    return {"topic_words": topics, "sentiment_drivers": driving}


def _sentiment_targets(story: "Story") -> Tables:
    from analysis.sentiment import score_targets, summarise_targets

    settings = story.parameters
    targets = score_targets(
        story.sentences,
        story.articles,
        blocks=story.blocks,
        codebook=story.codebook,
        scorer=settings.scorer,
        include_quotes=settings.include_quotes,
        lexicon=story.lexicon,
    )
    toward = summarise_targets(
        targets, n_resamples=settings.n_resamples, confidence=settings.confidence, seed=settings.seed
    )
    return {"sentiment_targets": targets, "sentiment_toward": toward}


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
    Step(("claims",), ("reported_figures",), (), _claims),
    Step(("conflicts", "agreements"), ("claims", "origins"), (), _reconcile),
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
    Step(("topic_words", "sentiment_drivers"), ("articles",), (*_SCORING, "include_quotes"), _sentiment_drivers),
    Step(
        ("sentiment_order",),
        ("sentiment_summary", "topic_words"),
        ("scorer", *_READING, *_RESAMPLING),
        _sentiment_order,
    ),
    Step(
        ("sentiment_targets", "sentiment_toward"),
        ("articles",),
        ("scorer", "include_quotes", *_RESAMPLING),
        _sentiment_targets,
    ),
    Step(("specifications", "survival"), ("articles",), (*_SCORING, *_VOCABULARY, *_RESAMPLING, *_VARIED), _robustness),
)
