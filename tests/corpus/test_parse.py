"""From text to blocks and sentences: kinds, what measures read, parts and repeats, on texts made up here."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import document_from_text
from analysis.schema import BLOCK_KINDS

BODY = "The river rose for three days and the people of the valley left their homes. Nobody came back that week."


def kinds(text, **options):
    document = document_from_text(text, **options)
    return [(block.kind, text[block.start_char : block.end_char]) for block in document.blocks]


def block(text, kind):
    return [b for b in document_from_text(text).blocks if b.kind == kind]


def test_title_heading_and_paragraph_are_told_apart_by_shape():
    assert [k for k, _ in kinds(f"Flood in the Valley\n\n{BODY}\n\nWhat Came After\n\n{BODY}")][:3] == [
        "title",
        "paragraph",
        "heading",
    ]


def test_a_first_sentence_is_no_title():
    document = document_from_text(f"{BODY}\n\n{BODY}x")
    assert document.title is None
    assert [b.kind for b in document.blocks] == ["paragraph", "paragraph"]


def test_the_title_given_is_found_whatever_its_marks():
    text = f"Breaking\nFlood’s Toll – Rising!\n{BODY}"
    assert kinds(text, title="Flood's toll - rising")[1][0] == "title"
    assert kinds(text, title="Flood’s toll: rising")[1][0] == "title"


def test_a_title_said_again_is_not_read_twice():
    text = f"Flood in the Old Valley\nBreaking\n3 May, 2021 Geneva, Switzerland\nFlood in the Old Valley\n{BODY}"
    blocks = document_from_text(text).blocks
    assert [(b.kind, b.is_body) for b in blocks] == [
        ("title", True),
        ("navigation", False),
        ("dateline", False),
        ("title", False),
        ("paragraph", True),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "list_alt",
        "More Headlines",
        "feed",
        "Latest News",
        "Breaking",
        "Home > World > Europe",
        "Share on Facebook",
        "Tags: a",
    ],
)
def test_navigation_is_known_by_its_words(line):
    text = f"Flood in the Valley\n{BODY}\n{line}\n{BODY}x"
    assert ("navigation", line) in kinds(text)


def test_short_lines_after_the_end_are_navigation():
    text = f"Flood in the Valley\n{BODY}\n\nThe Weather Desk\n\nFrom Our Archive"
    assert [k for k, _ in kinds(text)][-2:] == ["navigation", "navigation"]


def test_contents_are_known_by_their_entries_coming_again():
    text = (
        "Flood in the Valley\nTable of Contents\n- 1. What Came First\n- 2. What Came Next\n- 3. More\n"
        f"{BODY}\nWhat Came First\n{BODY}x\nWhat Came Next\n{BODY}y"
    )
    assert [k for k, _ in kinds(text)][1:5] == ["toc"] * 4
    assert not any(b.is_body for b in block(text, "toc"))


def test_tables_with_bars_and_with_tabs():
    bars = "Toll of the Flood\n| Day | Dead |\n|---|---|\n| 1 May | 12 |\n" + BODY
    assert [k for k, _ in kinds(bars)] == ["title", "table_row", "table_row", "table_row", "paragraph"]
    document = document_from_text(bars)
    said = [bars[s.start_char : s.end_char] for s in document.sentences]
    assert said[1:3] == ["Day | Dead", "1 May | 12"]
    assert [b.is_body for b in document.blocks[1:4]] == [True, False, True]
    assert [k for k, _ in kinds(f"Toll of the Flood\nDay\tDead\n1 May\t12\n{BODY}")][1:3] == ["table_row"] * 2


def test_list_items_lose_their_markers_in_sentences():
    text = f"Flood in the Valley\n{BODY}\n- First point. It goes on.\n* Second point.\n• Third point.\n1. One.\n2. Two."
    document = document_from_text(text)
    said = [text[s.start_char : s.end_char] for s in document.sentences][3:]
    assert said == ["First point.", "It goes on.", "Second point.", "Third point.", "One.", "Two."]


def test_a_numbered_line_above_a_paragraph_is_a_heading():
    text = f"Flood in the Valley\n{BODY}\n1. What Came First\n{BODY}x\n2. What Came Next\n{BODY}y"
    assert [k for k, _ in kinds(text)] == ["title", "paragraph", "heading", "paragraph", "heading", "paragraph"]


def test_questions_and_their_answers():
    text = f"Flood in the Valley\n{BODY}\n- How many died? At least 12 people died.\nWho is to blame?\nNobody knows."
    assert kinds(text)[2:] == [
        ("question", "- How many died?"),
        ("list_item", "At least 12 people died."),
        ("question", "Who is to blame?"),
        ("paragraph", "Nobody knows."),
    ]


@pytest.mark.parametrize(
    "line", ["Did you know? It rained.", "Pro Tip: stay dry.", "Key facts (as of May):", "At a glance"]
)
def test_boxes_are_known_by_their_labels(line):
    assert ("callout", line) in kinds(f"Flood in the Valley\n{BODY}\n{line}\n{BODY}x")


def test_a_call_to_the_reader_inside_a_paragraph_is_split_off():
    call = "What do you think of it? Share your thoughts in the comments below!"
    text = f"Flood in the Valley\n{BODY} {call} It rained on."
    assert kinds(text)[1:] == [
        ("paragraph", BODY),
        ("promotion", call),
        ("paragraph", "It rained on."),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sign up for our newsletter to stay informed.",
        "Follow us on Facebook.",
        "Click here to read it.",
        "Leave a comment below.",
    ],
)
def test_promotion_is_known_by_its_words(sentence):
    assert ("promotion", sentence) in kinds(f"Flood in the Valley\n{BODY}\n{sentence}")


def test_news_about_comments_and_subscribers_is_no_promotion():
    text = f"Flood in the Valley\n{BODY} She declined to comment. The company lost 3 million subscribers."
    assert [k for k, _ in kinds(text)] == ["title", "paragraph"]


def test_a_text_wrapped_at_a_fixed_width_gives_whole_paragraphs():
    text = (
        "Flood in the Valley\n\n"
        "The river rose for three days and the people of the valley\n"
        "left their homes, while the water went on rising until the\n"
        "dam above the town gave way on Monday and a wave of mud\n"
        "ran through the streets.\n\n"
        "Nobody came back that week, and the mayor said that the\n"
        "town would not be built again where it had stood for\n"
        "three hundred years, because the ground was lost.\n"
    )
    assert [k for k, _ in kinds(text)] == ["title", "paragraph", "paragraph"]


def test_ids_name_the_article_and_count_from_one():
    document = document_from_text("Flood in the Valley\n" + BODY, article_id="x")
    assert [b.block_id for b in document.blocks] == ["x:b1", "x:b2"]
    assert [s.sentence_id for s in document.sentences] == ["x:s1", "x:s2", "x:s3"]


LINES = st.sampled_from(
    [
        "Flood in the Valley",
        BODY,
        "- one item",
        "1. Contents",
        "| a | b |",
        "|---|---|",
        "a\tb",
        "Is it so?",
        "- Is it so? It is.",
        "Did you know? Yes.",
        "Table of Contents",
        "Breaking",
        "GENEVA, May 4 (AP) — Talks began.",
        "4 May 2021 Geneva",
        "Share your thoughts in the comments! It rained.",
        "",
        "# Mark",
        "the water",
        "…",
        "“",
        "-",
        "\u2028x",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=25))
@settings(max_examples=150, deadline=None)
def test_blocks_and_sentences_are_in_order_inside_and_lose_nothing(lines):
    text = "\n".join(lines)
    document = document_from_text(text)
    spans = [(b.start_char, b.end_char) for b in document.blocks]
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert all(b.kind in BLOCK_KINDS and b.reason for b in document.blocks)
    by_id = document.block_of()
    for sentence in document.sentences:
        home = by_id[sentence.block_id]
        assert home.start_char <= sentence.start_char < sentence.end_char <= home.end_char


@pytest.mark.parametrize("text", ["the of and", "x", "Flood in the Valley"])
def test_an_article_of_one_short_line_is_read(text):
    assert [(b.kind, b.is_body) for b in document_from_text(text).blocks] == [("paragraph", True)]
