"""Frames, collocates, contrasts and corrected shares: what is drawn, what is greyed, what is only said."""

import pandas as pd
import pytest
from chart_cases import NAN, words_in

from analysis import charts
from analysis.errors import SchemaError


def dots(axes):
    found = [line for line in axes.get_lines() if "-mark-" in (line.get_gid() or "")]
    return [(round(float(line.get_xdata()[0]), 6), line.get_markerfacecolor()) for line in found]


def every_dot(axes):
    return [dot for panel in axes.figure.axes for dot in dots(panel)]


def frame(source, *, reliable=None, n=2, n_all=10, n_articles=3, n_articles_all=4):
    row = {
        "frame": "cost",
        "question": "Is it about money?",
        "source": source,
        "n_sentences": n,
        "n_sentences_all": n_all,
        "share_sentences": n / n_all,
        "low": 0.1,
        "high": 0.4,
        "n_articles": n_articles,
        "n_articles_all": n_articles_all,
        "share_articles": n_articles / n_articles_all,
        "articles_low": 0.2,
        "articles_high": 0.9,
    }
    return row if reliable is None else row | {"is_reliable": reliable}


def test_frames_are_drawn_of_sentences_or_of_articles():
    table = pd.DataFrame([frame("Herald"), frame("Post", n=5, n_articles=1)])
    sentences, articles = charts.frames_by_source(table), charts.frames_by_source(table, of="articles")
    assert [value for value, _ in every_dot(sentences)] == [20, 50]
    assert [value for value, _ in every_dot(articles)] == [75, 25]
    assert "Herald 75 %" in charts.frames_by_source_alt(table, of="articles")
    assert "of articles with cues" in charts.frames_by_source_alt(table, of="articles")


def test_a_frame_on_which_coders_disagree_is_hollow_and_named_in_the_description():
    table = pd.DataFrame([frame("Herald", reliable=False)])
    assert [face for _, face in every_dot(charts.frames_by_source(table))] == [charts.style.PAPER]
    assert "did not agree enough: cost." in charts.frames_by_source_alt(table)
    agreed = pd.DataFrame([frame("Herald", reliable=True)])
    assert [face for _, face in every_dot(charts.frames_by_source(agreed))] != [charts.style.PAPER]
    assert "did not agree" not in charts.frames_by_source_alt(agreed)


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
    axes = charts.collocates_by_source(table)
    assert [value for value, _ in dots(axes)] == [50, 25]
    drawn = words_in(axes)
    assert "10 of 20 – only here" in drawn
    assert "Uses it 2 times: no statement." in drawn
    assert "No word stands beside it often enough to tell." in drawn
    assert "rare" not in drawn
    said = charts.collocates_by_source_alt(table)
    assert "Herald (20 uses): political 10 and release 5." in said
    assert said.endswith("Too few uses to say: Mail (9) and Post (2).")


def test_two_nodes_are_two_charts():
    table = pd.DataFrame([company("Herald", "a", 5, share=0.2), company("Herald", "b", 5) | {"node": "guards"}])
    with pytest.raises(SchemaError, match="one node a chart"):
        charts.collocates_by_source(table)


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
    axes = charts.contrasts_by_source(table)
    assert [value for value, _ in dots(axes)] == [-60, 20]
    assert "10 % v 70 %" in words_in(axes)
    assert "Herald: hope 10 % against 70 % and crisis 60 % against 40 %." in charts.contrasts_by_source_alt(table)


def test_a_corrected_share_stands_beside_that_of_the_cues():
    row = {
        "frame": "cost",
        "question": "Is it about money?",
        "machine": 0.3,
        "corrected": 0.2,
        "low": 0.1,
        "high": 0.25,
    }
    table = pd.DataFrame([row | {"n_coded": 40, "n_sentences": 400, "is_reliable": True}])
    assert [value for value, _ in dots(charts.corrected_frames(table))] == [30, 20]
    assert "30 % by cues, 20 % corrected (10 % to 25 %)" in charts.corrected_frames_alt(table)
    unsure = charts.corrected_frames(table.assign(is_reliable=False))
    assert {face for _, face in dots(unsure)} == {charts.style.PAPER}
    assert "Grey, hollow dot: coders did not agree enough to rely on it." in words_in(unsure)
