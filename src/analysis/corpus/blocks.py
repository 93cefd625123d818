"""From the text of an article to its blocks: what each line is, and whether measures should read it.

Rules look at shape and position (length, closing punctuation, capitals, what follows) and at the general vocabulary of
news pages in `cues.py`; no rule knows a publication or a story. Each block carries the rule that decided it in words.
"""

import re
from dataclasses import dataclass

from analysis.corpus.cues import BREADCRUMBS, CONTENTS, ICON, LABEL, LONE_WORD, NAVIGATION
from analysis.corpus.datelines import is_dateline
from analysis.corpus.lines import Line, lines_of
from analysis.english import split_sentences, word_set, words

LIST_MARKER = re.compile(r"(?:[-*•‣▪◦·]\s+|[–—]\s+|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s+)(?:\d{1,3}[.)]\s+)?")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_HASHES = re.compile(r"#{1,6}\s+")
_SEPARATOR_ROW = re.compile(r"[|\s:+-]{3,400}")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"”’'»)\]*_]*$")
_ENDS_CLAUSE = re.compile(r"[.!?…:;,][\"”’'»)\]*_]*$")
_INTERROGATIVE = word_set(
    """what who whom whose which when where why how is are was were do does did can could will would should has have had
    may might must"""
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u2010": "-", "\u2011": "-"})
SEPARATOR = "the line of dashes under a table's header"
_NOT_BODY = ("navigation", "dateline", "toc")
_LONGEST_TITLE = 30
_LONGEST_HEADING = 18


@dataclass(slots=True)
class Draft:
    """A block in the making."""

    kind: str
    start: int
    end: int
    reason: str
    is_body: bool = True
    part: int = 1


def normalised(text: str) -> str:
    """Words in lower case, for telling whether two lines say the same, whatever their marks."""
    return " ".join(words(text.translate(_PLAIN))).casefold()


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
    for i, line in enumerate(lines):
        if i == title_at:
            drafts.append(Draft("title", line.start, line.end, _title_reason(line, title)))
        elif title_at is not None and i > title_at and normalised(line.text) == normalised(lines[title_at].text):
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
    for i, line in enumerate(lines[:4]):
        if not (is_chrome(line.text) or is_dateline(line.text)):
            return i if _looks_like_title(line.text) and i + 1 < len(lines) else None
    return None


def _looks_like_title(line: str) -> bool:
    n_words = len(words(line))
    ends_as_title = not _ENDS_CLAUSE.search(line) or line.endswith(("?", "!", "?”", "!”"))
    if not ends_as_title and line.endswith("."):
        ends_as_title = n_words <= _LONGEST_HEADING and share_capitalised(line) >= 0.75 and ". " not in line
    return 2 <= n_words <= _LONGEST_TITLE and ends_as_title and "|" not in line and not LIST_MARKER.match(line)


def _classified(lines: list[Line], i: int, above: list[Draft]) -> Draft:
    line = lines[i]
    text = _HASHES.sub("", line.text) if _HASHES.match(line.text) else line.text
    for rule in (_table, _contents, _listed, _chrome, _dated, _labelled):
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
    return ("toc", "names a table of contents") if CONTENTS.fullmatch(text) else None


def _listed(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    if not LIST_MARKER.match(text) or LIST_MARKER.fullmatch(text):
        return None
    if _NUMBERED.match(text) or text[0].isalpha() or text[0] in "(–—":
        neighbours = [lines[j].text for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        if not any(LIST_MARKER.match(other) and other[0].isdigit() == text[0].isdigit() for other in neighbours):
            return None
    return "list_item", "starts with a list marker"


def is_chrome(text: str) -> bool:
    """Whether a line is a page's furniture by its words: a menu entry, an icon's name, a trail of sections."""
    if NAVIGATION.fullmatch(text) or ICON.fullmatch(text) or LONE_WORD.fullmatch(text):
        return True
    return bool(BREADCRUMBS.fullmatch(text)) and not _ENDS_SENTENCE.search(text)


def _chrome(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    if not is_chrome(text) or (i and LONE_WORD.fullmatch(text) and _runs_on(lines[i - 1].text)):
        return None
    return "navigation", "a menu entry or an icon's name, alone on its line"


def _runs_on(line: str) -> bool:
    """Whether a line of several words stops without punctuation, so that the next may go on from it."""
    return len(words(line)) > 3 and not _ENDS_CLAUSE.search(line)


def _dated(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    return ("dateline", "only says where, when or by whom") if is_dateline(text) else None


def _labelled(lines: list[Line], i: int, text: str) -> tuple[str, str] | None:
    return ("callout", "opens with a box's label") if LABEL.match(text) else None


def _by_shape(lines: list[Line], i: int, text: str, above: list[Draft]) -> tuple[str, str]:
    n_words = len(words(text))
    follows = lines[i + 1].text if i + 1 < len(lines) else ""
    if text.endswith("?") and n_words <= 40 and len(split_sentences(text)) == 1:
        return _question_or_heading(text, n_words)
    if above and above[-1].kind == "callout" and LABEL.fullmatch(lines[i - 1].text) and _ENDS_SENTENCE.search(text):
        return "callout", "the text under a box's label"
    if n_words > _LONGEST_HEADING or _ENDS_CLAUSE.search(text):
        return "paragraph", "running text"
    if lines[i].text.startswith("#"):
        return "heading", "marked with #"
    if not n_words:
        return "navigation", "no words"
    if text[0].islower() and share_capitalised(text) < 0.6 and i and _runs_on(lines[i - 1].text):
        return "paragraph", "goes on from the line above"
    if follows:
        return "heading", "short, no closing punctuation, text below"
    if share_capitalised(text) >= 0.6 and any(draft.kind == "paragraph" for draft in above):
        return "navigation", "a heading with nothing below it"
    return "paragraph", "running text that stops without punctuation"


def _question_or_heading(text: str, n_words: int) -> tuple[str, str]:
    first = words(text)[0].lower().split("’")[0].split("'")[0] if n_words else ""
    if first in _INTERROGATIVE and share_capitalised(text) < 0.6:
        return "question", "a question alone on its line"
    if n_words <= _LONGEST_HEADING and first not in _INTERROGATIVE:
        return "heading", "short, in the form of a headline question"
    return (
        ("heading", "a question set in capitals like a headline")
        if share_capitalised(text) >= 0.6
        else (
            "question",
            "a question alone on its line",
        )
    )


def share_capitalised(text: str) -> float:
    """Share of the longer words after the first that start with a capital: high in headlines, low in sentences."""
    longer = [word for word in words(text)[1:] if len(word) >= 4]
    return sum(word[0].isupper() for word in longer) / len(longer) if longer else 1.0
