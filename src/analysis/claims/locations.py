"""At which place each figure of a text was counted: by its sentence, its clause, and the sentence before."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from analysis.claims.places import EVENT, NOWHERE, Map, Place, Spot, spots
from analysis.english.word_lists import word_table

_ASIDE = re.compile(r"\([^()]*\)| (?:--|–|—) [^–—]*? (?:--|–|—) ")
# How far before the name of who counted the words for the office may stand: "Velmar police chief Orr".
_OFFICE = 40
# Two counters of one crowd are hardly further apart: what is more is the whole's.
_OTHER_COUNTERS = 10
_THERE = re.compile(
    r"\b(?:there(?! (?:is|are|was|were|has|have|had|may|might|will|would|could|can|remain)\b)|here|"
    r"(?:in|across|around) the (?:city|town|village|port|capital|province|region))\b",
    re.I,
)
# "At least 18 died there": somewhere that the sentences before tell, and not all.
_DIED_THERE = re.compile(r"[^.;,\d]{0,60}\b(?:there|here)\b(?! (?:is|are|was|were|has|have|had)\b)")
# How far a preposition's place may stand from its number: a clause and its insertions.
_REACH = 140


class Number(NamedTuple):
    """A number of a sentence, and what it counts: two of one thing are told apart by their places."""

    start: int
    end: int
    counts: tuple


def places_of(
    text: str,
    numbers: Sequence[Number],
    *,
    credits: Iterable[tuple[int, int]] = (),
    found: Sequence[Spot] | None = None,
) -> list[Place]:
    """The place of each number of a sentence; `NOWHERE` where it gives none.

    The nearest place behind the number and before the next one, else the one before it, else that of the number before:
    "in Velmar the organisers counted 500, the police 90". Places inside the name of whoever counted are no places of
    the count.

    >>> text = "The police said 40 marched in Velmar and 9 in Brask."
    >>> [place.label for place in places_of(text, [Number(16, 18, ()), Number(39, 40, ())])]
    ['Velmar', 'Brask']
    """
    credits = list(credits)
    named = [
        spot
        for spot in (spots(text) if found is None else found)
        if not any(start <= spot.start <= end + 2 for start, end in credits)
        and not _is_of_event(spot, text)
        and not (numbers and spot.start < numbers[0].start and _OF_SPEAKER.match(text, spot.end))
    ]
    asides = [match.span() for match in _ASIDE.finditer(text)]
    placed: list[Place] = []
    for place, number in enumerate(numbers):
        placed.append(_place_of(place, number, numbers, named, asides, placed, text))
    return placed


def _place_of(
    at: int, number: Number, numbers: Sequence[Number], named: Sequence[Spot], asides: Sequence[tuple[int, int]],
    before: Sequence[Place], text: str,
) -> Place:  # fmt: skip
    aside = next((span for span in asides if span[0] <= number.start < span[1]), None)
    # A number in an insertion does not end the clause of the number before it.
    outside = [n for n in numbers[at + 1 :] if aside or not any(start <= n.start < end for start, end in asides)]
    stop = min([n.start for n in outside[:1]] + [number.end + _REACH, _clause_end(text, number.end)])
    behind = next((spot for spot in named if number.end <= spot.start < stop), None)
    opens = max([0, *(n.end for n in numbers[:at])])
    ahead = [spot for spot in named if opens <= spot.start and spot.end <= number.start]
    if behind and not (ahead and _opens_clause(behind, outside, text)):
        return behind.place
    if ahead or _THAT_LEFT.search(text[opens : number.start]):
        is_of_event = _THAT_LEFT.search(text[ahead[-1].end if ahead else opens : number.start])
        return NOWHERE if is_of_event else ahead[-1].place
    if before and before[-1] is not NOWHERE and ";" not in text[numbers[at - 1].end : number.start]:
        return before[-1]
    later = next((spot for spot in named if spot.start >= number.end), None)
    between = [n for n in numbers[at + 1 :] if later and n.start < later.start]
    if (
        later
        and later.start < _clause_end(text, number.end)
        and between
        and all(n.counts != number.counts and n.counts[:1] != (None,) for n in between)
        and later.start - number.end < _REACH
        and not _SOME_OF_THEM.search(text[number.end : later.start])
    ):
        return later.place
    return NOWHERE


def _opens_clause(spot: Spot, numbers: Sequence[Number], text: str) -> bool:
    """Whether a place begins the clause of the next number: "in Velmar 40 marched, and in Brask there were 9"."""
    following = next((number for number in numbers if number.start >= spot.end), None)
    is_near = following is not None and following.start - spot.end <= _NEAR_NUMBER
    return is_near and text[: spot.start].endswith((", ", ", and ", ", while ", "; "))


# "A battle in the harbour ended an attack that left 40 dead": what an event did is of its place, not of the one before.
_THAT_LEFT = re.compile(rf"{EVENT.pattern}[^,;:]* (?:that|which) ", re.IGNORECASE)
# "7 dead, 3 of them in Lund": the place is that of the three.
_SOME_OF_THEM = re.compile(r"\bof (?:them|whom|these|those)\b")
# A place and its number, with "there were" between.
_NEAR_NUMBER = 15
# "… rose to 40 as rescuers searched a school": what goes on meanwhile has a place of its own.
_MEANWHILE = re.compile(r";|,?\s(?:as(?!\s(?:it|they|he|she|many|well|much|few|of)\b)|while|whereas|amid)\s")


def _clause_end(text: str, start: int) -> int:
    edge = _MEANWHILE.search(text, start)
    return len(text) if edge is None else edge.start()


def _is_of_event(spot: Spot, text: str) -> bool:
    """Whether a place says where the event was, not where its victims: "the quake near Velmar"."""
    if text[spot.start : spot.start + 5].lower() == "near ":
        return bool(EVENT.search(text[: spot.start][-_NEAR_EVENT:]))
    if spot.place.venue:
        # "A fire at a mill": where the story's event is, not one of its places.
        return bool(_AT_A_VENUE.match(text, spot.start) and _AT_ONE_PLACE.search(text[: spot.start][-_NEAR_EVENT:]))
    return bool(_AT_ONE_PLACE.search(text[: spot.start][-_NEAR_EVENT:]) or _ITS_EVENT.match(text, spot.end))


# "The monitor, a voice on the war in Tavland, says": where whoever speaks is at home.
_OF_SPEAKER = re.compile(r", (?:has |have |had )?(?:said|says?|told|report(?:s|ed)?|counted|confirmed|estimate[sd]?)\b")
_NEAR_EVENT = 40
# Events that are at one place: whom they kill is counted there, "the ferry sinking in Velmar", "the Velmar hotel fire".
_ONE_PLACE = "|".join(
    sorted(
        name
        for name, value in word_table("events").items()
        if value.split()[1] in ("blast", "shooting", "crash", "sinking", "fire", "accident", "stampede", "collapse")
    )
)
_AT_ONE_PLACE = re.compile(rf"\b(?:{_ONE_PLACE})s? $", re.IGNORECASE)
_AT_A_VENUE = re.compile(r"(?:at|in) an? ")
_ITS_EVENT = re.compile(rf"(?: [a-z]+){{0,2}} (?:{_ONE_PLACE})s?\b")


# What a sentence ends with; a headline has nothing of it.
ENDED = re.compile(r"[.!?…][\"'”’»)]*\s*$")


def locate(
    rows: Sequence[Mapping[str, Any]], *, texts: Mapping[str, tuple[int, str]], places: Map
) -> tuple[dict[str, Place], frozenset[str]]:
    """The place of each figure, and the figures without one beside which another place is named.

    `rows` are the figures in the order of the text, `texts` start and words of each sentence. A sentence without a
    place keeps that of the one before where it says "there" or "the city", or only gives another counter of the same.
    """
    by_sentence: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_sentence.setdefault(row["sentence_id"], []).append(row)
    found: dict[str, Place] = {}
    beside: set[str] = set()
    before: Mapping[str, Any] | None = None
    named_before: tuple[str, bool] = ("", False)
    for sentence, own in by_sentence.items():
        if before is not None and not ENDED.search(texts.get(before["sentence_id"], (0, "."))[1]):
            before = None  # a headline gives the text below it no place
        start, text = texts.get(sentence, (0, ""))
        numbers = [Number(r["start_char"] - start, r["end_char"] - start, (r["measure"], r["population"])) for r in own]
        credits = {
            (r["authority_start"] - start, r["authority_end"] - start)
            for r in own
            if r.get("authority_start") is not None
        }
        named = places.spots[text]
        stated = [places.known(place) for place in places_of(text, numbers, credits=credits, found=named)]
        names_one = any(not places.known(spot.place).is_whole for spot in named)
        article = sentence.rpartition(":")[0]
        is_near = names_one or named_before == (article, True)
        for row, place in zip(own, stated, strict=True):
            place = _of_counter(row, text, start, places) if place is NOWHERE else place
            if place is NOWHERE and all(other is NOWHERE for other in stated) and before is not None:
                kept = found[before["figure_id"]]
                place = (
                    kept if _follows(row, before, text, start, is_after=before["sentence_id"] != sentence) else place
                )
            if place is NOWHERE and _DIED_THERE.match(text, row["end_char"] - start):
                place = Place("a place told before it", frozenset({f"there {sentence}"}))
            found[row["figure_id"]] = place
            if place is NOWHERE and is_near:
                beside.add(row["figure_id"])
            before = row
        named_before = (article, names_one)
    return found, frozenset(beside)


def _of_counter(row: Mapping[str, Any], text: str, start: int, places: Map) -> Place:
    """The place of a local body that counted, by its name or the words before it."""
    if row["authority"] is None:
        return NOWHERE
    at = row["authority_start"]
    near = "" if at is None or at < start else text[max(0, at - start - _OFFICE) : at - start]
    return places.of_counter(f"{near.rpartition(',')[2]} {row['authority']}".strip())


def _follows(row: Mapping[str, Any], before: Mapping[str, Any], text: str, start: int, *, is_after: bool) -> bool:
    """Whether a number without a place goes on about the place of the number before it.

    It says "there", or it is another counter's number of the same thing, and no other order of magnitude: that would
    be the whole's.
    """
    if before["article_id"] != row["article_id"]:
        return False
    if _THERE.search(text[: row["start_char"] - start] if is_after else ""):
        return True
    counts = "measure" if row["measure"] else "head"
    is_same = row["measure"] == before["measure"] and row["unit"] == before["unit"] and row[counts] is not None
    is_same = is_same and row[counts] == before[counts]
    if not is_same or row["authority"] is None or row["authority"] == before["authority"]:
        return False
    small, large = sorted((abs(row["value"]), abs(before["value"])))
    return large <= _OTHER_COUNTERS * small
