"""Laying out a corpus folder, and looking one over without changing it."""

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.corpus.definitions import load_codebook
from analysis.corpus.document import document_from_text
from analysis.corpus.folder import Corpus, read_corpus
from analysis.corpus.health import health_card
from analysis.corpus.language import detect_language
from analysis.corpus.reading import Unreadable, read_article
from analysis.corpus.sources import COLUMNS, SOURCES_FILE
from analysis.errors import CorpusError

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_SHOWN = 90
_MOST_NAMED = 20
_EACH_UP_TO, _EXAMPLES = 50, 3


@dataclass(frozen=True)
class Check:
    """A report on a corpus folder in plain text, and how much of the folder can be used."""

    text: str
    n_articles: int
    n_rejected: int


def new_corpus(folder: Path, files: Sequence[Path]) -> str:
    """Lay out a corpus folder: copies of the files and a `sources.csv` with a row for each, ready to fill in.

    Titles and languages are filled in where the text itself shows them; sources are the file names for a start.
    The folder appears whole or not at all.

    Returns
    -------
    str
        What was laid out and what to do next.

    Raises
    ------
    CorpusError
        If the folder exists and is not empty, a file cannot be used, or two files have one name.
    """
    if not files:
        raise CorpusError("Name the articles: media-analysis new FOLDER FILE...")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CorpusError(f"{folder} is there already and is no folder. Nothing was changed.")
    if folder.is_dir() and any(folder.iterdir()):
        raise CorpusError(f"{folder} is not empty. Nothing was changed; choose a new folder.")
    _refuse_same_names(files)
    rows = _rows(files)
    try:
        _write(folder, files, rows)
    except OSError as error:
        raise CorpusError(f"{folder} cannot be written: {error.strerror}.") from error
    return (
        f"{folder}: {len(rows)} {'article' if len(rows) == 1 else 'articles'} and {SOURCES_FILE}. "
        f"Fill in {SOURCES_FILE} (source, title, published as YYYY-MM-DD, url), then look it over with "
        f"`media-analysis check {folder}`."
    )


def _refuse_same_names(files: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in files:
        if path.name in seen:
            raise CorpusError(f"{seen[path.name]} and {path} have one name. Nothing was changed; rename one.")
        if path.name == SOURCES_FILE:
            raise CorpusError(f"{path} would be the list of sources, not an article. Nothing was changed.")
        seen[path.name] = path


def _rows(files: Sequence[Path]) -> list[dict[str, str]]:
    """A row of `sources.csv` for each file; all that cannot be used are named at once, not one a run."""
    rows, unusable = [], []
    for path in sorted(files, key=lambda path: path.name):
        try:
            rows.append(_row(path))
        except Unreadable as error:
            unusable.append(f"{path}: {error}")
    if unusable:
        more = len(unusable) - _MOST_NAMED
        tail = f" And {_count(more, 'more file')}." if more > 0 else ""
        raise CorpusError(f"{' '.join(unusable[:_MOST_NAMED])}{tail} Nothing was changed.")
    return rows


def _row(path: Path) -> dict[str, str]:
    reading = read_article(path, folder=path.resolve().parent)
    document = document_from_text(reading.text)
    return {
        "file": path.name,
        "source": path.stem,
        "title": document.title or "",
        "language": detect_language(reading.text) or "",
    }


def _write(folder: Path, files: Sequence[Path], rows: list[dict[str, str]]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as staged:
        inner = Path(staged, folder.name)
        inner.mkdir()
        for path in files:
            shutil.copyfile(path, inner / path.name)
        inner.joinpath(SOURCES_FILE).write_text(_csv(rows), encoding="utf-8", newline="")
        if folder.is_dir():
            folder.rmdir()
        inner.rename(folder)


def _csv(rows: list[dict[str, str]]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def check_corpus(folder: Path) -> Check:
    """What would be taken in from a corpus folder and what is wrong with it; writes nothing.

    Raises
    ------
    CorpusError
        If nothing could be taken in at all.
    """
    corpus, codebook = read_corpus(folder), load_codebook(folder)
    name, notes = folder.resolve().name, corpus.notes["note"]
    n_articles, n_rejected = len(corpus.articles), len(corpus.rejected)
    lines = [f"{name}: {_count(n_articles, 'article')} would be taken in; {_count(n_rejected, 'problem')}.", ""]
    lines += _article_lines(corpus) if n_articles <= _EACH_UP_TO else _summary_lines(corpus)
    if n_rejected:
        lines += ["What is not used:"]
        lines += [_rejected_line(row) for row in corpus.rejected.itertuples()]
        lines += [""]
    if len(notes):
        lines += ["Notes:", *[f"  {_shown(note)}" for note in notes], ""]
    own = "the built-in one for general news" if codebook.is_built_in else "the folder's, over the built-in one"
    lines += [f"Codebook: {own} ({_count(len(codebook.measures), 'measure')})."]
    return Check("\n".join(lines) + "\n", n_articles, n_rejected)


def _article_lines(corpus: Corpus) -> list[str]:
    card = health_card(corpus.articles, corpus.blocks)
    lines = []
    for article in corpus.articles.itertuples():
        published = article.published if isinstance(article.published, str) else "no date"
        size = f"{_count(article.n_words, 'word')}, {_count(article.n_sentences, 'sentence')}"
        lines.append(f"{_shown(article.path)}: {_shown(article.source)}, {published}, {size}")
        for finding in card[card["article_id"] == article.article_id].itertuples():
            times = f" ({finding.n} times)" if finding.n > 1 else ""
            example = f" “{_shown(finding.example)}”" if isinstance(finding.example, str) else ""
            lines.append(f"  {finding.meaning}{times}{example}")
        lines.append("")
    return lines


def _summary_lines(corpus: Corpus) -> list[str]:
    """Of a large corpus: articles by source, then each thing that is wrong with how many articles, and examples."""
    articles, card = corpus.articles, health_card(corpus.articles, corpus.blocks)
    lines = []
    for source, own in articles.groupby("source", sort=True):
        undated = int(own["published"].isna().sum())
        said = f", {undated} without a date" if undated else ""
        lines.append(f"{_shown(source)}: {_count(len(own), 'article')}, {_count(own['n_words'].sum(), 'word')}{said}")
    lines.append("")
    path_of = articles.set_index("article_id")["path"]
    found = [(own["article_id"].unique(), meaning) for meaning, own in card.groupby("meaning", sort=True)]
    for ids, meaning in sorted(found, key=lambda one: (-len(one[0]), one[1])):
        examples = ", ".join(_shown(path_of[one]) for one in ids[:_EXAMPLES])
        lines.append(f"{meaning} {_count(len(ids), 'article')}, such as {examples}")
    return [*lines, ""]


def _rejected_line(row: tuple) -> str:
    where = f", row {row.row}" if pd.notna(row.row) else ""
    return f"  {_shown(row.path)}{where}: {_UNPRINTABLE.sub('�', row.reason)}"


def _shown(text: str) -> str:
    """Text of unknown origin for a terminal: one line, no control characters, not too long."""
    clean = " ".join(_UNPRINTABLE.sub("�", text).split())
    return clean if len(clean) <= _LONGEST_SHOWN else f"{clean[: _LONGEST_SHOWN - 1]}…"


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
