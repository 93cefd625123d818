"""Which event a number belongs to: the story's, or one that its sentence tells apart."""

from datetime import date

import pytest

from analysis.claims.events import Events, is_brief, same_event

PUBLISHED = {"a": date(2024, 5, 13), "b": date(2024, 5, 14)}


def row(article="a", *, kind="cumulative", event_date=None, as_of=None):
    return {"article_id": article, "measure": "killed", "kind": kind, "event_date": event_date, "as_of": as_of}


STORY = Events(
    ["Quake in Velda. A strong earthquake shook Velda.", "Velda digs. The quake left many dead."],
    figures=[row(event_date="2024-05-11"), row("b", event_date="2024-05-11"), row("b", event_date="2024-05-14")],
    published=PUBLISHED,
    told_names=frozenset({"velda"}),
)


def event(text, **columns):
    before, after = text.split("{}")
    return STORY.of(row(**columns), before, after, grows=columns.get("kind", "cumulative") == "cumulative")


def test_the_main_event_has_the_noun_of_the_titles_and_the_day_that_most_tolls_give():
    assert (STORY.family, STORY.day) == ("quake", date(2024, 5, 11))
    assert STORY.main.label == "the quake of 11 May 2024"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("The toll rose to {}.", {}),
        ("The quake killed {} people.", {}),
        ("The quake set off landslides that killed {}.", {}),
        ("The Velda earthquake killed {}.", {}),
        ("The toll rose to {} on Tuesday, on the scale of the 1935 quake.", {"event_date": "2024-05-14"}),
        ("In all {} marched.", {"kind": "flow", "event_date": "2023-01-19"}),
    ],
)
def test_what_no_word_tells_apart_is_of_the_main_event(text, columns):
    assert event(text, **columns).key == "main"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("The 1985 quake killed {} people.", {}),
        ("It came two weeks after another quake killed {}.", {}),
        ("The Orm quake killed {} people.", {}),
        ("A hurricane killed {} people.", {}),
        ("A magnitude {} quake struck 12 days earlier.", {"kind": "other"}),
        ("The quake killed {}.", {"event_date": "2024-02-01"}),
        ("The first quake killed {}.", {"event_date": "2024-05-07"}),
    ],
)
def test_a_year_a_name_a_word_or_a_date_tells_a_side_event(text, columns):
    assert not event(text, **columns).is_main


@pytest.mark.parametrize(("day", "is_main"), [("2024-05-08", True), ("2024-05-07", False)])
def test_three_days_before_the_main_event_are_no_other_event(day, is_main):
    assert event("The quake killed {}.", event_date=day).is_main is is_main


def test_side_events_are_one_by_their_days_or_by_words_that_they_share():
    dated = event("The quake killed {}.", event_date="2024-02-01")
    assert same_event(dated, event("It killed {}.", event_date="2024-02"), n_shared=0)
    assert not same_event(dated, event("It killed {}.", event_date="2024-01"), n_shared=9)
    other = event("It came two weeks after another quake killed {}.")
    assert same_event(other, other, n_shared=2)
    assert not same_event(other, other, n_shared=1)
    assert not same_event(other, STORY.main, n_shared=9)


def test_an_article_is_about_the_day_that_its_numbers_give_most_often_or_its_last_three():
    marches = Events([], figures=[row(kind="flow", event_date="2024-05-11")], published=PUBLISHED)
    assert marches.focus("a") == (date(2024, 5, 11), date(2024, 5, 11))
    assert marches.focus("b") == (date(2024, 5, 12), date(2024, 5, 14))
    assert marches.focus("c") is None


@pytest.mark.parametrize(("happened", "focus"), [("2024-05-06", 6), ("2024-05-05", 11)])
def test_what_happened_more_than_a_week_ago_is_background(happened, focus):
    rows = [row(event_date=happened)] * 2 + [row(event_date="2024-05-11")]
    found = Events([], figures=rows, published=PUBLISHED).focus("a")
    assert found == (date(2024, 5, focus), date(2024, 5, focus))


def test_the_main_event_is_named_by_what_leads_call_it_without_a_day_on_which_they_disagree():
    leads = [
        "A ferry sank. The ferry disaster is the worst.",
        "The ferry disaster shook Velda.",
        "A powerful disaster.",
    ]
    flows = [row(kind="flow", event_date="2024-05-11"), row("b", kind="flow", event_date="2024-05-12")]
    assert Events(leads, figures=flows[:1], published=PUBLISHED).main.label == "the ferry disaster of 11 May 2024"
    flows += [row("b", kind="flow", event_date="2024-05-11"), row("c", kind="flow", event_date="2024-05-13")]
    published = PUBLISHED | {"c": date(2024, 5, 13)}
    assert Events(leads, figures=flows, published=published).main.label == "the ferry disaster of 11 May 2024"
    flows.pop(0)
    flows.pop(1)
    assert Events(leads, figures=flows, published=published).main.label == "the ferry disaster of 12 May 2024"
    compared = [row(kind="flow", event_date="2024-01-11")]
    assert Events(leads, figures=compared, published=PUBLISHED).main.label == "the ferry disaster"


def test_a_stretch_of_three_days_is_of_one_event_and_one_of_four_or_without_an_end_is_not():
    first = date(2024, 5, 1)
    assert all(is_brief(stretch) for stretch in ((first, first), (first, date(2024, 5, 3))))
    assert not any(is_brief(stretch) for stretch in ((first, date(2024, 5, 4)), (None, first), None))


def test_of_two_rounds_the_first_is_another_vote():
    figures = [row(event_date="2024-05-11") | {"measure": "votes"}]
    runoff = Events(
        ["Norland votes in a run-off. Two candidates stand in the second round."],
        figures=figures,
        published=PUBLISHED,
        told_names=frozenset(),
    )
    own = row(kind="flow")
    assert runoff.of(own, "Ms Orr won ", " votes in the first round.", grows=False).key == "first round"
    assert runoff.of(own, "Ms Orr won ", " votes on Sunday.", grows=False).key == "main"
    assert STORY.of(own, "Ms Orr won ", " votes in the first round.", grows=False).key == "main"
