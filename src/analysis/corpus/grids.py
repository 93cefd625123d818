"""Tables inside articles: their rows, the cells of each, and the header that says what a column holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.corpus.blocks import SEPARATOR
from analysis.corpus.document import Block, Document


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its span in the article's text, and the column's heading if the table has a header row."""

    start: int
    end: int
    heading: str | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table in an article; `is_header` marks the row that names the columns."""

    block_id: str
    is_header: bool
    cells: tuple[Cell, ...]


def table_rows(document: Document) -> list[TableRow]:
    """The rows of all tables of an article, in order, lines of dashes left out.

    The first row of a table is its header if a line of dashes follows, or if it alone holds no digit.

    >>> from analysis.corpus import document_from_text
    >>> document = document_from_text("Toll\\n\\n| Day | Dead |\\n|---|---|\\n| 1 May | 12 |")
    >>> [document.text[cell.start:cell.end] for row in table_rows(document) for cell in row.cells]
    ['Day', 'Dead', '1 May', '12']
    >>> [cell.heading for cell in table_rows(document)[1].cells]
    ['Day', 'Dead']
    """
    return [row for run in _tables(document) for row in _rows(run, document.text)]


def _tables(document: Document) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in document.blocks:
        if block.kind == "table_row":
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _rows(run: list[Block], text: str) -> Iterator[TableRow]:
    kept = [block for block in run if block.reason != SEPARATOR]
    has_dashes = len(run) > 1 and run[1].reason == SEPARATOR
    digits = [any(map(str.isdigit, text[block.start_char : block.end_char])) for block in kept]
    has_header = has_dashes or (len(kept) > 1 and not digits[0] and all(digits[1:]))
    headings: list[str] = []
    for i, block in enumerate(kept):
        spans = _cell_spans(block, text)
        is_header = has_header and i == 0
        if is_header:
            headings = [text[start:end] for start, end in spans]
        named = [*headings, *[None] * (len(spans) - len(headings))]
        cells = tuple(Cell(a, b, heading) for (a, b), heading in zip(spans, named, strict=False))
        yield TableRow(block.block_id, is_header, cells)


def _cell_spans(block: Block, text: str) -> list[tuple[int, int]]:
    """Cells between bars or tabs, without the white space around them; an empty cell is an empty span."""
    line = text[block.start_char : block.end_char]
    first = block.start_char + (1 if line.startswith("|") else 0)
    last = block.end_char - (1 if line.endswith("|") and len(line) > 1 else 0)
    spans, start = [], first
    marks = [i for i in range(first, last) if text[i] in ("|" if "|" in line else "\t")]
    for end in [*marks, last]:
        cell = text[start:end]
        left = start + len(cell) - len(cell.lstrip()) if cell.strip() else start
        spans.append((left, left + len(cell.strip())))
        start = end + 1
    return spans
