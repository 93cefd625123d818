"""Where something is counted: the place that a sentence gives each of its numbers, as written, and how places relate.

A place is a name ("Velmar", "the northern side of Brask"), a venue ("the school in Velmar") or the whole of the story's
country ("nationwide"). One place lies in another only where the words say so: "Brask City" in "Brask", "Velmar, the
capital of Brask". No gazetteer is asked.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from analysis.english.classes import CLASSES
from analysis.english.names import PLACES
from analysis.english.nouns import BODY_NOUNS
from analysis.english.tokens import word_set
from analysis.english.verbs import common_forms
from analysis.english.word_lists import word_list, word_table

_ROOM = "analysis.claims"
_LEVELS = word_list("levels", package=_ROOM)
_VENUES = word_list("venues", package=_ROOM)
_LOCAL = word_list("local_bodies", package=_ROOM)
# Of a part of the country, whichever it is.
_OF_SOME_PART = frozenset({"local", "provincial", "regional", "district"})
_DIRECTIONS = word_list("directions")
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "all", "both", "one"})
_PREPOSITIONS = frozenset({"in", "at", "across", "throughout", "around", "near", "outside", "inside", "within"})
# "The collapse of a school", "21 children from the school": of towns and countries these say something else.
_OF_VENUES = frozenset({"of", "from"})
_OPENS_PLACE = _PREPOSITIONS | _OF_VENUES
# "Shares in Velmar Steel": what one holds in is no place, nor is what is ours ("in our Velmar preview").
_HELD = word_set("share shares stake stakes stock holding holdings investor investors confidence")
_FUNCTION = frozenset(CLASSES)
_CALENDAR = frozenset({*word_table("months"), *word_table("weekdays"), *word_table("seasons")})
_TOKEN = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*|[^\s\w]")
_WHOLE = re.compile(
    r"\b(?:nationwide|countrywide|across the board|(?:in|across|throughout|around|over) the (?:whole |entire )?"
    r"(?:country|nation|kingdom|republic)|in (?:both|all) (?:\w+ )?(?:nations|countries))\b",
    re.IGNORECASE,
)
_OWN_TOLL = re.compile(
    r"\b([A-Z][\w-]+(?: [A-Z][\w-]+){0,2})(?:[’']s)? (?:(?:has|have|had) )?(?:\w+ ){0,4}?"
    r"(?:death|dead|toll|casualt|case|number of)"
)
# The capital is told by its name where a text of the corpus gives it.
_CAPITAL_WORDS = frozenset({"*capital"})
_IN_THE_CAPITAL = re.compile(r"\b[Ii]n (?:the|its|their) capital(?: city)?\b(?!,? (?:of )?[A-Z])")
# "The collapsed school that killed 26".
_FATAL = re.compile(rf"\b(?P<venue>{'|'.join(sorted(_VENUES))})(?= (?:that|which|where) )", re.IGNORECASE)
_CLAUSE = re.compile(r" (?:that|which|where) ", re.IGNORECASE)
# "Velmar, a town of 400 people".
_TOWN = re.compile(
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}), an? (?:[\w-]+ ){0,3}"
    r"(?:town|city|village|suburb|island|port|resort) of\b"
)
# "From the capital, where 40 died", "in Velmar and Brask, where".
_NAMES = re.compile(r"[A-Z][\w’'-]+")
_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}"
_WHERE = re.compile(
    rf"(?P<place>(?P<capital>\b(?:the|its) capital(?: city)?)|"
    rf"\b{_NAME}(?:(?:, {_NAME}){{0,6}},? and {_NAME})?),? where\b"
)
_SUFFIX = re.compile(r"(?:an|ese|ish|i|o|a)$")
# At most so many small words stand between a preposition and a name: "in the worst-hit north of Brask".
_SMALL_WORDS = 3
# An ending is taken off a name as long as so many letters stay.
_SHORTEST_ROOT = 4
EVENT = re.compile(rf"\b(?:{'|'.join(word_table('events'))})s?\b", re.IGNORECASE)
_EVENTS = frozenset(form for name in word_table("events") for form in (name, f"{name}s"))
Lie = Literal["same", "part", "whole", "apart", "open"]


@dataclass(frozen=True)
class Place:
    """A place as written; `words` are its telling words in one form, `level` the kind of place if the name says it.

    `is_whole` marks the whole of the story's country, `venue` the kind of building or institution.
    """

    label: str
    words: frozenset[str]
    level: str = ""
    venue: str = ""
    is_whole: bool = False
    # Whether only a local body that counts for it says it, without a name.
    is_of_counter: bool = False
    # Whether it is two places together.
    is_of_two: bool = False

    @cached_property
    def key(self) -> tuple[str, ...]:
        """What two mentions of one place have in common."""
        return (
            ("*",)
            if self.is_whole or not (self.words or self.venue)
            else (self.venue, *sorted(self.words), _apart_level(self.level))
        )


NOWHERE = Place("", frozenset())


class Spot(NamedTuple):
    """A place named in a sentence."""

    start: int
    end: int
    place: Place


def _apart_level(level: str) -> str:
    """ "Brask state" is not Brask, a province's name is the province."""
    return level if level in ("state", "city", "capital") else ""


