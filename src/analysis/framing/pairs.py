"""Two groups of articles side by side: each two sources, or each source and all others, and why a test refuses them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.wording import count, number_word

_DEALS_PER_PAIR = 60

OTHERS = "all others"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups of articles, as rows of the tables they are counted in."""

    first: str
    second: str
    rows_first: NDArray[np.int64]
    rows_second: NDArray[np.int64]

    @property
    def rows(self) -> NDArray[np.int64]:
        """Both groups, the first one first."""
        return np.concatenate([self.rows_first, self.rows_second])

    def described(self, *, least: int) -> dict:
        """The columns that every row has, tested or not."""
        n_first, n_second = len(self.rows_first), len(self.rows_second)
        return {
            "first": self.first,
            "second": self.second,
            "n_articles_first": n_first,
            "n_articles_second": n_second,
            "n_needed": least,
            "is_tested": min(n_first, n_second) >= least,
            "reason": self._refusal(least),
        }

    def _refusal(self, least: int) -> str | None:
        sizes = {self.first: len(self.rows_first), self.second: len(self.rows_second)}
        missing = {name: least - n for name, n in sizes.items() if n < least}
        if not missing:
            return None
        have = " and ".join(f"{count(n, 'article')} from {name}" for name, n in sizes.items())
        more = " and ".join(f"{number_word(n)} more from {name}" for name, n in missing.items())
        return f"{have[0].upper()}{have[1:]}: this test needs at least {number_word(least)} from each, so {more}."


def pairs_of(articles: pd.DataFrame, ids: Sequence[str], *, versus: Literal["pairs", "rest"] = "pairs") -> list[Pair]:
    """Each two sources, or each source and all others; places count in `ids`, the articles that were read."""
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    of = np.array([source_of[article_id] for article_id in ids], dtype=object)
    places = {source: np.flatnonzero(of == source) for source in sorted(set(source_of.values()))}
    if versus == "pairs":
        return [Pair(a, b, places[a], places[b]) for a, b in combinations(places, 2)]
    if len(places) < 2:
        return []
    return [Pair(source, OTHERS, mine, np.flatnonzero(of != source)) for source, mine in places.items()]


def typed(rows: list[dict], columns: dict[str, str]) -> pd.DataFrame:
    """A table of these rows with just these columns and dtypes; what a row lacks is empty."""
    values = {
        name: pd.Series(
            [float("nan") if dtype == "float64" and row.get(name) is None else row.get(name) for row in rows],
            dtype=dtype,
        )
        for name, dtype in columns.items()
    }
    return pd.DataFrame(values)


def deals_for(pairs: Sequence[Pair], *, least: int) -> int:
    """How many random deals let the smallest p-value times the number of pairs come well below 0.05.

    >>> deals_for([], least=1999)
    1999
    """
    return max(least, _DEALS_PER_PAIR * len(pairs))
