"""Statements within one line: which tokens say who speaks, which report it, which are what is said.

A cascade of patterns over word classes, in the manner of finite-state information extraction (Hobbs et al., "FASTUS",
1996), with the orders that English news uses: *X said that …*, *…, X said*, *…, said X*, *according to X*, *…, adding …*.
"""

import re
from typing import NamedTuple

from analysis.voices.cues import CUES, Cue
from analysis.voices.grammar import plain
from analysis.voices.lines import Line
from analysis.voices.phrases import VENUES, Subject, phrase_ending, subject_after, subject_before

_CUE = re.compile(r"[Vvgua]")
_TIMES = re.compile(r"(?:A|[IA]?D?A?M{1,3}#?,?#?(?!')|#(?=M)){0,4}")
_TO_THAT = re.compile(r"[^TqXVYvgE.;:BRH]{0,14}(?=T)")
_TO_QUOTE = re.compile(r"(?:(?:[AIZOM][^qV.;:BRT]{0,16}?)?[,:-])?(?=q)")
_TO_COLON = re.compile(r"(?:[AIZOM][^qV.;:BRT]{0,16})?:")
_RECIPIENT = re.compile(r"(?:h|D?P{1,6}(?:u|N(?=[TqHDIM,.]))?|D{0,2}[NuE#AM]{1,5}|H(?=[TZIqHDB:]))(?:[OI]D?(?:P{1,5}|[Nu#M]{1,4}))?")
_SHOWING = frozenset(
    """highlight underscore underline show demonstrate prove suggest indicate imply confirm reveal document detail
    reference point appeal welcome grant encourage convince question dismiss convey""".split()
)
_PERSONAL = re.compile(
    r"(?:(?:er|or|ist|ian|yst|ert|ant|[^m]ent|eman|woman|man|men|people|police|[^t]ic|ial|eague|itic|mate|group|union"
    r"|compan(?:y|ie)|agenc(?:y|ie)|government|parliament|ministr(?:y|ie)|authorit(?:y|ie)|famil(?:y|ie)|court|bank"
    r"|part(?:y|ie)|commission|committee|council|office|organi[sz]ation|association|relative|victim|resident"
    r"|administration|campaign|house|firm|team|department|insider|source|neighbou?r|friend|aide|jury|judge)s?)$"
)
_NOBODY = re.compile("")
_CLAUSE = re.compile(r"[TqXVYHvEug]")
_NAMES_AND_THINGS = frozenset("DPNuqhHE#gAR~TVv(")
# "Critics may say" and "they should demand" report nothing.
_UNREAL = frozenset("could should might may must couldn't shouldn't ought".split())
_BE = frozenset("is are was were be been being am isn't aren't wasn't weren't it's he's she's they're we're".split())
_PLURALS = frozenset(
    """they we i you people police some many men women children few several others both all most data media statistics
    staff crew troops polls critics""".split()
)
# Things that tell: what they "found" or "show" is a statement even without a clause.
_REPORTS = frozenset(
    """report reports study studies survey surveys poll polls data figures statistics analysis review census research
    estimate estimates audit investigation inquiry documents document records record filing filings count tally count
    memo slide transcript article ad video average averages numbers index tracker projection projections""".split()
)
_SINGULARS = frozenset("he she it this that everyone nobody someone each".split())
_END = frozenset(".,-q;)")
_FINITE_LEFT = re.compile(r"[XVYvEHq]")


class Statement(NamedTuple):
    """Token ranges of one statement; `subject` is None where nobody is named. `cue_at:cue_end` are the cue's tokens."""

    subject: Subject | None
    cue: Cue | None
    cue_at: int
    cue_end: int
    content: tuple[tuple[int, int], ...]


