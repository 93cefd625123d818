"""Who does what a cue says: the verb's subject, if its form, number and kind fit a verb that reports.

Agreement in number tells verbs from nouns ("reports say", "the report says"); a subject that is a thing and no report
("this fact underscores") reports nobody's words; the article speaking for itself is no speaker.
"""

import re

from analysis.english.classes import BASES, CASUALTIES, plain
from analysis.english.nouns import BODY_NOUNS, is_people, is_plural
from analysis.english.phrases import REPORTS, VENUES, Phrase, first_subject, phrase_ending, subject_before
from analysis.english.verbs import BE
from analysis.english.word_lists import word_list, word_table
from analysis.voices.content import PUT_AT, TO_QUOTE, Draft
from analysis.voices.lines import HEADINGS, Line
from analysis.voices.reporting_verbs import SHOWING, TELLING, Cue

_WITH = frozenset("with without among despite besides including".split())
# Where a thing comes from.
_ORIGINS = frozenset("source sources origin origins".split())
# "Critics may say" and "they should demand" report nothing.
# "If the board rejects the plan, …": nobody has said so.
_IFS = frozenset(("if", "lest", "unless", "whether"))
UNREAL = frozenset("could should might may must couldn't shouldn't ought".split())
_BE = BE | {"it's", "he's", "she's", "they're", "we're"}
# Beside plural nouns these go with a verb without -s; "team" may go with either.
_PLURALS = word_list("with_plural_verbs", package=__package__)
# "According to its size", "according to the season": how something is ordered, not who says it.
_OWN = frozenset("his her its their my our your".split())
_FATES = frozenset("dead missing lost drowned killed trapped injured buried".split())
_ONE_OR_MANY = frozenset(("crew", "data", "media", "staff"))
_COMPOUND = re.compile(r"[Nu]{1,2}V")
# "The ministry issued a report saying that …": the ministry says it.
_ISSUED = frozenset("issued released published issues releases sent posted circulated".split())
# "The storm threatens to …", "the vote promises to …": what things do so says nothing.
BODING = frozenset(("promise", "threaten"))
# "The data show", but "Lee showed courage", "the firm proved a target".
_TEXTS_DO = frozenset(("demonstrate", "prove", "show"))
# What happens says nothing: "the strike announced by nurses".
_HAPPENINGS = frozenset(word_table("events"))
_NAMING = frozenset(("dub", "label", "term"))
_MORE_THAN = re.compile(r"[NAID]{1,3}#")
_LEADS = frozenset("more fewer less at about around nearly almost over some only".split())
# "Twelve percent indicated that …": of those who were asked.
_SHARES = frozenset(("percent", "cent", "%"))
_DOUBTED = frozenset("suspected alleged confirmed reported estimated proposed planned expected".split())
_DEGREES = frozenset("most more less least too very".split())
_PARTITIVES = frozenset(("of", "among"))
_ADDED = re.compile(r"[DI]?[NEA]{0,2}#{1,3}[^.,;:qTXVYHvE]{0,30}(?:[.,;]|$)")
_NEXT_FINITE = re.compile(r"[^.;:q]{0,40}?[XVYHvT]")
_DOUBT_TO_SAY = frozenset("refused declined failed wanted hoped tried not never unable reluctant sought".split())


def find_subject(line: Line, at: int, cue: Cue, previous: Draft | None) -> tuple[Phrase, int, bool] | None:
    """Who does what the cue at `at` says; where the clause begins; whether the subject is that of the verb before."""
    tags = line.tags
    before = at
    while before > 0 and tags[before - 1] == "A":
        before -= 1
    if before > 0 and tags[before - 1] in "DIO" and plain(line.words[before - 1]) not in _PLURALS:
        return None
    if at > 0 and tags[at - 1] == "#" and cue.is_often_noun and cue.form in ("s", "base"):
        return None  # "1.2 million votes"
    if cue.form == "past" and (_is_adjective(line, at) or _is_done_by(line, at)):
        return None
    if at > 0 and tags[at - 1] == "Z":
        return _infinitive(line, at, cue)
    if before > 0 and (tags[before - 1] == "C" or plain(line.words[before - 1]) == "but"):
        return _shared_subject(line, at, cue, previous)
    found = subject_before(line, at)
    if found is None:
        return None
    subject, verb_start = found
    subject = _before_purpose(line, subject)
    if _says_nothing(line, at, cue, subject):
        return None
    subject = _narrowed(line, cue, subject)
    if subject is None or _is_doing(line, subject) or _is_unsaid(line, at, cue, subject, verb_start):
        return None
    return subject, subject.start, False


