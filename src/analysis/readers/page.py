"""One page: its paragraphs (of the article, of all it shows, of a fragment), and what its head and scripts state."""

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from itertools import islice
from typing import Any

from lxml import etree, html

from analysis.readers.record import Given, Unreadable

# --- its paragraphs
# What a page may come to once pictures written into it are left out, and how many elements trafilatura is given: it
# takes ten seconds at either limit.
LARGEST_PAGE, MOST_ELEMENTS = 6_000_000, 50_000
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
# A picture or font written into the page as text.
# To find the article among so many elements takes seconds, and for twice as many four times as long.
_MOST_ELEMENTS = 30_000
_INLINE_DATA = re.compile(r"data:[\w.+-]{1,40}/[\w.+-]{1,80}(?:;[\w=.-]{1,60}){0,4},[^\"'<>)\s]*")
_NOT_SHOWN = "head script style noscript template svg iframe object select textarea button".split()
_BESIDE = "nav aside footer form figure figcaption dialog menu".split()
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
# Elements of HTML, and the names that trafilatura gives some of them, that stand on lines of their own.
_BLOCKS = frozenset(
    "address article blockquote body caption center code dd div dl dt fieldset h1 h2 h3 h4 h5 h6 head header hgroup hr"
    " item li list main ol p pre quote row section summary table tbody tfoot thead tr ul".split()
)
# Text in <pre> is the article if it is nearly as long as what is found without it.
_TYPED = 0.8
# The share of a page's paragraphs that its article holds.
_MOST_OF_PAGE = 0.6
# From this share of links on, a page is a list of them.
_OF_LINKS = 0.8
_NOTICE = re.compile(r"cookie|consent|gdpr", re.IGNORECASE)
_NOTICE_TAGS, _LONGEST_NOTICE = ("div", "section", "aside", "dialog", "form", "p"), 2_000
_CELLS, _BREAKS, _AS_TYPED = ("td", "th", "cell"), ("br", "lb"), ("pre",)
_BETWEEN_CELLS, _BREAK, _PARAGRAPH = "\x1e", "\x1f", "\x1d"


