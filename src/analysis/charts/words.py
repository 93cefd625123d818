"""The words behind a score: which ones move it, and which part two sources."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import marks, style
from analysis.charts.layout import LEFT, RIGHT, Sheet, sentence, span


@style.in_house_style
def sentiment_drivers(drivers: pd.DataFrame, *, sources: Collection[str] | None = None) -> Axes:
    """Answer: which words make a source's score what it is?

    Parameters
    ----------
    drivers
        A row for each word of each source: `source`, `word`, `n` (times used), `contribution` (what the word adds to
        the source's score: negative lowers it); optional: `is_topic` (the word names the subject, not the tone: drawn
        hatched), `link`.
    sources
        All sources of the corpus.

    Returns
    -------
    Axes
        Under each source a bar for each word, left for lowering, right for raising; largest effect first.

    Raises
    ------
    SchemaError
        A column is missing.

    Misleads when
        words of the subject are read as tone: "prison" scores low wherever it stands.
    """
    style.require(drivers, ("source", "word", "n", "contribution"), chart="sentiment_drivers")
    if drivers.empty:
        return sentence("sentiment_drivers", "No word of the lexicon stands in these articles.")
    looks = style.styles_for(drivers, sources)
    rows = [
        _Signed(
            label=row["word"],
            value=row["contribution"],
            note=style.number(row["n"]),
            colour=looks[row["source"]].colour,
            hatch="////" if bool(style.optional(row, "is_topic", False)) else None,
            url=style.link_of(row),
        )
        for row in drivers.to_dict("records")
    ]
    groups = [(source, [rows[i] for i in places]) for source, places in _places(drivers)]
    key = "Hatched: a word of the subject rather than of the tone." if any(row.hatch for row in rows) else ""
    return _signed_bars(
        "sentiment_drivers",
        groups,
        looks=looks,
        axis="adds to the score: left lowers it, right raises it (at the right: times used)",
        key=key,
    )


def _places(table: pd.DataFrame) -> list[tuple[str, list[int]]]:
    strength = table["contribution"].abs().fillna(-1.0).to_numpy()
    words = table["word"].astype(str).to_numpy()
    places = table.reset_index(drop=True).groupby("source").groups
    return [(source, sorted(own, key=lambda i: (-strength[i], words[i]))) for source, own in sorted(places.items())]


@dataclass(frozen=True)
class _Signed:
    """One bar to the left or right of nought."""

    label: str
    value: float
    note: str
    colour: str
    hatch: str | None = None
    url: str | None = None


_WORDS = (1.72, 4.25)  # where the marks of a word list start and end: words left of it, counts right


def _signed_bars(
    chart: str,
    groups: Sequence[tuple[str | None, Sequence[_Signed]]],
    *,
    looks: Mapping[str, style.SourceStyle],
    axis: str,
    key: str,
) -> Axes:
    sheet = Sheet(chart, panels=[_WORDS])
    values = [row.value for _, rows in groups for row in rows if style.is_finite(row.value)]
    sheet.scale(*span(values))
    left, bands = 0, []
    for source, rows in groups:
        room = max(0, style.MAX_ROWS - left)
        if source is not None and room:
            sheet.source_line(source, looks[source])
        for row in rows[:room]:
            _signed_bar(sheet, row)
            bands.append(sheet.bands[0][-1])
        left += len(rows[:room])
        sheet.gap(0.08)
    sheet.zero_line(bands)
    sheet.axis("")
    sheet.paragraph(axis, quiet=True)
    if key:
        sheet.paragraph(key, quiet=True)
    sheet.left_out(sum(len(rows) for _, rows in groups) - left, "word")
    return sheet.finish()


def _signed_bar(sheet: Sheet, row: _Signed) -> None:
    y = sheet.band(height=0.24)
    sheet.text(style.fit(row.label, _WORDS[0] - LEFT - 0.12), (LEFT, y), url=row.url)
    if style.is_finite(row.value):
        marks.bar(sheet, y, (0.0, row.value), row.colour, hatch=row.hatch, url=row.url)
    sheet.text(style.fit(row.note, RIGHT - _WORDS[1] - 0.1), (RIGHT, y), align="right", colour=style.QUIET)


def sentiment_drivers_alt(drivers: pd.DataFrame) -> str:
    """The same rows in one to four sentences, with the numbers."""
    style.require(drivers, ("source", "word", "n", "contribution"), chart="sentiment_drivers")
    if drivers.empty:
        return "No word of the lexicon stands in these articles."
    rows, said = drivers.to_dict("records"), []
    for source, places in _places(drivers):
        words = [
            f"{style.short(rows[i]['word'], 20)} {style.signed(rows[i]['contribution'], decimals=3)}" for i in places
        ]
        said.append(f"{style.short(source)}: {style.listed(words, most=4)}")
    return f"Words that move each source's score most, and by how much. {'; '.join(said)}."


@style.in_house_style
def word_shift(shift: pd.DataFrame, *, first: str, second: str) -> Axes:
    """Answer: which words make one source score higher or lower than another?

    Parameters
    ----------
    shift
        A row for each word: `word`, `shift` (what it adds to the score of `first` minus that of `second`), `n_first`
        and `n_second` (times used); optional: `is_topic`, `link`.
    first, second
        The two sources compared.

    Returns
    -------
    Axes
        A bar for each word, largest effect first: right where it makes `first` score higher.

    Raises
    ------
    SchemaError
        A column is missing.

    Misleads when
        one source has few words: a single use then moves the score. After Gallagher et al. (2021), Generalized word
        shift graphs.
    """
    rows = _shifted(shift)
    if rows.empty:
        return sentence("word_shift", "The two sources share the same score word by word.")
    bars = [
        _Signed(
            label=row["word"],
            value=row["shift"],
            note=f"{style.number(row['n_first'])} : {style.number(row['n_second'])}",
            colour=style.ABOVE if row["shift"] > 0 else style.BELOW,
            hatch="////" if bool(style.optional(row, "is_topic", False)) else None,
            url=style.link_of(row),
        )
        for row in rows.to_dict("records")
    ]
    one, other = style.short(first, 26), style.short(second, 26)
    axis = f"left: {one} scores lower than {other}; right: higher (at the right: times used by {one} : by {other})"
    key = "Hatched: a word of the subject rather than of the tone." if any(bar.hatch for bar in bars) else ""
    return _signed_bars("word_shift", [(None, bars)], looks={}, axis=axis, key=key)


def _shifted(shift: pd.DataFrame) -> pd.DataFrame:
    style.require(shift, ("word", "shift", "n_first", "n_second"), chart="word_shift")
    keyed = shift.assign(_size=shift["shift"].abs())
    return keyed.sort_values(["_size", "word"], ascending=[False, True]).drop(columns="_size")


def word_shift_alt(shift: pd.DataFrame, *, first: str, second: str) -> str:
    """The same rows in one to four sentences, with the numbers."""
    rows = _shifted(shift)
    if rows.empty:
        return "The two sources share the same score word by word."
    words = [f"{style.short(row.word, 20)} {style.signed(row.shift, decimals=3)}" for row in rows.itertuples()]
    total = style.signed(rows["shift"].sum(), decimals=3)
    return (
        f"Words that part {style.short(first)} from {style.short(second)} by score; together those shown add {total}. "
        f"Largest first: {style.listed(words, most=10)}."
    )
