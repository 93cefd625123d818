"""PDF with a text layer: the words of its pages in order, put back to paragraphs.

What recurs at the edges of pages goes, columns follow each other, lines join. Known of a line is only where it begins,
its size and its words: pages drawn across two columns are told apart; tables set in three or more are not, and notes at
the foot of a page stay where they are. Pictures of text are not read: a scan is refused.
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
from analysis.readers.record import File, Given, Note, Outcome, Reader, Record, Settings, Unreadable
from analysis.readers.word import LARGEST_DOCUMENT, RAISED

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader


from collections.abc import Iterable
from itertools import pairwise
from statistics import median

# --- printed lines back to paragraphs
_DIGITS = re.compile(r"\d+")
_BULLET = re.compile(r"[•▪◦‣●■][ \t]*")
_STARTS_ITEM = re.compile(r"[-–*][ \t]|\(?\d{1,2}[.)][ \t]")
_ENDS_SENTENCE = re.compile(r"[.!?…][”’\"'»)\]]*$")
_ONE_PAGE = re.compile(
    r"(?:[-–—| ]*(?:page|seite|p\.|página|pagina)?[ ]*1(?:[ ]*(?:/|of|von|de|sur)[ ]*1)?[-–—| ]*)", re.I
)
# What browsers print at the edges: the address and the number of the page; when it was printed, and its title.
_ADDRESS = re.compile(r"(https?://\S+)[ ]\d+/\d+$")
_PRINTED_ON = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?[ ]\d{1,2}:\d{2}\b")
# How many lines at the top and at the bottom of a page may be furniture, on what share of the pages they recur,
# and how long they are.
_EDGE, _SHARE, _LONGEST, _LONGEST_NUMBER = 3, 0.6, 100, 6
# Points within which places are the same; how much larger a gap than usual begins a paragraph; sizes that differ; how
# many times their height lines stand apart at most.
_SAME, _LARGER_GAP, _OTHER_SIZE, _WIDEST_PITCH = 3.0, 1.3, 1.08, 2.6
# Shares of the longest usual line: the last one of a paragraph, with the next word, stays under the first (letters
# differ in width); a heading under the second.
_SHORT, _VERY_SHORT = 0.9, 0.6
# A letter is about half as wide as it is high.
_LETTER_WIDTH = 0.5
_INDENTS = range(2, 13)
# Two columns: this many lines and this share of them begin at the right one; its lines are of this many letters, and
# so many of them begin in mid-sentence (the cells of a table do not).
_LEAST_SPLIT, _SPLIT_SHARE, _LEAST_COLUMN, _RUNS_ON = 6, 0.25, 18, 0.4


class Line(NamedTuple):
    """A printed line: where it begins (points from the left and from the bottom), the height of its letters, its text.

    `pieces` are its parts: where they begin (as `x` and `y`), and what they say.
    """

    x: float
    y: float
    size: float
    text: str
    pieces: tuple[tuple[float, float, str], ...] = ()

    @property
    def end(self) -> float:
        """About where it ends."""
        x, _, text = self.pieces[-1]
        return x + len(text) * self.size * _LETTER_WIDTH


def paragraphs_of(pages: list[list[Line]]) -> list[list[str]]:
    """The paragraphs of a document, each as its lines; running heads, feet and page numbers are left out.

    `pages` hold their lines in the order in which they are drawn.
    """
    kept = without_furniture(pages)
    gutters = [_gutter(page) for page in kept]
    # A page whose last column is short is set as the others are.
    usual = next((gutter for gutter in gutters if gutter is not None), None)
    chosen = [
        usual if gutter is None and _fits(page, usual) else gutter for page, gutter in zip(kept, gutters, strict=True)
    ]
    return _paragraphs([line for page, gutter in zip(kept, chosen, strict=True) for line in in_columns(page, gutter)])


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without the lines that recur at their edges.

    A line recurs if on most pages, or on most left or right ones, the same words stand in the same place, but for a
    number that counts the pages; or if it is the outermost and begins or ends with that number. On a later page a line
    at the edge that repeats one of the first page goes too.
    """
    edges = [_edge(page, i) for i, page in enumerate(pages)]
    recurring: set[tuple[str, int]] = set()
    for step, first in ((1, 0), (2, 0), (2, 1)):
        chosen = range(first, len(pages), step)
        counts = Counter(key for i in chosen for key in set().union(*edges[i].values()))
        recurring |= {key for key, n in counts.items() if n >= 2 and n >= _SHARE * len(chosen)}
    is_printed = any(_ADDRESS.match(line.text) for line in (edges[0] if edges else ()))
    opening = {_plain(line.text) for line in pages[0] if " " in line.text} if pages else set()

    def is_furniture(line: Line, page: int) -> bool:
        return line in edges[page] and bool(
            edges[page][line] & recurring
            or (page and _plain(line.text) in opening)
            or (len(pages) == 1 and _ONE_PAGE.fullmatch(line.text))
            or (is_printed and (_ADDRESS.match(line.text) or _PRINTED_ON.match(line.text)))
        )

    return [[line for line in page if not is_furniture(line, i)] for i, page in enumerate(pages)]


