"""Whether two claims can be compared at all: of one thing, at one place, and as far as shown of one event."""

import math
from datetime import timedelta

from analysis.english.calendar import Window, window
from analysis.reported_figures.reconcile_claims import EVENT_DAYS, Claim, days_of, overlap
from analysis.reported_figures.reconcile_scope import CONTRAST, LEAST_RATIO, shared_evidence

# So few figures lie between two that an article sets side by side.
_BESIDE = 3
# In so many days before the count news expects an event that gets no date.
EVENT_BEFORE_DAYS = 60


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
    return max(shown, int(one.scope.is_main and other.scope.is_main and _ratio(one, other) >= LEAST_RATIO))


def _days_meet(one: Claim, other: Claim) -> bool:
    """Whether the days of two events meet; an event that gets no date is of the weeks before its article."""
    if one.kind == "stock":
        return True
    days = [claim.happened_on or _weeks_before(claim) for claim in (one, other)]
    return None in days or overlap(*days)


def _weeks_before(claim: Claim) -> Window | None:
    first, last = claim.counted_on
    return (first - timedelta(days=EVENT_BEFORE_DAYS), last) if first and last else None


def _runs_since(claim: Claim) -> bool:
    """Whether it adds up all that happened since a beginning."""
    return claim.kind == "cumulative" and (claim.as_of or "").endswith("..")


def _set_beside(one: Claim, other: Claim) -> int:
    """Two named authorities inside one article: 2 one after the other or in contrast, 1 near each other, else 0."""
    named = one.authority_key and other.authority_key and not one.authority_key & other.authority_key
    apart = abs(one.order - other.order)
    if not named or apart > _BESIDE:
        return 0
    later = max(one, other, key=lambda claim: claim.order)
    return 2 if apart == 1 or later.scope.words & CONTRAST else 1


def _share_a_day(one: Claim, other: Claim) -> bool:
    """Whether both give the day of their event, or of a stock's count, and it is the same."""
    days = [window(claim.as_of) if claim.kind == "stock" else claim.happened_on for claim in (one, other)]
    if days[0] is None or days[1] is None:
        return False
    return overlap(*days) and all((days_of(stretch) or math.inf) <= EVENT_DAYS for stretch in days)


def _share_a_count(one: Claim, other: Claim) -> bool:
    """Whether both say on which day they were counted, and it is the same."""
    days = [window(claim.as_of) for claim in (one, other)]
    return None not in days and overlap(*days) and all((days_of(stretch) or math.inf) <= EVENT_DAYS for stretch in days)


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
