"""Saved web pages (.html, .mhtml): the text of the article, and what the page says of it with where it says so."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.readers.decoding import characters_of, decoded_as_declared
from analysis.readers.page import bare
from analysis.readers.page_metadata import metadata
from analysis.readers.page_text import (
    MOST_ELEMENTS,
    article_paragraphs,
    fragment_paragraphs,
    parsed,
    strip,
    visible_paragraphs,
)
from analysis.readers.record import File, Given, Note, Outcome, Reader, Record, Settings, Unreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Flags of a record: its text is all that the page shows; it stands in a script of the page alone.
WHOLE_PAGE, FROM_SCRIPT = "whole_page", "text_from_script"
_NOT_AS_DECLARED = "Pages that are not in the encoding that they name are read as UTF-8 or Windows-1252."
_NO_ARTICLE = "No article text was found in this page. Save it again after it has loaded, or paste its text."
_PAGE_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FIRST_TAG = re.compile(r"<\s*(!doctype\s+html|[a-z][\w:-]{0,40})", re.IGNORECASE)
# What may open a page that leaves out <html>, and what a browser's tools put before it.
_OPENERS = "!doctype html head body meta title link base script style div span noscript iframe center table p".split()
_MHTML = re.compile(rb"^(?:from|subject|date|mime-version|content-type|snapshot-content-location):", re.IGNORECASE)
# A page shows this share of the text in its scripts at most where it holds the rest back.
_SHOWN_IN_PART = 0.5
# So many paragraphs at most hold the title, by-line and day that stand over a text.
_HEAD = 6


def is_web_page(file: File) -> bool:
    """Whether a file begins as a page of HTML does, or as one saved with its pictures (MHTML).

    A few tags in plain text make no page.
    """
    return _begins_page(characters_of(file.head)) or _is_mhtml(file.head)


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The one article of a saved page: see `articles`."""
    if _is_mhtml(file.head):
        yield from _saved_whole(file.content(), settings)
    else:
        yield from articles(file.content(), settings)


def articles(
    content: bytes, settings: Settings, charset: str | None = None, address: Given | None = None
) -> Iterator[Outcome]:
    """The article of a page, and notes on how it was read.

    Parameters
    ----------
    content
        The page as its server sent it or a browser saved it.
    charset
        The encoding that is said outside the page, which counts before what the page says; None where nobody does.

    address
        From where the page was taken, if that is known outside the page.

    Raises
    ------
    Unreadable
        No article text, no readable HTML, or too large.

    Misleads when
    -------------
    The page shows several articles, as live pages and front pages do: they come as one.
    """
    page, flags, is_as_declared = decoded_as_declared(content, settings.encoding, charset)
    tree = parsed(page)
    stated = metadata(tree, page[:5_000], address)
    above = [stated.fields["title"].value] if "title" in stated.fields else []
    paragraphs, flag, note = _text_of(tree, [*above, *stated.lines], stated.body)
    if not paragraphs:
        raise Unreadable(_NO_ARTICLE)
    yield Record("\n\n".join(paragraphs), fields=stated.fields, flags=(*flags, *([flag] if flag else [])))
    yield from map(Note, (*([] if is_as_declared else [_NOT_AS_DECLARED]), *stated.notes, *([note] if note else [])))


def _text_of(tree: "HtmlElement", above: list[str], body: str) -> tuple[list[str], str | None, str | None]:
    """The paragraphs, and a flag and a sentence where they are not the article as the page shows it.

    `above` are the headline and the lines by it that are fields.
    """
    strip(tree)
    n_elements = sum(1 for _ in tree.iter())
    shown = _below(above, article_paragraphs(tree)) if n_elements <= MOST_ELEMENTS else []
    hidden = _below(above, _paragraphs_of_body(body))
    if _length(shown) < _SHOWN_IN_PART * _length(hidden):
        return hidden, FROM_SCRIPT, "Pages that show no text, or a part, are taken from the article in their scripts."
    if not shown:
        shown = _below(above, visible_paragraphs(tree))
        return shown, WHOLE_PAGE, "Where no article is marked or found in a page, all that it shows is taken."
    return shown, None, None


def _paragraphs_of_body(body: str) -> list[str]:
    if "<" in body or "&" in body:
        body = "\n\n".join(fragment_paragraphs(re.sub(r"\n\s{0,99}\n", "<p>", body)))
    return [text for line in body.splitlines() if (text := " ".join(line.split()))]


def _below(above: list[str], paragraphs: list[str]) -> list[str]:
    """The paragraphs without those at their head that are fields already: the title, by whom and when."""
    fields = {bare(line) for line in above}
    head = [paragraph for paragraph in paragraphs[:_HEAD] if bare(paragraph) not in fields]
    return head + paragraphs[_HEAD:]


def _length(paragraphs: list[str]) -> int:
    return sum(map(len, paragraphs))


# --- recognising and decoding


def _begins_page(head: str) -> bool:
    rest = head.lstrip()
    while rest.startswith(("<!--", "<?")):
        _, _, rest = rest.partition("-->" if rest.startswith("<!--") else ">")
        rest = rest.lstrip()
    first = _FIRST_TAG.match(rest)
    return first is not None and first[1].split()[0].lower() in _OPENERS and _PAGE_TAG.search(rest) is not None


def _is_mhtml(head: bytes) -> bool:
    start = head[:4096].lower()
    return _MHTML.match(start) is not None and b"multipart/related" in start and b"text/html" in head[:65_536].lower()


# --- pages saved with their pictures


def _saved_whole(content: bytes, settings: Settings) -> Iterator[Outcome]:
    """The page of an MHTML file; frames and pictures in it are left."""
    from email import message_from_bytes

    try:
        message = message_from_bytes(content)
        page = next(
            part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")
        )
        inside, charset = page.get_payload(decode=True), page.get_content_charset()
        address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
        saved = " ".join(str(message.get("Date") or "").split())
    except Exception as error:  # email passes on what it meets in headers, and its recursion in deep nesting
        raise Unreadable("The page inside this MHTML file cannot be read. Save it again as HTML.") from error
    known = Given(address, "the address in the MHTML file") if address.startswith(("http://", "https://")) else None
    for outcome in articles(inside or b"", settings, charset, known):
        if isinstance(outcome, Record) and saved:
            fields = {"captured": Given(saved, "the date in the MHTML file")} | dict(outcome.fields)
            outcome = replace(outcome, fields=fields)
        yield outcome


READER = Reader("web page", is_web_page, read)
