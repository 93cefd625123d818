"""Ages tell who somebody is; the age that a rule sets is a number of years."""

import pytest

from analysis.reported_figures import quantities_in


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lind, 42, was arrested.",
        "Maria Lind (42) was arrested.",
        "The suspect, aged 34, fled.",
        "He was 18 when he left.",
        "The suspect is 22.",
        "“Then nothing,” said Petra Lind, 47.",
        "The driver was named as Petra Lind, 47.",
        "a 69-year-old woman",
        "a woman of 28 was freed",
        "A man, thought to be 45, was freed.",
        "Tom Hale, then 19, was freed.",
        "The youngest of those killed was 3.",
        "He died at 71.",
        "He died at the age of 27.",
        "At 82, she still works.",
        "I will not retire at 64.",
        "The singer turned 90 on Friday.",
        "children up to age five",
        "children under five with measles",
        "Voters under 30 stayed away.",
        "people aged between 18 and 24",
        "adults 18 to 64",
        "Norwegians 65 and older",
        "16- to 24-year-olds",
        "Under-21 players won.",
        "“I’m 42 and tired,” she said.",
        "She turned 18 Friday.",
        "He was 45 last week.",
        "Aged 45 years, he still ran.",
    ],
)
def test_ages(text):
    assert [(q.role, q.unit) for q in quantities_in(text)] == [("age", "years")]


@pytest.mark.parametrize(
    "text",
    ["They were aged 12, 14 and 60.", "The dead were a man, 45, and a girl, 9.", "John, 8, Mary, 6, and Tom, 3, left."],
)
def test_ages_in_a_list(text):
    assert {q.role for q in quantities_in(text)} == {"age"}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It raises the voting age to 21.", "years"),
        ("They have an average age of 37.", "years"),
        ("He won with 18, she with more.", None),
        ("The numbers were 3, 42, 7.", None),
        ("He was jailed for 12 years.", "years"),
        ("The toll is 22.", None),
        ("A group of 20 was freed.", None),
        ("Killed, 12; hurt, 40.", None),
        ("The toll stood at 71.", None),
        ("Near Port Alden, 12 were hurt.", None),
        ("According to the minister, 40 died.", None),
        ("According to Ann Lund, 40 were hurt.", None),
        ("The retirement age goes to 64 next year.", "years"),
    ],
)
def test_figures(text, unit):
    first = quantities_in(text)[0]
    assert (first.role, first.unit) == ("figure", unit)


def test_both_ages_of_a_rule():
    raised = quantities_in("It raises the retirement age from 62 to 64.")
    assert [(q.role, q.unit, q.value) for q in raised] == [("figure", "years", 62), ("figure", "years", 64)]


@pytest.mark.parametrize(
    "text", ["A mother of three fled.", "Parents of two, they fled.", "a father of 2 young children"]
)
def test_children_of_a_parent_are_no_count(text):
    assert [q for q in quantities_in(text) if q.role == "figure"] == []
