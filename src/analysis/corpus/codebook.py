"""The researcher's written definitions for one corpus, and where a text names its actors.

Actors, measures, frames, known facts, variables: the built-in codebook (`general.yml`) holds general news; a corpus's
`codebook.yml` adds to it and overrides it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis.corpus.settings import Node, parse_yaml, read_text
from analysis.english.families import family_pattern
from analysis.english.marks import APOSTROPHES, HYPHENS
from analysis.schema import FIGURE_KINDS


# --- measures: what a figure can count, and where a text has the words that say so
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


# --- the codebook

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

    @cached_property
    def cues(self) -> Cues:
        """Where to look for the cues of the measures."""
        return Cues(self.measures.values())


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


CODEBOOK_FILE = "codebook.yml"
BUILT_IN_FILE = "general.yml"
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_CUE = re.compile(r"[^\n*]{2,120}\*?")
_MOVE_STOCKS = ("flow", "cumulative")
_YES_OR_NO = ("sides", "acts", "plans", "rises")


def load_codebook(folder: Path | None = None) -> Codebook:
    """The built-in codebook, with the folder's `codebook.yml` over it if there is one.

    An entry of the folder's codebook replaces the built-in one of the same name as a whole; its questions replace the
    built-in questions.

    Raises
    ------
    CorpusError
        Names the file, the line, what is wrong and what is allowed.

    >>> load_codebook().measures["killed"].kind
    'cumulative'
    """
    general = resources.files("analysis.corpus").joinpath(BUILT_IN_FILE).read_text("utf-8")
    built_in = parse_codebook(general, where=BUILT_IN_FILE)
    built_in["measures"] = {name: replace(known, is_general=True) for name, known in built_in["measures"].items()}
    path = folder / CODEBOOK_FILE if folder is not None else None
    if path is None or not path.is_file():
        return _codebook([built_in], is_built_in=True)
    return _codebook([parse_codebook(read_text(path), where=str(path)), built_in], is_built_in=False)


def parse_codebook(text: str, *, where: str) -> dict[str, Any]:
    """The sections of one codebook, checked; `where` names it in messages."""
    root = parse_yaml(text, where=where)
    if root is None:
        return {}
    record = root.record("the codebook", tuple(_SECTIONS))
    sections = {name: _SECTIONS[name](node) for name, node in record.items()}
    return sections | ({"moved_stocks": [*_moved_stocks(record["measures"])]} if "measures" in record else {})


def _entries(node: Node, what: str, read: Callable[[str, Node], Any]) -> dict[str, Any]:
    entries = {}
    for name, value in node.items(what):
        if not _KEY.fullmatch(name):
            raise value.fail(f"{name!r} in {what} is no name: use small letters, digits and _, a letter first.")
        entries[name] = read(name, value)
    return entries


def _actor(name: str, node: Node) -> Actor:
    record = node.record(f"actor {name!r}", ("names", "role"), required=("names",))
    names = record["names"].texts("names")
    if not names:
        raise record["names"].fail(f"actor {name!r} has no names. List every spelling.")
    return Actor(name, names, record["role"].one_of("role", ROLES) if "role" in record else None)


def _measure(name: str, node: Node) -> Measure:
    allowed = ("kind", "people", "cues", "of_anybody", "label", "source", "raises", "lowers", "whole", *_YES_OR_NO)
    record = node.record(f"measure {name!r}", allowed, required=("kind", "cues"))
    kind = record["kind"].one_of("kind", FIGURE_KINDS)
    people, raises, lowers = (record[key].texts(key) if key in record else () for key in ("people", "raises", "lowers"))
    if (raises or lowers) and kind not in _MOVE_STOCKS:
        raise node.fail(f"measure {name!r} is a {kind}: only a {' or '.join(_MOVE_STOCKS)} raises or lowers a stock.")
    if both := sorted({*raises} & {*lowers}):
        raise record["lowers"].fail(f"measure {name!r} both raises and lowers {both[0]!r}.")
    if "whole" in record and people:
        record["whole"].one_of("whole", people)
    of_anybody = _cues(record["of_anybody"]) if "of_anybody" in record else ()
    return Measure(
        name,
        kind,
        people,
        (*_cues(record["cues"]), *of_anybody),
        _optional(record, "label"),
        _optional(record, "source"),
        raises,
        lowers,
        _optional(record, "whole") or "people",
        *(_is_yes(record, name) for name in _YES_OR_NO),
        of_anybody,
    )


def _is_yes(record: Mapping[str, Node], name: str) -> bool:
    return name in record and record[name].one_of(name, ("yes", "no")) == "yes"


def _moved_stocks(node: Node) -> Iterator[tuple[str, str, Node]]:
    """Each measure that raises or lowers a stock: its name, which of the two, and where the stock is named."""
    for name, measure in node.items("measures"):
        for key, names in measure.items(f"measure {name!r}"):
            if key in ("raises", "lowers"):
                yield from ((name, key, stock) for stock in names.nodes(key))


def _frame(name: str, node: Node) -> Frame:
    record = node.record(f"frame {name!r}", ("question", "cues", "group", "source"), required=("question",))
    return Frame(
        name,
        record["question"].text("question"),
        _cues(record["cues"]) if "cues" in record else (),
        _optional(record, "group"),
        _optional(record, "source"),
    )


def _optional(record: Mapping[str, Node], name: str) -> str | None:
    return record[name].text(name) if name in record else None


def _cues(node: Node) -> tuple[str, ...]:
    cues = node.texts("cues")
    for cue, each in zip(cues, node.nodes("cues"), strict=True):
        if not _CUE.fullmatch(cue):
            raise each.fail(f"cue {cue[:40]!r}: 2 to 120 characters, with * only at the end.")
    return cues


def _variable(name: str, node: Node) -> dict[str, str]:
    """Values by source or article id: `ownership: {The Herald: state, letter-17: private}`."""
    return {key: value.text(f"the value of {key!r}") for key, value in node.items(f"variable {name!r}")}


def _facts(node: Node) -> tuple[KnownFact, ...]:
    facts = []
    for each in node.nodes("known_facts"):
        record = each.record("a known fact", ("who", "was", "from", "to", "source"), required=("who", "was"))
        start, end = (record[name].day(name) if name in record else None for name in ("from", "to"))
        if start and end and start > end:
            raise each.fail(f"from {start} is after to {end}.")
        who, was = record["who"].text("who"), record["was"].text("was")
        facts.append(KnownFact(who, was, start, end, _optional(record, "source")))
    return tuple(facts)


def _questions(node: Node) -> tuple[tuple[Question, Node], ...]:
    questions = []
    for each in node.nodes("questions"):
        record = each.record("a question", ("ask", "answer_with"), required=("ask", "answer_with"))
        answer_with = record["answer_with"]
        questions.append((Question(record["ask"].text("ask"), answer_with.text("answer_with")), answer_with))
    return tuple(questions)


_SECTIONS: Mapping[str, Callable[[Node], Any]] = MappingProxyType(
    {
        "title": lambda node: node.text("title"),
        "actors": lambda node: _entries(node, "actors", _actor),
        "measures": lambda node: _entries(node, "measures", _measure),
        "frames": lambda node: _entries(node, "frames", _frame),
        "wordings": lambda node: _entries(node, "wordings", lambda name, value: Wording(name, value.texts("words"))),
        "variables": lambda node: _entries(node, "variables", _variable),
        "known_facts": _facts,
        "questions": _questions,
    }
)


def _codebook(layers: list[dict[str, Any]], *, is_built_in: bool) -> Codebook:
    """Merge layers, the first one winning: own definitions come first, then the built-in ones they leave."""
    merged = {name: _merged(layers, name) for name in ("actors", "measures", "frames", "wordings", "variables")}
    _check_stocks(layers[0], merged["measures"])  # a built-in measure whose stock is redefined moves nothing
    asked = next((layer["questions"] for layer in layers if layer.get("questions")), ())
    for question, node in asked:
        if question.answer_with not in merged["measures"] and question.answer_with not in merged["frames"]:
            known = ", ".join([*merged["measures"], *merged["frames"]])
            raise node.fail(f"answer_with {question.answer_with!r} is no measure or frame. Known: {known}.")
    return Codebook(
        **merged,
        known_facts=tuple(fact for layer in layers for fact in layer.get("known_facts", ())),
        questions=tuple(question for question, _ in asked),
        is_built_in=is_built_in,
        title=next((layer["title"] for layer in layers if layer.get("title")), None),
    )


def _check_stocks(layer: dict[str, Any], measures: Mapping[str, Measure]) -> None:
    """What a measure of this layer raises or lowers must be a stock."""
    stocks = ", ".join(name for name, measure in measures.items() if measure.kind == "stock")
    for name, moves, node in layer.get("moved_stocks", ()):
        stock = node.text(moves)
        if stock not in measures:
            raise node.fail(f"measure {name!r} {moves} {stock!r}, which is no measure. Known stocks: {stocks}.")
        if measures[stock].kind != "stock":
            raise node.fail(
                f"measure {name!r} {moves} {stock!r}, which is of the kind {measures[stock].kind}: only a stock can be "
                f"raised or lowered. Known stocks: {stocks}."
            )


def _merged(layers: list[dict[str, Any]], name: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for layer in layers:
        for key, value in layer.get(name, {}).items():
            merged.setdefault(key, value)
    return merged
