import pandas as pd
import pytest
from chart_cases import NAN, bars, dots, words_in

from analysis import charts
from analysis.errors import SchemaError


def summary(group, part, mean, low=NAN, high=NAN, n=5):
    return {
        "by": "source",
        "group": group,
        "part": part,
        "mean": mean,
        "low": low,
        "high": high,
        "n": n,
        "n_articles": 1,
    }


def test_the_lowest_source_comes_first_and_quotation_is_hollow():
    table = pd.DataFrame([summary("A", "all", 0.1), summary("A", "quoted", 0.4), summary("B", "all", -0.2, -0.3, 0.1)])
    axes = charts.sentiment_by_source(table).axes
    assert dots(axes) == [-0.2, 0.1, 0.4]
    fills = [line.get_markerfacecolor() for line in axes.get_lines() if "-mark-" in (line.get_gid() or "")]
    assert fills[2] == charts.style.PAPER
    assert fills[0] != charts.style.PAPER
    (interval,) = [line for line in axes.get_lines() if "-interval-" in (line.get_gid() or "")]
    assert list(interval.get_xdata()) == [-0.3, 0.1]


def test_groups_other_than_sources_are_left_to_other_charts():
    rows = [summary("A", "all", 0.1), summary("Ann", "all", -0.9) | {"by": "speaker"}]
    assert dots(charts.sentiment_by_source(pd.DataFrame(rows))) == [0.1]


def test_what_could_not_be_scored_has_no_mark():
    axes = charts.sentiment_by_source(pd.DataFrame([summary("A", "all", 0.1), summary("A", "quoted", NAN, n=0)])).axes
    assert dots(axes) == [0.1]
    assert "not scored, 0 sentences" in words_in(axes)


def test_words_that_lower_the_score_point_left():
    table = pd.DataFrame(
        {"source": "A", "word": ["war", "hope"], "n": [3, 1], "contribution": [-0.3, 0.1], "is_topic": [True, False]}
    )
    assert bars(charts.sentiment_drivers(table)) == [(-0.3, 0, True), (0, 0.1, False)] or bars(
        charts.sentiment_drivers(table)
    ) == [(0, -0.3, True), (0, 0.1, False)]


def test_a_cell_on_few_sentences_is_outlined():
    table = pd.DataFrame({"actor": ["X", "X"], "source": ["A", "B"], "mean": [-0.5, 0.5], "n": [20, 2]})
    axes = charts.sentiment_targets(table).axes
    cells = [artist for artist in axes.get_children() if "-cell-" in (artist.get_gid() or "")]
    filled, outlined = cells
    assert filled.get_alpha() < 0.5
    assert charts.style.PAPER == "#ffffff"
    assert outlined.get_facecolor()[:3] == (1.0, 1.0, 1.0)
    assert {"−0.50", "n 20", "+0.50", "n 2"} <= set(words_in(axes))


def test_a_word_shift_compares_one_pair():
    rows = {"source_a": ["A", "A"], "source_b": ["B", "C"], "word": "war", "n_a": 1, "n_b": 2, "contribution": 0.1}
    with pytest.raises(SchemaError, match="one pair of sources"):
        charts.word_shift(pd.DataFrame(rows))
