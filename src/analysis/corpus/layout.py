"""Laying out a corpus folder from files as they are, and saying what was assumed."""

import csv
import io
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.corpus.document import document_from_text
from analysis.corpus.folder import opened, unnamed_source
from analysis.corpus.health import proposed_day
from analysis.corpus.intake import not_told
from analysis.corpus.language import detect_language
from analysis.corpus.records import check_text
from analysis.corpus.settings import COLUMNS, SETTINGS_FILE, SOURCES_FILE, settings_text
from analysis.errors import CorpusError
from analysis.readers import Note, Record, Refused, Settings, Unreadable, read_file, unpacked
from analysis.readers.columns import told_columns_of
from analysis.wording import some_of, tally

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
