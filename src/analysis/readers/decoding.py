"""From bytes to characters: by a mark at the start, as UTF-8, by the encoding that was told, as UTF-16, Windows-1252.

An encoding of eight bits is never guessed, but where Windows-1252 gives what no language has, the text is refused
with the encoding that it looks like. Lines of a large file come one at a time: bounded, and with a way back to lines
that were read too far.
"""

import codecs
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from analysis.readers.record import LARGEST_ARTICLE, File, Unreadable

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})|^<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
# What browsers read under these names, as the standard of encodings says.
_READ_AS = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "x-sjis": "cp932",
}  # fmt: skip
REPAIRED, NEWLINES, MIXED, CUT_OFF = "encoding_repaired", "newlines_normalised", "mixed_encoding", "file_cut_off"
_OTHER_NEWLINES = re.compile("\r\n?")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HALF = 0.4
# Old databases write characters beyond 16 bits as two halves of three bytes each; a half alone is nothing.
_HALVES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf]")
_UNFINISHED = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
_WRONG, _STRAY = re.compile("[\udc80-\udcff]"), re.compile("[\udc80-\udcff]+")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = re.compile(rb"[\x80-\x9f]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
# UTF-16 without a mark: how much of it is looked at, and what share of the characters are letters and spaces, and of
# alphabets rather than of signs for syllables and words (which is what pairs of other bytes look like).
_SAMPLE, _LETTERS, _ALPHABETS_END = 65_536, 0.6, "\u2e80"
# What Windows-1252 makes of other encodings and no language writes, and how often it has to be met: words of accented
# letters alone; accented capitals, fractions and raised figures between small letters.
_FOREIGN = (
    (re.compile(r"(?<![\w×÷])[À-ÿ¸][à-ÿ¸]{2,}(?![\w×÷])"), 3, "Cyrillic text in cp1251 or koi8-r", "cp1251"),
    (re.compile(r"(?<![\w×÷])[À-ÿ£][À-ß£]{2,}(?![\w×÷])"), 3, "Cyrillic text in koi8-r or cp1251", "koi8-r"),
    (
        re.compile("(?<=[a-z])[ÕŽŠŸˆ\ufffd](?=[a-z])|(?<=[a-z.,!?])Ó(?!\\w)|(?<!\\w)Ò(?=[A-Z][a-z])"),
        2,
        "text of an old Mac",
        "mac_roman",
    ),
    (
        re.compile(r"(?<=[a-z])[³¹¿±¶¼¾](?=[a-z])|(?<=[a-z])¿(?!\w)"),
        2,
        "Central European text in cp1250 or iso-8859-2",
        "cp1250",
    ),
)
# Else: of the letters and odd signs of a text, accents are a fifth at most in any language of Western Europe.
_ODD, _PLAIN, _LARGEST_ODD_SHARE, _LEAST_ODD = (
    re.compile("[\xa1-\xff\ufffd†‡ƒŠŒŽšœžŸ]"),
    re.compile("[A-Za-z]"),
    0.4,
    12,
)


def decoded(content: bytes, told: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The characters of a text file, and the flags of what was done to get them.

    Parameters
    ----------
    content
        The bytes as received.
    told
        The encoding that the researcher or the file itself names; None where nobody does. A mark at the start and
        bytes that are UTF-8 stand above it: no text in another encoding is UTF-8 by accident.

    Returns
    -------
    text, flags
        Line ends are plain; `encoding_repaired` where Windows-1252 was assumed, `mixed_encoding:N` where N bytes within
        UTF-8 were read so, `file_cut_off` where the last character is incomplete, `newlines_normalised` where line ends
        of Windows or old Mac form were turned.

    Raises
    ------
    Unreadable
        The bytes are no text, not in the encoding that they are said to be in, or look like one that has to be told.

    >>> decoded("Caf\\u00e9".encode("cp1252"))
    ('Café', ('encoding_repaired',))
    """
    text, flags = _characters(content, told)
    if "\r" in text:
        text = _OTHER_NEWLINES.sub("\n", text)
        flags = (*flags, NEWLINES)
    return text, flags


def decoded_as_declared(
    content: bytes, told: str | None, charset: str | None = None
) -> tuple[str, tuple[str, ...], bool]:
    """The characters of HTML or XML, the flags of `decoded`, and whether they are in the encoding that it declares.

    `charset` is what was declared beside it, as servers do; what is `told` stands above all.
    """
    if told:
        return *decoded(content, told), True
    declared = _DECLARED.search(content, 0, 8_192)
    named = charset or (declared and (declared[1] or declared[2]).decode("ascii", "ignore"))
    if not named or _marked(content):
        return *decoded(content), True
    for reading in _readings(named.lower()):
        try:
            return *decoded(content, reading), True
        except Unreadable:
            continue
    return *decoded(content), False


def _readings(named: str) -> Iterator[str]:
    """The encodings that a name may stand for: as browsers take it, then by the letter."""
    for told in (_READ_AS.get(named), named):
        try:
            if told and codecs.lookup(told)._is_text_encoding:
                yield told
        except LookupError:
            continue


def encoding_of(head: bytes, told: str | None = None) -> str:
    """The encoding of a text by its mark, as told, as UTF-16 where every other byte is NUL, else UTF-8.

    >>> encoding_of("Titel;Text".encode("utf-16-le"))
    'utf-16-le'
    """
    marked = _marked(head)
    if marked or told:
        return marked or told or ""
    pairs = len(head) // 2
    for place, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half, other = head[place : 2 * pairs : 2], head[1 - place : 2 * pairs : 2]
        if pairs > 1 and half.count(0) > _HALF * pairs and not other.count(0):
            return name
    return "utf-8"


def characters_of(head: bytes) -> str:
    """The characters at the start of a file, as far as they can be told, to recognise its kind by."""
    name = encoding_of(head)
    return legible(head.decode(name, errors="surrogateescape" if name.startswith("utf-8") else "ignore"))


def legible(text: str) -> str:
    """A text of `Lines` with a character for each stray byte, whatever it is: for names, not for articles."""
    return _STRAY.sub(lambda stray: stray[0].encode("ascii", "surrogateescape").decode("cp1252", "replace"), text)


def _marked(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)


def _characters(content: bytes, told: str | None) -> tuple[str, tuple[str, ...]]:
    marked = _marked(content)
    if marked and marked != "utf-8-sig":
        return _as(content, marked, by="marked"), ()
    is_wide = b"\x00" in content
    utf8 = None if is_wide else _as_utf8(content)
    if utf8 and (not told or _HIGH.search(content)):
        return utf8
    if told:
        return _as(content, told, by="said"), ()
    if is_wide:
        return _without_mark(content)
    text = content.decode("cp1252", errors="replace")
    refuse_foreign(text)
    if "\ufffd" in text:
        at = next(i for i, byte in enumerate(content) if byte in b"\x81\x8d\x8f\x90\x9d")
        raise Unreadable(f"Neither UTF-8 nor Windows-1252 (byte {at} does not fit). Save it as UTF-8.")
    return text, (REPAIRED,)


def _as_utf8(content: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The text and its flags if it is UTF-8 but for a few bytes, which are read as Windows-1252."""
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        content, n_halves = _HALVES.subn(_whole, content)
    unfinished = _UNFINISHED.search(content)
    text = content[: unfinished.start() if unfinished else None].decode("utf-8", errors="surrogateescape")
    n_wrong = len(_WRONG.findall(text))
    n_right = len(_NOT_ASCII.findall(text)) - n_wrong
    if n_wrong > n_right or not n_right:
        return None
    text = _WRONG.sub(lambda wrong: bytes([ord(wrong[0]) - 0xDC00]).decode("cp1252", errors="replace"), text)
    n = n_wrong + n_halves
    return text, (*([f"{MIXED}:{n}"] if n else []), *([CUT_OFF] if unfinished else []))


def _whole(halves: re.Match[bytes]) -> bytes:
    pair = halves[0].decode("utf-8", errors="surrogatepass")
    return pair.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace").encode()


def _without_mark(content: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-16 by where its zeros stand: of a space or a Latin letter every second byte is zero, always the same one."""
    sample = content[:_SAMPLE]
    zeros = sample[::2].count(0), sample[1::2].count(0)
    if min(zeros) * 50 <= max(zeros):
        is_odd = len(content) % 2
        encoding = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        try:
            text = content[: len(content) - is_odd].decode(encoding)
        except UnicodeDecodeError:
            text = ""
        if _is_text(text[:_SAMPLE]):
            return text, (CUT_OFF,) if is_odd else ()
    raise Unreadable(f"Not a text file: byte {content.index(0)} is NUL. Save the article as plain text (UTF-8).")


def _is_text(sample: str) -> bool:
    n_letters = sum(sign.isalpha() or sign in " \n" for sign in sample if sign < _ALPHABETS_END)
    return n_letters > _LETTERS * len(sample) and "\0" not in sample


def refuse_foreign(text: str) -> None:
    """Refuse what was read as Windows-1252 and is a text in another encoding of eight bits.

    Raises
    ------
    Unreadable
        Says what it looks like, and that its encoding has to be told.
    """
    for pattern, least, what, encoding in _FOREIGN:
        found = list(islice(pattern.finditer(text), least))
        if len(found) == least:
            raise Unreadable(_foreign(text, found[0].start(), f"it looks like {what}. Say `encoding: {encoding}`"))
    odd = [match.start() for match in _ODD.finditer(text)]
    if len(odd) >= _LEAST_ODD and len(odd) > _LARGEST_ODD_SHARE * (len(odd) + len(_PLAIN.findall(text))):
        ways = "cp866 and iso-8859-5 are Cyrillic, cp1253 is Greek"
        raise Unreadable(_foreign(text, odd[0], f"say its `encoding` ({ways})"))


def _foreign(text: str, at: int, advice: str) -> str:
    shown = text[max(at - 8, 0) : at + 24].replace("\r", "\n").strip().split("\n")[0]
    return f"Read as Windows-1252 it is no language (“{shown}”): {advice} in corpus.yml, or save it as UTF-8."


def _as(content: bytes, encoding: str, *, by: str) -> str:
    """The text in an encoding that is named.

    What is called Latin-1 but uses the numbers of its control characters is Windows-1252, as browsers read it.
    """
    try:
        name = codecs.lookup(encoding).name
        is_meant_so = name in ("iso8859-1", "ascii") and _CONTROLS.search(content)
        return content.decode("cp1252" if is_meant_so else encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"It is {by} to be {encoding[:40].upper()} but is not (byte {error.start} does not fit). Save it as UTF-8."
        ) from error
    except (LookupError, UnicodeError, ValueError) as error:
        raise Unreadable(f"No encoding of text is called {encoding[:40]!r}: try cp1251, mac_roman, koi8-r.") from error


NEITHER = "Its bytes are neither UTF-8 nor Windows-1252. Save the file as UTF-8, or say the encoding in corpus.yml."
_LONE = re.compile("[\ud800-\udfff]")


class TooLong(Exception):
    """A line, or a row of many lines, that is longer than any article."""


class _Text(io.TextIOWrapper):
    """Characters of a file, with an error for a reader where they are not in the encoding that they should be in."""

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        try:
            return super().readline(size)
        except UnicodeError as error:
            raise self._wrong() from error

    def read(self, size: int | None = -1, /) -> str:
        try:
            return super().read(size)
        except UnicodeError as error:
            raise self._wrong() from error

    def _wrong(self) -> Unreadable:
        return Unreadable(f"It should be {self.encoding[:40].upper()} but is not. Save it as UTF-8.")


def opened_text(file: File, told: str | None) -> io.TextIOWrapper:
    """The characters of a file, from its start; line ends stay as they are.

    Bytes that are no UTF-8 come out as lone surrogates where no encoding is told or marked: see `mended`.

    Raises
    ------
    Unreadable
        There is no such encoding; when it is read, the file is not in it.
    """
    name = encoding_of(file.head, told)
    errors = "surrogateescape" if told is None and name.startswith("utf-8") else "strict"
    try:
        return _Text(file.open(), encoding=name, errors=errors, newline="")
    except LookupError as error:
        raise Unreadable(f"{name[:40]} is no encoding of text. Save it as UTF-8.") from error


class Lines:
    """The lines of a file with their line ends; `taken` holds those given since `begin`."""

    def __init__(self, file: File, told: str | None) -> None:
        self._stream = opened_text(file, told)
        self._size = 0
        self._again: list[str] = []
        self.taken: list[str] = []
        self.number = 0

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line.

        Raises
        ------
        TooLong
            The line, or all lines since `begin`, are longer than any article. The line is passed over.
        Unreadable
            The file is not in the encoding that it is said to be in.
        """
        line = self._again.pop() if self._again else self._stream.readline(LARGEST_ARTICLE + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        self._size += len(line)
        if self._size > LARGEST_ARTICLE:
            if not line.endswith(("\n", "\r")):
                self._pass_over()
            raise TooLong(f"longer than {LARGEST_ARTICLE:,} characters")
        return line

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.taken, self._size = [], 0

    def give_back(self, lines: Sequence[str]) -> None:
        """These come again, as the next lines."""
        self._again.extend(reversed(lines))
        self.number -= len(lines)

    def _pass_over(self) -> None:
        while (rest := self._stream.readline(1 << 20)) and not rest.endswith(("\n", "\r")):
            pass


def mended(cells: Sequence[str]) -> tuple[list[str], bool]:
    """Cells with stray bytes read as Windows-1252, and whether there were any; what no byte stands for is "\ufffd".

    Raises
    ------
    UnicodeError
        The bytes are no Windows-1252 either.
    Unreadable
        As Windows-1252 they are no language: their encoding has to be told.

    >>> mended(["Caf\\udce9"])
    (['Café'], True)
    """
    try:
        for cell in cells:
            cell.encode()
    except UnicodeEncodeError:
        made = [_LONE.sub("\ufffd", _STRAY.sub(_as_windows, cell)) for cell in cells]
        is_mended = any(map(_STRAY.search, cells))
        if is_mended:
            for text in ("\n".join(made), *made):
                refuse_foreign(text)
        return made, is_mended
    return list(cells), False


def _as_windows(stray: re.Match[str]) -> str:
    return stray[0].encode("ascii", "surrogateescape").decode("cp1252")
