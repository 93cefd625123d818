"""The lines of an article and what each is: title, heading, paragraph, list item, table row, question, callout, menu.

A paragraph that was wrapped at a fixed width is one line. Rules look at shape and position (length, closing
punctuation, capitals, what follows) and at the page's furniture; no rule knows a publication or a story. Each draft of
a block carries the rule that decided it in words.
"""

import itertools
import re
from dataclasses import dataclass

from analysis.corpus.furniture import (
    ENDS_SENTENCE,
    LONE_WORD,
    calls_reader,
    is_box_label,
    is_caption,
    is_chrome,
    is_correction_label,
    is_dateline,
    is_entry_time,
    is_link,
    names_contents,
    opens_box,
    opens_correction,
)
from analysis.english import count_words, split_sentences, word_set, words
from analysis.english.marks import CLOSING_QUOTES, straight
from analysis.english.verbs import AUXILIARIES

# Line breaks a decoder can leave in the text: everything that str.splitlines knows.
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_STARTS_ANEW = re.compile(r"[-*•‣▪◦·|#>]|\d{1,3}[.)]\s|\(?[a-z]\)\s")
_ENDS = re.compile(rf"[.!?…:;][{CLOSING_QUOTES})\]]*$")

# A text counts as wrapped when its lines keep under this width and mostly break in mid-sentence.
_WIDEST = 100
_FEWEST_BREAKS = 4

LIST_MARKER = re.compile(r"(?:[-*•‣▪◦·]\s+|[–—]\s+|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s+)(?:\d{1,3}[.)]\s+)?")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_HASHES = re.compile(r"#{1,6}\s+")
_SEPARATOR_ROW = re.compile(r"[|\s:+-]{3,400}")
_ENDS_CLAUSE = re.compile(rf"[.!?…:;,][{CLOSING_QUOTES})\]*_]*$")
_ASKING = word_set("what who whom whose which when where why how") | AUXILIARIES
SEPARATOR = "the line of dashes under a table's header"
# The kind of a block in which a publication corrects itself.
CORRECTION = "correction"
_LONGEST_LABEL = 4
_NOT_BODY = ("navigation", "caption", "dateline", "toc")
ENTRY_TIME = "the time of an entry"
# In words. A first line may be longer than a heading inside the text: there, a line of more words that ends without a
# mark is taken for a sentence that lost its full stop.
_LONGEST_TITLE = 30
# The headline is one of the first lines of several words.
_MOST_ABOVE, _LAST_TITLE = 4, 15
_LONGEST_HEADING = 18
# Characters.
_OPENING = 40
# Share of the longer words with a capital from which a line counts as set like a headline, not like a sentence with
# names in it; a line that ends in a full stop has to be clearer to pass for one.
_TITLE_CASE = 0.6
_CLEAR_TITLE_CASE = 0.75


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space at its ends; `gap` tells whether a blank line stands above."""

    start: int
    end: int
    text: str
    gap: bool


@dataclass(slots=True)
class Draft:
    """A block in the making."""

    kind: str
    start: int
    end: int
    reason: str
    is_body: bool = True
    part: int = 1


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


def normalised(text: str) -> str:
    """Words in lower case, for telling whether two lines say the same, whatever their marks."""
    return straight(" ".join(words(text))).casefold()


def _says(line: str, said: str) -> bool:
    """Whether a line says what is normalised already; most open otherwise, and are not read to their end."""
    opening, _, _ = normalised(line[:_OPENING]).rpartition(" ")  # its last word may be cut off
    return said.startswith(opening) and normalised(line) == said


def content_start(draft: Draft, text: str) -> int:
    """Where the words of a block begin: after a list marker, a section number or a table's first bar."""
    if draft.kind == "table_row":
        return draft.start + len(text[draft.start : draft.end]) - len(text[draft.start : draft.end].lstrip("| \t"))
    if draft.kind in ("list_item", "heading", "toc", "question", "callout", "title"):
        opening = _HASHES.match(text, draft.start, draft.end) or LIST_MARKER.match(text, draft.start, draft.end)
        return opening.end() if opening else draft.start
    return draft.start


def line_blocks(text: str, *, title: str | None) -> list[Draft]:
    """One draft for each line of `text`, by its shape, its words and its neighbours."""
    lines = lines_of(text)
    drafts: list[Draft] = []
    title_at = _title_line(lines, title)
    said = "" if title_at is None else normalised(lines[title_at].text)
    for i, line in enumerate(lines):
        if i == title_at:
            drafts.append(Draft("title", line.start, line.end, _title_reason(line, title)))
        elif title_at is not None and i > title_at and _says(line.text, said):
            drafts.append(Draft("title", line.start, line.end, "the title again"))
        else:
            drafts.append(_classified(lines, i, drafts))
    return drafts


def _title_reason(line: Line, title: str | None) -> str:
    if title and normalised(title) == normalised(line.text):
        return "the title that sources.csv gives"
    return "the first line: short, no full stop, text below"


def _title_line(lines: list[Line], title: str | None) -> int | None:
    if title:
        wanted = normalised(title)
        for i, line in enumerate(lines):
            if normalised(line.text) == wanted:
                return i
    # Menus above the headline are lines of one word, however many.
    above = [i for i, line in enumerate(lines[:_LAST_TITLE]) if count_words(line.text) > 1]
    for i in above[:_MOST_ABOVE]:
        said = lines[i].text
        is_aside = is_chrome(said) or is_dateline(said) or is_caption(said) or opens_correction(said)
        if not (is_aside or calls_reader(said, 0, len(said))):
            return i if _looks_like_title(said) and i + 1 < len(lines) else None
    return None