def printed_from(pages: list[list[Line]]) -> str | None:
    """The address that a browser printed under its pages; None where there is none or it is cut short."""
    feet = [match for page in pages[:1] for line in _edge(page, 0) if (match := _ADDRESS.match(line.text))]
    return feet[0][1] if feet and "…" not in feet[0][1] else None


def _edge(lines: list[Line], page: int) -> dict[Line, set[tuple[str, int]]]:
    """The lines at the top and the bottom of a page, with what of each may recur."""
    by_height = sorted((line for line in lines if len(line.text) <= _LONGEST), key=lambda line: line.y)
    outermost = (*by_height[:1], *by_height[-1:])
    return {
        line: _recurring_parts(line, page, is_outermost=line in outermost)
        for line in (*by_height[:_EDGE], *by_height[-_EDGE:])
    }


def _recurring_parts(line: Line, page: int, *, is_outermost: bool) -> set[tuple[str, int]]:
    """A line's words with its height; the same with one number less the page's; the first or last number alone."""
    height = round(line.y / _SAME) if _LETTER.search(line.text) else 0
    numbers = [match for match in _DIGITS.finditer(line.text) if len(match[0]) < _LONGEST_NUMBER]
    parts = {(_plain(line.text), height)} if height else set()
    for number in (*numbers[:2], *numbers[-1:]):
        counted = f"#{int(number[0]) - page}"
        parts.add((_plain(f"{line.text[: number.start()]}{counted}{line.text[number.end() :]}"), height))
        if is_outermost and (number.start() == 0 or number.end() == len(line.text)):
            parts.add((counted, -1))
    return parts


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def in_columns(page: list[Line], gutter: float | None) -> list[Line]:
    """The lines of a page with the left one of two columns before the right one, however they are drawn.

    `gutter` is where the right column begins; None for a page without columns. A line across both parts what is above
    it from what is below.
    """
    if gutter is None:
        return page
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in page:
        if _crosses(line, gutter):
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            for side, half in zip((left, right), _halves(line, gutter), strict=True):
                side += [half] if half else []
    return ordered + left + right


def _gutter(page: list[Line]) -> float | None:
    """Where the right one of two columns begins, if lines of running text stand on both sides of it."""
    starts = Counter(round(x / _SAME) for line in page for x in {x for x, _, _ in line.pieces})
    if not starts:
        return None
    first = _most(starts)
    size = median(line.size for line in page)
    others = Counter({place: n for place, n in starts.items() if abs(place - first) * _SAME > _LEAST_COLUMN * size / 2})
    if not others or max(others.values()) < max(_LEAST_SPLIT, _SPLIT_SHARE * len(page)):
        return None
    gutter = max(first, _most(others)) * _SAME
    halves = [_halves(line, gutter) for line in page if not _crosses(line, gutter)]
    left, right = ([half for half in side if half] for side in zip(*halves, strict=True)) if halves else ([], [])
    are_wide = all(side and median(len(half.text) for half in side) >= _LEAST_COLUMN for side in (left, right))
    runs_on = sum(half.text[:1].islower() for half in right) >= _RUNS_ON * len(right)
    return gutter if are_wide and runs_on and len(halves) >= (1 - _SPLIT_SHARE) * len(page) else None


