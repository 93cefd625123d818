"""What fits together and is said so."""

from ledger_worlds import agreements_of, small_world

from analysis.claims import explanations


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


def test_a_people_keeps_its_capital_and_others_lose_that_of_a_headline():
    for counted, written in (("Norwegians", "Norwegians"), ("Journalists", "journalists")):
        some = {"as_of": "2025-03-01", "population": counted.lower(), "head": counted.lower(), "counted": counted}
        (told,) = agreements_of(small_world(*[("held", "stock", 27, "exact", some)] * 2))["explanation"]
        assert f"27 {written}" in told


def test_a_label_loses_the_capital_of_its_sentence_only_where_no_name_begins_it():
    labels = {"Third-quarter profit": "third-quarter profit", "Total sales": "total sales", "Dorn sales": "Dorn sales"}
    assert {label: explanations._in_mid_sentence(label) for label in labels} == labels
