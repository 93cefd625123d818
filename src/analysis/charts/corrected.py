"""Corrected shares: what the cues say of each frame beside what hand coding makes of it."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import intervals, style
from analysis.charts.layout import Sheet, sentence

_COLUMNS = ("frame", "machine", "corrected", "low", "high", "n_coded", "n_sentences")
_CUES = style.SourceStyle(style.NEUTRAL, "d")
_CODED = style.SourceStyle(style.COLOURS[0], "o")
_NOTHING = "No frame has been coded often enough to correct its share."


def _coded(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Frames with a corrected share, the largest first."""
    style.require(rows, _COLUMNS, chart="corrected_frames")
    known = rows[rows["corrected"].notna()].sort_values(["corrected", "frame"], ascending=[False, True], kind="stable")
    return known.to_dict("records")


@style.in_house_style
def corrected_frames(rows: pd.DataFrame) -> Axes:
    """Answer: how common is each frame, once the errors of the cues are allowed for?

    Parameters
    ----------
    rows
        One row for each frame, of one source or of all together: `frame`, `machine` (share of sentences with a cue),
        `corrected`, `low`, `high` (0-1), `n_coded`, `n_sentences`; optional: `question`, `is_reliable`.

    Returns
    -------
    Axes
        For each frame its question, the share that the cues give (a hollow diamond, no interval: it is a count) and the
        share corrected by hand codes, with its interval; grey and hollow where coders did not agree enough.

    Raises
    ------
    SchemaError
        A column is missing.

    Misleads when
        both coders misread the question alike: the correction takes their answers for the truth.
    """
    found = _coded(rows)
    if not found:
        return sentence("corrected_frames", _NOTHING)
    drawn = [(row, _by_cues(row), _by_hand(row)) for row in found[: style.MAX_ROWS // 2]]
    sheet = Sheet("corrected_frames")
    sheet.scale(*intervals.range_of([estimate for _, *pair in drawn for estimate in pair]))
    for place, (row, *pair) in enumerate(drawn):
        sheet.gap(0.08 if place else 0.0)
        sheet.paragraph(_question(row), bold=True, lines=2)
        for estimate in pair:
            intervals.draw(sheet, estimate)
    sheet.axis("sentences with this frame, in % of all that were read")
    if any(by_hand.hollow for _, _, by_hand in drawn):
        sheet.paragraph("Grey, hollow dot: coders did not agree enough to rely on it.", quiet=True)
    sheet.left_out(len(found) - len(drawn), "frame")
    return sheet.finish()


def _question(row: dict[str, Any]) -> str:
    return str(style.optional(row, "question", str(row["frame"]).replace("_", " ")))


def _by_cues(row: dict[str, Any]) -> intervals.Estimate:
    return intervals.Estimate(
        label="by cues alone",
        value=100 * row["machine"],
        low=float("nan"),
        high=float("nan"),
        note=f"{style.percent(row['machine'])} of {style.counted(row['n_sentences'], 'sentence')}",
        look=_CUES,
        hollow=True,
    )


def _by_hand(row: dict[str, Any]) -> intervals.Estimate:
    is_reliable = bool(style.optional(row, "is_reliable", True))
    return intervals.Estimate(
        label="corrected by hand codes",
        value=100 * row["corrected"],
        low=100 * row["low"],
        high=100 * row["high"],
        note=f"{style.percent(row['corrected'])}, {style.number(row['n_coded'])} coded",
        look=_CODED if is_reliable else style.SourceStyle(style.NEUTRAL, _CODED.marker),
        hollow=not is_reliable,
    )


def corrected_frames_alt(rows: pd.DataFrame) -> str:
    """The same rows in one to four sentences, with the numbers."""
    found = _coded(rows)
    if not found:
        return _NOTHING
    said = [
        f"{style.short(str(row['frame']).replace('_', ' '))}: {style.percent(row['machine'])} by cues, "
        f"{style.percent(row['corrected'])} corrected ({style.percent(row['low'])} to {style.percent(row['high'])})"
        for row in found
    ]
    return f"Share of sentences with each frame, by cues and corrected by hand codes. {'; '.join(said)}."
