"""Plain text and Markdown: the file is the article."""

from collections.abc import Iterator

from analysis.readers.decoding import decoded
from analysis.readers.record import File, Outcome, Reader, Record, Settings, Unreadable

# A Word or Excel file with a password is a container of the older kind with a part of this name.
_OFFICE, _ENCRYPTED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = (
    (_OFFICE, "an old Word or Excel document", "Save it as .docx, .xlsx or plain text"),
    (b"\x89PNG", "a picture", "Put the article's text here"),
    (b"\xff\xd8\xff", "a picture", "Put the article's text here"),
    (b"GIF8", "a picture", "Put the article's text here"),
    (b"RIFF", "a picture or a recording", "Put the article's text here"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Pack it as .zip or .tar.gz"),
    (b"Rar!", "a RAR archive", "Pack it as .zip or .tar.gz"),
    (b"\x7fELF", "a program", "Remove it"),
    (b"MZ", "a program", "Remove it"),
    (b"SQLite format 3", "a database", "Export its articles as CSV"),
)


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The one article of a text file.

    Raises
    ------
    Unreadable
        The bytes are no text.
    """
    content = file.content()
    if file.head.startswith(_OFFICE) and _ENCRYPTED in content:
        raise Unreadable("This is a Word or Excel file with a password. Remove the password and save it again.")
    what = next(((what, hint) for mark, what, hint in _SIGNATURES if file.head.startswith(mark)), None)
    if what and (b"\x00" in file.head or what[0] == "a picture"):
        raise Unreadable(f"This is {what[0]}. {what[1]}.")
    if file.head.lstrip().startswith(b"<") and b"<!ENTITY" in file.head:
        raise Unreadable("This XML declares entities of its own, which are not read. Save its text alone.")
    text, flags = decoded(content, settings.encoding)
    yield Record(text, flags=flags)


READER = Reader("plain text", lambda file: True, read)
