"""Which measure, kind and population a figure has: the codebook first, general rules otherwise."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple

from analysis.corpus.codebook import Codebook, Measure, cue_pattern
from analysis.english.calendar import CLOCKS
from analysis.english.nouns import plural, singular
from analysis.english.units import MONEY, UNIT_WORDS
from analysis.english.word_lists import word_list
from analysis.reported_figures.bounds import is_change_verb

Kind = Literal["stock", "flow", "cumulative", "duration", "rate", "other"]

# Words that only say "humans", or name people by what was done to them: one population across wordings.
_ANYONE = word_list("anyone", package=__package__)
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
    r"\b(?:was|were|been|got)\s(?:\w{2,12}ly\s)?\w{1,14}(?:ed|en|wn|ught|ot|ut|et|ade|eld|old|ent|lt|id)\b"
    r"|\b(?:is|are|was|were)\s\w{2,12}ed to have\s\w{3,14}\b",
    re.IGNORECASE,
)
# What the people or things counted did, right behind their noun: "thousands of devotees flocked to".
_DID = re.compile(
    r"\s{0,2}(?:(?:in|from|at|of|on|with)\s(?:[\w’'-]{1,15}\s){1,3})?(?:(?:\w{2,12}ly|also|then|later|each|all|together)\s)?(?:(?!(?:need|want|own|us|expect|includ|contain)ed\b)"
    r"\w{2,14}ed\s(?:the|an?|his|her|their|its|him|them|it|out|up|off|down|back|across|through|away|home|around)\b|"
    r"(?:flock|march|gather|protest|ralli|di|arriv|resign|travel|travell|escap|appear|disappear|participat|graduat|"
    r"collaps|explod|happen|occurr|erupt|flood|retir|return|surrender|defect|emigrat|migrat|drown|perish|abstain|vot|land)ed\b|"
    r"(?:went|came|gave|began|flew|ran|saw|wrote|spoke|broke|fell|swam|rode|drove|stole|threw|grew|drew|chose|ate|rose|"
    r"(?:made|left|lost|won|held|paid|sent|brought|bought|sold|built|found|met|put)\s(?:the|an?|his|her|their|its|it|him|them)\b|"
    r"sank|became|forgot|sang|drank|fled|shook|woke|wore|took|hit|burst)\b)"
)
_PERFECT = re.compile(
    r"^\W{0,3}(?:\w{1,14}\s){0,3}?(?:has|have|had)\s(?!yet|to\b)(?:\w{2,12}ly\s)?(?:been\s)?\w{3,14}\b", re.IGNORECASE
)
_PERFECT_BEFORE = re.compile(
    r"\b(?:has|have|had)\s(?:\w{2,12}ly\s)?(?:\w{3,14}(?:ed|en|wn)|won|lost|made|sold|sent|built|brought|bought|found|"
    r"met|paid|put|cut|shot|led)\b",
    re.IGNORECASE,
)
# What may stand between a verb and its number: a bound, an article.
_LEADING = (
    r"\s(?:(?:at|least|more|than|over|about|some|around|nearly|almost|up to|fewer|a|an|another|as|many|now|only|"
    r"just|record|number of|total of|further|additional|sanctions on|sanctions|down|out|off|away|back|up)\s){0,4}$"
)
_POSSESSES = re.compile(
    r"\b(?:has|have|hold|holds|contains?|comprises?|houses?|employs?|numbers|hosts?|(?:home|host) to|population of|"
    r"membership of|workforce of|there (?:are|is|were))" + _LEADING,
    re.IGNORECASE,
)
_ACTED = re.compile(
    r"\b(?!(?:need|want|expect|believ|estimat|promis|contain|includ|requir|involv|licen[cs]|limit|us|bas|compar|call|"
    r"nam|link|relat|address|limit|report|ow)ed\b)(?:\w{2,14}ed|stole|took|sent|shot|struck|hit|found|lost|sold|bought|"
    r"drew|built|fell|saw|sank|flew|chose|won|gave|made|broke|caught|met|paid|spent|taught|threw|wrote|ate|cut|brought|"
    r"fought|fed|rode|set|swept|dealt|lent|laid|shed|spread|ran)" + _LEADING,
    re.IGNORECASE,
)
# "The loss of 95 jobs": the noun of what happened.
_DEED_OF = re.compile(
    r"\b(?:loss|sale|purchase|creation|closure|construction|delivery|destruction|transfer|deportation|expulsion|dismissal|"
    r"killing|arrest|capture|rescue|release|removal|export|import)s?\sof(?:\s(?:at least|more than|about|some|over|"
    r"nearly|up to|the|another)){0,2}\s$",
    re.IGNORECASE,
)
# The header of a column: "Vehicles sold".
_HEADS_FLOW = re.compile(r"\b(?:\w{2,14}ed|sold|built|born|lost|won|made|shot)\s{0,3}$", re.IGNORECASE)
# "Was used last year by 1.2 million people": they are the ones who acted.
_DONE_BY = re.compile(
    r"\b(?:was|were|been)\s(?:\w{2,12}ly\s)?\w{1,14}(?:ed|en|wn|ught|ade|eld|old|ent)\b[^,;:]{0,30}\sby" + _LEADING,
    re.IGNORECASE,
)
_WILL_ACT = re.compile(
    r"\b(?:will|would|could|may|might|to)\s(?!(?:have|be|hold|own|need|include|reach|cost|remain|last|take|at|about|some|"
    r"over|nearly|almost|around|up|a|an|as|fewer|more|all|both|each)\b)\w{3,12}" + _LEADING,
    re.IGNORECASE,
)
_RATES = frozenset({"percent", "percentage points", "basis points"})
_CROSSING = 1000.0
_INSIDE = 36.0
_GOVERNS = -1.0
_STEP = 12
# Beyond ten steps (some 120 letters) a cue speaks of something else.
_FARTHEST = 10.0
_FARTHEST_OF_A_RATE = 4.0
_REACH = 160
_CUE_WORD = re.compile(r"\w+")
_OPENING = re.compile(r"(\w+)(\*?)")
_NONE: frozenset[int] = frozenset()


class Meaning(NamedTuple):
    """What a figure means: its measure (None = the codebook has none), kind and population."""

    measure: str | None
    kind: Kind
    population: str | None


class Surroundings(NamedTuple):
    """The words around a figure: `near_*` up to the next figure or the clause's edge, `sentence` whole.

    `before` and `after` are as much of the sentence as may say what the figure measures.
    `after` starts right behind the number, so that it holds the counted phrase too (`inside` characters of it).
    `label` is the header, list label or heading above; `stretch` at least all of the other texts but the label, the
    same for neighbouring figures, so that what it lacks need be looked for once.
    """

    before: str
    after: str
    near_before: str
    near_after: str
    inside: int
    label: str
    sentence: str
    stretch: str

    def windowed(self, reach: int) -> "Surroundings":
        """The same with at most `reach` characters on each side, cut where a cue would be too far to count."""
        return self._replace(
            before=self.before[-reach:],
            after=self.after[: self.inside + reach],
            near_before=self.near_before[-reach:],
            near_after=self.near_after[: self.inside + reach],
        )


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
    measures = tuple(codebook.measures.values())
    said = _with_a_cue(measures, around.stretch, around.label)
    plain_unit = None if unit is None else unit.partition(" per ")[0]
    if plain_unit in CLOCKS and " per " not in unit:
        return Meaning(_nearest(around, [one for one in said if one.kind == "duration"])[0], "duration", None)
    is_rate = form == "fraction" or (unit is not None and (unit in _RATES or " per " in unit))
    candidates = _candidates(said, plain_unit)
    if is_rate and counted is None:
        candidates = [_without_changes(measure) for measure in candidates]
    elif (is_rate or unit is None) and plain_unit not in MONEY:
        candidates = [measure for measure in candidates if may_count(measure, counted=counted, head=head)]
    name, kind, distance = _nearest(around, candidates)
    if name is None and plain_unit in MONEY:
        name, kind = _of_any_money(measures)
    if is_rate and unit != "parts per million":
        return Meaning(name if distance <= _FARTHEST_OF_A_RATE else None, "rate", _population(head))
    if unit is not None:
        return Meaning(name, kind or "other", None)
    population = _population(head)
    if population is None and counted is None and name is not None and "people" in codebook.measures[name].people:
        population = "people"
    return Meaning(name, _kind(around, kind=kind), population)


def _candidates(measures: Sequence[Measure], unit: str | None) -> list[Measure]:
    """The measures that can hold a unit: money where the codebook counts money, people where there is none."""
    measures = [measure for measure in measures if measure.kind != "duration"]
    if unit in MONEY:
        return [measure for measure in measures if not _units(measure.people).isdisjoint(MONEY)]
    if unit is None or unit in _RATES:
        return [measure for measure in measures if _units(measure.people).isdisjoint(MONEY)]
    return [measure for measure in measures if unit in _units(measure.people)]


@lru_cache(maxsize=512)
def _units(people: tuple[str, ...]) -> frozenset[str]:
    return frozenset(UNIT_WORDS[noun] for noun in people if noun in UNIT_WORDS)


@lru_cache(maxsize=512)
def _without_changes(measure: Measure) -> Measure:
    """A measure without cues that only say up or down: "cut by half" tells of a change, not of jobs."""
    return replace(measure, cues=tuple(cue for cue in measure.cues if not is_change_verb(cue)))


@lru_cache(maxsize=64)
def _of_any_money(measures: tuple[Measure, ...]) -> tuple[str | None, Kind | None]:
    """The measure that has the names of currencies among its cues, if any: a currency's sign is its name."""
    of_any = [one for one in _candidates(measures, "USD") if any(UNIT_WORDS.get(cue) in MONEY for cue in one.cues)]
    return (of_any[0].name, of_any[0].kind) if len(of_any) == 1 else (None, None)


