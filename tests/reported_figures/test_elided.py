"""Nouns that stand elsewhere than after their number."""

import pytest

from analysis.reported_figures import elided


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
    found = elided.after_the_number(rest)
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
    found = elided.before_the_number(left)
    assert (found.head if found else None) == head


def test_headers_name_what_a_column_counts():
    assert elided.from_header("Number of Prisoners Released").head == "prisoner"
    assert elided.from_header("Homes destroyed").head == "home"
    assert elided.from_header("Dead").head == "person"