@lru_cache(maxsize=1 << 13)
def place_word(word: str) -> str:
    """One form of a place's name and of the adjective from it, small and without accents.

    >>> place_word("Tavland’s") == place_word("Tavlandi"), place_word("Austria") == place_word("Australia")
    (True, False)
    """
    plain = unicodedata.normalize("NFKD", re.sub(r"[’']s?$", "", word)).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"-?(?:controlled|administered|held|occupied|hit)$", "", plain.removesuffix("ern"))
    for _ in range(2):
        shorter = _SUFFIX.sub("", plain)
        plain = shorter if len(shorter) >= _SHORTEST_ROOT else plain
    return plain.replace("-", "")


def spots(text: str) -> tuple[Spot, ...]:
    """The places that a sentence names, in order.

    >>> [spot.place.label for spot in spots("In Velmar 40 people died, across the northern side of Brask 90.")]
    ['Velmar', 'the northern side of Brask']
    """
    found = [Spot(*match.span(), Place(match[0], frozenset(), is_whole=True)) for match in _WHOLE.finditer(text)]
    found += [Spot(*match.span(), Place(match[0][3:], _CAPITAL_WORDS)) for match in _IN_THE_CAPITAL.finditer(text)]
    tokens = list(_TOKEN.finditer(text))
    for at, token in enumerate(tokens):
        if (
            token[0].lower() in _OPENS_PLACE
            and not any(spot.start <= token.start() < spot.end for spot in found)
            and (at == 0 or tokens[at - 1][0].lower() not in _HELD)
            and (at + 1 == len(tokens) or tokens[at + 1][0].lower() != "our")
        ):
            spot = _named(tokens, at + 1, text)
            if spot and (spot.place.venue or token[0].lower() in _PREPOSITIONS):
                found.append(_with_the_next(Spot(token.start(), spot.end, spot.place), text))
    # Most sentences have none of the words behind such a venue.
    fatal = _FATAL.finditer(text) if _CLAUSE.search(text) else ()
    found += [Spot(*match.span(), Place(match[0], frozenset(), venue=match["venue"].lower())) for match in fatal]
    found += [
        Spot(*match.span("name"), Place(match["name"], frozenset(map(place_word, match["name"].split()))))
        for match in _TOWN.finditer(text)
    ]
    found += [
        Spot(
            *match.span("place"),
            Place(match["place"], _CAPITAL_WORDS if match["capital"] else _told(_NAMES.findall(match["place"]))),
        )
        for match in _WHERE.finditer(text)
    ]
    owner = _OWN_TOLL.match(text) if text[:1].isupper() else None
    if owner and owner[1].lower() in PLACES:
        found.append(Spot(*owner.span(1), Place(owner[1], frozenset(map(place_word, owner[1].split())))))
    found.sort(key=lambda spot: (spot.start, spot.end, spot.place.label, spot.place.venue))
    # "A school in Velmar": the first is where it was, the second where that lies.
    return tuple(
        spot for before, spot in zip([None, *found], found, strict=False) if not before or spot.start > before.end + 1
    )


class Spots(dict[str, tuple[Spot, ...]]):
    """The places that each text names, sought when a text is first asked for."""

    def __missing__(self, text: str) -> tuple[Spot, ...]:
        found = self[text] = spots(text)
        return found


_DOING = frozenset(form for form, kinds in common_forms().items() if "ing" in kinds)


