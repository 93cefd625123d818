"""The ledger: every number that the articles report, one row each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.corpus.document import Document, Sentence
from analysis.reported_figures.measures import meaning_of
from analysis.reported_figures.quantities import Quantity, quantities_in

# Figures are read from these blocks; the others are not reporting (tables of contents, navigation, promotion).
_READ = frozenset({"title", "heading", "paragraph", "list_item", "table_row", "question", "callout"})


def find_figures(
    documents: Iterable[Document],
    quotes: pd.DataFrame,
    *,
    codebook: Codebook,
    dozens: float = 12,
    hundreds: float = 100,
) -> pd.DataFrame:
    """Every number that the articles report: how much, how firm, of what, as of when, says who.

    Returns
    -------
    The table `reported_figures`, in reading order.
    """
    by_article: dict[str, list[dict[str, Any]]] = {}
    for row in quotes.to_dict("records"):
        by_article.setdefault(row["article_id"], []).append(row)
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
    """The rows of `reported_figures` for one article."""
    rows: list[dict[str, Any]] = []
    blocks = document.block_of()
    for sentence in document.sentences:
        block = blocks[sentence.block_id]
        if not block.is_body or block.kind not in _READ:
            continue
        text = document.text[sentence.start_char : sentence.end_char]
        at_start = sentence.start_char <= block.start_char + 3
        for quantity in quantities_in(text, at_start=at_start, dozens=dozens, hundreds=hundreds):
            if quantity.role == "figure":
                rows.append(_row(document, sentence, quantity, text=text, codebook=codebook, number=len(rows) + 1))
    return rows


def _row(
    document: Document, sentence: Sentence, quantity: Quantity, *, text: str, codebook: Codebook, number: int
) -> dict[str, Any]:
    start, end = sentence.start_char + quantity.start, sentence.start_char + quantity.end
    meaning = meaning_of(
        text[: quantity.start],
        text[quantity.end :],
        counted=quantity.counted,
        head=quantity.head,
        unit=quantity.unit,
        form=quantity.form,
        codebook=codebook,
    )
    return {
        "figure_id": f"{document.article_id}:f{number}",
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
        "unit": quantity.unit,
        "counted": quantity.counted,
        "head": quantity.head,
        "population": meaning.population,
        "measure": meaning.measure,
        "kind": meaning.kind,
        "is_quoted": False,
    }
