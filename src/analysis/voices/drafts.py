"""A statement while its line is being read: its end is not known yet."""

import re

from analysis.voices.cues import Cue
from analysis.voices.lines import Line
from analysis.voices.phrases import Subject

_THING_ENDS = re.compile(r",[RgB]")


_CLAUSE_ENDS = re.compile(r",B[XVYA]")


class Draft:
    """A statement whose end is not known yet."""

    __slots__ = ("content", "cue", "cue_at", "cue_end", "is_bare", "is_open", "subject")

    def __init__(
        self,
        subject: Subject | None,
        cue: Cue | None,
        where: tuple[int, int],
        content: list[tuple[int, int]],
        is_open: bool,
    ) -> None:
        self.subject, self.cue, self.content, self.is_open = subject, cue, content, is_open
        self.cue_at, self.cue_end = where
        self.is_bare = not content


def finish(line: Line, draft: Draft, end: int) -> None:
    """Set the end of the open part: before final stops, commas and conjunctions."""
    start, _ = draft.content[-1]
    cue = draft.cue
    if cue is not None:
        is_thing = line.tags[start : start + 1] not in "TqZHB" and not (cue.takes & {"s", "o", "q"})
        over = (_THING_ENDS if is_thing else _CLAUSE_ENDS).search(line.tags, start + 1, end)
        end = over.start() if over else end
        if "n" in cue.takes and line.tags[start : start + 1] not in "TqZHB":
            end = _before_participle(line, start, end)
    while end > start and line.tags[end - 1] in ".,;:-CB~":
        end -= 1
    draft.is_open = False
    draft.content[-1] = (start, end)
    if end <= start:
        draft.content.pop()


def _before_participle(line: Line, start: int, end: int) -> int:
    """`denied the charges, | calling them absurd`: a participle after a mere noun phrase is the reporter's."""
    for at in range(start, end - 1):
        if line.tags[at] in "XVYH":
            return end
        if line.tags[at] == "," and line.words[at + 1].endswith("ing"):
            return at
    return end


def has_words(tags: str, start: int, end: int) -> bool:
    """Whether anything but punctuation and conjunctions stands there."""
    return any(tag not in ".,;:-CBA~(" for tag in tags[start:end])


def left_limit(line: Line, drafts: list[Draft], at: int) -> int:
    """Where content to the left of a cue may begin: after the last statement that is complete."""
    for draft in reversed(drafts):
        if draft.is_open:
            continue
        end = max(draft.cue_end, draft.subject.end if draft.subject else 0, *(stop for _, stop in draft.content))
        return min(end + 1 if end < at and line.tags[end] in ",;:-" else end, at)
    start = 0
    while start < at and line.tags[start] in "-~(":
        start += 1
    return start
