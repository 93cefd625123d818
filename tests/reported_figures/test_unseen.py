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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Halden earned $64 million, or 82 cents a share, up from $48 million, or 61 cents a share, a year earlier.",
            [
                (64e6, "earnings", None, 16e6),
                (82, "earnings", None, None),
                (48e6, "earnings", "earlier", None),
                (61, "earnings", "earlier", None),
            ],
        ),
        (
            "Halden expects earnings of 94 cents to $1.03 a share on revenue of $345 million.",
            [(0.985, "earnings", "expected", None), (345e6, "revenue", "expected", None)],
        ),
        (
            "Analysts expected 97 cents a share in earnings and $361 million in revenue.",
            [(97, "earnings", "expected", None), (361e6, "revenue", "expected", None)],
        ),
        (
            "Shares of Halden dropped more than 5 percent, to $72.56, in late trading.",
            [(5, "Shares", "change", -5), (72.56, "Shares", None, None)],
        ),
        ("Revenue was short of the $343 million that brokers wanted.", [(343e6, "Revenue", None, None)]),
        (
            "Halden made a profit of $4 million in May, compared with a loss of $9 million in April.",
            [(4e6, "profit", None, None), (9e6, "loss", "earlier", None)],
        ),
        ("The number rose from 80 homes.", [(80, "homes", "earlier", None)]),
        (
            "Fires have burned 6,800 acres, about 50 per cent more than in May.",
            [(6800, "acres", None, None), (50, "acres", "change", 50)],
        ),
    ],
)
def test_results_of_firms_have_their_noun_and_their_comparison(text, expected):
    rows = figures(text)
    assert [(row["value"], row["counted"], row["status"], row["change"]) for row in rows] == expected


def test_money_per_diluted_share_is_money_per_share():
    (row,) = figures("Halden lost 50 cents per diluted share.")
    assert row["unit"] == "US cents per share"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Many in a city of 80,000 were left without homes.", [(80_000, None, None)]),
        ("A village of 400 was evacuated.", [(400, "evacuated", None)]),
        ("All but two of the 19 sailors survived.", [(2, None, None), (19, None, None)]),
        ("Of 67 soldiers killed, all but three of them were officers.", [(67, "killed", None), (3, "killed", None)]),
        ("Twelve more are feared dead.", [(12, "killed", "expected")]),
        ("Twelve others are believed to have drowned.", [(12, "killed", "expected")]),
        ("The missing number about 50, the 12 confirmed dead included.", [(50, "missing", None), (12, "killed", None)]),
        ("Police first put the number of dead at 14.", [(14, "killed", "earlier")]),
        ("There were no reports of injuries.", [(0, "injured", None)]),
        (
            "The blaze burned 150 homes before crews managed to save nine children.",
            [(150, "destroyed", None), (9, "rescued", None)],
        ),
        (
            "Four men died after the blaze grew from a few hundred acres on Sunday to 9,000 less than two days later.",
            [(4, "killed", None), (100, None, "earlier"), (9000, None, None)],
        ),
    ],
)
def test_what_is_said_of_others_is_not_said_of_a_number(text, expected):
    assert [(row["value"], row["measure"], row["status"]) for row in figures(text)] == expected


def test_a_date_behind_a_semicolon_is_the_second_numbers():
    dates = [row["event_date"] for row in figures("Yesterday 9 men were freed; 4 had been freed in January.")]
    assert dates == ["2024-03-13", "2024-01"]


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("Five hundred barns were threatened by the blaze, a county spokesman said earlier.", "County spokesman"),
        ("According to early counts only four parties passed the threshold.", "Early counts"),
        ("The toll is now 55, in the latest update from the Ministry of Health.", "Ministry of Health"),
        ("The raid came on Sunday and according to Medair it killed 12 people, reports Ansa.", "Medair"),
    ],
)
def test_who_says_a_number_in_reports_of_accidents(text, authority):
    (row,) = figures(text)
    assert row["authority"] == authority


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Death toll in Halden rises above 200", [(200, None, None, "people")]),
        ("The bus plunged 200 feet in Orm.", [(200, "feet", None, "feet")]),
        ("The river fell 2 metres in a week.", [(2, "metres", "change", "metres")]),
        ("They walked half a mile.", [(0.5, "miles", None, "mile")]),
        ("A second earthquake measuring 5.6 shook Orm.", [(5.6, None, None, "magnitude")]),
        ("The victims included children as young as 12.", []),
        ("Fifteen of the injured were flown to Orm.", [(15, None, None, "people")]),
        (
            "Economists expect annual inflation at the end of May to be 5.2%.",
            [(5.2, "percent", "expected", "annual inflation")],
        ),
        ("It was an improvement from the 4.8 per cent rate of May.", [(4.8, "percent", "earlier", "rate")]),
    ],
)
def test_levels_lengths_and_ages(text, expected):
    assert [(row["value"], row["unit"], row["status"], row["counted"]) for row in figures(text)] == expected


