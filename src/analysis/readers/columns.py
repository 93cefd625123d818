"""Which column of a table holds what: as told, else by its name, else by what stands in it; and a row as an article."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from analysis.english.word_lists import word_groups
from analysis.readers.record import (
    FIELDS,
    LARGEST_ARTICLE,
    TEXT,
    Given,
    Record,
    Refused,
    Settings,
    Unreadable,
    one_line,
)

_WEAK_TEXT, _CONTAINERS = "weak_text", "containers"
_NAMES = {
    field: {name: place for place, name in enumerate(names)}
    for field, names in word_groups("columns", package="analysis.readers")
}
# Url before id: a "guid" is an address in one export and a number in another.
_ORDER = ("title", "source", "published", "url", "language", "author", "genre", "id")
_LONGEST_NAME, _LISTED = 60, 40
# Running text: strings of at least so many characters on average, with a space for every so many of them.
_LONG, _LONGEST_WORD = 200, 15
# A column called "text" holds labels where another one's strings are so many times as long.
_LONGER = 4
_LONGEST_DATE = 60
_IN_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_PARTS = re.compile(r"[._:/]")
# How the place of a value is said: "column Outlet of sheet Articles".
_COLUMN, _OF_SHEET = "column ", " of sheet "
_MARKUP = re.compile(r"</(?:p|div|br|html|body|h[1-6]|li)\s*>|<br\s?/?>|<p>", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """What the columns of a table are called, which of them hold the text and the fields, and what was assumed."""

    names: tuple[str, ...]
    places: Mapping[str, int]
    note: str

    def record(
        self, cells: Sequence[str], row: int | None, *, of: str = "", flags: tuple[str, ...] = ()
    ) -> Record | Refused | None:
        """A row as an article; None where all its cells are empty.

        Parameters
        ----------
        cells
            As written, one for each name; missing ones are empty.
        row
            Its number for a reader.
        of
            What follows "column Outlet" in the origin of a value (" of sheet Articles").
        flags
            What was done to get at the cells.
        """
        if not any(cell.strip() for cell in cells):
            return None
        at = self.places[TEXT]
        text, has_markup = article_text(cells[at] if at < len(cells) else "")
        problem = _problem(text)
        if problem:
            return Refused(row, f"Column {self.names[at]}{of}: {problem}")
        fields_at = {place: field for field, place in self.places.items()}
        fields = {}
        for place, cell in enumerate(cells[: len(self.names)]):
            value = "" if place == at else one_line(cell)
            if value:
                name = self.names[place]
                fields[fields_at.get(place) or self._further(name)] = Given(value, _origin(name, of))
        return Record(
            text, row, fields, (*flags, "html_repaired") if has_markup else flags, _origin(self.names[at], of)
        )

    def _further(self, name: str) -> str:
        """The name of a column that is none of our fields: not one of theirs."""
        is_ours = name.casefold() in (TEXT, *FIELDS)
        return f"{name} (column)" if is_ours else name


def guess(columns: Sequence[str], samples: Sequence[Sequence[str]], settings: Settings) -> Layout:
    """Which column holds the text and which the fields of an article.

    Parameters
    ----------
    columns
        Their names as the file writes them.
    samples
        The first rows, as cells; they decide between names, and find a text whose column is called otherwise.
    settings
        `columns` says which column holds a field; that is never overruled where the table has it.

    Returns
    -------
    Layout
        Its `note` says what was assumed and where to say otherwise, and which column that was told is not there; it is
        empty where all was told.

    Raises
    ------
    Unreadable
        None holds running text; it lists the columns.

    Misleads when
    -------------
    A column is named for what it does not hold: "source" for a person quoted.

    >>> guess(["Schlagzeile", "Text"], [["Flut", "Der Pegel steigt."]], Settings()).places
    {'text': 1, 'title': 0}
    """
    names = tuple(tidy_names(columns))
    told = _told(names, columns, settings)
    missing = [field for field in settings.columns if field not in told]
    places, why = dict(told), ""
    taken = set(told.values())
    if TEXT not in places:
        try:
            place, why = _text_column(names, samples, taken)
        except Unreadable as error:
            raise Unreadable(f"{_not_there(missing, settings)}{error}") from error
        places[TEXT] = place
        taken.add(place)
    for field in _ORDER:
        if field not in places:
            found = [at for at in _named(names, field) if at not in taken and _fits(field, _column(samples, at))]
            if found:
                places[field] = next((at for at in found if _column(samples, at)), found[0])
                taken.add(places[field])
    return Layout(names, places, (_not_there(missing, settings) + _note(names, places, told, why)).strip())


def fields_named(columns: Sequence[str]) -> set[str]:
    """The fields (and `text`) that the names of columns say they hold, whatever stands in them."""
    names = tidy_names(columns)
    return {field for field in (TEXT, _WEAK_TEXT, *_ORDER) if _named(names, field)}


def tidy_names(columns: Sequence[str]) -> list[str]:
    """Names of columns on one line, not too long, each once; "column 3" for one without a name."""
    names: list[str] = []
    seen: dict[str, int] = {}
    for place, column in enumerate(columns, 1):
        name = one_line(column)[:_LONGEST_NAME].strip() or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def cell_text(value: Any) -> str:
    """A value of a table whose cells have types: dates in ISO form, whole numbers without a point.

    >>> cell_text(3.0), cell_text(dt.datetime(2024, 5, 1)), cell_text(None)
    ('3', '2024-05-01', '')
    """
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def article_text(cell: str) -> tuple[str, bool]:
    """The text of an article as a cell holds it, and whether it was HTML, of which the paragraphs are kept."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    if "<" not in text or len(text) > LARGEST_ARTICLE or not _MARKUP.search(text):
        return text, False
    from analysis.readers.page import fragment_paragraphs

    try:
        return "\n\n".join(fragment_paragraphs(text)), True
    except Unreadable:  # what the parser makes nothing of stays as it is
        return text, False


