import re
from itertools import pairwise

import pandas as pd
import pytest
from framing_sample import tables
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.corpus import Actor, Codebook, Measure
from analysis.errors import ParameterError
from analysis.framing import collocates, concordance
from analysis.framing.concordance import PhraseSearch, find_regex, first_places, phrase_pattern

MADE = tables(
    [
        ("a", "Gull", "The regime’s men freed us. A Regime falls; bargaining-chips remain."),
        ("b", "Fox", "No regimen here. The old regime spoke of bargaining chips."),
    ]
)


def kwic(pattern, **options):
    return concordance(MADE.articles, MADE.sentences, pattern, **options)


def test_a_word_is_found_whole_in_any_case_with_its_context():
    rows = kwic("regime", width=8)
    assert rows["keyword"].tolist() == ["regime", "Regime", "regime"]
    assert rows["left"].tolist()[0] == "The "
    assert rows["right"].tolist()[2] == " spoke o"
    assert rows["source"].tolist() == ["Gull", "Gull", "Fox"]


def test_a_star_ends_a_word_in_any_way_and_a_space_matches_a_hyphen():
    assert len(kwic("regime*")) == 4
    assert kwic("bargaining chip*")["keyword"].tolist() == ["bargaining-chips", "bargaining chips"]


def test_spans_point_into_the_article():
    texts = MADE.articles.set_index("article_id")["text"]
    for row in kwic("regime*").itertuples():
        assert texts[row.article_id][row.start_char : row.end_char] == row.keyword


def test_sorting_by_context():
    assert kwic("regime", sort="right")["right"].str.split().str[0].tolist() == ["falls;", "spoke", "’s"]
    assert kwic("regime", sort="left")["left"].str.split().str[-1].tolist() == ["A", "old", "The"]


def test_regular_expressions_are_read_by_re2():
    assert kwic(r"freed|falls", is_regex=True)["keyword"].tolist() == ["freed", "falls"]


@pytest.mark.parametrize("pattern", ["(", r"(a)\1", "a(?=b)", ""])
def test_a_pattern_that_cannot_be_read_is_an_error_in_words(pattern):
    with pytest.raises(ParameterError):
        kwic(pattern, is_regex=True)


@pytest.mark.parametrize("pattern", ["", " ", "*"])
def test_an_empty_phrase_is_an_error(pattern):
    with pytest.raises(ParameterError):
        kwic(pattern)


def test_an_unknown_order_is_an_error():
    with pytest.raises(ParameterError, match="position, left or right"):
        kwic("regime", sort="up")


def test_patterns_that_run_away_elsewhere_end_here():
    assert find_regex(["a" * 50_000 + "!"], "(a+)+b") == []
    assert PhraseSearch(["- " * 50_000]).find(["- - - - x*"]) == []


def test_nothing_found_is_an_empty_table_with_all_columns():
    rows = kwic("zebra")
    assert rows.empty
    assert list(rows.columns)[-3:] == ["left", "keyword", "right"]


@given(
    st.lists(st.text("iIıİsSſkK\u212aß*'’ -a", max_size=20), max_size=4),
    st.text("iIsSk\u212aß*' a", min_size=1, max_size=5),
)
@settings(max_examples=100, deadline=None)
def test_texts_without_a_phrase_s_first_letters_hold_no_phrase(texts, phrase):
    try:
        pattern = re.compile(phrase_pattern([phrase]), re.IGNORECASE)
    except ParameterError:
        return
    everywhere = [(row, *match.span()) for row, text in enumerate(texts) for match in pattern.finditer(text)]
    assert PhraseSearch(texts).find([phrase]) == everywhere


def test_texts_with_a_word_that_begins_so_are_found_in_any_case_and_behind_any_mark():
    search = PhraseSearch(["A regime fell.", "The anti-Regimes’ men.", "STRASSE", "Die Straße.", "Unregimented.", "’n"])
    assert search.with_any(["regim"]) == [0, 1]
    assert search.with_any(["straß", "Regime"]) == [0, 1, 2, 3]
    assert search.with_any(["’n"]) == [*range(6)]


def test_only_texts_with_a_phrase_s_first_letters_are_looked_into(monkeypatch):
    looked_into = []

    class Pattern:
        def finditer(self, text):
            looked_into.append(text)
            return iter(())

    search = PhraseSearch(["Zebras ran.", "Salt wind.", "A ZEBRA.", "Nothing."])
    with monkeypatch.context() as patched:
        patched.setattr(re, "compile", lambda *_: Pattern())
        search.find(["zebra*", "wind"])
    assert looked_into == ["Zebras ran.", "Salt wind.", "A ZEBRA."]


@given(st.lists(st.text(max_size=40), max_size=4), st.text(min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_matches_lie_in_their_text_and_do_not_overlap(texts, word):
    try:
        spans = PhraseSearch(texts).find([word])
    except ParameterError:
        return
    for row, start, end in spans:
        assert 0 <= start < end <= len(texts[row])
    in_order = sorted(spans)
    assert in_order == spans
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))


def test_a_term_is_found_as_the_vocabulary_counts_it():
    text = "The U.K. Prime Minister spoke. Mr Vey's human-rights plan, said U.S. officials."
    made = tables([("a", "Courier", text)])
    wanted = pd.DataFrame({"source": "Courier", "term": ["u.s.", "uk prime", "vey", "human rights", "plan said"]})
    places = first_places(made.articles, made.sentences, wanted)
    assert places["keyword"].tolist() == ["U.S.", "U.K. Prime", "Vey's", "human-rights"]  # no term runs over a comma
    assert places["term"].tolist() == ["u.s.", "uk prime", "vey", "human rights"]
    for row in places.itertuples():
        assert text[row.start_char : row.end_char] == row.keyword


# --- collocates

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


@pytest.mark.parametrize(("n_elsewhere", "is_said"), [(2, False), (3, True)])
def test_a_word_is_called_one_sources_own_where_chance_would_leave_it_out_elsewhere_once_in_twenty(
    n_elsewhere, is_said
):
    both = made(lines("The angry dockers met.", times=8), lines("Some dockers slept.", times=n_elsewhere))
    row = beside(both).set_index(["source", "collocate"]).loc[("Fox", "angry")]
    assert ((1 - row["low"]) ** n_elsewhere <= 0.05) == is_said
    assert row["is_only_here"] == is_said


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


def test_ten_words_are_listed_beside_a_name():
    beside_it = "angry bitter calm daring eager famous gentle honest idle jolly keen".split()
    found = beside(made(lines(*(f"The {word} dockers were there." for word in beside_it)), "The tide is out."))
    rows = found[(found["node"] == "union") & (found["source"] == "Fox")]
    assert rows["collocate"].tolist() == beside_it[:10]
