"""Runs a function of one item over many: in this process, over processes, or on a Dask cluster.

The same code gives the same results in the same order everywhere, so a notebook on a laptop and a run on a cluster
cannot disagree.
"""

import atexit
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import Any, TypeVar

from tqdm import tqdm

from analysis.errors import RunError
from analysis.processes import workers

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many items a second process costs more than it brings (it has to import the package first).
WORTH_A_PROCESS = 200
BATCH = 50
LOCAL = "local"
# So many batches wait for each worker: none is idle, and the rest need not be in memory.
_AHEAD = 3
_TRIES = 4


@dataclass(frozen=True)
class Engine:
    """How much to run at once: `jobs` processes here, or the Dask cluster at `scheduler`.

    A scheduler is an address ("tcp://host:8786"), or "local" for a cluster of `jobs` worker processes on this machine.
    """

    jobs: int = 1
    scheduler: str | None = None

    def map(self, function: Callable[[Item], Result], items: Iterable[Item], *, step: str) -> list[Result]:
        """`function` of each item, in the items' order; `function` must be importable by name (or a partial of one).

        `step` names the work on the progress bar, which is drawn on a terminal only.

        >>> Engine().map(len, ["a", "bb"], step="measuring")
        [1, 2]
        """
        work = list(items)
        batches = [work[start : start + BATCH] for start in range(0, len(work), BATCH)]
        done = dict(self.run(partial(_apply, function), batches, step=step))
        return [result for number in range(len(batches)) for result in done[number]]

    def run(
        self, function: Callable[[list[Item]], Result], batches: Sequence[list[Item]], *, step: str
    ) -> Iterator[tuple[int, Result]]:
        """`function` of each batch, with the batch's number, as they are done; a worker that dies is replaced.

        Raises
        ------
        RunError
            Workers died again and again.
        """
        n_items = sum(map(len, batches))
        silent = not sys.stderr.isatty() or len(batches) < 2
        with tqdm(total=n_items, desc=step, unit="article", leave=False, disable=silent) as bar:
            for number, result in self._done(function, batches, n_items=n_items, step=step):
                bar.update(len(batches[number]))
                yield number, result

    def _done(self, function: Callable, batches: Sequence[list], *, n_items: int, step: str) -> Iterator[tuple]:
        if self.scheduler is not None:
            return _on_dask(self.scheduler, self.jobs, function, batches, step=step)
        if self.jobs > 1 and n_items >= WORTH_A_PROCESS:
            return _in_processes(self.jobs, function, batches, step=step)
        return ((number, function(batch)) for number, batch in enumerate(batches))


def _apply(function: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    return [function(item) for item in items]


def _in_processes(jobs: int, function: Callable, batches: Sequence[list], *, step: str) -> Iterator[tuple]:
    """Batches over processes; where one is killed, those not done go to new ones."""
    left = dict(enumerate(batches))
    for _ in range(_TRIES):
        try:
            with workers(jobs) as pool:
                yield from _pooled(pool, function, left, ahead=_AHEAD * jobs)
            return
        except BrokenProcessPool:
            continue
    raise RunError(_died(step, sum(map(len, left.values()))))


def _pooled(pool: ProcessPoolExecutor, function: Callable, left: dict[int, list], *, ahead: int) -> Iterator[tuple]:
    waiting, running = list(left), {}
    while waiting or running:
        while waiting and len(running) < ahead:
            number = waiting.pop(0)
            running[pool.submit(function, left[number])] = number
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            number = running.pop(future)
            result = future.result()
            del left[number]
            yield number, result


def _died(step: str, n_left: int) -> str:
    return (
        f"{step}: processes ended {_TRIES} times before their work was done, as they do when memory is full; "
        f"{n_left:,} articles are left. What is done is kept: run again with fewer --jobs, or on a larger machine."
    )


@cache
def _local_cluster(jobs: int) -> Any:
    """One cluster for all steps of a run; it ends with this process."""
    from distributed import LocalCluster

    cluster = LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
    atexit.register(cluster.close)
    return cluster


def _on_dask(scheduler: str, jobs: int, function: Callable, batches: Sequence[list], *, step: str) -> Iterator[tuple]:
    """Batches over the workers of a cluster; the scheduler gives those of a worker that dies to another."""
    from distributed import Client, KilledWorker, as_completed  # a second to import, and only here is it needed

    numbers: dict[str, int] = {}
    with Client(_local_cluster(jobs) if scheduler == LOCAL else scheduler, set_as_default=False) as client:

        def submitted(number: int) -> Any:
            # pure=False: a batch is work to do, not a value to look up by the hash of its text.
            future = client.submit(function, batches[number], pure=False)
            numbers[future.key] = number
            return future

        waiting = iter(range(len(batches)))
        ahead = _AHEAD * max(1, sum(client.nthreads().values()))
        running = as_completed([submitted(number) for number in islice(waiting, ahead)], loop=client.loop)
        for future in running:
            try:
                result = future.result()
            except KilledWorker as error:
                raise RunError(_died(step, sum(len(batches[number]) for number in numbers.values()))) from error
            for number in islice(waiting, 1):
                running.add(submitted(number))
            yield numbers.pop(future.key), result
