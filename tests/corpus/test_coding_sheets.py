import pandas as pd
import pytest

from analysis.corpus.coding_sheets import read_coding_sheets, write_coding_sheets
from analysis.errors import CorpusError

SHEET = pd.DataFrame(
    {"item": ["01-001", "01-002"], "question": ["Q?", "Q?"], "text": ["=1+1", "A, “b”"], "answer": "", "note": ""}
)
KEY = pd.DataFrame(
    {
        "item": ["01-001", "01-002"],
        "frame": ["hope", "hope"],
        "sentence_id": ["a:s1", "a:s2"],
        "has_cue": [True, False],
        "probability": [1.0, 0.25],
    }
)


def test_what_is_written_is_read_back(tmp_path):
    written = write_coding_sheets(tmp_path / "coding", SHEET, KEY, coders=["bob", "ann"])
    assert [path.name for path in written] == ["key.csv", "sheet-ann.csv", "sheet-bob.csv"]
    key, sheets = read_coding_sheets(tmp_path / "coding")
    pd.testing.assert_frame_equal(key, KEY, check_dtype=False)
    assert sorted(sheets) == ["ann", "bob"]
    assert sheets["ann"]["text"].tolist() == ["'=1+1", "A, “b”"]


def test_a_filled_in_sheet_is_never_overwritten(tmp_path):
    write_coding_sheets(tmp_path, SHEET, KEY, coders=["ann"])
    with pytest.raises(CorpusError, match="exists already"):
        write_coding_sheets(tmp_path, SHEET, KEY, coders=["ann"])


def test_a_sheet_saved_by_a_spreadsheet_is_read(tmp_path):
    write_coding_sheets(tmp_path, SHEET, KEY, coders=["ann"])
    saved = "Item;Question;Text;Answer;Note\r\n01-001;Q?;caf\xe9;yes;\r\n;;;;\r\n01-002;Q?;b;no;\r\n"
    (tmp_path / "sheet-ann.csv").write_bytes(saved.encode("cp1252"))
    sheet = read_coding_sheets(tmp_path)[1]["ann"]
    assert sheet["answer"].tolist() == ["yes", "no"]
    assert sheet["text"].tolist()[0] == "café"


@pytest.mark.parametrize(
    ("content", "message"),
    [("", "empty"), ('item,answer\n"01', "not a CSV"), ("item,answer\n1,2,3\n", "row 2: 3 cells")],
)
def test_a_broken_sheet_is_named(tmp_path, content, message):
    write_coding_sheets(tmp_path, SHEET, KEY, coders=["ann"])
    (tmp_path / "sheet-ann.csv").write_text(content)
    with pytest.raises(CorpusError, match=message):
        read_coding_sheets(tmp_path)


def test_missing_files_are_named(tmp_path):
    with pytest.raises(CorpusError, match=r"key\.csv"):
        read_coding_sheets(tmp_path)
    KEY.to_csv(tmp_path / "key.csv", index=False)
    with pytest.raises(CorpusError, match="sheet-NAME"):
        read_coding_sheets(tmp_path)
    KEY.assign(probability="often").to_csv(tmp_path / "key.csv", index=False)
    with pytest.raises(CorpusError, match="cannot be read"):
        read_coding_sheets(tmp_path)
