"""What stands around a claim: its article, the figures and places beside it, and whether it is a part of another."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis import schema
from analysis.claims.events import Events
from analysis.claims.locations import locate
from analysis.claims.mentions import is_of_article
from analysis.claims.places import NOWHERE, Map, Place, Spots
from analysis.claims.subjects import Subject, counts_crowd
from analysis.corpus.codebook import Codebook, cue_pattern
from analysis.english.calendar import as_day
from analysis.english.word_lists import word_list

# In a sentence without end, what is further off tells of something else.
AROUND = 300
# Characters before a number in which words say what kind of count it is, and right before it.
BEFORE, _RIGHT_BEFORE = 90, 40
# A story's own numbers stand in its first sentences; further down an article tells of others too.
_LEAD_SENTENCES = 8
# What this share of the articles names, the story is about.
_MOST = 0.5
# So few articles do not show which names are the story's.
_FEW_ARTICLES = 2
_PART_BEFORE = re.compile(
    r"\b(?:among (?:them|those)|of (?:whom|them|those|these|which)|the other|one of|each|(?:of|out of|from) "
    r"(?:that|this|the|these|those) (?:numbers?|totals?|figures?|group)|(?:one|another|the other) (?:\w{2,12}ing|with))"
    r"[ ,]*(?:the |were |are |at least )?$",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r"\bof (?:whom|them|those|these)[ ,]*(?:at least )?$", re.IGNORECASE)
_MORE_BEFORE = re.compile(
    r"\b(?:another|an additional|additional|a further|further|other|plus)[ ,]*(?:the )?$", re.IGNORECASE
)
_MORE_AFTER = re.compile(r" (?:\w{1,15} ){0,2}(?:more|others?)\b")
_PART_AFTER = re.compile(
    r" (?:\w{1,15} ){0,2}of (?:them|whom|those|these)\b(?! (?:asked|polled|surveyed|questioned|who|voting))"
)
# "10,000 posts will go in its services division": of a part of the firm.
_OF_A_DIVISION = re.compile(
    r"[^.;:\d]{0,60}?\b(?:from|in|at|within) (?:the |its |their |[A-Z][\w’'&-]* ){1,3}(?:[\w-]+ ){0,4}?"
    r"(?:division|unit|arm|department|segment|branch|group)s?\b"
)
# "Cutting 18,000 posts would save": nobody plans it yet.
_SUPPOSED = re.compile(r"[^.;:\d]{0,90}\b(?:could|would|might)\b")
_IF_DONE = re.compile(
    r"(?:^|[,;] |\bby )(?:[A-Z]?[a-z]+ing)(?: (?:its|the|their) \w+ by)? (?:about |some |another |up to |nearly )?$"
)
_OF_A_DAY = re.compile(r"[^.;,\d]{0,50}\b(?:on [A-Z]\w+day|overnight|yesterday|today)\b")
_TOLL = re.compile(r"\b(?:toll|total|tally)\b", re.IGNORECASE)
# "Eleven more died", whatever was told before.
_MORE_DEAD = re.compile(r" more (?!than\b)")
# "Two of the missiles were shot down": of things, for of people a verb says what befell so many.
_OF_THINGS = re.compile(r" of (?:the|its|their|these|those) (?:[a-z-]+ ){0,2}?[a-z]+s\b")
_OF_A_WHOLE = re.compile(r" of (?:the|its|their|all|those|these) (?:[^\W\d][\w’'-]* ){0,3}\d")
# "Nineteen bodies were taken to a morgue", "found behind a wall", "found overnight": as many as were there, or then.
_TAKEN = re.compile(
    r" (?:bodies )?(?:were|was|(?:have|has|had) been) (?:identified|buried|claimed|handed over|"
    r"(?:taken|brought|moved|sent|carried|flown) to|found (?:behind|beneath|under|inside|near|beside)|"
    r"(?:found|recovered|retrieved|discovered|pulled out) "
    r"(?:overnight|yesterday|today|earlier|(?:this|in the|by|on|during)\b))"
)
# "Eight of the injured died."
_OF_THE_HURT = re.compile(r" of the (?:injured|wounded|hurt|dead|victims|survivors|missing|arrested|detained)\b")
# "dead or missing": one number for two measures.
_MIXED = re.compile(
    r"[^.;,|]{0,40}\b(?:dead|died|killed|missing|injured|wounded|hurt|arrested|detained|displaced|sick)[ ]"
    r"(?:or|and|and/or)[ ](?:dead|killed|missing|injured|wounded|hurt|arrested|detained|imprisoned|displaced)\b",
    re.IGNORECASE,
)
_EACH_TIME = re.compile(
    r"[^.;,\d]{0,90}\b(?:(?:each|every)(?: single)?|per|(?<!in )a)[ ](?:hour|day|week|month|year|night)\b"
    r"|[^.;,\d]{0,60}[ ](?:daily|weekly|monthly|annually)\b"
    r"|[^.;,]{0,12}[ ]each\b",
    re.IGNORECASE,
)
# Of several trains, those aboard one are not those aboard another.
_SEVERAL_VESSELS = re.compile(
    r"\b(?:two|three|four|five|several|multiple|both|double|triple)[ -](?:[a-z]+[ -]){0,2}"
    rf"(?:{'|'.join(map(re.escape, sorted(word_list('vessels'))))})(?:e?s)?\b",
    re.IGNORECASE,
)
# What befalls people at a march as well as in an accident.
_AT_A_MARCH = ("injured", "arrested", "held", "killed")


class Surroundings:
    """What claims need beside their own row."""

    def __init__(
        self, ledger: pd.DataFrame, *, sentences: pd.DataFrame, articles: pd.DataFrame, codebook: Codebook,
        origins: pd.DataFrame | None, spots: Spots | None = None,
    ) -> None:  # fmt: skip
        self.codebook = codebook
        self.texts = {
            i: (start, text)
            for i, start, text in sentences[["sentence_id", "start_char", "text"]].itertuples(index=False)
        }
        days = zip(articles["article_id"], articles["published"], strict=True)
        self.published = {name: as_day(day) for name, day in days if not pd.isna(day) and as_day(day)}
        self.origin = {} if origins is None else dict(zip(origins["article_id"], origins["origin"], strict=True))
        titles = {
            name: title if isinstance(title, str) else ""
            for name, title in zip(articles["article_id"], articles["title"], strict=True)
        }
        rows = schema.records(ledger)
        rows.sort(key=lambda row: (row["article_id"], row["start_char"], row["figure_id"]))
        self.rows = rows
        self.first = self._first_sentences(sentences, rows)
        openings = [
            f"{titles.get(name, '')}. {' '.join(self.texts[s][1] for s in self.first.get(name, ())[:2])}"
            for name in titles
        ]
        self.tells_of_several_vessels = any(_SEVERAL_VESSELS.search(opening) for opening in openings)
        having, n = self._articles_of_names(), len({sentence.rpartition(":")[0] for sentence in self.texts})
        # Names that most articles have: "Orm jobs" are jobs, in a story about Orm.
        self.story_names = frozenset(word for word, own in having.items() if len(own) >= max(2, _MOST * n))
        self.events = Events(
            openings, figures=rows, published=self.published,
            told_names=self._told_names(having) if n > _FEW_ARTICLES else frozenset(),
        )  # fmt: skip
        article_of = {text: sentence.rpartition(":")[0] for sentence, (_, text) in self.texts.items()}
        self.places = Map(
            sorted(article_of), titles=[title for title in titles.values() if title], article_of=article_of,
            found=spots,
        )  # fmt: skip
        # The day of a stock in a sentence, where the text gives it.
        self.stock_days = {row["sentence_id"]: day for row in rows if row["kind"] == "stock" and (day := own_day(row))}
        family = self.events.family or ""
        # The measure that counts who took part in what the story is about: a march, a rally, a strike.
        crowds = [measure for measure in codebook.measures.values() if counts_crowd(measure)]
        self.crowd = next((measure for measure in crowds if cue_pattern(measure.cues).fullmatch(family)), None)
        self._crowds = {measure.name for measure in crowds}
        self.lead = {sentence for first in self.first.values() for sentence in first}
        self.place_of, self.beside = locate(rows, texts=self.texts, places=self.places)
        beside = [(last, row) for last, row in pairwise(rows) if row["article_id"] == last["article_id"]]
        self.before = {row["figure_id"]: last for last, row in beside}
        self.after = {last["figure_id"]: row for last, row in beside}

    def is_of_side_crowd(self, row: Mapping[str, Any]) -> bool:
        """Whether those hurt or held were so at a march that a story of another event tells beside it."""
        last = self.before.get(row["figure_id"])
        while last and self.crowd is None and row["measure"] in _AT_A_MARCH and self._is_next(last, row):
            if last["measure"] in self._crowds:
                return True
            row, last = last, self.before.get(last["figure_id"])
        return False

    def _is_next(self, last: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
        """Whether hardly a sentence stands between two figures."""
        return row["start_char"] - last["end_char"] <= AROUND

    def _articles_of_names(self) -> dict[str, set[str]]:
        """The articles that have each capitalised word, in lower case."""
        having: dict[str, set[str]] = {}
        for sentence, (_, text) in self.texts.items():
            for word in re.findall(r"\b[A-Z]\w+", text):
                having.setdefault(word.lower(), set()).add(sentence.rpartition(":")[0])
        return having

    def _told_names(self, having: Mapping[str, set[str]]) -> frozenset[str]:
        """Capitalised words of several articles, or written small too ("Factory blaze")."""
        plain = {word for _, text in self.texts.values() for word in re.findall(r"\b[a-z]\w+", text)}
        return frozenset(word for word, own in having.items() if len(own) > 1 or word in plain)

    def _first_sentences(self, sentences: pd.DataFrame, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
        told = {row["article_id"] for row in rows}
        ordered = sentences.sort_values("start_char", kind="stable")["sentence_id"]
        first: dict[str, list[str]] = {}
        for sentence in ordered:
            article = sentence.rpartition(":")[0]
            if article in told and len(first.setdefault(article, [])) < _LEAD_SENTENCES:
                first[article].append(sentence)
        return first


def own_day(row: Mapping[str, Any]) -> str | None:
    """The day of a count that the text gives."""
    return None if is_of_article(row["as_of_basis"]) else row["as_of"]


def words_around(row: Mapping[str, Any], texts: Mapping[str, tuple[int, str]]) -> tuple[str, str]:
    """The sentence before and after the figure."""
    start, text = texts.get(row["sentence_id"], (0, ""))
    return text[: max(0, row["start_char"] - start)], text[max(0, row["end_char"] - start) :]


def _is_other(beside: Mapping[str, Any] | None, row: Mapping[str, Any]) -> bool:
    """Whether the figure beside a row is of another measure."""
    return beside is not None and beside["measure"] not in (None, row["measure"])


def _is_beside_the_toll(row: Mapping[str, Any], after: str, corpus: Surroundings) -> bool:
    """Whether a day's number stands in one sentence with the toll: "11 died on Monday, and the toll stood at 60"."""
    beside = (found.get(row["figure_id"]) for found in (corpus.before, corpus.after))
    return _OF_A_DAY.match(after) is not None and any(
        other is not None
        and other["sentence_id"] == row["sentence_id"]
        and other["measure"] == row["measure"]
        and other["value"] > row["value"]
        and _TOLL.search(corpus.texts[row["sentence_id"]][1]) is not None
        for other in beside
    )


