"""The choices that a researcher could reasonably have made otherwise, and what the findings rest on under each of them.

Many sets of choices read the same text: it is read once for each set of articles, and for quotations and boilerplate in
or out; its words are found once; and a form of words or a longest term changes only how these are counted. What a text
is read as is decided on the words as written: a footer stays one whatever is later done to its words.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count, product
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import processes
from analysis.corpus import OTHER_LANGUAGE
from analysis.framing.coverage import counted_by
from analysis.framing.distinctive import terms_in_order
from analysis.framing.languages import ENGLISH, STOP_WORDS, by_language, language_of, language_read
from analysis.framing.log_odds import Usage
from analysis.framing.reading import bodies, read
from analysis.framing.similarity import language_in
from analysis.framing.vocabulary import Encoded, TermCounts, group_rows, tfidf
from analysis.statistics import DECIMALS

Choices = dict[str, Any]
NOTHING = "nothing"
ALL_OF = "all of "
COUNTED = "all"
# Beyond this many articles, choices are varied one at a time and no article is left out: the number of combinations
# would cost more than it tells.
_ALL_COMBINATIONS_UP_TO = 200
_LEAVE_OUT_UP_TO = 30
_QUOTED_FROM = 0.5
_WORD = re.compile(r"[^\W\d_]+")
_KEPT, _FIRST_ONLY = "kept", "first only"


@dataclass(frozen=True)
class Tables:
    """The tables that every measure reads, and the articles of which another of the same origin is there."""

    articles: pd.DataFrame
    blocks: pd.DataFrame
    sentences: pd.DataFrame
    copies: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame, origins: pd.DataFrame
    ) -> "Tables":
        """In order; of each origin the article after which it is named is no copy."""
        again = origins.loc[origins["origin"] != origins["article_id"], "article_id"]
        return cls(
            articles.sort_values("article_id", kind="stable").reset_index(drop=True),
            blocks,
            sentences.sort_values(["article_id", "start_char", "sentence_id"], kind="stable"),
            frozenset(again),
        )

    @property
    def is_large(self) -> bool:
        """Whether choices are varied one at a time."""
        return len(self.articles) > _ALL_COMBINATIONS_UP_TO

    @property
    def in_main_language(self) -> "Tables":
        """The tables of the language of most articles: words of two languages are not compared."""
        own = next(iter(by_language(self.articles).values()), self.articles)
        if len(own) == len(self.articles):
            return self
        kept = self.sentences["article_id"].isin(set(own["article_id"]))
        return replace(self, articles=own, sentences=self.sentences[kept])

    @property
    def language(self) -> str:
        """The code of the language of most articles."""
        return next(iter(by_language(self.articles)), ENGLISH.code)

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices that these articles give: without a copy there is none to leave out."""
        return ("copies",) if self.copies else ()

    @property
    def all_read(self) -> Choices:
        """The reported choices of articles."""
        return {"copies": _KEPT if self.copies else None, "left_out": NOTHING}


@dataclass(frozen=True)
class Plan:
    """The choices that the reports rest on, and what is tried instead: `varied`, and each article left out once."""

    varied: Mapping[str, Sequence[str]]
    leave_out_articles: bool
    reference: str
    scorer: str
    top_terms: int
    ngram_max: int
    drop_stop_words: bool
    include_boilerplate: bool
    include_quotes: bool

    def options(self, *names: str) -> dict[str, Sequence[str]]:
        """What is tried for each of the choices named."""
        return {name: self.varied[name] for name in names}

    @property
    def of_all(self) -> Choices:
        """The reported choices that vocabulary and sentiment share."""
        return {
            "quotations": "in" if self.include_quotes else "out",
            "boilerplate": "in" if self.include_boilerplate else "out",
        }


def grid(options: Mapping[str, Sequence[Any]], *, default: Choices, large: bool) -> Iterator[Choices]:
    """The default first, then every other combination of options (of a large corpus: one change at a time).

    >>> list(grid({"a": [1, 2]}, default={"a": 2}, large=False))
    [{'a': 2}, {'a': 1}]
    """
    yield dict(default)
    if large:
        for name, values in options.items():
            yield from ({**default, name: value} for value in values if value != default[name])
        return
    for values in product(*options.values()):
        choices = dict(zip(options, values, strict=True))
        if choices != {name: default[name] for name in options}:
            yield {**default, **choices}


