"""What only may come: a number that is foreseen, planned or possible, and who foresees it."""

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from analysis.english.tokens import Tokens, word_set
from analysis.english.verbs import common_forms
from analysis.english.word_lists import word_sets
from analysis.reported_figures import bounds, changes

if TYPE_CHECKING:
    from analysis.reported_figures.quantities import Quantity

EXPECTED = word_sets("expected", package=__package__)
FORESEEN = EXPECTED["foreseen"]
MODALS, _POSSIBLY, _PLANNING = EXPECTED["modals"], EXPECTED["possibly"], EXPECTED["planning"]
LENGTHS = frozenset("kilometres metres miles feet yards".split())
_APART = word_set("with on and as by")
_BY = word_set("by in at earlier")
_BESIDE_FORECASTS = EXPECTED["beside_forecasts"]
# A headline names who will do something in so many words.
_LONGEST_NAME = 5
LOOK_AHEAD = 7
# Tokens of an object between a verb of foreseeing and its infinitive.
_OBJECT = 10


class Place(NamedTuple):
    """Tokens of a quantity: its first, the first behind it, the first behind what it counts, and what governs it."""

    first: int
    last: int
    after: int
    lead: int


def place_of(tokens: Tokens, quantity: "Quantity") -> Place:
    """Where a quantity stands among the tokens of its sentence."""
    first = bisect_left(tokens.start, quantity.start)
    last = bisect_left(tokens.start, quantity.end)
    counted = quantity.counted_span
    after = last if counted is None or quantity.is_shared else bisect_left(tokens.start, max(quantity.end, counted[1]))
    return Place(first, last, after, changes.governor(tokens, first))


def expecting(tokens: Tokens, place: Place) -> str | None:
    """The word that makes a quantity what only may come: a modal, a plan, a forecast; None without."""
    at, word = place.lead, tokens.at(place.lead)
    if word in FORESEEN and (tokens.at(at - 1) == "than" or "than-" in "".join(tokens.lower[max(0, at - 2) : at])):
        return None  # "a more-than-expected 0.3 per cent"
    if word in FORESEEN or _is_foreseen(tokens, at) or is_forecast(tokens, place):
        return word
    for modal in range(at, max(-1, at - LOOK_AHEAD), -1):
        word, following = tokens.lower[modal], tokens.at(modal + 1)
        if word == "due" and "base" not in common_forms().get(tokens.at(modal + 2), ()):
            break  # "expected to close due to | a walkout by 40"
        if word in changes.EDGES or (word[0].isdigit() and tokens.at(at) != "to"):
            break
        if word in MODALS and tokens.words[modal] != "May":
            is_able = word not in ("will", "would", "shall", "'ll")
            is_now = (
                (is_able and following in EXPECTED["senses"]) or following == "of" or _is_standing(tokens, modal + 1)
            )
            return None if is_now else word
        if word == "to" and _is_planned(tokens, modal):
            return None if following == "have" else "to"
    return _expected_of_it(tokens, place.after)


def _is_foreseen(tokens: Tokens, at: int) -> bool:
    """Whether somebody foresees what the token `at` governs: "a target of 300", "expects revenue of $3bn"."""
    if tokens.at(at) == ":":
        return tokens.at(at - 1) in EXPECTED["nouns"] or _is_guess(tokens, at)
    at -= tokens.at(at) == "that" and tokens.at(at - 1) in ("is", "was")  # "the forecast was | that 40 would come"
    if tokens.at(at) not in ("of", "for", "was", "were", "is"):
        return False
    near = tokens.lower[max(0, at - 4) : at]
    if tokens.at(at) not in ("of", "for"):
        near = tokens.lower[max(0, at - LOOK_AHEAD) : at]  # "the consensus for this quarter was $25bn"
    near = near[1 + max((place for place, word in enumerate(near) if word in _APART), default=-1) :]
    if any(word in EXPECTED["nouns"] for word in near):
        return True
    verb = next((place for place, word in enumerate(near) if word in FORESEEN), None)
    if verb is not None and tokens.at(at) == "of":
        return (near[verb - 1] if verb else tokens.at(at - len(near) - 1)) not in ("than", "as")
    return any(word in EXPECTED["guesses"] for word in near) and _is_guess(tokens, at)


def _is_guess(tokens: Tokens, at: int) -> bool:
    """Whether the words before token `at` are of forecasters' estimates: "analysts' estimate", "above estimates"."""
    near = tokens.lower[max(0, at - 5) : at]
    return any(word in EXPECTED["guesses"] for word in near) and any(word in _BESIDE_FORECASTS for word in near)


