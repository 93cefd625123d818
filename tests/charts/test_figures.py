import pandas as pd
import pytest
from chart_cases import INF, NAN, dots, words_in

from analysis import charts
from analysis.errors import SchemaError


def figure(surface, value, bound="exact", *, source="Herald", low=None, high=None, as_of=None, authority=None, **more):
    ends = (value if low is None else low, value if high is None else high)
    row = {"source": source, "surface": surface, "value": value, "low": ends[0], "high": ends[1], "bound": bound}
    rest = {"unit": "people", "measure": "missing", "kind": "stock", "as_of": as_of, "event_date": None}
    return row | rest | {"authority": authority} | more


def drawn(*rows):
    return charts.reported_figures(pd.DataFrame(rows)).axes


def marks(axes, kind):
    return [line for line in axes.get_lines() if f"-{kind}-" in (line.get_gid() or "")]


def test_marks_stand_at_their_values_and_under_their_dates():
    axes = drawn(
        figure("40 people", 40, as_of="2025-03-02"),
        figure("30 people", 30, as_of="2025-03-01"),
        figure("55 people", 55),
    )
    assert [line.get_xdata()[0] for line in marks(axes, "mark")] == [30, 40, 55]
    words = words_in(axes)
    order = [words.index(text) for text in ("As of 1 March 2025", "As of 2 March 2025", "Date not given")]
    assert order == sorted(order)


def test_an_exact_number_is_filled_a_vague_one_hollow():
    axes = drawn(figure("40", 40), figure("dozens", 12, "vague"), figure("about 20", 20, "about"))
    fills = {line.get_xdata()[0]: line.get_markerfacecolor() for line in marks(axes, "mark")}
    assert fills[12] == fills[20] == charts.style.PAPER
    assert fills[40] == charts.style.COLOURS[0]


@pytest.mark.parametrize(
    ("row", "rising"),
    [
        (figure("over 40", 40, "more_than", high=INF), True),
        (figure("at least 40", 40, "at_least", high=NAN), True),
        (figure("up to 40", 40, "at_most", low=NAN), False),
        (figure("fewer than 40", 40, "fewer_than", low=-INF), False),
        (figure("hundreds", 40, "vague", high=NAN), True),
    ],
)
def test_an_open_end_is_an_arrow_that_way(row, rising):
    arrows = marks(drawn(row), "arrow")
    places = [arrow.get_xdata()[0] for arrow in arrows]
    assert max(places) > 40 if rising else min(places) < 40
    assert min(places) == 40 if rising else max(places) == 40


def test_an_exact_number_has_no_arrow():
    assert not marks(drawn(figure("40", 40)), "arrow")


def test_a_range_is_a_line_with_two_ends():
    (line,) = marks(drawn(figure("20 to 30", 25, "range", low=20, high=30)), "interval")
    assert list(line.get_xdata()) == [20, 30]
    assert line.get_marker() == "|"


def test_the_label_is_authority_then_source_and_the_words_as_written():
    words = words_in(drawn(figure("over 40 people", 40, authority="River Police"), figure("12", 12)))
    assert "River Police / Herald" in words
    assert "over 40 people" in words
    assert "nobody credited / Herald" in words


def test_a_long_authority_never_hides_the_source():
    words = words_in(drawn(figure("40", 40, authority="The Association of All Associations " * 9)))
    assert any(text.endswith("… / Herald") for text in words)


@pytest.mark.parametrize("column", ["measure", "kind"])
def test_two_kinds_of_number_never_share_an_axis(column):
    other = figure("30", 30, **{column: "flow" if column == "kind" else "other"})
    with pytest.raises(SchemaError, match=f"one {column} a chart"):
        drawn(figure("40", 40), other)


def test_each_unit_has_an_axis_of_its_own():
    axes = drawn(figure("40", 40), figure("12 percent", 12, unit="percent"), figure("60", 60, unit=None))
    people, percent = axes.figure.axes
    assert [line.get_xdata()[0] for line in marks(people, "mark")] == [40, 60]
    assert [line.get_xdata()[0] for line in marks(percent, "mark")] == [12]
    assert {"people, as reported", "percent, as reported"} <= set(words_in(axes))


def test_numbers_far_apart_get_a_log_scale_that_is_named():
    axes = drawn(figure("12", 12), figure("37,000", 37_000))
    assert axes.get_xscale() == "log"
    assert any("times the last" in text for text in words_in(axes))
    assert drawn(figure("0", 0), figure("37,000", 37_000)).get_xscale() == "linear"


def test_every_mention_beyond_the_first_is_counted():
    assert "40 (said 3 times)" in words_in(drawn(figure("40", 40, n_mentions=3)))


def test_the_description_holds_every_number_and_date():
    said = charts.reported_figures(
        pd.DataFrame([figure("over 40", 40, authority="Police", as_of="2025-03"), figure("30", 30)])
    ).alt
    assert said == (
        "2 figures from 1 source, from 30 to 40: over 40 (Police / Herald, as of March 2025); "
        "30 (nobody credited / Herald, date not given)."
    )


def test_a_flow_is_dated_by_its_event():
    row = figure("40", 40) | {"kind": "flow", "event_date": "2025-03-02"}
    assert "2 March 2025" in words_in(drawn(row))


def test_a_part_of_a_year_is_said_and_sorts_within_it():
    rows = [figure("50", 50, as_of="2025", as_of_part="late 2025"), figure("40", 40, as_of="2025", as_of_part=None)]
    words = words_in(drawn(*rows, figure("30", 30, as_of="2025-03", as_of_part=pd.NA)))
    found = [text for text in words if text.startswith("As of")]
    assert found == ["As of 2025", "As of March 2025", "As of late 2025"]


def test_a_withdrawn_number_is_told_and_not_drawn():
    axes = drawn(figure("40 people", 40), figure("55 people", 55, status="withdrawn"))
    assert [line.get_xdata()[0] for line in marks(axes, "mark")] == [40]
    assert "55 people: withdrawn" in words_in(axes)


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
