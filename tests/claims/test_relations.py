"""How two claims relate and why: every relation, from pairs of claims written by hand."""

import pandas as pd
import pytest
from ledger_worlds import CODEBOOK, add_figure, bounded, comparisons_of, day, small_world

from analysis.corpus import load_codebook

NEWS = load_codebook(None)
SAME_DAY = (day(0), day(0))


def claim(measure, kind_, value, text, *, bound="exact", **columns):
    """One side of a pair: a number in its sentence, credited to nobody unless said."""
    nouns = {"counted": "people", "head": "person", "population": "people", "authority": None}
    return measure, kind_, value, bound, nouns | {"text": text} | columns


def toll(value, text="The quake in Velda killed {} people, the toll showed.", **columns):
    return claim("killed", "cumulative", value, text, **columns)


def crowd(value, text="{} people marched in Alden.", **columns):
    return claim("protesting", "flow", value, text, **({"event_date": day(0)} | columns))


def sum_of(value, text="Voltra reported revenue of {} for the spring.", **columns):
    money = {"unit": "USD", "counted": "revenue", "head": "revenue", "population": None}
    return claim("money", "other", value, text, **(money | columns))


def price(value, text="Brandt buys Lumen for {} in cash and stock.", **columns):
    return claim("money", "other", value, text, unit="USD", counted="price", head="price", population=None, **columns)


def settled(value, text="Brandt will pay {} to settle the case.", **columns):
    noun = {"unit": "USD", "counted": "settlement", "head": "settlement", "population": None}
    return claim("money", "other", value, text, **(noun | columns))


def each(value, text="Brandt is paying {} for each of the 300 million users of Lumen."):
    return claim("money", "rate", value, text, unit="USD per user", counted=None, head=None, population=None)


def share(value, text="Some {} of teachers were on strike.", **columns):
    share_of = {"unit": "percent", "head": "teacher", "population": None}
    return claim("protesting", "rate", value, text, **(share_of | columns))


def related(one, other, *, published=SAME_DAY, codebook=NEWS, **changed):
    """The relation of two claims of two articles, with its cause and its reason."""
    (row,) = comparisons_of(small_world(one, other, published=published), codebook=codebook, **changed).to_dict(
        "records"
    )
    return row