class _Draft:
    """A statement whose end is not known yet."""

    __slots__ = ("content", "cue", "cue_at", "cue_end", "is_bare", "is_open", "subject")

    def __init__(
        self, subject: Subject | None, cue: Cue | None, where: tuple[int, int], content: list[tuple[int, int]], is_open: bool
    ) -> None:
        self.subject, self.cue, self.content, self.is_open = subject, cue, content, is_open
        self.cue_at, self.cue_end = where
        self.is_bare = not content


def statements_of(line: Line) -> list[Statement]:
    """The statements that the line's own words report, in order of their cues."""
    drafts: list[_Draft] = []
    for match in _CUE.finditer(line.tags):
        at = match.start()
        draft = _according(line, at, drafts) if match.group() == "a" else _reported(line, at, drafts)
        if draft is not None:
            drafts.append(draft)
    if drafts and drafts[-1].is_open:
        _finish(line, drafts[-1], len(line.tags))
    if not drafts:
        drafts = _in_a_report(line)
    return [
        Statement(draft.subject, draft.cue, draft.cue_at, draft.cue_end, tuple(draft.content))
        for draft in drafts
        if draft.content or draft.is_bare
    ]


def _in_a_report(line: Line) -> list[_Draft]:
    """`In a poll by the BBC, 52 percent …`, `Under the senator's plan, …`: a source that no verb names."""
    if line.tags[:1] != "I" or plain(line.words[0]) not in ("in", "under", "per"):
        return []
    subject = subject_after(line, 1)
    if subject is None or line.tags[subject.head_end : subject.head_end + 1] != ",":
        return []
    if not any(plain(word) in _REPORTS for word in line.words[1 : subject.head_end]):
        return []
    draft = _Draft(subject._replace(end=subject.head_end), None, (0, 1), [(subject.head_end + 1, len(line.tags))], True)
    _finish(line, draft, len(line.tags))
    return [draft]


def _finish(line: Line, draft: _Draft, end: int) -> None:
    """Set the end of the open part: before final stops, commas and conjunctions."""
    start, _ = draft.content[-1]
    cue = draft.cue
    if cue is not None:
        is_thing = line.tags[start : start + 1] not in "TqZHB" and not (cue.takes & {"s", "o", "q"})
        over = (_THING_ENDS if is_thing else _CLAUSE_ENDS).search(line.tags, start + 1, end)
        end = over.start() if over else end
    while end > start and line.tags[end - 1] in ".,;:-CB~":
        end -= 1
    draft.is_open = False
    draft.content[-1] = (start, end)
    if end <= start:
        draft.content.pop()


def _according(line: Line, at: int, drafts: list[_Draft]) -> _Draft | None:
    tags = line.tags
    if at + 2 >= len(tags) or tags[at + 1] != "Z":
        return None
    subject = subject_after(line, at + 2)
    if subject is None:
        return None
    if at <= 1:
        subject = _without_clause(line, subject)
    left = _left_limit(line, drafts, at)
    where = (at, at + 2)
    stop = subject.end
    if _has_words(tags, left, at):
        if drafts and drafts[-1].is_open:
            _finish(line, drafts[-1], at)
            return None
        end = at - 1 if tags[at - 1] in ",-(" else at
        draft = _Draft(subject, None, where, [(left, end)], False)
        if tags[at - 1] == "," and stop < len(tags) - 2 and tags[stop] == ",":
            draft.content.append((stop + 1, len(tags)))
            draft.is_open = True
        return draft
    start = stop + 1 if stop < len(tags) and tags[stop] in ",:-" else stop
    if not _has_words(tags, start, len(tags)):
        return None
    return _Draft(subject, None, where, [(start, len(tags))], True)


def _without_clause(line: Line, subject: Subject) -> Subject:
    """`According to X, forces killed ten`: what follows the comma is an apposition only before a second comma."""
    inserted = line.tags[subject.head_end + 1 : subject.end]
    closed = subject.end < len(line.tags) and line.tags[subject.end] == ","
    if inserted and closed and inserted[0] in "DR" and (inserted[0] == "R" or not _FINITE_LEFT.search(inserted)):
        return subject
    return subject._replace(end=subject.head_end)


