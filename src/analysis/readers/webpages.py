"""Saved web pages (.html, .mhtml): the text of the article, and what the page says of it with where it says so.

Title, author, day of publication, outlet, address, language. A day of change, of saving or of anything else is never
taken for the day of publication: none is better than a wrong one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from lxml import etree, html

from analysis.readers.dates import as_written
from analysis.readers.decoding import characters_of, decoded_as_declared
from analysis.readers.page import (
    MOST_ELEMENTS,
    Page,
    article_paragraphs,
    bare,
    first,
    fragment_paragraphs,
    named,
    own_words,
    parsed,
    shown,
    strip,
    text_of,
    visible_paragraphs,
)
from analysis.readers.record import File, Given, Note, Outcome, Reader, Record, Settings, Unreadable

# Names under which pages give the day of publication, the surest first; "date" alone may be that of a change.
_PUBLISHED_META = (
    "article:published_time og:article:published_time og:published_time datepublished publication_date pubdate"
    " publishdate publish-date publish_date parsely-pub-date sailthru.date dc.date.issued dcterms.issued"
    " citation_publication_date article.published"
).split()
_UNSURE_META = "date dc.date dc.date.created dcterms.created dcterms.date".split()
_MODIFIED_META = (
    "article:modified_time og:updated_time og:article:modified_time lastmod last-modified last-modified-date"
    " dcterms.modified dc.date.modified datemodified"
).split()
_AUTHOR_META = "author article:author parsely-author sailthru.author dc.creator dcterms.creator byl".split()
# Marks of elements that say when something was changed, in the languages of the pages that we know.
_CHANGED = re.compile(
    r"modif|updat|edited|revis|aktualisi|geändert|stand:|mis.?.?.?jour|actualiz|atualiz"
    r"|aggiorn|gewijzigd|bijgewerkt|uppdater|oppdater|opdater",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_a-z][\w’'.-]{0,30}"
_JOINS = "and|und|et|y|e|en|och|og|de|del|della|di|van|von|der|den|la|le|al|bin"
_BY_LINE = re.compile(
    rf"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f)\s"
    rf"({_NAME}(?:\s(?:(?:{_JOINS})\s){{0,2}}{_NAME}){{1,6}})(?=,|$)"
)
_OF_AUTHOR = re.compile(r"by-?line|author|aut[oe]u?r", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:first\s)?(?:published|posted|issued|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd)"
    r"(?:\s(?:on|am|le|el|em|il|op))?\b[\s:]*",
    re.IGNORECASE,
)
_SAVED_FROM = re.compile(r"saved from url=\(\d{1,6}\)(\S{1,2000})")
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(\S{1,2000})\s+saved date:\s*([^\n]{1,80})")
_LINES = ("p", "div", "span", "li", "td", "small", "em", "dd", "h4", "h5")
# A link to a story has more words than this; words that label a day are not more, nor is a line on a change.
_WORDS_OF_LINK, _WORDS_OF_LABEL, _WORDS_OF_CHANGE = 3, 6, 8
_SHORT_LINE, _MOST_LINKS, _MOST_TIMES = 120, 30, 500


class Stated(NamedTuple):
    """What a page states.

    Its fields, the text that its scripts carry (or ""), the lines by its headline that say by whom and when and no
    more, and sentences on how it was read.
    """

    fields: dict[str, Given]
    body: str
    lines: tuple[str, ...]
    notes: tuple[str, ...]


class _Under(NamedTuple):
    """What lines by the headline say: authors, days, and the lines that say nothing else."""

    authors: list[Given]
    days: list[Given]
    lines: tuple[str, ...]


def metadata(tree: html.HtmlElement, start: str, address: Given | None = None) -> Stated:
    """What a page states of its article, each value with where it stands.

    Parameters
    ----------
    tree
        The page before anything is taken out of it.
    start
        The first characters of the file, for the comments in which browsers say what they saved.
    address
        From where the page was taken, if that is known outside it; it comes before what the page calls its address.

    Misleads when
    -------------
    A page states a wrong day of its own article, as some do after moving to a new system.
    """
    page = Page(tree, start)
    under = _under_headline(page)
    url = address or first(_urls(page))
    days = list(_as_written([*_days(page), *under.days]))
    fields = {
        "title": page.headline,
        "author": first([*_authors(page), *under.authors]),
        "published": first(days),
        "source": page.outlet or _host(url),
        "url": url,
        "language": first(_languages(page)),
        "captured": first(_captured(page)),
        "modified": first(_modified(page)),
        "section": first([*page.of_article("articleSection"), *page.said(["article:section"])]),
    }
    notes = ()
    if len({given.value[:10] for given in days[:2] if given.value[:4].isdigit()}) > 1:
        notes = ("Where a page states two days of publication, that in the data of its article is taken.",)
    return Stated({name: given for name, given in fields.items() if given is not None}, page.body, under.lines, notes)


# --- author, address, language


def _authors(page: Page) -> Iterator[Given]:
    # Some give the address of the author's profile.
    stated = (*page.of_article("author"), *page.said(_AUTHOR_META))
    yield from (given for given in stated if "://" not in given.value)
    for element in page.marked("author"):
        yield Given(named(element), 'itemprop="author"')
    for element in page.tree.xpath("//a[@rel='author']"):
        yield Given("" if page.is_aside(element) else named(element), 'rel="author"')


def _host(url: Given | None) -> Given | None:
    host = _host_of(url.value) if url else ""
    return Given(host.removeprefix("www."), f"host of the address in {url.origin}") if url and host else None


def _host_of(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in ("http", "https") else ""


def _urls(page: Page) -> Iterator[Given]:
    """Addresses of the page; one of the whole site comes after those of a page of it."""
    found = [
        Given(text_of(link.get("href")), '<link rel="canonical">')
        for link in page.tree.xpath("//link[@rel='canonical']")
    ]
    found += page.said(["og:url"])
    if saved := _SAVED_FROM.search(page.start):
        found.append(Given(saved[1], "the comment of the browser that saved the page"))
    if saved := _SINGLE_FILE.search(page.start):
        found.append(Given(saved[1], "the comment of SingleFile"))
    found = [given for given in found if _host_of(given.value)]
    yield from sorted(found, key=lambda given: len(urlsplit(given.value).path) <= 1 and not urlsplit(given.value).query)


def _languages(page: Page) -> Iterator[Given]:
    for element in page.tree.iter("html"):
        yield Given(text_of(element.get("lang") or element.get("xml:lang"))[:20], "<html lang>")
    yield from page.said(["og:locale", "content-language", "dc.language", "language"])
    yield from page.of_article("inLanguage")


def _captured(page: Page) -> Iterator[Given]:
    if saved := _SINGLE_FILE.search(page.start):
        yield Given(saved[2].strip(), "the comment of SingleFile")


def _modified(page: Page) -> Iterator[Given]:
    yield from page.of_article("dateModified")
    yield from page.said(_MODIFIED_META)
    for element in page.marked("dateModified"):
        yield Given(_written(element), 'itemprop="dateModified"')


# --- days


def _days(page: Page) -> Iterator[Given]:
    """Days that the page gives as that of publication, the surest first."""
    yield from page.of_article("datePublished")
    yield from page.said(_PUBLISHED_META)
    yield from _agreeing(page, page.marked("datePublished"), 'itemprop="datePublished"')
    changed = {given.value for given in _modified(page)}
    yield from (given for given in page.said(_UNSURE_META) if given.value not in changed)
    times = [element for element in islice(page.tree.iter("time"), _MOST_TIMES) if not _is_of_change(element)]
    pubdates = [element for element in times if element.get("pubdate") is not None and not page.is_aside(element)]
    yield from _agreeing(page, pubdates, "<time pubdate>")
    near = [
        one for one in times if one in page.near and not _is_in_text(one, page) and not _is_of_entry(one, times, page)
    ]
    yield from (given for given in _agreeing(page, near, "<time> by the headline") if given.value not in changed)


def _as_written(days: Iterable[Given]) -> Iterator[Given]:
    for given in days:
        if plain := as_written(given.value):
            yield Given(plain, given.origin)


def _written(element: etree._Element) -> str:
    return text_of(element.get("datetime") or element.get("content")) or shown(element)


def _agreeing(page: Page, elements: Iterable[etree._Element], origin: str) -> Iterator[Given]:
    """The day that the elements give, those by the headline before others, if they agree."""
    found = list(elements)
    values = [_written(element) for element in [one for one in found if one in page.near] or found]
    if len({value[:10] for value in values}) == 1:
        yield Given(values[0], origin)


def _is_of_change(element: etree._Element) -> bool:
    """Whether a <time> says when something was changed: by its own marks or the words before it."""
    before, parent = element.getprevious(), element.getparent()
    marks = [element.get(name, "") for name in ("class", "id", "itemprop")]
    if parent is not None:
        marks += [parent.get("class", ""), parent.get("id", "")]
        marks.append((parent.text if before is None else before.tail) or "")
        if before is not None and before.tag != "time":
            marks.append(shown(before)[-40:])
    return any(_CHANGED.search(mark) for mark in (*marks, shown(element)))


def _is_in_text(element: etree._Element, page: Page) -> bool:
    """Whether an element is part of a sentence, or stands by a link to another story."""
    for one in element.iterancestors():
        if one in page.around:
            return False
        if any(len(shown(link).split()) > _WORDS_OF_LINK for link in islice(one.iter("a"), _MOST_LINKS)):
            return True
        if one.tag in ("p", "li", "div") and own_words(one) > _WORDS_OF_LABEL:
            return True
    return False


def _is_of_entry(element: etree._Element, times: list[etree._Element], page: Page) -> bool:
    """Whether a <time> is one of several of another day that are placed alike, as over the entries of a live page."""
    place = element.getparent()
    return any(
        other.getparent() is not place
        and (other.getparent().tag, other.getparent().get("class")) == (place.tag, place.get("class"))
        and _written(other)[:10] != _written(element)[:10]
        and not page.is_aside(other)
        and not _is_in_text(other, page)
        for other in times
    )


def _under_headline(page: Page) -> _Under:
    """What stands alone on a line by the headline, or behind a by-line: an author, a day where no other does."""
    authors, days, lines = [], {}, []
    for element in page.near:
        line = shown(element) if element.tag in _LINES else ""
        if not 0 < len(line) <= _SHORT_LINE or _is_in_text(element, page):
            continue
        pieces = [piece.strip() for piece in re.split(r"\s[|•·–—-]\s|;", line)]
        read = [_piece(piece, is_marked=_is_of_author(element)) for piece in pieces]
        authors += [author for author, _ in read if author]
        days |= {day.value: day for _, day in read if day}
        if all(author or day or _is_change(piece) for (author, day), piece in zip(read, pieces, strict=True)):
            lines.append(line)
    return _Under(authors[:1], list(days.values()) if len(days) == 1 else [], tuple(lines))


def _is_change(piece: str) -> bool:
    return bool(_CHANGED.search(piece)) and len(piece.split()) <= _WORDS_OF_CHANGE and any(map(str.isdigit, piece))


def _is_of_author(element: etree._Element) -> bool:
    """Whether the page marks an element as a by-line: "By land and sea" may be a heading."""
    return any(_OF_AUTHOR.search(one.get("class") or "") for one in (element, element.getparent()) if one is not None)


def _piece(piece: str, *, is_marked: bool) -> tuple[Given | None, Given | None]:
    """The author and the day that a piece of a line gives and nothing else; an author alone where it is marked."""
    origin = "the line under the headline"
    by = _BY_LINE.match(piece)
    author = Given(by[1], origin) if by else None
    rest = piece[by.end() :].lstrip(" ,") if by else piece
    if by and not rest:
        return author if is_marked else None, None
    label = _LABEL.match(rest)
    written = rest[label.end() :] if label else rest
    if _CHANGED.search(piece) or not (plain := as_written(written)):
        return None, None
    return author, Given(plain, origin)


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
