"""The events of a story: its main event, and those that a sentence tells apart from it by a year or a word.

A corpus is about one story, so what a sentence does not tell apart belongs to the main event: an assumption, and said
as one. "The 1985 quake", "another quake two weeks earlier" and what is dated long before its article are side events.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from analysis.english.calendar import Window, as_day, in_words, window
from analysis.english.names import PLACES
from analysis.english.word_lists import word_list, word_table

_ROOM = "analysis.claims"
_FAMILY = {word: value.split()[1] for word, value in word_table("events").items()}
# Families of events of which one is told in the words of another: a storm floods, an attack is a blast.
_KIN = word_table("event_kin", package=_ROOM)
_NAMES = "|".join(sorted(_FAMILY, key=len, reverse=True))
# Families whose words fit any event: they name the main one where no other word does.
_ANY_KIND = frozenset({"disaster", "accident"})
# Families of events that are at one place, whatever sentences call it; of other events sentences tell parts.
ONE_PLACE = word_list("one_place", package=_ROOM)
# Families of events that are a crowd's.
_OF_CROWDS = frozenset({"protest", "strike", "walkout", "riot", None})
# An event that gets no date is of so many days before its article: news gives older ones a date or a year.
EVENT_BEFORE_DAYS = 60
# What is dated so many days before the main event is another event; what is dated after it, a count of the same.
_OTHER_DAYS = 3
# The most days that a date of one event may cover: a weekend's attack, a storm of a night and the day after.
EVENT_DAYS = 3
# Two side events that get no date are one if their sentences share so many words.
_WORDS_OF_EVENT = 2
# What an article is about happened in the week before it; where no number is dated, on its day or the two before.
_FOCUS_DAYS, _UNDATED_FOCUS_DAYS = 7, 2
# Characters around a number in which words speak of its event: right before it, before and behind it.
_RIGHT_BEFORE, _AROUND = 60, 90
_EARLIER = "|".join(sorted(word_list("other_event", package=_ROOM)))
_EVENT = re.compile(
    rf"(?P<before>(?:\b[\w’'.-]+ ){{0,4}})\b(?P<name>{_NAMES})s?\b(?P<after>(?:,? [\w’'-]+){{0,7}})", re.IGNORECASE
)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_OTHER = re.compile(rf"\b(?:{_EARLIER})\b", re.IGNORECASE)
_LONG_BEFORE = re.compile(
    r"\b(?:days|weeks?|months?|years?|decades?) (?:earlier|before\b(?! (?:he|she|they|it)\b)|ago)\b"
    r"|\banniversary of\b|\b(?:deadliest|worst|strongest|largest|biggest|highest|lowest)\b[^,;]{0,40}\bsince\b",
    re.IGNORECASE,
)
_AFTER_ANOTHER = re.compile(r"\b(?:days|weeks?|months?|years?) after (?:a|an|another)\b", re.IGNORECASE)
_DETERMINER = re.compile(r"^.*\b(?:the|a|an|from|in|of|by|after|since|that|which|and|to)\b ", re.IGNORECASE)
_NAMED_FOR = re.compile(rf"\b([A-Z][a-z]\w+(?: [A-Z]\w+)*) (?:{_NAMES})s?$")
_NEXT_NUMBER = re.compile(r"\b\d[\d.,]*\b(?! (?:day|week|month|year|decade)s?\b)")
_ASIDE = re.compile(r" (?:--|–|—) [^–—]*?(?: (?:--|–|—) |$)")


# A story of a last round tells of the first as of another vote.
_LAST_ROUND = re.compile(r"\b(?:run-?off|(?:second|final|last) round)\b", re.IGNORECASE)
_FIRST_ROUND = re.compile(r"\bfirst round\b", re.IGNORECASE)
_NEAR_ROUND = 60


@dataclass(frozen=True)
class Event:
    """An event of the story; `key` tells it from others, `label` names it to a reader."""

    key: str
    label: str
    is_main: bool = True
    # Whether the story's titles and leads name it.
    is_named: bool = True
    # Whether the sentence says which event, or it is the main one by assumption.
    is_stated: bool = False


def is_brief(stretch: Window | None) -> bool:
    """Whether a stretch has a day, or few enough to be of one event or one count."""
    days = days_of(stretch) if stretch else None
    return days is not None and days <= EVENT_DAYS


def days_of(stretch: Window) -> int | None:
    """How many days a stretch covers, None if it has no end."""
    return (stretch[1] - stretch[0]).days + 1 if stretch[0] and stretch[1] else None


class Events:
    """The events of one corpus.

    Parameters
    ----------
    openings
        Title and first sentences of each article.
    figures
        The rows of the ledger.
    published
        The day of each article that has one.
    told_names
        Names that several articles have: an event named for another place ("the Orm quake") is another event.
    """

    def __init__(
        self,
        openings: Iterable[str],
        *,
        figures: Iterable[Mapping[str, Any]],
        published: Mapping[str, date],
        told_names: frozenset[str] = frozenset(),
    ) -> None:
        openings = list(openings)
        named = Counter(
            family for text in openings for family in {_FAMILY[m["name"].lower()] for m in _EVENT.finditer(text)}
        )
        self.family = min(named, key=lambda name: (name in _ANY_KIND, -named[name], name)) if named else None
        figures = list(figures)
        days: Counter[date] = Counter()
        focus: dict[str, Counter[date]] = {}
        for row in figures:
            day, own = as_day(row["event_date"] or row["as_of"]), published.get(row["article_id"])
            if day is None or (own and not 0 <= (own - day).days <= EVENT_BEFORE_DAYS):
                continue
            if row["kind"] == "cumulative" and row["event_date"]:
                days[day] += 1
            if row["event_date"] and (own is None or (own - day).days <= _FOCUS_DAYS):
                focus.setdefault(row["article_id"], Counter())[day] += 1
        self.day = min(days, key=lambda day: (-days[day], day)) if days else None
        self._focus = {name: min(own, key=lambda day: (-own[day], day)) for name, own in focus.items()}
        self._published = published
        self._told = told_names
        self._has_rounds = any(_LAST_ROUND.search(text) for text in openings)
        # A rally after a vote does not date the vote.
        told = _told_day((row for row in figures if self._may_date(row)), published)
        what = _name(openings, self.family)
        self.main = Event(
            "main", f"{what} of {in_words(told.isoformat())}" if told else what, is_named=bool(self.family)
        )

    def _may_date(self, row: Mapping[str, Any]) -> bool:
        """Whether a row's day may be the main event's: a crowd dates no other kind of event."""
        return row.get("measure") != "protesting" or self.family in _OF_CROWDS

    def focus(self, article_id: str) -> Window | None:
        """The days of what an article is about: the day that its numbers give most often, else its last three."""
        day, own = self._focus.get(article_id), self._published.get(article_id)
        if day:
            return (day, day)
        return (own - timedelta(days=_UNDATED_FOCUS_DAYS), own) if own else None

    def _is_main(self, mention: str) -> bool:
        """Whether the word for an event may be the main one's: its own, or one that fits any event."""
        family = _FAMILY.get(mention.split(" ")[-1].lower())
        return family is not None and (family == self.family or family in _ANY_KIND)

    def of(self, row: Mapping[str, Any], before: str, after: str, *, grows: bool) -> Event:
        """The event that a number belongs to, by its date and the words on both sides of it in its sentence."""
        own = self._published.get(row["article_id"])
        iso = row["event_date"] or row["as_of"]
        days = window(iso)
        mention, is_other = _mention(before, after)
        if days and days[1] and own and (own - days[1]).days > EVENT_BEFORE_DAYS:
            # What does not grow is told apart by its days.
            return Event(iso if grows else "main", _happened(iso), is_main=False, is_stated=True)
        of_event = grows or (row["kind"] not in ("flow", "stock") and self._is_main(mention))
        if days and of_event and self.day and days[1] and (self.day - days[1]).days > _OTHER_DAYS:
            return Event(iso, _happened(iso), is_main=False, is_stated=True)
        if self._has_rounds and _FIRST_ROUND.search(
            f"{before[-_NEAR_ROUND:]} {_NEXT_NUMBER.split(after)[0][:_NEAR_ROUND]}"
        ):
            return Event("first round", "the first round", is_main=False, is_stated=True)
        year = _YEAR.search(mention) if mention else None
        if year and not days and (own is None or int(year[1]) != own.year):
            return Event(year[1], f"“{mention}”", is_main=False, is_stated=True)
        name = _NAMED_FOR.search(mention)
        if name and before.lstrip().startswith(name[1]) and name[1].lower() not in PLACES:
            name = None  # a capital that only begins the sentence
        if name and self._told and not {word.lower() for word in name[1].split()} & self._told:
            return Event(f"of {name[1]}", f"“{mention}”", is_main=False, is_stated=True)
        if is_other and (days is None or not is_brief(days)):
            return Event("other", f"“{mention}”" if mention else "another event", is_main=False)
        family = _FAMILY.get(mention.split()[-1].lower()) if mention else None
        if (
            family
            and self.family
            and _KIN.get(family) != _KIN.get(self.family)
            and family in _KIN
            and self.family in _KIN
        ):
            return Event(family, f"“{mention}”", is_main=False, is_stated=True)
        return replace(self.main, is_stated=self._is_main(mention))


