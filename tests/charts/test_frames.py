import pandas as pd
from chart_cases import dots, faces, words_in

from analysis import charts


def every_dot(axes):
    return [dot for panel in axes.figure.axes for dot in faces(panel)]


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
    assert "Herald 75 %" in charts.frames_by_source(table, of="articles").alt
    assert "of articles with cues" in charts.frames_by_source(table, of="articles").alt


def test_a_frame_on_which_coders_disagree_is_hollow_and_named_in_the_description():
    table = pd.DataFrame([frame("Herald", reliable=False)])
    assert [face for _, face in every_dot(charts.frames_by_source(table))] == [charts.style.PAPER]
    assert "did not agree enough: cost." in charts.frames_by_source(table).alt
    agreed = pd.DataFrame([frame("Herald", reliable=True)])
    assert [face for _, face in every_dot(charts.frames_by_source(agreed))] != [charts.style.PAPER]
    assert "did not agree" not in charts.frames_by_source(agreed).alt


def test_frames_without_agreement_are_grey_and_hollow():
    table = pd.DataFrame(
        {"frame": "bargain", "source": ["A", "B"], "share_sentences": [0.2, 0.1], "low": [0.1, 0.0], "high": [0.3, 0.2]}
    ).assign(n_sentences=[10, 5], n_sentences_all=50)
    sure = charts.frames_by_source(table)
    unsure = charts.frames_by_source(table.assign(is_reliable=False))
    assert [dots(axes) for axes in sure.figure.axes] == [dots(axes) for axes in unsure.figure.axes] == [[20], [10]]
    assert not any("two coders" in text for text in words_in(sure))
    assert any("two coders" in text for text in words_in(unsure))


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
    assert [value for value, _ in faces(charts.corrected_frames(table).axes)] == [30, 20]
    assert "30 % by cues, 20 % corrected (10 % to 25 %)" in charts.corrected_frames(table).alt
    unsure = charts.corrected_frames(table.assign(is_reliable=False))
    assert {face for _, face in faces(unsure.axes)} == {charts.style.PAPER}
    assert "Grey, hollow dot: coders did not agree enough to rely on it." in words_in(unsure)
