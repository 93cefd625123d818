"""Collocates: the words that keep company with a word or an actor, in each source.

Scores are NLTK's (`nltk.metrics.BigramAssocMeasures`): Dunning's (1993) log-likelihood ratio for how sure the company
is, pointwise mutual information (Church and Hanks, 1990) for how close.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis import schema
from analysis.errors import ParameterError
from analysis.framing.concordance import find_phrases
from analysis.framing.reading import read
from analysis.framing.stop_words import STOP_WORDS
from analysis.framing.vocabulary import placed_words

_PLACES = 6


@dataclass(slots=True)
class _Company:
    """What one source writes: all words, uses of the node, and the words in its windows."""

    words: Counter[str] = field(default_factory=Counter)
    n_node: int = 0
    n_window: int = 0
    beside: Counter[str] = field(default_factory=Counter)
    sentences: dict[str, list[str]] = field(default_factory=dict)


def collocates(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    node: str | Sequence[str],
    window: int = 5,
    top: int = 10,
    drop_stop_words: bool = True,
    include_quotes: bool = True,
    least: int = 2,
) -> pd.DataFrame:
    """What stands beside a word in each source?

    Parameters
    ----------
    articles, blocks, sentences
        The tables of those names.
    node
        A word or phrase as in `concordance` ("prisoner*"), or several that count as one (an actor's names); the first
        is shown.
    window
        Words on each side, within the sentence.
    top
        Collocates for each source, by log-likelihood; ties by name.
    drop_stop_words
        Leave out function words.
    include_quotes
        See `reading.read`.
    least
        A collocate must stand beside the node this often in the source.

    Returns
    -------
    DataFrame
        The table `collocates`; only words that are beside the node more often than by chance.

    Misleads when
        counts are small: log-likelihood is then large for any pair of rare words. It ranks, it does not test.
    """
    nodes = [node] if isinstance(node, str) else list(node)
    if not nodes or window < 1:
        raise ParameterError("Collocates need a word to look at and a window of at least 1.")
    rows = read(articles, blocks, sentences, include_quotes=include_quotes).sentences
    company = _company(rows, nodes, window)
    table = []
    for source in sorted(company):
        one = company[source]
        found = [
            _row(nodes[0], source, one, word)
            for word in sorted(one.beside)
            if one.beside[word] >= least and not (drop_stop_words and word in STOP_WORDS)
        ]
        close = [row for row in found if row["pmi"] > 0]
        table += sorted(close, key=lambda row: (-row["log_likelihood"], row["collocate"]))[:top]
    return schema.frame("collocates", table)


def _company(rows: pd.DataFrame, nodes: Sequence[str], window: int) -> dict[str, _Company]:
    texts = rows["words"].tolist()
    spans: dict[int, list[tuple[int, int]]] = {}
    for row, start, end in find_phrases(texts, nodes):
        spans.setdefault(row, []).append((start, end))
    company: dict[str, _Company] = {}
    places = rows[["source", "sentence_id"]].itertuples(index=False)
    for row, (text, (source, sentence_id)) in enumerate(zip(texts, places, strict=True)):
        one = company.setdefault(source, _Company())
        placed = [piece for piece in placed_words(text) if any(map(str.isalpha, piece[0]))]
        one.words.update(form for form, _, _ in placed)
        for start, end in spans.get(row, ()):
            before = [form for form, _, stop in placed if stop <= start][-window:]
            after = [form for form, begin, _ in placed if begin >= end][:window]
            one.n_node += 1
            one.n_window += len(before) + len(after)
            for form in before + after:
                one.beside[form] += 1
                ids = one.sentences.setdefault(form, [])
                if not ids or ids[-1] != sentence_id:
                    ids.append(sentence_id)
    return company


def _row(node: str, source: str, one: _Company, word: str) -> dict:
    from nltk.metrics import BigramAssocMeasures  # imports all of NLTK, and only here is it needed

    n_words = one.words.total()
    # As a two-by-two table: beside the node or not, this word or not. A word between two nodes is in both windows.
    marginals = (one.beside[word], (one.n_window, max(one.words[word], one.beside[word])), max(n_words, one.n_window))
    return {
        "node": node,
        "source": source,
        "collocate": word,
        "n": one.beside[word],
        "n_node": one.n_node,
        "n_collocate": one.words[word],
        "log_likelihood": round(float(BigramAssocMeasures.likelihood_ratio(*marginals)), _PLACES),
        "pmi": round(float(BigramAssocMeasures.pmi(*marginals)), _PLACES),
        "sentences": one.sentences[word],
    }
