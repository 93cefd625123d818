import pandas as pd
import pytest
from chart_cases import NAN, bars, dots, words_in

from analysis import charts
from analysis.errors import SchemaError


@pytest.mark.parametrize("n", [3, 5])
def test_a_term_that_does_not_stay_is_hollow(n):
    table = pd.DataFrame(
        {"source": "A", "term": ["dam", "river"], "rank": [1, 2], "n": n, "n_articles": 1, "log_odds": [2.0, 1.0],
         "low": [1.0, 0.5], "high": [3.0, 1.5], "stability": [0.95, 0.4]}
    )  # fmt: skip
    axes = charts.distinctive_terms(table).axes
    fills = [line.get_markerfacecolor() for line in axes.get_lines() if "-mark-" in (line.get_gid() or "")]
    assert fills == [charts.style.COLOURS[0], charts.style.PAPER]
    assert dots(axes) == [2.0, 1.0]
    assert charts.distinctive_terms(table).alt.endswith("1 term of 2 would come again in half of such samples or more.")


def test_words_that_a_source_avoids_stand_left_of_nought_largest_first():
    table = pd.DataFrame(
        {
            "first": "Herald",
            "term": ["crisis", "hope"],
            "share_first": [0.6, 0.1],
            "share_second": [0.4, 0.7],
            "difference": [0.2, -0.6],
            "low": [0.1, -0.8],
            "high": [0.3, -0.3],
            "p": 0.01,
        }
    )
    axes = charts.contrasts_by_source(table).axes
    assert dots(axes) == [-60, 20]
    assert "10 % v 70 %" in words_in(axes)
    assert "Herald: hope 10 % against 70 % and crisis 60 % against 40 %." in charts.contrasts_by_source(table).alt


def company(source, word, n, *, n_node=20, share=None, likelihood=1.0, reason=None, only=False):
    return {
        "node": "prisoners",
        "source": source,
        "collocate": word,
        "n": n,
        "n_node": n_node,
        "share": NAN if share is None else share,
        "low": NAN if share is None else share / 2,
        "high": NAN if share is None else (1 + share) / 2,
        "log_likelihood": likelihood,
        "reason": reason,
        "is_only_here": only,
        "sentences": ["a:s1"],
    }


def test_words_stand_by_sureness_and_what_is_seen_too_seldom_is_only_said():
    table = pd.DataFrame(
        [
            company("Herald", "release", 5, share=0.25, likelihood=9.0),
            company("Herald", "political", 10, share=0.5, likelihood=30.0, only=True),
            company("Herald", "rare", 2, reason="Seen 2 times: no statement."),
            company("Post", "", 0, n_node=2, reason="Uses it 2 times: no statement."),
            company("Mail", "rare", 2, n_node=9, reason="Seen 2 times: no statement."),
        ]
    )
    axes = charts.collocates_by_source(table).axes
    assert dots(axes) == [50, 25]
    drawn = words_in(axes)
    assert "10 of 20 – only here" in drawn
    assert "Uses it 2 times: no statement." in drawn
    assert "No word comes near it often enough to tell." in drawn
    assert "rare" not in drawn
    said = charts.collocates_by_source(table).alt
    assert "Herald (20 uses): political 10 and release 5." in said
    assert said.endswith("Too few uses to say: Mail (9) and Post (2).")


def test_two_nodes_are_two_charts():
    table = pd.DataFrame([company("Herald", "a", 5, share=0.2), company("Herald", "b", 5) | {"node": "guards"}])
    with pytest.raises(SchemaError, match="one node a chart"):
        charts.collocates_by_source(table)


def test_variants_of_a_name_share_one_bar():
    table = pd.DataFrame({"group": "Kiev", "form": ["Kyiv", "Kiev"], "source": ["A", "A"], "n": [3, 1]})
    assert bars(charts.names_by_source(table)) == [(0, 3, False), (3, 4, True)]
    assert "“Kyiv” in A 3; “Kiev” in A 1" in charts.names_by_source(table).alt
