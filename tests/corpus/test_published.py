"""Days of publication: every common way of writing one gives its ISO day; what is none stays empty."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.published import read_published


def read(cell: str) -> str | None:
    return read_published([cell])[0][0]


@pytest.mark.parametrize(
    "cell",
    [
        "2025-02-13",
        "2025/02/13",
        "20250213",
        "2025-02-13T23:30:00-05:00",
        "2025-02-13T08:00:00Z",
        "2025-02-13T08:00:00.123456+00:00",
        "2025-02-13 08:00",
        "2025-02-13 08:00:15 UTC",
        "13 February 2025",
        "13th February 2025",
        "13 Feb 2025, 10:15",
        "13-Feb-2025",
        "February 13, 2025",
        "Feb. 13, 2025 at 5:30 p.m. EST",
        "Thursday, February 13, 2025",
        "Thu, 13 Feb 2025 08:00:00 GMT",
        "Thursday 13 February 2025 08.00 GMT",
        "13.02.2025",
        "13/02/2025",
        "02/13/2025",
        "13-02-2025",
        "13/02/25 18:40",
    ],
)
def test_a_day_in_any_common_way(cell):
    assert read(cell) == "2025-02-13"


@pytest.mark.parametrize(("cell", "month"), [("2025-02", "2025-02"), ("February 2025", "2025-02")])
def test_a_month_alone_stays_a_month(cell, month):
    assert read(cell) == month


@pytest.mark.parametrize(
    "cell", ["soon", "2025-02-30", "2025-13-01", "31/31/2025", "00/00/2025", "8:00", "2025-00", "12"]
)
def test_what_is_no_date_stays_empty(cell):
    assert read_published([cell, None]) == ([None, None], [])


def test_the_order_of_digits_comes_from_the_list_or_is_said_to_be_assumed():
    assert read_published(["04/02/2025", "13/02/2025"])[0] == ["2025-02-04", "2025-02-13"]
    assert read_published(["04/02/2025", "02/13/2025"])[0] == ["2025-04-02", "2025-02-13"]
    assert read_published(["04/02/2025", "2025-04-01"])[0] == ["2025-04-02", "2025-04-01"]
    days, notes = read_published(["04/02/2025"])
    assert days == ["2025-02-04"]
    assert "nothing in the list shows the order" in notes[0]


@settings(max_examples=60)
@given(st.dates(min_value=dt.date(1970, 1, 1), max_value=dt.date(2060, 12, 31)), st.times())
def test_every_day_is_read_back(day, time):
    for written in (
        f"{day}T{time:%H:%M:%S}Z",
        f"{day.day} {day:%B %Y}",
        f"{day:%b} {day.day}, {day:%Y %H:%M}",
        f"{day:%Y%m%d}",
    ):
        assert read(written) == day.isoformat()
