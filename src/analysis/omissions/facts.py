"""The facts of a story, and how to see whether an article tells one: numbers, quotations, names, told passages.

Telling is judged leniently and leaving out strictly: "52", "fifty-two" and "52 people" are one number, a surname is the
name, half of a quotation is the quotation. Where an article has something like the fact but not plainly the fact, the
answer is open, with its reason.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, fsum, log
from typing import Any, Literal, NamedTuple, Protocol

from analysis.omissions.readings import (
    COMMON_WORD,
    NOT_TOLD,
    ROUNDED,
    SMALL,
    STEM,
    Line,
    Reading,
    counted_as,
    runs_of,
    size_of,
    words_of,
)
from analysis.statistics.groups import joined

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
