"""Spans between quotation marks, as newspapers set and mistype them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.english.quotations import quotation_spans


def inside(text, depth=0):
    return [text[quote.start : quote.end] for quote in quotation_spans(text) if quote.depth == depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We won’t go,” she said.", ["We won’t go,"]),
        ('"We won\'t go," she said.', ["We won't go,"]),
        ("‘We won’t go,’ she said.", ["We won’t go,"]),
        ("'We won't go,' she said. 'Not now.'", ["We won't go,", "Not now."]),
        ("''We won't go,'' she said.", ["We won't go,"]),
        ("``We won't go,'' she said.", ["We won't go,"]),
        ("„Wir gehen nicht“, sagte sie.", ["Wir gehen nicht"]),
        ("»We will not go«, she said.", ["We will not go"]),
        ("« Nous restons », she said.", ["Nous restons"]),
        ("”We won’t go,” she said.", ["We won’t go,"]),
        ("She said.”We won’t go.” Then she left.", ["We won’t go."]),
        ('"We won’t go,” she said.', ["We won’t go,"]),
        ("It was “fun”, he said; “very”.", ["fun", "very"]),
    ],
)
def test_marks_of_every_kind(text, expected):
    assert inside(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The '90s were the players' best years.",
        "Rock 'n' roll isn't dead, and 'tis a pity.",
        "The activists’ view differs from the ministers’ view.",
        "The President‘s order stands.",
        "He is 6' tall and the board measures 5'10\".",
        "",
        "“",
        '"',
    ],
)
def test_apostrophes_and_lone_marks_are_no_quotations(text):
    assert inside(text) == []


def test_a_plurals_apostrophe_does_not_end_a_quotation_in_single_marks():
    assert inside("‘We won’t sell the players’ ground,’ he said.") == ["We won’t sell the players’ ground,"]


def test_a_quotation_inside_another_is_one_deeper():
    text = "“She told me ‘go home’ and I went,” he said."
    assert inside(text) == ["She told me ‘go home’ and I went,"]
    assert inside(text, depth=1) == ["go home"]


def test_double_marks_inside_double_marks():
    assert inside("“He said “go” to me,” she said.") == ["He said “go” to me,"]


def test_a_quotation_runs_on_when_the_next_paragraph_repeats_the_mark():
    first, second = quotation_spans("“The water came at night.\n\n“Nobody woke us,” he said.")
    assert (first.is_closed, first.is_continued) == (False, True)
    assert (second.is_closed, second.is_continued) == (True, False)


def test_a_mark_never_closed_does_not_swallow_the_article():
    text = "“We are here, he said and left. " + "The valley is long. " * 200 + "\n\nA new paragraph."
    longest = max(quote.end - quote.start for quote in quotation_spans(text))
    assert longest < 800


def test_a_missing_closing_mark_before_another_quotation_ends_with_its_sentence():
    assert inside("“The pier is safe. She called it the work of “old hands” in town.") == [
        "The pier is safe.",
        "old hands",
    ]


def test_a_missing_closing_mark_ends_with_its_paragraph():
    assert inside("“We are here and here we stay.\n\nNobody else was.") == ["We are here and here we stay."]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("“We are here, he said.\n\nNobody else was.", "We are here,"),
        ("“Are we late? she asked.\n\n“No,” he said.", "Are we late?"),
        ('"We will sue, said the baker, Ann Lee. The court sits today.', "We will sue,"),
        ("“We are here, the mayor of Ost told reporters.", "We are here,"),
        ("“He came in, he said, and sat down.\n\n“Then he left.”", "He came in, he said, and sat down."),
    ],
)
def test_a_quotation_never_closed_ends_where_the_reporter_speaks(text, first):
    assert inside(text)[0] == first


def test_three_apostrophes_close_the_inner_quotation_first():
    assert inside("''He asked, 'Who pays?''' said Ann Lee. ''Not us.''")[0] == "He asked, 'Who pays?'"


def test_each_paragraph_of_a_quotation_in_straight_single_marks_opens_again():
    text = "'We saw it.\n\n'Nobody came to help.\n\n'It was late.'"
    assert inside(text) == ["We saw it.", "Nobody came to help.", "It was late."]


def test_inverted_marks_recover_in_the_next_paragraph():
    text = 'He said "yes and left.\n\n"We stay," she said.'
    assert inside(text)[-1] == "We stay,"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The "Harbour"?star came to see "The"?show.', ["Harbour", "The"]),
        ('"We have time,"-he said.-"No rush."', ["We have time,", "No rush."]),
        ('A 5" nail and "one word more".', ["one word more"]),
    ],
)
def test_marks_whose_encoding_was_lost(text, expected):
    assert inside(text) == expected


def test_paragraphs_run_together_are_one_quotation_after_the_other():
    text = 'He said: "We cannot go on. We will stop. "There is no money for it. "And nobody cares." Then he left.'
    assert inside(text) == ["We cannot go on. We will stop.", "There is no money for it.", "And nobody cares."]
    assert [quote.is_continued for quote in quotation_spans(text)] == [True, True, False]


marks = st.text(alphabet="“”\"‘’'«»„` ab.,?t\n", max_size=80)


@settings(max_examples=300, deadline=None)
@given(marks)
def test_spans_are_well_formed_on_any_text(text):
    quotes = quotation_spans(text)
    outer = [quote for quote in quotes if quote.depth == 0]
    for quote in quotes:
        assert 0 <= quote.outer_start <= quote.start < quote.end <= quote.outer_end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
    for one, other in pairwise(outer):
        assert one.outer_end <= other.outer_start


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="abc ,", min_size=1, max_size=40).filter(lambda text: text.strip() == text and text[0].isalpha())
)
def test_planted_quotations_are_found(words):
    assert inside(f"He said: “{words}” and left.") == [words]


@pytest.mark.parametrize("piece", ['"', "“", "'", "‘a ", ' "a', "“a ”", "a” "])
def test_long_lines_of_marks_are_read_to_the_end(piece):
    quotation_spans(piece * (100_000 // len(piece)))


def test_a_single_mark_that_crosses_an_outer_quotation_after_an_inner_one_is_no_quotation():
    outer = [quote for quote in quotation_spans('““a"`"’') if quote.depth == 0]
    assert [(quote.outer_start, quote.outer_end) for quote in outer] == [(0, 6)]
