"""Word documents (.docx): the paragraphs, list items and table rows of the page, as a reader sees them.

Read from the XML itself: python-docx passes over content controls and tracked insertions, and loads every picture.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.readers.archives import ZIP, is_locked, member_names, opened_zip, pieces
from analysis.readers.record import File, Given, Note, Outcome, Reader, Record, Settings, Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

# With its pictures, a document has this many bytes at most.
LARGEST_DOCUMENT = 100_000_000
# Unpacked, it is XML of this size at most.
LARGEST_PART = 50_000_000
_MAIN_PART = re.compile(r"word/document\d{0,3}\.xml")
_MAIN, _STYLES, _CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is not on the page: tracked deletions, the code of fields, what is moved away, what stands over ruby text.
_UNSEEN = frozenset(("del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "pPr", "sectPr", "tblPr"))
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Raised figures stay raised: "40" with the mark of note 2 is not 402.
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTES = ("footnoteReference", "endnoteReference")
_HEADING = re.compile(r"heading [1-9]|title|subtitle")
_LIST = re.compile(r"list (?:bullet|number|paragraph bullet)\b")
_CONTENTS = re.compile(r"toc \d")
_OFF = ("0", "false", "off", "none")
# A cell with as much text in several paragraphs is a column of the page, not a cell of a table.
_LONGEST_CELL = 400


class Paragraph(NamedTuple):
    """One paragraph: its text, Word's English name of its style in small letters, whether every word of it is bold.

    `kind` is paragraph, heading, list_item or table_row; a row's text is `| a | b |`.
    """

    text: str
    style: str = "normal"
    is_bold: bool = False
    kind: str = "paragraph"


class _Style(NamedTuple):
    name: str
    is_bold: bool
    is_list: bool
    is_heading: bool
    is_hidden: bool


@dataclass
class _Open:
    """An element that is being read: the body, a paragraph, a row or a cell."""

    tag: str
    element: "_Element | None" = None
    runs: list[tuple[str, bool | None]] = field(default_factory=list)
    # The runs of a paragraph whose end is deleted: the next one goes on from there.
    unended: list[tuple[str, bool | None]] = field(default_factory=list)
    done: list[Paragraph] = field(default_factory=list)
    cells: list[list[Paragraph]] = field(default_factory=list)


def docx_paragraphs(content: bytes) -> list[Paragraph]:
    """The paragraphs of a Word document in reading order, empty ones left out.

    Tracked changes are read as accepted, text boxes after the paragraph that holds them, text of links kept. Headers,
    footers, footnotes, comments and hidden text are left out.

    Raises
    ------
    Unreadable
        It is damaged, has a password, or is larger than the limits when unpacked.
    """
    return _read(content)[0]


def _read(content: bytes) -> tuple[list[Paragraph], dict[str, int], dict[str, Given]]:
    """The paragraphs, how many notes and embedded files it has, and what its properties say."""
    try:
        with opened_zip(io.BytesIO(content)) as package:
            body, styles = _part(package, _main_part(package)), _part(package, _STYLES, is_needed=False)
            properties = _part(package, _CORE, is_needed=False)
    except Unreadable:
        raise
    except Exception as error:  # zipfile raises a dozen kinds on damaged archives
        raise Unreadable("A damaged Word document. Open it in Word and save it again.") from error
    assert body is not None
    counts = {"notes": 0, "embedded": 0}
    return _paragraphs(body, _styles_of(styles), counts), counts, _properties(properties)


def _main_part(package: zipfile.ZipFile) -> str:
    """The name of the part that holds the text; some programs call it `word/document2.xml`."""
    names = package.namelist()
    if _MAIN in names:
        return _MAIN
    others = [name for name in names if _MAIN_PART.fullmatch(name)]
    if not others:
        raise Unreadable("No Word document is in it. Open it in Word and save it again.")
    return others[0]


def _part(package: zipfile.ZipFile, name: str, *, is_needed: bool = True) -> "_Element | None":
    from lxml import etree

    if not is_needed and name not in package.namelist():
        return None
    part = package.getinfo(name)
    if is_locked(part):
        raise Unreadable("The Word document has a password. Remove the password.")
    too_large = f"Unpacked, its text has over {LARGEST_PART:,} bytes. Split it into smaller documents."
    xml = b"".join(pieces(package, part, LARGEST_PART, too_large=too_large))
    if b"<!DOCTYPE" in xml.replace(b"\0", b""):
        raise Unreadable("Its XML declares entities, which Word never writes. Open it in Word and save it again.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        if not is_needed:
            return None
        raise Unreadable("A damaged Word document. Open it in Word and save it again.") from error


@lru_cache(4096)
def _local(tag: object) -> str:
    """The local name of a tag of text or formula; empty for any other, and for comments."""
    named = tag if isinstance(tag, str) else ""
    return next((named[len(space) :] for space in _WORD if named.startswith(space)), "")


def _child(element: "_Element | None", *path: str) -> "_Element | None":
    for name in path:
        if element is None:
            return None
        for child in element:
            if _local(child.tag) == name:
                element = child
                break
        else:
            return None
    return element


def _value(element: "_Element | None") -> str | None:
    """The attribute `val`; empty where the element has none, None where there is no element."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.endswith("}val")), "")


