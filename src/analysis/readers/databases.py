"""What exports of news databases share: how a file is opened, lines and blocks, labels in five languages, fields."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.english.word_lists import word_groups, word_sets
from analysis.readers.archives import ZIP, opened_zip
from analysis.readers.decoding import characters_of, decoded, decoded_as_declared
from analysis.readers.record import File, Given, Refused, Settings, Unreadable, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Databases hand out a few hundred articles at a time; a page takes ten times its size in memory.
LARGEST_TEXT, LARGEST_PAGE = 100_000_000, 50_000_000
_OPENING = 512_000
_WORDS = "analysis.readers"
_LONGEST_LABEL, _LONGEST_NAME, _LONGEST_VALUE = 48, 60, 20_000
_LONGEST_RIGHTS = 300
_N_WORDS = re.compile(r"([\d.,  ]{1,11})\s?([^\W\d_]{3,8})")
_XML_MARK = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
# Elements of a page that are not part of an article.
_BESIDE = ("aside", "footer", "header")
# "id,outlet,text": names with nothing around the marks between them.
_TABLE_HEAD = re.compile(r"""[\w"' .-]{1,40}?(?:[,;\t|](?! )[\w"' .-]{1,40}?){1,200}\s*""")
_RTF = b"{\\rtf"
_RICH = re.compile(r"\\([a-z]{1,32})(-?\d{1,7})?[ ]?\??|\\'([0-9a-fA-F]{2})|\\([^a-z'])|[{}]")
_RICH_BREAKS = {"par": "\n", "pard": "\n", "line": "\n", "row": "\n", "page": "\n", "cell": "\t", "tab": "\t"}
_XML_TEXT = re.compile(r"<w:t(?: [^>]{0,80})?>([^<]*)|</(w:p)>")


# --- the file


def opening(file: File) -> str:
    """The characters at the start of a text, page, rich-text or Word file, as far as they can be told, to recognise it.

    Rich text and Word give one line for each paragraph. Never raises.
    """
    try:
        with file.open() as opened:
            if is_word(file):
                with opened_zip(opened) as package, package.open("word/document.xml") as part:
                    return _word_opening(part.read(4 * _OPENING).decode("utf-8", errors="ignore"))
            content = opened.read(4 * _OPENING if is_rich(file) else _OPENING)
    except Exception:  # a damaged archive: not ours to say
        return ""
    if is_rich(file):
        return _rich_opening(content.decode("ascii", errors="ignore"))
    return characters_of(content)


def _rich_opening(text: str) -> str:
    """Rich text without its control words, roughly."""

    def shown(found: re.Match[str]) -> str:
        word, number, byte, sign = found.groups()
        if byte:
            return bytes.fromhex(byte).decode("cp1252", errors="ignore")
        if word == "u" and number and 0 < int(number) < 0xD800:
            return chr(int(number))
        return _RICH_BREAKS.get(word or "", "-" if sign == "_" else "")

    return _RICH.sub(shown, text.replace("\r", "").replace("\n", ""))


def _word_opening(xml: str) -> str:
    return "".join("\n" if found[2] else found[1] for found in _XML_TEXT.finditer(xml))


def is_word(file: File) -> bool:
    """Whether it is a zip archive, as Word documents are."""
    return file.head.startswith(ZIP)


def is_rich(file: File) -> bool:
    """Whether it is rich text (RTF)."""
    return file.head.lstrip()[:5] == _RTF


def is_page(file: File) -> bool:
    """Whether it begins as pages of the web do."""
    return not is_word(file) and characters_of(file.head[:2000]).lstrip("\ufeff \t\r\n")[:1] == "<"


def is_text(file: File) -> bool:
    """Whether it is neither an archive, nor rich text, nor a page."""
    return not is_word(file) and not is_rich(file) and not is_page(file)


def is_table(lines: list[str]) -> bool:
    """Whether the first line is the head of a table, whose cells may hold whole documents of a database."""
    return bool(lines) and _TABLE_HEAD.fullmatch(lines[0][:2000]) is not None


def lines_of(file: File, settings: Settings) -> tuple[list[str], tuple[str, ...]]:
    """The lines of a text, rich-text or Word file, and the flags of its decoding; a blank line between paragraphs.

    Raises
    ------
    Unreadable
        It is too large, damaged, or no text.
    """
    content = file.content(LARGEST_TEXT)
    if is_word(file):
        from analysis.readers.word import docx_paragraphs

        return _spaced(paragraph.text for paragraph in docx_paragraphs(content)), ()
    if is_rich(file):
        from analysis.readers.rtf import rtf_paragraphs

        return _spaced(rtf_paragraphs(content)), ()
    text, flags = decoded(content, settings.encoding)
    return [line.rstrip() for line in text.replace("\f", "\n").replace("\xa0", " ").split("\n")], flags


def _spaced(paragraphs: Iterable[str]) -> list[str]:
    return [line.strip() for text in paragraphs for line in (*text.replace("\xa0", " ").split("\n"), "")]


class Page(NamedTuple):
    """A web page: its tree, the flags of its decoding, and whether its end is there."""

    tree: "HtmlElement"
    flags: tuple[str, ...]
    is_closed: bool


def page_of(file: File, settings: Settings) -> Page:
    """The web page that a file is.

    Raises
    ------
    Unreadable
        It is too large, too deep, or no page.
    """
    from lxml import html

    text, flags, _ = decoded_as_declared(file.content(LARGEST_PAGE), settings.encoding)
    is_closed = "</html" in text[-2000:].lower()
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return Page(html.document_fromstring(_XML_MARK.sub("", text, count=1), parser=parser), flags, is_closed)
    except Exception as error:  # lxml raises kinds of its own
        raise Unreadable("A damaged web page. Export it again.") from error


def has_class(element: "HtmlElement", name: str) -> bool:
    """Whether the element has the class `name`, in capitals or not."""
    return name.lower() in (element.get("class") or "").lower().split()


def classed(element: "HtmlElement", name: str) -> "list[HtmlElement]":
    """The elements within that have the class `name`, in the order of the page."""
    return [inner for inner in element.iter() if isinstance(inner.tag, str) and has_class(inner, name)]


def outermost(page: "HtmlElement", elements: "set[HtmlElement]") -> "list[HtmlElement]":
    """Those of the elements that stand within no other of them, in the order of the page."""
    from lxml import etree

    found = []
    walk = etree.iterwalk(page, events=("start",))
    for _, element in walk:
        if element in elements:
            found.append(element)
            walk.skip_subtree()
    return found


def shown(element: "HtmlElement | None") -> str:
    """The text of an element on one line."""
    return one_line("".join(element.itertext())) if element is not None else ""


def paragraphs_in(element: "HtmlElement", is_left_out: "Callable[[HtmlElement], bool]" = lambda _: False) -> list[str]:
    """The paragraphs of an element, each on one line; text that no element marks as a paragraph is one of its own."""
    from analysis.readers.page import paragraphs

    found = paragraphs(element, without=_BESIDE, is_left_out=is_left_out)
    return [line for paragraph in found for line in paragraph.split("\n")]


# --- lines and blocks


def blocks_of(lines: Iterable[str]) -> list[list[str]]:
    """Runs of lines with no blank line among them."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def unwrapped(block: list[str], width: int, labels: Iterable[str] = ()) -> list[str]:
    """The lines of a block as they were before a program broke them at `width`.

    A break stays where the next word would have fitted; in a block that opens with one of `labels` in capitals, also
    before each of them.

    >>> unwrapped(["The ferry to Oskarsund", "was late.", "No wind"], 24)
    ['The ferry to Oskarsund was late.', 'No wind']
    """
    joined: list[list[str]] = []
    last = 0
    is_labelled = opens_with(block[0], labels)
    for line in block:
        is_full = last + 1 + len(line.split(maxsplit=1)[0]) > width
        if joined and is_full and not line.startswith(" " * 8) and not (is_labelled and opens_with(line, labels)):
            joined[-1].append(line.strip())
        else:
            joined.append([line])
        last = len(line)
    return [" ".join(lines) for lines in joined]


def opens_with(line: str, labels: Iterable[str]) -> bool:
    """Whether a line opens with one of the labels, in capitals."""
    label = label_of(line, labels)
    return label is not None and label.name.isupper()


# --- labels


class Label(NamedTuple):
    """What a line begins with: the name as written, the same in small letters, and what follows the colon."""

    name: str
    key: str
    value: str


def label_of(line: str, known: "Iterable[str]") -> Label | None:
    """The label a line opens with ("LENGTH: 355 words"), where it is one of `known` (small letters)."""
    name, colon, _ = line[: _LONGEST_LABEL + 2].partition(":")
    key = one_line(name).lower()
    return Label(one_line(name), key, line[len(name) + 1 :].strip()) if colon and key in known else None


@cache
def meanings(name: str) -> dict[str, str]:
    """From each label of a word list, in small letters, to what it means."""
    table: dict[str, str] = {}
    for meaning, words in word_groups(name, package=_WORDS):
        for word in words:
            table.setdefault(word.lower(), meaning)
    return table


@cache
def kinds(name: str) -> dict[str, frozenset[str]]:
    """The word lists of one file, by what they are, in small letters."""
    found: dict[str, frozenset[str]] = {}
    for kind, words in word_groups(name, package=_WORDS):
        found[kind] = found.get(kind, frozenset()) | frozenset(word.lower() for word in words)
    return found


def is_line(line: str, name: str, kind: str) -> bool:
    """Whether a line is, whole, one of the lines `kind` of the word list `name`."""
    return len(line) < 2 * _LONGEST_LABEL and one_line(line).lower().strip("-— ") in kinds(name)[kind]


def counts_words(line: str) -> bool:
    """Whether a line is the number of words of an article: "1,234 words"."""
    found = _N_WORDS.fullmatch(line.strip()[:24])
    return bool(found and found[2].lower() in kinds("document_words")["words"])


def is_rights(line: str) -> bool:
    """Whether a line says whose the article is: "Copyright 2019 …", "All Rights Reserved"."""
    written = one_line(line[:_LONGEST_RIGHTS])
    if not written or len(line) >= _LONGEST_RIGHTS:
        return False
    rights = word_sets("rights", package=_WORDS)
    first, _, rest = written.partition(" ")
    # "Copyright reform is stuck" is a sentence.
    is_opened = first.lower() in rights["opens"] and bool(rest) and not rest[0].islower()
    return is_opened or any(phrase in written.lower() for phrase in rights["holds"])


# --- fields and counts


def put(fields: dict[str, Given], name: str, value: str, origin: str) -> None:
    """Add a field, if it says something; a second value of the same name joins the first."""
    value, name = one_line(value), one_line(name)[:_LONGEST_NAME]
    if not value or not name:
        return
    before = fields.get(name)
    if before is None:
        fields[name] = Given(value, origin)
    elif value not in before.value and len(before.value) < _LONGEST_VALUE:
        fields[name] = Given(f"{before.value}; {value}", before.origin)


def counted(stated: int, found: int) -> Iterator[Refused]:
    """A refusal where a file says that it holds more documents than were found."""
    if found < stated:
        missing = "The others are missing or cut off. Export them again"
        yield Refused(None, f"It says {stated:,} documents; {found:,} were found. {missing}.")


NO_TEXT = "No text: the database gives none for this document. Remove it, or take the text from elsewhere."
CUT_OFF = "The file ends inside this document. Export it again."