def _kind(around: Surroundings, *, kind: Kind | None) -> Kind:
    """The measure's kind, unless the sentence says that the count runs since a beginning."""
    sentence = around.sentence
    perfect = _PERFECT.search(around.near_after) is not None
    since = _SINCE.search(sentence) is not None
    if kind == "stock":
        return "cumulative" if since and perfect and _NOW.search(around.near_after) is None else "stock"
    if kind in ("flow", "cumulative"):
        return "cumulative" if since or perfect else kind
    if kind is not None:
        return kind
    if since and (perfect or _PERFECT_BEFORE.search(around.before)):
        return "cumulative"
    if _NOW.search(around.near_before[-60:]) or _NOW.search(around.near_after[:80]):
        return "stock"
    if _POSSESSES.search(around.near_before[-40:]):
        return "stock"
    acted = _ACTED.search(around.near_before[-40:]) or _WILL_ACT.search(around.near_before[-40:])
    acted = acted or _DONE_BY.search(around.near_before[-80:])
    acted = acted or _DEED_OF.search(around.near_before[-60:]) or _HEADS_FLOW.search(around.label[-30:])
    did = around.inside and _DID.match(around.near_after, around.inside)
    if perfect or acted or did or _HAPPENED.search(around.near_after[:60]):
        return "flow"
    return "other"


