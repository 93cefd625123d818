"""`media-analysis code`: sheets that tell coders nothing, and what two filled-in sheets say."""

import csv
from pathlib import Path

import pytest

from analysis import cli

FLOOD = Path(__file__).parent / "fixtures" / "valley-flood"


@pytest.fixture
def sheets(tmp_path, capsys):
    arguments = ["code", str(FLOOD), "--folder", str(tmp_path / "c"), "--processed", str(tmp_path / "p")]
    assert cli.main([*arguments, "--coders", "anna,ben", "--per-frame", "12", "--ratings", "12"]) == 0
    capsys.readouterr()
    return arguments, tmp_path / "c"


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fill(path, answers):
    rows = rows_of(path)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row | {"answer": answers(number, row)} for number, row in enumerate(rows))


def test_sheets_are_blind_and_alike(sheets):
    _, folder = sheets
    assert sorted(p.name for p in folder.iterdir()) == ["key.csv", "sheet-anna.csv", "sheet-ben.csv"]
    rows = rows_of(folder / "sheet-anna.csv")
    assert rows == rows_of(folder / "sheet-ben.csv")
    assert set(rows[0]) == {"item", "question", "text", "answer", "note"}
    assert not any("Kessa Herald" in row["text"] for row in rows)


def test_filled_sheets_are_read_back_with_their_agreement(sheets, capsys):
    arguments, folder = sheets
    for coder in ("anna", "ben"):
        fill(
            folder / f"sheet-{coder}.csv",
            lambda n, row: str(n % 5 - 2) if row["item"].startswith("s-") else "yn"[n % 2],
        )
    assert cli.main(arguments) == 0
    out = capsys.readouterr().out
    assert "alpha 1.00" in out
    assert " sentences rated; correlation with the scores " in out


def test_a_wrong_answer_is_named_with_coder_and_row(sheets, capsys):
    arguments, folder = sheets
    fill(folder / "sheet-anna.csv", lambda n, row: "maybe" if n == 3 else "")
    assert cli.main(arguments) == 2
    err = capsys.readouterr().err
    assert "anna" in err
    assert "row 5" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("coders", ["anna", "anna,anna", "anna,../ben"])
def test_two_coders_with_plain_names_are_needed(tmp_path, capsys, coders):
    arguments = ["code", str(FLOOD), "--folder", str(tmp_path / "c"), "--processed", str(tmp_path / "p")]
    assert cli.main([*arguments, "--coders", coders]) == 2
    assert not (tmp_path / "c").exists()


def test_sheets_can_be_drawn_from_each_source(tmp_path, capsys):
    arguments = ["code", str(FLOOD), "--folder", str(tmp_path / "c"), "--processed", str(tmp_path / "p")]
    assert cli.main([*arguments, "--per-frame", "2", "--ratings", "2", "--by-source"]) == 0
    key = [row for row in rows_of(tmp_path / "c" / "key.csv") if row["frame"] != "sentiment"]
    frames, articles = ({row[name].partition(":")[0] for row in key} for name in ("frame", "sentence_id"))
    assert len(articles) > 1
    assert len(key) == 2 * len(frames) * len(articles)
