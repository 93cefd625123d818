"""How two claims of one thing relate, and why: one function, from scope to numbers.

Scope comes first, since numbers of two places, days, events or populations exclude nothing. Where a scope is not stated
it is taken from the article and the story, and the pair can then `differ`, never `contradict`. No rule averages, none
lets a majority decide. Vague numbers ("hundreds") never stand against a value.
"""

from datetime import timedelta
from typing import NamedTuple

from analysis.claims.block import Block
from analysis.claims.claim import MAIN, Claim, relative_gap
from analysis.claims.counters import are_one, are_two, is_nobody
from analysis.claims.events import is_brief, same_event
from analysis.claims.intervals import Fit, Interval, Quantity, fit, n_digits
from analysis.claims.places import NOWHERE
from analysis.claims.subjects import OPEN_NOUNS
from analysis.claims.things import FAR_RATIO, LEAST_PLAIN, ONE_SIZE, PART_RATIO, is_one_thing
from analysis.claims.times import When, when_of
from analysis.english.nouns import singular

# Within one article, two counts of one voice are of one thing only if they differ by less than this share of the
# larger: an author who gives numbers further apart knows them as two things.
_SAME_BALLPARK = 0.5
# The same number of the same people within so many days may be one event on two dates: two events of equal size in
# three weeks are rarer than a wrong date.
_SAME_EVENT_DAYS = 21
# Ones and twos recur by chance: from this number on the same number twice is told.
_LEAST_REPEATED = 3
# "Over a million" says little of how many more, but not of so many times as many.
_FAR_BEYOND = 10
# Of the rescued or arrested, a number that is a smaller share of another was counted earlier.
_ONE_HOUR = 0.85
# Of the dead so many have been found.
_FOUND = frozenset({"body", "corpse", "remain"})
_CONFLICTING = ("contradicts", "differs")


class Relation(NamedTuple):
    """How two claims relate; `cause` for questions to the reader; `why` names the rule, which gives the reason."""

    relation: str
    why: str
    cause: str | None = None

    @property
    def is_conflict(self) -> bool:
        """Whether the two cannot stand side by side without a question."""
        return self.relation in _CONFLICTING


def relate(one: Claim, other: Claim, block: Block) -> Relation:
    """How two claims of one subject relate.

    Symmetric: which of the two comes first makes no difference.

    Misleads when
    -------------
    A text leaves out a scope that its reader knows: "40 died" in a column on another town's flood is taken for the
    story's.
    """
    if are_set_side_by_side(one, other):
        return _of_answer(one, other)
    scope = _of_two_scopes(one, other, block) or _of_two_events(one, other)
    if scope:
        return scope
    place = block.lie(one, other)
    if place == "apart" or (place == "open" and NOWHERE not in (one.place, other.place)):
        return Relation("not_comparable", "place")
    if place == "open" and NOWHERE in (one.place, other.place):
        narrow, wide = (one, other) if one.place != NOWHERE else (other, one)
        return _part(narrow, wide, "somewhere") or _excess(narrow, wide) or Relation("not_comparable", "place_open")
    if block.are_known_as_two(one, other):
        return Relation("not_comparable", "two_things")
    when = when_of(one, other, n_days=block.n_days, main_event=block.main_event)
    if when.state in ("apart", "unknown"):
        return _two_dates(one, other, block) or Relation(
            "not_comparable", "day" if when.state == "apart" else "undated"
        )
    if when.state == "within":
        return Relation("part_of", "period")
    if place != "same":
        inner, outer = (one, other) if place == "part" else (other, one)
        return _part(inner, outer, "place") or _excess(inner, outer) or Relation("not_comparable", "place_open")
    if one.population != other.population:
        return _of_two_populations(one, other, when, block)
    return _numbers(one, other, when, block)


