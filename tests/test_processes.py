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
    with processes.stoppable(), processes.workers(2) as pool:
        for job in [pool.submit(work, 600), pool.submit(work, 600)]:
            job.result()
"""


def is_gone(process):
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    with subprocess.Popen(
        [sys.executable, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
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
