import html
import re

import pytest
from report_sample import tables

from analysis import schema
from analysis.report.evidence import articles, layers_of
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
