"""The ledger: every number that the articles report, one row each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.corpus.document import Block, Document, Sentence
from analysis.english.dates import dates_of
from analysis.english.marks import QUOTES
from analysis.english.numbers import Conventions, may_hold_number
from analysis.english.numerals import VAGUE_SCALES, decimal_sign
from analysis.english.tokens import scan
from analysis.english.word_lists import any_of, word_list
from analysis.reported_figures.antecedents import Found, with_money_said_before, with_what_each_costs
from analysis.reported_figures.as_of import as_of_and_event, date_titles
from analysis.reported_figures.authority import Credit, find_credit
from analysis.reported_figures.expectations import FORESEEN
from analysis.reported_figures.quantities import Quantity, quantities_of
from analysis.reported_figures.readings import read
from analysis.reported_figures.withdrawn import mark_withdrawn
from analysis.reported_figures.zeros import may_hold_zero, zeros_of

# Figures are read from these blocks; the others are not reporting (tables of contents, navigation, promotion).
_READ = frozenset(
    {"title", "heading", "paragraph", "list_item", "table_row", "question", "callout", "correction", "dateline"}
)
# What an article counts of itself ("two crucial trends", "five things to know") reports nothing about the world.
_OWN_POINTS = word_list("own_points", package=__package__)
_LARGEST_OWN = 12
_PERIODS = ("period",)


def find_figures(
    documents: Iterable[Document],
    quotes: pd.DataFrame,
    *,
    codebook: Codebook,
    dozens: float = 12,
    hundreds: float = 100,
) -> pd.DataFrame:
    """Every number that the articles report: how much, how firm, of what, as of when, says who.

    Parameters
    ----------
    documents
        Articles with blocks and sentences.
    quotes
        The table `quotes` of the same articles: figures in quoted or reported words are credited to their speakers.
    codebook
        Names the measures, with the nouns they count and the cues that say so.
    dozens, hundreds
        What vague words are drawn at; `low` of a vague figure is that drawing, `high` is open.

    Returns
    -------
    The table `reported_figures`, in reading order.

    Misleads when
    -------------
    A number is drawn in an image or a table without text; the article counts its own points with a noun that is not
    known as such; a name that ends in a number looks like a count ("District 9 officers").
    """
    by_article: dict[str, list[dict[str, Any]]] = {}
    for row in schema.validate("quotes", quotes).to_dict("records"):
        plain = {key: None if value is pd.NA or value != value else value for key, value in row.items()}
        by_article.setdefault(row["article_id"], []).append(plain)
    rows: list[dict[str, Any]] = []
    for document in documents:
        quotes_rows = by_article.get(document.article_id, [])
        rows += figures_of(document, quotes_rows, codebook=codebook, dozens=dozens, hundreds=hundreds)
    return schema.frame("reported_figures", rows)


def figures_of(
    document: Document,
    quotes_rows: Sequence[Mapping[str, Any]],
    *,
    codebook: Codebook,
    dozens: float = 12,
    hundreds: float = 100,
) -> list[dict[str, Any]]:
    """The rows of `reported_figures` for one article; `quotes_rows` are the rows of `quotes` for it.

    Which of them repeat an earlier one is for `claims.mark_repeats` to say.
    """
    found = _found(document, codebook, dozens=dozens, hundreds=hundreds)
    is_quoted = _quoted(quotes_rows)
    rows: list[dict[str, Any]] = []
    for place in range(len(found)):
        row = _row(document, found=found, place=place, rows=rows, codebook=codebook)
        row["figure_id"] = f"{document.article_id}:f{place + 1}"
        span = (row["start_char"], row["end_char"])
        row |= _credited(find_credit(document, *span, quotes_rows=quotes_rows, codebook=codebook))
        row["is_quoted"] = is_quoted(*span)
        rows.append(row)
    date_titles(document, rows)
    mark_withdrawn(document, rows)
    return rows


def _credited(credit: Credit | None) -> dict[str, Any]:
    """The columns that say who counted; where the credit names nobody plainly there is no place of a name."""
    if credit is None:
        return dict.fromkeys(("authority", "authority_basis", "authority_start", "authority_end"))
    named = credit.authority is not None
    return {
        "authority": credit.authority,
        "authority_basis": credit.basis,
        "authority_start": credit.start if named else None,
        "authority_end": credit.end if named else None,
    }


def _quoted(quotes_rows: Sequence[Mapping[str, Any]]) -> Callable[[int, int], bool]:
    """Whether a span lies in one of the direct quotations."""
    spans = sorted((quote["start_char"], quote["end_char"]) for quote in quotes_rows if quote["is_direct"])
    starts, farthest = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))

    def is_quoted(start: int, end: int) -> bool:
        last = bisect_right(starts, start)
        return last > 0 and end <= farthest[last - 1]

    return is_quoted


# "'Up to 900' feared dead", "‘hundreds’ killed": marks around a number alone, as headlines set them.
_IN_MARKS = re.compile(
    rf"(?<!\w)[“\"‘'](?P<number>(?:[A-Za-z]{{2,8}} ){{0,3}}(?:\d[\d.,]{{0,12}}|{any_of(VAGUE_SCALES)}))[”\"’'](?=\s)",
    re.IGNORECASE,
)


def _unmarked(text: str) -> str:
    """The text with marks around a number alone taken for spaces, so that what is said of the number follows it."""
    return _IN_MARKS.sub(r" \g<number> ", text) if any(mark in text for mark in QUOTES) else text


def _found(document: Document, codebook: Codebook, *, dozens: float, hundreds: float) -> list[Found]:
    dates: list[tuple[int, int]] | None = None
    blocks = document.block_of()
    header = ""
    previous: Block | None = None
    found: list[Found] = []
    for sentence in document.sentences:
        block = blocks[sentence.block_id]
        text = document.text[sentence.start_char : sentence.end_char]
        if block.kind == "table_row" and (previous is None or previous.kind != "table_row"):
            header = text
        previous = block
        if not block.is_body or block.kind not in _READ:
            continue
        if not (may_hold_number(text) or may_hold_zero(text)):
            continue
        if dates is None:
            dates, ends = _dates_of(document)
            conventions = Conventions(dozens, hundreds, decimal_sign(document.text))
        inside = _dates_within(dates, ends, sentence)
        at_start = sentence.start_char <= block.start_char + 3
        tokens = scan(_unmarked(text))
        quantities = quantities_of(tokens, dates=inside, at_start=at_start, conventions=conventions)
        zeros = zeros_of(tokens, codebook)
        quantities = sorted((*quantities, *zeros), key=lambda quantity: quantity.start) if zeros else quantities
        above = header if block.kind == "table_row" else ""
        found += [Found(sentence, block, tokens, above, q) for q in quantities if _is_reported(q)]
    return with_what_each_costs(with_money_said_before(found))


def _is_of_expectations(document: Document, block: Block) -> bool:
    """Whether a line stands in a list of what was foreseen: "Here is what analysts expected:"."""
    if block.kind != "list_item":
        return False
    opening, _ = document.beside_run(bisect_left(document.blocks, block.start_char, key=lambda one: one.start_char))
    said = document.text[opening.start_char : opening.end_char].rstrip() if opening else ""
    return said.endswith(":") and not FORESEEN.isdisjoint(said[:-1].lower().split())


def _dates_of(document: Document) -> tuple[list[tuple[int, int]], list[int]]:
    """The spans of the article's dates, and their ends."""
    dates = [(d.start, d.end) for d in dates_of(document.text, document.published) if d.kind not in _PERIODS]
    return dates, [end for _, end in dates]


