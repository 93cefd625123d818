"""Kinship: which articles resemble each other, and which share an origin."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.lines import Line2D

from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import GAP, LEFT, RIGHT, Sheet, sentence, span

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
