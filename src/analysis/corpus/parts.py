"""Articles glued onto one another: where a page's first text has signed off and a second one begins."""

from itertools import accumulate

from analysis.corpus.blocks import Draft
from analysis.english import words

_SHORTEST_TITLE = 6
_FEWEST_WORDS_BELOW = 80
_FEWEST_PARAGRAPHS_ABOVE = 3
_SIGN_OFFS = ("promotion", "navigation")
# A second headline stands close below the sign-off; further down it is a heading of the same text.
_SEPARATED_BY = 6


def number_parts(drafts: list[Draft], text: str) -> list[Draft]:
    """Number the texts of a page, from 1.

    A new text begins at a line in the form of a headline when the text before has signed off just above (a call to
    the reader, a menu) and the line opens as an article does: it is followed at once by another heading or a
    dateline, or it shares words with the first title; and enough text follows.
    """
    part, n_paragraphs, since = 1, 0, _SEPARATED_BY + 1
    title = next((draft for draft in drafts if draft.kind == "title"), None)
    below = _words_below(drafts, text)
    for i, draft in enumerate(drafts):
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
        len(words(text[draft.start : draft.end])) if draft.kind in ("paragraph", "list_item") else 0 for draft in drafts
    ]
    return [*list(accumulate(reversed(counts[1:])))[::-1], 0] if drafts else []


def _opens_article(drafts: list[Draft], i: int, text: str, title: Draft | None) -> bool:
    draft = drafts[i]
    if draft.kind != "heading" or len(words(text[draft.start : draft.end])) < _SHORTEST_TITLE or i + 1 == len(drafts):
        return False
    return drafts[i + 1].kind in ("heading", "dateline") or (title is not None and _share_names(draft, title, text))


def _share_names(draft: Draft, title: Draft, text: str) -> bool:
    """Whether two headlines share at least two of their longer words."""
    first, second = (
        {word.casefold() for word in words(text[d.start : d.end]) if len(word) >= 5} for d in (draft, title)
    )
    return len(first & second) >= 2
