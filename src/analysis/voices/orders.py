"""The orders in which English news puts speaker, cue and words, one function each."""

import re

from analysis.voices.content import _TIMES, FINITE, TO_QUOTE, after_adjuncts, content_after
from analysis.voices.cues import Cue
from analysis.voices.drafts import Draft, finish, has_words, left_limit
from analysis.voices.grammar import plain
from analysis.voices.lines import HEADINGS, Line
from analysis.voices.phrases import Subject, phrase_ending, subject_after
from analysis.voices.subjects import REPORTS, SHOWING, first_subject, tells

_END = frozenset(".,-q;)")


_TO_QUOTE_AGAIN = re.compile(r"[^qVv;gu]{0,24}?[,:.;-](?=q)")


# No description of a speaker goes past these.
_BREAK = re.compile(r"[.;:V\-B]")


def according(line: Line, at: int, drafts: list[Draft]) -> Draft | None:
    """`According to X, …` and `…, according to X`."""
    tags = line.tags
    if at + 2 >= len(tags) or tags[at + 1] != "Z":
        return None
    subject = subject_after(line, at + 2)
    if subject is None:
        return None
    if at <= 1:
        subject = _without_clause(line, subject)
    left = left_limit(line, drafts, at)
    where = (at, at + 2)
    stop = subject.end
    if has_words(tags, left, at):
        if drafts and drafts[-1].is_open:
            finish(line, drafts[-1], at)
            return None
        end = at - 1 if tags[at - 1] in ",-(" else at
        draft = Draft(subject, None, where, [(left, end)], False)
        if tags[at - 1] == "," and stop < len(tags) - 2 and tags[stop] == "," and tags[stop + 1] != "R":
            draft.content.append((stop + 1, len(tags)))
            draft.is_open = True
        return draft
    start = stop + 1 if stop < len(tags) and tags[stop] in ",:-" else stop
    if not has_words(tags, start, len(tags)):
        return None
    return Draft(subject, None, where, [(start, len(tags))], True)


def in_a_report(line: Line) -> list[Draft]:
    """`In a poll by the BBC, 52 percent …`, `Under the senator's plan, …`: a source that no verb names."""
    if line.tags[:1] != "I" or plain(line.words[0]) not in ("in", "under", "per"):
        return []
    subject = subject_after(line, 1)
    if subject is None or line.tags[subject.head_end : subject.head_end + 1] != ",":
        return []
    if not any(plain(word) in REPORTS for word in line.words[1 : subject.head_end]):
        return []
    draft = Draft(subject._replace(end=subject.head_end), None, (0, 1), [(subject.head_end + 1, len(line.tags))], True)
    finish(line, draft, len(line.tags))
    return [draft]


def _without_clause(line: Line, subject: Subject) -> Subject:
    """`According to X, forces killed ten`: what follows the comma is an apposition only before a second comma."""
    inserted = line.tags[subject.head_end + 1 : subject.end]
    closed = subject.end < len(line.tags) and line.tags[subject.end] == ","
    closed = closed and line.tags[subject.end + 1 : subject.end + 2] != "I"  # ", a total of 24, including two, were"
    if inserted and closed and inserted[0] in "DR" and (inserted[0] == "R" or not FINITE.search(inserted)):
        return subject
    return subject._replace(end=subject.head_end)


def participle(line: Line, at: int, cue: Cue, drafts: list[Draft]) -> Draft | None:
    """`…, adding that …`: said by whoever the sentence is about; `a statement saying …`: by what stands before."""
    tags = line.tags
    previous = drafts[-1] if drafts else None
    before = at
    while before > 0 and tags[before - 1] in "AM":
        before -= 1
    last = tags[before - 1] if before else ""
    start = content_after(line, at, cue)
    if start is None:
        return None
    if last in "Nu#P" and before:
        if (previous is not None and previous.is_open) or tags[start[1]] not in "qT":
            return None
        head = phrase_ending(line, before)
        subject = Subject(head, before, head, before) if head is not None else None
        if head is not None and last != "P" and not tells(line, head, before):
            subject = _main_subject(line, drafts, head)
    elif before == 0 or last in ",qB-" or (last == "I" and tags[start[1]] in "qT"):
        subject = _main_subject(line, drafts, before)
    else:
        return None
    if subject is not None and "will" in line.words[subject.end : before]:
        return None
    if subject is None or (cue.lemma in SHOWING and not drafts and not tells(line, subject.head, subject.head_end)):
        return None
    if previous is not None and previous.is_open:
        finish(line, previous, before)
    return Draft(subject, cue, (at, start[0]), [(start[1], len(tags))], True)


def _main_subject(line: Line, drafts: list[Draft], before: int) -> Subject | None:
    """Whose doing a participle reports: the last speaker outside a relative clause, else the sentence's subject."""
    for draft in reversed(drafts):
        if draft.subject is not None and line.tags[draft.subject.end - 1] != "R":
            return draft.subject
    found = first_subject(line, before)
    comma = line.tags.find(",", before) if found is None and before < 3 else -1
    # `After saying so, she left`: the sentence's subject follows.
    return subject_after(line, comma + 1) if comma > 0 else found


