"""Noun phrases of one sentence, found by regular expressions over word classes (`classes`).

All patterns have bounded repeats. Looking left, the classes are read in reverse.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from analysis.english.classes import CASUALTIES, plain
from analysis.english.nouns import BODY_NOUNS, is_one_person, is_people
from analysis.english.verbs import MODALS
from analysis.english.word_lists import word_list, word_sets

# Where something is said: no part of who says it.
VENUES = word_list("venues")
# Things that tell: what they "found" or "show" is a statement even without a clause.
REPORTS = word_list("reports")
# One noun phrase, read from its last word to its first, and what extends it to the left: "a spokesman | for | us".
_SIMPLE_LEFT = r"(?:[NPu#M][NPuE#AM]{0,7}(?:[Vgv][NPuE#A]{0,3}(?=D))?D{0,2})"
_LEFT = re.compile(rf"(?:{_SIMPLE_LEFT}(?:(?:[OIZC]|IC|C,(?=[NPuE#AD]{{1,9}},)){_SIMPLE_LEFT}){{0,4}})")
_SIMPLE_LEFT_ONLY = re.compile(_SIMPLE_LEFT)
_SIMPLE = r"(?:D{0,2}[NPuE#AM]{1,9}|D[Vg][NPu]{1,4}|D[VgE])"
_RIGHT = re.compile(rf"(?:{_SIMPLE}(?:[OIZC]{_SIMPLE}){{0,4}}|[HhD])")
# Adverbs ("has so far"), auxiliaries and times between subject and verb.
_BETWEEN = re.compile(r"(?:AB(?=X)|[AX]|M(?:[DIA]{1,2})?|[,]A,){0,6}")
# "a report on Monday that", read from its end
_DATED_THAT = re.compile(r"TM{1,2}I?(?=[Nu])")
_ALONE = word_sets("determiners")["alone"]
_MODALS = MODALS | {"to"}
# Before a clause of its own these end whatever came before: "Friday | after | the bank reported".
_CLAUSES = frozenset("after before since until than".split())
_FINITE = re.compile(r"[XVYvH]")
_VERB = re.compile(r"[XVYvE]")
# "the woman | who owns the farm": where a relative clause begins, whose pronoun is its subject.
_RELATIVES = re.compile(r"(?:(?<=[NuP,])R|(?<=[Nu])T)(?=A?[XVYEvuN])")
_CLAUSE_STARTS = frozenset(",;:.-q(BCTVv")
_NAME_ALONE = re.compile(r",P{2,4}$")
# "When Lee left, | Orr …": the comma behind a clause that only leads up to the sentence's own.
_LEADS_UP = re.compile(r"A?(?:[BI]|C[BI])")
_LEADING_UP = frozenset("after although because before if once since though until when while".split())
MAIN_CLAUSE = re.compile(r",(?=A?[DHPN#u][DHPN#uOI]{0,8}[XVYEA])|,(?=H)")
_SUCH_AS = (("such", "as"), ("including",))


class Tagged(Protocol):
    """One sentence as tokens with a class letter each; `reverse` are the letters from the last to the first."""

    words: Sequence[str]
    tags: str
    reverse: str


class Phrase(NamedTuple):
    """A noun phrase in tokens: `start:end` with all that stands in apposition, `head:head_end` the phrase itself."""

    start: int
    end: int
    head: int
    head_end: int


def first_subject(sentence: Tagged, limit: int) -> Phrase | None:
    """The subject of the sentence, as far as lists of words can tell: the noun phrase before its first verb.

    Only the tokens before `limit` are read.
    """
    main = _main_clause(sentence, limit)
    for first in (main, 0) if main else (0,):
        for verb in _VERB.finditer(sentence.tags, first + 1, min(limit, first + 40)):
            found = subject_before(sentence, verb.start())
            if found is not None and found[0].start >= first:
                return _without_whose(sentence, found[0])
    return None


def _main_clause(sentence: Tagged, limit: int) -> int:
    """Where the sentence's own clause begins behind one that leads up to it: `When Lee left, | Orr said`; else 0."""
    leads = _LEADS_UP.match(sentence.tags)
    if leads is None or plain(sentence.words[leads.end() - 1]) not in _LEADING_UP:
        return 0
    border = MAIN_CLAUSE.search(sentence.tags, leads.end(), limit)
    return border.end() if border else 0


