import numpy as np
import pandas as pd
import pytest

from analysis.corpus.coding_sheets import read_coding_sheets, write_coding_sheets
from analysis.errors import ParameterError
from analysis.sentiment import (
    accuracy,
    accuracy_in_words,
    agreement,
    blind_sheet,
    corrected_means,
    read_ratings,
    score_sentences,
)


@pytest.fixture
def coded(make):
    texts = ["A good day.", "A bad day.", "Talks go on.", "A great victory.", "War again."]
    tables = make({
        name: (source, [("paragraph", f"{text} {name}{n}", 0.0) for n, text in enumerate(texts * 6)])
        for name, source in (("p", "Courier"), ("q", "Mirror"))
    })  # fmt: skip
    return tables, score_sentences(tables["sentences"])


def rated(ratings, coder="ann"):
    rows = [(f"s-{name}", coder, name, rating) for name, rating in ratings.items()]
    return pd.DataFrame(rows, columns=["item", "coder", "sentence_id", "rating"])


def test_a_blind_sheet_shows_neither_source_nor_score(coded):
    tables, scores = coded
    made = blind_sheet(scores, **tables, n=20, seed=4)
    assert list(made.sheet.columns) == ["item", "question", "text", "answer", "note"]
    assert (made.sheet["answer"] == "").all()
    assert not made.sheet["item"].str.contains("p|q").any()
    assert made.key["sentence_id"].str[0].value_counts().to_dict() == {"p": 10, "q": 10}
    assert made.key["probability"].tolist() == pytest.approx([1 / 3] * 20)
    again = blind_sheet(scores, **tables, n=20, seed=4)
    pd.testing.assert_frame_equal(made.sheet, again.sheet)
    pd.testing.assert_frame_equal(made.key, again.key)


def test_an_outlets_own_name_is_blanked(make):
    tables = make({"a": ("Courier", [("paragraph", "The Courier is good.", 0.0)])})
    sheet = blind_sheet(score_sentences(tables["sentences"]), **tables).sheet
    assert sheet["text"].tolist() == ["The [the outlet] is good."]


def test_sheets_can_be_written_and_read_back(coded, tmp_path):
    tables, scores = coded
    made = blind_sheet(scores, **tables, n=10)
    write_coding_sheets(tmp_path / "coding", made.sheet, made.key, coders=["ann", "bob"])
    key, sheets = read_coding_sheets(tmp_path / "coding")
    filled = {coder: sheet.assign(answer=["+2", "", "?", "−1", "0", "1.0", "-2", "'-1", "1", "2"]) for coder, sheet in
              sheets.items()}  # fmt: skip
    ratings = read_ratings(key, filled)
    assert ratings.loc[ratings["coder"] == "bob", "rating"].tolist() == [2, -1, 0, 1, -2, -1, 1, 2]
    assert agreement(ratings, scores)["r_between_coders"] == 1.0


@pytest.mark.parametrize("answer", ["3", "good", "1.5"])
def test_a_wrong_rating_is_named_with_its_row(answer, coded):
    tables, scores = coded
    made = blind_sheet(scores, **tables, n=4)
    with pytest.raises(ParameterError, match="'ann', row 3"):
        read_ratings(made.key, {"ann": made.sheet.assign(answer=["1", answer, "", ""])})


def test_a_sheet_without_its_columns_or_with_other_items(coded):
    tables, scores = coded
    made = blind_sheet(scores, **tables, n=4)
    with pytest.raises(ParameterError, match="columns"):
        read_ratings(made.key, {"ann": pd.DataFrame({"id": ["a"]})})
    with pytest.raises(ParameterError, match="'s-999'"):
        read_ratings(made.key, {"ann": pd.DataFrame({"item": ["s-999"], "answer": ["1"]})})


def test_perfect_and_opposite_coders(coded):
    _, scores = coded
    machine = scores.set_index("sentence_id")["compound"]
    same, other = agreement(rated(machine), scores), agreement(rated(-machine), scores)
    assert (same["r"], same["share_same_sign"]) == (1.0, 1.0)
    assert other["r"] == -1.0
    assert same["n"] == 60
    assert same["r_between_coders"] is None


def test_too_little_to_correlate(coded):
    _, scores = coded
    assert agreement(rated({}), scores)["r"] is None
    assert agreement(rated({"p:s1": 1.0, "p:s2": 1.0, "p:s3": 1.0}), scores)["r"] is None


def test_the_corrected_mean_is_the_coders_where_all_is_rated(coded):
    tables, scores = coded
    table = corrected_means(rated(dict.fromkeys(scores["sentence_id"], 2.0)), scores, **tables)
    assert table["corrected"].tolist() == [1.0, 1.0]
    assert (table["high"] - table["low"]).tolist() == pytest.approx([0, 0], abs=1e-9)


def test_the_correction_covers_the_truth(coded):
    tables, scores = coded
    generator = np.random.default_rng(1)
    truth = dict(zip(scores["sentence_id"], generator.integers(-2, 3, size=len(scores)).astype(float), strict=True))
    whole = np.mean([value for name, value in truth.items() if name.startswith("p")]) / 2
    covered = 0
    for seed in range(40):
        drawn = blind_sheet(scores, **tables, n=30, seed=seed).key["sentence_id"]
        row = corrected_means(rated({name: truth[name] for name in drawn}), scores, **tables).iloc[0]
        covered += row["low"] <= whole <= row["high"]
    assert covered >= 33


def test_one_rating_gives_no_interval(coded):
    tables, scores = coded
    table = corrected_means(rated({"p:s1": 2.0}), scores, **tables)
    assert table["n_rated"].tolist() == [1, 0]
    assert table["low"].isna().all()


def test_the_record_matches_what_was_published():
    rows = accuracy()
    published = rows[rows["r_published"].notna()]
    assert set(published["scorer"]) == {"nltk", "vader"}
    assert ((published["r"] - published["r_published"]).abs() < 0.035).all()
    assert ((published["f1"] - published["f1_published"]).abs() < 0.03).all()
    assert rows[["r_low", "r", "r_high"]].apply(lambda row: row.is_monotonic_increasing, axis=1).all()


@pytest.mark.parametrize("scorer", ["nltk", "vader"])
def test_the_worth_of_a_score_in_words(scorer):
    words = accuracy_in_words(scorer)
    assert "5,190" in words
    assert "rated by 20 people" in words


def test_what_was_not_measured_is_not_claimed():
    with pytest.raises(ParameterError, match="mine"):
        accuracy_in_words("nltk", "mine")
