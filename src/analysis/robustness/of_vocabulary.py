"""Findings about words: what sets a source apart, and which two articles are most alike."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.corpus import Codebook
from analysis.framing import distinctive_terms, similarity
from analysis.parameters import Parameters
from analysis.robustness.choices import (
    NOTHING,
    WORD_FORMS,
    Choices,
    Tables,
    grid,
    narrowed,
    options,
    variant,
    without_each,
)

Row = dict[str, Any]
_EVERY_TERM = 10_000
_FEWEST_RESAMPLES = 2


def vocabulary_rows(tables: Tables, *, codebook: Codebook, parameters: Parameters) -> Iterator[Row]:
    """For each source: does its first term, and do half of its terms, stay among those that set it apart?"""
    varied = options(parameters, "stop_words", "word_forms", "longest_term", "ranked_by", "quotations", "boilerplate")
    varied["longest_term"] = [int(length) for length in varied["longest_term"]]
    default = {
        "stop_words": "left out" if parameters.drop_stop_words else "kept",
        "word_forms": "as written",
        "longest_term": parameters.ngram_max,
        "ranked_by": "log-odds",
        "quotations": "in" if parameters.include_quotes else "out",
        "boilerplate": "in" if parameters.include_boilerplate else "out",
        "left_out": NOTHING,
    }
    every = [
        *grid(varied, default=default, large=tables.is_large),
        *without_each(tables.articles, default=default, parameters=parameters),
    ]
    counted: dict[tuple, pd.DataFrame] = {}
    reported: dict[str, list[str]] = {}
    names: frozenset[str] = frozenset()
    for number, choices in enumerate(every):
        # The ranking is a choice made after counting, so both rankings share one count.
        key = tuple(value for name, value in choices.items() if name != "ranked_by")
        if key not in counted:
            counted[key] = _terms(variant(tables, choices), choices, codebook=codebook, parameters=parameters)
        tops = _tops(counted[key], choices["ranked_by"], k=parameters.top_terms)
        if number == 0:
            reported = tops
            names = frozenset(counted[key].loc[counted[key]["kind"] == "name", "term"])
        for source in sorted(reported):
            label = {"measure": "vocabulary", "specification": f"vocabulary {number + 1}", "is_default": number == 0}
            for finding in _judged(source, reported[source], tops.get(source), choices, names=names):
                yield {**label, **choices, **finding}


def _terms(tables: Tables, choices: Choices, *, codebook: Codebook, parameters: Parameters) -> pd.DataFrame:
    return distinctive_terms(
        tables.articles,
        tables.blocks,
        tables.sentences,
        top_terms=_EVERY_TERM,
        ngram_max=choices["longest_term"],
        drop_stop_words=choices["stop_words"] == "left out",
        include_boilerplate=choices["boilerplate"] == "in",
        include_quotes=choices["quotations"] == "in",
        n_resamples=_FEWEST_RESAMPLES,
        seed=parameters.seed,
    )


def _tops(terms: pd.DataFrame, ranked_by: str, *, k: int) -> dict[str, list[str]]:
    order = ["source", "rank"] if ranked_by == "log-odds" else ["source", "tfidf", "term"]
    upward = [True] * len(order) if ranked_by == "log-odds" else [True, False, True]
    ranked = terms.sort_values(order, ascending=upward, kind="stable")
    return {source: group["term"].head(k).tolist() for source, group in ranked.groupby("source", sort=True)}


def _judged(
    source: str, reported: list[str], found: list[str] | None, choices: Choices, *, names: frozenset[str]
) -> Iterator[Row]:
    """Terms that this specification cannot have (a run of words where only single words count) are left aside."""
    longest = choices["longest_term"]
    # A name counts as one term however long it is, unless single words only are counted.
    possible = [term for term in reported if len(term.split()) <= longest or (longest > 1 and term in names)]
    first_possible = reported[0] in possible
    form = WORD_FORMS.get(choices["word_forms"])
    if form is not None:
        possible = [form(term) for term in possible]
    first = f"“{reported[0]}” is among the terms that set {source} apart"
    half = f"Half of the terms that set {source} apart stay the same"
    if found is None or not possible:
        unsaid = "the source has no terms here"
        yield from ({"finding": finding, "result": unsaid} for finding in (first, half))
        return
    rank = found.index(possible[0]) + 1 if first_possible and possible[0] in found else None
    if first_possible:
        place = f"place {rank} of {len(found)}" if rank else f"not among the first {len(found)}"
        yield {"finding": first, "estimate": rank, "result": place, "holds": rank is not None}
    else:
        yield {"finding": first, "result": "a term of several words cannot occur"}
    kept = [term for term in possible if term in found]
    share = len(kept) / len(possible)
    result = f"{len(kept)} of {len(possible)} stay"
    yield {"finding": half, "estimate": round(share, 6), "result": result, "holds": share >= 0.5}


def similarity_rows(tables: Tables, *, parameters: Parameters) -> Iterator[Row]:
    """Are the two articles that are most alike the same two under other choices? Not asked of a large corpus."""
    if tables.is_large:
        return
    varied = options(parameters, "word_forms", "quotations", "boilerplate")
    default = {
        "word_forms": "as written",
        # The similarity of articles always reads quotations and never boilerplate.
        "quotations": "in",
        "boilerplate": "out",
        "left_out": NOTHING,
    }
    pair: tuple[str, str] | None = None
    names = _names(tables.articles)
    every = [
        *grid(varied, default=default, large=tables.is_large),
        *without_each(tables.articles, default=default, parameters=parameters),
    ]
    for number, choices in enumerate(every):
        seen = narrowed(variant(tables, choices), choices)
        pairs = _by_cosine(similarity(seen.articles, seen.blocks, seen.sentences))
        if number == 0:
            if len(pairs) < 2:
                return
            pair = pairs[0][:2]
        label = {"measure": "similarity", "specification": f"similarity {number + 1}", "is_default": number == 0}
        finding = f"{names[pair[0]]} and {names[pair[1]]} are the two articles most alike"
        yield {**label, **choices, "finding": finding, **_lead(pair, pairs, names=names)}


def _names(articles: pd.DataFrame) -> dict[str, str]:
    """What a reader calls each article: its source, with the id where the source has several."""
    n_articles = articles["source"].value_counts()
    named = zip(articles["article_id"], articles["source"], strict=True)
    return {one: source if n_articles[source] == 1 else f"{source} ({one})" for one, source in named}


def _by_cosine(pairs: pd.DataFrame) -> list[tuple[str, str, float]]:
    rows = pairs[["article_a", "article_b", "cosine"]].itertuples(index=False, name=None)
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))


def _lead(pair: tuple[str, str], pairs: list[tuple[str, str, float]], *, names: Mapping[str, str]) -> Row:
    own = [cosine for a, b, cosine in pairs if (a, b) == pair]
    others = [cosine for a, b, cosine in pairs if (a, b) != pair]
    if not own or not others:
        return {"result": "one of the two is left out"}
    best = pairs[0]
    return {
        "estimate": round(own[0] - max(others), 6),
        "result": f"most alike: {names[best[0]]} and {names[best[1]]} ({best[2]:.2f})",
        "holds": own[0] >= max(others),
    }