def _named(tokens: Sequence[re.Match], at: int, text: str) -> Spot | None:
    """The place whose words begin at a token, if they name one."""
    first, small, words, level, venue, last = at, 0, [], "", "", None
    while at < len(tokens):
        word, low = tokens[at][0], tokens[at][0].lower()
        bare = low[:-2] if low.endswith(("’s", "'s")) else low
        if low in _VENUES and at > first:
            venue, last = low.removesuffix("s"), at
        elif bare in _LEVELS:
            level = "city" if words and low == "city" and word[0].isupper() else bare if words else level or bare
            last = at if words else last
        elif bare in _EVENTS:
            # "The Velmar quake": the name is the event's.
            return None
        elif word[0].isupper() and bare not in _CALENDAR and not any(letter.isdigit() for letter in word):
            words, last = [*words, word], at
            if bare != low and _capital(tokens, at + 1):
                words = []
        elif low in _DIRECTIONS and not any(word[0].isupper() for word in words):
            words.append(word)
        elif _goes_on(tokens, at, words=words, is_of_kind=bool(level or venue or words)):
            pass
        elif word == "," and level and not words and tokens[at - 1][0].lower() in _LEVELS and _capital(tokens, at + 1):
            level, first = "", at + 1  # "in the capital, Velmar"
        elif at == first and low in _DOING and _capital(tokens, at + 1):
            return None  # "in pressing Velmar to"
        elif not words and small < _SMALL_WORDS and word[0].isalpha() and low not in _FUNCTION | _CALENDAR:
            small += 1
        else:
            break
        at += 1
    if last is None or not (venue or any(word[0].isupper() for word in words)):
        return None
    is_body = words and words[-1].lower() in BODY_NOUNS and " ".join(words).lower() not in PLACES
    if not venue and not level and (is_body or _is_adjective(words[-1], tokens, last + 1)):
        return None
    label = text[tokens[first].start() : tokens[last].end()]
    if level == "capital" and re.search(r"[’']s capital$", label):
        return Spot(tokens[first].start(), tokens[last].end(), Place(label, _CAPITAL_WORDS))  # "Tavland's capital"
    told = _told(word for word in words if word.lower() not in _VENUES)
    return Spot(tokens[first].start(), tokens[last].end(), Place(label, told, level, venue))


def _told(words: Iterable[str]) -> frozenset[str]:
    """The telling words of a name; "North West" is one."""
    plain = " ".join(map(place_word, words))
    return frozenset(_TWO_DIRECTIONS.sub(r"\1\2", plain).split())


# "In the town of Orm and the city of Velmar": both.
_AND_ALSO = re.compile(rf" and (?:in )?the (?:[a-z]+ )?(?:{'|'.join(sorted(_LEVELS))})s? (?:of )?(?P<name>{_NAME})")


def _with_the_next(spot: Spot, text: str) -> Spot:
    """A place with the one that "and" adds to it."""
    also = _AND_ALSO.match(text, spot.end)
    if also is None or spot.place.is_whole or spot.place.venue:
        return spot
    words = spot.place.words | _told(also["name"].split())
    return Spot(
        spot.start, also.end(), Place(text[spot.end - len(spot.place.label) : also.end()], words, is_of_two=True)
    )


_TWO_DIRECTIONS = re.compile(r"\b(north|south) (east|west)\b")


def _goes_on(tokens: Sequence[re.Match], at: int, *, words: Sequence[str], is_of_kind: bool) -> bool:
    """Whether a small word holds a place's words together: an article, "of" and "and", or one before its kind."""
    low = tokens[at][0].lower()
    if low in _DETERMINERS:
        return not words
    if low == "of" and (tokens[at - 1][0].lower() in _LEVELS | _VENUES or not any(word[0].isupper() for word in words)):
        return is_of_kind
    if low in ("and", "de", "del", "la", "of"):
        return bool(words) and _capital(tokens, at + 1)
    following = tokens[at + 1][0].lower() if at + 1 < len(tokens) else ""
    return bool(words) and low.isalpha() and low not in _FUNCTION and following in _VENUES | _LEVELS


def _capital(tokens: Sequence[re.Match], at: int) -> bool:
    return at < len(tokens) and tokens[at][0][0].isupper() and tokens[at][0].lower() not in _CALENDAR


