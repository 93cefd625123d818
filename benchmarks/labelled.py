"""Adapters from labelled news collections' conventions to this project's functions, for an external scorer.

Each function takes a list of records and returns one output per record. Where a collection's convention differs
from the ledger's (a pronoun "one" is a quantity there, a score "9-2" a range), the difference is bridged here and
nowhere else.
"""

from typing import Any

_CHANGES = {"exact": "=", "range": "=", "vague": "=", "about": "~", "more_than": ">", "at_least": ">"}
_CHANGES |= {"at_most": "<", "fewer_than": "<"}
_PLAIN = {"percent": "percentage", "USD": "dollar"}


def quantities(records: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Value, unit and change of every quantity of a sentence."""
    from analysis.reported_figures.quantities import quantities_in

    return [
        _labelled_quantities(quantities_in(text, dates=_calendar(text)), text) for text in (r["text"] for r in records)
    ]


def _is_labelled(quantity: Any, text: str) -> bool:
    """Pronouns "one" count where something follows them; the ages of a group ("aged 18 to 34") do not."""
    if quantity.role == "one":
        return quantity.head is not None or text[quantity.end :].lstrip().startswith(("of ", "that ", "who "))
    if quantity.form == "article":
        return False
    return quantity.role in ("figure", "known", "age", "family") and not text[: quantity.start].endswith("aged ")


def _calendar(text: str) -> list[tuple[int, int]]:
    """Dates without "two weeks ago" and "nine days later", in which the collections count the number too."""
    from analysis.english.dates import date_spans

    counted = ("period", "ago", "relative")
    return [(date.start, date.end) for date in date_spans(text) if date.kind not in counted]


def _labelled_quantities(found: list, text: str) -> list[dict[str, Any]]:
    outputs = []
    skip = False
    found = [quantity for quantity in found if _is_labelled(quantity, text)]
    for index, quantity in enumerate(found):
        if skip:
            skip = False
            continue
        change = _CHANGES[quantity.bound]
        if quantity.change and quantity.bound in ("exact", "about"):
            change = quantity.change
        value: Any = quantity.value
        if quantity.bound == "range":
            value = [quantity.low, quantity.high]
        elif quantity.bound == "vague":
            value = [quantity.value, quantity.value * 10]
        if quantity.is_from_to and index + 1 < len(found):
            value, change, skip = [quantity.value, found[index + 1].value], "=", True
        unit = quantity.unit or quantity.head or "-"
        unit = "second" if unit == "s" else unit
        outputs.append({"value": value, "unit": _PLAIN.get(unit, unit), "change": change})
    return outputs


def counts(records: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Every number with the noun that it counts.

    The collection gives a range's or a list's noun to its first number, counts "one way", and leaves out "one of",
    "thousands of" and "half of".
    """
    from analysis.reported_figures.quantities import quantities_in

    return [_labelled_counts(quantities_in(record["text"]), record["text"]) for record in records]


def _labelled_counts(found: list, text: str) -> list[dict[str, Any]]:
    outputs = []
    for index, quantity in enumerate(found):
        if quantity.form in ("fraction", "article") or _is_plural_vague(quantity) or not _counts(quantity, text):
            continue
        follows = index > 0 and found[index - 1].is_shared and found[index - 1].role != "one"
        for at, (start, end, value) in enumerate(quantity.parts):
            unit = "-" if follows or at else _noun(quantity)
            outputs.append({"start": start, "end": end, "value": value, "unit": unit})
    return outputs


def _counts(quantity: Any, text: str) -> bool:
    if quantity.role == "one":
        return quantity.head is not None and not text[quantity.end :].lstrip().startswith("of ")
    return quantity.role in ("figure", "known", "age", "family")


_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


def _noun(quantity: Any) -> str:
    written = quantity.unit_written
    if quantity.unit and not (written and written.isalpha()):
        written = _SIGNS.get(quantity.unit.split()[0], written)
    return written or quantity.head or "-"


def _is_plural_vague(quantity: Any) -> bool:
    return quantity.form == "vague" and quantity.value in (10, 100, 1e3, 1e6, 1e9, 1e4, 1e5, 20) and not quantity.unit


def attributions(records: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Quoted and reported words with who says them."""
    from analysis.corpus import document_from_text
    from analysis.corpus.codebook import Codebook
    from analysis.voices import quotes_of

    outputs = []
    for record in records:
        document = document_from_text(record["text"], article_id=record["id"])
        statements: dict[str, list[dict[str, Any]]] = {}
        for quote in quotes_of(document, codebook=Codebook()):
            statements.setdefault(quote["statement_id"], []).append(quote)
        outputs.append([_attribution(quotes) for quotes in statements.values()])
    return outputs


def _attribution(quotes: list[dict[str, Any]]) -> dict[str, Any]:
    """One statement: its spans are this project's rows of `quotes`."""
    speaker = quotes[0]["speaker_start"], quotes[0]["speaker_end"]
    source = [] if None in speaker else [list(speaker)]
    return {"content": [[quote["start_char"], quote["end_char"]] for quote in quotes], "source": source}


def authorities(records: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Every number with who it is credited to, also those that the ledger leaves out as dates."""
    from analysis.corpus import document_from_text
    from analysis.corpus.codebook import Codebook
    from analysis.voices import quotes_of

    codebook = Codebook()
    outputs = []
    for record in records:
        document = document_from_text(record["text"], article_id=record["id"])
        outputs.append(_credits(document, quotes_of(document, codebook=codebook), codebook))
    return outputs


def _credits(document: Any, quotes_rows: list, codebook: Any) -> list[dict[str, Any]]:
    from analysis.english.numbers import Conventions, numbers_of
    from analysis.english.tokens import scan
    from analysis.reported_figures.authority import find_credit

    found = []
    for sentence in document.sentences:
        tokens = scan(document.text[sentence.start_char : sentence.end_char])
        for number in numbers_of(tokens, conventions=Conventions()):
            start = sentence.start_char + tokens.start[number.first]
            end = sentence.start_char + tokens.end[number.last - 1]
            credit = find_credit(document, start, end, quotes_rows=quotes_rows, codebook=codebook)
            source = [] if credit is None else [[credit.start, credit.end]]
            found.append({"start": start, "end": end, "source": source})
    return found
