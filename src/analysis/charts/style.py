"""The house style: colours, shapes, safe labels, numbers as readers write them.

Every text is drawn in `INK` or `QUIET`, every grid line in `GRID`, every hollow mark is filled with `PAPER`, and none
of these four colours is used for anything else, so that a page can recolour a chart for dark mode by them alone
(`DARK` gives the counterparts). The colours of marks keep a contrast of 3:1 on white and on near-black.
"""

import math
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import matplotlib
import pandas as pd
from matplotlib.ft2font import FT2Font

from analysis.errors import SchemaError
from analysis.wording import compact as compact
from analysis.wording import number as number
from analysis.wording import percent as percent
from analysis.wording import signed as signed

INK = "#1a1a1a"
QUIET = "#595959"
GRID = "#d0d0d0"
PAPER = "#ffffff"
DARK: Mapping[str, str] = {INK: "#ededed", QUIET: "#b4b4b4", GRID: "#4a4a4a", PAPER: "#111111"}

# Chosen by search among colours with 3.1:1 on #ffffff and on #111111: the least CIELAB distance between any two is 17
# (between the first five 28) to normal sight and under simulated protanopia, deuteranopia and tritanopia
# (matrices of Machado, Oliveira & Fernandes 2009, severity 1).
COLOURS = ("#0f5af0", "#a54b0f", "#00a569", "#964bb4", "#696978", "#965a3c", "#d269b4", "#969600")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p", "<", ">", "h", "d")
NEUTRAL = "#6e6e78"
# The same hues on near-black: mixed with white until their contrast is 4.5:1.
DARK_MARKS: Mapping[str, str] = {
    "#0f5af0": "#3a78f3",
    "#a54b0f": "#b56b3a",
    "#964bb4": "#a564be",
    "#696978": "#7e7e8b",
    "#965a3c": "#a67359",
    NEUTRAL: "#7e7e87",
}
BELOW, ABOVE = "#a54b0f", "#0f5af0"  # the two directions of a signed value: neither is red

FONT = "DejaVu Sans"
TEXT_SIZE = 11.0
LABEL_CHARS = 40
MAX_ROWS = 60
ID_COLUMNS = ("figure_id", "quote_id", "sentence_id", "sentences", "sentence_ids", "article_id")
_LISTS = ("sentences", "sentence_ids")

_RC: Mapping[str, Any] = {
    "font.family": FONT,
    "text.parse_math": False,
    "text.usetex": False,
    "axes.unicode_minus": True,
    "path.sketch": None,
    "path.effects": [],
    "hatch.linewidth": 1.0,
    "errorbar.capsize": 0.0,
    "figure.autolayout": False,
    "figure.constrained_layout.use": False,
    "lines.markeredgewidth": 1.0,
}

_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass(frozen=True)
class SourceStyle:
    """How one source is drawn in every chart: a colour and a shape, so that neither is needed alone."""

    colour: str
    marker: str


