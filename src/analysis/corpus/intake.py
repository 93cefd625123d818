"""From the files of a corpus folder to its tables: each record becomes an article, or a row of `rejected`."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.document import Document, document_from_text
from analysis.corpus.folder import article_files, hidden_files, name_of, opened, read_references
from analysis.corpus.health import health_flags, mark_same_texts
from analysis.corpus.language import detect_language, is_english
from analysis.corpus.naming import Place, article_ids, unnamed_source
from analysis.corpus.repair import repaired
from analysis.corpus.settings import SETTINGS_FILE, read_settings
from analysis.corpus.sources import SOURCES_FILE, Entry, Sources, read_sources
from analysis.english import count_words
from analysis.errors import CorpusError
from analysis.readers import FIELDS, File, Given, Note, Record, Refused, Settings, Unreadable, read_file, unpacked
from analysis.readers.columns import told_columns_of
from analysis.readers.dates import read_published
from analysis.readers.language_names import language_code, language_of
from analysis.schema import frame
from analysis.wording import some_of

# Past this a line is no paragraph: reading it would only slow or stop the run.
LONGEST_LINE = 100_000
_LONGEST_VALUE = 1_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_WORD = re.compile(r"[^\W\d_]")
# Fields of a file with one article that its row in sources.csv sets, and those that a row for a file of many fills in.
_OF_ONE = ("source", "title", "published", "url", "language", "genre")
_OF_MANY = ("source", "language", "genre")
FIRST_LINE, DETECTED, FILE_NAME = "the article's first line", "detected", "the file's name"


class Corpus(NamedTuple):
    """What one corpus folder gives: the declared tables of these names."""

    articles: pd.DataFrame
    blocks: pd.DataFrame
    sentences: pd.DataFrame
    metadata: pd.DataFrame
    rejected: pd.DataFrame
    notes: pd.DataFrame


@dataclass
class _Taken:
    """A record on its way to being an article: the file it comes from, and what is known of it."""

    path: str
    sha256: str
    text: str
    row: int | None
    fields: dict[str, Given]
    flags: list[str]

    def value(self, name: str) -> str | None:
        given = self.fields.get(name)
        return given.value if given else None


@dataclass
class _Intake:
    """Rows in the making."""

    articles: list[dict] = field(default_factory=list)
    blocks: list[dict] = field(default_factory=list)
    sentences: list[dict] = field(default_factory=list)
    metadata: list[dict] = field(default_factory=list)
    rejected: list[dict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    of_files: dict[str, list[str]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def note_of(self, path: str, text: str) -> None:
        """What was assumed of a file: said once of all files of which it was."""
        self.of_files.setdefault(text, []).append(path)

    def reject(self, path: str, stage: str, reason: str, *, row: int | None = None) -> None:
        shown = path.encode("utf-8", "replace").decode("utf-8")
        self.rejected.append({"path": shown, "row": row, "stage": stage, "reason": reason})

    def add(self, one: "_Taken", rows: "_Rows") -> None:
        self.articles.append(rows.article)
        self.blocks += rows.blocks
        self.sentences += rows.sentences
        self.metadata += rows.metadata
        if rows.problem:
            self.reject(one.path, "metadata", rows.problem, row=one.row)

    def corpus(self) -> Corpus:
        rejected = sorted(self.rejected, key=lambda r: (r["path"], r["row"] or 0, r["stage"], r["reason"]))
        unique = {tuple(row.values()): row for row in rejected}
        of_files = [f"{some_of(paths)}: {text}" for text, paths in self.of_files.items()]
        return Corpus(
            frame("articles", self.articles),
            frame("blocks", self.blocks),
            frame("sentences", self.sentences),
            frame("metadata", self.metadata),
            frame("rejected", unique.values()),
            frame("notes", [{"note": note} for note in dict.fromkeys([*self.notes, *of_files])]),
        )


def read_corpus(folder: Path, each: Callable[..., Iterable] = map) -> Corpus:
    """Take in every article of a corpus folder.

    Parameters
    ----------
    folder
        Holds the files with the articles, and optionally `sources.csv`, `corpus.yml`, `codebook.yml` and a README.
    each
        How a function is run over many articles: one by one, or as `Engine.map` does.

    Returns
    -------
    Corpus
        Articles in the order of their files' names and within a file in its own; no sentence has a speaker yet. What
        could not be taken in is in `rejected`, with what to do; `notes` are for the reader.

    Raises
    ------
    CorpusError
        If the folder is missing, gives no article at all, or its `sources.csv` or `corpus.yml` cannot be used.
    """
    sources, settings = read_sources(folder), read_settings(folder)
    intake = _Intake()
    files = article_files(folder, listed=sources.entries)
    _report_hidden(folder, files, intake)
    taken = [one for path in files for one in _records_of(path, folder, settings, sources, intake)]
    _report_sources(sources, taken, files, intake)
    for name in settings.columns.keys() - intake.told:
        intake.reject(SETTINGS_FILE, "metadata", not_told(name, settings))
    ids, notes = article_ids([Place(one.path, one.row, one.value("id")) for one in taken])
    intake.notes += notes
    work = list(zip(taken, ids, strict=True))
    for (one, _), rows in zip(work, each(_rows_of, work), strict=True):
        intake.add(one, rows)
    mark_same_texts(intake.articles)
    intake.rejected.extend(read_references(folder)[1])
    if not intake.articles:
        raise CorpusError(_nothing_usable(folder, intake))
    return intake.corpus()


def not_told(name: str, settings: Settings) -> str:
    """That no article has a field in the column that was named for it."""
    columns = " or ".join(map(repr, settings.told(name)))
    return f"No file has a column {columns} with a {name} in it. Look at the names of the columns, or leave it out."


def _report_hidden(folder: Path, files: list[Path], intake: _Intake) -> None:
    if hidden := hidden_files(folder, taken=set(files)):
        intake.notes.append(f"{len(hidden)} hidden or temporary files were left alone: {', '.join(hidden[:5])}.")


def _records_of(path: Path, folder: Path, settings: Settings, sources: Sources, intake: _Intake) -> list[_Taken]:
    """The records of one file of the folder; of an archive, those of its members."""
    taken: list[_Taken] = []
    n_rejected = len(intake.rejected)
    try:
        whole = opened(path, folder=folder)
        before = path.stat()
        for file in unpacked(whole):
            if isinstance(file, Refused):
                intake.reject(name_of(path), "reading", file.reason)
            else:
                taken += _records_of_file(file, settings, sources, intake)
        after = path.stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise Unreadable("It changed while it was read. Wait until it is complete, and run again.")
    except Unreadable as error:
        intake.reject(name_of(path), "reading", str(error))
        return []
    except OSError as error:
        intake.reject(name_of(path), "reading", f"Cannot be read to its end: {error.strerror or error}. Copy it again.")
        return []
    if not taken and len(intake.rejected) == n_rejected:
        intake.reject(name_of(path), "reading", "It holds no article. Remove it, or put the articles in it.")
    return taken


def _records_of_file(file: File, settings: Settings, sources: Sources, intake: _Intake) -> list[_Taken]:
    taken: list[_Taken] = []
    sha256 = _sha256(file)
    try:
        for outcome in read_file(file, settings)[1]:
            if isinstance(outcome, Refused):
                intake.reject(file.name, "reading", outcome.reason, row=outcome.row)
            elif isinstance(outcome, Note):
                intake.note_of(file.name, outcome.text)
            else:
                taken += _taken(file.name, sha256, outcome, settings, intake)
    except Unreadable as error:
        intake.reject(file.name, "reading", str(error))
    except OSError:
        raise
    except Exception as error:  # a file that a reader was not made for costs no other
        failed = f"Its reader failed on it ({type(error).__name__}). Save it in another form, as plain text if need be."
        intake.reject(file.name, "reading", failed)
    _date(file.name, taken, intake)
    entry = _entry_of(file.name, sources)
    return [_with_entry(one, entry) for one in taken]


def _sha256(file: File) -> str:
    with file.open() as opened_file:
        return hashlib.file_digest(opened_file, "sha256").hexdigest()


def _taken(path: str, sha256: str, record: Record, settings: Settings, intake: _Intake) -> list[_Taken]:
    """The record, repaired and looked over; nothing, and a row of `rejected`, where its text is none."""
    try:
        check_text(record.text)
        text, repairs = repaired(record.text, settings.repairs)
        check_text(text)
    except Unreadable as error:
        intake.reject(path, "reading", str(error), row=record.row)
        return []
    fields = {}
    for name, given in record.fields.items():
        value = _SPACES.sub(" ", given.value).strip()
        if name in FIELDS and len(value) > _LONGEST_VALUE:
            reason = f"{name} has {len(value):,} characters, left empty (at most {_LONGEST_VALUE:,})."
            intake.reject(path, "metadata", reason, row=record.row)
        elif value:
            fields[name] = Given(value, given.origin)
    intake.told |= told_columns_of(record, settings)
    return [_Taken(path, sha256, text, record.row, fields, _with_counts(record.flags, repairs))]


def _with_counts(flags: Sequence[str], repairs: Mapping[str, int]) -> list[str]:
    """The reader's flags and those of the repairs; what both counted is added up."""
    counts = Counter(repairs)
    for flag in flags:
        code, _, n = flag.partition(":")
        counts[code] += int(n) if n.isdigit() and code in repairs else 0
    return [flag for flag in flags if flag.partition(":")[0] not in repairs] + [
        f"{c}:{n}" for c, n in counts.items() if n
    ]


