import pandas as pd
from chart_cases import words_in

from analysis import charts


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
    table = pd.DataFrame({"origin_id": ["o1", "o2", "o1"], "article_id": list("abc"), "source": ["A", "B", "C"]})
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
