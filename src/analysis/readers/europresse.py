"""Exports of Europresse (and Eureka): a web page with the articles one below the other, in the old and the new form."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.readers.databases import (
    CUT_OFF,
    NO_TEXT,
    classed,
    counted,
    has_class,
    is_page,
    opening,
    outermost,
    page_of,
    paragraphs_in,
    put,
    shown,
)
from analysis.readers.dates import date_in, without_weekday
from analysis.readers.record import File, Given, Outcome, Reader, Record, Refused, Settings, Unreadable, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SOURCE, _HEADER, _TITLE, _TEXT = "DocPublicationName", "DocHeader", "titreArticle", ("docOcurrContainer", "DocText")
_SIGNS = (
    re.compile(r"""class=["'][^"']{0,80}DocPublicationName"""),
    re.compile(r"""class=["'][^"']{0,80}(?:DocHeader|docOcurrContainer|DocText)"""),
    re.compile(r"""class=["'][^"']{0,80}titreArticle""", re.IGNORECASE),
)
# "La Croix, no. 43018", "Le Monde (site web)": a number of the issue is no part of the name.
_ISSUE = re.compile(r",?\s(?:no\.?|n°|nº|vol\.?|num\.?)\s?\d.{0,80}", re.IGNORECASE)
_PAGE = re.compile(r"(?:p|pp|pg)\.\s?.{1,40}")
_ID = re.compile(r"news·(\d{8})·\S{1,80}")
_STATED = re.compile(r"(?:nombre|number) (?:de|of) documents?\s?(?:\(s\))?\s?:\s?(\d{1,6})", re.IGNORECASE)
_LONGEST_AUTHOR = 160
_UNSHOWN = frozenset(("script", "style"))


