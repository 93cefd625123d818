"""What a figure counts, and of which measure and kind it is: by its noun, its clause and the figures before it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from analysis.corpus.codebook import Codebook, cue_pattern
from analysis.corpus.document import Document
from analysis.english.classes import CASUALTIES
from analysis.english.nouns import is_people
from analysis.english.tokens import Tokens
from analysis.english.units import MONEY, SPEEDS
from analysis.english.verbs import BE
from analysis.english.word_lists import word_sets
from analysis.reported_figures import amounts, payments
from analysis.reported_figures import counted as nouns
from analysis.reported_figures.antecedents import (
    OPEN_LINKS,
    Found,
    amount_before,
    antecedent,
    counted_before,
    is_conversion,
    is_earlier_value,
    is_expectation,
    is_led_to,
    is_listed_among_those,
    is_listed_with,
    is_part_of_those,
    is_recount,
    is_retold,
    is_share_of_those_before,
    is_share_of_votes,
    may_only_vote,
)
from analysis.reported_figures.changes import COMPARATIVES, LOSING, NOUNS
from analysis.reported_figures.clauses import Clause, clause_of, is_object, is_whole
from analysis.reported_figures.countable import fits, is_without, may_count
from analysis.reported_figures.measures import RATES, Meaning, Surroundings, meaning_of

_OF_WHOLE = re.compile(
    r" of (?:(?:the|its|their|his|her|these|those|some|about|nearly|more than) ){0,3}"
    r"(?:(?:[^\W\d_]+ ){0,2}[^\W\d_][\w&-]*(?:[’']s|s[’']) "
    r"(?:(?:about|some|nearly|more than|roughly|estimated) ){0,2})?"
)
_NO_NOUNS = frozenset({"am", "pm", "gmt", "utc"})  # "by 9:40 pm, with another 70,000 in Orm"
# Figures of one sentence on either side that a figure's clause is parted from.
_BESIDE = 12
_CAPITAL = re.compile(r"(?:(?<=[a-z,] )|(?<= St\. ))[A-Z][a-z]+")
_SMALL = re.compile(r"\b[a-z]+")
# "Of the 300 clerks dismissed, half": the whole opens its clause.
_OF_ALL = re.compile(r"(?:^|[,;:(–—] )(?:of|among) (?:[\w’']+ ){0,3}$", re.IGNORECASE)
_FURTHER = re.compile(r"\d[^.;:]{0,60}(?:,|,? and) $")
_FURTHER_REACH = 90
# Between an amount and how it moved: "revenue of $25bn, up about 7 per cent".
_MOVED = re.compile(r",? \(?(?:up|down)(?: by)?(?: (?:about|around|some|nearly|almost|over|more than|just))? ")
_A_RISE = re.compile(r"(?:, |\s?[–—] ?|, (?:marking|representing|up) )an? (?:[\w-]+ )?$")
# "Winds near", "gusts reaching": what a speed is of.
_MOVING = re.compile(
    r"\b(winds?|gusts?|speeds?) "
    r"(?:(?:of|at|to|near|above|over|up|reaching|topping|exceeding|blowing|gusting|clocked) )*$",
    re.IGNORECASE,
)
_PUTS = 5  # tokens from the verb of "put the number at" on
_ONLY_NUMBERS = frozenset("total number count figure tally estimate majority minority".split())
_LISTS = word_sets("clause_words", package=__package__)
_OF_ALL_SIDES, _BASES = _LISTS["of all sides"], _LISTS["bases"]
_PERIODS = frozenset("year month quarter week".split())  # "the 4 per cent of last year"
_POLLED = frozenset("survey surveyed poll polled pollster respondents".split())  # whose shares are no votes
_ELECTING = frozenset("vote votes voted voting voters election elections ballot".split())

Row = dict[str, Any]


class Reading(NamedTuple):
    """The noun that a figure counts, its measure, kind and population, and its status."""

    counted: nouns.Counted | None
    meaning: Meaning
    status: str | None = None


class _Context(NamedTuple):
    """A figure among the figures of its article: `rows` are those read before it, `same` what it counts anew."""

    document: Document
    item: Found
    found: list[Found]
    place: int
    rows: list[Row]
    codebook: Codebook
    around: Surroundings
    same: Row | None
    earlier: Row | None

    @property
    def first(self) -> int:
        """The token that the figure begins with."""
        return bisect_left(self.item.tokens.start, self.item.quantity.start)


def read(document: Document, *, found: list[Found], place: int, rows: list[Row], codebook: Codebook) -> Reading:
    """What the figure at `place` counts: its noun first, what is said of it next, then what that leaves open.

    Parameters
    ----------
    document, found
        The article and all its figures, in reading order.
    place
        Which of them.
    rows
        The rows of the figures before it.
    codebook
        The measures.
    """
    item = found[place]
    around = _surroundings(item, found, place)
    same = counted_before(rows, found, place=place) if is_recount(item, around.clause) else None
    earlier = same or antecedent(rows, found, place=place)
    context = _Context(document, item, found, place, rows, codebook, around, same, earlier)
    counted, meaning = _said(context)
    meaning = _as_before(context, counted, _corrected(context, meaning))
    counted, meaning = _of_amounts(context, counted, meaning)
    if _is_no_count(context, meaning):
        counted, meaning = None, meaning._replace(measure=None)
    return Reading(counted, meaning._replace(kind=_kind(context, meaning)), _status(context))


def _is_no_count(context: _Context, meaning: Meaning) -> bool:
    """Whether a number is too fine to count people: "with 200 missing, the strength of the quake was put at 7.4"."""
    quantity = context.item.quantity
    is_fine = quantity.unit is None and quantity.form != "fraction" and not quantity.is_count
    is_of_people = meaning.measure is not None and "people" in context.codebook.measures[meaning.measure].people
    return is_fine and is_of_people


def _status(context: _Context) -> str | None:
    """The status; what "economists put the number at" is expected if the number before was, and not counted yet."""
    status, clause, tokens = context.item.quantity.status, context.around.clause, context.item.tokens
    same = context.same
    if status is not None or same is None or same["status"] != "expected" or clause.link != "level":
        return status
    verb = tokens.lower[: bisect_left(tokens.end, clause.governed) + 1]
    return "expected" if {"put", "puts"} & set(verb[-_PUTS:]) else None


def _said(context: _Context) -> tuple[nouns.Counted | None, Meaning]:
    """The noun and the measure as its own clause gives them, or the noun of the figure before."""
    item, place, found = context.item, context.place, context.found
    clause = context.around.clause
    following = found[place + 1] if place + 1 < len(found) and found[place + 1].sentence is item.sentence else None
    is_bare = context.same is not None and item.quantity.counted is None
    counted = nouns.Counted(context.same["counted"], context.same["head"]) if is_bare else None
    counted = counted or _counted(item, context.earlier, following=following, clause=clause)
    meaning = _meaning_with(context, counted)
    if counted is None and item.quantity.unit is None and meaning.measure is None:
        counted = _said_before(item, clause, context.earlier)
        meaning = _meaning_with(context, counted)
    return counted, meaning


def _meaning_with(context: _Context, noun: nouns.Counted | None) -> Meaning:
    quantity = context.item.quantity
    return meaning_of(
        context.around,
        counted=noun.text if noun else None,
        head=noun.head if noun else None,
        unit=quantity.unit,
        form=quantity.form,
        codebook=context.codebook,
    )


def _corrected(context: _Context, meaning: Meaning) -> Meaning:
    """The meaning of ages, of "none", and of what there was none of."""
    quantity, place = context.item.quantity, context.place
    if quantity.unit == "years" and quantity.unit_written is None:
        meaning = meaning._replace(measure=None)  # an age, whatever else the sentence counts in years
    is_votes = meaning.measure is not None and meaning.measure == _of_votes(context.codebook)
    if is_votes and (may_only_vote(context.item) or not _POLLED.isdisjoint(context.item.tokens.lower)):
        meaning = meaning._replace(measure=None)  # "the poll found that 57 per cent of voters disapprove"
    if _is_only_partly(context, meaning.measure):
        return meaning._replace(measure=None, kind="other")
    if quantity.measure:
        return meaning._replace(measure=quantity.measure, kind=context.codebook.measures[quantity.measure].kind)
    before = context.found[place - 1 : place] if place else []
    nones = [max(one.quantity.counted_span or (0,)) for one in before if one.quantity.measure]
    if nones and before[0].sentence is context.item.sentence and quantity.end <= nones[0]:
        return meaning._replace(measure=None)  # "none of the 12 passengers was hurt"
    return meaning


def _is_only_partly(context: _Context, measure: str | None) -> bool:
    """Whether what is said is said of a part of a figure: of "forty of the 200 guests fell ill", of 200."""
    item = context.item
    is_base = measure is not None and item.quantity.unit is None
    if not is_base or not is_whole(item.tokens, bisect_left(item.tokens.start, item.quantity.start)):
        return False
    described = item.text[item.quantity.end : item.tokens.end[_past_description(item) - 1]]
    return cue_pattern(context.codebook.measures[measure].cues).search(described) is None


def _past_description(item: Found) -> int:
    """The token behind what describes those counted: "the 40 men | held there", "the 40 | who had fallen ill".

    Of "police said forty of the 200 guests drowned" the participle is the verb: none does something to the forty, and
    none follows.
    """
    tokens, at = item.tokens, bisect_left(item.tokens.start, item.end)
    comma = tokens.tags.find(",", at)
    behind = tokens.tags[at + 1 : comma if comma >= 0 else None]
    described = "AI"
    if tokens.tags[at : at + 1] == "R":
        described = "RXAEY"
    elif _OF_ALL.search(item.left()) or _is_done_to_part(item) or not {*"XYE"}.isdisjoint(behind):
        described = "AIE"
    while tokens.tags[at : at + 1] in tuple(described):
        at += 1
    at += tokens.tags[at - 1 : at + 1] == "IN"  # "on board"
    is_state = tokens.at(at) == "aboard" or (tokens.at(at) in CASUALTIES and tokens.tags[at] != "E")
    return at + (is_state or described == "RXAEY")


def _is_done_to_part(item: Found) -> bool:
    """Whether a verb does something to the part of a whole: "the court freed | 12 of | the 40 men held there"."""
    tokens = item.tokens
    at = bisect_left(tokens.start, item.quantity.start) - 1
    while at > 0 and tokens.lower[at] not in ("of", "among"):
        at -= 1
    while at > 0 and (tokens.tags[at - 1] in "#DAIO" or tokens.lower[at - 1] in _LISTS["some of"]):
        at -= 1
    return at > 0 and tokens.tags[at - 1] in "YE" and tokens.lower[at - 1] not in _LISTS["tells"]


def _as_before(context: _Context, counted: nouns.Counted | None, meaning: Meaning) -> Meaning:
    """The measure of the figure before, where this one goes on with it."""
    item, earlier = context.item, context.earlier
    is_count = item.quantity.is_count
    is_told = meaning.measure is not None or is_without(item.text, item.quantity.end)
    if is_told or not is_count or earlier is None or earlier["value"] == 0:
        return meaning
    goes_on = (
        item.quantity.goes_on
        or context.same is not None
        or is_listed_among_those(context.found, context.place)
        or _shares_what_is_said(item, context.around.clause, earlier, counted=counted, codebook=context.codebook)
    )
    if not goes_on or _is_only_partly(context, earlier["measure"]):
        return meaning
    is_rate = earlier["kind"] == "rate" and earlier["measure"] is not None  # "down a third, to 640"
    kind = context.codebook.measures[earlier["measure"]].kind if is_rate else earlier["kind"]
    return meaning._replace(measure=earlier["measure"], kind=kind)


def _of_amounts(
    context: _Context, counted: nouns.Counted | None, meaning: Meaning
) -> tuple[nouns.Counted | None, Meaning]:
    """What an amount without a noun is of, with the measure that follows; no name is what is counted."""
    item, rows, clause = context.item, context.rows, context.around.clause
    is_bare_share = counted is None and item.quantity.unit == "percent"
    words = item.tokens.lower
    is_polled = not _POLLED.isdisjoint(words) and _ELECTING.isdisjoint(words)  # "28% approving of her, a poll showed"
    if is_bare_share and not _OF_ALL_SIDES.isdisjoint(side := item.tokens.lower[item.after : item.after + 2]):
        counted = nouns.Counted(*[word for word in side if word in _OF_ALL_SIDES][:1] * 2)  # "79 per cent turnout"
    elif is_bare_share and not is_polled and is_share_of_votes(item, clause, rows, context.found, context.place):
        counted = nouns.Counted("vote", "vote")
    before = amount_before(rows, context.found, place=context.place)
    if is_earlier_value(item) and context.place and context.found[context.place - 1].sentence is not item.sentence:
        before = None  # "Turnover was up from £8m" is not compared with the amount of another sentence
    if counted is None and rows and _is_growth(item, clause, context.found, context.place):
        is_sum = (rows[-1]["unit"] or "").partition(" per ")[0] in MONEY or rows[-1]["unit"] is None
        counted = nouns.Counted(rows[-1]["counted"], rows[-1]["head"]) if is_sum else None
    if counted is None and (
        is_conversion(rows, context.found, place=context.place)
        or is_share_of_those_before(rows, context.found, place=context.place)
    ):
        is_alike = (rows[-1]["unit"] is None) or item.quantity.unit not in RATES
        measure = rows[-1]["measure"] if is_alike else meaning.measure  # "fell $3, or 6 per cent": no money
        return nouns.Counted(rows[-1]["counted"], rows[-1]["head"]), meaning._replace(measure=measure)
    counted = counted or _measured(item, clause, meaning, context.codebook, before=before)
    if counted is None and is_led_to(clause, rows, context.found, place=context.place):
        counted = nouns.Counted(rows[-1]["counted"], rows[-1]["head"])
    if meaning.measure is None and counted is not None:
        if counted.head == "vote" and _POLLED.isdisjoint(item.tokens.lower):
            meaning = meaning._replace(measure=_of_votes(context.codebook))
        elif counted is before:
            meaning = meaning._replace(measure=rows[-1]["measure"])
    counted = _rate_meant(counted, rows)
    if counted is not None and item.quantity.unit in RATES and not fits(meaning.measure, counted, context.codebook):
        meaning = meaning._replace(measure=None)  # "40 per cent of the errors were made in hospital"
    is_step = item.quantity.status == "change" and item.quantity.unit is None
    if counted is not None and is_step and {counted.head, (counted.text or "").lower()} & (COMPARATIVES | NOUNS):
        counted = None  # "33,000 lower", "a rise of 440,000": of what, it does not say
    if counted is not None and item.quantity.counted is None:
        is_noun = not _is_name(context.document, counted) and counted.head not in _NO_NOUNS
        counted = counted if is_noun else None
    return counted, meaning


def _rate_meant(counted: nouns.Counted | None, rows: list[Row]) -> nouns.Counted | None:
    """The one rate that the figures before name, where the text says only "the rate"."""
    if counted is None or (counted.text or "").lower() != "rate":
        return counted
    told = {row["counted"] for row in rows if row["head"] == "rate" and " " in row["counted"]}
    return nouns.Counted(told.pop(), "rate") if len(told) == 1 else counted


def _is_growth(item: Found, clause: Clause, found: list[Found], place: int) -> bool:
    """Whether a share is how the amount before it moved: "revenue of $25 billion, growing 3 per cent", "up 3"."""
    is_change = item.quantity.status == "change" and item.quantity.unit in RATES
    if not is_change or place == 0 or found[place - 1].sentence is not item.sentence:
        return False
    verb = item.tokens.at(bisect_left(item.tokens.end, clause.governed)) if clause.link == "" else ""
    is_bare = item.tokens.at(item.after) in NOUNS and item.tokens.at(item.after + 1) not in ("in", "of", "for")
    if is_bare and _A_RISE.search(item.left()):
        return True  # "earned $6m, a 22 per cent drop from"
    return verb.endswith("ing") or _MOVED.fullmatch(item.text, found[place - 1].end, item.quantity.start) is not None


def _kind(context: _Context, meaning: Meaning) -> str:
    """Grades and ratios are no counts; a list goes on in one kind."""
    quantity, kind = context.item.quantity, meaning.kind
    if quantity.unit is not None:
        return kind
    if meaning.measure is None and not quantity.value.is_integer() and kind != "rate":
        kind = "other"  # "a 7.1-magnitude earthquake"
    if kind == "flow" and meaning.measure is None and is_whole(context.item.tokens, context.first):
        kind = "other"  # "40 of the 1,800 villagers died"
    if kind == "other" and is_listed_with(context.found, context.place):
        kind = context.earlier["kind"] if context.earlier is not None else "other"
    return kind


def _counted(
    item: Found, earlier: dict[str, Any] | None, *, following: Found | None, clause: Clause
) -> nouns.Counted | None:
    """The counted noun phrase: said, after the number, before it, in the header, or in the figure before."""
    quantity = item.quantity
    left, tokens, at = item.left(), item.tokens, item.after
    if nouns.is_exception(left):  # "67 dead, all but three of them soldiers"
        return None if earlier is None else nouns.Counted(earlier["counted"], earlier["head"])
    grade = nouns.grade_of(tokens, bisect_left(tokens.start, quantity.start), at) if quantity.unit is None else None
    if grade is not None:
        return grade
    # "A deficit of 3% of GDP" is no part of the output that it is reckoned by.
    is_base = quantity.unit == "percent" and quantity.head in _BASES | _PERIODS
    if quantity.counted is not None and quantity.head is not None and not is_base:
        return nouns.Counted(quantity.counted, quantity.head)
    whole = following.quantity if following is not None and following.quantity.head else None
    if whole is None or not _OF_WHOLE.fullmatch(item.text, quantity.end, whole.start):
        whole = None
    if quantity.unit is not None:
        is_share = whole is not None and quantity.unit == "percent" and whole.unit is None
        return nouns.Counted(whole.counted, whole.head) if is_share else None  # "8 per cent of its 3,000 pupils"
    if item.header:
        return nouns.from_header(_column(item))
    if whole is not None:
        return nouns.Counted(whole.counted, whole.head)
    before = nouns.vote_of_a_pair(left, item.rest()) or nouns.before_the_number(tokens, clause)
    governed = is_object(tokens, clause) or clause.link == "label"
    governed = governed or (clause.link != "start" and amounts.amount_of(tokens, clause))
    is_left_out = nouns.is_subset(tokens, at) or (not governed and nouns.is_elided(tokens, at))
    if nouns.counts_casualties(tokens, at):
        return nouns.Counted("people", "person")  # "six incidents and nine dead"
    if before is None and earlier is not None and (is_left_out or is_earlier_value(item)):
        same = earlier["sentence_id"] == item.sentence.sentence_id and earlier["value"] != 1
        other = nouns.after_the_number(tokens, at)
        # "Twenty children died and 30 are missing" are children; arrests and crowds are of other people.
        is_told_of = same and earlier["measure"] and earlier["kind"] != "flow"
        if other is None or (is_told_of and other.head == "person"):
            return nouns.Counted(earlier["counted"], earlier["head"])
    return before or nouns.after_the_number(tokens, at)


def _said_before(item: Found, clause: Clause, earlier: dict[str, Any] | None) -> nouns.Counted | None:
    """The noun of the figure before, where a verb governs this one: "won 41 seats in May and 29 in June"."""
    tokens, first = item.tokens, bisect_left(item.tokens.start, item.quantity.start)
    is_left_out = tokens.tags[first - 1 : first] == "P" and tokens.at(item.after) in ("and", ",")  # "Orm seven and"
    is_left_out = (is_left_out or nouns.is_elided(tokens, item.after)) and not amounts.amount_of(tokens, clause)
    return nouns.Counted(earlier["counted"], earlier["head"]) if earlier is not None and is_left_out else None


def _of_votes(codebook: Codebook) -> str | None:
    """The measure that counts votes, if the codebook has one."""
    return next((one.name for one in codebook.measures.values() if "votes" in one.people), None)


def _is_name(document: Document, counted: nouns.Counted) -> bool:
    """Whether a noun found before its number is a name: "Norvik Energy lost $301 million"."""
    word, text = (counted.text or "").rpartition(" ")[2], document.text
    return word[:1].isupper() and word.lower() in _words(_CAPITAL, text) and word.lower() not in _words(_SMALL, text)


@lru_cache(maxsize=4)
def _words(written: re.Pattern[str], text: str) -> frozenset[str]:
    """The words that an article writes with a capital within a sentence, or those it writes without, in lower case."""
    return frozenset(map(str.lower, written.findall(text)))


def _measured(
    item: Found, clause: Clause, meaning: Meaning, codebook: Codebook, *, before: nouns.Counted | None
) -> nouns.Counted | None:
    """What a number without a noun of its own is a number of: people, what an amount is the amount of, its unit."""
    unit, written = item.quantity.unit, item.quantity.unit_written
    if clause.link == "label" and (label := amounts.amount_of(item.tokens, clause)) is not None and label.is_plural:
        return label  # "Confirmed cases: 508"
    is_people = meaning.measure is not None and "people" in codebook.measures[meaning.measure].people
    if unit is None and is_people:
        return nouns.Counted("people", "person")
    is_rate = unit in RATES
    is_age = unit == "years" and written is None
    if unit in SPEEDS:  # "winds of 120 km an hour" are no kilometres
        of = amounts.amount_of(item.tokens, clause) if clause.link == "of" else None
        moving = _MOVING.search(item.left())
        return of or (nouns.Counted(moving[1], nouns.one_of(moving[1])) if moving else None)
    is_amount = unit is None or is_rate or is_age or unit.partition(" per ")[0] in MONEY
    named = _amount(item, clause, before) if is_amount else None
    if named is not None and unit is None and named.head in _ONLY_NUMBERS:
        return None  # "the number was 40": of what, it does not say
    is_money = (unit or "").partition(" per ")[0] in MONEY
    if named is not None or is_rate or is_money or written is None or not written.isalpha():
        return named  # "$40m USD", "41 cents" are of nothing yet
    return nouns.Counted(written, nouns.one_of(written))


def _amount(item: Found, clause: Clause, before: nouns.Counted | None) -> nouns.Counted | None:
    """What an amount is the amount of; `before` is what the one before is."""
    tokens, first = item.tokens, bisect_left(item.tokens.start, item.quantity.start)
    if item.quantity.unit is None and clause.link == "" and tokens.at(first - 1) in LOSING:
        return None  # "transport lost 12,000": jobs, and no transport
    own = amounts.amount_of(tokens, clause)
    if own is not None and item.quantity.unit in RATES and own.head in _OF_ALL_SIDES:
        return own  # "Turnout was 61 per cent", whatever a candidate's share before
    own = amounts.amount_parted(tokens, first) or (own if clause.link == "of" else None)
    if before is not None and tokens.lower[item.after : item.after + 2] in (["of", "which"], ["of", "that"]):
        return before  # "a budget of $5bn, $2bn of which"
    is_other = own is not None and amounts.is_sum(own.head)  # "a profit of $4m, compared with a loss of $9m"
    is_against = not is_other and (is_expectation(tokens, clause, first, item.after) or is_earlier_value(item))
    if before is not None and is_against:
        return before
    is_money = (item.quantity.unit or "").partition(" per ")[0] in MONEY
    if (beside := _beside_amount(item)) is not None:
        return beside
    inside = amounts.amount_in(tokens, amounts.past_bracket(tokens, item.after)) if is_money else None
    if own is not None and (inside is None or is_other):
        return own  # "on a turnout of 61 per cent", whatever the amount before is of
    if before is not None and is_retold(tokens, clause, item.after):
        return before
    done = amounts.amount_of_verb(tokens, clause) or amounts.amount_done(tokens, item.after)
    named = (done or inside) if is_money else None
    if named is None and not (is_money and _is_part(tokens, clause)):
        named = amounts.amount_of(tokens, clause)
    is_other = tokens.at(item.after) in ("for", "to", "from")  # "and $17m for rent"
    is_further = clause.link == "start" and not is_other and _FURTHER.search(item.left()[-_FURTHER_REACH:])
    is_subject = clause.link == "start" and tokens.at(item.after) in BE and before is not None and before.is_plural
    if named is None and is_subject and item.quantity.unit == "percent":
        return before  # "40 per cent of the mills are closed. About 12 per cent are open"
    if named is None and before is not None and is_further:
        return before  # "38 per cent according to the ministry, 64 per cent according to the union"
    return amounts.traded(tokens, clause) if named is None and item.quantity.unit in RATES else named


def _is_part(tokens: Tokens, clause: Clause) -> bool:
    """Whether a sum is only a part of what its verb's subject is: "the package includes €10bn for banks"."""
    verb = tokens.lower[bisect_left(tokens.end, clause.governed)] if clause.governed else ""
    return clause.link == "" and verb.startswith(("includ", "compris", "contain"))


