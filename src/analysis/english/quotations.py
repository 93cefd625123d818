"""Spans between quotation marks, as newspapers really set them: curly, straight, mistyped, unbalanced, nested.

The text is read paragraph by paragraph. A mark opens or closes by its glyph where glyph and context agree, by its
context (space before, letter after) where they do not. A quotation never runs past its paragraph, except that each
paragraph of a longer quotation repeats the opening mark: the convention of English typesetting (Chicago Manual of
Style, 13.30; New Hart's Rules, 9.2.1), and such a span is marked as unclosed and continued.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from analysis.english.marks import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES, SPACES

# Two accents, or two apostrophes, stand for one mark in texts that passed through plain ASCII or TeX.
# Of three apostrophes that close, the first belongs to the quotation inside: ...he said?'''.
_DOUBLE = re.compile(rf"``|''(?!'(?!\w))|’’(?!’)|‘‘|[{DOUBLE_QUOTES}]")
_SINGLE = re.compile(f"[{SINGLE_QUOTES}]")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_OPENING = frozenset("“„‟«‘‚‛`") | {"``", "‘‘"}
_CLOSING = frozenset("”»’´") | {"’’"}
_STRAIGHT = frozenset(('"', "＂", "''"))
_BEFORE_OPENING = frozenset(SPACES + DASHES + "([{</:;,=|*>…")
# What may follow a closing mark: space, punctuation, a dash, a footnote bracket.
_AFTER_CLOSING = frozenset(SPACES + DASHES + ".,;:!?)]}>/…'’\"”»*|")
_SENTENCE_END = re.compile(r"[.!?…][”’\"')]?(?=\s)")
# Words that begin with an apostrophe and therefore open nothing.
_ELIDED = re.compile(r"(?:\d0s|\d\d\b|tis\b|twas\b|em\b|til\b|cause\b|n\b|cos\b|bout\b|round\b)", re.IGNORECASE)
# The reporter's words in a quotation that was never closed: "We will appeal, said the lawyer."
_REPORTED = re.compile(
    r"(?<=[,?!])\s(?=(?:(?:he|she|they|it|(?:[A-Z][\w.’'-]{1,20}\s?){1,4}|[Tt]he(?:\s[\w-]{2,15}){1,4})\s)?"
    r"(?:said|says|told|added|asked|wrote)\b)"
)
_TO_THE_END = re.compile(r"[^,;:.!?]{0,80}[.!?]?\s*$")
_LONGEST_UNCLOSED = 700
_LONGEST_SINGLE = 1500
_LOOK_AHEAD = 6
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Quotation:
    """One span between quotation marks; `start:end` is what stands inside, `outer_start:outer_end` has the marks too.

    `depth` 0 is the outer quotation, 1 one inside it. `is_closed` is false where the closing mark is missing;
    `is_continued` says that the next paragraph opens with a mark and so goes on with it.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int
    is_single: bool
    is_closed: bool
    is_continued: bool


class _Mark(NamedTuple):
    start: int
    end: int
    may_open: bool
    may_close: bool
    is_straight: bool = False


def quotation_spans(text: str) -> list[Quotation]:
    """Find what stands between quotation marks in `text` (a whole article or one block).

    Parameters
    ----------
    text : str
        Any text; paragraphs are its lines.

    Returns
    -------
    list of Quotation
        In reading order, an outer quotation before those inside it. Offsets are code points of `text`. Spans of
        depth 0 never overlap and lie within one paragraph; `start < end` always.

    Notes
    -----
    Never raises. The time is linear in the length of the text. **Misleads when** a plural's apostrophe looks like a
    closing single mark (‘the parents’ view’), and where a title or a doubted word stands in marks: this function says
    where the marks are, not whether anybody speaks.

    Examples
    --------
    >>> [q.end - q.start for q in quotation_spans('“We won’t go,” she said.')]
    [12]
    >>> quotation_spans("The '90s were the players' years.")
    []
    """
    if not (_DOUBLE.search(text) or _SINGLE.search(text)):
        return []
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text) if not match.group().isspace()]
    found: list[Quotation] = []
    for index, (start, end) in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        found += _of_paragraph(text, start, end, following)
    return found


def _of_paragraph(text: str, start: int, end: int, following: tuple[int, int] | None) -> list[Quotation]:
    doubles = _doubles(text, start, end, following)
    singles = _singles(text, start, end, following) if _SINGLE.search(text, start, end) else []
    if not singles:
        return doubles
    return _nest(doubles, singles)