def parsed(page: str) -> html.HtmlElement:
    """The tree of a page or a fragment; nothing is fetched and no entity but those of HTML is known.

    Raises
    ------
    Unreadable
        It is too large, has too many elements, is nested too deeply, or holds nothing.
    """
    page = _CONTROLS.sub("", _INLINE_DATA.sub("data:,", page))
    if len(page) > LARGEST_PAGE:
        raise Unreadable(f"This page has more than {LARGEST_PAGE:,} characters without its pictures. Paste its text.")
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True, huge_tree=False
    )
    try:
        tree = html.document_fromstring(page.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable("This page has no readable HTML. Save it again, or paste its text.") from error
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise Unreadable("The tags of this page are nested too deeply to be read. Paste its text.")
    if len(page) > 4 * _MOST_ELEMENTS and sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise Unreadable(f"This page has more than {_MOST_ELEMENTS:,} elements: it is no article. Paste its text.")
    return tree


def article_paragraphs(tree: html.HtmlElement) -> list[str]:
    """The paragraphs of the article on a page, without what stands around it; none where none is found.

    Raises
    ------
    Unreadable
        The page's markup is such that trafilatura fails on it.

    Source: trafilatura (Barbaresi 2021), without its last resort, which puts an article into one paragraph.
    """
    from trafilatura.core import bare_extraction
    from trafilatura.settings import Extractor

    _name_article(tree)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    options = Extractor(output_format="python", comments=False)
    options.min_extracted_size = 0
    try:
        found = bare_extraction(tree, options=options)
    except Exception as error:  # trafilatura passes on whatever the libraries under it raise on odd markup
        raise Unreadable("The markup of this page cannot be read. Paste its text.") from error
    article = [] if found is None else paragraphs(found.body)
    typed = max((paragraphs(one) for one in tree.iter("pre")), key=_length, default=[])
    return typed if _length(typed) > _TYPED * _length(article) else article


def _name_article(tree: html.HtmlElement) -> None:
    """Call the element that holds most of a page's paragraphs an article where none is.

    Of an element without a name trafilatura takes the paragraphs alone, and leaves lists and headings among them.
    """
    if next(tree.iter("article", "main"), None) is not None or tree.xpath("//*[@role='main']"):
        return
    lengths: dict[etree._Element, int] = {}
    for paragraph in tree.iter("p"):
        parent = paragraph.getparent()
        lengths[parent] = lengths.get(parent, 0) + len(start_of(paragraph, _LONGEST_NOTICE))
    holder = max(lengths, key=lengths.__getitem__, default=None)
    if holder is None or lengths[holder] < _MOST_OF_PAGE * sum(lengths.values()):
        return
    if holder.tag == "body":
        article = etree.SubElement(holder, "article")
        article.text, holder.text = holder.text, None
        article.extend(list(holder)[:-1])
    elif holder.tag in ("div", "section", "center", "font"):
        holder.tag = "article"


def _length(texts: list[str]) -> int:
    return sum(map(len, texts))


def strip(tree: html.HtmlElement) -> None:
    """Take out of a page what is never its article: scripts, menus, boxes that ask for leave to store cookies."""
    for element in list(tree.iter("script", "noscript", "nav")):
        if element.getparent() is not None and (element.tag != "nav" or element.find(".//p") is None):
            element.drop_tree()
    holds_title = {above for heading in tree.iter("h1") for above in heading.iterancestors()}
    for element in tree.xpath("//*[@class or @id]"):
        if element.tag not in _NOTICE_TAGS or not _NOTICE.search(f"{element.get('class')} {element.get('id')}"):
            continue
        # What is long, or holds the headline, is the page itself.
        text = "" if element in holds_title or element.getparent() is None else start_of(element, _LONGEST_NOTICE)
        if len(text) < _LONGEST_NOTICE and _NOTICE.search(text):
            element.drop_tree()


def start_of(element: etree._Element, most: int) -> str:
    """The text of an element, not much further than `most` characters."""
    pieces, n_signs = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        n_signs += len(piece)
        if n_signs >= most:
            break
    return "".join(pieces)


def visible_paragraphs(tree: html.HtmlElement) -> list[str]:
    """What a page shows in its main part, in reading order: its only <article>, else its <main>, else its <body>.

    None where that is links and little else, as in a menu or a list of headlines.
    """
    for path in (".//article[not(ancestor::article)]", ".//main", ".//*[@role='main']", ".//body"):
        parts = tree.findall(path) if path == ".//body" else tree.xpath(path)
        if len(parts) == 1 and (found := paragraphs(parts[0], without=_BESIDE)):
            in_links = sum(_length(paragraphs(link)) for link in parts[0].iter("a"))
            return found if in_links < _OF_LINKS * _length(found) else []
    return []


def fragment_paragraphs(fragment: str) -> list[str]:
    """The paragraphs of a piece of HTML, such as a feed carries.

    >>> fragment_paragraphs("<p>Rain fell &amp; fell.</p>It <b>stopped</b>.<br><br>Then sun.")
    ['Rain fell & fell.', 'It stopped.', 'Then sun.']
    """
    return paragraphs(parsed(f"<html><body>{fragment}</body></html>"), without=("figure", "figcaption"))


def paragraphs(
    root: etree._Element,
    without: tuple[str, ...] | list[str] = (),
    is_left_out: Callable[[etree._Element], bool] = lambda _: False,
) -> list[str]:
    """The text of an element, a paragraph for each block; two breaks in a row part paragraphs, one parts lines."""
    skipped = {*_NOT_SHOWN, *without} - {root.tag}
    if root.tag != "html":
        skipped.discard("head")  # trafilatura's name for a heading
    pieces = _CELL_EDGES.sub("", "".join(_pieces(root, skipped, is_left_out)))
    return [text for piece in _BETWEEN.split(pieces) if (text := _tidy(piece))]


_CELL_EDGES = re.compile(rf"{_BETWEEN_CELLS}(?=\s*[{_PARAGRAPH}{_BETWEEN_CELLS}])")
_BETWEEN = re.compile(rf"[{_PARAGRAPH}]|{_BREAK}\s*{_BREAK}")


def _pieces(root: etree._Element, skipped: set[str], is_left_out: Callable[[etree._Element], bool]) -> Iterator[str]:
    """Text in document order, with signs where paragraphs, lines and cells part."""
    walk = etree.iterwalk(root, events=("start", "end"))
    as_typed = 0
    for event, element in walk:
        tag = element.tag
        is_start = event == "start"
        if isinstance(tag, str):
            if is_start and (tag in skipped or _is_hidden(element) or is_left_out(element)):
                walk.skip_subtree()
                continue
            as_typed += (1 if is_start else -1) * (tag in _AS_TYPED)
            yield _mark(tag, is_start)
        text = element.text if is_start else element.tail if element is not root else None
        if text and not (is_start and not isinstance(tag, str)):
            yield _PARAGRAPH.join(re.split(r"\n\s*\n", text)) if as_typed else " ".join(f"|{text}|".split())[1:-1]


def _mark(tag: str, is_start: bool) -> str:
    if tag in _BLOCKS:
        return _PARAGRAPH
    if tag in _BREAKS and is_start:
        return _BREAK
    return _BETWEEN_CELLS if tag in _CELLS and not is_start else ""


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool((style := element.get("style")) and _HIDDEN.search(style))


def _tidy(piece: str) -> str:
    lines = (
        " ".join(line.split())
        for line in piece.strip(f" {_BETWEEN_CELLS}").replace(_BETWEEN_CELLS, " | ").split(_BREAK)
    )
    return "\n".join(line for line in lines if line)


# --- what it says of itself

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
