"""What a cue reports: where, to its right, the words begin, and where a statement that is being read ends."""

import re

from analysis.english.classes import plain
from analysis.english.nouns import BODY_NOUNS
from analysis.english.phrases import MAIN_CLAUSE, REPORTS, VENUES, Phrase, subject_after, subject_before
from analysis.english.word_lists import word_list
from analysis.voices.lines import Line
from analysis.voices.reporting_verbs import BARE, Cue

TIMES = re.compile(r"(?:A|[IA]?D?A?M{1,3}#?,?#?(?!')|#(?=M)){0,4}")
_TO_THAT = re.compile(r"(?:[AIZM#](?:[^TqXVYvgE.;:BRH]|(?<=[DN])v){0,14})?(?=T)")
TO_QUOTE = re.compile(r"(?:(?:[AIZOM][^qV.;:BRT]{0,16}?)?[,:-]|[.])?(?=q)")
_RECIPIENT = re.compile(
    r"(?:h|D[NA]{1,2}P{1,6}(?=[IM.,:TZq]|$)|D?P{1,6}(?:u|N{1,2}(?=[TqHDIM,.:]))?|D{0,2}[NuE#AM]{1,5}(?:g(?=T))?|H(?=[TZIqHDB:])|D(?=[OITZ]))"
    r"(?:[OI]D?(?:P{1,5}|[Nu#M]{1,4}))?"
)
_CALLED = re.compile(
    r"T(?=q)|D(?=q)|(?:h|H|D{0,2}[NPuE#A]{1,6}(?:[OIC]D?[NPu#]{1,4}){0,3})(?:D|q|A|~)|q|D[Nu]{1,2}E|D?[NPu]{1,4}q"
)
PUT_AT = re.compile(r"(?:[hH]|D?[NPuEY]{1,5})(?:[OIZ]D?[NPuEY]{1,3}){0,3}I[AIND]{0,4}#")
_OBJECT_TO = re.compile(r"(?:h|D?[NPuE#A]{1,5})Z")
# A clause that begins so tells when or why somebody spoke, not what was said.
WHEN = frozenset("when while as before after until because".split())
AS_MANY = frozenset("many much few little high low".split())
# What may be ruled or maintained is a country or a house; only a clause with *that* is said.
_NEED_THAT = frozenset("rule maintain".split())
_IN_THE_STREET = frozenset("demonstrate protest".split())
_SHY = frozenset("ask decline refuse".split())
_UNNAMED = frozenset("named identified anonymous anonymity unnamed".split())
# What storms and athletes claim without a word.
_WON = word_list("won", package=__package__)
# Where one is admitted to without a word.
_PLACES = BODY_NOUNS | frozenset("hospital hospitals clinic clinics school schools ward wards care".split())
# "A year after Lee warned them, …"
_AFTER = re.compile(r"C?(?:[DA#]{1,2}[MN][BI]|B)")
_LEADING_UP = frozenset("though after before since until".split())
_IN_A_TEXT = re.compile(r"ID?M{1,2}[Nu]{1,2}")
# "State television said three."
_NUMBER_ALONE = re.compile(r"[AIDN]{0,3}#{1,3}(?:[.;,]|$)")
_CLAUSE = re.compile(r"[TqXVYHvEug]")
_NAME_ALONE = re.compile(r"P{1,4}(?:[IA.,]|$)")
_OWN_CLAUSE = re.compile(r"[TqXVYHvE]")
_VERB = re.compile(r"[XVYvHq]")
_NAMES_AND_THINGS = frozenset("DPNuqhHE#gAR~TVv(")
FINITE = re.compile(r"[XVYvEHq]")


