"""Exports of Nexis (LexisNexis, Nexis Uni, Nexis Advance): plain text, rich text and Word.

Two layouts: the old one numbers its documents ("1 of 3 DOCUMENTS") and puts the source above the headline; that of
Nexis Uni has a cover page, the headline above the source, the text under "Body", and "End of Document".
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from analysis.readers.databases import (
    CUT_OFF,
    NO_TEXT,
    Label,
    blocks_of,
    counted,
    counts_words,
    is_line,
    is_page,
    is_rights,
    is_table,
    is_text,
    is_word,
    kinds,
    label_of,
    lines_of,
    meanings,
    opening,
    put,
    unwrapped,
)
from analysis.readers.dates import date_line
from analysis.readers.record import (
    FIELDS,
    File,
    Given,
    Note,
    Outcome,
    Reader,
    Record,
    Refused,
    Settings,
    Unreadable,
    language_of,
    one_line,
)

# --- one document: headline, source, date, the labels around the text, the text
_PERCENT = re.compile(r"\(\d{1,3}\s?%\)")
_NOT_SHOWN = "error in this document and it is not possible to display it"
# How far down a heading and the captions at the end may reach, in blocks.
_HEADING, _CAPTIONS = 14, 12
# What labels mean: of those that stand below the date; of those that some files put above the text, most below.
_ABOVE_TEXT = ("length", "author", "section", "body")
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


# --- the export

_NUMBERED = re.compile(
    r"\s*(?:[A-Z]{3,10}\s-\s)?(?:([^\W\d_]+)\s+)?(\d{1,6})\s+([^\W\d_]{2,3})\s+(\d{1,6})(?:\s+([^\W\d_]+))?\s*"
)
_COUNT = re.compile(r"([^\W\d_]+)\s?\((\d{1,6})\)")
_LISTED = re.compile(r"(\d{1,6})\.(?:\s+(\S.*))?")
_PAGE = re.compile(r"\w{4,6}\s\d{1,4}\s(?:of|von|de|sur|van)\s\d{1,4}", re.IGNORECASE)
# A text that was broken into lines has none longer than this.
_WIDEST = 100
# How many lines under its number a document is looked at.
_FAR = 40
# How many lines from the top a cover page states its count.
_COVER = 16


class _Part(NamedTuple):
    """One document of the file: its number, its blocks of lines, and whether it is seen to be whole."""

    row: int
    blocks: list[list[str]]
    is_numbered: bool
    is_ended: bool


def recognises(file: File) -> bool:
    """Whether at least two signs of the layout stand where an export has them."""
    if is_page(file):
        return False
    raw = [line for line in opening(file).splitlines() if line.strip()][:4000]
    lines = [line.strip() for line in raw]
    if is_text(file) and is_table(lines):
        return False
    if is_text(file) and _opens_numbered(raw):
        return any(map(_is_old_label, lines))
    signs = {sign for line in lines if (sign := _sign(line))}
    if is_word(file):
        return bool({"cover", "job"} <= signs or len(signs & {"length", "body", "end", "load_date"}) >= 2)
    return {"cover", "job"} <= signs or ({"end", "load_date"} & signs != set() and len(signs) >= 3)


def _opens_numbered(lines: list[str]) -> bool:
    """Whether the first line numbers a document, or one below a cover page does; there such a line is centred."""
    if not lines or _numbers(lines[0]):
        return bool(lines)
    if label_of(lines[0], kinds("nexis_cover")["opens"]):
        return any(map(_numbers, lines))
    return any(_numbers(line) and line.startswith(DECORATION) for line in lines[:_FAR])


def _is_old_label(line: str) -> bool:
    """Whether it is a label that every document of the old layout has, in capitals."""
    label = label_in(line, known_labels(), is_old=True)
    meaning = known_labels()[label.key] if label else ""
    return meaning in ("load_date", "type", "language") or bool(
        label and meaning == "length" and counts_words(label.value)
    )


def _sign(line: str) -> str | None:
    cover = kinds("nexis_cover")
    label = label_of(line, known_labels())
    meaning = known_labels()[label.key] if label else ""
    if meaning == "length" and label:
        return "length" if counts_words(label.value) else None
    if meaning == "load_date":
        return "load_date"
    if label_of(line, cover["opens"]) or label_of(line, cover["job"]):
        return "cover" if label_of(line, cover["opens"]) else "job"
    return next((kind for kind in ("end", "body", "classification") if is_line(line, "nexis_lines", kind)), None)


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The articles of an export of Nexis; cover pages and lists of titles are none.

    Raises
    ------
    Unreadable
        It is damaged, too large, or no text; or no article is in it, or it cannot be told where one ends.

    Misleads when
    -------------
    A line of a text is itself the heading of the text ("Body") or of its pictures ("Graphic").
    """
    lines, flags = lines_of(file, settings)
    parts, stated = _parts(lines)
    if not parts and not stated:
        raise Unreadable("No article of Nexis is in it. Export it again, with the full texts.")
    n_found, any_ended = 0, any(part.is_ended for part in parts)
    for part in parts:
        outcome = article(part.blocks, part.row, flags, is_old=part.is_numbered)
        is_last = part is parts[-1]
        if is_last and any_ended and not part.is_ended:
            outcome = Refused(part.row, CUT_OFF)
        n_found += 1
        yield outcome
    if not parts and stated:
        texts = "without their texts. Put the file with the texts here"
        yield Refused(None, f"It is a list of {stated:,} titles {texts}.")
    elif n_found > stated > 0:
        yield Note(f"The file says that it holds {stated:,} documents; {n_found:,} were found.")
    else:
        yield from counted(stated, n_found)