def _fits(page: list[Line], gutter: float | None) -> bool:
    """Whether some lines of a page begin at the gutter of another page, and few cross it."""
    if gutter is None:
        return False
    begin = sum(abs(x - gutter) <= _SAME for line in page for x, _, _ in line.pieces)
    return begin > 1 and sum(_crosses(line, gutter) for line in page) <= _SPLIT_SHARE * len(page)


def _most(counts: Counter[int]) -> int:
    return max(counts.items(), key=lambda item: (item[1], -item[0]))[0]


def _crosses(line: Line, gutter: float) -> bool:
    """Whether it runs on from the left of the gutter to its right without a part that begins there."""
    is_left = line.x < gutter - _SAME and all(x < gutter - _SAME for x, _, _ in line.pieces)
    return is_left and line.end > gutter + 2 * line.size


def _halves(line: Line, gutter: float) -> tuple[Line | None, Line | None]:
    left, right = (
        Line(side[0][0], side[0][1], line.size, " ".join("".join(text for *_, text in side).split()), side)
        if side
        else None
        for side in (
            tuple(piece for piece in line.pieces if piece[0] < gutter - _SAME),
            tuple(piece for piece in line.pieces if piece[0] >= gutter - _SAME),
        )
    )
    return left, right


def _paragraphs(lines: list[Line]) -> list[list[str]]:
    widths = sorted(len(line.text) for line in lines)
    full = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    size = _usual(round(line.size, 1) for line in lines for _ in range(len(line.text) // 20 + 1))
    pitch = _usual(round(a.y - b.y, 0) for a, b in pairwise(lines) if 0 < a.y - b.y < _WIDEST_PITCH * size)
    margins = Counter(round(line.x / _SAME) for line in lines)
    paragraphs: list[list[str]] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None or _begins(before, line, pitch=pitch, full=full, margins=margins):
            paragraphs.append([_BULLET.sub("- ", line.text, count=1) if _BULLET.match(line.text) else line.text])
        else:
            paragraphs[-1].append(line.text)
    return paragraphs


def _usual(values: Iterable[float]) -> float:
    counts = Counter(values)
    return max(counts.items(), key=lambda value: (value[1], value[0]))[0] if counts else 0.0


def _begins(before: Line, line: Line, *, pitch: float, full: int, margins: Counter[int]) -> bool:
    """Whether a line begins a paragraph: by size, first sign, gap above, indent, or the line before."""
    ratio = max(line.size, before.size) / max(min(line.size, before.size), 0.1)
    if ratio > _OTHER_SIZE or _BULLET.match(line.text):
        return True
    ends = bool(_ENDS_SENTENCE.search(before.text))
    if _STARTS_ITEM.match(line.text) and (ends or before.text.endswith(":") or _had_room(before, line, full)):
        return True
    is_short = len(before.text) < _VERY_SHORT * full
    starts = line.text[:1].isupper() or line.text[:1].isdigit() or line.text[:1] in "“\"«„‘'"
    gap = before.y - line.y
    if gap < -_SAME:
        # A new column or page: its first line goes on with the sentence, or starts where paragraphs start.
        return (_had_room(before, line, full) or _is_indented(line, before, margins)) if ends else starts and is_short
    if gap > _LARGER_GAP * max(pitch, line.size):
        # A picture may stand in mid-sentence.
        return ends or is_short or not line.text[:1].islower()
    if _is_indented(line, before, margins) and (ends or is_short):
        return True
    return starts and (_had_room(before, line, full) if ends else is_short)


def _had_room(before: Line, line: Line, full: int) -> bool:
    """Whether the first word of a line would have had its place in the one before."""
    return len(before.text) + 1 + len(line.text.split(" ", 1)[0]) <= _SHORT * full


def _is_indented(line: Line, before: Line, margins: Counter[int]) -> bool:
    """Whether more lines begin a little further left; of two such lines the second has to begin a sentence."""
    place = round(line.x / _SAME)
    is_first = abs(line.x - before.x) > _SAME or line.text[:1].isupper()
    return is_first and any(margins[place - step] > margins[place] for step in _INDENTS)


# --- the file

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