def content_after(line: Line, at: int, cue: Cue) -> tuple[int, int] | None:
    """Where the cue ends and what is said begins, to the right of the cue at `at`; None if nothing fits there."""
    tags, takes = line.tags, cue.takes
    end = at + 1
    if _asks_for_silence(line, end, cue):
        return None
    if cue.lemma == "find" and line.words[end : end + 1] and line.words[end].endswith(("self", "selves")):
        return None  # "find themselves in debt"
    if cue.lemma in _IN_THE_STREET and not _TO_THAT.match(tags, end):
        return None  # "a million people demonstrated on Saturday"
    if cue.lemma == "claim" and not _WON.isdisjoint(map(plain, line.words[end : end + 4])):
        return None  # "the storm claimed the lives of twenty"
    if cue.lemma == "confirm" and _NAME_ALONE.match(tags, end):
        return None  # "the senate confirmed | Ann Lee by 53 to 36"
    if "x" in takes and cue.lemma != "put":  # "put it on hold"; "put the toll at nine" is found below
        particle = _particle(line, end, cue)
        if particle is not None:
            return _after_particle(line, particle, cue)
        if cue.lemma == "call":
            return _naming(line, end)
    quote = TO_QUOTE.match(tags, end)
    if quote and takes & {"s", "q", "n", "o"}:
        return end, quote.end()
    start = _past_recipient(line, end, cue) if "o" in takes else end
    if start is None:
        return None
    begins = _after_that(line, start, cue) or _after_of(line, end, cue)
    if begins is None and cue.lemma in ("put", "estimate"):
        begins = end if PUT_AT.match(tags, end) else None
        if begins is not None and cue.lemma == "put" and line.words[end] == "it":
            return end + 1, end + 1
        if begins is not None or cue.lemma == "put":
            return (end, begins) if begins is not None else None
    if begins is None:
        begins = _infinitive(line, start, cue)
    if begins is None and takes & {"s", "o"}:
        begins = _clause(line, start, cue)
    if begins is None:
        begins = _thing(line, at, cue)
    return None if begins is None else (end, begins)


def _particle(line: Line, at: int, cue: Cue) -> int | None:
    """The token of the small word that belongs to the cue: `pointed *out*`, `called on Friday *for*`."""
    size = len(line.tags)
    if at < size and line.words[at].lower() not in cue.particles:
        at = TIMES.match(line.tags, at).end()
    return at if at < size and line.words[at].lower() in cue.particles else None


def _after_particle(line: Line, at: int, cue: Cue) -> tuple[int, int] | None:
    end = at + (line.tags[at] != "T")
    if end >= len(line.tags) or line.tags[end] == ".":
        return None
    if cue.lemma == "admit" and not _PLACES.isdisjoint(map(plain, line.words[end : end + 4])):
        return None  # "forty patients admitted to two hospitals"
    if cue.lemma == "go" and line.words[end] != "about" and not TO_QUOTE.match(line.tags, end):
        return None  # "went on strike"
    reached = _TO_THAT.match(line.tags, end)
    return end, (reached.end() if reached else end)


def _past_recipient(line: Line, at: int, cue: Cue) -> int | None:
    """Past the person spoken to; None where the verb needs one and none stands there."""
    recipient = _RECIPIENT.match(line.tags, at)
    if recipient is None:
        return at if "s" in cue.takes and cue.lemma != "tell" else None
    end = recipient.end()
    if "s" in cue.takes and cue.lemma != "tell" and line.tags[end : end + 1] in ("X", "V", "Y", "v", "E"):
        return at  # "warned the plan is bad": no person is spoken to
    return end


def _after_that(line: Line, start: int, cue: Cue) -> int | None:
    """At a quotation, at *that*."""
    if not cue.takes & {"s", "o"}:
        return None
    if cue.takes & {"i"} and line.tags[start : start + 1] == "Z":
        return None  # "asked the crowd to greet the mayor: “…”"
    found = TO_QUOTE.match(line.tags, start) or _TO_THAT.match(line.tags, start)
    if found and line.tags[found.end() - 1 : found.end() + 1] == "IT":
        return None  # "reported a drone in | that part of the town"
    return found.end() if found and found.end() < len(line.tags) else None


def _after_of(line: Line, end: int, cue: Cue) -> int | None:
    """`accused the government | of | fraud`."""
    if cue.takes != {"o"}:
        return None
    tokens = range(end + 1, min(end + 10, len(line.tags) - 1))
    return next((at + 1 for at in tokens if line.words[at] in ("of", "for")), None)


