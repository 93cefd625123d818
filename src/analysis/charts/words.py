"""Words: those that set a source apart, those that differ beyond chance, their company, the names that are chosen."""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.marks import Estimate, Group, beside_by_source
from analysis.charts.sheet import GAP, LEFT, RIGHT, Item, Sheet, fair, sentence, span
from analysis.errors import SchemaError

_TERM_COLUMNS = ("source", "term", "rank", "n", "n_articles", "log_odds", "low", "high", "stability")
_TERMS_END = 1.8  # terms stand left of this, marks and then columns of numbers right of it
_TERM_COLUMNS_AT = {"articles": 3.84, "times": 4.4, "kept": RIGHT}
# More likely than not to come again in another sample.
STABLE = 0.5


def _ranked(terms: pd.DataFrame) -> pd.DataFrame:
    style.require(terms, _TERM_COLUMNS, chart="distinctive_terms")
    return terms.sort_values(["source", "rank", "term"], kind="stable")


@style.in_house_style
def distinctive_terms(terms: pd.DataFrame, *, sources: Collection[str] | None = None, reference: str = "") -> Drawing:
    """Answer: which words set each source apart, and would they still with other sentences?

    Parameters
    ----------
    terms
        Rows of the table `terms`; optional: `link`.
    reference
        The source that the others are set against; empty = each against all others.

    Returns
    -------
    Drawing
        Under each source its terms by rank: log-odds with interval, how often the source uses the term, and how
        likely another sample would show it again (`stability`); hollow where that is under a half.

    Misleads when
        a source has one article: its terms are those of that article's subject, not of the outlet.
    """
    rows = _ranked(terms)
    if rows.empty:
        return sentence("distinctive_terms", "No term sets a source apart.", terms)
    # How many articles use a term says nothing where every source has one.
    shown_columns = ("articles", "times", "kept") if rows["n_articles"].max() > 1 else ("times", "kept")
    end = _TERM_COLUMNS_AT[shown_columns[0]] - (0.68 if len(shown_columns) > 2 else 0.5)
    sheet = Sheet("distinctive_terms", panels=[(_TERMS_END + 0.1, end)])
    ends = [end for column in ("log_odds", "low", "high") for end in rows[column]]
    sheet.scale(*span(ends))
    looks = style.styles_for(rows, sources)
    shown, bands = 0, []
    groups = list(rows.groupby("source", sort=True))
    limit = fair([len(own) for _, own in groups])
    for source, own in groups[: style.MAX_ROWS]:
        y = sheet.source_line(style.fit(source, 3.0, bold=True), looks[source])
        _term_columns(sheet, y, {name: name for name in shown_columns})
        for row in own.head(limit).to_dict("records"):
            _term(sheet, row, looks[row["source"]], columns=shown_columns)
            bands.append(sheet.bands[0][-1])
        shown += min(limit, len(own))
        sheet.gap(0.1)
    sheet.zero_line(bands)
    sheet.axis("")
    against = f", against {style.short(reference)}" if reference else ""
    sheet.paragraph(
        f"Further right: more typical of this source{against} (weighted log-odds; line: its interval). Kept: how "
        "likely another sample as large would show the term again; hollow marks: under 50 %.",
        quiet=True,
    )
    sheet.left_out(len(rows) - shown, "term")
    return sheet.finish(terms, n=style.counted(len(rows), "term"), alt=_terms_said(rows, against))


def _term_columns(sheet: Sheet, y: float, cells: Mapping[str, str]) -> None:
    for name, words in cells.items():
        sheet.text(words, (_TERM_COLUMNS_AT[name], y), align="right", colour=style.QUIET)


def _term(sheet: Sheet, row: Mapping[str, Any], look: style.SourceStyle, *, columns: Sequence[str]) -> None:
    y = sheet.band(height=0.25)
    url = style.link_of(row)
    label = style.optional(row, "written", row["term"])
    sheet.text(style.fit(label, _TERMS_END - LEFT), (LEFT, y), url=url)
    if style.is_finite(row["log_odds"]):
        marks.whisker(sheet, y, (row["low"], row["high"]), look.colour)
        hollow = not style.is_finite(row["stability"]) or row["stability"] < STABLE
        marks.dot(sheet, (row["log_odds"], y), look, hollow=hollow, url=url)
    kept = f"{100 * row['stability']:.0f} %" if style.is_finite(row["stability"]) else "–"
    cells = {"articles": style.number(row["n_articles"]), "times": style.number(row["n"]), "kept": kept}
    _term_columns(sheet, y, {name: cells[name] for name in columns})


