"""Statements within one line: which tokens say who speaks, which report it, which are what is said.

A cascade of patterns over word classes, in the manner of finite-state information extraction (Hobbs et al., "FASTUS",
1996), with the orders that English news uses: *X said that …*, *…, X said*, *…, said X*, *according to X*,
*…, adding …*.
"""

import re
from typing import NamedTuple

from analysis.english.classes import plain
from analysis.english.phrases import REPORTS, Phrase, first_subject, phrase_ending, subject_after, subject_before
from analysis.voices.content import (
    AS_MANY,
    FINITE,
    TIMES,
    TO_QUOTE,
    WHEN,
    Draft,
    after_adjuncts,
    clause_border,
    content_after,
    finish,
    has_words,
    left_limit,
)
from analysis.voices.lines import HEADINGS, Line
from analysis.voices.reporting_verbs import CUES, SHOWING, Cue
from analysis.voices.subjects import UNREAL, can_tell, find_subject, is_issued, is_progressive, tells
from analysis.voices.verbless import according, in_a_noun, in_a_report, passive

_CUE = re.compile(r"[Vvgua]")
_VERBAL = re.compile(r"[XVYvETqgZH]")
# "he said she was right when she said": what follows these belongs to what was said.
_INNER = frozenset("when because if as where whether how why".split())
# Who cites somebody says nothing by it.
_CITES = frozenset(("quote", "cite"))
# Unlike "showing a united front", always words: "…, suggesting the count was wrong".
_HINTING = frozenset("imply indicate reveal suggest".split())
_BEFORE_QUOTE = re.compile(r"[,:]?q")


class Statement(NamedTuple):
    """Token ranges of one statement; `subject` is None where nobody is named. `cue_at:cue_end` are the cue's tokens."""

    subject: Phrase | None
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
    drafts += in_a_noun(line, drafts)
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
        return passive(line, at, cue, drafts)
    subject, begins, shared = found
    if previous is not None and subject.head <= previous.cue_at < previous.cue_end < subject.head_end:
        begins = previous.cue_end  # "as saying | early counts from the villages showed"
        subject = subject._replace(start=begins, head=begins)
    if previous is not None and previous.is_open:
        border = clause_border(line, previous)
        is_over = _is_over(line, previous, begins) and cue.is_speech and not _is_last(line, at, cue)
        is_past = is_over or (border is not None and border < begins)
        is_aside = _is_aside(line, previous, begins, at)
        if is_aside or (is_past and not shared):
            finish(line, previous, at if is_aside else begins)
    if (
        previous is not None
        and previous.is_open
        and not _breaks(line, previous, subject, begins, at, cue, shared=shared)
    ):
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


def _is_aside(line: Line, previous: Draft, begins: int, at: int) -> bool:
    """`Two officials, who asked not to be named, said`: the open statement is in a relative clause that ends here."""
    if previous.subject is None or line.tags[previous.subject.end - 1] != "R":
        return False
    is_closed = line.tags[at - 1] == "," and line.tags[previous.subject.end - 2] == ","
    return is_closed or begins < previous.cue_at


def _is_over(line: Line, previous: Draft, begins: int) -> bool:
    """`Back when he wrote his book, Smith said`: a mere thing ends at the comma before the next speaker."""
    start = previous.content[-1][0] if previous.content else begins
    return start < begins - 1 and line.tags[begins - 1] == "," and not _VERBAL.search(line.tags, start, begins)


def _is_last(line: Line, at: int, cue: Cue) -> bool:
    """`Divers found a car, the mayor said.`"""
    following = after_adjuncts(line, at + 1, cue)
    return cue.lemma == "say" and (following >= len(line.tags) or line.tags[following] == ".")


