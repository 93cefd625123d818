import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_sample import tables

from analysis.report.evidence import articles
from analysis.report.links import anchor, readable
from analysis.report.marking import Mark, marked

spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["sentence", "quote", "figure"])), max_size=6
)


@settings(max_examples=80, deadline=None)
@given(st.text("ab <&\u202e\n\x00", min_size=30, max_size=30), spans, st.integers(0, 30), st.integers(0, 30))
def test_marks_that_overlap_in_any_way_leave_the_text_as_it_was(text, found, one, other):
    start, end = sorted((one, other))
    marks = [Mark(layer, f"{layer}{n}", min(a, b), max(a, b)) for n, (a, b, layer) in enumerate(found)]
    made = str(marked(text, start=start, end=end, marks=marks))
    assert html.unescape(re.sub(r"<[^>]*>", "", made)) == readable(text[start:end])
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    inside = {anchor(mark.id) for mark in marks if max(mark.start, start) < min(mark.end, end)}
    assert set(ids) == inside
    assert made.count("<span") == made.count("</span")


@pytest.mark.parametrize("hostile", [False, True])
def test_every_article_is_there_in_full_with_an_id_for_every_sentence_figure_and_quotation(hostile):
    made = tables(hostile=hostile)
    views = articles(made)
    assert [view.id for view in views] == [anchor(article_id) for article_id in made["articles"]["article_id"]]
    for view, text in zip(views, made["articles"]["text"], strict=True):
        read = "".join(html.unescape(re.sub(r"<[^>]*>", "", str(block.html))) for block in view.blocks)
        assert re.sub(r"\s", "", read) == re.sub(r"\s", "", readable(text))
    body = "".join(str(block.html) for view in views for block in view.blocks)
    for table, key in (("sentences", "sentence_id"), ("reported_figures", "figure_id"), ("quotes", "quote_id")):
        for identifier in made[table][key]:
            assert f' id="{anchor(identifier)}"' in body, identifier


def test_text_that_no_block_holds_is_shown_as_unread():
    made = tables()
    first = made["blocks"]["article_id"] == "alpha"
    made["blocks"] = made["blocks"][~(first & (made["blocks"]["kind"] == "promotion"))]
    assert [block.kind for block in articles(made)[0].blocks] == ["title", "paragraph", "unread"]


def test_a_note_says_what_was_taken_and_where_it_is_used():
    used = {anchor("beta-2:f1"): [("05.html#x-a", "How many?")]}
    notes = [note for block in articles(tables(), used=used)[1].blocks for note in block.notes]
    assert [(note.label, note.used_in) for note in notes] == [("More than 900 people", (("05.html#x-a", "How many?"),))]
    assert "credited to Red Cross, as of 2024-05-03" in notes[0].detail


def test_an_address_that_is_not_of_the_web_is_no_link():
    assert {view.url for view in articles(tables(hostile=True))} == {"https://example.org/1", None}
