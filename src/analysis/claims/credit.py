"""Who is credited with a number, whether that was dropped or mixed up, and who was quoted when they could not speak."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any

import pandas as pd

from analysis.claims import explanations
from analysis.claims.claim import Claim, overlap
from analysis.claims.comparisons import Comparison
from analysis.claims.counters import is_nobody, name_key, same_name
from analysis.claims.events import is_brief
from analysis.corpus.codebook import Codebook, KnownFact
from analysis.english.calendar import as_day
from analysis.english.nouns import singular
from analysis.english.tokens import words
from analysis.english.word_lists import word_list

# An undated count is asked about as out of date if the same number was counted at least so long before: counts that are
# kept up are renewed every month.
_STALE_DAYS = 30
# Smaller numbers meet by chance (two women in one article, two others in the next): they are one figure only where the
# sentences show clearly that they are of one event.
_LEAST_TELLING = 10
# A noun that a counter's name shares with what it counts has so many letters: "men" is in no name by its own right.
_SHORTEST_NOUN = 4
# Where these two questions stand in the list, in which a gap of numbers counts as its share of the larger one.
_MIXED_UP_SIZE, _STALE_SIZE = 0.9, 0.5
_SILENCED = word_list("silenced", package="analysis.claims")


def credit_questions(claims: Sequence[Claim], *, codebook: Codebook) -> list[Comparison]:
    """Two authorities for one figure, an authority dropped on the way, an authority that counts something else."""
    counts = [claim for claim in claims if claim.kind != "flow" and not (claim.is_vague or claim.is_part)]
    return [
        *_two_authorities(counts, codebook),
        *_dropped(counts, codebook),
        *_mixed_up([claim for claim in counts if claim.kind == "stock"], codebook),
    ]


def _same_figure(one: Claim, other: Claim) -> bool:
    """The same number, as firm, of the same people, for a time that may be the same, in two articles.

    Of one origin or not: a rewrite that drops the credit of its model is just what a reader should know.
    """
    return (
        one.article_id != other.article_id
        and one.kind == other.kind
        and one.interval == other.interval
        and one.population == other.population
        and one.place.key == other.place.key
        and _times_meet(one, other)
        and _is_one_event(one, other)
    )


def _is_one_event(one: Claim, other: Claim) -> bool:
    """Whether two equal numbers are of one event; small ones meet by chance."""
    if not one.is_general and not other.is_general:
        return True
    if one.event.key != other.event.key or not (one.is_anchored and other.is_anchored):
        return False
    return one.value >= _LEAST_TELLING


def _by_figure(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims that may be one figure, together, in order."""
    groups: dict[tuple, list[Claim]] = {}
    for claim in claims:
        key = (claim.kind, claim.interval, claim.population, claim.place.key)
        groups.setdefault(key, []).append(claim)
    return list(groups.values())


def _times_meet(one: Claim, other: Claim) -> bool:
    """An article that gives no date may repeat what an earlier one counted."""
    return one.counted_iso is None or other.counted_iso is None or overlap(one.counted_on, other.counted_on)


def _two_authorities(claims: Sequence[Claim], codebook: Codebook) -> list[Comparison]:
    conflicts: dict[tuple, Comparison] = {}
    credited = [claim for claim in claims if claim.authority]
    for one, other in (pair for same in _by_figure(credited) for pair in combinations(same, 2)):
        if not _same_figure(one, other):
            continue
        if same_name(one.authority_key, other.authority_key) or one.authority_key & other.authority_key:
            continue
        question = "whose count is it, or did both count the same"
        text = explanations.two_numbers(one, other, codebook, question=question)
        key = (one.interval, frozenset((one.authority_key, other.authority_key)))
        conflicts.setdefault(key, Comparison("same", text, one, other, "authority", 1.0))
    return list(conflicts.values())


def _dropped(claims: Sequence[Claim], codebook: Codebook) -> list[Comparison]:
    """The first credited report of a number, and each later article that repeats it as its own."""
    conflicts, done = [], set()
    credited = {(claim.article_id, claim.interval) for claim in claims if claim.authority}
    for same in _by_figure(claims):
        named = [claim for claim in same if claim.authority and not is_nobody(claim.authority_key)]
        # A table names its source elsewhere, if at all; an article may credit the number in another place.
        unnamed = [c for c in same if not (c.authority or c.in_table or (c.article_id, c.interval) in credited)]
        for with_credit, without in product(named, unnamed):
            if without.figure_id in done or not _same_figure(with_credit, without):
                continue
            if without.published and with_credit.published and without.published < with_credit.published:
                continue
            done.add(without.figure_id)
            text = explanations.dropped_credit(with_credit, without, codebook)
            conflicts.append(Comparison(_copy(with_credit, without), text, with_credit, without, "attribution", 1.0))
    return conflicts


def _copy(one: Claim, other: Claim) -> str:
    return "repeats" if one.origin == other.origin else "same"


def _mixed_up(claims: Sequence[Claim], codebook: Codebook) -> list[Comparison]:
    """An association of journalists credited with a count of journalists here, of all prisoners there."""
    conflicts: dict[tuple, Comparison] = {}
    own_counts = [claim for claim in claims if not claim.subject.is_whole and _counts_its_own(claim)]
    wide_counts = [claim for claim in claims if claim.subject.is_whole and claim.authority]
    for own, wide in product(own_counts, wide_counts):
        if own.article_id == wide.article_id or not same_name(own.authority_key, wide.authority_key):
            continue
        if _credits_both(own, wide, claims):
            continue
        text = explanations.mixed_up_authority(own, wide, _other_counter(wide, claims), codebook)
        key = (own.interval, wide.interval, wide.source)
        conflicts.setdefault(key, Comparison("differs", text, own, wide, "authority", _MIXED_UP_SIZE))
    return list(conflicts.values())


