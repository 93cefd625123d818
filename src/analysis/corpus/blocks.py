"""The blocks of an article: lines seen in their context, so that what is not the article is set aside.

Lists that come again as headings are contents; what follows the last running text is the page's; a dateline, a question
and a call to the reader are cut off the block that holds them; a second article on the page is a part of its own; and
what stands above already is not read twice; and a paragraph in another language than the article is set aside.
"""

import itertools
import re

from analysis.corpus.furniture import (
    asks_reader,
    calls_reader,
    correction_at,
    dateline_end,
    entry_time_end,
    flash_end,
    labels_comments,
    labels_links,
    may_label_links,
    names_author,
    opens_comment,
)
from analysis.corpus.language import other_language
from analysis.corpus.lines import CORRECTION, ENTRY_TIME, Draft, content_start, line_blocks, normalised
from analysis.english import count_words, split_sentences, words

# --- blocks that hold two things, cut apart
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


# --- lines in their context

# A list is one of contents when most of its items come again as headings; below a contents label fewer will do, because
# pages shorten their headings there. Two items may be headings by chance.
_SHARE_OF_HEADINGS, _SHARE_BELOW_LABEL, _SHORTEST_CONTENTS = 0.6, 0.3, 3
# A headline is no longer; so many of the first blocks below a label of comments show whether it is one.
_LONGEST_LINK, _FIRST_COMMENTS = 20, 6
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
# What follows the last running text in so few words is the page's: links, sections, "The Weather Desk".
_LONGEST_IN_TAIL = 6

# A second article on the page: a headline of six words or more, below an article of some length and above another.
_SHORTEST_SECOND_TITLE = 6
_FEWEST_WORDS_BELOW = 80
_FEWEST_PARAGRAPHS_ABOVE = 3
_SIGN_OFFS = ("promotion", "navigation")
# It stands close below the sign-off; further down it is a heading of the same text.
_SEPARATED_BY = 6

# Shorter blocks come again without saying anything twice: "Yes.", "He did not.".
_SHORTEST_REPEAT = 4
_REPEATABLE = ("title", "heading", "paragraph", "list_item", "callout", "question", CORRECTION)
# The first few places that give a number are enough to tell that it comes again, and keep time linear.
_MOST_CONTEXTS = 8
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{2,9}")
_YEAR = re.compile(r"(?:19|20)\d\d")
# The kind of a block in another language than its article; the rows of a table are too short of words to tell.
OTHER_LANGUAGE = "other_language"
_OF_WORDS = ("paragraph", "heading", "list_item", "callout", "question")
RESTATES = "restates a number given above, in other words"
REPEATS = "says word for word what stands above"


def blocks_of(text: str, *, title: str | None = None, is_english: bool = False) -> list[Draft]:
    """The blocks of an article, in order; together they hold every character that is not white space.

    Of an article that is known to be English, blocks in other languages are set aside.
    """
    drafts = line_blocks(text, title=title)
    drafts = _mark_contents(drafts, text)
    drafts = _mark_authors(drafts, text)
    drafts = _mark_links(drafts, text)
    drafts = _mark_comments(drafts, text)
    drafts = _mark_tail(drafts, text)
    drafts = split_openings(drafts, text)
    drafts = split_datelines(drafts, text)
    drafts = split_answers(drafts, text)
    drafts = split_promotion(drafts, text)
    drafts = split_corrections(drafts, text)
    drafts = _number_parts(drafts, text)
    drafts = _mark_repeats(drafts, text)
    return _mark_other_languages(drafts, text) if is_english else drafts


def _mark_contents(drafts: list[Draft], text: str) -> list[Draft]:
    """List items below a contents label, and lists most of whose items come back as headings, are a contents list."""
    headings = {normalised(_content(d, text)) for d in drafts if d.kind in ("heading", "question", "title")}
    for first, last in _runs(drafts, "list_item"):
        run = drafts[first:last]
        labelled = first > 0 and drafts[first - 1].kind == "toc"
        known = sum(normalised(_content(d, text)) in headings for d in run)
        is_contents = known >= _SHARE_OF_HEADINGS * len(run) and len(run) >= _SHORTEST_CONTENTS
        if is_contents or (labelled and known >= _SHARE_BELOW_LABEL * len(run)):
            for draft in run:
                draft.kind, draft.is_body = "toc", False
                draft.reason = "an entry of a table of contents: it comes again as a heading"
    return drafts


