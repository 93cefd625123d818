"""How long `make reports` takes after set-up, against papermill plus nbconvert on as many empty notebooks.

Both run in the same session on the same machine, each from a cold start as a user starts them, with the tables not yet
made for ours. Prints both times, their ratio (the aim is at most 2) and the peak memory of each.

    .venv/bin/python benchmarks/main_job.py [--repeats N]
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def timed(command: list[str]) -> float:
    """Seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def ours(folder: Path, *, jobs: int) -> float:
    """Seconds of a whole run on the sample corpus, its tables not yet made."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [str(Path(sys.executable).with_name("media-analysis")), "run", "--jobs", str(jobs)]
    return timed([*command, "--reports", str(folder / "reports"), "--processed", str(folder / "processed")])


def peers(folder: Path) -> float:
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
    with tempfile.TemporaryDirectory() as folder:
        pairs = [
            (peers(Path(folder) / "empty"), ours(Path(folder) / "ours", jobs=chosen.jobs))
            for _ in range(chosen.repeats)
        ]
    empty, full = (sorted(times)[len(times) // 2] for times in zip(*pairs, strict=True))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    n = len(notebooks.found())
    sys.stdout.write(
        f"{n} empty notebooks by papermill and nbconvert: {empty:.1f} s\n"
        f"{n} notebooks, tables and reports of the sample corpus: {full:.1f} s\n"
        f"ratio {full / empty:.2f} (median of {chosen.repeats}; aim: at most {AIM})\n"
        f"peak memory of the largest process: {peak:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