def _infinitive(line: Line, start: int, cue: Cue) -> int | None:
    """`vowed to stay`, `expects prices to rise`, `urged both sides to stop`."""
    tags = line.tags
    if "i" in cue.takes and "o" not in cue.takes and _OBJECT_TO.match(tags, start):
        return start
    if not cue.takes & {"i", "o"}:
        return None
    moved = TIMES.match(tags, start).end()
    if moved < len(tags) - 1 and tags[moved] == "Z":
        return moved
    return start if tags[start : start + 2] == "AZ" else None


def _asks_for_silence(line: Line, start: int, cue: Cue) -> bool:
    """`who asked not to be named`, `declined to be identified`: says how somebody talks to the press, nothing else."""
    return cue.lemma in _SHY and not _UNNAMED.isdisjoint(map(plain, line.words[start : start + 5]))


def _clause(line: Line, start: int, cue: Cue) -> int | None:
    """A clause without *that*."""
    if cue.lemma in _NEED_THAT:
        return None
    moved = _past_venue(line, TIMES.match(line.tags, start).end())
    if line.tags[moved : moved + 1] == "O" and line.tags[start] in "#DM":
        if "n" in cue.takes:
            return None  # "declared | three days of mourning"
        moved = start  # "said | the first night of rain left 80 dead"
    is_bound = plain(" ".join(line.words[moved + 1 : moved + 2])) in AS_MANY  # "said | as many as 40 had fled"
    if line.tags[moved : moved + 1] == "B" and plain(line.words[moved]) in WHEN and not is_bound:
        return None  # "that is what she said when she left"
    if line.tags[moved : moved + 1] == "Z" and "i" not in cue.takes:
        return None  # "the clerks report | to one manager"
    fits = moved < len(line.tags) and line.tags[moved] not in ".,;)-" and _has_clause(line, moved, cue)
    return moved if fits else None


def _thing(line: Line, at: int, cue: Cue) -> int | None:
    """A noun phrase that stands for what was said: `criticised the plan`, `the study found ten cases`."""
    if cue.lemma in ("show", "find", "give", "estimate") and at > 0 and _is_report(line, at):
        return at + 1
    if "n" not in cue.takes or (cue.lemma == "admit" and line.tags[at + 1 : at + 2] in ("#", "I")):
        return None  # "the clinic admitted 13 patients"
    moved = TIMES.match(line.tags, at + 1).end()
    if line.tags[moved : moved + 1] == "O":
        moved = at + 1  # "declared | three days of mourning"
    return moved if moved < len(line.tags) and line.tags[moved] in _NAMES_AND_THINGS | {"M"} else None


def _is_report(line: Line, at: int) -> bool:
    """Whether a report, a poll, data or the like is the subject of the verb at `at`."""
    found = subject_before(line, at)
    if found is None:
        return False
    subject = found[0]
    return any(plain(word) in REPORTS for word in line.words[subject.head : subject.head_end])


def _has_clause(line: Line, start: int, cue: Cue) -> bool:
    """Whether a clause without *that* follows."""
    limit = min(len(line.tags), start + 25)
    start += line.tags[start : start + 2] == "I#"  # "about 40 people are homeless"
    if cue.lemma == "say" and _NUMBER_ALONE.match(line.tags, start):
        return True
    if not cue.is_speech:
        comma = line.tags.find(",", start, limit)
        limit = comma if comma > 0 else limit
    if line.tags[start] == "I" and line.words[start].lower() != "about" and not cue.takes & {"n", "o"}:
        return cue.lemma in BARE | {"add"} and bool(FINITE.search(line.tags, start, limit))
    if cue.lemma in BARE and line.tags[start] in "DHPN#" and limit - start > 3:
        return True
    verb = (_CLAUSE if cue.takes & {"n", "o"} else _OWN_CLAUSE).search(line.tags, start, limit)
    if line.tags[start] == "#" and not cue.takes & {"n", "o"}:  # "adding | 67 before the interval"
        later = next((at for at in range(start, limit) if plain(line.words[at]) in WHEN), limit)
        verb = _VERB.search(line.tags, start, later)
    # "It concludes a week of talks | and is the third": that verb has its subject before the cue.
    is_next = verb is not None and verb.group() in "XVYv" and line.tags[verb.start() - 1] == "C"
    return verb is not None and not (is_next and not cue.takes & {"n", "o"})


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
        moved = (_IN_A_TEXT.match(tags, at) or TIMES.match(tags, at)).end()
        if at < moved + 1 < size and tags[moved] == "E" and tags[moved + 1] in "IZO":
            moved += 1  # "in a filing required under the law"
        if at < moved < size and tags[moved - 1] == ",":
            return moved  # "the ministry said on Tuesday, | with fears of more": a new part of the sentence
        if moved < size and tags[moved] in "IZO":
            phrase = subject_after(line, moved + 1)
            if phrase is not None:
                moved = phrase.head_end
                moved += moved < size and plain(line.words[moved]) in VENUES  # "in a news | briefing"
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
            return TIMES.match(line.tags, at).end()
    return at