def _is_adjective(word: str, tokens: Sequence[re.Match], after: int) -> bool:
    """Whether a name is only the adjective of a noun: "in Tavlandian hospitals"."""
    if after >= len(tokens) or word.lower() in PLACES or not _DEMONYM.search(word):
        return False
    following = tokens[after][0]
    return following[0].islower() and following not in _FUNCTION


_DEMONYM = re.compile(r"(?:ians?|ish|ese|ench|utch|erman|ani|aqi|aeli|ican|ean)$")


class Map:
    """Which places lie in which, and which is the whole story's, as far as texts and titles say it.

    The whole is what at least half of the titles name, unless one names it beside another ("floods in Brask and Orm"),
    and what a text goes "across" or "throughout".
    """

    def __init__(
        self,
        texts: Iterable[str],
        *,
        titles: Sequence[str] = (),
        article_of: Mapping[str, str] | None = None,
        found: Spots | None = None,
    ) -> None:
        self.spots = Spots() if found is None else found
        self._whole = _whole_names(titles)
        names: set[str] = set()
        told_in: dict[str, set[str]] = {}
        capitals: Counter[str] = Counter()
        levels: dict[frozenset[str], set[str]] = {}
        self._inside: set[tuple[frozenset[str], frozenset[str]]] = set()
        for text in texts:
            for spot in self.spots[text]:
                # "At the Lido": a house's own name.
                is_house = spot.place.venue or spot.place.label.startswith("the ")
                names.update(() if is_house else spot.place.words)
                for word in spot.place.words:
                    told_in.setdefault(word, set()).add((article_of or {}).get(text, text))
                levels.setdefault(spot.place.words, set()).add(_apart_level(spot.place.level))
            capitals.update(match["name"] or match["after"] for match in _CAPITAL.finditer(text))
            for match in _LIES_IN.finditer(text):
                inner, outer = (frozenset(map(place_word, match[name].split())) for name in ("inner", "outer"))
                self._inside.add((inner, outer))
        self.names = frozenset(names)
        self._spelling = _spellings(told_in)
        best = min(capitals, key=lambda name: (-capitals[name], name), default="")
        self._capital = frozenset(place_word(word) for word in best.split() if word.lower() not in _PREPOSITIONS)
        # Words that name a state and a city, or the whole: which is meant is not known.
        self._of_two_levels = frozenset(words for words, own in levels.items() if len(own - {""}) > 1)

    def known(self, place: Place) -> Place:
        """The place, marked if it is the whole of the story's; a venue without the name of where it stands."""
        if self._spelling and not self._spelling.keys().isdisjoint(place.words):
            place = replace(place, words=frozenset(self._spelling.get(word, word) for word in place.words))
        if place.venue:
            return replace(place, words=place.words - self.names)
        if place.words == _CAPITAL_WORDS and self._capital:
            return replace(place, words=self._capital)
        is_whole = (
            bool(place.words) and place.words <= self._whole and not place.venue and not _apart_level(place.level)
        )
        return replace(place, is_whole=True) if is_whole else place

    def of_counter(self, credit: str) -> Place:
        """The place for which a local body counts ("the Velmar police"); `NOWHERE` if the credit names none."""
        words = _TOKEN.findall(credit)
        if not any(word.lower() in _LOCAL for word in words):
            return NOWHERE
        names = [word for word in words if word[0].isupper() and place_word(word) in self.names]
        if names:
            return self.known(Place(" ".join(names), frozenset(map(place_word, names))))
        is_of_part = any(word.lower() in _OF_SOME_PART for word in words)
        return Place(credit, frozenset({credit.lower()}), is_of_counter=True) if is_of_part else NOWHERE

    def lie(self, one: Place, other: Place) -> Lie:
        """How the first place lies to the second: the same, in it, around it, elsewhere, or not known."""
        if one.key == other.key:
            return "same"
        if NOWHERE in (one, other) or _CAPITAL_WORDS in (one.words, other.words):
            return "open"
        if one.is_whole or other.is_whole:
            return "whole" if one.is_whole else "part"
        if one.venue and one.venue == other.venue and (not one.words or not other.words or one.words & other.words):
            return "same"
        if bool(one.venue) != bool(other.venue):
            if one.words & other.words:
                return "same"
            return "part" if one.venue else "whole"
        if one.is_of_two or other.is_of_two:
            return "whole" if one.words > other.words else "part" if one.words < other.words else "apart"
        if _is_one_side(one, other, self._whole):
            return "same"
        if one.words < other.words or (other.words, one.words) in self._inside:
            return "whole"
        if other.words < one.words or (one.words, other.words) in self._inside:
            return "part"
        # "Velmar City" may be Velmar, and may not.
        if one.words != other.words:
            return "apart"
        is_state = {_apart_level(one.level), _apart_level(other.level)} == {"", "state"}
        return "same" if is_state and one.words not in self._of_two_levels and not one.words <= self._whole else "open"


