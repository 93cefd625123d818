"""How long `make reports` takes after set-up, against papermill plus nbconvert on as many empty notebooks.

Both run in the same session on the same machine, each from a cold start as a user starts them, with the tables not yet
made for ours. Prints both times, their ratio (the aim is at most 2), the same in CPU seconds, which say more where
others use the machine, and the peak memory.

    .venv/bin/python benchmarks/main_job.py [--repeats N]
"""

import argparse
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple

import nbformat

from analysis.report import notebooks

AIM = 2.0
PEER = """
import sys, papermill
from pathlib import Path
from nbconvert import HTMLExporter
folder = Path(sys.argv[1])
for path in sorted(folder.glob("*.ipynb")):
    papermill.execute_notebook(str(path), str(folder / "out" / path.name), progress_bar=False, kernel_name="python3")
    html, _ = HTMLExporter().from_filename(str(folder / "out" / path.name))
    (folder / "out" / path.with_suffix(".html").name).write_text(html, encoding="utf-8")
"""


class Spent(NamedTuple):
    """Seconds of the clock, and of the processors by the command and all that it starts."""

    clock: float
    cpu: float


def timed(command: list[str]) -> Spent:
    """What a command takes."""
    start, before = time.perf_counter(), _cpu()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    clock = time.perf_counter() - start
    with suppress(ChildProcessError):  # what it started and did not wait for counts too
        while True:
            os.wait()
    return Spent(clock, _cpu() - before)


def _adopt_orphans() -> None:
    """On Linux, what a command started and did not wait for becomes this process's child, and its seconds count."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).prctl(_BE_SUBREAPER, 1, 0, 0, 0)


_BE_SUBREAPER = 36


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ours(folder: Path, *, jobs: int) -> Spent:
    """Seconds of a whole run on the sample corpus, its tables not yet made."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [str(Path(sys.executable).with_name("media-analysis")), "run", "--jobs", str(jobs)]
    return timed([*command, "--reports", str(folder / "reports"), "--processed", str(folder / "processed")])


def peers(folder: Path) -> Spent:
    """Seconds of papermill and nbconvert, imported once, on as many empty notebooks."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "out").mkdir(parents=True)
    for name in notebooks.found():
        cell = nbformat.v4.new_code_cell("")
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), folder / f"{name}.ipynb")
    return timed([sys.executable, "-c", PEER, str(folder)])


def main() -> None:
    """Measure both in turn and print the ratio of the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    _adopt_orphans()
    with tempfile.TemporaryDirectory() as folder:
        pairs = [
            (peers(Path(folder) / "empty"), ours(Path(folder) / "ours", jobs=chosen.jobs))
            for _ in range(chosen.repeats)
        ]
    empty, full = (Spent(*map(median, zip(*spent, strict=True))) for spent in zip(*pairs, strict=True))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    n = len(notebooks.found())
    sys.stdout.write(
        f"{n} empty notebooks by papermill and nbconvert: {empty.clock:.1f} s, {empty.cpu:.1f} s of CPU\n"
        f"{n} notebooks, tables and reports of the sample corpus: {full.clock:.1f} s, {full.cpu:.1f} s of CPU\n"
        f"ratio {full.clock / empty.clock:.2f}, of CPU seconds {full.cpu / empty.cpu:.2f} "
        f"(medians of {chosen.repeats}; aim: at most {AIM})\n"
        f"peak memory of the largest process: {peak:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
