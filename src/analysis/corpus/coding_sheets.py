"""The files of hand coding: blind sheets for coders, the key that stays behind, and the sheets read back."""

import csv
import io
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.corpus.qdpx import SUFFIX, read_qdpx, write_qdpx
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
