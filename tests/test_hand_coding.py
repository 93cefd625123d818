"""`media-analysis code`: sheets that tell coders nothing, and what two filled-in sheets say."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from analysis import cli, coding, parameters, pipeline
from analysis.corpus.coding_sheets import read_qdpx, write_qdpx
from analysis.errors import CorpusError

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


def as_model(path, answers, **said):
    rows = rows_of(path)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0] | said))
        writer.writeheader()
        writer.writerows(row | said | {"answer": answers(number, row)} for number, row in enumerate(rows))


def by_number(number, row):
    return str(number % 5 - 2) if row["item"].startswith("s-") else "yn"[number % 2]


def test_what_coders_answer_differently_is_listed_to_be_talked_over(sheets, capsys):
    arguments, folder = sheets
    fill(folder / "sheet-anna.csv", by_number)
    fill(folder / "sheet-ben.csv", lambda n, row: "1" if row["item"] == "01-001" else by_number(n, row).upper())
    first = rows_of(folder / "sheet-anna.csv")[0]
    fill(folder / "sheet-anna.csv", lambda n, row: "no" if row["item"] == "01-001" else by_number(n, row))
    assert cli.main(arguments) == 0
    assert "1 sentences to talk over" in capsys.readouterr().out
    (row,) = rows_of(folder / "disagreements.csv")
    assert (row["item"], row["anna"], row["ben"]) == ("01-001", "no", "yes")
    assert row["text"] == first["text"]
    assert cli.main(arguments) == 0


def test_a_model_is_set_beside_people_and_never_stands_for_them(sheets, capsys):
    arguments, folder = sheets
    said = {"model": "some-model", "version": "2026-01", "prompt_sha256": "ab" * 32}
    for coder in ("anna", "ben"):
        as_model(folder / f"sheet-{coder}.csv", by_number, **said)
    story = pipeline.open_corpus(parameters.make({"corpus": str(FLOOD)}), processed=folder.parent / "p")
    assert [(coder.name, coder.model) for coder in coding.models(folder)] == [
        ("anna", "some-model"),
        ("ben", "some-model"),
    ]
    only_models = coding.corrected_frames(story, folder)
    assert only_models["corrected"].isna().all()
    assert only_models["note"].str.startswith("0 of its sentences were coded by people").all()
    assert coding.frame_agreement(story, folder)["alpha"].isna().all()
    fill(folder / "sheet-ben.csv", by_number)
    rows = rows_of(folder / "sheet-ben.csv")
    assert rows[0]["model"] == "some-model"
    as_model(folder / "sheet-ben.csv", by_number, model="", version="", prompt_sha256="")
    found = coding.model_agreement(story, folder)
    assert set(found["coder"]) == {"anna"}
    assert found["alpha"].dropna().eq(1).all()
    capsys.readouterr()
    assert cli.main(arguments) == 0
    assert "anna with people: alpha 1.00" in capsys.readouterr().out


def test_a_model_without_its_version_and_prompt_is_refused(sheets, capsys):
    arguments, folder = sheets
    as_model(folder / "sheet-anna.csv", by_number, model="some-model", version="", prompt_sha256="")
    assert cli.main(arguments) == 2
    assert "prompt_sha256" in capsys.readouterr().err


def test_sheets_go_to_qda_programs_and_come_back_with_their_codes(tmp_path, capsys):
    arguments = ["code", str(FLOOD), "--folder", str(tmp_path / "c"), "--processed", str(tmp_path / "p")]
    assert cli.main([*arguments, "--qdpx", "--per-frame", "12", "--ratings", "6"]) == 0
    path = tmp_path / "c" / "sheet-a.qdpx"
    sheet = read_qdpx(path.read_bytes(), name=path.name)
    assert set(sheet["answer"]) == {""}
    answers = ["-2" if item.startswith("s-") else ("yes", "no")[n % 2] for n, item in enumerate(sheet["item"])]
    filled = sheet.assign(answer=answers, note="")
    for coder in "ab":
        (tmp_path / "c" / f"sheet-{coder}.qdpx").write_bytes(write_qdpx(filled, coder=coder))
    assert read_qdpx((tmp_path / "c" / "sheet-a.qdpx").read_bytes(), name="x").equals(sheet.assign(answer=answers))
    capsys.readouterr()
    assert cli.main(arguments) == 0
    assert "alpha 1.00" in capsys.readouterr().out


def moved(content, change):
    """The project with its `project.qde` changed, as another program might write it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["project.qde"] = change(files["project.qde"].decode("utf-8")).encode("utf-8")
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return sink.getvalue()


def test_a_selection_belongs_to_the_item_it_mostly_lies_on_and_two_answers_are_refused():
    rows = [("01-001", "Flood?", "The water rose.", "yes"), ("01-002", "Flood?", "The mayor spoke.", "")]
    sheet = pd.DataFrame(rows, columns=["item", "question", "text", "answer"])
    made = write_qdpx(sheet, coder="a")
    start, end = (re.search(f'{name}="(\\d+)"', moved_text(made))[1] for name in ("startPosition", "endPosition"))
    inner = [f'"{int(start) + 9}"', f'"{int(end) + 4}"']
    short = moved(made, lambda text: text.replace(f'"{start}"', inner[0]).replace(f'"{end}"', inner[1]))
    assert read_qdpx(short, name="x")["answer"].tolist() == ["yes", ""]
    selection = re.search(r"<PlainTextSelection.*?</PlainTextSelection>", moved_text(made), re.DOTALL)[0]
    yes, no = (re.search(rf'guid="([\w-]+)" name="{name}"', moved_text(made))[1] for name in ("yes", "no"))
    twice = moved(made, lambda text: text.replace(selection, selection + selection.replace(yes, no)))
    with pytest.raises(CorpusError, match="01-001"):
        read_qdpx(twice, name="x")


def moved_text(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("project.qde").decode("utf-8")


@pytest.mark.parametrize("content", [b"", b"PK", b"<Project/>", moved(write_qdpx(pd.DataFrame(
    columns=["item", "question", "text", "answer"]), coder="a"), lambda text: text[:80])])  # fmt: skip
def test_what_is_no_project_is_said_in_one_line(content):
    with pytest.raises(CorpusError, match="no REFI-QDA project"):
        read_qdpx(content, name="sheet-a.qdpx")