def _says_nothing(line: Line, at: int, cue: Cue, subject: Phrase) -> bool:
    """Whether what stands before the cue does not say what follows: half a name, who found or added things, a date."""
    tags = line.tags
    if subject.head > 0 and tags[subject.head - 1] == "." and line.ends[subject.head - 1] == line.starts[subject.head]:
        return True  # "FloodWatch.ORG said": half a name
    if cue.lemma == "add" and tags[at + 1 : at + 2] == "Z":
        return True  # "the raid adds to fears"
    if cue.lemma in ("add", "find") and _ADDED.match(tags, at + 1) and not tells(line, subject.head, subject.head_end):
        return True  # "firms added | 40,000 jobs in May, …", "villagers found | four bodies"
    if cue.lemma == "report" and cue.form == "past" and tags[subject.head] == "#" and not can_tell(line, subject):
        return True  # "7 deaths reported this week"
    if cue.form == "past" and {"number", "numbers"} & {plain(word) for word in line.words[subject.start : subject.end]}:
        return True  # "the number of people | reported missing"
    if set(tags[subject.head : subject.head_end]) == {"#"} and {*map(plain, line.words[at + 1 : at + 2])} & CASUALTIES:
        return True  # "with 59 confirmed dead"
    is_all = subject.head_end - subject.head == 1 and plain(line.words[subject.head]) in ("all", "both", "each")
    if is_all and line.words[at + 1 : at + 2] == ["with"]:
        return True  # "joins two suspects, all charged with murder"
    return is_origin(line, subject) or (cue.form == "past" and _is_adjunct(line, subject, at))


def _narrowed(line: Line, cue: Cue, subject: Phrase) -> Phrase | None:
    """The part of the words before the cue that is its subject; None where they own or hold what is told."""
    joint = line.tags.find("C", subject.head, subject.head_end)
    if joint > 0 and cue.form == "s" and line.tags[subject.head - 1 : subject.head] in ("I", "O"):
        # "a mark in history | and | the mayor says": one verb in the singular has one subject
        subject = Phrase(joint + 1, subject.end, joint + 1, subject.head_end)
    subject = _after_a_thing(line, subject)
    words = line.words[subject.head : subject.head_end - 1]
    if "what" in words:  # "a fire on Friday in what | officials | called “…”"
        start = subject.head + words.index("what") + 1
        subject = Phrase(start, subject.end, start, subject.head_end)
    if plain(line.words[max(0, subject.start - 1)]) in _PARTITIVES and subject.start == 1 and cue.form == "past":
        return None  # "Of the 70 claims reported, 12"
    if line.tags[subject.end - 1] == "T" and is_issued(line, subject.head, subject.head_end):
        subject = first_subject(line, subject.head) or subject  # "the union issued a report that said"
    if cue.form != "ing" and _is_possessive(line, subject.end - 1):
        return None  # "Smith's plans to leave"
    return subject


def _is_unsaid(line: Line, at: int, cue: Cue, subject: Phrase, verb_start: int) -> bool:
    """Whether the verb says that the subject did not, or would, or was done to; or does not agree with it."""
    between = [plain(word) for word in line.words[verb_start:at] if word not in ","]
    verbs = zip(line.words[verb_start:at], line.tags[verb_start:at], strict=True)
    auxiliaries = [plain(word) for word, tag in verbs if tag == "X"]
    if not UNREAL.isdisjoint(auxiliaries):
        return True
    if subject.start > 0 and plain(line.words[subject.start - 1]) in _IFS:
        return True
    if cue.lemma in TELLING and any(word in ("not", "never") or word.endswith("n't") for word in between):
        return True
    if auxiliaries and auxiliaries[-1] in _BE and cue.form in ("past", "participle"):
        return True
    if _is_own_voice(line, subject) and not _quotes(line, at, subject):
        return True
    if cue.form == "participle" and not auxiliaries:
        return True
    if cue.form == "past" and not auxiliaries and not cue.is_speech and _is_fate(line, at):
        return True
    if not _agrees(line, subject, cue, bool(between and auxiliaries)):
        return True
    return not _may_say_so(line, at, subject, cue, has_auxiliary=bool(auxiliaries))