def _counts_its_own(claim: Claim) -> bool:
    """Whether the authority's name says that it stands for the people counted: journalists, doctors, teachers."""
    noun = singular(claim.population.split()[-1])
    named = {singular(word) for word in re.findall(r"[^\W\d_]+", (claim.authority or "").lower())}
    return len(noun) >= _SHORTEST_NOUN and noun in named


def _credits_both(own: Claim, wide: Claim, claims: Iterable[Claim]) -> bool:
    """Whether one article credits both counts to it: then it counts both."""
    carriers = [
        {
            c.article_id
            for c in claims
            if c.population == known.population and same_name(c.authority_key, known.authority_key)
        }
        for known in (own, wide)
    ]
    return bool(carriers[0] & carriers[1])


def _other_counter(wide: Claim, claims: Iterable[Claim]) -> Claim | None:
    return next(
        (
            claim
            for claim in claims
            if claim.population == wide.population and claim.authority and claim.article_id != wide.article_id
            if not same_name(claim.authority_key, wide.authority_key)
        ),
        None,
    )


def stale_counts(claims: Sequence[Claim], *, codebook: Codebook, taken: frozenset[str]) -> list[Comparison]:
    """A later article gives an old count as if it held now, although something changed in between."""
    stocks = [
        claim for claim in claims if claim.kind == "stock" and claim.bound == "exact" and claim.figure_id not in taken
    ]
    conflicts, done = [], set()
    for old, new in (pair for same in _by_figure(stocks) for pair in product(same, same)):
        if new.figure_id in done or not _repeats_old(old, new):
            continue
        change = _change_between(old, new, claims)
        if change is None:
            continue
        done.add(new.figure_id)
        text = explanations.stale_count(old, new, change, codebook)
        conflicts.append(Comparison("same", text, old, new, "staleness", _STALE_SIZE))
    return conflicts


def _repeats_old(old: Claim, new: Claim) -> bool:
    if old.article_id == new.article_id or old.subject.key != new.subject.key or old.interval != new.interval:
        return False
    if old.population != new.population or old.place.key != new.place.key or old.counted_iso is None:
        return False
    if new.published is None or old.counted_on[1] is None or not is_brief(old.counted_on):
        return False
    if old.event.key != new.event.key:
        return False
    current = new.counted_iso is None or new.counted_on == (new.published, new.published)
    return current and (new.published - old.counted_on[1]).days >= _STALE_DAYS


def _change_between(old: Claim, new: Claim, claims: Iterable[Claim]) -> Claim | None:
    """Another count of the same, dated in between, that differs."""
    for claim in claims:
        between = (
            claim.subject.key == old.subject.key and claim.kind == "stock" and claim.population == old.population
            and claim.counted_iso is not None and claim.counted_on[0] is not None and claim.counted_on[1] is not None
            and old.counted_on[1] < claim.counted_on[0] and claim.counted_on[1] <= new.published
        )  # fmt: skip
        if (
            between
            and not claim.is_vague
            and not claim.interval.intersects(old.interval)
            and claim.place.key == old.place.key
        ):
            return claim
    return None


def impossible_quotes(quotes: pd.DataFrame, *, articles: pd.DataFrame, codebook: Codebook) -> list[Comparison]:
    """People quoted in an article of a day on which a known fact says that they could not speak."""
    facts = [fact for fact in codebook.known_facts if _SILENCED & set(words(fact.state.lower()))]
    if not facts or quotes.empty:
        return []
    published = dict(zip(articles["article_id"], articles["published"], strict=True))
    source = dict(zip(articles["article_id"], articles["source"], strict=True))
    spoken = quotes[quotes["speaker"].notna()].sort_values(["article_id", "start_char"], kind="stable")
    conflicts: dict[tuple[str, str], Comparison] = {}
    for row in spoken.to_dict("records"):
        day = published.get(row["article_id"])
        fact = next((fact for fact in facts if _speaks(row, fact, codebook) and _holds(fact, day)), None)
        if fact is not None and (row["article_id"], fact.who) not in conflicts:
            conflicts[row["article_id"], fact.who] = _impossible(row, fact, source[row["article_id"]], str(day))
    return list(conflicts.values())


def _speaks(row: Mapping[str, Any], fact: KnownFact, codebook: Codebook) -> bool:
    return same_name(name_key(row["speaker"], codebook), name_key(fact.who, codebook))


def _holds(fact: KnownFact, day: Any) -> bool:
    """Whether the state lasted on that day; its last day does not count, for then it ended."""
    if pd.isna(day) or as_day(day) is None:
        return False
    start, end = as_day(fact.start), as_day(fact.end)
    return (start is None or start <= as_day(day)) and (end is None or as_day(day) < end)


def _impossible(row: Mapping[str, Any], fact: KnownFact, source: str, day: str) -> Comparison:
    return Comparison(
        "contradicts",
        explanations.impossible_quote(row["speaker"], source, day, fact),
        cause="impossible_quote",
        size=1.0,
        sentence_a=row["sentence_id"],
        quote_id=row["quote_id"],
    )