def _without_whose(sentence: Tagged, found: Phrase) -> Phrase:
    """`Ann Lee, whose father is ill, left`: the subject stands before the relative clause."""
    at = found.head if plain(sentence.words[found.head]) == "whose" else found.head - 1
    if at < 2 or plain(sentence.words[at]) != "whose" or sentence.tags[at - 1] != ",":
        return found
    head = phrase_ending(sentence, at - 1)
    return Phrase(head, at - 1, head, at - 1) if head is not None else found


def subject_before(sentence: Tagged, at: int) -> tuple[Phrase, int] | None:
    """The subject that ends before token `at`, and where adverbs and auxiliaries after it begin."""
    aside = at
    while aside > 2 and sentence.tags[aside - 1] == "," and sentence.tags[aside - 2 : aside - 1] == "A":
        aside -= 2  # "the union, in a letter to the mayor, | however, | said"
    closes = aside < at and sentence.tags[aside - 1] == ","
    found = (_phrase_before(sentence, aside) or _before_aside(sentence, aside - 1)) if closes else None
    found = found or _phrase_before(sentence, at)
    if found is None:
        return None
    found = _without_examples(sentence, found[0]), found[1]
    antecedent = _antecedent(sentence, found[0])
    return (antecedent, found[1]) if antecedent is not None else found


def _before_aside(sentence: Tagged, at: int) -> tuple[Phrase, int] | None:
    """`The union, | however, | said`: a subject that opens its clause."""
    found = _phrase_before(sentence, at)
    opens = found is not None and (found[0].head == 0 or sentence.tags[found[0].head - 1] in _CLAUSE_STARTS)
    return found if opens else None


def _without_examples(sentence: Tagged, found: Phrase) -> Phrase:
    """`Members | such as Ann Lee`: the members do it."""
    for words in _SUCH_AS:
        at = found.head - len(words)
        if at > 0 and tuple(map(plain, sentence.words[at : found.head])) == words:
            end = at - (sentence.tags[at - 1] == ",")
            head = phrase_ending(sentence, end)
            return Phrase(head, found.end, head, end) if head is not None else found
    return found


def _antecedent(sentence: Tagged, found: Phrase) -> Phrase | None:
    """`The woman | who owns the farm | said`: whom the relative clause describes that ends with the phrase found."""
    for relative in _RELATIVES.finditer(sentence.tags, max(0, found.head - 30), found.head):
        at = relative.start()
        if at + 1 == found.head or _ends_clause(sentence, at + 1, found.head):
            continue
        if _NAME_ALONE.match(sentence.tags[found.head_end : found.end]):  # "the man who owns it, Ann Lee,"
            return Phrase(found.head_end + 1, found.end, found.head_end + 1, found.end)
        end = at - (sentence.tags[at - 1] == ",")
        head = phrase_ending(sentence, end)
        if head is not None and (head == 0 or sentence.tags[head - 1] in _CLAUSE_STARTS):
            return Phrase(head, found.end, head, end)
    return None


def _ends_clause(sentence: Tagged, start: int, end: int) -> bool:
    """Whether another clause begins between two tokens: at a mark, or right before `end`."""
    between, last = sentence.tags[start:end], plain(sentence.words[end - 1])
    if any(letter in between for letter in ",;:.q-") or between[-1] in "CBT":
        return True
    return last in _CLAUSES or last.startswith(("say", "said"))