def are_set_side_by_side(one: Claim, other: Claim) -> bool:
    """Whether a text sets the two against each other: one answers the other, or both the same."""
    siblings = one.answers is not None and one.answers == other.answers
    return one.is_part == other.is_part and (
        one.claim_id == other.answers
        or other.claim_id == one.answers
        or (siblings and are_two(one.authority_key, other.authority_key))
    )


def _of_answer(one: Claim, other: Claim) -> Relation:
    """What two numbers say of each other that a text sets side by side: their scope is one."""
    low, high = sorted((one, other), key=lambda claim: (claim.value, claim.order))
    if low.is_told_earlier and _is_running(low) and _is_running(high):
        return Relation("update", "told_earlier")
    are_two_counts = are_two(one.authority_key, other.authority_key)
    fits = fit(*map(_as_counted, (one, other))) if are_two_counts else fit(one.quantity, other.quantity)
    if fits == "vague":
        return Relation("not_comparable", "vague")
    if fits == "same":
        return Relation("same", "same")
    return Relation("differs", "counters" if are_two_counts else "reports", "value")


def _of_two_scopes(one: Claim, other: Claim, block: Block) -> Relation | None:
    """What keeps two claims apart before place and day are asked: status, kind, what is counted."""
    statuses = {one.status, other.status} - (
        {"expected"} if one.subject.is_agreed and other.subject.is_agreed else set()
    )
    if one.status != other.status and {"expected", "change"} & statuses:
        return Relation("not_comparable", "change" if "change" in (one.status, other.status) else "forecast")
    if "earlier" in statuses and any(
        claim.status == "earlier" and not (claim.happened_iso or claim.counted_iso) for claim in (one, other)
    ):
        return Relation("not_comparable", "earlier")
    if not _are_of_one_kind(one, other) or (
        one.runs_since != other.runs_since and is_brief((one if other.runs_since else other).happened_on)
    ):
        return Relation("not_comparable", "kind")
    if one.is_part or other.is_part:
        return Relation("not_comparable", "part")
    if one.is_vague or other.is_vague:
        return Relation("not_comparable", "vague")
    if not (one.subject.is_measured and other.subject.is_measured) and not is_one_thing(one, other, block):
        return Relation("not_comparable", "definition")
    return None


def _kind(claim: Claim) -> str:
    """Kinds of which two counts of one thing can be compared: what has happened is a flow, also in the pluperfect."""
    return "flow" if claim.is_happening and not claim.grows else claim.kind


def _are_of_one_kind(one: Claim, other: Claim) -> bool:
    """Whether two kinds can be of one thing; of what no measure names, the words seldom show which kind it is."""
    kinds = {_kind(one), _kind(other)}
    return len(kinds) == 1 or one.subject.is_role or (not one.subject.is_measured and kinds <= {"flow", "other"})


def are_of_two_events(one: Claim, other: Claim) -> bool:
    """Whether two claims are of two events, so that whatever else they say cannot be compared."""
    return _of_two_events(one, other) is not None and not are_set_side_by_side(one, other)


def _of_two_events(one: Claim, other: Claim) -> Relation | None:
    is_one = one.event.key == other.event.key == MAIN.key
    if not is_one and not same_event(one.event, other.event, n_shared=len(one.context & other.context)):
        return Relation("not_comparable", "event")
    is_main = one.event.is_main and other.event.is_main and one.subject.is_measured
    if is_main and not (one.is_anchored and other.is_anchored):
        return Relation("not_comparable", "anchor")
    return None


def _part(part: Claim, whole: Claim, why: str) -> Relation | None:
    """The first as a part of the second, if its number allows it."""
    if part.population != whole.population and not whole.subject.is_whole:
        return None
    return Relation("part_of", why) if part.interval.low <= whole.interval.high else None


def _excess(part: Claim, whole: Claim) -> Relation | None:
    """A part that is more than the whole, given by another body in the same article: they count differently."""
    is_beside = part.article_id == whole.article_id and are_two(part.authority_key, whole.authority_key)
    same = part.population == whole.population and part.subject.is_measured and part.status == whole.status
    return Relation("differs", "counters", "definition") if is_beside and same else None


