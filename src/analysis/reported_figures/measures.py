"""Which measure, kind and population a figure has: the codebook first, general rules otherwise."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from analysis.corpus.codebook import Codebook, Cues, Measure, cue_pattern
from analysis.english.calendar import CLOCKS
from analysis.english.classes import BASES, CASUALTIES, ENGLISH, FINITE
from analysis.english.nouns import is_people, is_plural, plural
from analysis.english.tokens import Tokens
from analysis.english.units import MONEY, UNIT_WORDS
from analysis.english.verbs import BE
from analysis.english.word_lists import any_of, word_list, word_sets
from analysis.reported_figures import countable
from analysis.reported_figures.changes import is_change_verb
from analysis.reported_figures.clauses import Clause, Link, Span
from analysis.reported_figures.countable import ANYONE, REMAINS
from analysis.reported_figures.kinds import Kind, Said, kind_of

RATES = frozenset({"percent", "percentage points", "basis points"})
# What a cue is to the figure, the closest first: it governs it, is the noun whose number it is, is said of it, is part
# of the counted phrase, or is a header.
_GOVERNS, _TOPIC, _SAID, _INSIDE, _LABEL = range(5)
# Characters: of a clause that are looked at before a figure, behind a length of time, and up to a participle that
# follows a noun at once.
_REACH = 160
_FAR = 600
_BEHIND = 40
_FARTHEST = 120
_CLOSE = 3
# What the lost are until they are found.
_FATES = frozenset({"killed", "missing"})
_EITHER = re.compile(
    r"\b(?:dead|killed|died|drowned|lost|lives) or (?:\w{2,12} ){0,3}missing\b|"
    r"\bmissing or (?:\w{2,12} ){0,2}(?:dead|killed|died)\b|\b(?:fatalities|deaths) and missing\b"
)
# The place, the distance, and minus the length of a cue: the smallest is the closest.
_Rank = tuple[float, float, int]
# "19 of the 21 miners | who had | died".
_RELATIVE = re.compile(r" (?:who|that|which) (?:(?:have|has|had|were|was|are|been|\w+ly) ){0,3}")
_SUFFERS = frozenset("suffered suffering suffer sustained sustaining received".split())
_WITH = ("with ", "carrying ", "full of ")
_OF_SO_MANY = re.compile(r" (?:of|among) (?:the|those|its|their) [\w,]+ (?:confirmed |known )?")
# "Another four | were recovered", of bodies.
_FOUND = re.compile(r"\s*(?:were|was|have been|had been) (?:\w{2,12}ly )?(?:recovered|found|retrieved|discovered)\b")
# "Fifteen of the injured | were taken to Orn Memorial Hospital".
_TO_A_HOSPITAL = re.compile(
    r"\b(?:taken|rushed|brought|transported|airlifted|flown|sent|admitted) to (?:the )?(?:[A-Z][\w’'.-]{1,20} ){1,4}"
    r"(?:Hospital|Infirmary|Medical Cent(?:er|re))\b"
)
_BOUNDS = word_sets("clause_words", package=__package__)["leading"] | {"at"}
_UPON = frozenset({"on", "against", "for"})
# "A raft carrying | 46 people", "the ferry left with | 90 passengers", "a dinghy packed with | 40".
_CARRIES = re.compile(
    r"\b(?:carrying|(?:packed|crammed|crowded|overloaded|laden) with"
    rf"|{any_of(word_list('vessels'))}e?s?(?: (?!collided|crashed)\w{{2,12}}){{0,3}} with"
    rf"|{any_of(word_list('vessels'))},? full of) $",
    re.IGNORECASE,
)
_TRAPPED = re.compile(r"(?: [\w’'-]{2,20}){0,3}? (?:who (?:had been |were ))?(?:trapped|stuck|pinned|buried)\b")
_IN_WHAT = re.compile(r" in (?:(?:the|an?|its|their|this|that) )?[^,.;:]{3,60}")
# A sentence is handed down, nobody is counted in prison: "six were jailed | for two years".
_FOR_YEARS = re.compile(r" for (?:\w+ ){0,4}?(?:years?|months?|weeks?|days?|life)\b")
_CAPTORS = any_of(word_list("captors", package=__package__))
_CAPTORS_TAKE = re.compile(rf"\b{_CAPTORS}(?: (?:who|had|have|also|then|later))* [a-z]+(?: up)? $", re.IGNORECASE)
_BY_CAPTORS = re.compile(rf"[^;.]{{0,80}}?\bby (?:the |some |\w+ ){{0,3}}?{_CAPTORS}\b", re.IGNORECASE)
# Who is sent there is not deployed.
_AWAY = frozenset({"home", "back", "away"})
_FEARED = ("feared ", "believed ", "thought ", "presumed ")
_TOLLS = CASUALTIES | {"injury"}
_JOINS = word_sets("clause_words", package=__package__)["joins"]


class Meaning(NamedTuple):
    """What a figure means: its measure (None = the codebook has none), kind and population."""

    measure: str | None
    kind: Kind
    population: str | None


class Surroundings(NamedTuple):
    """What stands around a figure: its sentence as tokens, the figure with its noun phrase, its clause.

    `start` and `end` are the figure's characters in the sentence, `inside` those of the counted phrase behind it.
    `label` is the header or list label above, `since` where the figure before ends.
    """

    tokens: Tokens
    start: int
    end: int
    inside: Span
    clause: Clause
    label: str
    since: int

    @property
    def before(self) -> str:
        """The clause up to the figure."""
        return self.tokens.text[max(self.since, self.start - _REACH) : self.start]

    @property
    def after(self) -> str:
        """The counted phrase and what is said of it."""
        text = self.tokens.text
        return " ".join([text[self.end : self.inside[1]], *(text[start:end] for start, end in self.clause.after)])


def meaning_of(
    around: Surroundings, *, counted: str | None, head: str | None, unit: str | None, form: str, codebook: Codebook
) -> Meaning:
    """The measure, kind and population of a figure.

    The measure is the codebook's whose cue is tied most closely to the figure in its own clause: it governs the figure
    ("freed 52"), is the noun whose number it is ("the toll rose to 52") or is said of it ("52 were freed"). Its
    `people` must fit the counted noun. A share or an amount per something is a rate.

    Misleads when
    -------------
    The verb that says what happened to the people counted is in neither codebook: the measure is then empty.
    """
    measures = tuple(codebook.measures.values())
    on_label = codebook.cues.starts(around.label) if around.label else {}
    near = codebook.cues.starts(around.tokens.text).keys() | on_label.keys()
    said = [one for one in measures if one.name in near]
    text, start, end = around.tokens.text, around.start, around.end
    is_other = countable.is_left_out(text, start, end) or countable.is_without(text, end)
    if unit is None and (is_other or countable.is_capacity(around.before)):
        return Meaning(None, "other", _population(head))
    plain_unit = None if unit is None else unit.partition(" per ")[0]
    if plain_unit in CLOCKS and " per " not in unit:
        return Meaning(_of_duration(around, [one for one in said if one.kind == "duration"]), "duration", None)
    is_rate = form == "fraction" or (unit is not None and (unit in RATES or " per " in unit))
    candidates = _candidates(said, plain_unit)
    if is_rate and counted is None:
        candidates = [_without_changes(measure) for measure in candidates]
    elif (is_rate or unit is None) and plain_unit not in MONEY:
        counting_it = (countable.counting(measure, counted=counted, head=head) for measure in candidates)
        candidates = [measure for measure in counting_it if measure is not None]
    name, kind = _nearest(around, candidates, codebook.cues, is_count=unit is None or is_rate)
    if name == "arrested" and "abducted" in codebook.measures and _is_by_captors(around):
        name, kind = "abducted", codebook.measures["abducted"].kind
    if name == "released" and "rescued" in codebook.measures and _TRAPPED.match(around.after):
        name, kind = "rescued", codebook.measures["rescued"].kind  # "freed 14 people trapped in a lift"
    is_named = name is not None and plural(head or "") not in codebook.measures[name].cues
    if unit is None and not is_named and around.before.endswith(_WITH) and _CARRIES.search(around.before):
        name, kind = _aboard(measures, counted=counted, head=head) or (name, kind)
    if name in _FATES and _EITHER.search(around.after):
        name, kind = None, None  # "60 people are dead or missing": neither number
    is_part = head in ("body", "corpse") or around.tokens.text.startswith(" of ", around.end)
    if name == "killed" and is_part and _is_dealt_with(around):
        name, kind = None, None  # "72 bodies were identified": not how many died
    if name is None and plain_unit in MONEY:
        name, kind = _of_any_money(measures)
    elif name is None and head in REMAINS and unit is None and (not is_part or _FOUND.match(around.after)):
        name, kind = _of_any_named(measures, plural(head))  # "confirmed one death"
    if is_rate and unit != "parts per million":
        return Meaning(name, "rate", _population(head))
    if unit is not None:
        return Meaning(name, kind or "other", None)
    population = _population(head)
    if population is None and counted is None and name is not None and "people" in codebook.measures[name].people:
        population = "people"
    inside = around.inside[1] - around.end
    far = around.tokens.text[max(0, around.start - _FAR) : around.end + _FAR]
    said = Said(around.before, around.after, around.after[inside:] if around.clause.has_verb else "", around.label, far)
    return Meaning(name, kind_of(said, kind=kind), population)


def _is_by_captors(around: Surroundings) -> bool:
    """Whether no police take those counted: "gunmen seized 80 boys", "80 boys were seized by gunmen"."""
    clause = around.tokens.text[max(around.since, around.start - _REACH) : around.start]
    return bool(_CAPTORS_TAKE.search(clause) or _BY_CAPTORS.match(around.after))


def _candidates(measures: Sequence[Measure], unit: str | None) -> list[Measure]:
    """The measures that can hold a unit: money where the codebook counts money, people where there is none."""
    measures = [measure for measure in measures if measure.kind != "duration"]
    if unit in MONEY:
        return [measure for measure in measures if not _units(measure.people).isdisjoint(MONEY)]
    if unit is None or unit in RATES:
        return [measure for measure in measures if _units(measure.people).isdisjoint(MONEY)]
    return [measure for measure in measures if unit in _units(measure.people)]


@lru_cache(maxsize=512)
def _units(people: tuple[str, ...]) -> frozenset[str]:
    return frozenset(UNIT_WORDS[noun] for noun in people if noun in UNIT_WORDS)


@lru_cache(maxsize=512)
def _without_changes(measure: Measure) -> Measure:
    """A measure without cues that only say up or down: "cut by half" tells of a change, not of jobs."""
    return replace(measure, cues=tuple(cue for cue in measure.cues if not is_change_verb(cue)))


@lru_cache(maxsize=64)
def _of_any_money(measures: tuple[Measure, ...]) -> tuple[str | None, Kind | None]:
    """The measure that has the names of currencies among its cues, if any: a currency's sign is its name."""
    of_any = [one for one in _candidates(measures, "USD") if any(UNIT_WORDS.get(cue) in MONEY for cue in one.cues)]
    return (of_any[0].name, of_any[0].kind) if len(of_any) == 1 else (None, None)


