"""Do the statistics of framing keep their promises? Simulation at full size.

    python benchmarks/framing_statistics.py [--draws 1000]

False alarms: the sentences of one article dealt at random into two groups of pieces, and the articles of one outlet
dealt into two halves, may be called different in at most 5 % of draws. Coverage: intervals that aim at 95 % must hold
the true share in 93 to 97 % of draws, for few and many articles, rare and common frames, and articles alike or not.
"""

import argparse

import numpy as np
import pandas as pd
from framing_texts import Newsroom, printed

from analysis.framing import permutation_p, share_interval, vocabulary_test
from analysis.framing.vocabulary import count_terms


def pieces_of_one_article(draws: int) -> dict:
    """9 against 9 pieces of one article, each a random handful of its sentences; test over the vocabulary."""
    room = Newsroom(3)
    counted = count_terms(room.article(n_sentences=180), ngram_max=2, drop_stop_words=True, min_count=4)
    counts, rng, alarms = counted.counts.toarray(), np.random.default_rng(1), 0
    for draw in range(draws):
        use = np.zeros((18, len(counted.terms)))
        np.add.at(use, rng.permutation(np.arange(180) % 18), counts)
        found = vocabulary_test(pd.DataFrame(use, columns=counted.terms), n_first=9, n_permutations=499, seed=draw)
        alarms += bool(found["p"].iloc[0] <= 0.05)
    return {"what": "pieces of one article, vocabulary", "called different": alarms / draws}


def halves_of_one_outlet(draws: int) -> list[dict]:
    """Articles of one outlet dealt into two halves: one difference named beforehand, and a vocabulary."""
    room = Newsroom(5)
    stories = [room.story() for _ in range(8)]
    texts = [" ".join(room.article(story=room.random.choice(stories), outlet=0)) for _ in range(24)]
    counted = count_terms(texts, ngram_max=1, drop_stop_words=True, min_count=8)
    present = (counted.counts.toarray() > 0).astype(float)
    rng, words, terms = np.random.default_rng(2), 0, 0
    for draw in range(draws):
        order = rng.permutation(24)
        rate = counted.counts.toarray()[order, draw % len(counted.terms)] / counted.n_words[order]
        words += permutation_p(rate[:12], rate[12:], n_permutations=499, seed=draw)[1] <= 0.05
        use = pd.DataFrame(present[order], columns=counted.terms)
        terms += bool(vocabulary_test(use, n_first=12, n_permutations=499, seed=draw)["p"].iloc[0] <= 0.05)
    return [
        {"what": "halves of one outlet, one word", "called different": words / draws},
        {"what": "halves of one outlet, vocabulary", "called different": terms / draws},
    ]


def coverage(draws: int) -> list[dict]:
    """Shares of sentences drawn from articles whose own shares vary (beta), as often covered as promised?"""
    rng, rows = np.random.default_rng(4), []
    for n_articles in (4, 6, 9, 15, 30, 100):
        for share in (0.05, 0.2, 0.5):
            for likeness in (0.02, 0.1):
                spread = (1 - likeness) / likeness
                covered = 0
                for _ in range(draws):
                    n = rng.integers(10, 40, n_articles)
                    hits = rng.binomial(n, rng.beta(share * spread, (1 - share) * spread, n_articles))
                    found = share_interval(hits.tolist(), n.tolist())
                    covered += found.low <= share <= found.high
                rows.append({"articles": n_articles, "share": share, "likeness": likeness, "covered": covered / draws})
    return rows


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=int, default=1000)
    draws = parser.parse_args().draws
    printed([pieces_of_one_article(draws), *halves_of_one_outlet(draws)])
    rows = coverage(draws)
    printed(rows)
    inside = sum(0.93 <= row["covered"] <= 0.97 for row in rows)
    print(f"{inside} of {len(rows)} designs between 93 and 97 %; lowest {min(row['covered'] for row in rows):.3f}")


if __name__ == "__main__":
    main()
