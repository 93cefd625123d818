"""What each line of an article is, told by its shape and its neighbours, on texts made up here."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.lines import share_capitalised

BODY = "The river rose for three days and the people of the valley left their homes. Nobody came back that week."


def kinds(text, **options):
    document = document_from_text(text, **options)
    return [(block.kind, text[block.start_char : block.end_char]) for block in document.blocks]


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


def test_items_of_a_wrapped_text_stay_apart():
    lines = [
        "Flood in the Valley",
        "",
        "The river rose for three days and the people of the valley left",
        "their homes at night, and nobody came back to them in that week,",
        "although the water had gone down again by then. What was lost was",
        "said to be the work of years, and the council asked for these things:",
        "- a wall along the river that is a yard higher than the old one and",
        "goes as far as the mill,",
        "- a bell on the bridge that wakes the people of the lower town when",
        "the water comes at night.",
    ]
    items = [text for kind, text in kinds("\n".join(lines)) if kind == "list_item"]
    assert [text.split()[1:3] for text in items] == [["a", "wall"], ["a", "bell"]]


@pytest.mark.parametrize("text", ["the of and", "x", "Flood in the Valley"])
def test_an_article_of_one_short_line_is_read(text):
    assert [(b.kind, b.is_body) for b in document_from_text(text).blocks] == [("paragraph", True)]


@pytest.mark.parametrize(("n_words", "is_title"), [(30, True), (31, False)])
def test_a_title_has_at_most_thirty_words(n_words, is_title):
    line = " ".join(["water"] * n_words)
    assert (document_from_text(f"{line}\n{BODY}").title is not None) is is_title


@pytest.mark.parametrize(("n_words", "kind"), [(18, "heading"), (19, "paragraph")])
def test_a_heading_has_at_most_eighteen_words(n_words, kind):
    line = " ".join(["water"] * n_words)
    assert kinds(f"Flood in the Valley\n{BODY}\n{line}\n{BODY}x")[2] == (kind, line)


@pytest.mark.parametrize(
    ("line", "share"), [("Old Dams Fail when rain Comes", 0.6), ("Old dams Fail when rain comes.", 0.2)]
)
def test_share_of_longer_words_with_a_capital(line, share):
    assert share_capitalised(line) == share


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Old Valley, Broken dam: safe again Today?", "heading"),
        ("Old Valley, Broken dam: safe again today?", "question"),
    ],
)
def test_a_question_in_capitals_is_a_headline(line, kind):
    line = f"Will {line}"
    assert kinds(f"Flood in the Valley\n{BODY}\n{line}\n{BODY}x")[2] == (kind, line)