def _has_words(tags: str, start: int, end: int) -> bool:
    return any(tag not in ".,;:-CBA~(" for tag in tags[start:end])


def _left_limit(line: Line, drafts: list[_Draft], at: int) -> int:
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


def _reported(line: Line, at: int, drafts: list[_Draft]) -> _Draft | None:
    cue = CUES.get(plain(line.words[at]))
    if cue is None:
        return None
    previous = drafts[-1] if drafts else None
    if previous is not None and at < previous.cue_end:
        return None
    if cue.form == "ing" and not _is_progressive(line, at):
        return _participle(line, at, cue, drafts)
    inverted = _inverted(line, at, cue, drafts)
    if inverted is not None:
        return inverted
    found = _subject(line, at, cue, previous)
    if found is None:
        return None
    subject, begins, shared = found
    if previous is not None and previous.is_open and not _breaks(line, subject, begins, cue, shared):
        return _postposed(line, at, cue, drafts, subject) if not shared else None
    draft = None if shared else _postposed(line, at, cue, drafts, subject)
    if draft is None:
        start = _right(line, at, cue)
        if start is None:
            return _bare(line, at, cue, subject)
        draft = _Draft(subject, cue, (at, start[0]), [(start[1], len(line.tags))], True)
    if previous is not None and previous.is_open:
        _finish(line, previous, begins)
    return draft


def _bare(line: Line, at: int, cue: Cue, subject: Subject) -> _Draft | None:
    """`Smith said.` and `Smith told reporters:` with what was said in the sentence before or after."""
    if subject.start > 1 or not cue.is_speech or not cue.takes & {"s", "q"}:
        return None
    following = _after_adjuncts(line, at + 1, cue)
    if following < len(line.tags) and line.tags[following] not in ".:":
        return None
    return _Draft(subject, cue, (at, at + 1), [], False)


def _is_progressive(line: Line, at: int) -> bool:
    while at > 0 and line.tags[at - 1] == "A":
        at -= 1
    return at > 0 and line.tags[at - 1] in "XH" and plain(line.words[at - 1]) in _BE


def _participle(line: Line, at: int, cue: Cue, drafts: list[_Draft]) -> _Draft | None:
    """`…, adding that …`: said by whoever the sentence is about; `a statement saying …`: by what stands before."""
    tags = line.tags
    previous = drafts[-1] if drafts else None
    before = at
    while before > 0 and tags[before - 1] in "AM":
        before -= 1
    last = tags[before - 1] if before else ""
    start = _right(line, at, cue)
    if start is None:
        return None
    if last in "Nu#P" and before:
        if (previous is not None and previous.is_open) or tags[start[1]] not in "qT":
            return None
        head = phrase_ending(line, before)
        subject = Subject(head, before, head, before) if head is not None else None
        if head is not None and last != "P" and not _tells(line, head, before):
            subject = _main_subject(line, drafts, head)
    elif before == 0 or last in ",qB-" or (last == "I" and tags[start[1]] in "qT"):
        subject = _main_subject(line, drafts, before)
    else:
        return None
    if subject is None:
        return None
    if previous is not None and previous.is_open:
        _finish(line, previous, before)
    return _Draft(subject, cue, (at, start[0]), [(start[1], len(tags))], True)


def _tells(line: Line, start: int, end: int) -> bool:
    """Whether a phrase names something that tells: a report, a statement, a letter."""
    words = [plain(word) for word in line.words[start:end]]
    return any(word in _REPORTS or word in VENUES or word.rstrip("s") in VENUES for word in words)


def _main_subject(line: Line, drafts: list[_Draft], before: int) -> Subject | None:
    """Whose doing a participle reports: the last speaker who is no `who` of a relative clause, else the sentence's subject."""
    for draft in reversed(drafts):
        if draft.subject is not None and line.tags[draft.subject.end - 1] != "R":
            return draft.subject
    found = first_subject(line, before)
    comma = line.tags.find(",", before) if found is None and before < 3 else -1
    # `After saying so, she left`: the sentence's subject follows.
    return subject_after(line, comma + 1) if comma > 0 else found


