import errno
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema, storage

ROWS = [
    {"path": "a.txt", "row": None, "stage": "reading", "reason": "=HYPERLINK(1)\r\n\x00"},
    {"path": "NA", "row": 2, "stage": "null", "reason": ""},
]


def written(folder, rows=ROWS):
    table = schema.frame("rejected", rows)
    return table, storage.write_table(folder / "rejected.parquet", name="rejected", rows=table)


def test_a_table_comes_back_as_it_was(tmp_path):
    table, sha256 = written(tmp_path)
    read = storage.read_table(tmp_path / "rejected.parquet", name="rejected", sha256=sha256)
    assert read.equals(table)
    assert [str(d) for d in read.dtypes] == [str(d) for d in table.dtypes]


def test_lists_and_empty_tables_come_back(tmp_path):
    for name in schema.TABLES:
        table = schema.frame(name)
        sha256 = storage.write_table(tmp_path / "t.parquet", name=name, rows=table)
        assert storage.read_table(tmp_path / "t.parquet", name=name, sha256=sha256).equals(table)


def test_the_same_rows_give_the_same_bytes(tmp_path):
    _, first = written(tmp_path)
    _, second = written(tmp_path)
    assert first == second


@settings(deadline=None)  # a slow disk is no fault of the reader
@given(position=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_flipped_bit_is_noticed(tmp_path_factory, position, bit):
    folder = tmp_path_factory.mktemp("flip")
    _, sha256 = written(folder)
    path = folder / "rejected.parquet"
    content = bytearray(path.read_bytes())
    content[position % len(content)] ^= 1 << bit
    path.write_bytes(content)
    assert storage.read_table(path, name="rejected", sha256=sha256) is None


def test_a_truncated_or_missing_file_is_noticed(tmp_path):
    _, sha256 = written(tmp_path)
    path = tmp_path / "rejected.parquet"
    path.write_bytes(path.read_bytes()[:100])
    assert storage.read_table(path, name="rejected", sha256=sha256) is None
    assert storage.read_table(tmp_path / "none.parquet", name="rejected", sha256=sha256) is None


@pytest.mark.parametrize("damage", ["", "{", "[]", '"x"', "{}"])
def test_a_damaged_manifest_reads_as_empty(tmp_path, damage):
    (tmp_path / storage.MANIFEST).write_text(damage)
    assert storage.read_manifest(tmp_path) == {"tables": {}}


def test_what_a_killed_process_left_half_written_goes_before_the_next_write(tmp_path):
    program = "import os, sys; from pathlib import Path; from analysis import storage\n"
    program += "storage.os.fsync = lambda _: os.kill(os.getpid(), 9)\n"
    program += "storage.write_bytes(Path(sys.argv[1]), b'half')"
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "x.json")], check=False)
    assert len(list(tmp_path.iterdir())) == 1
    storage.write_bytes(tmp_path / "y.json", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["y.json"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch, failing):
    path = tmp_path / "x.json"
    storage.write_bytes(path, b"old")

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")  # names no file, as the system does not

    owner = storage.os if failing == "fsync" else storage.Path
    monkeypatch.setattr(owner, failing, fail)
    with pytest.raises(OSError, match=r"No space left on device.*x\.json"):
        storage.write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]


@pytest.mark.parametrize("failing_call", [1, 2])
def test_of_several_tables_all_are_new_or_all_are_old(tmp_path, monkeypatch, failing_call):
    old, new = schema.frame("rejected", ROWS), schema.frame("rejected", ROWS[:1])
    notes = [schema.frame("notes", [{"note": text}]) for text in ("old", "new")]
    storage.write_tables(tmp_path, {"rejected": old, "notes": notes[0]})
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    calls = []

    def fail(stream):
        calls.append(stream)
        if len(calls) == failing_call:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", fail)
    with pytest.raises(OSError, match="No space") as raised:
        storage.write_tables(tmp_path, {"rejected": new, "notes": notes[1]})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert raised.value.filename.endswith(("rejected.parquet", "notes.parquet")[failing_call - 1])
