"""02-framing, coverage: when each source wrote, where the articles say so."""

from analysis.english.calendar import in_words
from analysis.pipeline import Story
from analysis.wording import capital, count, listed, number_word, percent, some_of


def n_undated(story: Story) -> int:
    """How many articles have no date of publication."""
    rows = story.coverage
    return int(rows.loc[rows["period"].isna(), "n_articles"].sum())


def has_course(story: Story) -> bool:
    """Whether articles have dates of at least two periods: one day has no course."""
    return story.coverage["period"].dropna().nunique() > 1


def refusal(story: Story) -> str:
    """Why coverage over time cannot be shown, in one sentence."""
    rows = story.coverage
    dated = rows.dropna(subset=["period"])
    n_articles = int(rows["n_articles"].sum())
    if dated.empty:
        none = "The one article has no" if n_articles == 1 else f"Of {count(n_articles, 'article')} none has a"
        return f"{none} date of publication, so coverage over time is not shown."
    n_dated = int(dated["n_articles"].sum())
    when = in_words(str(dated["period"].iloc[0]))
    if n_articles == 1:
        return f"There is one article ({when}), so there is no course to show."
    if n_dated < n_articles:
        only = some_of(sorted(dated["source"].unique()))
        return (
            f"Only {number_word(n_dated)} of {count(n_articles, 'article')} {'has' if n_dated == 1 else 'have'} a date "
            f"of publication ({only}, {when}), so coverage over time cannot be shown; sources.csv can supply the "
            "others."
        )
    return f"All {count(n_articles, 'article')} were published in one period ({when}), so there is no course to show."


def finding(story: Story) -> str:
    """From when to when, when most was published, and how much has no date."""
    rows = story.coverage
    dated = rows.dropna(subset=["period"])
    by_period = dated.groupby("period")["n_articles"].sum()
    most = by_period.max()
    peaks = sorted(by_period[by_period == most].index)
    first, last = (in_words(str(end)) for end in (min(by_period.index), max(by_period.index)))
    said = f"{capital(count(int(by_period.sum()), 'dated article'))}, from {first} to {last}."
    if len(peaks) <= 2:
        each = " each" if len(peaks) > 1 else ""
        said += f" Most came {'on' if len(peaks[0]) > 7 else 'in'} {listed(map(in_words, peaks))}: {most:,}{each}."
    missing = n_undated(story)
    if missing:
        said += f" {capital(count(missing, 'article'))} ({percent(missing / rows['n_articles'].sum())}) without a date "
        said += f"{'is' if missing == 1 else 'are'} not in the bars."
    return said
