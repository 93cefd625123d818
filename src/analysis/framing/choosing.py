"""Which terms to show for a source, so that each adds something to those above it.

A ranking by z-score alone repeats itself: a minister, his name, his office and the law he proposed stand in the same
articles, and fill the list of a source that wrote much about him. Terms are therefore chosen one after the other, each
by the z-score of its weighted log-odds when articles weigh differently: an article of the source weighs the less the
more of the terms above it uses, and an article of another source weighs a little more. That is weighted covering, known
from rule learning (Fürnkranz 1999, Artificial Intelligence Review 13:3-54, for covering; Lavrač et al. 2004, Journal of
Machine Learning Research 5:153-188, for weights instead of removal). Only the order is made so: the log-odds, their
intervals and the z-scores that are shown are those of all articles, each counted once.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.framing.usage import Usage, weighted_log_odds

# With c of the terms above it in use, an article of the source weighs (1 + c) to this power, one of another source
# (1 + c) to that: found on half of some outlets' articles, see benchmarks/framing_separation.py.
_OWN_POWER, _OTHER_POWER = -0.5, 0.25
# Two terms that share a word and more than half of the articles that use either ("prime minister", "minister") are one
# finding; the stronger is shown.
_SAME_ARTICLES = 0.5
# Candidates by z-score; further down nothing is found that would be chosen.
MOST_CANDIDATES = 300
# As many as may be shown.
MOST_CHOSEN = 100


@dataclass(frozen=True, slots=True)
class _Users:
    """Articles that use one term, the source's own first: their rows, and all candidates that each of them uses."""

    rows: NDArray[np.int64]
    n_own: int
    candidates: NDArray[np.int64]
    lengths: NDArray[np.int64]


