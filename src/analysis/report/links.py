"""Where a sentence, a figure or a quotation stands on the evidence page, and how text carries links to it."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote, unquote_to_bytes

from analysis import paths
from analysis.english.calendar import in_words
from analysis.english.classes import CLASSES
from analysis.wording import COUNT_WORDS

EVIDENCE_PAGE = "articles.html"
# So much text, marked and with its notes, makes a page of two megabytes (measured: nine bytes a character).
_MOST_CHARS = 220_000
_MOST_ARTICLES = 2_000  # of more, only those that the report leads to
EVIDENCE_SCHEME = "evidence:"  # of a link inside a drawing, as the charts write it

# A computed paragraph is a plain string, so a link travels inside it between private-use characters that no article
# needs; `plain` takes them out of everything that comes from an article.
_OPEN, _TARGET, _CLOSE, _HELD = "\ue000", "\ue001", "\ue002", "\ue003"
_TOKEN = re.compile(f"{_OPEN}([^{_OPEN}{_TARGET}{_CLOSE}]*){_TARGET}([^{_OPEN}{_TARGET}{_CLOSE}]*){_CLOSE}")
# Characters that XML and HTML forbid, and lone surrogates, which cannot be written as UTF-8 at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TOKEN_PARTS = re.compile(f"[{_OPEN}{_TARGET}{_CLOSE}{_HELD}]")
# Overrides and isolates of writing direction: harmless inside an element of their own, not in a title or a chart.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: object) -> str:
    """Text that a page can hold: characters that HTML and XML forbid become U+FFFD, direction overrides go.

    A link that travels in it becomes its label.

    >>> plain("a\\x00b\\u202ec")
    'a\\ufffdbc'
    """
    given = str(text)
    if given.isascii() and given.isprintable():  # most cells of most tables
        return given
    return _TOKEN_PARTS.sub("", _TOKEN.sub(r"\1", _DIRECTION.sub("", _FORBIDDEN.sub("\ufffd", given))))


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


@dataclass(frozen=True)
class EvidencePage:
    """One page of articles: its file, what stands on it in words, the articles in their order."""

    file: str
    label: str
    article_ids: tuple[str, ...]


def evidence_pages(articles: Sequence[tuple[str, str, str, int]], *, used: Iterable[str]) -> list[EvidencePage]:
    """The articles on as many pages as keep each small: one for a few, else by source and month of publication.

    Of a large corpus only the articles that the report leads to are shown; the others are in the tables.

    Parameters
    ----------
    articles
        Of each its id, its source, its month ("2024-03", empty where nobody knows) and how many characters it has.
    used
        Anchors of the evidence page that the report leads to.
    """
    if sum(n_chars for *_, n_chars in articles) <= _MOST_CHARS:
        return [EvidencePage(EVIDENCE_PAGE, "", tuple(one for one, *_ in articles))]
    needed = {place for one in used for place in (one, one.rpartition(":")[0])}
    kept = articles if len(articles) <= _MOST_ARTICLES else [row for row in articles if anchor(row[0]) in needed]
    pages: list[list[tuple[str, str, str, int]]] = []
    size, last = 0, ""
    for row in sorted(kept, key=lambda row: (row[1], row[2], row[0])):
        _, source, _, n_chars = row
        # A page is full at the limit, or where the next source begins and half of it is filled.
        if not pages or size + n_chars > _MOST_CHARS or (source != last and size > _MOST_CHARS / 2):
            pages.append([])
            size = 0
        pages[-1].append(row)
        size, last = size + n_chars, source
    stem = EVIDENCE_PAGE.removesuffix(".html")
    return [
        EvidencePage(f"{stem}-{number:04d}.html", _range(rows), tuple(one for one, *_ in rows))
        for number, rows in enumerate(pages, start=1)
    ]


def _range(rows: Sequence[tuple[str, str, str, int]]) -> str:
    """From which source and month to which a page goes."""
    first, last = (
        f"{plain(source)}, {in_words(month) if month else 'undated'}" for _, source, month, _ in (rows[0], rows[-1])
    )
    return first if first == last else f"{first} to {last}"


def page_of(pages: Iterable[EvidencePage]) -> Callable[[str], str]:
    """A function that gives the page on which an anchor stands; what is not shown leads to the first page."""
    files = {anchor(one): page.file for page in pages for one in page.article_ids}
    return lambda place: files.get(place) or files.get(place.rpartition(":")[0]) or EVIDENCE_PAGE


def identified(place: str) -> str:
    """The identifier behind a place on the evidence page, the inverse of `evidence_target`; empty for any other place.

    >>> identified(evidence_target('a"><b>:s1')), identified("02-framing.html#x-terms")
    ('a"><b>:s1', '')
    """
    page, _, name = place.partition("#e-")
    if page != EVIDENCE_PAGE or not name:
        return ""
    escaped = re.sub(r"\.([0-9a-f]{2})", r"%\1", name)
    return unquote_to_bytes(escaped).decode("utf-8", "surrogatepass")


def report_base(corpus: str) -> str:
    """The report's folder as seen from the notebook that runs, as a URL; empty where nobody knows what lies beside it.

    The notebooks that the program starts are told. One that is opened starts in its own folder, `notebooks/` of a
    project or of a corpus in it. A copy that papermill writes elsewhere has no report beside it.
    """
    above = os.environ.get(paths.REPORTS_VARIABLE)
    if above is None:
        here, root = Path.cwd().resolve(), paths.project_root().resolve()
        if here.name != "notebooks" or not here.is_relative_to(root):
            return ""
        above = "../" * len(here.relative_to(root).parts) + "reports/"
    return f"{above}{quote(corpus, safe='')}/"


def page_target(notebook: str) -> str:
    """The page that a notebook becomes: its own name, or `index.html` for the summary.

    >>> page_target("05-reported-figures"), page_target("07-summary.ipynb")
    ('05-reported-figures.html', 'index.html')
    """
    stem = notebook.removesuffix(".ipynb").removesuffix(".html")
    return "index.html" if re.fullmatch(r"(\d+-)?(summary|index)", stem) else f"{quote(stem, safe='')}.html"


def link_token(label: str, target: str) -> str:
    """A link that can stand inside a computed paragraph; `show` turns it into one."""
    return f"{_OPEN}{plain(label)}{_TARGET}{plain(target)}{_CLOSE}"


def evidence_link(identifier: str, label: str = "passage") -> str:
    """A link to a sentence, figure, quotation or article, to stand inside a computed text."""
    return link_token(label, evidence_target(identifier))


def chapter_link(notebook: str, label: str) -> str:
    """A link to another chapter by its notebook's name ("05-reported-figures"), to stand inside a computed text."""
    return link_token(label, page_target(notebook))


