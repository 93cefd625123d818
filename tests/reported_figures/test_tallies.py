"""The tally that a verb gives the number of, whatever stands between."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of
from analysis.voices import quotes_of

CODEBOOK = load_codebook(None)


def read(text):
    document = document_from_text(text, article_id="a", published="2024-05-20")
    return figures_of(document, quotes_of(document, codebook=CODEBOOK), codebook=CODEBOOK)


def last(text):
    row = read(text)[-1]
    return row["value"], row["head"], row["measure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The death toll in the ferry collision off Morvel involving the Star of Ost, the Lady Ann, and a coal "
            "barge has reached 217.",
            (217, "person", "killed"),
        ),
        (
            "The death toll in the explosion that tore through a market hall and a school has risen to 180.",
            (180, "person", "killed"),
        ),
        (
            "The toll from the storm, which also destroyed 400 homes and two bridges, jumped to 61.",
            (61, "person", "killed"),
        ),
        (
            "The death toll in the fire, where the number of guards was low, reached 40.",
            (40, "person", "killed"),
        ),
        ("The death toll in the attack that Ost blames on rebels is 40.", (40, "person", "killed")),
        ("Deaths in the crash of the Ost express and a goods train have reached 88.", (88, "person", "killed")),
        (
            "The number of people hurt when a coach, a van and two lorries collided on the A7 rose to 53.",
            (53, "person", "injured"),
        ),
        (
            "The count of victims in the mudslide that buried three villages and a school now stands at 94.",
            (94, "victim", "killed"),
        ),
        (
            "The number of arrests during the clashes that followed the vote grew to 1,200.",
            (1200, "arrest", "arrested"),
        ),
        ("The number of soldiers that the army says it lost in the valley has passed 900.", (900, "soldier", None)),
        ("The number of missing after two boats capsized has gone up to 45.", (45, "person", "missing")),
    ],
)
def test_a_long_subject_keeps_its_tally(text, expected):
    assert last(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The toll rose to 40 and the river reached 12 villages.",
        "The floods raised the toll and reached 12 villages.",
        "The toll climbed to 40 after the barge that hit the bridge reached 12 villages.",
        "Rescuers searched for the number of dead as the water reached 12 homes.",
        "Officials who put the toll at 40 said the flood had reached 12 villages.",
    ],
)
def test_another_subject_of_the_verb_is_no_tally(text):
    value, _, measure = last(text)
    assert (value, measure) == (12, None)


def test_a_participle_says_what_became_of_those_counted():
    assert last("The number of prisoners released rose to 40.") == (40, "prisoner", "released")


@pytest.mark.parametrize(
    ("text", "bound", "status"),
    [
        ("Officials earlier put the death toll at nearer 60.", "about", None),
        ("The death count could reach 4,000.", "at_most", "expected"),
        ("The toll in Ost alone could go up to 4,000, the mayor said.", "at_most", "expected"),
        ("The death toll is expected to top 300.", "more_than", "expected"),
    ],
)
def test_a_toll_that_may_come_or_is_near_a_number(text, bound, status):
    (row,) = read(text)
    assert (row["measure"], row["bound"], row["status"]) == ("killed", bound, status)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Number of letters sent daily: 3 million", (3e6, "letter", None)),
        ("Songs played daily: 30 million", (30e6, "song", None)),
        ("- Average number of rides taken each day: 310,000", (310_000, "ride", None)),
        ("Number of homes without power: 14,000", (14_000, "home", None)),
        ("Number of flights cancelled this week: 800", (800, "flight", None)),
        ("Total number of votes cast: 41,000", (41_000, "vote", "votes")),
        ("Death toll so far: 71", (71, "person", "killed")),
    ],
)
def test_a_label_names_what_is_counted_first(text, expected):
    assert last(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Out of the 310, 72 bodies have been identified.",
        "So far 72 of the bodies have been claimed.",
        "Some 72 bodies are yet to be identified.",
        "On Monday 72 bodies were still unclaimed.",
        "The council buried 72 bodies.",
    ],
)
def test_bodies_that_were_dealt_with_are_not_how_many_died(text):
    assert last(text) == (72, "body", None)


@pytest.mark.parametrize("text", ["Divers recovered 72 bodies.", "Some 72 bodies are buried under the rubble."])
def test_bodies_found_are_of_the_dead(text):
    assert last(text) == (72, "body", "killed")


def test_the_whole_before_a_comma_does_not_count_what_follows():
    whole, part = read("Out of the 310, 72 bodies have been identified.")
    assert whole["counted"] is None
    assert part["counted"] == "bodies"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The toll has increased to 150 and over 700 injured.", [("150", "killed"), ("over 700", "injured")]),
        ("The number of dead rose to 150 and at least 700 wounded.", [("150", "killed"), ("at least 700", "injured")]),
        ("Rescuers pulled out 12 dead and 30 injured.", [("12", "killed"), ("30", "injured")]),
    ],
)
def test_two_tolls_joined_by_and(text, expected):
    assert [(row["surface"], row["measure"]) for row in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Winds of 150 miles an hour tore roofs away.", ("miles per hour", "wind")),
        ("Gusts reached 110 km/hr at noon.", ("kilometres per hour", None)),
        ("The storm brought gusts reaching 240 kilometers per hour.", ("kilometres per hour", "gust")),
        ("Waves moved at 40 m/s.", ("metres per second", None)),
    ],
)
def test_a_speed_is_no_length(text, expected):
    (row,) = read(text)
    assert (row["unit"], row["head"]) == expected


def test_what_a_place_includes_is_another_thing():
    hurt, all_pupils = read("Eighty pupils were hurt at the school, which includes more than 700 pupils and staff.")
    assert (hurt["measure"], all_pupils["measure"]) == ("injured", None)
    killed, children = read("The accident killed 40 people, which includes 12 children.")
    assert (killed["measure"], children["measure"]) == ("killed", "killed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 60 of the town’s 2,300 residents were killed.", [("At least 60", "killed"), ("2,300", None)]),
        ("Twelve of Ost's 40 judges were arrested.", [("Twelve", "arrested"), ("40", None)]),
        ("Only 40 of 60 confirmed dead had been identified.", [("40", None), ("60", "killed")]),
        (
            "The death count from Ost’s worst flood was expected to climb past 60 with 200 people still missing.",
            [("past 60", "killed"), ("200", "missing")],
        ),
        ("Some 300 rescue workers were hoping to find more injured hikers.", [("Some 300", None)]),
        ("With 12 workers carrying bodies the street was full.", [("12", None)]),
        ("Some 300 police officers and rescue workers were there.", [("Some 300", None)]),
        ("Crews were trying to free 90 people feared trapped in the mine.", [("90", "missing")]),
        ("The mayor put the wounded toll at 25.", [("25", "injured")]),
        ("The toll was now confirmed at nine.", [("nine", "killed")]),
    ],
)
def test_a_part_a_whole_and_what_others_do(text, expected):
    assert [(row["surface"], row["measure"]) for row in read(text)] == expected


def test_the_count_of_an_event_is_nobodys():
    (row,) = read("The death count from Ostland’s worst flood was expected to climb past 60.")
    assert (row["authority"], row["bound"], row["status"]) == (None, "more_than", "expected")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Ten children have been freed from the school, which is named for a 17th-century poet.", None),
        ("Some 300 nurses marched from the square where the movement was born in 2011 to the park.", None),
        ("Some 40 people died in the fire, which broke out in 2011.", "2011"),
        ("The number of cases has passed that of 2022, with over 600 people infected.", None),
    ],
)
def test_a_year_in_what_is_told_of_a_place_dates_no_figure(text, date):
    assert read(text)[0]["event_date"] == date


def test_others_are_people_though_trains_are_nearer():
    assert last("At least 50 people died after two trains collided. Hundreds of others were trapped.")[1] == "person"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The vote ended with a 64 percent voter turnout.", "turnout"),
        ("Further details show the total valid votes in the poll were 119,460.", "vote"),
        ("The total registered voters were 712,499.", None),
    ],
)
def test_a_total_is_of_something(text, head):
    assert last(text)[1] == head


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials confirmed one death and some injuries.", (1, "death", "killed")),
        ("The blast left seven dead, including two children ages 2 and 5.", (2, "child", "killed")),
        ("It was far from the 60 per cent that were shut by the pensions strike.", (60, None, None)),
    ],
)
def test_one_death_children_of_some_ages_and_shares_of_what_a_strike_shut(text, expected):
    assert last(text) == expected


def test_those_of_a_survey_are_no_counters():
    rows = read("Some 43.9 per cent of the schools said they were open, 42.8 per cent half open, the union said.")
    assert all("per cent" not in (row["authority"] or "") for row in rows)
    rows = read("Some 43.9 per cent of those schools said they were fully open, 42.8 per cent open in part.")
    assert [row["authority"] for row in rows] == [None, None]
