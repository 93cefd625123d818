"""Text exports of ProQuest: documents between lines of underscores, each a list of labelled values."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.readers.databases import (
    CUT_OFF,
    Label,
    blocks_of,
    counted,
    is_line,
    is_table,
    is_text,
    kinds,
    label_of,
    lines_of,
    meanings,
    opening,
    put,
)
from analysis.readers.dates import date_in, date_line
from analysis.readers.record import (
    FIELDS,
    File,
    Given,
    Outcome,
    Reader,
    Record,
    Refused,
    Settings,
    Unreadable,
    language_of,
    one_line,
)

_LINE = re.compile(r"_{20,400}")
_NUMBERED = re.compile(r"([^\W\d_]{8,9})\s(\d{1,6})\s([^\W\d_]{2,3})\s(\d{1,6})")
_LISTED = re.compile(r"(\d{1,6})\.\s+\S.*")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_NO_FULL_TEXT = "ProQuest gives no full text for this document. Remove it, or take the text from elsewhere."
# What every document says of itself, below the text.
_ESSENTIAL = frozenset(("source", "published", "id", "title"))
_TELLING = frozenset(("source", "id"))


class _Unit(NamedTuple):
    """A block of lines, and the label that opens it."""

    label: Label | None
    lines: list[str]

    @property
    def values(self) -> list[str]:
        """Its lines without the label."""
        return [self.label.value, *self.lines[1:]] if self.label else self.lines

    @property
    def meaning(self) -> str:
        return meanings("proquest_labels")[self.label.key] if self.label else ""


def recognises(file: File) -> bool:
    """Whether it has lines of underscores and at least two of the labels that every document has."""
    if not is_text(file):
        return False
    lines = opening(file).splitlines()
    if is_table(lines) or not any(_LINE.fullmatch(line.strip()) for line in lines):
        return False
    known = meanings("proquest_labels")
    found = {known[label.key] for line in lines if (label := label_of(line, known))}
    return len(found & (_ESSENTIAL | {"text"})) >= 3


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The articles of a text export of ProQuest; the table of contents and the foot of the file are none.

    Raises
    ------
    Unreadable
        It is too large, or no text.
    """
    lines, flags = lines_of(file, settings)
    documents, stated = _documents(lines)
    if not documents:
        raise Unreadable("No article of ProQuest is in it. Export it again as text, with the full texts.")
    for row, document in enumerate(documents, 1):
        is_last = row == len(documents)
        yield _article(document, row, flags, may_be_cut=is_last and len(documents) > 1)
    yield from counted(stated, len(documents))


# --- documents


def _documents(lines: list[str]) -> tuple[list[list[str]], int]:
    """The lines of each document, and how many documents the file says it has; 0 where it does not say."""
    pieces: list[list[str]] = [[]]
    for line in lines:
        if _LINE.fullmatch(line.strip()):
            pieces.append([])
        else:
            pieces[-1].append(line)
    documents: list[list[str]] = []
    stated, n_listed, may_go_on = 0, 0, False
    for piece in pieces:
        filled = [line.strip() for line in piece if line.strip()]
        numbered = _number_of(filled[0]) if filled else None
        found = _meanings_of(piece)
        is_document = bool(numbered) or "text" in found or len(found & _ESSENTIAL) >= 2
        if not documents and not is_document:
            n_listed = max(n_listed, _n_listed(filled))
        elif filled and may_go_on and not numbered and "text" not in found:
            documents[-1] += ["_" * 60, *piece]
            may_go_on = not found & _TELLING
        elif is_document:
            documents.append(piece)
            # A text with nothing below it: a line of underscores may belong to it.
            may_go_on = "text" in found and not found & _TELLING
        if numbered and (numbered[0] == 1 or not stated):
            stated += numbered[1]
    return documents, stated or n_listed


def _number_of(line: str) -> tuple[int, int] | None:
    """Number and total of a line such as "Document 1 of 40"."""
    found = _NUMBERED.fullmatch(line[:40])
    words = kinds("document_words")
    is_it = found and found[1].lower() in words["document"] and found[3].lower() in words["of"]
    return (int(found[2]), int(found[4])) if found and is_it else None


