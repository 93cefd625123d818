"""From rows of the ledger to claims: each with its place, event, day and counter, and whether it is a part."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from analysis import schema
from analysis.claims.answers import answered
from analysis.claims.claim import Claim, Claims
from analysis.claims.counters import name_key
from analysis.claims.events import Event
from analysis.claims.intervals import Interval, Quantity
from analysis.claims.locations import ENDED
from analysis.claims.mentions import is_of_lead
from analysis.claims.places import NOWHERE, Map, Place, Spots
from analysis.claims.subjects import EVERYBODY, Subject, subject, telling_words, unnamed
from analysis.claims.surroundings import AROUND, BEFORE, Surroundings, is_part, own_day, words_around
from analysis.claims.things import far_end, length_of, predicate, thing
from analysis.corpus.codebook import Codebook
from analysis.english.calendar import as_day
from analysis.english.nouns import is_people, singular

# Characters behind a number in which words say what kind of count it is.
_BEHIND = 60
# What this share of the articles counts is the story's own number.
_CENTRAL = 0.5
# "The worst in 80 years" may be 81, "170 km" 171: tens of times and lengths are so rough.
_ROUND_TENS = 0.02
_LENGTHS = frozenset({"kilometres", "miles"})
# A noun is in a sentence if its first letters are: "person" is not looked for among "people".
_STEM = 4
# Nouns for how many came, for those who came, and words that say so of a bare number.
_CROWDS = frozenset({"turnout", "attendance", "crowd", "crowds"})
_TAKING_PART = frozenset({"participants", "attendees", "marchers", "demonstrators", "protesters", "protestors"})
_POLLED = re.compile(r"\b(?:polls?|polled|surveys?|surveyed|stud(?:y|ies)|respondents)\b", re.IGNORECASE)
_CROWD_BEFORE = re.compile(
    r"\b(?:turnout|attendance|crowds?|"
    r"(?:number|count|estimate) of (?:demonstrators|protest[eo]rs|participants|marchers))\b[^.;]*$",
    re.IGNORECASE,
)
# "Thirty-one of the dead were children": those counted are told behind.
_OF_THEM_WERE = re.compile(
    r" of (?:the|its|their|those) (?:\w+ )?(?:were|was|are|is) (?:all |mostly )?(?P<who>[a-z-]+)\b"
)
_OFFICIAL = re.compile(r"\b[Oo]fficial (?:number|toll|count|tally|figure|estimate|death|total)s?\b")
# "The institute expects inflation to average 7 %".
_EXPECTS = re.compile(
    r"\b(?:expects?|forecasts?|predicts?|foresees?|foresaw)\b(?:[^,;]|, and )*$"
    r"|\b(?:it|they|he|she|[a-z]+s) expected [^,;]*$"
    r"|\b(?:believed|hoped|thought|feared) (?:that )?(?:it|they|he|she|the \w+) would [^,;]*$"
)
# "They expected that number to grow to 1.5 million."
_EXPECTED_TO_GROW = re.compile(
    r"\b(?:expect|forecast|predict|project)\w*\b[^,;]{0,60}\bto (?:grow|rise|reach|swell|climb|double)\b[^,;]{0,20}$"
)
# A crowd counted while it still gathers.
_PARTWAY = re.compile(
    r"\b(?:(?:by|as of|(?:shortly|just) after) (?:about |around |the )?(?:early |late |mid-?)?(?:"
    r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|o.clock)|noon|midday|morning|afternoon|evening|nightfall|dusk|dawn|midnight)"
    r"|early (?:on|in)\b|so far\b|already\b|(?:are|were) (?:still )?(?:gathering|arriving))",
    re.IGNORECASE,
)
# "A third" may be thirty per cent.
_FRACTION = 0.035
# Characters between a number and the one in brackets behind it.
_BRACKET = 12
_OPEN_BRACKET = re.compile(r"\((?:about |around |some |roughly |nearly |or |just over )?$")
# "Up from 50 the day before."
_DAY_BEFORE = re.compile(r" (?:[a-z]+ )?(?:the|a) (?:day|night|week|month|year) (?:before|earlier)\b")
# What a competitor makes is not the story's.
_RIVAL = re.compile(r"\b(?:rivals?|competitors?) (?:[A-Z]|of\b)", re.IGNORECASE)
# The stretch of time that a sum or a change is of, in words that are no date.
_PERIOD = re.compile(
    r"\b(?:(?P<months>\w+)[ -]months?|(?P<part>quarter(?:ly)?|half)(?!-| a )|"
    r"(?P<year>full[ -]year|annual(?:ly)?|whole year)|"
    r"(?P<since>since the (?:start|beginning) of|so far this|year to date|this year))\b",
    re.IGNORECASE,
)
_TALLY = re.compile(r"\b(?:tolls?|totals?|tally|overall|in all|altogether|number of|count)\b", re.IGNORECASE)
# "An earlier toll of", "officials had earlier said": what somebody has given up since; not "earlier this year".
_EARLIER = re.compile(r"(?<!year )(?<!day )(?<!week )(?<!years )(?<!days )\b[Ee]arlier\b(?! this (?:year|month|week))")
# How many may have died, not how many were counted: "700 may have died", "estimates that 500 to 1,000 died". Any other
# number that somebody estimates is taken for a count.
_MAY_HAVE = re.compile(r"[^.;]{0,60}?\b(?:may|might|could) have (?:died|perished|been killed)\b")
_MAY_MOVE = re.compile(r"\bcould (?:\w+ )?(?:up|down) (?:to \S+ or (?:up|down) )?to $")
_ESTIMATES = re.compile(r"\b(?:estimates|(?:is|are) estimating)\b[^.;]*$")
_RISEN = re.compile(
    r"\b(?:previously|initially|had (?:been|stood)|"
    r"earlier (?:said|put|gave|reported|announced|reports?|counts?|estimates?)|"
    r"rose|rises?|risen|climb(?:s|ed)?|jump(?:s|ed)?|grew|grown|soar(?:s|ed)?|raised|lowered|revised)\b"
)


def read_claims(
    claims: pd.DataFrame,
    *,
    reported_figures: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    codebook: Codebook,
    origins: pd.DataFrame | None = None,
    spots: Spots | None = None,
) -> Claims:
    """The claims that say what they count, in the order of articles and figures.

    `claims` has a row for each claim, with the mention that it is compared as; the words of that mention are read from
    `reported_figures` and `sentences`.
    """
    corpus = Surroundings(
        reported_figures, sentences=sentences, articles=articles, codebook=codebook, origins=origins, spots=spots
    )
    rows = _as_compared(claims, reported_figures)
    rows.sort(key=lambda row: (row["article_id"], row["start_char"], row["figure_id"]))
    answers = _answered(reported_figures, corpus)
    beside = frozenset(answers) | frozenset(answers.values())
    rows.reverse()  # each row goes when its claim is made
    made = [claim for order in range(len(rows)) if (claim := _claim(rows.pop(), order, corpus, beside))]
    made = _as_answers(_as_elsewhere(_at_home(list(_as_in_the_body(made, corpus)))), answers, corpus.places)
    return Claims(tuple(_as_first_said(_of_central_subjects(made))), corpus.events, corpus.places, codebook)


def _answered(reported_figures: pd.DataFrame, corpus: Surroundings) -> dict[str, str]:
    """Which claim each answering claim answers, by id."""
    claim_of = dict(zip(reported_figures["figure_id"], reported_figures["repeats"], strict=True))
    claim_of = {figure: figure if pd.isna(first) else first for figure, first in claim_of.items()}
    pairs = answered(corpus.rows, texts=corpus.texts, codebook=corpus.codebook).items()
    return {claim_of[one]: claim_of[other] for one, other in pairs if claim_of[one] != claim_of[other]}


def _as_in_the_body(claims: Sequence[Claim], corpus: Surroundings) -> Iterator[Claim]:
    """Claims of headlines as firm as the article makes them: "200 held" above "over 200 were held" is over 200."""
    open_ones = {_statement(claim): claim.quantity for claim in claims if claim.bound not in ("exact", "at_most")}
    for claim in claims:
        is_headline = not ENDED.search(corpus.texts.get(claim.sentence_id, (0, "."))[1])
        loose = open_ones.get(_statement(claim)) if claim.bound == "exact" and is_headline else None
        yield claim if loose is None else replace(claim, quantity=loose)


def _statement(claim: Claim) -> tuple:
    return claim.article_id, claim.subject.key, claim.population, claim.value


def _as_answers(claims: Sequence[Claim], answers: Mapping[str, str], places: Map) -> list[Claim]:
    """Claims in the scope of those that they answer, as far as their own words leave it open."""
    known = {claim.claim_id: claim for claim in claims}
    for claim in claims:
        first = known.get(answers.get(claim.claim_id, ""))
        if first is None or claim.is_part:
            continue
        if first.order < claim.order and _is_in_scope(claim, first, places):
            known[claim.claim_id] = replace(
                claim,
                subject=first.subject, measure=first.measure, kind=first.kind,
                status=claim.status if claim.measure else first.status,
                counted=first.counted, head=first.head, place=first.place, is_beside_place=first.is_beside_place,
                event=first.event, grows=first.grows, rises=first.rises,
                is_general=first.is_general, is_anchored=first.is_anchored,
                happened_iso=claim.happened_iso or first.happened_iso,
                counted_iso=claim.counted_iso or first.counted_iso,
                is_part=first.is_part, answers=first.answers or first.claim_id,
                is_count_dated=first.is_count_dated,
            )  # fmt: skip
    return list(known.values())


def _of_central_subjects(claims: Sequence[Claim]) -> Iterator[Claim]:
    """What at least half of the articles count is the story's own wherever it stands."""
    carriers: dict[tuple, set[str]] = {}
    for claim in claims:
        carriers.setdefault(claim.subject.key, set()).add(claim.article_id)
    many = _CENTRAL * len({claim.article_id for claim in claims})
    for claim in claims:
        is_central = claim.subject.is_measured and len(carriers[claim.subject.key]) >= max(many, 2)
        yield replace(claim, is_anchored=True) if is_central and not claim.is_anchored else claim


