"""Runs the notebooks on one corpus and puts the finished report in place in one step.

Everything is made in a staging folder: a run that fails or is killed leaves the last good report as it was.
"""

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd
from filelock import FileLock, Timeout

from analysis import parameters as parameter_set
from analysis import paths, pipeline, processes, provenance, storage
from analysis.corpus import corpus_files
from analysis.errors import RunError
from analysis.report import notebooks
from analysis.report.notebooks import NotebookNode, nbformat

Say = Callable[[str], None]
# No cell of the project's takes a minute; one that waits for tables of a large corpus may take many.
CELL_MINUTES = 60
# What the address of a socket in a file may have in bytes, on the system that allows fewest (macOS).
_LONGEST_SOCKET = 103


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
    cell_minutes: float = CELL_MINUTES,
    say: Say = print,
) -> Run:
    """Make every table, execute the notebooks and render the report of one corpus.

    `only` executes one notebook and takes the others from the last run; of these too it executes what the last run made
    of other articles, parameters or code. A cell may take `cell_minutes`. `say` gets one line per step.

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
    found = _checked(folder, only=only)
    story = pipeline.open_corpus(chosen, processed=processed, jobs=jobs, scheduler=scheduler)
    story.look_again()
    root = (reports or paths.reports_root()).absolute()
    paths.refuse_other_owner(root / story.name, story.folder)
    if strict:
        story.refuse_rejected()
    n_articles = len(story.articles)  # a corpus that gives none is refused here, before a folder is made for its report
    root.mkdir(parents=True, exist_ok=True)
    last = root / story.name
    with _alone(root / f".{story.name}.lock", say=say), _staging(root / f".staging-{story.name}") as staging:
        _recover(last)
        record = _record(story, found)
        to_execute = _to_execute(found, only=only, last=last, record=record, say=say)
        given = {**settings, "corpus": paths.portable(story.folder)}
        with _kernels(staging / "settings", story, n=max(1, min(jobs, len(to_execute)))) as pool:
            say(f"articles  {n_articles} taken in, {len(story.rejected)} rejected")
            # The slowest step comes last, and only the last notebooks need it: they run while it is made.
            story.tables(name for step in pipeline.QUICK for name in step.makes)
            started = _start(pool, to_execute, settings=given, folder=staging / "work", cell_minutes=cell_minutes)
            tables = story.tables()
            if strict:
                story.refuse_rejected()
            say(f"tables    {len(tables)}")
            executed = _finish(started, say=say)
        kept = _kept(found, executed, last=last, folder=staging / "report" / "notebooks")
        final = _render(kept, story, tables=tables, record=record, staging=staging / "report", say=say)
        paths.keep_owner(last, story.folder)
        _swap(final, last)
    say(f"report    {_shown(last / 'index.html')}")
    return Run(last / "index.html", notes=story.notes, rejected=story.rejected)


def _checked(folder: Path, *, only: str | None) -> Mapping[str, Path]:
    """The notebooks of a corpus, of which those that will be executed can be, and whose folder can be read."""
    found = notebooks.found(folder)
    for path in [notebooks.named(only, folder)] if only else found.values():
        notebooks.check(path)
    corpus_files(folder)  # says what is wrong with the folder before anything is written
    return found


@contextmanager
def _alone(lock: Path, *, say: Say) -> Iterator[None]:
    """Two runs on one report come one after the other, and the second says what it waits for."""
    held = FileLock(lock)
    try:
        held.acquire(timeout=0)
    except Timeout:
        say("waiting   another run is making this report")
        held.acquire()
    try:
        yield
    finally:
        held.release()


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """An empty folder for the time of a run; what a killed run left in it goes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        for name in ("settings", "work"):
            (folder / name).mkdir()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _record(story: pipeline.Story, found: Mapping[str, Path]) -> dict[str, Any]:
    """What this run makes its report of; compared with what the last run did."""
    record = provenance.run_record(
        corpus=story.name, inputs=story.inputs, parameters=parameter_set.as_dict(story.parameters)
    )
    files = {name: provenance.file_sha256(path) for name, path in found.items()}
    return record | {"notebooks": files, "shown_by_sha256": provenance.showing_fingerprint()}