def _of_two_populations(one: Claim, other: Claim, when: When, block: Block) -> Relation:
    """Some of those whom the other counts, or two groups; some are never more than all."""
    if one.subject.is_whole == other.subject.is_whole:
        return Relation("not_comparable", "population")
    part, whole = (other, one) if one.subject.is_whole else (one, other)
    fits = _part(part, whole, "population")
    if fits is None and part.subject.is_named and not part.is_general and when.state == "same":
        return Relation("differs", "excess", "value")
    if (
        one.runs_since == other.runs_since
        and block.is_toll(part)
        and fit(part.quantity, whole.quantity) in ("apart", "far")
    ):
        numbers = _numbers(one, other, when, block)
        return Relation("differs", "wording", "definition") if numbers.is_conflict else numbers
    return fits or Relation("not_comparable", "population")


def _two_dates(one: Claim, other: Claim, block: Block) -> Relation | None:
    """One number on two days: the same exact number of the same, in two articles of which none gives it for both."""
    if one.article_id == other.article_id or one.value != other.value or one.value in block.twice:
        return None
    if one.bound != "exact" or other.bound != "exact" or one.population != other.population:
        return None
    if one.is_dated_by_lead or other.is_dated_by_lead:
        return None
    if not (one.happened_on and other.happened_on) or one.value < _LEAST_REPEATED or block.lie(one, other) != "same":
        return None
    if one.is_happening and is_brief(one.happened_on) and is_brief(other.happened_on):
        near = timedelta(days=_SAME_EVENT_DAYS) >= abs(one.happened_on[0] - other.happened_on[0])
        return Relation("differs", "two_dates", "date") if near else None
    return (
        Relation("differs", "two_dates", "date")
        if n_digits(one.value) > _LEAST_REPEATED and not one.is_happening
        else None
    )


def _numbers(one: Claim, other: Claim, when: When, block: Block) -> Relation:
    """What two numbers of one scope say of each other."""
    if _is_small(*sorted((one, other), key=lambda claim: (abs(claim.value), claim.order))):
        return Relation("not_comparable", "size")
    fits = _fit(one, other)
    if fits == "same":
        is_copy = one.origin == other.origin and one.article_id != other.article_id
        return Relation("repeats", "origin") if is_copy and one.value == other.value else Relation("same", "same")
    if fits != "same" and one.is_partway != other.is_partway and one.article_id != other.article_id:
        is_less = (one.value < other.value) == one.is_partway
        return Relation("update", "gathering") if is_less else Relation("not_comparable", "hour")
    low, high = sorted((one, other), key=lambda claim: (claim.value, claim.order))
    if running := _of_running_counts(low, high, fits, block):
        return running
    if fits == "far" and _is_past_a_round_limit(one, other):
        return Relation("not_comparable", "limit")
    if when.state == "later" and not (fits == "far" and one.runs_since and other.runs_since):
        return Relation("update", "later")
    if one.article_id == other.article_id and not are_two(one.authority_key, other.authority_key):
        return _of_one_voice(one, other, fits, when)
    if one.status != "expected" and (block.is_superseded(one) or block.is_superseded(other)):
        return Relation("update", "superseded")
    if _is_narrower(one, other) or _is_narrower(other, one):
        return Relation("part_of", "population")
    told = _qualifiers(one), _qualifiers(other)
    if told[0] != told[1] and None not in told and not one.is_general:
        return Relation(
            "differs" if fits == "apart" else "not_comparable", "wording", "definition" if fits == "apart" else None
        )
    goes_on = one.is_general and one.is_happening and not (one.runs_since or other.runs_since)
    if goes_on and are_one(one.authority_key, other.authority_key) and _are_of_two_sizes(one, other):
        return Relation("update", "grown")  # a counter goes on counting
    if fits == "far":
        return Relation("differs", "far", "definition")
    if _is_shown(one, other, when):
        return Relation("contradicts", "value", "value")
    why = (
        "counters"
        if are_two(one.authority_key, other.authority_key)
        else "one_counter"
        if are_one(one.authority_key, other.authority_key)
        else "reports"
    )
    return Relation("differs", why, "value" if when.is_shown else "definition")


