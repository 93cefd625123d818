"""Figures of ordinary news in every field: what they count, how they changed, whose they are, when it was."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of
from analysis.voices import quotes_of

PUBLISHED = "2024-05-15"  # a Wednesday


def figures(text):
    """The ledger's rows of a text."""
    codebook = load_codebook(None)
    document = document_from_text(text, article_id="a", published=PUBLISHED, is_english=True)
    return figures_of(document, quotes_of(document, codebook=codebook), codebook=codebook)


def fields(text, *names):
    return [tuple(row[name] for name in names) for row in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The news helped lift Orvel's stock by $12.40, or more than 5 percent, to $310 in late trading.",
            [("Orvel's stock", "change", 12.4), ("Orvel's stock", "change", 5), ("Orvel's stock", None, 12.4)],
        ),
        (
            "Velmar Foods cut its profit forecast by $90m to $2.5bn.",
            [("profit forecast", "change", -9e7), ("profit forecast", None, -9e7)],
        ),
        ("The game lost players, knocking its shares down ten per cent.", [("shares", "change", -10)]),
        (
            "It earned $6bn, or $7 per share, a 22 percent drop from $8bn.",
            [
                ("earnings", None, None),
                ("earnings", None, None),
                ("earnings", "change", -22),
                ("earnings", "earlier", None),
            ],
        ),
        (
            "Orland registered nearly 130,000 arrivals—an 83% increase.",
            [(_ := "arrivals", None, None), (_, "change", 83)],
        ),
        ("Orvel has a 32% operating income increase.", [("operating income increase", "change", 32)]),
        ("Lending rose by a stronger-than-expected 1.9 billion pounds.", [(None, "change", 1.9e9)]),
        ("Orvel added 20,000 fewer jobs than forecast.", [("jobs", "change", -20_000)]),
        (
            "Attendance dropped by 182 pupils this year, from 2,941 to 2,759.",
            [("pupils", "change", -182), ("Attendance", "earlier", None), ("Attendance", None, -182)],
        ),
        ("Lund warned against increasing the 11 council members’ pay.", [("council members", None, None)]),
        ("Concerns raised by 40 residents were heard.", [("residents", None, None)]),
        (
            "Some 7 million tests were done on"
            " 6 million pupils, down slightly from 9 million tests and 8 million pupils.",
            [
                ("tests", None, None),
                ("pupils", None, None),
                ("tests", "earlier", None),
                ("pupils", "earlier", None),
            ],
        ),
        ("The fire, first reported on Monday, was 25% contained.", [("fire", None, None)]),
        (
            "Figures for May rose from an initial estimate of 130,000 to 168,000.",
            [(None, "earlier", None), (None, None, 38_000)],
        ),
    ],
)
def test_what_moved_and_by_how_much(text, expected):
    assert fields(text, "counted", "status", "change") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orvel did well, but revenue was short of the $3.4 billion expected.", [("revenue", "expected")]),
        (
            "Sales rose to $134m, slightly ahead of the $131m that analysts expected.",
            [("Sales", None), ("Sales", "expected")],
        ),
        ("It earned $7bn, above the Wire's analyst estimate of $6bn.", [("earnings", None), (None, "expected")]),
        ("The rate was 4.4% and economists expected it to be 4.5% for May.", [("rate", None), (None, "expected")]),
        ("They could cut the pay of all of its roughly 280 clerks.", [("clerks", None)]),
        ("Orvel added 64,000 jobs, more than the expected 50,000 jobs.", [("jobs", None), ("jobs", "expected")]),
        ("Ann Holm, a broker at the market, estimated that she was 220 yards away.", [("yards", None)]),
    ],
)
def test_what_is_only_expected(text, expected):
    assert fields(text, "counted", "status") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials said 58.4% of the 7.9 million voters were asked.", ["voters", "voters"]),
        ("In total, 3,131 ballots were valid (87.5%) and 344 ballots (6.8%) were blank.", ["ballots"] * 4),
        ("The number of voters was 7,124, of whom 2,418, or 56%, cast ballots.", ["voters"] * 3),
        (
            "In the firm's largest business, the Mosaic system for phones, operating profit rose 7 percent.",
            ["operating profit"],
        ),
        ("Looked at on a monthly basis, house prices fell by 1.1%.", ["house prices"]),
        ("The council will cut one police cadet class.", ["police cadet class"]),
        ("Orvel sees profits below projections for 41 cents per share.", [None]),
        (
            "Both the participation rate (62.6 percent) and turnout (60 percent) rose.",
            ["participation rate", "turnout"],
        ),
        ("Transport lost 12,000 and mining lost 9,000.", [None, None]),
        ("Keir Holm did better, with 28% approving of him and 35% disapproving, the poll showed.", [None, None]),
        ("Lund praised the vote on her $5.2bn budget, $2.4bn of which is new.", ["budget", "budget"]),
        ("OSLO (NTB.NO) -- Shares of Varn jumped 5 percent.", ["Shares"]),
    ],
)
def test_what_is_counted(text, expected):
    assert [row["counted"] for row in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With 200 people missing, the strength of the quake was put at 7.4.", [(200, "missing"), (7.4, None)]),
        ("The death toll from the storm rose early today to at least 138 people.", [(138, "killed")]),
        ("The number of registered voters was put at 56,949.", [(56_949, None)]),
        (
            "Lee got 10 years in prison for the scheme, which took in $60m from 600 people.",
            [(10, None), (60e6, "money"), (600, None)],
        ),
        ("Doctors said 15 bodies and 42 injured were brought in.", [(15, "killed"), (42, "injured")]),
        ("Police executed 24 search and arrest warrants.", [(24, None)]),
        ("She was sentenced after an 18-month inquiry.", [(18, None)]),
        ("Orvel approved the elimination of 133 jobs.", [(133, "jobs_cut")]),
        ("Over 2,500 people have been reported missing or have died.", [(2_500, None)]),
        ("The board revised March's job growth to 108,000.", [(108_000, None)]),
    ],
)
def test_a_measure_is_of_its_own_number(text, expected):
    assert fields(text, "value", "measure") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police closed U.S.-127 near Berry Road.", []),
        ("In villages around one city ten people died.", [10]),
        ("The four Boeing 787-9 and eight 787-10 jet deliveries start soon.", [4, 8]),
        ("Orvel ordered 12 Boeing 787 Dreamliners.", [12]),
    ],
)
def test_names_and_places_are_no_numbers(text, expected):
    assert [row["value"] for row in figures(text)] == expected


