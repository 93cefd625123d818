"""The corpus: how much of each source is read, what is set aside, when it was published."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import Sheet, sentence, span
from analysis.charts.timeline import date_ticks, days_of, spoken

_OVERVIEW = ("source", "article_id", "kind", "is_body", "n_words")
_KINDS = {
    "toc": "table of contents", "list_item": "list item", "table_row": "table row",
    "other_language": "another language",
}  # fmt: skip
_FLAGS = {
    "cut_off": "ends in mid-text", "repeated_text": "repeats itself", "missing_date": "no date",
    "encoding_repaired": "encoding repaired", "not_english": "not English", "no_word_spaces": "no spaces between words",
}  # fmt: skip


def _kind(name: str) -> str:
    return _KINDS.get(name, str(name).replace("_", " "))


def _flag(flag: str) -> str:
    return _FLAGS.get(flag, style.short(str(flag).replace("_", " ").replace(":", ": ")))


def _articles(words: pd.DataFrame) -> list[dict[str, Any]]:
    style.require(words, _OVERVIEW, chart="corpus_overview")
    made = []
    for (source, article), own in words.groupby(["source", "article_id"], sort=True):
        aside = own[~own["is_body"].astype(bool)].groupby("kind")["n_words"].sum()
        aside = aside[aside > 0].sort_values(ascending=False, kind="stable")
        flags = next((flags for flags in own.get("health", ()) if not style.is_empty(flags)), ())
        made.append(
            {
                "source": source,
                "article_id": article,
                "read": own.loc[own["is_body"].astype(bool), "n_words"].sum(),
                "aside": aside,
                "flags": [flags] if isinstance(flags, str) else list(flags),
                "url": style.link_of(own.iloc[0].to_dict()),
            }
        )
    return sorted(made, key=lambda row: (-row["read"], row["source"], row["article_id"]))


@style.in_house_style
def corpus_overview(words: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: how much text is there from each source, how much of it is read, and what is wrong with it?

    Parameters
    ----------
    words
        A row for each article and kind of block: `source`, `article_id`, `kind`, `is_body`, `n_words`; optional:
        `health` (flags of the article, as a list), `link` or `sentence_id` (where the bar leads).

    Returns
    -------
    Drawing
        A bar for each article, longest first: filled for the words that are read, hatched for those set aside.

    Misleads when
        length is read as weight: a longer article counts for more in every total of words.
    """
    articles = _articles(words)
    if not articles:
        return sentence("corpus_overview", "No article was taken in.", words)
    sheet = Sheet("corpus_overview")
    sheet.scale(*span([article["read"] + article["aside"].sum() for article in articles]))
    looks = style.styles_for(words, sources)
    for article in articles[: style.MAX_ROWS]:
        _article(sheet, article, looks[article["source"]])
    sheet.axis("words (hatched: set aside, not read by any measure)")
    sheet.left_out(len(articles) - style.MAX_ROWS, "article")
    return sheet.finish(words, n=style.counted(len(articles), "article"), alt=_overview_said(articles))


def _article(sheet: Sheet, article: Mapping[str, Any], look: style.SourceStyle) -> None:
    aside = article["aside"]
    sheet.source_line(article["source"], look, f"{style.counted(article['read'], 'word')} read")
    y = sheet.band()
    marks.bar(sheet, y, (0.0, article["read"]), look.colour, url=article["url"])
    if aside.sum():
        marks.bar(sheet, y, (article["read"], article["read"] + aside.sum()), look.colour, hatch="////")
        kinds = [f"{_kind(kind)} {style.number(n)}" for kind, n in aside.items()]
        sheet.paragraph(f"Set aside: {style.listed(kinds, most=4)}", quiet=True, lines=2)
    if article["flags"]:
        sheet.paragraph(
            f"Note: {style.listed([_flag(flag) for flag in article['flags']], most=4)}", quiet=True, lines=2
        )
    sheet.gap()


