"""What the claims that count one thing say of each other's places, days and people before two of them are compared."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from analysis.claims.claim import Claim
from analysis.claims.counters import are_two
from analysis.claims.events import is_brief
from analysis.claims.main_event import MainEvent
from analysis.claims.places import NOWHERE, Lie, Map, Place
from analysis.claims.subjects import OPEN_NOUNS
from analysis.english.word_lists import word_list

# Kinds of which a place has a part of what the country has.
_COUNTS = ("stock", "flow", "cumulative")
# An event for which articles tell no more places than so many apart is at one place, which some leave out; a number
# that is a smaller share of one without a place is rather of a part.
_FEW_PARTS, _RATHER_A_PART = 2, 1 / 3
# So many numbers of one thing in an article show which places it tells apart.
_MOST_OF_ARTICLE = 50
# People of an age or a sex are some of those whom an event befalls, never all that a report counts.
_OF_AN_AGE = word_list("of_an_age", package="analysis.claims")


@dataclass(frozen=True)
class Block:
    """What relates the claims that count one thing.

    `home` is the one place that they name, if no article gives a number for it beside one for the whole; `parted` are
    the places that an article tells apart by number, `spread` those of tolls too far apart for one place; `superseded`
    are the values that an article says were revised, with their counters; `twice` those that one article gives for two
    days; `n_days` is on how many different days the claims are dated; `once` are the articles in which each counter
    gives it one number; `parts` are the counts of some beside which their voice counts all, or others.
    """

    places: Map
    home: Place | None = None
    parted: frozenset[tuple] = frozenset()
    spread: frozenset[tuple] = frozenset()
    main_event: MainEvent = field(default_factory=MainEvent)
    superseded: frozenset[tuple[float, frozenset[str]]] = frozenset()
    twice: frozenset[float] = frozenset()
    n_days: int = 0
    once: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    told: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, claims: Sequence[Claim], places: Map, main_event: MainEvent | None = None) -> "Block":
        """What a block's claims say of its places and days."""
        named = {
            claim.place.key: claim.place for claim in claims if claim.place is not NOWHERE and not claim.place.is_whole
        }
        # "No injuries were reported" there, wherever it was, is no number for the whole.
        wide = {
            claim.article_id for claim in claims if claim.value and (claim.place is NOWHERE or claim.place.is_whole)
        }
        narrow = {claim.article_id for claim in claims if claim.place.key in named}
        days: dict[tuple[str, float], set] = {}
        for claim in claims:
            if claim.happened_on and claim.bound == "exact":
                days.setdefault((claim.article_id, claim.value), set()).add(claim.happened_on)
        values: dict[str, dict[frozenset[str], set[float]]] = {}
        for claim in claims:
            own = values.setdefault(claim.article_id, {})
            own.setdefault(claim.authority_key, set()).add(claim.value)
        revised = {
            (c.value, c.authority_key)
            for c in claims
            if c.status == "earlier" and not (c.happened_iso or c.counted_iso)
        }
        told: dict[str, tuple[Claim, ...]] = {}
        for claim in claims:
            told[claim.article_id] = (*told.get(claim.article_id, ()), claim)
        return cls(
            places,
            told=told,
            main_event=main_event or MainEvent(),
            parted=_parted(claims, main_event.home if main_event else None),
            spread=_spread(claims, places),
            home=next(iter(named.values())) if len(named) == 1 and not wide & narrow else None,
            superseded=frozenset(revised),
            twice=frozenset(value for (_, value), own in days.items() if len(own) > 1),
            parts=_parts(claims),
            once=frozenset(article for article, own in values.items() if max(map(len, own.values())) == 1),
            n_days=len({c.happened_on for c in claims if is_brief(c.happened_on)}),
        )

    def is_said_once(self, claim: Claim) -> bool:
        """Whether its article counts this thing, and no open noun, with one number only."""
        return claim.article_id in self.once and claim.head not in OPEN_NOUNS

    def is_superseded(self, claim: Claim) -> bool:
        """Whether an article says that this number was revised since, by nobody but who gave it."""
        return any(value == claim.value and not are_two(who, claim.authority_key) for value, who in self.superseded)

    def is_toll(self, claim: Claim) -> bool:
        """Whether a count of some ("workers killed") is all that its article tells: its voice gives no more of all."""
        return claim.is_general and claim.event.is_main and claim.figure_id not in self.parts

    def lie(self, one: Claim, other: Claim) -> Lie:
        """How the place of the first lies to that of the second; a place that is not given is the story's."""
        if one.subject.is_bare:
            return "same"  # how far or how long: the places around it are its ends
        at_site = [self._is_at_site(claim) for claim in (one, other)]
        is_of_all = [claim.place.key == ("*",) for claim in (one, other)]
        if any(at_site) and all(here or wide for here, wide in zip(at_site, is_of_all, strict=True)):
            return "same"
        if self._is_of_site(one, other) or self._is_of_site(other, one):
            return "same"
        open_one = next((claim for claim in (one, other) if claim.place == NOWHERE), None)
        is_wide = one.place.is_whole or other.place.is_whole
        if is_wide and open_one is not None and open_one.is_beside_place and one.kind in _COUNTS:
            return "open"  # "In Velmar 40 marched. Police arrested 12": of Velmar, or of all
        lie = self.places.lie(one.place, other.place)
        if lie != "open":
            return lie
        is_of_event = (one.event.is_stated or other.event.is_stated) and one.kind not in _COUNTS
        if is_of_event or not (one.event.is_main or other.event.is_main):
            return (
                "same"  # of a quake's strength, or of an event that is told in passing, nothing says that it has parts
            )
        stated = one.place if one.place != NOWHERE else other.place
        return "same" if self.home is not None and stated.key == self.home.key else "open"

    def are_known_as_two(self, one: Claim, other: Claim) -> bool:
        """Whether one's article also gives the other's number, in one voice, as that of something else.

        Of what a measure names it is rather another's count of the same.
        """
        is_open = not one.subject.is_measured and one.article_id != other.article_id
        return is_open and (self._tells_both(one, other) or self._tells_both(other, one))

    def _tells_both(self, one: Claim, other: Claim) -> bool:
        told = self.told.get(one.article_id, ())
        return any(
            claim.claim_id != one.claim_id
            and claim.value == other.value
            and claim.population == other.population
            and claim.authority_key == one.authority_key
            and (claim.counted_iso, claim.happened_iso) == (one.counted_iso, one.happened_iso)
            and not (claim.is_revised or one.is_revised)
            for claim in told[:_MOST_OF_ARTICLE]
        )

    def _is_at_site(self, claim: Claim) -> bool:
        """Whether its place is only a name of where the main event is."""
        is_toll = (claim.grows or claim.kind == "stock") and claim.subject.is_measured and claim.is_general
        is_toll |= claim.subject.is_of_attackers
        is_there = self.main_event.is_at_one_place and claim.event.is_main
        return is_there and is_toll and claim.place.key != ("*",) and claim.place.key not in self.parted

    def _is_of_site(self, placed: Claim, unplaced: Claim) -> bool:
        """Whether the place of the first is rather that of the main event, of which the second names none.

        So it is if hardly a place is told apart by number, and unless it has so few that they are rather a part.
        """
        are_of_event = placed.event.is_main and unplaced.event.is_main and len(self.parted) <= _FEW_PARTS
        is_count = placed.kind in _COUNTS and placed.subject.is_measured and placed.is_general
        is_site = placed.place.key not in {("*",)} | self.parted | self.spread and unplaced.place == NOWHERE
        is_part = unplaced.is_beside_place or placed.value < _RATHER_A_PART * unplaced.value
        return are_of_event and is_count and is_site and not is_part


