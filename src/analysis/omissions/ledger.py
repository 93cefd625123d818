"""Facts × sources: which source tells each fact, which leaves it out, and where that cannot be said."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.corpus import is_english
from analysis.omissions.facts import Fact, Figure, Line, Reading, Told, figures, names, passages, quotations

# A brief of so few sentences leaves out nearly everything: nothing follows from it.
_BRIEF = 4
# A story has a few hundred facts. Of a large corpus the most widely told are set against every source: so many cells.
_MOST_CELLS, _LEAST_FACTS = 100_000, 200


# What is read of `reported_figures`.
_OF_FIGURES = ["article_id", "sentence_id", "value", "unit", "bound", "status", "measure", "head"]


class Article(NamedTuple):
    """What decides whether silence can be held against an article."""

    reading: Reading
    source: str
    origin: str
    published: str | None
    is_cut_off: bool
    is_english: bool = True


class _Cell(NamedTuple):
    """One fact in one source: `status` is told, missing or open."""

    status: str
    sentence_id: str | None = None
    reason: str | None = None
    instead: str | None = None


def omissions(
    *,
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    reported_figures: pd.DataFrame,
    claims: pd.DataFrame,
    quotes: pd.DataFrame,
    names_found: pd.DataFrame,
    origins: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the sources tell, and what each of them leaves out.

    A fact is a number of something, a quotation, a person or body named, or what sentences of two origins tell. It is
    central if at least two origins tell it; copies count once. Only of a central fact can a source be said to leave it
    out, and only if none of its articles tells it and one of them could have: it is in English, not cut off, no brief,
    and did not come out before anybody told the fact. Facts are read in English only.

    Returns
    -------
    facts, fact_sources
        The tables of those names: facts by the number of origins that tell them, most first; one row of `fact_sources`
        for each fact and source.

    Misleads when
    -------------
    - An article tells a fact in words that share nothing with the others' ("the capital" for the city's name): it is
      called missing. On real stories about one in thirty facts told in other words was.
    - "Left out" is read as hidden: an article may leave out what its readers know.
    - The facts are counted as if equal: five names are five facts.

    Notes
    -----
    The idea of setting facts against sources to see what one source leaves out is described by Hamborg, Donnay and
    Gipp (2019), "Automated identification of media bias in news articles", as bias by commission and omission.
    """
    read = read_articles(articles, blocks, sentences, reported_figures, origins)
    found = facts_told(read, claims=claims, quotes=quotes, names_found=names_found)
    told = list(tellings(found, read))
    order = sorted(range(len(found)), key=lambda place: (-told[place].n_origins, place))
    by_source: dict[str, list[Article]] = defaultdict(list)
    for article in read:
        by_source[article.source].append(article)
    others = {source: _given_first(own) for source, own in by_source.items()}
    source_of = {article.reading.article_id: article.source for article in read}
    rows, cells = [], []
    for place in order[: max(_LEAST_FACTS, _MOST_CELLS // max(len(by_source), 1))]:
        fact, telling = found[place], told[place]
        if telling.plainly:
            row = {"fact_id": f"o{len(rows) + 1}", **_fact_row(fact, telling)}
            rows.append(row)
            said: dict[str, list[Told]] = defaultdict(list)
            for article_id, one in telling.said.items():
                said[source_of[article_id]].append(one)
            for source, own in sorted(by_source.items()):
                cell = _cell(fact, own, telling, said=said.get(source), others=others[source])
                cells.append({"fact_id": row["fact_id"], "source": source, **cell._asdict()})
    return schema.frame("facts", rows), schema.frame("fact_sources", cells)


def _given_first(own: Sequence[Article]) -> dict[tuple, str]:
    """The sentence in which a source first gives a number of each thing."""
    given: dict[tuple, str] = {}
    for article in own:
        for thing, sentence_id in article.reading.by_subject.items():
            given.setdefault(thing, sentence_id)
    return given


def read_articles(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    reported_figures: pd.DataFrame,
    origins: pd.DataFrame,
) -> list[Article]:
    """The articles with their body sentences and figures, and what decides whether their silence counts."""
    english = articles["language"].map(is_english, na_action=None).astype(bool)
    is_read = blocks["is_body"].astype(bool) & blocks["article_id"].isin(set(articles.loc[english, "article_id"]))
    body = blocks.loc[is_read, ["article_id", "block_id"]]
    lines: dict[str, list[Line]] = defaultdict(list)
    for row in sentences.merge(body, on=["article_id", "block_id"]).itertuples(index=False):
        lines[row.article_id].append(Line(row.sentence_id, row.text))
    ledger: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in schema.records(reported_figures.filter(_OF_FIGURES)):
        ledger[row["article_id"]].append(row)
    origin = dict(zip(origins["article_id"], origins["origin"], strict=True))
    return [
        Article(
            Reading(row["article_id"], tuple(lines[row["article_id"]]), tuple(ledger[row["article_id"]])),
            row["source"],
            origin.get(row["article_id"], row["article_id"]),
            row["published"],
            "cut_off" in (row["health"] or []),
            is_english(row["language"]),
        )
        for row in schema.records(articles.drop(columns="text", errors="ignore"))
    ]


def facts_told(
    read: Sequence[Article], *, claims: pd.DataFrame, quotes: pd.DataFrame, names_found: pd.DataFrame
) -> list[Fact]:
    """Every fact of the articles: numbers, quotations, names, and what sentences of two origins tell."""
    said = [*figures(schema.records(claims)), *quotations(schema.records(quotes)), *names(schema.records(names_found))]
    readings = [article.reading for article in read]
    direct = quotes.loc[quotes["is_direct"].astype(bool), "sentence_id"]
    taken = frozenset(claims["sentence_id"]) | frozenset(direct)
    origin = {article.reading.article_id: article.origin for article in read}
    return [*said, *passages(readings, told=taken, origin=origin)]


@dataclass(frozen=True)
class Telling:
    """Who tells a fact: the articles that do so plainly, and how each article stands to it."""

    said: Mapping[str, Told]
    plainly: Sequence[Article]

    @cached_property
    def n_origins(self) -> int:
        """Copies count once."""
        return len({article.origin for article in self.plainly})

    @cached_property
    def first_day(self) -> str | None:
        """When it was first told, as far as the articles have dates."""
        return min((article.published for article in self.plainly if article.published), default=None)


def tellings(found: Iterable[Fact], read: Sequence[Article]) -> Iterator[Telling]:
    """Of each fact who tells it; each article is looked through once, for the facts to which it holds a clue."""
    facts = list(found)
    seeking: dict[Any, list[int]] = defaultdict(list)
    common = Counter(clue for fact in facts if fact.least_clues > 1 for clue in fact.clues)
    for number, fact in enumerate(facts):
        # Who has so many of the clues has one of the rarer ones: the commonest lead to nobody.
        clues = sorted(fact.clues, key=lambda clue: common[clue]) if fact.least_clues > 1 else list(fact.clues)
        for clue in clues[: len(clues) - fact.least_clues + 1]:
            seeking[clue].append(number)
    said: list[dict[int, Told]] = [{} for _ in facts]
    for place, article in enumerate(read):
        near = {number for clue in article.reading.clues & seeking.keys() for number in seeking[clue]}
        for number in near:
            if (told := facts[number].told_by(article.reading)) is not None:
                said[number][place] = told
        article.reading.forget()
    for looked in said:
        yield Telling(
            {read[place].reading.article_id: told for place, told in looked.items()},
            [read[place] for place, told in looked.items() if told.doubt is None],
        )


def _fact_row(fact: Fact, telling: Telling) -> dict[str, Any]:
    first = telling.plainly[0].reading.article_id
    is_dated = all(article.published for article in telling.plainly)
    return {
        "kind": fact.kind,
        "fact": fact.label,
        "n_sources": len({article.source for article in telling.plainly}),
        "n_origins": telling.n_origins,
        "is_central": telling.n_origins > 1,
        "first_told": telling.first_day if is_dated else None,
        "sentence_id": telling.said[first].sentence_id,
    }


def _cell(
    fact: Fact, own: Sequence[Article], telling: Telling, *, said: Sequence[Told] | None, others: Mapping[tuple, str]
) -> _Cell:
    """How a source stands to a fact: the best that any of its articles allows to say."""
    if said:
        first = min(said, key=lambda one: one.doubt is not None)
        return _Cell("open" if first.doubt else "told", first.sentence_id, first.doubt)
    if telling.n_origins < 2:
        return _Cell("open", reason="told by one origin only")
    if all(excuse(article, telling.first_day) for article in own):
        return _Cell("open", reason=excuse(own[0], telling.first_day))
    return _Cell("missing", instead=fact.instead(others) if isinstance(fact, Figure) else None)


def excuse(article: Article, first_told: str | None) -> str | None:
    """Why an article's silence says nothing."""
    if not article.is_english:
        return "not in English"
    if article.is_cut_off:
        return "the article is cut off"
    if len(article.reading.lines) <= _BRIEF:
        return "a brief of a few sentences"
    if article.published and first_told and article.published < first_told:
        return "published before anybody told it"
    return None
