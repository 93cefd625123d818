"""Which measure, kind and population a figure has: the codebook first, general rules otherwise."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from analysis.corpus.codebook import Codebook, Measure
from analysis.reported_figures.lexicon import IRREGULAR_PLURALS, singular
from analysis.reported_figures.units import CLOCKS

Kind = Literal["stock", "flow", "cumulative", "duration", "rate", "other"]

# Words that only say "humans", or name people by what was done to them: one population across wordings.
_ANYONE = frozenset(
    "person people individual human other soul prisoner detainee inmate captive hostage victim casualty fatality death "
    "evacuee survivor dead wounded injured".split()
)
_CUMULATIVE = re.compile(
    r"\b(?:since|so far|to date|in total|overall|altogether|all told|cumulative(?:ly)?|running total|over the years|"
    r"over the (?:past|last) \S{1,12} (?:years|months|decades|weeks))\b",
    re.IGNORECASE,
)
_STOCK = re.compile(
    r"\b(?:currently|remain(?:s|ed|ing)?|still|now|at present|as of|today|behind bars|there (?:are|were|is)|holds?|"
    r"in custody|in prison|total of)\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\b(?:has|have|had)\s(?:\w{2,12}ly\s)?(?:been\s)?(?:\w{2,12}ly\s)?\w{3,14}\b", re.IGNORECASE)
_ANCHOR = re.compile(r"\b(?:in an?|after|when|during|following|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday)\b", re.I)
_RATES = frozenset({"percent", "percentage points", "basis points"})


class Meaning(NamedTuple):
    """What a figure means: its measure (None = the codebook has none), kind and population."""

    measure: str | None
    kind: Kind
    population: str | None


def meaning_of(
    before: str, after: str, *, counted: str | None, head: str | None, unit: str | None, form: str, codebook: Codebook
) -> Meaning:
    """The measure, kind and population of a figure from the words around it.

    `before` and `after` are the clause to the left and right of the figure, in its own sentence.
    """
    population = _population(head)
    if unit is not None and unit.partition(" per ")[0] in CLOCKS and " per " not in unit:
        return Meaning(None, "duration", None)
    if unit is not None and (unit in _RATES or " per " in unit) or form == "fraction":
        return Meaning(_matching(before, after, counted=counted, head=head, codebook=codebook)[0], "rate", population)
    name, kind = _matching(before, after, counted=counted, head=head, codebook=codebook)
    if unit is not None:
        return Meaning(name, kind if name else "other", population)
    return Meaning(name, _kind(before, after, kind=kind), population)


def _kind(before: str, after: str, *, kind: Kind | None) -> Kind:
    sentence = f"{before} {after}"
    if kind == "stock":
        return "cumulative" if _CUMULATIVE.search(sentence) and _PERFECT.search(after) else "stock"
    if kind in ("flow", "cumulative"):
        if _CUMULATIVE.search(sentence):
            return "cumulative"
        if _PERFECT.search(after[:60]) and not _ANCHOR.search(sentence):
            return "cumulative"
        return kind
    if kind is not None:
        return kind
    if _CUMULATIVE.search(sentence):
        return "cumulative"
    if _STOCK.search(sentence):
        return "stock"
    return "other"


def _population(head: str | None) -> str | None:
    if head is None:
        return None
    return "people" if head in _ANYONE else _plural(head)


@lru_cache(maxsize=4096)
def _plural(noun: str) -> str:
    for plural, one in IRREGULAR_PLURALS.items():
        if one == noun:
            return plural
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "sh", "ch", "x", "z")) else f"{noun}s"


@lru_cache(maxsize=512)
def _cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str] | None:
    if not cues:
        return None
    parts = [re.escape(cue).replace(r"\*", r"\w{0,12}").replace(r"\ ", r"\s") for cue in sorted(cues, key=len, reverse=True)]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def _matching(
    before: str, after: str, *, counted: str | None, head: str | None, codebook: Codebook
) -> tuple[str | None, Kind | None]:
    """The measure whose cue stands nearest to the figure; its nouns count when a cue stands there too."""
    best: tuple[float, str, Kind] | None = None
    for measure in codebook.measures.values():
        distance = _distance(measure, before, after, counted=counted, head=head)
        if distance is not None and (best is None or (distance, measure.name) < best[:2]):
            best = (distance, measure.name, measure.kind)
    return (None, None) if best is None else best[1:]


def _distance(measure: Measure, before: str, after: str, *, counted: str | None, head: str | None) -> float | None:
    pattern = _cue_pattern(measure.cues)
    fits = not measure.people or _counts(measure, counted, head)
    if pattern is None:
        return 500.0 if measure.people and fits else None
    if not fits:
        return None
    found = pattern.search(after)
    distances = [] if found is None else [float(found.start())]
    last = None
    for last in pattern.finditer(before):
        pass
    if last is not None:
        distances.append(float(len(before) - last.end()) + 2)
    return min(distances, default=None)


def _counts(measure: Measure, counted: str | None, head: str | None) -> bool:
    if counted is None:
        return True
    wanted = {singular(noun.lower().split()[-1]) for noun in measure.people}
    return head in wanted or counted.lower() in measure.people
