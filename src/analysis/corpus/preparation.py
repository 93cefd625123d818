"""Before a corpus is read: its folder laid out from files as they are, and looked over for what is wrong with it."""

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.corpus.codebook import load_codebook
from analysis.corpus.document import document_from_text, documents
from analysis.corpus.health import health_card, proposed_day
from analysis.corpus.intake import Corpus, not_told, read_corpus
from analysis.corpus.language import detect_language
from analysis.corpus.records import check_text, opened, unnamed_source
from analysis.corpus.selection import Selection
from analysis.corpus.settings import COLUMNS, SETTINGS_FILE, SOURCES_FILE, settings_text
from analysis.errors import CorpusError
from analysis.readers import FIELDS, Note, Record, Refused, Settings, Unreadable, read_file, unpacked
from analysis.readers.columns import told_columns_of
from analysis.schema import frame
from analysis.wording import some_of, tally

# --- laid out

_MOST_NAMED = 20


def new_corpus(folder: Path, files: Sequence[Path], columns: Mapping[str, str | tuple[str, ...]] | None = None) -> str:
    """Lay out a corpus folder: copies of the files, and a `sources.csv` with a row for each that is one article.

    What files say of themselves (source, title, day, language, address) is filled in; else titles and languages are
    those that the text shows, days those of its date lines, and sources the file names, for a start. Tables and
    exports hold all this themselves. `columns` names for a field the column of tables that holds it, or several where
    tables differ; it is kept in `corpus.yml`. The folder appears whole or not at all.

    Returns
    -------
    str
        What was laid out, what was assumed and what to do next.

    Raises
    ------
    CorpusError
        If the folder exists and is not empty, a file cannot be used, two files have one name, or no file has a column
        that is named.
    """
    if not files:
        raise CorpusError("Name the articles: media-analysis new FOLDER FILE...")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CorpusError(f"{folder} is there already and is no folder. Nothing was changed.")
    if folder.is_dir() and any(folder.iterdir()):
        raise CorpusError(f"{folder} is not empty. Nothing was changed; choose a new folder.")
    _refuse_same_names(files)
    settings = Settings(columns=columns or {})
    looked_over = _look_over(files, settings)
    for name in settings.columns.keys() - {name for one in looked_over for name in one.told}:
        raise CorpusError(f"{not_told(name, settings)} Nothing was changed.")
    rows = [one.row for one in looked_over if one.row]
    written = {SOURCES_FILE: _csv(rows)} if rows else {}
    if settings.columns:
        written[SETTINGS_FILE] = settings_text(settings.columns)
    try:
        _write(folder, files, written)
    except OSError as error:
        raise CorpusError(f"{folder} cannot be written: {error.strerror}.") from error
    return "\n".join([*_said(looked_over), _next_steps(folder, looked_over, rows)])


@dataclass(frozen=True)
class _Look:
    """What a file holds: its kind, how many articles, what was assumed, its row of `sources.csv` if it is one, and
    which fields stand in a column that was named.
    """

    path: Path
    kind: str
    n_articles: int
    n_refused: int
    notes: tuple[str, ...]
    row: dict[str, str] | None
    told: frozenset[str]


def _look_over(files: Sequence[Path], settings: Settings) -> list[_Look]:
    """All that cannot be used is named at once, not one a run."""
    looks, unusable = [], []
    for path in sorted(files, key=lambda path: path.name):
        try:
            looks.append(_look(path, settings))
        except Unreadable as error:
            unusable.append(f"{path}: {error}")
    if unusable:
        more = len(unusable) - _MOST_NAMED
        tail = f" And {tally(more, 'more file')}." if more > 0 else ""
        raise CorpusError(f"{' '.join(unusable[:_MOST_NAMED])}{tail} Nothing was changed.")
    return looks


def _look(path: Path, settings: Settings) -> _Look:
    records, notes, refused, kinds = [], [], [], []
    for file in unpacked(opened(path.absolute(), folder=path.absolute().parent)):
        if isinstance(file, Refused):
            refused.append(file)
            continue
        kind, outcomes = read_file(file, settings)
        kinds.append(kind)
        for outcome in outcomes:
            {Record: records, Note: notes, Refused: refused}[type(outcome)].append(outcome)
    if not records:
        raise Unreadable(refused[0].reason if refused else "It holds no article.")
    is_one = len(records) == 1 and records[0].row is None
    if is_one:
        check_text(records[0].text)
    kind = kinds[0] if len(set(kinds)) == 1 else "several kinds"
    said = tuple(note.text for note in notes)
    told = frozenset(name for record in records for name in told_columns_of(record, settings))
    row = _row(path, records[0]) if is_one else None
    if row and row["published"] and "published" not in records[0].fields:
        said += (f"published in {SOURCES_FILE} is a proposal, from a line of the text that is a date: look it over.",)
    return _Look(path, kind, len(records), len(refused), said, row, told)


def _row(path: Path, record: Record) -> dict[str, str]:
    given = {name: " ".join(value.value.split()) for name, value in record.fields.items() if name in COLUMNS}
    document = document_from_text(record.text)
    return {
        "source": unnamed_source(path.name),
        "title": document.title or "",
        "published": (proposed_day(document) or ("",))[0],
        "language": detect_language(record.text) or "",
        **given,
        "file": path.name,
    }


def _said(looks: list[_Look]) -> list[str]:
    """A line for each kind of file of many articles and each thing that was assumed, however many files there are."""
    of_kinds: dict[str, list[_Look]] = {}
    of_notes: dict[str, list[str]] = {}
    for look in looks:
        if look.row is None:
            of_kinds.setdefault(look.kind, []).append(look)
        for note in look.notes:
            of_notes.setdefault(note, []).append(look.path.name)
    lines = []
    for kind, own in of_kinds.items():
        n_articles, n_refused = sum(look.n_articles for look in own), sum(look.n_refused for look in own)
        refused = f", {tally(n_refused, 'record')} cannot be used" if n_refused else ""
        lines.append(f"{some_of([look.path.name for look in own])}: {kind}, {tally(n_articles, 'article')}{refused}.")
    lines += [f"{some_of(names)}: {note}" for note, names in of_notes.items()]
    more = len(lines) - _MOST_NAMED
    tail = [f"… and {tally(more, 'more line')}: see `media-analysis check`."] if more > 0 else []
    return [*lines[:_MOST_NAMED], *tail]


def _next_steps(folder: Path, looks: list[_Look], rows: list[dict[str, str]]) -> str:
    n_articles = sum(look.n_articles for look in looks)
    with_sources = f" and {SOURCES_FILE}" if rows else ""
    fill_in = f"Fill in {SOURCES_FILE} (source, title, published as YYYY-MM-DD, url), then look" if rows else "Look"
    return (
        f"{folder}: {tally(n_articles, 'article')}{with_sources}. {fill_in} it over with "
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


def _write(folder: Path, files: Sequence[Path], written: Mapping[str, str]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as staged:
        inner = Path(staged, folder.name)
        inner.mkdir()
        for path in files:
            shutil.copyfile(path, inner / path.name)
        for name, text in written.items():
            inner.joinpath(name).write_text(text, encoding="utf-8", newline="")
        if folder.is_dir():
            folder.rmdir()
        inner.rename(folder)


def _csv(rows: list[dict[str, str]]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


# --- looked over

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