def _population(head: str | None) -> str | None:
    if head is None:
        return None
    return "people" if head in _ANYONE else plural(head)


@lru_cache(maxsize=512)
def _cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str] | None:
    return cue_pattern(cues) if cues else None


@lru_cache(maxsize=512)
def _any_cue(cues: tuple[tuple[str, ...], ...]) -> re.Pattern[str] | None:
    return _cue_pattern(tuple(chain.from_iterable(cues)))


class _Openings(NamedTuple):
    """Which measures (by place) have a cue that starts with a word, or with a stem of one of some lengths."""

    words: dict[str, set[int]]
    stems: dict[str, set[int]]
    lengths: tuple[int, ...]


@lru_cache(maxsize=64)
def _openings(measures: tuple[Measure, ...]) -> _Openings:
    words: dict[str, set[int]] = {}
    stems: dict[str, set[int]] = {}
    for place, measure in enumerate(measures):
        for cue in measure.cues:
            opening = _OPENING.match(cue.lower())
            # What starts with no letter is looked for everywhere: every word starts with the empty stem.
            stem, star = opening.groups() if opening else ("", "*")
            (stems if star else words).setdefault(stem, set()).add(place)
    return _Openings(words, stems, tuple(sorted({len(stem) for stem in stems})))


@lru_cache(maxsize=256)
def _with_a_cue(measures: tuple[Measure, ...], *texts: str) -> tuple[Measure, ...]:
    """The measures that have a cue in one of some texts: the others need not be looked for figure by figure."""
    openings, near = _openings(measures), set()
    for word in set(_CUE_WORD.findall("\n".join(texts).lower())):
        near |= openings.words.get(word, _NONE)
        for length in openings.lengths:
            near |= openings.stems.get(word[:length], _NONE)
    found = [(measures[place], _cue_pattern(measures[place].cues)) for place in sorted(near)]
    return tuple([one for one, cues in found if cues is not None and any(cues.search(text) for text in texts)])