HAD_MARCHED = claim("protesting", "cumulative", 5e5, "{} people had marched in Alden.", event_date=day(0))
PAIRS = [
    # the same: rounding, bounds, several words for one population
    ("same", crowd(1120), crowd(1100)),
    ("same", toll(1000, bound="more_than"), toll(1184)),
    ("same", crowd(500), crowd(500, population="demonstrators", head="demonstrator", counted="demonstrators")),
    # counters and papers, places shown
    ("differs", crowd(87_000, authority="Interior Ministry"), crowd(500_000, authority="Rail Union")),
    ("differs", crowd(87_000, authority="police"), HAD_MARCHED),
    ("differs", crowd(400, population="protesters", head="protester"), crowd(900, authority="organisers")),
    ("differs", toll(18_000, authority="Army Staff"), toll(19_400, authority="Health Ministry")),
    ("differs", toll(49, text="An attack on a nightclub in Alden left {} dead."), toll(57, text="In Alden {} died.")),
    # one scope, shown on both sides
    ("contradicts", crowd(87_000, authority="Rail Union"), crowd(90_000, authority="Rail Union")),
    ("contradicts", crowd(87_000), crowd(95_000)),
    ("contradicts", toll(55, authority="Tarn Orr", as_of=day(0)), toll(71, authority="Tarn Orr", as_of=day(0))),
    ("contradicts", sum_of(25.2e9, as_of="2025-Q1"), sum_of(26.1e9, as_of="2025-Q1")),
    # deals: one price however it is said, another of another deal, a rate no total
    ("differs", price(19e9), price(16e9, text="The {} takeover of Lumen by Brandt is its largest.")),
    ("differs", price(19e9), price(16e9, text="It is a {} deal.")),
    ("not_comparable", price(19e9), price(16e9, text="Brandt bought Orrin for {} in cash and stock.")),
    ("not_comparable", price(19e9), price(1e9, text="The {} deal was called mad, but Brandt was right to buy.")),
    # sums of two owners, of whom neither sentence names the other; agreed sums will be paid or were
    ("not_comparable", settled(13e9, text="Orrin agreed to a {} settlement."), settled(15e9)),
    ("differs", settled(13e9, text="The state and Brandt agreed to a {} settlement."), settled(15e9)),
    ("differs", settled(13e9, text="Brandt agreed to a {} settlement.", status="expected"), settled(15e9)),
    ("not_comparable", sum_of(13e9, text="Voltra has {} in revenue.", status="expected"), sum_of(15e9)),
    ("differs", each(42, text="Brandt is paying {} for each user of Lumen, of whom there are 300 million."), each(35)),
    # time
    ("update", toll(40, as_of=day(-1)), toll(90, as_of=day(0))),
    ("update", toll(90, as_of=day(-1)), toll(40, as_of=day(0))),
    ("not_comparable", crowd(400), crowd(900, event_date=day(1))),
    ("part_of", crowd(400, event_date="2025-01"), crowd(90)),
    ("not_comparable", sum_of(25.2e9, as_of="2025-Q1"), sum_of(26.1e9, as_of="2025-Q2")),
    ("not_comparable", sum_of(25.2e9, as_of="2025-Q1"), sum_of(97e9, as_of="2025")),
    # place
    ("not_comparable", crowd(400), crowd(900, text="{} people marched in Borrow.")),
    # shares and costs
    ("differs", share(38, counted="teachers"), share(64, authority="the union", counted="teachers")),
    ("not_comparable", share(38, counted="teachers", status="change"), share(64, counted="teachers")),
    ("not_comparable", toll(1000, text="In East Ost {} died."), toll(500, text="In West Ost {} died.")),
    ("part_of", crowd(400), crowd(9000, text="{} people marched across the country.")),
    ("part_of", toll(40, text="{} died in East Ost."), toll(90, text="{} died in Ost.")),
    ("not_comparable", toll(40, text="{} died in Alden City."), toll(90, text="{} died in Alden.")),
    ("part_of", toll(9, text="{} died at a school in Alden."), toll(90, text="{} died in Alden.")),
    # a toll of some is all that its report tells, unless it is of an age or its voice counts all
    ("differs", toll(9, counted="miners", population="miners", head="miner"), toll(14, authority="Rail Union")),
    # population, definition, kind, status
    ("part_of", toll(30, population="children", head="child"), toll(90)),
    ("not_comparable", toll(30, population="children", head="child"), toll(90, population="soldiers", head="soldier")),
    ("not_comparable", crowd(750_000, status="expected"), crowd(1_120_000)),
    ("not_comparable", toll(1000, bound="vague"), toll(40)),
    ("not_comparable", toll(248, status="earlier"), toll(217)),
    # events told apart
    ("not_comparable", toll(40), toll(5000, text="The 1985 quake in Velda killed {} people.")),
    ("not_comparable", toll(40), toll(96, text="It came two weeks after another quake killed {} people in Velda.")),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "one", "other"), PAIRS)
def test_two_claims_relate_so_whichever_comes_first(relation, one, other):
    both = [related(one, other), related(other, one)]
    assert [row["relation"] for row in both] == [relation, relation], [row["reason"] for row in both]
    assert both[0]["cause"] == both[1]["cause"] or both[0]["cause"] != both[0]["cause"]


def test_a_toll_of_some_beside_one_of_all_by_the_same_voice_is_its_part():
    miners = {"counted": "miners", "population": "miners", "head": "miner", "article": "a"}
    world = small_world(toll(9, **miners), toll(14, article="a"), toll(20, article="b"), published=3 * SAME_DAY[:1])
    found = comparisons_of(world, codebook=NEWS)
    assert found["relation"].tolist().count("part_of") == 2


def test_two_things_of_one_unit_share_no_comparison():
    world = small_world(sum_of(25.2e9), sum_of(1.4e9, counted="profit", head="profit"), published=SAME_DAY)
    assert comparisons_of(world, codebook=NEWS).empty


def test_a_toll_that_has_grown_in_a_later_print_is_an_update_and_one_that_fell_is_another_count():
    assert related(toll(40), toll(57), published=(day(0), day(1)))["relation"] == "update"
    assert related(toll(57), toll(40), published=(day(0), day(1)))["relation"] == "differs"
    assert related(toll(57), toll(40), published=(day(0), day(2)))["relation"] == "update"
    small, large = toll(40, authority="Army Staff"), toll(57, authority="Health Ministry")
    assert related(small, large, published=SAME_DAY)["relation"] == "differs"
    assert related(small, large, published=(day(0), day(1)))["relation"] == "update"
    assert related(large, small, published=(day(0), day(3)))["relation"] == "differs"


