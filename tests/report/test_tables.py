import json

import numpy as np
import pandas as pd
import pytest
from report_sample import HOSTILE

from analysis.errors import ParameterError
from analysis.report import tables


def test_every_cell_heading_and_caption_is_escaped():
    rows = pd.DataFrame({"a": list(HOSTILE), "b": range(len(HOSTILE))})
    packed = tables.pack(rows, columns={"a": "<b>a</b>", "b": "n"})
    html = tables.table_html(packed, caption="<script>x</script>")
    for tag in ("<script", "<img", "<svg", "<meta", "<style", "<iframe", "<b>"):
        assert tag not in html
    assert '<th scope="col"' in html
    assert '<th scope="row"' in html
    assert "<caption>&lt;script&gt;" in html


def test_values_are_plain_json_whatever_dtype_they_had():
    rows = pd.DataFrame(
        {
            "i": pd.array([1, None], dtype="Int64"),
            "f": [0.123456789, np.nan],
            "b": pd.array([True, None], dtype="boolean"),
            "l": [["x", "y"], []],
            "d": [pd.Timestamp("2025-09-18"), pd.NaT],
            "s": ["a\x00", None],
        }
    )
    packed = tables.pack(rows)
    assert packed["rows"][0] == [1, 0.1235, True, ["x", "y"], "2025-09-18 00:00:00", "a\ufffd"]
    assert packed["rows"][1] == [None, None, None, [], None, None]
    json.dumps(packed)


def test_negative_nought_is_nought():
    assert str(tables.plain_value(-0.00001)) == "0.0"


def test_ids_become_links_to_their_passage_under_the_words_shown():
    rows = pd.DataFrame({"words": ["1,184"], "figure_id": ["a:f1"], "more": [["a:s1", "b:s2"]]})
    packed = tables.pack(rows, columns={"words": "As written"}, evidence={"words": "figure_id", "more": "more"})
    html = tables.table_html(packed, caption="c")
    assert 'href="articles.html#e-a:f1">1,184' in html
    assert html.count('href="articles.html') == 3
    assert ">passage 2<" in html
    assert "figure_id" not in html


def test_a_column_that_does_not_exist_is_an_error_that_lists_the_columns():
    with pytest.raises(ParameterError, match=r"No column 'x' to show\. The table has: a, b"):
        tables.pack(pd.DataFrame({"a": [1], "b": [2]}), evidence="x")


def test_numbers_read_as_in_a_newspaper():
    packed = tables.pack(
        pd.DataFrame({"n": [1184, 2], "share": [0.5, 0.25], "score": [-0.5, 0.25]}), formats={"share": ".0%"}
    )
    text = tables.table_text(packed, caption="c")
    assert "1,184" in text
    assert "50%" in text
    assert "\u22120.50" in text


def test_a_cut_table_says_how_much_is_missing_and_where_all_of_it_is():
    packed = tables.pack(pd.DataFrame({"a": range(312)}), max_rows=10)
    assert tables.cut_note(packed, where="terms") == "10 of 312 rows; all in data/terms.csv."


def test_a_cell_of_5000_characters_is_cut_and_says_so():
    packed = tables.pack(pd.DataFrame({"a": ["T" * 5000]}))
    assert "(4,400 more characters)" in tables.table_html(packed, caption="c")


def test_an_empty_table_says_so():
    packed = tables.pack(pd.DataFrame({"a": [], "b": []}))
    assert '<td colspan="2">None.</td>' in tables.table_html(packed, caption="c")
    assert tables.table_text(packed, caption="c").endswith("(none)")


def test_a_link_always_has_words():
    packed = tables.pack(pd.DataFrame({"w": [None, "two"], "id": [["a:s1"], ["a:s1", "a:s2"]]}), evidence={"w": "id"})
    html = tables.table_html(packed, caption="c")
    assert ">passage</a>" in html
    assert "two <a" in html


def test_a_number_that_rounds_to_nought_has_no_sign():
    assert tables.written(-0.001, {"format": None}, decimals=2) == "0.00"


def test_rows_with_ids_lead_to_their_passage_without_being_told():
    rows = pd.DataFrame({"word": ["grim", "calm"], "article_id": ["a", "b"], "sentence_id": ["a:s1", None]})
    packed = tables.pack(rows)
    html = tables.table_html(packed, caption="Words")
    assert html.count('href="articles.html#e-a:s1"') == 1
    # Ids are for the file, not for a reader.
    assert [column["heading"] for column in packed["columns"] if column["is_shown"]] == ["word", "Evidence"]
    assert [column["name"] for column in packed["columns"]] == ["word", "article_id", "sentence_id"]
    chosen = tables.pack(rows, columns={"word": "Word"})
    assert [column["heading"] for column in chosen["columns"] if column["is_shown"]] == ["Word", "Evidence"]


def test_many_passages_of_one_row_are_not_as_many_stops():
    rows = pd.DataFrame({"word": ["grim"], "sentences": [[f"a:s{n}" for n in range(9)]]})
    html = tables.table_html(tables.pack(rows), caption="Words")
    assert html.count("<a ") == 5
    assert "and 4 more" in html


def test_a_code_is_read_as_words_and_a_setting_as_it_is_written():
    rows = pd.DataFrame({"name": ["passage_words"], "bound": ["at_least"], "said": ["one_two, three"]})
    shown = tables.table_text(tables.pack(rows), caption="Codes")
    assert "passage_words" in shown
    assert "at least" in shown
    assert "one_two, three" in shown