def _nearest(around: Surroundings, measures: Sequence[Measure]) -> tuple[str | None, Kind | None, float]:
    """The measure whose cue stands nearest: in the clause first, in the counted phrase last."""
    if not measures:
        return None, None, 0.0
    cues = _any_cue(tuple([measure.cues for measure in measures]))
    around = around.windowed(_REACH)
    texts = (around.before, around.after, around.near_before, around.near_after, around.label)
    # Where no measure has a cue, none need be looked for one by one.
    telling = [text if cues is not None and cues.search(text) else "" for text in texts]
    if not any(telling):
        return None, None, 0.0
    before, after, near_before, near_after, label = telling
    around = around._replace(before=before, after=after, near_before=near_before, near_after=near_after, label=label)
    best: tuple[float, str, Kind] | None = None
    for measure in measures:
        distance = _distance(measure, around)
        if distance is not None and (best is None or (distance, measure.name) < best[:2]):
            best = (distance, measure.name, measure.kind)
    return (None, None, 0.0) if best is None else (best[1], best[2], best[0])


def _distance(measure: Measure, around: Surroundings) -> float | None:
    pattern = _cue_pattern(measure.cues)
    if pattern is None:
        return None
    near = _gap(pattern, around.near_before, around.near_after, inside=around.inside)
    if near is not None and near <= _FARTHEST:
        return near
    whole = _gap(pattern, around.before, around.after, inside=around.inside) if around.inside else None
    if whole is not None and whole <= _FARTHEST:
        return whole + _CROSSING
    if around.label and pattern.search(around.label):
        return 3 * _CROSSING
    return None


def _gap(pattern: re.Pattern[str], before: str, after: str, *, inside: int) -> float | None:
    """Characters between the figure and the nearest cue on either side; a cue in the counted phrase counts as far."""
    gaps: list[float] = []
    for found in pattern.finditer(after):
        within = found.end() <= inside
        gap = found.start() + _INSIDE if within else float(max(0, found.start() - inside))
        gaps.append(_weighed(gap, found))
        if not within:
            break
    last = max(pattern.finditer(before), key=lambda cue: cue.start(), default=None)
    if last is not None:
        between = before[last.end() :].strip()
        # "The release of 52", "freed 52": the cue governs the number, whatever follows it.
        governs = between in ("", "of", "of the", "to")
        gaps.append(_GOVERNS if governs else _weighed(float(len(before) - last.end()) + 2, last))
    return min(gaps, default=None)


def _weighed(gap: float, cue: re.Match[str]) -> float:
    """A distance in steps of some letters; within a step the longer, more telling cue wins."""
    return gap // _STEP - len(cue[0]) / 100


def may_count(measure: Measure, *, counted: str | None, head: str | None) -> bool:
    """Whether a measure can count the noun; one that counts "people" counts any noun for persons, and a bare number."""
    if not measure.people:
        return True
    if counted is None or head is None:
        return "people" in measure.people
    if head in ("life", "soul") and "people" in measure.people:
        return True  # "95 lives lost"
    if head in _heads(measure.people) or counted.lower() in measure.people:
        return True
    named = counted[0].isupper() and not counted.isupper()  # a people: "hundreds of Rohingya"
    return "people" in measure.people and (named or head in _ANYONE or _PERSONS.fullmatch(head) is not None)


# Nouns for persons by their endings, and the commonest without one.
_PERSONS = re.compile(
    r"\w{2,16}(?:er|or|ist|ant|ent|ee|ian|man|woman|ician|ese|ide)|fan|child|boy|girl|guest|nurse|pilot|chief|spouse|monk|"
    r"nun|priest|cleric|rebel|thug|police|staff|crew|youth|kid|adult|baby|toddler|pupil|relative|national|citizen|civilian|"
    r"guard|cadet|recruit|medic|militant|combatant|troop|soldier|expat|colleague|friend|neighbour|neighbor|hostage|suspect|"
    r"defendant|convict|outlaw|judge|king|artist|athlete|coach|clerk|chef|cook|mother|father|parent|son|daughter|brother|"
    r"sister|husband|wife|widow|orphan|twin|foreigner|american|russian|ukrainian|european|african|asian|\w{3,12}ian|"
    r"german|mexican|cuban|korean|moroccan|kenyan|ugandan|ghanaian|iraqi|israeli|pakistani|afghan|yemeni|saudi|kuwaiti|"
    r"qatari|emirati|omani|somali|bangladeshi|thai|turk|kurd|arab|greek|dane|swede|finn|pole|czech|slovak|slovene|serb|"
    r"croat|bosniak|briton|scot|spaniard|uzbek|tajik|kazakh|azeri|filipino|jew|muslim|hindu|sikh|catholic|teen|mp|"
    r"politician|refugee|casualty"
)


@lru_cache(maxsize=512)
def _heads(people: tuple[str, ...]) -> frozenset[str]:
    return frozenset(singular(noun.lower().split()[-1]) for noun in people)
