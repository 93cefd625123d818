"""Words and their places."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.english import word_set, word_spans, words
from analysis.english.tokens import scan, scan_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,184 people, 3.5% and 2020, too", ["1,184", "people", "3.5", "and", "2020", "too"]),
        ("the U.S.-led talks at 4 a.m.", ["the", "U.S.-led", "talks", "at", "4", "a.m."]),
        ("don’t re‑arrest Smith‘s men", ["don’t", "re‑arrest", "Smith‘s", "men"]),
        ("media,advocacy and more.Then", ["media", "advocacy", "and", "more", "Then"]),
        ("e\u0301te\u0301 naïve", ["e\u0301te\u0301", "naïve"]),
        ("____ -- … “”", []),
        ("", []),
    ],
)
def test_words_are_told_apart_from_punctuation(text, expected):
    assert words(text) == expected


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_spans_are_in_order_and_hold_the_words(text):
    spans = word_spans(text)
    assert [text[a:b] for a, b in spans] == words(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


def test_a_number_does_not_take_the_comma_after_it():
    assert word_spans("In 2020, it") == [(0, 2), (3, 7), (9, 11)]


def test_word_set_reads_a_list():
    assert word_set("a b\n b") == frozenset({"a", "b"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 12-member team", ["a", "12", "-", "member", "team"]),
        ("the 20th, at 3.5%", ["the", "20", "th", ",", "at", "3.5", "%"]),
        ("don’t 1,200,000", ["don’t", "1,200,000"]),
    ],
)
def test_pieces_are_the_finest_tokens(text, expected):
    assert scan(text).words == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Orr, R-Ohio, left.", ["Mr.", "Orr", ",", "R-Ohio", ",", "left", "."]),
        ("AT&T's co-founder -- and/or U.S.-led", ["AT&T's", "co-founder", "--", "and/or", "U.S.-led"]),
        ("a 12-member team (20th)", ["a", "12-member", "team", "(", "20th", ")"]),
    ],
)
def test_words_of_a_sentence_keep_their_punctuation_beside_them(text, expected):
    assert scan_words(text).words == expected


@given(st.lists(st.sampled_from([*"aB1.,-’'&/ \ufffd\u0301", "U.S.", "10,000", "Mr. ", "--"]), max_size=30))
@settings(max_examples=300, deadline=None)
def test_every_word_is_made_of_whole_pieces(parts):
    text = "".join(parts)
    pieces, joined = scan(text), scan_words(text)
    starts, ends = set(pieces.start), set(pieces.end)
    assert all(start in starts and end in ends for start, end in zip(joined.start, joined.end, strict=True))


def test_a_sentence_is_tagged_once_and_read_both_ways():
    tokens = scan_words("The co-founder left on Monday.")
    assert tokens.tags == "DNYIM."
    assert tokens.tags is tokens.tags
    assert tokens.reverse == ".MIYND"


@settings(max_examples=150)
@given(st.text(max_size=80))
def test_pieces_are_the_text_without_its_spaces(text):
    tokens = scan(text)
    assert all(text[a:b] == word for a, b, word in zip(tokens.start, tokens.end, tokens.words, strict=True))
    assert "".join(tokens.words) == "".join(text.split())
