"""The Markdown of a notebook as HTML: raw HTML in it is shown, not obeyed; headings get ids; tables get headers."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import mistune
from mistune.plugins.table import table as table_plugin

from analysis.report.links import plain
from analysis.report.markup import escape, in_report


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
        words = re.sub(r"<[^>]*>", "", inner)
        if level == 1 and self.title is None:
            self.title = _unescaped(words)
            return ""
        # A level may not be skipped, or a screen reader's outline has a hole.
        heading = self.add(_unescaped(words), level=min(max(level, 2), self.level + 1, 6))
        return f'<h{heading.level} id="{heading.id}">{inner}</h{heading.level}>\n'


def plain_lines(text: str) -> str:
    """Text that a page can hold, with its line breaks."""
    return "\n".join(plain(line) for line in text.splitlines())


def _unescaped(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


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
        return f'<pre tabindex="0"><code>{escape_lines(code)}</code></pre>\n'

    def codespan(self, text: str) -> str:
        return f"<code>{escape(text)}</code>"


def escape_lines(text: str) -> str:
    """Text for HTML content, line breaks kept."""
    return "\n".join(escape(line) for line in text.splitlines())


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
