"""The main event as all claims together show it: whether it is at one place, and which of two articles counts later.

An attack, a crash or a fire is at one place, whatever the sentences call it: a town, its region, the building. A quake
is felt in many. Tolls are the clock of a story: of two articles, the one with fewer dead counted earlier, and what else
it counts may have grown since; if both give one number of dead, what else they count is of one time.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.claims.claim import Claim
from analysis.claims.counters import are_one, are_two
from analysis.claims.events import ONE_PLACE, Events
from analysis.claims.intervals import fit

# A toll that is a smaller share of another in its article is of a place or a group that its words leave out.
_ONE_SIZE = 1 / 3
# A counter that has come so near to a higher number has caught up with it.
_CAUGHT_UP = 0.9
# A measure, a place, a counter and an article.
_Given = tuple[str, tuple[str, ...], frozenset[str], str]
_Tolls = dict[str, dict[str, list[Claim]]]


@dataclass(frozen=True)
class MainEvent:
    """What all claims say of the story's main event.

    `is_dated` is whether articles have days, `home` the place that most articles give its tolls for, if it is at one
    place; `tolls` are, by article and measure, the counts of all whom it befell; `highest` is the most that each
    counter gives of each in each article.
    """

    is_dated: bool = False
    is_at_one_place: bool = False
    home: tuple[str, ...] | None = None
    tolls: _Tolls = field(default_factory=dict, repr=False)
    highest: Mapping[_Given, float] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, claims: Iterable[Claim], events: Events) -> "MainEvent":
        """The main event of a corpus, from all its claims and what titles and leads name."""
        running = [
            claim for claim in claims if (claim.grows or claim.rises) and claim.is_general and claim.event.is_main
        ]
        own = [claim for claim in running if claim.grows]
        named = {(claim.article_id, claim.place.key) for claim in own if claim.place.key != ("*",)}
        articles = Counter(key for _, key in named)
        tolls: _Tolls = {}
        for claim in own:
            if _is_toll(claim):
                tolls.setdefault(claim.article_id, {}).setdefault(claim.subject.key[0], []).append(claim)
        is_at_one_place = events.family in ONE_PLACE
        home = min(articles, key=lambda key: (-articles[key], key)) if articles and is_at_one_place else None
        highest: dict[_Given, float] = {}
        for claim in running:
            is_count = claim.subject.is_whole and not (
                claim.is_part or claim.is_vague or claim.status or claim.is_guess
            )
            if claim.authority_key and is_count:
                given = claim.subject.key[0], claim.place.key, claim.authority_key, claim.article_id
                highest[given] = max(claim.value, highest.get(given, 0.0))
        return cls(any(claim.published for claim in own), is_at_one_place, home, tolls, highest)

    def order(self, one: Claim, other: Claim) -> int | None:
        """Whether the article of the first counts at the same time (0), earlier (-1) or later (1) than the other's.

        None where no toll of both shows it. The toll that is being compared is no witness in its own case.
        """
        if one.article_id == other.article_id or not (one.event.is_main and other.event.is_main):
            return None
        first, second = (self.tolls.get(claim.article_id, {}) for claim in (one, other))
        own = {claim.subject.key[0] for claim in (one, other) if _is_toll(claim)}
        signs = {
            sign for measure in sorted(first.keys() & second.keys() - own)
            if (sign := _sign(_of_counter(first[measure], one), _of_counter(second[measure], other))) is not None
        }  # fmt: skip
        return signs.pop() if len(signs) == 1 else None

    def has_caught_up(self, low: Claim, high: Claim) -> bool:
        """Whether the counter of a lower number gives about the higher one, or more, in another article only."""
        if not low.subject.is_whole or are_one(low.authority_key, high.authority_key):
            return False
        told_by = {
            article
            for (measure, place, who, article), most in self.highest.items()
            if (measure, place) == (low.subject.key[0], low.place.key)
            and most >= _CAUGHT_UP * high.value
            and most > low.value
            and are_one(who, low.authority_key)
        }
        return bool(told_by) and low.article_id not in told_by

    def is_rivalled(self, one: Claim, other: Claim) -> bool:
        """Whether of two articles each counts more of something than the other: no time explains both."""
        order = self.order(one, other)
        return bool(order) and order * (one.value - other.value) < 0


def _is_toll(claim: Claim) -> bool:
    """Whether it counts all whom the main event befell."""
    return _is_of_all(claim) and claim.grows and not claim.is_vague and claim.status is None


def _is_of_all(claim: Claim) -> bool:
    return claim.subject.is_whole and claim.place.key == ("*",) and not claim.is_part


def _of_counter(tolls: Sequence[Claim], claim: Claim) -> Sequence[Claim]:
    """The tolls of who gives the claim, if any are; else all of its article. What is far less is of a part."""
    own = [toll for toll in tolls if not are_two(toll.authority_key, claim.authority_key)] or tolls
    most = max(toll.value for toll in own)
    return [toll for toll in own if toll.value >= _ONE_SIZE * most]


def _sign(first: Sequence[Claim], second: Sequence[Claim]) -> int | None:
    """Whether the first tolls are lower, equal or higher; None if they are not all one of these."""
    signs = {
        0 if fit(one.quantity, other.quantity) in ("same", "far") else 1 if one.value > other.value else -1
        for one in first for other in second
    }  # fmt: skip
    return signs.pop() if len(signs) == 1 else None
