"""Who is credited, whether that was dropped, and whether a count is out of date."""

from types import SimpleNamespace

import pytest
from ledger_worlds import GENERAL, IN_ARVELA, causes_of, day, small_world

from analysis.claims.credit import _counts_its_own


@pytest.mark.parametrize(("published", "causes"), [(30, ["staleness"]), (29, [])])
def test_a_count_a_month_old_given_as_current_is_asked_about(published, causes):
    world = small_world(
        ("held", "stock", 900, "exact", {"as_of": day(0)}),
        ("held", "stock", 880, "exact", {"as_of": day(10)}),
        ("held", "stock", 900, "exact", {}),
        published=(day(0), day(10), day(published)),
    )
    assert causes_of(world) == causes


@pytest.mark.parametrize(("value", "causes"), [(10, ["attribution"]), (9, [])])
def test_small_numbers_meet_by_chance(value, causes):
    world = small_world(
        ("killed", "cumulative", value, "exact", IN_ARVELA | {"authority": "Harbour Ministry"}),
        ("killed", "cumulative", value, "exact", IN_ARVELA | {"authority": None}),
    )
    assert causes_of(world, codebook=GENERAL) == causes


@pytest.mark.parametrize(
    ("authority", "population", "is_its_own"),
    [
        ("the Order of Monks", "jailed monks", True),
        ("the Union of Monks", "nurses", False),
        ("the House of Nuns", "jailed nuns", False),  # "nun" has three letters
    ],
)
def test_a_counter_whose_name_has_the_noun_of_four_letters_counts_its_own(authority, population, is_its_own):
    assert _counts_its_own(SimpleNamespace(authority=authority, population=population)) is is_its_own
