"""Commands on a disk that fills up: a file system in memory of so many kB, in a namespace of its own.

`unshare --user --map-root-user --mount python full_disk.py FOLDER STEP:COMMAND...` prints, for each command as one line
of JSON, what came of it at every size from nothing free to as much as it needs, in steps of STEP kB.
"""

import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import one_chapter

from analysis import cli, pipeline, storage

PLENTY = 100_000_000
# What a call that failed leaves of these is of use to the next.
TABLES = ("tables", "join")
CODEBOOK = """
frames:
  blame:
    question: "Does the passage say who is at fault?"
    cues: [office]
    source: "made up"
"""
EXPORTS = ("csv", "xlsx", "antconc", "iramuteq", "quanteda", "html", "pack")


def commands(root, corpus):
    """What is called, and what it leaves behind, by name; all of it lies on the disk."""
    disk = root.parent
    kept = ["--processed", str(disk / "processed")]
    found = {
        "run": (["run", str(corpus), *kept, "--reports", str(disk / "reports")], disk / "reports" / "ferry"),
        "tables": (["tables", str(corpus), *kept], disk / "processed" / "ferry"),
        "part": (["part", "1/2", str(corpus), *kept], disk / "processed" / "ferry" / "kept"),
        "join": (["join", str(corpus), *kept], disk / "processed" / "ferry"),
        "init": (["init", str(disk / "study")], disk / "study"),
        "new": (["new", str(disk / "laid-out"), *map(str, sorted(corpus.iterdir()))], disk / "laid-out"),
        "kwic": (["kwic", str(corpus), "ferry", "--csv", str(disk / "kwic.csv"), *kept], disk / "kwic.csv"),
        "code": (["code", str(corpus), "--folder", str(disk / "coding"), *kept], disk / "coding"),
    }
    for name in EXPORTS:
        found[f"export {name}"] = (["export", str(corpus), name, str(disk / "out"), *kept], disk / "out")
    for name in ("run", "part", *TABLES):
        found[name][0].extend(one_chapter.FEW)
    return found


def call(arguments):
    """The exit code and the lines of complaint."""
    storage._clear.cache_clear()  # each call stands for a process of its own
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        code = cli.main(arguments)
    return code, said.getvalue().splitlines()


def contents(place):
    """Every file that a user sees there, with its hash, but for the time of the run."""
    files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
    # Work that is kept on articles of before stays.
    files = [path for path in files if "kept" not in path.relative_to(place).parts]
    return {
        path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name not in ("run.json", ".owner", "MANIFEST.json") and path.suffix != ".lock"
    }


def resize(disk, size):
    subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)


def used(disk):
    found = os.statvfs(disk)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


def sweep(disk, command, step):
    """For each size that is too small: what a user sees of it, then and at the next call."""
    root, corpus = one_chapter.project(disk)
    every = pipeline.STEPS
    one_chapter.prepare(root)
    pipeline.STEPS = every if command == "code" else pipeline.STEPS
    arguments, place = commands(root, corpus)[command]
    if command not in (*TABLES, "run"):
        call(["tables", str(corpus), "--processed", str(disk / "processed")])
    corpus.joinpath("codebook.yml").write_text(CODEBOOK, encoding="utf-8")
    known = {}
    for edition in (1, 2):
        one_chapter.write_articles(corpus, edition)
        remove(place, command)
        code, said = call(arguments)
        assert code == 0, said
        known[edition] = contents(place)
    found, free, edition = [], 0, 2
    while True:
        edition = 3 - edition
        one_chapter.write_articles(corpus, edition)
        remove(place, command)
        before = contents(place)
        resize(disk, used(disk) + free)
        code, said = call(arguments)
        after = contents(place)
        resize(disk, PLENTY)
        if code == 0:
            return found
        again, _ = call(arguments)
        found.append(
            {
                "free": free,
                "code": code,
                "said": said,
                # Tables are put in place one step at a time.
                "is_whole": command in (*TABLES, "part") or after == before,
                "is_mended": again == 0 and contents(place) == known[edition],
                "left": [path.name for path in disk.rglob(".*") if path.name.endswith((".staged", ".old", "ing"))],
            }
        )
        free += step


def remove(place, command):
    """Commands that make something new need a place where nothing is."""
    if command in (*TABLES, "run"):
        return
    if place.is_file():
        place.unlink()
    else:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for number, chosen in enumerate(sys.argv[2:]):
        step, _, command = chosen.partition(":")
        disk = folder / str(number)
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={PLENTY}", "tmpfs", str(disk)], check=True)
        print(json.dumps([command, sweep(disk, command, 1024 * int(step))]), flush=True)