def _beside_amount(item: Found) -> nouns.Counted | None:
    """What the words right beside a sum or a share say that it is of: the noun behind it, what is paid for, "worth"."""
    tokens, at, unit = item.tokens, amounts.past_bracket(item.tokens, item.after), item.quantity.unit or ""
    first = bisect_left(tokens.start, item.quantity.start)
    if unit not in RATES and unit.partition(" per ")[0] not in MONEY:
        return None
    is_change = item.quantity.status == "change"
    changed = amounts.before_bracket(tokens, first) if is_change or unit in RATES else None
    changed = changed or (amounts.change_after(tokens, at) if is_change else None)
    behind = changed or amounts.noun_behind(tokens, at, is_share=unit in RATES)
    if behind is not None or unit in RATES:
        return behind
    paid = payments.paid(tokens, first, at) if unit.removesuffix(" per share") in MONEY else None
    return paid or payments.worth(tokens, first)


def _column(item: Found) -> str:
    """The header above the figure's cell."""
    cell = item.text.count("|", 0, item.quantity.start)
    names = item.header.split("|")
    return names[cell].strip() if cell < len(names) else ""


def _shares_what_is_said(
    item: Found, clause: Clause, row: dict[str, Any], *, counted: nouns.Counted | None, codebook: Codebook
) -> bool:
    """Whether what was said of the figure before is said of this one: "86 died in A, 71 in B", "14 of them".

    The verb is left out, so this figure has none of its own, and nothing else governs it.
    """
    may_be_of_them = counted is None or is_people(counted.head or "") or not is_people(row["head"] or "")
    if (may_be_of_them and is_part_of_those(item)) or is_earlier_value(item):
        return True
    is_left_out = row["sentence_id"] == item.sentence.sentence_id and not clause.has_verb
    # "The union counted 500,000 demonstrators, the police 87,000": the noun is left out as well.
    is_bare = counted is not None and item.quantity.counted is None and counted.text == row["counted"]
    if is_object(item.tokens, clause) or (clause.link == "level" and amounts.amount_of(item.tokens, clause)):
        return False
    if (
        not is_left_out
        or row["measure"] is None
        or not (clause.link in OPEN_LINKS or (is_bare and clause.link in ("", "of")))
    ):
        return False
    measure = codebook.measures[row["measure"]]
    return may_count(measure, counted=counted.text if counted else None, head=counted.head if counted else None)


