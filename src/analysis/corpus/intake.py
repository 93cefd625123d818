"""From the files of a corpus folder to its tables: each record becomes an article, or a row of `rejected`."""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus.document import NAMELESS, digest_of, document_from_text, loaded, parts_of
from analysis.corpus.health import health_flags, mark_same_texts
from analysis.corpus.language import detect_language, is_english
from analysis.corpus.records import (
    Direct,
    Place,
    Taken,
    Where,
    article_files,
    article_ids,
    entry_of,
    found_at,
    hidden_files,
    name_of,
    read_alone,
    read_references,
    refusal,
    unnamed_source,
    with_entry,
)
from analysis.corpus.settings import SETTINGS_FILE, SOURCES_FILE, Sources, read_settings, read_sources
from analysis.english import count_words
from analysis.errors import NothingLeft
from analysis.readers import Given, Settings, Unreadable
from analysis.readers.record import language_code, language_of
from analysis.schema import Rows, frame
from analysis.wording import some_of

# A file of so many bytes is read by every part of a run, which share out its articles; smaller ones are shared out
# themselves. Of a file with more than a few articles no worker reads one article again.
LARGE, _FEW = 1_000_000, 200
FIRST_LINE, DETECTED, FILE_NAME = "the article's first line", "detected", "the file's name"


class Corpus(NamedTuple):
    """What one corpus folder gives: the declared tables of these names."""

    articles: pd.DataFrame
    blocks: pd.DataFrame
    sentences: pd.DataFrame
    metadata: pd.DataFrame
    rejected: pd.DataFrame
    notes: pd.DataFrame


def rejected_order(row: Mapping[str, Any]) -> tuple:
    """What rows of `rejected` are sorted by."""
    return row["path"], row["row"] or 0, row["stage"], row["reason"]


class Part(NamedTuple):
    """One part of several of a corpus: the first is number 1."""

    number: int
    of: int

    def takes(self, place: int) -> bool:
        """Whether what is at this place of a list belongs to the part."""
        return place % self.of == self.number - 1


