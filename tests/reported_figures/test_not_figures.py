"""Numbers that report nothing stay out."""

import pytest

from analysis.reported_figures import quantities_in


@pytest.mark.parametrize(
    "text",
    [
        "The disputed election of 2020 was followed by protests.",
        "He was elected in the 1990s.",
        "On 11 September 2025 the talks began.",
        "The talks began on September 16-19.",
        "Polls closed at 8 p.m. and counting began at 20:30.",
        "1. Conditional amnesty",
        "2) Heightened role",
        "The G20 met; Covid-19 was on the agenda.",
        "A Boeing 737 and an F-16 were seen.",
        "See chapter 7, page 12 and Section 230.",
        "The 5G network uses the iPhone 17.",
        "It was his 3rd term.",
        "Call 555-123-4567 or see https://example.org/2025/09/11.",
        "The claim[12] is disputed.",
        "No one knows, but one of them said so.",
        "They won 3-1 after extra time.",
        "The two leaders met.",
        "She lives at 12 Market Street.",
        "Season 3 starts soon.",
        "It is a two-way street and a one-man show.",
        "BBC One and COVID -19 were mentioned.",
        "It landed at 0401 GMT.",
        "A 3-D effect in a three-storey house.",
        "It recalls World War Two and the Four Courts fire.",
        "Police named the three in a statement.",
        "Call 999 if you see him.",
        "Text POWER to 20222 now.",
        "It challenges the big three.",
        "They won 6-0 6-7 (2-7) 6-2.",
    ],
)
def test_no_figure(text):
    assert [q for q in quantities_in(text) if q.role == "figure"] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("About 2,020 people came.", 2020),
        ("At least 2000 people came.", 2000),
        ("One soldier was killed.", 1),
        ("Crash Kills 12 in Northern Valley", 12),
        ("Crash Kills Twelve in Northern Valley", 12),
        ("They sent 2000 troops.", 2000),
        ("a 12-member team", 12),
        ("In the street two people waited.", 2),
        ("The five-member board resigned.", 5),
        ("She turned down $1999.", 1999),
    ],
)
def test_lookalikes_stay(text, value):
    assert [q.value for q in quantities_in(text) if q.role == "figure"] == [value]


def figures(text):
    return [q.value for q in quantities_in(text) if q.role == "figure"]


@pytest.mark.parametrize(
    "text",
    [
        "See Figure 2.3 above.",
        "They asked the Wave 4 respondents.",
        "the S&P 500 index",
        "She lives at 508 Cannon Road.",
    ],
)
def test_part_of_a_name(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("In Kharkiv 5 people died.", 5), ("On Monday 12 people were hurt.", 12), ("store 500 items", 500)],
)
def test_counts_after_a_capital_or_a_verb(text, value):
    assert figures(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "One official told reporters so.",
        "“It may rise,” said one resident.",
        "“Cut less,” read one banner.",
        "The group, the largest one so far, left.",
        "One after another they left.",
        "Photo 3 of 10",
        "Share 12 comments",
        "Reading time: 4 minutes",
        "The gunman called 911 twice.",
        "The 911 calls were played.",
        "A father of two was arrested.",
    ],
)
def test_what_reports_nothing(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The blast killed one and injured two.", [1, 2]),
        ("Two men fled and one was arrested.", [2, 1]),
        ("They held 12 in Dunmore and one in Farrow.", [12, 1]),
        ("Deaths were reported in Farrow (12) and Dunmore (7).", [12, 7]),
        ("They phoned 112 witnesses.", [112]),
        ("Farrow (12) and Dunmore (7) lost boats.", [12, 7]),
    ],
)
def test_one_and_others_that_count(text, values):
    assert figures(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2019 people were arrested.", [2019]),
        ("Between 1200 and 1800 people marched.", [1500]),
        ("From 1500 to 2000 people marched.", [1750]),
        ("Between 1990 and 2010 people moved away.", []),
        ("In 2019 people moved away.", []),
        ("The square filled with around 2000 people.", [2000]),
        ("The 2000 elections were held in the rain.", []),
        ("The court will issue 300 fines.", [300]),
    ],
)
def test_numbers_like_years_that_count_people(text, values):
    assert figures(text) == values
