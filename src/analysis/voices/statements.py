"""Statements within one line: which tokens say who speaks, which report it, which are what is said.

A cascade of patterns over word classes, in the manner of finite-state information extraction (Hobbs et al., "FASTUS",
1996), with the orders that English news uses: *X said that …*, *…, X said*, *…, said X*, *according to X*,
*…, adding …*.
"""

import re
from typing import NamedTuple

from analysis.voices.content import content_after
from analysis.voices.cues import CUES, Cue
from analysis.voices.drafts import Draft, clause_border, finish
from analysis.voices.grammar import plain
from analysis.voices.lines import Line
from analysis.voices.orders import according, bare, in_a_report, inverted, participle, postposed
from analysis.voices.phrases import Subject
from analysis.voices.subjects import find_subject, is_progressive

_CUE = re.compile(r"[Vvgua]")


_VERBAL = re.compile(r"[XVYvETqgZH]")


# "he said she was right when she said": what follows these belongs to what was said.
_INNER = frozenset("when because if as where whether how why".split())


_BEFORE_QUOTE = re.compile(r"[,:]?q")


class Statement(NamedTuple):
    """Token ranges of one statement; `subject` is None where nobody is named. `cue_at:cue_end` are the cue's tokens."""

    subject: Subject | None
    cue: Cue | None
    cue_at: int
    cue_end: int
    content: tuple[tuple[int, int], ...]


def statements_of(line: Line) -> list[Statement]:
    """The statements that the line's own words report, in order of their cues."""
    drafts: list[Draft] = []
    for match in _CUE.finditer(line.tags):
        at = match.start()
        draft = according(line, at, drafts) if match.group() == "a" else _reported(line, at, drafts)
        if draft is not None:
            drafts.append(draft)
    if drafts and drafts[-1].is_open:
        finish(line, drafts[-1], len(line.tags))
    if not drafts:
        drafts = in_a_report(line)
    return [
        Statement(draft.subject, draft.cue, draft.cue_at, draft.cue_end, tuple(draft.content))
        for draft in drafts
        if draft.content or draft.is_bare
    ]


def _reported(line: Line, at: int, drafts: list[Draft]) -> Draft | None:
    cue = CUES.get(plain(line.words[at]))
    if cue is None:
        return None
    previous = drafts[-1] if drafts else None
    if previous is not None and at < previous.cue_end:
        return None
    if cue.form == "ing" and not is_progressive(line, at):
        return participle(line, at, cue, drafts)
    turned = inverted(line, at, cue, drafts)
    if turned is not None:
        return turned
    found = find_subject(line, at, cue, previous)
    if found is None:
        return None
    subject, begins, shared = found
    if previous is not None and previous.is_open:
        border = clause_border(line, previous)
        is_over = _is_over(line, previous, begins) and cue.is_speech
        if _is_aside(line, previous, at) or (not shared and (is_over or (border is not None and border < begins))):
            finish(line, previous, at)
    if previous is not None and previous.is_open and not _breaks(line, subject, begins, at, cue, shared=shared):
        return postposed(line, at, cue, drafts, subject) if not shared else None
    draft = None if shared else postposed(line, at, cue, drafts, subject)
    if draft is None:
        start = content_after(line, at, cue)
        if start is None:
            return bare(line, at, cue, subject)
        draft = Draft(subject, cue, (at, start[0]), [(start[1], len(line.tags))], True)
    if previous is not None and previous.is_open:
        finish(line, previous, begins)
    return draft


def _is_aside(line: Line, previous: Draft, at: int) -> bool:
    """`Two officials, who asked not to be named, said`: the open statement is in a relative clause that ends here."""
    if line.tags[at - 1] != "," or previous.subject is None:
        return False
    return line.tags[previous.subject.end - 1] == "R" and line.tags[previous.subject.end - 2] == ","


def _is_over(line: Line, previous: Draft, begins: int) -> bool:
    """`Back when he wrote his book, Smith said`: a mere thing ends at the comma before the next speaker."""
    start = previous.content[-1][0] if previous.content else begins
    return start < begins - 1 and line.tags[begins - 1] == "," and not _VERBAL.search(line.tags, start, begins)


def _breaks(line: Line, subject: Subject, begins: int, at: int, cue: Cue, *, shared: bool) -> bool:
    """Whether a cue inside what was said begins the reporter's next clause: `… , but she denied that …`."""
    if shared:
        return True
    if begins == 0:
        return False
    before = line.tags[begins - 1]
    if before == "C" and begins > 1 and line.tags[begins - 2] == "," and "s" in cue.takes:
        return line.tags[subject.head_end - 1] not in "H"
    if not cue.is_speech:
        return False
    if before == "," and _BEFORE_QUOTE.match(line.tags, at + 1):
        return True
    if before in ";-":
        return True
    if before == "B" and line.tags[begins - 2 : begins - 1] != "," and plain(line.words[begins - 1]) in _INNER:
        return False
    if before in "CB" or plain(line.words[begins - 1]) == "though":
        return (begins > 1 and line.tags[begins - 2] in ",q") or plain(line.words[begins - 1]) in ("but", "while")
    return False