def _phrase_before(sentence: Tagged, at: int) -> tuple[Phrase, int] | None:
    """The noun phrase before the verb at token `at`, with what stands in apposition to it."""
    tags, size = sentence.tags, len(sentence.tags)
    reverse = sentence.reverse
    skipped = _BETWEEN.match(reverse, size - at)
    end = size - skipped.end()
    if end > 1 and tags[end - 1] == "h" and sentence.words[end - 1].endswith("self") and tags[end - 2] in "NP":
        end -= 1  # "the firm | itself | said"
    if end < 1:
        return None
    last = tags[end - 1]
    if last == "H" and plain(sentence.words[end - 1]) == "there" and end > 1 and tags[end - 2] in "NuP":
        end -= 1  # "officials | there | said"
        last = tags[end - 1]
    if last == "H":
        return Phrase(end - 1, end, end - 1, end), end
    if last == "R" or (last == "T" and end > 1 and tags[end - 2] in "NuP"):
        return _relative(sentence, end), end
    if last == "T" and (moved := _DATED_THAT.match(reverse, size - end)):
        noun = size - moved.end()  # "a report | on Monday | that said"
        head = phrase_ending(sentence, noun)
        return (Phrase(head, end, head, noun), end) if head is not None else None
    if last == ",":
        found = _with_apposition(sentence, end - 1) or _with_a_comma(sentence, end - 1, at)
        return (found, end) if found else None
    if last == ")":
        opening = tags.rfind("(", max(0, end - 30), end)
        if opening < 1:
            return None
        end = opening
    head = phrase_ending(sentence, end)
    if head is None:
        return _before_participle(sentence, end, end) or _before_relative(sentence, end)
    busy = _before_doing(sentence, head)
    if busy is not None:
        return Phrase(busy, end, busy, head - 1), end
    doing = _doing(sentence, head, end)
    if doing is not None:
        return Phrase(head, end, head, doing), end
    before = head - 1 if head > 1 and tags[head - 1] == "I" else head
    before -= before > 1 and before < head and tags[before - 1] == "I"
    if before < head and before > 1 and tags[before - 1] in "EVY":
        return _before_participle(sentence, before, end) or (Phrase(head, end, head, end), end)
    if before > 0 and head > 0 and tags[before - 1] in "XVYE":
        # "Orr met Lee | and | the mayor said"
        head = max(head, tags.rfind("CD", head + 1, end) + 1)
    return Phrase(head, end, head, _before_venue(sentence, head, end)), end


def _before_relative(sentence: Tagged, end: int) -> tuple[Phrase, int] | None:
    """`A clerk | who asked not to be named | said`: whom a relative clause without a noun at its end describes."""
    at = sentence.tags.rfind("R", max(0, end - 10), end)
    inside = set(sentence.tags[at + 1 : end])
    if at < 1 or inside & set(",;:.q-(BCT") or not inside & set("XYVE"):
        return None
    head = phrase_ending(sentence, at)
    return (Phrase(head, end, head, at), end) if head is not None else None


def _with_a_comma(sentence: Tagged, end: int, at: int) -> Phrase | None:
    """`The clerk Ann Lee, | said: “…”`: a name parted from its verb by a comma that should not be there."""
    is_said = sentence.tags[at + 1 : at + 2] in (":", "q") and sentence.tags[end - 1] == "P"
    return Phrase(0, end, 0, end) if is_said and phrase_ending(sentence, end) == 0 else None


def _before_doing(sentence: Tagged, at: int) -> int | None:
    """`the groups | monitoring | the toll`: where those begin who do something to the thing at `at`."""
    if at < 2 or sentence.tags[at] != "D" or not sentence.words[at - 1].endswith("ing"):
        return None
    if sentence.tags[at - 2] != "P" and not is_people(plain(sentence.words[at - 2])):
        return None
    return phrase_ending(sentence, at - 1)


def _doing(sentence: Tagged, start: int, end: int) -> int | None:
    """`a doctor | working for the board`, `the union | representing miners`: where what somebody does begins."""
    for at in range(start + 1, end - 1):
        if sentence.words[at].endswith("ing") and sentence.tags[at] in "Ng" and sentence.tags[at - 1] in "Nu":
            noun = plain(sentence.words[at - 1])
            if (is_people(noun) or is_one_person(noun) or noun in BODY_NOUNS) and at - 1 > start:
                return at
    return None