def _as_counted(claim: Claim) -> Quantity:
    """The number without an "up to": of two greatest heights, or of two counters, it is what one found."""
    is_limit = claim.bound == "at_most"
    return Quantity(claim.value, Interval(claim.value, claim.value)) if is_limit else claim.quantity


def _fit(one: Claim, other: Claim) -> Fit:
    """Whether the numbers can be one; "waves as high as 6 metres" and "as high as 2" give two greatest heights."""
    are_limits = one.subject.is_bare and one.bound == other.bound == "at_most"
    fits = fit(*map(_as_counted, (one, other))) if are_limits else fit(one.quantity, other.quantity)
    return "far" if fits == "same" and _is_far_below_a_limit(one, other) else fits


def _is_far_below_a_limit(one: Claim, other: Claim) -> bool:
    """Whether one counter gives at most so many, and another less than half: "as many as 80,000", "about 25,000"."""
    low, high = sorted((one, other), key=lambda claim: claim.value)
    is_limit = high.bound == "at_most" and low.bound not in ("at_least", "more_than")
    are_counts = one.subject.is_measured and not one.grows and are_two(one.authority_key, other.authority_key)
    return is_limit and are_counts and 0 < low.value < ONE_SIZE * high.value


def _of_running_counts(low: Claim, high: Claim, fits: Fit, block: Block) -> Relation | None:
    """What two numbers of the main event say of each other that goes on rising: the lower may be of an earlier hour."""
    if not (_is_running(low) and _is_running(high)):
        return None
    if high.is_guess and not low.is_guess:
        return Relation("not_comparable", "guess")
    if low.head in _FOUND and high.head not in _FOUND and low.value < ONE_SIZE * high.value:
        return Relation("part_of", "found")
    is_revised = high.is_told_earlier and low.authority_key == high.authority_key
    if low.is_told_earlier or (is_revised and low.article_id == high.article_id):
        return Relation("update", "told_earlier")
    if block.main_event.has_caught_up(low, high):
        return Relation("update", "caught_up")
    is_of_one_time = are_one(low.authority_key, high.authority_key) or (low.has_count_day and high.has_count_day)
    is_passed = fits == "far" and low.bound != "exact" and not is_of_one_time
    are_rivals = low.article_id == high.article_id or are_two(low.authority_key, high.authority_key)
    has_gone_on = low.rises and not are_rivals and low.value < _ONE_HOUR * high.value
    return Relation("update", "grown") if is_passed or has_gone_on else None


def _is_running(claim: Claim) -> bool:
    """Whether it counts what the main event has done so far: a toll, those rescued or arrested."""
    return (claim.grows or claim.rises) and claim.is_general and claim.event.is_main and not claim.runs_since


def _is_past_a_round_limit(one: Claim, other: Claim) -> bool:
    """Whether nobody but perhaps one counter gives "over a million", and the other a number far beyond."""
    low, high = sorted(claim.value for claim in (one, other))
    counters = one.authority_key, other.authority_key
    is_of_one_order = n_digits(low) == 1 and high < _FAR_BEYOND * low
    return is_of_one_order and not (are_two(*counters) or are_one(*counters))


def _are_of_two_sizes(one: Claim, other: Claim) -> bool:
    small, large = sorted((abs(one.value), abs(other.value)))
    return small < ONE_SIZE * large


