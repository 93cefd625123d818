"""CSV and its kin, one article a row: cells parted by commas, semicolons, tabs or upright lines."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from analysis.readers.columns import Layout, fields_named, guess, is_running, listed, tidy_names
from analysis.readers.decoding import NEITHER, REPAIRED, Lines, TooLong, characters_of, legible, mended
from analysis.readers.record import LARGEST_ARTICLE, TEXT, File, Note, Outcome, Reader, Refused, Settings, Unreadable

_DELIMITERS = ",;\t|"
# Quotation marks doubled inside cells; with a backslash before them; and, in tables with tabs, no marks at all.
_DOUBLED: dict[str, Any] = {"strict": True}
_ESCAPED: dict[str, Any] = {"strict": True, "doublequote": False, "escapechar": "\\"}
_UNQUOTED: dict[str, Any] = {"quoting": csv.QUOTE_NONE}
_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?\s*\Z', re.IGNORECASE)
_RULE = frozenset("|:+=- \t\r\n")
_LONGEST_HEADING, _FEWEST_ROWS, _MOST_SAMPLES = 80, 3, 50
_START, _LONGEST_START, _SAMPLE_SIZE = 60_000, 500_000, 2_000_000
# After a row that is not closed: how many lines on the next one may begin, and how many good rows show that it did.
_LOOK_ON, _GOOD_ROWS = 50, 3
# What may be read twice in all to find such a place, in characters.
_READ_TWICE = 100_000_000


_NO_TABLE = "This is no table whose rows have as many cells as its header."
_NO_HEADER = (
    "The first row of this table holds no names of columns. Put a row above it that names them: title, text, source,"
    " published, …"
)
_QUOTE = "A cell that begins with a quotation mark ends with one; one within it is written twice."
_PART = "A cell with the mark that parts cells needs quotation marks around it."


class _Form(NamedTuple):
    """How the cells of a table are parted, its header, and whether a line before that says so (`sep=;`)."""

    options: dict[str, Any]
    header: tuple[str, ...]
    is_said: bool


class _Sample(NamedTuple):
    """The rows at the start of a file in one form: those with as many cells as the header, and all."""

    form: _Form
    whole: list[list[str]]
    n_rows: int

    @property
    def share(self) -> float:
        return len(self.whole) / self.n_rows if self.n_rows else 1.0


def recognises(file: File) -> bool:
    """Whether the file is a table, by its header and by rows that have as many cells as it."""
    head, is_all = characters_of(file.head), file.size <= len(file.head)
    return bool(head) and (_form(head, is_all) is not None or _is_without_header(head, is_all))


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The articles of a table, one a row, in its order.

    Rows are numbered as a spreadsheet shows them, the header being 1. Empty rows are passed over.

    Raises
    ------
    Unreadable
        No column holds the text, a column that was told is not there, or the bytes are no text.

    Misleads when
    -------------
    A quotation mark that is not closed runs through rows that happen to end it properly: they are then one row, and
    refused for its number of cells.
    """
    with Lines(file, settings.encoding) as lines:
        start = _start(lines)
    form = _form(*start)
    if form is None:
        raise Unreadable(_NO_HEADER if _is_without_header(*start) else _NO_TABLE)
    with Lines(file, settings.encoding) as lines:
        if form.is_said:
            next(lines)
        yield from _articles(_Rows(lines, form), form, settings)


def _start(lines: Lines) -> tuple[str, bool]:
    """The first lines as the told encoding has them, and whether they are all."""
    size, first = 0, []
    while size <= _START:
        lines.begin()
        try:
            first.append(next(lines)[:_LONGEST_START])
            size += len(first[-1])
        except TooLong:
            continue  # its row is refused when its turn comes
        except StopIteration:
            return legible("".join(first)), True
    return legible("".join(first)), False


def rows_of(text: str, column: str) -> Iterator[tuple[int, list[str] | str]]:
    """The rows of a small table of whatever kind, the header being row 1: cells, or why a row cannot be used.

    Cells are parted by the mark with which the header has a cell `column`. Empty rows have no cells.
    """
    first, mark, rest = text.partition("\n")
    said = _SEPARATOR.match(first + mark)
    delimiter, header = _DELIMITERS[0], _cells(rest if said else text, _DELIMITERS[0])
    for tried in said[1] if said else _DELIMITERS:
        cells = _cells(rest if said else text, tried)
        if said or column in (cell.strip().lower() for cell in cells):
            delimiter, header = tried, cells
            break
    form = _Form({"delimiter": delimiter, **_DOUBLED}, tuple(header), said is not None)
    with Lines(File.of("", (rest if said else text).encode()), "utf-8") as lines:
        yield from enumerate(_Rows(lines, form).records(), 1)


