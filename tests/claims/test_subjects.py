"""What a number counts: two wordings of one thing meet, two things do not."""

import pytest

from analysis.claims.subjects import _role, subject
from analysis.corpus import load_codebook

NEWS = load_codebook(None)


def of(**columns):
    row = dict.fromkeys(("measure", "unit", "counted", "head", "population")) | {"kind": "other"}
    return subject(row | columns, NEWS)


def money(counted, head):
    return of(measure="money", unit="USD", counted=counted, head=head)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            of(unit="percent", counted="unemployment rate", head="rate"),
            of(unit="percent", counted="jobless rate", head="rate"),
        ),
        (money("revenue", "revenue"), money("total revenue", "revenue")),
        (money("net profit", "profit"), money("third-quarter net profit", "profit")),
        (money("revenue", "revenue"), money("quarterly revenue", "revenue")),
        (of(counted="rockets", head="rocket"), of(counted="missiles", head="missile")),
        (money("rescue", "rescue"), money("bailout", "bailout")),
        (money("penalty", "penalty"), money("fine", "fine")),
        (money("price", "price"), money("purchase price", "price")),
        (of(unit="percent", counted="workforce", head="workforce"), of(unit="percent", counted="staff", head="staff")),
        (of(unit="USD per user"), of(unit="USD per user", counted="price", head="price")),
        (of(unit="decades", counted="decades", head="decade"), of(unit="years", counted="years", head="year")),
    ],
)
def test_one_thing_in_two_wordings(one, other):
    assert (one.key, one.population) == (other.key, other.population)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (money("revenue", "revenue"), money("profit", "profit")),
        (money("revenue", "revenue"), of(unit="percent", counted="revenue", head="revenue")),
        (
            of(unit="percent", counted="unemployment rate", head="rate"),
            of(unit="percent", counted="tax rate", head="rate"),
        ),
        (money("car revenue", "revenue"), money("revenue", "revenue")),
        (money("price", "price"), money("valuation", "valuation")),
        (money("price", "price"), of(unit="USD per user", counted="price", head="price")),
    ],
)
def test_two_things(one, other):
    assert (one.key, one.population) != (other.key, other.population)


@pytest.mark.parametrize("noun", ["people", "protesters", "demonstrators", "participants", "marchers"])
def test_a_crowd_is_one_population_by_any_name(noun):
    assert of(measure="protesting", kind="flow", population=noun, head=noun).is_whole


def test_some_of_them_are_another():
    assert of(measure="protesting", kind="flow", population="students", head="student").population == "student"


def test_units_of_one_kind_meet():
    assert of(unit="decades", counted="decades", head="decade").scale == 10


def test_money_and_shares_say_nothing_without_what_they_are_of():
    assert of(unit="USD", measure="money") is None
    assert of(unit="percent") is None


def votes(head, before, **columns):
    row = dict.fromkeys(("measure", "unit", "counted", "head", "population")) | {"kind": "rate", "measure": "votes"}
    return subject(row | {"unit": "percent", "counted": head, "head": head} | columns, NEWS, before=before)


def test_votes_are_of_the_side_that_is_named_and_turnout_is_of_all():
    won, had = votes("vote", "President Ann Orr won "), votes("votes", "A count gave Orr ")
    assert (won.key, won.population) == (had.key, had.population)
    assert votes("vote", "The rival, Bo Lind, took ").population != won.population
    assert votes("vote", "They took ") is None
    assert votes("turnout", "The commission spoke of ").key == votes("turnout", "Ann Orr had a ").key


@pytest.mark.parametrize(
    ("before", "after", "counted"),
    [
        ("It sank with ", " people on board", "people on board"),
        ("A boat carrying ", " people sank", "people on board"),
        ("It was licensed to carry ", " people", "capacity"),
        ("It met ", " people in the street", "people"),
        ("On board was a band, and all night long until the harbour came in sight it played to ", " people", "people"),
    ],
)
def test_words_beside_the_number_say_who_is_aboard_and_how_many_may_be(before, after, counted):
    row = dict.fromkeys(("measure", "unit", "population")) | {"kind": "other", "counted": "people", "head": "person"}
    assert subject(row, NEWS, before=before, after=after).label == counted


