"""Parquet: values of every type as a reader would write them; a damaged file is one reason."""

import datetime as dt
import io
import random
from contextlib import suppress
from itertools import islice

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import parquet_rows
from analysis.readers.record import File, Note, Record, Refused, Settings, Unreadable


def parquet(columns, **options) -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.table(columns), made, **options)
    return made.getvalue()


def read(content, **told):
    return list(parquet_rows.read(File.of("x", content), Settings(columns=told)))


def records(outcomes):
    return [one for one in outcomes if isinstance(one, Record)]


def test_values_of_every_type():
    content = parquet(
        {
            "Headline": ["Ferry", None],
            "body": ["It left.", "It came."],
            "date": pa.array([dt.datetime(2024, 5, 3), dt.datetime(2024, 5, 3, 6, 15)], pa.timestamp("ns", "UTC")),
            "id": [12.0, None],
            "outlet": [{"name": "Marlow Gazette", "rank": 3}, None],
            "tags": [["port", "tide"], []],
            "kind": pa.array(["news", "news"]).dictionary_encode(),
            "share": pa.array([0.25, float("nan")]),
            "raw": [b"caf\xc3\xa9", None],
        }
    )
    first, second = records(read(content))
    assert (first.text, first.row, second.row) == ("It left.", 1, 2)
    assert {name: given.value for name, given in first.fields.items()} == {
        "title": "Ferry", "published": "2024-05-03", "id": "12", "source": "Marlow Gazette", "outlet.rank": "3",
        "tags": "port; tide", "kind": "news", "share": "0.25", "raw": "café",
    }  # fmt: skip
    assert second.fields["published"].value == "2024-05-03T06:15:00+00:00"
    assert set(second.fields) == {"published", "kind"}


def test_rows_without_text_and_tables_without_articles():
    outcomes = read(parquet({"text": ["It left.", None, ""], "n": [1, 2, None]}))
    assert [one.row for one in outcomes if isinstance(one, Refused)] == [2]
    with pytest.raises(Unreadable, match="no rows"):
        read(parquet({"text": pa.array([], pa.string())}))
    with pytest.raises(Unreadable, match=r"Columns: a, b\."):
        read(parquet({"a": [1], "b": [2]}))
    assert records(read(parquet({"a": ["x"], "b": [2]}), text="a"))[0].text == "x"


def test_many_rows_in_their_order():
    content = parquet({"text": [f"It left {n} times." for n in range(1_000)]}, row_group_size=97)
    assert [one.text for one in records(read(content))] == [f"It left {n} times." for n in range(1_000)]


def test_rows_before_the_damage_stand():
    content = bytearray(parquet({"text": [f"It left {n} times." * 9 for n in range(2_000)]}, row_group_size=100))
    at = content.index(b"It left 1900 times.") if b"It left 1900 times." in content else len(content) * 9 // 10
    content[at : at + 40] = bytes(40)
    outcomes = parquet_rows.read(File.of("x", bytes(content)), Settings())
    assert len(records(islice(outcomes, 1_000))) == 999
    with pytest.raises(Unreadable, match="cannot be read"):
        list(outcomes)


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1" * 9, b"PARE" + b"\x00" * 40])
def test_a_damaged_or_encrypted_file_is_one_reason(content):
    assert parquet_rows.recognises(File.of("x", content))
    with pytest.raises(Unreadable, match=r"cannot be read|encrypted"):
        read(content)


GOOD = parquet({"text": ["It left.", "It came."], "outlet": [{"name": "x"}, None]})


def mutated(rng: random.Random) -> bytes:
    made = bytearray(GOOD)
    for _ in range(rng.randint(1, 6)):
        made[rng.randrange(4, len(made))] = rng.randrange(256)
    return bytes(made[: rng.choice([len(made), len(made), rng.randrange(len(made))])])


def only_outcomes(content: bytes) -> None:
    with suppress(Unreadable):
        assert all(isinstance(one, Record | Refused | Note) for one in read(content))


ANYTHING = st.one_of(st.binary(max_size=200), st.randoms(use_true_random=False).map(mutated))


@settings(max_examples=50, deadline=None)
@given(ANYTHING)
def test_any_bytes_give_outcomes_or_a_reason(content):
    only_outcomes(content)


@pytest.mark.scale
@settings(max_examples=2_000, deadline=None)
@given(ANYTHING)
def test_any_bytes_give_outcomes_or_a_reason_at_length(content):
    only_outcomes(content)
