import datetime as dt

import pandas as pd
import pytest
from chart_cases import words_in

from analysis import charts
from analysis.charts.timeline import date_ticks, days_of, is_dated, spoken


def event(name, date, source):
    return {"event": name, "date": date, "source": source}


def lines(axes, kind):
    return [line for line in axes.get_lines() if f"-{kind}-" in (line.get_gid() or "")]


def day(iso):
    return dt.date.fromisoformat(iso).toordinal()


def test_a_day_is_a_dot_and_a_month_a_bar():
    axes = charts.timeline(pd.DataFrame([event("flood", "2025-03-02", "A"), event("vote", "2025-04", "A")])).axes
    assert [line.get_xdata()[0] for line in lines(axes, "mark")] == [day("2025-03-02")]
    (month,) = lines(axes, "interval")
    assert list(month.get_xdata()) == [day("2025-04-01"), day("2025-04-30")]


def test_dates_that_differ_are_said():
    table = pd.DataFrame([event("flood", "2025-03-02", "A"), event("flood", "2025-03-09", "B")])
    axes = charts.timeline(table).axes
    assert "The reports differ on the date:" in words_in(axes)
    assert charts.timeline(table).alt == (
        "1 event by date. flood: 2 March 2025 (A) or 9 March 2025 (B). The reports differ on the date of 1 event."
    )


def test_a_month_that_holds_the_day_is_no_contradiction():
    axes = charts.timeline(pd.DataFrame([event("flood", "2025-03-02", "A"), event("flood", "2025-03", "B")])).axes
    assert not any("differ" in text for text in words_in(axes))


def test_an_event_without_date_is_named_last():
    words = words_in(charts.timeline(pd.DataFrame([event("aaa", None, "A"), event("flood", "2025-03-02", "B")])))
    assert words.index("aaa") > words.index("flood")
    assert "date not given:" in words


def test_a_far_off_date_does_not_squeeze_the_others():
    days = [event(f"flood {n}", f"2025-03-0{n}", "A") for n in range(1, 6)]
    axes = charts.timeline(pd.DataFrame([*days, event("the dam is built", "1931", "A")])).axes
    low, high = axes.get_xlim()
    assert high - low < 100
    assert [line.get_marker() for line in lines(axes, "mark") if line.get_xdata()[0] == low] == ["<"]
    assert any("before or after the days shown" in text for text in words_in(axes))
    assert "1931 (A)" in charts.timeline(pd.DataFrame([event("the dam is built", "1931", "A")])).alt


@pytest.mark.parametrize("date", ["2025-13", "2025-02-30", "0000", "25-01-01", "", None, "n.d.", "2025-1-1"])
def test_what_is_no_date_stays_unresolved(date):
    assert not is_dated(date)
    assert days_of(date) is None
    assert spoken(date) == "date not given"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2025-09-01", "2025-09-02"),
        ("2025-09-01", "2025-10-20"),
        ("2025-12-28", "2026-01-03"),
        ("2025-01-01", "2025-12-31"),
        ("1999-01-01", "2026-01-01"),
        ("0001-01-02", "9999-12-30"),
    ],
)
def test_a_time_axis_has_few_ticks_in_order(first, last):
    start, end = day(first), day(last)
    ticks = date_ticks(start, end)
    places = [place for place, _ in ticks]
    assert 1 <= len(ticks) <= 8
    assert places == sorted(set(places))
    assert all(start <= place <= end for place in places)


def claim(surface, date, source, measure="set_free"):
    return {"surface": surface, "measure": measure, "event_date": date, "source": source, "figure_id": "a:f1"}


def test_claims_are_drawn_as_the_events_that_they_count():
    claims = [claim("40 people", "2025-03-02", "A"), claim("40 people ", None, "B"), claim("dozens", None, "A")]
    drawing = charts.timeline(pd.DataFrame(claims))
    assert drawing.rows["event"].tolist() == ["40 people set free"] * 2
    assert drawing.n == "n = 2 dates of 1 event"
    assert drawing.alt == "1 event by date. 40 people set free: 2 March 2025 (A) and date not given (B)."
    assert "dozens set free" not in words_in(drawing)
