"""The ledger: every number that the articles report, one row each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.corpus.document import Block, Document, Sentence
from analysis.english.dates import dates_of
from analysis.english.numbers import Conventions, may_hold_number
from analysis.english.numerals import decimal_sign
from analysis.english.tokens import scan
from analysis.english.units import MONEY
from analysis.english.word_lists import word_list
from analysis.reported_figures import counted as nouns
from analysis.reported_figures.antecedents import (
    OPEN_LINKS,
    Found,
    amount_before,
    antecedent,
    counted_before,
    is_earlier_value,
    is_expectation,
    is_listed_with,
    is_recount,
    is_retold,
    is_share_of_votes,
)
from analysis.reported_figures.as_of import as_of_and_event, date_titles
from analysis.reported_figures.authority import Credit, find_credit
from analysis.reported_figures.clauses import Clause, clause_of, is_object
from analysis.reported_figures.measures import RATES, Meaning, Surroundings, may_count, meaning_of
from analysis.reported_figures.quantities import Quantity, quantities_of
from analysis.reported_figures.withdrawn import mark_withdrawn
from analysis.reported_figures.zeros import may_hold_zero, zeros_of

# Figures are read from these blocks; the others are not reporting (tables of contents, navigation, promotion).
_READ = frozenset(
    {"title", "heading", "paragraph", "list_item", "table_row", "question", "callout", "correction", "dateline"}
)
# What an article counts of itself ("two crucial trends", "five things to know") reports nothing about the world.
_OWN_POINTS = word_list("own_points", package=__package__)
_LARGEST_OWN = 12
_OF_WHOLE = re.compile(
    r" of (?:(?:the|its|their|his|her|these|those|some|about|nearly|more than) ){0,3}"
    r"(?:(?:[^\W\d_]+ ){0,2}[^\W\d_]+(?:[’']s|s[’']) (?:(?:about|some|nearly|more than|roughly|estimated) ){0,2})?"
)
# Figures of one sentence on either side that a figure's clause is parted from.
_BESIDE = 12
_PERIODS = ("period",)
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_SMALL = re.compile(r"\b[a-z]+")
# A survey's shares are no votes.
_POLLED = frozenset({"survey", "poll", "pollster", "respondents"})


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
    for place, item in enumerate(found):
        row = _row(document, item, found=found, place=place, rows=rows, codebook=codebook)
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
        tokens = scan(text)
        quantities = quantities_of(tokens, dates=inside, at_start=at_start, conventions=conventions)
        zeros = zeros_of(tokens, codebook)
        quantities = sorted((*quantities, *zeros), key=lambda quantity: quantity.start) if zeros else quantities
        above = header if block.kind == "table_row" else ""
        found += [Found(sentence, block, tokens, above, q) for q in quantities if _is_reported(q)]
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


def _counted(
    item: Found, earlier: dict[str, Any] | None, *, following: Found | None, clause: Clause
) -> nouns.Counted | None:
    """The counted noun phrase: said, after the number, before it, in the header, or in the figure before."""
    quantity = item.quantity
    left, tokens, at = item.left(), item.tokens, item.after
    if nouns.is_exception(left):  # "67 dead, all but three of them soldiers"
        return None if earlier is None else nouns.Counted(earlier["counted"], earlier["head"])
    grade = nouns.grade_of(tokens, bisect_left(tokens.start, quantity.start), at) if quantity.unit is None else None
    if grade is not None:
        return grade
    if quantity.counted is not None and quantity.head is not None:
        return nouns.Counted(quantity.counted, quantity.head)
    if quantity.unit is not None:
        return None
    if item.header:
        return nouns.from_header(_column(item))
    if (
        following is not None
        and following.quantity.head
        and _OF_WHOLE.fullmatch(item.text, quantity.end, following.quantity.start)
    ):
        return nouns.Counted(following.quantity.counted, following.quantity.head)
    before = nouns.vote_of_a_pair(left, item.rest()) or nouns.before_the_number(tokens, clause)
    governed = is_object(tokens, clause) or clause.link == "label"
    governed = governed or (clause.link != "start" and nouns.amount_of(tokens, clause))
    is_left_out = nouns.is_subset(tokens, at) or (not governed and nouns.is_elided(tokens, at))
    if before is None and earlier is not None and (is_left_out or is_earlier_value(item)):
        same = earlier["sentence_id"] == item.sentence.sentence_id and earlier["value"] != 1
        # "Twenty children died and 30 are missing" are children; arrests and crowds are of other people.
        if nouns.says_no_other(tokens, at) or (same and earlier["measure"] and earlier["kind"] != "flow"):
            return nouns.Counted(earlier["counted"], earlier["head"])
    return before or nouns.after_the_number(tokens, at)


def _said_before(item: Found, clause: Clause, earlier: dict[str, Any] | None) -> nouns.Counted | None:
    """The noun of the figure before, where a verb governs this one: "won 41 seats in May and 29 in June"."""
    is_left_out = nouns.is_elided(item.tokens, item.after) and not nouns.amount_of(item.tokens, clause)
    return nouns.Counted(earlier["counted"], earlier["head"]) if earlier is not None and is_left_out else None


def _of_votes(codebook: Codebook) -> str | None:
    """The measure that counts votes, if the codebook has one."""
    return next((one.name for one in codebook.measures.values() if "votes" in one.people), None)


def _is_name(document: Document, counted: nouns.Counted) -> bool:
    """Whether a noun found before its number is a name: "Norvik Energy lost $301 million"."""
    word = (counted.text or "").rpartition(" ")[2]
    return word[:1].isupper() and word.lower() in _names_in(document.text)


@lru_cache(maxsize=2)
def _names_in(text: str) -> frozenset[str]:
    """The words that an article writes with a capital within a sentence, and never without, in lower case."""
    return frozenset(word.lower() for word in _CAPITAL.findall(text)) - frozenset(_SMALL.findall(text))


def _measured(
    item: Found, clause: Clause, meaning: Meaning, codebook: Codebook, *, before: nouns.Counted | None
) -> nouns.Counted | None:
    """What a number without a noun of its own is a number of: people, what an amount is the amount of, its unit."""
    unit, written = item.quantity.unit, item.quantity.unit_written
    if clause.link == "label" and (label := nouns.amount_of(item.tokens, clause)) is not None and label.is_plural:
        return label  # "Confirmed cases: 508"
    is_people = meaning.measure is not None and "people" in codebook.measures[meaning.measure].people
    if unit is None and is_people:
        return nouns.Counted("people", "person")
    is_rate = unit in RATES
    is_age = unit == "years" and written is None
    is_amount = unit is None or is_rate or is_age or unit.partition(" per ")[0] in MONEY
    named = _amount(item, clause, before) if is_amount else None
    if named is not None or is_rate or written is None or not written.isalpha():
        return named
    return nouns.Counted(written, nouns.one_of(written))


def _amount(item: Found, clause: Clause, before: nouns.Counted | None) -> nouns.Counted | None:
    """What an amount is the amount of; `before` is what the one before is."""
    tokens, first = item.tokens, bisect_left(item.tokens.start, item.quantity.start)
    if before is not None and is_expectation(tokens, clause, first, item.after):
        return before
    if clause.link == "of" and (own := nouns.amount_of(tokens, clause)) is not None:
        return own  # "on a turnout of 61 per cent", whatever the amount before is of
    if before is not None and is_retold(tokens, clause, item.after):
        return before
    is_money = (item.quantity.unit or "").partition(" per ")[0] in MONEY
    lost = nouns.amount_of_verb(tokens, clause) if is_money else None
    named = lost or nouns.amount_of(tokens, clause)
    return nouns.traded(tokens, clause) if named is None and item.quantity.unit in RATES else named


def _column(item: Found) -> str:
    """The header above the figure's cell."""
    cell = item.text.count("|", 0, item.quantity.start)
    names = item.header.split("|")
    return names[cell].strip() if cell < len(names) else ""


