"""Numbers as agencies, tabloids, trade papers and ministries write them, in stories that no rule was written for."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of
from analysis.voices import quotes_of

PUBLISHED = "2024-03-14"  # a Thursday


def figures(text):
    """The ledger's rows of a text."""
    codebook = load_codebook(None)
    document = document_from_text(text, article_id="a", published=PUBLISHED)
    return figures_of(document, quotes_of(document, codebook=codebook), codebook=codebook)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Capacity is 1.1m tonnes.", 1_100_000, "tonnes"),
        ("Families will get 50,000 pesos.", 50_000, "pesos"),
        ("Joblessness was 4.1% a year earlier.", 4.1, "percent"),
        ("The dividend was 4 crowns a year ago.", 4, "crowns"),
        ("The state made a �1.5m offer.", 1_500_000, None),
        ('Some "?45 percent said so.', 45, "percent"),
    ],
)
def test_value_and_unit(text, value, unit):
    (row,) = figures(text)
    assert (row["value"], row["unit"]) == (value, unit)


def test_both_ends_of_a_money_range_are_millions():
    (row,) = figures("Costs of NOK 400-450m will be booked.")
    assert (row["low"], row["high"], row["unit"]) == (400e6, 450e6, "NOK")


def test_a_year_is_not_joined_to_a_share():
    values = [row["value"] for row in figures("His share fell from 71 percent in 2019 to 54.3 percent.")]
    assert values == [71, 54.3]


def test_nobody_is_zero():
    (row,) = figures("Not one person died in the fire.")
    assert (row["surface"], row["value"], row["measure"]) == ("Not one", 0, "killed")


@pytest.mark.parametrize(
    "text",
    [
        "Call the hotline on 0800 555 123 today.",
        "The press office is at +999 22 555 0147 or (202) 555-0147.",
        "Steelworkers Local 91 represents the workers.",
    ],
)
def test_numbers_that_only_name_something_are_left_out(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Sales were below the 6.7 billion euros expected.", "exact"),
        ("Police estimated the crowd at 15,000.", "about"),
        ("“Anything over 30 years should be scrapped.”", "more_than"),
    ],
)
def test_bound(text, bound):
    assert figures(text)[0]["bound"] == bound


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("She was one of 312 people police held.", ["person"]),
        ("They won two of their past 14 away matches.", ["match", "match"]),
        ("The firm closed two sites and will reduce headcount by 1,200.", ["site", "headcount"]),
    ],
)
def test_what_is_counted(text, heads):
    assert [row["head"] for row in figures(text)] == heads


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Open Doors says 655 people remained in custody as of Wednesday evening.", ["2024-03-13"]),
        ("The ministry said on Wednesday that 83 people were missing, up from 60 a day earlier.", None),
        ("The firm, which employs 15,000 people, was fined in February.", [None]),
        ("The hospital, opened in 1994, is treating 74 patients.", [None]),
    ],
)
def test_the_day_of_a_count(text, dates):
    found = [row["as_of"] for row in figures(text)]
    assert found == (dates or ["2024-03-13", "2024-03-12"])


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Some 300 workers at the plant, which opened in 1987, walked out on Monday.", ["2024-03-11"]),
        ("Three people, including a child, died on Monday.", ["2024-03-11"]),
        ("The clinic, which opened in 2011, treated 400 people last week.", ["2024-03-04/2024-03-10"]),
    ],
)
def test_the_day_of_an_event(text, dates):
    assert [row["event_date"] for row in figures(text)] == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Turnout was 43%, compared with 51% five years ago.", [None, "2019"]),
        ("The agency says 1.5 million are displaced, twice as many as in January.", ["2024-03-14"]),
    ],
)
def test_the_day_of_a_comparison_is_not_that_of_the_count(text, dates):
    assert [row["as_of"] for row in figures(text)] == dates


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("It left 3,400 injured and hundreds still missing.", ["injured", "missing"]),
        ("Some 30 masked men attacked the base, killing at least 12 officers.", [None, "killed"]),
        ("The ship sank with 95 lives lost.", ["killed"]),
    ],
)
def test_each_figure_has_its_own_measure(text, measures):
    assert [row["measure"] for row in figures(text)] == measures


def test_an_age_is_no_length_of_a_sentence():
    (sentence,) = figures("Per Lund, 57, was sentenced to three years in prison.")
    assert (sentence["value"], sentence["measure"]) == (3, "sentenced")
