"""Whether two numbers that no measure names are of one thing: by their nouns, ends, sizes and the words around them."""

import re
from itertools import islice, takewhile

from analysis.claims.block import Block
from analysis.claims.claim import Claim, overlap
from analysis.claims.events import is_brief
from analysis.claims.intervals import n_digits
from analysis.claims.places import NOWHERE, place_word
from analysis.claims.subjects import CHANGES, ONE_THING
from analysis.claims.surroundings import BEFORE
from analysis.english.classes import CLASSES
from analysis.english.nouns import is_people, singular

# Numbers of things that no measure names, smaller than this, recur by chance ("two roads").
_LEAST_TELLING = 10
# From this number on, two numbers of one noun that are near each other hardly count two things.
LEAST_PLAIN = 1000
# Of two numbers of one noun that their articles give once, the smaller is hardly less than this share of the larger.
ONE_SIZE = 0.5
# Numbers given with so many digits are counts, not guesses: two near each other are hardly of two things.
_PRECISE = 3
# From this share on, a smaller number is near a larger.
_NEAR = 0.8
# Units in which articles give many things: ages, sentences, how long ago.
_AGES = frozenset({"years", "months", "weeks", "days"})
# So many words in common show that two numbers without a measure are of one thing: of money or a share that the text
# names, of things, of a bare length or duration; more if the smaller is less than a third of the larger.
_WORDS_NAMED, _WORDS_OF_THINGS, _WORDS_BARE, _WORDS_FAR_APART, FAR_RATIO = 0, 2, 3, 2, 1 / 3
# Of two lengths that a text gives one end, or one noun.
_WORDS_OF_ENDS = 1
# Of a number without a place, so small a share of another is rather a part than another count of the same.
PART_RATIO = 0.1
# Seismological services seldom give one quake two magnitudes further apart.
_ONE_QUAKE = 0.6
# Sentences that share this much of their words tell one thing, whatever the number.
_ONE_SENTENCE = 0.6

# A compound of two nouns follows a length: "a 13-mile oil slick".
_COMPOUND = 2
_TO_WHERE = re.compile(
    r"[^.;,]{0,30}?\b(?:from|of|off|to) (?:[a-z’']+ |[\w]+[’']s ){0,4}?(?:[a-z]+, (?:the )?)?(?P<name>[A-Z][\w’'-]+)"
)
_DIMENSION = re.compile(
    r"\s*(?:\([^)]*\) ?)?(?:(?P<away>away|off|from|north|south|east|west|(?:north|south)(?:east|west)|offshore)"
    r"|(?:in )?(?P<other>long|deep|wide|high|tall|thick|old|ago|earlier|later|into|diameter|across))\b"
)
_MEASURED = re.compile(
    r"\b(?P<thing>[a-z]{3,}),? (?:that |which )?(?:(?:was|were|is|are|as|of|up|to|high|tall|long|deep|wide|thick|"
    r"reaching|measuring|rising|reached|stood|stands|about|around|some|nearly|almost|over|at|least|more|than|roughly|estimated|"
    r"an?|just|between) )*$"
)
# "Of schools | were | closed", "schools | shutting".
_PREDICATE = re.compile(
    r"(?:[^.;,]|,(?=\d)){0,80}?\b(?:(?:is|are|was|were|be|been|being|remain(?:s|ed)?|stay(?:s|ed)?) "
    r"(?:\w+ly |still |already |either )?(?P<said>[a-z]{4,})|(?<=s )(?P<done>[a-z]{4,})ing\b)"
)
# Letters in which two forms of a predicate meet.
_PREDICATE_STEM = 5


def far_end(after: str) -> str:
    """The place that a distance is to: "75 km north of Velmar"."""
    found = _TO_WHERE.match(after)
    return place_word(found["name"]) if found else ""


def length_of(surface: str, after: str) -> frozenset[str]:
    """What a length or time is of: the nouns that it stands before, or the word behind it, "long", "off the coast"."""
    if "-" in surface or after.startswith("-"):
        nouns = takewhile(lambda word: word not in CLASSES, re.findall(r"[a-z]+", after.lower()))
        if named := frozenset(singular(word) for word in islice(nouns, _COMPOUND)):
            return named
    found = _DIMENSION.match(after)
    return frozenset({"away" if found["away"] else found["other"]}) if found else frozenset()


def thing(before: str) -> str:
    """What is so long or high, by the noun right before the number: "waves as high as 6 metres"."""
    found = _MEASURED.search(before[-BEFORE:])
    thing = singular(found["thing"]) if found and found["thing"] not in CLASSES else ""
    return ONE_THING.get(thing, thing)


def predicate(after: str) -> str:
    """What is said of those whom a share is of, by its first letters: "40 per cent of schools were open"."""
    found = _PREDICATE.match(after)
    return (found["said"] or found["done"])[:_PREDICATE_STEM] if found else ""


