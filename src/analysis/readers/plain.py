"""Plain text and Markdown: the file is the article. What is written in signs of text and is none is told apart."""

import re
from collections.abc import Iterator

from analysis.readers.archives import member_names
from analysis.readers.decoding import characters_of, decoded
from analysis.readers.record import File, Outcome, Reader, Record, Settings, Unreadable

# A Word or Excel file with a password is a container of the older kind with a part of this name.
_OFFICE, _ENCRYPTED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
_PASTE = "Put the article's text here"
# How files begin that hold NUL bytes somewhere, what they are and what to do.
_SIGNATURES = (
    (_OFFICE, "an old Word or Excel document", "Save it as .docx, .xlsx or plain text"),
    (b"RIFF", "a picture or a recording", _PASTE),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Pack it as .zip or .tar.gz"),
    (b"Rar!", "a RAR archive", "Pack it as .zip or .tar.gz"),
    (b"\x7fELF", "a program", "Remove it"),
    (b"MZ", "a program", "Remove it"),
    (b"SQLite format 3", "a database", "Export its articles as CSV"),
)
# And those that no text begins like.
_NEVER_TEXT = (
    (b"\x89PNG", "a picture", _PASTE),
    (b"\xff\xd8\xff", "a picture", _PASTE),
    (b"GIF8", "a picture", _PASTE),
    (b"%!PS", "a PostScript file", "Save it as PDF"),
    (b"TY  - ", "a list of references (RIS)", "Export the articles with their texts"),
)
# What documents that are packed have inside.
_PACKED = (
    ("ppt/presentation.xml", "a presentation", "Save it as plain text"),
    ("META-INF/container.xml", "an e-book (EPUB)", "Save its articles as HTML or plain text"),
    ("content.xml", "an OpenDocument file", "Save it as .docx or plain text"),
    ("[Content_Types].xml", "an Office document of a kind that is not read", "Save it as .docx, .xlsx or plain text"),
)
_TAG = re.compile(r"\s*<([A-Za-z][\w:.-]{0,60})(?=[\s/>])")
_DECLARED = re.compile(r"\s*<\?xml[\s?]")
_REFERENCE = re.compile(r"\s*@[A-Za-z]{3,20}\s*\{[^\s,{}]{0,100},\s*\w+\s*=")
_MAIL = re.compile(r"(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-[A-Za-z-]+): .", re.I)
_FEWEST_OF_MAIL = 4
_XML = ("XML of a kind that is not read", "Save its article as HTML, CSV or plain text")


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The one article of a text file.

    Raises
    ------
    Unreadable
        The bytes are no text, or the text is XML, an e-mail or a list of references.
    """
    content = file.content()
    if file.head.startswith(_OFFICE) and _ENCRYPTED in content:
        raise Unreadable("This is a Word or Excel file with a password. Remove the password and save it again.")
    signatures = (*_NEVER_TEXT, *(_SIGNATURES if b"\x00" in file.head else ()))
    names = member_names(file)
    what = next((one[1:] for one in signatures if file.head.startswith(one[0])), None)
    what = what or next((one[1:] for one in _PACKED if one[0] in names), None) or _of_markup(characters_of(file.head))
    if what:
        raise Unreadable(_said(*what))
    text, flags = decoded(content, settings.encoding)
    if _is_one_element(text):
        raise Unreadable(_said(*_XML))
    yield Record(text, flags=flags)


def _said(what: str, hint: str) -> str:
    return f"This is {what}. {hint}."


def _of_markup(head: str) -> tuple[str, str] | None:
    """What a file written in signs of text is, that is no article, and what to do."""
    if _DECLARED.match(head) or (head.lstrip().startswith("<!") and "<!ENTITY" in head):
        return _XML
    if _REFERENCE.match(head):
        return "a list of references (BibTeX)", "Export the articles with their texts"
    headers = head.lstrip().partition("\n\n")[0].replace("\r", "").split("\n")[:60]
    if sum(_MAIL.match(line) is not None for line in headers) >= _FEWEST_OF_MAIL:
        return "an e-mail", "Save its text alone"
    return None


def _is_one_element(text: str) -> bool:
    """Whether all of a text is one element of XML that HTML does not know."""
    from lxml.html import defs

    opened = _TAG.match(text)
    return opened is not None and opened[1].lower() not in defs.tags and text.rstrip().endswith(f"</{opened[1]}>")


READER = Reader("plain text", lambda file: True, read)