def check_text(text: str) -> None:
    """Refuse what is no article: no words, control characters, a line longer than any paragraph.

    Raises
    ------
    Unreadable
        Says what is wrong with the text and what to do.
    """
    if not text.strip():
        what = "holds only white space" if text else "is empty"
        raise Unreadable(f"Its text {what}. Put the article in it, or remove it.")
    if not _WORD.search(text):
        raise Unreadable("Its text holds no words. Put the article in it, or remove it.")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise Unreadable(f"Control character U+{ord(control[0]):04X} in line {line}: not plain text. Remove it.")
    number, length = max(enumerate(map(len, text.split("\n")), start=1), key=lambda pair: pair[1])
    if length > LONGEST_LINE:
        raise Unreadable(
            f"Line {number} has {length:,} characters (at most {LONGEST_LINE:,}): no paragraph is that long. "
            "Put one paragraph on each line."
        )


def _date(path: str, taken: list[_Taken], intake: _Intake) -> None:
    """Read the dates of one file together: one record can show the order of another's digits."""
    days, notes = read_published([one.value("published") for one in taken])
    for note in notes:
        intake.note_of(path, note)
    for one, day in zip(taken, days, strict=True):
        given = one.fields.pop("published", None)
        if given and day:
            one.fields["published"] = Given(day, given.origin)
        elif given:
            reason = f"published {given.value[:40]!r} is no date, left empty. Write YYYY-MM-DD."
            intake.reject(path, "metadata", reason, row=one.row)


