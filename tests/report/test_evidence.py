import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_sample import tables

from analysis import schema
from analysis.report.evidence import LAYERS, Mark, articles, excerpted, layers_of, marked, window
from analysis.report.links import anchor, readable


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


def test_a_chart_that_the_first_page_shows_too_is_named_in_its_chapter():
    places = [("index.html#x-a", "How many?"), ("index.html", "Summary"), ("05.html#x-a", "How many?")]
    notes = [n for block in articles(tables(), used={anchor("beta-2:f1"): places})[1].blocks for n in block.notes]
    assert notes[0].used_in == (("index.html", "Summary"), ("05.html#x-a", "How many?"))


def test_an_address_that_is_not_of_the_web_is_no_link():
    assert {view.url for view in articles(tables(hostile=True))} == {"https://example.org/1", None}


def layered():
    made = tables()
    text = dict(made["articles"][["article_id", "text"]].to_numpy().tolist())
    start = text["alpha"].index("river")
    made["frame_evidence"] = schema.frame(
        "frame_evidence",
        [
            {
                "frame": "nature",
                "article_id": "alpha",
                "source": "Harbour Post",
                "sentence_id": "alpha:s2",
                "start_char": start,
                "end_char": start + 5,
                "surface": "river",
            }
        ],
    )
    shared = {"article_a": "alpha", "start_a": start, "end_a": start + 20, "sentence_a": "alpha:s2"}
    shared |= {"article_b": "beta-2", "start_b": 25, "end_b": 45, "sentence_b": "beta-2:s2"}
    made["reuse"] = schema.frame("reuse", [{"passage_id": "p1", "n_words": 4, "share_same": 1.0, **shared}])
    return made


def test_frames_and_shared_passages_are_layers_of_their_own():
    views = articles(layered())
    assert layers_of(views) == {"figure", "quote", "frame", "shared"}
    body = "".join(str(block.html) for block in views[0].blocks)
    assert '<span class="m-frame">river</span>' in body
    notes = {note.layer: note for view in views for block in view.blocks for note in block.notes}
    assert notes["frame"].detail == "a cue for: nature"
    shared = [note for view in views for block in view.blocks for note in block.notes if note.layer == "shared"]
    # Each side names the other and leads to it.
    assert [(note.label, note.target) for note in shared] == [
        ("Shared with Valley Times", "beta-2:s2"),
        ("Shared with Harbour Post", "alpha:s2"),
    ]


def test_articles_that_must_not_be_republished_show_only_the_passages_needed():
    made = tables()
    used = {anchor("alpha:s2"): [("x.html", "X")]}
    views = articles(made, used=used, passage_words=3)
    body = "".join(str(block.html) for view in views for block in view.blocks)
    shown = html.unescape(re.sub(r"<[^>]*>", "", body))
    assert "The river rose" in shown
    assert "on Monday" not in shown
    assert "We were not warned" not in shown
    assert re.search(r"\[\d+ words not shown\]", shown)
    for table, key in (("sentences", "sentence_id"), ("reported_figures", "figure_id"), ("quotes", "quote_id")):
        for identifier in made[table][key]:
            assert f' id="{anchor(identifier)}"' in body, identifier


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(LAYERS)), max_size=6)
texts = st.text("ab <&\u202e\n\x00", min_size=30, max_size=30)


def words_of(made):
    return html.unescape(re.sub(r"<[^>]*>", "", str(made)))


def marks_of(found):
    return [Mark(layer, f"{layer}{n}", min(a, b), max(a, b)) for n, (a, b, layer) in enumerate(found)]


@settings(max_examples=80, deadline=None)
@given(texts, spans, st.integers(0, 30), st.integers(0, 30))
def test_marks_that_overlap_in_any_way_leave_the_text_as_it_was(text, found, one, other):
    start, end = sorted((one, other))
    marks = marks_of(found)
    made = str(marked(text, start=start, end=end, marks=marks))
    assert words_of(made) == readable(text[start:end])
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    assert set(ids) == {anchor(mark.id) for mark in marks if max(mark.start, start) < min(mark.end, end)}
    assert made.count("<span") == made.count("</span")


@settings(max_examples=60, deadline=None)
@given(texts, spans, spans)
def test_what_is_kept_is_shown_and_the_rest_only_counted(text, found, keep):
    marks = marks_of(found)
    kept = [(min(a, b), max(a, b)) for a, b, _ in keep]
    made = str(excerpted(text, start=0, end=30, kept=kept, marks=marks, opened=set()))
    shown = {place for left, right in kept for place in range(left, right)}
    # What holds no word has nothing to hide.
    hidden = len(re.findall(r"\w+", re.sub(r"\[\d+ words? not shown\]", "", words_of(made))))
    kept_words = re.findall(r"\w+", "".join(c if n in shown else " " for n, c in enumerate(readable(text))))
    assert hidden <= len(kept_words) + len(kept) + 1
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    assert set(ids) >= {anchor(mark.id) for mark in marks if mark.start < mark.end}


def test_a_window_holds_the_words_that_it_is_for():
    text = "  one two 3,000 four"
    assert window(text, start=0, end=20, words=1) == (0, 5)
    assert window(text, start=0, end=20, words=9) == (0, 20)
    assert text[slice(*window(text, start=0, end=20, words=2, around=(10, 15)))] == "two 3,000"
    assert text[slice(*window(text, start=0, end=20, words=2, around=(16, 20)))] == "3,000 four"
    # What is longer than the window shows how it begins.
    assert text[slice(*window(text, start=0, end=20, words=2, around=(6, 20)))] == "two 3,000"
