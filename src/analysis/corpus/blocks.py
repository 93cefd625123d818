"""The blocks of an article: lines seen in their context, so that what is not the article is set aside.

Lists that come again as headings are contents; what follows the last running text is the page's; a dateline, a question
and a call to the reader are cut off the block that holds them; a second article on the page is a part of its own; and
what stands above already is not read twice; and a paragraph in another language than the article is set aside.
"""

import itertools
import re

from analysis.corpus.furniture import (
    labels_comments,
    labels_links,
    may_label_links,
    names_author,
    opens_comment,
)
from analysis.corpus.language import other_language
from analysis.corpus.lines import CORRECTION, ENTRY_TIME, Draft, content_start, line_blocks, normalised
from analysis.corpus.splits import (
    FEWEST_ENTRIES,
    split_answers,
    split_corrections,
    split_datelines,
    split_openings,
    split_promotion,
)
from analysis.english import count_words, words

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
    for draft in itertools.takewhile(lambda draft: draft.kind != "paragraph", drafts):
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
