"""Articles glued onto one another: where a page's first text has signed off and a second one begins."""

from analysis.corpus.blocks import Draft
from analysis.text import words

_SHORTEST_TITLE = 6
_FEWEST_WORDS_BELOW = 80
_SIGN_OFFS = ("promotion", "navigation")
_SEPARATED_BY = 6


def number_parts(drafts: list[Draft], text: str) -> list[Draft]:
    """Number the texts of a page, from 1.

    A new text begins at a line in the form of a headline when the text before has signed off just above (a call to
    the reader, a menu) and the line opens as an article does: it is followed at once by another heading or a
    dateline, or it shares words with the first title; and enough text follows.
    """
    part = 1
    signed_off, since = False, 0
    title = next((d for d in drafts if d.kind == "title"), None)
    for i, draft in enumerate(drafts):
        if i and signed_off and since <= _SEPARATED_BY and _opens_article(drafts, i, text, title):
            part += 1
            draft.kind, draft.reason = "title", "a second headline after the first text has signed off"
            signed_off = False
        draft.part = part
        if draft.kind in _SIGN_OFFS and _has_text_above(drafts, i):
            signed_off, since = True, 0
        elif draft.kind == "paragraph":
            signed_off = False
        else:
            since += 1
    return drafts


def _has_text_above(drafts: list[Draft], i: int) -> bool:
    return sum(d.kind == "paragraph" for d in drafts[:i]) >= 3


def _opens_article(drafts: list[Draft], i: int, text: str, title: Draft | None) -> bool:
    draft = drafts[i]
    if draft.kind != "heading" or len(words(text[draft.start : draft.end])) < _SHORTEST_TITLE:
        return False
    below = drafts[i + 1 :]
    n_below = sum(len(words(text[d.start : d.end])) for d in below if d.kind in ("paragraph", "list_item"))
    if n_below < _FEWEST_WORDS_BELOW or not below:
        return False
    return below[0].kind in ("heading", "dateline") or (title is not None and _share_names(draft, title, text))


def _share_names(draft: Draft, title: Draft, text: str) -> bool:
    """Whether two headlines share at least two of their longer words."""
    first, second = (
        {word.casefold() for word in words(text[d.start : d.end]) if len(word) >= 5} for d in (draft, title)
    )
    return len(first & second) >= 2