def _mark_authors(drafts: list[Draft], text: str) -> list[Draft]:
    """Before the first running text, lines that only name the author, and words of a menu above the headline."""
    title_at = next((draft.start for draft in drafts if draft.kind == "title"), 0)
    for draft in itertools.takewhile(lambda draft: draft.kind != "paragraph" or draft.start < title_at, drafts):
        if draft.kind == "heading" and names_author(_said(draft, text)):
            _set_aside(draft, "only says by whom", kind="dateline")
        elif draft.kind == "heading" and draft.start < title_at and count_words(_said(draft, text)) == 1:
            _set_aside(draft, "a word of a menu above the headline")
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


def _set_aside(draft: Draft, reason: str, *, kind: str = "navigation") -> None:
    draft.kind, draft.is_body, draft.reason = kind, False, reason


def _said(draft: Draft, text: str) -> str:
    return text[draft.start : draft.end]


def _mark_links(drafts: list[Draft], text: str) -> list[Draft]:
    """Headlines below a label of links ("Most read"), after the text has begun.

    Where running text follows, the last of several may be a heading of it and stays. A label that may be the article's
    own heading counts only when nothing but headlines follow to the end of the page.
    """
    begun = False
    for i, draft in enumerate(drafts):
        begun = begun or draft.kind == "paragraph"
        said = _said(draft, text)
        is_label = draft.kind == "navigation" and labels_links(said)
        if not begun or not (is_label or (draft.kind == "heading" and may_label_links(said))):
            continue
        end = next((j for j in range(i + 1, len(drafts)) if not _may_link(drafts[j], text)), len(drafts))
        if end < len(drafts) and not is_label:
            continue
        # With a number in it, it would be a claim of the article's: then only where the article has headings at all.
        has_headings = any(one.kind == "heading" for one in (*drafts[:i], *drafts[end:]))
        may_be_heading = has_headings or not any(map(str.isdigit, _said(drafts[end - 1], text)))
        is_set_off = _BLANK_LINE.search(text, drafts[end - 2].end, drafts[end - 1].start)
        if end - i > 2 and end < len(drafts) and is_set_off and may_be_heading:
            end -= 1
        for below in drafts[i + 1 : end]:
            _set_aside(below, "a headline below a label of links to other stories")
        if end > i + 1 and not is_label:
            _set_aside(draft, "a label of links to other stories")
    return drafts


def _may_link(draft: Draft, text: str) -> bool:
    """Whether a block may be the headline of another story: a line of some words that is no sentence."""
    if draft.kind in ("heading", "list_item", "navigation", "caption"):
        return True
    said = _said(draft, text)
    return (
        draft.kind in ("paragraph", "question")
        and count_words(said) <= _LONGEST_LINK
        and not said.endswith((".", "”", ":"))
    )


def _mark_comments(drafts: list[Draft], text: str) -> list[Draft]:
    """What readers wrote below an article: all that follows a label of comments, if it opens as comments do.

    Below a label that counts them, the rest of the page counts as comments too when it is shorter than the article.
    """
    counts = [count_words(_said(draft, text)) if draft.kind == "paragraph" else 0 for draft in drafts]
    for i, draft in enumerate(drafts):
        if draft.kind != "navigation" or not labels_comments(_said(draft, text)) or not any(counts[:i]):
            continue
        below = drafts[i + 1 :]
        opens = any(opens_comment(_said(one, text)) for one in below[:_FIRST_COMMENTS])
        counted = any(map(str.isdigit, _said(draft, text))) and sum(counts[i:]) < sum(counts[:i])
        if opens or (counted and not any(one.kind in ("title", "heading", "dateline") for one in below)):
            for one in below:
                _set_aside(one, "what a reader wrote below the article", kind="comment")
            break
    return drafts


def _mark_tail(drafts: list[Draft], text: str) -> list[Draft]:
    """Short lines without punctuation after the last running text are the page's furniture."""
    if not any(draft.kind in ("paragraph", "list_item", "callout", "table_row") for draft in drafts):
        return drafts
    for draft in reversed(drafts):
        if draft.kind not in ("heading", "navigation", "caption", "comment", "dateline"):
            break
        if draft.kind == "heading" and count_words(text[draft.start : draft.end]) <= _LONGEST_IN_TAIL:
            draft.kind, draft.is_body = "navigation", False
            draft.reason = "a short line after the end of the text, with nothing below it"
    return drafts


