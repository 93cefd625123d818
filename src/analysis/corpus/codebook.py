"""The researcher's written definitions for one corpus: actors, measures, frames, known facts, variables.

The built-in codebook (`general.yml`) holds general news; a corpus's `codebook.yml` adds to it and overrides it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from analysis.english.families import family_pattern

ROLES = (
    "government",
    "opposition",
    "foreign_government",
    "human_rights",
    "relief",
    "journalist",
    "media",
    "expert",
    "affected",
    "business",
    "international",
    "other",
)


@dataclass(frozen=True)
class Actor:
    """A person or body, with every spelling used for it; `role` is one of `ROLES`."""

    name: str
    names: tuple[str, ...]
    role: str | None = None


@dataclass(frozen=True)
class Measure:
    """What a figure can count.

    `kind` is one of `schema.FIGURE_KINDS`; `people` are the nouns counted (empty = any), `cues` the words beside the
    number that say so. A cue may end in `*`. `label` says it in a chart's words, `source` whose definition it follows.
    `raises` and `lowers` name the stocks that a flow adds to or takes from. `whole` is the noun that counts all, others
    count parts; with `has_sides` each number is of one side ("331 to 287"), and no two of them report one thing.
    `acts` says that the people counted do it themselves (march, vote, flee): they stay the ones counted where the verb
    has an object ("thousands fled the town"), while of "12 officers arrested a man" nobody is counted by `arrested`.
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
    is_general: bool = False


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


def _cue(cue: str) -> str:
    *stems, rest = cue.split("*")
    return "".join(map(family_pattern, stems)) + re.escape(rest)


@dataclass(frozen=True)
class Frame:
    """A yes/no question about a passage, with the cues that suggest yes.

    `group` names the set that it belongs to ("functions", "generic", or the corpus's own), `source` the literature.
    """

    name: str
    question: str
    cues: tuple[str, ...] = ()
    group: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class KnownFact:
    """Something outside the articles that limits what can be true: `who` was `state` from `start` to `end` (ISO dates).

    `source` says where the fact is from.
    """

    who: str
    state: str
    start: str | None = None
    end: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Question:
    """A reader's question for the front page; `answer_with` names the measure or frame that answers it."""

    ask: str
    answer_with: str


@dataclass(frozen=True)
class Wording:
    """Words among which a source chooses when it means one thing: spellings of a name, or terms with a slant."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Codebook:
    """All definitions. `is_built_in` says that the corpus brought none of its own; `title` names the story.

    `variables` say of sources, or of single articles by their id, what the texts do not: for each variable its values.
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    frames: Mapping[str, Frame] = field(default_factory=dict)
    known_facts: tuple[KnownFact, ...] = ()
    is_built_in: bool = True
    questions: tuple[Question, ...] = ()
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    title: str | None = None
    variables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