def _is_on(element: "_Element | None") -> bool | None:
    value = _value(element)
    return None if value is None else value.lower() not in _OFF


def _styles_of(root: "_Element | None") -> dict[str, _Style]:
    """The styles by their identifiers, with what they inherit."""
    elements, default = {}, ""
    for element in root if root is not None else ():
        if _local(element.tag) == "style":
            attributes = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
            elements[attributes.get("styleId", "")] = element
            if attributes.get("type") == "paragraph" and attributes.get("default", "0") not in _OFF:
                default = attributes.get("styleId", "")
    styles = {identifier: _style(identifier, elements) for identifier in elements}
    return {"": styles.get(default, _Style("normal", False, False, False, False)), **styles}


def _style(identifier: str, elements: "dict[str, _Element]") -> _Style:
    chain, at = [], identifier
    while at in elements and len(chain) < 12:
        chain.append(elements[at])
        at = _value(_child(elements[at], "basedOn")) or ""
    names = [(_value(_child(element, "name")) or "").lower() for element in chain]
    bold = next((on for element in chain if (on := _is_on(_child(element, "rPr", "b"))) is not None), False)
    hidden = next((on for element in chain if (on := _is_on(_child(element, "rPr", "vanish"))) is not None), False)
    numbers = next((n for element in chain if (n := _value(_child(element, "pPr", "numPr", "numId"))) is not None), "0")
    is_list = numbers != "0" or any(_LIST.match(name) for name in names)
    level = next((n for element in chain if (n := _value(_child(element, "pPr", "outlineLvl"))) is not None), "9")
    is_heading = level != "9" or any(_HEADING.fullmatch(name) for name in names)
    return _Style(names[0] or identifier.lower(), bool(bold), is_list, is_heading, bool(hidden))


def _paragraphs(root: "_Element", styles: dict[str, _Style], counts: dict[str, int]) -> list[Paragraph]:
    from lxml import etree

    opened = [_Open("body")]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element is opened[-1].element:
                _close(opened, styles)
            continue
        name = _local(element.tag)
        if name in _UNSEEN or element.tag == _FALLBACK or (name == "r" and _is_hidden(element, styles)):
            walk.skip_subtree()
        elif name in ("p", "tr", "tc"):
            opened.append(_Open(name, element))
        elif name == "t" or name in _MARKS:
            properties = _run_properties(element.getparent())
            text = (element.text or "") if name == "t" else _mark(element, name)
            if _value(_child(properties, "vertAlign")) == "superscript":
                text = text.translate(RAISED)
            opened[-1].runs.append((text, _is_on(_child(properties, "b"))))
        counts["notes"] += name in _NOTES
        counts["embedded"] += name == "altChunk"
    return [paragraph for paragraph in opened[0].done if paragraph.text]


def _mark(element: "_Element", name: str) -> str:
    is_page = name == "br" and any(value in ("page", "column") for value in element.attrib.values())
    return " " if is_page else _MARKS[name]


def _run_properties(run: "_Element | None") -> "_Element | None":
    """The properties of a run: its first child, if any."""
    first = next(iter(run), None) if run is not None else None
    return first if first is not None and _local(first.tag) == "rPr" else None


def _is_hidden(run: "_Element", styles: dict[str, _Style]) -> bool:
    properties = _run_properties(run)
    on = _is_on(_child(properties, "vanish"))
    style = styles.get(_value(_child(properties, "rStyle")) or " ")
    return on if on is not None else bool(style and style.is_hidden)


def _close(opened: list[_Open], styles: dict[str, _Style]) -> None:
    """Give what has been read to what it stands in."""
    closed, outer = opened.pop(), opened[-1]
    assert closed.element is not None
    if closed.tag == "tc":
        outer.cells.append([paragraph for paragraph in closed.done if paragraph.text])
    elif closed.tag == "tr":
        if _child(closed.element, "trPr", "del") is None:
            outer.done += row_paragraphs(closed.cells)
    else:
        outer.unended += closed.runs
        if _child(closed.element, "pPr", "rPr", "del") is None or not _has_next(closed.element):
            outer.done.append(_paragraph(closed.element, outer.unended, styles))
            outer.unended = []
        outer.done += closed.done


