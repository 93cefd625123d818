"""The ledger: every number that the articles report, one row each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.corpus.document import Block, Document, Sentence
from analysis.english.dates import dates_of
from analysis.english.numbers import Conventions, may_hold_number
from analysis.english.numerals import decimal_sign
from analysis.english.tokens import Tokens, scan
from analysis.english.word_lists import word_list
from analysis.reported_figures import counted as nouns
from analysis.reported_figures.as_of import as_of_and_event
from analysis.reported_figures.authority import Credit, find_credit
from analysis.reported_figures.measures import Surroundings, meaning_of
from analysis.reported_figures.quantities import Quantity, quantities_of

# Figures are read from these blocks; the others are not reporting (tables of contents, navigation, promotion).
_READ = frozenset({"title", "heading", "paragraph", "list_item", "table_row", "question", "callout", "dateline"})
# What an article counts of itself ("two crucial trends", "five things to know") reports nothing about the world.
_OWN_POINTS = word_list("own_points", package=__package__)
_LARGEST_OWN = 12
# How far back, in figures and in characters, the noun that a figure leaves out may stand.
_LOOK_BACK = 3
_NEAR = 200
# A sentence without end stays cheap: nothing further off says what a figure is.
_REACH = 600
_CLAUSE_EDGE = re.compile(r"[;:(—]|,?\s?\b(?:and|but|while|whereas|though|although)\s|,\s")
# "40 people were inside and a girl was hurt": the second half is about somebody else.
_NEW_SUBJECT = re.compile(
    r",?\s(?:and|but|while|whereas|as)\s(?:an?|another|its|his|her|their|he|she|it|we|i)\s", re.IGNORECASE
)
_GOVERNS_NEXT = re.compile(r",\s(?:and\s)?[a-z]{3,14}ing\s$")
_AND = re.compile(r"\s?(?:,|,? (?:and|or))\s")
_PERIODS = ("period",)


class _Found(NamedTuple):
    """A quantity in its place."""

    sentence: Sentence
    block: Block
    tokens: Tokens
    header: str
    quantity: Quantity

    @property
    def text(self) -> str:
        return self.tokens.text

    @property
    def after(self) -> int:
        """The token after the quantity."""
        return bisect_left(self.tokens.start, self.quantity.end)

    def left(self) -> str:
        """The words before the quantity, as many as may have to do with it."""
        return self.text[max(0, self.quantity.start - _REACH) : self.quantity.start]

    def rest(self) -> str:
        """The words after it."""
        return self.text[self.quantity.end : self.quantity.end + _REACH]


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
    found = _found(document, dozens=dozens, hundreds=hundreds)
    is_quoted = _quoted(quotes_rows)
    rows: list[dict[str, Any]] = []
    for place, item in enumerate(found):
        earlier = _antecedent(rows, found, place=place)
        row = _row(document, item, found=found, place=place, earlier_row=earlier, codebook=codebook)
        row["figure_id"] = f"{document.article_id}:f{place + 1}"
        span = (row["start_char"], row["end_char"])
        row |= _credited(find_credit(document, *span, quotes_rows=quotes_rows, codebook=codebook))
        row["is_quoted"] = is_quoted(*span)
        rows.append(row)
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


def _found(document: Document, *, dozens: float, hundreds: float) -> list[_Found]:
    dates: list[tuple[int, int]] | None = None
    blocks = document.block_of()
    header = ""
    previous: Block | None = None
    found: list[_Found] = []
    for sentence in document.sentences:
        block = blocks[sentence.block_id]
        text = document.text[sentence.start_char : sentence.end_char]
        if block.kind == "table_row" and (previous is None or previous.kind != "table_row"):
            header = text
        previous = block
        if not block.is_body or block.kind not in _READ:
            continue
        if not may_hold_number(text):
            continue
        if dates is None:
            dates, ends = _dates_of(document)
            conventions = Conventions(dozens, hundreds, decimal_sign(document.text))
        inside = _dates_within(dates, ends, sentence)
        at_start = sentence.start_char <= block.start_char + 3
        tokens = scan(text)
        quantities = quantities_of(tokens, dates=inside, at_start=at_start, conventions=conventions)
        above = header if block.kind == "table_row" else ""
        found += [_Found(sentence, block, tokens, above, q) for q in quantities if _is_reported(q)]
    return found


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


def _antecedent(rows: list[dict[str, Any]], found: list[_Found], *, place: int) -> dict[str, Any] | None:
    """The figure before that counts something, in the same block within a sentence or two.

    What "of them" is a part of is at least as large: 1,900 of them cannot be of five villages.
    """
    item = found[place]
    is_part = nouns.is_subset(item.tokens, item.after)
    for back in range(1, min(len(rows), _LOOK_BACK if is_part else 1) + 1):
        row, other = rows[-back], found[place - back]
        if other.block.block_id != item.block.block_id or item.sentence.start_char - other.sentence.end_char > _NEAR:
            return None
        counts = row["counted"] is not None and row["unit"] is None
        if counts and (not is_part or row["value"] >= item.quantity.value):
            return row
    return None


def _counted(item: _Found, earlier: nouns.Counted | None) -> nouns.Counted | None:
    """The counted noun phrase: said, after the number, before it, in the header, or in the figure before."""
    quantity = item.quantity
    if quantity.counted is not None and quantity.head is not None:
        return nouns.Counted(quantity.counted, quantity.head)
    if quantity.unit is not None:
        written = quantity.unit_written
        is_rate = quantity.unit in ("percent", "percentage points", "basis points")
        plain = written is not None and written.isalpha() and not is_rate
        return nouns.Counted(written, nouns.one_of(written)) if plain else None
    if item.header:
        return nouns.from_header(_column(item))
    left, tokens, at = item.left(), item.tokens, item.after
    said = (
        nouns.vote_of_a_pair(left, item.rest()) or nouns.after_the_number(tokens, at) or nouns.before_the_number(left)
    )
    is_left_out = said is None and earlier is not None
    if is_left_out and (nouns.is_elided(tokens, at) or nouns.is_earlier_value(left)):
        return earlier
    return said


def _column(item: _Found) -> str:
    """The header above the figure's cell."""
    cell = item.text.count("|", 0, item.quantity.start)
    names = item.header.split("|")
    return names[cell].strip() if cell < len(names) else ""