def in_house_style(draw: Callable[_P, _R]) -> Callable[_P, _R]:
    """Draw under the house's settings, whatever the caller's are, and leave the caller's untouched."""

    @wraps(draw)
    def drawn(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with matplotlib.rc_context(dict(_RC)):
            return draw(*args, **kwargs)

    return drawn


def source_styles(sources: Iterable[str]) -> dict[str, SourceStyle]:
    """One colour and one shape for each source, by sorted name; grey with shapes above eight sources.

    Give all sources of the corpus, not only those of one chart, so that a source looks the same throughout.

    >>> source_styles(["B", "A"])["A"]
    SourceStyle(colour='#0f5af0', marker='o')
    """
    names = sorted(set(sources))
    coloured = len(names) <= len(COLOURS)
    return {
        name: SourceStyle(COLOURS[place] if coloured else NEUTRAL, MARKERS[place % len(MARKERS)])
        for place, name in enumerate(names)
    }


def styles_for(table: pd.DataFrame, sources: Collection[str] | None) -> dict[str, SourceStyle]:
    """The styles of all `sources` and of any source that only the table knows."""
    listed = set() if sources is None else set(sources)
    return source_styles(listed | set(table["source"].dropna()))


def require(table: pd.DataFrame, columns: Iterable[str], *, chart: str) -> None:
    """Refuse a table that lacks a column the chart draws.

    Raises
    ------
    SchemaError
        Names the chart, the missing columns and those that the table has.
    """
    missing = [column for column in columns if column not in table.columns]
    if missing:
        has = ", ".join(map(str, table.columns)) or "no columns"
        raise SchemaError(f"Chart {chart}: missing columns {', '.join(missing)}; the table has {has}.")


def optional(row: Mapping[str, Any], column: str, default: Any = None) -> Any:
    """A cell that may be absent or empty."""
    value = row.get(column, default)
    return default if is_empty(value) else value


def link_of(row: Mapping[str, Any]) -> str | None:
    """Where a row's mark leads: its `link`, else the passage, or the first of the passages, that it names by id.

    An id with characters that no drawing may hold (control characters in a file's name) leads nowhere.
    """
    link = optional(row, "link")
    if link is not None:
        return str(link)
    for column in ID_COLUMNS:
        named = optional(row, column)
        # A column of choices may be called `sentences` too, but holds no list.
        if named is None or not len(named) or (column in _LISTS and isinstance(named, str)):
            continue
        first = named if isinstance(named, str) else named[0]
        return f"evidence:{first}" if str(first).isprintable() else None
    return None


def is_empty(value: object) -> bool:
    """Whether a cell holds nothing: None, NaN or NA (an infinite number is something)."""
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def is_finite(value: object) -> bool:
    """Whether a cell holds a number that can be placed on an axis."""
    return not is_empty(value) and math.isfinite(float(value))


def plain(text: object) -> str:
    """One safe line of text: no control, direction-changing or unprintable characters, no stacked accents.

    Letters of every script are kept, and so are the joiners that Persian and Indic words need.

    >>> plain("a\\n\\u202eb\\x00  c")
    'a b c'
    """
    # 400 characters are more than any label shows, and keep a megabyte in a title from costing time.
    line = str(text)[:400]
    if line.isascii() and line.isprintable():
        return " ".join(line.split())
    kept: list[str] = []
    accents = 0
    for letter in unicodedata.normalize("NFC", line):
        category = unicodedata.category(letter)
        accents = accents + 1 if category in ("Mn", "Me") else 0
        if accents > 3 or category == "Cs" or _is_no_character(letter):
            continue
        if category == "Cf" and letter not in "\u200c\u200d":
            continue
        kept.append(" " if category in ("Cc", "Zl", "Zp", "Zs") else letter)
    return " ".join("".join(kept).split())


def _is_no_character(letter: str) -> bool:
    # Unicode's 66 noncharacters, which XML refuses. Not category Cn: what is unassigned depends on Python's release.
    code = ord(letter)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def short(text: object, limit: int = LABEL_CHARS) -> str:
    """A safe label of at most `limit` characters, cut with an ellipsis.

    >>> short("a very long label indeed", 12)
    'a very long…'
    """
    line = plain(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


@lru_cache(maxsize=2)
def _font(bold: bool) -> FT2Font:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FT2Font(Path(matplotlib.get_data_path(), "fonts", "ttf", name))


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> float:
    if unicodedata.combining(letter):
        return 0.0
    font = _font(bold)
    if not font.get_char_index(ord(letter)):
        return 1.1  # a letter of another script or an emoji, drawn from the reader's own fonts
    font.set_size(64, 72)
    return font.load_char(ord(letter)).linearHoriAdvance / 65536 / 64


def width_of(text: str, *, size: float = TEXT_SIZE, bold: bool = False) -> float:
    """Width of a line in inches, from the advances of the bundled font.

    >>> 0.3 < width_of("media") < 0.6
    True
    """
    return sum(_advance(letter, bold) for letter in text) * size / 72


def fit(text: object, width: float, *, size: float = TEXT_SIZE, bold: bool = False, limit: int = LABEL_CHARS) -> str:
    """The text, safe, cut with an ellipsis to `limit` characters and to `width` inches."""
    line = short(text, limit)
    if width_of(line, size=size, bold=bold) <= width:
        return line
    while line and width_of(line + "…", size=size, bold=bold) > width:
        line = line[:-1]
    return line.rstrip(" ,;:–-") + "…"


def wrap(text: object, width: float, *, lines: int, bold: bool = False) -> list[str]:
    """The text broken at spaces into at most `lines` lines of `width` inches, the last one cut with an ellipsis."""
    words = plain(text).split(" ")
    made: list[str] = []
    while words and len(made) < lines:
        line = words.pop(0)
        while words and width_of(f"{line} {words[0]}", bold=bold) <= width:
            line = f"{line} {words.pop(0)}"
        if words and len(made) == lines - 1:
            line = f"{line} {' '.join(words)}"
        made.append(fit(line, width, bold=bold, limit=400))
    return made


def counted(n: float, noun: str, plural: str | None = None) -> str:
    """A count with its noun.

    >>> counted(1, "article"), counted(1200, "word")
    ('1 article', '1,200 words')
    """
    return f"{number(n)} {noun if n == 1 else plural or noun + 's'}"


def listed(items: Iterable[str], *, most: int = 6) -> str:
    """Items as a sentence lists them, cut with "and n more".

    >>> listed(["a", "b", "c"]), listed("abcd", most=2)
    ('a, b and c', 'a, b and 2 more')
    """
    named = list(items)
    if len(named) > most:
        return f"{', '.join(named[:most])} and {len(named) - most} more"
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}" if named else "none"
