"""Runs a function of one item over many: in this process, over processes, or on a Dask cluster.

The same code gives the same results in the same order everywhere, so a notebook on a laptop and a run on a cluster
cannot disagree.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tqdm import tqdm

from analysis.processes import workers

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many items a second process costs more than it brings (it has to import the package first).
WORTH_A_PROCESS = 200
BATCH = 50


@dataclass(frozen=True)
class Engine:
    """How much to run at once: `jobs` processes here, or the Dask cluster at `scheduler` ("tcp://host:8786")."""

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
        results: list[Result] = []
        bar = tqdm(total=len(work), desc=step, leave=False, disable=not sys.stderr.isatty() or len(batches) < 2)
        with bar:
            for done in self._batches(function, batches, n_items=len(work)):
                results.extend(done)
                bar.update(len(done))
        return results

    def _batches(
        self, function: Callable[[Item], Result], batches: Sequence[list[Item]], *, n_items: int
    ) -> Iterator[list[Result]]:
        if self.scheduler is not None:
            yield from _on_dask(self.scheduler, function, batches)
        elif self.jobs > 1 and n_items >= WORTH_A_PROCESS:
            with workers(self.jobs) as pool:
                yield from pool.map(_apply, [function] * len(batches), batches)
        else:
            yield from (_apply(function, batch) for batch in batches)


def _apply(function: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    return [function(item) for item in items]


def _on_dask(
    scheduler: str, function: Callable[[Item], Result], batches: Sequence[list[Item]]
) -> Iterator[list[Result]]:
    from distributed import Client  # a second to import, and only here is it needed

    with Client(scheduler, set_as_default=False) as client:
        # pure=False: a batch is work to do, not a value to look up by the hash of its text.
        futures = client.map(_apply, [function] * len(batches), list(batches), pure=False)
        yield from client.gather(futures)
