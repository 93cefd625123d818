"""The facts of a story, and how to see whether an article tells one: numbers, quotations, names, told passages.

Telling is judged leniently and leaving out strictly: "52", "fifty-two" and "52 people" are one number, a surname is the
name, half of a quotation is the quotation. Where an article has something like the fact but not plainly the fact, the
answer is open, with its reason.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import combinations
from math import ceil, fsum, log
from sys import intern
from typing import Any, Literal, NamedTuple, Protocol

from analysis.english import word_spans
from analysis.english.classes import CLASSES
from analysis.english.nouns import is_people, singular
from analysis.english.numbers import Conventions, may_hold_number, numbers_of
from analysis.english.tokens import scan
from analysis.statistics.groups import joined

# --- an article as facts are looked for in it
# Two forms of a word meet in so many letters; shorter words tell nothing.
STEM, _SHORTEST = 6, 3
# Up to here a number recurs by chance: "three" is told only beside what it counts.
SMALL = 12
# Words in more sentences than this lead to no other sentence.
COMMON_WORD = 60
# Numbers of these statuses are not told as they are now: what is taken back, denied or may come, nobody leaves out.
NOT_TOLD = frozenset({"withdrawn", "denied", "expected", "change"})
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


# --- the facts

Kind = Literal["figure", "quotation", "person", "body", "passage"]
# Of a quotation so many runs of three words must stand in an article that tells it; from the second share on something
# of it does. Shorter quotations are phrases that anybody may use.
_QUOTED, _QUOTED_PARTLY, _SHORTEST_QUOTE = 0.5, 0.25, 5
# Two sentences tell one thing if the weights of the words they share are this part of their mean weight, and so many
# words are shared; an article tells a passage also if one of its sentences holds this part of the passage's weight.
# Less, and it is open. Set on five real stories, see METHODS.
_ONE_PASSAGE, _SHARED_WORDS, _HOLDS, _HOLDS_PARTLY = 0.45, 5, 0.6, 0.5
_MARKS = "“”‘’«»\"' "


class Told(NamedTuple):
    """How an article stands to a fact: the sentence that tells it, or the one that makes it doubtful, and why."""

    sentence_id: str
    doubt: str | None = None


class Fact(Protocol):
    """Something that an article tells or leaves out."""

    kind: Kind
    label: str

    @property
    def clues(self) -> Collection[Any]:
        """An article without any of these cannot tell it."""
        ...

    @property
    def least_clues(self) -> int:
        """How many of them an article that tells it has at least."""
        ...

    def told_by(self, reading: Reading) -> Told | None:
        """Where the article tells it, or what makes it doubtful; None if nothing of it is there."""
        ...


@dataclass(frozen=True)
class Figure:
    """A number of something."""

    label: str
    value: float
    unit: str | None
    counts: str
    subject: str | None = None
    kind: Kind = "figure"
    least_clues = 1

    @property
    def clues(self) -> Collection[Any]:
        """The number, and numbers of its size of the same."""
        size = size_of(self.value)
        # A small number stands in every article: what it counts does not.
        alone = self.value if self.value > SMALL else self.counts[:STEM]
        return (alone, *((self.counts, self.unit, near) for near in range(size - 2, size + 3)))

    def told_by(self, reading: Reading) -> Told | None:
        """A figure of the same value of the same; in doubt, a rounded one, or the number where it may be another's."""
        told = [reading.by_count.get((self.unit, counts), ([], {})) for counts in (self.counts, None)]
        for _, first in told:
            if self.value in first:
                return Told(first[self.value])
        near = [(abs(one - self.value), first[one]) for values, first in told for one in self._neighbours(values)]
        return Told(min(near)[1], "a number near it") if near else self._said_elsewhere(reading)

    def _neighbours(self, values: Sequence[float]) -> list[float]:
        """The next smaller and larger value, as far as they are near."""
        at = bisect_left(values, self.value)
        return [value for value in values[max(0, at - 1) : at + 1] if self._is_near(value)]

    def _is_near(self, value: float) -> bool:
        largest = max(abs(value), abs(self.value))
        return largest > SMALL and abs(value - self.value) <= ROUNDED * largest

    def _said_elsewhere(self, reading: Reading) -> Told | None:
        """The number where the ledger counts nothing of the kind by it."""
        key = self.value if self.value > SMALL else (self.value, self.counts[:STEM])
        found = reading.by_number.get(key)
        return Told(found, "the number stands there, perhaps of something else") if found else None

    def instead(self, by_subject: Mapping[tuple, str]) -> str | None:
        """The sentence with another number of the same thing."""
        return by_subject.get((self.unit, self.subject)) if self.subject else None


@dataclass(frozen=True)
class Quotation:
    """Words that somebody said."""

    label: str
    words: tuple[str, ...]
    kind: Kind = "quotation"

    @property
    def clues(self) -> Collection[Any]:
        """Its runs of words."""
        return runs_of(self.words)

    @property
    def least_clues(self) -> int:
        """A part of the words."""
        return ceil(_QUOTED_PARTLY * len(self.clues))

    def told_by(self, reading: Reading) -> Told | None:
        """Half of the words in their order, wherever quotation marks stand."""
        runs = runs_of(self.words)
        share = len(runs & reading.runs) / len(runs)
        if share < _QUOTED_PARTLY:
            return None
        near = [reading.lines[place] for place in reading.holding(runs)] or reading.lines
        best = max(near, key=lambda line: len(runs & line.runs))
        return Told(best.sentence_id, None if share >= _QUOTED else "a part of the words")