def first_subject(line: Line, limit: int) -> Subject | None:
    """The subject of the sentence, as far as lists of words can tell: the noun phrase before its first verb."""
    for verb in _VERB.finditer(line.tags, 1, min(limit, 40)):
        found = subject_before(line, verb.start())
        if found is not None:
            return found[0]
    return None


_VERB = re.compile(r"[XVYvE]")


def _inverted(line: Line, at: int, cue: Cue, drafts: list[_Draft]) -> _Draft | None:
    """`…, said X` and `“…” said X.`"""
    tags = line.tags
    if at == 0 or cue.form not in ("past", "s", "base") or not cue.takes & {"s", "q"} or at + 1 >= len(tags):
        return None
    if cue.lemma == "tell":
        return None
    if tags[at - 1] not in ",q-" or tags[at + 1] not in "DPNHu#":
        return None
    subject = subject_after(line, at + 1)
    if subject is None:
        return None
    quoted = tags[at - 1] == "q" or (at > 1 and tags[at - 2] == "q")
    stop = subject.head_end
    following = _TIMES.match(tags, stop).end()
    if following < len(tags) and tags[following] in "IZ":
        phrase = subject_after(line, following + 1)
        following = phrase.head_end if phrase else following
    ends = following >= len(tags) or tags[following] in ".,;:-q(gRB"
    if not ends and not (quoted and tags[following] in "gE"):
        return None
    if not quoted and (subject.end < len(tags) - 2 or not _FINITE_LEFT.search(tags, 0, at - 1)):
        return None
    left = _left_limit(line, drafts, at)
    if not _has_words(tags, left, at):
        return None
    if drafts and drafts[-1].is_open:
        return None
    draft = _Draft(subject, cue, (at, at + 1), [(left, at - 1 if tags[at - 1] in ",-" else at)], False)
    _resume(line, draft, subject.end)
    return draft


def _resume(line: Line, draft: _Draft, at: int) -> None:
    """The rest of a statement that 'he said' has split, if a quotation follows."""
    tags = line.tags
    again = _TO_QUOTE_AGAIN.match(tags, at)
    if again:
        draft.content.append((again.end(), len(tags)))
        draft.is_open = True


_TO_QUOTE_AGAIN = re.compile(r"[^qVv;gu]{0,24}?[,:.;-](?=q)")


def _subject(line: Line, at: int, cue: Cue, previous: _Draft | None) -> tuple[Subject, int, bool] | None:
    """Who does what the cue at `at` says; where the clause begins; whether the subject is that of the verb before."""
    tags = line.tags
    before = at
    while before > 0 and tags[before - 1] == "A":
        before -= 1
    if before > 0 and tags[before - 1] in "DIO" and plain(line.words[before - 1]) not in _PLURALS:
        return None
    if at > 0 and tags[at - 1] == "C":
        return _shared_subject(line, at, cue, previous)
    found = subject_before(line, at)
    if found is None:
        return None
    subject, verb_start = found
    between = [plain(word) for word in line.words[verb_start:at] if word not in ","]
    auxiliaries = [word for word, tag in zip(line.words[verb_start:at], tags[verb_start:at], strict=True) if tag == "X"]
    if any(plain(word) in _UNREAL for word in auxiliaries):
        return None
    passive = bool(auxiliaries) and plain(auxiliaries[-1]) in _BE
    if passive and cue.form in ("past", "participle"):
        return None
    if tags[subject.head_end - 1] == "H" and line.words[subject.head].lower() in ("i", "we", "you"):
        return None
    if cue.form == "participle" and not auxiliaries:
        return None
    if not _agrees(line, subject, cue, bool(between and auxiliaries)):
        return None
    if cue.lemma in _SHOWING and not _can_tell(line, subject):
        return None
    if cue.is_often_noun and not _is_verbal(line, at, subject, bool(auxiliaries), cue):
        return None
    begins = subject.start
    return subject, begins, False