def _surroundings(item: Found, found: list[Found], place: int) -> Surroundings:
    """The sentence around a figure, and the clause that it stands in."""
    quantity, tokens = item.quantity, item.tokens
    end = item.end
    beside = list(_beside(found, place))
    first = bisect_left(tokens.start, quantity.start)
    clause = clause_of(tokens, first, bisect_left(tokens.start, end), others=[_tokens_of(other) for other in beside])
    if clause.link == "" and clause.has_verb and nouns.is_subset(tokens, item.after):
        clause = clause._replace(link="start", governed=0, joint=0)  # "infected 900, 12 of whom have died"
    inside = quantity.counted_span if quantity.counted_span else (quantity.end, quantity.end)
    since = max((other.end for other in beside if other.end <= quantity.start), default=0)
    label = _column(item) if item.header else ""
    return Surroundings(tokens, quantity.start, quantity.end, inside, clause, label, since)


def _tokens_of(item: Found) -> tuple[int, int]:
    """The tokens of a figure with its noun phrase."""
    return bisect_left(item.tokens.start, item.quantity.start), bisect_left(item.tokens.start, item.end)


def _beside(found: list[Found], place: int) -> Iterator[Found]:
    """The other figures of the sentence that are near."""
    same = found[place].sentence.sentence_id
    for other in range(max(0, place - _BESIDE), min(len(found), place + _BESIDE + 1)):
        if other != place and found[other].sentence.sentence_id == same:
            yield found[other]