@dataclass(frozen=True)
class Name:
    """A person or body that is named."""

    label: str
    spellings: tuple[tuple[str, ...], ...]
    kind: Kind = "person"
    least_clues = 1

    @property
    def clues(self) -> Collection[Any]:
        """The last word of each spelling."""
        return {spelling[-1] for spelling in self.spellings}

    def told_by(self, reading: Reading) -> Told | None:
        """Any of its spellings; of a person, the surname."""
        for spelling in self.spellings:
            if not reading.words.issuperset(spelling):
                continue
            rarest = min((reading.places[word] for word in spelling), key=len)
            for place in rarest:
                if _holds(reading.lines[place].words, spelling):
                    return Told(reading.lines[place].sentence_id)
        return None


@dataclass(frozen=True)
class Passage:
    """What a sentence tells, in whatever words: its telling words with their weights."""

    label: str
    tellings: tuple[frozenset[str], ...]
    weight: Mapping[str, float]
    clues: frozenset[str]
    kind: Kind = "passage"
    least_clues = 1

    def told_by(self, reading: Reading) -> Told | None:
        """The sentence nearest to any of the tellings, if near enough."""
        best, nearest = 0.0, None
        for line, telling in self._near(reading):
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

    def _near(self, reading: Reading) -> Iterator[tuple[Line, frozenset[str]]]:
        """The sentences that share a word with a telling, each with it, in the order of the article."""
        pairs = {
            (place, number)
            for number, telling in enumerate(self.tellings)
            for place in reading.holding(frozenset({stem}) for stem in telling)
        }
        for place, number in sorted(pairs):
            yield reading.lines[place], self.tellings[number]

    def _weigh(self, stems: Iterable[str]) -> float:
        # Exact, so that it is the same in whatever order a set gives its words.
        return fsum(self.weight.get(stem, 0.0) for stem in stems)


def _holds(words: Sequence[str], run: Sequence[str]) -> bool:
    size = len(run)
    first = run[0]
    return any(
        word == first and tuple(words[at : at + size]) == tuple(run)
        for at, word in enumerate(words[: len(words) - size + 1])
    )


def figures(claims: Iterable[Mapping[str, Any]]) -> Iterator[Figure]:
    """The numbers that say of what they are, one fact for each value of each thing."""
    seen: set[tuple] = set()
    for row in claims:
        counts = counted_as(row)
        key = (counts, row["unit"], row["value"])
        if counts is None or row["bound"] == "vague" or row["status"] in NOT_TOLD or key in seen:
            continue
        seen.add(key)
        # Of a sum or a share the noun alone says of what it is.
        subject = row["head"] if row["unit"] else row["measure"] or row["head"]
        yield Figure(_label(row), row["value"], row["unit"], counts, subject)


def _label(row: Mapping[str, Any]) -> str:
    surface, noun = row["surface"].strip(), row["counted"] or ""
    label = surface if noun in surface else f"{surface} {noun}"
    is_told = row["measure"] is None or row["unit"] is not None
    # As the codebook words it: a measure's short name ("detained_since") is no English.
    return label if is_told else f"{label} ({row.get('of_what') or row['measure'].replace('_', ' ')})"


def quotations(quotes: Iterable[Mapping[str, Any]]) -> Iterator[Quotation]:
    """Direct quotations; one that holds most of an earlier one is the same."""
    kept: list[frozenset] = []
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in sorted(quotes, key=lambda row: -len(row["text"])):
        words = words_of(row["text"])
        if not row["is_direct"] or len(words) < _SHORTEST_QUOTE:
            continue
        runs = runs_of(words)
        # What shares so many of the runs shares one of any so few of them: those that fewest have are looked up.
        rarest = sorted(sorted(runs), key=lambda run: len(holders[run]))
        near = {place for run in rarest[: len(runs) - ceil(_QUOTED * len(runs)) + 1] for place in holders[run]}
        if any(len(runs & kept[place]) >= _QUOTED * len(runs) for place in near):
            continue
        for run in runs:
            holders[run].append(len(kept))
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
            words = words_of(name)
            owners[words[-1:]] += [name] if len(words) > 1 else []
    for (name, kind), found in spellings.items():
        # A surname is the person's where only one person has it; it may stand as a name of its own too.
        namesakes = owners[words_of(name)[-1:]]
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
    same = []
    for one, other in _near_pairs(free, lines, n_with):
        (reading, line), (second, another) = lines[one], lines[other]
        if origin[reading.article_id] == origin[second.article_id]:
            continue
        shared = line.stems & another.stems
        if len(shared) >= _SHARED_WORDS and _alike(shared, line.stems, another.stems, weight) >= _ONE_PASSAGE:
            same.append((one, other))
    for group in joined(sorted({place for pair in same for place in pair}), same):
        tellings = [lines[place][1] for place in group]
        shortest = min(tellings, key=lambda line: (len(line.text), line.sentence_id))
        stems = frozenset().union(*(line.stems for line in tellings))
        clues = frozenset(stem for stem in stems if n_with[stem] <= COMMON_WORD)
        yield Passage(shortest.text.strip(), tuple(line.stems for line in tellings), weight, clues)


def _alike(shared: Iterable[str], one: Iterable[str], other: Iterable[str], weight: Mapping[str, float]) -> float:
    def weigh(stems: Iterable[str]) -> float:
        return fsum(weight[stem] for stem in stems)

    return 2 * weigh(shared) / (weigh(one) + weigh(other))


def _near_pairs(
    free: Iterable[int], lines: Sequence[tuple[Reading, Line]], n_with: Mapping[str, int]
) -> list[tuple[int, int]]:
    """Pairs of sentences that share at least two words that few sentences have."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place in free:
        for stem in lines[place][1].stems:
            if n_with[stem] <= COMMON_WORD:
                holders[stem].append(place)
    n_shared = Counter(pair for places in holders.values() for pair in combinations(places, 2))
    return sorted(pair for pair, n in n_shared.items() if n > 1)