def test_months_in_a_row_are_a_length_of_time():
    (row,) = figures("The rate has not moved for 16 consecutive months.")
    assert (row["value"], row["unit"], row["kind"]) == (16, "months", "duration")


def test_what_lies_above_an_average_has_no_bound():
    assert fields("Lending is up on a rise of £5.6bn and above the average £5.3bn rise.", "bound")[0] == ("exact",)


@pytest.mark.parametrize(
    ("text", "authorities"),
    [
        ("Orvel earned $6bn, above the Wire's estimate of $5bn.", [None, "Wire"]),
        ("Shares of Vantor surged to a record high of HK$2.52.", [None]),
        ("Shares fell as the maker lowered its forecast for the first time in nearly four years.", [None]),
        ("Mayor Ana Rell blasted the 10-7 vote.", [None, None]),
        ("Orland added some 336,000 jobs.", [None]),
        ("With 59 confirmed dead and 142 survivors, the search ended, said Ann Lund.", ["Ann Lund", "Ann Lund"]),
        ("State radio quoted Li Bo, head of the office, as saying early reports showed that 300 lived.", ["Li Bo"]),
        ("Ten houses fell, village chief Olen Marsk told the official Sinter News Agency on Monday.", ["Olen Marsk"]),
        (
            "More than 3,600 houses fell, according to a survey and 30,000 residents were moved, Sinter said.",
            ["Survey", "Sinter"],
        ),
        ("Officials there said that 40 people had died.", ["Officials"]),
        ("The airline made a profit of $2.4bn, it said in a statement.", ["Airline"]),
    ],
)
def test_who_vouches_for_a_number(text, authorities):
    assert [row["authority"] for row in figures(text)] == authorities


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("She amends a budget of $3m for the fiscal year that starts July 1.", [(None, None)]),
        ("On Tuesday 73 people who had been rescued landed in the port.", [(None, None)]),
        ("Under a 2023 Velmark decree ships carried out one rescue.", [(None, None)]),
        ("It revised growth to 108,000, and April had a larger loss.", [(None, None)]),
        ("Some 900 people tried to cross, a rise from the previous year.", [(None, None)]),
        ("Prosecutors have charged 12 people, according to papers filed this week.", [(None, None)]),
        ("GENEVA, May 14 (ORFAX) The coastguard saved 85 migrants.", [(None, None)]),
        (
            "Ten residents died, the village chief told the official Sinter News Agency on Tuesday.",
            [(None, "2024-05-14")],
        ),
    ],
)
def test_a_date_of_something_else_is_not_the_figures(text, dates):
    assert fields(text, "event_date", "as_of") == dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The three-day average of deaths fell from 161 in April to 11.", [("days", None), (None, None), (None, -150)]),
        ("Hospital stays dipped just below 1,000.", [(None, None)]),
        ("The study found an average drop in population size of 69 percent.", [("percent", -69)]),
    ],
)
def test_a_level_is_no_step_and_a_length_of_time_no_level(text, expected):
    assert fields(text, "unit", "change") == expected


def test_what_hangs_over_about_so_many_is_not_more():
    assert fields("The threat hangs over about 41 percent of all frogs.", "bound") == [("about",)]


def test_a_poll_of_what_was_expected_did_not_count():
    text = "Stocks fell by 4m barrels, compared with expectations in a Wire poll for a decrease of 2m barrels."
    assert [row["authority"] for row in figures(text)] == [None, "A Wire poll"]


def test_a_total_is_of_now_and_not_of_the_day_before():
    rows = figures("The board reported 20 deaths on Tuesday. The total number of deaths is now 8,775.")
    assert [(row["event_date"], row["as_of"]) for row in rows[1:]] == [(None, PUBLISHED)]