def test_no_casualties_in_one_sentence_leave_the_dead_of_the_next():
    rows = figures("No casualties from the aftershock were reported. Some 215 soldiers were among the dead.")
    assert [(row["value"], row["measure"], row["authority"]) for row in rows] == [
        (0, "killed", None),
        (215, "killed", None),
    ]


@pytest.mark.parametrize("place", ["San Jose", "Austin", "near Florence"])
def test_a_weekday_behind_a_place_that_is_called_as_people_are_is_a_day(place):
    (row,) = figures(f"Two people died in a crash in {place} Tuesday morning, police said.")
    assert (row["event_date"], row["authority"]) == ("2024-03-12", "Police")


def test_the_day_before_a_toll_is_the_day_on_which_it_was_told():
    (row,) = figures("Divers went on searching Tuesday, as the death toll climbed to 94.")
    assert (row["event_date"], row["as_of"]) == (None, "2024-03-12")


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("Organisers said as many as 20,000 people massed at the port.", "Organisers"),
        (
            "Forecasts from Orland central bank officials show that rates will rise to 3.4%.",
            "Orland central bank officials",
        ),
        ("The £9 million fee tops the record held by Lund.", None),
    ],
)
def test_who_forecasts_and_who_holds_a_record(text, authority):
    (row,) = figures(text)
    assert row["authority"] == authority


def test_those_taken_to_hospitals_of_the_area_are_in_hospital():
    (row,) = figures("Six people, including the driver, were taken to area hospitals.")
    assert row["measure"] == "hospitalised"


@pytest.mark.parametrize(
    ("text", "authorities"),
    [
        ("The last attack claimed by the Red Front was in May, killing 35 people.", [None]),
        (
            "Support has dropped 5 points since Ann Lee's report was released, according to a Lumen poll made Monday,"
            " and Orr’s 39 percent approval is low.",
            ["Lumen", None],
        ),
        ("So far, according to the agency, 655 people have drowned.", ["Agency"]),
        ("At least 45 people have died, an official who declined to be named told ANSA.", ["Official"]),
        ("Some 20 barns were lost, villagers who had returned said.", ["Villagers"]),
        ("As many as 45 people have died, the county said.", ["County"]),
    ],
)
def test_who_is_credited_in_reports_by_agencies(text, authorities):
    assert [row["authority"] for row in figures(text)] == authorities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Halden county had eight deaths, Orm seven and Velmar six.", [(8, "killed"), (7, "killed"), (6, "killed")]),
        ("So far 655 migrants and refugees, who wanted to reach Orland, have died.", [(655, "killed")]),
        ("At sea 1,361 have either lost their lives or been reported missing.", [(1361, None)]),
        ("The poll found that 57 percent of voters disapprove.", [(57, None)]),
        ("Over five hundred of the redundancies are at Orm.", [(500, "jobs_cut")]),
        ("Sea crossings to Orland top 100,000.", [(100_000, None)]),
    ],
)
def test_measures_in_lists_polls_and_crossings(text, expected):
    assert [(row["value"], row["measure"]) for row in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Three deaths since Sunday have pushed the toll in Orm to 72.", ["2024-03-10/..", None]),
        ("The toll of the rain that lashed Orm for the last five days rose to 42 on Monday.", [None, "2024-03-11"]),
        ("A tracker has approval at 41.3 percent, from 42 percent on Monday.", [None, "2024-03-11"]),
    ],
)
def test_a_stretch_or_a_comparison_keeps_its_date(text, dates):
    assert [row["as_of"] for row in figures(text)] == dates


def test_a_number_said_previously_is_earlier():
    (row,) = figures("The army previously put the number of dead at 28.")
    assert row["status"] == "earlier"


def test_a_hyphen_in_a_share_of_change_hides_no_change():
    (row,) = figures("That is about a 10-percent increase.")
    assert (row["status"], row["change"]) == ("change", 10)


@pytest.mark.parametrize(
    ("text", "authorities"),
    [
        ("The data of the ministry of food show that 1.04 million tonnes were bought.", ["Ministry of food"]),
        (
            "Output could be 13 million tonnes, according to the crop report released by private weather"
            " forecasting firm Halmet on Monday.",
            ["Halmet"],
        ),
        (
            "While the officer (Law and Order) Dev Chand said 52 people were hurt, Minister Mano Sinha said 21 were.",
            ["Dev Chand", "Mano Sinha"],
        ),
        ("He had at least one rifle, said the clerk who warned that there may be more.", ["Clerk"]),
    ],
)
def test_who_counts_in_notes_and_contrasts(text, authorities):
    assert [row["authority"] for row in figures(text)] == authorities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They were found guilty of killing eight people.", [(8, "killed")]),
        ("In all 20 pupils were shot to death.", [(20, "killed")]),
        ("Four others suffered various injuries.", [(4, "injured")]),
        ("The army lost four missile launchers to air strikes.", [(4, None)]),
    ],
)
def test_measures_of_crimes_and_wars(text, expected):
    assert [(row["value"], row["measure"]) for row in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board reports 3% decline in output.", [(3, "percent", "change")]),
        ("It paid Rs. 61 lakh.", [(6_100_000, "INR", None)]),
        ("Wheat fetched Rs 1,735 a quintal.", [(1735, "INR per quintal", None)]),
        (
            "It sold 12 tonnes, as against 15 tonnes during the same period last year.",
            [(12, "tonnes", None), (15, "tonnes", "earlier")],
        ),
    ],
)
def test_sums_and_shares_of_trade_reports(text, expected):
    assert [(row["value"], row["unit"], row["status"]) for row in figures(text)] == expected


