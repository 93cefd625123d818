"""A corpus folder: its files become articles, blocks and sentences, or rows of `rejected`."""

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.definitions import CODEBOOK_FILE
from analysis.corpus.document import Document, document_from_text
from analysis.corpus.health import health_flags, mark_same_texts
from analysis.corpus.language import detect_language, is_english
from analysis.corpus.reading import SUFFIXES, Reading, Unreadable, read_article
from analysis.corpus.sources import SOURCES_FILE, Entry, Sources, read_sources
from analysis.english import words
from analysis.errors import CorpusError
from analysis.schema import frame


class Corpus(NamedTuple):
    """What one corpus folder gives: the declared tables of these names."""

    articles: pd.DataFrame
    blocks: pd.DataFrame
    sentences: pd.DataFrame
    rejected: pd.DataFrame
    notes: pd.DataFrame


@dataclass
class _Intake:
    """Rows in the making."""

    articles: list[dict] = field(default_factory=list)
    blocks: list[dict] = field(default_factory=list)
    sentences: list[dict] = field(default_factory=list)
    rejected: list[dict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def reject(self, path: str, stage: str, reason: str, *, row: int | None = None) -> None:
        self.rejected.append({"path": path, "row": row, "stage": stage, "reason": reason})

    def corpus(self) -> Corpus:
        rejected = sorted(self.rejected, key=lambda r: (r["path"], r["row"] or 0, r["stage"], r["reason"]))
        unique = {tuple(row.values()): row for row in rejected}
        return Corpus(
            frame("articles", self.articles),
            frame("blocks", self.blocks),
            frame("sentences", self.sentences),
            frame("rejected", unique.values()),
            frame("notes", [{"note": note} for note in self.notes]),
        )


def read_corpus(folder: Path) -> Corpus:
    """Take in every article of a corpus folder.

    Parameters
    ----------
    folder
        Holds one file an article, and optionally `sources.csv`, `codebook.yml` and a README.

    Returns
    -------
    Corpus
        Articles in the order of their file names; no sentence has a speaker yet. What could not be taken in is in
        `rejected`, with what to do; `notes` are for the reader.

    Raises
    ------
    CorpusError
        If the folder is missing, gives no article at all, or its `sources.csv` cannot be used.
    """
    sources = read_sources(folder)
    intake = _Intake()
    _report_sources(sources, intake)
    files = article_files(folder, listed=sources.entries)
    _report_hidden(folder, files, intake)
    ids = _article_ids(files)
    for path in files:
        _take_in(path, intake, article_id=ids[path], entry=_entry_of(path, sources), folder=folder)
    _report_missing_files(sources, files, intake)
    mark_same_texts(intake.articles)
    intake.rejected.extend(read_references(folder)[1])
    if not intake.articles:
        raise CorpusError(_nothing_usable(folder, intake))
    return intake.corpus()


# Folders beside the articles: hand coding's sheets, a researcher's lexicons, texts to compare quotations with, and
# notebooks on this story alone.
CODING, LEXICONS, REFERENCES, NOTEBOOKS = "coding", "lexicons", "references", "notebooks"


def read_references(folder: Path) -> tuple[dict[str, str], list[dict[str, object]]]:
    """The reference texts of a corpus by file name, and rows of `rejected` for those that cannot be read."""
    texts, rejected = {}, []
    for path in _beside(folder, REFERENCES):
        try:
            texts[path.name] = read_article(path, folder=folder).text
        except Unreadable as error:
            shown = f"{REFERENCES}/{path.name}"
            rejected.append({"path": shown, "row": None, "stage": "reading", "reason": str(error)})
    return texts, rejected


def _beside(folder: Path, name: str) -> list[Path]:
    """The files of a folder beside the articles, sorted by name; of `lexicons`, its tables."""
    found = (folder / name).iterdir() if (folder / name).is_dir() else ()
    files = sorted(path for path in found if path.is_file() and not _is_set_aside(path.name))
    return [path for path in files if name != LEXICONS or path.suffix.lower() == ".csv"]


def corpus_files(folder: Path) -> list[Path]:
    """Every file of a corpus folder that is read, sorted by name: what a cached result depends on."""
    metadata = [folder / name for name in (SOURCES_FILE, CODEBOOK_FILE) if (folder / name).is_file()]
    listed = read_sources(folder).entries
    articles = [path for path in article_files(folder, listed=listed) if path.is_file()]
    beside = [*_beside(folder, LEXICONS), *_beside(folder, REFERENCES)]
    return [*sorted({*metadata, *articles}, key=lambda path: path.name), *beside]


def article_files(folder: Path, *, listed: dict[str, Entry]) -> list[Path]:
    """What lies in the folder and might be an article, sorted by name; hidden files and the README are not."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except FileNotFoundError as error:
        raise CorpusError(f"There is no folder {folder}. `media-analysis new` lays one out.") from error
    except NotADirectoryError as error:
        raise CorpusError(f"{folder} is a file. A corpus is a folder with one file an article.") from error
    except OSError as error:
        raise CorpusError(f"{folder} cannot be opened: {error.strerror}.") from error
    return [path for path in entries if path.name in listed or not _is_set_aside(path.name)]


def _is_set_aside(name: str) -> bool:
    own = (SOURCES_FILE, CODEBOOK_FILE, CODING, LEXICONS, REFERENCES, NOTEBOOKS, "Thumbs.db", "desktop.ini")
    return name in own or name.startswith((".", "~")) or name.upper().split(".")[0] == "README"


def _report_hidden(folder: Path, files: list[Path], intake: _Intake) -> None:
    taken = set(files)
    hidden = sorted(p.name for p in folder.iterdir() if p.name.startswith((".", "~")) and p not in taken)
    if hidden:
        named = ", ".join(name.encode("utf-8", "replace").decode("utf-8") for name in hidden[:5])
        intake.notes.append(f"{len(hidden)} hidden or temporary files were left alone: {named}.")


def _article_ids(files: list[Path]) -> dict[Path, str]:
    """Stems, or whole names where two files share a stem."""
    stems = [path.stem for path in files]
    return {path: path.stem if stems.count(path.stem) == 1 else path.name for path in files}


def _entry_of(path: Path, sources: Sources) -> Entry | None:
    found = sources.entries.get(path.name)
    if found is None:
        same = unicodedata.normalize("NFC", path.name)
        found = next((e for f, e in sources.entries.items() if unicodedata.normalize("NFC", f) == same), None)
    return found


def _report_sources(sources: Sources, intake: _Intake) -> None:
    if sources.is_missing:
        intake.notes.append(
            f"There is no {SOURCES_FILE}: each file's name stands for its source, and no date of publication is known."
        )
    intake.notes += sources.notes
    for row, reason in sources.problems:
        intake.reject(SOURCES_FILE, "metadata", reason, row=row)


def _report_missing_files(sources: Sources, files: list[Path], intake: _Intake) -> None:
    present = {unicodedata.normalize("NFC", path.name) for path in files}
    for file, entry in sources.entries.items():
        if unicodedata.normalize("NFC", file) not in present:
            reason = f"There is no file {file!r} in the folder. Add it, correct the name, or remove the row."
            intake.reject(SOURCES_FILE, "metadata", reason, row=entry.row)


def _take_in(path: Path, intake: _Intake, *, article_id: str, entry: Entry | None, folder: Path) -> None:
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        shown = path.name.encode("utf-8", "replace").decode("utf-8")
        intake.reject(shown, "reading", "The file's name is not UTF-8. Rename it.")
        return
    try:
        reading = read_article(path, folder=folder)
    except Unreadable as error:
        intake.reject(path.name, "reading", str(error))
        return
    intake.notes += [f"{path.name}: {note}" for note in reading.notes]
    if entry is None and (folder / SOURCES_FILE).is_file():
        intake.notes.append(f"{path.name} has no row in {SOURCES_FILE}: its source is called {path.stem!r}.")
    entry = entry or Entry(file=path.name, row=0)
    language = entry.language or detect_language(reading.text)
    document = document_from_text(
        reading.text,
        article_id=article_id,
        source=entry.source or path.stem,
        title=entry.title,
        published=entry.published,
        is_english=is_english(language),
    )
    _add_rows(document, intake, entry=entry, reading=reading, path=path, language=language)


def _add_rows(
    document: Document, intake: _Intake, *, entry: Entry, reading: Reading, path: Path, language: str | None
) -> None:
    text, article_id = document.text, document.article_id
    body = {block.block_id for block in document.blocks if block.is_body}
    row = {
        "article_id": article_id,
        "source": document.source,
        "title": document.title,
        "published": document.published,
        "url": entry.url,
        "language": language,
        "genre": entry.genre,
        "text": text,
        "path": path.name,
        "sha256": reading.sha256,
        "n_chars": len(text),
        "n_words": sum(len(words(text[b.start_char : b.end_char])) for b in document.blocks if b.is_body),
        "n_sentences": sum(sentence.block_id in body for sentence in document.sentences),
    }
    flags = health_flags(document, language=language, is_given=entry.language is not None, is_listed=entry.row > 0)
    row["health"] = [*reading.flags, *flags]
    intake.articles.append(row)
    for block in document.blocks:
        fields = ("block_id", "kind", "part", "is_body", "reason", "start_char", "end_char")
        intake.blocks.append({"article_id": article_id} | {name: getattr(block, name) for name in fields})
    for sentence in document.sentences:
        fields = ("sentence_id", "block_id", "start_char", "end_char")
        row = {"article_id": article_id} | {name: getattr(sentence, name) for name in fields}
        said = text[sentence.start_char : sentence.end_char]
        intake.sentences.append(row | {"text": said, "share_quoted": 0.0, "speaker": None})


def _nothing_usable(folder: Path, intake: _Intake) -> str:
    first = next((row for row in intake.rejected if row["stage"] == "reading"), None)
    if first is None:
        return f"{folder} holds no article. Put one file an article there ({', '.join(SUFFIXES)})."
    n_files = sum(row["stage"] == "reading" for row in intake.rejected)
    return f"None of the {n_files} files in {folder} can be used. {first['path']}: {first['reason']}"
