"""The paragraphs of HTML: of the article on a page, of all that a page shows, of a fragment."""

import logging
import re
from collections.abc import Callable, Iterator

from lxml import etree, html

from analysis.readers.record import Unreadable

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
