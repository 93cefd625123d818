"""What several measures need of the same tables, made once in a process.

Ten measures read the same sentences of the same articles. Results are known again by the content of the tables, so that
a table that was changed in between is read anew.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any

import pandas as pd

# Of so many sentences no result is kept: their texts would fill the memory that the other measures need. Several are
# kept of so many rows together: of a small story, which is read again without each of its articles, all.
MOST_ROWS = 250_000
_TOGETHER, _MOST_RESULTS = 100_000, 16


_EVERY: list[OrderedDict] = []


def forget() -> None:
    """Keep no result any longer: before work that needs none of them, and much memory."""
    for results in _EVERY:
        results.clear()


class _Digest:
    """A file that keeps nothing of what is written to it but the hash."""

    closed = False

    def __init__(self) -> None:
        self.sha256 = hashlib.sha256()

    def write(self, data: Any) -> int:
        """Take in more bytes."""
        self.sha256.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits to be written."""


def content_of(table: pd.DataFrame) -> str:
    """The hash of a table's content, its index included: about a second for a gigabyte.

    >>> one, other = pd.DataFrame({"a": ["x"]}), pd.DataFrame({"a": ["x"]})
    >>> content_of(one) == content_of(other), content_of(one) == content_of(other.assign(a="y"))
    (True, False)
    """
    import pyarrow as pa

    digest, rows = _Digest(), pa.Table.from_pandas(table)
    with pa.ipc.new_stream(digest, rows.schema) as stream:
        stream.write_table(rows)
    return digest.sha256.hexdigest()


def kept_by_content(make: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, whose last few results are given again when its tables and settings are the same.

    Results are shared: who gets one must not change it in place.
    """
    results: OrderedDict[tuple, tuple[int, Any]] = OrderedDict()
    _EVERY.append(results)

    @wraps(make)
    def once(*tables: pd.DataFrame, **settings: Any) -> Any:
        n_rows = sum(map(len, tables))
        if n_rows > MOST_ROWS:
            return make(*tables, **settings)
        key = *map(content_of, tables), *sorted(settings.items())
        if key not in results:
            results[key] = n_rows, make(*tables, **settings)
        results.move_to_end(key)
        while len(results) > 1 and (len(results) > _MOST_RESULTS or sum(n for n, _ in results.values()) > _TOGETHER):
            results.popitem(last=False)
        return results[key][1]

    return once
