"""Conditions on articles, as a researcher writes them: published >= 2024-03-01 and language == 'en'.

A small language of its own, read by this module alone: nothing of it is run as code. A name is that of a column (in
`backticks` where it has spaces); what it is compared with is a text in quotation marks, a number, or a day or month
written as 2024-03-01 or 2024-03.

    condition   one or another · one and another · not one · (…)
    one         name == value · != · < · <= · > · >= · name in [value, …] · name not in […] · name is [not] empty

An answer is yes, no, or open: an empty cell answers nothing but `is empty`, and of an article of March 2024 nobody
knows whether it is from before 2024-03-15.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne
from types import MappingProxyType
from typing import NoReturn

from analysis.errors import ParameterError
from analysis.wording import listed

Answer = bool | None
Days = tuple[str, str]

LONGEST = 2_000
_DEEPEST = 40
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:[T ]\d.*)?")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_TOKEN = re.compile(
    r"""
    \s*(?:
      (?P<date>\d{4}-\d{2}(?:-\d{2})?(?![\w-]))
    | (?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?![\w.]))
    | (?P<text>'[^']*'|"[^"]*"|‘[^’]*’|“[^”]*”)
    | (?P<name>`[^`]+`|[^\W\d]\w*)
    | (?P<mark>[=!<>]=|[<>()\[\],])
    | (?P<strange>\S)
    )
    """,
    re.VERBOSE,
)
_COMPARE: Mapping[str, Callable] = MappingProxyType({"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge})
_WORDS = frozenset({"and", "or", "not", "in", "is", "empty"})
_ORDER = ("<", "<=", ">", ">=")
_NEGATED = MappingProxyType({"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="})


@dataclass(frozen=True, slots=True)
class Value:
    """What a column is compared with: as written, and as days or a number where it can be read so."""

    text: str
    is_quoted: bool
    days: Days | None = None
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One column against one value or several; `sign` is a sign of comparison, "in" or "empty"."""

    name: str
    sign: str
    values: tuple[Value, ...] = ()

    def answers(self, cells: Sequence[str | None]) -> list[Answer]:
        """Yes, no or open, for each cell of the column."""
        if self.sign == "empty":
            return [cell is None for cell in cells]
        self._refuse(cells)
        sign = "==" if self.sign == "in" else self.sign
        found: dict[str, Answer] = {}
        for cell in cells:
            if cell is not None and cell not in found:
                found[cell] = _any(_compared(self.name, cell, sign, value) for value in self.values)
        return [None if cell is None else found[cell] for cell in cells]

    def _refuse(self, cells: Sequence[str | None]) -> None:
        """An order that no cell can have is an error, not a selection of nothing."""
        filled = [cell for cell in dict.fromkeys(cells) if cell is not None]
        value = self.values[0]
        if self.sign not in _ORDER or value.is_quoted or not filled or _is_year(self.name, value):
            return
        kind, can_be_read = ("dates", _days) if value.days else ("numbers", _number)
        if all(can_be_read(cell) is None for cell in filled):
            raise ParameterError(
                f"`{self.name}` holds no {kind}, so it cannot be compared with {value.text}: it has "
                f"{listed([repr(cell[:40]) for cell in filled[:3]])}."
            )

    def in_words(self, *, yes: bool) -> str:
        """What the articles have in common for which it holds, or does not hold.

        >>> parse("published < 2024-03-01").in_words(yes=False)
        '2024-03-01 or later'
        """
        said = listed([value.text for value in self.values], last="or")
        named = "" if self.name == "published" else f"{self.name} "
        if self.sign == "empty":
            return f"without {self.name}" if yes else f"with {self.name}"
        sign = self.sign if yes or self.sign == "in" else _NEGATED[self.sign]
        if sign in ("in", "==", "!="):
            is_other = sign == "!=" or (sign == "in" and not yes)
            return f"{self.name} {'other than ' if is_other else ''}{said}"
        if self.values[0].days:
            form = {"<": "before {}", "<=": "{} or earlier", ">": "after {}", ">=": "{} or later"}[sign]
        else:
            form = {"<": "under {}", "<=": "{} or less", ">": "over {}", ">=": "{} or more"}[sign]
        return named + form.format(said)


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions joined by "and", "or" or (one) "not"; `written` is how it was written."""

    by: str
    parts: tuple["Condition", ...]
    written: str = ""

    def in_words(self, *, yes: bool) -> str:
        """The condition as it was written, or for one comparison what the articles have in common."""
        if self.by == "not" and isinstance(self.parts[0], Comparison):
            return self.parts[0].in_words(yes=not yes)
        return self.written if yes else f"not ({self.written})"


Condition = Comparison | Joined


def parse(written: str) -> Condition:
    """Read a condition.

    Raises
    ------
    ParameterError
        Says where it cannot be read and what is expected there.

    >>> parse("genre in ['news', 'opinion'] and not n_words < 300").by
    'and'
    """
    if len(written) > LONGEST:
        raise ParameterError(f"A condition has at most {LONGEST:,} characters; this one has {len(written):,}.")
    return _Reader(written.strip()).whole()


def names_of(condition: Condition) -> Iterator[str]:
    """The columns that a condition asks for, as often as it does."""
    if isinstance(condition, Comparison):
        yield condition.name
    else:
        for part in condition.parts:
            yield from names_of(part)


def answers(condition: Condition, column: Callable[[str], Sequence[str | None]]) -> list[Answer]:
    """Yes, no or open (None) for each article; `column` gives the cells of a column by its name.

    >>> answers(parse("day < 2024-03-15"), lambda name: ["2024-03-01", "2024-03", None, "2024-04"])
    [True, None, None, False]
    """
    if isinstance(condition, Comparison):
        return condition.answers(column(condition.name))
    parts = [answers(part, column) for part in condition.parts]
    if condition.by == "not":
        return [None if one is None else not one for one in parts[0]]
    join = _any if condition.by == "or" else _all
    return [join(row) for row in zip(*parts, strict=True)]


def _any(found: Iterator[Answer] | Sequence[Answer]) -> Answer:
    every = list(found)
    return True if True in every else None if None in every else False


def _all(found: Sequence[Answer]) -> Answer:
    return False if False in found else None if None in found else True


# --- comparing


def _compared(name: str, cell: str, sign: str, value: Value) -> Answer:
    """Dates as dates, numbers as numbers where both are, else texts."""
    days = _year(value.text) if _is_year(name, value) else value.days
    if days is not None and (own := _days(cell)) is not None:
        return _of_days(own, sign, days)
    own_number = _number(cell)
    if value.number is not None and own_number is not None:
        return _COMPARE[sign](own_number, value.number)
    if not value.is_quoted and sign not in ("==", "!="):
        return None
    return _COMPARE[sign](cell, value.text)


def _of_days(own: Days, sign: str, given: Days) -> Answer:
    """Two spans of days, first and last: certain where every day of the first gives one answer."""
    before, inside = own[1] < given[0], given[0] <= own[0] and own[1] <= given[1]
    after = own[0] > given[1]
    if sign in ("==", "!="):
        return None if not (before or inside or after) else inside == (sign == "==")
    if sign in ("<", ">="):
        return None if own[0] < given[0] <= own[1] else before == (sign == "<")
    return None if own[0] <= given[1] < own[1] else after == (sign == ">")


def _days(text: str) -> Days | None:
    """The first and the last day that an ISO date (of a day, a month or a year, perhaps with a time) can mean.

    >>> _days("2024-02"), _days("2024-02-30")
    (('2024-02-01', '2024-02-29'), None)
    """
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = found.groups()
    last = monthrange(int(year), int(month))[1] if month and int(year) else 31
    if day and int(day) > last:
        return None
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or f'{last:02d}'}"


def _year(text: str) -> Days | None:
    return _days(text) if len(text) == len("2024") else None


def _is_year(name: str, value: Value) -> bool:
    """Whether a bare number is a year: beside the day of publication it is."""
    return name == "published" and value.number is not None and not value.is_quoted and _year(value.text) is not None


def _number(text: str) -> float | None:
    return float(text) if len(text) < 40 and _NUMBER.fullmatch(text.strip()) else None


# --- reading


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


class _Reader:
    """Reads a condition from left to right, one token ahead."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.tokens = [self._token(found) for found in _TOKEN.finditer(written) if found.lastgroup]
        self.at = 0

    @staticmethod
    def _token(found: re.Match[str]) -> _Token:
        kind, text = str(found.lastgroup), found[str(found.lastgroup)]
        if kind == "name" and text.lower() in _WORDS:
            kind, text = "mark", text.lower()
        return _Token(kind, text, found.start(str(found.lastgroup)), found.end())

    def fail(self, expected: str) -> NoReturn:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        place = f"at {self.written[token.start : token.start + 20]!r}" if token else "at its end"
        hint = ""
        if token and token.text == "=":
            hint = " Equal is written ==."
        elif token and token.text in "'\"`‘“":
            hint = " A quotation mark is not closed."
        raise ParameterError(f"The condition {self.written[:200]!r} cannot be read {place}: {expected}.{hint}")

    def take(self, *marks: str) -> str | None:
        """The next token, if it is one of these marks."""
        if self.at < len(self.tokens) and (token := self.tokens[self.at]).kind == "mark" and token.text in marks:
            self.at += 1
            return token.text
        return None

    def whole(self) -> Condition:
        condition = self.joined("or", depth=0)
        if self.at < len(self.tokens):
            self.fail("`and`, `or` or the end is expected there")
        return condition

    def joined(self, by: str, *, depth: int) -> Condition:
        if depth > _DEEPEST:
            raise ParameterError(f"The condition has brackets in brackets more than {_DEEPEST} deep.")
        start, parts = self.at, []
        while not parts or self.take(by):
            parts.append(self.joined("and", depth=depth) if by == "or" else self.negated(depth=depth))
        return parts[0] if len(parts) == 1 else Joined(by, tuple(parts), self.since(start))

    def since(self, start: int) -> str:
        return self.written[self.tokens[start].start : self.tokens[self.at - 1].end].strip()

    def negated(self, *, depth: int) -> Condition:
        start, n_not = self.at, 0
        while self.take("not"):
            n_not += 1
        if self.take("("):
            condition = self.joined("or", depth=depth + 1)
            if not self.take(")"):
                self.fail("a closing bracket is expected there")
        else:
            condition = self.comparison()
        return Joined("not", (condition,), self.since(start)) if n_not % 2 else condition

    def comparison(self) -> Condition:
        start = self.at
        if self.at >= len(self.tokens) or self.tokens[self.at].kind != "name":
            self.fail("the name of a column is expected there, in `backticks` if it has spaces")
        name = self.tokens[self.at].text.strip("`")
        self.at += 1
        if self.take("is"):
            is_not = self.take("not")
            if not self.take("empty"):
                self.fail("`empty` or `not empty` is expected after `is`")
            found = Comparison(name, "empty")
            return Joined("not", (found,), self.since(start)) if is_not else found
        is_not = self.take("not")
        if self.take("in"):
            found = Comparison(name, "in", self.values())
            return Joined("not", (found,), self.since(start)) if is_not else found
        sign = None if is_not else self.take(*_COMPARE)
        if sign is None:
            self.fail(f"after `{name}`, one of ==, !=, <, <=, >, >=, in, not in, is empty is expected")
        return Comparison(name, sign, (self.value(),))

    def values(self) -> tuple[Value, ...]:
        if not self.take("["):
            self.fail("after `in`, values in square brackets are expected: in ['news', 'opinion']")
        found = [self.value()]
        while self.take(","):
            found.append(self.value())
        if not self.take("]"):
            self.fail("a closing square bracket is expected there")
        return tuple(found)

    def value(self) -> Value:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is None or token.kind not in ("date", "number", "text"):
            self.fail("a value is expected there: a text in quotation marks, a number, or a date as 2024-03-01")
        text = token.text[1:-1].strip() if token.kind == "text" else token.text
        days = _days(text) if token.kind != "number" and "-" in text else None
        if token.kind == "date" and days is None:
            self.fail("no such day: dates are written 2024-03-01")
        self.at += 1
        return Value(text, token.kind == "text", days, _number(text) if days is None else None)
