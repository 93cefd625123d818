"""Levels now, earlier and expected, amounts of change, and the steps between levels."""

import pytest

from analysis.reported_figures import quantities_in


def said(text):
    """(value, status, change) of each figure."""
    return [(q.value, q.status, q.change) for q in quantities_in(text) if q.role == "figure"]


@pytest.mark.parametrize(
    ("text", "amount", "level", "step"),
    [
        ("Cases rose by 8 to 60.", 8, 60, 8),
        ("Cases rose by eight to sixty.", 8, 60, 8),
        ("Cases rose by 8, to 60.", 8, 60, 8),
        ("Cases fell by 8 patients to 60.", 8, 60, -8),
        ("The mayor cut the number of permits by 8 to 60.", 8, 60, -8),
        ("It added 8 cents to $60.", 8, 60, 0.08),
        ("Turnout rose by 0.8 to 60 per cent.", 0.8, 60, 0.8),
        ("Turnout slid 8 points to 60 per cent.", 8, 60, -8),
        ("The yield fell 8 basis points to 60%.", 8, 60, -0.08),
        ("Fares rose $8 to $60 a ride.", 8, 60, 8),
        ("The index gained 8 points to close at 60.", 8, 60, 8),
        ("Sales jumped 8 per cent year on year to €60bn.", 8, 60e9, None),
        ("Turnout rose 8 per cent to 60 per cent.", 8, 60, None),
        ("Sales grew more than eightfold to ₹60 crore.", 8, 600e6, None),
        ("Shares were up 8% at 60.", 8, 60, None),
    ],
)
def test_an_amount_and_the_level_that_it_leads_to(text, amount, level, step):
    (first, status, change), (second, new_status, new_change) = said(text)
    assert (first, status, abs(change)) == (amount, "change", amount)
    assert (second, new_status, new_change) == (level, None, pytest.approx(step))


@pytest.mark.parametrize(
    "text",
    [
        "The count went from 52 to 60.",
        "The count rose from 52 on Friday to 60 on Sunday.",
        "The mayor revised the number of injured from 52 to 60.",
        "The count rose to 60 from 52.",
        "The count reached 60, up from 52 a week before.",
        "The count stands at 60, from 52 on Monday.",
        "The count rose to 60 from an earlier figure of 52.",
    ],
)
def test_an_earlier_level_and_the_step_from_it(text):
    assert sorted(said(text), key=lambda figure: figure[0]) == [(52, "earlier", None), (60, None, 8)]


def test_what_a_level_is_set_against_is_earlier_though_the_year_stands_far_off():
    found = said("Orn made $5m versus $3m, or 10 cents a share, a year earlier.")
    assert [status for _, status, _ in found] == [None, "earlier", "earlier"]
    found = said("Orn sold 400 carts against 350, not counting vans, a year earlier.")
    assert [status for _, status, _ in found] == [None, "earlier"]


def test_a_level_counts_what_the_one_beside_it_counts():
    levels = quantities_in("The mayor cut the number of wardens from 60 wardens to 52.")
    assert [level.head for level in levels] == ["warden", "warden"]
    assert [level.goes_on for level in levels] == [False, True]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Rents were down 6–8 per cent.", -7),
        ("The school lost a fifth of its pupils.", -0.2),
        ("The list had 12 more than a year earlier.", 12),
        ("A sharp 8% drop followed.", -8),
        ("It closed 8 per cent higher.", 8),
        ("An increase of 8 cases was seen.", 8),
        ("Rainfall grew 12-fold.", 12),
        ("The bank cut rates by half a percentage point.", -0.5),
        ("A quarter-point rise is likely.", 0.25),
    ],
)
def test_amounts_of_change_have_their_sign(text, change):
    (figure,) = [figure for figure in said(text) if figure[1] == "change"]
    assert figure[2] == change


