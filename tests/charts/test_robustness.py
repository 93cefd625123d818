import pandas as pd
from chart_cases import words_in

from analysis import charts


def curve(**more):
    rows = {"estimate": [0.3, -0.1, 0.2], "stemming": [True, False, True], "lexicon": ["x", "x", "x"]}
    return pd.DataFrame(rows | more)


def test_specifications_are_drawn_from_the_lowest_with_what_varies_below():
    axes = charts.specification_curve(curve(is_default=[True, False, False]), estimate="difference", reference=0.0).axes
    words = words_in(axes)
    assert {"stemming", "yes", "no"} <= set(words)
    assert "lexicon" not in words
    points = max(
        (line for line in axes.get_lines() if "-mark-" in (line.get_gid() or "")),
        key=lambda line: len(line.get_xdata()),
    )
    heights = list(points.get_ydata())
    assert heights == sorted(heights, reverse=True)
    assert [line.get_xdata()[0] for line in axes.get_lines() if "-default-" in (line.get_gid() or "")] == [2]


def test_where_the_finding_fails_the_mark_is_hollow():
    axes = charts.specification_curve(curve(holds=[True, False, True]), estimate="difference").axes
    drawn = [line for line in axes.get_lines() if "-mark-" in (line.get_gid() or "") and line.get_marker() == "o"]
    fills = {line.get_markerfacecolor(): list(line.get_xdata()) for line in drawn}
    assert fills == {charts.style.QUIET: [1, 2], charts.style.PAPER: [0]}
    assert "The finding holds in 2 of 3." in charts.specification_curve(curve(holds=[1, 0, 1]), estimate="x").alt


def test_the_description_counts_what_lies_above_the_reference():
    said = charts.specification_curve(curve(), estimate="Difference", choices=["stemming"], reference=0.0).alt
    assert said == "Difference under 3 combinations of stemming: from −0.1 to 0.3, median 0.2. 2 of 3 lie above 0."