@dataclass
class _Intake:
    """Rows in the making."""

    articles: list[dict] = field(default_factory=list)
    blocks: Rows = field(default_factory=partial(Rows, "blocks"))
    sentences: Rows = field(default_factory=partial(Rows, "sentences"))
    metadata: Rows = field(default_factory=partial(Rows, "metadata"))
    rejected: list[dict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    of_files: dict[str, list[str]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def note_of(self, path: str, text: str) -> None:
        """What was assumed of a file: said once of all files of which it was."""
        self.of_files.setdefault(text, []).append(path)

    def reject(self, path: str, stage: str, reason: str, *, row: int | None = None) -> None:
        self.rejected.append(refusal(Where(path, row), stage, reason))

    def add(self, one: Taken, article_id: str, made: Mapping[str, Any]) -> None:
        """The rows that one article gives."""
        fields, text, (blocks, sentences) = _fields(one, made), loaded(one.text), made["parts"]
        self.articles.append(_article_row(one, article_id, text, fields, made))
        self.blocks.add(_block_rows(article_id, blocks))
        self.sentences.add(_sentence_rows(article_id, text, sentences))
        self.metadata.add(
            {"article_id": article_id, "name": name, "value": given.value, "origin": given.origin}
            for name, given in fields.items()
        )
        if made["problem"]:
            self.reject(one.path, "metadata", made["problem"], row=one.row)

    def corpus(self) -> Corpus:
        rejected = sorted(self.rejected, key=rejected_order)
        unique = {tuple(row.values()): row for row in rejected}
        of_files = [f"{some_of(paths)}: {text}" for text, paths in self.of_files.items()]
        return Corpus(
            frame("articles", self.articles),
            self.blocks.frame(),
            self.sentences.frame(),
            self.metadata.frame(),
            frame("rejected", unique.values()),
            frame("notes", [{"note": note} for note in dict.fromkeys([*self.notes, *of_files])]),
        )


def read_corpus(folder: Path, work: Direct | None = None, part: Part | None = None) -> Corpus:
    """Take in every article of a corpus folder.

    Parameters
    ----------
    folder
        Holds the files with the articles, and optionally `sources.csv`, `corpus.yml`, `codebook.yml` and a README.
    work
        Does work on single files and articles: here and now, or as `pipeline` has it done and kept.
    part
        Take in this part of the articles alone: small files by turns, and of large ones the articles by turns.

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
    work, intake = work or Direct(), _Intake()
    files = article_files(folder, listed=sources.entries)
    _report_hidden(folder, files, intake)
    taken = [
        with_entry(one, entry_of(one.path, sources)) for one in _records(files, folder, settings, work, intake, part)
    ]
    _report_sources(sources, taken, files, intake)
    for name in settings.columns.keys() - intake.told:
        intake.reject(SETTINGS_FILE, "metadata", not_told(name, settings))
    ids, notes = article_ids([Place(one.path, one.row, one.value("id")) for one in taken])
    intake.notes += notes
    _take_apart(taken, ids, work, intake)
    mark_same_texts(intake.articles)
    intake.rejected.extend([*read_references(folder)[1], *work.rejected])
    if not intake.articles:
        raise NothingLeft(_nothing_usable(folder, intake))
    return intake.corpus()


def _records(
    files: list[Path], folder: Path, settings: Settings, work: Direct, intake: _Intake, part: Part | None
) -> Iterator[Taken]:
    """The records of the files, in order."""
    found = []
    for number, path in enumerate(files):
        try:
            if part is None or part.takes(number) or path.stat().st_size > LARGE:
                found.append(found_at(path, folder=folder))
        except Unreadable as error:
            work.is_passing = True
            intake.reject(name_of(path), "reading", str(error))
    of = [Where(name_of(one.path)) for one in found]
    read = work.each(partial(read_alone, settings=settings), found, step="reading", of=of)
    for at, (one, given) in enumerate(zip(found, read, strict=True)):
        if given is None:
            work.is_passing = True
            continue
        intake.rejected += given["rejected"]
        intake.told |= set(given["told"])
        for path, note in given["notes"]:
            intake.note_of(path, note)
        for number, record in enumerate(given["records"]):
            if part is not None and one.size > LARGE and not part.takes(number):
                continue
            # Of a file of many, each text is handed on: whoever needs one would have to read them all.
            text = read.at(at, "records", number, "text") if len(given["records"]) <= _FEW else record["text"]
            yield _taken(record, text)


def _taken(record: Mapping[str, Any], text: Any) -> Taken:
    fields = {name: Given(*given) for name, given in record["fields"].items()}
    digest = hashlib.sha256(record["text"].encode("utf-8", "surrogatepass")).hexdigest()
    return Taken(record["path"], record["sha256"], record["row"], fields, record["flags"], text, digest)


def not_told(name: str, settings: Settings) -> str:
    """That no article has a field in the column that was named for it."""
    columns = " or ".join(map(repr, settings.told(name)))
    return f"No file has a column {columns} with a {name} in it. Look at the names of the columns, or leave it out."


def _report_hidden(folder: Path, files: list[Path], intake: _Intake) -> None:
    if hidden := hidden_files(folder, taken=set(files)):
        intake.notes.append(f"{len(hidden)} hidden or temporary files were left alone: {', '.join(hidden[:5])}.")


def _report_sources(sources: Sources, taken: list[Taken], files: list[Path], intake: _Intake) -> None:
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
class _Whole:
    """A text to be taken apart, or where it is kept, with what is known of it."""

    text: Any
    digest: str
    title: str | None
    published: str | None
    language: Given | None
    is_listed: bool

    @property
    def content(self) -> list:
        """All that its blocks, sentences and flags depend on."""
        return [self.digest, self.title, self.published, self.language and [*self.language], self.is_listed]


def _take_apart(taken: list[Taken], ids: list[str], work: Direct, intake: _Intake) -> None:
    """Make articles of the records: each alone, so that it can be done once and side by side."""
    whole = [
        _Whole(
            one.text, one.digest, one.value("title"), one.value("published"), one.fields.get("language"),
            is_listed="source" in one.fields,
        )
        for one in taken
    ]  # fmt: skip
    read = work.each(parsed, whole, step="blocks", of=[one.where for one in taken])
    for number, (one, article_id, made) in enumerate(zip(taken, ids, read, strict=True)):
        if made is not None:
            intake.add(one, article_id, made)
            text = read.at(number, "text") if isinstance(one.text, str) else one.text
            work.keep(article_id, text, read.at(number, "parts"), made["digest"])


def parsed(whole: _Whole) -> dict[str, Any]:
    """One text taken apart, as plain values: its blocks and sentences, title, language and flags."""
    text = loaded(whole.text)
    language, problem = _language(text, whole.language)
    document = document_from_text(
        text,
        article_id=NAMELESS,
        title=whole.title,
        published=whole.published,
        is_english=is_english(language and language.value),
    )
    parts = parts_of(document)
    flags = health_flags(
        document,
        language=language and language.value,
        is_given=language is not None and language.origin != DETECTED,
        is_listed=whole.is_listed,
    )
    body = {block.block_id for block in document.blocks if block.is_body}
    return {
        # A text that was handed on is kept here; any other is kept with its file.
        "text": whole.text if isinstance(whole.text, str) else None,
        "parts": parts,
        "digest": digest_of(text, parts),
        "title": document.title,
        "language": language,
        "problem": problem,
        "flags": flags,
        "n_words": sum(count_words(text[b.start_char : b.end_char]) for b in document.blocks if b.is_body),
        "n_sentences": sum(sentence.block_id in body for sentence in document.sentences),
    }


def _language(text: str, given: Given | None) -> tuple[Given | None, str | None]:
    """The language's code: that of the name that is given, else what the text shows; and what is wrong."""
    problem = None
    code = language_code(language_of(given.value)) if given else None
    if given and code is None:
        problem = f"language {given.value[:40]!r} is not known, left empty. Write en, de, …"
    origin = given.origin if given and code else DETECTED
    code = code or detect_language(text)
    return (Given(code, origin) if code else None), problem


def _fields(one: Taken, made: Mapping[str, Any]) -> dict[str, Given]:
    """All fields of an article with where each stands, those that the text itself gave included."""
    fields = {"source": Given(unnamed_source(one.path), FILE_NAME)}
    fields |= {name: given for name, given in one.fields.items() if name != "language"}
    if made["language"]:
        fields["language"] = Given(*made["language"])
    if made["title"] and "title" not in fields:
        fields["title"] = Given(made["title"], FIRST_LINE)
    return {name: given for name, given in fields.items() if name != "id"}


def _article_row(one: Taken, article_id: str, text: str, fields: Mapping[str, Given], made: Mapping[str, Any]) -> dict:
    given = {name: fields[name].value if name in fields else None for name in ("url", "language", "genre")}
    return {
        "article_id": article_id,
        "source": fields["source"].value,
        "title": made["title"],
        "published": one.value("published"),
        **given,
        "text": text,
        "path": one.path,
        "row": one.row,
        "sha256": one.sha256,
        "n_chars": len(text),
        "n_words": made["n_words"],
        "n_sentences": made["n_sentences"],
        "health": [*one.flags, *made["flags"]],
    }


_OF_BLOCK = ("block_id", "kind", "part", "is_body", "start_char", "end_char", "reason")


def _block_rows(article_id: str, blocks: list[list]) -> list[dict]:
    named = {"article_id": article_id}
    return [named | dict(zip(_OF_BLOCK, [f"{article_id}:{name}", *rest], strict=True)) for name, *rest in blocks]


def _sentence_rows(article_id: str, text: str, sentences: list[list]) -> list[dict]:
    return [
        {
            "article_id": article_id,
            "sentence_id": f"{article_id}:{name}",
            "block_id": f"{article_id}:{block}",
            "start_char": start,
            "end_char": end,
            "text": text[start:end],
            "share_quoted": 0.0,
            "speaker": None,
        }
        for name, block, start, end in sentences
    ]


def _nothing_usable(folder: Path, intake: _Intake) -> str:
    failed = [row for row in intake.rejected if row["stage"] == "reading"]
    if not failed:
        return f"{folder} holds no article. Put the articles there: text, HTML, Word, PDF, tables or exports."
    n_files = len({row["path"] for row in failed})
    first = failed[0]
    where = first["path"] if first["row"] is None else f"{first['path']}, row {first['row']}"
    return f"None of the {n_files} files in {folder} can be used. {where}: {first['reason']}"
