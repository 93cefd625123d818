"""The headline findings under every set of choices: what sets a source apart, what is alike, who writes how charged.

Each finding is judged by the reports' own choices first; what it claims is what came out there.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.corpus import Codebook, language_name
from analysis.errors import ParameterError
from analysis.framing.concordance import written_forms
from analysis.framing.languages import ENGLISH
from analysis.robustness.choices import (
    COUNTED,
    WORD_FORMS,
    Choices,
    Likenesses,
    Plan,
    Scores,
    Tables,
    Vocabularies,
    grid,
    labelled,
    left_out,
    without_each,
)
from analysis.sentiment import Lexicon, afinn_lexicon, propose_topic_words, score_sentences, vader_lexicon
from analysis.sentiment.scores import body

Row = dict[str, Any]
_PLAIN, _NEUTRAL, _OTHER = "VADER", "VADER without words of the subject", "AFINN"
_EVERY_PAIR_UP_TO = 6
# Apostrophes and quotation marks are straightened before any score; dashes stay glued to words as they are written.
_STRAIGHT = str.maketrans({"—": " - ", "–": " - "})


def vocabulary_rows(tables: Tables, *, codebook: Codebook, plan: Plan) -> Iterator[Row]:
    """For each source: does its first term, and do half of its terms, stay among those that set it apart?"""
    said, tables = _of_language(tables), tables.in_main_language
    tried = ("stop_words", "word_forms", "longest_term", "ranked_by", "quotations", "boilerplate", *tables.choices)
    varied = plan.options(*tried)
    varied["word_forms"] = _forms_tried(tables, varied)
    varied["longest_term"] = [int(length) for length in varied["longest_term"]]
    default = {
        "stop_words": "left out" if plan.drop_stop_words else "kept",
        "word_forms": "as written",
        "longest_term": plan.ngram_max,
        "ranked_by": "log-odds",
        **plan.of_all,
        **tables.all_read,
    }
    every = [*grid(varied, default=default, large=tables.is_large), *without_each(tables.articles, default, plan)]
    ranked = Vocabularies(tables, plan.reference, k=plan.top_terms)
    reported: dict[str, list[str]] = {}
    names: frozenset[str] = frozenset()
    written: dict[tuple[str, str], str] = {}
    for number, choices in enumerate(every):
        found = ranked.under(choices)
        tops = found.tops(choices["ranked_by"])
        if number == 0:
            reported, names = tops, found.names
            written = _as_written(tables, reported)
        for source in sorted(reported):
            for finding in _apart(source, reported[source], tops.get(source), choices, names=names, written=written):
                yield {**labelled("vocabulary", number), **choices, **finding, "finding": finding["finding"] + said}


def _of_language(tables: Tables) -> str:
    """Which articles a finding is about, where these are in several languages."""
    only = len(tables.in_main_language.articles) < len(tables.articles)
    return f" (articles in {language_name(tables.language)} only)" if only else ""


def _forms_tried(tables: Tables, varied: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
    """Endings and stems are cut off as in English."""
    return varied["word_forms"] if tables.language == ENGLISH.code else ["as written"]


def _as_written(tables: Tables, reported: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], str]:
    """The first term of each source as its articles write it: "EU"."""
    first = pd.DataFrame([(source, terms[0]) for source, terms in reported.items()], columns=["source", "term"])
    return written_forms(tables.articles, tables.sentences, first)


def _apart(
    source: str,
    reported: list[str],
    found: list[str] | None,
    choices: Choices,
    *,
    names: frozenset[str],
    written: Mapping[tuple[str, str], str],
) -> Iterator[Row]:
    """Terms that this specification cannot have (a run of words where only single words count) are left aside."""
    longest = choices["longest_term"]
    # A name counts as one term however long it is, unless single words only are counted.
    possible = [term for term in reported if len(term.split()) <= longest or (longest > 1 and term in names)]
    first_possible = reported[0] in possible
    form = WORD_FORMS.get(choices["word_forms"])
    if form is not None:
        possible = [form(term) for term in possible]
    first = f"“{written.get((source, reported[0]), reported[0])}” is among the terms that set {source} apart"
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


def similarity_rows(tables: Tables, *, plan: Plan) -> Iterator[Row]:
    """Are the two articles that are most alike the same two under other choices? Not asked of a large corpus."""
    if tables.is_large:
        return
    said, tables = _of_language(tables), tables.in_main_language
    varied = plan.options("word_forms", "quotations", "boilerplate", *tables.choices)
    varied["word_forms"] = _forms_tried(tables, varied)
    default = {
        "word_forms": "as written",
        # The similarity of articles always reads quotations and never boilerplate.
        "quotations": "in",
        "boilerplate": "out",
        **tables.all_read,
    }
    pair: tuple[str, str] | None = None
    names = _names(tables.articles)
    every = [*grid(varied, default=default, large=tables.is_large), *without_each(tables.articles, default, plan)]
    alike = Likenesses(tables)
    for number, choices in enumerate(every):
        pairs = alike.under(choices)
        if number == 0:
            if len(pairs) < 2:
                return
            pair = pairs[0][:2]
        finding = f"{names[pair[0]]} and {names[pair[1]]} are the two articles most alike{said}"
        yield {**labelled("similarity", number), **choices, "finding": finding, **_most_alike(pair, pairs, names=names)}


def _names(articles: pd.DataFrame) -> dict[str, str]:
    """What a reader calls each article: its source, with the id where the source has several."""
    n_articles = articles["source"].value_counts()
    named = zip(articles["article_id"], articles["source"], strict=True)
    return {one: source if n_articles[source] == 1 else f"{source} ({one})" for one, source in named}


def _most_alike(pair: tuple[str, str], pairs: list[tuple[str, str, float]], *, names: Mapping[str, str]) -> Row:
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


def sentiment_rows(
    tables: Tables,
    *,
    codebook: Codebook,
    plan: Plan,
    lexicon: Lexicon,
    own_lexicons: Sequence[Lexicon],
) -> Iterator[Row]:
    """Which source is most and least negative, who more than whom, and on which side of zero each stands."""
    tried = ("rules", "lexicon", "marks", "sentences", "quotations", "boilerplate", *tables.choices)
    varied = plan.options(*tried)
    lexicons = {lexicon.name: lexicon}
    for name in varied["lexicon"]:
        lexicons[name] = _lexicon(name, tables, codebook=codebook, own={one.name: one for one in own_lexicons})
    default = {
        "rules": plan.scorer,
        "lexicon": lexicon.name,
        "marks": "as written",
        "sentences": COUNTED,
        **plan.of_all,
        **tables.all_read,
    }
    # A mean does not depend on the articles of other sources: only those of sources that have another are left out.
    n_articles = tables.articles.groupby("source")["article_id"].transform("size")
    without = without_each(tables.articles[n_articles > 1], default, plan)
    every = [*grid(varied, default=default, large=tables.is_large), *without]
    scored: dict[tuple, Scores] = {}
    reported: dict[str, float] | None = None
    for number, choices in enumerate(every):
        key = (choices["rules"], choices["lexicon"], choices["marks"])
        if key not in scored:
            scored[key] = _scored(tables, choices, lexicons[choices["lexicon"]])
        means = scored[key].means(choices, out=left_out(tables, choices))
        reported = means if reported is None else reported
        yield from ({**labelled("sentiment", number), **choices, **finding} for finding in _charged(reported, means))


def _lexicon(name: str, tables: Tables, *, codebook: Codebook, own: Mapping[str, Lexicon]) -> Lexicon:
    if name in own:
        return own[name]
    if name == _PLAIN:
        return vader_lexicon()
    if name == _OTHER:
        return afinn_lexicon()
    if name == _NEUTRAL:
        proposed = propose_topic_words(tables.sentences, tables.articles, blocks=tables.blocks, codebook=codebook)
        return vader_lexicon().without(proposed["word"])
    known = ", ".join([_PLAIN, _NEUTRAL, _OTHER, *sorted(own)])
    raise ParameterError(f"Parameter 'vary_lexicon': unknown lexicon {name!r}. Known: {known}.")


def _scored(tables: Tables, choices: Choices, lexicon: Lexicon) -> Scores:
    sentences = tables.sentences
    if choices["marks"] == "straightened":
        sentences = sentences.assign(text=sentences["text"].str.translate(_STRAIGHT))
    read = {"articles": tables.articles, "blocks": tables.blocks}
    scores = score_sentences(sentences, scorer=choices["rules"], lexicon=lexicon, **read)
    rows = body(scores, sentences=sentences, blocks=tables.blocks, articles=tables.articles, everything=True)
    return Scores.of(rows[~rows["is_headline"] & rows["compound"].notna()])


def _charged(reported: Mapping[str, float], means: Mapping[str, float]) -> Iterator[Row]:
    order = [*reported]
    if len(order) > 1:
        yield _extreme(f"{order[0]} is the most negative source", order[0], means)
        upside_down = {source: -mean for source, mean in means.items()}
        yield _extreme(f"{order[-1]} is the least negative source", order[-1], upside_down)
    if len(order) > 2:
        pairs = list(pairwise(order))
        if len(order) <= _EVERY_PAIR_UP_TO:
            pairs = [(a, b) for place, a in enumerate(order) for b in order[place + 1 :]]
        for a, b in pairs:
            yield _difference(f"{a} is more negative than {b}", a, b, means)
    for source in order:
        side = "below" if reported[source] < 0 else "above"
        finding = f"The mean score of {source} is {side} zero"
        if source not in means:
            yield {"finding": finding, "result": "no score"}
            continue
        mean = means[source]
        holds = mean < 0 if side == "below" else mean > 0
        yield {"finding": finding, "estimate": mean, "result": f"mean {mean:+.3f}", "holds": holds}


def _extreme(finding: str, source: str, means: Mapping[str, float]) -> Row:
    others = [mean for name, mean in means.items() if name != source]
    if source not in means or not others:
        return {"finding": finding, "result": "no score"}
    lead = round(min(others) - means[source], 9)
    first = min(means, key=means.__getitem__)
    return {"finding": finding, "estimate": lead, "result": f"{first} is", "holds": lead > 0}


def _difference(finding: str, a: str, b: str, means: Mapping[str, float]) -> Row:
    if a not in means or b not in means:
        return {"finding": finding, "result": "no score"}
    lead = round(means[b] - means[a], 9)
    return {"finding": finding, "estimate": lead, "result": f"by {lead:+.3f}", "holds": lead > 0}