@pytest.mark.parametrize(
    "text",
    [
        "Guards shot down 3 drones.",
        "The fair raised $30m.",
        "The mill lost $4m.",
        "The mill cut 500 jobs.",
        "Complaints raised by 40 tenants were heard.",
        "Guards seized 12 more than a week after the raid.",
        "The mill announced a $3bn expansion.",
        "Fares rose 3 times.",
        "The ferry sank about 2 miles from the shore.",
        "The climber fell 40 metres into a gorge.",
    ],
)
def test_what_looks_like_a_change_and_is_none(text):
    assert all(status is None for _, status, _ in said(text))


def test_the_second_of_two_amounts_has_the_sign_of_the_first():
    assert [change for *_, change in said("Bonds were down 2.3%, shares by 2.6%.")] == [-2.3, -2.6]
    assert [change for *_, change in said("The index lost 64 points, or 1.4%, to 4,577.")] == [-64, -1.4, -64]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Prices rose 8.1%, higher than the 7.6% of March.", 7.6),
        ("Inflation was 8.1%, lower than 9.6% in March.", 9.6),
        ("The flood killed 15, more than the 12 who died in 2019.", 12),
        ("The flood killed 40, more than double the 18 killed in 2019.", 18),
        ("Some 40,000 came, compared with 26,000 last year.", 26_000),
        ("The count, previously 12, grew again.", 12),
        ("Attendance was 45,000, against 41,000 a year ago.", 41_000),
        ("Revenue rose 8% from $24bn.", 24e9),
    ],
)
def test_what_a_figure_is_compared_with_is_firm_and_earlier(text, value):
    (figure,) = [quantity for quantity in quantities_in(text) if quantity.value == value]
    assert (figure.status, figure.bound) == ("earlier", "exact")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("The bill could reach 300.", "at_most"),
        ("The bill may climb to 300.", "at_most"),
        ("The bill may top 300.", "more_than"),
        ("The bill is expected to exceed 300.", "more_than"),
        ("The bill is forecast to reach 300.", "exact"),
        ("The town aims to house 300 families.", "exact"),
        ("The town set a target of 300.", "exact"),
        ("Up to 300 could lose their homes.", "at_most"),
        ("It was fewer than the 300 expected.", "exact"),
        ("Some 300 nurses are expected to strike.", "about"),
        ("An expected 300 guests will come.", "exact"),
    ],
)
def test_what_only_may_come_is_expected(text, bound):
    (figure,) = quantities_in(text)
    assert (figure.value, figure.status, figure.bound) == (300, "expected", bound)


