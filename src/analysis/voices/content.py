"""Where, to the right of a cue, the words begin that it reports."""

import re

from analysis.voices.cues import Cue
from analysis.voices.grammar import plain
from analysis.voices.lines import Line
from analysis.voices.phrases import VENUES, subject_after
from analysis.voices.subjects import is_report

_TIMES = re.compile(r"(?:A|[IA]?D?A?M{1,3}#?,?#?(?!')|#(?=M)){0,4}")


_TO_THAT = re.compile(r"(?:[AIZM#][^TqXVYvgE.;:BRH]{0,14})?(?=T)")


TO_QUOTE = re.compile(r"(?:(?:[AIZOM][^qV.;:BRT]{0,16}?)?[,:-]|[.])?(?=q)")


_TO_COLON = re.compile(r"(?:[AIZOM][^qV.;:BRT]{0,16})?:")


_RECIPIENT = re.compile(
    r"(?:h|D?P{1,6}(?:u|N(?=[TqHDIM,.]))?|D{0,2}[NuE#AM]{1,5}|H(?=[TZIqHDB:])|D(?=[OITZ]))(?:[OI]D?(?:P{1,5}|[Nu#M]{1,4}))?"
)


_CALLED = re.compile(r"(?:h|H|D{0,2}[NPuE#A]{1,6}(?:[OI]D?[NPu#]{1,4})?)(?:D|q|A|~)|q|D?[NPu]{1,4}q")


_PUT_AT = re.compile(r"D?[NPuE]{1,5}(?:[OI]D?[NPu]{1,3})?I[AIN]{0,3}#")


_OBJECT_TO = re.compile(r"(?:h|D?[NPuE#A]{1,5})Z")


# Verbs that need no *that* and take nothing but a clause.
_PLAIN = frozenset("say believe think hope fear insist claim argue suspect".split())


_NOBODY = re.compile("")


_CLAUSE = re.compile(r"[TqXVYHvEug]")


_NAMES_AND_THINGS = frozenset("DPNuqhHE#gAR~TVv(")


FINITE = re.compile(r"[XVYvEHq]")


def content_after(line: Line, at: int, cue: Cue) -> tuple[int, int] | None:
    """Where the cue ends and what is said begins, to the right of the cue at `at`; None if nothing fits there."""
    tags, words, takes = line.tags, line.words, cue.takes
    size = len(tags)
    end = at + 1
    if "x" in takes:
        skipped = end
        while skipped < size and tags[skipped] == "A" and words[skipped] not in cue.particles:
            skipped += 1
        if skipped < size and words[skipped].lower() in cue.particles:
            end = skipped + (tags[skipped] != "T")
            if end >= size or tags[end] == ".":
                return None
            reached = _TO_THAT.match(tags, end)
            return end, (reached.end() if reached else end)
        if cue.lemma == "call":
            return _naming(line, end)
    quote = TO_QUOTE.match(tags, end)
    if quote and takes & {"s", "q", "n", "o"}:
        return end, quote.end()
    start = end
    if "o" in takes:
        recipient = _RECIPIENT.match(tags, end)
        if recipient is None:
            if "s" not in takes or cue.lemma == "tell":
                return None
            recipient = _NOBODY.match(tags, end)
        start = recipient.end()
        if "s" in takes and start < size and tags[start] in "XVYvE" and cue.lemma != "tell":
            start = end  # "warned the plan is bad": no person is spoken to
        quote = TO_QUOTE.match(tags, start)
        if quote:
            return end, quote.end()
    if "s" in takes or "o" in takes:
        that = _TO_THAT.match(tags, start)
        if that:
            return end, that.end()
        colon = _TO_COLON.match(tags, start)
        if colon and colon.end() < size:
            return end, colon.end()
    if takes == {"o"}:
        for of in range(end + 1, min(end + 10, size - 1)):
            if words[of] in ("of", "for"):
                return end, of + 1
    if cue.lemma == "put":
        figure = _PUT_AT.match(tags, end)
        return (end, end) if figure else None
    if "i" in takes and "o" not in takes and _OBJECT_TO.match(tags, end):
        return end, end
    if "i" in takes or "o" in takes:
        moved = _TIMES.match(tags, start).end()
        if moved < size - 1 and tags[moved] == "Z":
            return end, moved
        if tags[start : start + 2] == "AZ":
            return end, start
    if "s" in takes or "o" in takes:
        moved = _past_venue(line, _TIMES.match(tags, start).end())
        if moved < size and tags[moved] not in ".,;)" and _has_clause(line, moved, cue):
            return end, moved
    if cue.lemma in ("show", "find", "give", "estimate") and at > 0 and is_report(line, at):
        return end, end
    if "n" in takes:
        moved = _TIMES.match(tags, end).end()
        if moved < size and tags[moved] in _NAMES_AND_THINGS:
            return end, moved
    return None


def _has_clause(line: Line, start: int, cue: Cue) -> bool:
    """Whether a clause without *that* follows."""
    limit = min(len(line.tags), start + 25)
    if not cue.is_speech:
        comma = line.tags.find(",", start, limit)
        limit = comma if comma > 0 else limit
    if line.tags[start] == "I" and line.words[start].lower() != "about" and not cue.takes & {"n", "o"}:
        return cue.lemma == "say" and bool(FINITE.search(line.tags, start, limit))
    if cue.lemma in _PLAIN and line.tags[start] in "DHPN#" and limit - start > 3:
        return True
    return bool(_CLAUSE.search(line.tags, start, limit))


def _naming(line: Line, at: int) -> tuple[int, int] | None:
    """`called the vote a mistake`, `called it “unfair”`; but not `called the police`."""
    found = _CALLED.match(line.tags, at)
    return (at, at) if found else None


def after_adjuncts(line: Line, at: int, cue: Cue) -> int:
    """Past the person spoken to, times, and `in a statement`."""
    tags, size = line.tags, len(line.tags)
    if at < size and (line.words[at] in cue.particles):
        at += 1
    if "o" in cue.takes:
        recipient = _RECIPIENT.match(tags, at)
        at = recipient.end() if recipient else at
    for _ in range(4):
        moved = _TIMES.match(tags, at).end()
        if moved < size and tags[moved] in "IZO":
            phrase = subject_after(line, moved + 1)
            if phrase is not None:
                moved = phrase.head_end
        if moved == at:
            break
        at = moved
    return at


def _past_venue(line: Line, at: int) -> int:
    """Past `in a statement`, `on Twitter`."""
    if at < len(line.tags) and line.tags[at] in "I":
        phrase = subject_after(line, at + 1)
        if phrase is not None and any(plain(word) in VENUES for word in line.words[at + 1 : phrase.head_end]):
            at = phrase.head_end
            if at < len(line.tags) and line.tags[at] == ",":
                at += 1
            return _TIMES.match(line.tags, at).end()
    return at
