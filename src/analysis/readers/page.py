"""One page and what is asked of it: what its head and its scripts state, its headline and what stands near that."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import islice
from typing import Any

from lxml import etree, html

from analysis.readers.page_text import start_of
from analysis.readers.record import Given

_LARGEST_DATA, _MOST_NODES, _MOST_NAMES = 4_000_000, 20_000, 20
_LONGEST_VALUE, _LONGEST_NAME = 2_000, 80
# A heading is the headline if it is this share of what the head calls the page; one may be cut short, not to less.
_SHARE, _CUT = 0.3, 20
_ARTICLE = re.compile(r"(?:\w{0,30}Article|BlogPosting|LiveBlogPosting|Report|\w{0,20}Review)$")
_WEB_PAGE = re.compile(r"(?:Web|Item)Page$")
_SITE_META = "publisher dc.publisher dcterms.publisher application-name".split()
_ASIDE = ("nav", "aside", "footer", "form")
_BOX = re.compile(
    r"\s(?:related|teaser|comment|recommend|sidebar|promo|most-?(?:read|popular)|trending|newsletter|ticker)",
    re.IGNORECASE,
)
# A paragraph of the text, and the standfirst, of which there is one; how far the headline's surroundings reach.
_WORDS_OF_TEXT, _WORDS_OF_STANDFIRST, _MOST_NEAR = 25, 12, 400


class Page:
    """What is asked of a page: its head, the data of its scripts, its headline and what stands around that."""

    def __init__(self, tree: html.HtmlElement, start: str) -> None:
        self.tree, self.start = tree, start
        # What holds a heading of the first rank is no box, whatever its class says ("has-sidebar", "comments-open").
        self.holds_title = {above for one in islice(tree.iter("h1"), _MOST_NAMES) for above in one.iterancestors()}
        self.meta = _meta(tree)
        self.nodes = _nodes(tree)
        self.article = _article_node(self)
        self.outlet = first(_outlets(self))
        self.headline = _headline(self)
        self.heading = next((one for one in tree.iter("h1", "h2", "h3") if _is_headline(self, one)), None)
        self.around = set() if self.heading is None else set(self.heading.iterancestors())
        self.near = _near_headline(self)

    def is_aside(self, element: etree._Element) -> bool:
        """Whether an element stands in a menu, a box, or among comments or links to other stories."""
        return any(
            one.tag in _ASIDE or (one not in self.holds_title and _BOX.search(f" {one.get('class')} {one.get('id')}"))
            for one in (element, *element.iterancestors())
        )

    def said(self, names: Iterable[str]) -> Iterator[Given]:
        """What the page's head says under any of the names, in the order of the names."""
        for name in names:
            if name in self.meta:
                yield self.meta[name]

    def of_article(self, name: str) -> Iterator[Given]:
        """What the data of the article in the page's scripts says under a name; several values are joined."""
        for value in _names(self, self.article.get(name)):
            yield Given(value, f"{name} in the page's JSON-LD")

    @property
    def body(self) -> str:
        """The text of the article as the scripts of the page carry it; empty where they do not."""
        body = self.article.get("articleBody")
        return body if isinstance(body, str) else ""

    def marked(self, name: str) -> Iterator[etree._Element]:
        """The elements that mark a property of the article by microdata, not one of a comment or another story."""
        for element in self.tree.xpath("//*[@itemprop=$name]", name=name):
            scope = next((one.get("itemtype", "") for one in element.iterancestors() if "itemscope" in one.attrib), "")
            if not self.is_aside(element) and (not scope or _ARTICLE.match(scope.rpartition("/")[2])):
                yield element


# --- the head


def _meta(tree: html.HtmlElement) -> dict[str, Given]:
    """The first value of each name in the page's <meta>, by the name in small letters."""
    found: dict[str, Given] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "http-equiv"):
            name = (element.get(attribute) or "").strip()
            value = text_of(element.get("content"))
            # What a server would say of its answer is not said of the article, but for the language.
            if name and value and (attribute != "http-equiv" or name.lower() == "content-language"):
                found.setdefault(name.lower(), Given(value, f'<meta {attribute}="{name[:60]}">'))
    return found


def _outlets(page: Page) -> Iterator[Given]:
    yield from page.said(["og:site_name"])
    yield from page.of_article("publisher")
    for element in page.marked("publisher"):
        yield Given(named(element), 'itemprop="publisher"')
    for node in page.nodes:
        if node.get("@type") in ("WebSite", "NewsMediaOrganization"):
            for name in _names(page, node):
                yield Given(name, f"{node['@type']} in the page's JSON-LD")
    yield from page.said(_SITE_META)


# --- data in scripts


