"""Where a number was counted: by its clause, by the sentence before, by who counted it."""

import pytest

from analysis.claims.locations import Number, locate, places_of
from analysis.claims.places import NOWHERE, Map

PEOPLE, INJURED = ("killed", "people"), ("injured", "people")


def placed(text, *counted, credits=()):
    """The places of the numbers written in a text, each of people killed unless said."""
    numbers, at = [], 0
    for place, digits in enumerate(word.strip(".,;") for word in text.split() if word[0].isdigit()):
        at = text.index(digits, at)
        numbers.append(Number(at, at + len(digits), counted[place] if counted else PEOPLE))
        at += len(digits)
    return [place.label for place in places_of(text, numbers, credits=credits)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The office counted 87 dead in Alden, 55 in Morren state and 3 in Gell.", ["Alden", "Morren state", "Gell"]),
        (
            "In Alden, the organisers counted 500, when the police counted 87 and a firm 55.",
            ["Alden", "Alden", "Alden"],
        ),
        ("The toll in Norland rose to 90.", ["Norland"]),
        ("The toll rose to 90 in worst-hit Norland alone.", ["worst-hit Norland"]),
        ("At least 31 people -- 16 soldiers and 15 miners -- died in the north of Ost.", ["the north of Ost"] * 3),
        ("About 90 people died in the Enlin primary school in Alden.", ["the Enlin primary school"]),
        ("The collapse of a school in Alden killed 26.", ["a school"]),
        ("It killed 90 people across the country, 40 of them in Alden.", ["across the country", "Alden"]),
        ("The storm cut 90 lines and left 7 dead, 3 of them in Alden.", ["", "", "Alden"]),
        ("In Alden and Gell, where 40 died, it rained on Ost.", ["Alden and Gell"]),
        ("The siege at the Ost mill ended a raid that left 90 dead.", [""]),
        ("The Ost earthquake killed 90 people.", [""]),
        ("A quake near the Orm border killed 90 people.", [""]),
        ("It killed 90 people in Norlandian hospitals.", [""]),
        ("It killed 90 people in March.", [""]),
        ("In all 200 died; 40 in Alden.", ["", "Alden"]),
        ("In the capital, Alden, police estimated 22 and organisers spoke of 90.", ["Alden", "Alden"]),
        ("In the port of Alden, police counted 80 and the unions 150.", ["the port of Alden"] * 2),
        ("Inquiry into collapsed school that killed 26", ["school"]),
    ],
)
def test_each_number_has_the_place_of_its_clause(text, places):
    assert placed(text) == places


def test_two_measures_share_a_place_at_the_end_of_the_sentence_and_two_counts_of_one_do_not():
    text = "The storm killed 40 and hurt 20 in Alden."
    assert placed(text, PEOPLE, INJURED) == ["Alden", "Alden"]
    assert placed(text, PEOPLE, PEOPLE) == ["", "Alden"]


def test_the_place_in_the_name_of_who_counted_is_none_of_the_count():
    text = "Police in Alden said 40 people died."
    assert placed(text) == ["Alden"]
    assert placed(text, credits=[(0, len("Police in Alden"))]) == [""]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The toll rose to 40 as rescuers searched a hall in Alden.", None),
        ("The toll rose to 40 while talks went on in Alden.", None),
        ("The storm killed 40 as it raged in Alden.", "Alden"),
    ],
)
def test_what_goes_on_meanwhile_is_elsewhere(text, place):
    assert placed(text) == [NOWHERE.label if place is None else place]


MAP = Map(["In Borrow and in Alden crowds met."])


def located(*told):
    """The places of figures, one a sentence: text, authority and, where it is not 100, the value."""
    rows, texts = [], {}
    for number, (text, authority, *value) in enumerate(told):
        at, sentence = text.index("{}"), f"a:s{number}"
        rows.append({
            "figure_id": f"f{number}", "article_id": "a", "sentence_id": sentence, "start_char": at, "end_char": at + 2,
            "measure": "protesting", "population": "people", "unit": None, "authority": authority,
            "authority_start": None, "value": value[0] if value else 100,
        })  # fmt: skip
        texts[sentence] = (0, text)
    found, beside = locate(rows, texts=texts, places=MAP)
    return [found[row["figure_id"]].label for row in rows], beside


CROWD = ("The police counted {} people in Alden.", "Police")


@pytest.mark.parametrize(
    ("text", "authority", "value", "place"),
    [
        ("The union spoke of {}.", "Union", 1000, "Alden"),
        ("The union spoke of {}.", "Union", 1001, ""),
        ("The union spoke of {}.", "Police", 300, ""),
        ("People there counted {}.", None, 5000, "Alden"),
        ("The union spoke of {} in Borrow.", "Union", 300, "Borrow"),
        ("The union counted {} across the country.", "Union", 900, "across the country"),
    ],
)
def test_the_next_sentence_keeps_the_place_for_another_counter_of_the_same_size(text, authority, value, place):
    places, _ = located(CROWD, (text, authority, value))
    assert places == ["Alden", place]


def test_a_number_beside_which_a_place_is_named_is_not_of_the_whole_by_default():
    _, beside = located(CROWD, ("It was {} in all.", None), ("Then came {}.", None))
    assert beside == {"f1"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In Sunday's ferry sinking in Sarn 83 people died.", [""]),
        ("The toll in the Sarn ferry sinking rose to 68.", [""]),
        ("The collapse of a school in Alden killed 26.", ["a school"]),
    ],
)
def test_where_an_event_of_one_place_was_is_no_part_of_it(text, places):
    assert placed(text) == places


@pytest.mark.parametrize(("gap", "place"), [(132, "Alden"), (133, "")])
def test_a_place_stands_within_140_characters_of_its_number(gap, place):
    """Behind it and before the next number."""
    text = f"40 died {'x' * gap} in Alden."
    assert [found.label for found in places_of(text, [Number(0, 2, ("killed",))])] == [place]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        # where whoever speaks is at home, and what is done
        ("The monitor, a voice on the war in Velmar, says it has confirmed 40 deaths.", None),
        ("In pressing Velmar to act, the ministry said that 40 people had died.", None),
        ("Some 40 people were killed in Velmar, said the minister.", "Velmar"),
    ],
)
def test_a_place_of_the_speaker_is_none_of_the_count(text, label):
    at = text.index("40")
    (place,) = places_of(text, [Number(at, at + 2, ("killed", "people"))])
    assert (None if place is NOWHERE else place.label) == label


def test_the_place_of_some_of_the_dead_is_not_that_of_what_was_broken():
    text = "The storm cut 90 lines and left 7 dead, 3 of them in Alden."
    assert placed(text, ("cut", "lines"), PEOPLE, PEOPLE) == ["", "", "Alden"]
