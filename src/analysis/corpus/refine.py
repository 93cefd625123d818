"""Second look at the blocks: contents, tails, datelines, answers and promotion, which only show in context."""

import itertools

from analysis.corpus.blocks import Draft, content_start, line_blocks, normalised
from analysis.corpus.cues import PROMOTION, TO_THE_READER
from analysis.corpus.datelines import dateline_end
from analysis.corpus.parts import number_parts
from analysis.corpus.repeats import mark_repeats
from analysis.english import split_sentences, words


def blocks_of(text: str, *, title: str | None = None) -> list[Draft]:
    """The blocks of an article, in order; together they hold every character that is not white space."""
    drafts = line_blocks(text, title=title)
    drafts = _mark_contents(drafts, text)
    drafts = _mark_tail(drafts, text)
    drafts = _split_datelines(drafts, text)
    drafts = _split_answers(drafts, text)
    drafts = _split_promotion(drafts, text)
    drafts = number_parts(drafts, text)
    return mark_repeats(drafts, text)


def _mark_contents(drafts: list[Draft], text: str) -> list[Draft]:
    """List items below a contents label, and lists most of whose items come back as headings, are a contents list."""
    headings = {normalised(_content(d, text)) for d in drafts if d.kind in ("heading", "question", "title")}
    for first, last in _runs(drafts, "list_item"):
        run = drafts[first:last]
        labelled = first > 0 and drafts[first - 1].kind == "toc"
        known = sum(normalised(_content(d, text)) in headings for d in run)
        if (labelled and known >= 0.3 * len(run)) or (len(run) >= 3 and known >= 0.6 * len(run)):
            for draft in run:
                draft.kind, draft.is_body = "toc", False
                draft.reason = "an entry of a table of contents: it comes again as a heading"
    return drafts


def _runs(drafts: list[Draft], kind: str) -> list[tuple[int, int]]:
    runs, first = [], None
    for i, draft in enumerate([*drafts, None]):
        inside = draft is not None and draft.kind == kind
        if inside and first is None:
            first = i
        elif not inside and first is not None:
            runs.append((first, i))
            first = None
    return runs


def _content(draft: Draft, text: str) -> str:
    return text[content_start(draft, text) : draft.end]


def _mark_tail(drafts: list[Draft], text: str) -> list[Draft]:
    """Short lines without punctuation after the last running text are the page's furniture."""
    if not any(draft.kind in ("paragraph", "list_item", "callout", "table_row") for draft in drafts):
        return drafts
    for draft in reversed(drafts):
        if draft.kind not in ("heading", "navigation", "dateline"):
            break
        if draft.kind == "heading" and len(words(text[draft.start : draft.end])) <= 6:
            draft.kind, draft.is_body = "navigation", False
            draft.reason = "a short line after the end of the text, with nothing below it"
    return drafts


def _split_datelines(drafts: list[Draft], text: str) -> list[Draft]:
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


def _split_answers(drafts: list[Draft], text: str) -> list[Draft]:
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


def _split_promotion(drafts: list[Draft], text: str) -> list[Draft]:
    split: list[Draft] = []
    for draft in drafts:
        split += _promotion_apart(draft, text) if draft.kind in ("paragraph", "list_item", "callout") else [draft]
    for heading, below in itertools.pairwise(split):
        calls = PROMOTION.search(text, heading.start, heading.end)
        if heading.kind in ("heading", "question") and calls and below.kind == "promotion":
            _make_promotion(heading, "the heading of a call to the reader")
    return split


def _make_promotion(draft: Draft, reason: str) -> None:
    draft.kind, draft.is_body, draft.reason = "promotion", False, reason


def _promotion_apart(draft: Draft, text: str) -> list[Draft]:
    spans = [(draft.start + a, draft.start + b) for a, b in split_sentences(text[draft.start : draft.end])]
    calls = [PROMOTION.search(text, a, b) is not None for a, b in spans]
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


def _with_questions(spans: list[tuple[int, int]], calls: list[bool], text: str) -> list[bool]:
    """Questions to the reader right beside a call belong to it."""
    calls = list(calls)
    for order in (range(len(spans)), reversed(range(len(spans)))):
        before = False
        for i in order:
            start, end = spans[i]
            asks = text[start:end].rstrip("\"”’'").endswith("?") and TO_THE_READER.search(text, start, end)
            calls[i] = calls[i] or (before and bool(asks))
            before = calls[i]
    return calls