def _of_any_named(measures: Sequence[Measure], noun: str) -> tuple[str | None, Kind | None]:
    """The measure that a noun for what it counts is a cue of, if any."""
    return next(((one.name, one.kind) for one in measures if noun in one.cues), (None, None))


def _aboard(measures: Sequence[Measure], *, counted: str | None, head: str | None) -> tuple[str, Kind] | None:
    """The measure of those on board, if the codebook has one that can count the noun."""
    aboard = next((one for one in measures if "aboard" in one.cues), None)
    is_fit = aboard is not None and head is not None and countable.may_count(aboard, counted=counted, head=head)
    return (aboard.name, aboard.kind) if is_fit else None


def _population(head: str | None) -> str | None:
    if head is None:
        return None
    return "people" if head in ANYONE else plural(head)


def _of_duration(around: Surroundings, measures: Sequence[Measure]) -> str | None:
    """The measure of a length of time whose cue stands nearest before it in its clause, or right behind it."""
    before, _, _ = around.before.rpartition(";")[2].partition("\n")
    after = around.after[:_BEHIND]
    if "-" in around.tokens.text[around.start : around.end]:  # "an 18-month FBI inquiry led to a sentence"
        before, after = "", " ".join(around.tokens.text[around.end : around.end + _BEHIND].split()[:3])
    found = [
        (min(_gap(one, before, last=True), _gap(one, after, last=False)), one.name) for one in measures if one.cues
    ]
    gap, name = min(found, default=(math.inf, None))
    return name if gap < _FARTHEST else None


