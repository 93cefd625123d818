"""A statement while its line is being read: its end is not known yet."""

import re

from analysis.voices.cues import Cue
from analysis.voices.grammar import plain
from analysis.voices.lines import Line
from analysis.voices.phrases import VENUES, Subject

_THING_ENDS = re.compile(r",[RgB]")


_CLAUSE_ENDS = re.compile(r",B[XVYA]")


_TURN = re.compile(r",B(?=[DHPN#uM])")


_MAIN_CLAUSE = re.compile(r",(?=A?[DHPN#u][DHPN#uOI]{0,8}[XVYEA])|,(?=H)")


_TURNS = frozenset("but although though".split())


# A thing with what follows it at once: a clause about it, or a second name for it.
_MERE_THING = re.compile(r"[DPNuE#AMIOZCvgq(~)]{1,25}(?:,(?=[RgBD])|-(?=D))")


# `criticised the plan | in a speech`: from a preposition to a word for where it was said.
_IN_PLACE = re.compile(r"([DPNuE#AMOCq]{1,12}?)ID?[PNuEA]{1,4}")


# `agreed to lend the money, | and the union helped`: an infinitive goes on with no clause.
_NEXT_CLAUSE = re.compile(r",C(?=[DHPN#u]{1,6}[XVYEA])")


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
        end = _before_turn(line, start, end)
        border = clause_border(line, draft)
        end = border if border is not None and start < border < end else end
        if line.tags[start : start + 1] == "Z":
            over = _NEXT_CLAUSE.search(line.tags, start + 1, end)
            end = over.start() if over else end
        if (cue.takes & {"n"} or cue.lemma in ("show", "find")) and line.tags[start : start + 1] not in "TqZHB":
            end = _before_participle(line, start, end)
            end = _before_aside(line, start, end)
    while end > start and line.tags[end - 1] in ".,;:-CB~":
        end -= 1
    draft.is_open = False
    draft.content[-1] = (start, end)
    if end <= start:
        draft.content.pop()


def clause_border(line: Line, draft: Draft) -> int | None:
    """`When Smith noted the cost, | the crowd left`: the comma that ends a first clause which only leads up to more."""
    if draft.subject is None or not draft.content:
        return None
    leads = (line.tags[0] == "B" or plain(line.words[0]) == "though") and draft.subject.start <= 2
    if not leads and not (draft.cue_at == 0 and draft.cue is not None and draft.cue.form == "ing"):
        return None
    found = _MAIN_CLAUSE.search(line.tags, draft.content[-1][0] + 1)
    return found.start() if found else None


def _before_turn(line: Line, start: int, end: int) -> int:
    """`said the plan works, | but it costs millions`: with no *that* after it, the turn is the reporter's."""
    for turn in _TURN.finditer(line.tags, start + 1, end):
        if plain(line.words[turn.end() - 1]) in _TURNS:
            return turn.start()
    return end


def _before_aside(line: Line, start: int, end: int) -> int:
    """`acknowledged the reality of climate change, | which makes him`: what explains the thing is the reporter's."""
    place = _IN_PLACE.match(line.tags, start, end)
    if place is not None and any(plain(word) in VENUES for word in line.words[place.end(1) + 1 : place.end()]):
        return place.end(1)
    found = _MERE_THING.match(line.tags, start, end)
    if found is None or (line.tags[found.end()] == "D" and ",C" in line.tags[found.end() : end]):
        return end
    return found.end() - 1


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
