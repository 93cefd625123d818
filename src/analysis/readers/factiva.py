"""Exports of Factiva: web page, rich text and plain text, with field codes (HD, SN, PD, TD …) or without.

Without codes the order tells what a line is: headline, by-line, number of words, day, time, source, its code, page,
language, copyright, text, and "Document" with the number of access.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.readers.databases import (
    CUT_OFF,
    NO_TEXT,
    Page,
    classed,
    counts_words,
    has_class,
    is_line,
    is_page,
    is_rights,
    is_table,
    is_word,
    kinds,
    lines_of,
    meanings,
    opening,
    outermost,
    page_of,
    paragraphs_in,
    put,
    shown,
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
    is_language,
    language_of,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER = re.compile(
    r"(?:([^\W\d_]{8,9})\s+)?([A-Z0-9]{4,14}(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d[a-zA-Z0-9]{6,12})\s*\|?\s*"
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[AP]M)?(?:\s(?:GMT|UTC|[A-Z]{2,4}T))?")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_CODED = re.compile(r"\|?\s*([A-Z]{2,3})\s*(?:[|:\t]|\s{2,}|$)\s*(.*)")
_CODED_NARROWLY = re.compile(r"([A-Z]{2,3}) (.*)")
_NO_ARTICLE = "No article of Factiva is in it. Save it with full articles, not with headlines."
_ARTICLE_CLASS = re.compile(r"[a-z]{2,6}article", re.IGNORECASE)
_CLASSES = re.compile(r"[\s\"'][a-z]{2,6}(Article|Headline|articleParagraph)\b")
_COUNTED = re.compile(r"\d{1,4}\)\s+")
_ARTICLE_LINE = re.compile(r"([^\W\d_]{7,8})\s\d{1,5}")
# How many lines a heading has at most.
_HEADING = 12
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]{0,20}\s){1,3}[A-ZÀ-Þ][\w'’-]{1,24}(?:(?:,| and| und| et| y| &)\s.{1,60})?")
_ENDS = tuple(".!?…\"'”’»“):")
# Codes of fields that hold terms of an index, each after its key: "gport : Ports | gcat : News".
_INDEX = frozenset(("CO", "IN", "NS", "RE"))
# The parts of a page that may be one paragraph.
_BLOCKS = frozenset(("p", "pre", "li", "h1", "h2", "h3", "h4"))


def recognises(file: File) -> bool:
    """Whether at least two signs of the layout stand where an export has them."""
    if is_word(file):
        return False
    start = opening(file)
    if is_page(file):
        found = {sign[1].lower() for sign in _CLASSES.finditer(start)}
        return len(found) >= 2 and bool({"headline", "articleparagraph"} & found)
    lines = [line.strip() for line in start.splitlines()[:6000]]
    if not any(map(_ends_document, lines)) or (is_table(lines) and not _coded(lines[0])):
        return False
    return any(map(counts_words, lines)) or _is_coded(lines)


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The articles of an export of Factiva; the summary of the search is none.

    Raises
    ------
    Unreadable
        It is damaged, too large, or no text.

    Misleads when
    -------------
    There are neither codes nor a page: a second line above the number of words is a by-line if it looks like names.
    """
    if is_page(file):
        yield from _of_page(page_of(file, settings))
        return
    lines, flags = lines_of(file, settings)
    row = 0
    for row, (document, is_whole) in enumerate(_documents(lines), 1):
        if not is_whole:
            yield Refused(row, CUT_OFF)
        elif _is_coded(document):
            yield _from_fields(_coded_fields(document), row, flags)
        else:
            yield _from_lines(document, row, flags)
    if not row:
        raise Unreadable(_NO_ARTICLE)


# --- documents


def _ends_document(line: str) -> str | None:
    """The number of access at the end of a document."""
    coded = _coded(line, is_narrow=True)
    written = (coded[1] if coded and coded[0] == "AN" else line).strip().strip("|").strip()
    found = _NUMBER.fullmatch(written[:60])
    if not found or not (coded or found[1]):
        return None
    return found[2] if not found[1] or found[1].lower() in kinds("document_words")["document"] else None