def _row(
    document: Document,
    item: Found,
    *,
    found: list[Found],
    place: int,
    rows: list[dict[str, Any]],
    codebook: Codebook,
) -> dict[str, Any]:
    quantity, sentence = item.quantity, item.sentence
    start, end = sentence.start_char + quantity.start, sentence.start_char + quantity.end
    if quantity.measure and quantity.counted_span:
        end = sentence.start_char + quantity.counted_span[1]  # "no casualties": "no" alone says little
    around = _surroundings(item, found, place)
    same = counted_before(rows, found, place=place) if is_recount(item, around.clause) else None
    earlier_row = same or antecedent(rows, found, place=place)
    following = found[place + 1] if place + 1 < len(found) and found[place + 1].sentence is sentence else None
    is_bare = same is not None and quantity.counted is None
    counted = nouns.Counted(same["counted"], same["head"]) if is_bare else None
    counted = counted or _counted(item, earlier_row, following=following, clause=around.clause)

    def meaning_with(noun: nouns.Counted | None) -> Meaning:
        return meaning_of(
            around,
            counted=noun.text if noun else None,
            head=noun.head if noun else None,
            unit=quantity.unit,
            form=quantity.form,
            codebook=codebook,
        )

    meaning = meaning_with(counted)
    is_count = quantity.unit is None and quantity.form != "fraction"
    if counted is None and quantity.unit is None and meaning.measure is None:
        counted = _said_before(item, around.clause, earlier_row)
        meaning = meaning_with(counted)
    if quantity.unit == "years" and quantity.unit_written is None:
        meaning = meaning._replace(measure=None)  # an age, whatever else the sentence counts in years
    if quantity.measure:
        meaning = meaning._replace(measure=quantity.measure, kind=codebook.measures[quantity.measure].kind)
    elif place and quantity.end <= _none_of(found[place - 1]):
        meaning = meaning._replace(measure=None)  # "none of the 12 passengers was hurt"
    shares = meaning.measure is None and is_count and earlier_row is not None
    if shares and (
        quantity.goes_on
        or same is not None
        or _shares_what_is_said(item, around.clause, earlier_row, counted=counted, codebook=codebook)
    ):
        meaning = meaning._replace(measure=earlier_row["measure"], kind=earlier_row["kind"])
    if counted is None and quantity.unit == "percent" and is_share_of_votes(item, around.clause, rows, found, place):
        counted = nouns.Counted("vote", "vote")
    before = amount_before(rows, found, place=place)
    counted = counted or _measured(item, around.clause, meaning, codebook, before=before)
    if meaning.measure is None and counted is not None:
        if counted.head == "vote" and _POLLED.isdisjoint(item.tokens.lower):
            meaning = meaning._replace(measure=_of_votes(codebook))
        elif counted is before:
            meaning = meaning._replace(measure=rows[-1]["measure"])
    if counted is not None and quantity.counted is None and _is_name(document, counted):
        counted = None
    if quantity.unit is None and meaning.measure is None and not quantity.value.is_integer() and meaning.kind != "rate":
        meaning = meaning._replace(kind="other")  # a grade or a ratio, and no count: "a 7.1-magnitude earthquake"
    if meaning.kind == "other" and quantity.unit is None and is_listed_with(found, place):
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
        "status": quantity.status,
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