def _gap(measure: Measure, text: str, *, last: bool) -> float:
    """Characters between the figure and the nearest cue on one side."""
    cues = [*cue_pattern(measure.cues).finditer(text)]
    return math.inf if not cues else len(text) - cues[-1].end() if last else cues[0].start()


def _nearest(
    around: Surroundings, measures: Sequence[Measure], cues: Cues, *, is_count: bool
) -> tuple[str | None, Kind | None]:
    """The measure whose cue is most closely tied to the figure, by its place in the clause."""
    ranked = [
        (rank, measure.name, measure.kind)
        for measure in measures
        if (rank := _rank(measure, around, cues, is_count=is_count)) is not None
    ]
    _, name, kind = min(ranked, default=((), None, None))
    return name, kind


def _rank(measure: Measure, around: Surroundings, cues: Cues, *, is_count: bool) -> _Rank | None:
    """How closely a measure's nearest cue is tied to the figure: its place, its distance, its length."""
    first, last = max(0, around.start - _REACH), around.end + 2 * _REACH
    found = cues.within(first, last, measure, around.tokens.text)
    ranks = [rank for cue in found for rank in _ranks(cue, measure, around, is_count)]
    if around.clause.link == "" and _is_split(measure.cues, around):
        ranks.append((_GOVERNS, 0.0, 0))
    if "taken to hospital" in measure.cues and (taken := _TO_A_HOSPITAL.search(around.after)):
        ranks.append((_SAID, taken.start(), 0))
    if around.label and cue_pattern(measure.cues).search(around.label):
        ranks.append((_LABEL, 0.0, 0))
    return min(ranks, default=None)