@pytest.mark.parametrize(
    "text", ["Chapter two describes one such case.", "It landed on runway 27.", "The 400m hurdles are at noon."]
)
def test_more_numbers_that_only_name_something(text):
    assert [row["value"] for row in figures(text) if row["value"] not in (1, 400)] == []


def test_who_is_cited_is_a_service():
    (row,) = figures("At least 9 people died, state media reported, citing the fire service.")
    assert row["authority"] == "Fire service"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The storm left three people dead and 1.1 million in Orm without electricity.",
            [(3, "killed"), (1.1e6, None)],
        ),
        ("They took money from more than 50 victims.", [(50, None)]),
        (
            "Mr Obi said “over 30 people lost their lives” while at least two residents put the death toll at 37.",
            [(30, "killed"), (2, None), (37, "killed")],
        ),
        ("The ministry has 379 confirmed and 47 probable Ebola cases.", [(379, "infected"), (47, "infected")]),
    ],
)
def test_those_without_power_and_other_victims_are_not_the_dead(text, expected):
    assert [(row["value"], row["measure"]) for row in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It brought a storm surge as high as 13 feet.", (13, "feet", None)),
        ("They handed thousands of pounds to couriers.", (1000, "GBP", None)),
        ("Shops were expected to close due to a walkout by 40,000 drivers.", (40_000, None, None)),
    ],
)
def test_surges_pounds_and_causes(text, expected):
    (row,) = figures(text)
    assert (row["value"], row["unit"], row["status"]) == expected


def test_the_beginning_of_an_outbreak_dates_no_count():
    rows = figures("The ministry has announced 198 deaths in the outbreak declared on January 8.")
    assert [(row["event_date"], row["as_of"]) for row in rows] == [(None, None)]


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("The bank has shown that prices slowed to 8.6 per cent.", "Bank"),
        ("At least two residents put the toll at 37.", "Two residents"),
    ],
)
def test_who_shows_and_who_puts(text, authority):
    assert [row["authority"] for row in figures(text)][-1] == authority


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sank with the loss of 162 lives.", [(162, "killed", None)]),
        ("The aircraft carried 181 passengers.", [(181, "aboard", None)]),
        ("All 189 passengers in the Halden airliner crash feared dead.", [(189, "killed", "expected")]),
        ("They left after an hour and a half.", []),
    ],
)
def test_accidents_of_planes_and_ships(text, expected):
    assert [(row["value"], row["measure"], row["status"]) for row in figures(text)] == expected


def test_deals_per_share_have_a_price():
    (row,) = figures("Lund will acquire Dyas for $37.30 in cash per Dyas share.")
    assert (row["unit"], row["counted"]) == ("USD per share", "price")


def test_what_an_insertion_says_ends_with_it():
    rows = figures("Thousands of fans – the club put the number at 88,000 – met in Orm, where 45 people were hurt.")
    assert [row["authority"] for row in rows] == [None, "Club", None]


def test_the_day_of_what_is_planned_dates_nobody_aboard():
    (row,) = figures("A search for a plane carrying ten people ended, as crews plan to work Saturday.")
    assert (row["event_date"], row["as_of"]) == (None, None)


def test_prices_shoot_up_and_planes_are_shot_down():
    (row,) = figures("Prices shot up 20 per cent in June.")
    assert row["status"] == "change"
    (row,) = figures("Gunmen shot down 3 planes.")
    assert row["status"] is None


def test_a_noun_stands_before_what_was_expected():
    rows = figures("Wages rose by 0.2%, less than the 0.3% rate expected.")
    assert [row["status"] for row in rows] == ["change", "expected"]


def test_a_count_since_something_started_begins_then():
    (row,) = figures("More than 40 people have been killed since the fighting started last Friday.")
    assert (row["event_date"], row["as_of"][-3:]) == (None, "/..")


def test_a_title_with_a_full_stop_ends_no_insertion():
    (row,) = figures("Orm said that two people, not including Ms. Tran, were killed by the doors.")
    assert row["measure"] == "killed"


def test_people_on_a_boat_are_aboard():
    (row,) = figures("There were 300 migrants on the boat that capsized.")
    assert row["measure"] == "aboard"
    (row,) = figures("Six people on the train were hurt.")
    assert row["measure"] == "injured"


def test_what_is_hourly_or_of_all_time_is_named_whole():
    (row,) = figures("Average hourly earnings rose by 0.2% in May.")
    assert row["counted"] == "Average hourly earnings"
    (row,) = figures("The bond fell, beating an all-time record of 107.")
    assert row["counted"] == "all-time record"
