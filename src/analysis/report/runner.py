"""Runs the notebooks on one corpus and puts the finished report in place in one step.

Everything is made in a staging folder: a run that fails or is killed leaves the last good report as it was.
"""

import atexit
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from filelock import FileLock
from nbformat import NotebookNode

from analysis import parameters as parameter_set
from analysis import paths, pipeline, provenance, storage
from analysis.errors import RunError
from analysis.report import notebooks

Say = Callable[[str], None]


@dataclass(frozen=True)
class Run:
    """What a run made: where the report lies; the tables of what was assumed and of what could not be taken in."""

    index: Path
    notes: pd.DataFrame
    rejected: pd.DataFrame


def run(
    corpus: str,
    *,
    settings: Mapping[str, Any],
    reports: Path | None = None,
    processed: Path | None = None,
    only: str | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
    strict: bool = False,
    say: Say = print,
) -> Run:
    """Make every table, execute the notebooks and render the report of one corpus.

    `only` executes one notebook and takes the others from the last run. `say` gets one line per step.

    Raises
    ------
    ParameterError, CorpusError
        Before anything is written.
    RejectedInput
        If `strict`, when some input cannot be taken in: before the report is touched.
    RunError
        When a notebook fails; names notebook, cell and cause.
    """
    chosen = parameter_set.make({**settings, "corpus": str(corpus)})
    folder = paths.corpus_folder(str(corpus))
    found = notebooks.found(folder)
    chosen_ones = {only: notebooks.named(only, folder)} if only else found
    for path in chosen_ones.values():
        notebooks.check(path)
    story = pipeline.open_corpus(chosen, processed=processed, jobs=jobs, scheduler=scheduler)
    root = (reports or paths.reports_root()).absolute()
    paths.refuse_other_owner(root / story.name, story.folder)
    if strict:
        story.refuse_rejected()
    n_articles = len(story.articles)  # a corpus that gives none is refused here, before a folder is made for its report
    root.mkdir(parents=True, exist_ok=True)
    with (
        FileLock(root / f".{story.name}.lock"),
        tempfile.TemporaryDirectory(prefix=f".staging-{story.name}-", dir=root) as staging,
    ):
        _recover(root / story.name)
        with _executors(chosen_ones, jobs=jobs, processed=story.processed.parent) as pool:
            say(f"articles  {n_articles} taken in, {len(story.rejected)} rejected")
            # The slowest step comes last, and only the last notebooks need it: they run while it is made.
            story.tables(name for step in pipeline.QUICK for name in step.makes)
            started = _start(pool, chosen_ones, settings=settings, story=story, scratch=Path(staging))
            tables = story.tables()
            if strict:
                story.refuse_rejected()
            say(f"tables    {len(tables)}")
            executed = _finish(started, say=say)
        last = root / story.name
        kept = _kept(found, executed, last=last, folder=Path(staging) / "report" / "notebooks")
        final = _render(kept, story, tables=tables, staging=Path(staging) / "report", say=say)
        _swap(final, root / story.name)
        paths.keep_owner(root / story.name, story.folder)
    say(f"report    {_shown(root / story.name / 'index.html')}")
    return Run(root / story.name / "index.html", notes=story.notes, rejected=story.rejected)


def _executors(names: Iterable[str], *, jobs: int, processed: Path) -> ProcessPoolExecutor:
    """Processes that import papermill while the tables are still being made; threads with a folder each would race."""
    workers = max(1, min(jobs, len(list(names))))
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_warm_up, initargs=(processed,))
    for _ in range(workers):
        pool.submit(os.getpid)  # a process starts when there is work for it
    return pool


def prepare_environment(processed: Path | None = None) -> None:
    """Set, for the kernels this process will start, where tables lie and what they must not pick up.

    A kernel must not import a module from its working folder, nor read the user's IPython or matplotlib settings.
    """
    if processed is not None:
        os.environ[paths.PROCESSED_VARIABLE] = str(processed)
    os.environ[paths.ROOT_VARIABLE] = str(paths.project_root())
    settings = tempfile.mkdtemp(prefix="media-analysis-")
    atexit.register(shutil.rmtree, settings, ignore_errors=True)
    os.environ.update(PYTHONSAFEPATH="1", JUPYTER_PREFER_ENV_PATH="1", IPYTHONDIR=settings)
    os.environ["MATPLOTLIBRC"] = str(Path(find_spec("matplotlib").origin).parent / "mpl-data" / "matplotlibrc")


def _warm_up(processed: Path) -> None:
    prepare_environment(processed)
    import papermill  # noqa: F401  (a second and a half that would otherwise come after the tables)


def _start(
    pool: ProcessPoolExecutor,
    chosen: Mapping[str, Path],
    *,
    settings: Mapping[str, Any],
    story: pipeline.Story,
    scratch: Path,
) -> dict[str, Future]:
    work = scratch / "work"
    work.mkdir()
    given = {**settings, "corpus": paths.portable(story.folder)}
    return {name: pool.submit(execute, path, settings=given, folder=work) for name, path in chosen.items()}


def _finish(started: Mapping[str, Future], *, say: Say) -> dict[str, NotebookNode]:
    executed = {}
    try:
        for name, job in started.items():
            executed[name] = job.result()
            say(f"notebook  {name}")
    finally:
        for job in started.values():
            job.cancel()  # after a failure, those that have not begun
    return executed


