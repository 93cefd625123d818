"""The committed report is what a stranger's run gives, byte for byte, wherever and whenever it runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "reports" / "belarus-2025"
# Times and machine; everything else must agree.
TIMED = {"run.json"}


def contents(folder):
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if name not in TIMED}


@pytest.mark.kernel
def test_another_run_in_another_environment_gives_the_committed_bytes(tmp_path):
    command = [sys.executable, "-m", "analysis.cli", "run", str(ROOT / "data" / "raw" / "belarus-2025"), "--jobs", "2"]
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "OMP_NUM_THREADS": "1"}
    subprocess.run(
        [*command, "--reports", str(tmp_path / "reports"), "--processed", str(tmp_path / "processed")],
        check=True,
        capture_output=True,
        cwd=tmp_path,
        env=environment,
    )
    committed, made = contents(COMMITTED), contents(tmp_path / "reports" / "belarus-2025")
    assert sorted(made) == sorted(committed), "run `make reports` and commit what it writes"
    assert [name for name in made if made[name] != committed[name]] == [], "run `make reports`"