def _entry_of(path: str, sources: Sources) -> Entry | None:
    """The row of sources.csv for a file: by its path within an archive, or by its name alone."""
    for wanted in (path, path.rsplit("/", 1)[-1], path.split("/", 1)[0]):
        if found := sources.by_name.get(unicodedata.normalize("NFC", wanted)):
            return found
    return None


def _with_entry(one: _Taken, entry: Entry | None) -> _Taken:
    """What sources.csv says of a file wins where it is one article; of many it fills in what they leave open."""
    if entry is None:
        return one
    said = {name: value for name in _OF_ONE if (value := getattr(entry, name))} | dict(entry.further)
    given = {name: Given(value, SOURCES_FILE) for name, value in said.items()}
    of_many = one.row is not None or entry.file == one.path.split("/", 1)[0] != one.path
    if of_many:
        shared = {name: value for name, value in given.items() if name not in FIELDS or name in _OF_MANY}
        given = {name: one.fields.get(name, value) for name, value in shared.items()}
    return replace(one, fields={**one.fields, **given})


def _report_sources(sources: Sources, taken: list[_Taken], files: list[Path], intake: _Intake) -> None:
    intake.notes += sources.notes
    for row, reason in sources.problems:
        intake.reject(SOURCES_FILE, "metadata", reason, row=row)
    paths = dict.fromkeys(one.path for one in taken)
    nameless = list(dict.fromkeys(one.path for one in taken if not one.value("source")))
    if sources.is_missing and nameless:
        which = f"the names of {len(nameless)} of {len(paths)} files stand for their sources"
        if len(nameless) == len(paths):
            which = "each file's name stands for its source"
        undated = "" if any(one.value("published") for one in taken) else ", and no date of publication is known"
        intake.notes.append(f"There is no {SOURCES_FILE}: {which}{undated}.")
    elif nameless:
        called = some_of([repr(unnamed_source(path)) for path in nameless])
        intake.notes.append(f"{some_of(nameless)}: no row in {SOURCES_FILE}, so called by the file's name: {called}.")
    present = {unicodedata.normalize("NFC", name_of(path)) for path in files}
    present |= {unicodedata.normalize("NFC", part) for path in paths for part in (path, path.rsplit("/", 1)[-1])}
    for file, entry in sources.entries.items():
        if unicodedata.normalize("NFC", file) not in present:
            reason = f"There is no file {file!r} in the folder. Add it, correct the name, or remove the row."
            intake.reject(SOURCES_FILE, "metadata", reason, row=entry.row)