def is_forecast(tokens: Tokens, place: Place) -> bool:
    """Whether words behind a quantity say that it was foreseen: "the $4.3bn that analysts had forecast"."""
    first, at = tokens.at(place.after), place.after
    verb = at + (first not in FORESEEN and tokens.tags[at : at + 1] == "N")  # "less than the 3% rate | expected"
    if tokens.at(verb) in FORESEEN and (tokens.at(verb + 1) in _BY or tokens.at(place.lead) in _BESIDE_FORECASTS):
        return True
    is_name = at < len(tokens.words) and tokens.words[at][0].isupper()
    if not is_name and first not in ("that", "which", "the") and first not in EXPECTED["forecasters"]:
        return False  # "$4bn beat analysts' forecasts"
    for place_of_verb in range(at + 1, min(at + LOOK_AHEAD, len(tokens.words))):
        before, word = tokens.lower[place_of_verb - 1], tokens.lower[place_of_verb]
        if before in changes.EDGES and before not in ("that", "which"):
            return False
        if word in FORESEEN or word == "estimated":
            if EXPECTED["forecasters"].intersection(tokens.lower[at:place_of_verb]):
                return True
            had = before in ("had", "have", "has", "'d") and place_of_verb - 1 > at + (first in ("that", "which"))
            return word in FORESEEN and (had or before in ("was", "were", "been"))
    return False


def _is_planned(tokens: Tokens, at: int) -> bool:
    """Whether somebody plans or expects to do what follows the "to" at token `at`."""
    before = tokens.at(at - 1)
    if before == "due" and "base" not in common_forms().get(tokens.at(at + 1), ()):
        return False  # "due to poor decisions"
    if before in _PLANNING or f"{tokens.at(at - 2)} {before}" in _PLANNING:
        return True
    is_verb = tokens.at(at + 1) == "be" or "base" in common_forms().get(tokens.at(at + 1), ())
    near = tokens.lower[max(0, at - _OBJECT) : at]
    if is_verb and not FORESEEN.isdisjoint(near) and changes.EDGES.isdisjoint(near):
        return True  # "economists expect inflation at the end of the year to be"
    # "The firm is to shed 4,000 jobs", and the headline "Firm to shed 4,000 jobs".
    opens = 0 < at <= _LONGEST_NAME and tokens.tags[at - 1] in "NP" and not set("XYE.") & set(tokens.tags[:at])
    return is_verb and (before in ("is", "are") or opens)


def _expected_of_it(tokens: Tokens, at: int) -> str | None:
    """The modal or plan behind a quantity that is a subject: "up to 40 could lose their homes"."""
    word, following = tokens.at(at), tokens.at(at + 1)
    if word == "could" and "only" in tokens.lower[max(0, at - LOOK_AHEAD) : at]:
        return None  # "only three of the 45 could be named"
    if word in MODALS:
        return None if following in EXPECTED["senses"] or _is_standing(tokens, at + 1) else word
    if (fear := _feared(tokens, at)) is not None:
        return fear
    if word in ("are", "is", "was", "were") and following in FORESEEN and tokens.at(at + 2) != "to":
        return following  # "half a million are expected then"
    if word in ("are", "is") and following in _PLANNING and tokens.at(at + 2) == "to":
        return None if tokens.at(at + 3) == "have" or _is_standing(tokens, at + 3) else "to"
    return None


def _feared(tokens: Tokens, at: int) -> str | None:
    """The word that makes deaths only likely behind a number: "12 more | are feared dead", "| presumed drowned"."""
    said = at
    while at - said < LOOK_AHEAD and (
        tokens.at(at) in ("more", "others") or tokens.tags[at : at + 1] in tuple("XAINPDE")
    ):
        if tokens.at(at) in EXPECTED["feared"]:
            break
        at += 1
    after = at + 1 + 2 * (tokens.lower[at + 1 : at + 3] in (["to", "be"], ["to", "have"]))
    after += 2 * (tokens.at(after) == "missing" and tokens.at(after + 1) in ("or", "and"))
    is_feared = tokens.at(at) in EXPECTED["feared"] and tokens.at(after) in EXPECTED["fates"]
    return tokens.at(at) if is_feared else None


def _is_standing(tokens: Tokens, at: int) -> bool:
    """Whether "be trapped" at token `at` says how things may stand now, not what may come."""
    return tokens.at(at) == "be" and tokens.at(at + 1) in EXPECTED["standing"]


def with_reach(tokens: Tokens, quantity: "Quantity", place: Place, *, modal: str) -> "Quantity":
    """Let "could reach 300" be the most and "may exceed 300" the least that is spoken of."""
    if quantity.bound not in ("exact", "about"):
        return quantity
    verb, name = tokens.at(place.lead), None
    if verb in EXPECTED["topping"] and not (verb in ("pass", "cross") and quantity.unit in LENGTHS):
        name = "more_than"
    elif modal in _POSSIBLY and place.lead < place.first:
        near = tokens.lower[max(0, place.lead - 3) : place.lead]
        rises = verb == "to" and any(word in changes.UP or word in EXPECTED["mounting"] for word in near)
        name = "at_most" if verb in EXPECTED["reaching"] or rises else None
    if name is None:
        return quantity
    return quantity._replace(bound=name, **bounds.limits(quantity.value, bound=name)._asdict())
