"""The report appears whole or not at all, and a failure names notebook, cell and cause."""

import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

from analysis import paths, pipeline, storage
from analysis.errors import ParameterError, RunError
from analysis.report import notebooks, runner

FLOOD = Path(__file__).parents[1] / "fixtures" / "valley-flood"


@pytest.fixture
def one_notebook(tmp_path):
    """A notebook that has the given code cells."""
    root = tmp_path / "project"
    (root / "notebooks").mkdir(parents=True)

    def write(*sources, tags=()):
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        cells[0].metadata["tags"] = list(tags)
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        path = root / "notebooks" / "01-ingest.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
        return path

    return write


@pytest.mark.kernel
def test_a_failing_cell_is_named_with_its_cause(one_notebook, tmp_path):
    path = one_notebook("a = 1", "a / 0")
    with pytest.raises(RunError, match="Notebook 01-ingest, cell 2: ZeroDivisionError"):
        runner.execute(path, settings={}, folder=tmp_path)


@pytest.mark.kernel
@pytest.mark.parametrize("source", ["import sys; sys.exit(0)", "import os; os._exit(0)"])
def test_a_notebook_that_stops_early_is_not_taken_for_a_good_one(one_notebook, tmp_path, source):
    path = one_notebook("a = 1", source, "a + 1")
    with pytest.raises(RunError, match="01-ingest"):
        runner.execute(path, settings={}, folder=tmp_path)


@pytest.mark.kernel
def test_a_module_planted_beside_the_articles_is_not_imported(one_notebook, tmp_path):
    (tmp_path / "secrets.py").write_text("raise SystemExit('planted')")
    path = one_notebook("import secrets\nsecrets.token_hex.__name__")
    runner.prepare_environment()
    executed = runner.execute(path, settings={}, folder=tmp_path)
    assert "token_hex" in executed.cells[0].outputs[0].data["text/plain"]


@pytest.mark.kernel
def test_all_parameters_of_a_run_reach_a_notebook_listed_there_or_not(one_notebook, tmp_path):
    path = one_notebook("top_terms = 10", "top_terms, where", tags=["parameters"])
    executed = runner.execute(path, settings={"top_terms": 3, "where": "n_words > 9"}, folder=tmp_path)
    assert executed.cells[-1].outputs[0].data["text/plain"] == "(3, 'n_words > 9')"


def test_a_run_that_fails_leaves_the_last_report_as_it_was(tmp_path, monkeypatch):
    corpus = tmp_path / "bridge"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Bridge falls\n\nThree people were killed when a bridge fell on Tuesday.\n")
    good = tmp_path / "reports" / "bridge"
    good.mkdir(parents=True)
    (good / "index.html").write_text("good")
    failed = Future()
    failed.set_exception(RunError("Notebook 01-ingest, cell 1: no"))
    # What a notebook that fails leaves behind, without the kernel that it takes to fail in.
    monkeypatch.setattr(pipeline, "STEPS", pipeline.QUICK)
    monkeypatch.setattr(runner, "_executors", lambda *_, **__: ThreadPoolExecutor(1))
    monkeypatch.setattr(runner, "_start", lambda *_, **__: {"01-ingest": failed})
    with pytest.raises(RunError, match="cell 1: no"):
        runner.run(str(corpus), settings={}, reports=tmp_path / "reports", processed=tmp_path / "p", say=lambda _: None)
    assert (good / "index.html").read_text() == "good"
    assert [p.name for p in (tmp_path / "reports").iterdir() if not p.name.endswith(".lock")] == ["bridge"]


def test_a_kill_between_the_two_renames_is_mended(tmp_path):
    old = tmp_path / ".story.old"
    old.mkdir()
    (old / "index.html").write_text("good")
    runner._recover(tmp_path / "story")
    assert (tmp_path / "story" / "index.html").read_text() == "good"


@pytest.mark.parametrize(("code", "time"), [("a", "2024-05-01"), ("b", "2024-05-02")])
def test_the_same_run_again_changes_no_file(tmp_path, code, time):
    for name, record in (("story", {"code": "a", "finished_at_utc": "2024-05-01"}),
                         ("new", {"code": code, "finished_at_utc": "2024-05-02"})):  # fmt: skip
        (tmp_path / name).mkdir()
        storage.write_json(tmp_path / name / "run.json", record)
    runner._swap(tmp_path / "new", tmp_path / "story")
    assert storage.read_json(tmp_path / "story" / "run.json") == {"code": code, "finished_at_utc": time}


def test_the_swap_replaces_the_whole_report(tmp_path):
    for name, text in {"new": "new", "story": "old"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text)
    (tmp_path / "story" / "gone.html").touch()
    runner._swap(tmp_path / "new", tmp_path / "story")
    assert [p.name for p in (tmp_path / "story").iterdir()] == ["index.html"]
    assert (tmp_path / "story" / "index.html").read_text() == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["story"]


@pytest.mark.parametrize("name", ["{x}", ".hidden", "a\nb", "x" * 101])
def test_a_folder_name_that_cannot_name_a_report_is_refused(name):
    with pytest.raises(ParameterError, match="rename the folder"):
        paths.corpus_name(Path("/corpora") / name)


@pytest.mark.kernel
def test_the_second_story_runs_without_a_codebook(tmp_path):
    folder = tmp_path / "valley-flood"
    shutil.copytree(FLOOD, folder)
    # Every kind of choice, but not all their combinations: these have their own tests.
    few = {"vary_word_forms": "as written, word stems", "vary_longest_term": "2", "vary_marks": "as written"}
    places = {"reports": tmp_path / "reports", "processed": tmp_path / "p"}
    made = runner.run(str(folder), settings=few, **places, jobs=2, say=lambda _: None)
    pages = sorted(path.name for path in made.index.parent.glob("*.html"))
    assert pages == sorted(["articles.html", "index.html", *(f"{name}.html" for name in list(notebooks.found())[:-1])])
    text = made.index.read_text(encoding="utf-8")
    assert "How many" in text
    assert str(tmp_path) not in text


@pytest.mark.kernel
def test_notebooks_of_ones_own_are_executed_rendered_and_linked(tmp_path):
    folder = tmp_path / "bridge"
    folder.mkdir()
    (folder / "a.txt").write_text("Three people died when a bridge fell, the mayor said.\n")
    (folder / "b.txt").write_text("A bridge fell. Nobody says why.\n")
    own = notebooks.lay_out("When did each source write?", folder)
    assert own.name == "09-when-did-each-source-write.ipynb"
    places = {"reports": tmp_path / "reports", "processed": tmp_path / "p", "say": lambda _: None}
    runner.run(str(folder), settings={"n_resamples": 20}, only="01-ingest", **places)
    made = runner.run(str(folder), settings={"n_resamples": 20}, only=own.stem, **places)
    page = (made.index.parent / f"{own.stem}.html").read_text(encoding="utf-8")
    assert "When did each source write?" in page
    assert 'id="x-how-many-words-did-each-source-write"' in page
    assert "wrote most" in page
    first = (made.index.parent / "01-ingest.html").read_text(encoding="utf-8")
    assert f'href="{own.stem}.html"' in first
    assert (
        (made.index.parent / "data" / f"{own.stem}-how-much-did-each-source-write.csv")
        .read_text()
        .startswith("source,articles,words\n")
    )
    assert str(tmp_path) not in page