def recognises(file: File) -> bool:
    """Whether at least two of the classes of the layout are used on the page."""
    if not is_page(file):
        return False
    start = opening(file)
    return sum(bool(sign.search(start)) for sign in _SIGNS) >= 2


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The articles of an export of Europresse; the cover page is none.

    Raises
    ------
    Unreadable
        It is damaged, too large, or no page.
    """
    page = page_of(file, settings)
    articles = _articles(page.tree)
    if not articles:
        raise Unreadable("No article of Europresse is in it. Export it again as HTML, with the full texts.")
    stated = _STATED.search(_cover(page.tree, articles[0]))
    for row, element in enumerate(articles, 1):
        outcome = _article(element, row, page.flags)
        is_cut = row == len(articles) and not page.is_closed and "copyright" not in getattr(outcome, "fields", ())
        yield Refused(row, CUT_OFF) if is_cut else outcome
    yield from counted(int(stated[1]) if stated else 0, len(articles))


def _articles(page: "HtmlElement") -> "list[HtmlElement]":
    """The elements that hold one article each; where none is marked, the largest with one name of a source."""
    signs = [inner for inner in page.iter() if isinstance(inner.tag, str) and _is_sign(inner)]
    holders = {outer for inner in signs for outer in inner.iterancestors("article", "div")}
    marked = [outer for outer in holders if outer.tag == "article" or has_class(outer, "article")]
    if marked:
        return outermost(page, set(marked))
    names = [name for name in classed(page, _SOURCE) if name.tag == "span"] or classed(page, _SOURCE)
    held = Counter(outer for name in names for outer in name.iterancestors())
    found = []
    for name in names:
        element = name
        while (outer := element.getparent()) is not None and held[outer] == 1 and outer.tag not in ("body", "html"):
            element = outer
        found.append(element)
    return found


def _is_sign(element: "HtmlElement") -> bool:
    return any(has_class(element, name) for name in (_SOURCE, _TITLE, "titreArticleVisu", *_TEXT))


def _cover(page: "HtmlElement", first: "HtmlElement") -> str:
    """What stands above the first article."""
    shown_above = []
    for element in page.iter():
        if element is first:
            break
        if isinstance(element.tag, str) and element.tag not in _UNSHOWN:
            shown_above += [element.text or ""]
    return one_line(" ".join(shown_above))[:20_000]


def _first(element: "HtmlElement", *names: str) -> "HtmlElement | None":
    return next((inner for name in names for inner in classed(element, name) if shown(inner)), None)


def _article(element: "HtmlElement", row: int, flags: tuple[str, ...]) -> Record | Refused:
    fields: dict[str, Given] = {}
    _read_source(element, fields)
    _read_header(element, fields)
    title = _first(element, "rdp__articletitle", "titreArticleVisu", _TITLE)
    put(fields, "title", shown(title), f'class "{title.get("class")}"' if title is not None else "")
    _read_around_title(element, title, fields)
    _read_footer(element, fields)
    if "published" not in fields and (number := _ID.search(fields["id"].value if "id" in fields else "")):
        put(fields, "published", f"{number[1][:4]}-{number[1][4:6]}-{number[1][6:]}", "the number of the document")
    body = _first(element, *_TEXT)
    body = body if body is not None else next((part for part in element.iter("section") if shown(part)), None)
    _read_link(element, fields)
    text = paragraphs_in(body, _is_link_to_source) if body is not None else []
    return Record("\n\n".join(text), row, fields, flags) if text else Refused(row, NO_TEXT)


def _read_source(element: "HtmlElement", fields: dict[str, Given]) -> None:
    names = [name for name in classed(element, _SOURCE) if shown(name)]
    if not names:
        return
    written = next((one_line(text) for text in names[-1].itertext() if text.strip()), "")
    issue = _ISSUE.search(written)
    put(fields, "source", written[: issue.start()] if issue else written, f'class "{_SOURCE}"')
    put(fields, "numéro", issue[0].strip(" ,") if issue else "", f'class "{_SOURCE}"')


def _read_header(element: "HtmlElement", fields: dict[str, Given]) -> None:
    """Section, day and page of the line under the source: "Politique, mardi 14 mars 2006, p. 12"."""
    for header in [*classed(element, _HEADER), *_after(element, "DocTitreSousSection")]:
        written = shown(header)
        dated = date_in(written)
        if not dated:
            continue
        put(fields, "published", dated[0], f'class "{_HEADER}"')
        parts = [part.strip() for part in written[: dated[1]].split(",")]
        section = ", ".join(part for part in parts if without_weekday(part))
        put(fields, "rubrique", section, f'class "{_HEADER}"')
        for part in written[dated[2] :].split(","):
            put(fields, "page" if _PAGE.fullmatch(part.strip()) else "heure", part.strip(" -–"), f'class "{_HEADER}"')
        return


def _after(element: "HtmlElement", name: str) -> "list[HtmlElement]":
    return [after for inner in classed(element, name) if (after := inner.getnext()) is not None]


def _read_around_title(element: "HtmlElement", title: "HtmlElement | None", fields: dict[str, Given]) -> None:
    """The kicker above the title, the headline below it, and the by-line."""
    box = _first(element, _TITLE)
    for inner in box.iterdescendants("p", "div") if box is not None else ():
        if inner is not title and shown(inner) and not has_class(inner, "titreArticleVisu"):
            name = "sous-titre" if has_class(inner, "rdp__subtitle") else "surtitre"
            if has_class(inner, "sm-margin-bottomNews"):
                name = "author"
            put(fields, name, shown(inner), f'class "{inner.get("class") or ""}" beside the title')
    author = _first(element, "docAuthors", "sm-margin-bottomNews")
    beside = box.getnext() if box is not None else None
    if author is None and beside is not None and beside.tag in ("div", "p") and len(shown(beside)) < _LONGEST_AUTHOR:
        is_other = any(_is_sign(inner) or has_class(inner, _HEADER) for inner in beside.iter("*"))
        author = None if is_other else beside
    if "author" not in fields and author is not None:
        put(fields, "author", shown(author), "the line under the title")


def _read_footer(element: "HtmlElement", fields: dict[str, Given]) -> None:
    for small in element.iter("small"):
        put(fields, "copyright", shown(small), "the foot of the article")
        break
    number = next((found for text in element.itertext() if (found := _ID.search(text))), None)
    put(fields, "id", number[0] if number else "", "the number of the document")
    for aside in element.iter("aside"):
        put(fields, "notes", shown(aside), "the notes beside the article")


def _read_link(element: "HtmlElement", fields: dict[str, Given]) -> None:
    for link in element.iter("a"):
        href = link.get("href") or ""
        if href.startswith("http") and "paru dans" in shown(link).lower():
            put(fields, "url", href, "the link to where it was published")
            return


def _is_link_to_source(element: "HtmlElement") -> bool:
    return "paru dans" in (element.text or "")[:80].lower()


READER = Reader("export of Europresse", recognises, read)
