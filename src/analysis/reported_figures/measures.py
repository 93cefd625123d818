"""Which measure, kind and population a figure has: the codebook first, general rules otherwise."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from analysis.corpus.codebook import Codebook, Measure
from analysis.reported_figures.lexicon import IRREGULAR_PLURALS, singular
from analysis.reported_figures.units import CLOCKS, MONEY, UNIT_WORDS

Kind = Literal["stock", "flow", "cumulative", "duration", "rate", "other"]

# Words that only say "humans", or name people by what was done to them: one population across wordings.
_ANYONE = frozenset(
    "person people individual human other soul prisoner detainee inmate captive hostage victim casualty fatality death "
    "evacuee survivor dead wounded injured arrest body life hundred".split()
)
_SINCE = re.compile(
    r"\b(?:since|so far|to date|in total|overall|altogether|all told|cumulative(?:ly)?|running total|over the years|"
    r"over the (?:past|last) \S{1,12} (?:years|months|decades|weeks))\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:currently|remain(?:s|ed|ing)?|still|now|at present|as of|today|behind bars|there (?:are|were|is)|holds?|"
    r"in custody|in prison|employs?|stands? at|stood at)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:was|were|is|are|been|being|be|got)\s(?:\w{2,12}ly\s)?\w{2,14}(?:ed|en|wn|ught|ot|ut|et|ade|eld|old|ent)\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"^\W{0,3}(?:\w{1,14}\s){0,3}?(?:has|have|had)\s(?:\w{2,12}ly\s)?(?:been\s)?\w{3,14}\b", re.IGNORECASE)
_ANCHOR = re.compile(
    r"\b(?:in an?|after|when|during|following|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|this week|last)\b",
    re.IGNORECASE,
)
_RATES = frozenset({"percent", "percentage points", "basis points"})
_CROSSING = 1000.0
_INSIDE = 60.0
_GOVERNS = -1.0


class Meaning(NamedTuple):
    """What a figure means: its measure (None = the codebook has none), kind and population."""

    measure: str | None
    kind: Kind
    population: str | None


class Surroundings(NamedTuple):
    """The words around a figure: `near_*` up to the next figure or the clause's edge, `sentence` whole.

    `before` and `after` are as much of the sentence as may say what the figure measures.
    `after` starts right behind the number, so that it holds the counted phrase too (`inside` characters of it).
    `label` is the header, list label or heading above.
    """

    before: str
    after: str
    near_before: str
    near_after: str
    inside: int
    label: str
    sentence: str


def meaning_of(
    around: Surroundings, *, counted: str | None, head: str | None, unit: str | None, form: str, codebook: Codebook
) -> Meaning:
    """The measure, kind and population of a figure.

    The measure is the codebook's whose cue stands nearest to the figure, in its own clause if one does; its `people`
    must fit the counted noun. A count "since", "so far" or in the perfect tense without an event is cumulative and
    never a stock; a share or an amount per something is a rate.

    Misleads when
    -------------
    The verb that says what happened to the people counted is in neither codebook: the measure is then empty.
    """
    population = _population(head) if unit is None else None
    plain_unit = None if unit is None else unit.partition(" per ")[0]
    if plain_unit in CLOCKS and " per " not in unit:
        return Meaning(_nearest(around, _of_kind(codebook, "duration"), counted=None, head=None)[0], "duration", None)
    is_rate = form == "fraction" or (unit is not None and (unit in _RATES or " per " in unit))
    candidates = _candidates(codebook, plain_unit)
    name, kind = _nearest(around, candidates, counted=counted, head=head)
    if is_rate:
        return Meaning(name, "rate", _population(head))
    if unit is not None:
        return Meaning(name, kind or "other", None)
    return Meaning(name, _kind(around, kind=kind), population)


def _candidates(codebook: Codebook, unit: str | None) -> list[Measure]:
    """The measures that can hold a unit: money where the codebook counts money, people where there is none."""
    measures = [m for m in codebook.measures.values() if m.kind not in ("duration",)]
    if unit in MONEY:
        return [m for m in measures if any(UNIT_WORDS.get(noun) in MONEY for noun in m.people)]
    if unit is None or unit in _RATES:
        return [m for m in measures if not any(UNIT_WORDS.get(noun) in MONEY for noun in m.people)]
    return [m for m in measures if any(UNIT_WORDS.get(noun) == unit for noun in m.people)]


def _of_kind(codebook: Codebook, kind: str) -> list[Measure]:
    return [m for m in codebook.measures.values() if m.kind == kind]


def _kind(around: Surroundings, *, kind: Kind | None) -> Kind:
    """The measure's kind, unless the sentence says that the count runs since a beginning."""
    sentence = around.sentence
    perfect = _PERFECT.search(around.near_after) is not None
    since = _SINCE.search(sentence) is not None
    if kind == "stock":
        return "cumulative" if since and perfect and _NOW.search(around.near_after) is None else "stock"
    if kind in ("flow", "cumulative"):
        accumulates = since or (perfect and _ANCHOR.search(sentence) is None)
        return "cumulative" if accumulates else kind
    if kind is not None:
        return kind
    if perfect and since:
        return "cumulative"
    if _NOW.search(around.near_before[-60:]) or _NOW.search(around.near_after[:80]):
        return "stock"
    return "flow" if _HAPPENED.search(around.near_after[:60]) else "other"