def test_one_man_killed_is_a_count_of_all_and_two_men_are_some():
    one, two = (of(measure="killed", kind="cumulative", population="man", head="man", value=n) for n in (1, 2))
    assert (one.is_whole, two.is_whole) == (True, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (money("third-quarter net profit", "profit"), money("Vorn's net income", "income")),
        (of(unit="percent", kind="rate", counted="Turnout", head="turnout"),
         of(unit="percent", kind="rate", measure="votes", counted="participation", head="participation")),
        (of(unit="percent", kind="rate", counted="teachers", head="teacher"),
         of(unit="percent", kind="rate", measure="protesting", counted="teachers", head="teacher")),
    ],
)  # fmt: skip
def test_whose_it_is_and_what_is_said_of_a_share_tell_no_two_things_apart(one, other):
    assert (one.key, one.population) == (other.key, other.population)


def test_operating_profit_is_no_net_profit():
    assert money("operating profit", "profit").population != money("net profit", "profit").population


def test_how_many_there_is_room_for_and_how_many_are_employed():
    row = {"measure": None, "unit": None, "kind": "other", "population": None}
    told = [
        subject(row | {"counted": "fans", "head": "fan"}, NEWS, before="The ground will hold ", after="."),
        subject(row | {"counted": "capacity", "head": "capacity"}, NEWS, before="its licensed capacity of ", after="."),
        subject(row | {"counted": "passengers", "head": "passenger"}, NEWS, before="had room for ", after="."),
    ]
    assert {one.label for one in told} == {"capacity"}
    staff = subject(row | {"counted": "people", "head": "person"}, NEWS, before="The mill employs ", after=".")
    assert staff.label == "people employed"


def test_an_elections_country_is_none_of_its_sides():
    assert votes("vote", "Ana Orr won the election in Norland with ").population == "Orr"


@pytest.mark.parametrize(("gap", "found"), [(51, "people aboard"), (52, "")])
def test_words_within_sixty_characters_of_a_number_say_who_is_counted(gap, found):
    assert _role("person", f"The ferry carried {'x' * gap} ", "") == found
    assert _role("person", "", f"{'x' * (gap + 1)} carried off") == found


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("Brandt bought its rival Lumen for ", " on Monday", {"lumen"}),
        ("Brandt agreed to acquire Orrin Foods for up to ", " in cash", {"orrin", "foods"}),
        ("Brandt's purchase of Lumen in 2016 for ", "", {"lumen"}),
        ("The ", " takeover of Lumen by Brandt", {"lumen"}),
        ("In 2012 Brandt paid ", " for the start-up Lumen", {"lumen"}),
        ("Brandt sold its dairy arm to Lumen for ", "", set()),
        ("Lumen was bought by Brandt for ", "", set()),
        ("The ", " deal was called mad", set()),
    ],
)
def test_a_price_knows_what_is_bought(before, after, name):
    row = dict.fromkeys(("measure", "unit", "counted", "head", "population")) | {"kind": "other"}
    row |= {"unit": "USD", "counted": "price", "head": "price"}
    assert subject(row, NEWS, before=before, after=after).bought == name


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Last year Brandt agreed to a fine of ", {"brandt"}),
        ("Brandt, a maker of shoes, lost ", {"brandt"}),
        ("Revenue was ", set()),
        ("Deliveries rose, and revenue was ", set()),
        ("Lee said that the fine was ", set()),
        ("The firm in Alden paid ", set()),
    ],
)
def test_a_sum_knows_whose_it_is(before, name):
    row = dict.fromkeys(("measure", "unit", "counted", "head", "population")) | {"kind": "other"}
    row |= {"unit": "USD", "counted": "revenue", "head": "revenue"}
    assert subject(row, NEWS, before=before, after=".").doer == name
