import pytest
from framing_sample import tables

from analysis.corpus import Actor, Codebook, Measure
from analysis.errors import ParameterError
from analysis.framing.collocates import collocates_by_source

BOOK = Codebook(
    actors={"union": Actor("union", ("Harbour Union", "dockers"))},
    measures={"lost": Measure("lost", "flow", ("boats",), ("sank", "lost"))},
)


def made(fox, gull):
    return tables([("f", "Fox", fox), ("g", "Gull", gull)])


def lines(*texts, times=6):
    # Numbers keep repeated sentences from being taken for a footer.
    return " ".join(f"{text[:-1]} {'on ' * n}then." for n in range(times) for text in texts)


@pytest.fixture(scope="module")
def found():
    both = made(
        lines("The angry dockers went home.", "Then the Harbour Union met here."),
        lines("The calm dockers went home.", "Then four boats sank quickly."),
    )
    return collocates_by_source(*both, codebook=BOOK, terms=["home"])


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
    rows = collocates_by_source(*both, codebook=BOOK).set_index(["source", "collocate"])
    row = rows.loc[("Fox", "angry")]
    assert row["reason"] == "Seen 2 times: no statement."
    assert row["n"] == 2
    assert row[["share", "low", "high", "log_likelihood", "pmi"]].isna().all()
    assert not row["is_only_here"]


def test_with_enough_articles_the_interval_lets_articles_vary():
    text = "The {} dockers met. The angry dockers {}sat. Few dockers."
    texts = [(f"f{n}", "Fox", text.format("angry" if n % 2 else "calm", "on " * n)) for n in range(8)]
    rows = collocates_by_source(*tables(texts), codebook=BOOK).set_index("collocate")
    assert rows.loc["angry", "varies"] == "articles"
    assert rows.loc["angry", "n_articles"] == 8


def test_nodes_that_nobody_uses_are_left_out():
    found = collocates_by_source(*made("Nothing at all.", "Nothing here."), codebook=BOOK, terms=["zebra"])
    assert found.empty
    with pytest.raises(ParameterError, match="window"):
        collocates_by_source(*made("A.", "B."), codebook=BOOK, window=0)
