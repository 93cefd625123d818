import pandas as pd
import pytest
from chart_cases import bars, dots, words_in

from analysis import charts


def test_speakers_come_by_words_and_an_open_speaker_last():
    table = pd.DataFrame(
        {"source": "Herald", "speaker": ["Ann", None, "Bo"], "n_words": [10, 90, 30], "n_quotes": [1, 4, 2]}
    )
    assert bars(charts.speaker_shares(table)) == [(0, 30, False), (0, 10, False), (0, 90, True)]
    assert charts.speaker_shares(table).alt.endswith("Herald: speaker left open 90, Bo 30 and Ann 10.")


def test_credits_to_nobody_are_hatched():
    table = pd.DataFrame({"source": "Herald", "authority": ["Police", None], "n_figures": [2, 5]})
    assert bars(charts.authorities_by_source(table)) == [(0, 2, False), (0, 5, True)]
    assert charts.authorities_by_source(table).alt.endswith("Herald: Police 2 and nobody 5.")


def test_quoted_shares_are_drawn_in_percent_largest_first():
    table = pd.DataFrame({"source": ["A", "B"], "share_quoted": [0.1, 0.25], "n_words": [100, 200], "n_quotes": [1, 9]})
    axes = charts.quoted_share_by_source(table).axes
    assert dots(axes) == [25, 10]
    assert "25 % of 200 words" in words_in(axes)


def test_a_source_looks_the_same_when_others_are_absent():
    table = pd.DataFrame({"source": ["B"], "authority": ["Police"], "n_figures": [1]})
    alone = charts.authorities_by_source(table).axes
    among = charts.authorities_by_source(table, sources=["A", "B"]).axes
    colour = [axes.patches[0].get_facecolor() for axes in (alone, among)]
    assert colour[0] != colour[1]
    assert among.patches[0].get_facecolor() == pytest.approx((0.647, 0.294, 0.059, 1.0), abs=0.01)
