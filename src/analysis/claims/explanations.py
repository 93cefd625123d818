"""How a relation of two claims is put to a reader: one sentence, with both numbers, counters, days and places."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from analysis.claims.claim import Claim
from analysis.claims.places import NOWHERE
from analysis.claims.relations import Relation
from analysis.claims.subjects import CHANGES
from analysis.corpus.codebook import Codebook, KnownFact
from analysis.english.calendar import in_words
from analysis.english.names import is_people_name
from analysis.english.nouns import is_one_person, is_people, plural, singular
from analysis.english.verbs import common_forms
from analysis.english.word_lists import word_list, word_sets, word_table
from analysis.wording import listed

_LONGEST_NOUN = 4
# Words that begin a label with the capital of their sentence: no name begins so.
_NO_NAMES = word_list("ordinals") | word_sets("noun_forms")["adjectives too"] | frozenset(word_table("ordinals"))
_A_OR_AN = re.compile("an? ")
_TITLE_CASE = re.compile(r"\b[A-Z][a-z]+")
_AT_AN_END = re.compile(r"(?:the )?(?:end|close|beginning|start|turn)\b", re.IGNORECASE)


def label(measure: str | None, codebook: Codebook) -> str:
    """What a measure counts, in words."""
    if measure is None:
        return "what was said"
    known = codebook.measures.get(measure)
    return (known.label if known and known.label else measure.replace("_", " ")).strip()


@lru_cache(maxsize=1 << 13)
def _on_one_line(surface: str) -> str:
    words = " ".join(surface.split()).strip("| ").replace("$ ", "$")
    return _TITLE_CASE.sub(lambda match: match[0] if is_people_name(match[0]) else match[0].lower(), words)


def number(claim: Claim) -> str:
    """The number as written, on one line, without capitals, with the noun that it counts."""
    words = _on_one_line(claim.surface)
    counted = claim.counted or ""
    if claim.subject.key[1:2] not in ((), ("",)):
        return words  # of a sum or a share the sentence says what it is of
    if claim.value == 1 and counted.lower() == "people":
        counted = "person"
    if counted == claim.head and claim.value != 1 and (counted == "person" or is_one_person(counted)):
        counted = plural(counted)  # "the 9.5 million-person country"
    if (
        not counted
        or counted.split()[0].lower() == "number"
        or len(counted.split()) > _LONGEST_NOUN
        or (claim.head or "\0") in words.lower()
    ):
        return words
    if claim.head and counted.split()[0].lower().startswith(claim.head[:4]) and not is_people_name(counted):
        counted = counted.lower()
    return words if counted.lower() in words.lower() else f"{words} {counted}"


def _of_what(claim: Claim, codebook: Codebook) -> str:
    if claim.measure and claim.subject.is_measured:
        return label(claim.measure, codebook)
    # What a measure of people counts by words beside the number is told as the text has it: "38,000 tickets".
    is_thing = claim.subject.is_measured and claim.counted and not is_people(claim.head or "")
    return claim.counted if is_thing else claim.subject.label


def subject(claim: Claim, codebook: Codebook) -> str:
    """What a claim counts, in words."""
    said = _of_what(claim, codebook)
    said = said.lower() if claim.head and said.lower().startswith(claim.head.lower()) else _in_mid_sentence(said)
    if claim.status == "change":
        nouns = frozenset(claim.subject.key[2:])
        return f"the {said}" if nouns and nouns <= CHANGES else f"the change in {said}"
    return f"{said} (expected)" if claim.status == "expected" else said


def _in_mid_sentence(words: str) -> str:
    """A label without the capital of a sentence's first word, where the word is no name: "Third-quarter revenue"."""
    first, _, rest = words.partition(" ")
    low = first.lower().partition("-")[0]
    if rest and _TITLE_CASE.match(first) and (low in _NO_NAMES or low in common_forms()):
        return f"{first.lower()} {rest}"
    return words


