"""The report appears whole or not at all, and a failure names notebook, cell and cause."""

import os
import re
import shutil
import socket
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import pytest
from filelock import FileLock
from jupyter_client.provisioning.local_provisioner import LocalPortCache

from analysis import paths, pipeline, processes, storage
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
@pytest.mark.parametrize("after", [["a + 1"], []], ids=["in the middle", "in the last cell"])
def test_a_notebook_that_stops_early_is_not_taken_for_a_good_one(one_notebook, tmp_path, source, after):
    path = one_notebook("a = 1", source, *after)
    with pytest.raises(RunError, match="01-ingest"):
        runner.execute(path, settings={}, folder=tmp_path)


@pytest.mark.kernel
def test_a_whole_notebook_has_its_own_cells_and_no_more(one_notebook, tmp_path):
    executed = runner.execute(one_notebook("a = 1", "a + 1"), settings={}, folder=tmp_path)
    assert [cell.source for cell in executed.cells if "injected" not in str(cell.metadata)] == ["a = 1", "a + 1"]


@pytest.mark.kernel
def test_a_cell_that_takes_too_long_is_named_with_the_limit(one_notebook, tmp_path):
    path = one_notebook("a = 1", "while True: a += 1")
    with pytest.raises(RunError, match=r"cell 2: it took longer than 0.05 minutes"):
        runner.execute(path, settings={}, folder=tmp_path, cell_minutes=0.05)


@pytest.mark.kernel
@pytest.mark.skipif(os.name != "posix", reason="kernels are reached by ports here")
def test_ports_that_another_kernel_has_taken_meanwhile_do_not_matter(one_notebook, tmp_path, monkeypatch):
    with ExitStack() as held, TemporaryDirectory() as runtime:
        others = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(5)]
        ports = iter([other.getsockname()[1] for other in others])
        monkeypatch.setattr(LocalPortCache, "find_available_port", lambda *_: next(ports))
        monkeypatch.setenv("JUPYTER_RUNTIME_DIR", runtime)
        executed = runner.execute(one_notebook("6 * 7"), settings={}, folder=tmp_path)
        assert executed.cells[0].outputs[0].data["text/plain"] == "42"
        # Nothing that only one kernel needed is left.
        assert list(Path(runtime).iterdir()) == []


@pytest.mark.kernel
def test_a_module_planted_beside_the_articles_is_not_imported(one_notebook, tmp_path):
    (tmp_path / "secrets.py").write_text("raise SystemExit('planted')")
    path = one_notebook("import secrets\nsecrets.token_hex.__name__")
    (tmp_path / "settings").mkdir()
    runner.prepare_environment(tmp_path / "settings", tmp_path / "settings")
    executed = runner.execute(path, settings={}, folder=tmp_path)
    assert "token_hex" in executed.cells[0].outputs[0].data["text/plain"]


SEEN = """
import multiprocessing, os, sys, matplotlib
for name, value in sorted(os.environ.items()):
    if not name.startswith(("JPY_", "PYTEST_", "LINES", "COLUMNS")):  # the last two readline sets, unseen by Python
        print(f"{name}={value}")
print(*sys.path, os.getcwd(), sys.argv[0], __name__, os.getpid() == os.getpgid(0), sep="\\n")
print(matplotlib.get_backend(), matplotlib.matplotlib_fname(), multiprocessing.current_process().daemon, sep="\\n")
import matplotlib.pyplot as plt
plt.plot([1, 2])
"""


@pytest.mark.kernel
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are forked on Linux only")
def test_a_forked_kernel_sees_what_a_started_one_sees(one_notebook, tmp_path):
    path, own = one_notebook(SEEN), tmp_path / "settings"
    own.mkdir()
    outputs, are_forks = [], []
    for forked_from in (None, "analysis.report.kernels"):
        given = (tmp_path / "processed", own, own)
        with processes.workers(1, runner._warm_up, *given, forked_from=forked_from) as pool:
            cells = pool.submit(runner.execute, path, settings={}, folder=tmp_path).result().cells
            are_forks.append(pool.submit(processes.is_fork).result())
        outputs.append([{key: one[key] for key in ("text", "data") if key in one} for one in cells[0].outputs])
    assert are_forks == [False, True]
    started, forked = outputs
    said = [shown[0]["text"].splitlines() for shown in outputs]
    assert set(said[0]) ^ set(said[1]) == set()
    assert said[0] == said[1]
    # A plain figure is shown, as every kernel shows it.
    assert [sorted(one.get("data", {})) for one in forked] == [sorted(one.get("data", {})) for one in started]
    assert forked[-1]["data"]["image/png"] == started[-1]["data"]["image/png"]


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
    monkeypatch.setattr(processes, "workers", lambda *_, **__: ThreadPoolExecutor(1))
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


