import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import ParameterError
from analysis.sentiment import drivers, vader_lexicon, word_shift

WEIGHTS = vader_lexicon().weights


def test_contributions_by_hand(make):
    tables = make({"a": ("Courier", [("paragraph", "A good day, not a bad war.", 0.0)])})
    table = drivers(tables["sentences"], tables["articles"]).set_index("word")
    assert table["n"].tolist() == [1, 1, 1]
    # Seven words; "bad" and "war" are turned by "not".
    assert table.loc["good", "contribution"] == pytest.approx(100 * 1.9 / 7, abs=1e-6)
    assert table.loc["war", "value"] == pytest.approx(-0.74 * -2.9)
    assert table["share"].sum() == pytest.approx(1, abs=1e-5)


def test_the_strongest_word_comes_first_and_topic_words_are_marked(tables):
    table = drivers(tables["sentences"], tables["articles"], blocks=tables["blocks"], topic_words=["Strike", "war"])
    assert set(table.loc[table["is_topic"], "word"]) == {"strike", "war"}
    for _, group in table.groupby("source"):
        assert group["contribution"].abs().is_monotonic_decreasing
    assert "love" not in set(table["word"])


def test_quotations_can_be_left_out(tables):
    table = drivers(tables["sentences"], tables["articles"], blocks=tables["blocks"], include_quotes=False)
    assert "victory" not in set(table["word"])


def test_a_planted_word_is_found(make):
    tables = make({"a": ("Courier", [("paragraph", "The horrible town.", 0.0)] * 3),
                   "b": ("Mirror", [("paragraph", "The town of good bread.", 0.0)])})  # fmt: skip
    assert drivers(tables["sentences"], tables["articles"]).loc[0, "word"] == "horrible"


def mean_weight(words):
    return sum(WEIGHTS[word] for word in words) / len(words)


charged = st.lists(st.sampled_from(["good", "bad", "war", "free", "hope", "prison", "great"]), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(a=charged, b=charged)
def test_word_shift_adds_up_to_the_difference_of_means(make, a, b):
    tables = make({"a": ("A", [("paragraph", " ".join(a), 0.0)]), "b": ("B", [("paragraph", " ".join(b), 0.0)])})
    shift = word_shift(tables["sentences"], tables["articles"], source_a="A", source_b="B")
    assert shift["contribution"].sum() == pytest.approx(mean_weight(b) - mean_weight(a), abs=1e-9)
    back = word_shift(tables["sentences"], tables["articles"], source_a="B", source_b="A")
    assert back["contribution"].sum() == pytest.approx(-shift["contribution"].sum(), abs=1e-9)


def test_word_shift_says_how_a_word_works(make):
    tables = make({"a": ("A", [("paragraph", "good war", 0.0)]), "b": ("B", [("paragraph", "good hope", 0.0)])})
    shift = word_shift(tables["sentences"], tables["articles"], source_a="A", source_b="B").set_index("word")
    assert shift["effect"].to_dict() == {"war": "negative_less", "hope": "positive_more", "good": "positive_more"}
    assert (shift["contribution"] >= 0).all()


def test_word_shift_needs_two_known_sources(tables):
    rows = tables["sentences"], tables["articles"]
    with pytest.raises(ParameterError, match=r"'Moon'.*Courier, Mirror"):
        word_shift(*rows, source_a="Moon", source_b="Mirror")
    with pytest.raises(ParameterError, match="two sources"):
        word_shift(*rows, source_a="Mirror", source_b="Mirror")


def test_a_source_without_charged_words_has_no_shift(make):
    tables = make({"a": ("A", [("paragraph", "good", 0.0)]), "b": ("B", [("paragraph", "Talks go on.", 0.0)])})
    assert word_shift(tables["sentences"], tables["articles"], source_a="A", source_b="B").empty


def test_order_of_rows_changes_nothing(tables):
    shuffled = {name: table.sample(frac=1, random_state=5) for name, table in tables.items()}
    results = [drivers(each["sentences"], each["articles"], blocks=each["blocks"]) for each in (tables, shuffled)]
    pd.testing.assert_frame_equal(*results)
