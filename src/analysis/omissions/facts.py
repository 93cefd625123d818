"""The facts of a story, and how to see whether an article tells one: numbers, quotations, names, told passages.

Telling is judged leniently and leaving out strictly: "52", "fifty-two" and "52 people" are one number, a surname is the
name, half of a quotation is the quotation. Where an article has something like the fact but not plainly the fact, the
answer is open, with its reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import log
from typing import Any, Literal, NamedTuple, Protocol

from scipy.cluster.hierarchy import DisjointSet

from analysis.english import word_spans
from analysis.english.classes import CLASSES
from analysis.english.nouns import is_people, singular
from analysis.english.numbers import Conventions, may_hold_number, numbers_of
from analysis.english.tokens import scan

Kind = Literal["figure", "quotation", "person", "body", "passage"]
# Two forms of a word meet in so many letters; shorter words tell nothing.
_STEM, _SHORTEST = 6, 3
# Up to here a number recurs by chance: "three" is told only beside what it counts.
_SMALL = 12
# A rounded number is so near to the exact one.
_ROUNDED = 0.03
# Of a quotation so many runs of three words must stand in an article that tells it; from the second share on something
# of it does. Shorter quotations are phrases that anybody may use.
_QUOTED, _QUOTED_PARTLY, _SHORTEST_QUOTE = 0.5, 0.25, 5
# Two sentences tell one thing if the weights of the words they share are this part of their mean weight, and so many
# words are shared; an article tells a passage also if one of its sentences holds this part of the passage's weight.
# Less, and it is open. Set on five real stories, see METHODS.
_ONE_PASSAGE, _SHARED_WORDS, _HOLDS, _HOLDS_PARTLY = 0.45, 5, 0.6, 0.5
_MARKS = "“”‘’«»\"' "
# Words in more sentences than this lead to no other sentence.
_COMMON_WORD = 60
# Numbers of these statuses are not told as they are now: what was taken back, or may come, is nobody's omission.
_NOT_TOLD = frozenset({"withdrawn", "expected", "change"})


class Told(NamedTuple):
    """How an article stands to a fact: the sentence that tells it, or the one that makes it doubtful, and why."""

    sentence_id: str
    doubt: str | None = None


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
        return frozenset(
            singular(word)[:_STEM]
            for word in self.words
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

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Runs of three words anywhere, also across sentences."""
        return runs_of([word for line in self.lines for word in line.words])

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of it."""
        return frozenset(word for line in self.lines for word in line.words)

    @cached_property
    def clues(self) -> frozenset[Any]:
        """By which the facts that it may tell are found: words, their beginnings, runs, numbers, what is counted."""
        values = {number for line in self.lines for number in line.numbers}
        stems = {stem for line in self.lines for stem in line.stems}
        sizes = {(counted_as(row), row["unit"], _size(row["value"])) for row in self.figures}
        return self.runs | self.words | stems | values | sizes | {row["value"] for row in self.figures}


class Fact(Protocol):
    """Something that an article tells or leaves out."""

    kind: Kind
    label: str

    @property
    def clues(self) -> Iterable[Any]:
        """An article without any of these cannot tell it."""
        ...

    def told_by(self, reading: Reading) -> Told | None:
        """Where the article tells it, or what makes it doubtful; None if nothing of it is there."""
        ...


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, small, without possessive endings.

    >>> words_of("The mayor’s plan")
    ('the', 'mayor', 'plan')
    """
    return tuple(text[a:b].casefold().replace("’", "'").removesuffix("'s") for a, b in word_spans(text))


