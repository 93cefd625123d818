"""Whether two claims are of one time: counts and their days, what happened and its days, rates and their periods."""

from datetime import date
from typing import NamedTuple

from analysis.claims.claim import Claim, overlap
from analysis.claims.counters import are_one, are_two
from analysis.claims.events import days_of, is_brief
from analysis.claims.main_event import MainEvent
from analysis.english.calendar import Window

# So many days make a period: a month, a quarter, a year. Two periods are one if neither is much longer.
_PERIOD_DAYS, _ONE_PERIOD = 28, 1.5
# Shares without a date that are printed further apart may be of two times.
_SAME_NEWS_DAYS = 7
# A number without a period is of another's period only if it is so near: a year's sales are four quarters'.
_NEAR = 0.8


class When(NamedTuple):
    """Whether two claims are of one day: "same", "later" (two days of one count), "within", "apart", "unknown"."""

    state: str
    is_shown: bool = False


def when_of(one: Claim, other: Claim, *, n_days: int, main_event: MainEvent) -> When:
    """Whether two claims of one subject are of one time; `n_days` is on how many days the claims of it are dated.

    Of two articles on the main event, their other tolls say which counts later.
    """
    if one.runs_since or other.runs_since:
        days = one.happened_on, other.happened_on
        return _of_counts(one, other, main_event) if None in days or overlap(*days) else When("apart")
    if one.subject.is_role or one.status == other.status == "expected":
        return _of_states(one, other)  # the day of a plan is its deadline, or that of its telling
    by_tolls = _by_tolls(one, other, main_event)
    if by_tolls is not None:
        return by_tolls
    if one.grows or other.grows or one.kind == other.kind == "stock":
        return _of_counts(one, other, main_event)
    if one.is_happening and other.is_happening:
        return _of_happenings(one, other, n_days=n_days)
    return _of_states(one, other)


def _by_tolls(one: Claim, other: Claim, main_event: MainEvent) -> When | None:
    """What the other tolls of two articles say of when they counted, where the text gives no two days."""
    is_count = one.subject.is_measured and one.is_general and one.kind in ("cumulative", "flow", "stock")
    if not is_count or (_count_day(one)[1] and _count_day(other)[1]):
        return None
    order = main_event.order(one, other)
    if order is None:
        return None
    if order == 0 or (one.grows and main_event.is_rivalled(one, other)):
        return When("same")
    return When("later")


def _count_day(claim: Claim) -> tuple[Window | None, bool]:
    """The days on which something was counted, and whether the text gives them; else the day of the article."""
    if claim.counted_iso and not claim.runs_since:
        return claim.counted_on, claim.has_count_day
    if claim.grows and is_brief(claim.happened_on) and claim.is_count_dated:
        return claim.happened_on, True
    return (claim.counted_on if claim.published else None), False


def _of_counts(one: Claim, other: Claim, main_event: MainEvent) -> When:
    """Counts at a time: a toll or a stock. Two days are no conflict, a day apart in print alone no two days."""
    if one.is_settled and other.is_settled:
        return When("later" if one.is_revised or other.is_revised else "same")
    (first, stated), (second, also) = _count_day(one), _count_day(other)
    if first is None or second is None:
        # A toll of an article without a date may be of any hour of the story.
        is_open = one.grows and one.is_general and one.event.is_main and one.article_id != other.article_id
        return When("unknown" if is_open and main_event.is_dated else "same")
    may_be_one = not are_two(one.authority_key, other.authority_key)
    if overlap(first, second):
        early, late = sorted((one, other), key=lambda claim: (claim.published or date.min, claim.order))
        is_of_one_day = stated and also
        has_grown = early.published != late.published and early.value < late.value and one.grows
        # "Rises to 90" tells that there were fewer before; of one day's reports the higher is then the later.
        has_grown |= one.grows and one.article_id != other.article_id and (one.is_revised or other.is_revised)
        has_grown = has_grown and may_be_one and not is_of_one_day
        return When("later") if has_grown else When("same", stated and also)
    if stated and also:
        two_events = one.grows and not (one.counted_iso or other.counted_iso or one.is_revised or other.is_revised)
        return When("apart" if two_events else "later", True)
    earlier, later = (one, other) if first < second else (other, one)
    if later.is_revised or are_one(one.authority_key, other.authority_key):
        return When("later")
    if earlier.value < later.value:
        return When("later")
    # A toll never falls: somebody counts otherwise, or in print a day later only.
    counts_otherwise = one.grows and (are_two(one.authority_key, other.authority_key) or _gap(first, second) <= 1)
    return When("same" if counts_otherwise else "later")