def _is_one_side(one: Place, other: Place, whole: frozenset[str]) -> bool:
    """Whether two names are of one part: "the Tavlandian side" is "Tavlandian Brask", "the north-west" its north.

    A side is named for who holds it, a direction for where it lies; the name of the whole adds nothing to either.
    """
    first, second = one.words - whole, other.words - whole
    if not first or not second or not (first <= second or second <= first):
        return False
    less = min((one, first), (other, second), key=lambda named: (len(named[1]), sorted(named[1])))
    is_direction = less[1] <= _DIRECTION_WORDS and not {one.level, other.level} & _TOWNS
    return (is_direction and bool(one.words & other.words)) or (less[0].level in _SIDES and not is_direction)


def _whole_names(titles: Sequence[str]) -> frozenset[str]:
    """The telling words of the places that at least half of the titles name, and none beside another place."""
    named, beside = Counter(), set()
    for title in titles:
        names = {place_word(word) for word in re.findall(r"[A-Z][\w’'-]+", title)}
        named.update(names)
        for pair in _BESIDE.finditer(title):
            beside |= {place_word(word) for word in pair[0].replace(",", " ").split()}
    return frozenset(
        word for word, n in named.items() if n >= max(2, _WHOLE_STORYS * len(titles)) and word not in beside
    )


# Names of one place are so long at least, and differ by one letter: shorter ones are too often of two.
_SHORTEST_SPELLED = 6


def _spellings(texts_of: Mapping[str, set[str]]) -> dict[str, str]:
    """For each rarer spelling of a place's name the commoner one: "Velmar" and "Vellmar", which no text has both."""
    usual: dict[str, str] = {}
    by_rest: dict[str, list[str]] = {}
    for word in sorted(texts_of, key=lambda name: (-len(texts_of[name]), name)):
        if len(word) < _SHORTEST_SPELLED or not word.isalpha():
            continue
        rests = {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}
        near = {other for rest in rests for other in by_rest.get(rest, ())}
        one = next((other for other in sorted(near) if _is_spelled_as(word, other, texts_of)), None)
        if one is not None:
            usual[word] = one
        for rest in rests if one is None else ():
            by_rest.setdefault(rest, []).append(word)
    return usual


def _is_spelled_as(one: str, other: str, texts_of: Mapping[str, set[str]]) -> bool:
    """Whether two words may be one name: no text has both, and they are no two known places."""
    return not {one, other} <= _KNOWN and texts_of[one].isdisjoint(texts_of[other])


_KNOWN = frozenset(map(place_word, PLACES))
# A town in the east is not the east.
_TOWNS = frozenset({"town", "city", "village", "port", "capital", "suburb"})
# Parts that are named for who holds them.
_SIDES = frozenset({"side", "part", "zone", "sector", "half"})
_DIRECTION_WORDS = frozenset(map(place_word, _DIRECTIONS))
# What at least this share of the titles names is the whole story's.
_WHOLE_STORYS = 0.5
_BESIDE = re.compile(r"[A-Z][\w-]+(?:, [A-Z][\w-]+| and [A-Z][\w-]+)+")
_CAPITAL = re.compile(
    rf"\b(?P<name>{_NAME}), (?:the|its) (?:[a-z]+ ){{0,2}}capital\b(?! of)"
    rf"|\b(?:[Tt]he|its) (?:[a-z]+ ){{0,1}}capital(?: city)?,? (?P<after>[A-Z][\w-]+)"
)
_LIES_IN = re.compile(
    rf"\b(?P<inner>{_NAME})(?:, (?:a|an|the|its) [a-z -]{{0,40}}?(?:in|of)(?: the)?|, (?:in )?|(?: in) )"
    rf" ?(?P<outer>{_NAME})\b"
)
