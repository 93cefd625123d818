"""Rich text (.rtf): its paragraphs as a reader sees them.

The tables of destinations, signs and character sets are striprtf's. Its function is not used: it shows hidden and
deleted text, leaves halves of characters beyond 16 bits, takes binary data for text, and is quadratic in broken links.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from striprtf.striprtf import charset_map, destinations, specialchars

from analysis.readers.record import File, Given, Note, Outcome, Reader, Settings, Unreadable
from analysis.readers.word import LARGEST_DOCUMENT, RAISED, Paragraph, as_record, row_paragraphs, text_of

_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\"
)
# Groups whose text is not on the page; of `upr` the first half is what old readers show, the second is a destination.
_UNSEEN = (destinations | {"listtext", "footnote", "fldinst"}) - {"upr"}
_SIGNS = {word: sign for word, sign in specialchars.items() if word not in ("par", "sect", "page", "row", "cell")}
_SIGNS |= {"_": "-", "-": "", "nestcell": " ", "nestrow": " ", "\n": "", "\r": ""}
_PARAGRAPH_ENDS = frozenset(("par", "sect", "page", "column"))
_CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_NUMBERED_PAGES = {"65001": "utf-8", "10000": "mac_roman", "10007": "mac_cyrillic", "10029": "mac_latin2"}
_PROPERTIES = {"title": "title", "author": "document author"}
_SYMBOL_BULLET = "\uf0b7"


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within a pair of braces."""

    unseen: str = ""
    is_hidden: bool = False
    is_deleted: bool = False
    is_raised: bool = False
    skips: int = 1
    font: str = ""


@dataclass
class _Page:
    """What has been read so far."""

    encoding: str
    group: _Group = field(default_factory=_Group)
    outer: list[_Group] = field(default_factory=list)
    fonts: dict[str, str] = field(default_factory=dict)
    default_font: str = ""
    undecoded: bytearray = field(default_factory=bytearray)
    text: list[str] = field(default_factory=list)
    properties: dict[str, list[str]] = field(default_factory=dict)
    done: list[Paragraph] = field(default_factory=list)
    cells: list[list[Paragraph]] = field(default_factory=list)
    cell: list[Paragraph] = field(default_factory=list)
    is_list: bool = False
    is_heading: bool = False
    is_in_table: bool = False
    to_skip: int = 0
    n_notes: int = 0

    def add(self, text: str) -> None:
        """A piece of text, where it belongs."""
        self.decode()
        if self.group.unseen in _PROPERTIES:
            self.properties.setdefault(self.group.unseen, []).append(text)
        elif not (self.group.unseen or self.group.is_hidden or self.group.is_deleted):
            self.text.append(text.translate(RAISED) if self.group.is_raised else text)

    def decode(self) -> None:
        """Turn bytes into text once it is known that no further one follows in the same font."""
        if self.undecoded:
            content, self.undecoded = bytes(self.undecoded), bytearray()
            self.add(content.decode(self.fonts.get(self.group.font, self.encoding), errors="replace"))

    def end_paragraph(self) -> None:
        """The paragraph is complete; in a table it waits for its row."""
        self.decode()
        text = "".join(self.text).replace(_SYMBOL_BULLET, "•")
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = "\n".join(line.strip() for line in text.split("\n")).strip()
        if text:
            kind = "heading" if self.is_heading else "list_item" if self.is_list else "paragraph"
            (self.cell if self.is_in_table else self.done).append(Paragraph(text, kind=kind))
        self.text, self.is_list = [], False

    def end_cell(self) -> None:
        """The cell is complete."""
        self.is_in_table = True
        self.end_paragraph()
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self) -> None:
        """The row is complete; what stands outside its cells follows it."""
        self.end_paragraph()
        self.done += row_paragraphs(self.cells) + self.cell
        self.cells, self.cell = [], []


def rtf_paragraphs(content: bytes) -> list[str]:
    """The paragraphs of a rich text document in reading order; list items as `- a`, rows of tables as `| a | b |`.

    Headers, footers, footnotes, pictures, text boxes, hidden and deleted text are left out. Its own code pages count.

    Raises
    ------
    Unreadable
        It is no rich text.

    >>> rtf_paragraphs(rb"{\\rtf1\\ansi The caf\\'e9 {\\v hidden }reopened.\\par It rained.}")
    ['The café reopened.', 'It rained.']
    """
    page, _ = _page_of(content)
    return [text_of([paragraph]) for paragraph in page.done]


