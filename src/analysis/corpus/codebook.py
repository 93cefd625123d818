"""The researcher's written definitions for one corpus, and where a text names its actors.

Actors, measures, frames, known facts, variables: the built-in codebook (`general.yml`) holds general news; a corpus's
`codebook.yml` adds to it and overrides it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import pandas as pd

from analysis.english.families import family_pattern
from analysis.english.marks import APOSTROPHES, HYPHENS

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


# Who is named in one article only is hardly an actor of the story; more than these fill a chart.
_FEWEST_ARTICLES, _MOST_PROPOSED = 2, 8


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor's key in the codebook and where the text names it."""

    actor: str
    start: int
    end: int


def find_actors(text: str, codebook: Codebook) -> list[Mention]:
    """Every place where `text` names an actor of the codebook, in order, without overlaps; the longest name wins.

    A name must stand as whole words; "’s" may follow. Names of several words are found in any case ("Human rights
    watch"), names of one word only as written, since "us" is not "US".

    **Misleads when** two people share a surname that the codebook gives to one of them.

    >>> from analysis.corpus.codebook import Actor
    >>> codebook = Codebook(actors={"vey": Actor("vey", ("Tomas Vey", "Vey"))})
    >>> find_actors("Vey’s office: tomas Vey slept.", codebook)
    [Mention(actor='vey', start=0, end=3), Mention(actor='vey', start=14, end=23)]
    """
    key = tuple((actor, record.names) for actor, record in codebook.actors.items())
    pattern, actors = _compiled(key)
    if pattern is None:
        return []
    return [Mention(actors[match.lastindex - 1], *match.span()) for match in pattern.finditer(text) if match.lastindex]


@lru_cache(maxsize=16)
def _compiled(key: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str] | None, list[str]]:
    """One alternation over all names, the longest first, each in its own group."""
    named = sorted(
        ((name, actor) for actor, names in key for name in names), key=lambda pair: (-len(pair[0]), pair[0], pair[1])
    )
    if not named:
        return None, []
    alternatives = "|".join(f"({_name_pattern(name)})" for name, _ in named)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)"), [actor for _, actor in named]


def _name_pattern(name: str) -> str:
    pieces = []
    for word in name.split():
        escaped = re.escape(word)
        escaped = re.sub(f"[{APOSTROPHES}]", lambda _: f"[{APOSTROPHES}]", escaped)
        pieces.append(re.sub(rf"\\?[{HYPHENS}]", lambda _: f"[{HYPHENS}]", escaped))
    joined = r"\s{1,3}".join(pieces)
    return f"(?i:{joined})" if len(pieces) > 1 else joined


def with_proposed_actors(codebook: Codebook, names_found: pd.DataFrame) -> Codebook:
    """The codebook, or for one that names no actor the same with the people and bodies that most articles name.

    Proposed are the eight people and bodies named in most articles, at least two, under every form of `names_found`;
    of equals those named oftener. A source itself is none, and where two would share a form only the first has it.

    **Misleads when** a name of `names_found` is put down as the wrong kind, or an agency is named only as the origin of
    a report.
    """
    if codebook.actors:
        return codebook
    named = names_found[names_found["kind"].isin(["person", "body"])]
    sources = {source.casefold() for source in names_found["source"]}
    totals = named.groupby("name").agg(n_articles=("n_articles", "sum"), n=("n", "sum")).reset_index()
    often = totals[(totals["n_articles"] >= _FEWEST_ARTICLES) & ~totals["name"].str.casefold().isin(sources)]
    ranked = often.sort_values(["n_articles", "n", "name"], ascending=[False, False, True], kind="stable")
    actors: dict[str, Actor] = {}
    taken: set[str] = set()
    for name in ranked["name"].head(_MOST_PROPOSED):
        written = {form for forms in named.loc[named["name"] == name, "variants"] for form in forms}
        forms = (name, *sorted(written - {name} - taken))
        taken.update(forms)
        actors[name] = Actor(name, forms)
    return replace(codebook, actors=actors)
