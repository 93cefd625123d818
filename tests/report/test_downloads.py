import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_sample import HOSTILE, tables

from analysis.report.downloads import csv_cell, datapackage, write_csv, write_table
from analysis.report.tables import pack


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\r=x", "  =x"])
def test_no_text_can_be_a_formula(text):
    (row,) = csv.reader(io.StringIO(csv_cell(text), newline=""))
    assert row == [f"'{text}"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=2, max_size=3))
def test_any_text_comes_back_as_one_cell(texts):
    line = ",".join(csv_cell(text) for text in texts)
    (row,) = csv.reader(io.StringIO(line, newline=""), strict=True)
    assert [cell.removeprefix("'") for cell in row] == [text.removeprefix("'") for text in texts]


def test_a_file_has_a_header_line_feeds_and_utf_8(tmp_path):
    write_csv(tmp_path / "x.csv", header=["a", "b"], rows=[["é", -0.5], [None, True]])
    assert (tmp_path / "x.csv").read_bytes() == "a,b\né,-0.5\n,true\n".encode()


def test_every_table_of_a_hostile_corpus_keeps_its_rows(tmp_path):
    for name, rows in tables(hostile=True).items():
        write_table(tmp_path / "x.csv", rows)
        with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as stream:
            read = list(csv.reader(stream, strict=True))
        assert len(read) == len(rows) + 1, name
        assert {len(row) for row in read} == {len(rows.columns)}


def test_the_descriptor_names_every_file_and_every_field():
    packed = pack(tables()["reported_figures"], columns={"value": "Number", "source": HOSTILE[0]})
    described = json.loads(datapackage(["articles"], {"05-x": ("Q?", packed)}, title="T"))
    paths = [resource["path"] for resource in described["resources"]]
    assert paths == ["articles.csv", "05-x.csv"]
    assert [field["name"] for field in described["resources"][1]["schema"]["fields"]] == [
        "value",
        "source",
        "figure_id",
    ]