def execute(path: Path, *, settings: Mapping[str, Any], folder: Path, corpus: str | None = None) -> NotebookNode:
    """Execute one notebook by papermill, with all `settings` of the run, in the working folder `folder`.

    `corpus` is written into its cell of parameters; what is in `settings` papermill adds in a cell of its own.

    Raises
    ------
    RunError
        When a cell fails, the kernel dies, or a cell has not run although nothing was reported.
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    # It warns of parameters that a notebook does not list; every notebook takes all of the run's.
    logging.getLogger("papermill").setLevel(logging.ERROR)
    name, notebook = path.stem, notebooks.read(path)
    if corpus is not None:
        notebook = notebooks.with_corpus(notebook, corpus)
    try:
        # Nodes, not paths: papermill reads braces in a path as a template.
        executed = papermill.execute_notebook(
            notebook,
            None,
            parameters=dict(settings),
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=str(folder),
            iopub_timeout=60,
            record_timing=False,
            extra_arguments=["--log-level=50"],
        )
    except papermill.PapermillExecutionError as error:
        raise RunError(f"Notebook {name}, cell {error.exec_count}: {error.ename}: {error.evalue}") from None
    except (DeadKernelError, CellTimeoutError) as error:
        raise RunError(f"Notebook {name}: the kernel stopped ({str(error).splitlines()[0]}).") from None
    return _without_place(_complete(executed, name), str(settings.get("corpus", "")))


def _without_place(executed: NotebookNode, corpus: str) -> NotebookNode:
    """The notebook with the corpus's name where papermill wrote this machine's path to it."""
    for cell in executed.cells:
        if Path(corpus).is_absolute() and "injected-parameters" in cell.metadata.get("tags", []):
            cell.source = cell.source.replace(corpus, paths.corpus_name(Path(corpus)))
    return executed


def _complete(executed: NotebookNode, name: str) -> NotebookNode:
    """The notebook, once it is sure that every cell ran: `sys.exit(0)` in a cell leaves one that only looks clean."""
    cells = [cell for cell in executed.cells if cell.cell_type == "code" and cell.source.strip()]
    for number, cell in enumerate(cells, start=1):
        if cell.execution_count != number:
            raise RunError(f"Notebook {name}, cell {number}: it did not run. An earlier cell ended the kernel.")
    return notebooks.cleaned(executed)


def _kept(found: Iterable[str], executed: Mapping[str, NotebookNode], *, last: Path, folder: Path) -> list[Path]:
    """The executed notebooks as files of the report, in order; what did not run now is as the last run left it."""
    folder.mkdir(parents=True)
    for name in found:
        if name in executed:
            nbformat.write(executed[name], folder / f"{name}.ipynb")
        elif (last / "notebooks" / f"{name}.ipynb").is_file():
            shutil.copyfile(last / "notebooks" / f"{name}.ipynb", folder / f"{name}.ipynb")
    return [path for path in (folder / f"{name}.ipynb" for name in found) if path.is_file()]


def _render(kept: Sequence[Path], story: pipeline.Story, *, tables: pipeline.Tables, staging: Path, say: Say) -> Path:
    from analysis.report import exporter  # imports nbconvert, which the pool's wait hides

    record = provenance.run_record(
        corpus=story.name,
        inputs=story.inputs,
        parameters=parameter_set.as_dict(story.parameters),
    )
    lost = exporter.export(
        kept,
        tables,
        corpus=story.name,
        parameters=record["parameters"],
        record=record,
        destination=staging,
        title=story.codebook.title,
    )
    for name, place in lost:
        say(f"link      {name} leads to {place}, which this report does not have")
    kept_tables = storage.read_manifest(story.processed)["tables"]
    storage.write_json(staging / "run.json", provenance.full_record(record, tables=kept_tables))
    return staging


def _recover(report: Path) -> None:
    """Put back a report that a kill between the two renames of `_swap` left under its old name."""
    old = report.with_name(f".{report.name}.old")
    if old.is_dir() and not report.exists():
        old.rename(report)


def _keep_time(new: Path, report: Path) -> None:
    """A run that makes the same report again leaves `run.json` too: it says when and on what it was first made."""
    made, kept = (storage.read_json(folder / "run.json") for folder in (new, report))
    apart = dict.fromkeys(("finished_at_utc", "python", "system"))
    if kept and made | apart == kept | apart:
        shutil.copyfile(report / "run.json", new / "run.json")


def _swap(new: Path, report: Path) -> None:
    _keep_time(new, report)
    old = report.with_name(f".{report.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if report.exists():
        report.rename(old)
    new.rename(report)
    shutil.rmtree(old, ignore_errors=True)


def _shown(path: Path) -> Path:
    """The path as a user would type it: relative where it lies below the working directory."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def refresh(names: Sequence[str] = (), *, corpus: str | None = None, say: Say = print) -> None:
    """Execute the project's notebooks (all by default) and write them back with their outputs, cleaned.

    `media-analysis notebooks`, or `make notebooks`. What it writes is what `pytest --nbval` compares against. Each is
    executed on the corpus that its cell of parameters names; `corpus` puts another there.

    Raises
    ------
    ParameterError
        There is no project, or a notebook cannot be run.
    RunError
        A notebook failed; those before it are written.
    """
    folder = notebooks.own_folder()
    chosen = [notebooks.named(name) for name in names or notebooks.found()]
    given = paths.portable(paths.corpus_folder(corpus)) if corpus else None
    prepare_environment()
    with tempfile.TemporaryDirectory() as work:
        for path in chosen:
            notebooks.check(path)
            executed = execute(path, settings={}, folder=Path(work), corpus=given)
            storage.write_bytes(path, f"{nbformat.writes(executed)}\n".encode())
            say(f"notebook  {path.stem}")
    say(f"written   {_shown(folder)}")
