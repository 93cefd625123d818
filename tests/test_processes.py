"""What works for a process ends with it, however it ends."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from functools import partial

import psutil
import pytest

from analysis import processes

# A worker that starts a process of its own, as a kernel is one, says who they are, and works for ever.
PROGRAM = """
import subprocess, sys, time
from analysis import processes

def work(seconds):
    mine = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
    print(mine.pid, flush=True)
    time.sleep(seconds)

if __name__ == "__main__":
    forked_from = sys.argv[1] if sys.argv[1:] else None
    with processes.stoppable(), processes.workers(2, forked_from=forked_from) as pool:
        for job in [pool.submit(work, 600), pool.submit(work, 600)]:
            job.result()
"""
can_fork = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are forked on Linux only")


def is_gone(process):
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


@pytest.fixture(params=[pytest.param([], id="started"), pytest.param(["json"], id="forked", marks=can_fork)])
def program(tmp_path, request):
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    with subprocess.Popen(
        [sys.executable, str(path), *request.param],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as started:
        for _ in range(2):
            started.stdout.readline()
        below = psutil.Process(started.pid).children(recursive=True)
        assert len(below) >= 4
        yield started, below
        for process in below:
            if not is_gone(process):
                process.kill()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_workers_and_what_they_started_end_with_the_main_process(program, number):
    started, below = program
    os.kill(started.pid, number)
    _, said = started.communicate(timeout=30)
    psutil.wait_procs(below, timeout=10)
    assert [process for process in below if not is_gone(process)] == []
    # Nothing but the main process's own last word: no traceback of a worker.
    assert said.count(b"Traceback") == (0 if number == signal.SIGKILL else 1)


def test_ctrl_c_of_a_terminal_which_reaches_all_leaves_no_traceback_of_a_worker(program):
    started, below = program
    os.killpg(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=30)
    psutil.wait_procs(below, timeout=10)
    assert [process for process in below if not is_gone(process)] == []
    assert said.count(b"Traceback") == 1


def _end(code):
    os._exit(code)


def test_a_worker_that_is_ended_from_outside_ends_the_work_with_an_error():
    with pytest.raises(BrokenProcessPool), processes.workers(1) as pool:
        pool.submit(_end, 1).result()


def test_each_worker_is_prepared_before_its_first_task(tmp_path):
    with processes.workers(1, partial(os.mkdir, tmp_path / "made")) as pool:
        assert pool.submit(os.path.isdir, tmp_path / "made").result()


def test_a_signal_that_is_ignored_stays_ignored(monkeypatch):
    last = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with processes.stoppable():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, last)


def _stop_within():
    with processes.stoppable():
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(10)


def test_a_request_to_end_is_as_ctrl_c():
    with pytest.raises(KeyboardInterrupt):
        _stop_within()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def _told(name):
    return os.getpid(), os.environ.get(name), "colorsys" in sys.modules, processes.is_fork()


@can_fork
def test_each_task_of_forked_workers_has_a_process_with_the_module_and_todays_environment(monkeypatch):
    told = []
    for word in ("first", "second"):
        monkeypatch.setenv("MEDIA_ANALYSIS_TOLD", word)
        with processes.workers(1, forked_from="colorsys") as pool:
            told += [pool.submit(_told, "MEDIA_ANALYSIS_TOLD").result() for _ in range(2)]
    assert len({pid for pid, *_ in told}) == 4
    assert [word for _, word, *_ in told] == ["first", "first", "second", "second"]
    assert all(has_it and is_fork for *_, has_it, is_fork in told)


@can_fork
def test_a_module_planted_in_the_working_folder_is_not_what_workers_are_forked_from(tmp_path):
    (tmp_path / "colorsys.py").write_text("raise SystemExit('planted')")
    program = tmp_path / "elsewhere" / "program.py"
    program.parent.mkdir()
    program.write_text(
        "from analysis import processes\n"
        "if __name__ == '__main__':\n"
        "    with processes.workers(1, forked_from='colorsys') as pool:\n"
        "        print(pool.submit(len, 'abc').result())\n"
    )
    ran = subprocess.run(
        [sys.executable, str(program)], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.stdout, ran.stderr) == ("3\n", "")
