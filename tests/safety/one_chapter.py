"""A run of one chapter that needs no kernel, to be failed and killed: everything else of a run is as it is.

`python one_chapter.py PROJECT CORPUS` runs it as the command line does, in a process that can be killed.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

from analysis import cli, paths, pipeline, processes
from analysis.report import notebooks, runner

FEW = ["-p", "n_resamples=20"]


def project(folder):
    """A project with one chapter, and a corpus of two articles."""
    cells = [nbformat.v4.new_markdown_cell("# One chapter"), nbformat.v4.new_code_cell('corpus = "x"')]
    cells[1].metadata["tags"] = ["parameters"]
    (folder / "project" / "notebooks").mkdir(parents=True)
    (folder / "project" / "pyproject.toml").touch()
    chapter = notebooks.cleaned(nbformat.v4.new_notebook(cells=cells))
    notebooks.write(chapter, folder / "project" / "notebooks" / "01-one.ipynb")
    corpus = folder / "ferry"
    corpus.mkdir()
    write_articles(corpus, 1)
    return folder / "project", corpus


def write_articles(corpus, edition):
    """Two articles, whose words say which edition they are of."""
    for name in ("a", "b"):
        words = f"Edition {edition} of {name}: three people died when a ferry sank, the harbour office said. "
        (corpus / f"{name}.txt").write_text(f"Ferry sinks\n\n{words * edition}\n")


def executed(path, *, settings, **_):
    """What a kernel would give: the chapter with all its cells run."""
    notebook = notebooks.read(path)
    for number, cell in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
        cell.execution_count = number + 1
    return notebooks.cleaned(notebook)


def prepare(root):
    """Leave out what takes long and is not at stake: kernels, processes, and all tables but the articles'."""
    paths.notebooks_folder = lambda: root / "notebooks"
    runner.execute = executed
    processes.workers = lambda *_, **__: ThreadPoolExecutor(1)
    pipeline.STEPS = pipeline.QUICK = pipeline.STEPS[:1]


def run(root, corpus, command="run"):
    """The exit code of a run of this project."""
    places = ["--processed", str(root.parent / "processed")]
    places += ["--reports", str(root.parent / "reports")] if command == "run" else []
    return cli.main([command, str(corpus), *places, *FEW])


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
    sys.exit(run(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))