def _before_participle(sentence: Tagged, at: int, end: int) -> tuple[Phrase, int] | None:
    """`a poll released on Friday`, `research conducted by the centre`: what the participle before `at` describes."""
    if at < 2 or sentence.tags[at - 1] not in "EVY" or sentence.tags[at - 2] not in ("NuP" if at == 2 else "Nu"):
        return None
    if plain(sentence.words[at]) in _CLAUSES and plain(sentence.words[at - 2]) not in REPORTS | VENUES:
        return None  # "the bill passed | after the group said"
    head = phrase_ending(sentence, at - 1)
    if head is None:
        return None
    # "A statement issued after | a meeting chaired by the mayor": one more.
    again = _before_participle(sentence, head - 1, end) if head > 2 and sentence.tags[head - 1] == "I" else None
    return again or (Phrase(head, end, head, at - 1), end)


def phrase_ending(sentence: Tagged, end: int) -> int | None:
    """Where the noun phrase begins that ends before token `end`, or None."""
    size = len(sentence.tags)
    found = _LEFT.match(sentence.reverse, size - end)
    if not found:
        # "Many say", "some of whom say": a determiner alone can be a subject, an article cannot.
        alone = end > 0 and sentence.tags[end - 1] == "D" and plain(sentence.words[end - 1]) in _ALONE
        return end - 1 if alone else None
    start = size - found.end()
    # "In Ohio Clinton said": what follows a first preposition is no part of the subject.
    if start > 0 and sentence.tags[start - 1] in "IZO" and (start == 1 or sentence.tags[start - 2] in ",-q:;"):
        simple = _SIMPLE_LEFT_ONLY.match(sentence.reverse, size - end)
        if simple:
            start = size - simple.end()
    for at in range(end - 2, start, -1):
        if (
            sentence.tags[at] == "I"
            and plain(sentence.words[at]) in _CLAUSES
            and not _is_time(sentence.tags[at + 1 : end])
        ):
            start = at + 1
            break
    while start < end - 1 and sentence.tags[start] in "AMC":
        start += 1  # "on Sunday | and | doctors"
    start += start > 0 and start < end - 1 and [*map(plain, sentence.words[start - 1 : start + 1])] == ["at", "least"]
    if start == 1 and sentence.tags[:3] == "PDP" and sentence.words[1] == "the":
        start = 0  # "Save | the Children said"
    # "will intensify campaigns": the word after a modal verb is a verb.
    if start > 0 and sentence.tags[start - 1] == "X" and sentence.tags[start] == "N" and start < end - 1:
        start += plain(sentence.words[start - 1]) in _MODALS
    return start


def _is_time(tags: str) -> bool:
    """`since | last May`, `before | 2020`"""
    return not set(tags) - set("M#AID")


def _relative(sentence: Tagged, end: int) -> Phrase:
    """`Democrats, who …`: the noun phrase before the relative pronoun, with the pronoun."""
    before = end - 1
    if before and sentence.tags[before - 1] == ",":
        before -= 1
    head = phrase_ending(sentence, before) if before else None
    if head is not None:
        head = _nearest_noun(sentence, head, before)
    if head is None or sentence.words[end - 1].lower() == "whose":
        return Phrase(end - 1, end, end - 1, end)
    return Phrase(head, end, head, before)


def _nearest_noun(sentence: Tagged, head: int, end: int) -> int:
    """The start of the last noun phrase of `head:end`: what *who* refers to stands right before it."""
    for at in range(end - 2, head, -1):
        if sentence.tags[at] in "IZ" and sentence.tags[at - 1] != "P":
            is_somebody = is_one_person(plain(sentence.words[at - 1])) and set(sentence.tags[at + 1 : end]) == {"P"}
            return head if is_somebody else at + 1  # "a doctor in Oslo, who said"
        if sentence.tags[at] == "E" and sentence.tags[at - 1] in "NuP":
            return at + 1
    return head


def _opens_insertion(inserted: str) -> bool:
    """Whether the words between two commas describe what stands before them: "based in Oslo", "widely seen as fair"."""
    plain_words = inserted.lstrip("A")
    is_participle = plain_words[:1] in ("V", "Y") and not _FINITE.search(plain_words[1:])
    return inserted[0] in "RgITE" or is_participle