def _looks_like_title(line: str) -> bool:
    n_words = count_words(line)
    ends_as_title = not _ENDS_CLAUSE.search(line) or line.endswith(("?", "!", "?”", "!”"))
    if not ends_as_title and line.endswith("."):
        ends_as_title = (
            n_words <= _LONGEST_HEADING and share_capitalised(line) >= _CLEAR_TITLE_CASE and ". " not in line
        )
    return 2 <= n_words <= _LONGEST_TITLE and ends_as_title and "|" not in line and not LIST_MARKER.match(line)


def _classified(lines: list[Line], i: int, above: list[Draft]) -> Draft:
    line = lines[i]
    text = _HASHES.sub("", line.text) if _HASHES.match(line.text) else line.text
    for rule in (_table, _contents, _corrected, _pictured, _linked, _listed, _chrome, _dated, _labelled):
        found = rule(lines, i, text)
        if found:
            is_body = found[0] not in _NOT_BODY and found[1] != SEPARATOR
            return Draft(found[0], line.start, line.end, found[1], is_body)
    kind, reason = _by_shape(lines, i, text, above)
    return Draft(kind, line.start, line.end, reason, kind != "navigation")


def _table(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    if _SEPARATOR_ROW.fullmatch(text) and "-" in text and "|" in text:
        return "table_row", SEPARATOR
    if text.startswith("|") and text.count("|") >= 2:
        return "table_row", "starts with a bar and has cells between bars"
    cells = text.count("\t")
    if cells and any(lines[j].text.count("\t") == cells for j in (i - 1, i + 1) if 0 <= j < len(lines)):
        return "table_row", "as many tabs as its neighbour"
    bars = text.count(" | ")
    if bars and any(_SEPARATOR_ROW.fullmatch(lines[j].text) for j in (i - 1, i + 1) if 0 <= j < len(lines)):
        return "table_row", "cells between bars, beside a line of dashes"
    return None


def _contents(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    return ("toc", "names a table of contents") if names_contents(text) else None


def _listed(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    if not LIST_MARKER.match(text) or LIST_MARKER.fullmatch(text):
        return None
    if _NUMBERED.match(text) or text[0].isalpha() or text[0] in "(–—":
        neighbours = [lines[j].text for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        if not any(LIST_MARKER.match(other) and other[0].isdigit() == text[0].isdigit() for other in neighbours):
            return None
    return "list_item", "starts with a list marker"


def _pictured(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    return ("caption", "a picture's caption or credit") if is_caption(text) else None


def _linked(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    marker = LIST_MARKER.match(text)
    return ("navigation", "a link to another story") if is_link(text[marker.end() :] if marker else text) else None


def _chrome(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    if not is_chrome(text) or (i and LONE_WORD.fullmatch(text) and _runs_on(lines[i - 1].text)):
        return None
    return "navigation", "a menu entry, a counter or an icon's name, alone on its line"


def _runs_on(line: str) -> bool:
    """Whether a line of several words stops without punctuation, so that the next may go on from it."""
    return count_words(line) > 3 and not _ENDS_CLAUSE.search(line)


def _dated(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    if is_entry_time(text):
        return "dateline", ENTRY_TIME
    return ("dateline", "only says where, when or by whom") if is_dateline(text) else None


def _corrected(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    if opens_correction(text):
        return CORRECTION, "opens a notice by which the publication corrects itself"
    # A label alone on its line stands above its notice.
    if i and count_words(text) > _LONGEST_LABEL and is_correction_label(lines[i - 1].text):
        return CORRECTION, "the notice under its label"
    return None


def _labelled(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    return ("callout", "opens with a box's label") if opens_box(text) else None


def _by_shape(lines: list[Line], i: int, text: str, above: list[Draft]) -> tuple[str, str]:
    n_words = count_words(text)
    follows = lines[i + 1].text if i + 1 < len(lines) else ""
    if text.endswith("?") and n_words <= 40 and len(split_sentences(text)) == 1:
        return _question_or_heading(text, n_words)
    if above and above[-1].kind == "callout" and is_box_label(lines[i - 1].text) and ENDS_SENTENCE.search(text):
        return "callout", "the text under a box's label"
    if n_words > _LONGEST_HEADING or _ENDS_CLAUSE.search(text):
        return "paragraph", "running text"
    if lines[i].text.startswith("#"):
        return "heading", "marked with #"
    if not n_words:
        return "navigation", "no words"
    if text[0].islower() and share_capitalised(text) < _TITLE_CASE and i and _runs_on(lines[i - 1].text):
        return "paragraph", "goes on from the line above"
    if follows:
        return "heading", "short, no closing punctuation, text below"
    if share_capitalised(text) >= _TITLE_CASE and any(draft.kind == "paragraph" for draft in above):
        return "navigation", "a heading with nothing below it"
    return "paragraph", "running text that stops without punctuation"


def _question_or_heading(text: str, n_words: int) -> tuple[str, str]:
    first = words(text)[0].lower().split("’")[0].split("'")[0] if n_words else ""
    if first in _ASKING and share_capitalised(text) < _TITLE_CASE:
        return "question", "a question alone on its line"
    if n_words <= _LONGEST_HEADING and first not in _ASKING:
        return "heading", "short, in the form of a headline question"
    if share_capitalised(text) >= _TITLE_CASE:
        return "heading", "a question set in capitals like a headline"
    return "question", "a question alone on its line"


def share_capitalised(text: str) -> float:
    """Share of the longer words after the first that start with a capital: high in headlines, low in sentences."""
    longer = [word for word in words(text)[1:] if len(word) >= 4]
    return sum(word[0].isupper() for word in longer) / len(longer) if longer else 1.0