def runs_of(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """All runs of three words."""
    return frozenset(zip(words, words[1:], words[2:], strict=False))


@dataclass(frozen=True)
class Figure:
    """A number of something."""

    label: str
    value: float
    unit: str | None
    counts: str
    subject: str | None = None
    kind: Kind = "figure"

    @property
    def clues(self) -> Iterable[Any]:
        """The number, and numbers of its size of the same."""
        size = _size(self.value)
        # A small number stands in every article: what it counts does not.
        alone = self.value if self.value > _SMALL else self.counts[:_STEM]
        return (alone, *((self.counts, self.unit, near) for near in range(size - 2, size + 3)))

    def told_by(self, reading: Reading) -> Told | None:
        """A figure of the same value of the same; in doubt, a rounded one, or the number where it may be another's."""
        doubtful = None
        for row in reading.figures:
            if row["bound"] == "vague" or row["unit"] != self.unit or counted_as(row) not in (self.counts, None):
                continue
            if row["value"] == self.value:
                return Told(row["sentence_id"])
            if self._is_near(row["value"]):
                doubtful = doubtful or Told(row["sentence_id"], "a number near it")
        return doubtful or self._said_elsewhere(reading)

    def _is_near(self, value: float) -> bool:
        largest = max(abs(value), abs(self.value))
        return largest > _SMALL and abs(value - self.value) <= _ROUNDED * largest

    def _said_elsewhere(self, reading: Reading) -> Told | None:
        """The number where the ledger counts nothing of the kind by it."""
        stem = self.counts[:_STEM]
        for line in reading.lines:
            if self.value in line.numbers and (self.value > _SMALL or stem in line.stems):
                return Told(line.sentence_id, "the number stands there, perhaps of something else")
        return None

    def instead(self, reading: Reading) -> str | None:
        """The sentence with another number of the same thing."""
        for row in reading.figures:
            same = row["unit"] == self.unit and self.subject in (row["measure"], row["head"])
            if same and self.subject and row["bound"] != "vague" and row["status"] not in _NOT_TOLD:
                return row["sentence_id"]
        return None


@dataclass(frozen=True)
class Quotation:
    """Words that somebody said."""

    label: str
    words: tuple[str, ...]
    kind: Kind = "quotation"

    @property
    def clues(self) -> Iterable[Any]:
        """Its runs of words."""
        return runs_of(self.words)

    def told_by(self, reading: Reading) -> Told | None:
        """Half of the words in their order, wherever quotation marks stand."""
        runs = runs_of(self.words)
        share = len(runs & reading.runs) / len(runs)
        if share < _QUOTED_PARTLY:
            return None
        best = max(reading.lines, key=lambda line: len(runs & line.runs))
        return Told(best.sentence_id, None if share >= _QUOTED else "a part of the words")


@dataclass(frozen=True)
class Name:
    """A person or body that is named."""

    label: str
    spellings: tuple[tuple[str, ...], ...]
    kind: Kind = "person"

    @property
    def clues(self) -> Iterable[Any]:
        """The last word of each spelling."""
        return {spelling[-1] for spelling in self.spellings}

    def told_by(self, reading: Reading) -> Told | None:
        """Any of its spellings; of a person, the surname."""
        for spelling in self.spellings:
            if not reading.words.issuperset(spelling):
                continue
            for line in reading.lines:
                if _holds(line.words, spelling):
                    return Told(line.sentence_id)
        return None


@dataclass(frozen=True)
class Passage:
    """What a sentence tells, in whatever words: its telling words with their weights."""

    label: str
    tellings: tuple[frozenset[str], ...]
    weight: Mapping[str, float]
    clues: frozenset[str]
    kind: Kind = "passage"

    def told_by(self, reading: Reading) -> Told | None:
        """The sentence nearest to any of the tellings, if near enough."""
        best, nearest = 0.0, None
        for line in reading.lines:
            for telling in self.tellings:
                shared = telling & line.stems
                if len(shared) < _SHARED_WORDS - 1:
                    continue
                weight = self._weigh(shared)
                alike = 2 * weight / (self._weigh(telling) + self._weigh(line.stems))
                held = weight / self._weigh(telling)
                score = max(alike / _ONE_PASSAGE, held / _HOLDS)
                if score > best:
                    best, nearest = score, line
        if nearest is None or best < _HOLDS_PARTLY / _HOLDS:
            return None
        return Told(nearest.sentence_id, None if best >= 1 else "a sentence with some of its words")

    def _weigh(self, stems: Iterable[str]) -> float:
        return sum(self.weight.get(stem, 0.0) for stem in stems)


def _holds(words: Sequence[str], run: Sequence[str]) -> bool:
    size = len(run)
    first = run[0]
    return any(
        word == first and tuple(words[at : at + size]) == tuple(run)
        for at, word in enumerate(words[: len(words) - size + 1])
    )


def _size(value: float) -> int:
    """On a scale on which two numbers that may be one, rounded, are at most a step apart."""
    return round(log(max(abs(value), 1e-9)) / _ROUNDED)


def counted_as(row: Mapping[str, Any]) -> str | None:
    """What a figure counts, as far as it tells one number from another; None if nothing says so.

    Articles say in different words what happened to the same people ("52 freed", "52 prisoners"): a number of people
    that hardly recurs by chance is one number, whoever they are called. A small one needs its measure.
    """
    noun, is_small = row["head"], abs(row["value"]) <= _SMALL
    if row["unit"] is None and not is_small and (row["measure"] or (noun and is_people(noun))):
        return "people"
    return row["measure"] or noun


def figures(claims: Iterable[Mapping[str, Any]]) -> Iterator[Figure]:
    """The numbers that say of what they are, one fact for each value of each thing."""
    seen: set[tuple] = set()
    for row in claims:
        counts = counted_as(row)
        key = (counts, row["unit"], row["value"])
        if counts is None or row["bound"] == "vague" or row["status"] in _NOT_TOLD or key in seen:
            continue
        seen.add(key)
        yield Figure(_label(row), row["value"], row["unit"], counts, row["measure"] or row["head"])


def _label(row: Mapping[str, Any]) -> str:
    surface, noun = row["surface"].strip(), row["counted"] or ""
    label = surface if noun in surface else f"{surface} {noun}"
    is_told = row["measure"] is None or row["unit"] is not None
    return label if is_told else f"{label} ({row['measure'].replace('_', ' ')})"


def quotations(quotes: Iterable[Mapping[str, Any]]) -> Iterator[Quotation]:
    """Direct quotations; one that holds most of an earlier one is the same."""
    kept: list[frozenset] = []
    for row in sorted(quotes, key=lambda row: -len(row["text"])):
        words = words_of(row["text"])
        if not row["is_direct"] or len(words) < _SHORTEST_QUOTE:
            continue
        runs = runs_of(words)
        if any(len(runs & other) >= _QUOTED * len(runs) for other in kept):
            continue
        kept.append(runs)
        said = row["text"].strip().strip(_MARKS)
        by = f" ({row['speaker']})" if row["speaker"] else ""
        yield Quotation(f"“{said}”{by}", words)


def names(names_found: Iterable[Mapping[str, Any]]) -> Iterator[Name]:
    """People and bodies, with all spellings of each."""
    spellings: dict[tuple[str, str], dict[tuple[str, ...], None]] = defaultdict(dict)
    for row in names_found:
        if row["kind"] in ("person", "body"):
            for spelling in (row["name"], *row["variants"]):
                spellings[row["name"], row["kind"]].setdefault(words_of(spelling))
    owners: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, kind in spellings:
        if kind == "person":
            owners[words_of(name)[-1:]].append(name)
    for (name, kind), found in spellings.items():
        # A surname is the person's where only one person has it; it may stand as a name of its own too.
        namesakes = [other for other in owners[words_of(name)[-1:]] if len(words_of(other)) > 1]
        if kind == "person" and len(namesakes) == 1:
            if name != namesakes[0]:
                continue
            found.setdefault(words_of(name)[-1:])
        yield Name(name, tuple(spelling for spelling in found if spelling), kind)


def passages(readings: Sequence[Reading], *, told: frozenset[str], origin: Mapping[str, str]) -> Iterator[Passage]:
    """What sentences of two origins tell in their own words; sentences of `told` tell another fact already."""
    lines = [(reading, line) for reading in readings for line in reading.lines]
    n_with = Counter(stem for _, line in lines for stem in line.stems)
    weight = {stem: log(1 + len(lines) / n) for stem, n in n_with.items()}
    free = [place for place, (_, line) in enumerate(lines) if line.sentence_id not in told]
    same = DisjointSet(free)
    for one, other in _near_pairs(free, lines, n_with):
        (reading, line), (second, another) = lines[one], lines[other]
        if origin[reading.article_id] == origin[second.article_id]:
            continue
        shared = line.stems & another.stems
        if len(shared) >= _SHARED_WORDS and _alike(shared, line.stems, another.stems, weight) >= _ONE_PASSAGE:
            same.merge(one, other)
    groups = [sorted(group) for group in same.subsets() if len(group) > 1]
    for group in sorted(groups):
        tellings = [lines[place][1] for place in group]
        shortest = min(tellings, key=lambda line: (len(line.text), line.sentence_id))
        stems = frozenset().union(*(line.stems for line in tellings))
        clues = frozenset(stem for stem in stems if n_with[stem] <= _COMMON_WORD)
        yield Passage(shortest.text.strip(), tuple(line.stems for line in tellings), weight, clues)


def _alike(shared: Iterable[str], one: Iterable[str], other: Iterable[str], weight: Mapping[str, float]) -> float:
    def weigh(stems: Iterable[str]) -> float:
        return sum(weight[stem] for stem in stems)

    return 2 * weigh(shared) / (weigh(one) + weigh(other))


def _near_pairs(
    free: Iterable[int], lines: Sequence[tuple[Reading, Line]], n_with: Mapping[str, int]
) -> list[tuple[int, int]]:
    """Pairs of sentences that share at least two words that few sentences have."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place in free:
        for stem in lines[place][1].stems:
            if n_with[stem] <= _COMMON_WORD:
                holders[stem].append(place)
    n_shared = Counter(pair for places in holders.values() for pair in combinations(places, 2))
    return sorted(pair for pair, n in n_shared.items() if n > 1)
