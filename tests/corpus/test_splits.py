"""Blocks that hold two things are cut apart, and nothing is lost at the cut."""

import pytest

from analysis.corpus.blocks import blocks_of

STORY = "Flood shuts the valley road\n\nThe river rose for three days and 300 people left, the mayor said.\n\n"


def pieces(said):
    text = STORY + said
    return [(draft.kind, text[draft.start : draft.end]) for draft in blocks_of(text) if draft.start >= len(STORY)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("BREAKING: The wall broke.", [("navigation", "BREAKING:"), ("paragraph", "The wall broke.")]),
        (
            "14:05 – The wall broke.\n\n15:10 – The road is open.",
            [
                ("dateline", "14:05 –"),
                ("paragraph", "The wall broke."),
                ("dateline", "15:10 –"),
                ("paragraph", "The road is open."),
            ],
        ),
        ("* Who left? All of them did.", [("question", "* Who left?"), ("list_item", "All of them did.")]),
        (
            "The road is shut. Sign up for our newsletter.",
            [("paragraph", "The road is shut."), ("promotion", "Sign up for our newsletter.")],
        ),
        (
            "The road is shut. This article was amended on 3 May.",
            [("paragraph", "The road is shut."), ("correction", "This article was amended on 3 May.")],
        ),
    ],
)
def test_two_things_in_one_block_are_two_blocks(said, expected):
    assert pieces(said) == expected


def test_what_somebody_says_in_quotation_marks_is_not_cut_off():
    said = "“Join us now,” she said. “Donate today.”"
    assert pieces(said) == [("paragraph", said)]