def _is_small(small: Claim, large: Claim) -> bool:
    """Whether a number of people without a place, or of a toll, is too small to be a count of all."""
    is_count = small.subject.is_measured and small.is_general and not (small.runs_since or large.runs_since)
    is_toll = small.grows and small.event.is_main and not are_two(small.authority_key, large.authority_key)
    return is_count and (small.place == NOWHERE or is_toll) and abs(small.value) < PART_RATIO * abs(large.value)


def _is_beside_the_reporter(one: Claim, other: Claim, fits: str) -> bool:
    """Whether an article credits a number to a body of its own, beside one that it gives without credit.

    Of what grows a lower one is of an earlier time.
    """
    told, said = sorted((one, other), key=lambda claim: bool(claim.authority_key))
    if told.authority_key or not said.authority_key:
        return False
    if one.subject.is_of_crowd and fits in ("apart", "far"):
        return one.is_general and one.event.is_main and other.event.is_main and not one.status and not other.status
    if is_nobody(said.authority_key):
        return False
    is_foreseen = one.status == other.status == "expected" and len(one.subject.key) > 2
    small, large = sorted((abs(told.value), abs(said.value)))
    return (
        fits == "apart"
        and told.sentence_id != said.sentence_id
        and ((one.subject.is_measured and _kind(one) != "flow") or is_foreseen)
        and one.event.is_main
        and one.is_anchored
        and other.is_anchored
        and not (told.is_revised or said.is_revised)
        and (told.value < said.value or is_foreseen)
        and small >= FAR_RATIO * large
    )


def _of_one_voice(one: Claim, other: Claim, fits: str, when: When) -> Relation:
    """Two numbers of one article that no two authorities share: an author knows two things as two."""
    if _is_beside_the_reporter(one, other, fits):
        return Relation("differs", "reports", "value")
    is_told = one.is_revised or other.is_revised  # "lowered to 217 from 248": the article says it itself
    is_one = (
        one.sentence_id != other.sentence_id
        and not is_told
        and relative_gap(one, other) < _SAME_BALLPARK
        and fits == "apart"
    )
    if (
        is_one
        and one.subject.is_measured
        and are_one(one.authority_key, other.authority_key)
        and when.state == "same"
        and _kind(one) != "flow"
    ):
        # Of "18 September" and of "late 2025" both may hold.
        of_one_time = one.counted_iso == other.counted_iso
        return Relation("contradicts" if of_one_time else "differs", "one_counter", "value")
    return Relation("not_comparable", "two_things")


def _is_in_round_words(claim: Claim) -> bool:
    """Whether a large number is only in words, as headlines round it: "half a million"."""
    return claim.value >= LEAST_PLAIN and not any(letter.isdigit() for letter in claim.surface)


def _is_shown(one: Claim, other: Claim, when: When) -> bool:
    """Whether both say the same scope, and neither growth nor two counters explain two numbers."""
    if _is_in_round_words(one) or _is_in_round_words(other) or "about" in (one.bound, other.bound):
        return False
    if not when.is_shown or are_two(one.authority_key, other.authority_key) or one.status == "expected":
        return False
    if are_one(one.authority_key, other.authority_key):
        return True
    return not one.grows and one.authority is None and other.authority is None


def _qualifiers(claim: Claim) -> frozenset[str] | None:
    """The words that narrow the noun ("political"); None when the noun itself leaves open who is meant."""
    if not claim.subject.is_measured or not claim.head or not claim.counted or claim.head in OPEN_NOUNS:
        return None
    words = claim.counted.lower().split()
    place = next((i for i, word in enumerate(words) if singular(word) == claim.head), None)
    if place is None:
        return None
    return frozenset(words[:place]) - {"total"}


def _is_narrower(one: Claim, other: Claim) -> bool:
    """Whether a smaller number of general news is of a narrower noun: "89 paying passengers" of 429 passengers."""
    mine, others = _qualifiers(one), _qualifiers(other)
    if mine is None or others is None or not one.is_general:
        return False
    return mine > others and one.value < other.value
