"""Statements that no verb reports: `according to X`, `X's claim that …`, `in a poll by X, …`."""

import re

from analysis.english.classes import ENGLISH, plain
from analysis.english.names import is_title
from analysis.english.nouns import is_one_person
from analysis.english.phrases import REPORTS, Phrase, phrase_ending, subject_after, subject_before
from analysis.english.verbs import BE
from analysis.english.word_lists import word_list
from analysis.voices.content import FINITE, TIMES, Draft, finish, has_words, left_limit
from analysis.voices.lines import Line
from analysis.voices.reporting_verbs import Cue
from analysis.voices.subjects import BODING, can_tell, is_source, tells

_SAYINGS = word_list("sayings", package=__package__)
# "claim | that he", not "claim | that was wrong"
_SAYING_THAT = re.compile(r"[Nuv]T(?=[DHPN#uA])")
# "In an inquiry last year, agents asked him" tells when, and nobody says it.
_ACCOUNTS = REPORTS | {"account", "admission", "reckoning"}
_EVENTS = frozenset(("investigation", "inquiry", "review", "audit", "filing"))

_COUNT_NEXT = re.compile(r",A{0,2}#[#NEu]*[NPu]")
_PART_OF = re.compile(r"(?:[ID]{0,2}A?)#OD?$")
# "According to the union | and ninety according to", "according to early counts | only four parties".
_NUMBER_NEXT = re.compile(r",?C[IDAN]{0,2}#[#NuO]{0,4},?(?=a|[XVY])|(?<=[Nu])A{0,2}#")


def according(line: Line, at: int, drafts: list[Draft]) -> Draft | None:
    """`According to X, …` and `…, according to X`."""
    tags = line.tags
    if at + 2 >= len(tags) or tags[at + 1] != "Z":
        return None
    subject = _antecedent(line, at) if tags[at + 2] == "R" else _source(line, at + 2)
    if subject is None:
        return None
    subject = _without_number(line, subject)
    while line.tags[subject.head_end - 1] == "E" and subject.head_end - subject.head > 2:
        subject = subject._replace(
            end=subject.head_end - 1, head_end=subject.head_end - 1
        )  # "a poll | released Monday"
    if _COUNT_NEXT.match(line.tags, subject.head_end):
        subject = subject._replace(end=subject.head_end)  # "so far, according to the agency, 655 people"
    if not is_source(line, subject):
        return None
    if drafts and drafts[-1].is_open and drafts[-1].cue is None and len(drafts[-1].content) > 1:
        drafts[-1].content.pop()  # "forty, according to A, and ninety, according to B"
        drafts[-1].is_open = False
    left = left_limit(line, drafts, at)
    where = (at, at + 2)
    if tags[at + 2] == "R":
        if drafts and drafts[-1].is_open:
            finish(line, drafts[-1], at)
        return Draft(subject, None, (at, at + 3), [(at + 3, len(tags))], True)
    # "…, but, according to X, …" and "… and according to X it …"
    is_turned = at > 2 and tags[at - 1 - (tags[at - 1] == ",")] in "CB"
    if at <= 1 or is_turned or tags[at - 1] in "~:":
        subject = _without_clause(line, subject)
    stop = subject.end
    if has_words(tags, left, at) and tags[at - 1] not in "~:" and not is_turned:
        if drafts and drafts[-1].is_open and tags[drafts[-1].content[-1][0] : at] == "T":
            drafts.pop()  # "the mayor said that according to medics, …": the medics know it
            subject = _without_clause(line, subject)
            stop = subject.end
            return Draft(subject, None, where, [(stop + (tags[stop : stop + 1] == ","), len(tags))], True)
        if drafts and drafts[-1].is_open:
            if drafts[-1].cue is None or drafts[-1].cue.lemma != "report" or "q" in tags[drafts[-1].cue_end : at]:
                finish(line, drafts[-1], at)
                return None
            left = drafts.pop().content[-1][0]  # "the paper reports ten died, according to X": X knows it
        end = at - 1 if tags[at - 1] in ",-(" else at
        if tags[at - 1] == "(":  # "from ten in Oslo (according to the union)": no more than is beside it
            left = max(left, tags.rfind(",", 0, at) + 1)
        draft = Draft(subject, None, where, [(left, end)], False)
        if tags[at - 1] == "," and stop < len(tags) - 2 and tags[stop] == "," and tags[stop + 1] != "R":
            draft.content.append((stop + 1, len(tags)))
            draft.is_open = True
        return draft
    if tags[stop : stop + 1] in ("(", "R"):  # "the Velmar Bank (AB), …", "a clerk who saw it, …"
        comma = tags.find(",", stop)
        stop = comma if comma > 0 else stop
    start = stop + 1 if stop < len(tags) and tags[stop] in ",:-" else stop
    if not has_words(tags, start, len(tags)):
        return None
    return Draft(subject, None, where, [(start, len(tags))], True)


def passive(line: Line, at: int, cue: Cue, drafts: list[Draft]) -> Draft | None:
    """`The plan was rejected by X`, `the fire was first reported by X`: what the verb's subject names is said by X."""
    tags, by = line.tags, TIMES.match(line.tags, at + 1).end()
    if cue.form not in ("past", "participle") or line.words[by : by + 1] != ["by"]:
        return None
    thing, agent = subject_before(line, at), subject_after(line, by + 1)
    if thing is None or agent is None or not is_source(line, agent) or (drafts and drafts[-1].is_open):
        return None
    said, verb = thing
    if cue.lemma in BODING and not can_tell(line, agent):
        return None  # "a village threatened by the fire"
    if tags[said.end - 1] in "RT" or BE.isdisjoint(map(plain, line.words[verb:at])):
        return None
    # "| At least twelve of | the fires were thought by police": the part is what is said of.
    part = _PART_OF.search(tags, max(0, said.start - 6), said.start)
    begins = part.start() if part is not None else said.start
    draft = Draft(agent, cue, (at, by + 1), [(begins, said.end)], False)
    # "Is believed by the guard | to have sunk", "was described by the guard | as a rescue".
    end = agent.head_end
    if line.words[end : end + 2] == ["as", "saying"]:
        return None  # "Lee was quoted by the paper as saying": Lee says it
    goes_on = tags[end : end + 1] == "Z" or line.words[end : end + 1] == ["as"]
    if goes_on:
        draft.content.append((end, len(tags)))
        draft.is_open = True
    return draft if goes_on or "n" in cue.takes else None  # "was found by a hiker", "will be heard by judges"


