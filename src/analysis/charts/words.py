"""The words behind a score: which ones move it, and which part two sources."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import marks, style
from analysis.charts.layout import LEFT, RIGHT, Sheet, fair, sentence, span
from analysis.errors import SchemaError

_TOPIC_KEY = "Hatched: a word of the subject rather than of the tone."


@style.in_house_style
def sentiment_drivers(drivers: pd.DataFrame, *, sources: Collection[str] | None = None) -> Axes:
    """Answer: which words make a source's score what it is?

    Parameters
    ----------
    drivers
        Rows of the table `sentiment_drivers`, as many of each source as are to be drawn: `source`, `word`, `n` (times
        used), `contribution` (points per 100 words; negative lowers the score); optional: `is_topic` (the word names
        the subject, not the tone: drawn hatched), `link`.
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
    key = _TOPIC_KEY if any(row.hatch for row in rows) else ""
    return _signed_bars(
        "sentiment_drivers",
        groups,
        looks=looks,
        axis="points per 100 words: left lowers the score, right raises it (at the right: times used)",
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


_MOST = 40  # words that a page of paper holds
_WORDS = (1.65, 4.4)  # where the marks of a word list start and end: words left of it, counts right


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
    shown, bands = 0, []
    limit = fair([len(rows) for _, rows in groups], most=_MOST)
    for source, rows in groups[: style.MAX_ROWS]:
        if source is not None:
            sheet.source_line(source, looks[source])
        for row in rows[:limit]:
            _signed_bar(sheet, row)
            bands.append(sheet.bands[0][-1])
        shown += len(rows[:limit])
        sheet.gap(0.08)
    sheet.zero_line(bands)
    sheet.axis("")
    sheet.paragraph(axis, quiet=True)
    if key:
        sheet.paragraph(key, quiet=True)
    sheet.left_out(sum(len(rows) for _, rows in groups) - shown, "word")
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


def _compared(shift: pd.DataFrame) -> tuple[pd.DataFrame, str, str]:
    """The words, largest effect first, and the two sources."""
    style.require(shift, ("source_a", "source_b", "word", "n_a", "n_b", "contribution"), chart="word_shift")
    pairs = shift[["source_a", "source_b"]].drop_duplicates()
    if len(pairs) > 1:
        raise SchemaError(
            f"Chart word_shift: one pair of sources a chart, not {len(pairs)}. "
            "Give the rows of one source_a and source_b."
        )
    first, second = (style.short(name, 26) for name in pairs.iloc[0]) if len(pairs) else ("", "")
    keyed = shift.assign(_size=shift["contribution"].abs())
    return keyed.sort_values(["_size", "word"], ascending=[False, True]).drop(columns="_size"), first, second


@style.in_house_style
def word_shift(shift: pd.DataFrame) -> Axes:
    """Answer: which words make one source score higher or lower than another?

    Parameters
    ----------
    shift
        Rows of the table `word_shift` for one pair of sources; `contribution` is the word's part of `source_b` minus
        `source_a`. Optional: `is_topic`, `link`.

    Returns
    -------
    Axes
        A bar for each word, largest effect first: right where it makes `source_b` score higher.

    Raises
    ------
    SchemaError
        A column is missing, or the rows compare more than one pair.

    Misleads when
        one source has few words: a single use then moves the score. After Gallagher et al. (2021), Generalized word
        shift graphs.
    """
    rows, first, second = _compared(shift)
    if rows.empty:
        return sentence("word_shift", "No charged word parts the two sources.")
    bars = [
        _Signed(
            label=row["word"],
            value=row["contribution"],
            note=f"{style.number(row['n_b'])} : {style.number(row['n_a'])}",
            colour=style.QUIET,  # a colour would name a source, and the side says the direction
            hatch="////" if bool(style.optional(row, "is_topic", False)) else None,
            url=style.link_of(row),
        )
        for row in rows.to_dict("records")
    ]
    axis = (
        f"left: {second} scores lower than {first}; right: higher (at the right: times used by {second} : by {first})"
    )
    key = _TOPIC_KEY if any(bar.hatch for bar in bars) else ""
    return _signed_bars("word_shift", [(None, bars)], looks={}, axis=axis, key=key)


def word_shift_alt(shift: pd.DataFrame) -> str:
    """The same rows in one to four sentences, with the numbers."""
    rows, first, second = _compared(shift)
    if rows.empty:
        return "No charged word parts the two sources."
    words = [
        f"{style.short(row.word, 20)} {style.signed(row.contribution, decimals=3)} ({style.number(row.n_b)} : "
        f"{style.number(row.n_a)})"
        for row in rows.itertuples()
    ]
    return (
        f"Words by which {second} (counts first) scores lower or higher than {first}. "
        f"Largest first: {style.listed(words, most=10)}."
    )
