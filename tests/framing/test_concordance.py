import re
from itertools import pairwise

import pandas as pd
import pytest
from framing_sample import tables
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import ParameterError
from analysis.framing import concordance
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
