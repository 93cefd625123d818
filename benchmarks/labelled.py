"""Adapters from labelled news collections' conventions to this project's functions, for an external scorer.

Each function takes a list of records and returns one output per record. Where a collection's convention differs
from the ledger's (a pronoun "one" is a quantity there, a score "9-2" a range), the difference is bridged here and
nowhere else.
"""

from typing import Any

_CHANGES = {"exact": "=", "range": "=", "vague": "=", "about": "~", "more_than": ">", "at_least": ">"}
_CHANGES |= {"at_most": "<", "fewer_than": "<"}
_AFTER_AN_AMOUNT = (" drop", " rise", " increase", " decrease", " decline", " fall", " improvement", " cut", " jump")
_AFTER_AN_AMOUNT += (" more", " less", " fewer", " higher", " lower", " cheaper")
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
    read = [
        {
            "start": quantity.start,
            "end": quantity.end,
            "value": quantity.value,
            "low": quantity.low,
            "high": quantity.high,
            "bound": quantity.bound,
            "unit": quantity.unit,
            "head": quantity.head,
            "status": quantity.status,
            "change": quantity.change,
        }
        for quantity in found
        if _is_labelled(quantity, text)
    ]
    return _labelled_rows(read, text)


def figures(records: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The same as `quantities`, by the rows of `reported_figures`: what a reader of the tables can know.

    The ledger has no pronouns, no ages and no numbers that stand in dates, which the collection counts.
    """
    from analysis.corpus import document_from_text
    from analysis.corpus.codebook import Codebook
    from analysis.reported_figures import figures_of

    outputs = []
    for record in records:
        document = document_from_text(record["text"], article_id="a")
        rows = figures_of(document, [], codebook=Codebook())
        read = [row | {"start": row["start_char"], "end": row["end_char"]} for row in rows]
        outputs.append(_labelled_rows(read, document.text))
    return outputs


def _labelled_rows(rows: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """One output a row; the collection writes "from 12 to 15" as a range, and a rise as "up" only after its verb."""
    outputs = []
    skip = False
    for row, following in zip(rows, [*rows, None][1:], strict=True):
        if skip:
            skip = False
            continue
        change = _CHANGES[row["bound"]]
        if row["status"] == "change" and change in "=~" and not _lacks_a_verb(row, text):
            change = "up" if row["change"] > 0 else "down"
        value: Any = row["value"]
        if row["bound"] == "range":
            value = [row["low"], row["high"]]
        elif row["bound"] == "vague":
            value = [row["value"], row["value"] * 10]
        if row["status"] == "earlier" and following is not None and _leads_to(row, following, text):
            value, change, skip = [row["value"], following["value"]], "=", True
        unit = row["unit"] or row["head"] or "-"
        unit = "second" if unit == "s" else unit
        outputs.append({"value": value, "unit": _PLAIN.get(unit, unit), "change": change})
    return outputs


def _lacks_a_verb(row: dict[str, Any], text: str) -> bool:
    """ "A 3% drop", "an increase of 3", "12 more than": the collection gives no direction to these."""
    return text[: row["start"]].endswith(" of ") or text[row["end"] :].startswith(_AFTER_AN_AMOUNT)


def _leads_to(row: dict[str, Any], following: dict[str, Any], text: str) -> bool:
    """Whether two rows stand side by side in "from 12 to 15"."""
    return following["change"] is not None and text[row["end"] : following["start"]].split()[-1:] == ["to"]


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
