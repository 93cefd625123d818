"""A disk that fills up while a command writes: one true line, nothing half made, and the next call makes it whole."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import full_disk
import pytest

LONG = int(os.environ.get("MEDIA_ANALYSIS_LONG", "1"))
ALONE = ["unshare", "--user", "--map-root-user", "--mount"]
# How many kB more are free at each try.
STEPS = {"run": 12, "init": 400, "export xlsx": 12, "export pack": 64, "part": 8, "new": 4, "kwic": 4, "code": 8}


def may_mount():
    tried = [*ALONE, "sh", "-c", "mount -t tmpfs tmpfs /tmp"]
    return shutil.which("unshare") is not None and subprocess.run(tried, capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif(not may_mount(), reason="no file system may be mounted here")


def check(folder, *chosen):
    script = Path(full_disk.__file__)
    done = subprocess.run([*ALONE, sys.executable, str(script), str(folder), *chosen], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        command, tries = json.loads(line)
        assert tries, command
        for one in tries:
            assert (one["code"], len(one["said"])) in ((1, 1), (2, 1)), (command, one)
            place, _, rest = one["said"][0].removeprefix("media-analysis: ").partition(": ")
            assert str(folder) in place, (command, one)
            assert "No space left on device" in place + rest, (command, one)
            assert one["is_whole"], (command, one)
            assert one["is_mended"], (command, one)
            assert one["left"] == [], (command, one)
        print(f"{command}: {len(tries)} sizes of a full disk")


def test_a_full_disk_leaves_nothing_half_made(tmp_path):
    check(tmp_path, "20:tables", "3000:init", "4:new", "30:export csv")


@pytest.mark.scale
@pytest.mark.parametrize("command", full_disk.commands(Path("/x/y"), Path(__file__).parent))
def test_every_command_on_a_disk_of_every_size(tmp_path, command):
    step = STEPS.get(command, 8)
    check(tmp_path, f"{step if LONG == 1 else max(4, step // LONG)}:{command}")