_THING_ENDS = re.compile(r",[RgB]")
_CLAUSE_ENDS = re.compile(r",B(?:[VYA]|X(?![#DNP]))")
_TURN = re.compile(r",B(?=[DHPNuM])")
_ASIDE_ENDS = (re.compile(r",(?=A?[XVYE])"), MAIN_CLAUSE)
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
        subject: Phrase | None,
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
    opens = draft.subject is not None and line.tags[draft.subject.start - 1 : draft.subject.start] == "-"
    closes = line.tags.find("-", start + 1, end) if opens else -1
    end = closes if closes > 0 else end  # "thousands – the union put it at 90,000 – gathered"
    if cue is not None:
        for ends in _ASIDE_ENDS[: _is_aside(line, draft)]:
            aside = ends.search(line.tags, start + 1, end)
            end = aside.start() if aside else end
        is_thing = line.tags[start : start + 1] not in "TqZHB" and not (cue.takes & {"s", "o", "q"})
        over = (_THING_ENDS if is_thing else _CLAUSE_ENDS).search(line.tags, start + 1, end)
        end = over.start() if over else end
        end = _before_turn(line, start, end)
        if cue.takes == {"q"} and "q" in line.tags[start:end]:
            end = line.tags.index("q", start) + 1  # "chanted “…” | and marched on"
        border = clause_border(line, draft)
        end = border if border is not None and start < border < end else end
        if line.tags[start : start + 1] == "Z" or cue.takes == {"o"}:  # "accused him of theft, | and doctors counted"
            over = _NEXT_CLAUSE.search(line.tags, start + 1, end)
            end = over.start() if over else end
        has_particle = bool(cue.particles) and draft.cue_end > draft.cue_at + 1  # "called for a strike"
        if (cue.takes & {"n"} or has_particle or cue.lemma in ("show", "find")) and line.tags[
            start : start + 1
        ] not in "TqZHB":
            end = _before_participle(line, start, end)
            end = _before_aside(line, start, end)
    while end > start and (line.tags[end - 1] in ".,;:-CB~" or plain(line.words[end - 1]) == "though"):
        end -= 1
    draft.is_open = False
    draft.content[-1] = (start, end)
    if end <= start:
        draft.content.pop()


def _is_aside(line: Line, draft: Draft) -> int:
    """1 for `Lee, who promised help, left`: a clause between commas that goes on with the verb; 2 for `…, which Lee
    says will fall, …`: what follows may be another subject's; else 0."""
    subject = draft.subject
    if subject is None or subject.end < 2:
        return 0
    if line.tags[max(0, subject.start - 2) : subject.start] == ",R" and line.words[subject.start - 1] == "which":
        return 2
    return line.tags[subject.end - 2 : subject.end] == ",R"


def clause_border(line: Line, draft: Draft) -> int | None:
    """`When Smith noted the cost, | the crowd left`: the comma that ends a first clause which only leads up to more."""
    if draft.subject is None or not draft.content:
        return None
    first = _AFTER.match(line.tags)
    leads = (first is not None and draft.subject.start <= first.end() + 1) or (
        plain(line.words[0]) in _LEADING_UP and draft.subject.start <= 2
    )
    # "In Orm, where Smith noted the cost, | the crowd left".
    leads = leads or line.tags[max(0, draft.subject.start - 2) : draft.subject.start] == ",B"
    if not leads and not (draft.cue_at == 0 and draft.cue is not None and draft.cue.form == "ing"):
        return None
    found = MAIN_CLAUSE.search(line.tags, draft.content[-1][0] + 1)
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