def without_each(articles: pd.DataFrame, default: Choices, plan: Plan) -> Iterator[Choices]:
    """The default with one article left out, for each article of a small corpus of three or more."""
    if plan.leave_out_articles and 3 <= len(articles) <= _LEAVE_OUT_UP_TO:
        yield from ({**default, "left_out": article_id} for article_id in sorted(articles["article_id"]))


def without_each_source(tables: Tables, default: Choices, plan: Plan) -> Iterator[Choices]:
    """The default with one article left out, and then with all that a source has, where that is more than one."""
    without = list(without_each(tables.articles, default, plan))
    yield from without
    n_articles = tables.articles["source"].value_counts() if without else {}
    for source in sorted(source for source, n in n_articles.items() if 1 < n < len(tables.articles)):
        yield {**default, "left_out": f"{ALL_OF}{source}"}


def left_out(tables: Tables, choices: Choices) -> frozenset[str]:
    """The articles that are not read under `choices`."""
    copies = tables.copies if choices["copies"] == _FIRST_ONLY else frozenset()
    out = choices["left_out"]
    if out.startswith(ALL_OF):
        source = out.removeprefix(ALL_OF)
        return copies | frozenset(tables.articles.loc[tables.articles["source"] == source, "article_id"])
    return copies | ({out} - {NOTHING})


def is_quoted(sentences: pd.DataFrame) -> pd.Series:
    """Which sentences are mostly quotation."""
    return sentences["share_quoted"].fillna(0.0) >= _QUOTED_FROM


def labelled(measure: str, number: int) -> dict[str, Any]:
    """What tells the rows of one set of choices; the first is that of the reports."""
    return {"measure": measure, "specification": f"{measure} {number + 1}", "is_default": number == 0}


def variant(tables: Tables, choices: Choices) -> Tables:
    """The tables without the articles that are left out under `choices`."""
    out = left_out(tables, choices)
    if not out:
        return tables
    articles, sentences = (rows[~rows["article_id"].isin(out)] for rows in (tables.articles, tables.sentences))
    return replace(tables, articles=articles, sentences=sentences)


def narrowed(tables: Tables, choices: Choices) -> Tables:
    """The tables with quotations out and boilerplate in, for a measure that has no such choices of its own."""
    sentences, blocks = tables.sentences, tables.blocks
    if choices["quotations"] == "out":
        sentences = sentences[~is_quoted(sentences)]
    if choices["boilerplate"] == "in":
        blocks = blocks.assign(is_body=blocks["kind"] != OTHER_LANGUAGE)
    return replace(tables, sentences=sentences, blocks=blocks)


def singular(text: str) -> str:
    """The text with plural endings taken off (Harman's S stemmer), so that both numbers count as one word.

    >>> singular("The parties released activists and prisoners across Paris")
    'The party released activist and prisoner across Paris'
    """
    return _WORD.sub(_without_s, text)


def _without_s(match: re.Match[str]) -> str:
    word = match.group()
    if len(word) < 4 or word[0].isupper() or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return f"{word[:-3]}y"
    return word[:-1]


def stems(text: str) -> str:
    """The text with words cut to their stems (Porter, 1980, Program 14:130-137; NLTK), function words whole.

    >>> stems("They were releasing the released prisoners")
    'They were releas the releas prison'
    """
    return _WORD.sub(lambda match: _stem(match.group()), text)


@cache
def _stem(word: str) -> str:
    return word if word.lower() in STOP_WORDS else _stemmer().stem(word, to_lowercase=False)


@cache
def _stemmer() -> Any:
    from nltk.stem import PorterStemmer  # imports all of NLTK, and only here is it needed

    return PorterStemmer()


# What is done to a text so that several forms of a word count as one; "as written" leaves it alone.
WORD_FORMS: Mapping[str | None, Callable[[str], str]] = MappingProxyType(
    {"singular and plural together": singular, "word stems": stems}
)