def test_two_ministries_are_two_counters_and_the_ministry_may_be_either():
    by = {"published": (day(0), day(1)), "codebook": NEWS}
    health = toll(57, authority="Health Ministry")
    assert related(health, toll(40, authority="Interior Ministry"), **by)["relation"] == "differs"
    assert "counters" in related(health, toll(40, authority="Interior Ministry"), **by)["reason"]
    assert "counters" not in related(health, toll(40, authority="ministry"), **by)["reason"]


def test_the_reason_names_both_counters_the_day_and_the_place():
    row = related(crowd(87_000, authority="Interior Ministry"), crowd(500_000, authority="Rail Union"))
    for words in ("Interior Ministry", "Rail Union", "6 January 2025", "Alden", "87,000", "500,000"):
        assert words in row["reason"]
    assert row["reason"].endswith("?")


def test_what_is_taken_for_granted_is_said():
    row = related(toll(40, text="The quake killed {} people."), toll(57, text="The quake killed {} people."))
    assert "if both are of the quake" in row["reason"]


def test_copies_of_one_text_repeat_it():
    world = small_world(toll(40), toll(40), published=SAME_DAY)
    origins = world.tables()["articles"][["article_id"]].assign(origin=["a", "a"])
    assert comparisons_of(world, codebook=NEWS, origins=origins)["relation"].tolist() == ["repeats"]
    assert comparisons_of(world, codebook=NEWS)["relation"].tolist() == ["same"]


def test_a_number_that_another_article_calls_revised_is_no_conflict():
    world = small_world(toll(248), toll(217), toll(248, status="earlier"), published=(day(0),) * 3)
    rows = comparisons_of(world, codebook=NEWS)
    assert rows.query("claim_a == 'a:f1' and claim_b == 'b:f1'")["relation"].tolist() == ["update"]


def test_what_one_voice_gives_in_one_article_is_no_conflict_but_two_counters_are():
    one, other = crowd(80_000, article="a"), crowd(50_000, article="a")
    assert related(one, other, published=(day(0),))["relation"] == "not_comparable"
    named = crowd(80_000, article="a", authority="police"), crowd(50_000, article="a", authority="Rail Union")
    assert related(*named, published=(day(0),))["relation"] == "differs"


@pytest.mark.parametrize(("smaller", "relation"), [(51, "contradicts"), (50, "not_comparable")])
def test_one_counter_contradicts_itself_within_an_article_only_with_numbers_near_each_other(smaller, relation):
    there = {"as_of": day(0), "article": "a"}
    pair = ("held", "stock", 100, "exact", there), ("held", "stock", smaller, "exact", there)
    assert related(*pair, published=(day(0),), codebook=CODEBOOK)["relation"] == relation


def test_one_counters_numbers_of_a_day_and_of_its_year_may_both_hold():
    pair = [
        ("held", "stock", value, "exact", {"as_of": when, "article": "a"})
        for value, when in ((100, day(0)), (80, "2025"))
    ]
    assert related(*pair, published=(day(0),), codebook=CODEBOOK)["relation"] == "differs"


@pytest.mark.parametrize(("later", "relation"), [(21, "differs"), (22, "not_comparable")])
def test_one_number_on_two_days_within_three_weeks_may_be_one_event(later, relation):
    row = related(crowd(77), crowd(77, event_date=day(later)), published=(day(30), day(30)))
    assert row["relation"] == relation
    assert row["cause"] == "date" or relation != "differs"


@pytest.mark.parametrize(("value", "relation"), [(3, "differs"), (2, "not_comparable")])
def test_two_people_are_released_on_two_days_by_chance(value, relation):
    pair = [("released", "flow", value, "exact", {"event_date": day(at)}) for at in (0, 9)]
    assert related(*pair, codebook=CODEBOOK)["relation"] == relation


@pytest.mark.parametrize(("late", "relation"), [(7, "contradicts"), (8, "update")])
def test_a_count_dated_within_a_week_after_its_article_is_of_the_articles_day(late, relation):
    pair = ("held", "stock", 900, "exact", {"as_of": day(late)}), ("held", "stock", 950, "exact", {"as_of": day(0)})
    assert related(*pair, codebook=CODEBOOK)["relation"] == relation


@pytest.mark.parametrize(("share", "relation"), [(100, "differs"), (99, "not_comparable")])
def test_a_toll_without_a_place_that_is_under_a_tenth_of_another_is_rather_a_part(share, relation):
    text = "The quake killed {} people."
    assert related(toll(share, text=text), toll(1000, text=text))["relation"] == relation