def _row(
    document: Document,
    item: _Found,
    *,
    found: list[_Found],
    place: int,
    earlier_row: dict[str, Any] | None,
    codebook: Codebook,
) -> dict[str, Any]:
    quantity, sentence = item.quantity, item.sentence
    start, end = sentence.start_char + quantity.start, sentence.start_char + quantity.end
    earlier = None if earlier_row is None else nouns.Counted(earlier_row["counted"], earlier_row["head"])
    counted = _counted(item, earlier)
    meaning = meaning_of(
        _surroundings(item, found, place),
        counted=counted.text if counted else None,
        head=counted.head if counted else None,
        unit=quantity.unit,
        form=quantity.form,
        codebook=codebook,
    )
    if quantity.unit == "years" and quantity.unit_written is None:
        meaning = meaning._replace(measure=None)  # an age, whatever else the sentence counts in years
    refers = nouns.is_subset(item.tokens, item.after) or nouns.is_earlier_value(item.left())
    is_part = quantity.unit is None and quantity.form != "fraction" and refers
    if meaning.measure is None and is_part and earlier_row is not None:
        meaning = meaning._replace(measure=earlier_row["measure"], kind=earlier_row["kind"])
    if meaning.kind == "other" and quantity.unit is None and _is_listed_with(found, place):
        meaning = meaning._replace(kind=earlier_row["kind"] if earlier_row is not None else "other")
    dating = as_of_and_event(
        document,
        sentence,
        (start, end),
        kind=meaning.kind,
        published=document.published,
        measure=meaning.measure if quantity.unit is None and quantity.form != "fraction" else None,
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


def _is_listed_with(found: list[_Found], place: int) -> bool:
    """Whether a figure goes on the list of the one before: "35 missiles and 46 drones"."""
    if place == 0 or found[place - 1].sentence.sentence_id != found[place].sentence.sentence_id:
        return False
    earlier, quantity = found[place - 1].quantity, found[place].quantity
    end = max(earlier.end, earlier.counted_span[1] if earlier.counted_span else 0)
    return _AND.fullmatch(found[place].text, end, quantity.start) is not None


def _surroundings(item: _Found, found: list[_Found], place: int) -> Surroundings:
    """The sentence around a figure, and the part of it that belongs to this figure."""
    quantity, text = item.quantity, item.text
    same = item.sentence.sentence_id
    last = place - 1 if place > 0 and found[place - 1].sentence.sentence_id == same else None
    following = place + 1 if place + 1 < len(found) and found[place + 1].sentence.sentence_id == same else None
    left = found[last].quantity.end if last is not None else 0
    right = found[following].quantity.start if following is not None else len(text)
    inside = max(0, quantity.counted_span[1] - quantity.end) if quantity.counted_span else 0
    before, after = item.left(), item.rest()
    near_before = text[max(left, quantity.start - _REACH) : quantity.start]
    near_after = text[quantity.end : min(right, quantity.end + _REACH)]
    if nouns.has_own_verb(item.tokens, bisect_left(item.tokens.start, quantity.end + inside)):
        # The figure is a subject: what stands before its clause was said of something else.
        edges = [match.end() for match in _CLAUSE_EDGE.finditer(near_before)]
        before = near_before = near_before[edges[-1] :] if edges else near_before
        another = _NEW_SUBJECT.search(near_after, inside)
        after = near_after = near_after[: another.start()] if another else near_after
    governing = _GOVERNS_NEXT.search(near_after) if following is not None else None
    if governing is not None and governing.start() >= inside:
        # "30 men attacked, killing 12": the participle is about the next figure.
        after = near_after = near_after[: governing.start()]
    # Nothing beyond a semicolon says what this figure is.
    before, after = before[before.rfind(";") + 1 :], after.partition(";")[0]
    label = _column(item) if item.header else ""
    return Surroundings(
        before,
        after,
        near_before,
        near_after,
        inside,
        label,
        text[max(0, quantity.start - _REACH) : quantity.end + _REACH],
        text[max(0, quantity.start // _REACH - 1) * _REACH : (quantity.end // _REACH + 2) * _REACH],
    )