def _nest(doubles: list[Quotation], singles: list[Quotation]) -> list[Quotation]:
    """Put the two kinds together: what lies inside is one deeper; single marks that only cross are dropped."""
    kept = list(doubles)
    starts = [quote.outer_start for quote in doubles]
    parents = _parents(doubles)
    inner: set[int] = set()
    for single in singles:
        at = bisect_left(starts, single.outer_start)
        around = _reaching(doubles, parents, at - 1, single.outer_start)
        if around is not None:
            if single.outer_end <= around.end:
                kept.append(_deeper(single, around.depth + 1))
            continue
        stop = bisect_left(starts, single.outer_end)
        if any(double.outer_end > single.end for double in doubles[at:stop]):
            continue
        inner.update(range(at, stop))
        kept.append(single)
    kept = [_deeper(quote, quote.depth + 1) if i in inner else quote for i, quote in enumerate(kept)]
    return sorted(kept, key=lambda quote: (quote.outer_start, -quote.outer_end))


def _parents(quotes: list[Quotation]) -> list[int]:
    """For each quotation the one right around it, by its place in the list; -1 for none."""
    parents: list[int] = []
    open_: list[int] = []
    for at, quote in enumerate(quotes):
        while open_ and quotes[open_[-1]].outer_end < quote.outer_end:
            open_.pop()
        parents.append(open_[-1] if open_ else -1)
        open_.append(at)
    return parents


def _reaching(quotes: list[Quotation], parents: list[int], at: int, place: int) -> Quotation | None:
    """The innermost quotation that begins before `place` and reaches over it, from the one at `at` outward."""
    while at >= 0 and quotes[at].outer_end <= place:
        at = parents[at]
    return quotes[at] if at >= 0 else None


def _deeper(quote: Quotation, depth: int) -> Quotation:
    return Quotation(
        quote.start,
        quote.end,
        quote.outer_start,
        quote.outer_end,
        depth,
        quote.is_single,
        quote.is_closed,
        quote.is_continued,
    )


def _doubles(text: str, start: int, end: int, following: tuple[int, int] | None) -> list[Quotation]:
    read = (_mark(text, match.start(), match.end(), start, end) for match in _DOUBLE.finditer(text, start, end))
    marks = [mark for mark in read if mark is not None]
    found: list[Quotation] = []
    opened: list[_Mark] = []
    for index, mark in enumerate(marks):
        if not opened:
            if mark.may_open or (not mark.may_close and index + 1 < len(marks)):
                opened.append(mark)
        elif mark.may_open and not mark.may_close:
            if len(opened) < _DEEPEST and (mark.is_straight != opened[-1].is_straight or _is_nested(marks, index)):
                opened.append(mark)
            else:
                goes_on = _goes_on(text, opened[0].end, mark.start)
                stop = (mark.start, mark.start) if goes_on else _early_end(text, opened[0].end, mark.start)
                _close(found, text, opened, _Mark(*stop, False, False), continued=goes_on)
                opened = [mark]
        else:
            if len(opened) > 1 and mark.is_straight == opened[0].is_straight != opened[-1].is_straight:
                opened.pop()
            _close(found, text, [opened.pop()], mark, depth=len(opened))
    if opened:
        found += _unclosed(text, opened[0], end, following)
    return sorted(found, key=lambda quote: (quote.outer_start, -quote.outer_end))


def _mark(text: str, at: int, stop: int, start: int, end: int) -> _Mark | None:
    """Judge one double mark: by its glyph, unless its neighbours contradict it; None if it is no quotation mark."""
    glyph = text[at:stop]
    before = text[at - 1] if at > start else " "
    after = text[stop] if stop < end else " "
    opens_here = before in _BEFORE_OPENING and not after.isspace() and after not in ".,;:!?)"
    closes_here = not before.isspace() and after in _AFTER_CLOSING
    if glyph == '"' and before.isdigit() and not after.isalpha() and at - start < 3:
        return None
    if glyph in _OPENING:
        return _Mark(at, stop, not (closes_here and not opens_here), closes_here and not opens_here)
    if glyph in _CLOSING:
        # `stated.”The` : a closing glyph glued to the next word opens a quotation, if none is open.
        return _Mark(at, stop, after.isalnum() or opens_here, not opens_here)
    is_straight = glyph in _STRAIGHT
    if opens_here == closes_here:
        return _Mark(at, stop, after.isalnum() or before.isspace(), True, is_straight)
    return _Mark(at, stop, opens_here, closes_here, is_straight)


def _is_nested(marks: list[_Mark], index: int) -> bool:
    """Whether the mark at `index` opens a quotation inside the open one: then two closing marks come before another."""
    following = marks[index + 1 : index + 3]
    return len(following) == 2 and all(mark.may_close for mark in following)