@pytest.mark.parametrize(("value", "relation"), [(20, "differs"), (19, "not_comparable")])
def test_a_sum_without_a_period_is_of_a_period_only_if_it_is_near(value, relation):
    row = related(sum_of(value), sum_of(25, as_of="2025-Q1"))
    assert row["relation"] == relation


@pytest.mark.parametrize(
    ("first", "relation"), [("2025-01-01/2025-01-28", "contradicts"), ("2025-01-01/2025-01-27", "differs")]
)
def test_from_four_weeks_on_a_stretch_is_a_period(first, relation):
    assert related(sum_of(24, as_of=first), sum_of(25, as_of="2025-01"))["relation"] == relation


@pytest.mark.parametrize(
    ("value", "text", "relation"),
    [
        (3500, "Some {} rockets fell on the harbour during the siege.", "contradicts"),
        (3500, "The museum keeps {} rockets.", "not_comparable"),
        (8, "{} rockets fell on the harbour.", "not_comparable"),
    ],
)
def test_numbers_of_things_without_a_measure_need_a_sentence_that_shows_one_thing(value, text, relation):
    things = {"counted": "rockets", "head": "rocket", "population": "rockets", "as_of": day(0), "authority": "Tarn Orr"}
    other = claim(None, "other", 2900, "Some {} rockets fell on the harbour during the siege.", **things)
    assert related(claim(None, "other", value, text, **things), other)["relation"] == relation


def test_some_cannot_be_more_than_all_of_what_a_researcher_counts():
    as_of = {"as_of": day(0)}
    some = ("held", "stock", 950, "exact", as_of | {"population": "journalists", "head": "journalist"})
    assert related(("held", "stock", 900, "exact", as_of), some, codebook=CODEBOOK)["relation"] == "differs"


def test_a_place_is_the_storys_where_no_other_is_named():
    bare = toll(57, text="The quake killed {} people.")
    assert related(toll(40, text="In Alden {} people died."), bare)["relation"] == "differs"
    world = small_world(
        toll(40, text="In Alden {} died."), bare, toll(9, text="In Ost {} died."), published=(day(0),) * 3
    )
    rows = comparisons_of(world, codebook=NEWS)
    assert rows.query("claim_a == 'a:f1' and claim_b == 'b:f1'")["relation"].tolist() == ["part_of"]


def test_an_increment_follows_a_number_of_its_own_measure():
    text = "Another {} people were injured in the quake."
    world = small_world(toll(40, text="The quake killed {} people.", article="a"), published=(day(0), day(0)))
    add_figure(world, "a", "injured", "cumulative", bounded(90, "exact"), text=text, authority=None)
    assert comparisons_of(world, codebook=NEWS).empty
    add_figure(world, "a", "injured", "cumulative", bounded(12, "exact"), text="Another {} were hurt.", authority=None)
    reasons = comparisons_of(world, codebook=NEWS)["reason"].tolist()
    assert len(reasons) == 1
    assert "a part of another number" in reasons[0]


def test_a_copy_counts_from_the_day_of_its_first_printing():
    world = small_world(
        toll(31, article="wire"), toll(31, article="copy"), toll(73, article="late"),
        published=(day(0), day(2), day(2)),
    )  # fmt: skip
    origins = pd.DataFrame({"article_id": ["wire", "copy", "late"], "origin": ["o1", "o1", "o2"]})
    found = comparisons_of(world, codebook=NEWS, origins=origins)
    assert sorted(found["relation"]) == ["repeats", "update", "update"]


def test_tolls_of_an_event_long_over_differ_whichever_was_printed_later():
    drowned = "In 1998 a ferry sank and {} people were killed."
    old = [toll(value, text=drowned, event_date="1998") for value in (140, 152)]
    assert related(*old, published=(day(0), day(1)))["relation"] == "differs"
    risen = toll(152, text="The toll of the 1998 sinking was revised to {}.", event_date="1998")
    assert related(old[0], risen, published=(day(0), day(1)))["relation"] == "update"


def test_limits_of_a_growing_toll_far_apart_are_an_update():
    low, high = (toll(value, bound="more_than") for value in (2_000, 20_000))
    assert related(low, high)["relation"] == "update"
    assert related(low, toll(20_000))["relation"] == "update"
    low, high = toll(2_000, bound="more_than", as_of=day(0)), toll(20_000, as_of=day(0))
    assert related(low, high)["relation"] == "differs"


def rescued(value, text="Divers rescued {} people from the wreck.", **columns):
    return claim("rescued", "flow", value, text, **columns)