def _as_first_said(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Claims with the day on which their origin first made them: a copy printed later is no new report."""
    claims = list(claims)
    first: dict[tuple, Claim] = {}

    def said(claim: Claim) -> tuple:
        return (claim.origin, claim.subject.key, claim.population, claim.interval, claim.place.key, claim.event.key)

    for claim in sorted(claims, key=lambda claim: (claim.published or date.max, claim.order)):
        first.setdefault(said(claim), claim)
    for claim in claims:
        own = first[said(claim)]
        is_copy = own.article_id != claim.article_id
        yield replace(claim, published=own.published, is_copy=True) if is_copy else claim


def _as_compared(claims: pd.DataFrame, reported_figures: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of claims in the words of the mention that each is compared as."""
    spoken = ["sentence_id", "start_char", "end_char", "surface", "counted", "head"]
    said = reported_figures.set_index("figure_id").loc[claims["compared_as"], spoken].reset_index()
    rows = claims.reset_index(drop=True).assign(claim_id=claims["figure_id"].tolist())
    rows = rows.assign(**{name: said[name] for name in ("figure_id", *spoken)})
    return schema.records(rows)


def _as_elsewhere(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without a place, at the one that their article gives the same number of the same elsewhere: a headline."""
    places: dict[tuple, set[Place]] = {}
    for claim in claims:
        if claim.place is not NOWHERE:
            places.setdefault((claim.article_id, claim.subject.key, claim.population, claim.value), set()).add(
                claim.place
            )
    told = [places.get((c.article_id, c.subject.key, c.population, c.value), set()) for c in claims]
    return [
        replace(claim, place=next(iter(own))) if claim.place is NOWHERE and len(own) == 1 else claim
        for claim, own in zip(claims, told, strict=True)
    ]


def _at_home(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without the place of a local body that no name tells, where their article has no other number of it.

    "The regional office" counts a part of the whole only where an article tells of both.
    """
    places: dict[tuple, set[tuple]] = {}
    for claim in claims:
        places.setdefault((claim.article_id, claim.subject.key, claim.event.key), set()).add(claim.place.key)
    alone = [c.place.is_of_counter and len(places[c.article_id, c.subject.key, c.event.key]) == 1 for c in claims]
    return [replace(claim, place=NOWHERE) if own else claim for claim, own in zip(claims, alone, strict=True)]


def _is_in_scope(claim: Claim, first: Claim, places: Map) -> bool:
    """Whether its own words name no other place and no other people than the claim that it answers."""
    is_of_counter = claim.place.is_of_counter or claim.place.label in (claim.authority or "")
    some = claim.subject.is_measured and not claim.subject.is_whole and claim.population != first.population
    return not some and (is_of_counter or places.lie(claim.place, first.place) == "same")


def _day_of_count(row: Mapping[str, Any], corpus: Surroundings) -> str | None:
    """The day of a toll; with "41 had died and 95 were missing on Sunday evening" both are of that evening."""
    beside = corpus.stock_days.get(row["sentence_id"]) if row["event_date"] else None
    return own_day(row) or (beside if beside and beside >= row["event_date"] else None)


def _as_told(row: Mapping[str, Any], before: str, after: str, codebook: Codebook) -> Mapping[str, Any]:
    """The row; whom it counts may be told behind it, and that a rival has it or that it is only expected before it."""
    counting = codebook.measures.get(row["measure"]) if not row["unit"] else None
    told = _OF_THEM_WERE.match(after) if counting else None
    if told and (told["who"] in counting.people or is_people(told["who"])):
        row = {**row, "population": told["who"], "counted": told["who"], "head": singular(told["who"])}
    if row["status"] == "earlier" and _DAY_BEFORE.match(after):
        row = {**row, "as_of": None, "event_date": None}  # not of the day that the sentence gives the new number
    if _RIVAL.search(before[-BEFORE:]):
        return {**row, "status": "withdrawn"}
    is_plain = row["status"] is None and row["kind"] != "duration"
    is_foreseen = (row["unit"] and _EXPECTS.search(before)) or _EXPECTED_TO_GROW.search(before)
    return {**row, "status": "expected"} if is_plain and is_foreseen else row


def _of_the_crowd(row: Mapping[str, Any], before: str, corpus: Surroundings) -> Mapping[str, Any]:
    """The row; in a story about a crowd a count that no measure names ("put the turnout at 70,000") is of the crowd."""
    crowd = corpus.crowd
    if (
        crowd is None
        or row["measure"]
        or row["unit"]
        or row["kind"] in ("rate", "duration")
        or row["status"] == "change"
    ):
        return row
    if _POLLED.search(before):
        return row
    nouns = set(f"{row['counted'] or ''} {row['head'] or ''}".lower().split())
    last = corpus.before.get(row["figure_id"])
    goes_on = last is not None and last["measure"] == crowd.name and last["sentence_id"] == row["sentence_id"]
    is_crowd = bool(nouns & (_CROWDS | _TAKING_PART)) or (
        nouns <= {"people", "person"}
        and (_CROWD_BEFORE.search(before[-BEFORE:]) or (goes_on and before.endswith(" with ")))
    )
    if not is_crowd:
        return row
    return {
        **row,
        "measure": crowd.name,
        "kind": crowd.kind,
        "population": EVERYBODY,
        "counted": EVERYBODY,
        "head": "person",
    }


def _claim(row: Mapping[str, Any], order: int, corpus: Surroundings, answering: Container[str]) -> Claim | None:
    before, after = words_around(row, corpus.texts)
    row = _of_the_crowd(row, before, corpus)
    row = _as_told(row, before, after, corpus.codebook)
    what = subject(
        row, corpus.codebook, before=before, after=after, of_one_vessel=not corpus.tells_of_several_vessels,
        story_names=corpus.story_names,
    )  # fmt: skip
    if what is None and row["claim_id"] in answering:
        what = unnamed(row)
    if what is None or row["status"] in ("withdrawn", "denied") or (row["status"] == "change" and not row["unit"]):
        return None  # "12 more died" depends on when one looked; growth of 3 % in a year does not
    if _is_conversion(row, before, corpus):
        return None  # "a 5-kilometre (3.1-mile) route": said in kilometres
    measure = corpus.codebook.measures.get(row["measure"])
    is_general = measure is None or measure.is_general
    grows = row["kind"] == "cumulative" and (measure is None or measure.kind == "cumulative")
    place = corpus.place_of.get(row["figure_id"], NOWHERE)
    is_of_story = not is_general or what.is_role  # how many a ship may carry is of no day
    event = corpus.events.main if is_of_story else _event(row, before, after, corpus, grows=grows)
    near = _near(row, before, after, corpus)
    claim = Claim(
        claim_id=row["claim_id"],
        figure_id=row["figure_id"],
        article_id=row["article_id"],
        source=row["source"],
        sentence_id=row["sentence_id"],
        order=order,
        subject=what,
        measure=row["measure"],
        kind=row["kind"],
        surface=row["surface"],
        quantity=_quantity(row, what.scale),
        counted=row["counted"],
        head=row["head"],
        status=row["status"],
        happened_iso=row["event_date"],
        is_dated_by_lead=is_of_lead(row["as_of_basis"]),
        counted_iso=_day_of_count(row, corpus) if grows else own_day(row),
        part=row["as_of_part"],
        authority=row["authority"],
        authority_key=name_key(row["authority"] or ("officials" if _OFFICIAL.search(near) else None), corpus.codebook),
        published=corpus.published.get(row["article_id"]),
        origin=corpus.origin.get(row["article_id"], row["article_id"]),
        place=place,
        is_beside_place=row["figure_id"] in corpus.beside,
        event=event,
        focus=corpus.events.focus(row["article_id"]),
        context=telling_words(near) - telling_words(f"{row['counted'] or ''} {row['head'] or ''}"),
        is_part=is_part(row, before, after, what, place, corpus),
        grows=grows,
        rises=measure is not None and measure.rises,
        is_count_dated=grows and event.is_main and _is_of_another_day(row, corpus),
        is_general=is_general,
        is_partway=measure is not None and measure.acts and _is_partway(row, before, after),
        **_said_beside(row, before, after, what),
    )
    return claim if not is_general else _anchored(claim, before, after, corpus)


def _said_beside(row: Mapping[str, Any], before: str, after: str, what: Subject) -> dict[str, Any]:
    """The fields of a claim that the words on both sides of its number give alone."""
    is_range = row["bound"] == "range" and _ESTIMATES.search(before[-BEFORE:]) is not None
    return {
        "is_told_earlier": _EARLIER.search(before) is not None,
        "is_guess": is_range or _MAY_HAVE.match(after) is not None or _MAY_MOVE.search(before[-BEFORE:]) is not None,
        "period": _period(f"{before[-AROUND:]} {after[:_BEHIND]}") if row["unit"] else "",
        "is_revised": bool(_RISEN.search(before[-BEFORE:]) or row["change"] is not None),
        "far_end": far_end(after) if what.is_bare else "",
        "length_of": length_of(row["surface"], after) if what.is_bare else frozenset(),
        "thing": thing(before) if what.is_bare else "",
        "predicate": predicate(after) if row["kind"] == "rate" else "",
        "in_table": "|" in before or "|" in after,
    }


def _is_conversion(row: Mapping[str, Any], before: str, corpus: Surroundings) -> bool:
    """Whether a number only says the one right before it in another unit, in brackets."""
    last = corpus.before.get(row["figure_id"])
    if not last or not last["unit"] or not row["unit"] or last["unit"] == row["unit"]:
        return False
    return row["start_char"] - last["end_char"] <= _BRACKET and _OPEN_BRACKET.search(before[-_BRACKET:]) is not None


def _event(row: Mapping[str, Any], before: str, after: str, corpus: Surroundings, *, grows: bool) -> Event:
    """The event that a number is of; those hurt at a march beside another event are of the march."""
    if corpus.is_of_side_crowd(row):
        return Event("crowd", "a protest beside it", is_main=False, is_stated=True)
    return corpus.events.of(row, before, after, grows=grows)


def _is_of_another_day(row: Mapping[str, Any], corpus: Surroundings) -> bool:
    return row["event_date"] is not None and as_day(row["event_date"]) != corpus.events.day


def _is_partway(row: Mapping[str, Any], before: str, after: str) -> bool:
    """Whether a crowd still gathers where it is counted."""
    return row["kind"] == "flow" and _PARTWAY.search(f"{before[-BEFORE:]}…{after[:_BEHIND]}") is not None


def _period(near: str) -> str:
    """The kind of stretch that the words around a sum name; empty if they name none or several."""
    found = {
        "quarter" if match["part"] in ("quarter", "quarterly") or match["months"] == "three" else
        f"{match['months']} months" if match["months"] else match["part"] or ("year" if match["year"] else "since")
        for match in _PERIOD.finditer(near)
    }  # fmt: skip
    return found.pop() if len(found) == 1 else ""


def _anchored(claim: Claim, before: str, after: str, corpus: Surroundings) -> Claim:
    """The claim, marked if nothing shows that it is the story's own: not its place in the article, words or credit."""
    shown = (
        claim.event.is_stated
        or claim.sentence_id in corpus.lead
        or claim.happened_iso is not None
        or claim.counted_iso is not None
        or _TALLY.search(before[-BEFORE:] + after[:_BEHIND]) is not None
    )
    return claim if shown else replace(claim, is_anchored=False)


def _near(row: Mapping[str, Any], before: str, after: str, corpus: Surroundings) -> str:
    """The sentence around a number; of one that leaves out what it counts, with the sentence before."""
    near = before[-AROUND:] + row["surface"] + after[:AROUND]
    last = corpus.before.get(row["figure_id"])
    if last and not row["unit"] and last["head"] == row["head"] and not _is_said(row, near):
        # "The ministry spoke of 1,900." counts what the sentence before says.
        return f"{corpus.texts.get(last['sentence_id'], (0, ''))[1]} {near}"
    return near


def _is_said(row: Mapping[str, Any], near: str) -> bool:
    """Whether the words around a number say what it counts."""
    nouns = f"{row['head'] or ''} {row['counted'] or ''}".lower().split()
    return not nouns or any(noun[:_STEM] in near.lower() for noun in nouns)


def _quantity(row: Mapping[str, Any], scale: float) -> Quantity:
    low = float("-inf") if row["low"] is None else scale * row["low"]
    high = float("inf") if row["high"] is None else scale * row["high"]
    interval = Interval(low, high, bool(row["low_inclusive"]), bool(row["high_inclusive"]))
    value, grain = row["value"], 0.0
    if row["kind"] == "duration" and float(value).is_integer():
        grain = 1.0
    if row["kind"] == "rate" and row["unit"] is None:
        grain = _FRACTION
    if row["unit"] in _LENGTHS and float(value).is_integer():
        grain = 0.5  # "three miles" are five kilometres
    if (grain or row["unit"] in _LENGTHS) and value % 10 == 0:
        grain = max(grain, _ROUND_TENS * value)
    return Quantity(scale * value, interval, row["bound"], grain=scale * grain)
