"""What one article says once, with all that decides whether it can be compared: interval, dates, credit and scope."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd

from analysis.claims.intervals import Interval
from analysis.claims.scope import Scope, Scopes, all_titles, is_part, is_tied, narrowing_places
from analysis.corpus.actors import find_actors
from analysis.corpus.codebook import Codebook
from analysis.english.calendar import Window, as_day, window
from analysis.english.word_lists import word_list

ANYONE = "people"
# Kinds of which two counts of one thing can be compared; a duration, a rate or any other number says what only its
# sentence says.
_COMPARED_KINDS = ("stock", "flow", "cumulative")
# The most days that a date of one event may cover: a weekend's attack, a storm of a night and the day after.
EVENT_DAYS = 3
# A count dated so few days after its article is a weekday that was read the wrong way: news counts no future.
_WRONG_WEEKDAY_DAYS = 7
# In a sentence without end, what is further off tells of something else.
_AROUND = 300
_OPEN: Window = (None, None)
_OF_BODIES = word_list("bodies", package="analysis.claims")
_ANYBODY = word_list("anybody", package="analysis.claims")


@dataclass(frozen=True)
class Claim:
    """One statement of an article, with all that decides whether it can be compared with another.

    `figure_id` is the mention that it is compared as: the first that gives a date, else the first.
    """

    figure_id: str
    article_id: str
    source: str
    sentence_id: str
    order: int
    measure: str
    kind: str
    surface: str
    value: float
    interval: Interval
    bound: str
    unit: str
    population: str
    counted: str | None
    head: str | None
    event: str | None
    as_of: str | None
    # The words for a part of a year or month that gave its date: "late 2025".
    part: str | None
    authority: str | None
    authority_key: frozenset[str]
    published: date | None
    origin: str
    places: frozenset[str] = frozenset()
    # A part of another count, an increment, a forecast, or one number for two measures: not comparable.
    is_part: bool = False
    # Of a measure of general news, which any event can have: compared only where one event is shown.
    is_general: bool = False
    scope: Scope = field(default=Scope(), compare=False)
    in_table: bool = False
    # Of the whole that its measure counts ("people"), not of some of it ("journalists").
    is_of_all: bool = True
    also_in: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_vague(self) -> bool:
        """Whether its number is only a convention for a word."""
        return self.bound == "vague"

    @property
    def own_day(self) -> Window:
        """The article's day, as the date of what is said without one; open when the article has none."""
        return (self.published, self.published) if self.published else _OPEN

    @property
    def counted_on(self) -> Window:
        """The days on which it may have been counted: its as-of date if that ends, else the article's day.

        Nothing is counted in the week after the article that reports it: such a date is a weekday read the wrong way.
        """
        given = window(self.as_of)
        if given is None or given[1] is None:
            return self.own_day
        late = (given[0] - self.published).days if self.published and given[0] else 0
        return self.own_day if 0 < late <= _WRONG_WEEKDAY_DAYS else given

    @property
    def happened_on(self) -> Window | None:
        """The days of its event, or None if it gives none."""
        return window(self.event)


def read_claims(
    claims: pd.DataFrame,
    *,
    reported_figures: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    codebook: Codebook,
    origins: pd.DataFrame | None = None,
) -> list[Claim]:
    """The claims that can be compared, in the order of articles and figures.

    Claims without a measure, durations and rates are not compared. `claims` has a row for each claim, with the mention
    that it is compared as; the words of that mention are read from `reported_figures` and `sentences`.
    """
    corpus = _corpus(sentences, articles=articles, codebook=codebook, origins=origins)
    rows = _as_compared(claims, reported_figures)
    rows.sort(key=lambda row: (row["article_id"], row["start_char"], row["figure_id"]))
    found = [
        _claim(row, order, corpus)
        for order, row in enumerate(rows)
        if row["measure"] is not None and row["kind"] in _COMPARED_KINDS
    ]
    return _of_the_main_day(found)


