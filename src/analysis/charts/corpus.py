"""The corpus: how much of each source is read and when it was published; which articles are alike, or of one origin."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.lines import Line2D

from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import GAP, LEFT, RIGHT, Sheet, sentence, span
from analysis.charts.timeline import date_ticks, days_of, spoken

_OVERVIEW = ("source", "article_id", "kind", "is_body", "n_words")
_KINDS = {
    "toc": "table of contents", "list_item": "list item", "table_row": "table row",
    "other_language": "another language",
}  # fmt: skip
_FLAGS = {
    "cut_off": "ends in mid-text", "repeated_text": "repeats itself", "missing_date": "no date",
    "encoding_repaired": "encoding repaired", "not_english": "not English", "no_word_spaces": "no spaces between words",
    "language_detected": "language told by its words",
}  # fmt: skip


def _kind(name: str) -> str:
    return _KINDS.get(name, str(name).replace("_", " "))


def _flag(flag: str) -> str:
    name, _, detail = str(flag).partition(":")
    words = _FLAGS.get(name, style.short(str(flag).replace("_", " ").replace(":", ": ")))
    return f"{words} ({detail.strip()})" if detail and name in ("language_detected", "not_english") else words


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


_PAIRS = ("article_a", "article_b", "cosine", "share_7grams")
_PANELS = ((0.11, 2.7), (3.15, 4.15))
_LOOK = style.SourceStyle(style.NEUTRAL, "o")
_NO_PAIR = "There are no two articles to compare."


def _ranked(pairs: pd.DataFrame) -> pd.DataFrame:
    style.require(pairs, _PAIRS, chart="similarity")
    return pairs.sort_values(["cosine", "article_a", "article_b"], ascending=[False, True, True], kind="stable")


def _pair(row: Mapping[str, Any]) -> str:
    return f"{style.short(row['article_a'], 26)} + {style.short(row['article_b'], 26)}"


@style.in_house_style
def similarity(pairs: pd.DataFrame, *, names: Mapping[str, str] | None = None) -> Drawing:
    """Answer: which two articles share the most vocabulary, and do they share wording too?

    Parameters
    ----------
    pairs
        Rows of the table `similarity`; optional: `link`.
    names
        What to call each article (`article_id` → name); by default its id.

    Returns
    -------
    Drawing
        A row for each pair, highest cosine first; beside the dot a bar with the share of seven-word runs in common.
        The second axes of the figure hold the bars.

    Misleads when
        cosine is read as copying: articles on one subject share its words. Shared seven-word runs show copied wording,
        but a careful rewrite shares none.
    """
    rows = _named(_ranked(pairs), names)
    if rows.empty:
        return sentence("similarity", _NO_PAIR, pairs)
    sheet = Sheet("similarity", panels=_PANELS)
    # Both in full: an axis cut at the largest share would show a copy of 0.3 % as a full bar.
    sheet.scale(0.0, 1.0, panel=0)
    sheet.scale(0.0, 100.0, panel=1)
    for row in rows.head(style.MAX_ROWS).to_dict("records"):
        url = style.link_of(row)
        sheet.line(_pair(row), limit=64, url=url)
        sheet.band(panel=1, advance=False)
        y = sheet.band(panel=0)
        if style.is_finite(row["cosine"]):
            marks.dot(sheet, (row["cosine"], y), _LOOK, url=url)
            sheet.beside(f"{row['cosine']:.2f}", (row["cosine"], y))
        if style.is_finite(row["share_7grams"]):
            marks.bar(sheet, y, (0.0, 100 * row["share_7grams"]), style.QUIET, panel=1, height=0.12)
        sheet.text(style.percent(row["share_7grams"]), (RIGHT, y), align="right")
        sheet.gap(GAP * 0.7)
    sheet.axis("shared vocabulary: cosine, 0 to 1", panel=0, advance=False)
    sheet.axis("shared runs of seven words, %", panel=1)
    sheet.left_out(len(rows) - style.MAX_ROWS, "pair")
    return sheet.finish(pairs, n=style.counted(len(rows), "pair"), alt=_similarity_said(rows))


def _named(rows: pd.DataFrame, names: Mapping[str, str] | None) -> pd.DataFrame:
    called = names or {}
    return rows.assign(
        article_a=[called.get(name, name) for name in rows["article_a"]],
        article_b=[called.get(name, name) for name in rows["article_b"]],
    )


def _similarity_said(rows: pd.DataFrame) -> str:
    """The pairs in one to four sentences, with the numbers."""
    said = [
        f"{_pair(row)} {row['cosine']:.2f} ({style.percent(row['share_7grams'])} of seven-word runs shared)"
        for row in rows.to_dict("records")
    ]
    opening = f"{style.counted(len(rows), 'pair')} of articles by cosine similarity, highest first"
    return f"{opening}: {style.listed(said, most=10)}."


def _tied(kinship_pairs: pd.DataFrame, names: Mapping[str, str] | None) -> pd.DataFrame:
    style.require(kinship_pairs, ("article_a", "article_b", "score", "n_facts"), chart="kinship_scores")
    rows = kinship_pairs.sort_values(["score", "article_a", "article_b"], ascending=[False, True, True], kind="stable")
    return _named(rows, names)


@style.in_house_style
def kinship_scores(kinship_pairs: pd.DataFrame, *, names: Mapping[str, str] | None = None) -> Drawing:
    """Answer: which two articles share so many rare facts that one text must stand behind both?

    Parameters
    ----------
    kinship_pairs
        Rows of the table `kinship`; optional: `relation` (drawn filled unless "none"), `link`.
    names
        What to call each article.

    Returns
    -------
    Drawing
        A dot for each pair, highest score first; hollow where the pair counts as unrelated.

    Misleads when
        two reporters were at one event: they then share its facts without sharing a text.
    """
    rows = _tied(kinship_pairs, names)
    if rows.empty:
        return sentence("kinship_scores", _NO_PAIR, kinship_pairs)
    sheet = Sheet("kinship_scores")
    sheet.scale(*span(rows["score"]))
    for row in rows.head(style.MAX_ROWS).to_dict("records"):
        url, relation = style.link_of(row), str(style.optional(row, "relation", "none")).replace("_", " ")
        sheet.line(_pair(row), "" if relation == "none" else relation, limit=64)
        y = sheet.band()
        if style.is_finite(row["score"]):
            marks.dot(sheet, (row["score"], y), _LOOK, hollow=relation == "none", url=url)
            note = f"{row['score']:.1f} from {style.counted(row['n_facts'], 'shared fact')}"
            sheet.beside(note, (row["score"], y), url=url)
        sheet.gap(GAP * 0.7)
    sheet.axis("shared facts, each worth 1 if no other article has it, and less if others do")
    if "relation" in rows:
        sheet.paragraph("Hollow: no sign of a common text.", quiet=True)
    sheet.left_out(len(rows) - style.MAX_ROWS, "pair")
    return sheet.finish(kinship_pairs, n=style.counted(len(rows), "pair"), alt=_scores_said(rows))


def _scores_said(rows: pd.DataFrame) -> str:
    """The pairs in one to four sentences, with the numbers."""
    said = [
        f"{_pair(row)} {row['score']:.1f} ({style.counted(row['n_facts'], 'fact')})" for row in rows.to_dict("records")
    ]
    opening = f"{style.counted(len(rows), 'pair')} of articles by shared rare facts, highest first"
    return f"{opening}: {style.listed(said, most=10)}."


def _grouped(origins: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    style.require(origins, ("origin", "article_id", "source"), chart="kinship")
    groups = [(str(origin), own.sort_values(["source", "article_id"])) for origin, own in origins.groupby("origin")]
    return sorted(groups, key=lambda group: (-len(group[1]), group[0]))


@style.in_house_style
def kinship(origins: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: how many independent origins do these articles have?

    Parameters
    ----------
    origins
        Rows of the table `origins`: `origin` (articles with the same one share an origin), `article_id`, `source`;
        optional: `basis` (its strongest tie), `link`.

    Returns
    -------
    Drawing
        Articles of one origin stand together, joined by a line; the largest group first.

    Misleads when
        articles apart are read as independent: only traces left in the wording can be found.
    """
    groups = _grouped(origins)
    if not groups:
        return sentence("kinship", "There is no article.", origins)
    sheet = Sheet("kinship")
    looks = style.styles_for(origins, sources)
    left = len(origins)
    for place, (_, own) in enumerate(groups, start=1):
        if len(origins) - left >= style.MAX_ROWS:
            break
        title = f"Origin {place}: " + ("one article" if len(own) == 1 else f"{len(own)} articles share it")
        sheet.line(title, bold=True)
        shown = own.head(style.MAX_ROWS - (len(origins) - left))
        heights = [_member(sheet, row, looks) for row in shown.to_dict("records")]
        _join(sheet, heights)
        left -= len(shown)
        sheet.gap(0.1)
    sheet.left_out(left, "article")
    return sheet.finish(origins, n=style.counted(len(origins), "article"), alt=_origins_said(groups))