@pytest.mark.parametrize(("low", "relation"), [(84, "update"), (86, "differs")])
def test_of_the_rescued_a_far_lower_number_was_counted_earlier(low, relation):
    assert related(rescued(low), rescued(100))["relation"] == relation
    police, lawyers = rescued(low, authority="Harbour Police"), rescued(100, authority="Seamen's Union")
    assert related(police, lawyers)["relation"] == "differs"


def test_what_is_told_as_an_earlier_count_is_an_update_if_it_is_lower():
    earlier = toll(80, text="Officials had earlier put the toll at {} people killed.")
    assert related(earlier, toll(100))["relation"] == "update"
    long_ago = toll(80, text="The toll of a flood earlier this year was {} people killed.")
    assert "earlier count" not in related(long_ago, toll(100))["reason"]


def test_an_estimate_of_the_dead_does_not_exclude_the_counted():
    guess = toll(700, text="Some {} people may have died, the institute said.", authority="Quake Institute")
    counted = toll(264, authority="Health Ministry")
    assert related(guess, counted)["relation"] == "not_comparable"
    assert related(toll(700, authority="Quake Institute"), counted)["relation"] == "differs"
    estimated = toll(700, text="The institute estimates that {} people were killed.", authority="Quake Institute")
    assert related(estimated, counted)["relation"] == "differs"


def test_a_lower_toll_whose_counter_has_since_counted_as_many_is_no_conflict():
    first, rival = toll(43, authority="Orm Police"), toll(190, authority="Coast Guard")
    assert related(first, rival)["relation"] == "differs"
    later = toll(187, authority="Orm Police")
    world = small_world(first, rival, later, published=(day(0),) * 3)
    rows = comparisons_of(world, codebook=NEWS)
    assert set(rows.loc[rows["reason"].str.contains("43 people"), "relation"]) == {"update"}
    assert set(rows.loc[~rows["reason"].str.contains("43 people"), "relation"]) == {"differs"}


def test_two_sentences_of_two_people_are_not_compared():
    columns = {"unit": "years", "counted": "years", "head": "year", "population": None}
    one, other, another = (
        claim(
            "sentenced",
            "duration",
            years,
            f"{who} got {{}} years for smuggling rare orchids out of the harbour.",
            **columns,
        )
        for who, years in (("Ada Orr", 12), ("Tam Vey", 9), ("Vey", 7))
    )
    assert related(one, other)["relation"] == "not_comparable"
    assert related(other, another)["relation"] == "differs"


def test_a_plan_of_jobs_stands_beside_what_is_reported_of_it():
    nouns = {"counted": "jobs", "head": "job", "population": "jobs"}
    plan = claim("jobs_cut", "flow", 300, "Tarsis plans to cut {} jobs.", status="expected", **nouns)
    told = claim("jobs_cut", "flow", 450, "Tarsis cut {} jobs.", **nouns)
    kept = claim("jobs_kept", "flow", 450, "The deal with Tarsis keeps {} jobs.", **nouns)
    assert related(plan, told)["relation"] == "differs"
    assert comparisons_of(small_world(plan, kept, published=SAME_DAY), codebook=NEWS).empty


@pytest.mark.parametrize(
    "text",
    [
        "Tarsis will cut {} jobs in its services division.",
        "Cutting {} jobs would save the firm 2 billion crowns, the bank said.",
    ],
)
def test_jobs_of_a_division_or_only_supposed_are_none_of_the_plan(text):
    nouns = {"counted": "jobs", "head": "job", "population": "jobs", "status": "expected"}
    plan = claim("jobs_cut", "flow", 300, "Tarsis plans to cut {} jobs.", **nouns)
    assert related(plan, claim("jobs_cut", "flow", 120, text, **nouns))["relation"] == "not_comparable"


def test_bodies_found_are_some_of_the_dead_and_no_other_count():
    found = toll(120, text="The quake in Velda: {} bodies were found.", counted="bodies", head="body")
    assert related(found, toll(300))["relation"] == "part_of"
    assert related(found, toll(200))["relation"] != "part_of"


def test_of_two_counters_of_a_crowd_a_limit_is_a_count():
    high = crowd(80_000, bound="at_most", authority="Union")
    assert related(high, crowd(25_000, authority="Police"))["relation"] == "differs"
    assert related(high, crowd(60_000, authority="Police"))["relation"] == "same"
    assert related(high, crowd(25_000))["relation"] == "same"


