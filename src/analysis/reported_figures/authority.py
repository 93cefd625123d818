"""Who a figure is credited to: the statement that holds it, or the words beside it that name a source."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from analysis.corpus.codebook import Codebook
from analysis.corpus.document import Document


class Credit(NamedTuple):
    """Who is credited (None: named only by a pronoun left open), by which words, and where these name the source."""

    authority: str | None
    basis: str
    start: int
    end: int


def credit(
    document: Document, start: int, end: int, *, quotes_rows: Sequence[Mapping[str, Any]], codebook: Codebook
) -> tuple[str | None, str | None]:
    """Who the figure at `start:end` is credited to, and the words that credit it; (None, None) for the article itself."""
    found = find_credit(document, start, end, quotes_rows=quotes_rows, codebook=codebook)
    return (None, None) if found is None else (found.authority, found.basis)


def find_credit(
    document: Document, start: int, end: int, *, quotes_rows: Sequence[Mapping[str, Any]], codebook: Codebook
) -> Credit | None:
    """As `credit`, with the place in the article that names the source."""
    holding = [
        row
        for row in quotes_rows
        if row["start_char"] <= start and end <= row["end_char"] and row["speaker_start"] is not None
    ]
    if not holding:
        return None
    row = min(holding, key=lambda row: (row["end_char"] - row["start_char"], row["start_char"]))
    basis = f"{row['speaker_as_written']} {row['cue']}" if row["cue"] else str(row["speaker_as_written"])
    return Credit(row["speaker"], basis, row["speaker_start"], row["speaker_end"])