def is_one_thing(one: Claim, other: Claim, block: Block) -> bool:
    """Whether the words around two numbers without a measure show that they are of one thing.

    A noun alone shows little: the less of what is counted is named, the more words two sentences must share; two large
    numbers near each other, or two that their articles give once, need fewer.

    Misleads when
    -------------
    Two sentences share their words and tell of two things ("the north pier is 80 metres long", "the south pier 60"), or
    tell one thing in other words.
    """
    if one.population != other.population:
        return False  # an adjective names other people, other things and other sums
    small, large = sorted((abs(one.value), abs(other.value)))
    is_far = bool(large) and small < FAR_RATIO * large
    if one.subject.is_of_attackers:
        return one.event.is_main and other.event.is_main and one.is_happening and other.is_happening and not is_far
    if one.subject.is_role:
        return small >= _LEAST_TELLING and not is_far
    if _are_two_things(one, other, block, is_far=is_far):
        return False
    if "magnitude" in one.subject.key and one.event.is_main and other.event.is_main:
        return True  # a quake has one
    # Of what is measured, not counted, a number tells more: a magnitude of 7.1 is none of 7 roads.
    is_counted = float(one.value).is_integer() or float(other.value).is_integer()
    is_small = small < _LEAST_TELLING and is_counted and not one.subject.key[1]
    needed = _words_needed(one, other, block, is_counted=is_counted) + _WORDS_FAR_APART * is_small
    dated = is_brief(one.happened_on) and is_brief(other.happened_on) and overlap(one.happened_on, other.happened_on)
    shared = len(one.context & other.context)
    shared += dated and shared > 0
    alike = _ONE_SENTENCE * min(len(one.context), len(other.context))
    is_told = shared >= max(_WORDS_OF_THINGS, alike) and not (is_small or one.subject.is_bare)
    return shared >= needed or is_told


def _are_two_things(one: Claim, other: Claim, block: Block, *, is_far: bool) -> bool:
    """Whether their measures, places or sizes say that two numbers of one unit are of two things."""
    if one.kind == other.kind == "rate" and one.measure and other.measure and one.measure != other.measure:
        return True
    if one.kind == other.kind == "duration" and one.measure and one.subject.named.isdisjoint(other.subject.named):
        return True  # two people's sentences
    if one.kind == other.kind == "rate" and one.predicate and other.predicate and one.predicate != other.predicate:
        return True  # schools that were open, and closed
    if one.subject.is_of_another(other.subject, is_far=is_far):
        return True
    is_like = _are_of_one_thing(one, other) and min(one.value, other.value) >= PART_RATIO * max(one.value, other.value)
    is_apart = is_far and one.kind != "duration" and not is_like
    if one.subject.is_bare and (_are_two_lengths(one, other) or is_apart):
        return True  # how far two things are from two others
    if "magnitude" in one.subject.key and abs(one.value - other.value) > _ONE_QUAKE:
        return True
    return one.subject.key[1].startswith("degrees") and not _names_one_place(one, other, block)


def _words_needed(one: Claim, other: Claim, block: Block, *, is_counted: bool) -> int:
    """How many words in common show that two numbers are of one thing: the less is named, the more."""
    small, large = sorted((abs(one.value), abs(other.value)))
    is_named = one.subject.key[1] and len(one.subject.key) > 2 and not set(one.subject.key[2:]) <= CHANGES
    needed = _WORDS_NAMED if is_named else _WORDS_OF_THINGS - (not is_counted)
    if one.subject.is_bare or one.kind == "duration":
        needed = _WORDS_OF_ENDS if _are_of_one_thing(one, other) else _WORDS_BARE
    needed += _WORDS_FAR_APART * (small < FAR_RATIO * large and not _are_of_one_thing(one, other))
    is_near = large >= LEAST_PLAIN and small >= _NEAR * large
    is_one_of_some = is_named and not (block.is_said_once(one) and block.is_said_once(other))
    needed += bool(is_one_of_some) and not is_near and one.kind != "rate"  # budgets of a city and its schools
    needed -= bool(one.population and not one.subject.key[1]) + is_near  # two narrow nouns, two large numbers
    is_of_things = one.subject.key[1:2] == ("",) or (one.subject.is_bare and one.subject.key[1] not in _AGES)
    if not (is_of_things and block.is_said_once(one) and block.is_said_once(other)):
        return needed + (one.kind == "rate" and one.measure != other.measure)
    # Each article counts one number of trees; two numbers of one size of the same helpers are of one thing.
    is_of_one_size = small >= max(_LEAST_TELLING, ONE_SIZE * large) and is_people(one.head or "")
    is_of_one_size |= is_near and min(map(n_digits, (small, large))) >= _PRECISE
    return 0 if is_of_one_size else max(min(needed, 1), needed - _WORDS_OF_THINGS)


def _are_two_lengths(one: Claim, other: Claim) -> bool:
    """Whether the words behind two lengths or times say that they are of two things, or have two ends."""
    ends = {claim.far_end for claim in (one, other)} - {""}
    are_of_two = bool(one.length_of and other.length_of) and not one.length_of & other.length_of
    return len(ends) == 2 or are_of_two


def _are_of_one_thing(one: Claim, other: Claim) -> bool:
    """Whether two lengths have one end, or are of one noun: "waves as high as 6 metres"."""
    return bool(one.far_end and one.far_end == other.far_end) or bool(one.thing and one.thing == other.thing)


def _names_one_place(one: Claim, other: Claim, block: Block) -> bool:
    """Whether both name a place, and neither another one, or their sentences have the name of one in common."""
    if any(place_word(name) in block.places.names for name in one.subject.named & other.subject.named):
        return True
    return NOWHERE not in (one.place, other.place) and block.places.lie(one.place, other.place) in (
        "same", "part", "whole"
    )  # fmt: skip