def _gap(first: Window, second: Window) -> int:
    """How many days lie between two stretches that do not meet."""
    early, late = sorted((first, second), key=lambda stretch: stretch[1] or stretch[0])
    return (late[0] - early[1]).days if late[0] and early[1] else 0


def _of_happenings(one: Claim, other: Claim, *, n_days: int) -> When:
    """What happened: on one day, in one period, a day within a period, or on two days."""
    stated = [claim.happened_on for claim in (one, other)]
    if all(stated):
        return _of_periods(*stated)
    if any(stretch and not is_brief(stretch) for stretch in stated):
        return When("same" if not one.subject.is_measured and _may_be_of_one_period(one, other) else "unknown")
    days = [given or claim.focus for given, claim in zip(stated, (one, other), strict=True)]
    if None in days:
        return When("same" if n_days < 2 else "unknown")
    return When("same" if overlap(*days) else "apart")


def _of_periods(first: Window, second: Window) -> When:
    if not overlap(first, second):
        return When("apart")
    lengths = sorted(days_of(stretch) or 10**6 for stretch in (first, second))
    if lengths[1] < _PERIOD_DAYS or lengths[1] <= _ONE_PERIOD * lengths[0]:
        return When("same", is_shown=lengths[1] <= _ONE_PERIOD * max(lengths[0], 2))
    return When("within")


def _of_states(one: Claim, other: Claim) -> When:
    """Rates, sums and other numbers: of one period, or without one. A day is that of their announcement."""
    if one.period != other.period and (all((one.period, other.period)) or "since" in (one.period, other.period)):
        return When("apart")
    if _are_counts_of_things(one, other) and _have_two_days(one, other):
        return When("later")
    stretches = [claim.happened_on for claim in (one, other)]
    periods = [
        stretch if stretch and (days_of(stretch) or _PERIOD_DAYS) >= _PERIOD_DAYS else None for stretch in stretches
    ]
    if all(periods):
        when = _of_periods(*periods)
        return When("apart") if when.state == "within" else when
    if any(periods):
        return When("same" if _may_be_of_one_period(one, other) else "unknown")
    if all(stretches) and not overlap(*stretches) and _gap(*stretches) >= _PERIOD_DAYS:
        return When("apart")
    printed = [claim.published for claim in (one, other)]
    if one.kind == "rate" and all(printed) and abs((printed[0] - printed[1]).days) > _SAME_NEWS_DAYS:
        return When("unknown")
    return When("same", all(stretches) and overlap(*stretches))


def _are_counts_of_things(one: Claim, other: Claim) -> bool:
    """Whether both are whole numbers of what the story counts and no measure names: doses given, homes searched."""
    is_whole = float(one.value).is_integer() and float(other.value).is_integer()
    return (
        is_whole and not (one.subject.is_measured or one.subject.key[1]) and one.event.is_main and other.event.is_main
    )


def _have_two_days(one: Claim, other: Claim) -> bool:
    """Whether one of two counts says on which day it was counted, and the other is of another day or print."""
    (first, stated), (second, also) = _count_day(one), _count_day(other)
    return None not in (first, second) and (stated or also) and not overlap(first, second)


def _may_be_of_one_period(one: Claim, other: Claim) -> bool:
    """Whether a number without a period may be of the other's: near it, and neither of an earlier time."""
    small, large = sorted((abs(one.value), abs(other.value)))
    return small >= _NEAR * large and one.event.is_main == other.event.is_main
