"""What the findings rest on under each set of choices, each part made once and shared.

Many sets of choices read the same text: it is read once for each set of articles, and for quotations and boilerplate in
or out; its words are found once; and a form of words or a longest term changes only how these are counted. What a text
is read as is decided on the words as written: a footer stays one whatever is later done to its words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.framing.coverage import counted_by
from analysis.framing.distinctive import terms_in_order
from analysis.framing.forms import language_read
from analysis.framing.languages import language_of
from analysis.framing.log_odds import Usage
from analysis.framing.reading import bodies, read
from analysis.framing.similarity import language_in
from analysis.framing.vocabulary import Encoded, TermCounts, group_rows
from analysis.robustness.choices import COUNTED, WORD_FORMS, Choices, Tables, left_out, narrowed, variant

Pair = tuple[str, str, float]
_PLACES = 6


@dataclass(frozen=True)
class Vocabulary:
    """The terms that set each source apart, by log-odds and by TF-IDF, and which of them are names."""

    by_log_odds: Mapping[str, list[str]]
    by_tfidf: Mapping[str, list[str]]
    names: frozenset[str]

    @classmethod
    def of(cls, usage: Usage) -> "Vocabulary":
        """Rank all terms of each source that has any."""
        ranked = {
            source: (own, usage.tfidf[at, own].round(_PLACES))
            for at, (source, own) in enumerate(zip(usage.sources, terms_in_order(usage), strict=True))
            if len(own)
        }
        # Columns are sorted by term, which decides between equal weights.
        weighed = {source: own[np.lexsort((own, -weights))] for source, (own, weights) in ranked.items()}
        shown = {at for own, _ in ranked.values() for at in own.tolist()}
        return cls(
            {source: [usage.terms[at] for at in own.tolist()] for source, (own, _) in ranked.items()},
            {source: [usage.terms[at] for at in own.tolist()] for source, own in weighed.items()},
            frozenset(usage.terms[at] for at in shown if usage.kinds[at] == "name"),
        )

    def tops(self, ranked_by: str, *, k: int) -> dict[str, list[str]]:
        """The first `k` terms of each source."""
        ranked = self.by_log_odds if ranked_by == "log-odds" else self.by_tfidf
        return {source: terms[:k] for source, terms in ranked.items()}


@dataclass(frozen=True, eq=False)
class _Text:
    """The articles that are read, what is read of them sentence by sentence, and the words of that."""

    articles: pd.DataFrame
    rows: pd.DataFrame
    words: dict[str, Encoded]


class Vocabularies:
    """The vocabulary under any set of choices."""

    def __init__(self, tables: Tables, reference: str) -> None:
        self._tables, self._reference = tables, reference
        self._texts: dict[tuple, _Text] = {}
        self._same: dict[tuple, _Text] = {}
        self._found: dict[tuple, Vocabulary] = {}

    def under(self, choices: Choices) -> Vocabulary:
        """The vocabulary under these choices; the ranking is chosen later."""
        text = self._text(choices)
        counted = choices["word_forms"], choices["longest_term"], choices["stop_words"]
        key = (id(text), *counted)
        if key not in self._found:
            self._found[key] = self._ranked(text, *counted)
        return self._found[key]

    def _text(self, choices: Choices) -> _Text:
        key = left_out(self._tables, choices), choices["quotations"], choices["boilerplate"]
        if key not in self._texts:
            tables = variant(self._tables, choices)
            boilerplate, quotes = (choices[name] == "in" for name in ("boilerplate", "quotations"))
            given = tables.articles, tables.blocks, tables.sentences
            rows = read(*given, include_boilerplate=boilerplate, include_quotes=quotes).sentences
            words = rows["words"].tolist()
            # Articles without boilerplate, or without quotations, read the same either way.
            same = tuple(tables.articles["article_id"]), tuple(rows["article_id"]), tuple(words)
            if same not in self._same:
                language = language_read(self._tables.language, rows)
                encoded = Encoded.of(words, language=language, for_readers=True)
                self._same[same] = _Text(tables.articles, rows, {"": encoded})
            self._texts[key] = self._same[same]
        return self._texts[key]

    def _ranked(self, text: _Text, word_forms: str, longest_term: int, stop_words: str) -> Vocabulary:
        sources = sorted(text.articles["source"].unique())
        # What is left out may be all that the others are set against.
        if len(sources) < 2 or (self._reference and self._reference not in sources):
            return Vocabulary({}, {}, frozenset())
        words = in_form(text.words, word_forms)
        counted = words.counts(ngram_max=longest_term, drop_stop_words=stop_words == "left out", min_count=2)
        if not counted.terms:
            return Vocabulary({}, {}, frozenset())
        unit = counted_by(text.articles)
        return Vocabulary.of(Usage.of(counted, text.rows, sources=sources, unit=unit, reference=self._reference))


def in_form(words: dict[str, Encoded], word_forms: str) -> Encoded:
    """The words in the form that is chosen, made once; those as written have the key ""."""
    form = WORD_FORMS.get(word_forms)
    if form is None:
        return words[""]
    if word_forms not in words:
        words[word_forms] = words[""].in_form(form)
    return words[word_forms]


class Likenesses:
    """How alike every two articles are under any set of choices, by their words."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._texts: dict[tuple, tuple[list[str], list[str], dict[str, Encoded]]] = {}

    def under(self, choices: Choices) -> list[Pair]:
        """All pairs of articles with their cosine, the most alike first, ties by name."""
        ids, owners, words = self._text(choices)
        counted = in_form(words, choices["word_forms"]).counts(ngram_max=1, drop_stop_words=True, fold=False)
        cosines = _cosines(counted, owners, ids)
        a, b = np.triu_indices(len(ids), k=1)
        order = np.lexsort((b, a, -cosines[a, b]))
        rows = zip(a[order].tolist(), b[order].tolist(), cosines[a, b][order].tolist(), strict=True)
        return [(ids[one], ids[other], cosine) for one, other, cosine in rows]

    def _text(self, choices: Choices) -> Any:
        key = left_out(self._tables, choices), choices["quotations"], choices["boilerplate"]
        if key not in self._texts:
            seen = narrowed(variant(self._tables, choices), choices)
            texts = bodies(seen.articles, seen.blocks, seen.sentences)
            owners = [one for one, passages in zip(texts.ids, texts.passages, strict=True) for _ in passages]
            language = language_in(texts, language_of(seen.articles))
            words = Encoded.of([passage.text for one in texts.passages for passage in one], language=language)
            self._texts[key] = texts.ids, owners, {"": words}
        return self._texts[key]


