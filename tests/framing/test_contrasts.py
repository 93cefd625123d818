import random

import pytest
from framing_sample import tables, written

from analysis.corpus import Codebook, Frame
from analysis.framing import OTHERS, contrasts, frame_contrasts, frames


@pytest.fixture(scope="module")
def different():
    return written({"Fox": 11, "Gull": 12, "Owl": 3}, extra={"Fox": ["zebra"] * 4})


def test_a_planted_word_survives_and_the_source_with_too_few_articles_says_what_is_missing(different):
    found = contrasts(*different)
    tests = found.contrasts.set_index("first")
    assert tests["second"].unique().tolist() == ["all others"]
    assert tests["n_articles_second"].tolist() == [15, 14, 23]
    assert tests["is_tested"].tolist() == [True, True, False]
    assert tests.loc["Fox", "n_different"] == 1
    assert tests.loc["Fox", "p_all"] <= 0.05
    assert tests.loc["Owl", ["p", "p_all", "n_terms"]].isna().all()
    assert tests.loc["Owl", "reason"] == (
        "Three articles from Owl and 23 articles from all others: this test needs at least nine from each, so six "
        "more from Owl."
    )
    assert tests.loc["Fox"].isna()["reason"]
    term = found.contrast_terms.set_index("first").loc["Fox"]
    assert (term["term"], term["share_first"], term["share_second"], term["difference"]) == ("zebra", 1.0, 0.0, 1.0)
    assert 0 < term["low"] < 1
    assert term["high"] == 1.0
    assert term["per_10000_first"] > 1000


def test_sources_that_write_alike_have_no_surviving_word():
    found = contrasts(*written({"Fox": 10, "Gull": 10}, n_sentences=1))
    assert found.contrasts["is_tested"].all()
    assert found.contrasts["n_different"].tolist() == [0, 0]
    assert found.contrast_terms.empty


def test_longer_articles_alone_make_no_difference():
    rng = random.Random(5)
    many = [f"w{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(200)]
    texts = [
        (f"{source}{n:02d}", source, " ".join(rng.choices(many, k=k)).capitalize() + ".")
        for source, k in (("Fox", 500), ("Gull", 60))
        for n in range(25)
    ]
    found = contrasts(*tables(texts))
    # Nearly every word stands in more articles of the source with the long ones; it is no more frequent in them.
    assert found.contrasts["is_tested"].all()
    assert found.contrasts["p_all"].iloc[0] > 0.05
    assert found.contrast_terms.empty


def test_one_source_has_no_contrast_and_identical_articles_no_test():
    assert contrasts(*written({"Fox": 12})).contrasts.empty
    same = tables([(f"{source}{n:02d}", source, "Salt wind.") for source in ("Fox", "Gull") for n in range(9)])
    row = contrasts(*same).contrasts.iloc[0]
    assert not row["is_tested"]
    assert row["reason"].startswith("No word stands in 5 articles")
    assert contrasts(*tables([])).contrasts.empty


def test_renaming_and_shuffling_change_nothing_but_names(different):
    found = contrasts(*different, seed=4)
    shuffled = different._replace(articles=different.articles.sample(frac=1, random_state=1))
    assert contrasts(*shuffled, seed=4).contrasts.equals(found.contrasts)
    assert contrasts(*different, seed=4).contrast_terms.equals(found.contrast_terms)


@pytest.mark.parametrize(("n_sources", "n_pairs"), [(20, 190), (21, 21)])
def test_every_two_of_twenty_sources_are_compared_and_of_more_each_with_all_others(n_sources, n_pairs):
    texts = [(f"a{n:02d}", f"Source {n:02d}", "The tide is out. Fear is near.") for n in range(n_sources)]
    book = Codebook(frames={"fear": Frame("fear", "Is there fear?", ("fear",))})
    found = frame_contrasts(*tables(texts), frames(*tables(texts), codebook=book).frame_evidence, codebook=book)
    assert len(found) == n_pairs


@pytest.mark.scale
def test_halves_of_one_outlet_are_called_different_in_at_most_a_twentieth_of_draws():
    alarms, draws = 0, 40
    for seed in range(draws):
        made = written({"Fox": 9, "Gull": 9}, seed=seed, n_sentences=1)
        alarms += contrasts(*made, seed=seed).contrasts["p"].iloc[0] <= 0.05
    # Expected 2; more than 6 would come by chance in one of a hundred runs, and the seeds are fixed.
    assert alarms <= 6


BOOK = Codebook(
    frames={
        "stripes": Frame("stripes", "Is there a zebra?", ("zebra*",)),
        "storm": Frame("storm", "Is there a storm?", ("storm*",)),
        "silent": Frame("silent", "No cues?", ()),
    }
)


def test_frames_are_tested_from_four_articles_each():
    different = written({"Fox": 11, "Gull": 12, "Owl": 3}, extra={"Fox": ["zebra"] * 4})
    evidence = frames(*different, codebook=BOOK).frame_evidence
    found = frame_contrasts(*different, evidence, codebook=BOOK).set_index(["frame", "first", "second"])
    assert found.index.get_level_values("frame").unique().tolist() == ["stripes", "storm"]
    planted = found.loc[("stripes", "Fox", "Gull")]
    assert planted["p_all"] <= 0.05
    assert planted["share_second"] == 0.0
    assert planted["reason"] == "No interval of the difference: no sentence of Gull holds one."
    alike = found.loc[("storm", "Fox", "Gull")]
    assert alike["p"] > 0.05
    assert alike["low"] < alike["difference"] < alike["high"]
    assert alike.isna()["reason"]
    refused = found.loc[("storm", "Fox", "Owl")]
    assert refused[["p", "p_all"]].isna().all()
    assert "one more from Owl" in refused["reason"]


def test_a_vocabulary_is_tested_from_nine_articles_and_a_frame_from_four_on_each_side():
    assert contrasts(*written({"Fox": 9, "Gull": 9}, n_sentences=1)).contrasts["is_tested"].all()
    assert not contrasts(*written({"Fox": 9, "Gull": 8}, n_sentences=1)).contrasts["is_tested"].any()
    for n, is_tested in ((4, True), (3, False)):
        made = written({"Fox": 4, "Gull": n})
        evidence = frames(*made, codebook=BOOK).frame_evidence
        assert frame_contrasts(*made, evidence, codebook=BOOK)["is_tested"].eq(is_tested).all()


def test_of_many_sources_each_is_set_against_all_others_in_its_frames():
    made = written({f"Paper {number:02d}": 1 + 4 * (number == 0) for number in range(21)}, n_sentences=3)
    found = frame_contrasts(*made, frames(*made, codebook=BOOK).frame_evidence, codebook=BOOK)
    assert set(found["second"]) == {OTHERS}
    assert found.groupby("frame")["first"].nunique().eq(21).all()
    assert set(found.loc[found["is_tested"], "first"]) == {"Paper 00"}
    with_reference = frame_contrasts(
        *made, frames(*made, codebook=BOOK).frame_evidence, codebook=BOOK, reference="Paper 00"
    )
    assert set(with_reference["second"]) == {"Paper 00"}
