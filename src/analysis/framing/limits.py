"""What so few articles can show, and what they cannot."""

from math import comb
from typing import Literal

import pandas as pd

from analysis.wording import some_of

# With 4 against 4 articles there are 70 ways to deal them into two groups; the rarest outcome then has a two-sided
# p of 2/70 = 0.029. With 3 against 3 it is 2/20 = 0.10, and nothing can be found however different the sources are.
ARTICLES_FOR_A_TEST = 4
# Over a vocabulary of 1,000 terms the smallest p must be below 0.05/1,000: 2/48,620 at 9 against 9.
ARTICLES_FOR_A_VOCABULARY = 9


def smallest_p(n_a: int, n_b: int) -> float:
    """The smallest two-sided p-value that a permutation of `n_a` against `n_b` articles can reach, 0-1.

    >>> [round(smallest_p(n, n), 4) for n in (1, 3, 4, 9)]
    [1.0, 0.1, 0.0286, 0.0]
    """
    return min(1.0, 2 / comb(n_a + n_b, n_a))


def counted_by(articles: pd.DataFrame) -> Literal["words", "articles"]:
    """What distinctive vocabulary counts: uses of a term or, where two sources have enough articles, articles."""
    per_source = articles.groupby("source")["article_id"].nunique()
    return "articles" if (per_source >= ARTICLES_FOR_A_TEST).sum() >= 2 else "words"


def contrast_limits(articles: pd.DataFrame) -> list[str]:
    """Plain sentences on what this number of articles cannot show, for a reader; empty when nothing is to be said."""
    per_source = articles.groupby("source")["article_id"].nunique().sort_index()
    if len(per_source) == 0:
        return ["The corpus holds no article, so there is nothing to compare."]
    if len(per_source) == 1:
        only = per_source.index[0]
        return [f"All articles are from one source ({only}), so there is nothing to compare it with."]
    fewest, most = int(per_source.min()), int(per_source.max())
    if fewest >= ARTICLES_FOR_A_VOCABULARY:
        return []
    if most >= ARTICLES_FOR_A_VOCABULARY or fewest < ARTICLES_FOR_A_TEST <= most:
        return [_some_too_small(per_source)]
    spread = f"{fewest} article{'s' * (fewest > 1)}" if fewest == most else f"between {fewest} and {most} articles"
    lines = [f"Each source has {spread} here." if fewest == most else f"The sources have {spread} each."]
    if fewest < ARTICLES_FOR_A_TEST:
        reach = smallest_p(fewest, fewest)
        chance = "always give a difference as large" if reach == 1 else f"do as well in at least {reach:.0%} of deals"
        lines.append(
            f"Dealing the articles of two such sources into two heaps at random would {chance}, so no "
            f"difference between sources is called significant. That takes at least {ARTICLES_FOR_A_TEST} articles "
            f"from each source, and {ARTICLES_FOR_A_VOCABULARY} to compare whole vocabularies."
        )
    else:
        lines.append(
            f"A single difference named beforehand can be tested; a whole vocabulary cannot, for that takes at least "
            f"{ARTICLES_FOR_A_VOCABULARY} articles from each source."
        )
    if most == 1:
        lines.append(
            "With one article a source, what belongs to the outlet, to its author and to the day cannot be told apart: "
            "read every difference as one between these articles, not between their publishers."
        )
    return lines


def _some_too_small(per_source: pd.Series) -> str:
    small = per_source[per_source < ARTICLES_FOR_A_VOCABULARY]
    return (
        f"{len(small)} of {len(per_source)} sources have fewer than {ARTICLES_FOR_A_VOCABULARY} articles here "
        f"({some_of(small.index.tolist(), most=4)}): their vocabulary is compared with no test, and with fewer than "
        f"{ARTICLES_FOR_A_TEST} articles nothing of theirs is."
    )