def _may_say_so(line: Line, at: int, subject: Phrase, cue: Cue, *, has_auxiliary: bool) -> bool:
    """Whether the subject can do what this very verb says: cameras dub nobody, a plane is found, a share votes."""
    tags = line.tags
    head = plain(line.words[subject.head_end - 1])
    if head in _HAPPENINGS and not tells(line, subject.head, subject.head_end):
        return False  # "the outbreak reported | 34 new cases"
    is_it = head == "it" and tags[at + 1 : at + 2] == "T"
    if (cue.lemma in SHOWING or cue.lemma in BODING) and not is_it and not can_tell(line, subject):
        return False
    is_found = line.block.kind in HEADINGS and cue.form == "past" and not tells(line, subject.head, subject.head_end)
    if cue.lemma == "find" and (is_found or not can_tell(line, subject)):
        return False  # "missing plane found “destroyed”"
    if cue.lemma == "vote" and plain(line.words[subject.head_end - 1]) in _SHARES:
        return False  # "80 per cent voted for a strike, the union said"
    if cue.lemma in _NAMING and not has_auxiliary and not can_tell(line, subject):
        return False  # "cameras dubbed “Smart Town”"
    is_that = tags[at + 1 : at + 2] == "T" and can_tell(line, subject)  # "the bank has shown that prices fell"
    if cue.lemma in _TEXTS_DO and not is_that and not tells(line, subject.head, subject.head_end):
        return False
    is_noun = cue.is_often_noun and cue.is_speech and cue.form in ("base", "s") and "x" not in cue.takes
    if is_noun and not has_auxiliary and not can_tell(line, subject):
        return False  # "the full-year earnings report"
    return not cue.is_often_noun or _is_verbal(line, at, subject, has_auxiliary, cue)


def _before_purpose(line: Line, subject: Phrase) -> Phrase:
    """`Divers | sent to inspect the bridge | said`, `plans to expand it say`: what stands before the infinitive."""
    tags, to = line.tags, subject.head - 2
    if to < 1 or tags[to] != "Z" or tags[subject.head] not in "DP":
        return subject
    verb = plain(line.words[to + 1])
    may_be_verb = tags[to - 1] in "EYV" and tags[to + 1] == "N" and not (is_people(verb) or is_plural(verb))
    if verb not in BASES and not may_be_verb:
        return subject
    end = to
    while end > 1 and tags[end - 1] in "IA":
        end -= 1  # "set | up | to protect"
    end -= tags[end - 1] in "EYV"
    head = phrase_ending(line, end) if end > 0 else None
    if head is None or tags[end - 1] in "HhR" or (head > 0 and tags[head - 1] not in ",;:-qCBT"):
        return subject
    return Phrase(head, subject.end, head, end)


def _is_adjunct(line: Line, subject: Phrase, at: int) -> bool:
    """`With the bodies | discovered today, the toll rose`: a participle in a phrase that leads up to the sentence."""
    opens = subject.head == 1 and plain(line.words[0]) in _WITH and line.tags[1] == "D"
    return opens and not set(line.tags[at + 1 : at + 2]) & set("TqHhDPN:") and "," in line.tags[at:]


def is_origin(line: Line, subject: Phrase) -> bool:
    """Whether a source is where a thing comes from: `the source of the leak`, not `a source of the paper`."""
    at = head_noun(line, subject)
    if plain(line.words[at]) not in _ORIGINS or line.tags[at + 1 : at + 2] not in ("O", "I"):
        return False
    if plain(line.words[at + 1]) not in ("of", "for", "behind"):
        return False
    of = range(at + 2, subject.head_end)
    return all(line.tags[n] not in "PHh" and not is_people(plain(line.words[n])) for n in of)


def _after_a_thing(line: Line, subject: Phrase) -> Phrase:
    """`Six had minor injuries | and | police said`: behind "and" those begin who can say something."""
    tags = line.tags
    joint = tags.find("CN", subject.head, subject.head_end)
    if joint < 1 or tags[subject.head - 1 : subject.head] not in tuple("IOXEYV") or joint + 2 != subject.head_end:
        return subject
    first, second = (plain(line.words[at]) for at in (joint - 1, joint + 1))
    is_thing = not is_people(first) and first not in BODY_NOUNS and is_people(second)
    return Phrase(joint + 1, subject.end, joint + 1, subject.head_end) if is_thing else subject


def _is_adjective(line: Line, at: int) -> bool:
    """`seven | suspected | rebels`, `the most politically | charged | change`."""
    tags = line.tags
    if at > 1 and tags[at - 1] == "A" and plain(line.words[at - 2]) in _DEGREES:
        return True
    if at > 1 and tags[at - 1] in "YE" and tags[at - 2] in "NuP" and tags[at + 1 : at + 2] == "N":
        return True  # "cases involved | estimated | losses"
    if tags[at - 1 : at] == "#" and (plain(line.words[at]) in _DOUBTED and tags[at + 1 : at + 2] in ("N", "C")):
        return True  # "a dozen | suspected | raiders", "9,260 confirmed and likely cases"
    if tags[at - 1 : at] != "#" or not line.words[at].endswith("ed") or tags[at + 1 : at + 2] not in ("N", "P"):
        return False
    return _NEXT_FINITE.match(tags, at + 1) is None