# --- documents


def _parts(lines: list[str]) -> tuple[list[_Part], int]:
    """The documents of the file and how many it says it has; 0 where it does not say."""
    numbered = _numbered(lines)
    if numbered:
        stated = sum(total for _, number, total in numbered if number == 1) or numbered[0][2]
        ends = [at for at, _, _ in numbered[1:]] + [_request_end(lines)]
        n_long = sum(len(line) > _WIDEST for line in lines)
        is_wrapped = n_long * 50 < len(lines)
        parts = []
        for row, ((start, _, _), end) in enumerate(zip(numbered, ends, strict=True), 1):
            blocks = _old_blocks(lines[start + 1 : end], is_wrapped=is_wrapped)
            parts.append(_Part(row, blocks, True, _is_ended(blocks)))
        return parts, stated
    return _ended(lines)


def _numbers(line: str) -> tuple[int, int] | None:
    """The number and the total of a line such as "1 of 3 DOCUMENTS"."""
    found = _NUMBERED.fullmatch(line[:80])
    words = kinds("document_words")
    if not found or found[3].lower() not in words["of"] or bool(found[1]) == bool(found[5]):
        return None
    number, total = int(found[2]), int(found[4])
    return (number, total) if (found[1] or found[5]).lower() in words["document"] and 0 < number <= total else None


def _numbered(lines: list[str]) -> list[tuple[int, int, int]]:
    """Place, number and total of each line that opens a document; a line quoted in a text is none."""
    found: list[tuple[int, int, int]] = []
    for at, line in enumerate(lines):
        numbers = _numbers(line)
        if numbers is None or not _opens_document(lines[at + 1 : at + 1 + _FAR]):
            continue
        is_apart = not at or not lines[at - 1].strip()
        is_centred = line.startswith(DECORATION)
        if not (is_centred or is_apart) or (found and lines[found[0][0]].startswith(DECORATION) and not is_centred):
            continue
        number, total = numbers
        goes_on = not found or number == 1 or (total == found[-1][2] and number > found[-1][1])
        if goes_on:
            found.append((at, number, total))
    return found


def _opens_document(below: list[str]) -> bool:
    """Whether a date, a copyright or a label follows soon, as under the number of a document."""
    filled = [line for line in below if line.strip()][:8]
    is_cut_off = len(filled) < 8 and len(below) < _FAR
    return is_cut_off or any(date_line(line) or is_rights(line) or _is_old_label(line) for line in filled)


def _request_end(lines: list[str]) -> int:
    tail = range(max(len(lines) - 60, 0), len(lines))
    return next((at for at in tail if is_line(lines[at], "nexis_lines", "request_end")), len(lines))


def _old_blocks(lines: list[str], *, is_wrapped: bool) -> list[list[str]]:
    if not is_wrapped:
        return [[line] for line in lines if line.strip()]
    width = max((len(line) for line in lines if len(line) <= _WIDEST), default=_WIDEST)
    labels = frozenset((*meanings("nexis_head"), *meanings("nexis_tail")))
    return [unwrapped(block, width, labels) for block in blocks_of(lines)]


def _is_ended(blocks: list[list[str]]) -> bool:
    """Whether what the database adds below a text stands at the end."""
    return len(blocks) > 3 and (is_rights(blocks[-1][0]) or is_added(blocks[-1], is_old=True))


