"""What a user sees at the command line: one clear line for each problem, and the rest still done."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import cli, pipeline
from analysis.steps import QUICK

FLOOD = Path(__file__).parent / "fixtures" / "valley-flood"
STORY = (
    "Three people were killed and at least 40 injured when a bridge fell on Tuesday, the mayor said. "
    "“We will rebuild it,” said Mayor Anna Weber. Rescuers are still looking for two workers."
)


# All combinations of choices take their time; two of each kind of finding are made by the same code.
FEW = ["-p", "vary_word_forms=as written, word stems", "-p", "vary_longest_term=2", "-p", "vary_stop_words=left out"]
FEW += ["-p", "vary_boilerplate=out", "-p", "vary_sentences=all"]


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "bridge"
    folder.mkdir()
    (folder / "first.txt").write_text(f"Bridge falls in Oldtown\n\n{STORY}\n", encoding="utf-8")
    (folder / "second.txt").write_text(f"Oldtown mourns\n\nPolice said {STORY.lower()}\n", encoding="utf-8")
    (folder / "sources.csv").write_text("file,source\nfirst.txt,Daily One\nsecond.txt,Daily Two\n", encoding="utf-8")
    return folder


@pytest.fixture
def tables(tmp_path, capsys, monkeypatch):
    """Runs `media-analysis tables`; gives exit code, the two outputs and the tables.

    The last steps, the specifications, take most of the time and are left to their own tests.
    """
    monkeypatch.setattr(pipeline, "STEPS", QUICK)

    def made(folder, *arguments):
        code = cli.main(["tables", str(folder), "--processed", str(tmp_path / "processed"), *arguments])
        said = capsys.readouterr()
        kept = tmp_path / "processed" / Path(folder).name
        read = {path.stem: pd.read_parquet(path) for path in kept.glob("*.parquet")} if kept.is_dir() else {}
        return code, said.out, said.err, read

    return made


def test_a_good_corpus_gives_every_table_and_exit_0(tables, corpus):
    code, out, err, read = tables(corpus)
    assert (code, err) == (0, "")
    assert len(read["articles"]) == 2
    assert set(read) == {line.split()[0] for line in out.splitlines() if line.endswith(" rows")}


BAD_FILES = {
    "empty.txt": b"",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
    "codebook.yaml": b"title: A misnamed codebook",
}


@pytest.mark.parametrize("name", sorted(BAD_FILES))
def test_a_bad_file_is_named_with_what_to_do_and_costs_no_other(tables, corpus, name):
    (corpus / name).write_bytes(BAD_FILES[name])
    code, _, err, read = tables(corpus)
    assert code == 3
    assert err.count("\n") == 1
    assert name in err
    assert "Traceback" not in err
    assert len(read["articles"]) == 2
    assert read["rejected"]["path"].tolist() == [name]
    assert len(read["rejected"]["reason"].iloc[0]) > 30


def test_strict_makes_rejected_input_an_error(tables, corpus):
    (corpus / "empty.txt").write_bytes(b"")
    assert tables(corpus, "--strict")[0] == 1


def test_no_sources_csv_takes_file_names_and_says_so(tables, corpus):
    (corpus / "sources.csv").unlink()
    code, out, _, read = tables(corpus)
    assert code == 0
    assert "note      " in out
    assert read["articles"]["source"].tolist() == ["first", "second"]
    assert "sources.csv" in read["notes"]["note"].str.cat()


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("first.txt,One\nsecond.txt,Two\nthird.txt,Three\n", "third.txt"),
        ("first.txt,One\nsecond.txt,Two\nfirst.txt,Other\n", "first.txt"),
        ("first.txt,One\nsecond.txt,Two\n../cli.py,Three\n", "cli.py"),
    ],
    ids=["no such file", "two rows for one file", "outside the folder"],
)
def test_a_bad_row_is_rejected_with_its_number(tables, corpus, rows, named):
    (corpus / "sources.csv").write_text("file,source\n" + rows, encoding="utf-8")
    code, _, err, read = tables(corpus)
    assert code == 3
    assert err.count("\n") == 1
    assert ", row 4: " in err
    assert len(read["articles"]) == 2
    assert read["rejected"]["row"].tolist() == [4]
    assert named in (read["rejected"]["reason"] + read["rejected"]["path"]).iloc[0]


def test_a_file_without_a_row_is_taken_in_and_said(tables, corpus):
    (corpus / "sources.csv").write_text("file,source\nfirst.txt,Daily One\n", encoding="utf-8")
    code, _, _, read = tables(corpus)
    assert code == 0
    assert read["articles"]["source"].tolist() == ["Daily One", "second"]
    assert "second.txt" in read["notes"]["note"].str.cat()


def test_one_article_alone_gives_tables(tables, corpus):
    (corpus / "second.txt").unlink()
    (corpus / "sources.csv").unlink()
    code, _, err, read = tables(corpus)
    assert (code, err) == (0, "")
    assert len(read["articles"]) == 1


def test_an_article_of_stop_words_gives_tables(tables, corpus):
    (corpus / "second.txt").write_text("The and of the. It is and was of the, and so on and so on.\n", encoding="utf-8")
    code, _, _, read = tables(corpus)
    assert code == 0
    assert len(read["articles"]) == 2


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["-p", "top_tems=3"], "top_terms"),
        (["-p", "top_terms=many"], "top_terms"),
        (["-p", "top_terms"], "NAME=VALUE"),
    ],
)
def test_a_wrong_parameter_is_one_line_and_changes_nothing(tables, corpus, arguments, named):
    code, _, err, read = tables(corpus, *arguments)
    assert code == 2
    assert named in err
    assert err.count("\n") == 1
    assert read == {}


@pytest.mark.parametrize("case", ["missing", "empty", "a file", "only bad files"])
def test_no_usable_input_is_exit_2_and_one_line(tables, corpus, tmp_path, case):
    folder = tmp_path / "other"
    if case != "missing":
        folder.mkdir()
    if case == "a file":
        folder = corpus / "first.txt"
    if case == "only bad files":
        (folder / "empty.txt").write_bytes(b"")
    code, _, err, read = tables(folder)
    assert code == 2
    assert err.count("\n") == 1
    assert read == {}


def test_a_damaged_kept_table_is_made_again(tables, corpus, tmp_path):
    _, _, _, before = tables(corpus)
    path = tmp_path / "processed" / "bridge" / "quotes.parquet"
    good = path.read_bytes()
    path.write_bytes(good[: len(good) // 2])
    code, _, _, after = tables(corpus)
    assert code == 0
    assert path.read_bytes() == good
    assert before["quotes"].equals(after["quotes"])


def test_a_changed_article_makes_its_tables_again(tables, corpus):
    tables(corpus)
    (corpus / "first.txt").write_text("Bridge falls\n\nNinety people were killed in Oldtown, police said.\n")
    _, _, _, read = tables(corpus)
    assert 90 in read["reported_figures"]["value"].tolist()


def test_two_runs_and_another_environment_give_the_same_bytes(corpus, tmp_path):
    found = []
    for name, settings in {
        "a": {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        "b": {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C", "OMP_NUM_THREADS": "1"},
    }.items():
        command = [
            sys.executable,
            "-m",
            "analysis.cli",
            "tables",
            str(corpus),
            "--processed",
            str(tmp_path / name),
            *FEW,
        ]
        subprocess.run(command, check=True, capture_output=True, env={"PATH": "", **settings}, cwd=tmp_path)
        kept = sorted((tmp_path / name / "bridge").glob("[!.]*"))
        found.append({path.name: path.read_bytes() for path in kept if path.is_file()})
    assert found[0] == found[1]
    assert "MANIFEST.json" in found[0]


def test_the_manifest_names_the_hash_of_every_table(tables, corpus, tmp_path):
    from analysis.provenance import file_sha256

    tables(corpus)
    kept = tmp_path / "processed" / "bridge"
    entries = json.loads((kept / "MANIFEST.json").read_text())["tables"]
    assert {f"{name}.parquet": entry["sha256"] for name, entry in entries.items()} == {
        path.name: file_sha256(path) for path in kept.glob("*.parquet")
    }


def test_check_writes_nothing_and_names_what_is_wrong(corpus, capsys):
    (corpus / "empty.txt").write_bytes(b"")
    before = sorted(corpus.rglob("*"))
    assert cli.main(["check", str(corpus)]) == 3
    assert "empty.txt" in capsys.readouterr().out
    assert sorted(corpus.rglob("*")) == before


def test_new_lays_out_a_folder_that_check_accepts(corpus, tmp_path, capsys):
    folder = tmp_path / "laid-out"
    assert cli.main(["new", str(folder), str(corpus / "first.txt"), str(corpus / "second.txt")]) == 0
    assert cli.main(["check", str(folder)]) == 0
    assert cli.main(["new", str(folder), str(corpus / "first.txt")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_kwic_and_check_look_at_the_articles_that_where_chooses(corpus, tmp_path, capsys):
    none = ["-p", "where=n_words > 100000"]
    assert cli.main(["kwic", str(corpus), "bridge", "--processed", str(tmp_path / "p"), *none]) == 2
    assert cli.main(["check", str(corpus), *none]) == 2
    assert capsys.readouterr().err.count("none is left by where = 'n_words > 100000'") == 2
    assert cli.main(["kwic", str(corpus), "bridge", "--processed", str(tmp_path / "p"), "-p", "compare=language"]) == 0
    assert all(line.startswith("en ") for line in capsys.readouterr().out.splitlines()[:-1])


def test_kwic_shows_a_word_in_context(corpus, tmp_path, capsys):
    assert cli.main(["kwic", str(corpus), "bridge", "--processed", str(tmp_path / "p")]) == 0
    out = capsys.readouterr().out
    assert "[Bridge] falls in Oldtown" in " ".join(out.split())
    assert re.search(r"^\d+ places$", out, re.M)


def test_no_control_character_reaches_the_terminal(corpus, capsys):
    (corpus / "\x1b[2Jx.xyz").write_bytes(b"x")
    cli.main(["check", str(corpus)])
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err


def test_an_error_of_ours_is_one_line_without_debug_and_a_traceback_with_it(corpus, capsys, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("analysis.pipeline.open_corpus", fail)
    assert cli.main(["tables", str(corpus)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert cli.main(["tables", str(corpus), "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_the_second_story_gives_figures_and_conflicts_without_a_codebook(tables):
    code, _, _, read = tables(FLOOD)
    assert code == 0
    assert {"killed", "missing"} & set(read["reported_figures"]["measure"].dropna())
    assert len(read["conflicts"]) > 0