def _as_compared(claims: pd.DataFrame, reported_figures: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of claims in the words of the mention that each is compared as."""
    words = ["sentence_id", "start_char", "end_char", "surface", "counted", "head"]
    said = reported_figures.set_index("figure_id").loc[claims["compared_as"], words].reset_index()
    rows = claims.reset_index(drop=True).assign(**{name: said[name] for name in ("figure_id", *words)})
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


def _of_the_main_day(claims: list[Claim]) -> list[Claim]:
    """Claims that give another day than most of the main event are not of it."""
    days = Counter(
        claim.event for claim in claims if claim.scope.is_main and claim.event and claim.event.count("-") == 2
    )
    if not days:
        return claims
    main = window(min(days, key=lambda day: (-days[day], day)))
    return [
        replace(claim, scope=replace(claim.scope, is_main=False))
        if claim.scope.is_main and claim.happened_on and not overlap(claim.happened_on, main)
        else claim
        for claim in claims
    ]


@dataclass(frozen=True)
class _Corpus:
    """What claims need beside their own row."""

    texts: Mapping[str, tuple[int, str]]
    titles: str
    scopes: Scopes
    codebook: Codebook
    published: Mapping[str, str | None]
    origin: Mapping[str, str]


def _corpus(
    sentences: pd.DataFrame, *, articles: pd.DataFrame, codebook: Codebook, origins: pd.DataFrame | None
) -> _Corpus:
    spoken = sentences[["sentence_id", "start_char", "text"]].itertuples(index=False)
    titles = all_titles(articles[["article_id", "title"]].itertuples(index=False, name=None))
    return _Corpus(
        texts={sentence_id: (start, text) for sentence_id, start, text in spoken},
        titles=" ".join(titles.values()).lower(),
        scopes=Scopes(titles),
        codebook=codebook,
        published=dict(zip(articles["article_id"], articles["published"], strict=True)),
        origin={} if origins is None else dict(zip(origins["article_id"], origins["origin"], strict=True)),
    )


def _claim(row: Mapping[str, Any], order: int, corpus: _Corpus) -> Claim:
    before, after = _around(row, corpus.texts)
    day = corpus.published.get(row["article_id"])
    measure = corpus.codebook.measures.get(row["measure"])
    is_general = measure is not None and measure.is_general
    whole = measure.whole if measure is not None else ANYONE
    population = row["population"] or whole
    partial = is_part(before, after) or (measure is not None and measure.has_sides)
    if is_general and not is_tied(before, after, counted=row["counted"], cues=measure.cues):
        partial = True
    return Claim(
        figure_id=row["figure_id"],
        article_id=row["article_id"],
        source=row["source"],
        sentence_id=row["sentence_id"],
        order=order,
        measure=row["measure"],
        kind=row["kind"],
        surface=row["surface"],
        value=row["value"],
        interval=_interval(row),
        bound=row["bound"],
        unit="" if row["unit"] in (None, ANYONE) else row["unit"],
        population=population,
        counted=row["counted"],
        head=row["head"],
        event=row["event_date"],
        as_of=row["as_of"],
        part=row["as_of_part"],
        authority=row["authority"],
        authority_key=name_key(row["authority"], corpus.codebook),
        published=None if pd.isna(day) else as_day(day),
        origin=corpus.origin.get(row["article_id"], row["article_id"]),
        places=frozenset() if is_general else narrowing_places(before, after, known=corpus.titles),
        is_part=partial,
        is_general=is_general,
        scope=corpus.scopes.of(row["article_id"], before[-_AROUND:] + row["surface"] + after[:_AROUND])
        if is_general
        else Scope(),
        in_table="|" in before or "|" in after,
        is_of_all=population == whole,
    )


def _interval(row: Mapping[str, Any]) -> Interval:
    low = float("-inf") if row["low"] is None else row["low"]
    high = float("inf") if row["high"] is None else row["high"]
    return Interval(low, high, bool(row["low_inclusive"]), bool(row["high_inclusive"]))


def _around(row: Mapping[str, Any], texts: Mapping[str, tuple[int, str]]) -> tuple[str, str]:
    """The sentence before and after the figure."""
    start, text = texts.get(row["sentence_id"], (0, ""))
    return text[: max(0, row["start_char"] - start)], text[max(0, row["end_char"] - start) :]


def name_key(name: str | None, codebook: Codebook) -> frozenset[str]:
    """What two spellings of one authority share: the codebook's actors named in it, else its content words."""
    if name is None:
        return frozenset()
    actors = frozenset(mention.actor for mention in find_actors(name, codebook))
    if actors:
        return actors
    words = re.findall(r"[^\W_]{2,}", name.lower())
    return frozenset(word for word in words if word not in _OF_BODIES) or frozenset(words)


def same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two authorities may be one: the words of the shorter name are in the longer, or it names nobody."""
    return bool(one and other) and (one <= other or other <= one or is_nobody(one) or is_nobody(other))


def is_nobody(name: frozenset[str]) -> bool:
    """Whether an authority is only "officials" or "local activists": anybody could be meant."""
    return name <= _ANYBODY


def overlap(one: Window, other: Window) -> bool:
    """Whether two stretches of days share a day; None is an end that is not known or not there."""
    one_first = one[1] is None or other[0] is None or one[1] >= other[0]
    other_first = other[1] is None or one[0] is None or other[1] >= one[0]
    return one_first and other_first


def days_of(stretch: Window) -> int | None:
    """How many days a stretch covers, None if it has no end."""
    return (stretch[1] - stretch[0]).days + 1 if stretch[0] and stretch[1] else None


def relative_gap(one: Claim, other: Claim) -> float:
    """How far apart two numbers are, as a share of the larger."""
    largest = max(abs(one.value), abs(other.value))
    return one.interval.gap(other.interval) / largest if largest else 0.0


def is_brief(stretch: Window | None) -> bool:
    """Whether a stretch has a day, or few enough to be of one event or one count."""
    return stretch is not None and (days_of(stretch) or math.inf) <= EVENT_DAYS


def is_dated(claim: Claim) -> bool:
    """Whether its event has a day, or few enough to be one event."""
    return is_brief(claim.happened_on)


def statements(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each distinct statement; `also_in` names the other sources that make it.

    Articles of one origin count once. Which of the equal claims stands for all is decided by order.
    """
    kept: dict[tuple, list[Claim]] = {}
    for claim in claims:
        key = (
            claim.measure, claim.kind, claim.population, claim.unit, claim.interval, claim.is_vague, claim.counted_on,
            claim.event, claim.as_of, claim.authority_key, claim.places, claim.is_part,
        )  # fmt: skip
        kept.setdefault(key, []).append(claim)
    return [_with_sources(same) for same in kept.values()]


def _with_sources(same: list[Claim]) -> Claim:
    first, origins, others = same[0], {same[0].origin}, []
    for claim in same[1:]:
        if claim.origin not in origins and claim.source != first.source:
            origins.add(claim.origin)
            others.append(claim.source)
    return replace(first, also_in=tuple(sorted(set(others))))
