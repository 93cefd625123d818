"""Who counts how many: counters, their numbers and days; the course of a number."""

import pandas as pd
from chart_cases import dots, words_in

from analysis import charts


def row(counter, source, value, **more):
    plain = {"counter": counter, "source": source, "surface": f"{value:,}", "value": float(value), "low": float(value)}
    return plain | {"high": float(value), "bound": "exact", "day": None, "figure_id": f"{source}:f1"} | more


def test_one_number_of_one_counter_is_drawn_once_with_all_that_carry_it():
    rows = [row("Police", "Post", 400), row("Police", "Herald", 400), row("Union", "Post", 900)]
    drawn = charts.counters(pd.DataFrame(rows))
    assert sorted(dots(drawn)) == [400.0, 900.0]
    words = words_in(drawn)
    assert words.index("Police") < words.index("Union")  # more sources carry it
    assert {"Post", "Herald"} <= set(words)


def test_a_part_of_a_year_is_said_in_the_words_of_the_article():
    rows = [row("Police", "Post", 400, day="2025", as_of="2025", as_of_part="late 2025")]
    assert "400, late 2025" in words_in(charts.counters(pd.DataFrame(rows)))
    rows = [row("Police", "Post", 400, day="2025-03", as_of="2025", as_of_part="late 2025")]
    assert "400, March 2025" in words_in(charts.counters(pd.DataFrame(rows)))


def test_a_course_has_a_mark_for_each_claim_and_a_line_through_a_series():
    days = [("2024-05-01", 12), ("2024-05-02", 30), ("2024-05-02", 15)]
    rows = [row("", f"S{n}", value, day=day, series="highest" if value != 15 else None)
            for n, (day, value) in enumerate(days)]  # fmt: skip
    drawn = charts.growth(pd.DataFrame(rows))
    assert len(dots(drawn)) == 3
    lines = [line for line in drawn.axes.get_lines() if "-line-" in (line.get_gid() or "")]
    assert [len(line.get_xdata()) for line in lines] == [2]
    assert "1 May 2024 12 (S0), 2 May 2024 15 (S2) and 2 May 2024 30 (S1)" in drawn.alt


def test_an_open_bound_has_an_arrow():
    rows = [row("", "Post", 12, day="2024-05-01", series=None, bound="at_least")]
    drawn = charts.growth(pd.DataFrame(rows))
    assert any("-arrow-" in (line.get_gid() or "") for line in drawn.axes.get_lines())
