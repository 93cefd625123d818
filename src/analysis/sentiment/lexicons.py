"""Word lists with a weight for each word: what the scorers look up.

One lexicon is fixed for a run. VADER's comes inside the `vaderSentiment` package, AFINN's inside the `afinn` package if
that is installed, and a researcher's own comes from a table of words and weights. Nothing is downloaded.
"""

import csv
import importlib.util
import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from analysis.errors import ParameterError


@dataclass(frozen=True)
class Lexicon:
    """Words (lower case) with their weights: below 0 negative, above 0 positive."""

    name: str
    weights: Mapping[str, float]

    def without(self, words: Iterable[str]) -> "Lexicon":
        """The same lexicon with `words` left out, for a score that the subject of a story does not drive.

        >>> Lexicon("tiny", {"prison": -2.3, "good": 1.9}).without(["Prison"]).weights
        {'good': 1.9}
        """
        dropped = {word.lower() for word in words} & set(self.weights)
        if not dropped:
            return self
        kept = {word: weight for word, weight in self.weights.items() if word not in dropped}
        return Lexicon(f"{self.name} without {len(dropped)} words", kept)


@cache
def vader_lexicon() -> Lexicon:
    """VADER's own 7,506 entries (Hutto & Gilbert 2014), each weighted -4 to 4 by ten raters.

    Read as NLTK and `vaderSentiment` read it: where a word is listed twice, the later weight holds.
    """
    text = resources.files("vaderSentiment").joinpath("vader_lexicon.txt").read_text(encoding="utf-8")
    entries = (line.strip().split("\t")[:2] for line in text.split("\n") if line.strip())
    return Lexicon("VADER", {word: float(weight) for word, weight in entries})


def afinn_lexicon() -> Lexicon:
    """AFINN-en-165 (Nielsen 2011), 3,382 entries weighted -5 to 5, from the `afinn` package.

    Raises
    ------
    ParameterError
        The package is not installed.
    """
    if not has_afinn():
        raise ParameterError("The AFINN lexicon needs the package 'afinn', which is not installed: pip install afinn.")
    text = resources.files("afinn").joinpath("data/AFINN-en-165.txt").read_text(encoding="utf-8")
    entries = (line.rstrip("\r").split("\t") for line in text.split("\n") if line.strip())
    return Lexicon("AFINN", {word.lower(): float(weight) for word, weight in entries})


def has_afinn() -> bool:
    """Whether the `afinn` package is installed."""
    found = importlib.util.find_spec("afinn")
    # A folder that happens to have the name is found too, but has no origin.
    return found is not None and found.origin is not None


def lexicon_from_csv(text: str, *, name: str) -> Lexicon:
    """A researcher's own lexicon: a table with the columns `word` and `weight`.

    Parameters
    ----------
    text
        The whole CSV. Weights may be any number but zero; VADER's run from -4 to 4, and its rules add at most 0.733.
    name
        How reports call it.

    Raises
    ------
    ParameterError
        A column is missing, a row has no word, a weight is no number or zero, or a word has two weights; the message
        names the row.

    Examples
    --------
    >>> lexicon_from_csv("word,weight\\ngrim,-2\\n", name="mine").weights
    {'grim': -2.0}
    """
    try:
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True))
    except csv.Error as error:
        raise ParameterError(f"Lexicon {name!r} is not a readable CSV table: {error}.") from error
    if not rows or not {"word", "weight"} <= set(rows[0]):
        raise ParameterError(f"Lexicon {name!r} must have the columns 'word' and 'weight' and at least one row.")
    weights: dict[str, float] = {}
    for number, row in enumerate(rows, start=2):
        word, weight = _entry(row, where=f"Lexicon {name!r}, row {number}")
        if weights.setdefault(word, weight) != weight:
            raise ParameterError(f"Lexicon {name!r}, row {number}: {word!r} has another weight above.")
    return Lexicon(name, weights)


def _entry(row: Mapping[str, str | None], *, where: str) -> tuple[str, float]:
    word, written = (row["word"] or "").strip().lower(), row["weight"] or ""
    if not word or len(word.split()) > 1:
        raise ParameterError(f"{where}: 'word' must be one word, not {row['word']!r}.")
    try:
        weight = float(written)
    except ValueError:
        raise ParameterError(f"{where}: the weight {written!r} is not a number.") from None
    if not math.isfinite(weight) or weight == 0 or abs(weight) > 1000:
        raise ParameterError(f"{where}: the weight must be between -1000 and 1000 and not zero, not {written!r}.")
    return word, weight
