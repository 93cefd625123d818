"""Which notebooks there are, in what order, and what a broken one is answered with."""

import ast

import nbformat
import pytest

from analysis import cli
from analysis.errors import ParameterError
from analysis.report import notebooks
from analysis.report.links import page_target


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with nothing but its summary, and a corpus folder in it."""
    root = tmp_path / "project"
    (root / "data" / "story").mkdir(parents=True)
    write(root / "notebooks", "07-summary")
    monkeypatch.chdir(root)
    return root


def write(folder, name, *, parameters='corpus = "x"  # folder'):
    folder.mkdir(exist_ok=True)
    cells = [nbformat.v4.new_markdown_cell("# A question?")]
    if parameters is not None:
        cells.append(nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}))
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / f"{name}.ipynb")
    return folder / f"{name}.ipynb"


def test_chapters_come_by_number_with_the_summary_last_whoever_wrote_them(project):
    for name in ("01-ingest", "08-mine", "10-later"):
        write(project / "notebooks", name)
    write(project / "data" / "story" / "notebooks", "08-again")
    for name in ("scratch", "Untitled1", "8-mine"):
        write(project / "notebooks", name)
    assert list(notebooks.found()) == ["01-ingest", "08-mine", "10-later", "07-summary"]
    with_own = list(notebooks.found(project / "data" / "story"))
    assert with_own == ["01-ingest", "08-again", "08-mine", "10-later", "07-summary"]


def test_an_unknown_notebook_is_answered_with_the_known_ones(project):
    write(project / "notebooks", "01-ingest")
    assert notebooks.named("01-ingest").name == "01-ingest.ipynb"
    with pytest.raises(ParameterError, match="Known: 01-ingest"):
        notebooks.named("05-figures")


@pytest.mark.parametrize(("one", "other"), [("08-mine", "08-mine"), ("07-summary", "09-summary")])
def test_two_notebooks_that_would_become_one_page_are_named(project, one, other):
    write(project / "notebooks", one)
    write(project / "data" / "story" / "notebooks", other)
    with pytest.raises(ParameterError, match=f"notebooks/{other}.ipynb and notebooks/{one}.ipynb") as said:
        notebooks.found(project / "data" / "story")
    assert page_target(one) in str(said.value)


@pytest.mark.parametrize("name", ["08-my notes", "08-ümlaut", "08-a--b", "08-a.b"])
def test_a_name_that_no_page_can_have_is_refused(project, name):
    write(project / "notebooks", name)
    with pytest.raises(ParameterError, match="Rename it"):
        notebooks.found()


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        (None, "no cell has the tag `parameters`"),
        ("seed = 1", "does not set `corpus`"),
        ("corpus = ", "no Python"),
    ],
)
def test_a_notebook_that_could_not_be_given_its_corpus_is_refused_with_what_to_do(project, parameters, said):
    path = write(project / "notebooks", "08-mine", parameters=parameters)
    with pytest.raises(ParameterError, match=said) as error:
        notebooks.check(path)
    assert "notebooks/08-mine.ipynb" in str(error.value)


@pytest.mark.parametrize("text", ["", "no json", "{}", "[]", '{"nbformat": 4, "nbformat_minor": 5, "cells": [1]}'])
def test_what_is_no_notebook_is_said(project, text):
    path = project / "notebooks" / "08-mine.ipynb"
    path.write_text(text)
    with pytest.raises(ParameterError, match=r"notebooks/08-mine\.ipynb is no notebook"):
        notebooks.check(path)


def test_a_new_notebook_takes_the_next_number_and_never_the_place_of_another(project, capsys):
    assert cli.main(["new-notebook", "Who wrote first?"]) == 0
    path = project / "notebooks" / "08-who-wrote-first.ipynb"
    assert str(path) in capsys.readouterr().out
    before = path.read_bytes()
    assert cli.main(["new-notebook", "who wrote first"]) == 2
    assert "has this name already" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert cli.main(["new-notebook", "Names", "data/story"]) == 0
    own = project / "data" / "story" / "notebooks" / "09-names.ipynb"
    notebooks.check(own)
    assert nbformat.read(own, as_version=4).cells[1].source.startswith('corpus = ".."')
    assert list(notebooks.found(project / "data" / "story"))[:2] == ["08-who-wrote-first", "09-names"]


@pytest.mark.parametrize("name", ["?!", "summary"])
def test_a_title_that_gives_no_name_is_refused(project, name):
    with pytest.raises(ParameterError):
        notebooks.lay_out(name)
    assert [path.name for path in (project / "notebooks").iterdir()] == ["07-summary.ipynb"]


def test_a_new_notebook_for_no_folder_writes_nothing(project, capsys):
    assert cli.main(["new-notebook", "Names", "data/nowhere"]) == 2
    assert "There is no folder" in capsys.readouterr().err
    assert not (project / "data" / "nowhere").exists()


def test_a_new_notebook_is_a_valid_one_with_the_parts_that_readers_know(project):
    made = nbformat.read(notebooks.lay_out("who wrote first?"), as_version=4)
    nbformat.validate(made)
    said = "\n".join(cell.source for cell in made.cells if cell.cell_type == "markdown")
    assert said.startswith("# Who wrote first?")
    parts = ["## Inputs and outputs", "## How much did each source write?", "## Limits", "## Provenance"]
    assert [line for line in said.splitlines() if line.startswith("## ")] == parts
    for cell in made.cells:
        if cell.cell_type == "code":
            ast.parse(cell.source)
            assert cell.outputs == []
            assert len(cell.source.splitlines()) <= 12
