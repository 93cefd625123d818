import itertools
import random

import pytest
from ledger_worlds import CODEBOOK, PLANTS, World, consistent, planted

from analysis import schema
from analysis.reported_figures.reconcile import reconcile


def conflicts_of(world: World, **changed):
    tables = world.tables() | changed
    return reconcile(world.ledger(), codebook=CODEBOOK, **tables)[0]


def assert_consistent(seeds):
    for seed in seeds:
        found = conflicts_of(consistent(seed))
        assert found.empty, (seed, found["explanation"].tolist())


def assert_one_planted(seeds):
    for seed in seeds:
        world, planted_id, cause = planted(seed)
        found = conflicts_of(world)
        told = (seed, cause, planted_id, found[["cause", "figure_a", "figure_b", "explanation"]].values.tolist())
        assert found["cause"].tolist() == [cause], told
        assert planted_id in found[["figure_a", "figure_b", "quote_id"]].iloc[0].tolist(), told


def test_consistent_ledgers_give_no_conflict():
    assert_consistent(range(60))


def test_one_planted_contradiction_gives_exactly_that_one():
    assert_one_planted(range(5 * len(PLANTS)))


@pytest.mark.scale
def test_a_thousand_consistent_ledgers_give_no_conflict():
    assert_consistent(range(1000, 2000))


@pytest.mark.scale
def test_a_thousand_planted_contradictions_are_found_alone():
    assert_one_planted(range(1000, 2000))
