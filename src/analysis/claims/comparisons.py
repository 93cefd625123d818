"""Which claims are set beside each other, and what comes of it: blocks of what is counted, pairs, and rows to tell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby

from analysis.claims import explanations
from analysis.claims.block import Block
from analysis.claims.claim import Claim, Claims, relative_gap
from analysis.claims.intervals import Interval, fit
from analysis.claims.main_event import MainEvent
from analysis.claims.relations import Relation, are_of_two_events, relate
from analysis.statistics.groups import joined

# In a block of more claims than this, each is set beside the next so many only, in the order of event, place,
# population and day: time grows with the number of claims, not with its square.
MOST_IN_FULL, NEXT = 150, 50
# So many pairs of a block that are not comparable are kept, in the order of articles: they say why, not what.
MOST_APART = 500
# Whether a pair says what another says already is looked up in so many pairs of one number.
_MOST_LOOKED_UP = 20
# What may stand beside each other on one axis.
_BESIDE = frozenset({"same", "repeats", "update", "contradicts", "differs"})


@dataclass(frozen=True)
class Comparison:
    """How two claims, or a quotation and a known fact, relate; without its number.

    `size` orders the conflicts of one cause, largest first. `told_by` is, of a conflict that another one tells already
    with the same numbers, the figures of that one.
    """

    relation: str
    reason: str
    a: Claim | None = None
    b: Claim | None = None
    cause: str | None = None
    size: float = 0.0
    sentence_a: str = ""
    quote_id: str | None = None
    told_by: tuple[str, str] | None = None


def blocks(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims that count one thing, in the order of event, place, population and day."""

    def scope(claim: Claim) -> tuple:
        day = claim.happened_on or claim.counted_on
        return (claim.event.key, claim.place.key, claim.population, str(day[0] or ""), claim.order)

    ordered = sorted(claims, key=lambda claim: claim.subject.key)
    return [sorted(own, key=scope) for _, own in groupby(ordered, key=lambda claim: claim.subject.key)]


def compare(read: Claims) -> list[Comparison]:
    """Every pair of claims that share what they count, as far as a block's size allows, and how they relate."""
    found: list[Comparison] = []
    main_event = MainEvent.of(read.found, read.events)
    for claims in blocks(read.found):
        found += _of_block(claims, Block.of(claims, read.places, main_event), read)
    return found


def _of_block(claims: Sequence[Claim], block: Block, read: Claims) -> list[Comparison]:
    related, n_apart = [], 0
    for one, other in _pairs(claims):
        if n_apart >= MOST_APART and are_of_two_events(one, other):
            continue  # whatever else keeps them apart is not told
        relation = relate(one, other, block)
        if relation.relation == "not_comparable":
            n_apart += 1
            if n_apart > MOST_APART:
                continue
        related.append((one, other, relation))
    conflicting = [(one, other, relation) for one, other, relation in related if relation.is_conflict]
    return [*_conflicts(claims, conflicting, read), *_others(related, read)]