def _has_next(element: "_Element") -> bool:
    following = element.getnext()
    return following is not None and _local(following.tag) == "p"


def _paragraph(element: "_Element", runs: list[tuple[str, bool | None]], styles: dict[str, _Style]) -> Paragraph:
    properties = _child(element, "pPr")
    style = styles.get(_value(_child(properties, "pStyle")) or "", styles[""])
    text = "\n".join(line.strip() for line in "".join(text for text, _ in runs).split("\n")).strip()
    bold = [style.is_bold if on is None else on for text, on in runs if text.strip()]
    level, numbers = _value(_child(properties, "outlineLvl")), _value(_child(properties, "numPr", "numId"))
    kind = "paragraph"
    if style.is_heading if level is None else level != "9":
        kind, text = "heading", " ".join(text.split())
    elif style.is_list if numbers is None else numbers != "0":
        kind = "list_item"
    return Paragraph(text, style.name, bool(bold) and all(bold), kind)


def row_paragraphs(cells: list[list[Paragraph]]) -> list[Paragraph]:
    """A row of a table as one line; the paragraphs themselves where the table only arranges the page."""
    is_layout = len(cells) == 1 or any(
        len(cell) > 1 and sum(len(p.text) for p in cell) > _LONGEST_CELL for cell in cells
    )
    if is_layout or not any(cells):
        return [paragraph for cell in cells for paragraph in cell]
    texts = [" ".join(" ".join(p.text for p in cell).split()) for cell in cells]
    is_bold = all(p.is_bold for cell in cells for p in cell)
    return [Paragraph(f"| {' | '.join(texts)} |", "table", is_bold, "table_row")]


def _properties(root: "_Element | None") -> dict[str, Given]:
    """What Word's properties say, by their own names: the author is whoever typed the document."""
    named = {"title": "title", "creator": "document author", "created": "created"}
    found = {}
    for element in root if root is not None else ():
        name = named.get(element.tag.rpartition("}")[2]) if isinstance(element.tag, str) else None
        value = " ".join((element.text or "").split())
        if name and value:
            found[name] = Given(value, f"the document's property {element.tag.rpartition('}')[2]}")
    return found


def text_of(paragraphs: list[Paragraph]) -> str:
    """The paragraphs as one text: a blank line between them, none within lists and tables.

    >>> text_of([Paragraph("Ferry delayed"), Paragraph("ice", kind="list_item"), Paragraph("fog", kind="list_item")])
    'Ferry delayed\\n\\n- ice\\n- fog'
    """
    parts: list[str] = []
    before = ""
    for paragraph in paragraphs:
        is_run = paragraph.kind == before and before in ("list_item", "table_row")
        parts += ["\n" if is_run else "\n\n", "- " if paragraph.kind == "list_item" else "", paragraph.text]
        before = paragraph.kind
    return "".join(parts[1:])


def as_record(paragraphs: list[Paragraph], fields: dict[str, Given]) -> Record:
    """A document of one article; its title stands apart where its style or the document's own title says so.

    A title that is not the first line is that of a template or of an older text, and is left out.
    """
    given, first = fields.get("title"), paragraphs[0]
    others = {name: value for name, value in fields.items() if name != "title"}
    if len(paragraphs) > 1 and first.style in ("title", "heading 1"):
        others["title"] = Given(first.text, f"the first paragraph, of the style {first.style}")
    elif len(paragraphs) > 1 and given and given.value == first.text:
        others["title"] = Given(first.text, f"the first paragraph, which is also {given.origin}")
    return Record(text_of(paragraphs["title" in others :]), fields=others)


def recognises(file: File) -> bool:
    """Whether it is a zip container with a Word document in it, or the beginning of one."""
    names = member_names(file)
    is_cut = not names and file.head.startswith(ZIP) and b"word/document.xml" in file.head
    return is_cut or any(map(_MAIN_PART.fullmatch, names))


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The one article of a Word document; its title apart where Word marks it as the title.

    Raises
    ------
    Unreadable
        It is damaged, has a password, holds no text, or is larger than the limits.
    """
    paragraphs, counts, fields = _read(file.content(LARGEST_DOCUMENT))
    paragraphs = [paragraph for paragraph in paragraphs if not _CONTENTS.fullmatch(paragraph.style)]
    if not paragraphs:
        raise Unreadable("No text is in it, only pictures or nothing. Put the article's text here.")
    yield as_record(paragraphs, fields)
    if counts["notes"]:
        yield Note(f"Footnotes and endnotes are left out: {counts['notes']}.")
    if counts["embedded"]:
        yield Note(f"Documents embedded in the document are not read: {counts['embedded']}.")


READER = Reader("Word document", recognises, read)
