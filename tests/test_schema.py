import pandas as pd
import pytest

from analysis import schema
from analysis.errors import SchemaError

REJECTED = {"path": "a.txt", "row": None, "stage": "reading", "reason": "The file is empty."}


def test_frame_fills_absent_nullable_columns():
    rows = schema.frame("rejected", [{"path": "a.txt", "stage": "reading", "reason": "Empty."}])
    assert rows["row"].isna().all()


def test_an_empty_table_has_the_declared_columns_and_kinds():
    for name, declared in schema.TABLES.items():
        rows = schema.frame(name)
        assert list(rows.columns) == declared.names
        assert [str(d) for d in rows.dtypes] == [c.dtype for c in declared.columns]


def test_an_unknown_column_is_an_error_that_lists_the_known_ones():
    with pytest.raises(SchemaError, match=r"'why'.*path, row, stage, reason"):
        schema.frame("rejected", [{**REJECTED, "why": "?"}])


def test_an_empty_cell_where_none_may_be_is_an_error():
    with pytest.raises(SchemaError, match="'stage'"):
        schema.frame("rejected", [{**REJECTED, "stage": None}])


def test_a_value_that_is_not_allowed_is_an_error():
    block = {"article_id": "a", "block_id": "a:b1", "kind": "poem", "part": 1, "is_body": True, "reason": "x"}
    with pytest.raises(SchemaError, match="'poem' is not one of title"):
        schema.frame("blocks", [{**block, "start_char": 0, "end_char": 1}])


def test_two_rows_with_one_key_are_an_error():
    with pytest.raises(SchemaError, match="two rows"):
        schema.frame("rejected", [REJECTED, REJECTED])


def test_a_wrong_dtype_is_an_error():
    rows = schema.frame("rejected", [REJECTED]).astype({"path": "object"})
    with pytest.raises(SchemaError, match="dtype"):
        schema.validate("rejected", rows)


def test_missing_columns_are_named():
    with pytest.raises(SchemaError, match=r"missing columns \['row'\]"):
        schema.validate("rejected", pd.DataFrame([REJECTED]).drop(columns="row"))


def test_every_table_and_column_is_described():
    for declared in schema.TABLES.values():
        assert declared.row
        assert set(declared.key) <= set(declared.names)
        assert all(column.description for column in declared.columns)


def test_the_data_dictionary_is_the_committed_one(project):
    committed = (project / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert committed == schema.data_dictionary(), "run `make docs`"


def test_the_datapackage_names_every_csv_and_key():
    package = schema.datapackage(["articles", "quotes"], title="x")
    assert [r["path"] for r in package["resources"]] == ["articles.csv", "quotes.csv"]
    assert package["resources"][0]["schema"]["primaryKey"] == ["article_id"]