def _breaks(line: Line, previous: Draft, subject: Phrase, begins: int, at: int, cue: Cue, *, shared: bool) -> bool:
    """Whether a cue inside what was said begins the reporter's next clause: `… , but she denied that …`."""
    if shared or _is_cited(line, previous, subject):
        return True
    if begins == 0:
        return False
    before = line.tags[begins - 1]
    led = begins
    while led > 1 and plain(line.words[led - 1]) in ("at", "least"):
        led -= 1
    if plain(line.words[led - 1]) in _CONTRASTING and line.tags[subject.head_end - 1] not in "Hh":
        return cue.is_speech or cue.lemma in ("put", "estimate")  # "… while at least two clerks put the toll at 40"
    if before == "," and cue.is_speech and plain(line.words[0]) in _CONTRASTING and previous.subject is not None:
        return line.tags[subject.head_end - 1] not in "Hh"  # "While the mayor said nine fell, the union said forty did"
    if before == "C" and previous.cue == cue and line.tags[subject.head_end - 1] not in "HR":
        return line.tags[previous.content[-1][0]] != "T"  # "the union said ten and the bank said four"
    if before == "T" and previous.cue is not None and previous.cue.lemma == "report" and cue.lemma in _TELLS_IT:
        return line.tags[previous.content[-1][0] : begins] == "T"  # "the wire reported that the board announced"
    is_quoted = before == "C" and cue.is_speech and "q" in line.tags[at : at + _SOON]
    if is_quoted and line.tags[subject.head_end - 1] not in "Hh" and "q" not in line.tags[previous.cue_at : begins]:
        return True  # "the mayor said forty were lost and the union told of “…”"
    if before == "C" and begins > 1 and line.tags[begins - 2] == "," and "s" in cue.takes:
        return line.tags[subject.head_end - 1] not in "H"
    if before == ";" and line.tags[subject.head_end - 1] not in "Hh":
        return True  # "the office says nine fell; the aid groups believe it was forty"
    if not cue.is_speech:
        return False
    if before == "R" and begins > 1 and line.tags[begins - 2] == ",":
        return True  # "…, which the bank said was too low"
    if before == "," and any(plain(word) == "but" for word in line.words[max(0, begins - 4) : begins]):
        return True  # "… but so far, the bank says"
    if before == "," and _BEFORE_QUOTE.match(line.tags, at + 1):
        return True
    if before in ";-":
        return True
    if before == "B" and line.tags[begins - 2 : begins - 1] != "," and plain(line.words[begins - 1]) in _INNER:
        return False
    if line.tags[begins - 2 : begins - 1] == "T":
        return False  # "it says that while many are in favour, …"
    if before in "CB" or plain(line.words[begins - 1]) == "though":
        return (begins > 1 and line.tags[begins - 2] in ",q-") or plain(line.words[begins - 1]) in ("but", "while")
    return False


def _is_cited(line: Line, previous: Draft, subject: Phrase) -> bool:
    """`The paper cited a doctor, who said`: the doctor says it."""
    is_citing = (
        previous.cue is not None and previous.cue.lemma in ("cite", "quote") and previous.cue_end <= subject.start
    )
    return is_citing and line.tags[subject.end - 1] == "R"


_DOING = frozenset("in while when after before on upon".split())
_CONTRASTING = frozenset(("while", "whereas"))
# From a verb of speech to a quotation of whoever is its subject.
_SOON = 6
_TELLS_IT = frozenset("announce say confirm estimate".split())
_END = frozenset(".,-q;)")
_TO_QUOTE_AGAIN = re.compile(r"[^qVv;gu]{0,24}?[,:.;-](?=q)")


