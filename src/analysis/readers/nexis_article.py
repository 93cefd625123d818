"""One document of an export of Nexis: its headline, source and date, the labels around the text, and the text."""

import re
from collections.abc import Iterator
from functools import cache

from analysis.readers.databases import (
    NO_TEXT,
    Label,
    counts_words,
    is_line,
    is_rights,
    kinds,
    label_of,
    meanings,
    put,
)
from analysis.readers.dates import date_line
from analysis.readers.record import FIELDS, Given, Record, Refused, language_of, one_line

_PERCENT = re.compile(r"\(\d{1,3}\s?%\)")
_NOT_SHOWN = "error in this document and it is not possible to display it"
# How far down a heading and the captions at the end may reach, in blocks.
_HEADING, _CAPTIONS = 14, 12
# What labels that stand below the date mean.
_ABOVE_TEXT = ("length", "author", "section", "body")
# What labels mean that some files put above the text, most below.
_ANYWHERE = ("load_date", "type", "code", "graphic", "url")
# How far below the heading the first label may stand, in blocks.
_LOOSE = 3
# The old layout centres what stands above the headline.
DECORATION = " " * 8


def label_in(line: str, known: "dict[str, str]", *, is_old: bool) -> Label | None:
    """The label of a line; the old layout writes them in capitals."""
    label = label_of(line.strip(), known)
    return label if label and (not is_old or label.name.isupper()) else None


def article(blocks: list[list[str]], row: int, flags: tuple[str, ...], *, is_old: bool) -> Record | Refused:
    """The article of one document.

    Parameters
    ----------
    blocks
        Its blocks of lines: paragraphs, headings, labels.
    row
        Its number in the file.
    is_old
        The layout that puts the source above the headline.
    """
    fields: dict[str, Given] = {}
    blocks = [part for block in blocks for part in _parted(block, is_old=is_old)]
    dated = _dated(blocks, is_old=is_old)
    head_at, text_at = _text_start(blocks, dated, is_old=is_old)
    _read_labels(blocks[head_at:text_at], fields, is_old=is_old)
    heading = [block for block in blocks[:head_at] if not _took_rights(block, fields)]
    (_old_heading if is_old else _new_heading)(heading, fields)
    text = _without_tail(blocks[text_at:], fields, is_old=is_old)
    written = "\n\n".join("\n".join(line.strip() for line in block) for block in text)
    if not written or _NOT_SHOWN in written[:600]:
        return Refused(row, NO_TEXT)
    return Record(written, row, fields, flags)


@cache
def _above() -> dict[str, str]:
    """What the labels mean that may stand above the text."""
    below = {key: meaning for key, meaning in meanings("nexis_tail").items() if meaning in _ANYWHERE}
    return {**below, **meanings("nexis_head")}


@cache
def known_labels() -> dict[str, str]:
    """What each label means, wherever it stands."""
    return {**meanings("nexis_head"), **meanings("nexis_tail")}


@cache
def _below() -> dict[str, str]:
    """What the labels mean that may stand below the text."""
    above = {key: meaning for key, meaning in meanings("nexis_head").items() if meaning in _ABOVE_TEXT[:-1]}
    return {**above, **meanings("nexis_tail")}


def _parted(block: list[str], *, is_old: bool) -> Iterator[list[str]]:
    """The block; in two where the text goes on right below the number of words."""
    for at, line in enumerate(block[:-1], 1):
        label = label_in(line, _above(), is_old=is_old)
        if label and counts_words(label.value) and not label_in(block[at], _above(), is_old=is_old):
            yield block[:at]
            yield block[at:]
            return
    yield block


def _dated(blocks: list[list[str]], *, is_old: bool) -> int | None:
    """The block that holds the line of the date, above the labels; in the new layout a headline stands first."""
    known = meanings("nexis_head")
    for at, block in enumerate(blocks[:_HEADING]):
        label = label_in(block[0], known, is_old=is_old)
        if at and (_is_body(block, is_old=is_old) or (label and known[label.key] in _ABOVE_TEXT)):
            return None
        if any(date_line(line) for line in block[0 if at or is_old else 1 :]):
            return at
    return None


