"""Which claims can be set beside each other: of one thing, at one place, and as far as shown of one event."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import combinations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analysis.claims.claim import Claim, is_brief, overlap
from analysis.claims.scope import CONTRAST, Scope
from analysis.english.calendar import Window, window

# Two authorities that an article sets side by side are at most so many figures apart: one or two sentences.
_BESIDE_FIGURES = 3
# An event that gets no date is of so many days before its article: news gives older ones a date or a year.
EVENT_BEFORE_DAYS = 60
# Counts of which the smaller is less than this share of the larger are hardly of one event, whatever their sentences
# have in common: first tolls seldom rise more than threefold.
_LEAST_RATIO = 0.3
# So many words in common, besides the places, show one event: on one day, on one day of counting, at one place, alone.
_WORDS_WITH_DAY, _WORDS_WITH_COUNT, _WORDS_WITH_PLACE, _WORDS_ALONE = 1, 2, 3, 6
# So many words, or the place, make of one day enough to claim that it is one event.
_WORDS_TO_CLAIM = 2


def evidence(one: Claim, other: Claim) -> int:
    """How well it is shown that two counts are of one event: 0 not, 1 well enough to ask, 2 well enough to claim.

    Counts of a measure that the researcher defined are of the story. Of general measures, see `shared_evidence`; inside
    one article, two named authorities on one thing stand side by side.
    """
    if not (one.is_general or other.is_general):
        return 2
    if one.article_id == other.article_id:
        return _set_beside(one, other)
    if _runs_since(one) != _runs_since(other):
        return 0  # "99 in a series of attacks since Monday", "90 in one attack"
    if not (_days_meet(one, other) or one.value == other.value):
        return 0
    same_day, same_count = _share_a_day(one, other), _share_a_count(one, other)
    shown = shared_evidence(one.scope, other.scope, same_day=same_day, same_count=same_count, ratio=_ratio(one, other))
    return max(shown, int(one.scope.is_main and other.scope.is_main and _ratio(one, other) >= _LEAST_RATIO))


def shared_evidence(one: Scope, other: Scope, *, same_day: bool, same_count: bool, ratio: float) -> int:
    """How well two counts are shown to be of one event: 0 not at all, 1 so that one may ask, 2 clearly.

    Two of day, place and wording are needed to ask, the day among them to claim; places that differ speak against it.

    Parameters
    ----------
    one, other
        What the two sentences say.
    same_day
        Whether both counts give the day of their event and it is the same.
    same_count
        Whether both say on which day they were counted and it is the same.
    ratio
        The smaller count over the larger.
    """
    is_stated = one.places and other.places and not (one.inherited or other.inherited)
    if (is_stated and not one.places & other.places) or ratio < _LEAST_RATIO:
        return 0
    same_place = bool(one.places & other.places)
    n_words = len((one.words & other.words) - one.places - other.places)
    if same_day and (same_place or n_words >= _WORDS_TO_CLAIM):
        return 2
    needed = [_WORDS_ALONE]
    needed += [_WORDS_WITH_DAY] * same_day + [_WORDS_WITH_COUNT] * same_count + [_WORDS_WITH_PLACE] * same_place
    return int(n_words >= min(needed))


def _days_meet(one: Claim, other: Claim) -> bool:
    """Whether the days of two events meet; an event that gets no date is of the weeks before its article."""
    if one.kind == "stock":
        return True
    days = [claim.happened_on or weeks_before(claim) for claim in (one, other)]
    return None in days or overlap(*days)


def weeks_before(claim: Claim) -> Window | None:
    """The weeks before the count, in which news expects an event that gets no date."""
    first, last = claim.counted_on
    return (first - timedelta(days=EVENT_BEFORE_DAYS), last) if first and last else None


def _runs_since(claim: Claim) -> bool:
    """Whether it adds up all that happened since a beginning."""
    return claim.kind == "cumulative" and (claim.as_of or "").endswith("..")


def _set_beside(one: Claim, other: Claim) -> int:
    """Two named authorities inside one article: 2 one after the other or in contrast, 1 near each other, else 0."""
    apart = abs(one.order - other.order)
    if not of_two_authorities(one, other) or apart > _BESIDE_FIGURES:
        return 0
    later = max(one, other, key=lambda claim: claim.order)
    return 2 if apart == 1 or later.scope.words & CONTRAST else 1


def of_two_authorities(one: Claim, other: Claim) -> bool:
    """Whether both are credited, and to nobody that could be the same."""
    return bool(one.authority_key and other.authority_key) and not one.authority_key & other.authority_key


def _share_a_day(one: Claim, other: Claim) -> bool:
    """Whether both give the day of their event, or of a stock's count, and it is the same."""
    return _is_one_day(*(window(claim.as_of) if claim.kind == "stock" else claim.happened_on for claim in (one, other)))