def _documents(lines: Iterable[str]) -> Iterator[tuple[list[str], bool]]:
    """The lines of each document up to its number, and whether it has one; what follows the last may be cut off."""
    documents: list[list[str]] = [[]]
    for line in lines:
        if documents[-1] or (line.strip() and not _is_article_line(line)):
            documents[-1].append(line.rstrip())
        if documents[-1] and _ends_document(line):
            documents.append([])
    rest = documents.pop()
    whole: list[list[str]] = []
    for document in documents:
        # A text may hold a line that is the number of a document.
        if whole and not _has_heading(document):
            whole[-1] += document
        else:
            whole.append(document)
    yield from ((document, True) for document in whole)
    if _has_heading(rest) and not any(is_line(line.strip("| "), "factiva_lines", "summary") for line in rest[:12]):
        yield rest, False


def _has_heading(document: list[str]) -> bool:
    return _heading_end([line for line in document if line.strip()]) is not None or _is_coded(document)


def _heading_end(lines: list[str]) -> int | None:
    """Where headline and by-line end: at the number of words, else at the day."""
    top = lines[:_HEADING]
    words = next((at for at, line in enumerate(top) if counts_words(line)), None)
    return words if words is not None else next((at for at, line in enumerate(top) if at and date_line(line)), None)


def _is_article_line(line: str) -> bool:
    found = _ARTICLE_LINE.fullmatch(line.strip()[:20])
    return bool(found and found[1].lower() in kinds("factiva_lines")["article"])


def _coded(line: str, *, is_narrow: bool = False) -> tuple[str, str] | None:
    """Code and value of a line that opens with a field code; `is_narrow`: one space may part them."""
    found = _CODED.match(line.strip()) or (_CODED_NARROWLY.match(line.strip()) if is_narrow else None)
    if not found or found[1].lower() not in meanings("factiva_codes"):
        return None
    return found[1], found[2].strip().rstrip("|").strip()


def _is_coded(lines: list[str]) -> bool:
    codes = {coded[0] for line in lines[:400] if (coded := _coded(line, is_narrow=True))}
    return "HD" in codes and len(codes & {"SN", "PD", "WC", "LP", "TD"}) >= 2


