"""What a number counts, so that two wordings of one thing meet and two things do not: subject, unit and population.

The subject is the measure, or the head of what is counted with the words that narrow it: "the jobless rate" and "the
unemployment rate" are one, revenue and profit are two. A measure's population is the whole that it counts, by any of
its names ("protesters", "people", "participants"), or some of it ("children", "police officers").
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

from analysis.corpus.codebook import Codebook, Measure, cue_pattern
from analysis.english.classes import CLASSES
from analysis.english.names import is_people_name
from analysis.english.nouns import is_people, is_plural, singular
from analysis.english.tokens import Tokens, scan, words
from analysis.english.verbs import common_forms
from analysis.english.word_lists import word_groups, word_list, word_sets, word_table

_ROOM = "analysis.claims"
EVERYBODY = "people"
_OPEN = word_sets("open_nouns", package=_ROOM)
OPEN_NOUNS = frozenset[str]().union(*_OPEN.values())
ONE_THING = word_table("one_thing", package=_ROOM)
_AGREED = word_list("agreed_sums", package=_ROOM)
_HOLLOW = word_list("hollow_nouns", package=_ROOM)
_UNITS = word_table("units")
# Words that narrow nothing.
_ALL_OF_IT = frozenset(
    {"total", "overall", "group", "entire", "whole", "combined", "full", "new", "estimated", "official", "net"}
)
_FUNCTION = frozenset(CLASSES)
_CALENDAR = frozenset({*word_table("months"), *word_table("weekdays"), *word_table("seasons")})
_ANY_EVENT = word_list("any_event", package=_ROOM)
# Words this short tell no context; longer ones meet in their first letters, so that two forms of one word do.
_SHORTEST_TELLING = 4
_STEM = 6


class Subject(NamedTuple):
    """What is counted: `key` is shared by all that counts it, `label` says it to a reader.

    `is_measured` is whether a measure says what happened to those counted; else their sentences must show that two
    numbers are of one thing. `scale` turns the value into the unit that its block is compared in.
    """

    key: tuple[str, ...]
    label: str
    population: str
    is_whole: bool
    is_measured: bool
    scale: float = 1.0
    # Whether the codebook names those counted among those that the measure counts.
    is_named: bool = False
    # Whether words beside the number, not its noun, say what is counted: who is aboard.
    is_role: bool = False
    # Of the price of a deal, the name of what is bought, in words of lower case.
    bought: frozenset[str] = frozenset()
    # Of a sum or a share, who has or does it, and all names of its sentence, in words of lower case.
    doer: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    # Whether a measure has plans: its numbers are announced before they come true.
    has_plans: bool = False
    # Whether it counts who takes part: of a crowd the police and its callers give two numbers.
    is_of_crowd: bool = False

    @property
    def is_of_attackers(self) -> bool:
        """Whether it counts those who did what the story is about, by any of their names ("gunmen")."""
        return not self.is_measured and self.key[2:] == _ATTACKERS

    def is_of_another(self, other: "Subject", *, is_far: bool) -> bool:
        """Whether two sums or shares are of two deals or two owners, of whom neither's sentence names the other.

        A price that is far from that of a named deal is another deal's.
        """
        sold = self.bought, other.bought
        if (all(sold) and sold[0].isdisjoint(sold[1])) or (any(sold) and is_far and sold[0] != sold[1]):
            return True
        are_two = self.doer and other.doer and self.doer.isdisjoint(other.named)
        return bool(are_two and other.doer.isdisjoint(self.named))

    @property
    def is_agreed(self) -> bool:
        """Whether it is fixed when it is agreed: who "will pay" a sum or cut jobs and who did say one thing."""
        return self.has_plans or (bool(self.key[1]) and set(self.key[2:]) <= _AGREED and len(self.key) > 2)

    @property
    def is_bare(self) -> bool:
        """Whether nothing but a unit of length or time says what is counted."""
        return not self.is_measured and len(self.key) == 2


def subject(
    row: Mapping[str, Any],
    codebook: Codebook,
    *,
    before: str = "",
    after: str = "",
    of_one_vessel: bool = True,
    story_names: frozenset[str] = frozenset(),
) -> Subject | None:
    """What a row of claims counts, or None if the ledger does not say it.

    `before` and `after` are the words on both sides of the number in its sentence. Unless the story is `of_one_vessel`,
    each number of those aboard is of its own. `story_names` narrow nothing, in lower case.
    """
    measure = codebook.measures.get(row["measure"] or "")
    unit, scale = unit_base(row["unit"])
    if unit == EVERYBODY:
        unit = ""
    if row["kind"] == "rate" and not unit and 0 < abs(row["value"]) < 1:
        unit, scale = "percent", 100.0  # "a quarter of the pupils"
    head = row["head"] or ""
    if measure and not unit and row["kind"] not in ("duration", "rate"):
        return _of_measure(row, measure, unit, scale, before)
    side = _side(before) if measure and measure.has_sides and singular(head) not in _OF_ALL_SIDES else None
    if side == "":
        return None
    role = "" if measure or unit else _role(singular(head), before, after)
    if role:
        return _of_role(row, role, codebook, scale, before, of_one_vessel=of_one_vessel)
    is_unit = bool(row["unit"]) and row["unit"].startswith(_UNITS.get(head, "\0"))
    what = frozenset() if is_unit else told(row["counted"] or head)
    owners = {word.lower() for word in _CAPITAL.findall(row["counted"] or "")} & story_names
    what = what - owners or what
    if what == _PRICE and _EACH.fullmatch(unit):
        what = frozenset()  # "a price per user of $40" and "$40 per user"
    # A share is of those counted, whether or not a measure tells what they do: "38 per cent of teachers".
    name = f"{row['measure']} " if row["measure"] and row["kind"] != "rate" else ""
    if not what:
        return _of_unit(row, name, unit, scale, _names(row, before, after))
    return _of_noun(row, what, (name, unit), scale, side or "", before, after)


def _of_role(
    row: Mapping[str, Any], role: str, codebook: Codebook, scale: float, before: str, *, of_one_vessel: bool
) -> Subject | None:
    """The subject of people who are counted by what they do there; those aboard are what a measure counts too."""
    counting = _measure_of(role, tuple(codebook.measures.values()))
    if counting and of_one_vessel:
        return _of_measure(row, counting, "", scale, before)
    whose = "" if of_one_vessel or role not in _ABOARD else str(row["claim_id"])
    return Subject(("", "", role), role, whose, True, False, scale, is_role=True)


def _of_unit(row: Mapping[str, Any], name: str, unit: str, scale: float, named: frozenset[str]) -> Subject | None:
    """The subject of a number whose unit alone says what it is of: "$40 per user" does, "$40" does not."""
    each = _EACH.fullmatch(unit)
    if not unit or (_MONEY_LIKE.fullmatch(unit) and not (each and is_people(each[1]))):
        return None
    label = f"amounts in {unit}" if row["measure"] == "money" else f"{name}{row['unit']}".strip()
    return Subject((name, unit), label, "", True, False, scale, named=named)


def _of_noun(
    row: Mapping[str, Any], what: frozenset[str], key: tuple[str, str], scale: float, side: str, before: str, after: str
) -> Subject:
    """The subject of a number by its noun: the head is counted, the other words of `what` narrow it."""
    head, (name, unit) = row["head"] or "", key
    noun = ONE_THING.get(singular(head), singular(head)) if head else ""
    core = frozenset({noun}) if noun and noun not in _HOLLOW else what
    narrowing = side or ("" if core == set(_ATTACKERS) else " ".join(sorted(what - core)))
    if not unit and _OF_SO_MANY.search(before):
        narrowing = f"{narrowing} in all".strip()
    label = (row["counted"] or head).strip()
    if side and row["unit"] == "percent":
        label = f"the {label} share of {side}"
    bought = _bought(before, after) if core == _PRICE and not narrowing else frozenset()
    core = frozenset({"side"}) if side else core
    found = Subject(
        (name, unit, *sorted(core)), label, narrowing, not narrowing, False, scale,
        bought=bought, named=_names(row, before, after),
    )  # fmt: skip
    if not _MONEY_LIKE.fullmatch(unit):
        return found
    # "Revenue was": the sum is its own subject.
    doer = frozenset(word for word in _doer(before) if ONE_THING.get(singular(word), singular(word)) not in what)
    return found._replace(doer=doer)


# What a price is of: "bought Tal for $3bn", "$3bn takeover of Tal"; not the buyer or the seller.
_PRICE = frozenset({"price"})
_NAME = r"(?P<name>[A-Z][\w&-]+(?: [A-Z][\w&-]+)*)"
_BUYS = re.compile(
    r"\b(?:buy(?:s|ing)?|bought|acquir(?:e|es|ed|ing)|purchas(?:e|es|ed|ing)|s[eo]ll(?:s|ing)?|sold|took over|"
    r"tak(?:e|es|en|ing) over|(?:takeover|acquisition|buyout|purchase|sale|price) (?:of|for))\b(?P<rest>[^.;:]{0,90})$"
)
_OWNED = re.compile(rf"(?P<joint>\b(?:to|by|from|in|with|at) (?:the |its )?)?\b{_NAME}(?P<owner>[’']s?\b)?")
_DEAL_FOR = re.compile(rf"[^.;:\d]{{0,40}}?\b(?:for|of|to (?:buy|acquire|purchase)) (?:[a-z][\w-]* ){{0,4}}?{_NAME}")
_LONGEST_DEAL = 140
# Tokens of an insertion, and verbs of those who only tell a number.
_INSERTION = 12
_SAYS = frozenset({"said", "says", "told", "added", "adds", "wrote", "writes"})


def _bought(before: str, after: str) -> frozenset[str]:
    """The name of what a price is paid for, in words of lower case; empty where the words around it give none.

    >>> sorted(_bought("Tarsis bought its rival Orm Foods for ", " last week")), _bought("Tal was sold to Orm for ", "")
    (['foods', 'orm'], frozenset())
    """
    buys = next(iter([*_BUYS.finditer(before[-_LONGEST_DEAL:])][-1:]), None)
    names = _OWNED.finditer(buys["rest"]) if buys else ()
    found = next((name["name"] for name in names if not (name["joint"] or name["owner"])), "")
    if not found and (behind := _DEAL_FOR.match(after)):
        found = behind["name"]
    return frozenset(word.lower() for word in found.split())


_CAPITAL = re.compile(r"\b[A-Z]\w+")


def _names(row: Mapping[str, Any], before: str, after: str) -> frozenset[str]:
    """The capital words beside a sum, a share or a length of time, in lower case."""
    has_owner = row["unit"] or row["kind"] == "duration"
    return frozenset(map(str.lower, _CAPITAL.findall(before + after))) - _FUNCTION if has_owner else frozenset()


def _doer(before: str) -> frozenset[str]:
    """The name that a verb before a number has for its subject, in words of lower case; empty if there is none.

    >>> _doer("Last year Tarsis agreed to a fine of "), _doer("Orm said that the fine was ")
    (frozenset({'tarsis'}), frozenset())
    """
    tokens = scan(before[-_LONGEST_DEAL:])
    for verb in range(len(tokens.words) - 1, 0, -1):
        first = last = _past_insertion(tokens, verb)
        is_verb = tokens.tags[verb] in "XYE" or "s" in common_forms().get(tokens.lower[verb], ())
        if not is_verb or tokens.lower[verb] in _SAYS or last == 0 or tokens.tags[last - 1] != "P":
            continue
        while first > 0 and tokens.tags[first - 1] == "P":
            first -= 1
        if first == 0 and is_plural(tokens.lower[last - 1]):
            return frozenset()  # "Deliveries rose"
        if first == 0 or tokens.tags[first - 1] not in "IO":
            return frozenset(tokens.lower[first:last]) - _FUNCTION - _CALENDAR
    return frozenset()


def _past_insertion(tokens: Tokens, verb: int) -> int:
    """Where the subject of a verb ends: "Tal, a maker of shoes, lost", "Tal itself lost"."""
    verb -= tokens.at(verb - 1) in ("itself", "alone", "also")
    if tokens.at(verb - 1) != ",":
        return verb
    commas = [at for at in range(max(0, verb - _INSERTION), verb - 1) if tokens.lower[at] == ","]
    return commas[-1] if commas else verb


def _of_measure(row: Mapping[str, Any], measure: Measure, unit: str, scale: float, before: str) -> Subject | None:
    """The subject of a count whose measure says what happened: all that the measure counts, or some of them."""
    head = row["head"] or ""
    noun = row["population"] or head
    whole = (
        is_whole(noun, measure) or _is_any(noun, measure) or (row.get("value") == 1 and singular(noun) in _ONE_PERSON)
    )
    one = singular(noun.lower()) if " " not in noun else noun.lower()
    people = _people_of(row["counted"] or "", head) if measure.is_general else ""
    if whole and people:
        whole, one = False, f"{people} {one}"
    population = measure.whole if whole else ONE_THING.get(one, one)
    label = (measure.label or measure.name.replace("_", " ")).strip()
    if measure.has_sides:
        side = _side(before)
        return Subject((measure.name, unit), label, side, True, True, scale) if side else None
    is_named = noun in measure.people or population in measure.people
    return Subject(
        (measure.name, unit), label, population, whole, True, scale, is_named,
        has_plans=measure.has_plans, is_of_crowd=counts_crowd(measure),
    )  # fmt: skip


def counts_crowd(measure: Measure) -> bool:
    """Whether a measure counts who takes part in something: a march, a strike."""
    return measure.acts and measure.kind == "flow" and EVERYBODY in measure.people


def _people_of(counted: str, head: str) -> str:
    """The nation of those counted, where an open noun tells nothing else of them: "four Tavlandish citizens"."""
    if singular(head.lower()) not in OPEN_NOUNS:
        return ""
    return next((word.lower() for word in counted.split()[:-1] if is_people_name(word)), "")


def unnamed(row: Mapping[str, Any]) -> Subject:
    """The subject of a number that another answers, where the text has no noun for it: that number's own."""
    unit, scale = unit_base(row["unit"])
    return Subject(("", unit, f"#{row['claim_id']}"), "", "", True, False, scale)


