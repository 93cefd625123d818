import pandas as pd
from chart_cases import bars, words_in

from analysis import charts


def test_set_aside_words_are_hatched_and_follow_those_read():
    rows = [
        {"source": "Herald", "article_id": "h", "kind": "paragraph", "is_body": True, "n_words": 500},
        {"source": "Herald", "article_id": "h", "kind": "toc", "is_body": False, "n_words": 80},
    ]
    axes = charts.corpus_overview(pd.DataFrame(rows).assign(health=[["cut_off"], ["cut_off"]])).axes
    assert bars(axes) == [(0, 500, False), (500, 580, True)]
    assert "500 words read" in words_in(axes)
    assert "Set aside: table of contents 80" in words_in(axes)
    assert "Note: ends in mid-text" in words_in(axes)


def test_articles_without_date_are_counted_in_words():
    table = pd.DataFrame({"source": ["A", "A"], "period": ["2025-03", None], "n_articles": [3, 2]})
    assert "3 articles, 2 without date" in words_in(charts.coverage_over_time(table))
    assert charts.coverage_over_time(table).alt.endswith("2 articles without a date.")


def pair(a, b, cosine, share=0.0):
    return {"article_a": a, "article_b": b, "cosine": cosine, "share_7grams": share, "n_shared_rare": 0}


def test_pairs_come_by_cosine_on_full_scales():
    axes = charts.similarity(pd.DataFrame([pair("a", "b", 0.2), pair("a", "c", 0.7, 0.003)])).axes
    marks = [line.get_xdata()[0] for line in axes.get_lines() if "-mark-" in (line.get_gid() or "")]
    assert marks == [0.7, 0.2]
    assert axes.get_xlim() == (0, 1)
    assert axes.figure.axes[1].get_xlim() == (0, 100)
    assert axes.figure.axes[1].patches[0].get_width() == 0.3


def test_articles_can_be_called_by_name():
    words = words_in(charts.similarity(pd.DataFrame([pair("a", "b", 0.2)]), names={"a": "Herald", "b": "Post"}))
    assert "Herald + Post" in words


def test_articles_of_one_origin_are_joined():
    table = pd.DataFrame({"origin": ["o1", "o2", "o1"], "article_id": list("abc"), "source": ["A", "B", "C"]})
    axes = charts.kinship(table).axes
    joins = [artist for artist in axes.get_children() if "-join-" in (artist.get_gid() or "")]
    assert len(joins) == 1
    assert "Origin 1: 2 articles share it" in words_in(axes)
    assert charts.kinship(table).alt == "3 articles from 2 origins. One origin is shared by A and C."


def test_ties_come_strongest_first_and_unrelated_pairs_are_hollow():
    table = pd.DataFrame(
        {"article_a": ["a", "a"], "article_b": ["b", "c"], "score": [1.0, 9.0], "n_facts": [2, 12]}
    ).assign(relation=["none", "rewrite"])
    axes = charts.kinship_scores(table).axes
    drawn = [line for line in axes.get_lines() if "-mark-" in (line.get_gid() or "")]
    assert [line.get_xdata()[0] for line in drawn] == [9, 1]
    assert drawn[1].get_markerfacecolor() == charts.style.PAPER
    assert "9.0 from 12 shared facts" in words_in(axes)
