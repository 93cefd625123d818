"""How much each source published, and when; what so few articles can show, and what they cannot."""

from typing import Literal

import pandas as pd

from analysis import schema
from analysis.statistics.resampling import ARTICLES_FOR_A_TEST, ARTICLES_FOR_A_VOCABULARY, smallest_p
from analysis.wording import some_of

# Coverage longer than two months is counted by month: so many days make more bars than a reader can take in.
_MOST_DAYS = 62


def coverage(articles: pd.DataFrame) -> pd.DataFrame:
    """How many articles, and words, did each source publish in each period?

    Periods are days up to two months of coverage, months beyond, or where a date has no day. Articles without a date
    are counted under an empty period, never guessed.

    Returns
    -------
    DataFrame
        The table `coverage`, by period and source.

    Misleads when
        the corpus is a selection: then it shows when articles were collected, not when outlets wrote.
    """
    dated = articles["published"].dropna().astype("str")
    days = pd.to_datetime(dated[dated.str.len() >= 10].str[:10], errors="coerce").dropna()
    has_long_span = len(days) > 0 and (days.max() - days.min()).days > _MOST_DAYS
    length = 7 if has_long_span or (dated.str.len() < 10).any() else 10
    rows: dict[tuple[str, str], list[int]] = {}
    for published, source, n_words in articles[["published", "source", "n_words"]].itertuples(index=False):
        period = "" if pd.isna(published) else str(published)[:length]
        count = rows.setdefault((period, source), [0, 0])
        count[0] += 1
        count[1] += int(n_words)
    table = [
        {"period": period or None, "source": source, "n_articles": n_articles, "n_words": n_words}
        for (period, source), (n_articles, n_words) in sorted(
            rows.items(), key=lambda item: (item[0][0] == "", item[0])
        )
    ]
    return schema.frame("coverage", table)


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