# A notebook that says how many words it read, as every chapter's provenance does.
COUNTS = """from analysis import parameters, pipeline
from analysis.report.show import set_corpus, show

settings = parameters.from_notebook(globals())
story = pipeline.open_corpus(settings)
set_corpus(story.name)
show(f"It reads {story.articles['n_words'].sum()} words.")"""
FEW = {"vary_word_forms": "as written", "vary_longest_term": "2", "vary_marks": "as written", "n_resamples": 20,
       "leave_out_articles": False}  # fmt: skip


@pytest.fixture
def two_chapters(tmp_path, monkeypatch):
    """A project of two chapters, its corpus, and a function that runs it and gives what each page says."""
    root, corpus = tmp_path / "project", tmp_path / "bridge"
    for folder in (root / "notebooks", corpus):
        folder.mkdir(parents=True)
    (root / "pyproject.toml").touch()
    (corpus / "a.txt").write_text("Three people died when a bridge fell, the mayor said.\n")
    monkeypatch.setattr(paths, "notebooks_folder", lambda: root / "notebooks")
    # The articles alone, and no process but the kernels.
    for name in ("STEPS", "QUICK"):
        monkeypatch.setattr(pipeline, name, pipeline.STEPS[:1])
    monkeypatch.setattr(processes, "workers", lambda *_, **__: ThreadPoolExecutor(1))
    for name in ("01-first", "02-second"):
        cells = [nbformat.v4.new_code_cell('corpus = "x"'), nbformat.v4.new_code_cell(COUNTS)]
        cells[0].metadata["tags"] = ["parameters"]
        new = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# {name}"), *cells])
        notebooks.write(notebooks.cleaned(new), root / "notebooks" / f"{name}.ipynb")

    def run(*, said=None, **options):
        places = {"reports": tmp_path / "reports", "processed": tmp_path / "p"}
        made = runner.run(str(corpus), settings=FEW, **places, **options, say=([] if said is None else said).append)
        pages = {path.stem: path.read_text("utf-8") for path in made.index.parent.glob("0*.html")}
        return {name: re.search(r"It reads (\d+) words", text)[1] for name, text in pages.items()}

    return root, corpus, run


@pytest.mark.kernel
def test_one_chapter_after_an_edit_leaves_no_chapter_of_before(two_chapters):
    root, corpus, run = two_chapters
    assert run() == {"01-first": "10", "02-second": "10"}
    said = []
    assert run(only="02-second", said=said) == {"01-first": "10", "02-second": "10"}
    assert [line for line in said if line.startswith("notebook")] == ["notebook  02-second"]
    (corpus / "a.txt").write_text("Four people died when a bridge fell over the river, the mayor said.\n")
    assert run(only="02-second") == {"01-first": "13", "02-second": "13"}
    path = root / "notebooks" / "01-first.ipynb"
    path.write_text(path.read_text().replace("# 01-first", "# Another title"))
    said = []
    run(only="02-second", said=said)
    assert [line for line in said if line.startswith("notebook")] == ["notebook  01-first", "notebook  02-second"]


def test_a_second_run_on_one_report_says_what_it_waits_for(tmp_path):
    said, lock = [], tmp_path / ".story.lock"

    def second(line):
        said.append(line)
        first.release()

    first = FileLock(lock)
    first.acquire()
    with runner._alone(lock, say=second):
        assert said == ["waiting   another run is making this report"]


def test_what_a_killed_run_staged_is_gone_after_the_next(tmp_path):
    (tmp_path / ".staging-story" / "report").mkdir(parents=True)
    (tmp_path / ".staging-story" / "report" / "index.html").write_text("half")
    with runner._staging(tmp_path / ".staging-story") as folder:
        assert not (folder / "report").exists()
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_cannot_be_put_in_place_leaves_the_last_one(tmp_path, monkeypatch):
    for name in ("new", "story"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    rename = Path.rename

    def full(self, target):
        if self.name == "new":
            raise OSError(28, "No space left on device", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space"):
        runner._swap(tmp_path / "new", tmp_path / "story")
    assert (tmp_path / "story" / "index.html").read_text() == "story"