def _ends_at(cue: re.Match[str], around: Surroundings) -> bool:
    """Whether a cue of several words ends right before a figure or in its bound: "rounded up 120", "handed over 12"."""
    gap = around.tokens.text[cue.end() : around.start]
    return " " in cue[0] and (gap == " " or cue.start() < around.start < cue.end() <= around.end)


def _ranks(cue: re.Match[str], measure: Measure, around: Surroundings, is_count: bool) -> Iterator[_Rank]:
    """What a cue is to the figure, if anything; an amount is less strict than a count, for its unit says much."""
    clause, tokens, (first, last) = around.clause, around.tokens, around.inside
    at = bisect_left(tokens.start, cue.start())
    if _means_another(cue, at, measure, around):
        return
    length = cue.start() - cue.end()
    # "Scores dead, 300 missing": what is said of the figure before heads no list.
    is_of_last = clause.link == "label" and 0 < around.since <= cue.start() <= around.since + 1
    governs = cue.end() == clause.governed and _governs(tokens, cue, clause.link, measure=measure, is_count=is_count)
    governs = not is_of_last and (governs or cue.end() == clause.joint > clause.governed)
    if governs or _ends_at(cue, around):
        yield _GOVERNS, 0.0, length
    for place, (start, end) in enumerate(clause.topic):
        if start <= cue.start() and cue.end() <= end and not is_of_last and _is_topic(tokens, cue, measure=measure):
            rank = _INSIDE if clause.link in ("start", "label") else _TOPIC
            yield rank, place * _REACH + cue.start() - start, length
    if around.end <= cue.start() and cue.end() <= last:
        if cue[0].lower() == "missing" and cue.end() < last:
            yield _GOVERNS, 1.0, length  # "drew up a list of 104 missing people"
        elif not is_count or _names(tokens, cue, around.inside):
            yield _INSIDE, 0.0, length
    elif first <= cue.start() < last < cue.end():
        yield _SAID, 0.0, length  # "with 95 lives lost"
    elif any(start <= cue.start() < end for start, end in clause.after):
        gap = cue.start() - last
        is_next = gap <= 1 or set(tokens.tags[bisect_left(tokens.start, last) : at]) <= {"E", "A"}
        if first == last and is_next and cue[0].lower() in CASUALTIES:
            # "The toll rose to 150 and at least 700 wounded", "pulled out 12 dead", but "freed 12 wounded".
            yield _GOVERNS, -1.0 if measure.name == "killed" else 1.0, length
            return
        if gap <= 1 and cue[0].lower().startswith(_FEARED) and " " in cue[0]:
            yield _GOVERNS, -1.0, length  # "to free 90 people | feared trapped"
            return
        if tokens.at(at - 1) in ("and", "or") and is_people(tokens.lower[at]) and first < last:
            return  # "40 migrants and refugees"
        if gap > _CLOSE and countable.is_of_other_noun(tokens, cue.start(), cue.end()):
            return  # "300 volunteers were hoping to find more injured hikers"
        if cue[0].lower() in CASUALTIES and _OF_SO_MANY.fullmatch(tokens.text, last, cue.start()):
            yield _SAID, gap, length  # "two of the 10 | dead | were children"
            return
        is_verb = tokens.tags[bisect_left(tokens.start, cue.start())] in "EY"
        if not is_verb and any(0 <= cue.start() - start <= _CLOSE for start, _ in clause.after[1:]):
            return  # "four of the 459 people aboard are dead": said of the 459
        if gap <= _CLOSE and clause.has_verb and _is_place(tokens, cue):
            yield _INSIDE, 0.0, length  # "all 52 people on board were killed"
            return
        is_near = not clause.is_close or gap <= _CLOSE or _RELATIVE.fullmatch(tokens.text, last, cue.start())
        if measure.acts and clause.has_verb and cue[0].endswith("ing") and gap <= _CLOSE:
            yield _INSIDE, 1.0, length  # "17 people protesting in Velmar were arrested"
            return
        if is_near and (not is_count or _is_said(tokens, cue, last, measure=measure)):
            yield _SAID, gap, length


