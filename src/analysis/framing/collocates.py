"""The words that keep company with the story's actors, its measures, or any word a reader asks for.

Scores are NLTK's (`nltk.metrics.BigramAssocMeasures`): Dunning's (1993) log-likelihood ratio for how sure the company
is, pointwise mutual information (Church and Hanks, 1990) for how close.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Codebook, with_proposed_actors
from analysis.english.word_lists import word_list
from analysis.framing.concordance import PhraseSearch
from analysis.framing.languages import (
    Language,
    in_each_language,
    is_word,
    language_of,
    language_read,
    of_nltk,
    placed_words,
    word_forms,
)
from analysis.framing.reading import read
from analysis.statistics.intervals import share_interval

# Words listed for each node and source: as many as a reader takes in.
_TOP = 10
# A source that uses a word less often, or a word seen beside it less often, is counted and not commented on.
_LEAST_SEEN = 5
# "In this source only" is said if its absence elsewhere would come by chance in at most so many cases.
_CHANCE = 0.05
# What the articles count from this many times on, the most frequent first: a story about prisoners asks what stands
# beside "prisoners". Nouns that could stand for any people tell nothing of the story.
_COUNTED_OFTEN, _MOST_NOUNS = 3, 2
_ANYBODY = word_list("anybody", package="analysis.framing")
_PLACES = 6


@dataclass(slots=True)
class _Company:
    """What one source writes: all words, uses of the node, and the words in its windows."""

    words: Counter[str]
    n_node: int = 0
    n_window: int = 0
    beside: Counter[str] = field(default_factory=Counter)
    sentences: dict[str, list[str]] = field(default_factory=dict)
    # Of each article: uses of the node, and uses of it with each word beside.
    uses: Counter[str] = field(default_factory=Counter)
    uses_with: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, beside: Sequence[str], article_id: str, sentence_id: str) -> None:
        """Count one use of the node, with the words in its window."""
        self.n_node += 1
        self.n_window += len(beside)
        self.uses[article_id] += 1
        self.beside.update(beside)
        for form in dict.fromkeys(beside):
            self.uses_with.setdefault(form, Counter())[article_id] += 1
            ids = self.sentences.setdefault(form, [])
            if not ids or ids[-1] != sentence_id:
                ids.append(sentence_id)


@in_each_language
def collocates(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    reported_figures: pd.DataFrame,
    *,
    codebook: Codebook,
    names_found: pd.DataFrame | None = None,
    collocates_of: str = "",
    collocate_window: int = 5,
    drop_stop_words: bool = True,
    include_quotes: bool = True,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """What stands beside the story's actors and measures in each source, and what can be said of it?

    Parameters
    ----------
    articles, blocks, sentences, reported_figures
        The tables of those names; of the last, what the articles count most often becomes a node too.
    codebook
        Its `actors` (by all their names together) and `measures` (by the words that say them).
    names_found
        The table of that name: for a codebook without actors, those named in most articles stand in.
    collocates_of
        Further words or phrases as in `concordance` ("prisoner*"), parted by commas; they come first.
    collocate_window
        Words on each side, within the sentence.
    drop_stop_words
        Leave out function words.
    include_quotes
        See `reading.read`.
    confidence
        Coverage that the intervals aim at.

    Returns
    -------
    DataFrame
        The table `collocates`, of each language by itself: for each node and source the ten words by log-likelihood
        that are beside it more often than by chance, then those seen too rarely. `low`, `high`, `varies`: see
        `intervals.share_interval`. Words seen fewer than 5 times have counts and a `reason` only; a source that uses
        the node fewer than 5 times has one row without a collocate. Actors and measures that no source uses so often
        are left out.

    Misleads when
        `is_only_here` is read as silence: the others may say the same in other words. It counts uses of the node as
        independent, and compares with what chance would do to this one word. And log-likelihood is large for any pair
        of rare words: it ranks, it does not test.
    """
    if names_found is not None:
        codebook = with_proposed_actors(codebook, names_found)
    asked = [term for part in collocates_of.split(",") if (term := part.strip())]
    terms = dict.fromkeys([*asked, *_counted_nouns(reported_figures)])
    rows = read(articles, blocks, sentences, include_quotes=include_quotes).sentences
    language = language_read(language_of(articles), rows)
    words = _words(rows, language)
    dropped = language.stop_words if drop_stop_words else frozenset()
    nodes, table = _nodes(codebook, list(terms)), []
    together = _company(rows, [phrases for _, _, phrases in nodes], collocate_window, words=words, language=language)
    for (node, kind, _), company in zip(nodes, together, strict=True):
        named = {"language": language.code, "node": node, "node_kind": kind}
        table += [named | row for row in _of_node(company, kind, drop=dropped, confidence=confidence)]
    return schema.frame("collocates", table)


def _of_node(company: Mapping[str, _Company], kind: str, *, drop: Collection[str], confidence: float) -> Iterator[dict]:
    """The rows of one node by source; none of an actor or measure that no source uses often enough."""
    uses = [one.n_node for one in company.values()]
    if max(uses, default=0) < _LEAST_SEEN and (kind != "term" or not sum(uses)):
        return
    for source in sorted(company):
        others = [one for name, one in company.items() if name != source]
        for row in _beside(company[source], others, drop=drop, confidence=confidence):
            yield {"source": source} | row


def _counted_nouns(figures: pd.DataFrame) -> list[str]:
    """Whom or what the articles count most often."""
    counted = figures.loc[figures["unit"].isna(), "counted"].dropna().str.lower()
    nouns = counted.str.split(" of ").str[0].str.split().str[-1]
    n_figures = nouns[nouns.str.isalpha() & ~nouns.isin(_ANYBODY)].value_counts()
    often = sorted(n_figures[n_figures >= _COUNTED_OFTEN].items(), key=lambda item: (-item[1], item[0]))
    return [noun for noun, _ in often[:_MOST_NOUNS]]


def _nodes(codebook: Codebook, terms: Sequence[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    nodes = [(term, "term", (term,)) for term in terms]
    nodes += [(actor.name, "actor", actor.names) for actor in codebook.actors.values() if actor.names]
    for measure in codebook.measures.values():
        if phrases := measure.cues or measure.people:
            nodes.append((measure.name, "measure", phrases))
    # A name may be a term, an actor and a measure at once; the first of them counts.
    return list({node: (node, kind, phrases) for node, kind, phrases in reversed(nodes)}.values())[::-1]


def _words(rows: pd.DataFrame, language: Language) -> dict[str, Counter[str]]:
    """How often each source uses each word."""
    words: dict[str, Counter[str]] = {}
    for source, text in rows[["source", "words"]].itertuples(index=False):
        words.setdefault(source, Counter()).update(word_forms(text, with_numbers=True, elided=language.elides))
    return {
        source: Counter({form: n for form, n in counted.items() if is_word(form)}) for source, counted in words.items()
    }


def _company(
    rows: pd.DataFrame,
    nodes: Sequence[Sequence[str]],
    window: int,
    *,
    words: dict[str, Counter[str]],
    language: Language,
) -> list[dict[str, _Company]]:
    """What each source writes around each of the nodes; a sentence falls into words once, whatever stands in it."""
    texts = rows["words"].tolist()
    places = rows[["source", "article_id", "sentence_id"]].to_numpy().tolist()
    together = [{source: _Company(counted) for source, counted in words.items()} for _ in nodes]
    search = PhraseSearch(texts)
    found = sorted(
        (row, start, end, node)
        for node, phrases in enumerate(nodes)
        for row, start, end in search.find(phrases, in_families=True)
    )
    for row, uses in groupby(found, key=itemgetter(0)):
        source, article_id, sentence_id = places[row]
        placed = [piece for piece in placed_words(texts[row], elided=language.elides) if is_word(piece[0])]
        forms, begins, stops = map(list, zip(*placed, strict=True)) if placed else ([], [], [])
        for _, start, end, node in uses:
            first, last = bisect_right(stops, start), bisect_left(begins, end)
            beside = forms[max(first - window, 0) : first] + forms[last : last + window]
            together[node][source].add(beside, article_id, sentence_id)
    return together


def _scores(one: _Company, word: str) -> dict[str, float]:
    measures = of_nltk("nltk.metrics", "BigramAssocMeasures")
    # As a two-by-two table: beside the node or not, this word or not. A word between two nodes is in both windows, so
    # where they overlap much, more words are counted than there are: no cell may come out below nought.
    n, n_word = one.beside[word], max(one.words[word], one.beside[word])
    marginals = (n, (one.n_window, n_word), max(one.words.total(), one.n_window + n_word - n))
    return {
        "log_likelihood": round(float(measures.likelihood_ratio(*marginals)), _PLACES),
        "pmi": round(float(measures.pmi(*marginals)), _PLACES),
    }


def _beside(one: _Company, others: Sequence[_Company], *, drop: Collection[str], confidence: float) -> list[dict]:
    """The rows of one source: words with a statement, by log-likelihood, then those seen too rarely, by count."""
    if one.n_node < _LEAST_SEEN:
        times = {0: "Does not use it", 1: "Uses it once"}.get(one.n_node, f"Uses it {one.n_node} times")
        return [_counts_only("", one, others, reason=f"{times}: no statement.")]
    found = []
    for word in sorted(one.uses_with):
        n = one.uses_with[word].total()
        if n < 2 or word in drop:
            continue
        row = _counts_only(word, one, others, reason=None)
        scores = _scores(one, word)
        if scores["pmi"] <= 0:
            continue
        if n < _LEAST_SEEN:
            row["reason"] = f"Seen {n} times: no statement."
        else:
            row |= scores | _share(one, word, row, confidence=confidence)
        found.append(row)
    found.sort(
        key=lambda row: (row["reason"] is not None, -row.get("log_likelihood", 0.0), -row["n"], row["collocate"])
    )
    return found[:_TOP] or [_counts_only("", one, others, reason="No word keeps it company twice: no statement.")]


def _counts_only(word: str, one: _Company, others: Sequence[_Company], *, reason: str | None) -> dict:
    mine = one.uses_with.get(word, Counter())
    return {
        "collocate": word,
        "n": mine.total(),
        "n_node": one.n_node,
        "n_collocate": one.words[word],
        "n_articles": len(mine),
        "varies": "none",
        "n_elsewhere": sum(other.uses_with.get(word, Counter()).total() for other in others),
        "n_node_elsewhere": sum(other.n_node for other in others),
        "is_only_here": False,
        "reason": reason,
        "sentences": one.sentences.get(word, []),
    }


def _share(one: _Company, word: str, row: dict, *, confidence: float) -> dict:
    ids = sorted(one.uses)
    mine = one.uses_with[word]
    found = share_interval([mine[each] for each in ids], [one.uses[each] for each in ids], confidence=confidence)
    # Were the word beside the node elsewhere as often as the low end says, would its absence there be rare?
    is_rare = (1 - found.low) ** row["n_node_elsewhere"] <= _CHANCE
    ends = {"share": found.share, "low": found.low, "high": found.high}
    return {name: round(value, _PLACES) for name, value in ends.items()} | {
        "varies": found.resampled,
        "is_only_here": row["n_elsewhere"] == 0 and is_rare,
    }
