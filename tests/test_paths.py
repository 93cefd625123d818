"""Relative folders are the caller's; what is written goes where a command runs; one name is one corpus's."""

import shutil
from pathlib import Path

import pytest

from analysis import cli, paths, pipeline
from analysis.errors import ParameterError
from analysis.steps import QUICK

ROOT = Path(__file__).parents[1]
ARTICLE = "Ferry sinks off Port Ellis\n\nAt least 12 people were brought ashore, the harbour office said.\n"


def corpus_in(folder, article=ARTICLE):
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text(article)
    return folder


def study_in(folder):
    (folder / "notebooks").mkdir(parents=True)
    (folder / "notebooks" / "07-summary.ipynb").write_text("{}")
    return folder


def test_a_folder_without_a_project_is_its_own(tmp_path, monkeypatch):
    # Somebody else's notebooks, in a project of their own kind, are not ours to execute.
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "01-explore.ipynb").write_text("{}")
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    assert paths.project_root() == tmp_path
    assert paths.notebooks_folder() == ROOT / "notebooks"
    assert paths.reports_root() == tmp_path / "reports"


def test_a_study_is_found_from_its_folders(tmp_path, monkeypatch):
    study = study_in(tmp_path / "study")
    monkeypatch.chdir(study / "notebooks")
    assert paths.project_root() == study
    assert paths.notebooks_folder() == study / "notebooks"
    story = corpus_in(study / "data" / "raw" / "story")
    assert paths.corpus_folder("data/raw/story") == story
    assert paths.portable(story) == "data/raw/story"


def test_the_caller_s_folder_comes_before_the_project_s(tmp_path, monkeypatch):
    study = study_in(tmp_path / "study")
    corpus_in(study / "story")
    near = corpus_in(study / "deep" / "story")
    monkeypatch.chdir(study / "deep")
    assert paths.corpus_folder("story") == near
    assert paths.corpus_folder("missing") == study / "deep" / "missing"


def test_the_sample_is_found_everywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.corpus_folder(paths.SAMPLE_CORPUS) == ROOT / paths.SAMPLE_CORPUS
    assert paths.portable(ROOT / paths.SAMPLE_CORPUS) == paths.SAMPLE_CORPUS
    assert paths.corpus_folder("notebooks") == tmp_path / "notebooks"


@pytest.fixture
def tables(tmp_path, capsys, monkeypatch):
    """Runs `media-analysis tables` in `tmp_path`; gives the exit code and what was complained."""
    monkeypatch.setattr(pipeline, "STEPS", QUICK[:1])
    monkeypatch.chdir(tmp_path)

    def made(*arguments):
        return cli.main(["tables", *map(str, arguments)]), capsys.readouterr().err

    return made


def kept(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_corpora_with_one_name_do_not_overwrite_each_other(tables, tmp_path):
    first, second = corpus_in(tmp_path / "a" / "ferry"), corpus_in(tmp_path / "b" / "ferry", ARTICLE + "More.")
    assert tables(first) == (0, "")
    before = kept(tmp_path / "data")
    code, complaint = tables(second)
    assert code == 2
    assert str(first) in complaint
    assert str(second) in complaint
    assert "--processed" in complaint
    assert kept(tmp_path / "data") == before
    assert tables(second, "--processed", "elsewhere") == (0, "")
    assert tables(first) == (0, "")


def test_a_corpus_or_a_project_that_was_moved_keeps_its_place(tables, tmp_path, monkeypatch):
    project = study_in(tmp_path / "project")
    corpus_in(project / "data" / "raw" / "ferry")
    monkeypatch.chdir(project)
    assert tables("data/raw/ferry") == (0, "")
    shutil.copytree(project, tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    assert tables("data/raw/ferry") == (0, "")
    shutil.move(tmp_path / "copy" / "data" / "raw" / "ferry", tmp_path / "copy" / "ferry")
    assert tables("ferry") == (0, "")


def test_a_report_that_came_with_a_project_belongs_to_its_corpus(tmp_path, monkeypatch):
    project = study_in(tmp_path)
    mine = corpus_in(project / "data" / "raw" / "ferry")
    (project / "reports" / "ferry").mkdir(parents=True)
    monkeypatch.chdir(project)
    paths.refuse_other_owner(project / "reports" / "ferry", mine)
    with pytest.raises(ParameterError, match="same name"):
        paths.refuse_other_owner(project / "reports" / "ferry", corpus_in(project / "other" / "ferry"))


@pytest.mark.parametrize("article", ["", "\x00\x01", "12 34"])
def test_refused_input_leaves_nothing_behind(tables, tmp_path, article):
    corpus_in(tmp_path / "ferry", article)
    before = sorted(tmp_path.rglob("*"))
    assert tables("ferry")[0] == 2
    assert cli.main(["run", "ferry"]) == 2
    assert cli.main(["kwic", "ferry", "boat"]) == 2
    assert cli.main(["new", "deep/laid-out", "ferry/one.txt"]) == 2
    assert cli.main(["init", "ferry"]) == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_strict_makes_nothing_of_rejected_input(tables, tmp_path):
    corpus_in(tmp_path / "ferry")
    (tmp_path / "ferry" / "empty.txt").touch()
    (tmp_path / "reports" / "ferry").mkdir(parents=True)
    (tmp_path / "reports" / "ferry" / "index.html").write_text("the last good report")
    for command in (["tables"], ["run", "--reports", "reports"]):
        assert cli.main([command[0], "ferry", *command[1:], "--strict"]) == 1
    assert (tmp_path / "reports" / "ferry" / "index.html").read_text() == "the last good report"
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["ferry"]
    assert tables("ferry")[0] == 3
