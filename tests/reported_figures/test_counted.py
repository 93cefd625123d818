"""What a number counts."""

import pytest

from analysis.english.tokens import scan
from analysis.reported_figures import counted, quantities_in


@pytest.mark.parametrize(
    ("text", "counted", "head"),
    [
        ("35 Belarusian security officials after", "Belarusian security officials", "official"),
        ("52 prisoners remain behind bars", "prisoners", "prisoner"),
        ("at least 27 journalists currently incarcerated", "journalists", "journalist"),
        ("tens of thousands of students", "students", "student"),
        ("four plain-clothes police officers", "plain-clothes police officers", "officer"),
        ("12 home runs and a win", "home runs", "run"),
        ("three digital and physical products", "digital and physical products", "product"),
        ("a 12-member team", "member", "member"),
        ("2,000 of the protesters", "protesters", "protester"),
        ("60 per cent of voters", "voters", "voter"),
        ("1,500 coal- and gas-fired power plants together", "coal- and gas-fired power plants", "plant"),
        ("three National Guardsmen were", "National Guardsmen", "guardsman"),
        ("six United Nations human rights treaties", "United Nations human rights treaties", "treaty"),
        ("one other friend came", "friend", "friend"),
        ("354 US metro areas", "US metro areas", "area"),
        ("five pleaded guilty", None, None),
        ("14 were foreigners", None, None),
    ],
)
def test_noun_phrase(text, counted, head):
    quantity = quantities_in(text)[0]
    assert (quantity.counted, quantity.head) == (counted, head)


def test_a_list_shares_its_noun():
    first, second = quantities_in("Between them, 112 of the 200 seats were lost.")
    assert (first.head, second.head) == ("seat", "seat")


def test_a_noun_phrase_stops_at_the_line():
    assert quantities_in("Home runs 19\nBatted in by others")[0].counted is None


@pytest.mark.parametrize(
    ("rest", "head"),
    [
        (" of them were foreign tourists.", "tourist"),
        (" were children", "child"),
        (" of them women", "woman"),
        (" injured in the crash", "person"),
        (" were freed on Friday", "person"),
        (" of them seriously", None),
        (" in hospital", None),
    ],
)
def test_after_the_number(rest, head):
    found = counted.after_the_number(scan(rest), 0)
    assert (found.head if found else None) == head


@pytest.mark.parametrize(
    ("left", "head"),
    [
        ("The number of political prisoners rose to ", "prisoner"),
        ("The death toll reached ", "person"),
        ("The blast killed ", "person"),
        ("She is a mother of ", "child"),
        ("The index rose to ", None),
    ],
)
def test_before_the_number(left, head):
    found = counted.before_the_number(left)
    assert (found.head if found else None) == head


def test_headers_name_what_a_column_counts():
    assert counted.from_header("Number of Prisoners Released").head == "prisoner"
    assert counted.from_header("Homes destroyed").head == "home"
    assert counted.from_header("Dead").head == "person"