def _cells(text: str, delimiter: str) -> list[str]:
    """The cells of the first row, without empty ones at its end; none where it is no CSV."""
    try:
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, **_DOUBLED), [])
    except csv.Error:
        return []
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _articles(rows: "_Rows", form: _Form, settings: Settings) -> Iterator[Outcome]:
    numbered = ((row, found) for row, found in enumerate(rows.records(), 1) if found != [])
    begun: list[tuple[int, list[str] | str]] = []
    size = 0
    next(numbered, None)
    for row, found in numbered:
        begun.append((row, found))
        size += sum(map(len, found))
        if len(begun) == _MOST_SAMPLES or size > _SAMPLE_SIZE:
            break
    layout = guess(form.header, [found for _, found in begun if isinstance(found, list)], settings)
    if layout.note:
        yield Note(layout.note)
    n_repeats = n_taken = 0
    for row, found in chain(begun, numbered):
        outcome = _outcome(layout, form, row, found)
        n_repeats += isinstance(outcome, Note)
        if outcome and not isinstance(outcome, Note):
            n_taken += 1
            yield outcome
    if n_repeats:
        yield Note(f"The header stands {n_repeats + 1} times in this table; its repeats are no articles.")
    if not n_taken:
        raise Unreadable(f"The table has a header and no article. Columns: {listed(layout.names)}.")


def _outcome(layout: Layout, form: _Form, row: int, found: list[str] | str) -> Outcome | None:
    """What a row gives: a note where it is the header again, None where it is empty."""
    if isinstance(found, str):
        return Refused(row, found)
    try:
        cells, is_repaired = mended(found)
    except UnicodeError:
        return Refused(row, NEITHER)
    if tuple(cells) == form.header:
        return Note("the header")
    return layout.record(cells, row, flags=(REPAIRED,) if is_repaired else ())


@dataclass
class _Rows:
    """The rows of a table: cells, or why a row cannot be used. A row that goes wrong costs itself."""

    lines: Lines
    form: _Form
    _read_twice: int = field(default=0)

    def records(self) -> Iterator[list[str] | str]:
        reader = csv.reader(self.lines, **self.form.options)
        n_columns = len(self.form.header)
        while True:
            self.lines.begin()
            first = self.lines.number + 1
            try:
                cells = _next(reader)
            except StopIteration:
                return
            except (csv.Error, TooLong) as error:
                yield self._reason(f"Not valid CSV ({error})", first, _QUOTE)
                continue
            cells = _trimmed(cells, n_columns)
            if len(cells) in (0, n_columns):
                yield cells
            else:
                yield self._reason(f"{len(cells)} cells where the header has {n_columns}", first, _PART)

    def _reason(self, what: str, first: int, hint: str) -> str:
        self._go_on_where_rows_are_good()
        last = self.lines.number
        where = f"line {first}" if last <= first else f"lines {first} to {last}"
        return f"{what}: {where} left out. {hint}"

    def _go_on_where_rows_are_good(self) -> None:
        """Give back the lines that a quotation mark left open has swallowed, from where whole rows begin again."""
        swallowed = self.lines.taken
        for start in range(1, min(len(swallowed), _LOOK_ON + 1)):
            if self._read_twice > _READ_TWICE:
                return
            if self._is_row_start(swallowed[start:]):
                self._read_twice += sum(map(len, swallowed))
                self.lines.give_back(swallowed[start:])
                return

    def _is_row_start(self, lines: Sequence[str]) -> bool:
        """Whether rows as long as the header stand here; prose with as many commas has spaces after them."""
        looked_at: list[str] = []
        reader = csv.reader(_kept(lines, looked_at), **self.form.options)
        n_good = 0
        try:
            while n_good < _GOOD_ROWS:
                cells = _next(reader)
                n_cells = len(_trimmed(cells, len(self.form.header)))
                if n_cells != len(self.form.header) or any(cell[:1].isspace() for cell in cells[1:]):
                    return False
                n_good += 1
        except StopIteration:
            return n_good > 0
        except csv.Error:
            # The last line of the lines swallowed may be the middle of a row.
            return n_good > 0 and len(looked_at) == len(lines)
        finally:
            self._read_twice += sum(map(len, looked_at))
        return True


def _kept(lines: Iterable[str], looked_at: list[str]) -> Iterator[str]:
    for line in lines:
        looked_at.append(line)
        yield line


def _next(reader: Iterator[list[str]]) -> list[str]:
    """The next row; how long a cell may be is a setting of the whole csv module, so it is put back."""
    before = csv.field_size_limit(LARGEST_ARTICLE)
    try:
        return next(reader)
    finally:
        csv.field_size_limit(before)


def _trimmed(cells: list[str], n_columns: int) -> list[str]:
    """The cells without empty ones past the header; no cells where all are empty."""
    if not any(cells):
        return []
    if len(cells) > n_columns and not any(cells[n_columns:]):
        return cells[:n_columns]
    return cells


# --- which form