RATHER_A_PART = "the smaller is rather a part than a count of all"
# Why two claims are not set against each other, by the rule that says so.
_APART = {
    "forecast": "one says what is expected, the other what is reported",
    "change": "one is by how much something changed, the other how much there is",
    "size": RATHER_A_PART,
    "earlier": "one is a level of an earlier time that the article does not date",
    "kind": "one is a number at a time, the other of what happened over time",
    "part": "one is a part of another number, an increment or a rate",
    "guess": "one estimates how many there may be, the other says how many were counted",
    "hour": "one counts a crowd at an hour, the other does not say when",
    "limit": "one is only a limit, which the other passes by far",
    "vague": "“{vague}” is no number that could exclude another",
    "definition": "the sentences do not show that both count the same thing",
    "event": "one is of {event}, the other of {other_event}",
    "anchor": "the sentence of one does not show that it is of the story’s own event",
    "place": "they are of two places, {place} and {other_place}",
    "place_open": "one is of {place}, and the other names no such place",
    "day": "they are of different days or periods, {day} and {other_day}",
    "undated": "at least one gives no day, and the story has several",
    "population": "they count different people or things, {population} and {other_population}",
    "two_things": "one article gives both in one voice, so it knows them as two things",
    "wording": "“{counted}” and “{other_counted}” need not mean the same",
}
_ALIKE = {
    "origin": "the articles go back to one text",
    "same": "the numbers are the same, as far as rounding and bounds go",
    "later": "they were counted at different times, {day} and {other_day}, and such a number grows or is revised",
    "gathering": "one counts a crowd that still gathered",
    "grown": "both hold of a number that grows",
    "told_earlier": "the text tells one as an earlier count, and such a number grows or is revised",
    "caught_up": "whoever gives the lower number has since counted as many",
    "superseded": "another article says that one of these numbers was revised since",
    "period": "the time of one lies within that of the other",
    "place": "{place} lies in the place that the other counts for",
    "somewhere": "one is of {place}, the other names no place and is taken to be of all",
    "population": "{population} are among those whom the other counts",
    "found": "one counts the bodies found so far, the other the dead",
}
_QUESTIONS = {
    "value": "can both be right",
    "one_counter": "can one counter mean both, or is each of another time or another group",
    "counters": "how do the two counters come to different numbers",
    "reports": "do they count the same, at the same time",
    "levels": "are both of the same thing, at the same time",
    "wording": "do “{counted}” and “{other_counted}” mean the same people",
    "excess": "how can the {population} be more than all {what}",
    "far": "both may hold, but do they count the same thing",
}


def reason(
    one: Claim, other: Claim, relation: Relation, codebook: Codebook, *, siding: Sequence[tuple[Claim, Claim]] = ()
) -> str:
    """Why two claims relate as they do; of a conflict, the question that it raises.

    `siding` holds other statements, each with the one of the two that it fits.
    """
    if relation.why == "two_dates":
        return two_dates(one, other, codebook)
    if relation.why in _QUESTIONS and relation.is_conflict:
        is_count = (one.is_happening or one.kind == "stock") and one.subject.key[1:2] in ((), ("",))
        why = "levels" if relation.why == "reports" and not is_count else relation.why
        words = _filled(_QUESTIONS[why], one, other, what=subject(one, codebook))
        return two_numbers(one, other, codebook, question=f"{words}{_assumed(one, other)}", siding=siding)
    said = _filled((_APART if relation.relation == "not_comparable" else _ALIKE)[relation.why], one, other)
    opening = f"{number(one)} ({one.source}) and {number(other)} ({other.source})"
    return f"{opening}, {subject(one, codebook)}: {said}."


