"""Whatever fails or kills a run: the last report is whole, one true line says what happened, the next run mends it.

`MEDIA_ANALYSIS_LONG=10` tries ten times as many moments.
"""

import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import one_chapter
import pytest

from analysis import paths, pipeline, storage
from analysis.parameters import make

LONG = int(os.environ.get("MEDIA_ANALYSIS_LONG", "1"))
SCRIPT = Path(one_chapter.__file__)
# By which files come to be, and how each is called by Python.
CALLS = [(os, "fsync"), (Path, "replace"), (Path, "rename"), (Path, "mkdir"), (Path, "open"), (os, "open")]


def contents(folder):
    """Every file of a folder with its bytes, but for the time of the run and locks."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name != "run.json"
    }


def leftovers(folder):
    """What a run should not leave behind."""
    names = [path.name for path in folder.rglob(".*") if path.suffix != ".lock" and path.name != ".nojekyll"]
    return [name for name in names if "staging" in name or name.endswith((".staged", ".old"))]


@pytest.fixture
def project(tmp_path, monkeypatch):
    root, corpus = one_chapter.project(tmp_path)
    for owner, name in (
        (paths, "notebooks_folder"),
        (one_chapter.runner, "execute"),
        (one_chapter.processes, "workers"),
        (pipeline, "STEPS"),
        (pipeline, "QUICK"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    one_chapter.prepare(root)
    return root, corpus


def of_edition(project, edition):
    """The report of one edition of the articles, made where nothing fails."""
    root, corpus = project
    one_chapter.write_articles(corpus, edition)
    assert one_chapter.run(root, corpus) == 0
    return contents(root.parent / "reports" / "ferry")


class Failing:
    """The k-th call of a function fails as a full disk does; the others are as they were."""

    def __init__(self, function, at):
        self.function, self.left, self.failed = function, at, None

    def __call__(self, *given, **named):
        self.left -= 1
        if self.left == 0:
            self.failed = given
            raise OSError(errno.ENOSPC, "No space left on device")
        return self.function(*given, **named)

    def __get__(self, owner, kind=None):
        return self if owner is None else lambda *given, **named: self(owner, *given, **named)


def check_failed(project, capsys, *, known, edition):
    """What a user sees after a write failed: one line, a whole report, and a next run as if nothing had been."""
    root, corpus = project
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1, said
    assert said[0].startswith("media-analysis: ")
    assert "No space left on device" in said[0]
    assert "Traceback" not in said[0]
    assert contents(root.parent / "reports" / "ferry") in known
    assert one_chapter.run(root, corpus) == 0
    assert contents(root.parent / "reports" / "ferry") == known[edition - 1]
    assert leftovers(root.parent) == []


def tried(step):
    """So many of all k-th calls: every one in the long form."""
    return step if LONG == 1 else 1


@pytest.mark.parametrize(("owner", "name"), CALLS, ids=[name for _, name in CALLS])
@pytest.mark.parametrize("step", [pytest.param(7, marks=pytest.mark.scale)])
def test_a_call_that_fails_leaves_the_last_report_and_the_next_run_mends_it(
    project, monkeypatch, capsys, owner, name, step
):
    known = [of_edition(project, 1), of_edition(project, 2)]
    root, corpus = project
    edition, n_failed, n_other = 2, 0, 0
    for at in range(1, 2_000, tried(step)):
        edition = 3 - edition
        one_chapter.write_articles(corpus, edition)
        failing = Failing(getattr(owner, name), at)
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, failing)
            capsys.readouterr()
            code = one_chapter.run(root, corpus)
        if failing.left > 0:
            break  # a run makes fewer calls than that
        if code == 3:  # what failed was reading an article: it is rejected, and the report says so
            assert one_chapter.run(root, corpus) == 0  # and is read again the next time
        if code in (0, 3):
            n_other += 1  # a call that nothing hangs on, such as the flush of a folder
            continue
        n_failed += 1
        check_failed(project, capsys, known=known, edition=edition)
    print(f"{name}: {n_failed} failures, {n_other} calls that nothing hangs on")
    assert n_failed + n_other > 0


def test_a_report_that_cannot_be_written_names_the_file_and_stays_as_it_was(project, monkeypatch, capsys):
    known = [of_edition(project, 1)]
    root, corpus = project
    one_chapter.write_articles(corpus, 2)
    with monkeypatch.context() as patched:
        # The third file is one of the tables'.
        patched.setattr(os, "fsync", Failing(os.fsync, 3))
        capsys.readouterr()
        assert one_chapter.run(root, corpus) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "No space left on device" in said
    assert str(root.parent / "processed") in said
    assert "Nothing was changed" not in said
    assert contents(root.parent / "reports" / "ferry") == known[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(project, capsys):
    root, corpus = project
    (root.parent / "reports").mkdir(mode=0o500)
    assert one_chapter.run(root, corpus) == 1
    assert str(root.parent / "reports") in capsys.readouterr().err


def start(project, command):
    root, corpus = project
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(root), str(corpus), command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def take_as_long_as(project, command):
    began = time.monotonic()
    assert start(project, command).wait() == 0
    return time.monotonic() - began


@pytest.mark.scale
@pytest.mark.parametrize("command", ["run", "tables"])
def test_a_kill_at_any_moment_leaves_the_last_report_and_the_next_run_cleans_up(project, command):
    known = [of_edition(project, 1), of_edition(project, 2)]
    root, corpus = project
    seconds, chance, n_killed = take_as_long_as(project, command), random.Random(7), 0
    for number in range(5 * LONG):
        edition = 1 + number % 2
        one_chapter.write_articles(corpus, edition)
        running = start(project, command)
        # Most of it is imports; the moments that matter come last.
        time.sleep(seconds * chance.triangular(0.3, 1.1, 0.9))
        running.kill()
        n_killed += running.wait() == -signal.SIGKILL
        report = root.parent / "reports" / "ferry"
        old = report.with_name(".ferry.old")
        assert contents(report if report.exists() else old) in known
        storage._clear.cache_clear()  # the next run is another process
        assert one_chapter.run(root, corpus) == 0
        assert contents(report) == known[edition - 1]
        assert leftovers(root.parent) == []
    print(f"{command}: {n_killed} kills, 0 reports lost or mixed")


@pytest.mark.scale
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_run_says_so_in_one_line_and_ends_with_1(project, number):
    known = [of_edition(project, 1)]
    root, corpus = project
    one_chapter.write_articles(corpus, 2)
    running = start(project, "run")
    while not list((root.parent / "reports").glob(".staging-*")) and running.poll() is None:
        time.sleep(0.005)
    os.killpg(running.pid, number)
    _, said = running.communicate()
    assert (running.returncode, said.count("\n")) == (1, 1)
    assert said.startswith("media-analysis: Stopped. The last good report is untouched")
    assert contents(root.parent / "reports" / "ferry") == known[0]
    assert leftovers(root.parent) == []


@pytest.mark.scale
def test_two_runs_at_once_come_one_after_the_other(project):
    known = [of_edition(project, 1), of_edition(project, 2)]
    running = [start(project, "run"), start(project, "run")]
    assert [one.wait() for one in running] == [0, 0]
    assert contents(project[0].parent / "reports" / "ferry") == known[1]


# --- what a disk does to files later


@pytest.mark.scale
def test_every_cut_and_every_flipped_bit_is_found_before_a_number_is_drawn(project, tmp_path):
    root, corpus = project
    one_chapter.run(root, corpus, "tables")
    folder, chance, n_seen = root.parent / "processed" / "ferry", random.Random(3), 0
    step = pipeline.STEPS[0]
    files = [path for path in folder.iterdir() if path.is_file() and path.suffix != ".lock"]
    assert storage.MANIFEST in {path.name for path in files}
    for path in files:
        whole = path.read_bytes()
        damaged = [whole[: len(whole) * part // 10] for part in range(10)]
        for _ in range(100):
            at = chance.randrange(len(whole))
            damaged.append(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        for content in damaged:
            path.write_bytes(content)
            story = pipeline.open_corpus(make({"corpus": str(corpus), "n_resamples": 20}), processed=folder.parent)
            assert not story._load(step, key=story.key(step)), path.name
            n_seen += 1
        path.write_bytes(whole)
    print(f"{n_seen} of {n_seen} damaged files found")
    path.write_bytes(b"")
    made = pipeline.open_corpus(make({"corpus": str(corpus), "n_resamples": 20}), processed=folder.parent).articles
    assert len(made) == 2
