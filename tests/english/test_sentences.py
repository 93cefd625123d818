"""Sentence boundaries in news English."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.english import split_sentences


def sentences(text):
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. A. B. Smith met Gov. Lee and Lt. Gen. Ross in St. Louis.",
        "The U.S. State Department and U.S.-led forces agreed.",
        "It grew 3.5 percent to $1.2 billion, e.g. in No. 5 of Art. 3.",
        "“Is it over?” he asked.",
        "“Is it over?” Smith asked.",
        "They waited ... and waited … and left.",
        "Read it at www.example.com/a.Html?x=Yes or mail Jo.Smith@example.com today.",
        "At 8 p.m. Monday, Jan. 5, the board of Acme Inc. met.",
        "The show “Who Cares?” opened.",
        "- 1. Contents of the page",
        "Yahoo! said so.",
    ],
)
def test_one_sentence_stays_whole(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It rained.", "The river rose."),
        ("He lives in the U.S.", "She does not."),
        ("It happened in 2020.", "Nobody knew."),
        ("“We will leave.”", "They stayed."),
        ("They asked “Why?”", "Nobody answered."),
        ("He said: “No.”", "“Yes,” she said."),
        ("It rained (a lot.)", "Then it stopped."),
        ("Is it over?", "It is."),
        ("They met at 8 p.m.", "The talks failed."),
        ("It ended….", "Nobody spoke."),
        ("The toll rose.[12]", "It fell later."),
        ("He wrote to the firm.", "according to reports, it answered."),
    ],
)
def test_a_break_is_found(first, second):
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("She closed the door behind.", "This was odd."),
        ("“It holds,” she stated.”", "The wall fell."),
        ("Nobody came!", "They left."),
        ("It was 2020.", "Then it ended."),
        ("The gates were shut.", "A man died."),
    ],
)
def test_a_break_without_a_space_is_found(first, second):
    assert sentences(first + second) == [first, second]


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not():
    assert sentences("It rained\nall day\n\nthen it stopped") == ["It rained\nall day", "then it stopped"]


@given(st.text(alphabet="aAbB1.!?…,;”“\"'’()[] \n\t–-é", max_size=120))
@settings(max_examples=200, deadline=None)
def test_spans_hold_everything_but_white_space(text):
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    covered = "".join(text[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


@given(st.lists(st.sampled_from(["It rained.", "Nobody came!", "Was it so?", "“We left.”"]), min_size=1, max_size=6))
@settings(max_examples=30, deadline=None)
def test_plain_sentences_come_back_as_they_went_in(parts):
    assert sentences(" ".join(parts)) == parts


def test_a_line_without_full_stops_is_read_in_pieces_that_end_between_words():
    line = ", ".join(f"Orlen street {n} closed" for n in range(400)) + "; all of it reopened"
    spans = split_sentences(line)
    assert max(end - start for start, end in spans) <= 1_500
    assert " ".join(line[start:end] for start, end in spans) == line
    assert all(line[end - 1] in ",;" for _, end in spans[:-1])
    assert split_sentences("a" * 4_000) == [(0, 1500), (1500, 3000), (3000, 4000)]