def _share_a_count(one: Claim, other: Claim) -> bool:
    """Whether both say on which day they were counted, and it is the same."""
    return _is_one_day(window(one.as_of), window(other.as_of))


def _is_one_day(one: Window | None, other: Window | None) -> bool:
    """Whether two stretches that are short enough for one event share a day."""
    return is_brief(one) and is_brief(other) and overlap(one, other)


def _ratio(one: Claim, other: Claim) -> float:
    small, large = sorted((abs(one.value), abs(other.value)))
    return small / large if large else 1.0


def comparable(one: Claim, other: Claim) -> bool:
    """Of one kind, unit and population, for the same place and event as far as shown, neither said to be a part."""
    return (
        one.kind == other.kind
        and one.unit == other.unit
        and one.population == other.population
        and not one.is_part
        and not other.is_part
        and _same_place(one, other)
        and evidence(one, other) > 0
    )


def _same_place(one: Claim, other: Claim) -> bool:
    """Two counts that name different places do not compare; one that names none may mean everywhere or that place."""
    if one.places and other.places:
        return bool(one.places & other.places)
    if bool(one.places) == bool(other.places):
        return True
    narrow, wide = (one, other) if one.places else (other, one)
    return not (narrow.article_id == wide.article_id or narrow.interval.below(wide.interval))


def shown_together(claims: Iterable[Claim]) -> frozenset[str]:
    """The claims that a chart or a range may show together, by `figure_id`.

    All claims of a measure that the corpus's codebook defines are of its story. Of a measure of general news ("people
    killed") only those of one event are: the largest group in which each is tied to another by day, place or wording;
    without parts, forecasts, and values that were replaced.

    Misleads when
    -------------
    Two events share place and wording (two bombs in one town): then claims of both are shown together.
    """
    shown: set[str] = set()
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        if not claim.is_general:
            shown.add(claim.figure_id)
        elif not claim.is_part:
            groups.setdefault((claim.measure, claim.kind, claim.population), []).append(claim)
    for key in sorted(groups):
        shown.update(claim.figure_id for claim in _largest(_tied(groups[key])))
    return frozenset(shown)


def _tied(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Groups in which each claim is tied to another of them."""
    pairs = [pair for pair in combinations(range(len(claims)), 2) if evidence(*(claims[place] for place in pair))]
    ends = np.array(pairs, dtype=int).reshape(-1, 2).T
    ties = coo_array((np.ones(len(pairs), dtype=bool), tuple(ends)), shape=(len(claims), len(claims)))
    groups: dict[int, list[Claim]] = {}
    for claim, label in zip(claims, connected_components(ties, directed=False)[1], strict=True):
        groups.setdefault(int(label), []).append(claim)
    return [group for group in groups.values() if len(group) > 1]


def _largest(groups: Iterable[list[Claim]]) -> list[Claim]:
    """The group of most sources, then of most claims, then the first."""
    return max(
        groups, key=lambda group: (len({claim.source for claim in group}), len(group), -group[0].order), default=[]
    )
