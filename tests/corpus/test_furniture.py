"""What stands on a page and is not the article: menus, box labels, calls to the reader, datelines."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.furniture import is_dateline

BODY = "The river rose for three days and the people of the valley left their homes. Nobody came back that week."


def kinds(text):
    document = document_from_text(text)
    return [(block.kind, text[block.start_char : block.end_char]) for block in document.blocks]


@pytest.mark.parametrize(
    "dateline",
    [
        "GENEVA, May 4 (AP) —",
        "Geneva, May 4, 2021 –",
        "GENEVA —",
        "Geneva –",
        "HARROW, Switzerland, 4 May (Reuters) -",
    ],
)
def test_a_dateline_that_opens_the_text_is_a_block_of_its_own(dateline):
    text = f"Flood in the Valley\n{dateline} {BODY}"
    assert kinds(text)[1:] == [("dateline", dateline), ("paragraph", BODY)]


@pytest.mark.parametrize(
    "opening", ["However – as she said –", "The flood – the worst yet –", "Most of it — all, even —"]
)
def test_a_dash_does_not_make_a_dateline(opening):
    assert [k for k, _ in kinds(f"Flood in the Valley\n{opening} {BODY}")] == ["title", "paragraph"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("15 October, 2025 Geneva, Switzerland", True),
        ("Published: May 4, 2021 10:30 GMT", True),
        ("By Ana Duarte and Tomas Vey", True),
        ("2021-05-04", True),
        ("It began on 4 May 2021.", False),
        ("Flood in the Valley", False),
        ("By then the water had gone and nobody was left in the town to see it", False),
    ],
)
def test_a_whole_line_of_place_and_date(line, expected):
    assert is_dateline(line) is expected


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


@pytest.mark.parametrize(
    "line", ["Did you know? It rained.", "Pro Tip: stay dry.", "Key facts (as of May):", "At a glance"]
)
def test_boxes_are_known_by_their_labels(line):
    assert ("callout", line) in kinds(f"Flood in the Valley\n{BODY}\n{line}\n{BODY}x")


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