def _overview_said(articles: Sequence[Mapping[str, Any]]) -> str:
    """The articles in one to four sentences, with the numbers."""
    said = []
    for article in articles:
        aside = f", {style.number(article['aside'].sum())} set aside" if article["aside"].sum() else ""
        flags = f" ({style.listed([_flag(flag) for flag in article['flags']], most=4)})" if article["flags"] else ""
        said.append(f"{style.short(article['source'])} {style.number(article['read'])} words read{aside}{flags}")
    return f"{style.counted(len(articles), 'article')}, longest first: {'; '.join(said[:12])}."


def _periods(coverage: pd.DataFrame) -> pd.DataFrame:
    style.require(coverage, ("source", "period", "n_articles"), chart="coverage_over_time")
    known = [days_of(period) is not None for period in coverage["period"]]
    return coverage.loc[known].sort_values(["source", "period", "n_articles"])


@style.in_house_style
def coverage_over_time(coverage: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: when did each source write about it?

    Parameters
    ----------
    coverage
        A row for each source and period: `source`, `period` (ISO day, month or year; empty = not dated),
        `n_articles`.

    Returns
    -------
    Drawing
        For each source upright bars over time on one common scale; articles without a date are counted in words.

    Misleads when
        many articles have no date: the bars then show only the dated ones.
    """
    rows = _periods(coverage)
    undated = _undated(coverage)
    if rows.empty:
        return sentence("coverage_over_time", _no_dates(coverage), coverage)
    sheet = Sheet("coverage_over_time")
    extents = [days_of(period) for period in rows["period"]]
    first, last = min(start for start, _ in extents), max(end for _, end in extents)
    # A month at least, so that one day does not fill the axis.
    room = max(1.0, 15.0 - (last - first) / 2)
    sheet.scale(first - room, last + room + 1.0)
    looks = style.styles_for(coverage, sources)
    most = rows["n_articles"].max()
    names = sorted(set(coverage["source"]))
    for source in names[: style.MAX_ROWS]:
        own = rows[rows["source"] == source]
        counts = [style.counted(own["n_articles"].sum(), "article")] if len(own) else []
        counts += [f"{style.number(undated[source])} without date"] if undated.get(source) else []
        sheet.source_line(source, looks[source], ", ".join(counts))
        _columns(sheet, own, looks[source], most=most)
        sheet.gap()
    ticks = date_ticks(first - room, last + room)
    sheet.axis(
        f"date of publication; the tallest bar is {style.counted(most, 'article')}",
        ticks=[tick for tick, _ in ticks],
        labels=[name for _, name in ticks],
    )
    sheet.left_out(len(names) - style.MAX_ROWS, "source")
    n = style.counted(coverage["n_articles"].sum(), "article")
    return sheet.finish(coverage, n=n, alt=_coverage_said(rows, sum(undated.values())))


def _columns(sheet: Sheet, own: pd.DataFrame, look: style.SourceStyle, *, most: float) -> None:
    height = 0.4
    sheet.band(height=height)
    low, high = sheet.axes[0].get_xlim()
    for row in own.to_dict("records"):
        start, end = days_of(row["period"])
        width = max(end - start + 1.0, 0.012 * (high - low))
        (bar,) = sheet.axes[0].bar(
            [start], [-height * row["n_articles"] / most], bottom=[sheet.y], width=width, align="edge",
            color=look.colour, clip_on=False, zorder=3,
        )  # fmt: skip
        bar.set_gid(sheet.gid("bar"))


def _undated(coverage: pd.DataFrame) -> dict[str, int]:
    unknown = [days_of(period) is None for period in coverage["period"]]
    return coverage.loc[unknown].groupby("source")["n_articles"].sum().to_dict()


def _no_dates(coverage: pd.DataFrame) -> str:
    n = int(coverage["n_articles"].sum()) if len(coverage) else 0
    return f"No article has a date of publication ({style.counted(n, 'article')})."


def _coverage_said(rows: pd.DataFrame, undated: int) -> str:
    """The counts in one to four sentences, with the numbers."""
    said = []
    for source, own in rows.groupby("source"):
        periods = [f"{spoken(row.period)} {style.number(row.n_articles)}" for row in own.itertuples()]
        said.append(f"{style.short(source)}: {style.listed(periods, most=6)}")
    ending = f" {style.counted(undated, 'article')} without a date." if undated else ""
    return f"Articles by date of publication. {'; '.join(said)}.{ending}"