def _number_parts(drafts: list[Draft], text: str) -> list[Draft]:
    """Number the texts of a page, from 1; each entry of a live blog, with its time, is a text of its own.

    A new text begins at a line in the form of a headline when the text before has signed off just above (a call to
    the reader, a menu) and the line opens as an article does: it is followed at once by another heading or a
    dateline, or it shares words with the first title; and enough text follows.
    """
    part, n_paragraphs, since = 1, 0, _SEPARATED_BY + 1
    title = next((draft for draft in drafts if draft.kind == "title"), None)
    below = _words_below(drafts, text)
    is_live = sum(draft.reason == ENTRY_TIME for draft in drafts) >= FEWEST_ENTRIES
    for i, draft in enumerate(drafts):
        part += is_live and draft.reason == ENTRY_TIME
        if since <= _SEPARATED_BY and below[i] >= _FEWEST_WORDS_BELOW and _opens_article(drafts, i, text, title):
            part += 1
            draft.kind, draft.reason = "title", "a second headline after the first text has signed off"
            since = _SEPARATED_BY + 1
        draft.part = part
        if draft.kind in _SIGN_OFFS and n_paragraphs >= _FEWEST_PARAGRAPHS_ABOVE:
            since = 0
        elif draft.kind == "paragraph":
            n_paragraphs, since = n_paragraphs + 1, _SEPARATED_BY + 1
        else:
            since += 1
    return drafts


def _words_below(drafts: list[Draft], text: str) -> list[int]:
    """How many words of running text and lists follow each block."""
    counts = [
        count_words(text[draft.start : draft.end]) if draft.kind in ("paragraph", "list_item") else 0
        for draft in drafts
    ]
    return [*list(itertools.accumulate(reversed(counts[1:])))[::-1], 0] if drafts else []


def _opens_article(drafts: list[Draft], i: int, text: str, title: Draft | None) -> bool:
    draft = drafts[i]
    if (
        draft.kind != "heading"
        or count_words(text[draft.start : draft.end]) < _SHORTEST_SECOND_TITLE
        or i + 1 == len(drafts)
    ):
        return False
    return drafts[i + 1].kind in ("heading", "dateline") or (title is not None and _share_names(draft, title, text))


def _share_names(draft: Draft, title: Draft, text: str) -> bool:
    """Whether two headlines share at least two of their longer words."""
    first, second = (
        {word.casefold() for word in words(text[d.start : d.end]) if len(word) >= 5} for d in (draft, title)
    )
    return len(first & second) >= 2


def _mark_repeats(drafts: list[Draft], text: str) -> list[Draft]:
    """Take blocks that repeat an earlier one word for word out of the body; say which answers restate a number.

    An answer that restates something stays in the body: it is the article's own sentence, and what it counts is marked
    as a repeat where figures are compared.
    """
    seen: set[str] = set()
    numbered: dict[str, list[set[str]]] = {}
    above = ""
    for draft in drafts:
        is_answer, above = above == "question", draft.kind
        if draft.kind not in _REPEATABLE or not draft.is_body:
            continue
        said = words(text[draft.start : draft.end])
        key = normalised(text[draft.start : draft.end])
        if key in seen and len(said) >= _SHORTEST_REPEAT:
            draft.is_body, draft.reason = False, f"{draft.reason}; {REPEATS}"
        seen.add(key)
        if draft.kind != "title" and _restates(said, numbered) and draft.is_body and is_answer:
            draft.reason = f"{draft.reason}; {RESTATES}"
    return drafts


def _restates(said: list[str], numbered: dict[str, list[set[str]]]) -> bool:
    """Whether a number of two or more digits comes again with at least three of the longer words around it."""
    numbers = [word for word in said if word[0].isdigit() and _NUMBER.fullmatch(word) and not _YEAR.fullmatch(word)]
    if not numbers:
        return False
    content = {word.casefold() for word in said if len(word) >= 5 and not word[0].isdigit()}
    found = any(len(content & earlier) >= 3 for number in numbers for earlier in numbered.get(number, ()))
    for number in numbers:
        contexts = numbered.setdefault(number, [])
        if len(contexts) < _MOST_CONTEXTS:
            contexts.append(content)
    return found


def _mark_other_languages(drafts: list[Draft], text: str) -> list[Draft]:
    for draft in drafts:
        if not draft.is_body or draft.kind not in _OF_WORDS:
            continue
        language = other_language(_content(draft, text))
        if language is not None:
            draft.kind, draft.is_body = OTHER_LANGUAGE, False
            draft.reason = f"another language than the article's: {language}"
    return drafts