def _source(line: Line, at: int) -> Phrase | None:
    """Who or what is named at token `at`; `charging | documents` too."""
    found = subject_after(line, at)
    if found is None and line.tags[at] in "gVE":
        found = subject_after(line, at + 1)
        found = (
            found._replace(start=at, head=at) if found is not None and tells(line, found.head, found.head_end) else None
        )
    return found


def _without_number(line: Line, subject: Phrase) -> Phrase:
    """A number that follows is nobody."""
    found = _NUMBER_NEXT.search(line.tags, subject.head + 1)
    if found is None or found.start() >= subject.end:
        return subject
    return subject._replace(end=found.start(), head_end=min(subject.head_end, found.start()))


def _antecedent(line: Line, at: int) -> Phrase | None:
    """`a summary by the union, according to which …`: what stands before the comma."""
    end = at - 1 if at and line.tags[at - 1] == "," else at
    head = phrase_ending(line, end) if end else None
    if head and line.tags[head - 1] == ")":  # "the Velmar Bank (AB) report"
        head = phrase_ending(line, line.tags.rfind("(", 0, head)) or head
    return Phrase(head, end, head, end) if head is not None else None


def in_a_noun(line: Line, drafts: list[Draft]) -> list[Draft]:
    """`the mayor's claim that ten died`: whose claim it is says so, in words that no statement holds yet."""
    found = []
    for match in _SAYING_THAT.finditer(line.tags):
        noun, that = match.start(), match.end() - 1
        owner = _owner(line, noun) if plain(line.words[noun]) in _SAYINGS else None
        if owner is None or not _let_go(line, drafts, owner, that):
            continue
        draft = Draft(owner, None, (noun, that), [(that, len(line.tags))], True)
        following = [other.subject.start for other in drafts if other.subject and other.subject.start > that]
        finish(line, draft, min(following, default=len(line.tags)))
        found.append(draft)
    return found


def _let_go(line: Line, drafts: list[Draft], owner: Phrase, that: int) -> bool:
    """End the statement that holds the noun before its clause: `rejected the mayor's claim | that ten died`."""
    for draft in drafts:
        for at, (start, stop) in enumerate(draft.content):
            if start < owner.end <= stop:
                if line.tags[start] in "TqZHB" or FINITE.search(line.tags, start, owner.head):
                    return False  # somebody's own clause
                draft.content[at:] = [(start, that)]
    return True


def _owner(line: Line, noun: int) -> Phrase | None:
    """Whose the noun is: `the mayor's | repeated claim`."""
    at = noun - 1
    while at > 0 and line.tags[at] in "NEAVg" and not plain(line.words[at]).endswith(("'s", "s'")) and noun - at < 3:
        at -= 1
    if at < 0 or not plain(line.words[at]).endswith(("'s", "s'")) or ENGLISH.tag(line.words[at][:-2]) == "M":
        return None
    head = phrase_ending(line, at + 1)
    if head is None:
        return None
    head = max((other + 1 for other in range(head, at) if line.tags[other] in "EVvYgIZ"), default=head)
    return Phrase(head, at + 1, head, at + 1)


def in_a_report(line: Line) -> list[Draft]:
    """`In a poll by the BBC, 52 percent …`, `Under the senator's plan, …`: a source that no verb names."""
    first = plain(line.words[0])
    if line.tags[:1] != "I" or first not in ("in", "under", "per", "by"):
        return []
    subject = subject_after(line, 1)
    if subject is None or line.tags[subject.head_end : subject.head_end + 1] != ",":
        return []
    # "By the mayor's own admission, …": the mayor says it.
    owner = _owner(line, subject.head_end - 1) if first == "by" else subject._replace(end=subject.head_end)
    reports = {plain(word) for word in line.words[1 : subject.head_end]} & (REPORTS if first != "by" else _ACCOUNTS)
    if owner is None or not reports or (reports <= _EVENTS and "by" not in line.words[1 : subject.head_end]):
        return []
    draft = Draft(owner, None, (0, 1), [(subject.head_end + 1, len(line.tags))], True)
    finish(line, draft, len(line.tags))
    return [draft]


def _without_clause(line: Line, subject: Phrase) -> Phrase:
    """`According to X, forces killed ten`: what follows the comma is an apposition only before a second comma."""
    inserted = line.tags[subject.head_end + 1 : subject.end]
    closed = subject.end < len(line.tags) and line.tags[subject.end] == ","
    closed = closed and line.tags[subject.end + 1 : subject.end + 2] != "I"  # ", a total of 24, including two, were"
    if inserted and closed and inserted[0] in "DR" and (inserted[0] == "R" or not FINITE.search(inserted)):
        return subject
    if inserted and closed and inserted[0] == "N" and not FINITE.search(inserted):
        first = plain(line.words[subject.head_end + 1])  # "according to Ann Lee, head of the board, …"
        if first in ("head", "chief") or is_title(first) or is_one_person(first):
            return subject
    return subject._replace(end=subject.head_end)