def _to_execute(
    found: Mapping[str, Path], *, only: str | None, last: Path, record: Mapping[str, Any], say: Say
) -> dict[str, Path]:
    """The notebooks that must be executed for a report of one piece: with `only`, those too that the last run made of
    other articles, parameters, code or cells."""
    if only is None:
        return dict(found)
    kept = storage.read_json(last / "run.json")
    now = provenance.full_record(record, tables={})
    apart = {"notebooks", "tables", "finished_at_utc"}
    same = {name: value for name, value in kept.items() if name not in apart} == {
        name: value for name, value in now.items() if name not in apart
    }
    shown = [name for name in found if (last / "notebooks" / f"{name}.ipynb").is_file()]
    stale = [n for n in shown if n != only and not (same and kept["notebooks"].get(n) == record["notebooks"][n])]
    if stale:
        say(f"stale     {', '.join(stale)}: executed too, since the last run had other articles, parameters or code")
    return {name: path for name, path in found.items() if name == only or name in stale}


@contextmanager
def _kernels(settings: Path, story: pipeline.Story, *, n: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that execute notebooks; they import papermill while tables are still being made.

    They are no threads, which would race for the folder that each needs.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as runtime:
        given = (story.processed.parent, settings, Path(runtime))
        with processes.workers(n, _warm_up, *given, forked_from="analysis.report.kernels") as pool:
            for _ in range(n):
                pool.submit(os.getpid)  # a process starts when there is work for it
            yield pool


def prepare_environment(
    settings: Path, runtime: Path, *, processed: Path | None = None, reports: str = "../../"
) -> None:
    """Set, for the kernels this process will start, where tables and reports lie and what they must not pick up.

    `reports` is the folder of reports as seen from where the executed notebook will lie: in its report, if not said
    otherwise. A kernel must not import a module from its working folder, nor read the user's IPython or matplotlib
    settings. What it writes for itself goes to the folder `settings`; what it and its caller talk by goes to `runtime`,
    whose name must be short: a socket's may have about a hundred characters.
    """
    if processed is not None:
        os.environ[paths.PROCESSED_VARIABLE] = str(processed)
    os.environ[paths.ROOT_VARIABLE] = str(paths.project_root())
    os.environ[paths.REPORTS_VARIABLE] = reports
    os.environ.update(PYTHONSAFEPATH="1", JUPYTER_PREFER_ENV_PATH="1")
    os.environ.update(IPYTHONDIR=str(settings), JUPYTER_RUNTIME_DIR=str(runtime))
    own_matplotlib_settings()


def own_matplotlib_settings() -> None:
    """Have matplotlib, when it is imported, read the settings that it comes with, and not the user's."""
    os.environ["MATPLOTLIBRC"] = str(Path(find_spec("matplotlib").origin).parent / "mpl-data" / "matplotlibrc")


def _warm_up(processed: Path, settings: Path, runtime: Path) -> None:
    prepare_environment(settings, runtime, processed=processed)
    if processes.is_fork():
        from analysis.report import kernels

        kernels.stand_by()
    else:
        import papermill  # noqa: F401  (a second and a half that would otherwise come after the tables)


def _start(
    pool: ProcessPoolExecutor,
    chosen: Mapping[str, Path],
    *,
    settings: Mapping[str, Any],
    folder: Path,
    cell_minutes: float,
) -> dict[str, Future]:
    given = {"settings": settings, "folder": folder, "cell_minutes": cell_minutes}
    return {name: pool.submit(execute, path, **given) for name, path in chosen.items()}


def _finish(started: Mapping[str, Future], *, say: Say) -> dict[str, NotebookNode]:
    executed = {}
    try:
        for name, job in started.items():
            executed[name] = job.result()
            say(f"notebook  {name}")
    except BrokenProcessPool:
        raise RunError(
            f"Notebook {name}: its process was ended from outside, perhaps for want of memory. Try fewer --jobs."
        ) from None
    finally:
        for job in started.values():
            job.cancel()  # after a failure, those that have not begun
    return executed


def execute(
    path: Path,
    *,
    settings: Mapping[str, Any],
    folder: Path,
    corpus: str | None = None,
    cell_minutes: float = CELL_MINUTES,
) -> NotebookNode:
    """Execute one notebook by papermill, with all `settings` of the run, in the working folder `folder`.

    `corpus` is written into its cell of parameters; what is in `settings` papermill adds in a cell of its own.

    Raises
    ------
    RunError
        When a cell fails or takes longer than `cell_minutes`, the kernel dies, or a cell has not run although nothing
        was reported.
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from traitlets.config import Config

    # It warns of parameters that a notebook does not list; every notebook takes all of the run's.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    name, notebook = path.stem, notebooks.read(path)
    if corpus is not None:
        notebook = notebooks.with_corpus(notebook, corpus)
    # `sys.exit(0)` in the last cell leaves a notebook that only looks clean: this cell would not run after it.
    notebook.cells.append(nbformat.v4.new_code_cell(_LAST_CELL))
    begun: list[NotebookNode] = []
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
            execution_timeout=max(1, round(60 * cell_minutes)),
            record_timing=False,
            extra_arguments=["--log-level=50"],
            config=Config(KernelManager=_by_files()),
            on_cell_start=lambda cell, cell_index: begun.append(cell),
        )
    except papermill.PapermillExecutionError as error:
        raise RunError(f"Notebook {name}, cell {error.exec_count}: {error.ename}: {error.evalue}") from None
    except CellTimeoutError:
        number = sum(cell.cell_type == "code" and bool(cell.source.strip()) for cell in begun)
        raise RunError(
            f"Notebook {name}, cell {number}: it took longer than {cell_minutes:g} minutes. "
            "Change the cell, or allow more with --cell-minutes."
        ) from None
    except DeadKernelError as error:
        raise RunError(f"Notebook {name}: the kernel stopped ({str(error).splitlines()[0]}).") from None
    return _without_place(_complete(executed, name), str(settings.get("corpus", "")))


def _by_files() -> dict[str, str]:
    """How kernel and caller reach each other: by files of their own, where the system has such sockets.

    Ports are looked for before they are taken: of two kernels started at once one may be given the other's.
    """
    from jupyter_core.paths import jupyter_runtime_dir

    place = os.path.join(jupyter_runtime_dir(), str(os.getpid()))
    is_short = len(os.fsencode(place)) + len("-99") <= _LONGEST_SOCKET
    may = os.name == "posix" and is_short and os.path.isdir(jupyter_runtime_dir())
    return {"transport": "ipc", "ip": place} if may else {}


def _without_place(executed: NotebookNode, corpus: str) -> NotebookNode:
    """The notebook with the corpus's name where papermill wrote this machine's path to it."""
    for cell in executed.cells:
        if Path(corpus).is_absolute() and "injected-parameters" in cell.metadata.get("tags", []):
            cell.source = cell.source.replace(corpus, paths.corpus_name(Path(corpus)))
    return executed


_LAST_CELL = "None  # every cell before this one has run"


def _complete(executed: NotebookNode, name: str) -> NotebookNode:
    """The notebook without the cell that was added, once it is sure that all ran."""
    cells = [cell for cell in executed.cells if cell.cell_type == "code" and cell.source.strip()]
    for number, cell in enumerate(cells, start=1):
        if cell.execution_count != number:
            ended = f"cell {number - 1}: it ended the kernel" if number > 1 else "cell 1: it did not run"
            raise RunError(f"Notebook {name}, {ended}. Cells after it did not run: take `exit` out of it.")
    executed.cells.pop()
    return notebooks.cleaned(executed)


def _kept(found: Iterable[str], executed: Mapping[str, NotebookNode], *, last: Path, folder: Path) -> list[Path]:
    """The executed notebooks as files of the report, in order; what did not run now is as the last run left it."""
    folder.mkdir(parents=True)
    for name in found:
        if name in executed:
            notebooks.write(executed[name], folder / f"{name}.ipynb")
        elif (last / "notebooks" / f"{name}.ipynb").is_file():
            shutil.copyfile(last / "notebooks" / f"{name}.ipynb", folder / f"{name}.ipynb")
    return [path for path in (folder / f"{name}.ipynb" for name in found) if path.is_file()]


def _render(
    kept: Sequence[Path],
    story: pipeline.Story,
    *,
    tables: pipeline.Tables,
    record: Mapping[str, Any],
    staging: Path,
    say: Say,
) -> Path:
    from analysis.report import exporter  # imports nbconvert, which the pool's wait hides

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
    """Put back a report that a kill between the two renames of `_swap` left under its old name, or remove the old."""
    old = report.with_name(f".{report.name}.old")
    if old.is_dir() and not report.exists():
        old.rename(report)
    shutil.rmtree(old, ignore_errors=True)


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
    try:
        new.rename(report)
    except BaseException:
        _recover(report)
        raise
    storage.flush_folder(report.parent)
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
    with tempfile.TemporaryDirectory() as work, tempfile.TemporaryDirectory() as own:
        prepare_environment(Path(own), Path(own), reports="../reports/")
        for path in chosen:
            notebooks.check(path)
            executed = execute(path, settings={}, folder=Path(work), corpus=given)
            notebooks.write(notebooks.to_be_opened(executed), path)
            say(f"notebook  {path.stem}")
    say(f"written   {_shown(folder)}")