def _problem(text: str) -> str | None:
    if not text:
        return "it is empty here, so there is no article. Fill it or remove the row."
    if len(text) > LARGEST_ARTICLE:
        return f"it has {len(text):,} characters here (at most {LARGEST_ARTICLE:,}). Is it one article?"
    if "\x00" in text:
        return "it holds the character NUL here, which no text has. Export the row again."
    return None


def _told(names: Sequence[str], columns: Sequence[str], settings: Settings) -> dict[str, int]:
    """The places of the columns that the researcher names, of those that the table has."""
    told = {}
    for field in settings.columns:
        for column in settings.told(field):
            exact = [at for at, name in enumerate(names) if column in (name, columns[at])]
            alike = exact or [at for at, name in enumerate(names) if _key(name) == _key(column)]
            if alike:
                told[field] = alike[0]
                break
    return told


def _not_there(missing: Sequence[str], settings: Settings) -> str:
    named = [f"{' or '.join(map(repr, settings.told(field)))} ({field})" for field in missing]
    return f"It has no column {' and no column '.join(named)}, as corpus.yml says. " if named else ""


def told_columns_of(record: Record, settings: Settings) -> set[str]:
    """The fields of an article that stand in a column that the researcher named."""
    origins = {name: given.origin for name, given in record.fields.items()} | {TEXT: record.text_origin}
    columns = {name: _key(origin.removeprefix(_COLUMN).partition(_OF_SHEET)[0]) for name, origin in origins.items()}
    return {
        name
        for name in settings.columns
        if columns.get(name) in {_key(one_line(column)[:_LONGEST_NAME]) for column in settings.told(name)}
    }


def _origin(column: str, of: str) -> str:
    return f"{_COLUMN}{column}{of}"


def listed(names: Sequence[str]) -> str:
    """The names of columns in a sentence."""
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {more} more" if more > 0 else "")