def _text_start(blocks: list[list[str]], dated: int | None, *, is_old: bool) -> tuple[int, int]:
    """Where the labels above the text begin, and where the text does."""
    start = 0 if is_old and dated is None else (dated if dated is not None else 1)
    body = next((at for at in range(start, len(blocks)) if _is_body(blocks[at], is_old=is_old)), None)
    end = min(_end_of_heading(blocks, dated, is_old=is_old), len(blocks))
    limit = min(end + _LOOSE, len(blocks)) if body is None else body
    first = next((at for at in range(start, limit) if label_in(blocks[at][0], _above(), is_old=is_old)), None)
    if body is not None and (first is not None or not is_old):
        is_label = label_in(blocks[body][0], _above(), is_old=is_old) is not None
        return (body if first is None else first), body + (not is_label)
    if first is None:
        return end, end
    seen: set[str] = set()
    for at in range(first, len(blocks)):
        label = label_in(blocks[at][0], _above(), is_old=is_old)
        if not is_rights(blocks[at][0]) and (label is None or label.key in seen):
            return first, at
        seen |= {label.key} if label else set()
    # Nothing but labels to the end: they stand below the text.
    return (end, end) if first > end else (first, len(blocks))


def _is_body(block: list[str], *, is_old: bool) -> bool:
    if is_old:
        label = label_in(block[0], meanings("nexis_head"), is_old=True)
        return label is not None and meanings("nexis_head")[label.key] == "body"
    return len(block) == 1 and is_line(block[0], "nexis_lines", "body")


def _end_of_heading(blocks: list[list[str]], dated: int | None, *, is_old: bool) -> int:
    """Where the text begins if no label stands above it: below the headline, or below date and copyright."""
    at = 2 if dated is None else dated + 1
    while at < len(blocks) and (is_rights(blocks[at][0]) or _is_beside_date(blocks[at], is_old=is_old)):
        at += 1
    return at + is_old


def _is_beside_date(block: list[str], *, is_old: bool) -> bool:
    """Whether it names an edition or says that a correction follows; the old layout centres such lines."""
    if is_line(block[0], "nexis_lines", "correction"):
        return True
    words = {word.strip(".,;:()").lower() for line in block for word in line.split()}
    named = kinds("editions")[""]
    is_short = len(block) <= 2 and all(len(line.strip()) < 60 for line in block)
    if is_old and not block[0].startswith(DECORATION):
        return is_short and all(word in named or word.isdigit() for word in words)
    return is_short and bool(words & named)


def _read_labels(blocks: list[list[str]], fields: dict[str, Given], *, is_old: bool) -> None:
    for block in blocks:
        if _took_rights(block, fields):
            continue
        for name, meaning, value in _units(block, _above(), is_old=is_old):
            if meaning:
                _put_label(name, meaning, value, fields)
            else:
                put(fields, "lines above the text", value, "the lines above the text")


def _put_label(name: str, meaning: str, value: str, fields: dict[str, Given]) -> None:
    if meaning != "body":
        value = language_of(value) if meaning == "language" else value
        put(fields, meaning if meaning in FIELDS else name, value, f"label {name}")


def _units(block: list[str], known: dict[str, str], *, is_old: bool) -> Iterator[tuple[str, str, str]]:
    """Name, meaning and value of each label of a block; a line without a label goes on with the value above it."""
    name, meaning, values = "", "", []
    for line in block:
        label = label_in(line, known, is_old=is_old)
        if label:
            if name or values:
                yield name, meaning, " ".join(values)
            name, meaning, values = label.name, known[label.key], [label.value]
        else:
            values.append(line.strip())
    if name or values:
        yield name, meaning, " ".join(values)


def _took_rights(block: list[str], fields: dict[str, Given]) -> bool:
    if not is_rights(block[0]):
        return False
    put(fields, "Copyright", " ".join(block), "the line of the copyright")
    return True


def _put_date(line: str, fields: dict[str, Given]) -> None:
    dated = date_line(line)
    if dated:
        put(fields, "published", dated[0], "the line of the date")
        put(fields, "Edition", dated[1], "the line of the date")


def _old_heading(blocks: list[list[str]], fields: dict[str, Given]) -> None:
    """Source, date and headline of the old layout."""
    source: list[str] = []
    title: list[str] = []
    for block in blocks:
        if label_in(block[0], _above(), is_old=True):
            _read_labels([block], fields, is_old=True)
            continue
        at = next((at for at, line in enumerate(block) if date_line(line)), None)
        if "published" not in fields and at is not None:
            source += block[:at] if not source else []
            _put_date(block[at], fields)
            put(fields, "Edition", " ".join(block[at + 1 :]), "the lines under the date")
        elif not source:
            source = block
        elif not title and "published" in fields and _is_beside_date(block, is_old=True):
            put(fields, "Edition", " ".join(block), "the lines under the date")
        elif block[0].startswith(DECORATION) and not title:
            put(fields, "Edition", " ".join(block), "the lines above the headline")
        else:
            title += block
    put(fields, "source", " ".join(source), "the line above the date")
    if not is_line(" ".join(title), "nexis_lines", "no_title") and "title" not in fields:
        put(fields, "title", " ".join(title), "the line under the date")


