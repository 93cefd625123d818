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
_STARTS_ITEM = re.compile(r"[•▪◦‣●■]|[-–*][ \t]|\(?\d{1,2}[.)][ \t]")
_ENDS_SENTENCE = re.compile(r"[.!?…][”’\"'»)\]]*$")
_ONE_PAGE = re.compile(
    r"(?:[-–—| ]*(?:page|seite|p\.|página|pagina)?[ ]*1(?:[ ]*(?:/|of|von|de|sur)[ ]*1)?[-–—| ]*)", re.I
)
# How many lines at the top and at the bottom of a page may be furniture, and on what share of the pages they recur.
_EDGE, _SHARE = 3, 0.6
# Points within which places are the same; how much larger a gap than usual begins a paragraph; sizes that differ.
_SAME, _LARGER_GAP, _OTHER_SIZE = 3.0, 1.3, 1.08
# Shares of the longest usual line: the last one of a paragraph is shorter than the first, a heading than the second.
_SHORT, _VERY_SHORT = 0.8, 0.6
# A letter is about half as wide as it is high.
_LETTER_WIDTH = 0.5
_INDENTS = range(2, 13)
_LEAST_SPLIT, _SPLIT_SHARE, _LEAST_COLUMN = 6, 0.6, 18


class Line(NamedTuple):
    """A printed line: where it begins (points from the left and from the bottom), the height of its letters, its text.

    `pieces` are where its parts begin and what they say.
    """

    x: float
    y: float
    size: float
    text: str
    pieces: tuple[tuple[float, str], ...] = ()

    @property
    def end(self) -> float:
        """About where it ends."""
        x, text = self.pieces[-1] if self.pieces else (self.x, self.text)
        return x + len(text) * self.size * _LETTER_WIDTH


def paragraphs_of(pages: list[list[Line]]) -> list[list[str]]:
    """The paragraphs of a document, each as its lines; running heads, feet and page numbers are left out.

    `pages` hold their lines in the order in which they are drawn.
    """
    kept = without_furniture(pages)
    lines = [line for page in kept for line in in_columns(page)]
    return _paragraphs(lines)


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without the lines that recur at their edges.

    A line recurs if the same words stand in the same place on most pages, or on most left or right ones; if it holds
    numbers alone, they count the pages. On a later page a line at the edge that repeats one of the first page goes too.
    """
    edges = [_edge(page) for page in pages]
    recurring: set[tuple[str, int]] = set()
    for step, first in ((1, 0), (2, 0), (2, 1)):
        chosen = range(first, len(pages), step)
        counts = Counter(key for i in chosen for key in {_key(line, i) for line in edges[i]})
        recurring |= {key for key, n in counts.items() if n >= 2 and n >= _SHARE * len(chosen)}
    opening = {_plain(line.text) for line in pages[0] if " " in line.text} if pages else set()
    return [
        [
            line
            for line in page
            if line not in edges[i]
            or not (
                _key(line, i) in recurring
                or (i and _plain(line.text) in opening)
                or (len(pages) == 1 and _ONE_PAGE.fullmatch(line.text))
            )
        ]
        for i, page in enumerate(pages)
    ]


def _edge(page: list[Line]) -> set[Line]:
    by_height = sorted(page, key=lambda line: line.y)
    return set(by_height[:_EDGE] + by_height[-_EDGE:])


def _key(line: Line, page: int) -> tuple[str, int]:
    """What of an edge line is the same on each page: its height, its words, and its numbers less those of the page."""
    numbers = _DIGITS.findall(line.text)
    plain = _plain(_DIGITS.sub("#", line.text))
    if numbers and not _LETTER.search(line.text):
        plain += f" {int(numbers[0][:9]) - page}"
    return plain, round(line.y / _SAME)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def in_columns(page: list[Line]) -> list[Line]:
    """The lines of a page whose two columns are drawn across, with the left column before the right one."""
    gutter = _gutter(page)
    if gutter is None:
        return page
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in page:
        halves = _halves(line, gutter)
        if line.x < gutter - _SAME and halves[1] is None and line.end > gutter + 2 * line.size:
            ordered += left + right
            ordered.append(line)
            left, right = [], []
        else:
            left += [half for half in halves[:1] if half]
            right += [half for half in halves[1:] if half]
    return ordered + left + right


def _gutter(page: list[Line]) -> float | None:
    """Where the right one of two columns begins, if lines of running text stand on both sides of it."""
    parted = [line for line in page if len(line.pieces) > 1]
    starts = Counter(round(x / _SAME) for line in parted for x in {x for x, _ in line.pieces[1:]})
    if not starts:
        return None
    place, n = max(starts.items(), key=lambda start: (start[1], -start[0]))
    gutter = place * _SAME
    halves = [_halves(line, gutter) for line in parted]
    both = [(left, right) for left, right in halves if left and right and abs(right.x - gutter) <= _SAME]
    if n < _LEAST_SPLIT or len(both) < _SPLIT_SHARE * len(page):
        return None
    is_wide = all(median(len(half.text) for half in side) >= _LEAST_COLUMN for side in zip(*both, strict=True))
    runs_on = sum(right.text[:1].islower() for _, right in both) >= (1 - _SPLIT_SHARE) * len(both)
    return gutter if is_wide and runs_on else None


def _halves(line: Line, gutter: float) -> tuple[Line | None, Line | None]:
    pieces = line.pieces or ((line.x, line.text),)
    sides = [piece for piece in pieces if piece[0] < gutter - _SAME], [p for p in pieces if p[0] >= gutter - _SAME]
    left, right = (
        Line(side[0][0], line.y, line.size, " ".join("".join(text for _, text in side).split()), tuple(side))
        if side
        else None
        for side in sides
    )
    return left, right


def _paragraphs(lines: list[Line]) -> list[list[str]]:
    widths = sorted(len(line.text) for line in lines)
    full = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    size = _usual(round(line.size, 1) for line in lines for _ in range(len(line.text) // 20 + 1))
    pitch = _usual(round(a.y - b.y, 0) for a, b in pairwise(lines) if 0 < a.y - b.y < 4 * size)
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
    if ratio > _OTHER_SIZE or _STARTS_ITEM.match(line.text):
        return True
    ends = bool(_ENDS_SENTENCE.search(before.text))
    gap = before.y - line.y
    if gap < -_SAME or gap > 8 * pitch:
        # A new column or page: its first line goes on with the sentence, or starts where paragraphs start.
        return ends and (len(before.text) < _SHORT * full or _is_indented(line, before, margins))
    if gap > _LARGER_GAP * max(pitch, line.size):
        return True
    if _is_indented(line, before, margins) and (ends or len(before.text) < _VERY_SHORT * full):
        return True
    starts = line.text[:1].isupper() or line.text[:1].isdigit() or line.text[:1] in "“\"«„‘'"
    return starts and len(before.text) < (_SHORT if ends else _VERY_SHORT) * full


def _is_indented(line: Line, before: Line, margins: Counter[int]) -> bool:
    """Whether it begins right of where the line before does, and more lines begin a little further left."""
    place = round(line.x / _SAME)
    return abs(line.x - before.x) > _SAME and any(margins[place - step] > margins[place] for step in _INDENTS)