# Where an election is, not who stands in it: "president of Brask".
_WHERE = re.compile(r"\b(?:in|of|across|throughout) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*")


def _side(before: str) -> str:
    """Whose votes are counted: the last name before the number, by its last word; empty if there is none.

    >>> _side("President Ann Orr won with "), _side("The commission gave him ")
    ('Orr', '')
    """
    names = [
        word
        for word in re.findall(r"(?<![\w-])[A-Z][\w-]+", _WHERE.sub("", re.sub(r"[’']s\b", "", before)))
        if word.lower() not in _FUNCTION | _CALENDAR
    ]
    return names[-1] if names else ""


def _role(head: str, before: str, after: str) -> str:
    """What people or things that no measure counts do there, where the words beside the number say it."""
    near = f"{_CLAUSE_EDGE.split(before[-_BESIDE:])[-1]}{head} {_OR_SO_MANY.split(after[:_BESIDE])[0]}".lower()
    found = next((role for words_, role in _ROLES.items() if re.search(rf"\b{words_}\b{_NO_SIDE}", near)), "")
    return found if found in _OF_ANY_HEAD or not head or head in OPEN_NOUNS or head in _ROLE_NOUNS else ""


@lru_cache(maxsize=64)
def _measure_of(role: str, measures: tuple[Measure, ...]) -> Measure | None:
    """The measure of general news that counts people in a role, by a cue that is one of the role's words: "aboard"."""
    own = {words_ for words_, named in _ROLES.items() if named == role}
    of_all = (measure for measure in measures if measure.is_general and not measure.has_sides)
    return next((measure for measure in of_all if own.intersection(measure.cues)), None)


