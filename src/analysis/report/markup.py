"""Computed text and Markdown as HTML, and the wall against all other HTML: escaped first, then held to an allow-list.

Of the Markdown of a notebook, raw HTML is shown, not obeyed; headings get ids; tables get headers.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import mistune
import nh3
from mistune.plugins.table import table as table_plugin

from analysis.report.links import EVIDENCE_PAGE, Piece, identified, page_target, pieces, plain

Resolve = Callable[[str], str]
_LONGEST_BESIDE = 600

_TAGS = set(
    "a abbr b bdi blockquote br caption cite code col colgroup dd del details div dl dt em h2 h3 h4 h5 h6 hr i kbd li "
    "mark ol p pre q s small span strong sub summary sup table tbody td tfoot th thead tr ul".split()
)
_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}, "ol": {"start"}}
_REPORT_PAGE = re.compile(
    r"(?:(?:\.\./){1,9}+(?:reports/)?[^/#?]{1,400}/)?((?:[\w.%+-]{1,400}\.html|data/[\w.%+-]{1,400}\.csv)?(?:#[\w.:%-]++)?)"
)
_NOTEBOOK = re.compile(r"([\w.%+-]{1,400})\.ipynb(#[\w.:%-]*+)?")


def escape(text: object) -> str:
    """Text for HTML content or an attribute: nothing in it can end the element or the attribute.

    >>> escape('<b>"1 & 2"')
    '&lt;b&gt;&quot;1 &amp; 2&quot;'
    """
    return html.escape(plain(text), quote=True)


def in_report(target: str) -> str:
    """A link as the report needs it: pages of the report by their bare name, notebooks as pages, http(s) as it is.

    Everything else (`javascript:`, `data:`, `file:`, paths) becomes the empty string: no link at all.

    >>> in_report("../reports/x/articles.html#e-a:s1"), in_report("07-summary.ipynb"), in_report("javascript:alert(1)")
    ('articles.html#e-a:s1', 'index.html', '')
    """
    if match := _NOTEBOOK.fullmatch(target):
        return page_target(match[1]) + (match[2] or "")
    if (match := _REPORT_PAGE.fullmatch(target)) and match[1]:
        return match[1]
    return target if is_web_address(target) else ""


def is_web_address(target: str) -> bool:
    """Whether the text is an http or https address with a host and no white space or quotation mark."""
    if re.search(r"[\s\"'<>`\\\x00-\x20]", target):
        return False
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def clean_html(fragment: str) -> str:
    """HTML from anywhere, held to an allow-list: no script, style, form, image, id or class survives."""

    def attribute(tag: str, name: str, value: str) -> str | None:
        return (in_report(value) or None) if (tag, name) == ("a", "href") else value

    return nh3.clean(
        fragment,
        tags=_TAGS,
        clean_content_tags={"script", "style", "template", "title", "noscript", "textarea", "iframe", "svg", "math"},
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )


def link(label: str, target: str, *, hint: str = "", title: str = "", resolve: Resolve = in_report) -> str:
    """A link whose label and target are escaped; only the label when the target is refused.

    `hint` is read out after the label and not shown, so that links with one label differ for a screen reader; `title`
    is what a pointer over the link shows.
    """
    shown = escape(label) + (f'<span class="unseen"> {escape(hint)}</span>' if hint else "")
    place = resolve(target)
    if not place:
        return shown
    # What leads to a passage, and what leads to the chart or table that a number comes from, look different.
    kind = "evidence" if EVIDENCE_PAGE in place else "counted" if re.search("#[xd]-", place) else ""
    shown_as = f' class="{kind}"' if kind else ""
    told = f' title="{escape(title)}"' if title else ""
    return f'<a{shown_as} href="{html.escape(place, quote=True)}"{told}>{shown}</a>'


class InPlace:
    """The passages that one output of a notebook leads to, in a box below it.

    What shows a notebook opens a page of the report at its top (JupyterLab) or not at all (a copy of the notebook
    elsewhere): links lead to the words in the notebook itself, and from there to the article.

    Parameters
    ----------
    key
        What tells this output's places from those of others that are open.
    told
        The passage behind an id, where it is known.
    base
        The folder of the report as seen from the notebook; empty where there is none beside it.
    """

    def __init__(self, key: str, *, told: Callable[[str], Any], base: str) -> None:
        self._key = f"p{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
        self._told, self._base = told, base
        self._places: dict[str, Any] = {}

    def resolve(self, target: str) -> str:
        """Where a link of the output leads; empty where it can lead nowhere."""
        place = in_report(target)
        if place.startswith("#"):
            return ""  # a place on the page that the notebook becomes: the notebook itself has none
        if place not in self._places and (passage := self._told(identified(place))):
            self._places[place] = passage
        if place in self._places:
            return f"#{self._key}-{list(self._places).index(place) + 1}"
        return self.beside(target)

    def beside(self, target: str) -> str:
        """Where a link leads in the report beside the notebook; empty where there is none."""
        place = in_report(target)
        if not place or place.startswith("#") or is_web_address(place):
            return "" if place.startswith("#") else place
        return f"{self._base}{place}" if self._base else ""

    def box(self) -> str:
        """The passages, a few lines of them in sight; open, since JupyterLab scrolls to a place but opens no fold."""
        if not self._places:
            return ""
        items = "".join(
            f'<li id="{self._key}-{number}" dir="auto">{_passage(passage, self.beside(place))}</li>'
            for number, (place, passage) in enumerate(self._places.items(), start=1)
        )
        one = len(self._places) == 1
        said = "The passage" if one else f"The {len(self._places)} passages"
        listed = f'<div style="max-height:13em;overflow:auto"><ol>{items}</ol></div>'
        return f"<details open><summary>{said} linked above</summary>{listed}</details>"


def _passage(passage: Any, target: str) -> str:
    """A sentence with its words marked, its source and day, and the way to its article."""
    left, right = _shortened(passage.left, keep_end=True), _shortened(passage.right)
    words = f"<mark>{escape(passage.marked)}</mark>" if left or right else escape(passage.marked)
    where = f"{escape(passage.source)}, {escape(passage.published)}"
    way = f' <a href="{escape(target)}">in the article</a>' if target else ""
    return f"<strong>{where}:</strong> {escape(left)}{words}{escape(right)}{way}"


def _shortened(words: str, *, keep_end: bool = False) -> str:
    if len(words) <= _LONGEST_BESIDE:
        return words
    return f"…{words[-_LONGEST_BESIDE:]}" if keep_end else f"{words[:_LONGEST_BESIDE]}…"


def inline(text: str, *, resolve: Resolve = in_report) -> str:
    """One computed paragraph as HTML: everything escaped, links and stars resolved."""
    return "".join(_piece(piece, resolve=resolve) for piece in pieces(text))


def _piece(piece: Piece, *, resolve: Resolve) -> str:
    tag = {"strong": "strong", "emphasis": "em"}.get(piece.style)
    words = piece.text.replace(" %", "\u00a0%")
    shown = escape(words) if piece.target is None else link(words, piece.target, resolve=resolve)
    return f"<{tag}>{shown}</{tag}>" if tag else shown


def paragraphs(text: str, *, resolve: Resolve = in_report) -> str:
    """Computed text as HTML: paragraphs parted by an empty line, lines that start with `- ` as a list.

    >>> paragraphs("One.\\n\\n- a\\n- b")
    '<p>One.</p><ul><li>a</li><li>b</li></ul>'
    """
    parts = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if lines and all(line.startswith("- ") for line in lines):
            items = "".join(f"<li>{inline(line[2:], resolve=resolve)}</li>" for line in lines)
            parts.append(f"<ul>{items}</ul>")
        elif lines:
            parts.append(f"<p>{inline(' '.join(lines), resolve=resolve)}</p>")
    return "".join(parts)


@dataclass(frozen=True)
class Heading:
    """A heading: its level on the page, its words and its id."""

    level: int
    text: str
    id: str


@dataclass
class Prose:
    """Renders the Markdown cells of one page, in order, and keeps the headings it met.

    The first level-1 heading is the page's title and is not rendered; any later one becomes level 2.
    """

    title: str | None = None
    headings: list[Heading] = field(default_factory=list)

    def html(self, markdown: str) -> str:
        """One Markdown cell as HTML."""
        return _renderer(self._heading)(plain_lines(markdown))

    def add(self, text: str, *, level: int) -> Heading:
        """A heading with an id that no other on this page has."""
        slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "section"
        taken = {heading.id for heading in self.headings}
        number, identifier = 2, f"h-{slug}"
        while identifier in taken:
            identifier, number = f"h-{slug}-{number}", number + 1
        heading = Heading(level, text, identifier)
        self.headings.append(heading)
        return heading

    @property
    def level(self) -> int:
        """The level of the last heading, 1 when there is none yet."""
        return self.headings[-1].level if self.headings else 1

    def _heading(self, inner: str, level: int) -> str:
        words = re.sub(r"<[^<>]*+>", "", inner)
        if level == 1 and self.title is None:
            self.title = html.unescape(words)
            return ""
        # A level may not be skipped, or a screen reader's outline has a hole.
        heading = self.add(html.unescape(words), level=min(max(level, 2), self.level + 1, 6))
        return f'<h{heading.level} id="{heading.id}">{inner}</h{heading.level}>\n'


def plain_lines(text: str) -> str:
    """Text that a page can hold, with its line breaks."""
    return "\n".join(plain(line) for line in text.splitlines())


class _Renderer(mistune.HTMLRenderer):
    """Links are held to pages of the report and the web; pictures become their words; raw HTML is shown as text."""

    def __init__(self, heading: Callable[[str, int], str]) -> None:
        super().__init__(escape=True)
        self._make_heading = heading

    def text(self, text: str) -> str:
        return escape(text)

    def heading(self, text: str, level: int, **_: Any) -> str:
        return self._make_heading(text, level)

    def link(self, text: str, url: str, title: str | None = None) -> str:
        place = in_report(url)
        return f'<a href="{escape(place)}">{text}</a>' if place else text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return f"<em>{text}</em>"

    def inline_html(self, html: str) -> str:
        return escape(html)

    def block_html(self, html: str) -> str:
        return f"<p>{escape(html.strip())}</p>\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        return f'<pre tabindex="0"><code>{escape(plain_lines(code))}</code></pre>\n'

    def codespan(self, text: str) -> str:
        return f"<code>{escape(text)}</code>"


def _renderer(heading: Callable[[str, int], str]) -> Callable[[str], str]:
    markdown = mistune.Markdown(renderer=_Renderer(heading), plugins=[table_plugin])
    # The plugin registers its own cell writer, which knows neither scope nor scrolling.
    markdown.renderer.register(
        "table",
        lambda _, text: (
            f'<div class="scroll" role="group" tabindex="0" aria-label="Table"><table>{text}</table></div>\n'
        ),
    )
    markdown.renderer.register("table_cell", _table_cell)
    return markdown


def _table_cell(_: Any, text: str, align: str | None = None, head: bool = False) -> str:
    tag, scope = ("th", ' scope="col"') if head else ("td", "")
    number = ' class="number"' if align == "right" else ""
    return f"<{tag}{scope}{number}>{text}</{tag}>\n"
