"""Tokens with offsets."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reported_figures.scan import scan


def test_separators_stay_in_their_number():
    assert scan("over 1,200.5, not 3,00").words == ["over", "1,200.5", ",", "not", "3", ",", "00"]


def test_abbreviations_and_apostrophes_stay_in_their_word():
    assert scan("the U.S. doesn’t").words == ["the", "U.S.", "doesn’t"]


@settings(max_examples=150)
@given(st.text(max_size=80))
def test_tokens_are_the_text_without_its_spaces(text):
    tokens = scan(text)
    assert all(text[a:b] == word for a, b, word in zip(tokens.start, tokens.end, tokens.words, strict=True))
    assert "".join(tokens.words) == "".join(text.split())