def inverted(line: Line, at: int, cue: Cue, drafts: list[Draft]) -> Draft | None:
    """`…, said X` and `“…” said X.`"""
    tags = line.tags
    if cue.form not in ("past", "s", "base") or not cue.takes & {"s", "q"} or at + 1 >= len(tags):
        return None
    if at == 0:
        return _said_first(line, cue)
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
        following = _TIMES.match(tags, phrase.head_end).end() if phrase else following
    ends = following >= len(tags) or tags[following] in ".,;:-q(gRB"
    if not ends and not (quoted and tags[following] in "gE"):
        return None
    is_headline = line.block.kind in HEADINGS
    if not quoted and (subject.end < len(tags) - 2 or not (is_headline or FINITE.search(tags, 0, at - 1))):
        return None
    left = left_limit(line, drafts, at)
    if not has_words(tags, left, at):
        return None
    if drafts and drafts[-1].is_open:
        return None
    draft = Draft(subject, cue, (at, at + 1), [(left, at - 1 if tags[at - 1] in ",-" else at)], False)
    _resume(line, draft, subject.end)
    return draft


def _said_first(line: Line, cue: Cue) -> Draft | None:
    """`Said Ellis: “…”`"""
    subject = subject_after(line, 1) if line.tags[1] in "DPH" else None
    if subject is None or line.tags[subject.head_end : subject.head_end + 1] not in (":", ","):
        return None
    found = _TO_QUOTE_AGAIN.match(line.tags, subject.head_end)
    start = found.end() if found else subject.head_end + 1 if line.tags[subject.head_end] == ":" else None
    return Draft(subject, cue, (0, 1), [(start, len(line.tags))], True) if start else None


def postposed(line: Line, at: int, cue: Cue, drafts: list[Draft], subject: Subject) -> Draft | None:
    """`…, X said.` and `…, X said, …`."""
    tags = line.tags
    subject = _described_after_quote(line, at, cue, subject) or subject
    start = subject.start
    if start > 1 and tags[start - 1] == "B" and plain(line.words[start - 1]) == "as":
        start -= 1
    if start == 0 or tags[start - 1] not in ",q-":
        return None
    after_quote = start - 1 in line.pauses
    if not after_quote and cue.lemma != "put" and (not cue.takes & {"s", "q", "o"} or not cue.is_speech):
        return None
    following = after_adjuncts(line, at + 1, cue)
    if at + 1 < following < len(tags) and tags[following - 1] == "," and tags[subject.end - 1] != "R":
        following -= 1  # "the ministry said on Tuesday, up from five": the comma is not the date's
    if following < len(tags) and tags[following] not in _END and not after_quote:
        return None
    if drafts and drafts[-1].is_open:
        if not _closes_sentence(line, start, following, cue, drafts[-1]):
            return None
        drafts.pop()
    left = left_limit(line, drafts, start)
    quoted = tags[start - 1] == "q" or (start > 1 and tags[start - 2] == "q")
    if not has_words(tags, left, start) or (not quoted and tags[left] in "I" and not FINITE.search(tags, left, start)):
        return None
    if not quoted and following < len(tags) - 1 and tags[following] in ",q" and TO_QUOTE.match(tags, following):
        return None
    draft = Draft(subject, cue, (at, at + 1), [(left, start - 1 if tags[start - 1] in ",-" else start)], False)
    if following < len(tags) - 2 and tags[following] in ",-":
        if quoted:
            _resume(line, draft, following)
        elif tags[start - 1] == tags[following] and tags[following + 1] not in "gE":
            draft.content.append((following + 1, len(tags)))
            draft.is_open = True
    return draft


def _closes_sentence(line: Line, start: int, following: int, cue: Cue, inner: Draft) -> bool:
    """`Rules call for ten days, officials said.`: the last words frame all before them, an inner statement too."""
    ends = following >= len(line.tags) or line.tags[following] == "."
    is_last = ends and line.tags[start - 1] == "," and cue.lemma in ("say", "report", "tell", "write")
    return is_last and "q" not in line.tags[inner.subject.start if inner.subject else 0 : start]


def _described_after_quote(line: Line, at: int, cue: Cue, subject: Subject) -> Subject | None:
    """`“…,” a girl who was caught in the storm told ABC`: whoever stands after the comma and the mark says it."""
    quote = line.tags.rfind("q", max(0, at - 30), subject.start)
    if quote not in line.pauses or quote + 1 >= subject.start or not cue.is_speech or not cue.takes & {"s", "q", "o"}:
        return None
    if _BREAK.search(line.tags, quote + 1, at):
        return None
    first = subject_after(line, quote + 1)
    return first if first is not None and first.end <= subject.start and line.tags[first.head] in "DPN#" else None


def _resume(line: Line, draft: Draft, at: int) -> None:
    """The rest of a statement that 'he said' has split, if a quotation follows."""
    tags = line.tags
    again = _TO_QUOTE_AGAIN.match(tags, at)
    if again:
        draft.content.append((again.end(), len(tags)))
        draft.is_open = True


def bare(line: Line, at: int, cue: Cue, subject: Subject) -> Draft | None:
    """`Smith said.` and `Smith told reporters:` with what was said in the sentence before or after."""
    if subject.start > 1 or not cue.is_speech or not cue.takes & {"s", "q"}:
        return None
    following = after_adjuncts(line, at + 1, cue)
    if following < len(line.tags) and line.tags[following] not in ".:":
        return None
    return Draft(subject, cue, (at, at + 1), [], False)