def _form(head: str, is_all: bool) -> _Form | None:
    """How the cells are parted: the form in which most rows are whole and most columns are known by name."""
    lines = list(io.StringIO(head.removeprefix("\ufeff"), newline=""))
    said = _SEPARATOR.match(lines[0]) if lines else None
    if said:
        lines = lines[1:]
    is_header = is_all and len(lines) == 1 and any(_names_an_article(_cells(lines[0], mark)) for mark in _DELIMITERS)
    if (len(lines) < 2 and not said and not is_header) or any(
        "-" in line and _RULE.issuperset(line) for line in lines[1:3]
    ):
        return None  # one line is no table; a rule under the first line makes it one of Markdown
    best: tuple[tuple[int, float, int], _Sample] | None = None
    for delimiter in said[1] if said else _DELIMITERS:
        for quoting in _quoting(delimiter, head):
            sample = _sample(lines, {"delimiter": delimiter, **quoting}, is_all=is_all, is_said=said is not None)
            if sample and _is_table(sample, lines):
                rank = (len(fields_named(sample.form.header)), round(sample.share, 2), len(sample.form.header))
                if best is None or rank > best[0]:
                    best = rank, sample
    return best[1].form if best else None


def _names_an_article(header: Sequence[str]) -> bool:
    """Whether cells are nothing but names of columns of an article, the text's among them, as no prose begins."""
    is_tight = not any(cell[:1].isspace() for cell in header[1:])
    return is_tight and len(header) > 1 and TEXT in fields_named(header) and all(map(fields_named, zip(header)))


def _is_without_header(head: str, is_all: bool) -> bool:
    """Whether rows have as many cells, one of them long, and none begins with a space as prose does after commas."""
    for delimiter in _DELIMITERS:
        rows: list[list[str]] = []
        reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter, strict=True)
        with suppress(StopIteration, csv.Error):
            while True:
                rows.append(_next(reader))
        rows = [row for row in rows if row][: None if is_all else -1]
        is_even = len(rows) > _FEWEST_ROWS and len(rows[0]) > 2 and len({len(row) for row in rows}) == 1
        if is_even and not any(cell[:1].isspace() for row in rows for cell in row[1:]):
            return any(is_running([row[at] for row in rows]) for at in range(len(rows[0])))
    return False


def _quoting(delimiter: str, head: str) -> Iterator[dict[str, Any]]:
    yield _DOUBLED
    if '\\"' in head:
        yield _ESCAPED
    if delimiter == "\t" and '"' in head:
        yield _UNQUOTED


def _sample(lines: Sequence[str], options: dict[str, Any], *, is_all: bool, is_said: bool) -> _Sample | None:
    try:
        header = next((row for row in csv.reader(lines, **options) if any(cell.strip() for cell in row)), [])
    except csv.Error:
        return None
    while header and not header[-1].strip():
        header.pop()
    if not _may_be_header(header):
        return None
    form = _Form(options, tuple(header), is_said)
    rows = [row for row in _Rows(Lines(File.of("", "".join(lines).encode()), None), form).records() if row][1:]
    if not is_all and len(rows) > 1:
        rows.pop()  # it may be cut in the middle
    whole = [row for row in rows if isinstance(row, list)]
    return _Sample(form, whole, len(rows))


def _may_be_header(cells: Sequence[str]) -> bool:
    is_alone = len(cells) == 1 and fields_named(cells) == {TEXT}
    return (
        (len(cells) > 1 or is_alone) and max(map(len, cells)) <= _LONGEST_HEADING and len(set(cells)) >= len(cells) - 1
    )


def _is_table(sample: _Sample, lines: Sequence[str]) -> bool:
    """Whether rows and header are those of a table of articles, not lines of prose with commas."""
    header = sample.form.header
    known = fields_named(header)
    if len(header) == 1:
        n_quoted = sum(line.startswith('"') for line in lines[1:])
        return sample.share == 1 and len(sample.whole) > 1 and 2 * n_quoted >= len(lines) - 1
    if _names_an_article(header):
        return True
    if known & {TEXT, "weak_text"} or len(known) > 1:
        # One such name, or spaces as after the commas of prose: then all rows must bear the header out.
        is_doubtful = len(known) < 2 or not _is_tight(sample)
        return sample.share >= (0.9 if is_doubtful else 0.5) and (len(sample.whole) > 0 or len(known) > 1)
    is_even = sample.share == 1 and len(sample.whole) >= (_FEWEST_ROWS if len(header) > 2 else 2)
    return is_even and _is_tight(sample) and (len(header) > 2 or _has_numbers(sample) or _has_long_column(sample))


def _is_tight(sample: _Sample) -> bool:
    """Whether cells begin right after the mark that parts them, as no prose does, and the header is of words."""
    header = sample.form.header
    if any(cell[:1].isspace() for cells in (header, *sample.whole) for cell in cells[1:]):
        return False
    words = [name.rstrip() for name in header if name.strip()]
    return len(words) >= len(header) - 1 and all(
        any(map(str.isalpha, word)) and not word.endswith((".", "!", "?")) for word in words
    )


def _has_numbers(sample: _Sample) -> bool:
    """Whether a column holds numbers alone, in rows enough."""
    columns = zip(*sample.whole, strict=False)
    return len(sample.whole) >= _FEWEST_ROWS and any(all(map(str.isdecimal, column)) for column in columns)


def _has_long_column(sample: _Sample) -> bool:
    try:
        layout = guess(tidy_names(sample.form.header), sample.whole, Settings())
    except Unreadable:
        return False
    return TEXT in layout.places


READER = Reader("table", recognises, read)