def _assumed(one: Claim, other: Claim) -> str:
    """What is taken for granted where a claim names no day or place of its own."""
    if one.place is not NOWHERE and other.place is not NOWHERE:
        return ""
    if one.article_id == other.article_id or not one.is_general or not one.event.is_named:
        return ""
    if one.subject.is_role or not (one.is_happening or one.kind == "stock"):
        return ""  # a rate, a cost or a distance is of no event
    return f", if both are of {one.event.label}"


def _filled(words: str, one: Claim, other: Claim, *, what: str = "") -> str:
    if "{" not in words:
        return words
    first, second = (one, other) if one.place is not NOWHERE else (other, one)
    some, more = (other, one) if one.subject.is_whole else (one, other)
    return words.format(
        vague=number(one if one.is_vague else other),
        event=one.event.label, other_event=other.event.label,
        place=first.place.label, other_place=second.place.label,
        day=when(one), other_day=when(other),
        population=_who(some), other_population=_who(more),
        counted=one.counted, other_counted=other.counted, what=what,
    )  # fmt: skip


def _who(claim: Claim) -> str:
    """Those whom a claim counts, in the plural; of what no measure names, the words of the text."""
    if not claim.subject.is_measured:
        return claim.counted or claim.subject.label
    return claim.population if " " in claim.population else plural(singular(claim.population))


def number_of(claim: Claim, codebook: Codebook) -> str:
    """The number with what it counts, the measure added only where the noun does not say it."""
    said, what = number(claim), subject(claim, codebook)
    if claim.subject.is_bare:
        return said
    return said if set(said.split()) & set(what.split()) - {"people"} else f"{said} ({what})"


def when(claim: Claim) -> str:
    """The date that it gives, or that it gives none."""
    iso = _stated(claim)
    if iso is None:
        return f"in print on {_day(claim)}" if claim.published else "undated"
    if claim.part:
        return f"{'at' if _AT_AN_END.match(claim.part) else 'in'} {claim.part}"
    words = in_words(iso)
    if "/" in iso:
        return words if words.startswith(("since", "until")) else f"from {words}"
    return f"on {words}" if iso.count("-") == 2 else f"in {words}"


def _stated(claim: Claim) -> str | None:
    """The date that its text gives for it; how many there is room for has none."""
    if claim.subject.is_role:
        return None
    if claim.grows or claim.kind == "stock":
        return claim.counted_iso or (claim.happened_iso if claim.is_count_dated else None)
    return claim.happened_iso or claim.counted_iso


def _day(claim: Claim) -> str:
    return in_words(claim.published.isoformat()) if claim.published else ""


def told(claim: Claim, *, authority: bool = True, dated: bool = False) -> str:
    """Number, and in brackets who counted, where and when: its own day, else that of its article.

    `dated` says that the day of its article stands before it: it is not said again.
    """
    iso = _stated(claim)
    day = claim.part or in_words(iso) if iso else _day(claim) or "undated"
    if iso is None and claim.published and not (claim.grows or claim.kind == "stock"):
        day = f"reported {day}"  # the day of an article is none of a magnitude or a price
    scope = [
        claim.authority if authority and claim.authority else "",
        "" if claim.place is NOWHERE else f"{'at ' if _A_OR_AN.match(claim.place.label) else ''}{claim.place.label}",
        "" if dated and day.removeprefix("reported ") == _day(claim) else day,
    ]
    within = ", ".join(part for part in scope if part)
    return f"{number(claim)} ({within})" if within else number(claim)


def sources(claim: Claim) -> str:
    """The sources that make the statement."""
    return listed([claim.source, *claim.also_in])


def _one_of_two(claim: Claim, other: Claim) -> str:
    """The sources; with the article's day where both articles are of one source."""
    if claim.source != other.source or claim.also_in or other.also_in:
        return sources(claim)
    if claim.published is None or claim.published == other.published:
        return f"{'one' if claim.order < other.order else 'another'} article of {claim.source}"
    return f"{claim.source} of {_day(claim)}"


def _gives(claim: Claim) -> str:
    return "give" if claim.also_in else "gives"


