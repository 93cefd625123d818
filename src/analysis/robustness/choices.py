"""The choices that a researcher could reasonably have made otherwise, and the tables under each of them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Any

import pandas as pd
from nltk.stem import PorterStemmer

from analysis.corpus import OTHER_LANGUAGE
from analysis.framing.forms import STOP_WORDS
from analysis.framing.languages import ENGLISH, by_language

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
    seed: int

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
    return word if word.lower() in STOP_WORDS else PorterStemmer().stem(word, to_lowercase=False)


# What is done to a text so that several forms of a word count as one; "as written" leaves it alone.
WORD_FORMS: Mapping[str | None, Callable[[str], str]] = MappingProxyType(
    {"singular and plural together": singular, "word stems": stems}
)