# "Keeps 800 of nearly 2,000 jobs": the second is what the first is a part of.
_OF_SO_MANY = re.compile(
    r"\b\d[\d,.]*(?: [a-z-]+){0,2} (?:out )?of (?:(?:the|its|a|total|of|nearly|about|some|roughly|more|than|over|"
    r"almost|around|approximately) )*$"
)
# What another clause says of others is not said of those counted; "the ferry, carrying 40" goes on.
_CLAUSE_EDGE = re.compile(r"[;:]|,(?! (?:carrying|which|with|and)\b)")
# "8 million people, or 41 per cent of registered voters": the same in another way.
_OR_SO_MANY = re.compile(r",? or (?=[\w.,]*\d)")
# "300 people voted for the plan" counts one side.
_NO_SIDE = r"(?! (?:for|against|yes|no|in favou?r)\b)"
# How far from a number the words stand that say what those counted do.
_BESIDE = 60
# Of an election as a whole, not of one of its sides.
_OF_ALL_SIDES = frozenset({"turnout", "participation"})
# Room for passengers is no passengers; and the longest first, so that "licensed to carry" is no "carry".
_OF_ANY_HEAD = frozenset({"capacity"})
_ROLES = {
    words_.replace("_", " "): role
    for words_, role in sorted(
        word_table("roles", package=_ROOM).items(),
        key=lambda pair: (pair[1] not in _OF_ANY_HEAD, -len(pair[0]), pair),
    )
}