def from_exhibit(words: str, notebook: str, *, name: str) -> str:
    """Computed words whose numbers lead to the chart or table `name` of a notebook: where they can be checked.

    Numbers that have a link already keep it.
    """
    return linked_numbers(words, f"{page_target(notebook)}#x-{name}")


Style = Literal["plain", "strong", "emphasis"]


@dataclass(frozen=True)
class Piece:
    """A run of text of one style; `target` is where it links to, if it does."""

    text: str
    style: Style = "plain"
    target: str | None = None


def pieces(text: str) -> Iterator[Piece]:
    """The runs of one computed paragraph: links, `**strong**` and `*emphasis*`; all else is plain text.

    >>> [(p.text, p.style) for p in pieces("**1,184** people")]
    [('1,184', 'strong'), (' people', 'plain')]
    """
    # Links are put aside while stars are read: a label may hold a star, and a link may stand between stars.
    links = iter(_TOKEN.findall(text))
    for run, style in _styled(_TOKEN.sub(_HELD, text.replace(_HELD, ""))):
        for number, part in enumerate(run.split(_HELD)):
            if number:
                label, target = next(links)
                yield Piece(plain(label), style, target)
            if part:
                yield Piece(plain(part), style)


_STYLED = re.compile(r"\*\*(?=\S)([^*]{1,400}+)\*\*|\*(?=\S)([^*]{1,400}+)\*")


