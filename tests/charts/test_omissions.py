"""What each source tells: marks, crosses, and bars where there are too many sources for columns."""

import pandas as pd
from chart_cases import dots, words_in

from analysis import charts


def cells(*facts):
    """(fact, {source: status})."""
    return pd.DataFrame(
        [
            {"fact_id": f"o{n}", "fact": fact, "source": source, "status": status, "sentence_id": f"{source}:s1"}
            for n, (fact, sources) in enumerate(facts, 1)
            for source, status in sources.items()
        ]
    )


def test_each_status_has_its_sign():
    drawn = charts.told_by_source(
        cells(("The wall fell.", {"A": "told", "B": "missing", "C": "open"}), ("52", {"A": "told", "B": "another"}))
    )
    assert len(dots(drawn)) == 2
    assert {"×", "?", "≠"} <= set(words_in(drawn))
    assert "left out by B" in drawn.alt


def test_the_most_widely_told_comes_first():
    rows = cells(("rare", {"A": "told", "B": "open"}), ("wide", {"A": "told", "B": "told"}))
    words = words_in(charts.told_by_source(rows))
    assert words.index("wide") < words.index("rare")


def test_many_sources_are_counted():
    sources = {f"S{n:02d}": "told" if n < 12 else "missing" for n in range(20)}
    drawn = charts.told_by_source(cells(("The wall fell.", sources)))
    assert "12 tell it, 8 leave it out" in words_in(drawn)
