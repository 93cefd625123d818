"""Columns: as told, else by name, else by what stands in them; never silently, never two fields from one."""

import pytest

from analysis.readers.columns import article_text, fields_named, guess, tidy_names
from analysis.readers.record import Record, Refused, Settings, Unreadable

PROSE = "The ferry left Marlow at dawn, and the crew said nothing about the gate. " * 5


def fields(columns, *rows, **told):
    layout = guess(columns, rows, Settings(columns=told))
    return {field: columns[place] for field, place in layout.places.items()}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        # Media Cloud with texts, news-please, NewsAPI, the Guardian, the New York Times, Elastic, Webz.io, JSON Feed
        (
            ["id", "indexed_date", "language", "media_name", "media_url", "publish_date", "title", "url", "story_text"],
            {"id": 0, "language": 2, "source": 3, "published": 5, "title": 6, "url": 7, "text": 8},
        ),
        (
            ["authors", "date_download", "date_publish", "filename", "language", "maintext", "source_domain", "title"],
            {"author": 0, "published": 2, "language": 4, "text": 5, "source": 6, "title": 7},
        ),
        (
            [
                "source.id",
                "source.name",
                "author",
                "title",
                "description",
                "url",
                "urlToImage",
                "publishedAt",
                "content",
            ],
            {"source": 1, "author": 2, "title": 3, "url": 5, "published": 7, "text": 8},
        ),
        (
            ["id", "sectionName", "webPublicationDate", "webTitle", "webUrl", "fields.byline", "fields.bodyText"],
            {"id": 0, "published": 2, "title": 3, "url": 4, "author": 5, "text": 6},
        ),
        (
            ["abstract", "web_url", "source", "headline.main", "pub_date", "document_type", "byline.original"],
            {"text": 0, "url": 1, "source": 2, "title": 3, "published": 4, "genre": 5, "author": 6},
        ),
        (
            ["_id", "_source.title", "_source.body", "_source.outlet"],
            {"id": 0, "title": 1, "text": 2, "source": 3},
        ),
        (
            ["uuid", "thread.site", "thread.title", "title", "text", "published", "author", "language"],
            {"id": 0, "source": 1, "title": 3, "text": 4, "published": 5, "author": 6, "language": 7},
        ),
        (["id", "content_text", "date_published", "url"], {"id": 0, "text": 1, "published": 2, "url": 3}),
        # ProQuest and Factiva as tables, and the newspapers of Kaggle
        (
            [
                "Title",
                "Abstract",
                "StoreId",
                "Authors",
                "documentType",
                "pubdate",
                "pubtitle",
                "DocumentURL",
                "fullText",
            ],
            {"title": 0, "id": 2, "author": 3, "genre": 4, "published": 5, "source": 6, "url": 7, "text": 8},
        ),
        (
            ["", "id", "title", "publication", "author", "date", "year", "month", "url", "content"],
            {"id": 1, "title": 2, "source": 3, "author": 4, "published": 5, "url": 8, "text": 9},
        ),
        (["  ÜBERSCHRIFT ", "veröffentlicht_am", "Volltext (bereinigt)"], {"title": 0, "published": 1, "text": 2}),
    ],
)
def test_names_of_common_exports(columns, expected):
    layout = guess(columns, [], Settings())
    assert dict(layout.places) == expected


def test_what_is_told_wins_over_every_name():
    told = fields(["title", "text", "kicker"], ["a", PROSE, "b"], title="kicker", text="title")
    assert told == {"title": "kicker", "text": "title"}
    layout = guess(["Text", "Source"], [], Settings(columns={"text": "Text", "source": "Source"}))
    assert layout.note == ""


def test_a_told_column_that_is_not_there_is_said():
    layout = guess(["Text", "Paper"], [], Settings(columns={"source": "Outlet"}))
    assert layout.note.startswith("It has no column 'Outlet' (source), as corpus.yml says. Text is column Text")
    with pytest.raises(Unreadable, match=r"It has no column 'Body' \(text\).*Columns: k1, k2\."):
        guess(["k1", "k2"], [["a", "b"]], Settings(columns={"text": "Body"}))


