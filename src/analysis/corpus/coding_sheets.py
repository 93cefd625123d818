"""The files of hand coding: blind sheets for coders, the key that stays behind, and the sheets read back."""

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pandas as pd

from analysis import schema
from analysis.errors import CorpusError, SchemaError
from analysis.wording import not_a_formula

SHEET_PREFIX = "sheet-"
KEY_FILE = "key.csv"
# What a coder leaves, or a spreadsheet makes of it, where there is no answer.
UNDECIDED = frozenset(("", "?", "unsure", "nan", "none"))


@dataclass(frozen=True, slots=True)
class CodingSheets:
    """The `coding_sheet` that every coder gets a copy of, and the `coding_key` that no coder should see."""

    sheet: pd.DataFrame
    key: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Coder:
    """Who filled a sheet in: a person, or a model with what a repetition needs (its version, its prompt's hash)."""

    name: str
    model: str = ""
    version: str = ""
    prompt_sha256: str = ""

    @property
    def is_person(self) -> bool:
        """Whether no model is named."""
        return not self.model


# Columns of a sheet that a model filled in; on a person's sheet they are not there, or empty.
OF_MODELS = ("model", "version", "prompt_sha256")


def write_coding_sheets(
    folder: Path, sheet: pd.DataFrame, key: pd.DataFrame, *, coders: list[str], as_projects: bool = False
) -> list[Path]:
    """Write one sheet for each coder, and the key, into `folder`; returns the paths written.

    Sheets are CSV files, or `as_projects` REFI-QDA projects.

    Raises
    ------
    CorpusError
        A file of that name exists: somebody may have filled it in.
    """
    suffix = SUFFIX if as_projects else ".csv"
    sheets = {folder / f"{SHEET_PREFIX}{coder}{suffix}": coder for coder in sorted(coders)}
    for path in (*sheets, folder / KEY_FILE):
        if path.exists():
            raise CorpusError(f"{path.name} exists already in {folder.name}: move it away before making new sheets.")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _write_whole(folder, sheets, sheet, key)
    except OSError as error:
        error.filename = str(folder)  # a full disk names no file
        raise
    return sorted((*sheets, folder / KEY_FILE))


def _write_whole(folder: Path, sheets: Mapping[Path, str], sheet: pd.DataFrame, key: pd.DataFrame) -> None:
    """All are written before one is put in place: a sheet cut short would pass for one that coders have begun."""
    with tempfile.TemporaryDirectory(prefix=".sheets-", dir=folder) as staged:
        for path, coder in sheets.items():
            if path.suffix == SUFFIX:
                Path(staged, path.name).write_bytes(write_qdpx(sheet, coder=coder))
            else:
                write_rows(Path(staged, path.name), sheet)
        write_rows(Path(staged, KEY_FILE), key)
        for path in (*sheets, folder / KEY_FILE):
            Path(staged, path.name).rename(path)