def _styled(text: str) -> Iterator[tuple[str, Style]]:
    position = 0
    for match in _STYLED.finditer(text):
        if match.start() > position:
            yield text[position : match.start()], "plain"
        yield (match[1], "strong") if match[1] else (match[2], "emphasis")
        position = match.end()
    if position < len(text):
        yield text[position:], "plain"


_DIGITS = r"[-+−]?\d++(?:[.,]\d++)*(?: ?%)?"
# "The two", "two numbers", "over two dozen" say which, or are an article's own words: no result.
_ONE = rf"(?:{_DIGITS}|(?<!\bthe )(?<!\bthese )(?i:{COUNT_WORDS})(?! (?:dozen|numbers)\b))"
# "Six terms of 50" is one link. "One" and "no" are links only there: alone they are mostly not counts.
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?:{_ONE}|(?i:one|no|none))(?: [^\W\d_]{{1,20}}){{0,2}} of (?:the )?)?{_ONE}(?![\w%])"
)
# "France 24", "20 Minutes": a plain number beside a capitalised word that is no function word is part of a name.
_NAME_BEFORE, _NAME_AFTER = re.compile(r"([A-Z][\w’'-]{0,40}) \Z"), re.compile(r" ([A-Z][\w’'-]{0,40})")
# Words between quotation marks are somebody's, not a result; nor are dates and years.
_APART = re.compile(rf"{_TOKEN.pattern}|“[^“”]*+”|\b\d{{1,2}} [A-Z][a-z]{{2,8}}\b|(?<![\d.,])(?:19|20)\d\d\b(?![.,]\d)")


def linked_numbers(text: str, target: str) -> str:
    """A computed text in which every number that does not lead anywhere yet leads to `target`.

    >>> without_links(linked_numbers("Six of 50 terms, 0.4 %.", "x.html")), linked_numbers("“75” or none", "x.html")
    ('Six of 50 terms, 0.4 %.', '“75” or none')
    >>> [piece.text for piece in pieces(linked_numbers("Six of 50 terms, 0.4 %.", "x.html")) if piece.target]
    ['Six of 50', '0.4 %']
    >>> [piece.text for piece in pieces(linked_numbers("Of 12 terms France 24 has 3.", "x.html")) if piece.target]
    ['12', '3']
    """
    parts, done = [], 0
    for match in _APART.finditer(text):
        parts += [_with_links(text[done : match.start()], target), match[0]]
        done = match.end()
    return "".join([*parts, _with_links(text[done:], target)])


def _with_links(text: str, target: str) -> str:
    return _NUMBER.sub(lambda match: match[0] if _is_in_name(match) else link_token(match[0], target), text)


def _is_in_name(number: re.Match[str]) -> bool:
    if not number[0].isdigit():
        return False
    first = max(0, number.start() - 42)
    beside = (
        _NAME_BEFORE.search(number.string[first : number.start()]),
        _NAME_AFTER.match(number.string, number.end()),
    )
    return any(found is not None and found[1].lower() not in CLASSES for found in beside)


def redirected(text: str, *, old: str, new: str) -> str:
    """A computed text whose links to the place `old` (of whatever page) lead to the place `new` of it."""
    return _TOKEN.sub(lambda match: link_token(match[1], re.sub(rf"#{re.escape(old)}\Z", f"#{new}", match[2])), text)


def without_links(text: str) -> str:
    """A computed paragraph as plain text: labels stay, targets and stars go.

    >>> without_links("**No.** See " + link_token("the sentence", "articles.html#e-a:s1"))
    'No. See the sentence'
    """
    return "".join(piece.text for piece in pieces(text))