def _shares_what_is_said(
    item: Found, clause: Clause, row: dict[str, Any], *, counted: nouns.Counted | None, codebook: Codebook
) -> bool:
    """Whether what was said of the figure before is said of this one: "86 died in A, 71 in B", "14 of them".

    The verb is left out, so this figure has none of its own, and nothing else governs it.
    """
    if nouns.is_subset(item.tokens, item.after) or is_earlier_value(item):
        return True
    is_left_out = row["sentence_id"] == item.sentence.sentence_id and not clause.has_verb
    # "The union counted 500,000 demonstrators, the police 87,000": the noun is left out as well.
    is_bare = counted is not None and item.quantity.counted is None and counted.text == row["counted"]
    if is_object(item.tokens, clause) or (clause.link == "level" and nouns.amount_of(item.tokens, clause)):
        return False
    if (
        not is_left_out
        or row["measure"] is None
        or not (clause.link in OPEN_LINKS or (is_bare and clause.link in ("", "of")))
    ):
        return False
    measure = codebook.measures[row["measure"]]
    return may_count(measure, counted=counted.text if counted else None, head=counted.head if counted else None)


def _none_of(item: Found) -> int:
    """Where the words end of which a figure says that there was none of them, 0 for other figures."""
    return max(item.quantity.counted_span or (0,)) if item.quantity.measure else 0


def _surroundings(item: Found, found: list[Found], place: int) -> Surroundings:
    """The sentence around a figure, and the clause that it stands in."""
    quantity, tokens = item.quantity, item.tokens
    end = item.end
    others = [_tokens_of(other) for other in _beside(found, place)]
    first = bisect_left(tokens.start, quantity.start)
    clause = clause_of(tokens, first, bisect_left(tokens.start, end), others=others)
    inside = quantity.counted_span if quantity.counted_span else (quantity.end, quantity.end)
    since = max((other.end for other in _beside(found, place) if other.end <= quantity.start), default=0)
    label = _column(item) if item.header else ""
    return Surroundings(tokens, quantity.start, quantity.end, inside, clause, label, since)


def _tokens_of(item: Found) -> tuple[int, int]:
    """The tokens of a figure with its noun phrase."""
    return bisect_left(item.tokens.start, item.quantity.start), bisect_left(item.tokens.start, item.end)


def _beside(found: list[Found], place: int) -> Iterator[Found]:
    """The other figures of the sentence that are near."""
    same = found[place].sentence.sentence_id
    for other in range(max(0, place - _BESIDE), min(len(found), place + _BESIDE + 1)):
        if other != place and found[other].sentence.sentence_id == same:
            yield found[other]
