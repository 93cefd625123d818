"""An article as facts are looked for in it: its sentences, and where each word, run, stem and number stands.

Everything is found by what it is, never by looking through all sentences for each fact: time is linear in the article.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from math import log
from sys import intern
from typing import Any

from analysis.english import word_spans
from analysis.english.classes import CLASSES
from analysis.english.nouns import is_people, singular
from analysis.english.numbers import Conventions, may_hold_number, numbers_of
from analysis.english.tokens import scan

# Two forms of a word meet in so many letters; shorter words tell nothing.
STEM, _SHORTEST = 6, 3
# Up to here a number recurs by chance: "three" is told only beside what it counts.
SMALL = 12
# Words in more sentences than this lead to no other sentence.
COMMON_WORD = 60
# Numbers of these statuses are not told as they are now: what was taken back, or may come, is nobody's omission.
NOT_TOLD = frozenset({"withdrawn", "expected", "change"})
# A rounded number is so near to the exact one.
ROUNDED = 0.03


@dataclass(frozen=True)
class Line:
    """A sentence as it is looked through."""

    sentence_id: str
    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, small."""
        return words_of(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Beginnings of the words that tell something."""
        # Kept for all sentences at once: each stem is one string, and the words are not kept for them.
        return frozenset(
            intern(singular(word)[:STEM])
            for word in words_of(self.text)
            if len(word) >= _SHORTEST and word not in CLASSES and word.isalpha()
        )

    @cached_property
    def numbers(self) -> frozenset[float]:
        """The values of all numbers in it, in digits or words."""
        if not may_hold_number(self.text):
            return frozenset()
        found = numbers_of(scan(self.text), conventions=Conventions(12, 100))
        return frozenset(number.value for number in found if number.form != "vague")

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Its runs of three words."""
        return runs_of(self.words)


@dataclass(frozen=True)
class Reading:
    """An article with all that may tell a fact."""

    article_id: str
    lines: tuple[Line, ...]
    figures: tuple[Mapping[str, Any], ...]

    def forget(self) -> None:
        """Drop what was worked out of it, once it has been looked through: of many articles that fills the memory."""
        for one in (self, *self.lines):
            for name in vars(one).keys() - {given.name for given in fields(one)}:
                del vars(one)[name]

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Runs of three words anywhere, also across sentences."""
        return runs_of([word for line in self.lines for word in line.words])

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of it."""
        return frozenset(word for line in self.lines for word in line.words)

    @cached_property
    def by_count(self) -> dict[tuple, tuple[list[float], dict[float, str]]]:
        """By unit and what is counted: the values in order of size, and the sentence that first has each."""
        first: dict[tuple, dict[float, str]] = defaultdict(dict)
        for row in self.figures:
            if row["bound"] != "vague":
                first[row["unit"], counted_as(row)].setdefault(row["value"], row["sentence_id"])
        return {key: (sorted(values), values) for key, values in first.items()}

    @cached_property
    def by_subject(self) -> dict[tuple, str]:
        """The sentence that first tells a number of a measure or noun, by unit and that."""
        first: dict[tuple, str] = {}
        for row in self.figures:
            if row["bound"] != "vague" and row["status"] not in NOT_TOLD:
                for subject in (row["measure"], row["head"]):
                    first.setdefault((row["unit"], subject), row["sentence_id"])
        return first

    @cached_property
    def by_number(self) -> dict[Any, str]:
        """The sentence that first holds a number; of a small one, with each stem beside it."""
        first: dict[Any, str] = {}
        for line in self.lines:
            for number in line.numbers:
                keys = [number] if number > SMALL else [(number, stem) for stem in line.stems]
                for key in keys:
                    first.setdefault(key, line.sentence_id)
        return first

    @cached_property
    def places(self) -> dict[Any, list[int]]:
        """The sentences that hold a word, a stem (as a set of one) or a run, by their number."""
        places: dict[Any, list[int]] = defaultdict(list)
        for place, line in enumerate(self.lines):
            for clue in {*line.words, *line.runs, *(frozenset({stem}) for stem in line.stems)}:
                places[clue].append(place)
        return places

    def holding(self, clues: Iterable[Any]) -> list[int]:
        """The sentences with any of these, without those found by what is everywhere in the article."""
        found = (self.places.get(clue, ()) for clue in clues)
        return sorted({place for places in found for place in places[:COMMON_WORD]})

    @cached_property
    def clues(self) -> frozenset[Any]:
        """By which the facts that it may tell are found: words, their beginnings, runs, numbers, what is counted."""
        values = {number for line in self.lines for number in line.numbers}
        stems = {stem for line in self.lines for stem in line.stems}
        sizes = {(counted_as(row), row["unit"], size_of(row["value"])) for row in self.figures}
        return self.runs | self.words | stems | values | sizes | {row["value"] for row in self.figures}


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, small, without possessive endings.

    >>> words_of("The mayor’s plan")
    ('the', 'mayor', 'plan')
    """
    return tuple(text[a:b].casefold().replace("’", "'").removesuffix("'s") for a, b in word_spans(text))


def runs_of(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """All runs of three words."""
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def counted_as(row: Mapping[str, Any]) -> str | None:
    """What a figure counts, as far as it tells one number from another; None if nothing says so.

    Articles say in different words what happened to the same people ("52 freed", "52 prisoners"): a number of people
    that hardly recurs by chance is one number, whoever they are called. A small one needs its measure.
    """
    noun, is_small = row["head"], abs(row["value"]) <= SMALL
    if row["unit"] is None and not is_small and (row["measure"] or (noun and is_people(noun))):
        return "people"
    return row["measure"] or noun


def size_of(value: float) -> int:
    """On a scale on which two numbers that may be one, rounded, are at most a step apart."""
    return round(log(max(abs(value), 1e-9)) / ROUNDED)
