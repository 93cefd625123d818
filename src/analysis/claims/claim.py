"""A claim: one quantity that an article reports, with its scope: what, where, when, of which event, by whom counted."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from analysis.claims.events import EVENT_BEFORE_DAYS, Event, Events, is_brief
from analysis.claims.intervals import Interval, Quantity
from analysis.claims.places import NOWHERE, Map, Place
from analysis.claims.subjects import Subject
from analysis.corpus.codebook import Codebook
from analysis.english.calendar import Window, window

# A count dated so few days after its article is a weekday that was read the wrong way: news counts no future.
_WRONG_WEEKDAY_DAYS = 7
MAIN = Event("main", "the story’s main event", is_named=False)
_OPEN: Window = (None, None)


class _WithRoom:
    """Gives a class with slots a place for what is reckoned once."""


# Slots: of so many fields each claim would have a dictionary, as large as all else that is known of it.
@dataclass(frozen=True, slots=True)
class Claim(_WithRoom):
    """One statement of an article, with all that decides how it relates to others.

    `figure_id` is the mention that it is compared as: the first that gives a date, else the first; `claim_id` is its
    row in the table `claims`.
    """

    claim_id: str
    figure_id: str
    article_id: str
    source: str
    sentence_id: str
    order: int
    subject: Subject
    measure: str | None
    kind: str
    surface: str
    quantity: Quantity
    counted: str | None
    head: str | None
    status: str | None
    happened_iso: str | None
    counted_iso: str | None
    # The words for a part of a year or month that gave its date: "late 2025".
    part: str | None
    authority: str | None
    authority_key: frozenset[str]
    # The day of its article; of a copy, that of the first article of its origin that says it.
    published: date | None
    origin: str
    place: Place = NOWHERE
    # Whether it has no place, and its sentence or the one before names one that is not the whole.
    is_beside_place: bool = False
    event: Event = MAIN
    # The days of what its article is about, where its own sentence gives none.
    focus: Window | None = None
    # The words of its sentence that not every report has.
    context: frozenset[str] = field(default=frozenset(), repr=False)
    # A part of another count, an increment, a rate, or one number for two measures: not comparable.
    is_part: bool = False
    # Whether the number only grows: a toll.
    grows: bool = False
    # Whether the date of its event is rather the day of the count: "rose to 90 on Sunday", of a quake on Friday.
    is_count_dated: bool = False
    # Whether its event has a day only because its article opens with one.
    is_dated_by_lead: bool = False
    # The kind of stretch that its words name: "quarter", "nine months", "since" the start of a year.
    period: str = ""
    # Whether the text says that it has just risen or been revised.
    is_revised: bool = False
    # Whether its place in the article, its words or its credit show that it is the story's own number.
    is_anchored: bool = True
    # Of a measure of general news, which any event can have; a researcher's own measure is of the story.
    is_general: bool = False
    # Whether it counts what goes on as long as its event lasts: rescues, arrests.
    rises: bool = False
    # Whether its text says that it was told earlier, and whether it is only an estimate of a toll not yet counted.
    is_told_earlier: bool = False
    is_guess: bool = False
    # Whether it counts a crowd at an hour at which it still gathers.
    is_partway: bool = False
    # Of a distance, the place that it is to, in one form; of a length or time, what it is of: "long", "a slick"; and
    # the noun of which a text says that it is so high or long: "waves".
    far_end: str = ""
    length_of: frozenset[str] = frozenset()
    thing: str = ""
    # Of a share, what is said of those whom it is of.
    predicate: str = ""
    in_table: bool = False
    # The claim that it answers: "the union put the number at 40".
    answers: str | None = None
    # Whether an earlier article of its origin says it: it is told as that one's.
    is_copy: bool = False
    also_in: tuple[str, ...] = field(default=(), compare=False)

    @property
    def interval(self) -> Interval:
        """What its words allow."""
        return self.quantity.interval

    @property
    def value(self) -> float:
        """The number said."""
        return self.quantity.value

    @property
    def bound(self) -> str:
        """How firm it is."""
        return self.quantity.bound

    @property
    def is_vague(self) -> bool:
        """Whether its number is only a convention for a word."""
        return self.quantity.bound == "vague"

    @property
    def population(self) -> str:
        """Who is counted: the whole of its measure, or some."""
        return self.subject.population

    @property
    def is_happening(self) -> bool:
        """Whether it counts what happens: in an event, or since a beginning."""
        return self.kind in ("flow", "cumulative")

    @cached_property
    def happened_on(self) -> Window | None:
        """The days of its event as the ledger gives them; of what does not grow, its date of any kind."""
        has_own_day = self.grows or self.kind in ("stock", "flow")  # the as-of day of a flow is that of its telling
        return window(self.happened_iso) or (None if has_own_day else window(self.counted_iso))

    @cached_property
    def counted_on(self) -> Window:
        """The days on which it may have been counted: its as-of date if that ends, else the article's day.

        Nothing is counted in the week after the article that reports it: such a date is a weekday read the wrong way.
        """
        own = (self.published, self.published) if self.published else _OPEN
        given = window(self.counted_iso)
        if given is None or given[1] is None:
            return own
        late = (given[0] - self.published).days if self.published and given[0] else 0
        return own if 0 < late <= _WRONG_WEEKDAY_DAYS else given

    @property
    def is_settled(self) -> bool:
        """Whether it is the toll of an event long over, which grows no more."""
        days = self.happened_on
        is_over = bool(days and days[1] and self.published) and (self.published - days[1]).days > EVENT_BEFORE_DAYS
        return self.grows and not self.event.is_main and is_over

    @property
    def has_count_day(self) -> bool:
        """Whether it says on which day it was counted."""
        return self.counted_iso is not None and is_brief(self.counted_on) and window(self.counted_iso)[1] is not None

    @cached_property
    def runs_since(self) -> bool:
        """Whether it adds up all that happened since a beginning ("since 2020")."""
        return self.kind == "cumulative" and any(
            (iso or "").endswith("..") for iso in (self.counted_iso, self.happened_iso)
        )


@dataclass(frozen=True)
class Claims:
    """The claims of a corpus that say what they count, and what relates them."""

    found: tuple[Claim, ...]
    events: Events
    places: Map
    codebook: Codebook


def overlap(one: Window, other: Window) -> bool:
    """Whether two stretches of days share a day; None is an end that is not known or not there."""
    one_first = one[1] is None or other[0] is None or one[1] >= other[0]
    other_first = other[1] is None or one[0] is None or other[1] >= one[0]
    return one_first and other_first


def relative_gap(one: Claim, other: Claim) -> float:
    """How far apart two numbers are, as a share of the larger."""
    largest = max(abs(one.value), abs(other.value))
    return one.interval.gap(other.interval) / largest if largest else 0.0


def is_dated(claim: Claim) -> bool:
    """Whether its event has a day, or few enough to be one event."""
    return is_brief(claim.happened_on)