def _name(openings: Iterable[str], family: str | None) -> str:
    """What titles and leads call the main event: its commonest word, with the noun before it ("ferry disaster")."""
    if family is None:
        return "the story’s main event"
    text = " ".join(openings)
    names = Counter(m["name"].lower() for m in _EVENT.finditer(text) if _FAMILY[m["name"].lower()] == family)
    name = min(names, key=lambda word: (-names[word], word != family, word))
    kinds = Counter(
        kind
        for kind in re.findall(rf"\b([a-z]{{3,}}) {name}\b", text)
        if not _NO_KIND.search(kind) and re.search(rf"\b(?:[Aa]n?|[Tt]he) {kind}\b(?! {name})", text)
    )
    return f"the {min(kinds, key=lambda kind: (-kinds[kind], kind))} {name}" if kinds else f"the {name}"


# Endings of adjectives: "a powerful quake" is of no kind.
_NO_KIND = re.compile(r"(?:ful|al|ous|ive|ly|est|ed|ing|wide|illion|hundred|thousand|dozen|ic|ond|ird|rst|ter|ew|er)$")


def _told_day(figures: Iterable[Mapping[str, Any]], published: Mapping[str, date]) -> date | None:
    """The day that at least half of the articles that date what happened give to it, of the days that are news."""
    given: set[tuple[str, date]] = set()
    for row in figures:
        day, own = as_day(row["event_date"]), published.get(row["article_id"])
        is_told = row.get("measure") and row["kind"] in ("flow", "cumulative") and row.get("status") is None
        if is_told and day and (own is None or 0 <= (own - day).days <= EVENT_BEFORE_DAYS):
            given.add((row["article_id"], day))
    days = Counter(day for _, day in given)
    if not days:
        return None
    best = min(days, key=lambda day: (-days[day], day))
    return best if 2 * days[best] >= len({article for article, _ in given}) else None