def _ended(lines: list[str]) -> tuple[list[_Part], int]:
    """The documents of the layout of Nexis Uni, without the cover page, and how many the cover states."""
    start, stated = _cover(lines)
    ends = [at for at in range(start, len(lines)) if is_line(lines[at], "nexis_lines", "end")]
    is_marked, whole = bool(ends), set(ends)
    if not is_marked:
        ends = [at + 1 for at in range(start, len(lines)) if _is_load_date(lines[at])]
        if stated > 1 and not ends and any(map(date_line, lines[start:])):
            raise Unreadable(f"It says {stated:,} documents, but not where each ends. Export it in English.")
        whole = set(ends)
    is_dense = any(is_line(line, "nexis_lines", "body") and after.strip() for line, after in pairwise(lines))
    parts: list[_Part] = []
    for at, end in pairwise([start - 1 if is_marked else start, *ends, len(lines)]):
        segment = lines[at + is_marked : end]
        kept = [line for line in segment if not _PAGE.fullmatch(line.strip())]
        blocks = [[line] for line in kept if line.strip()] if is_dense else blocks_of(kept)
        is_whole = bool(blocks) and (end in whole or _is_load_date(blocks[-1][0]))
        if is_whole or (len(blocks) > 2 and any(date_line(line) for block in blocks for line in block)):
            parts.append(_Part(len(parts) + 1, blocks, False, is_whole))
    return parts, stated


def _is_load_date(line: str) -> bool:
    label = label_of(line, meanings("nexis_tail"))
    return label is not None and meanings("nexis_tail")[label.key] == "load_date" and bool(date_line(label.value))


def _cover(lines: list[str]) -> tuple[int, int]:
    """Where the first document begins below the cover page, and how many documents the cover states; else zeros."""
    cover = kinds("nexis_cover")
    first = [at for at, line in enumerate(lines[:400]) if line.strip()][:_COVER]
    listed = [at for at, below in pairwise(first) if _COUNT.fullmatch(lines[at].strip()) and _opens_list(lines[below])]
    counts = [
        at for at in first if (found := _COUNT.fullmatch(lines[at].strip())) and found[1].lower() in cover["count"]
    ]
    is_cover = any(label_of(lines[at], cover["opens"] | cover["job"]) for at in first)
    if not listed and not (is_cover and counts):
        return (_above_date(lines, first[0]), 0) if is_cover else (0, 0)
    count_at = (listed or counts)[0]
    found = _COUNT.fullmatch(lines[count_at].strip())
    stated = int(found[2]) if found else 0
    at, title = _list_end(lines, count_at, stated)
    for below in range(at + 1, len(lines)):
        if title and _is_same(lines[below], title):
            return below, stated
        if is_line(lines[below], "nexis_lines", "end") or is_line(lines[below], "nexis_lines", "body"):
            break
    return _above_date(lines, at + 1), stated


def _opens_list(line: str) -> bool:
    found = _LISTED.fullmatch(line.strip()[:600])
    return found is not None and found[1] == "1"


def _list_end(lines: list[str], start: int, stated: int) -> tuple[int, str]:
    """The last line of the list of titles, and the first title; a title may stand under its number."""
    end, number, title = start, 0, ""
    for at in range(start + 1, len(lines)):
        found = _LISTED.fullmatch(lines[at].strip()[:600])
        if found and int(found[1]) == number + 1 and number < max(stated, 1):
            below = range(at + 1, min(at + 4, len(lines)))
            number, end = number + 1, at if found[2] else next((place for place in below if lines[place].strip()), at)
            if number == 1:
                title = found[2] or lines[end]
        elif is_line(lines[at], "nexis_lines", "end") or (number >= stated and date_line(lines[at])):
            break
    return end, one_line(title)


def _is_same(line: str, title: str) -> bool:
    line, title = one_line(line).lower(), title.lower().rstrip(".…")
    return bool(line) and (line == title or (len(title) > 40 and line.startswith(title)))


def _above_date(lines: list[str], start: int) -> int:
    """The headline above the first date: two lines up, or one where only the source stands between it and the cover."""
    cover = kinds("nexis_cover")
    labels = cover["opens"] | cover["job"] | cover["follows"]
    filled = [at for at in range(start, len(lines)) if lines[at].strip()]
    dated = next((place for place, at in enumerate(filled) if date_line(lines[at])), None)
    if dated is None:
        return len(lines)
    above = filled[max(dated - 2, 0) : dated]
    above = [at for at in above if not label_of(lines[at], labels) and not lines[at].startswith("|")]
    return above[0] if above else filled[dated]


READER = Reader("export of Nexis", recognises, read)