def _member(sheet: Sheet, row: Mapping[str, Any], looks: Mapping[str, style.SourceStyle]) -> float:
    basis = style.optional(row, "basis", "none")
    tie = "" if basis == "none" else str(basis).replace("_", " ")
    y = sheet.line(row["source"], tie, indent=0.36, limit=48, url=style.link_of(row))
    sheet.shape((LEFT + 0.18, y), looks[row["source"]], size=9.0)
    sheet.gap(0.04)
    return y


def _join(sheet: Sheet, heights: Sequence[float]) -> None:
    if len(heights) > 1:
        at = [LEFT + 0.18] * 2
        line = Line2D(at, [heights[0], heights[-1]], color=style.QUIET, linewidth=1.6, zorder=1.5, clip_on=False)
        line.set_transform(sheet.inches)
        line.set_gid(sheet.gid("join"))
        sheet.axes[0].add_artist(line)


def _origins_said(groups: Sequence[tuple[str, pd.DataFrame]]) -> str:
    """The groups in one to four sentences, with the numbers."""
    shared = [style.listed([style.short(name) for name in own["source"]]) for _, own in groups if len(own) > 1]
    opening = (
        f"{style.counted(sum(len(own) for _, own in groups), 'article')} from {style.counted(len(groups), 'origin')}."
    )
    return (
        f"{opening} One origin is shared by {'; another by '.join(shared)}." if shared else f"{opening} None is shared."
    )