def _is_done_by(line: Line, at: int) -> bool:
    """`The attack | claimed by the Red Front | was`: who does it follows."""
    return (
        line.words[at + 1 : at + 2] == ["by"]
        and line.tags[at + 2 : at + 3] in ("D", "P")
        and line.tags[at - 1] in "NuP"
    )


def _is_possessive(line: Line, at: int) -> bool:
    return line.tags[at] in "PN" and plain(line.words[at]).endswith(("'s", "s'"))


def _is_doing(line: Line, subject: Phrase) -> bool:
    """`She is | spreading claims that …`, `a rise, | accounting for half of the cases reported`: no subject's verb."""
    first = subject.head
    if line.tags[first] not in "Ng" or not line.words[first].endswith("ing"):
        return False
    is_after_comma = first > 0 and line.tags[first - 1] == ","
    return subject.head_end == first + 1 or (is_after_comma and line.tags[first + 1] in "IOD#")


def _is_fate(line: Line, at: int) -> bool:
    """`Two hikers feared dead`: a headline's passive; nobody says who fears."""
    return at + 1 < len(line.words) and plain(line.words[at + 1]) in _FATES


def _infinitive(line: Line, at: int, cue: Cue) -> tuple[Phrase, int, bool] | None:
    """`They are right to assert that …`, `she went on to say that …`: the sentence's subject says it."""
    if line.block.kind in HEADINGS:
        return None  # "Voters to Say 'No'" tells of the future
    if cue.form != "base" or "s" not in cue.takes or line.tags[at + 1 : at + 2] not in ("T", "q"):
        return None
    found = first_subject(line, at)
    if found is None or any(plain(word) in _DOUBT_TO_SAY for word in line.words[found.end : at]):
        return None
    return found, found.start, False


def _shared_subject(line: Line, at: int, cue: Cue, previous: Draft | None) -> tuple[Phrase, int, bool] | None:
    """`X praised the plan and called for more`: the second verb has the first one's subject."""
    is_verb = not cue.is_often_noun or line.tags[at + 1 : at + 2] == "T"
    if previous is None and cue.is_speech and cue.form in ("past", "s") and is_verb:
        found = first_subject(line, at)
        return (found, found.start, False) if found is not None and can_tell(line, found) else None
    if previous is None or previous.subject is None or cue.is_often_noun or previous.cue is None:
        return None
    if not cue.is_speech or cue.form not in ("past", "s") or previous.cue.form not in ("past", "s", "ing"):
        return None
    if cue.form != previous.cue.form and cue.lemma != "say" and line.tags[at + 1 : at + 2] != "T":
        return None
    begins = at - 1
    while begins > 0 and line.tags[begins] == "A":
        begins -= 1
    if line.tags[begins - 1] in "VYE" and begins - 1 > previous.cue_at:
        found = subject_before(line, begins - 1)  # "when Lee mentioned it, Orr smiled and said"
        return (found[0], found[0].start, False) if found is not None else None
    return previous.subject, begins, True


def _quotes(line: Line, at: int, subject: Phrase) -> bool:
    """`I said, “…”`: the writer tells what was said, and by whom."""
    return bool(TO_QUOTE.match(line.tags, at + 1)) or line.tags[subject.start - 1 : subject.start] == "q"


def _is_own_voice(line: Line, subject: Phrase) -> bool:
    """`I`, `we`, `this article`: the article speaks for itself."""
    first, last = plain(line.words[subject.head]), plain(line.words[subject.head_end - 1])
    if line.tags[subject.head_end - 1] == "H":
        return first in ("i", "we", "you")
    return first == "this" and last in ("article", "story", "post", "piece", "column", "page", "guide")


def can_tell(line: Line, subject: Phrase) -> bool:
    """Whether the subject is somebody, or a report; `this fact underscores` reports nobody's words."""
    tags, words = line.tags, line.words
    if tags[subject.head_end - 1] in "HRPD#h" or tags[subject.end - 1] == "R":
        return tags[subject.head] == "P" or not _tagged_abstract(line, subject)
    noun = plain(words[head_noun(line, subject)])
    return tells(line, subject.head, subject.head_end) or is_people(noun) or noun in _SHARES


def _tagged_abstract(line: Line, subject: Phrase) -> bool:
    """`the situation in Ruritania`: a thing, though a name ends the phrase."""
    at = head_noun(line, subject)
    noun = plain(line.words[at])
    if at == subject.head_end - 1:
        return noun in ("this", "that", "it")
    return line.tags[at] != "P" and not is_people(noun) and noun not in REPORTS


