"""Datelines: the place, day and agency that stand alone on a line or open a paragraph ("Geneva, May 4 (AP) — …")."""

import re

from analysis.corpus.cues import BYLINE, DATE
from analysis.english import word_set

_DASH = re.compile(r"\s?(?:--|[—–])\s?|\s-\s")
_AGENCY = re.compile(r"\([A-Z][A-Za-z]{1,15}(?:[ /][A-Za-z]{2,15}){0,2}\)")
_PUBLISHED = re.compile(
    r"(?:first\spublished|published|last\supdated|updated|posted|modified|date)\b\s?(?:on|at)?\s?:?", re.IGNORECASE
)
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s(?:GMT|UTC|[A-Z]{2,4}T))?|\b\d{4}\b")
_FILLER = re.compile(r"[\s,;|•·:—–-]+")
_LONGEST = 90
# Words that open a sentence, not a place: "However – as she said".
_NOT_A_PLACE = word_set(
    "however yes no but and so still yet then now meanwhile moreover the a an it this that these those"
)


def is_dateline(line: str) -> bool:
    """Whether a whole line only says where and when (or by whom) the text was written.

    >>> is_dateline("4 May, 2021 Geneva, Switzerland"), is_dateline("It began on 4 May 2021.")
    (True, False)
    """
    if len(line) > _LONGEST:
        return False
    return bool(BYLINE.fullmatch(line)) or (bool(DATE.search(line)) and _is_place(_without_dates(line), most=6))


def dateline_end(paragraph: str, *, is_first: bool) -> int:
    """Where the dateline that opens `paragraph` ends, dash included; 0 if there is none.

    A place and a dash without a date or an agency count only in the first paragraph of a text.

    >>> dateline_end("Geneva, May 4 (AP) — Talks began.", is_first=False)
    21
    """
    dash = _DASH.search(paragraph, 0, _LONGEST)
    if dash is None or dash.end() >= len(paragraph):
        return 0
    head = paragraph[: dash.start()]
    rest = _without_dates(head)
    if rest != head.strip():
        return dash.end() if _is_place(rest, most=6) and head[:1].isupper() else 0
    return dash.end() if is_first and _is_place(rest, most=4) and head[:1].isupper() else 0


def _without_dates(text: str) -> str:
    for pattern in (DATE, _AGENCY, _TIME, _PUBLISHED):
        text = pattern.sub(" ", text)
    return text.strip()


def _is_place(text: str, *, most: int) -> bool:
    names = [name for name in _FILLER.split(text) if name]
    return (
        len(names) <= most
        and all(name[:1].isupper() and name.rstrip(".").isalpha() for name in names)
        and not (names and names[0].lower() in _NOT_A_PLACE)
    )