def _happened(iso: str) -> str:
    return f"what happened {'on' if iso.count('-') == 2 and '/' not in iso else 'in'} {in_words(iso)}"


def same_event(one: Event, other: Event, *, n_shared: int) -> bool:
    """Whether two events may be one: the main one, or side events of days that meet or of words that they share."""
    if one.key == other.key == "main":
        return True
    if one.is_main != other.is_main and "main" not in (one.key, other.key):
        return False
    days = [window(event.key) for event in (one, other)]
    if all(days):
        return (days[0][0] or date.min) <= (days[1][1] or date.max) and (days[1][0] or date.min) <= (
            days[0][1] or date.max
        )
    if "main" in (one.key, other.key):
        return False
    if one.key == other.key and one.is_stated and other.is_stated:
        return True
    return n_shared >= _WORDS_OF_EVENT


def _mention(before: str, after: str) -> tuple[str, bool]:
    """The event that is named beside a number, and whether the words tell it from the main one."""
    inside = _ASIDE.sub(" ", before) if not before.rpartition(" – ")[1] else re.split(r" (?:--|–|—) ", before)[-1]
    behind = re.split(r"[;(,]| (?:--|–|—) ", after)[0]
    ahead = list(_EVENT.finditer(inside))
    follows = _EVENT.search(re.split(r"\d", behind)[0])
    named = follows or (ahead[-1] if ahead else None)
    mention = _DETERMINER.split(f"{named['before']}{named['name']}")[-1] if named else ""
    # "From 12 a year earlier": what follows the next number is of that one.
    near = f"{inside[-_RIGHT_BEFORE:]}#{_NEXT_NUMBER.split(behind)[0][:_AROUND]}"
    is_other = bool(
        (named and _OTHER.search(mention))
        or _LONG_BEFORE.search(f"{named['after']}" if named else "")
        or _AFTER_ANOTHER.search(inside[-_AROUND:])
        or _LONG_BEFORE.search(near.split(",")[-1] if "," in near else near)
    )
    return mention, is_other