def _coded_fields(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Code and lines of each field. In the text only a code that stands apart from what follows counts."""
    fields: list[tuple[str, list[str]]] = []
    tail = _tail(lines)
    for at, line in enumerate(lines):
        is_in_text = bool(fields) and fields[-1][0] in ("LP", "TD") and at < tail
        coded = _coded(line, is_narrow=not is_in_text)
        if coded and (not is_in_text or _follows_text(coded, fields)):
            fields.append((coded[0], [coded[1]] if coded[1] else []))
        elif fields:
            fields[-1][1].append(line.strip().strip("|").strip())
    return fields


def _tail(lines: list[str]) -> int:
    """Where the fields below the text begin: lines that open with a code, or go on with terms of an index."""
    tail = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        coded = _coded(lines[at], is_narrow=True)
        if coded and coded[0] not in ("LP", "TD") and _is_index(*coded):
            tail = at
        elif lines[at].strip() and (coded or not _is_terms(lines[at])):
            break
    return tail


def _is_terms(line: str) -> bool:
    return " : " in line or "|" in line or line.startswith(("\t", "  "))


def _is_index(code: str, value: str) -> bool:
    """Whether the value may be one of that code: those of an index hold terms, each after its key."""
    return code not in _INDEX or not value or " : " in value


def _follows_text(coded: tuple[str, str], fields: list[tuple[str, list[str]]]) -> bool:
    """Whether a code in the text begins the next field: a new one, and with terms of an index where it holds them."""
    return coded[0] not in {code for code, _ in fields} and _is_index(*coded)


# --- one document


def _from_fields(coded: list[tuple[str, list[str]]], row: int, flags: tuple[str, ...]) -> Record | Refused:
    """The article of a document with field codes."""
    fields: dict[str, Given] = {}
    text: list[str] = []
    for code, lines in coded:
        meaning = meanings("factiva_codes").get(code.lower(), "further")
        value = " ".join(line for line in lines if line)
        origin = f"field {code}"
        if meaning == "text":
            text += [line for line in lines if line]
        elif meaning == "published":
            put(fields, "published", (date_in(value) or [value])[0], origin)
        elif meaning == "language":
            put(fields, "language", language_of(value), origin)
        elif meaning == "id":
            put(fields, "id", _ends_document(f"AN  {value}") or value, origin)
        else:
            put(
                fields,
                meaning if meaning in FIELDS else code,
                _COUNTED.sub("", value) if code == "HD" else value,
                origin,
            )
    return Record("\n\n".join(text), row, fields, flags) if text else Refused(row, NO_TEXT)


def _from_lines(document: list[str], row: int, flags: tuple[str, ...]) -> Record | Refused:
    """The article of a document without field codes."""
    lines = [line.strip() for line in document if line.strip()]
    fields: dict[str, Given] = {}
    put(fields, "id", _ends_document(lines[-1]) or "", "the last line")
    at = _heading_end(lines)
    if at is None:
        return Refused(row, "It gives neither the number of words nor the day, so it cannot be told what is text.")
    _heading(lines[:at], fields)
    end = at + _below_heading(lines[at:-1], fields)
    text = _without_publisher(lines[end:-1], fields)
    return Record("\n\n".join(text), row, fields, flags) if text else Refused(row, NO_TEXT)


def _heading(lines: list[str], fields: dict[str, Given]) -> None:
    """Headline and by-line, of the lines above the number of words; a heading of the page may stand above them."""
    lines = list(lines)
    if len(lines) > 1 and _is_byline(lines[-1], lines[-2]):
        put(fields, "author", lines.pop(), "the line under the headline")
    is_short = len(lines) > 1 and len(lines[0].split()) <= 3 and len(lines[0]) < len(lines[1])
    if is_short and not lines[0].endswith(_ENDS) and not lines[1][0].islower():
        put(fields, "SE", lines.pop(0), "the line above the headline")
    put(fields, "title", _COUNTED.sub("", " ".join(lines)), "the first line")


def _is_byline(line: str, above: str) -> bool:
    first = line.split(maxsplit=1)[0].lower()
    if first in kinds("factiva_lines")["by"] and len(line) < 160:
        return True
    return len(line) < 90 and len(line) < len(above) and _NAME.fullmatch(line) is not None


def _below_heading(lines: list[str], fields: dict[str, Given]) -> int:
    """Read what stands between the headline and the text; how many lines that is."""
    rest, at = lines[:16], 0
    if rest and counts_words(rest[0]):
        put(fields, "WC", rest[0], "the line with the number of words")
        at += 1
    dated = date_line(rest[at]) if at < len(rest) else None
    if dated:
        put(fields, "published", dated[0], "the line of the day")
        at += 1
    if at < len(rest) and _CLOCK.fullmatch(rest[at]):
        put(fields, "ET", rest[at], "the line under the day")
        at += 1
    language = next((place for place in range(at, len(rest)) if is_language(rest[place])), None)
    code = next((place for place in range(at + 1, min(at + 4, len(rest))) if _CODE.fullmatch(rest[place])), None)
    end = language if language is not None else (code + 1 if code is not None else at + 1)
    if at < len(rest):
        source_end = code if code is not None and code < end else at + 1
        put(fields, "source", " ".join(rest[at:source_end]), "the line under the day")
        put(fields, "SC", rest[code] if code is not None and code < end else "", "the line under the source")
        for line in rest[source_end + (code is not None and code < end) : end]:
            put(fields, "PG", line, "the line under the source")
        at = end
    if language is not None:
        put(fields, "language", language_of(rest[language]), "the line of the language")
        at = language + 1
    while at < len(rest) and is_rights(rest[at]):
        put(fields, "CY", rest[at], "the line of the copyright")
        at += 1
    return at


def _without_publisher(text: list[str], fields: dict[str, Given]) -> list[str]:
    """The text without the name of the publisher, which stands alone below it."""
    words = text[-1].lower().replace(",", " ").split() if len(text) > 1 else []
    known = kinds("factiva_lines")["publisher"]
    is_name = 0 < len(words) <= 8 and (words[-1] in known or not text[-1].endswith(_ENDS))
    if not is_name or not known & set(words):
        return text
    put(fields, "PUB", text[-1], "the line under the text")
    return text[:-1]


# --- the page


def _of_page(page: Page) -> Iterator[Outcome]:
    articles = outermost(page.tree, {element for element in page.tree.iter("div") if _is_article(element)})
    if not articles:
        raise Unreadable(_NO_ARTICLE)
    for row, element in enumerate(articles, 1):
        coded = [cells for tr in element.iter("tr") if (cells := _code_cells(tr))]
        if coded:
            outcome = _from_fields([(code, paragraphs_in(cell)) for code, cell in coded], row, page.flags)
        else:
            outcome = _from_elements(element, row, page.flags)
        is_cut = row == len(articles) and not page.is_closed and "id" not in getattr(outcome, "fields", ())
        yield Refused(row, CUT_OFF) if is_cut else outcome


def _is_article(element: "HtmlElement") -> bool:
    classes = (element.get("class") or "").split()
    return "article" in classes and any(_ARTICLE_CLASS.fullmatch(name) for name in classes)


def _code_cells(row: "HtmlElement") -> "tuple[str, HtmlElement] | None":
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    code = shown(cells[0]) if len(cells) == 2 else ""
    return (code, cells[1]) if code.lower() in meanings("factiva_codes") and code.isupper() else None


def _from_elements(element: "HtmlElement", row: int, flags: tuple[str, ...]) -> Record | Refused:
    """The article of a page without field codes."""
    fields: dict[str, Given] = {}
    title = next((inner for inner in element.iter() if _has_headline(inner)), None)
    put(fields, "title", _COUNTED.sub("", shown(title)), "the headline of the page")
    for author in classed(element, "author"):
        put(fields, "author", shown(author), 'class "author"')
    above, lines = _lines_of_heading(element, title)
    at = _heading_end(lines)
    if at is not None:
        _below_heading(lines[at:], fields)
        put(fields, "SE", " ".join(above), "the line above the headline")
        put(fields, "author", " ".join(lines[:at]), "the line under the headline")
    text = []
    for paragraph in (inner for inner in element.iter() if inner.tag in _BLOCKS):
        written = shown(paragraph)
        if number := _ends_document(written):
            put(fields, "id", number, "the last line")
        elif any("articleparagraph" in name.lower() for name in (paragraph.get("class") or "").split()):
            text += [written] if written else []
        else:
            put(fields, "PUB", written, "the line under the text")
    return Record("\n\n".join(text), row, fields, flags) if text else Refused(row, NO_TEXT)


def _has_headline(element: "HtmlElement") -> bool:
    names = (element.get("class") or "").lower().split() if isinstance(element.tag, str) else []
    return element.get("id") == "hd" or any(name.endswith("headline") for name in names)


def _lines_of_heading(element: "HtmlElement", title: "HtmlElement | None") -> tuple[list[str], list[str]]:
    """The lines of the heading above and below the headline, the marked by-line left out."""
    around = {title, *title.iterancestors(), *title.iterdescendants()} if title is not None else set()
    parts: tuple[list[str], list[str]] = ([], [])
    is_below = title is None
    for div in element.iter("div"):
        if div in around:
            is_below = is_below or not any(inner.tag == "div" for inner in div.iterdescendants("div"))
        elif not has_class(div, "author") and next(div.iterdescendants("div", *_BLOCKS), None) is None:
            parts[is_below].append(shown(div))
    return parts


READER = Reader("export of Factiva", recognises, read)
