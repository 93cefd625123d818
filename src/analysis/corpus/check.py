"""Looking a corpus folder over: what would be taken in, what is wrong with it, and what is not used."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.corpus.codebook import load_codebook
from analysis.corpus.document import documents
from analysis.corpus.health import health_card, proposed_day
from analysis.corpus.intake import Corpus, read_corpus
from analysis.corpus.selection import Selection
from analysis.corpus.settings import SOURCES_FILE
from analysis.readers import FIELDS
from analysis.schema import frame
from analysis.wording import some_of, tally

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_SHOWN = 90
_EXAMPLES = 3
# Of each list: a corpus of fifty thousand looks like one of five.
_MOST_LINES = 50


@dataclass(frozen=True)
class Check:
    """A report on a corpus folder in plain text, and how much of the folder can be used."""

    text: str
    n_articles: int
    n_rejected: int


def check_corpus(folder: Path, *, where: str = "", compare: str = "") -> Check:
    """What would be taken in from a corpus folder and what is wrong with it; writes nothing.

    The report has the same parts whatever the size of the corpus: sources, fields, findings, articles with what is
    wrong with each, what is not used, notes. Long lists end with the number of what follows. With `where` and `compare`
    it is of the articles that these choose, in the groups that they make (see `selection`).

    Raises
    ------
    CorpusError
        If nothing could be taken in at all.
    """
    codebook = load_codebook(folder)
    chosen = Selection(read_corpus(folder), codebook)
    chosen.where(where)
    chosen.compare(compare)
    corpus = chosen.corpus
    n_articles, n_rejected = len(corpus.articles), len(corpus.rejected)
    card = health_card(corpus.articles, corpus.blocks)
    own = "the built-in one for general news" if codebook.is_built_in else "the folder's, over the built-in one"
    name = _shown(folder.resolve().name)
    parts = [
        f"{name}: {tally(n_articles, 'article')} would be taken in; {tally(n_rejected, 'problem')}.",
        *_part("Sources", _source_lines(corpus.articles), "source"),
        *_part("Fields, and where they stand", _field_lines(corpus.metadata), "field"),
        *_part("What to know before trusting the texts", [*_same_files(corpus), *_finding_lines(card)], "finding"),
        *_part("Articles", _article_lines(corpus, card), "article"),
        *_part("What is not used", [_rejected_line(row) for row in corpus.rejected.itertuples()], "problem"),
        *_part("Notes", [_plain(note) for note in chosen.tables()["notes"]["note"]], "note"),
        f"Codebook: {own} ({tally(len(codebook.measures), 'measure')}).",
    ]
    return Check("\n\n".join(parts) + "\n", n_articles, n_rejected)


def _part(heading: str, entries: list[str], noun: str) -> Iterator[str]:
    if entries:
        more = len(entries) - _MOST_LINES
        tail = [f"… and {more:,} more {noun}{'s' if more > 1 else ''}."] if more > 0 else []
        yield "\n".join([f"{heading}:", *(f"  {entry}" for entry in [*entries[:_MOST_LINES], *tail])])


def _source_lines(articles: pd.DataFrame) -> list[str]:
    lines = []
    for source, own in articles.groupby("source", sort=True):
        days = own["published"].dropna()
        when = f", {days.min()} to {days.max()}" if days.nunique() > 1 else f", {days.iloc[0]}" if len(days) else ""
        undated = len(own) - len(days)
        open_ones = f", {undated} without a date" if undated else ""
        lines.append(
            f"{_shown(source)}: {tally(len(own), 'article')}, {tally(own['n_words'].sum(), 'word')}{when}{open_ones}"
        )
    return lines


def _field_lines(metadata: pd.DataFrame) -> list[str]:
    """Each field or further column, with how many articles have it from where."""
    counts = metadata.groupby(["name", "origin"], sort=True).size()
    lines = []
    for name in sorted(metadata["name"].unique(), key=lambda one: (one not in FIELDS, one)):
        said = "; ".join(f"{_shown(origin)} ({tally(n, 'article')})" for origin, n in counts[name].items())
        lines.append(f"{_shown(name)}: {said}")
    return lines


def _finding_lines(card: pd.DataFrame) -> list[str]:
    """Each thing that is wrong with how many articles, and examples."""
    found = [(own["article_id"].unique(), meaning) for meaning, own in card.groupby("meaning", sort=True)]
    return [
        f"{meaning} {tally(len(ids), 'article')}, such as {', '.join(map(_shown, ids[:_EXAMPLES]))}"
        for ids, meaning in sorted(found, key=lambda one: (-len(one[0]), one[1]))
    ]


def _same_files(corpus: Corpus) -> Iterator[str]:
    """How many files are byte for byte the same as another, whatever their names."""
    files = corpus.articles.drop_duplicates("path")
    groups = [own["path"].tolist() for _, own in files.groupby("sha256", sort=False) if len(own) > 1]
    if groups:
        more = f"; and {tally(len(groups) - _EXAMPLES, 'more group')}" if len(groups) > _EXAMPLES else ""
        examples = "; ".join(some_of([_shown(path) for path in own]) for own in groups[:_EXAMPLES])
        n_copies = sum(len(own) - 1 for own in groups)
        yield f"Byte for byte the same as another file. {tally(n_copies, 'file')}: {examples}{more}"


def _proposed_days(corpus: Corpus) -> dict[str, tuple[str, str]]:
    """For articles without a date, the day that a date line of theirs gives, and the line."""
    undated = corpus.articles[corpus.articles["published"].isna()].head(_MOST_LINES)
    of_lines = corpus.blocks[corpus.blocks["kind"] == "dateline"]
    found = {one.article_id: proposed_day(one) for one in documents(undated, of_lines, frame("sentences"))}
    return {article: proposal for article, proposal in found.items() if proposal}


def _article_lines(corpus: Corpus, card: pd.DataFrame) -> list[str]:
    """A line for each article, with its own card below it."""
    shown = corpus.articles.head(_MOST_LINES)
    days = _proposed_days(corpus)
    cards = dict(iter(card[card["article_id"].isin(shown["article_id"])].groupby("article_id")))
    lines = []
    for article in shown.itertuples():
        published = article.published if isinstance(article.published, str) else "no date"
        size = f"{tally(article.n_words, 'word')}, {tally(article.n_sentences, 'sentence')}"
        row = f", row {article.row}" if pd.notna(article.row) else ""
        own = [f"{_shown(article.path)}{row}: {_shown(article.source)}, {published}, {size}"]
        for finding in cards.get(article.article_id, card.head(0)).itertuples():
            times = f" ({finding.n} times)" if finding.n > 1 else ""
            example = f" “{_shown(finding.example)}”" if isinstance(finding.example, str) else ""
            own.append(f"    {finding.meaning}{times}{example}")
        if article.article_id in days:
            day, line = days[article.article_id]
            own.append(f"    Its line “{_shown(line)}” may say when: put {day} into {SOURCES_FILE} (published) if so.")
        lines.append("\n".join(own))
    return [*lines, *[""] * (len(corpus.articles) - len(shown))]


def _rejected_line(row: tuple) -> str:
    where = f", row {row.row}" if pd.notna(row.row) else ""
    return f"{_shown(row.path)}{where}: {_plain(row.reason)}"


def _plain(text: str) -> str:
    return _UNPRINTABLE.sub("�", text)


def _shown(text: str) -> str:
    """Text of unknown origin for a terminal: one line, no control characters, not too long."""
    clean = " ".join(_plain(text).split())
    return clean if len(clean) <= _LONGEST_SHOWN else f"{clean[: _LONGEST_SHOWN - 1]}…"