def _page_of(content: bytes, told: str | None = None) -> tuple[_Page, bool]:
    """What stands on the page, and whether the document is closed at its end."""
    if not _is_rtf(content):
        raise Unreadable("No rich text: it does not begin with {\\rtf. Save it again as .rtf or .docx.")
    source, at = content.decode("latin-1"), content.find(b"{")
    page = _Page(_known(told) or "cp1252")
    while at < len(source):
        token = _TOKEN.match(source, at)
        assert token is not None
        at = token.end()
        word, number, code, sign, brace, run = token.groups()
        if brace:
            _brace(page, brace)
            if not page.outer:
                break
        elif page.to_skip and (word in _SIGNS or code or sign or run):
            at = _skip(page, token)
        elif word:
            _word(page, word, number)
        elif code:
            page.undecoded.append(int(code, 16))
        elif sign == "*":
            page.decode()
            page.group = replace(page.group, unseen=page.group.unseen or "*")
        elif sign:
            page.end_paragraph() if sign in "\r\n" else page.add(_SIGNS.get(sign, ""))
        elif run:
            page.undecoded += run.encode("latin-1")
        if word == "bin":
            at += max(int(number or 0), 0)
    is_closed = not page.outer
    page.end_paragraph()
    page.end_row()
    return page, is_closed


def _skip(page: _Page, token: re.Match[str]) -> int:
    """Pass over what stands in place of a character for old readers, and say where to go on."""
    run = token[6]
    skipped = min(page.to_skip, len(run)) if run else 1
    page.to_skip -= skipped
    return token.start() + skipped if run else token.end()


def _brace(page: _Page, brace: str) -> None:
    page.decode()
    page.to_skip = 0
    if brace == "{":
        page.outer.append(page.group)
    else:
        page.group = page.outer.pop()


def _word(page: _Page, word: str, number: str | None) -> None:
    """What a control word does."""
    group = page.group
    page.to_skip = 0
    if word == "u":
        page.add(chr(int(number or 0) % 0x10000))
        page.to_skip = group.skips
        return
    page.decode()
    if group.unseen == "fonttbl":
        _font_table(page, word, number or "")
    elif word in _UNSEEN:
        page.is_list = page.is_list or word in ("listtext", "pntext")
        page.n_notes += word == "footnote" and not group.unseen
        is_property = word in _PROPERTIES and group.unseen == "info"
        # The outermost decides: what stands in a header stays unseen whatever it is called.
        page.group = replace(group, unseen=word if is_property or group.unseen in ("", "*") else group.unseen)
    elif word in _SIGNS:
        page.add(_SIGNS[word])
    elif not group.unseen and not _structure(page, word):
        _format(page, word, number or "")


def _structure(page: _Page, word: str) -> bool:
    if word in _PARAGRAPH_ENDS:
        page.end_paragraph()
    elif word == "cell":
        page.end_cell()
    elif word == "row":
        page.end_row()
    else:
        return False
    return True


def _format(page: _Page, word: str, number: str) -> None:
    group, is_on = page.group, number != "0"
    if word == "v":
        page.group = replace(group, is_hidden=is_on)
    elif word == "deleted":
        page.group = replace(group, is_deleted=is_on)
    elif word in ("super", "nosupersub", "sub"):
        page.group = replace(group, is_raised=word == "super" and is_on)
    elif word == "plain":
        page.group = replace(group, is_hidden=False, is_deleted=False, is_raised=False, font=page.default_font)
    elif word == "uc":
        page.group = replace(group, skips=min(max(int(number or 1), 0), 100))
    elif word == "f":
        page.group = replace(group, font=number)
    elif word == "deff":
        page.default_font = number
        page.group = replace(group, font=number)
    elif word == "pard":
        page.is_heading = page.is_in_table = False
    elif word == "outlinelevel":
        page.is_heading = True
    elif word == "intbl":
        page.is_in_table = True
    elif word in _CODE_PAGES:
        page.encoding = _CODE_PAGES[word]
    elif word == "ansicpg":
        page.encoding = _known(_NUMBERED_PAGES.get(number, f"cp{number}")) or page.encoding


def _font_table(page: _Page, word: str, number: str) -> None:
    if word == "f":
        page.group = replace(page.group, font=number)
    elif word == "fcharset" and number not in ("", "0", "1", "2"):
        encoding = _known(charset_map.get(int(number)))
        if encoding:
            page.fonts[page.group.font] = encoding


def _known(encoding: str | None) -> str | None:
    """The encoding, if Python has it and it is one of text."""
    try:
        return encoding if encoding and b"a".decode(encoding) == "a" else None
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None


def _is_rtf(content: bytes) -> bool:
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:5] == b"{\\rtf"


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The one article of a rich text document.

    Raises
    ------
    Unreadable
        It is no rich text, too large, or holds no text.
    """
    page, is_closed = _page_of(file.content(LARGEST_DOCUMENT), settings.encoding)
    if not page.done:
        raise Unreadable("No text is in it, only pictures or nothing. Put the article's text here.")
    fields = {
        _PROPERTIES[name]: Given(value, f"the document's property {name}")
        for name, pieces in page.properties.items()
        if (value := " ".join("".join(pieces).split()))
    }
    yield as_record(page.done, fields)
    if not is_closed:
        yield Note("The file breaks off before the end of its document: its last part may be missing.")
    if page.n_notes:
        yield Note(f"Footnotes and endnotes are left out: {page.n_notes}.")


def recognises(file: File) -> bool:
    """Whether it begins as rich text does."""
    return _is_rtf(file.head[:64])


READER = Reader("rich text", recognises, read)