def participle(line: Line, at: int, cue: Cue, drafts: list[Draft]) -> Draft | None:
    """`…, adding that …`: said by whoever the sentence is about; `a statement saying …`: by what stands before."""
    tags = line.tags
    previous = drafts[-1] if drafts else None
    before = at
    while before > 0 and tags[before - 1] in "AM":
        before -= 1
    last = tags[before - 1] if before else ""
    start = content_after(line, at, cue)
    is_quoting = cue.lemma == "say" and plain(line.words[before - 1]) == "as"
    if start is None and is_quoting and has_words(tags, at + 1, len(tags)):
        start = at + 1, at + 1  # "quoted the mayor as saying | early counts from the villages showed"
    if start is None or plain(line.words[before - 1]) == "worth":
        return None  # "it is worth noting that": the article's own voice
    quoted = _quoted_as(line, before, drafts)
    if quoted is not None:
        return Draft(quoted, cue, (at, start[0]), [(start[1], len(tags))], True)
    if last in "Nu#P" and before:
        if plain(line.words[before - 1]).endswith(("'s", "s'")):
            return None  # "the auditors' finding": `in_a_noun` reads what they found
        head = phrase_ending(line, before)
        issued = head is not None and is_issued(line, head, before)
        is_with = "with" in line.words[max(0, head - 1) : before] if head is not None else False
        if is_with:  # "anger at the port, with Lee saying he was against it"
            head = before - line.words[before - 1 :: -1].index("with")
        if (previous is not None and previous.is_open) or (tags[start[1]] not in "qT" and not issued and not is_with):
            return None
        subject = Phrase(head, before, head, before) if head is not None else None
        if head is not None and last != "P" and not is_with and (issued or not tells(line, head, before)):
            subject = _main_subject(line, drafts, head)
    elif before == 0 or last in ",qB-" or (last == "I" and tags[start[1]] in "qT"):
        subject = _main_subject(line, drafts, before)
    else:
        return None
    if subject is None or plain(line.words[subject.head]) == "there":
        return None
    if not (UNREAL | {"will"}).isdisjoint(line.words[subject.end : subject.end + 2]):
        return None
    if (
        cue.lemma in SHOWING
        and not tells(line, subject.head, subject.head_end)
        and (not drafts or (tags[start[1]] != "T" and cue.lemma not in _HINTING))
    ):
        return None  # "called a strike, showing a united front"
    if previous is not None and previous.is_open:
        finish(line, previous, before)
    return Draft(subject, cue, (at, start[0]), [(start[1], len(tags))], True)


def _quoted_as(line: Line, before: int, drafts: list[Draft]) -> Phrase | None:
    """`The paper quoted Ann Lee | (as) saying that …`: she says it, and the paper nothing."""
    if not drafts or drafts[-1].cue is None:
        return None
    is_as = plain(line.words[before - 1]) == "as"
    if drafts[-1].cue.lemma not in (_CITES | {"report"} if is_as else _CITES):
        return None
    subject = subject_after(line, drafts[-1].cue_at + 1)
    if subject is None or not (is_as or not set(line.tags[subject.end : before]) - set("NP,")):
        return None
    drafts.pop()
    end = before - (line.tags[before - 1] == ",")
    return subject if is_as else subject._replace(end=end, head_end=min(subject.head_end, end))


def _cites(line: Line, at: int, cue: Cue) -> tuple[Phrase | None] | None:
    """`“…,” the paper | quoted | Ann Lee as saying.`: she says it; a pronoun names nobody. None: cites no one."""
    cited = subject_after(line, at + 1) if cue.lemma in _CITES and at + 1 < len(line.tags) else None
    after = at + 2 if cited is None else cited.end
    if cue.lemma not in _CITES or line.words[after : after + 2] not in (["as", "saying"], ["as", "telling"]):
        return None
    return (cited if cited is not None and set(line.tags[cited.start : cited.head_end]) & set("PN#") else None,)


