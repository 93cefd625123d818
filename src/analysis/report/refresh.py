"""Refreshes the outputs of the committed notebooks: executed with default parameters on the sample corpus.

`python -m analysis.report.refresh`, or `make notebooks`. What it writes is what `pytest --nbval` compares against.
"""

import sys
import tempfile
from pathlib import Path

import nbformat

from analysis.report import notebooks, runner


def refresh(names: tuple[str, ...] = notebooks.ORDER) -> None:
    """Execute the named notebooks in order and write them back, cleaned."""
    runner.prepare_environment()
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            executed = runner.execute(name, settings={}, folder=Path(folder))
            nbformat.write(executed, notebooks.notebook_path(name))


if __name__ == "__main__":
    refresh(tuple(sys.argv[1:]) or notebooks.ORDER)