@pytest.mark.parametrize(
    ("small", "large", "relation"),
    [(800, 1000, "differs"), (799, 1000, "not_comparable"), (800, 999, "not_comparable")],
)
def test_large_numbers_of_one_narrow_noun_near_each_other_are_of_one_thing(small, large, relation):
    pumps = {"counted": "heat pumps", "head": "pump", "population": None}
    one = claim(None, "other", small, "Voltra sold {} heat pumps.", **pumps)
    other = claim(None, "other", large, "The firm delivered {} heat pumps.", **pumps)
    assert related(one, other)["relation"] == relation


def test_a_reason_names_each_thing_once_and_no_lack_of_a_date():
    row = related(crowd(87_000, authority="Interior Ministry"), crowd(500_000, authority="Rail Union"))
    for words in ("87,000", "500,000", "Interior Ministry", "Rail Union"):
        assert row["reason"].count(words) == 1
    assert "credited" not in row["reason"]
    assert "no date" not in related(toll(40), toll(57))["reason"]


def test_shares_printed_weeks_apart_may_be_of_two_times():
    pair = share(38, counted="teachers"), share(29, counted="teachers")
    assert related(*pair)["relation"] == "differs"
    assert related(*pair, published=(day(0), day(14)))["relation"] == "not_comparable"


def test_what_is_expected_and_what_is_a_change_is_called_so():
    money_ = [sum_of(value, status="expected") for value in (25.2e9, 26.1e9)]
    assert "revenue (expected)" in related(*money_)["reason"]
    rises = [share(value, counted="teachers", status="change") for value in (3, 4)]
    assert "the change in teachers" in related(*rises)["reason"]


def test_two_estimates_by_papers_themselves_are_a_question_and_no_contradiction():
    told = [crowd(value, text="{} people marched in Alden.") for value in (900, 1300)]
    assert related(*told)["relation"] == "contradicts"
    rough = [crowd(value, text="{} people marched in Alden.", bound="about") for value in (900, 1300)]
    assert related(*rough)["relation"] == "differs"


def of_schools(value, said, **columns):
    nouns = {"unit": "percent", "counted": "schools", "head": "school", "population": None}
    return claim(None, "rate", value, f"{{}} of schools {said}, the union said.", **(nouns | columns))


def test_shares_of_which_opposite_things_are_said_are_of_two_things():
    opened, shut = of_schools(40, "were open"), of_schools(60, "were closed")
    assert related(opened, shut)["relation"] == "not_comparable"
    assert related(opened, of_schools(60, "shutting"))["relation"] == "not_comparable"
    assert related(opened, of_schools(13, "are open"))["relation"] == "differs"


def test_a_fraction_stands_beside_per_cents_and_is_rough():
    third = of_schools(1 / 3, "were open", unit=None)
    assert related(third, of_schools(35, "were open"))["relation"] == "same"
    assert related(third, of_schools(30, "were open"))["relation"] == "same"
    assert related(third, of_schools(29, "were open"))["relation"] == "differs"
    assert related(third, of_schools(48, "were open"))["relation"] == "differs"


def test_a_quake_has_one_magnitude_and_a_place_one_temperature():
    nouns = {"unit": None, "counted": "magnitude", "head": "magnitude", "population": None}
    one = claim(None, "other", 7.4, "The quake in Velda had a magnitude of {}.", **nouns)
    other = claim(None, "other", 7.7, "A tweet spoke of magnitude {} after the quake.", **nouns)
    assert related(one, other)["relation"] == "differs"
    degrees = {"unit": "degrees Celsius", "counted": None, "head": None, "population": None}
    here, there = ("They marched in Tarna at {} in the open.", "In the open of Tarna it was {}.")
    colder, warmer = claim(None, "other", -52, here, **degrees), claim(None, "other", -54, there, **degrees)
    elsewhere = claim(None, "other", -40, "They marched in Gellen at {} in the open.", **degrees)
    assert related(colder, warmer)["relation"] == "differs"
    assert related(colder, elsewhere)["relation"] == "not_comparable"


def test_whole_miles_and_kilometres_meet_as_far_as_they_are_rounded():
    def deep(value, unit):
        nouns = {"unit": unit, "counted": unit, "head": unit[:-1], "population": None}
        return claim(None, "other", value, "Engineers found the hole near Velda {} deep.", **nouns)

    miles, near, far = deep(3, "miles"), deep(5, "kilometres"), deep(9, "kilometres")
    assert related(miles, near)["relation"] == "same"
    assert related(miles, far)["relation"] == "differs"