def _dates_within(dates: list[tuple[int, int]], ends: list[int], sentence: Sentence) -> list[tuple[int, int]]:
    """The dates of a sentence, in its own offsets."""
    at = bisect_left(ends, sentence.start_char)
    inside = []
    while at < len(dates) and dates[at][0] < sentence.end_char:
        inside.append((dates[at][0] - sentence.start_char, dates[at][1] - sentence.start_char))
        at += 1
    return inside


def _is_reported(quantity: Quantity) -> bool:
    if quantity.role != "figure":
        return False
    small = quantity.bound in ("exact", "range") and quantity.value <= _LARGEST_OWN
    return not (small and quantity.head in _OWN_POINTS and quantity.unit is None)


def _row(
    document: Document, *, found: list[Found], place: int, rows: list[dict[str, Any]], codebook: Codebook
) -> dict[str, Any]:
    item = found[place]
    quantity, sentence = item.quantity, item.sentence
    start, end = sentence.start_char + quantity.start, sentence.start_char + quantity.end
    if quantity.measure and quantity.counted_span:
        end = sentence.start_char + quantity.counted_span[1]  # "no casualties": "no" alone says little
    counted, meaning, status = read(document, found=found, place=place, rows=rows, codebook=codebook)
    is_count = quantity.unit is None and quantity.form != "fraction"
    dating = as_of_and_event(
        document,
        sentence,
        (start, end),
        kind=meaning.kind,
        published=document.published,
        measure=meaning.measure if is_count else None,
    )
    return {
        "article_id": document.article_id,
        "source": document.source,
        "sentence_id": sentence.sentence_id,
        "start_char": start,
        "end_char": end,
        "surface": document.text[start:end],
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "low_inclusive": quantity.low_inclusive,
        "high_inclusive": quantity.high_inclusive,
        "bound": quantity.bound,
        "status": status or ("expected" if _is_of_expectations(document, item.block) else None),
        "change": quantity.change,
        "other_value": quantity.other_value,
        "unit": quantity.unit,
        "counted": counted.text if counted else None,
        "head": counted.head if counted else None,
        "population": meaning.population,
        "measure": meaning.measure,
        "kind": meaning.kind,
        "event_date": dating.event_date,
        "as_of": dating.as_of,
        "as_of_basis": dating.basis,
        "as_of_part": dating.part,
    }
