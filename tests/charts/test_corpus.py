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
