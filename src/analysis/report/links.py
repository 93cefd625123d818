"""Where a sentence, a figure or a quotation stands on the evidence page, and how text carries links to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

EVIDENCE_PAGE = "articles.html"

# A computed paragraph is a plain string, so a link travels inside it between private-use characters that no article
# needs; `plain` takes them out of everything that comes from an article.
_OPEN, _TARGET, _CLOSE = "\ue000", "\ue001", "\ue002"
_TOKEN = re.compile(f"{_OPEN}([^{_OPEN}{_TARGET}{_CLOSE}]*){_TARGET}([^{_OPEN}{_TARGET}{_CLOSE}]*){_CLOSE}")
# Characters that XML and HTML forbid, and lone surrogates, which cannot be written as UTF-8 at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TOKEN_PARTS = re.compile(f"[{_OPEN}{_TARGET}{_CLOSE}]")
# Overrides and isolates of writing direction: harmless inside an element of their own, not in a title or a chart.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: object) -> str:
    """Text that a page can hold: characters that HTML and XML forbid become U+FFFD, direction overrides go.

    >>> plain("a\\x00b\\u202ec")
    'a\\ufffdbc'
    """
    return _TOKEN_PARTS.sub("", _DIRECTION.sub("", _FORBIDDEN.sub("\ufffd", str(text))))


def readable(text: str) -> str:
    """Like `plain`, of the same length: for text that offsets point into. Needs an element that isolates direction.

    >>> readable("a\\x00b")
    'a\\ufffdb'
    """
    return _FORBIDDEN.sub("\ufffd", text)


def anchor(identifier: str) -> str:
    """The HTML id of a sentence, figure, quotation or article, from an identifier that may hold any character.

    Different identifiers never share an anchor. Letters, digits, `-`, `_` and `:` stay; each other byte of the UTF-8
    form becomes `.` and two hexadecimal digits.

    >>> anchor("herald:s12")
    'e-herald:s12'
    >>> anchor('a"><b>')
    'e-a.22.3e.3cb.3e'
    """
    kept = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:")
    raw = identifier.encode("utf-8", "surrogatepass")
    return "e-" + "".join(chr(byte) if byte in kept else f".{byte:02x}" for byte in raw)


def evidence_target(identifier: str) -> str:
    """Where a page of the report links to for this sentence, figure, quotation or article.

    >>> evidence_target("herald:s12")
    'articles.html#e-herald:s12'
    """
    return f"{EVIDENCE_PAGE}#{anchor(identifier)}"


def report_base(corpus: str) -> str:
    """The report's folder as seen from the notebooks' folder, as a URL.

    >>> report_base("my corpus")
    '../reports/my%20corpus/'
    """
    return f"../reports/{quote(corpus, safe='')}/"


def page_target(notebook: str) -> str:
    """The page that a notebook becomes: its own name, or `index.html` for the summary.

    >>> page_target("05-reported-figures"), page_target("07-summary.ipynb")
    ('05-reported-figures.html', 'index.html')
    """
    stem = notebook.removesuffix(".ipynb").removesuffix(".html")
    return "index.html" if re.fullmatch(r"(\d+-)?(summary|index)", stem) else f"{quote(stem, safe='')}.html"


def link_token(label: str, target: str) -> str:
    """A link that can stand inside a computed paragraph; `publish.text` turns it into one."""
    return f"{_OPEN}{plain(label)}{_TARGET}{plain(target)}{_CLOSE}"


@dataclass(frozen=True)
class Piece:
    """A run of text of one style; `target` is where it links to, if it does."""

    text: str
    style: Literal["plain", "strong", "emphasis"] = "plain"
    target: str | None = None


def pieces(text: str) -> Iterator[Piece]:
    """The runs of one computed paragraph: links, `**strong**` and `*emphasis*`; all else is plain text.

    >>> [(p.text, p.style) for p in pieces("**1,184** people")]
    [('1,184', 'strong'), (' people', 'plain')]
    """
    position = 0
    for token in _TOKEN.finditer(text):
        yield from _styled(text[position : token.start()])
        yield Piece(plain(token[1]), target=token[2])
        position = token.end()
    yield from _styled(text[position:])


_STYLED = re.compile(r"\*\*(?=\S)([^*]{1,400}+)\*\*|\*(?=\S)([^*]{1,400}+)\*")


def _styled(text: str) -> Iterator[Piece]:
    position = 0
    for match in _STYLED.finditer(text):
        if match.start() > position:
            yield Piece(plain(text[position : match.start()]))
        yield Piece(plain(match[1] or match[2]), "strong" if match[1] else "emphasis")
        position = match.end()
    if position < len(text):
        yield Piece(plain(text[position:]))


def without_links(text: str) -> str:
    """A computed paragraph as plain text: labels stay, targets and stars go.

    >>> without_links("**No.** See " + link_token("the sentence", "articles.html#e-a:s1"))
    'No. See the sentence'
    """
    return "".join(piece.text for piece in pieces(text))