def _can_tell(line: Line, subject: Subject) -> bool:
    """Whether the subject is somebody, or a report; `this fact underscores` reports nobody's words."""
    tags, words = line.tags, line.words
    if tags[subject.head_end - 1] in "HRPD#h" or tags[subject.end - 1] == "R":
        return tags[subject.head] == "P" or not _tagged_abstract(line, subject)
    return _tells(line, subject.head, subject.head_end) or bool(_PERSONAL.search(plain(words[subject.head_end - 1])))


def _tagged_abstract(line: Line, subject: Subject) -> bool:
    """`the situation in Ruritania`: a thing, though a name ends the phrase."""
    links = [at for at in range(subject.head + 1, subject.head_end) if line.tags[at] in "IOZ"]
    if not links:
        return plain(line.words[subject.head]) in ("this", "that", "it")
    head = plain(line.words[links[0] - 1])
    return line.tags[links[0] - 1] != "P" and not _PERSONAL.search(head) and head not in _REPORTS


def _shared_subject(line: Line, at: int, cue: Cue, previous: _Draft | None) -> tuple[Subject, int, bool] | None:
    """`X praised the plan and called for more`: the second verb has the first one's subject."""
    if previous is None or previous.subject is None or cue.is_often_noun or previous.cue is None:
        return None
    if not cue.is_speech or cue.form not in ("past", "s") or previous.cue.form not in ("past", "s"):
        return None
    if cue.form != previous.cue.form and cue.lemma != "say":
        return None
    return previous.subject, at - 1, True


def _agrees(line: Line, subject: Subject, cue: Cue, has_auxiliary: bool) -> bool:
    """Whether the verb's form fits the subject's number: it tells verbs from nouns."""
    if has_auxiliary or cue.form in ("past", "participle", "ing"):
        return True
    last = plain(line.words[subject.head_end - 1])
    is_plural = (
        last in _PLURALS
        or plain(line.words[subject.head]) in _PLURALS
        or (last.endswith("s") and not last.endswith(("ss", "us", "is", "'s")))
        or last.endswith("s'")
        or "C" in line.tags[subject.head : subject.head_end]
        or line.tags[subject.end - 1] == "R"
    )
    if cue.form == "base":
        return is_plural
    return last not in _PLURALS


def _is_verbal(line: Line, at: int, subject: Subject, has_auxiliary: bool, cue: Cue) -> bool:
    """Whether a form that is often a noun stands where a verb stands."""
    following = line.tags[at + 1] if at + 1 < len(line.tags) else "."
    if following == "T" and line.tags[at + 2 : at + 3] in ("X", "V", "Y", "E"):
        return False
    if following in ".," and cue.form == "s" and subject.start > 0 and line.tags[subject.start - 1] in ",q":
        return cue.is_speech
    if has_auxiliary or line.tags[subject.end - 1] in "HR)":
        return following in "TqHhDPNZ:IA#uEgR,B"
    if cue.form == "base" or line.tags[subject.head_end - 1] == "N":
        return following in "TqHhDP:" or ("i" in cue.takes and following == "Z") or line.words[at + 1] in cue.particles
    return following in "TqHhDP:BAN#" or ("i" in cue.takes and following == "Z") or line.words[at + 1] in cue.particles


def _breaks(line: Line, subject: Subject, begins: int, cue: Cue, shared: bool) -> bool:
    """Whether a cue inside what was said begins the reporter's next clause: `… , but she denied that …`."""
    if shared:
        return True
    if begins == 0 or not cue.is_speech:
        return False
    before = line.tags[begins - 1]
    if before in ";-":
        return True
    if before in "CB":
        return begins > 1 and line.tags[begins - 2] in ",q" or plain(line.words[begins - 1]) in ("but", "while")
    return False


