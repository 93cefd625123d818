"""PDF with a text layer: the words of its pages in order, put back to paragraphs.

Not done: reading pictures of text (a scan is refused), tables, notes at the foot of a page (they stay where they are).
"""

import io
import logging
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.english.tokens import with_whole_words
from analysis.readers.pdf_layout import Line, paragraphs_of, printed_from
from analysis.readers.record import File, Given, Note, Outcome, Reader, Record, Settings, Unreadable
from analysis.readers.word import LARGEST_DOCUMENT, RAISED

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 500
# Drawing steps and letters of a page, and steps of all: past them a page is a drawing, or made to keep a reader busy.
MOST_STEPS_OF_PAGE, MOST_LETTERS_OF_PAGE, MOST_STEPS = 150_000, 200_000, 1_200_000
# So many bytes of drawing count as a step, however few steps are in them; a drawing within a drawing as this many.
BYTES_OF_A_STEP, _UNKNOWN_FORM = 10, 2_000
# Limits that pypdf keeps: bytes of a stream when unpacked, items of a page's drawing, drawings within drawings.
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 600_000,
    "zlib_maximum_recovery_input_length": 200_000,
    "page_tree_maximum_entries": 10_000,
    "xform_maximum_invocations_per_extraction": 100,
    "jbig2dec_binary": None,
}
_SHOWING = (b"Tj", b"TJ", b"'", b'"')
# Some programs put a few lines before the signature; then the parts of a PDF have to follow.
_SIGNATURE, _LATE_SIGNATURE = re.compile(rb"[\x00-\x20\xef\xbb\xbf]*%PDF-\d"), re.compile(rb"[\r\n]%PDF-\d\.\d")
_PARTS = re.compile(rb"\b\d+ \d+ obj\b")
_LIGATURES = str.maketrans({0xFB00 + i: s for i, s in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))})
_LETTER = re.compile(r"[^\W\d_]")
_NO_LETTER = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\\(cid:\\d+\\)|/(?:g|G|uni|cid)\\d+")
_LEAST_LETTERS, _MOST_UNKNOWN = 20, 0.2
# How far from its line a raised or lowered sign stands, how
# small and how high it is, as shares of the height of letters.
_RAISED, _SMALLER, _HIGHER = 0.5, 0.85, 0.1
_DAY = re.compile(r"(?:D:)?(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_NAMED = {"/Title": "title", "/Author": "document author"}


class _Piece(NamedTuple):
    """Letters drawn together: where they begin, how high they are, what they say."""

    x: float
    y: float
    height: float
    text: str


def recognises(file: File) -> bool:
    """Whether it begins as PDF does; some files have a few bytes before."""
    if _SIGNATURE.match(file.head):
        return True
    return bool(_LATE_SIGNATURE.search(file.head[:1024]) and _PARTS.search(file.head))


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The one article of a PDF.

    Raises
    ------
    Unreadable
        It is damaged, has a password, no text layer, fonts without letters, or is larger than the limits.
    """
    content = file.content(LARGEST_DOCUMENT)
    with _quiet_and_bounded():
        try:
            reader = _opened(content)
            pages, properties = _pages(reader), _properties(reader)
        except Unreadable:
            raise
        except Exception as error:  # pypdf raises two dozen kinds on damaged files, RecursionError among them
            raise Unreadable(_reason(error)) from error
    letters = sum(len(_LETTER.findall(line.text)) for page in pages for line in page)
    if letters < _LEAST_LETTERS:
        raise Unreadable("It has no text layer, only pictures of pages. Run OCR on it first, or paste its text.")
    _check_letters(pages)
    yield _record(pages, properties)
    empty = [str(i) for i, page in enumerate(pages, start=1) if not page]
    if empty:
        shown = ", ".join(empty[:10]) + (" …" if len(empty) > 10 else "")
        yield Note(f"Pages without a text layer: {shown}. What is printed there is not read.")


def _reason(error: Exception) -> str:
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, WrongPasswordError

    if isinstance(error, (DependencyError, FileNotDecryptedError, WrongPasswordError)):
        return "It is encrypted. Remove the password: open it and print it to a new PDF."
    if isinstance(error, (LimitReachedError, RecursionError, MemoryError)):
        return "It unpacks to far more than an article. Print the article's pages to a new PDF."
    return "A damaged PDF. Open it and print it to a new PDF."


@contextmanager
def _quiet_and_bounded() -> Iterator[None]:
    """Within it, pypdf keeps the limits and says nothing."""
    from pypdf import apply_configuration

    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with apply_configuration(**_LIMITS):
            yield
    finally:
        logger.setLevel(before)


def _opened(content: bytes) -> "PdfReader":
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content), root_object_recovery_limit=5_000, xref_stream_maximum_entries=500_000)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("It has a password. Remove the password: open it and print it to a new PDF.")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable(f"It has {len(reader.pages):,} pages (at most {MOST_PAGES}). Print the article's pages alone.")
    return reader


def _pages(reader: "PdfReader") -> list[list[Line]]:
    steps, pages = 0, []
    for page in reader.pages:
        lines, n = _lines(page)
        pages.append(lines)
        steps += n
        if steps > MOST_STEPS:
            raise Unreadable("It draws far more than an article. Print the article's pages to a new PDF.")
    return pages


def _lines(page: "PageObject") -> tuple[list[Line], int]:
    """The lines of a page that run the way most of its text does, in the order drawn; and how many steps it took."""
    from pypdf.errors import LimitReachedError

    drawn: list[tuple[str, list[float], float]] = []
    content = page.get_contents()
    steps, letters = len(content.get_data()) // BYTES_OF_A_STEP if content is not None else 0, 0
    if steps > MOST_STEPS_OF_PAGE:
        raise LimitReachedError("bytes")
    forms = _forms(page)

    def counted(operator: bytes, operands: list[Any], *_: object) -> None:
        nonlocal steps, letters
        steps += forms.get(operands[0], _UNKNOWN_FORM) if operator == b"Do" and operands else 1
        if operator in _SHOWING:
            letters += sum(len(said) for said in operands if isinstance(said, (str, bytes, list)))
        if steps > MOST_STEPS_OF_PAGE or letters > MOST_LETTERS_OF_PAGE:
            raise LimitReachedError("steps")

    def seen(text: str, outer: list[float], inner: list[float], _: object, size: float) -> None:
        if text:
            drawn.append((text, _product(inner, outer), size))

    page.extract_text(visitor_text=seen, visitor_operand_before=counted)
    turns: Counter[int] = Counter()
    for text, matrix, _ in drawn:
        turns[_turn(matrix)] += len(text.strip())
    turn = turns.most_common(1)[0][0] if turns else 0
    lines: list[Line] = []
    pieces: list[_Piece] = []
    for text, matrix, size in drawn:
        if _turn(matrix) != turn:
            continue
        x, y = _place(matrix, turn)
        height = abs(size) * math.hypot(matrix[2], matrix[3]) or 1.0
        for i, part in enumerate(text.split("\n")):
            if i or (pieces and part.strip() and _is_elsewhere(pieces, x, y, height)):
                lines += _line(pieces)
                pieces = []
            if part.strip():
                pieces.append(_Piece(x, y, height, part))
    return lines + _line(pieces), steps


def _is_elsewhere(pieces: list[_Piece], x: float, y: float, height: float) -> bool:
    """Whether a piece stands in another line than those before: further up or down than a raised sign, or left."""
    higher = max(height, pieces[0].height)
    return abs(y - pieces[0].y) > _RAISED * higher or x < pieces[-1].x - higher


def _forms(page: "PageObject") -> dict[str, int]:
    """The drawings that a page holds by name, with how many steps each counts for; pictures count for one."""
    from pypdf.generic import DictionaryObject, StreamObject

    resources = page.get("/Resources")
    drawings = resources.get("/XObject") if isinstance(resources, DictionaryObject) else None
    if not isinstance(drawings, DictionaryObject):
        return {}
    objects = {str(name): drawings[name] for name in drawings}
    return {
        name: len(drawing.get_data()) // BYTES_OF_A_STEP + 1 if drawing.get("/Subtype") == "/Form" else 1
        for name, drawing in objects.items()
        if isinstance(drawing, StreamObject)
    }


def _product(inner: list[float], outer: list[float]) -> list[float]:
    a, b, c, d, e, f = inner
    o = outer
    return [
        a * o[0] + b * o[2], a * o[1] + b * o[3], c * o[0] + d * o[2],
        c * o[1] + d * o[3], e * o[0] + f * o[2] + o[4], e * o[1] + f * o[3] + o[5],
    ]  # fmt: skip


def _turn(matrix: list[float]) -> int:
    """Into which quarter the text runs: 0 to the right, 1 upwards, 2 to the left, 3 downwards."""
    return round(math.atan2(matrix[1], matrix[0]) / (math.pi / 2)) % 4


def _place(matrix: list[float], turn: int) -> tuple[float, float]:
    e, f = matrix[4], matrix[5]
    return ((e, f), (f, -e), (-e, -f), (-f, e))[turn]


def _line(pieces: list[_Piece]) -> list[Line]:
    if not pieces:
        return []
    main = max(pieces, key=lambda piece: len(piece.text))
    parts = tuple((piece.x, piece.y, _said(piece, main)) for piece in pieces)
    text = " ".join("".join(said for *_, said in parts).split())
    return [Line(pieces[0].x, main.y, main.height, text, parts)] if text else []


def _said(piece: _Piece, main: _Piece) -> str:
    """The text of a piece, its figures raised where they are smaller and higher than the line."""
    is_raised = piece.height < _SMALLER * main.height and piece.y > main.y + _HIGHER * main.height
    return piece.text.translate(RAISED if is_raised else _LIGATURES)


def _check_letters(pages: list[list[Line]]) -> None:
    text = "".join(line.text for page in pages for line in page)
    unknown = sum(len(match[0]) for match in _NO_LETTER.finditer(text))
    if unknown > _MOST_UNKNOWN * len(text):
        raise Unreadable("Its fonts do not say which letters they draw. Run OCR on it, or paste its text.")


def _record(pages: list[list[Line]], properties: dict[str, Given]) -> Record:
    paragraphs = paragraphs_of(pages)
    wrapped = "\n\n".join("\n".join(lines) for lines in paragraphs)
    whole, n_joined = with_whole_words(wrapped)
    texts = [" ".join(part.replace("\u00ad\n", "").split()) for part in whole.split("\n\n")]
    fields = {name: given for name, given in properties.items() if name != "title"}
    title = properties.get("title")
    opening = [" ".join(line.text.casefold().split()) for line in pages[0]] if pages else []
    if title and len(texts) > 1:
        plain = title.value.casefold()
        at = next((i for i, text in enumerate(texts) if text.casefold() == plain), None)
        if at is not None and (plain in opening or plain in " ".join(opening)):
            fields["title"] = Given(texts.pop(at), f"a line of the first page, which is also {title.origin}")
    address = printed_from(pages)
    if address:
        fields["url"] = Given(address, "the address that the browser printed under the page")
    flags = (f"broken_words_joined:{n_joined}",) if n_joined else ()
    return Record(_text_of(texts), fields=fields, flags=flags)


def _text_of(texts: list[str]) -> str:
    """Paragraphs parted by blank lines, the items of a list by line ends."""
    parts: list[str] = []
    for before, text in zip(["", *texts], texts, strict=False):
        parts += ["\n" if before.startswith("- ") and text.startswith("- ") else "\n\n", text]
    return "".join(parts[1:])


def _properties(reader: "PdfReader") -> dict[str, Given]:
    """What the PDF says of itself: its author is whoever made the file, the day is when it was made."""
    said = reader.metadata or {}
    found = {}
    for key, name in _NAMED.items():
        value = said.get(key)
        text = " ".join(str(value).split()) if isinstance(value, str) else ""
        if text and "\ufffd" not in text:
            found[name] = Given(text, f"the PDF's property {key[1:]}")
    made = said.get("/CreationDate")
    day = _DAY.match(made) if isinstance(made, str) else None
    if day:
        found["created"] = Given("-".join(day.groups()), "the PDF's property CreationDate")
    return found


READER = Reader("PDF", recognises, read)