@dataclass(slots=True)
class Choice:
    """The candidates of one source and how to choose among them under any weights of the articles."""

    columns: NDArray[np.int64]
    has: sparse.csr_array
    is_own: NDArray[np.bool_]
    alpha: NDArray[np.float64]
    prior_size: float
    nested: dict[int, NDArray[np.int64]]
    _users: dict[int, _Users] = field(default_factory=dict)

    @classmethod
    def of(cls, usage: Usage, source: int, *, candidates: NDArray[np.int64]) -> "Choice":
        """Candidates are columns of `usage`, the most distinctive first."""
        columns = candidates[:MOST_CANDIDATES]
        has = sparse.csr_array(usage.units[:, columns])
        alpha = usage.prior[columns] * usage.prior_size
        words = [frozenset(usage.terms[at].split(" ")) for at in columns.tolist()]
        return cls(columns, has, usage.source_of == source, alpha, usage.prior_size, _nested(has, words))

    @property
    def position(self) -> dict[int, int]:
        """Where each column of the usage stands among the candidates."""
        return {column: at for at, column in enumerate(self.columns.tolist())}

    def ranking(self) -> NDArray[np.int64]:
        """The columns in the order in which they are chosen from the sample itself."""
        ones = np.ones((1, len(self.is_own)))
        used, other = self.counts(ones)
        return self.columns[self.chosen(ones[0], n=len(self.columns), used=used[0], other=other[0])]

    def counts(self, weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Weight of the articles that use each candidate, for each row of weights: the source's own, and all others."""
        own, others = (np.flatnonzero(mask) for mask in (self.is_own, ~self.is_own))
        # Sparse @ dense adds in one order on every machine.
        return (self.has[own].T @ weights[:, own].T).T, (self.has[others].T @ weights[:, others].T).T

    def log_odds(
        self, used: NDArray[np.float64], other: NDArray[np.float64], *, sizes: tuple[float, float]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Log-odds and z of each candidate from `counts`; `sizes` are the weights of own and of other articles."""
        return weighted_log_odds(used, other, sizes=sizes, alpha=self.alpha, prior_size=self.prior_size)

    def chosen(
        self, weights: NDArray[np.float64], *, n: int, used: NDArray[np.float64], other: NDArray[np.float64]
    ) -> list[int]:
        """Positions of up to `n` candidates, in the order in which they are chosen.

        `weights` is one row of weights of articles (1 each, or how often a resample drew them), `used` and `other` the
        counts under it. Where none adds anything, the others follow by their z.
        """
        sizes = (float(weights[self.is_own].sum()), float(weights[~self.is_own].sum()))
        now, sums = list(sizes), [used.copy(), other.copy()]
        n_used = np.zeros(len(weights), dtype=np.int64)
        free = np.ones(len(self.columns), dtype=bool)
        found: list[int] = []
        while len(found) < min(n, MOST_CHOSEN) and free.any():
            scaled = [part * (size / left) for part, size, left in zip(sums, sizes, now, strict=True)]
            z = np.where(free, np.round(self.log_odds(*scaled, sizes=sizes)[1], 9), 0.0)
            best = int(np.argmax(z))
            if z[best] <= 0:
                break
            found.append(best)
            free[best] = False
            free[self.nested.get(best, [])] = False
            users = self._of(best)
            changed = _changes(users, weights, n_used)
            n_used[users.rows] += 1
            cut = int(users.lengths[: users.n_own].sum())
            spread = np.repeat(changed, users.lengths)
            for side, (rows, part) in enumerate(
                ((slice(0, users.n_own), slice(0, cut)), (slice(users.n_own, None), slice(cut, None)))
            ):
                now[side] += float(changed[rows].sum())
                sums[side] += np.bincount(users.candidates[part], weights=spread[part], minlength=len(free))
        return found if len(found) == n else self._filled(found, used, other, sizes=sizes)[:n]

    def _filled(
        self,
        found: list[int],
        used: NDArray[np.float64],
        other: NDArray[np.float64],
        *,
        sizes: tuple[float, float],
    ) -> list[int]:
        z = np.round(self.log_odds(used, other, sizes=sizes)[1], 9)
        taken = set(found)
        return found + [at for at in np.argsort(-z, kind="stable").tolist() if z[at] > 0 and at not in taken]

    def _of(self, term: int) -> _Users:
        if term not in self._users:
            rows = np.flatnonzero(self.has[:, [term]].toarray()[:, 0])
            rows = np.concatenate([rows[self.is_own[rows]], rows[~self.is_own[rows]]])
            part = self.has[rows]
            lengths = np.diff(part.indptr)
            self._users[term] = _Users(rows, int(self.is_own[rows].sum()), part.indices, lengths)
        return self._users[term]


def article_weight(n_used: NDArray[np.int64], *, is_own: NDArray[np.bool_] | bool) -> NDArray[np.float64]:
    """What an article weighs that uses `n_used` of the terms chosen so far: less if the source's own, else more.

    >>> article_weight(np.array([0, 1, 3]), is_own=True).round(2).tolist()
    [1.0, 0.71, 0.5]
    >>> article_weight(np.array([0, 1, 3]), is_own=False).round(2).tolist()
    [1.0, 1.19, 1.41]
    """
    return (1.0 + n_used) ** np.where(is_own, _OWN_POWER, _OTHER_POWER)


def _changes(users: _Users, weights: NDArray[np.float64], n_used: NDArray[np.int64]) -> NDArray[np.float64]:
    """By how much the weight of each article that uses the term changes when it is chosen."""
    is_own = np.arange(len(users.rows)) < users.n_own
    before = n_used[users.rows]
    change = article_weight(before + 1, is_own=is_own) - article_weight(before, is_own=is_own)
    return weights[users.rows] * change


def _nested(has: sparse.csr_array, words: list[frozenset[str]]) -> dict[int, NDArray[np.int64]]:
    """For each candidate those that share a word with it and stand in much the same articles."""
    together = (has.T @ has).toarray()
    uses = together.diagonal()
    either = uses[:, np.newaxis] + uses - together
    alike = together > _SAME_ARTICLES * either
    np.fill_diagonal(alike, val=False)
    found: dict[int, list[int]] = {}
    for one, other in zip(*(at.tolist() for at in np.nonzero(alike)), strict=True):
        if words[one] & words[other]:
            found.setdefault(one, []).append(other)
    return {one: np.array(others, dtype=np.int64) for one, others in found.items()}
