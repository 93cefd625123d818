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


def test_a_table_whose_dtypes_are_others_gets_the_declared_ones():
    loose = pd.DataFrame({"path": ["a.txt"], "row": [2.0], "stage": ["reading"], "reason": ["Empty."]}, dtype=object)
    rows = schema.frame("rejected", loose)
    assert [str(d) for d in rows.dtypes] == [c.dtype for c in schema.table("rejected").columns]
    assert rows["row"].tolist() == [2]


@pytest.mark.parametrize("kind", ["string", "integer", "number", "boolean", "date", "list"])
def test_an_empty_cell_is_none_in_records_whatever_the_kind(kind):
    rows = pd.DataFrame({"cell": schema.series(kind, [None])})
    assert schema.records(rows) == [{"cell": None}]


def test_a_series_keeps_the_rows_it_is_given_for():
    assert schema.series("number", [0.5, None], index=pd.Index([7, 3])).loc[7] == 0.5


def test_vocabularies_are_those_that_the_columns_allow():
    allowed = {column.allowed for declared in schema.TABLES.values() for column in declared.columns}
    assert set(schema.VOCABULARIES.values()) <= allowed
    assert (
        dict(zip(schema.table("reported_figures").names, schema.table("reported_figures").columns, strict=True))[
            "bound"
        ].allowed
        == schema.BOUNDS
    )


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


def test_rows_that_come_in_many_pieces_are_one_table(monkeypatch):
    rows = [
        {"path": f"{n}.txt", "row": None if n % 3 else n, "stage": "reading", "reason": "Empty."} for n in range(11)
    ]
    whole = schema.frame("rejected", rows)
    monkeypatch.setattr(schema, "_CHUNK", 3)
    in_pieces = schema.frame("rejected", iter(rows))
    assert in_pieces.equals(whole)
    assert in_pieces.index.equals(whole.index)
    assert [str(d) for d in in_pieces.dtypes] == [str(d) for d in whole.dtypes]