def is_part(row: Mapping[str, Any], before: str, after: str, what: Subject, place: Place, corpus: Surroundings) -> bool:
    """Whether a number is a part, an increment, a rate, or one number for two measures; not a count of all.

    "Another 40 were injured" adds to the dead, not to the injured: an increment follows a number of the same measure.
    """
    is_rate = " per " in (row["unit"] or "")  # "$40 for each of its users" is a rate by its unit
    if _MIXED.match(after) or (_EACH_TIME.match(after) and not is_rate):
        return True
    last = corpus.before.get(row["figure_id"])
    # Of those aboard so many were rescued: a part of the one measure is all of the other.
    is_of_other = what.is_whole and _is_other(last, row)
    if (
        (_PART_BEFORE.search(before[-BEFORE:]) and not (is_of_other and _OF_WHOM.search(before[-BEFORE:])))
        or (what.is_whole and _OF_THE_HURT.match(after))
        or _PART_AFTER.match(after)
        or (_OF_A_WHOLE.match(after) and not (what.is_whole and _is_other(corpus.after.get(row["figure_id"]), row)))
        or (not (what.is_measured or row["unit"]) and _OF_THINGS.match(after))
    ):
        return True
    if (row["head"] in ("body", "corpse") or after.startswith(" bodies ")) and _TAKEN.match(after):
        return True
    if what.is_measured and _is_beside_the_toll(row, after, corpus):
        return True
    is_supposed = _IF_DONE.search(before[-BEFORE:]) is not None and _SUPPOSED.match(after) is not None
    if what.has_plans and (is_supposed or _OF_A_DIVISION.match(after)):
        return True
    if not (_MORE_BEFORE.search(before[-_RIGHT_BEFORE:]) or _MORE_AFTER.match(after)):
        return False
    same = last is not None and last["measure"] == row["measure"]
    if not same and what.is_measured and _MORE_DEAD.match(after):
        return True
    return same and (place is NOWHERE or corpus.place_of.get(last["figure_id"], NOWHERE).key == place.key)
