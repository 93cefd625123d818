"""An article as the measures see it: its blocks and sentences."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import document_from_text
from analysis.schema import BLOCK_KINDS

BODY = "The river rose for three days and the people of the valley left their homes. Nobody came back that week."


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
