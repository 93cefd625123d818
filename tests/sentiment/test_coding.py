import numpy as np
import pandas as pd
import pytest

from analysis.errors import ParameterError
from analysis.sentiment import agreement, blind_sheet, corrected_means, read_ratings, score_sentences


@pytest.fixture
def coded(make):
    texts = ["A good day.", "A bad day.", "Talks go on.", "A great victory.", "War again."]
    tables = make({
        name: (source, [("paragraph", f"{text} {name}{n}", 0.0) for n, text in enumerate(texts * 6)])
        for name, source in (("p", "Courier"), ("q", "Mirror"))
    })  # fmt: skip
    return tables, score_sentences(tables["sentences"])


def test_a_blind_sheet_shows_neither_source_nor_score(coded):
    tables, scores = coded
    sheet = blind_sheet(scores, **tables, n=20, seed=4)
    assert list(sheet.columns) == ["sentence_id", "text", "rating"]
    assert sheet["rating"].isna().all()
    assert sheet["sentence_id"].str[0].value_counts().to_dict() == {"p": 10, "q": 10}
    pd.testing.assert_frame_equal(sheet, blind_sheet(scores, **tables, n=20, seed=4))


def test_ratings_are_read_and_empty_ones_left_out():
    sheet = pd.DataFrame({"sentence_id": ["a", "b", "c", "d", "e"], "rating": ["+2", "", None, "−1", 0.0]})
    assert read_ratings(sheet) == {"a": 2.0, "d": -1.0, "e": 0.0}


@pytest.mark.parametrize("rating", ["3", "good", "1.5"])
def test_a_wrong_rating_is_named_with_its_row(rating):
    with pytest.raises(ParameterError, match="Row 3"):
        read_ratings(pd.DataFrame({"sentence_id": ["a", "b"], "rating": ["1", rating]}))


def test_a_sheet_without_its_columns():
    with pytest.raises(ParameterError, match="columns"):
        read_ratings(pd.DataFrame({"id": ["a"]}))


def test_perfect_and_opposite_coders(coded):
    _, scores = coded
    machine = scores.set_index("sentence_id")["compound"]
    same, other = agreement(machine.to_dict(), scores), agreement((-machine).to_dict(), scores)
    assert (same["r"], same["share_same_sign"]) == (1.0, 1.0)
    assert other["r"] == -1.0
    assert same["n"] == 60


def test_too_little_to_correlate(coded):
    _, scores = coded
    assert agreement({}, scores)["r"] is None
    assert agreement({"p:s1": 1.0, "p:s2": 1.0, "p:s3": 1.0}, scores)["r"] is None


def test_the_corrected_mean_is_the_coders_where_all_is_rated(coded):
    tables, scores = coded
    ratings = dict.fromkeys(scores["sentence_id"], 2.0)
    table = corrected_means(ratings, scores, **tables)
    assert table["corrected"].tolist() == [1.0, 1.0]
    assert (table["high"] - table["low"]).tolist() == pytest.approx([0, 0], abs=1e-9)


def test_the_correction_covers_the_truth(coded):
    tables, scores = coded
    generator = np.random.default_rng(1)
    truth = dict(zip(scores["sentence_id"], generator.integers(-2, 3, size=len(scores)).astype(float), strict=True))
    whole = np.mean([value for name, value in truth.items() if name.startswith("p")]) / 2
    covered = 0
    for seed in range(40):
        sheet = blind_sheet(scores, **tables, n=30, seed=seed)
        row = corrected_means({name: truth[name] for name in sheet["sentence_id"]}, scores, **tables).iloc[0]
        covered += row["low"] <= whole <= row["high"]
    assert covered >= 33


def test_one_rating_gives_no_interval(coded):
    tables, scores = coded
    table = corrected_means({"p:s1": 2.0}, scores, **tables)
    assert table["n_rated"].tolist() == [1, 0]
    assert table["low"].isna().all()
