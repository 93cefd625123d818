"""From bytes to characters: by the encoding that was told, by a mark at the start, else UTF-8, else Windows-1252."""

import codecs
import re

from analysis.readers.record import Unreadable

REPAIRED, NEWLINES = "encoding_repaired", "newlines_normalised"
_OTHER_NEWLINES = re.compile("\r\n?")
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decoded(content: bytes, told: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The characters of a text file, and the flags of what was done to get them.

    Parameters
    ----------
    content
        The bytes as received.
    told
        The encoding that the researcher or the file itself names; None where nobody does.

    Returns
    -------
    text, flags
        Line ends are plain; `encoding_repaired` where Windows-1252 was assumed, `newlines_normalised` where line ends
        of Windows or old Mac form were turned.

    Raises
    ------
    Unreadable
        The bytes are no text, or not in the encoding that they are said to be in.

    >>> decoded("Caf\\u00e9".encode("cp1252"))
    ('Café', ('encoding_repaired',))
    """
    text, is_assumed = _characters(content, told)
    flags = [REPAIRED] if is_assumed else []
    if "\r" in text:
        text = _OTHER_NEWLINES.sub("\n", text)
        flags.append(NEWLINES)
    return text, tuple(flags)


def _characters(content: bytes, told: str | None) -> tuple[str, bool]:
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if marked or told:
        return _as(content, marked or told or "", by="marked" if marked else "said"), False
    if b"\x00" in content:
        raise Unreadable(f"Not a text file: byte {content.index(0)} is NUL. Save the article as plain text (UTF-8).")
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError as error:
        first_wrong = error.start
    try:
        return content.decode("cp1252"), True
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"Neither UTF-8 (byte {first_wrong} does not fit) nor Windows-1252 (byte {error.start}). Save it as UTF-8."
        ) from error


def _as(content: bytes, encoding: str, *, by: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        text = content.decode("utf-8-sig" if name == "utf-8" else name)
    except (LookupError, UnicodeDecodeError) as error:
        raise Unreadable(f"It is {by} to be {encoding[:40].upper()} but is not. Save it as UTF-8.") from error
    if not isinstance(text, str):  # codecs such as base64 or zlib are no encodings of text
        raise Unreadable(f"{encoding[:40]} is no encoding of text. Save it as UTF-8.")
    return text
