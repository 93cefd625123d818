import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import Actor, Codebook
from analysis.sentiment import score_targets, summarise_targets
from analysis.sentiment.targets import clause_spans, role_in

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


def role(clause, name="Vey"):
    start = clause.index(name)
    return role_in(clause, start=start, end=start + len(name))


@pytest.mark.parametrize(
    "clause",
    [
        "Vey resigned",
        "President Vey has left the country",
        "Vey, a lawyer from Orn, told reporters",
        "“It is over,” said Vey.",
        "the decision taken by Vey last week",
        "Officials say Vey was arrested",
        "In March, Vey also won the vote",
        "Vey remains in office",
        "“It will hold,” stated Governor Vey.",
        "since Vey took office",
    ],
)
def test_subjects(clause):
    assert role(clause) == "subject"


@pytest.mark.parametrize(
    "clause",
    [
        "police arrested Vey",
        "the court released President Vey on Monday",
        "the court released Deputy Prime Minister Vey",
        "critics blame Vey for it",
        "the union called on Vey to resign",
        "a campaign attacking Vey",
    ],
)
def test_objects(clause):
    assert role(clause) == "object"


@pytest.mark.parametrize(
    "clause",
    [
        "Vey’s party lost",
        "the house of Vey was sold",
        "according to Vey, little changed",
        "the mayor, Vey, and others",
        "politicians including Vey",
        "a statue near Vey",
        "the sister of exiled opposition leader Vey",
    ],
)
def test_only_present(clause):
    assert role(clause) is None


@pytest.mark.parametrize(("n", "found"), [(157, "subject"), (158, None)])
def test_an_insertion_of_up_to_160_characters_is_passed_over(n, found):
    assert role(f"Vey, {'a' * n}, won the vote") == found


@pytest.mark.parametrize(("n", "found"), [(233, "subject"), (234, None)])
def test_a_name_acts_in_the_240_characters_behind_it(n, found):
    assert role(f"Vey {'a' * n}ly won the vote") == found


def test_clauses_cover_the_words_of_a_sentence():
    text = "Vey, who fled, said the army – his own – had lost; nobody doubted it because it was true."
    parts = [text[start:end] for start, end in clause_spans(text)]
    assert parts[:2] == ["Vey", "who fled, said the army"]
    assert parts[-1] == "because it was true."


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=120), data=st.data())
def test_any_text_has_ordered_spans_and_no_error(text, data):
    end = 0
    for start, stop in clause_spans(text):
        assert end <= start < stop <= len(text)
        end = stop
        place = data.draw(st.integers(0, stop - start - 1))
        assert role_in(text[start:stop], start=place, end=place + 1) in ("subject", "object", None)
