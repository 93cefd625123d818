"""Who is credited, whether that was dropped, and whether a count is out of date."""

import pytest
from ledger_worlds import GENERAL, IN_ARVELA, causes_of, day, small_world


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
