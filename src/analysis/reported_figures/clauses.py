"""The clause of a figure: what governs it, what is said of it, and the noun whose number it is.

No parser: the words before a figure are walked back to what it is the object of, or the complement of ("killed a woman
and three children", "the release of 52", "the toll rose on Sunday to 15"); the words behind it are walked on to the end
of its own clause. What stands beyond has nothing to say about it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

from analysis.english.classes import BASES, CASUALTIES, FINITE
from analysis.english.marks import LONG_DASHES, QUOTES
from analysis.english.phrases import phrase_ending
from analysis.english.tokens import Tokens
from analysis.english.verbs import BE, common_forms
from analysis.english.word_lists import word_sets
from analysis.reported_figures.changes import is_change_verb
from analysis.reported_figures.tallies import (
    described_before,
    has_level,
    is_noun,
    is_quantity_verb,
    place_which,
    tally_before,
    tally_in_label,
    to_extreme,
)

_WORDS = word_sets("clause_words", package=__package__)
_STANDS, _SETS, _DRAWS = (_WORDS[name] for name in ("stands", "sets", "draws"))
_ACTS = _SETS - _STANDS - _DRAWS
_TELLS, _EXPECTS = _WORDS["tells"], _WORDS["expects"]
_SOME_OF = _WORDS["some of"]
_COLLECTIVES, _LEADING, _LEVELS, _EDGES = (_WORDS[name] for name in ("collectives", "leading", "levels", "edges"))
# Tokens that a walk takes at most: a clause of news is seldom longer.
_FAR, _NEAR = 30, 14
_AFTER_CLAUSE = frozenset("after before since until than as while because if that".split())
_TOGETHER = tuple(tuple(words.split()) for words in ("along with", "together with", "as well as", "plus", "alongside"))
_PART = frozenset("including among comprising namely".split())
_VERB_TAGS = "XYE"
_OWNERS = ("'s", "’s", "s'", "s’")
# A participle behind one of these stands before its noun: "the exiled leader".
_BEFORE_NOUNS = ("D", "O", "I", "C")

# "Dissidents, | opposition figures, and | journalists remain": the members of a list behind its first.
_LIST = re.compile(r",(?:[DNPEuAO-]{1,6},){0,4}[DNPEuAO-]{1,6},?C")
_LISTED = frozenset("DNPuCOIAM#,-EY")

Span = tuple[int, int]
Link = Literal["", "of", "by", "level", "label", "part", "adjunct", "start"]


class Clause(NamedTuple):
    """Spans of characters of the sentence, and how the figure stands in its clause.

    `governed` is where the words end that govern the figure, `joint` the same with the preposition that joins it to
    them ("laid | off"), `link` what kind of joint it is: none (the figure is an object), "of", "by" (it is the agent),
    a preposition of a level, a label's mark, a word for a part, another preposition, or the clause's start.
    `topic` are the spans that may hold the noun whose number the figure is, the likeliest first. `after` are the spans
    of what is said of the figure, `is_close` says that only a participle right behind its noun is.
    """

    governed: int
    joint: int
    link: Link
    topic: tuple[Span, ...]
    after: tuple[Span, ...]
    is_close: bool
    has_verb: bool


def clause_of(tokens: Tokens, first: int, last: int, *, others: Sequence[Span]) -> Clause:
    """The clause of the figure in tokens `first` to `last` (exclusive), its noun phrase included.

    `others` are the tokens of the sentence's other figures with their noun phrases.
    """
    if is_quantity_verb(tokens.lower[first]) and tokens.tags[first] != "I":
        governed, link = first + 1, ""  # the bound is the verb: "may exceed one million"
    elif tokens.lower[first] == "as" and tokens.at(first + 1) in ("high", "low"):
        governed, link = first, "level"  # "put the turnout as high as 80"
    else:
        governed, link = _leftward(tokens, first, others, has_own_verb=tokens.tags[last : last + 1] == "X")
    topic = _topic(tokens, governed, first, link)
    # "With 27 journalists still in jail" is a clause of its own without a verb.
    is_close = (link == "adjunct" and tokens.at(governed) != "with") or is_whole(tokens, first)
    after, has_verb = _rightward(tokens, last, others, is_close=is_close)
    if link == "of" and _is_in_a_phrase(tokens, governed):
        after = ()
    if link == "start" and not has_verb and tokens.at(first - 1) == "and":
        governed, link = _listed_after(tokens, first)
    joint = min(governed + (link in ("of", "level", "adjunct", "by")), first)
    ends = (tokens.end[end - 1] if end else 0 for end in (governed, joint))
    return Clause(*ends, link, topic, after, is_close, has_verb)


def _is_in_a_phrase(tokens: Tokens, end: int) -> bool:
    """Whether a preposition leads to the noun before token `end`: many "in a town | of 12,000" fled."""
    start = end
    while start > 0 and tokens.tags[start - 1] in "NEDPAu":
        start -= 1
    return 1 < start < end and tokens.tags[start - 1] in "IO"


def is_whole(tokens: Tokens, first: int) -> bool:
    """Whether a figure is what another one, or "most", is a part of: "forty of the 200 people"."""
    at = _past_leading(tokens, first)
    if at == first or tokens.at(at - 1) not in ("of", "among"):
        return False
    return at < 2 or tokens.tags[at - 2] == "#" or tokens.lower[at - 2] in _SOME_OF


def _leftward(tokens: Tokens, first: int, others: Sequence[Span], *, has_own_verb: bool) -> tuple[int, Link]:
    """Where the words end that govern the figure, as a token, and what joins it to them.

    What has a verb of its own ends no list: "18 people died there and 61 were injured".
    """
    at = first
    for _ in range(6):
        at = _past_leading(tokens, at)
        if at == 0:
            return 0, "start"
        word = tokens.lower[at - 1]
        if word == "of":
            if at == 1:
                return at, "start"
            if tokens.lower[at - 2] in ("short", "shy"):
                return at - 2, "level"  # "revenue was short of the $3 billion that"
            if (to := to_extreme(tokens, at - 2)) is not None:
                return _joined(tokens, to, tokens.lower[to - 1])
            if tokens.lower[at - 2] not in _COLLECTIVES:
                return at - 1, "of"
            at -= 2
            continue
        if has_own_verb and word in ("and", "or", "&"):
            return at, "start"
        joined = _conjunction(tokens, at)
        if joined:
            if any(stop <= joined for _, stop in others):
                return at, "start"  # "30 pupils are missing, along with eight adults"
            at, word = joined + 1, "and"
        if word in ("and", "or", ",", "&") and at > 1:
            if word == "," and _is_label(tokens, at - 1):
                return at - 1, "label"
            start = _listed(tokens, at - 1, others)
            if not start:
                return at, "start"
            at = start
            continue
        return _joined(tokens, at, word)
    return at, "start"


def _listed_after(tokens: Tokens, first: int) -> tuple[int, Link]:
    """The verb of a list whose last member the figure is: "arrested the mayor, 51-year-old Ann Lott, and two aides"."""
    at = first - 1
    while at > 0 and first - at < _FAR and tokens.tags[at] in _LISTED:
        is_verb = tokens.tags[at] in "EY" and tokens.tags[at - 1] not in _BEFORE_NOUNS
        if is_verb and tokens.tags[at + 1] in "DP":
            return at + 1, ""
        at -= 1
    return first, "start"


def _conjunction(tokens: Tokens, at: int) -> int:
    """Where words for "and" begin that end before token `at`: "along with", "as well as", "but also"; or 0."""
    if tokens.lower[at - 1 : at + 1] == ["but", "also"]:
        return at - 1
    for words in _TOGETHER:
        start = at - len(words)
        if start > 0 and tuple(tokens.lower[start:at]) == words:
            return start
    return 0


def _past_leading(tokens: Tokens, at: int) -> int:
    """The first token of what stands before a number as a part of its phrase: "an unprecedented | 38,000"."""
    while at > 0:
        is_adjective = at > 1 and tokens.lower[at - 2] in ("a", "an") and tokens.tags[at - 1] in "NE"
        is_owner = tokens.tags[at - 1] in "NP" and tokens.lower[at - 1].endswith(_OWNERS)  # "the town's | 2,300"
        if not (is_adjective or is_owner or tokens.tags[at - 1] in "DA" or tokens.lower[at - 1] in _LEADING):
            return at
        at -= 1
    return at


def _joined(tokens: Tokens, at: int, word: str) -> tuple[int, Link]:
    if word == ":":
        return at - 1, "label"
    changes = any(map(is_change_verb, tokens.lower[max(0, at - 5) : at - 1]))
    if word == "by" and not changes and _is_passive(tokens, at - 2):
        return at - 1, "by"
    if word in _LEVELS:
        return at - 1, "level"
    if word in _PART or (tokens.tags[at - 1] in "hRD" and tokens.at(at - 2) in _PART):
        return at, "part"
    if word in _AFTER_CLAUSE or tokens.tags[at - 1] in "RTBH.;(-~":
        return at, "start"
    if tokens.tags[at - 1] in "IZ" and not is_change_verb(word) and not (word == "out" and tokens.at(at - 2) in _DRAWS):
        return at - 1, "adjunct"
    return at, ""


def _is_label(tokens: Tokens, end: int) -> bool:
    """Whether one or two words before token `end` open the line or follow a stop: "Killed, 12; injured, 40"."""
    starts = (start for start in (end - 1, end - 2) if start == 0 or tokens.tags[start - 1 : start] in (".", ";"))
    start = next(starts, -1)
    return start >= 0 and "#" not in tokens.tags[start:end] and tokens.tags[start] not in "IOZ"


def _listed(tokens: Tokens, end: int, others: Sequence[Span]) -> int | None:
    """Where the member of a list begins that ends before the comma or "and" at token `end`."""
    if tokens.lower[end - 1] == ",":
        end -= 1
    for start, stop in others:
        if stop == end:
            return start
    start = phrase_ending(tokens, end) if tokens.tags[end - 1] not in "hH" else end - 1  # "himself and 17 others"
    # "86 died in Velmar, 71 in Borrow": the place is no member of the list.
    if start is None or "#" in tokens.tags[start:end] or tokens.tags[max(0, start - 1)] in "IZ":
        return None
    # "Killed women and three children": the verb is no part of the phrase, a participle before its noun is.
    for at in range(end - 1, start - 1, -1):
        is_verb = tokens.tags[at] in _VERB_TAGS or tokens.lower[at] in FINITE
        if is_verb and tokens.tags[at - 1 : at] not in _BEFORE_NOUNS:
            start = at + 1
            break
    return start if start < end else None


def _is_passive(tokens: Tokens, verb: int) -> bool:
    """Whether the word at token `verb` is a passive participle, or a noun for what is done: "the strike by"."""
    at = verb - 1
    while at > 0 and tokens.tags[at] == "A":
        at -= 1
    return tokens.at(at) in BE or tokens.at(at) in ("got", "get") or (verb >= 0 and tokens.tags[verb] in "EN")


def _topic(tokens: Tokens, end: int, first: int, link: Link) -> tuple[Span, ...]:
    """The spans that may hold the noun whose number the figure is."""
    if link in ("start", "label"):
        return _heading(tokens, end, first)
    if link not in ("", "level", "by") or end == 0:
        return ()
    verb = end - 1 - (tokens.at(end - 1) == "out" and tokens.at(end - 2) in _DRAWS)  # "brought | out"
    if link == "level":
        while verb >= 0 and end - verb < _NEAR and not has_level(tokens.lower[verb]):
            is_said_of_noun = tokens.tags[verb] == "E" and (
                "of" in tokens.lower[max(0, verb - 4) : verb] or tokens.tags[verb - 1 : verb] == "D"
            )  # "put the wounded toll at 40"
            if (tokens.tags[verb] in "BRT;:.HEY" and not is_said_of_noun) or tokens.lower[verb] in QUOTES:
                return ()  # but "revised the number of people rescued to 40"
            verb -= 1
        if end - verb >= _NEAR:
            return ()
    # "Put the toll at 40" gives the number of its object, "put 40 on trial" does not.
    is_act = link == "" and tokens.lower[verb] in _ACTS and not is_change_verb(tokens.lower[verb])
    if verb < 0 or not is_quantity_verb(tokens.lower[verb]) or is_act:
        return ()
    is_amount = tokens.at(verb + 1) in ("more", "less", "fewer", "as")  # "dropped more than 5 per cent, to 40"
    is_time = tokens.tags[end - 1] == "M" and set(tokens.tags[verb + 1 : end]) <= {*"NM"}  # "rose early today to 40"
    if end - verb > 1 and tokens.tags[verb + 1] in "DNPE" and not is_amount and not is_time:
        spans = [(verb + 1, end)]  # "lowered the death toll to 217"
    elif is_noun(tokens, verb):
        spans = [(verb + 1, end)]  # "an increase in arrests to 40"
    elif (place := place_which(tokens, verb)) is not None:
        spans = [place]  # "hurt at | the school, | which includes 700"
    elif (which := _which(tokens, verb)) > 1:
        noun = phrase_ending(tokens, which - 1)
        spans = [] if noun is None else [(noun, which - 1)]  # "jailed for the scheme, | which (police say) took in"
    elif (tally := tally_before(tokens, verb)) is not None:
        # "The toll", before "the toll in the crash of a bus".
        spans = [tally, (tally[0], verb)] if set(tokens.tags[tally[1] : verb]) - set("XEA") else [(tally[0], verb)]
    elif (described := described_before(tokens, verb)) is not None:
        spans = [described]  # "the rate, | which is told monthly, | fell to"
    else:
        first = _subject_start(tokens, verb)
        # "In the end there could be 40": what stands before "there" is no subject.
        there = tokens.lower.index("there", first, verb) if "there" in tokens.lower[first:verb] else 0
        spans = [] if there and (there + 1 == verb or tokens.tags[there + 1] == "X") else [(first, verb)]
    return tuple((tokens.start[one], tokens.end[other - 1]) for one, other in spans if one < other)


def _which(tokens: Tokens, verb: int) -> int:
    """The "which" behind a comma that is the subject of a verb, whoever says so between the two; 0 if there is none."""
    at = verb - 1
    while at > 1 and verb - at < _NEAR and tokens.lower[at] != "which" and tokens.tags[at] in "DNPEY":
        at -= 1
    return at if at > 1 and tokens.lower[at] == "which" and tokens.tags[at - 1] == "," else 0


def _heading(tokens: Tokens, end: int, first: int) -> tuple[Span, ...]:
    """What a clause without a verb names before its figure: "Of the dead, 12 were children", "Arrests in Lund: 40"."""
    label = tally_in_label(tokens, end) if tokens.at(end) == ":" else None
    start = _clause_start(tokens, end if tokens.at(end) == ":" else first) if label is None else label
    if tokens.at(start) in ("of", "among"):
        return ((tokens.start[start], tokens.start[first]),)
    # "Before the vote, the $8 million budget": what leads up to a clause heads nothing.
    is_opening = tokens.tags[start] in "BIZ" or tokens.tags[end - 1 : end] in tuple("TB")
    is_heading = start < end and not is_opening and not any(tag in _VERB_TAGS for tag in tokens.tags[start + 1 : end])
    is_heading = is_heading or label is not None  # "Number of letters sent daily: 3 million"
    return ((tokens.start[start], tokens.end[end - 1]),) if is_heading else ()


def _subject_start(tokens: Tokens, verb: int) -> int:
    """Where the subject of a verb begins, behind an opening phrase and before a clause that is a part of it.

    "At the last vote, turnout was 70"; "the number known to have died when the Mira sank rose to 48".
    """
    start = _clause_start(tokens, verb)
    # "It will cut 900 posts after its net profit fell": "after" is no preposition where a verb stands on both sides.
    opening = max((at for at in range(start + 1, verb - 1) if tokens.lower[at] in _AFTER_CLAUSE), default=0)
    if opening and "Y" in tokens.tags[start:opening] and not set("XYE") & set(tokens.tags[opening + 1 : verb]):
        return opening + 1
    if tokens.at(verb - 1) == "to":  # "analysts expect | inflation to be 5 per cent"
        told = (at for at in range(verb - 1, start, -1) if tokens.lower[at - 1] in _EXPECTS)
        start = next((at for at in told if tokens.tags[at] in "DNPE"), start)
    inside = tokens.tags[start:verb]
    # A clause set off by a comma, or one with two verbs of its own, is no part of a subject.
    is_part = start > 1 and tokens.tags[start - 1] == "B" and tokens.tags[start - 2] != "," and "C" not in inside
    if is_part and ("Y" in inside or "X" in inside[:-1]):
        return _clause_start(tokens, start - 1)
    # "Looked at by month, | prices fell".
    is_described = start == 0 and tokens.lower[0].endswith(("ed", "ing")) and tokens.tags[1:2] in ("I", "A")
    is_described = is_described and inside.count(",") == 1
    if inside[:1] != "I" and not is_described:
        return start
    # "In its largest unit, phones, | profit rose": with no comma before the verb nothing follows the subject.
    last = inside.rfind(",", 0, -1)
    comma = last if inside[-1] != "," and inside[last + 1 : last + 2] in tuple("DNPE") else inside.find(",")
    return start + comma + 1 if comma > 0 and start + comma + 1 < verb else start


def _clause_start(tokens: Tokens, at: int) -> int:
    """Where the clause begins that token `at` stands in, as far as it matters."""
    start = at
    while start > 0 and at - start < 2 * _FAR and not _opens_clause(tokens, start - 1):
        start -= 1
    return start


def _opens_clause(tokens: Tokens, at: int) -> bool:
    """Whether the token at `at` ends the clause before: nothing further left belongs to it."""
    tag, word = tokens.tags[at], tokens.lower[at]
    if tag in ";:" or word in QUOTES or (tag == "B" and word != "as"):
        return True
    if tag in "CT" and at + 1 < len(tokens.tags):
        return tokens.tags[at + 1] in "DPH" and (tag == "T" or tokens.lower[at - 1] == ",")
    # "Rescuers said the toll rose": what is said begins behind the verb.
    is_verb = tag in "YE" or (tag == "N" and ("ing" in common_forms().get(word, ()) or word in _TELLS))
    begins = "DHNP" if tag == "Y" and word in _TELLS else "DH"
    is_said = word in _TELLS or not is_quantity_verb(word)
    return is_verb and is_said and tokens.tags[at + 1 : at + 2] in tuple(begins)


def _rightward(tokens: Tokens, last: int, others: Sequence[Span], *, is_close: bool) -> tuple[tuple[Span, ...], bool]:
    """The spans of what is said of a figure in its own clause, and whether a verb is among it."""
    spans: list[Span] = []
    at = start = last + (tokens.at(last) == "," and tokens.at(last + 1) == "of")
    limit = min(len(tokens.words), last + _FAR)
    has_verb = False
    starts = {one: other for one, other in others if one >= last}
    while at < limit:
        word, tag = tokens.lower[at], tokens.tags[at]
        if at in starts:
            is_among = "among" in tokens.lower[max(last, at - 2) : at]  # "three police were among | the 28 dead"
            if is_close or (has_verb and not is_among):
                break
            # "16 civilians and 15 soldiers were killed", "300 people in 12 villages fled".
            before = tokens.lower[at - 1] if at > last else ""
            is_linked = tokens.tags[at - 1] in "IOCZD" and before != "with"
            if at > last and not (is_linked or before == "," or before.endswith(_OWNERS)):
                break
            spans.append((start, at))
            at = start = starts[at]
            continue
        if word == "so" and tokens.at(at + 1) == "far":
            at += 2
            continue
        is_edge = word in QUOTES or (word in _EDGES and (word, tag) != ("since", "A"))
        if is_edge or tag in ";:" or (tag == "." and at + 1 >= len(tokens.words)):
            state = at + 1 + (tokens.tags[at + 1 : at + 2] == "A")  # "reported as still missing"
            is_listed = at > last and tokens.tags[at - 1] in "EY" and tokens.at(state) in CASUALTIES
            if word == "as" and (is_listed or tokens.at(at + 1) in ("well", "many", "much", "few")):
                at += 1  # "confirmed as injured", "as well as"
                continue
            break
        if word == "aged":
            at += 1
            while at < limit and tokens.tags[at] in "#,CIZ-":
                at += 1  # "two men aged 29 and 41 were killed"
            continue
        if is_close and tag == ",":
            break
        if tag in ",(" or (tag == "-" and (word in LONG_DASHES or not tokens.touches(at))):
            if has_verb:
                break
            resumed = _past_insertion(tokens, at, limit)
            if resumed is None:
                break
            spans.append((start, at))
            at = start = resumed
            continue
        if tag in "RT" and has_verb:
            break
        if tag == "C" and has_verb and _new_subject(tokens, at + 1, starts):
            break
        if tag == "Z" and at > last and _is_purpose(tokens, at):
            break
        has_verb = has_verb or (tag not in "IAPM" and _may_be_verb(tokens, at))
        at += 1
    spans.append((start, min(at, limit)))
    text = tuple((tokens.start[one], tokens.end[other - 1]) for one, other in spans if one < other)
    return text, has_verb


def _past_insertion(tokens: Tokens, at: int, limit: int) -> int | None:
    """The token behind the insertion that opens at `at`, or None where none closes."""
    tag = tokens.tags[at]
    closing = ")" if tag == "(" else tag
    inside = at + 1
    while closing == "-" and tokens.tags[inside : inside + 1] == "-":
        inside += 1  # a dash typed as two hyphens
    end = tokens.tags.find(closing, inside, limit)
    while end > 0 and closing == "-" and tokens.lower[end] not in LONG_DASHES and tokens.touches(end):
        end = tokens.tags.find(closing, end + 1, limit)
    listed = _LIST.match(tokens.tags, at, limit) if closing == "," else None
    if listed is not None:
        return listed.end()
    # "Opposition figures, journalists and others, are": a list goes on to its last comma.
    if closing == "," and tokens.at(at + 1) in _PART:
        verb = next((n for n in range(at + 1, limit) if tokens.tags[n] in "XY"), limit)
        end = max(end, tokens.tags.rfind(",", at + 1, verb))
    if end < 0:
        return None
    while closing == "-" and tokens.tags[end + 1 : end + 2] == "-":
        end += 1
    said = tokens.tags[inside:end]
    goes_on = closing == ")" or _may_be_verb(tokens, end + 1)
    return end + 1 if goes_on and ";" not in said else None


def _may_be_verb(tokens: Tokens, at: int) -> bool:
    """Whether the token at `at` can go on with the verb of a subject that stands before it."""
    word, tag = tokens.at(at), tokens.tags[at : at + 1]
    return tag in ("X", "Y", "E", "A") or word in CASUALTIES or word in FINITE or word in BASES


def _new_subject(tokens: Tokens, at: int, starts: dict[int, int]) -> bool:
    """Whether a new subject follows "and": "were killed and homes were burnt"; "killed and injured" has none."""
    if at in starts:
        return True
    tag = tokens.tags[at : at + 1]
    return bool(tag) and tag not in _VERB_TAGS + "A" and tokens.at(at) not in CASUALTIES


def _is_purpose(tokens: Tokens, at: int) -> bool:
    """Whether "to" at token `at` opens what an act is for: "formed a chain to bring", not "are expected to join"."""
    is_noun = tokens.tags[at - 1] in "NPuM" and "ing" not in common_forms().get(tokens.at(at - 1), ())
    return is_noun and tokens.forms[at - 1] != "a" and "base" in common_forms().get(tokens.at(at + 1), ())


def is_object(tokens: Tokens, clause: Clause) -> bool:
    """Whether a figure is the object of a verb that does something to it: "killing 12", not "counted 12"."""
    if clause.link != "" or clause.governed == 0:
        return False
    at = bisect_left(tokens.end, clause.governed)
    word = tokens.lower[at]
    return word not in BE and not is_quantity_verb(word) and (tokens.tags[at] in "YE" or word in common_forms())
