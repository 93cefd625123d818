import pandas as pd
import pytest
from chart_cases import NAN, words_in
from matplotlib.patches import Rectangle

from analysis import charts


def bars(axes):
    found = [patch for patch in axes.patches if isinstance(patch, Rectangle) and "-bar-" in (patch.get_gid() or "")]
    return [(round(bar.get_x(), 6), round(bar.get_x() + bar.get_width(), 6), bool(bar.get_hatch())) for bar in found]


def dots(axes):
    return [float(line.get_xdata()[0]) for line in axes.get_lines() if "-mark-" in (line.get_gid() or "")]


def test_set_aside_words_are_hatched_and_follow_those_read():
    rows = [
        {"source": "Herald", "article_id": "h", "kind": "paragraph", "is_body": True, "n_words": 500},
        {"source": "Herald", "article_id": "h", "kind": "toc", "is_body": False, "n_words": 80},
    ]
    axes = charts.corpus_overview(pd.DataFrame(rows).assign(health=[["cut_off"], ["cut_off"]]))
    assert bars(axes) == [(0, 500, False), (500, 580, True)]
    assert "500 words read" in words_in(axes)
    assert "Set aside: table of contents 80" in words_in(axes)
    assert "Note: ends in mid-text" in words_in(axes)


def test_speakers_come_by_words_and_an_open_speaker_last():
    table = pd.DataFrame(
        {"source": "Herald", "speaker": ["Ann", None, "Bo"], "n_words": [10, 90, 30], "n_quotes": [1, 4, 2]}
    )
    assert bars(charts.speaker_shares(table)) == [(0, 30, False), (0, 10, False), (0, 90, True)]
    assert charts.speaker_shares_alt(table).endswith("Herald: speaker left open 90, Bo 30 and Ann 10.")


def test_credits_to_nobody_are_hatched():
    table = pd.DataFrame({"source": "Herald", "authority": ["Police", None], "n_figures": [2, 5]})
    assert bars(charts.authorities_by_source(table)) == [(0, 2, False), (0, 5, True)]
    assert charts.authorities_by_source_alt(table).endswith("Herald: Police 2 and nobody 5.")


def test_quoted_shares_are_drawn_in_percent_largest_first():
    table = pd.DataFrame({"source": ["A", "B"], "share_quoted": [0.1, 0.25], "n_words": [100, 200], "n_quotes": [1, 9]})
    axes = charts.quoted_share_by_source(table)
    assert dots(axes) == [25, 10]
    assert "25 % of 200 words" in words_in(axes)


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
    axes = charts.sentiment_by_source(table)
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
    axes = charts.sentiment_by_source(pd.DataFrame([summary("A", "all", 0.1), summary("A", "quoted", NAN, n=0)]))
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
    axes = charts.sentiment_targets(table)
    cells = [artist for artist in axes.get_children() if "-cell-" in (artist.get_gid() or "")]
    filled, outlined = cells
    assert filled.get_alpha() < 0.5
    assert charts.style.PAPER == "#ffffff"
    assert outlined.get_facecolor()[:3] == (1.0, 1.0, 1.0)
    assert {"−0.50", "n 20", "+0.50", "n 2"} <= set(words_in(axes))


def test_frames_without_agreement_are_grey_and_hollow():
    table = pd.DataFrame(
        {"frame": "bargain", "source": ["A", "B"], "share_sentences": [0.2, 0.1], "low": [0.1, 0.0], "high": [0.3, 0.2]}
    ).assign(n_sentences=[10, 5], n_sentences_all=50)
    sure = charts.frames_by_source(table)
    unsure = charts.frames_by_source(table.assign(is_reliable=False))
    assert [dots(axes) for axes in sure.figure.axes] == [dots(axes) for axes in unsure.figure.axes] == [[20], [10]]
    assert not any("two coders" in text for text in words_in(sure))
    assert any("two coders" in text for text in words_in(unsure))


def test_variants_of_a_name_share_one_bar():
    table = pd.DataFrame({"group": "Kiev", "form": ["Kyiv", "Kiev"], "source": ["A", "A"], "n": [3, 1]})
    assert bars(charts.names_by_source(table)) == [(0, 3, False), (3, 4, True)]
    assert "“Kyiv” in A 3; “Kiev” in A 1" in charts.names_by_source_alt(table)


@pytest.mark.parametrize("n", [3, 5])
def test_a_term_that_does_not_stay_is_hollow(n):
    table = pd.DataFrame(
        {"source": "A", "term": ["dam", "river"], "rank": [1, 2], "n": n, "n_articles": 1, "log_odds": [2.0, 1.0],
         "low": [1.0, 0.5], "high": [3.0, 1.5], "stability": [0.95, 0.4]}
    )  # fmt: skip
    axes = charts.distinctive_terms(table)
    fills = [line.get_markerfacecolor() for line in axes.get_lines() if "-mark-" in (line.get_gid() or "")]
    assert fills == [charts.style.COLOURS[0], charts.style.PAPER]
    assert dots(axes) == [2.0, 1.0]
    assert charts.distinctive_terms_alt(table).endswith("1 term of 2 stay in 80 % or more.")


def test_a_source_looks_the_same_when_others_are_absent():
    table = pd.DataFrame({"source": ["B"], "authority": ["Police"], "n_figures": [1]})
    alone = charts.authorities_by_source(table)
    among = charts.authorities_by_source(table, sources=["A", "B"])
    colour = [axes.patches[0].get_facecolor() for axes in (alone, among)]
    assert colour[0] != colour[1]
    assert among.patches[0].get_facecolor() == pytest.approx((0.647, 0.294, 0.059, 1.0), abs=0.01)