def _parted(claims: Iterable[Claim], home: tuple[str, ...] | None) -> frozenset[tuple]:
    """The places for which one voice of an article gives another number than for the whole, or for another place.

    Beside another place, that of the event is none of its parts.
    """
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article_id, []).append(claim)
    found = set()
    for own in by_article.values():
        for one, other in combinations(own[:_MOST_OF_ARTICLE], 2):
            if one.place.key == other.place.key or one.population != other.population:
                continue
            if are_two(one.authority_key, other.authority_key) or one.interval.intersects(other.interval):
                continue
            part, whole = (one, other) if one.place.key != ("*",) else (other, one)
            if whole.place.key != ("*",):
                found |= {one.place.key, other.place.key} - {home}
            elif part.value < whole.value:
                found.add(part.place.key)
    return frozenset(found)


def _spread(claims: Iterable[Claim], places: Map) -> frozenset[tuple]:
    """Places that several articles give numbers for of which one is a small share of another: an event at several."""
    most: dict[tuple, Claim] = {}
    for claim in claims:
        if claim.place.key != ("*",) and claim.grows and claim.event.is_main and not claim.is_part:
            most[claim.place.key] = max(most.get(claim.place.key, claim), claim, key=lambda one: one.value)
    return frozenset(
        claim.place.key
        for one, other in combinations(list(most.values())[:_MOST_OF_ARTICLE], 2)
        if min(one.value, other.value) < _RATHER_A_PART * max(one.value, other.value)
        and not are_two(one.authority_key, other.authority_key)
        and places.lie(one.place, other.place) == "apart"
        for claim in (one, other)
    )


def _usual(by_article: Mapping[str, Sequence[Claim]]) -> frozenset[str]:
    """Who are counted with the largest number of half of the articles, at least two: the children of a burnt school."""
    largest = [max(own, key=lambda claim: (claim.value, claim.subject.is_whole)) for own in by_article.values()]
    most = Counter(claim.population for claim in largest)
    return frozenset(name for name, n in most.items() if n >= max(2, len(largest) / 2))


def _parts(claims: Iterable[Claim]) -> frozenset[str]:
    """The counts of some that are shown to be a part: of an age or sex, or beside a count of others by one voice."""
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article_id, []).append(claim)
    of_an_age = _OF_AN_AGE - _usual(by_article)
    return frozenset(
        claim.figure_id
        for claim in claims
        if not claim.subject.is_whole
        and (
            claim.population in of_an_age
            or any(
                other.population != claim.population
                and not are_two(claim.authority_key, other.authority_key)
                and not (other.subject.is_whole and other.value < claim.value)
                for other in by_article[claim.article_id]
            )
        )
    )
