import pytest

from analysis.corpus import Actor, Codebook
from analysis.sentiment import score_targets, summarise_targets

CODEBOOK = Codebook(actors={"vey": Actor("vey", ("Tomas Vey", "Vey")), "police": Actor("police", ("the police",))})


def targets(make, *texts):
    tables = make({"a": ("Courier", [("paragraph", text, 0.0) for text in texts])})
    table = score_targets(tables["sentences"], tables["articles"], blocks=tables["blocks"], codebook=CODEBOOK)
    return table, tables["articles"]["text"].iloc[0]


def test_each_clause_is_scored_for_those_who_act_in_it(make):
    table, text = targets(make, "Nothing.", "Tomas Vey won a great victory, while the police attacked Vey.")
    assert table[["actor", "role"]].to_numpy().tolist() == [
        ["vey", "subject"],
        ["police", "subject"],
        ["vey", "object"],
    ]
    assert [score > 0 for score in table["compound"]] == [True, False, False]
    for row in table.to_dict("records"):
        assert text[row["start_char"] : row["end_char"]] == row["text"]
        assert row["surface"] in row["text"]


def test_being_named_is_not_enough(make):
    table, _ = targets(make, "The house of Vey burned in a terrible fire.", "Vey’s town is poor.")
    assert table.empty
    assert summarise_targets(table).empty


def test_means_by_actor_and_source(make):
    table, _ = targets(make, "Vey won.", "Vey lied.", "The police slept.")
    summary = summarise_targets(table, n_resamples=50).set_index("actor")
    assert summary.loc["vey", "n"] == 2
    assert summary.loc["vey", "mean"] == pytest.approx(table["compound"].iloc[:2].mean(), abs=1e-6)
    assert summary.loc["vey", "sentence_ids"] == ["a:s1", "a:s2"]
    assert summary.loc["police", ["n", "n_charged"]].tolist() == [1, 0]
    assert summary["mean"].isna().tolist() == [True, False]


def test_ten_thousand_mentions_in_one_clause(make):
    table, _ = targets(make, "Vey met Vey " * 10_000)
    assert len(table) == 1
