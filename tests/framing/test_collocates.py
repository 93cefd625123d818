import pandas as pd
import pytest
from framing_sample import tables

from analysis import schema
from analysis.corpus import Actor, Codebook, Measure
from analysis.framing import collocates

BOOK = Codebook(
    actors={"union": Actor("union", ("Harbour Union", "dockers"))},
    measures={"lost": Measure("lost", "flow", ("boats",), ("sank", "lost"))},
)


def made(fox, gull):
    return tables([("f", "Fox", fox), ("g", "Gull", gull)])


def beside(texts, book=BOOK, *, figures=None, **options):
    counted = schema.frame("reported_figures") if figures is None else figures
    return collocates(*texts, counted, codebook=book, **options)


def lines(*texts, times=6):
    # Numbers keep repeated sentences from being taken for a footer.
    return " ".join(f"{text[:-1]} {'on ' * n}then." for n in range(times) for text in texts)


@pytest.fixture(scope="module")
def found():
    both = made(
        lines("The angry dockers went home.", "Then the Harbour Union met here."),
        lines("The calm dockers went home.", "Then four boats sank quickly."),
    )
    return beside(both, collocates_of="home")


def test_terms_come_first_then_actors_then_measures(found):
    assert found["node"].unique().tolist() == ["home", "union", "lost"]
    assert found["node_kind"].unique().tolist() == ["term", "actor", "measure"]


def test_an_actor_is_all_its_names(found):
    rows = found[(found["node"] == "union") & (found["source"] == "Fox")].set_index("collocate")
    assert (rows["n_node"] == 12).all()
    assert rows.loc["angry", ["n", "n_articles", "n_elsewhere", "n_node_elsewhere"]].tolist() == [6, 1, 0, 6]
    assert rows.loc["angry", "share"] == 0.5
    assert rows.loc["angry", "low"] < 0.5 < rows.loc["angry", "high"]
    # One article: the interval is variation within it.
    assert rows.loc["angry", "varies"] == "sentences"
    assert len(rows.loc["angry", "sentences"]) == 6


def test_a_word_in_one_source_only_is_marked_where_the_others_write_enough(found):
    rows = found[found["node"] == "union"].set_index(["source", "collocate"])
    assert rows.loc[("Gull", "calm"), "is_only_here"]
    assert not rows.loc[("Fox", "home"), "is_only_here"]


def test_a_source_that_uses_the_word_too_rarely_has_a_reason(found):
    row = found[(found["node"] == "lost") & (found["source"] == "Fox")].iloc[0]
    assert (row["collocate"], row["n_node"], row["n_node_elsewhere"]) == ("", 0, 6)
    assert row["reason"] == "Does not use it: no statement."


def test_words_seen_too_rarely_have_counts_and_a_reason_only():
    both = made(lines("The angry dockers met.", times=2) + lines("Some dockers slept.", times=6), "Nothing at all.")
    rows = beside(both).set_index(["source", "collocate"])
    row = rows.loc[("Fox", "angry")]
    assert row["reason"] == "Seen 2 times: no statement."
    assert row["n"] == 2
    assert row[["share", "low", "high", "log_likelihood", "pmi"]].isna().all()
    assert not row["is_only_here"]


def test_with_enough_articles_the_interval_lets_articles_vary():
    text = "The {} dockers met. The angry dockers {}sat. Few dockers."
    texts = [(f"f{n}", "Fox", text.format("angry" if n % 2 else "calm", "on " * n)) for n in range(8)]
    rows = beside(tables(texts)).set_index("collocate")
    assert rows.loc["angry", "varies"] == "articles"
    assert rows.loc["angry", "n_articles"] == 8


def test_nodes_that_nobody_uses_are_left_out():
    assert beside(made("Nothing at all.", "Nothing here."), collocates_of="zebra").empty


def test_collocates_stand_within_the_window_in_the_sentence():
    text = "The bitter harbour {0}froze. A bitter harbour {0}and a bitter wind. All is dear. The {0}harbour of salt."
    texts = [("a", "Gull", " ".join(text.format("on " * n) for n in range(1, 7)))]
    narrow = beside(tables(texts), Codebook(), collocates_of="harbour", collocate_window=1).set_index("collocate")
    assert narrow.index.tolist() == ["bitter"]
    assert narrow.loc["bitter", ["n", "n_node"]].tolist() == [12, 18]
    assert narrow.loc["bitter", "pmi"] > 0
    wide = beside(tables(texts), Codebook(), collocates_of="harbour", collocate_window=4)["collocate"].tolist()
    assert {"bitter", "salt"} <= set(wide)


@pytest.mark.parametrize(("times", "is_node"), [(2, False), (3, True)])
def test_what_is_counted_often_becomes_a_node(times, is_node):
    counted = ["crates of herring"] * times + ["people"] * 9
    figures = pd.DataFrame({"unit": pd.Series([None] * len(counted), dtype="str"), "counted": counted})
    texts = made(lines("The heavy crates fell."), "Nothing at all.")
    found = beside(texts, Codebook(), figures=figures)
    assert ("crates" in found["node"].tolist()) is is_node
    assert "people" not in found["node"].tolist()


@pytest.mark.parametrize(("times", "is_said"), [(4, False), (5, True)])
def test_nothing_is_said_of_a_word_seen_fewer_than_five_times(times, is_said):
    both = made(lines("The angry dockers met.", times=times) + " " + lines("Some dockers slept."), "Nothing at all.")
    row = beside(both).set_index(["source", "collocate"]).loc[("Fox", "angry")]
    assert row["n"] == times
    assert pd.notna(row["share"]) is is_said


def test_windows_that_overlap_everywhere_break_nothing():
    dense = "Tide tide tide tide tide tide tide tide rose."
    text = f"{dense} A tide wind. The tide wind. Wind wind, cold wind and warm wind."
    found = beside(tables([("a", "Gull", text)]), Codebook(), collocates_of="tide", collocate_window=9)
    # Every word is beside it, so none keeps it company more often than by chance.
    assert found["collocate"].tolist() == [""]