@dataclass(frozen=True)
class _Rows:
    """What one article adds to the tables."""

    article: dict
    blocks: list[dict]
    sentences: list[dict]
    metadata: list[dict]
    problem: str | None


def _rows_of(work: tuple[_Taken, str]) -> _Rows:
    """One article taken apart: depends on nothing else, so that articles can be read side by side."""
    one, article_id = work
    fields, problem = _with_language(one)
    was_named = "source" in fields
    fields = {"source": Given(unnamed_source(one.path), FILE_NAME)} | fields
    language = fields["language"].value if "language" in fields else None
    document = document_from_text(
        one.text,
        article_id=article_id,
        source=fields["source"].value,
        title=fields["title"].value if "title" in fields else None,
        published=fields["published"].value if "published" in fields else None,
        is_english=is_english(language),
    )
    if document.title and "title" not in fields:
        fields["title"] = Given(document.title, FIRST_LINE)
    is_given = language is not None and fields["language"].origin != DETECTED
    flags = [*one.flags, *health_flags(document, language=language, is_given=is_given, is_listed=was_named)]
    known = [(name, given) for name, given in fields.items() if name != "id"]
    return _Rows(
        article=_article_row(one, document, fields, flags),
        blocks=_block_rows(document),
        sentences=_sentence_rows(document),
        metadata=[
            {"article_id": article_id, "name": name, "value": given.value, "origin": given.origin}
            for name, given in known
        ],
        problem=problem,
    )


def _with_language(one: _Taken) -> tuple[dict[str, Given], str | None]:
    """The fields with the language's code: that of the name that is given, else what the text shows; what is wrong."""
    fields = {name: given for name, given in one.fields.items() if name != "language"}
    given, problem = one.fields.get("language"), None
    code = language_code(language_of(given.value)) if given else None
    if given and code is None:
        problem = f"language {given.value[:40]!r} is not known, left empty. Write en, de, …"
    origin = given.origin if given and code else DETECTED
    code = code or detect_language(one.text)
    return (fields | {"language": Given(code, origin)} if code else fields), problem


def _article_row(one: _Taken, document: Document, fields: Mapping[str, Given], flags: list[str]) -> dict:
    text = document.text
    body = {block.block_id for block in document.blocks if block.is_body}
    given = {name: fields[name].value if name in fields else None for name in ("url", "language", "genre")}
    return {
        "article_id": document.article_id,
        "source": document.source,
        "title": document.title,
        "published": document.published,
        **given,
        "text": text,
        "path": one.path,
        "row": one.row,
        "sha256": one.sha256,
        "n_chars": len(text),
        "n_words": sum(count_words(text[b.start_char : b.end_char]) for b in document.blocks if b.is_body),
        "n_sentences": sum(sentence.block_id in body for sentence in document.sentences),
        "health": flags,
    }


def _block_rows(document: Document) -> list[dict]:
    fields = ("block_id", "kind", "part", "is_body", "reason", "start_char", "end_char")
    named = {"article_id": document.article_id}
    return [named | {name: getattr(block, name) for name in fields} for block in document.blocks]


def _sentence_rows(document: Document) -> list[dict]:
    fields = ("sentence_id", "block_id", "start_char", "end_char")
    rows = []
    for sentence in document.sentences:
        row = {"article_id": document.article_id} | {name: getattr(sentence, name) for name in fields}
        said = document.text[sentence.start_char : sentence.end_char]
        rows.append(row | {"text": said, "share_quoted": 0.0, "speaker": None})
    return rows


def _nothing_usable(folder: Path, intake: _Intake) -> str:
    failed = [row for row in intake.rejected if row["stage"] == "reading"]
    if not failed:
        return f"{folder} holds no article. Put the articles there: text, HTML, Word, PDF, tables or exports."
    n_files = len({row["path"] for row in failed})
    first = failed[0]
    where = first["path"] if first["row"] is None else f"{first['path']}, row {first['row']}"
    return f"None of the {n_files} files in {folder} can be used. {where}: {first['reason']}"