def test_of_several_columns_that_are_told_a_table_has_one():
    told = Settings(columns={"source": ("Outlet", "Kanal")})
    assert guess(["Text", "kanal"], [], told).places == {"text": 0, "source": 1}
    assert guess(["Text", "Outlet", "Kanal"], [], told).places["source"] == 1


def test_a_text_is_found_by_its_long_strings_and_that_is_said():
    layout = guess(["k1", "k2", "k3"], [["a", PROSE, "TAX_A;TAX_B;" * 60]] * 3, Settings())
    assert layout.places == {"text": 1}
    assert layout.note == (
        "Text is column k2 (by its long strings, not by its name); say otherwise in corpus.yml under columns."
    )


def test_a_column_called_text_that_holds_labels_gives_way_to_the_one_with_the_articles():
    assert fields(["text", "xq"], ["flood", PROSE])["text"] == "xq"
    assert fields(["text", "xq"], ["Short notices.", "a b c"])["text"] == "text"
    assert fields(["content", "text"], ["", PROSE])["text"] == "text"
    assert fields(["abstract", "xq"], ["In brief.", PROSE])["text"] == "xq"


def test_a_column_is_not_taken_for_what_it_cannot_hold():
    assert "published" not in fields(["text", "published"], ["a", "yes"], ["b", "no"])
    assert fields(["text", "guid"], ["a", "https://marlow.example/1"])["url"] == "guid"
    assert fields(["text", "guid"], ["a", "7f3a-11"])["id"] == "guid"


def test_no_text_is_refused_with_the_columns():
    with pytest.raises(Unreadable, match=r"text: …\)\. Columns: url, title, seendate\."):
        guess(["url", "title", "seendate"], [["http://a.example", "Gate shut", "20240115T093000Z"]], Settings())


def test_every_further_column_keeps_its_name_and_its_place():
    layout = guess(["Text", "Tag", "Tag", "", "x" * 90, "Title", "headline"], [], Settings())
    record = layout.record(["It left.", "a", "b", "c", "d", "e\n f", "g"], 4)
    assert isinstance(record, Record)
    assert record.row == 4
    assert {name: given.value for name, given in record.fields.items()} == {
        "Tag": "a", "Tag (2)": "b", "column 4": "c", "x" * 60: "d", "title": "g", "Title (column)": "e f",
    }  # fmt: skip
    assert record.fields["title"].origin == "column headline"


def test_rows_without_text_are_refused_and_empty_ones_passed_over():
    layout = guess(["Text", "Title"], [], Settings())
    assert layout.record(["", " "], 2) is None
    assert layout.record([], 2) is None
    refused = layout.record(["", "Gate"], 3)
    assert isinstance(refused, Refused)
    assert refused.row == 3
    assert "Column Text: it is empty" in refused.reason
    assert isinstance(layout.record(["a\x00b", "Gate"], 3), Refused)


def test_markup_in_a_cell_is_removed_and_its_paragraphs_stay():
    cell = "<h2>Ferry</h2><p>It <b>left</b> &amp; sank.</p><script>x()</script><p>Then<br>night.</p>"
    assert article_text(cell) == ("Ferry\n\nIt left & sank.\n\nThen\nnight.", True)
    assert article_text("1 < 2 and 3 > 2\r\nEnd") == ("1 < 2 and 3 > 2\nEnd", False)
    record = guess(["Text"], [], Settings()).record([cell], 2)
    assert record.flags == ("html_repaired",)


def test_names_without_case_accents_and_signs():
    assert fields_named(["BODY_TEXT", "Date de publication", "dc:creator"]) == {"text", "published", "author"}
    assert fields_named(["seven", "ways", "to", "say", "it"]) == set()
    assert tidy_names(["a\nb", "", "a b"]) == ["a b", "column 2", "a b (2)"]