def _population(head: str | None) -> str | None:
    if head is None:
        return None
    return "people" if head in _ANYONE else _plural(head)


@lru_cache(maxsize=4096)
def _plural(noun: str) -> str:
    for plural, one in IRREGULAR_PLURALS.items():
        if one == noun:
            return plural
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "sh", "ch", "x", "z")) else f"{noun}s"


@lru_cache(maxsize=512)
def _cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str] | None:
    if not cues:
        return None
    longest_first = sorted(cues, key=lambda cue: (-len(cue), cue))
    parts = [re.escape(cue).replace(r"\*", r"\w{0,12}").replace(r"\ ", r"\s") for cue in longest_first]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def _nearest(
    around: Surroundings, measures: list[Measure], *, counted: str | None, head: str | None
) -> tuple[str | None, Kind | None]:
    """The measure whose cue stands nearest; inside the clause before outside it, outside the counted phrase before in it."""
    best: tuple[float, str, Kind] | None = None
    for measure in measures:
        if measure.people and not _counts(measure, counted, head):
            continue
        distance = _distance(measure, around)
        if distance is not None and (best is None or (distance, measure.name) < best[:2]):
            best = (distance, measure.name, measure.kind)
    return (None, None) if best is None else best[1:]


def _distance(measure: Measure, around: Surroundings) -> float | None:
    pattern = _cue_pattern(measure.cues)
    if pattern is None:
        return 5 * _CROSSING if measure.people else None
    near = _gap(pattern, around.near_before, around.near_after, inside=around.inside)
    if near is not None:
        return near
    whole = _gap(pattern, around.before, around.after, inside=around.inside)
    if whole is not None:
        return whole + _CROSSING
    if around.label and pattern.search(around.label):
        return 3 * _CROSSING
    return None


def _gap(pattern: re.Pattern[str], before: str, after: str, *, inside: int) -> float | None:
    """Characters between the figure and the nearest cue on either side; a cue in the counted phrase counts as far."""
    gaps: list[float] = []
    for found in pattern.finditer(after):
        within = found.end() <= inside
        gaps.append(found.start() + _INSIDE if within else float(max(0, found.start() - inside)))
        if not within:
            break
    last = None
    for last in pattern.finditer(before):
        pass
    if last is not None:
        between = before[last.end() :].strip()
        # "The release of 52", "freed 52": the cue governs the number, whatever follows it.
        gaps.append(_GOVERNS if between in ("", "of", "of the", "to") else float(len(before) - last.end()) + 2)
    return min(gaps, default=None)


def _counts(measure: Measure, counted: str | None, head: str | None) -> bool:
    if counted is None:
        return True
    return head in _heads(measure.people) or counted.lower() in measure.people


@lru_cache(maxsize=512)
def _heads(people: tuple[str, ...]) -> frozenset[str]:
    return frozenset(singular(noun.lower().split()[-1]) for noun in people)
