"""The lines of an article: where each stands, and which of them are one paragraph that was wrapped at a fixed width."""

import itertools
import re
from dataclasses import dataclass

# Line breaks a decoder can leave in the text: everything that str.splitlines knows.
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_STARTS_ANEW = re.compile(r"[-*•‣▪◦·|#>]|\d{1,3}[.)]\s|\(?[a-z]\)\s")
_ENDS = re.compile(r"[.!?…:;][\"”’'»)\]]*$")

# A text counts as wrapped when its lines keep under this width and mostly break in mid-sentence.
_WIDEST = 100
_FEWEST_BREAKS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space at its ends; `gap` tells whether a blank line stands above."""

    start: int
    end: int
    text: str
    gap: bool


def lines_of(text: str) -> list[Line]:
    """The lines of `text`; a paragraph that was wrapped at a fixed width is one line.

    >>> [line.text for line in lines_of("Title\\n\\nFirst paragraph.\\nSecond.")]
    ['Title', 'First paragraph.', 'Second.']
    """
    lines = _plain_lines(text)
    return _joined(text, lines) if is_wrapped(lines) else lines


def _plain_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    start, gap = 0, False
    ends = [(match.start(), match.end()) for match in _BREAK.finditer(text)]
    for end, following in [*ends, (len(text), len(text))]:
        piece = text[start:end]
        kept = piece.strip()
        if kept:
            first = start + len(piece) - len(piece.lstrip())
            lines.append(Line(first, first + len(kept), kept, gap))
        gap = not kept
        start = following
    return lines


def is_wrapped(lines: list[Line]) -> bool:
    """Whether the lines look broken at a fixed width: none is wide, and most adjoining ones break in mid-sentence."""
    widest = max((line.end - line.start for line in lines), default=0)
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not b.gap]
    if widest > _WIDEST or len(pairs) < _FEWEST_BREAKS:
        return False
    broken = [a for a, b in pairs if not _ENDS.search(a.text[-8:]) and not _STARTS_ANEW.match(b.text)]
    wide = [a for a in broken if a.end - a.start >= 0.6 * widest]
    return len(broken) >= 0.6 * len(pairs) and len(wide) >= 0.8 * len(broken)


def _joined(text: str, lines: list[Line]) -> list[Line]:
    """Lines put together to paragraphs: spans first, text once, so that time stays linear."""
    widest = max(line.end - line.start for line in lines)
    spans: list[tuple[int, int, bool]] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None or line.gap or _STARTS_ANEW.match(line.text) or _stops_short(before, widest):
            spans.append((line.start, line.end, line.gap))
        else:
            spans[-1] = (spans[-1][0], line.end, spans[-1][2])
    return [Line(start, end, text[start:end], gap) for start, end, gap in spans]


def _stops_short(line: Line, widest: int) -> bool:
    """Whether a line ends a sentence well before the right edge."""
    return line.end - line.start < 0.6 * widest and bool(_ENDS.search(line.text[-8:]))