def _with_apposition(sentence: Tagged, comma: int) -> Phrase | None:
    """`X, director of Y,` before the cue: X is the head. At most three such insertions."""
    tags = sentence.tags
    if tags[comma - 1] == "q":
        return None
    head = head_end = None
    end = comma
    for _ in range(3):
        opening = tags.rfind(",", max(0, end - 30), end)
        if opening < 1 or opening + 1 >= end:
            break
        inserted = tags[opening + 1 : end]
        if not _opens_insertion(inserted) and _FINITE.search(inserted) and head is None and inserted[0] not in "DNP":
            break
        if head is not None and _FINITE.search(inserted):
            break
        stop = opening
        if tags[opening - 1] == ")":
            stop = tags.rfind("(", max(0, opening - 12), opening)
        start = phrase_ending(sentence, stop) if stop > 0 else None
        if start is None or start >= stop or tags[start - 1 : start] == "X":
            break  # "40 were found, Ann Lee, the mayor, said": what follows an auxiliary is no speaker
        if head is not None and start > 0 and tags[start - 1] in "IZM":
            break
        aside = tags.rfind(",", max(0, start - 12), start)
        if head is None and 0 < aside < start - 1 and tags[aside + 1] == "I":
            # "Ann Lee, for instance, the mayor, said", "Ann Lee, at a fair in Oslo, Norway, said"
            end = aside
            opening = tags.rfind(",", max(0, end - 30), end)
            before = phrase_ending(sentence, end) if opening < 0 else None
            if before is not None:
                head, head_end = before, end
                break
            continue
        if start > 2 and tags[start - 3] == "," and tags[start - 2] in "gE" and tags[start - 1] == "I":
            end = start - 3  # "Ann Lee, reporting from Oslo, Norway, said"
            continue
        head, head_end, end = start, stop, opening
        if start == 0 or tags[start - 1] != ",":
            break
    return Phrase(head, comma, head, head_end) if head is not None and head_end is not None else None


def subject_after(sentence: Tagged, at: int) -> Phrase | None:
    """The noun phrase that begins at token `at`, with what stands in apposition to it."""
    tags = sentence.tags
    found = _RIGHT.match(tags, at)
    if not found or (plain(sentence.words[at]) in CASUALTIES and tags[at + 1 : at + 2] in ("", "I", ".")):
        return None  # "“900” feared | dead in quake"
    head_end = _before_venue(sentence, at, _with_article(sentence, found.end()))
    while head_end > at + 1 and tags[head_end - 1] in "AM":
        head_end -= 1
    end = head_end
    # "Ann Lee, head of the board", "Ann Lee, newly appointed head".
    is_told_of = tags[end + 1 : end + 2] in tuple("DPNR#") or tags[end + 1 : end + 3] in ("AE", "AD")
    if end < len(tags) - 1 and tags[end] == "," and is_told_of:
        stop = end + 1
        while stop < len(tags) and stop < end + 30 and tags[stop] not in ",.;:q-)":
            stop += 1
        if stop >= len(tags) or tags[stop] in ",.":
            end = stop
    return Phrase(at, end, at, head_end)


def _with_article(sentence: Tagged, end: int) -> int:
    """`Save | the Children's Ann Lee`: a name that has an article inside goes on to its last capital."""
    tags = sentence.tags
    if tags[end - 1] != "P" or tags[end : end + 2] != "DP" or sentence.words[end] != "the":
        return end
    while tags[end : end + 1] in ("D", "P"):
        end += 1
    return end


def _before_venue(sentence: Tagged, start: int, end: int) -> int:
    """Cut `in a statement`, `on Monday` off the phrase `start:end`."""
    for at in range(start + 1, end):
        if sentence.tags[at] != "I":
            continue
        rest = range(at + 1, end)
        if all(sentence.tags[other] in "M#AD" for other in rest) or any(
            plain(sentence.words[n]) in VENUES for n in rest
        ):
            return at
    return end
