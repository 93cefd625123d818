"""A study of one's own stands by itself, and `doctor` says what this machine lacks."""

import json
import re
from pathlib import Path

import nbformat
import pytest
import yaml

from analysis import __version__, cli, paths, study
from analysis.errors import ParameterError
from analysis.report import notebooks

ROOT = Path(__file__).parents[1]


@pytest.fixture
def laid_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["init", "My Study"]) == 0
    return tmp_path / "My Study"


def test_init_lays_out_a_study_whose_notebooks_are_the_package_s(laid_out, monkeypatch):
    for name in ("notebooks", "data/raw", "data/processed", "reports"):
        assert (laid_out / name).is_dir()
    own, ours = (sorted((folder / "notebooks").glob("*.ipynb")) for folder in (laid_out, ROOT))
    assert [path.read_bytes() for path in own] == [path.read_bytes() for path in ours]
    monkeypatch.chdir(laid_out / "data")
    assert list(notebooks.found().values()) == sorted(own, key=lambda path: ("summary" in path.name, path.name))


def test_what_init_writes_is_filled_in_and_can_be_read(laid_out):
    texts = {path.name: path.read_text() for path in laid_out.rglob("*.[my][dm]*")}
    assert set(texts) == {"README.md", "environment.yml", "notebooks.yml"}
    for text in texts.values():
        assert not re.search(r"\{\w+\}", text)
        assert f"media-analysis=={__version__}" in text
    assert yaml.safe_load(texts["environment.yml"])["name"] == "my-study"
    steps = yaml.safe_load(texts["notebooks.yml"])["jobs"]["notebooks"]["steps"]
    assert any("pytest --nbval" in step.get("run", "") for step in steps)
    commands = cli.parser()._subparsers._group_actions[0].choices
    assert set(re.findall(r"media-analysis (\w+) ", texts["README.md"])) - {"is"} <= set(commands)


def test_init_overwrites_nothing_and_nests_nothing(laid_out, capsys):
    before = sorted(laid_out.parent.rglob("*"))
    for folder in (laid_out, laid_out / "inner", ROOT / "inner"):
        with pytest.raises(ParameterError):
            study.lay_out(folder)
    assert sorted(laid_out.parent.rglob("*")) == before


def test_a_corpus_is_written_into_a_notebook_beside_its_comment():
    cell = nbformat.v4.new_code_cell('top = 3\ncorpus = "data/raw/été"  # the folder\nwhere = ""')
    cell.metadata["tags"] = ["parameters"]
    changed = notebooks.with_corpus(nbformat.v4.new_notebook(cells=[cell]), 'data/raw/a "b"')
    assert changed.cells[0].source == 'top = 3\ncorpus = "data/raw/a \\"b\\""  # the folder\nwhere = ""'


def test_notebooks_are_not_written_where_there_is_no_project(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for command in (["notebooks"], ["new-notebook", "who speaks"]):
        assert cli.main(command) == 2
        assert "media-analysis init" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def said(capsys):
    code = cli.main(["doctor"])
    return code, capsys.readouterr().out


def test_the_doctor_finds_all_that_a_run_needs_here(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    code, out = said(capsys)
    assert code == 0, out
    assert "lexicon VADER: 7,506 words" in out
    assert f"{tmp_path}/reports can be written" in out


def test_the_doctor_names_what_is_missing_old_or_other_than_tested(capsys, monkeypatch):
    releases = {"pandas": "2.1.0", "nbval": None, "numpy": "2.99.0"}
    real = study._release_of
    monkeypatch.setattr(study, "_release_of", lambda name: releases.get(name, real(name)))
    monkeypatch.setattr(
        study, "requires", lambda name: ["pandas>=3.0,<4", "nbval>=0.11", "numpy>=2.3,<3", "x; extra=='t'"]
    )
    code, out = said(capsys)
    assert code == 1
    problems = [line for line in out.splitlines() if line.startswith("problem")]
    assert len(problems) == 2
    assert "pandas 2.1.0 is outside" in problems[0]
    assert "nbval>=0.11 is not installed: pip install" in problems[1]
    assert re.search(r"note .*numpy 2\.99\.0 \(tested with \d", out)
    assert "2 problems" in out


def test_the_doctor_sees_a_folder_that_cannot_be_written(capsys, monkeypatch, tmp_path):
    (tmp_path / "reports").write_text("a file of that name")
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(tmp_path))
    code, out = said(capsys)
    assert code == 1
    assert "reports cannot be written: choose another by --reports" in out


def test_the_wheel_carries_what_a_checkout_has_at_its_top(tmp_path):
    """What the build puts into the package lies where `paths.carried` looks for it."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    put = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for place, inside in put.items():
        assert inside == f"analysis/carried/{place}"
        assert (ROOT / place).exists()
    assert {"notebooks", paths.SAMPLE_CORPUS, study.LOCK} == set(put)
    assert json.loads((paths.carried() / "notebooks" / "01-ingest.ipynb").read_text())["cells"]


def test_an_empty_folder_that_is_worked_in_becomes_the_study_itself(tmp_path, monkeypatch):
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert cli.main(["init", "."]) == 0
    assert (Path.cwd() / "notebooks" / "07-summary.ipynb").is_file()
    assert sorted(path.name for path in folder.iterdir())[-5:] == [
        "README.md",
        "data",
        "environment.yml",
        "notebooks",
        "reports",
    ]
    assert not list(folder.glob(".laid-out*"))
