"""What a claim says of itself: when it was counted, when its event was, what its sentence tells of the event."""

import pytest
from ledger_worlds import CODEBOOK, GENERAL, World, causes_of, day, small_world

from analysis.claims.claim import read_claims
from analysis.claims.mentions import merged
from analysis.corpus.codebook import Codebook, Measure


def read(world: World, codebook=CODEBOOK):
    tables = world.tables()
    del tables["quotes"]
    return read_claims(merged(world.ledger()), reported_figures=world.ledger(), codebook=codebook, **tables)


@pytest.mark.parametrize(("late", "causes"), [(7, ["value"]), (8, [])])
def test_a_count_dated_within_a_week_after_its_article_is_of_the_articles_day(late, causes):
    world = small_world(
        ("held", "stock", 900, "exact", {"as_of": day(late)}),
        ("held", "stock", 950, "exact", {"as_of": day(0)}),
        published=(day(0), day(0)),
    )
    assert causes_of(world) == causes


@pytest.mark.parametrize(("last", "causes"), [(2, ["value"]), (3, [])])
def test_a_date_of_three_days_is_of_one_event_and_one_of_four_days_is_not(last, causes):
    stretch = {"event_date": f"{day(0)}/{day(last)}"}
    world = small_world(("released", "flow", 77, "exact", stretch), ("released", "flow", 90, "exact", stretch))
    assert causes_of(world) == causes


@pytest.mark.parametrize(("away", "places"), [(300, {"oxa"}), (301, set())])
def test_what_stands_far_from_the_count_tells_nothing_of_its_event(away, places):
    filler = "z" * (away - len(" people were killed  in Oxa"))
    world = small_world(("killed", "cumulative", 13, "exact", {"text": f"{{}} people were killed {filler} in Oxa."}))
    (claim,) = read(world, GENERAL)
    assert claim.scope.places == places


def test_the_codebook_says_which_noun_counts_all():
    culled = Measure("culled", "cumulative", ("animals", "cattle"), ("culled",), whole="animals")
    world = small_world(
        ("culled", "cumulative", 900, "exact", {"population": "animals"}),
        ("culled", "cumulative", 400, "exact", {"population": "cattle"}),
        ("culled", "cumulative", 900, "exact", {"population": None}),
    )
    assert [claim.is_of_all for claim in read(world, Codebook(measures={"culled": culled}))] == [True, False, True]


def test_numbers_of_sides_are_no_counts_of_one_thing():
    votes = Measure("ballots_cast", "flow", ("ballots",), ("cast",), has_sides=True)
    on_a_day = {"event_date": day(0), "population": "ballots", "counted": "ballots", "head": "ballot"}
    world = small_world(
        ("ballots_cast", "flow", 331, "exact", on_a_day), ("ballots_cast", "flow", 287, "exact", on_a_day)
    )
    assert causes_of(world, codebook=Codebook(measures={"ballots_cast": votes})) == []
    assert causes_of(world) == ["value"]