def _main_subject(line: Line, drafts: list[Draft], before: int) -> Phrase | None:
    """Whose doing a participle reports: the last speaker outside a relative clause, else the sentence's subject."""
    for draft in reversed(drafts):
        if draft.subject is not None and line.tags[draft.subject.end - 1] != "R":
            return draft.subject
    found = first_subject(line, before)
    if found is None and line.tags[before - 2 : before] == ",I" and before > 2:
        inserted = subject_before(line, before - 1)  # "Ann Lee, despite admitting that …, left"
        return inserted[0] if inserted is not None else None
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
    if tags[at - 1] not in ",q-:" or tags[at + 1] not in "DPNHu#":
        return None
    subject = subject_after(line, at + 1)
    if subject is None:
        return None
    quoted = tags[at - 1] == "q" or (at > 1 and tags[at - 2] == "q")
    if not quoted and "P" not in tags[subject.head : subject.head_end] and not can_tell(line, subject):
        return None  # "the firm, based in Oslo, reported | a profit"
    stop = subject.head_end
    following = TIMES.match(tags, stop).end()
    if following < len(tags) and tags[following] in "IZ":
        phrase = subject_after(line, following + 1)
        following = TIMES.match(tags, phrase.head_end).end() if phrase else following
    ends = following >= len(tags) or tags[following] in ".,;:-q(gRB"
    is_paper = tags[following : following + 1] in ("E", "V") and plain(line.words[following - 1]) in REPORTS
    if not ends and not is_paper and not (quoted and tags[following] in "gE"):
        return None  # "noted the authors of the study | published on Monday"
    is_headline = line.block.kind in HEADINGS
    goes_on = tags[subject.end : subject.end + 1] == "," and tags[subject.end + 1 : subject.end + 2] in tuple("IgB")
    goes_on = (
        goes_on or is_paper or tags[subject.head_end : subject.head_end + 1] == "R"
    )  # "said the clerk who warned that"
    if not quoted and (
        (subject.end < len(tags) - 2 and not goes_on) or not (is_headline or FINITE.search(tags, 0, at - 1))
    ):
        return None
    left = left_limit(line, drafts, at)
    if not has_words(tags, left, at):
        return None
    if drafts and drafts[-1].is_open:
        return None
    draft = Draft(subject, cue, (at, at + 1), [(left, at - 1 if tags[at - 1] in ",-:" else at)], False)
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


def postposed(line: Line, at: int, cue: Cue, drafts: list[Draft], subject: Phrase) -> Draft | None:
    """`…, X said.` and `…, X said, …`."""
    tags = line.tags
    subject = _described_after_quote(line, at, cue, subject) or subject
    start = subject.start
    if start > 1 and tags[start - 1] == "B" and plain(line.words[start - 1]) == "as":
        start -= 1
    if start == 0 or tags[start - 1] not in ",q-":
        return None
    after_quote = start - 1 in line.pauses
    if not after_quote and cue.lemma != "put" and not (cue.takes & {"s", "q", "o"} and cue.is_speech):
        return None
    following = after_adjuncts(line, at + 1, cue)
    comma = len(tags[:following].rstrip("A")) - 1
    if at < comma < following < len(tags) and tags[comma] == "," and tags[subject.end - 1] != "R":
        following = comma  # "the ministry said on Tuesday, up from five": the comma is not the date's
    moved = TIMES.match(tags, at + 1).end()
    is_when = tags[start - 1] == "," and _says_while(line, moved, start, subject)
    following = moved if is_when else following
    if following < len(tags) and tags[following] not in _END and not after_quote and not is_when:
        return None
    if after_quote and tags[start - 2 : start - 1] == ":" and drafts and drafts[-1].is_open:
        finish(line, drafts[-1], start - 2)  # "the letter praised the crew: “…,” the union wrote"
    if drafts and drafts[-1].is_open:
        if _only_relays(cue, drafts[-1]):
            finish(line, drafts[-1], start)
            return None
        if not _closes_sentence(line, start, following, cue, drafts[-1]):
            return None
        drafts.pop()
    left = left_limit(line, drafts, start)
    quoted = tags[start - 1] == "q" or (start > 1 and tags[start - 2] == "q")
    # "At the time, she said, the bridge was closed": the clause follows.
    is_inserted = not cue.takes & {"i", "x"} and tags[start - 1] == "," and tags[following : following + 1] == ","
    is_inserted = is_inserted and FINITE.search(tags, following) is not None
    is_scene = tags[left] == "I" and tags[left + 1] != "#" and not FINITE.search(tags, left, start)
    # "While talks go on, | it demands", but "As many as 40 died, | it says".
    is_led_up = tags[left] == "B" and "," not in tags[left : start - 1]
    is_scene = is_scene or (is_led_up and plain(line.words[left + 1]) not in AS_MANY)
    speaker = (_cites(line, at, cue) or (subject,))[0]
    if not has_words(tags, left, start):
        return Draft(speaker, cue, (at, at + 1), [(following + 1, len(tags))], True) if is_inserted else None
    if not quoted and is_scene and not is_inserted:
        return None
    if not quoted and following < len(tags) - 1 and tags[following] in ",q" and TO_QUOTE.match(tags, following):
        return None
    draft = Draft(speaker, cue, (at, at + 1), [(left, start - 1 if tags[start - 1] in ",-" else start)], False)
    if following < len(tags) - 2 and tags[following] in ",-":
        if quoted:
            _resume(line, draft, following)
        elif plain(line.words[following + 1]) == "as":
            pass  # "…, the guard said, as divers went down": the reporter tells what happened meanwhile
        elif tags[start - 1] == tags[following] and (
            tags[following + 1] not in "gE" or (tags[following + 1] == "E" and not FINITE.search(tags, left, start - 1))
        ):
            draft.content.append((following + 1, len(tags)))
            draft.is_open = True
    return draft


