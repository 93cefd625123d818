"""Counts without a date take the story's event or the article's day; background takes neither."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of

# A Monday.
PUBLISHED = "2024-05-20"
_CODEBOOK = load_codebook(None)
_LEAD = "Quake shakes Ostmark\n\nAn earthquake struck the coast of Ostmark on Saturday, officials said."


def days(sentence: str, *, lead: str = _LEAD, published: str | None = PUBLISHED):
    document = document_from_text(f"{lead}\n\n{sentence}", published=published)
    row = figures_of(document, [], codebook=_CODEBOOK)[-1]
    return row["event_date"], row["as_of"], row["as_of_basis"]


@pytest.mark.parametrize(
    ("sentence", "event", "as_of"),
    [
        ("The quake killed 40 people.", "2024-05-18", PUBLISHED),
        ("Some 40 people were injured in the tremor.", "2024-05-18", PUBLISHED),
        ("The death toll has risen to 40 people.", None, PUBLISHED),
        ("About 40 people died in Varn, the mayor said.", None, PUBLISHED),
        ("The army said 40 people had been killed.", None, PUBLISHED),
        ("Some 40 people are missing.", None, PUBLISHED),
        ("He said 40 people were missing.", None, PUBLISHED),
    ],
)
def test_tolls_take_the_event_and_the_articles_day(sentence, event, as_of):
    assert days(sentence)[:2] == (event, as_of)


@pytest.mark.parametrize(
    "sentence",
    [
        "Another quake killed 40 people.",
        "The board faces questions following the collision that killed 40 people.",
        "The quake could kill 40 people.",
        "Quakes kill 40 people there every year.",
        "The toll was expected to reach 40 dead.",
        "An earlier quake killed 40 people.",
        "The Varn quake killed 40 people.",
        "The quake had then killed 40 people.",
        "Some 40 people were missing.",
        "The town had lost 40 people, dead of hunger.",
        "The town once buried 40 people killed by cold.",
    ],
)
def test_background_has_no_day(sentence):
    event, as_of, _ = days(sentence)
    assert (event, as_of) == (None, None)


def test_an_event_can_be_told_by_its_verb():
    lead = "Blast in Ostmark\n\nA bomb exploded in a market in Ostmark on Saturday."
    assert days("The attack killed 40 people.", lead=lead)[0] == "2024-05-18"


def test_two_days_of_one_kind_of_event_decide_nothing():
    lead = f"{_LEAD} It followed the quake of 9 May."
    assert days("The quake killed 40 people.", lead=lead)[0] is None


def test_a_march_takes_the_day_that_the_lead_gives_it():
    lead = "Nurses march in Ostmark\n\nNurses marched through Ostmark on Thursday."
    event, _, basis = days("According to the union, 28,000 people marched in the country.", lead=lead)
    assert event == "2024-05-16"
    assert basis == "the day of the event that it refers to: “marched through Ostmark on Thursday”"


def test_without_a_date_of_the_article_there_is_no_day_of_it():
    assert days("Some 40 people are missing.", published=None)[:2] == (None, None)


def test_the_bases_are_said_in_words_that_never_vary():
    assert days("Some 40 people are missing.")[2] == "at the article's date: told as of now"
    assert days("About 40 people died in Varn.")[2] == "at the article's date: the toll of the event that it reports"


_MARCH = "Bakers march in Ostmark\n\nBakers marched through Ostmark on Saturday over the price of flour."


@pytest.mark.parametrize(
    "sentence",
    [
        "Police detained 40 people in Varn.",
        "Six officers and 40 bakers were hurt, the clinic said.",
        "Firemen had pulled 40 people from a lift by nightfall, a spokeswoman said.",
    ],
)
def test_what_happens_in_the_course_of_a_story_takes_its_day(sentence):
    event, _, basis = days(sentence, lead=_MARCH)
    assert event == "2024-05-18"
    assert basis == "the one day that the lead tells of: “Saturday”"


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Police have often detained 40 people.", _MARCH),
        ("The first march was in 2019. Nobody spoke. Police detained 40 people.", _MARCH),
        ("Police detained 40 people.", f"{_MARCH} They also marched on Friday."),
        ("Police detained 40 people.", "Trial opens\n\nA court on Saturday heard how bakers marched."),
        ("Police detained 40 people.", "Ostmark to march\n\nSaturday 18 May 2024 - 06:22"),
        ("Police detained 40 people.", "Bakers march\n\nThe union said on Saturday that bakers had marched."),
    ],
)
def test_background_and_unclear_leads_give_no_day(sentence, lead):
    assert days(sentence, lead=lead)[0] is None