def _nodes(tree: html.HtmlElement) -> list[Mapping[str, Any]]:
    """Every object in the JSON-LD of a page, in its order; what is no JSON is left out."""
    nodes: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            waiting = [json.loads(script.text[:_LARGEST_DATA].strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and len(nodes) < _MOST_NODES:
            value = waiting.pop()
            if isinstance(value, dict):
                nodes.append(value)
            if isinstance(value, dict | list):
                inside = value.values() if isinstance(value, dict) else value
                waiting.extend(one for one in reversed(list(inside)) if isinstance(one, dict | list))
    return nodes


def _article_node(page: Page) -> Mapping[str, Any]:
    """The data of the page's own article: that with the page's headline, or the only one."""
    found = [node for node in page.nodes if _is_a(node, _ARTICLE)]
    titles = [bare(shown(element)) for element in page.tree.iter("title", "h1")]
    titles += [bare(given.value) for given in page.said(["og:title"])]
    for node in found:
        headline = bare(node["headline"]) if isinstance(node.get("headline"), str) else ""
        if headline and any(headline in title or (title and title in headline) for title in titles):
            return node
    found = found or [node for node in page.nodes if _is_a(node, _WEB_PAGE)]
    return found[0] if len(found) == 1 else {}


def _is_a(node: Mapping[str, Any], kind: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and kind.match(name.rpartition("/")[2]) for name in names[:9])


def _names(page: Page, value: Any) -> list[str]:
    """The strings of a value, or the names of the things that it holds or points to; several are joined."""
    found = []
    for one in value[:_MOST_NAMES] if isinstance(value, list) else [value]:
        if isinstance(one, dict) and "name" not in one and "@id" in one:
            one = next((node for node in page.nodes if node.get("@id") == one["@id"] and "name" in node), one)
        if isinstance(one, dict):
            one = one.get("name")
        if isinstance(one, list):
            one = next((part for part in one if isinstance(part, str)), None)
        if isinstance(one, str) and (text := text_of(one)) and text not in found:
            found.append(text)
    return ["; ".join(found)] if found else []


# --- the headline


def _headline(page: Page) -> Given | None:
    """The headline as shown where the page's head bears it out, else what the head says."""
    outlet = bare(page.outlet.value) if page.outlet else ""
    title = first(Given(shown(element), "<title>") for element in page.tree.iter("title"))
    stated = [_without_outlet(given, outlet) for given in _titles(page) if bare(given.value) != outlet]
    rank = "h1" if page.holds_title else "h2"
    headings = [Given(shown(one), f"<{rank}>") for one in islice(page.tree.iter(rank), _MOST_NAMES)]
    headings = [given for given in headings if bare(given.value) not in ("", outlet)]
    said = [bare(given.value) for given in (*stated, *([title] if title else []))]
    for given in headings:
        if any(_bears_out(bare(given.value), one) for one in said):
            return given
    if stated:
        return stated[0]
    if len(headings) == 1 and rank == "h1":
        return headings[0]
    return _without_outlet(title, outlet) if title and bare(title.value) != outlet else None


def _bears_out(heading: str, said: str) -> bool:
    """Whether what the head says is the heading, with an outlet's name, or cut short."""
    return (heading in said and len(heading) > _SHARE * len(said)) or (heading.startswith(said) and len(said) > _CUT)


def _titles(page: Page) -> Iterator[Given]:
    yield from page.of_article("headline")
    yield from page.said(["og:title"])
    for element in page.marked("headline"):
        yield Given(text_of(element.get("content")) or shown(element), 'itemprop="headline"')
    yield from page.said(["twitter:title", "dc.title", "dcterms.title"])


def _without_outlet(title: Given, outlet: str) -> Given:
    """The page's title without the outlet's name at either end."""
    for mark in (" | ", " - ", " – ", " — ", " :: ", " · "):
        head, _, tail = title.value.rpartition(mark)
        if head and outlet and bare(tail) == outlet:
            return Given(head, f"{title.origin} without the outlet's name")
        head, _, tail = title.value.partition(mark)
        if tail and outlet and bare(head) == outlet:
            return Given(tail, f"{title.origin} without the outlet's name")
    return title


def _near_headline(page: Page) -> dict[etree._Element, None]:
    """The elements between the headline and the text, and those above it in a header of its own."""
    if page.heading is None:
        return {}
    header = next(page.heading.iterancestors("header", "article"), None)
    above = set() if header is None else set(islice(header.iter("*"), _MOST_NEAR))
    found: dict[etree._Element, None] = {}
    is_below, n_long = False, 0
    for element in page.tree.iter("*"):
        is_below = is_below or element is page.heading
        n_words = own_words(element) if is_below and element is not page.heading else 0
        n_long += n_words >= _WORDS_OF_STANDFIRST
        if n_words >= _WORDS_OF_TEXT or n_long > 1 or len(found) > _MOST_NEAR:
            break
        if (is_below or element in above) and not page.is_aside(element):
            found[element] = None
    return found


def _is_headline(page: Page, element: etree._Element) -> bool:
    headline = page.headline
    return headline is not None and bare(shown(element)) == bare(headline.value) and not page.is_aside(element)


# --- elements and their text


def own_words(element: etree._Element) -> int:
    """How many words an element has, of a paragraph with those of the elements in it."""
    if element.tag == "p":
        return len(shown(element).split())
    return sum(len((text or "").split()) for text in (element.text, *(child.tail for child in element)))


def named(element: etree._Element) -> str:
    """The name of the person or house that an element marks."""
    inside = element.xpath(".//*[@itemprop='name']")
    element = inside[0] if inside else element
    name = text_of(element.get("content")) or shown(element)
    return name if len(name) <= _LONGEST_NAME else ""


def shown(element: etree._Element) -> str:
    """The start of the text of an element."""
    return text_of(start_of(element, _LONGEST_VALUE)[:_LONGEST_VALUE])


def text_of(value: str | None) -> str:
    """A value on one line, entities that were written twice undone; empty if it is longer than values are."""
    value = " ".join((value or "").split())
    if len(value) > _LONGEST_VALUE:
        return ""
    return " ".join(unescape(value).split()) if "&" in value else value


def first(values: Iterable[Given]) -> Given | None:
    """The first that is not empty."""
    return next((given for given in values if given.value), None)


def bare(text: str) -> str:
    """Letters and digits alone, for comparing a headline with itself."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