def _postposed(line: Line, at: int, cue: Cue, drafts: list[_Draft], subject: Subject) -> _Draft | None:
    """`…, X said.` and `…, X said, …`."""
    tags = line.tags
    start = subject.start
    if start > 1 and tags[start - 1] == "B" and plain(line.words[start - 1]) == "as":
        start -= 1
    if start == 0 or tags[start - 1] not in ",q-":
        return None
    after_quote = start - 1 in line.pauses
    if not after_quote and not cue.lemma == "put" and (not cue.takes & {"s", "q", "o"} or not cue.is_speech):
        return None
    following = _after_adjuncts(line, at + 1, cue)
    if following < len(tags) and tags[following] not in _END and not after_quote:
        return None
    if drafts and drafts[-1].is_open:
        return None
    left = _left_limit(line, drafts, start)
    quoted = tags[start - 1] == "q" or (start > 1 and tags[start - 2] == "q")
    if not _has_words(tags, left, start) or (not quoted and tags[left] in "I" and not _FINITE_LEFT.search(tags, left, start)):
        return None
    if not quoted and following < len(tags) - 1 and tags[following] in ",q" and _TO_QUOTE.match(tags, following):
        return None
    draft = _Draft(subject, cue, (at, at + 1), [(left, start - 1 if tags[start - 1] in ",-" else start)], False)
    if following < len(tags) - 2 and tags[following] in ",-":
        if quoted:
            _resume(line, draft, following)
        elif tags[start - 1] == tags[following] and tags[following + 1] not in "gE":
            draft.content.append((following + 1, len(tags)))
            draft.is_open = True
    return draft


def _after_adjuncts(line: Line, at: int, cue: Cue) -> int:
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


def _right(line: Line, at: int, cue: Cue) -> tuple[int, int] | None:
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
    quote = _TO_QUOTE.match(tags, end)
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
        quote = _TO_QUOTE.match(tags, start)
        if quote:
            return end, quote.end()
    if "s" in takes or "o" in takes:
        that = _TO_THAT.match(tags, start)
        if that:
            return end, that.end()
        colon = _TO_COLON.match(tags, start)
        if colon and colon.end() < size:
            return end, colon.end()
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
    if cue.lemma in ("show", "find", "give", "estimate") and at > 0 and _is_report(line, at):
        return end, end
    if "n" in takes:
        moved = _TIMES.match(tags, end).end()
        if moved < size and tags[moved] in _NAMES_AND_THINGS:
            return end, moved
    return None


_THING_ENDS = re.compile(r",[RgB]")
_CLAUSE_ENDS = re.compile(r",B[XVYA]")


def _has_clause(line: Line, start: int, cue: Cue) -> bool:
    """Whether a clause without *that* follows."""
    limit = min(len(line.tags), start + 25)
    if not cue.is_speech:
        comma = line.tags.find(",", start, limit)
        limit = comma if comma > 0 else limit
    if line.tags[start] == "I" and line.words[start].lower() != "about" and not cue.takes & {"n", "o"}:
        return cue.lemma == "say" and bool(_FINITE_LEFT.search(line.tags, start, limit))
    return bool(_CLAUSE.search(line.tags, start, limit))


def _is_report(line: Line, at: int) -> bool:
    """Whether a report, a poll, data or the like is the subject of the verb at `at`."""
    found = subject_before(line, at)
    if found is None:
        return False
    subject = found[0]
    return any(plain(word) in _REPORTS for word in line.words[subject.head : subject.head_end])


def _naming(line: Line, at: int) -> tuple[int, int] | None:
    """`called the vote a mistake`, `called it “unfair”`; but not `called the police`."""
    found = _CALLED.match(line.tags, at)
    return (at, at) if found else None


_CALLED = re.compile(r"(?:h|H|D{0,2}[NPuE#A]{1,6}(?:[OI]D?[NPu#]{1,4})?)(?:D|q|A|~)|q|D?[NPu]{1,4}q")


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
