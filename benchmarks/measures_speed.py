"""How much quicker are the measures' counts, searches, deals and draws than what a user would write, in one run?

    .venv/bin/python benchmarks/measures_speed.py [--articles N] [--sources N]

Prints CPU seconds of ours and of the peer, and their ratio: words and runs of two words against scikit-learn's
CountVectorizer; phrases against one pattern after the other over every sentence; a vocabulary dealt to two heaps for
each source against a matrix product a source; draws of articles with replacement against a loop over draws.
"""

import argparse
import re
import time
from collections.abc import Callable
from typing import Any

import framing_texts
import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from analysis.framing.concordance import PhraseSearch, phrase_pattern
from analysis.framing.vocabulary import count_terms
from analysis.statistics.resampling import bootstrap_mean, family_wise_p_of_each

DEALS, DRAWS, TERMS, PHRASES, SEED = 2000, 1000, 1000, 30, 2025


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, and what came out."""
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def one_by_one(texts: list[str], phrases: list[str]) -> list[list[tuple[int, int, int]]]:
    """Each pattern over every sentence."""
    patterns = [re.compile(phrase_pattern([phrase], in_families=True), re.IGNORECASE) for phrase in phrases]
    return [
        [(row, *match.span()) for row, text in enumerate(texts) for match in one.finditer(text)] for one in patterns
    ]


def dealt_each(values: np.ndarray, groups: list[np.ndarray]) -> list[np.ndarray]:
    """For each group a matrix of deals, multiplied with the table."""
    found = []
    for group in groups:
        rng, n, size = np.random.default_rng(SEED), len(values), len(group)
        heaps = np.argsort(rng.random((DEALS, n)), axis=1) < size
        means = heaps @ values / size, (~heaps) @ values / (n - size)
        rest = np.setdiff1d(np.arange(n), group)
        observed = np.abs(values[group].mean(axis=0) - values[rest].mean(axis=0))
        largest = np.abs(means[0] - means[1]).max(axis=1)
        found.append(((largest[:, None] >= observed - 1e-9).sum(axis=0) + 1) / (DEALS + 1))
    return found


def drawn_each(sums: np.ndarray, sizes: np.ndarray) -> list[float]:
    """The interval of a mean, one draw after the other."""
    rng, means = np.random.default_rng(SEED), []
    for _ in range(DRAWS):
        drawn = rng.choice(len(sums), size=len(sums))
        means.append(sum(sums[at] for at in drawn) / sum(sizes[at] for at in drawn))
    return np.quantile(means, [0.025, 0.975]).tolist()


def compared(n_articles: int, n_sources: int) -> list[dict[str, object]]:
    """One row for each of the four: what, CPU seconds of both, ratio."""
    room = framing_texts.Newsroom(SEED, n_outlets=n_sources)
    stories = [room.story() for _ in range(max(1, n_articles // 8))]
    written = [room.article(story=stories[at // 8 % len(stories)], outlet=at % n_sources, n_sentences=40)
               for at in range(n_articles)]  # fmt: skip
    texts = [sentence for article in written for sentence in article]
    phrases = [f"{word}*" for word in room.words[: 20 * PHRASES : 20]]
    rng = np.random.default_rng(SEED)
    values = (rng.random((n_articles, TERMS)) < rng.random(TERMS)).astype(float)
    groups = [np.arange(at, n_articles, n_sources) for at in range(n_sources)]
    sums, sizes = rng.normal(size=n_articles), rng.integers(10, 40, size=n_articles).astype(float)
    given = {"n_permutations": DEALS, "seed": SEED, "spread": np.ones(TERMS)}
    jobs = {
        "words and pairs of words": (
            lambda: count_terms(texts, ngram_max=2, drop_stop_words=True, min_count=2),
            lambda: CountVectorizer(ngram_range=(1, 2)).fit_transform(texts),
        ),
        f"{PHRASES} phrases": (lambda: searched(texts, phrases), lambda: one_by_one(texts, phrases)),
        f"deals of {n_sources} sources": (
            lambda: family_wise_p_of_each(values, groups, **given),
            lambda: dealt_each(values, groups),
        ),
        f"{DRAWS} draws of {n_articles} articles": (
            lambda: bootstrap_mean(sums, sizes, n_resamples=DRAWS, confidence=0.95, seed=SEED),
            lambda: drawn_each(sums, sizes),
        ),
    }
    rows, found = [], {}
    for name, (ours, theirs) in jobs.items():
        (mine, found[name]), (peer, expected) = timed(ours), timed(theirs)
        rows.append({"what": name, "ours": mine, "peer": peer, "ratio": peer / max(mine, 1e-9)})
        if "phrases" in name and found[name] != expected:
            raise SystemExit("The phrases found differ from those of one pattern after the other.")
    return rows


def searched(texts: list[str], phrases: list[str]) -> list[list[tuple[int, int, int]]]:
    """The same places by one search."""
    search = PhraseSearch(texts)
    return [search.find([phrase], in_families=True) for phrase in phrases]


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--sources", type=int, default=20)
    chosen = parser.parse_args()
    framing_texts.printed(compared(chosen.articles, chosen.sources))


if __name__ == "__main__":
    main()