def two_numbers(
    first: Claim, second: Claim, codebook: Codebook, *, question: str, siding: Sequence[tuple[Claim, Claim]] = ()
) -> str:
    """Two numbers for one thing; `siding` holds other statements, each with the one of the two that it fits."""
    what = subject(first, codebook)
    siding_words = _with_siding(siding, beside={first.source, second.source})
    if first.article_id == second.article_id:
        both = (
            f" (both credited to {first.authority})" if first.authority and first.authority == second.authority else ""
        )
        one, other = (told(claim, authority=not both) for claim in (first, second))
        given = f"{one} and {other}{both}{siding_words}"
        return (
            f"Within one article {first.source} gives two numbers{f' for {what}' if what else ''}, {given}: {question}?"
        )
    is_said = not what or first.subject.is_bare or number(first).endswith(f" {what}")
    opening = "" if is_said else f"For {what}, "
    return f"{opening}{_told_by(first, second)} and {_told_by(second, first, verb='')}{siding_words}: {question}?"


def _told_by(claim: Claim, other: Claim, *, verb: str | None = None) -> str:
    """Who gives one of two numbers, and the number, each day once."""
    who = _one_of_two(claim, other)
    gives = _gives(claim) if verb is None else verb
    return " ".join(filter(None, (who, gives, told(claim, dated=bool(_day(claim)) and who.endswith(_day(claim))))))


def _with_siding(siding: Sequence[tuple[Claim, Claim]], *, beside: set[str]) -> str:
    """ "; 60 to 70 people in Open Hands fits 62 deaths": other sources, each number once, at most two."""
    named: dict[tuple, str] = {}
    for claim, fits in siding:
        if claim.source not in beside and claim.interval != fits.interval:
            named.setdefault((claim.source, claim.interval), f"{number(claim)} in {claim.source} fits {number(fits)}")
    return f"; {listed(list(named.values())[:2])}" if named else ""


def two_dates(first: Claim, second: Claim, codebook: Codebook) -> str:
    """One event with two dates."""
    what = f"{number(first)} ({subject(first, codebook)})" if first.measure is None else number_of(first, codebook)
    return (
        f"{_one_of_two(first, second)} {_gives(first)} {what} {_of_when(first)} and "
        f"{_one_of_two(second, first)} {_gives(second)} {number(second)} {_of_when(second)}: are these "
        "two events, or is one of the dates wrong?"
    )


def _of_when(claim: Claim) -> str:
    """The date after a number that is given: "for January to March", where it would be "from" after what happened."""
    return re.sub("^from ", "for ", when(claim))


def dropped_credit(with_credit: Claim, without: Claim, codebook: Codebook) -> str:
    """A number that one article credits and another repeats as its own."""
    return (
        f"{_one_of_two(with_credit, without)} credits {number_of(with_credit, codebook)} to "
        f"{with_credit.authority}, and "
        f"{_one_of_two(without, with_credit)} gives {number(without)} and credits nobody: is it the same "
        "count?"
    )


def parts_and_total(parts: Sequence[Claim], whole: Claim, added: str, codebook: Codebook) -> str:
    """Dated parts that come to more than a stated total."""
    named = listed([f"{number(part)} {when(part)} ({part.source})" for part in parts])
    what = label(whole.measure, codebook)
    return (
        f"For {what}, {sources(whole)} {_gives(whole)} {number(whole)} {when(whole)}, but {named} "
        f"already add up to {added}: which of these counts what the others do not?"
    )


def fits_total(parts: Sequence[Claim], whole: Claim, added: str, codebook: Codebook) -> str:
    """Dated parts that fit a stated total."""
    named = listed([f"{number(part)} {when(part)}" for part in parts])
    return (
        f"{named} ({listed(_sources_of(parts))}; {label(whole.measure, codebook)}) add up to {added}, which fits "
        f"“{number(whole)}” ({sources(whole)})."
    )


