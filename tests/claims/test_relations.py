"""Which claims exclude each other and which fit, from articles as they are written."""

import pytest
from ledger_worlds import GENERAL as ANY_EVENT
from ledger_worlds import IN_ARVELA, causes_of, compared, day, small_world, tables_of

from analysis.corpus import load_codebook

GENERAL = load_codebook(None)


def conflicts(text):
    """The conflicts within one article."""
    return compared(codebook=GENERAL, **tables_of({"a": text}, GENERAL))[0]


def test_two_authorities_on_one_crowd_are_set_against_each_other():
    text = "Organisers said 80,000 people marched. Police estimated the crowd at 15,000."
    assert list(conflicts(text)["cause"]) == ["value"]


@pytest.mark.parametrize(
    "text",
    [
        "The search ended with 58 bodies recovered and 37 people presumed dead.",
        "So far 60 people have been killed. Divers found 26 bodies yesterday, taking the toll to 60.",
    ],
)
def test_what_one_voice_adds_up_is_no_conflict(text):
    assert conflicts(text).empty


@pytest.mark.parametrize(("larger", "causes"), [(1000, ["definition"]), (999, [])])
def test_lower_limits_ten_times_apart_are_a_question_of_definition(larger, causes):
    as_of = {"as_of": day(0)}
    world = small_world(("held", "stock", 100, "at_least", as_of), ("held", "stock", larger, "more_than", as_of))
    assert causes_of(world) == causes


@pytest.mark.parametrize(("later", "causes"), [(21, ["date"]), (22, [])])
def test_one_number_on_two_days_within_three_weeks_may_be_one_event(later, causes):
    world = small_world(
        ("released", "flow", 77, "exact", {"event_date": day(0)}),
        ("released", "flow", 77, "exact", {"event_date": day(later)}),
    )
    assert causes_of(world) == causes


@pytest.mark.parametrize(("value", "causes"), [(3, ["date"]), (2, [])])
def test_two_people_are_released_on_two_days_by_chance(value, causes):
    world = small_world(
        ("released", "flow", value, "exact", {"event_date": day(0)}),
        ("released", "flow", value, "exact", {"event_date": day(9)}),
    )
    assert causes_of(world) == causes


@pytest.mark.parametrize(("smaller", "causes"), [(51, ["value"]), (50, [])])
def test_within_one_article_only_numbers_near_each_other_are_of_one_thing(smaller, causes):
    there = {"event_date": day(0), "article": "a"}
    world = small_world(("released", "flow", 100, "exact", there), ("released", "flow", smaller, "exact", there))
    assert causes_of(world) == causes


@pytest.mark.parametrize(("before", "causes"), [(1, ["value"]), (2, [])])
def test_an_undated_count_is_set_beside_one_of_the_day_before_the_article(before, causes):
    world = small_world(
        ("held", "stock", 900, "exact", {"article": "a", "as_of": day(20 - before)}),
        ("held", "stock", 950, "exact", {"article": "a", "authority": "Interior Office"}),
        published=(day(20), None),
    )
    assert causes_of(world) == causes


@pytest.mark.parametrize(("days_after", "causes"), [(7, ["value"]), (6, ["definition"])])
def test_a_toll_may_rise_for_a_week(days_after, causes):
    event = IN_ARVELA | {"event_date": day(0)}
    world = small_world(
        ("killed", "cumulative", 13, "exact", event),
        ("killed", "cumulative", 16, "exact", event),
        published=(day(days_after), day(days_after)),
    )
    assert causes_of(world, codebook=ANY_EVENT) == causes


@pytest.mark.parametrize(("value", "causes"), [(100, []), (99, ["value"]), (150, ["value"])])
def test_a_round_number_and_more_than_it_are_one_number(value, causes):
    as_of = {"as_of": day(0)}
    world = small_world(("held", "stock", value, "exact", as_of), ("held", "stock", value, "more_than", as_of))
    assert causes_of(world) == causes