def _n_listed(lines: list[str]) -> int:
    """How many titles a table of contents numbers."""
    number = 0
    for line in lines:
        found = _LISTED.fullmatch(line[:2000])
        number += bool(found and int(found[1]) == number + 1)
    return number


def _meanings_of(lines: list[str]) -> set[str]:
    known = meanings("proquest_labels")
    return {known[label.key] for line in lines if (label := label_of(line, known))}


# --- one document


def _article(lines: list[str], row: int, flags: tuple[str, ...], *, may_be_cut: bool) -> Record | Refused:
    fields: dict[str, Given] = {}
    units = _units(lines)
    start = next((at for at, unit in enumerate(units) if unit.meaning == "text"), len(units))
    above = {unit.meaning for unit in units[:start]}
    end = _text_end(units, start, above)
    _read_units([*units[:start], *units[end:]], fields)
    _read_first_lines(units[:start], fields)
    place = fields.get("Place of publication") or next(
        (given for name, given in fields.items() if meanings("proquest_labels").get(name.lower()) == "place"), None
    )
    if place and "source" in fields:
        source = fields["source"]
        fields["source"] = Given(source.value.removesuffix(f"; {place.value}"), source.origin)
    if may_be_cut and start < len(units) and end == len(units) and not above & _TELLING:
        return Refused(row, CUT_OFF)
    told = [line for unit in units[start : start + 1] for line in unit.values]
    told += [line for unit in units[start + 1 : end] for line in unit.lines]
    text = [line.strip() for line in told if line.strip()]
    if not text or (len(text) == 1 and is_line(text[0], "proquest_lines", "none")):
        return Refused(row, _NO_FULL_TEXT)
    return Record("\n\n".join(text), row, fields, flags)


def _units(lines: list[str]) -> list[_Unit]:
    """Blocks of lines, each with its label; single lines where labels stand below each other without a blank line."""
    known = meanings("proquest_labels")
    blocks = blocks_of(lines)
    inner = [label for block in blocks for line in block[1:] if (label := label_of(line, known))]
    if any(known[label.key] in ("source", "id") for label in inner):
        blocks = [[line] for block in blocks for line in block]
    return [_Unit(label_of(block[0].strip(), known), block) for block in blocks]


def _text_end(units: list[_Unit], start: int, above: set[str]) -> int:
    """Where the labelled values below the text begin: found from the end, so that a label within the text is text."""
    best = len(units)
    seen: set[str] = set()
    named: set[str] = set()
    for at in range(len(units) - 1, start, -1):
        label = units[at].label
        if label is not None and label.key not in named:
            best = at
            seen |= {units[at].meaning}
            named |= {label.key}
        elif _TELLING & (seen | above):
            break
    return best if _TELLING & (seen | above) else len(units)


def _read_units(units: list[_Unit], fields: dict[str, Given]) -> None:
    """The labelled values; lines without a label go on with the value above them."""
    last: Label | None = None
    values: list[tuple[Label, list[str]]] = []
    for unit in units:
        if unit.label:
            last = unit.label
            values.append((last, unit.values))
        elif values:
            values[-1][1].extend(unit.lines)
    years = []
    for label, lines in values:
        value, meaning = one_line(" ".join(lines)), meanings("proquest_labels")[label.key]
        origin = f"label {label.name}"
        if is_line(value, "proquest_lines", "none") or meaning == "text":
            continue
        if meaning == "published":
            value = (date_in(value) or date_line(value) or [value])[0]
        elif meaning == "language":
            value = language_of(value)
        elif meaning == "year":
            years.append((value, origin))
        put(fields, meaning if meaning in FIELDS else label.name, value, origin)
    if years and "published" not in fields and _YEAR.fullmatch(years[0][0]):
        put(fields, "published", *years[0])


def _read_first_lines(units: list[_Unit], fields: dict[str, Given]) -> None:
    """Title and address, where only the lines at the top give them."""
    top: list[str] = []
    for unit in units:
        if unit.label:
            break
        top += [line.strip() for line in unit.lines]
    top = [line for line in top if line and not _number_of(line)]
    links = [line for line in top if line.startswith(("http://", "https://"))]
    if "title" not in fields:
        put(fields, "title", " ".join(line for line in top if line not in links), "the first line")
    if "url" not in fields:
        put(fields, "url", links[0] if links else "", "the line under the title")


READER = Reader("export of ProQuest", recognises, read)