def _terms_said(rows: pd.DataFrame, against: str) -> str:
    """The rows in one to four sentences, with the numbers."""
    said = []
    for source, own in rows.groupby("source", sort=True):
        words = [
            f"{style.short(style.optional(row, 'written', row['term']), 24)} {style.signed(row['log_odds'])} (kept "
            f"{style.percent(row['stability'])})"
            for row in own.to_dict("records")
        ]
        said.append(f"{style.short(source)}: {style.listed(words, most=3)}")
    return (
        f"Most distinctive terms by weighted log-odds{against}, with how likely they are kept in another sample. "
        f"{'; '.join(said)}. "
        f"{style.counted(int((rows['stability'] >= STABLE).sum()), 'term')} of {len(rows)} would come again in half "
        "of such samples or more."
    )


_CONTRAST_COLUMNS = ("first", "term", "share_first", "share_second", "difference", "low", "high", "p")
_ALL_OTHERS = "all others"
_NO_CONTRAST = "No word sets a source apart beyond what chance alone could do."


def _surviving(terms: pd.DataFrame) -> list[tuple[str, list[dict[str, Any]]]]:
    """Each source with its words, the largest difference first."""
    style.require(terms, _CONTRAST_COLUMNS, chart="contrasts_by_source")
    strength = terms.assign(_size=-terms["difference"].abs())
    rows = strength.sort_values(["first", "_size", "term"], kind="stable").drop(columns="_size")
    return [(str(source), own.to_dict("records")) for source, own in rows.groupby("first", sort=True)]