def write_rows(path: Path, rows: pd.DataFrame) -> None:
    """Write rows for coders' spreadsheet programs: CSV with a byte order mark, no cell a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rows.columns)
        for row in rows.itertuples(index=False):
            writer.writerow([not_a_formula(cell) if isinstance(cell, str) else cell for cell in row])


def read_coding_sheets(folder: Path) -> tuple[pd.DataFrame, Mapping[str, pd.DataFrame]]:
    """The key and the filled-in sheets (by coder) of a folder.

    Raises
    ------
    CorpusError
        No key, no sheet, a file that is no CSV, or a row of another length: names the file and the row.
    """
    key_path = folder / KEY_FILE
    if not key_path.exists():
        raise CorpusError(f"{folder.name} has no {KEY_FILE}: make the sheets first, and keep the key beside them.")
    key = _table(key_path)
    names = schema.table("coding_key").names
    missing = [name for name in names if name not in key.columns]
    if missing:
        raise CorpusError(f"{KEY_FILE} has no column {missing[0]!r}.")
    try:
        numbers = key["probability"].map(float)
        key = schema.frame(
            "coding_key", key[names].assign(has_cue=key["has_cue"].str.lower() == "true", probability=numbers)
        )
    except (ValueError, SchemaError) as error:
        raise CorpusError(f"{KEY_FILE} cannot be read: {error}.") from error
    paths = sorted(path for suffix in (".csv", SUFFIX) for path in folder.glob(f"{SHEET_PREFIX}*{suffix}"))
    if not paths:
        raise CorpusError(f"{folder.name} has no {SHEET_PREFIX}NAME.csv or {SHEET_PREFIX}NAME{SUFFIX} to read.")
    sheets: dict[str, pd.DataFrame] = {}
    for path in paths:
        coder = path.stem.removeprefix(SHEET_PREFIX)
        if coder in sheets:
            raise CorpusError(f"{path.name}: {coder!r} has another sheet here. Keep one of the two.")
        sheets[coder] = read_qdpx(path.read_bytes(), name=path.name) if path.suffix == SUFFIX else _table(path)
    return key, sheets


def coders_of(sheets: Mapping[str, pd.DataFrame]) -> list[Coder]:
    """Who filled in the sheets, by name; a sheet with a model in its column `model` is that model's.

    Raises
    ------
    CorpusError
        A sheet names two models, or a model without its version and the hash of its prompt.
    """
    return [_coder(name, sheets[name]) for name in sorted(sheets)]


def _coder(name: str, sheet: pd.DataFrame) -> Coder:
    said = {}
    for column in OF_MODELS:
        values = sorted({value for one in sheet.get(column, ()) if (value := str(one).strip()) and value != "nan"})
        if len(values) > 1:
            raise CorpusError(
                f"The sheet of {name!r} has two values in its column {column!r}: {', '.join(values[:2])}."
            )
        said[column] = values[0] if values else ""
    if said["model"] and not (said["version"] and said["prompt_sha256"]):
        raise CorpusError(f"The sheet of {name!r} is a model's: fill in its columns version and prompt_sha256 too.")
    return Coder(name, **said)


def _table(path: Path) -> pd.DataFrame:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheet programs on Windows write.
        text = path.read_bytes().decode("cp1252", errors="replace")
    header = text.split("\n", 1)[0]
    # Excel writes semicolons where the comma is the decimal sign.
    delimiter = ";" if header.count(";") > header.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise CorpusError(f"{path.name} is not a CSV file: {error}.") from error
    if not rows:
        raise CorpusError(f"{path.name} is empty.")
    names = [name.strip().lower() for name in rows[0]]
    body = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    for number, row in enumerate(body, start=2):
        if len(row) != len(names):
            raise CorpusError(f"{path.name}, row {number}: {len(row)} cells, the header has {len(names)}.")
    return pd.DataFrame(body, columns=names, dtype=str)


SUFFIX = ".qdpx"
ANSWERS = ("yes", "no", "-2", "-1", "0", "1", "2")
_SPACE = "urn:QDA-XML:project:1.0"
_PROJECT, _SOURCES = "project.qde", "sources/"
_LARGEST = 50_000_000
_ITEM = re.compile(r"^\ufeff?\[([\w-]{1,40})\] ", re.MULTILINE)
# The day of the standard stands for the day of making: the same sheet gives the same bytes.
_WHEN, _WHEN_ZIPPED = "2019-03-18T00:00:00Z", (2019, 3, 18, 0, 0, 0)


def write_qdpx(sheet: pd.DataFrame, *, coder: str) -> bytes:
    """A `coding_sheet` as a project for one coder; answers that it holds are codings in it."""
    from lxml import etree

    who = _id("user", coder)
    made = {"creatingUser": who, "creationDateTime": _WHEN}
    named = {"name": f"coding sheet of {coder}", "origin": "media-analysis"}
    project = etree.Element(_tag("Project"), named | made, nsmap={None: _SPACE})
    etree.SubElement(etree.SubElement(project, _tag("Users")), _tag("User"), guid=who, name=coder)
    codes = etree.SubElement(etree.SubElement(project, _tag("CodeBook")), _tag("Codes"))
    for answer in ANSWERS:
        etree.SubElement(codes, _tag("Code"), guid=_id("code", answer), name=answer, isCodable="true")
    sources, files = etree.SubElement(project, _tag("Sources")), {}
    for number, (question, items) in enumerate(sheet.groupby("question", sort=False), start=1):
        guid = _id("source", coder, question)
        text, spans = _text_of(question, items)
        path = f"internal://{guid}.txt"
        source = etree.SubElement(
            sources, _tag("TextSource"), guid=guid, name=f"{number:02d} {question}"[:200], plainTextPath=path, **made
        )
        for row in items.itertuples(index=False):
            if row.answer in ANSWERS:
                _add_coding(source, spans[row.item], row, made)
        files[f"{_SOURCES}{guid}.txt"] = text.encode("utf-8")
    files[_PROJECT] = etree.tostring(project, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return _zipped(files)


def _text_of(question: str, items: pd.DataFrame) -> tuple[str, dict[str, tuple[int, int]]]:
    parts, spans, at = [f"{question}\n\n"], {}, len(question) + 2
    for row in items.itertuples(index=False):
        line = f"[{row.item}] {row.text}"
        spans[row.item] = (at, at + len(line))
        parts.append(f"{line}\n\n")
        at += len(line) + 2
    return "".join(parts), spans


def _add_coding(source: object, span: tuple[int, int], row: tuple, made: dict[str, str]) -> None:
    from lxml import etree

    where = {"startPosition": str(span[0]), "endPosition": str(span[1])}
    guid = _id("selection", row.item, row.answer)
    selection = etree.SubElement(source, _tag("PlainTextSelection"), guid=guid, name=row.item, **where, **made)
    coding = etree.SubElement(selection, _tag("Coding"), guid=_id("coding", row.item, row.answer), **made)
    etree.SubElement(coding, _tag("CodeRef"), targetGUID=_id("code", row.answer))


def _tag(name: str) -> str:
    return f"{{{_SPACE}}}{name}"


def _id(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(("media-analysis", *parts)))).upper()


def _zipped(files: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _WHEN_ZIPPED), files[name])
    return sink.getvalue()


def read_qdpx(content: bytes, *, name: str) -> pd.DataFrame:
    """A project as a sheet: `item`, `question`, `text`, `answer`, one row for each item that stands in its texts.

    Raises
    ------
    CorpusError
        It is no such project, or an item has two answers: names the file and the item.
    """
    texts, selections = _read(content, name)
    rows: dict[str, list[str]] = {}
    for guid, text in texts.items():
        places = [(match.start(), match.end(), match[1]) for match in _ITEM.finditer(text)]
        ends = [*(start for start, _, _ in places[1:]), len(text)]
        spans = [(start, end, item) for (start, _, item), end in zip(places, ends, strict=True)]
        question = text[: places[0][0]].strip() if places else ""
        for (_, after, item), end in zip(places, ends, strict=True):
            rows[item] = [item, question, text[after:end].strip(), ""]
        for first, last, answer in selections.get(guid, ()):
            item = _lies_on(spans, first, last)
            if item and rows[item][-1] not in ("", answer):
                raise CorpusError(f"{name}: item {item} is coded {rows[item][-1]!r} and {answer!r}. Leave one.")
            if item:
                rows[item][-1] = answer
    return pd.DataFrame(list(rows.values()), columns=["item", "question", "text", "answer"], dtype=str)


def _lies_on(spans: list[tuple[int, int, str]], first: int, last: int) -> str | None:
    """The item that most of a selection lies on."""
    shared = [(min(end, last) - max(start, first), item) for start, end, item in spans]
    most, item = max(shared, default=(0, ""))
    return item if most > 0 else None


def _read(content: bytes, name: str) -> tuple[dict[str, str], dict[str, list[tuple[int, int, str]]]]:
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _LARGEST:
                raise CorpusError(f"{name} unpacks to more than {_LARGEST:,} bytes, which no coding sheet needs.")
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            root = etree.fromstring(archive.read(_PROJECT), parser)
            answers = {one.get("guid"): (one.get("name") or "").strip() for one in _each(root, "Code")}
            texts, selections = {}, {}
            for source in _each(root, "TextSource"):
                path = (source.get("plainTextPath") or "").removeprefix("internal://")
                text = archive.read(f"{_SOURCES}{path}").decode("utf-8-sig").replace("\r\n", "\n")
                guid = source.get("guid") or path
                texts[guid] = text
                selections[guid] = list(_codings(source, answers))
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, etree.XMLSyntaxError, ValueError, OSError) as error:
        raise CorpusError(f"{name} is no REFI-QDA project that can be read ({type(error).__name__}).") from error
    return texts, selections


def _each(root: object, name: str) -> Iterator:
    return root.iter(_tag(name))


def _codings(source: object, answers: dict[str | None, str]) -> Iterator[tuple[int, int, str]]:
    for selection in _each(source, "PlainTextSelection"):
        first, last = int(selection.get("startPosition", "0")), int(selection.get("endPosition", "0"))
        for reference in _each(selection, "CodeRef"):
            answer = answers.get(reference.get("targetGUID"), "")
            if answer in ANSWERS:
                yield first, last, answer
