"""Blocks that hold two things, cut apart.

A time, a label or a dateline before the text, a question and its answer, a call to the reader or a notice of correction
at the end of a paragraph: each is a block of its own.
"""

import itertools

from analysis.corpus.furniture import (
    asks_reader,
    calls_reader,
    correction_at,
    dateline_end,
    entry_time_end,
    flash_end,
)
from analysis.corpus.lines import CORRECTION, ENTRY_TIME, Draft, content_start
from analysis.english import split_sentences

# Times that open so many paragraphs make a live blog.
FEWEST_ENTRIES = 2
_MARKS_BEHIND = " \t\u00a0-–—:|"


def split_openings(drafts: list[Draft], text: str) -> list[Draft]:
    """Cut off the label of a flash ("BREAKING: …") and, in a live blog, the time that opens an entry."""
    is_live = _is_live(drafts, text)
    split: list[Draft] = []
    for draft in drafts:
        if draft.kind in ("paragraph", "heading", "callout"):
            at = entry_time_end(text[draft.start : draft.end]) if is_live else 0
            if at:
                split.append(_cut(draft, at, text, "dateline", ENTRY_TIME))
            at = flash_end(text[draft.start : draft.end])
            if at:
                split.append(_cut(draft, at, text, "navigation", "the label of a flash or a running report"))
                if draft.kind == "callout":
                    draft.kind, draft.reason = "paragraph", "running text"
        split.append(draft)
    return split


def _is_live(drafts: list[Draft], text: str) -> bool:
    """Whether times of the day stand above paragraphs, or open them, as in a live blog."""
    n_times = 0
    for draft in drafts:
        if draft.kind in ("paragraph", "heading", "list_item", "callout"):
            n_times += bool(entry_time_end(text[draft.start : draft.end]))
        else:
            n_times += draft.reason == ENTRY_TIME
    return n_times >= FEWEST_ENTRIES


def _cut(draft: Draft, at: int, text: str, kind: str, reason: str) -> Draft:
    """The first `at` characters of a block as one of their own; the block keeps what follows the mark behind them."""
    opening = Draft(kind, draft.start, draft.start + at, reason, is_body=False)
    rest = text[draft.start + at : draft.end]
    draft.start += at + len(rest) - len(rest.lstrip(_MARKS_BEHIND))
    if text[opening.end : draft.start].strip():
        opening.end += len(text[opening.end : draft.start].rstrip())
    return opening


def split_datelines(drafts: list[Draft], text: str) -> list[Draft]:
    """Cut the dateline off the paragraph that it opens; one in capitals may follow a standfirst."""
    split: list[Draft] = []
    n_paragraphs = 0
    for draft in drafts:
        if draft.kind == "title":
            n_paragraphs = 0
        if draft.kind == "paragraph":
            in_capitals = text[draft.start : min(draft.start + 4, draft.end)].isupper()
            is_first = n_paragraphs == 0 or (n_paragraphs == 1 and in_capitals)
            cut = dateline_end(text[draft.start : draft.end], is_first=is_first)
            if cut:
                end = draft.start + len(text[draft.start : draft.start + cut].rstrip())
                split.append(Draft("dateline", draft.start, end, "place or date before a dash", is_body=False))
                draft.start += cut
            n_paragraphs += 1
        split.append(draft)
    return split


def split_answers(drafts: list[Draft], text: str) -> list[Draft]:
    """A list item that opens with a question and goes on is a question and its answer."""
    split: list[Draft] = []
    for draft in drafts:
        cut = _question_end(draft, text) if draft.kind == "list_item" else 0
        if cut:
            split.append(Draft("question", draft.start, cut, "a question that its list item answers"))
            draft.start = cut + len(text[cut : draft.end]) - len(text[cut : draft.end].lstrip())
            draft.reason = "the answer to the question before it"
        split.append(draft)
    return split


def _question_end(draft: Draft, text: str) -> int:
    start = content_start(draft, text)
    sentences = split_sentences(text[start : draft.end])
    if len(sentences) < 2 or not text[start : start + sentences[0][1]].endswith("?"):
        return 0
    return start + sentences[0][1]


def split_corrections(drafts: list[Draft], text: str) -> list[Draft]:
    """Cut off, from the first sentence that says the article was wrong, what a publication corrects in itself."""
    split: list[Draft] = []
    for draft in drafts:
        at = _correction_start(draft, text) if draft.kind in ("paragraph", "list_item", "callout") else None
        if at is not None:
            reason = "says what the article said wrongly before"
            if draft.start < at:
                before = len(text[draft.start : at].rstrip())
                split.append(Draft(draft.kind, draft.start, draft.start + before, draft.reason, draft.is_body))
            split.append(Draft(CORRECTION, at, draft.end, reason))
        else:
            split.append(draft)
    return split


def _correction_start(draft: Draft, text: str) -> int | None:
    content = content_start(draft, text)
    for number, (a, b) in enumerate(split_sentences(text[content : draft.end])):
        start, end = content + a, content + b
        at = correction_at(text, start, end)
        if at is not None and not _is_quoted(text, draft.start, at):
            return draft.start if number == 0 else start
    return None


def split_promotion(drafts: list[Draft], text: str) -> list[Draft]:
    """Cut the sentences that call the reader off the article's own; a heading above them goes with them."""
    split: list[Draft] = []
    for draft in drafts:
        split += _promotion_apart(draft, text) if draft.kind in ("paragraph", "list_item", "callout") else [draft]
    for draft in split:
        if draft.kind == "heading" and calls_reader(text, draft.start, draft.end):
            _make_promotion(draft, "asks the reader to comment, share or subscribe")
    for heading, below in itertools.pairwise(split):
        is_above = heading.kind in ("heading", "question") and below.kind == "promotion"
        if is_above and calls_reader(text, heading.start, heading.end):
            _make_promotion(heading, "the heading of a call to the reader")
    return split


def _make_promotion(draft: Draft, reason: str) -> None:
    draft.kind, draft.is_body, draft.reason = "promotion", False, reason


def _promotion_apart(draft: Draft, text: str) -> list[Draft]:
    spans = [(draft.start + a, draft.start + b) for a, b in split_sentences(text[draft.start : draft.end])]
    calls = [calls_reader(text, a, b) and not _is_quoted(text, draft.start, a + 1) for a, b in spans]
    if not any(calls):
        return [draft]
    calls = _with_questions(spans, calls, text)
    pieces: list[Draft] = []
    for (start, end), call in zip(spans, calls, strict=True):
        if pieces and (pieces[-1].kind == "promotion") == call:
            pieces[-1].end = end
        elif call:
            pieces.append(Draft("promotion", start, end, "asks the reader to comment, share or subscribe", False))
        else:
            pieces.append(Draft(draft.kind, start, end, draft.reason, draft.is_body, draft.part))
    return pieces


def _is_quoted(text: str, start: int, at: int) -> bool:
    """Whether a quotation that opened after `start` is still open at `at`."""
    before = text[start:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _with_questions(spans: list[tuple[int, int]], calls: list[bool], text: str) -> list[bool]:
    """Questions to the reader right beside a call belong to it."""
    calls = list(calls)
    for order in (range(len(spans)), reversed(range(len(spans)))):
        before = False
        for i in order:
            start, end = spans[i]
            calls[i] = calls[i] or (before and asks_reader(text, start, end))
            before = calls[i]
    return calls
