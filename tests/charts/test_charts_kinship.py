import pandas as pd
import pytest
from chart_cases import words_in

from analysis import charts
from analysis.errors import SchemaError


def pair(a, b, cosine, share=0.0):
    return {"article_a": a, "article_b": b, "cosine": cosine, "share_7grams": share, "n_shared_rare": 0}


def test_pairs_come_by_cosine_on_full_scales():
    axes = charts.similarity(pd.DataFrame([pair("a", "b", 0.2), pair("a", "c", 0.7, 0.003)]))
    marks = [line.get_xdata()[0] for line in axes.get_lines() if "-mark-" in (line.get_gid() or "")]
    assert marks == [0.7, 0.2]
    assert axes.get_xlim() == (0, 1)
    assert axes.figure.axes[1].get_xlim() == (0, 100)
    assert axes.figure.axes[1].patches[0].get_width() == 0.3


def test_articles_can_be_called_by_name():
    words = words_in(charts.similarity(pd.DataFrame([pair("a", "b", 0.2)]), names={"a": "Herald", "b": "Post"}))
    assert "Herald + Post" in words


def test_a_matrix_needs_six_articles():
    few = [pair("a", "b", 0.2)]
    many = [pair(a, b, 0.5) for a in "abcdef" for b in "abcdef" if a < b]
    assert charts.similarity_matrix(pd.DataFrame(few)).figure.axes[0].get_gid() == "similarity-panel-0"
    words = words_in(charts.similarity_matrix(pd.DataFrame(many)))
    assert words.count("50") == 15


def test_articles_of_one_origin_are_joined():
    table = pd.DataFrame({"origin": ["o1", "o2", "o1"], "article_id": list("abc"), "source": ["A", "B", "C"]})
    axes = charts.kinship(table)
    joins = [artist for artist in axes.get_children() if "-join-" in (artist.get_gid() or "")]
    assert len(joins) == 1
    assert "Origin 1: 2 articles share it" in words_in(axes)
    assert charts.kinship_alt(table) == "3 articles from 2 origins. One origin is shared by A and C."


def curve(**more):
    rows = {"estimate": [0.3, -0.1, 0.2], "stemming": [True, False, True], "lexicon": ["x", "x", "x"]}
    return pd.DataFrame(rows | more)


def test_specifications_are_drawn_from_the_lowest_with_what_varies_below():
    axes = charts.specification_curve(curve(is_default=[True, False, False]), estimate="difference", reference=0.0)
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


def test_the_description_counts_what_lies_above_the_reference():
    said = charts.specification_curve_alt(curve(), estimate="Difference", choices=["stemming"], reference=0.0)
    assert said == "Difference under 3 combinations of stemming: from −0.1 to 0.3, median 0.2. 2 of 3 lie above 0."


def test_where_the_finding_fails_the_mark_is_hollow():
    axes = charts.specification_curve(curve(holds=[True, False, True]), estimate="difference")
    drawn = [line for line in axes.get_lines() if "-mark-" in (line.get_gid() or "") and line.get_marker() == "o"]
    fills = {line.get_markerfacecolor(): list(line.get_xdata()) for line in drawn}
    assert fills == {charts.style.QUIET: [1, 2], charts.style.PAPER: [0]}
    assert "The finding holds in 2 of 3." in charts.specification_curve_alt(curve(holds=[1, 0, 1]), estimate="x")


def test_ties_come_strongest_first_and_unrelated_pairs_are_hollow():
    table = pd.DataFrame(
        {"article_a": ["a", "a"], "article_b": ["b", "c"], "score": [1.0, 9.0], "n_facts": [2, 12]}
    ).assign(relation=["none", "rewrite"])
    axes = charts.kinship_scores(table)
    drawn = [line for line in axes.get_lines() if "-mark-" in (line.get_gid() or "")]
    assert [line.get_xdata()[0] for line in drawn] == [9, 1]
    assert drawn[1].get_markerfacecolor() == charts.style.PAPER
    assert "9.0 from 12 shared facts" in words_in(axes)


def test_a_word_shift_compares_one_pair():
    rows = {"source_a": ["A", "A"], "source_b": ["B", "C"], "word": "war", "n_a": 1, "n_b": 2, "contribution": 0.1}
    with pytest.raises(SchemaError, match="one pair of sources"):
        charts.word_shift(pd.DataFrame(rows))
