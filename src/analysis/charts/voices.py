"""Voices: who is quoted, how much of a source is quotation, who is credited with its numbers."""

from collections.abc import Collection

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import LEFT, RIGHT, Sheet, sentence

_OPEN = "speaker left open"
_NOBODY = "nobody: the article's own voice"


@style.in_house_style
def speaker_shares(shares: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: who gets to speak, and in how many words?

    Parameters
    ----------
    shares
        A row for each speaker of each source: `source`, `speaker` (empty where the article leaves it open), `n_words`
        and `n_quotes` quoted directly; optional: `role`, `link`.

    Returns
    -------
    Drawing
        Under each source a bar of words for each speaker, most words first.

    Misleads when
        a long quotation is read as approval: quoting is not agreeing.
    """
    style.require(shares, ("source", "speaker", "n_words", "n_quotes"), chart="speaker_shares")
    if shares.empty:
        return sentence("speaker_shares", "No article quotes anybody directly.", shares)
    rows = []
    for row in shares.to_dict("records"):
        speaker, role = style.optional(row, "speaker"), style.optional(row, "role")
        note = f"{style.counted(row['n_words'], 'word')}, {style.counted(row['n_quotes'], 'quote')}"
        label = _with_role(style.short(speaker or _OPEN, 60), role, beside=note)
        rows.append(marks.Row(row["source"], label, row["n_words"], note, apart=not speaker, url=style.link_of(row)))
    sheet = marks.by_source(
        "speaker_shares",
        rows,
        looks=style.styles_for(shares, sources),
        headings=_sums(shares, "n_quotes", "quotation"),
        axis="words in direct quotations",
    )
    return sheet.finish(shares, n=style.counted(shares["n_quotes"].sum(), "quotation"), alt=_shares_said(shares))


def _with_role(speaker: str, role: str | None, *, beside: str) -> str:
    """The speaker, with the role where both fit on the line."""
    both = f"{speaker} ({style.short(role.replace('_', ' '), 24)})" if role else speaker
    return both if style.width_of(both) + style.width_of(beside) + 0.2 < RIGHT - LEFT else speaker


def _sums(table: pd.DataFrame, column: str, noun: str) -> dict[str, str]:
    return {source: style.counted(n, noun) for source, n in table.groupby("source")[column].sum().items()}


def _shares_said(shares: pd.DataFrame) -> str:
    """The rows in one to four sentences, with the numbers."""
    said = []
    for source, own in shares.groupby("source"):
        ranked = own.sort_values(["n_words", "speaker"], ascending=[False, True])
        named = [f"{style.short(r.speaker if not style.is_empty(r.speaker) else _OPEN)} {style.number(r.n_words)}"
                 for r in ranked.itertuples()]  # fmt: skip
        said.append(f"{style.short(source)}: {style.listed(named, most=4)}")
    return f"Words quoted directly, by speaker. {'; '.join(said)}."


@style.in_house_style
def quoted_share_by_source(table: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: how much of each source is other people's words?

    Parameters
    ----------
    table
        A row for each source: `source`, `share_quoted` (0-1 of its words), `n_words`, `n_quotes`; optional: `low` and
        `high` (an interval of the share), `link`.

    Returns
    -------
    Drawing
        A dot for each source, largest share first.

    Misleads when
        sources differ in length: a share of a short article moves with one quotation.
    """
    rows = _quoted(table)
    if rows.empty:
        return sentence("quoted_share_by_source", "There is no source to compare.", table)
    sheet = Sheet("quoted_share_by_source")
    looks = style.styles_for(rows, sources)
    drawn = [
        marks.Estimate.of_share(
            row,
            "share_quoted",
            label=row["source"],
            note=f"{style.percent(row['share_quoted'])} of {style.counted(row['n_words'], 'word')}",
            look=looks[row["source"]],
        )
        for row in rows.to_dict("records")
    ]
    sheet.scale(*marks.range_of(drawn))
    for estimate in drawn[: style.MAX_ROWS]:
        marks.draw_estimate(sheet, estimate, named=True)
    sheet.axis("words inside direct quotations, in % of the source's words")
    sheet.left_out(len(drawn) - style.MAX_ROWS, "source")
    return sheet.finish(table, n=style.counted(rows["n_words"].sum(), "word"), alt=_quoted_said(rows))


def _quoted(table: pd.DataFrame) -> pd.DataFrame:
    style.require(table, ("source", "share_quoted", "n_words", "n_quotes"), chart="quoted_share_by_source")
    return table.sort_values(["share_quoted", "source"], ascending=[False, True])


def _quoted_said(rows: pd.DataFrame) -> str:
    """The rows in one to four sentences, with the numbers."""
    said = [
        f"{style.short(row['source'])} {style.percent(row['share_quoted'])} of {style.counted(row['n_words'], 'word')} "
        f"({style.counted(row['n_quotes'], 'quotation')})"
        for row in rows.to_dict("records")
    ]
    return f"Share of words that are direct quotation: {style.listed(said, most=10)}."


@style.in_house_style
def authorities_by_source(counts: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: whom does each source credit with its numbers, and how many does it credit to nobody?

    Parameters
    ----------
    counts
        A row for each authority of each source: `source`, `authority` (empty = the article's own voice),
        `n_figures`; optional: `link`.

    Returns
    -------
    Drawing
        Under each source a bar for each authority; numbers credited to nobody are hatched and come last.

    Misleads when
        a missing credit is read as a missing basis: the article may rest on a source it does not name.
    """
    style.require(counts, ("source", "authority", "n_figures"), chart="authorities_by_source")
    if counts.empty:
        return sentence("authorities_by_source", "No article reports a figure.", counts)
    rows = [
        marks.Row(
            row["source"],
            style.short(style.optional(row, "authority", _NOBODY), 48),
            row["n_figures"],
            style.number(row["n_figures"]),
            apart=style.is_empty(row["authority"]),
            url=style.link_of(row),
        )
        for row in counts.to_dict("records")
    ]
    sheet = marks.by_source(
        "authorities_by_source",
        rows,
        looks=style.styles_for(counts, sources),
        headings=_sums(counts, "n_figures", "figure"),
        axis="figures credited (hatched: credited to nobody)",
    )
    return sheet.finish(counts, n=style.counted(counts["n_figures"].sum(), "figure"), alt=_credit_said(counts))


def _credit_said(counts: pd.DataFrame) -> str:
    """The rows in one to four sentences, with the numbers."""
    said = []
    for source, own in counts.groupby("source"):
        named = own.dropna(subset="authority").sort_values(["n_figures", "authority"], ascending=[False, True])
        credited = [f"{style.short(row.authority)} {style.number(row.n_figures)}" for row in named.itertuples()]
        nobody = own.loc[own["authority"].isna(), "n_figures"].sum()
        uncredited = [f"nobody {style.number(nobody)}"] if nobody else []
        said.append(f"{style.short(source)}: {style.listed([*credited, *uncredited], most=5)}")
    return f"Figures by the authority they are credited to. {'; '.join(said)}."
