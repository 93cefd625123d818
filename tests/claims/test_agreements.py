"""What fits together and is said so."""

from ledger_worlds import agreements_of, small_world


def test_one_number_in_two_sources_is_told_once():
    world = small_world(*[("held", "stock", 900, "exact", {"as_of": "2025-03-01"})] * 3)
    (told,) = agreements_of(world)["explanation"]
    assert told.startswith("A, B and C give the same number")


def test_a_part_within_its_whole_is_told_with_the_first_that_holds_it():
    day = {"as_of": "2025-03-01"}
    some = day | {"population": "journalists", "head": "journalist", "counted": "journalists"}
    world = small_world(("held", "stock", 27, "exact", some), ("held", "stock", 900, "exact", day))
    (told,) = agreements_of(world)["explanation"]
    assert "can be part of" in told