def _says_while(line: Line, at: int, start: int, subject: Phrase) -> bool:
    """`…, he said | when he opened the plant`, `| while opening it`: the words at `at` tell what went on meanwhile."""
    tags, word = line.tags, plain(line.words[at]) if at < len(line.tags) - 1 else ""
    is_clause = FINITE.search(tags, 0, start - 1) is not None
    if word in _DOING and line.words[at + 1].endswith("ing"):
        return (is_clause or can_tell(line, subject)) and "," not in tags[at:-2]
    return is_clause and word in WHEN and tags[at + 1] in "HDP"


def _only_relays(cue: Cue, inner: Draft) -> bool:
    """`The ministry says ten died, the Gazette reports.`: who reports it does not say it."""
    return (
        cue.lemma == "report" and inner.cue is not None and inner.cue.lemma in ("say", "announce", "claim", "estimate")
    )


def _closes_sentence(line: Line, start: int, following: int, cue: Cue, inner: Draft) -> bool:
    """`Rules call for ten days, officials said.`: the last words frame all before them, an inner statement too."""
    ends = following >= len(line.tags) or line.tags[following] == "."
    is_last = ends and line.tags[start - 1] == "," and cue.lemma in ("say", "report", "tell", "write")
    return is_last and "q" not in line.tags[inner.subject.start if inner.subject else 0 : start]


def _described_after_quote(line: Line, at: int, cue: Cue, subject: Phrase) -> Phrase | None:
    """`“…,” a girl who was caught in the storm told ABC`: whoever stands after the comma and the mark says it."""
    quote = line.tags.rfind("q", max(0, at - 30), subject.start)
    if quote not in line.pauses or quote + 1 >= subject.start or not cue.is_speech or not cue.takes & {"s", "q", "o"}:
        return None
    first = subject_after(line, quote + 1)
    if first is None or line.tags[first.head] not in "DPN#" or first.head_end > subject.start:
        return None
    if first.end > subject.start:  # "Ann Lee, the head of the school | told ABC"
        is_named = "P" in line.tags[first.head : first.head_end]
        return Phrase(first.head, subject.end, first.head, first.head_end) if is_named else None
    return first


def _resume(line: Line, draft: Draft, at: int) -> None:
    """The rest of a statement that 'he said' has split, if a quotation follows."""
    tags = line.tags
    again = _TO_QUOTE_AGAIN.match(tags, at)
    if again:
        draft.content.append((again.end(), len(tags)))
        draft.is_open = True


def bare(line: Line, at: int, cue: Cue, subject: Phrase) -> Draft | None:
    """`Smith said.` and `Smith told reporters:` with what was said in the sentence before or after."""
    if subject.start > 1 or not cue.is_speech or not cue.takes & {"s", "q"}:
        return None
    following = after_adjuncts(line, at + 1, cue)
    if following < len(line.tags) and line.tags[following] not in ".:":
        return None
    return Draft(subject, cue, (at, at + 1), [], False)
