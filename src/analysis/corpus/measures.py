"""What a figure can count, and where a text has the words that say so: a measure and its cues."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from analysis.english.families import family_pattern


@dataclass(frozen=True)
class Measure:
    """What a figure can count.

    `kind` is one of `schema.FIGURE_KINDS`; `people` are the nouns counted (empty = any), `cues` the words beside the
    number that say so. A cue may end in `*`. `label` says it in a chart's words, `source` whose definition it follows.
    `raises` and `lowers` name the stocks that a flow adds to or takes from. `whole` is the noun that counts all, others
    count parts; with `has_sides` each number is of one side ("331 to 287"), and no two of them report one thing.
    `acts` says that the people counted do it themselves (march, vote, flee): they stay the ones counted where the verb
    has an object ("thousands fled the town"), while of "12 officers arrested a man" nobody is counted by `arrested`.
    `has_plans` says that its numbers are agreed or announced before they come true: a plan is compared with a report.
    A flow that `rises` goes on as long as its event lasts ("rescued"): a higher number is rather a later one.
    The cues `of_anybody` say it of people whom `people` does not name too ("laid off 300 people").
    `is_general` marks the built-in measures of general news: any event can have them, not only the story's.
    """

    name: str
    kind: str
    people: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    label: str | None = None
    source: str | None = None
    raises: tuple[str, ...] = ()
    lowers: tuple[str, ...] = ()
    whole: str = "people"
    has_sides: bool = False
    acts: bool = False
    has_plans: bool = False
    rises: bool = False
    of_anybody: tuple[str, ...] = ()
    is_general: bool = False

    def __hash__(self) -> int:
        """By its name alone: what is known of measures is looked up for every figure."""
        return hash(self.name)


@lru_cache(maxsize=512)
def cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    """What finds one of some cues as a text writes it, the longest first; of no cues, nothing.

    A star stands for the endings of a family of words, not for any letters.

    >>> cue_pattern(("releas*", "set free")).findall("They were set free: a release, no relegation.")
    ['set free', 'release']
    """
    longest_first = sorted(cues, key=lambda cue: (-len(cue), cue))
    parts = [_cue(cue).replace(r"\ ", r"\s") for cue in longest_first]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b" if parts else r"(?!)", re.IGNORECASE)


# Where cues may start in a text, by the name of the measure.
CueStarts = Mapping[str, Sequence[int]]
_WORD = re.compile(r"\w+")
_OPENING = re.compile(r"(\w+)(\*?)")
_NONE: frozenset[str] = frozenset()


class Cues:
    """The cues of all measures by the word that each starts with: the words of a text are looked up once.

    >>> freed = Measure("freed", "flow", (), ("set free", "releas*"))
    >>> cues, text = Cues([freed, Measure("killed", "flow", (), ("killed",))]), "The released were set free."
    >>> cues.starts(text)
    {'freed': [4, 18]}
    >>> [cue[0] for cue in cues.within(0, len(text), freed, text)]
    ['released', 'set free']
    """

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._words: dict[str, set[str]] = {}
        self._stems: dict[str, set[str]] = {}
        self._anywhere: set[str] = set()  # measures with a cue that starts with a sign
        self._last: tuple[str, CueStarts] = ("", {})  # the figures of a sentence ask for the same
        for measure in measures:
            for cue in measure.cues:
                opening = _OPENING.match(cue.lower())
                if opening is None:
                    self._anywhere.add(measure.name)
                else:
                    (self._stems if opening[2] else self._words).setdefault(opening[1], set()).add(measure.name)
        self._lengths = tuple(sorted({len(stem) for stem in self._stems}))

    def starts(self, text: str) -> CueStarts:
        """Where a cue of each measure may start; a measure that is not listed has none in the text."""
        if text != self._last[0]:
            starts: dict[str, list[int]] = {name: list(range(len(text))) for name in self._anywhere}
            for word in _WORD.finditer(text):
                for name in _opened_by(self, word[0].lower()):
                    if name not in self._anywhere:
                        starts.setdefault(name, []).append(word.start())
            self._last = text, starts
        return self._last[1]

    def opened_by(self, word: str) -> Set[str]:
        """The names of the measures of which a cue may start with this word, in lower case."""
        found: Set[str] = self._words.get(word, _NONE)
        for length in self._lengths:
            if (stem := word[:length]) in self._stems:
                found = found | self._stems[stem]
        return found

    def within(self, first: int, last: int, measure: Measure, text: str) -> Iterator[re.Match[str]]:
        """The cues of a measure between two places of a text, in order."""
        starts, pattern = self.starts(text).get(measure.name, ()), cue_pattern(measure.cues)
        for at in starts[bisect_left(starts, first) :]:
            if at >= first and (found := pattern.match(text, at, last)):
                first = found.end()
                yield found


# Texts have the same words again and again.
_opened_by = lru_cache(maxsize=1 << 14)(Cues.opened_by)


def _cue(cue: str) -> str:
    *stems, rest = cue.split("*")
    return "".join(map(family_pattern, stems)) + re.escape(rest)