_ROLE_WORDS = {singular(word) for words_ in _ROLES for word in words_.split()}
_ROLE_NOUNS = frozenset(_ROLE_WORDS | {ONE_THING[word] for word in _ROLE_WORDS if word in ONE_THING})
_ATTACKERS = ("attacker",)
_ABOARD = ("people aboard", "capacity")
# A number of these units says nothing without what it is a number of.
_EACH = re.compile(r"[A-Z]{3} per (\w+)")
_MONEY_LIKE = re.compile(r"(?:[A-Z]{3}|percent|points|percentage points|basis points)\b.*")


_OF_A_QUARTER = re.compile(r"-quarter$|^quarterly$", re.IGNORECASE)


# A rise says nothing without what has risen.
CHANGES = frozenset({"increase", "decline", "fall", "drop", "cut", "change", "gain"})
# "Expects loan losses": loan losses.
_FORESEEN = re.compile(r"^.*\b(?:expect|forecast|predict|book|see)(?:s|ed)? (?=\w)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def told(counted: str) -> frozenset[str]:
    """The words of what is counted that say what it is, each in one form."""
    # Whose it is narrows nothing in one story: "Brandt's net debt"; nor does the quarter that a report is on.
    owned = _FORESEEN.sub("", re.sub(r"^.*?[^\W\d_][’']s? (?=\w)", "", counted))
    plain = [word.lower() for word in words(owned) if not _OF_A_QUARTER.search(word)]
    if "rate" in plain:
        plain = [word for word in plain if word != "average"]  # loans have one rate, on average or not
    return frozenset(
        ONE_THING.get(singular(word), singular(word))
        for word in plain
        if word not in _FUNCTION
        and word not in _CALENDAR
        and word not in _ALL_OF_IT
        and word[0].isalpha()
        and len(word) > 1
    )


@lru_cache(maxsize=4096)
def unit_base(unit: str | None) -> tuple[str, float]:
    """The unit in which numbers of its kind are compared, and how many of it one is.

    >>> unit_base("decades"), unit_base("USD per share")
    (('years', 10.0), ('USD per share', 1.0))
    """
    if not unit:
        return "", 1.0
    return _BASES.get(unit, (unit, 1.0))


_BASES = {name: (base, float(factor)) for name, (factor, base) in word_groups("unit_bases", package=_ROOM)}


def is_whole(noun: str, measure: Measure) -> bool:
    """Whether a noun names all that the measure counts: an open one, or one made of the measure's own word.

    >>> marching = Measure("marching", "flow", cues=("demonstrat*",))
    >>> is_whole("demonstrators", marching), is_whole("people", marching), is_whole("students", marching)
    (True, True, False)
    """
    if not noun or noun == measure.whole:
        return True
    last = noun.lower().split()[-1]
    is_open = singular(last) in OPEN_NOUNS and not (measure.kind == "cumulative" and singular(last) in _OPEN["crowd"])
    return is_open or bool(cue_pattern(measure.cues).fullmatch(last))


def _is_any(noun: str, measure: Measure) -> bool:
    """Whether a measure of things has several names for them, and this is one: jobs, positions, employees."""
    is_of_things = measure.is_general and EVERYBODY not in measure.people
    return is_of_things and singular(noun.lower()) in {singular(name) for name in measure.people}


# Of one person killed it is told who it was: "one man was killed" counts all.
_ONE_PERSON = frozenset({"man", "woman"})


@lru_cache(maxsize=8192)
def telling_words(text: str) -> frozenset[str]:
    """Beginnings of the content words that not every report of every event has."""
    plain = (re.sub(r"[’']s?$", "", word.lower()) for word in words(text))
    return frozenset(
        intern(ONE_THING.get(singular(word), singular(word))[:_STEM])  # one copy for all claims
        for word in plain
        if len(word) >= _SHORTEST_TELLING and word not in _OF_ANY_EVENT and word[0].isalpha()
    )


_OF_ANY_EVENT = _FUNCTION | frozenset(common_forms()) | _ANY_EVENT | _CALENDAR
