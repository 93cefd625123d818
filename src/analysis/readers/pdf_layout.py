"""Printed lines back to paragraphs: what recurs at the edges of pages goes, columns follow each other, lines join.

Known of a line is only where it begins, its size and its words: pages drawn across two columns are told apart, tables
set in three or more and notes at the foot of a page are not.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")
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