def _pairs(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs in the order of their articles."""
    if len(claims) <= MOST_IN_FULL:
        yield from combinations(sorted(claims, key=lambda claim: claim.order), 2)
        return
    for place, one in enumerate(claims):
        for other in claims[place + 1 : place + 1 + NEXT]:
            yield (one, other) if one.order < other.order else (other, one)


def _others(related: Iterable[tuple[Claim, Claim, Relation]], read: Claims) -> list[Comparison]:
    return [
        Comparison(relation.relation, explanations.reason(one, other, relation, read.codebook), one, other)
        for one, other, relation in related
        if not relation.is_conflict
    ]


def _conflicts(
    claims: Sequence[Claim], pairs: Iterable[tuple[Claim, Claim, Relation]], read: Claims
) -> list[Comparison]:
    """The conflicts of a block; of those with the same two numbers, the one that says most about itself is told."""
    with_sources = {claim.figure_id: claim for claim in statements(claims)}
    groups: dict[tuple, list] = {}
    for one, other, relation in pairs:
        places = frozenset((one.place.key, other.place.key))
        groups.setdefault((one.event.key, one.population, relation.why == "two_dates", places), []).append(
            (one, other, relation)
        )
    found = []
    for own in groups.values():
        own.sort(
            key=lambda row: (
                row[2].relation,
                sum(c.is_copy for c in row[:2]),
                -_vouched(row[:2]),
                -relative_gap(*row[:2]),
                row[0].order,
                row[1].order,
            )
        )
        told = told_once(row[:2] for row in own)
        for (one, other, relation), (by, siding) in zip(own, told, strict=True):
            a, b = (one, other) if by else (with_sources.get(claim.figure_id, claim) for claim in (one, other))
            words = explanations.reason(a, b, relation, read.codebook, siding=siding)
            size = relative_gap(one, other)
            found.append(Comparison(relation.relation, words, a, b, relation.cause, size, told_by=by))
    return found


def _vouched(pair: Sequence[Claim]) -> int:
    """How much the pair says about itself: dates and credit make a better example."""
    return sum((claim.counted_iso or claim.happened_iso) is not None for claim in pair) + sum(
        claim.authority is not None for claim in pair
    )


def groups(read: Claims, compared: Iterable[Comparison]) -> dict[str, str]:
    """Which claims may stand beside each other, by claim: one group for each number that the story asks for.

    Claims are of one group if a chain of comparisons joins them in which two numbers are the same, update each other,
    differ or contradict each other. Events of one kind at one place (marches on three days) are of one group too, to be
    shown by day. Groups are numbered by how many sources, then how many claims they have.
    """
    # A question of credit may join a count of some to the count of all: these share no axis.
    same = [
        (told.a.claim_id, told.b.claim_id)
        for told in compared
        if told.a and told.b and told.relation in _BESIDE and told.a.population == told.b.population
    ]
    events: dict[tuple, str] = {}
    for claim in read.found:
        if claim.kind == "flow" and claim.happened_on and claim.event.is_main and not claim.is_part:
            key = (claim.subject.key, claim.population, claim.place.key)
            same.append((claim.claim_id, events.setdefault(key, claim.claim_id)))
    known = {claim.claim_id: claim for claim in read.found}
    found = [[known[claim_id] for claim_id in own] for own in joined([*known], same) if len(own) > 1]

    def rank(own: Sequence[Claim]) -> tuple:
        return (-len({claim.source for claim in own}), -len(own), min(claim.order for claim in own))

    return {claim.claim_id: f"g{number}" for number, own in enumerate(sorted(found, key=rank), 1) for claim in own}


def told_once(pairs: Iterable[tuple[Claim, Claim]]) -> list[tuple[tuple[str, str] | None, list]]:
    """For each pair the earlier one that says it already with the same odd number: 1,184 against 1,400, then 1,410.

    A pair that no other tells comes with the statements that side with one of its numbers.
    """
    told: list[tuple[tuple[str, str] | None, list]] = []
    first: dict[int, tuple[str, str]] = {}
    # By each number, the other statement of the pairs that have it, and where they are told.
    known: dict[Interval, list[tuple[Claim, int]]] = {}
    for pair in pairs:
        side = next(
            (
                (other, against, place)
                for mine, other in (pair, pair[::-1])
                for against, place in known.get(mine.interval, ())[:_MOST_LOOKED_UP]
                if fit(other.quantity, against.quantity) == "same"
            ),
            None,
        )
        if side is not None:
            told[side[2]][1].append(side[:2])
            told.append((first[side[2]], []))
            continue
        first[len(told)] = (pair[0].figure_id, pair[1].figure_id)
        for mine, other in (pair, pair[::-1]):
            known.setdefault(mine.interval, []).append((other, len(told)))
        told.append((None, []))
    return told


def statements(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each distinct statement; `also_in` names the other sources that make it.

    Articles of one origin count once. Which of the equal claims stands for all is decided by order.
    """
    kept: dict[tuple, list[Claim]] = {}
    for claim in claims:
        key = (
            claim.subject.key, claim.population, claim.kind, claim.interval, claim.is_vague, claim.counted_on,
            claim.happened_iso, claim.counted_iso, claim.authority_key, claim.place.key, claim.event.key, claim.is_part,
        )  # fmt: skip
        kept.setdefault(key, []).append(claim)
    return [_with_sources(same) for same in kept.values()]


def _with_sources(same: list[Claim]) -> Claim:
    first, origins, others = same[0], {same[0].origin}, []
    for claim in same[1:]:
        if claim.origin not in origins and claim.source != first.source:
            origins.add(claim.origin)
            others.append(claim.source)
    return replace(first, also_in=tuple(sorted(set(others))))
