"""Coverage over time: how much each source published when."""

import pandas as pd

from analysis import schema

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