@style.in_house_style
def contrasts_by_source(terms: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: which words does a source use in more, or fewer, of its articles than the others, beyond chance?

    Parameters
    ----------
    terms
        Rows of the table `contrast_terms`: `first` (the source), `term`, `share_first`, `share_second`, `difference`,
        `low`, `high`, `p`; optional: `second` (what it is set against), `sentences`, `link`.

    Returns
    -------
    Drawing
        Under each source its words: how many articles more of a hundred use the word, with the interval; left of
        nought for words that the source avoids.

    Misleads when
        articles are not independent (serials, copies): the test takes each for a case of its own.
    """
    found = _surviving(terms)
    if not found:
        return sentence("contrasts_by_source", _NO_CONTRAST, terms)
    looks = style.source_styles({source for source, _ in found} | set(sources or ()))
    groups = [
        Group(source, style.counted(len(rows), "word"), [_contrast(row, looks[source]) for row in rows])
        for source, rows in found
    ]
    second = _set_against(terms)
    others = "all others'" if second == _ALL_OTHERS else f"those of {style.short(second)}"
    axis = (
        "Articles more (right) or fewer (left), of every 100, that use the word; line: interval. At the right: share "
        f"of this source's articles, then of {others}."
    )
    sheet = beside_by_source("contrasts_by_source", groups, looks=looks, axis=axis, is_signed=True)
    return sheet.finish(terms, n=style.counted(len(terms), "word"), alt=_contrasts_said(found, second))


def _contrast(row: dict[str, Any], look: style.SourceStyle) -> Estimate:
    note = f"{style.percent(row['share_first'])} v {style.percent(row['share_second'])}"
    return Estimate.of_share(row, "difference", label=str(row["term"]), note=note, look=look)


def _set_against(terms: pd.DataFrame) -> str:
    return str(terms["second"].iloc[0]) if "second" in terms else _ALL_OTHERS


def _contrasts_said(found: Sequence[tuple[str, Sequence[Mapping[str, Any]]]], second: str) -> str:
    """The rows in one to four sentences, with the numbers."""
    said = []
    for source, rows in found:
        words = [
            f"{style.short(row['term'], 24)} {style.percent(row['share_first'])} against "
            f"{style.percent(row['share_second'])}"
            for row in rows
        ]
        said.append(f"{style.short(source)}: {style.listed(words, most=4)}")
    return f"Share of articles that use a word, in the source and in {second}. {'; '.join(said)}."


_COLLOCATE_COLUMNS = ("node", "source", "collocate", "n", "n_node", "share", "low", "high")
_NO_COMPANY = "No source has a word near it often enough to say so."
_NO_WORD = "No word comes near it often enough to tell."


def _companies(collocates: pd.DataFrame) -> list[tuple[str, list[dict[str, Any]]]]:
    """The sources by how often they use the node, most first, each with its surest words first."""
    style.require(collocates, _COLLOCATE_COLUMNS, chart="collocates_by_source")
    if collocates["node"].nunique() > 1:
        raise SchemaError(
            f"Chart collocates_by_source: one node a chart, not {collocates['node'].nunique()}. "
            "Give the rows of one node."
        )
    grouped = [
        (str(source), sorted(own.to_dict("records"), key=_sureness))
        for source, own in collocates.groupby("source", sort=True)
    ]
    return sorted(grouped, key=lambda item: -max(row["n_node"] for row in item[1]))


def _sureness(row: dict[str, Any]) -> tuple[float, float, str]:
    return -float(style.optional(row, "log_likelihood", 0.0)), -row["n"], str(row["collocate"])


def _words(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that make a statement; the others only count, or give a reason."""
    return [row for row in rows if style.is_finite(row["share"])]


def _instead(rows: Sequence[dict[str, Any]]) -> str:
    """What stands under a source of which no word is told."""
    if _words(rows):
        return ""
    named = any(str(row["collocate"]) for row in rows)
    return _NO_WORD if named else str(style.optional(rows[0], "reason", _NO_COMPANY))


@style.in_house_style
def collocates_by_source(collocates: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: what stands beside this name or word in each source?

    Parameters
    ----------
    collocates
        Rows of the table `collocates` for one node: `source`, `collocate`, `n`, `n_node`, `share` (empty where nothing
        is said of the word), `low`, `high`; optional: `log_likelihood` (orders the words), `reason`, `is_only_here`,
        `sentences`, `link`.

    Returns
    -------
    Drawing
        Under each source its words, the surest first: the share of the node's uses that have the word near, with
        its interval and the counts.

    Raises
    ------
    SchemaError
        A column is missing, or the rows are of more than one node.

    Misleads when
        company is read as opinion: a word stands beside a name also where a sentence denies it.
    """
    found = _companies(collocates)
    if not any(_words(rows) for _, rows in found):
        return sentence("collocates_by_source", _NO_COMPANY, collocates)
    looks = style.styles_for(collocates, sources)
    groups = [
        Group(
            source,
            style.counted(max(row["n_node"] for row in rows), "use"),
            [_collocate(row, looks[source]) for row in _words(rows)],
            _instead(rows),
        )
        for source, rows in found
    ]
    axis = "Of 100 uses, so many have the word near; line: interval. At the right: uses with the word, of all uses."
    sheet = beside_by_source("collocates_by_source", groups, looks=looks, axis=axis)
    n = style.counted(sum(max(row["n_node"] for row in rows) for _, rows in found), "use")
    return sheet.finish(collocates, n=n, alt=_company_said(found))


def _collocate(row: dict[str, Any], look: style.SourceStyle) -> Estimate:
    only = " – only here" if bool(style.optional(row, "is_only_here", False)) else ""
    note = f"{style.number(row['n'])} of {style.number(row['n_node'])}{only}"
    return Estimate.of_share(row, "share", label=str(row["collocate"]), note=note, look=look)


def _company_said(found: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]) -> str:
    """The rows in one to four sentences, with the numbers."""
    said, rarely = [], []
    for source, rows in found:
        words = [f"{style.short(row['collocate'], 24)} {style.number(row['n'])}" for row in _words(rows)]
        n_node = style.number(max(row["n_node"] for row in rows))
        if words:
            said.append(f"{style.short(source)} ({n_node} uses): {style.listed(words, most=5)}")
        else:
            rarely.append(f"{style.short(source)} ({n_node})")
    ending = f" Too few uses to say: {style.listed(rarely)}." if rarely else ""
    return f"Words that stand near it, and how often. {'; '.join(said)}.{ending}"


_NAMES = ("group", "form", "source", "n")
_FILLS = (None, "////", "\\\\\\\\", "xxxx")


def _variants(names: pd.DataFrame) -> dict[str, list[str]]:
    """The variants of each actor, most used first; from the fifth on they share one fill."""
    style.require(names, _NAMES, chart="names_by_source")
    found = {}
    # What the researcher wrote down comes before what was proposed from the articles.
    proposed = names["basis"].eq("proposed") if "basis" in names else pd.Series(False, index=names.index)
    for (_, actor), own in names.groupby([proposed, "group"], sort=True):
        used = own.groupby("form")["n"].sum().sort_values(ascending=False, kind="stable")
        found[str(actor)] = [str(variant) for variant, n in used.items() if n > 0]
    return {actor: variants for actor, variants in found.items() if variants}


@style.in_house_style
def names_by_source(names: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: which spelling or word does each source choose for the same person or thing?

    Parameters
    ----------
    names
        Rows of the table `names`: `group` (what is named), `form` (as written), `source`, `n`; optional: `basis`
        (what is proposed comes last), `link`.

    Returns
    -------
    Drawing
        Under each thing named a bar for each source, split by form: the same fill is the same form, and the words
        beside the source say which and how often.

    Misleads when
        a spelling is read as a stance: agencies and copied texts hand spellings on.
    """
    variants = _variants(names)
    if not variants:
        return sentence("names_by_source", "No name is written in more than one way.", names)
    sheet = Sheet("names_by_source")
    # Counts, not shares: one mention must not look like fourteen.
    sheet.scale(*span(names.groupby(["group", "source"])["n"].sum()))
    looks = style.styles_for(names, sources)
    shown, total = 0, names[names["n"] > 0].groupby(["group", "source"]).ngroups
    for actor, written in variants.items():
        if shown >= style.MAX_ROWS:
            break
        sheet.line(actor.replace("_", " "), bold=True)
        _fills_key(sheet, written)
        own = names[(names["group"].astype(str) == actor) & (names["n"] > 0)]
        for source, rows in list(own.groupby("source", sort=True))[: style.MAX_ROWS - shown]:
            _split(sheet, rows.to_dict("records"), looks[source], written=written)
            shown += 1
        sheet.gap(0.1)
    sheet.axis("times used")
    sheet.left_out(total - shown)
    return sheet.finish(names, n=style.counted(names["n"].sum(), "use"), alt=_names_said(names, variants))


def _fills_key(sheet: Sheet, written: list[str]) -> None:
    """Which fill stands for which variant."""
    shown = written if len(written) <= len(_FILLS) else [*written[: len(_FILLS) - 1], "any other"]
    items = [
        Item(style.short(variant, 26), lambda at, fill=fill: sheet.swatch(at, hatch=fill))
        for variant, fill in zip(shown, _FILLS, strict=False)
    ]
    sheet.flow("", items)


def _split(sheet: Sheet, rows: list[dict[str, Any]], look: style.SourceStyle, *, written: list[str]) -> None:
    order = {variant: place for place, variant in enumerate(written)}
    rows = sorted(rows, key=lambda row: order[str(row["form"])])
    said = ", ".join(f"{style.short(row['form'], 22)} {style.number(row['n'])}" for row in rows)
    source = style.short(rows[0]["source"], 24)
    if style.width_of(source) + style.width_of(said) + 0.2 < RIGHT - LEFT and style.width_of(said) < 2.9:
        sheet.line(source, said, limit=80)
    else:
        sheet.line(source)
        sheet.paragraph(said, lines=3)
    y, start = sheet.band(height=0.17), 0.0
    for row in rows:
        end = start + row["n"]
        fill = _FILLS[min(order[str(row["form"])], len(_FILLS) - 1)]
        marks.bar(sheet, y, (start, end), look.colour, hatch=fill, url=style.link_of(row))
        start = end
    sheet.gap(GAP * 0.7)


def _names_said(names: pd.DataFrame, variants: Mapping[str, Sequence[str]]) -> str:
    """The counts in one to four sentences, with the numbers."""
    said = []
    for actor, written in variants.items():
        own = names[names["group"].astype(str) == actor]
        parts = []
        for variant in written:
            rows = own[(own["form"].astype(str) == variant) & (own["n"] > 0)].sort_values("source")
            by = [f"{style.short(row.source)} {style.number(row.n)}" for row in rows.itertuples()]
            parts.append(f"“{style.short(variant)}” in {style.listed(by)}")
        said.append(f"{style.short(actor.replace('_', ' '))}: {'; '.join(parts[:4])}")
    return f"Which source writes what. {'. '.join(said[:6])}."


# --- TF-IDF across sources

_WEIGHT_COLUMNS = ("source", "term", "rank", "tfidf", "log_odds", "is_distinctive")
# More sources than these have no room for a column each: their terms are drawn with the weight in their own source.
_MOST_COLUMNS = 8
_MOST_TERMS = 6
_WEIGHED_END, _MARKS_END = 1.72, 4.32  # terms, then a column a source, then the log-odds, in inches
_LARGEST, _SMALLEST = 13.0, 2.5  # marks, in points: their area is the weight
_WEIGHT_ROW = 0.27


@style.in_house_style
def tfidf_by_source(terms: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: which terms weigh most in each source, how much do they weigh in the others, and what sets apart?

    Parameters
    ----------
    terms
        Rows of the table `tfidf_terms`: `source`, `term`, `rank` (empty where the term is another source's), `tfidf`,
        `log_odds`; `is_distinctive`: whether the term is also among those that log-odds rank first; optional:
        `written` (the term as its source writes it), `sentence_id` or `link` of a place where the source uses it.

    Returns
    -------
    Drawing
        Under each source its terms of most weight; in each source's column a mark whose area is the term's mean weight
        there, leading to a sentence; at the right the log-odds in this source, bold where both measures agree.

    Misleads when
        weight is read as difference: words that all sources use weigh most of all.
    """
    style.require(terms, _WEIGHT_COLUMNS, chart="tfidf_by_source")
    ranked = terms[terms["rank"].notna() & (terms["tfidf"] > 0)]
    if ranked.empty:
        return sentence("tfidf_by_source", "No two sources have words to be weighed against each other.", terms)
    looks = style.styles_for(terms, sources)
    names = sorted(set(terms["source"]))
    columns = names if len(names) <= _MOST_COLUMNS else []
    groups = [(str(source), _heaviest(own)) for source, own in ranked.groupby("source", sort=True)]
    limit = min(_MOST_TERMS, fair([len(own) for _, own in groups]))
    drawing = _Weights(Sheet("tfidf_by_source"), terms, looks=looks, columns=columns)
    drawing.heads()
    shown = 0
    for source, rows in groups[: style.MAX_ROWS]:
        drawing.source(source, rows[:limit])
        shown += min(limit, len(rows))
    sheet = drawing.sheet
    sheet.paragraph(
        "Area of a mark: mean TF-IDF weight in that source. At the right: log-odds in the source above, bold where "
        "log-odds rank the term among its first too.",
        quiet=True,
    )
    sheet.left_out(len(ranked) - shown, "term")
    return sheet.finish(terms, n=style.counted(len(ranked), "term"), alt=_weights_said(groups))


def _heaviest(own: pd.DataFrame) -> list[dict[str, Any]]:
    return own.sort_values(["rank", "term"], kind="stable").to_dict("records")


class _Weights:
    """The rows of the chart on its sheet."""

    def __init__(
        self, sheet: Sheet, terms: pd.DataFrame, *, looks: Mapping[str, style.SourceStyle], columns: Sequence[str]
    ) -> None:
        self.sheet, self.looks, self.columns = sheet, looks, columns
        self.most = float(terms["tfidf"].max())
        self.weights: dict[str, list[dict[str, Any]]] = {}
        for row in terms[terms["tfidf"] > 0].to_dict("records"):
            self.weights.setdefault(str(row["term"]), []).append(row)
        sheet.scale(0.0, 1.0)

    def heads(self) -> None:
        """Which shape is which source, and what the column at the right holds."""
        if self.columns:
            self.sheet.key(self.columns, self.looks)
            self.sheet.gap()

    def source(self, source: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """A source and its terms, each with its weights."""
        self.sheet.source_line(style.fit(source, 3.4, bold=True), self.looks[source], "log-odds")
        for row in rows:
            self._term(source, row)
        self.sheet.gap(0.1)

    def _term(self, source: str, row: Mapping[str, Any]) -> None:
        y = self.sheet.band(height=_WEIGHT_ROW)
        label = style.optional(row, "written", row["term"])
        self.sheet.text(style.fit(label, _WEIGHED_END - LEFT), (LEFT, y), url=style.link_of(row))
        columns = self.columns or [source]
        for other in self.weights[str(row["term"])]:
            if other["source"] in columns:
                x = _WEIGHED_END + (_MARKS_END - _WEIGHED_END) * (columns.index(other["source"]) + 0.5) / len(columns)
                self._mark(other, (x, y))
        odds = style.signed(row["log_odds"])
        self.sheet.text(odds, (RIGHT, y), align="right", bold=bool(row["is_distinctive"]))

    def _mark(self, row: Mapping[str, Any], at: tuple[float, float]) -> None:
        start, end = self.sheet.panels[0]
        size = max(_SMALLEST, _LARGEST * math.sqrt(row["tfidf"] / self.most))
        place = ((at[0] - start) / (end - start), at[1])
        marks.dot(self.sheet, place, self.looks[row["source"]], size=size, url=style.link_of(row))


def _weights_said(groups: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]) -> str:
    """The first terms of each source in words, with their numbers."""
    said = []
    for source, rows in groups:
        words = [
            f"{style.short(style.optional(row, 'written', row['term']), 24)} {row['tfidf']:.2f} "
            f"(log-odds {style.signed(row['log_odds'])})"
            for row in rows
        ]
        said.append(f"{style.short(source)}: {style.listed(words, most=3)}")
    both = sum(bool(row["is_distinctive"]) for _, rows in groups for row in rows)
    n = sum(len(rows) for _, rows in groups)
    return (
        f"Mean TF-IDF weight of the terms that weigh most, by source. {'; '.join(said)}. "
        f"{style.counted(both, 'term')} of {n} are among the first by log-odds too."
    )
