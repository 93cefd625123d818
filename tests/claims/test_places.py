"""How two places lie, and where a body counts."""

import pytest

from analysis.claims import places
from analysis.claims.places import NOWHERE, Map, Place, place_word, spots

MAP = Map(
    ["Tarn, the capital of Ost, was hit.", "In Borrow and in Alden crowds met.", "They met in Norland."],
    titles=["Norland mourns", "Quake in Norland", "Help arrives"],
)


def place(text):
    (spot,) = spots(text)
    return MAP.known(spot.place)


@pytest.mark.parametrize(
    ("one", "other", "lie"),
    [
        ("in Alden", "in Alden", "same"),
        ("in Norlandian Kash", "in the Norland side of Kash", "same"),
        ("at the school", "at the Enlin school", "same"),
        ("in East Ost", "in West Ost", "apart"),
        ("in Alden", "in Borrow", "apart"),
        ("in East Ost", "in Ost", "part"),
        ("in Tarn", "in Ost", "part"),
        ("in Tarn", "in Norland", "part"),  # the story's whole, which half of the titles name
        ("at a hospital", "in Alden", "part"),
        ("in Alden", "across the country", "part"),
        ("in Alden City", "in Alden", "open"),
    ],
)
def test_how_two_places_lie(one, other, lie):
    back = {"part": "whole", "whole": "part"}.get(lie, lie)
    assert (MAP.lie(place(one), place(other)), MAP.lie(place(other), place(one))) == (lie, back)


def test_without_a_place_nothing_is_known():
    assert MAP.lie(NOWHERE, place("in Alden")) == "open"
    assert MAP.lie(NOWHERE, NOWHERE) == "same"
    assert MAP.lie(NOWHERE, place("across the country")) == "same"


def test_a_title_that_names_two_countries_makes_neither_the_whole():
    two = Map(["It hit Orm."], titles=["Quake in Ost and Orm", "Ost counts its dead"])
    assert not two.known(Place("Ost", frozenset({"ost"}))).is_whole


def test_a_local_body_counts_for_its_place():
    assert MAP.of_counter("Alden police chief Orr").label == "Alden"
    assert MAP.of_counter("the local police").label == "the local police"
    assert MAP.of_counter("Alden Foods") is NOWHERE


def test_two_names_of_one_side_and_of_one_direction_are_one_place():
    one, other = (spots(f"They died in {name}.")[0].place for name in ("the Ostian side", "Ostian-administered Gell"))
    assert Map([]).lie(one, other) == "same"
    whole = Map([], titles=["Norland mourns", "Quake in Norland"])
    names = ("north-western Norland", "the North West Frontier Province")
    one, other = (spots(f"They died in {name}.")[0].place for name in names)
    assert whole.lie(one, other) == "same"


def test_two_spellings_of_one_name_are_one_place_unless_a_text_has_both():
    texts = ["In Vellmara 40 died.", "In Velmara 50 died.", "They died in Velmara."]
    one, other = (spots(text)[0].place for text in texts[:2])
    assert Map(texts).lie(Map(texts).known(one), Map(texts).known(other)) == "same"
    both = Map([*texts, "From Vellmara to Velmara, and in Vellmara and in Velmara, people fled."])
    assert both.lie(both.known(one), both.known(other)) == "apart"
    known = Map(["In Slovenia 40 died.", "In Slovakia 50 died."])
    assert known.lie(*(known.known(spots(f"in {name}")[0].place) for name in ("Slovenia", "Slovakia"))) == "apart"


def test_a_town_in_the_east_is_not_the_east_and_two_towns_are_both():
    whole = Map([], titles=["Norland mourns", "Quake in Norland"])
    one, other = (spots(f"They died in {name}.")[0].place for name in ("eastern Norland", "the eastern town of Orm"))
    assert whole.lie(one, other) != "same"
    (both,) = spots("Some 45 homes fell in the town of Orm and the city of Velmar.")
    assert both.place.words == {"orm", "velmar"}
    assert Map([]).lie(spots("in Orm")[0].place, both.place) == "part"


def test_the_capital_is_the_place_that_the_texts_name_so():
    told = ["In Torr, the capital, police counted 40 people.", "In the capital, a firm counted 90."]
    known = Map(told).known(spots(told[1])[0].place)
    assert Map(told).lie(known, spots("in Torr")[0].place) == "same"
    owned = spots("In Tavland's capital, a firm counted 90.")[0].place
    assert Map(told).lie(Map(told).known(owned), spots("in Torr")[0].place) == "same"
    unknown = Map(told[1:])
    assert unknown.lie(spots(told[1])[0].place, spots("in Torr")[0].place) == "open"


def test_a_state_without_its_word_is_the_state_unless_a_city_has_its_name():
    state, plain = (spots(f"in {name}")[0].place for name in ("Pelba state", "Pelba"))
    assert Map(["In Pelba state 40 died."]).lie(state, plain) == "same"
    assert Map(["In Pelba state 40 died, in Pelba City 9."]).lie(state, plain) == "open"


def test_an_ending_is_taken_off_a_name_as_long_as_four_letters_stay():
    assert place_word("Velmi") == place_word("Velm")
    assert place_word("Vesi") != place_word("Ves")


@pytest.mark.parametrize(("text", "n"), [("in the badly hit small Alden", 1), ("in the badly hit small old Alden", 0)])
def test_three_small_words_stand_before_a_name_at_most(text, n):
    assert len(spots(text)) == n


@pytest.mark.parametrize(
    "text",
    ["Shares in Norland Steel fell 4 per cent.", "As told in our Norland preview, 40 came.", "a stake in Alden Oil"],
)
def test_what_one_holds_in_and_what_is_ours_are_no_places(text):
    assert spots(text) == ()


def test_the_places_of_a_text_are_sought_once(monkeypatch):
    sought = []
    monkeypatch.setattr(places, "spots", lambda text: sought.append(text) or spots(text))
    found, texts = places.Spots(), ["In Orm 40 died.", "In Brask 9 died."]
    for own in (texts, texts[:1]):
        Map(own, found=found)
    assert sought == texts