def same_number(claim: Claim, carriers: Sequence[str], codebook: Codebook) -> str:
    """One number in several sources."""
    return (
        f"{listed(carriers)} give the same number for {label(claim.measure, codebook)}, {number(claim)}; that they "
        "agree does not show that they counted separately."
    )


def lower_limits(claims: Sequence[Claim], codebook: Codebook) -> str:
    """Lower limits, the highest last."""
    named = listed([f"{number(claim)} ({sources(claim)})" for claim in claims])
    return (
        f"{named} can all be true for {label(claims[-1].measure, codebook)}, for each gives only a lower limit; "
        f"together they say {number(claims[-1])}, if they count the same people at the same time."
    )


def changed(earlier: Claim, later: Claim, codebook: Codebook) -> str:
    """Two counts of different days that differ."""
    verb = "rose" if earlier.interval.below(later.interval) else "fell"
    return (
        f"{told(earlier)} in {earlier.source} and {told(later)} in {later.source} can both be true if "
        f"{label(earlier.measure, codebook)} {verb} by at least "
        f"{plain_number(earlier.interval.gap(later.interval))} in between."
    )


def part_of_whole(part: Claim, whole: Claim, codebook: Codebook) -> str:
    """A count of some that is smaller than a count of all."""
    who = "" if _who(part) in number(part) else f"{_who(part)}; "
    return (
        f"{number(part)} ({who}{sources(part)}) can be part of {number(whole)} "
        f"({label(whole.measure, codebook)}; {sources(whole)}): one counts some of those whom the other counts."
    )


def against_the_flow(earlier: Claim, later: Claim, flow: Claim, codebook: Codebook) -> str:
    """A stock that rose although a flow lowered it."""
    least = plain_number(later.interval.gap(earlier.interval) + max(flow.interval.low, 0))
    return (
        f"For {label(earlier.measure, codebook)}, {sources(earlier)} gives {told(earlier)} and {sources(later)} "
        f"{told(later)}, although {number(flow)} ({label(flow.measure, codebook)}, {flow.source}) left that number in "
        f"between: did at least {least} join it, or do the two count differently?"
    )


def mixed_up_authority(own: Claim, wide: Claim, other: Claim | None, codebook: Codebook) -> str:
    """A body credited with a count of its own people here, of all there; `other` credits somebody else with all."""
    doubt = f", while {other.source} credits the count of all to {other.authority}" if other else ""
    return (
        f"{own.source} credits {own.authority} with {number(own)}, {wide.source} credits it with {number(wide)} for "
        f"{label(wide.measure, codebook)}{doubt}: was the second count somebody else’s?"
    )


def stale_count(old: Claim, new: Claim, change: Claim, codebook: Codebook) -> str:
    """An old number given as if it held now, and what was counted in between."""
    return (
        f"{new.source} on {_day(new)} gives {number(new)} for {label(new.measure, codebook)} as if it held now, the "
        f"number that {old.source} gives {when(old)}, although {change.source} reports {number(change)} "
        f"({label(change.measure, codebook)}) {when(change)}: is the count out of date?"
    )


def impossible_quote(speaker: str, source: str, day: str, fact: KnownFact) -> str:
    """Words said on a day when the speaker could not speak."""
    span = f" from {in_words(fact.start)}" if fact.start else ""
    span += f" to {in_words(fact.end)}" if fact.end else ""
    return (
        f"{source} quotes {speaker} on {in_words(day)}, but by the codebook’s known facts {fact.who} was "
        f"{fact.state}{span}: where and when were these words said?"
    )


def _sources_of(claims: Iterable[Claim]) -> list[str]:
    return sorted({claim.source for claim in claims})


def plain_number(value: float) -> str:
    """1184.0 as 1,184; 2.5 as 2.5.

    >>> plain_number(1184.0), plain_number(2.5)
    ('1,184', '2.5')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"
