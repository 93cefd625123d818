"""Processes that work for this one and end with it: when it is done, fails, is stopped, or is killed."""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import active_children, forkserver, get_context, parent_process
from multiprocessing.context import BaseContext
from typing import Any


class Stopped(KeyboardInterrupt):
    """The system or another program asked this one to end: handled as Ctrl-C is."""


class _Workers(ProcessPoolExecutor):
    """Its processes are born deaf to Ctrl-C, which a terminal sends to all at once: this one alone answers it."""

    def submit(self, function: Callable, /, *given: Any, **named: Any) -> Future:
        with _interrupts_held():
            return super().submit(function, *given, **named)


# Not on macOS, whose own libraries do not bear it.
_CAN_FORK = sys.platform.startswith("linux")


@contextmanager
def workers(
    n: int, prepare: Callable[..., None] | None = None, *given: Any, forked_from: str | None = None
) -> Iterator[ProcessPoolExecutor]:
    """Up to `n` processes; `prepare(*given)` is called first in each.

    When the block is left by an error or by Ctrl-C, they and what they have started are killed at once. When this
    process is killed, they end by themselves.

    `forked_from` names a module: where the system can, each task then has a process of its own, forked from one that
    has imported this module and does nothing else. It saves imports where they take longer than the task.
    """
    before = set(active_children())
    # spawn, because a fork of this process would inherit the locks of threads that it does not inherit.
    settings: dict[str, Any] = {"mp_context": get_context("spawn"), "initargs": (None, prepare, given)}
    if forked_from and _CAN_FORK:
        # The process that is forked may have been started for an earlier block, in another environment.
        settings = {"mp_context": _forking(forked_from), "initargs": (dict(os.environ), prepare, given)}
        settings["max_tasks_per_child"] = 1
    with _Workers(n, initializer=_begin, **settings) as pool:
        try:
            yield pool
        except BaseException:
            # Killed first: what the pool then still says to them would be written to closed pipes. And again, if it has
            # meanwhile replaced one.
            _kill([child.pid for child in set(active_children()) - before])
            pool.shutdown(wait=False, cancel_futures=True)
            _kill([child.pid for child in set(active_children()) - before])
            raise


@contextmanager
def stoppable() -> Iterator[None]:
    """Within it, a closed terminal (SIGHUP) and a request to end (SIGTERM) raise `Stopped`, so that all is cleaned up.

    A signal that is ignored, as `nohup` has it, stays ignored.
    """
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        names = []
    last = {number: signal.getsignal(number) for number in (getattr(signal, name) for name in names)}
    taken = [number for number, handler in last.items() if handler is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, last[number])


def _stop(number: int, _: Any) -> None:
    raise Stopped(signal.Signals(number).name)


def _forking(module: str) -> BaseContext:
    """What starts processes as forks of one that has imported the module."""
    context = get_context("forkserver")
    context.set_forkserver_preload([module])
    last = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"  # it imports nothing from the working folder
    try:
        with _interrupts_held():
            forkserver.ensure_running()
    finally:
        os.environ.pop(_SAFE_PATH) if last is None else os.environ.update({_SAFE_PATH: last})
    return context


_SAFE_PATH = "PYTHONSAFEPATH"
_is_fork = False


def is_fork() -> bool:
    """Whether this process is one of `workers` that was forked."""
    return _is_fork


def _begin(environment: dict[str, str] | None, prepare: Callable[..., None] | None, given: tuple) -> None:
    global _is_fork
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    if environment is not None:
        _is_fork = True
        os.environ.clear()
        os.environ.update(environment)
    if prepare:
        prepare(*given)
    # After it: what `prepare` may fork has no thread.
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()  # by a pipe that closes when the parent ends, however it ends
        _kill([os.getpid()])


def _kill(pids: Iterable[int]) -> None:
    """Kill processes with all that they started, such as kernels, and each after those."""
    import psutil  # only here is it needed

    found = []
    # All are found before one is killed: when one dies its pool ends the others, and what those started is lost.
    for pid in pids:
        with suppress(psutil.Error):
            process = psutil.Process(pid)
            if pid != os.getpid():
                process.suspend()
            found += [*process.children(recursive=True), process]
    for process in found:
        with suppress(psutil.Error):
            process.kill()


def give_back() -> None:
    """Give the system the memory of what is gone, which Arrow and the C library would keep for later, each for itself.

    Without it a step has what all before it once needed: of 3,000 articles a quarter of the peak.
    """
    if arrow := sys.modules.get("pyarrow"):
        arrow.default_memory_pool().release_unused()
    with suppress(OSError, AttributeError, TypeError):  # there is no such function but in glibc
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits until the block is left; a process that is started in it never hears of one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    last = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, last)