@pytest.mark.parametrize(
    "text",
    [
        "She could hear three shots.",
        "Crews could not reach 12 farms.",
        "As many as 40 miners could be trapped.",
        "In May 300 nurses went on strike.",
        "Core prices are a more-than-expected 0.3 above the goal.",
        "Only the best of the 45 could be named.",
        "The debts are due to poor deals made in 10 years.",
        "Charges against six clerks involved in the theft calmed the town.",
    ],
)
def test_what_was_or_is_so_is_not_expected(text):
    assert [status for _, status, _ in said(text)] == [None]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Sales fell short, below the $40m that analysts had forecast.", "expected"),
        ("Income was $52m vs. $40m expected by brokers.", "expected"),
        ("Sales topped analysts' estimates of $40m.", "expected"),
        ("The consensus for the quarter was $40m.", "expected"),
        ("Some 40 people are expected then.", "expected"),
        ("Sales of $40m beat analysts' forecasts.", None),
        ("It reported better than expected sales of $40m.", None),
        ("Police initially said 40 people were hurt.", "earlier"),
        ("The ministry said it had counted 40 dead.", None),
        ("Fewer came than the 40 it had counted in May.", "earlier"),
    ],
)
def test_forecasts_and_numbers_given_before(text, status):
    (found,) = [given for value, given, _ in said(text) if value in (40, 40e6)]
    assert found == status


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("The firm is to shed 4,000 jobs.", ["expected"]),
        ("Vorn Motors to cut 4,000 jobs", ["expected"]),
        ("He managed to cut 4,000 jobs.", [None]),
        ("They were 25,000 in Lund (against 23,000 on the 19th).", [None, "earlier"]),
        ("That was a 25% increase over the 39 people hurt in April.", ["change", "earlier"]),
        ("It earned $40m, up from $36m, or 41 cents a share.", [None, "earlier", "earlier"]),
        ("Group revenue grew at just 3.5% to $25bn.", ["change", None]),
        ("The consensus was $25bn in revenue and earnings of $0.73 per share.", ["expected", "expected"]),
        ("Profit: 310 (analysts' estimate: 340)", [None, "expected"]),
        ("It would seat 4,500 visitors and cost 31 million dollars.", ["expected", "expected"]),
        ("It would seat 4,500 visitors, and it cost 31 million dollars.", ["expected", None]),
    ],
)
def test_plans_in_headlines_and_what_goes_on_with_them(text, statuses):
    assert [quantity.status for quantity in quantities_in(text)] == statuses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Its shares gained 21 cents, to $26.41.", [(21, "change", 21), (26.41, None, 0.21)]),
        (
            "Output fell 20 million tonnes, around 1.3 percent from last year.",
            [(20e6, "change", -20e6), (1.3, "change", -1.3)],
        ),
        ("The crude gave up its gain to lose 50 cents.", [(50, "change", -50)]),
        ("Spending was $275, $25 down on last year.", [(275, None, -25), (25, "change", -25)]),
        ("Oil has dropped from more than $100 a barrel.", [(100, "earlier", None)]),
        ("Fees have grown on average 15 per cent.", [(15, "change", 15)]),
        ("The wreck lies near a 150-metre drop.", [(150, None, None)]),
        ("Fees fell $40, 12 per cent of revenue.", [(40, "change", -40), (12, None, None)]),
        ("Rents were 3.6% lower due to the strike.", [(3.6, "change", -3.6)]),
        ("The rate fell to 8.4%, down from the July figure of 10.2%.", [(8.4, None, -1.8), (10.2, "earlier", None)]),
    ],
)
def test_changes_of_what_is_traded_and_shares_that_go_on(text, expected):
    assert said(text) == [(value, status, pytest.approx(change)) for value, status, change in expected]


@pytest.mark.parametrize(
    "text",
    [
        "The consensus forecast was that 180,000 homes were sold.",
        "The number is lower than the expected figure of 9.8%.",
        "The party will have at least 50 seats.",
        "The office is projecting to collect $3.7 billion.",
        "Sixty people are feared missing or dead.",
        "Brandt are projecting fees to grow by 1 per cent to $2bn.",
        "Debt is expected to climb from 50 per cent in the year to June 2023 to 52 per cent.",
        "Some 3,000 clerks could lose their posts in Orn and another 3,600 in Velm.",
        "The firm plans to cut 14,000 posts in Orn and put five plants up for sale.",
    ],
)
def test_what_only_may_come(text):
    assert said(text)[-1][1] == "expected"


@pytest.mark.parametrize(
    ("text", "old", "new", "step"),
    [
        ("Sales climbed from 12 to 15 million.", 12e6, 15e6, 3e6),
        ("Losses fell from $3.2 to $1.9 billion.", 3.2e9, 1.9e9, -1.3e9),
        ("Losses grew from $900 to $1.2 million.", 900, 1.2e6, 1_199_100),
        ("Orm went from 1.9m boxes to 2.1m boxes.", 1.9e6, 2.1e6, 200_000),
    ],
)
def test_two_levels_of_one_size_have_one_magnitude(text, old, new, step):
    assert said(text) == [(old, "earlier", None), (new, None, pytest.approx(step))]


def test_a_level_without_its_noun_is_no_length():
    assert said("Orm sold 2.1m boxes, up from 1.9m a year earlier.")[1][:2] == (1.9e6, "earlier")
    assert said("Polls give her 48 per cent, against 41 for her rival.")[1][1] is None
