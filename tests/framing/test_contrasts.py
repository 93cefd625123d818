import random

import pytest
from framing_sample import tables, written

from analysis.errors import ParameterError
from analysis.framing.contrasts import vocabulary_tests


@pytest.fixture(scope="module")
def different():
    return written({"Fox": 11, "Gull": 12, "Owl": 3}, extra={"Fox": ["zebra"] * 4})


def test_a_planted_word_survives_and_the_pairs_with_too_few_articles_say_what_is_missing(different):
    found = vocabulary_tests(*different)
    tests = found.tests.set_index(["first", "second"])
    assert tests["is_tested"].tolist() == [True, False, False]
    assert tests.loc[("Fox", "Gull"), "n_different"] == 1
    assert tests.loc[("Fox", "Gull"), "p_all"] <= 0.05
    refused = tests.loc[("Fox", "Owl")]
    assert refused[["p", "p_all", "n_terms"]].isna().all()
    assert refused["reason"] == (
        "Eleven articles from Fox and three articles from Owl: this test needs at least nine from each, so six more "
        "from Owl."
    )
    assert tests.loc[("Fox", "Gull")].isna()["reason"]
    term = found.terms.iloc[0]
    assert (term["term"], term["share_first"], term["share_second"], term["difference"]) == ("zebra", 1.0, 0.0, 1.0)
    assert 0 < term["low"] < 1
    assert term["high"] == 1.0
    assert term["per_10000_first"] > 1000


def test_each_source_against_all_others(different):
    found = vocabulary_tests(*different, versus="rest")
    assert found.tests["second"].unique().tolist() == ["all others"]
    assert found.tests["n_articles_second"].tolist() == [15, 14, 23]
    assert found.tests["is_tested"].tolist() == [True, True, False]
    assert set(found.terms["term"]) == {"zebra"}
    with pytest.raises(ParameterError, match="pairs"):
        vocabulary_tests(*different, versus="all")


def test_sources_that_write_alike_have_no_surviving_word():
    found = vocabulary_tests(*written({"Fox": 10, "Gull": 10}, n_sentences=1))
    assert found.tests["is_tested"].all()
    assert found.tests["n_different"].tolist() == [0]
    assert found.terms.empty


def test_longer_articles_alone_make_no_difference():
    rng = random.Random(5)
    many = [f"w{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(200)]
    texts = [
        (f"{source}{n:02d}", source, " ".join(rng.choices(many, k=k)).capitalize() + ".")
        for source, k in (("Fox", 500), ("Gull", 60))
        for n in range(25)
    ]
    found = vocabulary_tests(*tables(texts))
    # Nearly every word stands in more articles of the source with the long ones; it is no more frequent in them.
    assert found.tests["is_tested"].all()
    assert found.tests["p_all"].iloc[0] > 0.05
    assert found.terms.empty


def test_one_source_has_no_pairs_and_identical_articles_no_test():
    assert vocabulary_tests(*written({"Fox": 12})).tests.empty
    same = tables([(f"{source}{n:02d}", source, "Salt wind.") for source in ("Fox", "Gull") for n in range(9)])
    row = vocabulary_tests(*same).tests.iloc[0]
    assert not row["is_tested"]
    assert row["reason"].startswith("No word stands in 5 articles")
    assert vocabulary_tests(*tables([])).tests.empty


def test_renaming_and_shuffling_change_nothing_but_names(different):
    found = vocabulary_tests(*different, seed=4)
    shuffled = different._replace(articles=different.articles.sample(frac=1, random_state=1))
    assert vocabulary_tests(*shuffled, seed=4).tests.equals(found.tests)
    assert vocabulary_tests(*different, seed=4).terms.equals(found.terms)


def test_halves_of_one_outlet_are_called_different_in_at_most_a_twentieth_of_draws():
    alarms, draws = 0, 40
    for seed in range(draws):
        made = written({"Fox": 9, "Gull": 9}, seed=seed, n_sentences=1)
        alarms += vocabulary_tests(*made, n_permutations=99, seed=seed).tests["p_all"].iloc[0] <= 0.05
    # Expected 2; more than 6 would come by chance in one of a hundred runs, and the seeds are fixed.
    assert alarms <= 6
