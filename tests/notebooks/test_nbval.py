"""nbval notices when what a notebook shows has changed, charts included."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from analysis import paths

ROOT = Path(__file__).parents[2]


def nbval(notebook):
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        str(notebook),
    ]
    # As from `notebooks/`: the links of a copy elsewhere would lead to no report.
    environment = os.environ | {paths.REPORTS_VARIABLE: "../reports/"}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)


def changed(notebook, folder):
    """The notebook with one digit of one chart's description changed: as if its data had been another."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "image/svg+xml" in output.get("data", {}):
                alt = output.data["text/plain"]
                digit = re.search(r"[1-8]", alt)
                output.data["text/plain"] = alt[: digit.start()] + "9" + alt[digit.end() :]
                nbformat.write(notebook, folder / "changed.ipynb")
                return folder / "changed.ipynb"
    raise AssertionError("the notebook shows no chart")


@pytest.mark.kernel
def test_a_chart_whose_data_changed_fails(tmp_path):
    notebook = nbformat.read(ROOT / "notebooks" / "01-ingest.ipynb", as_version=4)
    shutil.copy(ROOT / "conftest.py", tmp_path)
    result = nbval(changed(notebook, tmp_path))
    assert result.returncode == 1, result.stdout
    assert "1 failed" in result.stdout
    assert "run `make notebooks`" in result.stdout


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("assignment", "message"), [("top_tems = 3", "top_terms"), ("top_terms = 'many'", "must be int")]
)
def test_papermill_alone_refuses_a_wrong_parameter_and_lists_the_known(tmp_path, assignment, message):
    name, _, value = assignment.partition(" = ")
    command = [
        sys.executable,
        "-m",
        "papermill",
        str(ROOT / "notebooks" / "02-framing.ipynb"),
        str(tmp_path / "o.ipynb"),
    ]
    result = subprocess.run(
        [*command, "-p", name, value.strip("'"), "--no-progress-bar"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert message in result.stderr
    assert "corpus (str)" in result.stderr or "must be int" in result.stderr


@pytest.mark.kernel
def test_papermill_alone_runs_a_notebook_with_another_parameter(tmp_path):
    command = [
        sys.executable,
        "-m",
        "papermill",
        str(ROOT / "notebooks" / "02-framing.ipynb"),
        str(tmp_path / "o.ipynb"),
    ]
    environment = {"MEDIA_ANALYSIS_PROCESSED": str(tmp_path / "processed")}
    subprocess.run(
        [*command, "-p", "top_terms", "3", "--no-progress-bar"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        env=os.environ | environment,
    )
    text = (tmp_path / "o.ipynb").read_text(encoding="utf-8")
    assert "of 15 terms would be shown again" in text  # three of each of five sources