def tells(line: Line, start: int, end: int) -> bool:
    """Whether a phrase names something that tells: a report, a statement, a letter."""
    words = [plain(word) for word in line.words[start:end]]
    return any(word in REPORTS or word in VENUES or word.rstrip("s") in VENUES for word in words)


def is_source(line: Line, subject: Phrase) -> bool:
    """Whether something can be known from it: not `according to | his body mass index`, `according to | plan`."""
    if is_origin(line, subject):
        return False
    tags, head = line.tags[subject.head : subject.head_end], head_noun(line, subject)
    noun = plain(line.words[head])
    if "P" in tags or tags[-1] in "HhRD" or is_people(noun) or noun in _SHARES or tells(line, head, head + 1):
        return noun != "index" or plain(line.words[subject.head]) not in _OWN
    return (tags[0] == "D" or is_plural(noun)) and plain(line.words[subject.head]) not in _OWN


def is_issued(line: Line, head: int, end: int) -> bool:
    """`The ministry issued | a report`: whoever issues it says what stands in it."""
    return head > 1 and tells(line, head, end) and plain(line.words[head - 1]) in _ISSUED


def head_noun(line: Line, subject: Phrase) -> int:
    """The token of the head noun: `an *average* of polls`."""
    for at in range(subject.head + 1, subject.head_end):
        if line.tags[at] in "IOZ" and line.tags[at - 1] in "NPu":
            # "the Ministry of Health | figures"
            is_owner = line.tags[at + 1 : at + 2] == "P" and line.tags[subject.head_end - 1] in "Nu"
            return subject.head_end - 1 if is_owner else at - 1
    return subject.head_end - 1


def _agrees(line: Line, subject: Phrase, cue: Cue, has_auxiliary: bool) -> bool:
    """Whether the verb's form fits the subject's number: it tells verbs from nouns."""
    if has_auxiliary or cue.form in ("past", "participle", "ing"):
        return True
    last = plain(line.words[head_noun(line, subject)])
    is_several = (
        last in _PLURALS
        or plain(line.words[subject.head]) in _PLURALS
        or is_plural(last)
        or last.endswith("s'")
        or "C" in line.tags[subject.head : subject.head_end]
        or line.tags[subject.end - 1] == "R"
    )
    if cue.form == "base":
        return is_several
    if (
        line.tags[subject.head_end - 1] in "Nu"
        and is_plural(last)
        and "P" not in line.tags[subject.head : subject.head_end]
    ):
        return last in _ONE_OR_MANY
    return last not in _PLURALS or last in _ONE_OR_MANY


def _is_verbal(line: Line, at: int, subject: Phrase, has_auxiliary: bool, cue: Cue) -> bool:
    """Whether a form that is often a noun stands where a verb stands."""
    if at + 1 == len(line.tags):
        return False
    following = line.tags[at + 1]
    if _COMPOUND.match(line.tags, at + 1):
        return False  # "Private forecast firms said"
    if following == "T" and line.tags[at + 2 : at + 3] in ("X", "V", "Y", "E"):
        return False
    if following in ".," and cue.form in ("s", "base") and subject.start > 0 and line.tags[subject.start - 1] in ",q":
        return cue.is_speech
    if has_auxiliary or line.tags[subject.end - 1] in "HR)":
        return following in "TqHhDPNZ:IA#uEgR,B"
    if following == "#" and cue.form in ("base", "past") and can_tell(line, subject):
        return True  # "records show 40 people fled"
    if can_tell(line, subject) and (_MORE_THAN.match(line.tags, at + 1) and plain(line.words[at + 1]) in _LEADS):
        return True  # "the unions claim more than a million"
    if cue.lemma == "estimate" and cue.form == "s" and PUT_AT.match(line.tags, at + 1):
        return can_tell(line, subject)  # "the office estimates the damage at nine dollars"
    if cue.form == "base" or line.tags[subject.head_end - 1] == "N":
        return following in "TqHhDP:" or ("i" in cue.takes and following == "Z") or line.words[at + 1] in cue.particles
    return following in "TqHhDP:BAN#" or ("i" in cue.takes and following == "Z") or line.words[at + 1] in cue.particles


def is_progressive(line: Line, at: int) -> bool:
    """Whether the -ing form at token `at` is a finite verb: `is demanding`."""
    while at > 0 and line.tags[at - 1] == "A":
        at -= 1
    return at > 0 and line.tags[at - 1] in "XH" and plain(line.words[at - 1]) in _BE