def _goes_on(text: str, start: int, limit: int) -> bool:
    """Whether paragraphs of one quotation were run together: each opens with a mark, only the last closes."""
    before = text[start:limit].rstrip() if limit - start <= _LONGEST_UNCLOSED else ""
    return before.endswith((".", "!", "?", "…"))


def _early_end(text: str, start: int, limit: int) -> tuple[int, int]:
    """Where a quotation ends whose closing mark is missing: at its first sentence end, before the next mark."""
    match = _SENTENCE_END.search(text, start, min(limit, start + _LONGEST_UNCLOSED))
    if match:
        return match.end(), match.end()
    return (limit, limit) if limit - start <= _LONGEST_UNCLOSED else (start, start)


def _unclosed(text: str, mark: _Mark, end: int, following: tuple[int, int] | None) -> list[Quotation]:
    found: list[Quotation] = []
    continued = following is not None and _opens_with_mark(text, following)
    is_short = end - mark.end <= _LONGEST_UNCLOSED
    reported = _REPORTED.search(text, mark.end, min(end, mark.end + _LONGEST_UNCLOSED))
    if reported and not (continued and not _TO_THE_END.match(text, reported.end(), end)):
        end, is_short, continued = reported.start(), True, False
    stop = end if continued or is_short else _early_end(text, mark.end, end)[0]
    _close(found, text, [mark], _Mark(stop, stop, False, False), continued=continued)
    return found


def _opens_with_mark(text: str, paragraph: tuple[int, int]) -> bool:
    start, end = paragraph
    while start < end and text[start].isspace():
        start += 1
    return bool(_DOUBLE.match(text, start, end)) and start + 1 < end and not text[start + 1].isspace()


def _close(
    found: list[Quotation],
    text: str,
    opened: list[_Mark],
    closing: _Mark,
    *,
    depth: int = 0,
    continued: bool = False,
    single: bool = False,
) -> None:
    opening = opened[0]
    start, end = opening.end, closing.start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        is_closed = closing.end > closing.start
        found.append(Quotation(start, end, opening.start, max(closing.end, end), depth, single, is_closed, continued))


def _singles(text: str, start: int, end: int, following: tuple[int, int] | None) -> list[Quotation]:
    """Quotations in single marks; a mark between letters, or one never closed, is an apostrophe."""
    openings: list[int] = []
    closings: list[int] = []
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        if _opens_single(text, at, start, end):
            openings.append(at)
        elif _closes_single(text, at, end):
            closings.append(at)
    found: list[Quotation] = []
    done = start
    for index, at in enumerate(openings):
        if at < done:
            continue
        limit = openings[index + 1] if index + 1 < len(openings) else end
        closing = _closing_single(text, at, closings, limit=min(max(limit, at), at + _LONGEST_SINGLE))
        if closing is None:
            closing = _closing_single(text, at, closings, limit=min(end, at + _LONGEST_SINGLE))
        if closing is not None:
            _close(found, text, [_Mark(at, at + 1, True, False)], _Mark(closing, closing + 1, False, True), single=True)
            done = closing + 1
        elif _continues_single(text, at, start, following):
            mark = _Mark(at, at + 1, True, False)
            _close(found, text, [mark], _Mark(end, end, False, False), single=True, continued=True)
            done = end
    return found


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if (
        text[at] in "´"
        or not (before in _BEFORE_OPENING or before in '"“')
        or not (after.isalnum() or after in '“"…[(')
    ):
        return False
    return not _ELIDED.match(text, at + 1, min(end, at + 12)) and not (text[at] == "’" and after.isdigit())


def _closes_single(text: str, at: int, end: int) -> bool:
    before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < end else " "
    return text[at] not in "‘‚‛`" and not before.isspace() and not after.isalnum()


def _closing_single(text: str, opening: int, closings: list[int], *, limit: int) -> int | None:
    """The mark that closes: the first that no plural's apostrophe explains, else the last of those."""
    doubtful = None
    first = bisect_left(closings, opening + 2)
    for at in closings[first : first + 2 * _LOOK_AHEAD]:
        if at >= limit:
            break
        if text[at - 1] in ".,!?…;:":
            return at
        is_plural = text[at - 1] in "sS" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].isalpha()
        if not is_plural:
            return at
        doubtful = at
    return doubtful


def _continues_single(text: str, at: int, start: int, following: tuple[int, int] | None) -> bool:
    mark = text[at]
    if following is None or mark not in "‘'" or text[start:at].strip():
        return False
    next_ = text[following[0] : following[1]].lstrip()
    return next_.startswith(mark) and next_[1:2].isupper() and text[at + 1 : at + 2].isupper()