def _new_heading(blocks: list[list[str]], fields: dict[str, Given]) -> None:
    """Headline, source and date of the layout of Nexis Uni."""
    lines = [line.strip() for block in blocks for line in block]
    dated = next((at for at, line in enumerate(lines) if at and date_line(line)), None)
    above = lines[: dated if dated is not None else 2]
    title = " ".join(above[:-1])
    put(fields, "source", above[-1] if above else "", "the line under the headline")
    if not is_line(title, "nexis_lines", "no_title") and "title" not in fields:
        put(fields, "title", title, "the line above the source")
    if dated is not None:
        _put_date(lines[dated], fields)
    for line in lines[len(above) + (dated is not None) :]:
        put(fields, "Edition", line, "the lines under the date")


def _without_tail(blocks: list[list[str]], fields: dict[str, Given], *, is_old: bool) -> list[list[str]]:
    """The blocks of the text alone: what the database adds below goes to the fields, a correction stays."""
    kept = list(blocks)
    if kept and is_old and _is_body(kept[0], is_old=True):
        first = [line for line in (kept[0][0].partition(":")[2].strip(), *kept[0][1:]) if line]
        kept = [first, *kept[1:]] if first else kept[1:]
    corrections: list[list[str]] = []
    places = [at for at, block in enumerate(kept) if is_line(block[0], "nexis_lines", "classification")]
    if places and any(":" in line for block in kept[places[-1] + 1 :][:2] for line in block):
        _index_terms(kept[places[-1] + 1 :], fields)
        kept = kept[: places[-1]]
    while kept and (_took_rights(kept[-1], fields) or is_added(kept[-1], is_old=is_old)):
        block = kept.pop()
        for name, meaning, value in () if is_rights(block[0]) else _units(block, _below(), is_old=is_old):
            if meaning == "correction":
                corrections.append([f"{name}: {value}"])
            else:
                _put_label(name, meaning, value, fields)
    return [*_without_captions(kept, fields, is_old=is_old), *reversed(corrections)]


def is_added(block: list[str], *, is_old: bool) -> bool:
    """Whether a block opens with a label that the database puts below the text."""
    label = label_in(block[0], _below(), is_old=is_old)
    if not label:
        return False
    meaning = _below()[label.key]
    if meaning in ("length", "load_date"):
        # "Update: The council has met again" is text.
        return counts_words(label.value) if meaning == "length" else date_line(label.value) is not None
    is_term = meaning == "indexing"
    return not is_term or label.name.isupper() or bool(_PERCENT.search(" ".join(block)))


def _index_terms(blocks: list[list[str]], fields: dict[str, Given]) -> None:
    name = "Classification"
    for block in blocks:
        for line in block:
            written, colon, value = line.partition(":")
            if colon and len(written) <= 40 and written[:1].isupper() and not is_rights(line):
                name = one_line(written)
            else:
                name, value = ("Copyright" if is_rights(line) else name), line
            _put_label(name, meanings("nexis_tail").get(name.lower(), "indexing"), value, fields)


def _without_captions(blocks: list[list[str]], fields: dict[str, Given], *, is_old: bool) -> list[list[str]]:
    """The text without the captions that follow the last heading of pictures, near its end."""
    for at in range(len(blocks) - 1, max(len(blocks) - _CAPTIONS, 0), -1):
        label = label_in(blocks[at][0], meanings("nexis_tail"), is_old=is_old)
        is_label = label is not None and meanings("nexis_tail")[label.key] == "graphic"
        if is_label or is_line(blocks[at][0], "nexis_lines", "graphic"):
            name = label.name if label and is_label else one_line(blocks[at][0])
            first = [label.value] if label and is_label else []
            captions = [*first, *blocks[at][1:], *(line for block in blocks[at + 1 :] for line in block)]
            put(fields, name, " ".join(captions), f"below the heading {name}")
            return blocks[:at]
    return blocks