def _cosines(counted: TermCounts, owners: Sequence[str], ids: Sequence[str]) -> NDArray[np.float64]:
    """Cosines of the TF-IDF of every two articles, rounded as the table `similarity` has them."""
    from sklearn.feature_extraction.text import TfidfTransformer

    if not counted.terms:
        return np.zeros((len(ids), len(ids)))
    weights = TfidfTransformer().fit_transform(group_rows(owners, ids) @ counted.counts)
    return np.minimum((weights @ weights.T).toarray(), 1.0).round(_PLACES)


@dataclass(frozen=True)
class Scores:
    """Scored sentences summed by article and by whether they are quoted, of the body, and charged: a row for each."""

    sources: list[str]
    article_ids: NDArray[np.object_]
    source: NDArray[np.int64]
    is_quoted: NDArray[np.bool_]
    is_body: NDArray[np.bool_]
    is_charged: NDArray[np.bool_]
    n: NDArray[np.int64]
    sums: NDArray[np.float64]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> "Scores":
        """Sum up the scored sentences."""
        kinds = {
            "is_quoted": rows["is_quoted"].astype(bool),
            "is_body": rows["is_body"].fillna(True).astype(bool),
            "is_charged": (rows["n_lexicon_words"] > 0).astype(bool),
        }
        grouped = rows.assign(**kinds).groupby(["article_id", "source", *kinds], sort=True)["compound"]
        found = grouped.agg(["size", "sum"]).reset_index()
        sources = sorted(found["source"].unique())
        place = {source: at for at, source in enumerate(sources)}
        marks = {name: found[name].to_numpy(dtype=bool) for name in kinds}
        source = np.array([place[one] for one in found["source"]], dtype=np.int64)
        ids, n = found["article_id"].to_numpy(dtype=object), found["size"].to_numpy(dtype=np.int64)
        return cls(sources, ids, source, **marks, n=n, sums=found["sum"].to_numpy(dtype=float))

    def means(self, choices: Choices, *, out: frozenset[str]) -> dict[str, float]:
        """Mean by source, lowest first, ties by name; a source without a charged word has none."""
        chosen = np.array([one not in out for one in self.article_ids], dtype=bool)
        if choices["quotations"] == "out":
            chosen &= ~self.is_quoted
        if choices["boilerplate"] == "out":
            chosen &= self.is_body
        charged = chosen & self.is_charged
        counted = chosen if choices["sentences"] == COUNTED else charged
        n_charged, n, sums = (
            np.bincount(self.source[which], weights=of[which], minlength=len(self.sources))
            for which, of in ((charged, self.n), (counted, self.n), (counted, self.sums))
        )
        # Rounded, so that the order of additions cannot decide who is first.
        means = {self.sources[at]: round(sums[at] / n[at], 9) for at in np.flatnonzero(n_charged).tolist()}
        return dict(sorted(means.items(), key=lambda item: item[1]))