def _means_another(cue: re.Match[str], at: int, measure: Measure, around: Surroundings) -> bool:
    """Whether the words of a cue mean something else here: a month, an arrest of the heart, men sent home."""
    tokens, (_, last), word = around.tokens, around.inside, cue[0].lower()
    if cue[0][0].isupper() and ENGLISH.tag(re.sub(r"['’]s?$", "", tokens.words[at])) == "M":
        return True  # March is a month here
    if tokens.at(at - 1) == "cardiac":
        return True
    if word == "toll":  # "the wounded toll", "the toll on families"
        return tokens.at(at - 1) in _TOLLS - set(measure.cues) or tokens.at(at + 1) == "on"
    if word.startswith("sen"):  # "were sent | home", "sent 40 men | back"
        return bool(_AWAY.intersection(_next_to(tokens, cue.end(), last)))
    if word in ("jailed", "imprisoned"):
        return _FOR_YEARS.match(tokens.text, cue.end()) is not None
    return word.endswith(" part") and _is_part_in_another(cue, measure, tokens.text)  # "took part in the race"


def _is_part_in_another(cue: re.Match[str], measure: Measure, text: str) -> bool:
    """Whether people took part in what the measure does not count: the words for it follow, and none is its cue."""
    what = _IN_WHAT.match(text, cue.end())
    return what is not None and cue_pattern(measure.cues).search(what[0]) is None