def _text_column(names: Sequence[str], samples: Sequence[Sequence[str]], taken: set[int]) -> tuple[int, str]:
    """The column of the text, and what to say of it where its name does not."""
    lengths = [_mean_length(_column(samples, at)) for at in range(len(names))]
    strong = [at for at in _named(names, TEXT) if at not in taken and (lengths[at] or not samples)]
    other = [at for at in range(len(names)) if at not in taken and at not in strong]
    running = max((at for at in other if is_running(_column(samples, at))), key=lambda at: lengths[at], default=None)
    if strong:
        longest = max(lengths[at] for at in strong)
        best = next(at for at in strong if _LONGER * lengths[at] >= longest)
        if running is None or lengths[running] <= _LONGER * max(lengths[best], _LONG / _LONGER):
            return best, ""
    weak = [at for at in _named(names, _WEAK_TEXT) if at in other and (lengths[at] or not samples)]
    if weak and (running is None or lengths[running] <= _LONGER * lengths[weak[0]]):
        return weak[0], " (by its name a summary or a part of each article)"
    if running is not None:
        return running, " (by its long strings, not by its name)"
    raise Unreadable(
        "No column shows by its name or by long strings that it holds the articles' text."
        f" Say which one does in corpus.yml under columns (text: …). Columns: {listed(names) or 'none'}."
    )


def _note(names: Sequence[str], places: Mapping[str, int], told: Mapping[str, int], why: str) -> str:
    said = [
        f"{field} is column {names[at]}{why if field == TEXT else ''}"
        for field, at in places.items()
        if field not in told
    ]
    if not said:
        return ""
    said[0] = said[0][0].upper() + said[0][1:]
    return f"{', '.join(said)}; say otherwise in corpus.yml under columns."


def _named(names: Sequence[str], field: str) -> list[int]:
    """The columns whose name says that they hold the field, the surest first."""
    known = _NAMES[field]
    ranked = []
    for at, name in enumerate(names):
        ranks = [(how, known[key]) for how, key in enumerate(_keys(name, field)) if key in known]
        if ranks:
            how, rank = min(ranks)
            ranked.append((how == 2, rank, how, at))
    return [at for *_, at in sorted(ranked)]


def _keys(name: str, field: str) -> tuple[str, ...]:
    """The ways of reading a name: whole, without brackets, without what contains it; an id is read whole only."""
    whole, bare = _key(name), _key(_IN_BRACKETS.sub("", name))
    first, *rest = _PARTS.split(name.strip().lstrip("_@"), maxsplit=1)
    is_contained = rest and (name.startswith("_") or (field != "id" and _key(first) in _NAMES[_CONTAINERS]))
    return (whole, bare, _key(rest[0])) if is_contained else (whole, bare)


# Each name is asked for once a field: with fewer places than a wide table has columns, each time anew.
@lru_cache(maxsize=65_536)
def _key(name: str) -> str:
    """A name without case, accents, spaces and signs."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def _column(samples: Sequence[Sequence[str]], at: int) -> list[str]:
    return [row[at] for row in samples if at < len(row) and row[at].strip()]


def _mean_length(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / len(cells) if cells else 0.0


def is_running(cells: Sequence[str]) -> bool:
    """Whether the cells of a column are running text: long, with spaces."""
    length = _mean_length(cells)
    spaces = sum(cell.count(" ") for cell in cells)
    return length >= _LONG and spaces * _LONGEST_WORD >= length * len(cells)


def _fits(field: str, cells: Sequence[str]) -> bool:
    """Whether most of what stands in a column can be that field; an empty one may be anything."""
    if field == "published":
        fitting = [len(cell) <= _LONGEST_DATE and any(map(str.isdigit, cell)) for cell in cells]
    elif field == "url":
        fitting = ["." in cell and " " not in cell.strip() for cell in cells]
    elif field in ("title", "id"):
        return True
    else:
        fitting = [len(cell) < _LONG for cell in cells]
    return 2 * sum(fitting) >= len(cells)