Pair = tuple[str, str, float]


@dataclass(frozen=True)
class Vocabulary:
    """The first terms that set each source apart, by log-odds and by TF-IDF, and which of them are names."""

    by_log_odds: Mapping[str, list[str]]
    by_tfidf: Mapping[str, list[str]]
    names: frozenset[str]

    @classmethod
    def of(cls, usage: Usage, *, k: int) -> "Vocabulary":
        """The first `k` of the terms of each source that has any."""
        ranked = {
            source: (own, usage.tfidf[at, own].round(DECIMALS))
            for at, (source, own) in enumerate(zip(usage.sources, terms_in_order(usage), strict=True))
            if len(own)
        }
        # Columns are sorted by term, which decides between equal weights.
        weighed = {source: own[np.lexsort((own, -weights))[:k]].tolist() for source, (own, weights) in ranked.items()}
        first = {source: own[:k].tolist() for source, (own, _) in ranked.items()}
        shown = {at for order in (first, weighed) for own in order.values() for at in own}
        return cls(
            {source: [usage.terms[at] for at in own] for source, own in first.items()},
            {source: [usage.terms[at] for at in own] for source, own in weighed.items()},
            frozenset(usage.terms[at] for at in shown if usage.kinds[at] == "name"),
        )

    def tops(self, ranked_by: str) -> Mapping[str, list[str]]:
        """The first terms of each source."""
        return self.by_log_odds if ranked_by == "log-odds" else self.by_tfidf


@dataclass(frozen=True, eq=False)
class _Text:
    """The articles that are read, what is read of them sentence by sentence, and the words of that."""

    number: int
    articles: pd.DataFrame
    rows: pd.DataFrame
    words: dict[str, Encoded]

    def forget(self) -> None:
        """Drop what was counted of the words."""
        as_written = self.words[""].in_form(str)
        self.words.clear()
        self.words[""] = as_written


class Vocabularies:
    """The vocabulary under any set of choices."""

    def __init__(self, tables: Tables, reference: str, *, k: int) -> None:
        self._tables, self._reference, self._k = tables, reference, k
        self._numbers = count()
        self._texts: dict[tuple, _Text] = {}
        self._same: dict[tuple, _Text] = {}
        self._found: dict[tuple, Vocabulary] = {}

    def under(self, choices: Choices) -> Vocabulary:
        """The vocabulary under these choices; the ranking is chosen later."""
        text = self._text(choices)
        counted = choices["word_forms"], choices["longest_term"], choices["stop_words"]
        key = (text.number, *counted)
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
                if self._tables.is_large:  # none comes again, and several would fill the memory
                    self._texts.clear()
                    self._same.clear()
                language = language_read(self._tables.language, rows)
                encoded = Encoded.of(words, language=language, for_readers=True)
                self._same[same] = _Text(next(self._numbers), tables.articles, rows, {"": encoded})
            self._texts[key] = self._same[same]
        return self._texts[key]

    def _ranked(self, text: _Text, word_forms: str, longest_term: int, stop_words: str) -> Vocabulary:
        sources = sorted(text.articles["source"].unique())
        # What is left out may be all that the others are set against.
        if len(sources) < 2 or (self._reference and self._reference not in sources):
            return Vocabulary({}, {}, frozenset())
        settings = {"ngram_max": longest_term, "drop_stop_words": stop_words == "left out", "min_count": 2}
        counted = in_form(text.words, word_forms).counts(**settings)
        if self._tables.is_large:  # nothing else is counted of it: one choice is varied at a time
            text.forget()
            processes.give_back()
        if not counted.terms:
            return Vocabulary({}, {}, frozenset())
        unit = counted_by(text.articles)
        usage = Usage.of(counted, text.rows, sources=sources, unit=unit, reference=self._reference)
        return Vocabulary.of(usage, k=self._k)


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
    if not counted.terms:
        return np.zeros((len(ids), len(ids)))
    weights = tfidf(group_rows(owners, ids) @ counted.counts)
    return np.minimum((weights @ weights.T).toarray(), 1.0).round(DECIMALS)


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