def _next_to(tokens: Tokens, *ends: int) -> set[str]:
    """The words right behind some characters."""
    return {tokens.at(bisect_left(tokens.start, end)) for end in ends}


@lru_cache(maxsize=512)
def _split_cues(cues: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The cues of several words by their first word: what follows it may stand behind the object."""
    parted: dict[str, tuple[str, ...]] = {}
    for cue in cues:
        first, space, rest = cue.lower().partition(" ")
        if space and "*" not in cue:
            parted[first] = (*parted.get(first, ()), rest)
    return parted


def _is_split(cues: tuple[str, ...], around: Surroundings) -> bool:
    """Whether a cue of several words stands around the figure: "pulled seven children from", "set 12 men free"."""
    clause, tokens = around.clause, around.tokens
    rests = _split_cues(cues).get(tokens.lower[bisect_left(tokens.end, clause.governed)], ())
    if not rests:
        return False
    said = tokens.text[around.inside[1] : around.inside[1] + _REACH].lower().lstrip()
    counted = tokens.text[around.inside[0] : around.inside[1]].lower().split()[-1:]
    return any(said.startswith(rest) and not said[len(rest) :][:1].isalpha() for rest in rests) or any(
        counted == [rest] for rest in rests
    )


def _governs(tokens: Tokens, cue: re.Match[str], link: Link, *, measure: Measure, is_count: bool) -> bool:
    """Whether a cue right before a figure governs it: "freed 52", "the release of 52", "Killed: 12"."""
    at = bisect_left(tokens.start, cue.start())
    last = bisect_left(tokens.end, cue.end())
    if not is_count or link in ("of", "label"):
        return True
    if cue[0].lower() == "missing":
        return False  # "missing the 40,000 expected" tells of a target
    if link == "by":
        return measure.acts
    if link in ("level", "adjunct"):
        # "Charges against 12 men", "a ban on 35 officials"; not "released to 40 families".
        return tokens.tags[last] not in "EY" and (link == "level" or tokens.at(last + 1) in _UPON) and not measure.acts
    if link == "start":
        return False
    before = tokens.at(at - 1)
    opened_by = "D" if cue[0].lower().endswith("ing") else "DIO"  # "by | freeing | 52", "guilty of | killing | 52"
    is_noun = tokens.tags[at] not in "EYX" and at == last and at > 0 and tokens.tags[at - 1] in opened_by
    return not is_noun and before not in BE


def _is_topic(tokens: Tokens, cue: re.Match[str], *, measure: Measure) -> bool:
    """Whether a cue in the subject can be what the figure is the number of: "the toll", not "the prisoners"."""
    first, last = bisect_left(tokens.start, cue.start()), bisect_left(tokens.end, cue.end())
    word = tokens.lower[last]
    # "The number of victims", not "the number of captives freed".
    is_number = tokens.at(first - 1) == "of" or (tokens.at(first + 1) == "of" and first < last)
    is_named = is_number and tokens.tags[last + 1 : last + 2] != "E"
    return measure.acts or is_named or not is_people(word) or word in CASUALTIES or word.endswith("ties")


def _is_place(tokens: Tokens, cue: re.Match[str]) -> bool:
    """Whether a cue right behind a noun only says where the people are: "on board", "in prison"."""
    return tokens.tags[bisect_left(tokens.start, cue.start())] in "IA" and cue[0].lower() not in CASUALTIES


def _names(tokens: Tokens, cue: re.Match[str], inside: Span) -> bool:
    """Whether a cue in the counted phrase says what the people are: its head, or an adjective; not "rescue workers"."""
    at = bisect_left(tokens.start, cue.start())
    if tokens.lower[at] == "victims":
        return False  # of what, the noun does not say
    return cue.end() == inside[1] or tokens.tags[at] == "E" or tokens.lower[at] in CASUALTIES


def _is_said(tokens: Tokens, cue: re.Match[str], after: int, *, measure: Measure) -> bool:
    """Whether a cue behind a figure is said of it: a verb whose patient it is, a participle, an adjective.

    A noun in another phrase is not ("appeared in court over the killing"), nor a verb with an object of its own ("40
    officers arrested three men"); those who act themselves are also counted by what they take part in.
    """
    at, last = bisect_left(tokens.start, cue.start()), bisect_left(tokens.end, cue.end())
    tag = tokens.tags[at]
    compound = at
    while compound > 0 and tokens.tags[compound - 1] == "N" and tokens.start[compound - 1] > after and tag == "N":
        compound -= 1
    before = tokens.tags[compound - 1] if compound else ""  # "by the pensions | strike"
    among = "among" in (tokens.at(at - 2), tokens.at(at - 1)) or tokens.at(at - 1) == "those"
    suffers = not _SUFFERS.isdisjoint(tokens.lower[max(0, compound - 3) : compound])  # "suffered some injuries"
    is_noun = at == last or (tag == "N" and tokens.tags[last] in "NO")  # "put | the death toll", "over | the deaths of"
    if is_noun and tag not in "I" and before in "DIO" and not (among or suffers):
        first = bisect_left(tokens.start, after)
        return measure.acts and any(word in _JOINS for word in tokens.lower[first:at])
    if tag == "I" and at > 0 and tokens.end[at - 1] > after and is_people(tokens.lower[at - 1]):
        return False  # "babies were born to mothers | in custody"
    if tag == "N" and not measure.acts and is_plural(tokens.lower[last]) and _is_objects_noun(tokens, at, after):
        return False
    is_verb = tag in "EY" or tokens.lower[at] in BASES or tokens.lower[at] in FINITE
    if measure.acts or not is_verb:
        return True
    back = at - 1
    while back > 0 and tokens.tags[back] == "A":
        back -= 1
    is_passive = tokens.at(back) in BE or tokens.at(back) in ("got", "get", "getting")
    return is_passive or at != last or not _has_object(tokens, last + 1)


def _is_objects_noun(tokens: Tokens, at: int, after: int) -> bool:
    """Whether a plural noun behind a figure is what its people do something to: "expecting to find more | victims"."""
    while tokens.start[at - 1] > after and tokens.tags[at - 1] in "NEAD" and not _does(tokens.lower[at - 1]):
        at -= 1
    return _does(tokens.at(at - 1))


def _does(word: str) -> bool:
    return word in BASES or word.endswith("ing")


def _has_object(tokens: Tokens, at: int) -> bool:
    """Whether a noun phrase opens at token `at`, so that the verb before it has an object."""
    if tokens.at(at) in _BOUNDS and "#" in tokens.tags[at + 1 : at + 4]:
        return True  # "three bombers killed | at least 28"
    return tokens.tags[at : at + 1] in ("D", "#", "h") or (
        tokens.tags[at : at + 1] == "P" and tokens.at(at - 1) not in CASUALTIES
    )


def _is_dealt_with(around: Surroundings) -> bool:
    """Whether the dead are counted by what was done with them later: "72 of the bodies are unclaimed"."""
    clause, tokens, last = around.clause, around.tokens, around.inside[1]
    governing = tokens.at(bisect_left(tokens.end, clause.governed)) if clause.link == "" and clause.governed else ""
    return countable.is_dealt_with(governing, tokens.text[last : last + 2 * _BEHIND])
