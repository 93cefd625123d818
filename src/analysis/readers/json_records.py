"""JSON: a list of articles, an object with such a list near its top, one article, or JSON Lines."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple, TextIO

from analysis.readers.columns import Layout, fields_named, guess, tidy_names
from analysis.readers.decoding import NEITHER, REPAIRED, Lines, TooLong, characters_of, mended, opened_text
from analysis.readers.record import (
    LARGEST_ARTICLE,
    TEXT,
    File,
    Note,
    Outcome,
    Reader,
    Refused,
    Settings,
    Unreadable,
)

# An object that holds a list is read whole; a list and JSON Lines are read article by article.
LARGEST_OBJECT = 100_000_000
_DEPTH, _LEVELS = 4, 2
_MOST_SAMPLES, _SAMPLE_SIZE = 50, 2_000_000
_START = re.compile(r'\ufeff?\s{0,1000}(?:\[\s{0,1000}[{\[\]"]|\{\s{0,1000}["}])')
# A list of names is no article, and prose may begin with a bracket: what follows must be JSON too.
_PAIR = re.compile(r'"\s{0,1000}:|\{\s{0,1000}\}|^\s{0,1000}\[\s{0,1000}\]')
_CHUNK = 1 << 20
# What an object in a list is called by, where it is one: authors as objects with a name.
_CALLED = ("name", "fullname", "full_name", "title", "label", "value")


def recognises(file: File) -> bool:
    """Whether the file begins as JSON does that holds objects or lists."""
    head = characters_of(file.head)
    return bool(_START.match(head)) and bool(_PAIR.search(head))


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The articles of a JSON file. Objects within an article are further columns: `source.name`.

    Raises
    ------
    Unreadable
        It is no valid JSON (with the line), or holds no article.

    Misleads when
    -------------
    Two lists of objects both hold texts, such as articles and comments: the one with more known names is taken.
    """
    head = characters_of(file.head).lstrip("\ufeff \t\r\n")
    if head.startswith("["):
        yield from _articles(_of_list(file, settings), settings)
    elif _is_lines(file, settings):
        yield from _articles(_of_lines(file, settings), settings)
    else:
        yield from _articles(_of_object(file, settings), settings)


class _Item(NamedTuple):
    """One article of a file: its number or the line it stands on, and its value or why there is none."""

    row: int | None
    value: Any
    problem: str = ""


# --- values


def _decoder() -> json.JSONDecoder:
    """Numbers stay as they are written, of any size; NaN is nothing; line breaks in strings are let pass."""
    return json.JSONDecoder(
        parse_int=str, parse_float=str, parse_constant=lambda _: None, strict=False, object_pairs_hook=_once
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name that stands twice with another value gets a number, so none is lost."""
    made = dict(pairs)
    if len(made) < len(pairs):
        made = {}
        for name, value in pairs:
            n, free = 1, name
            while free in made and made[free] != value:
                n += 1
                free = f"{name} ({n})"
            made[free] = value
    return made


def _said(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, character {error.pos + 1}"
    return "objects lie too deep in each other" if isinstance(error, RecursionError) else str(error)[:100]


def _is_lines(file: File, settings: Settings) -> bool:
    """Whether each line is an object: one ends with the first line, and the second begins another."""
    with Lines(file, settings.encoding) as lines:
        try:
            first, second = (next((line.strip() for line in lines if line.strip()), "") for _ in range(2))
        except TooLong:
            return False
    return second[:1] == "{" and second[1:].lstrip()[:1] in ('"', "}") and not first.endswith((":", "[", ",", "{"))


def _of_lines(file: File, settings: Settings) -> Iterator[_Item]:
    decoder = _decoder()
    with Lines(file, settings.encoding) as lines:
        while True:
            lines.begin()
            try:
                if line := next(lines).strip():
                    yield _Item(lines.number, decoder.decode(line))
            except StopIteration:
                return
            except TooLong as error:
                yield _Item(lines.number, None, f"The line is {error}. Is it one article?")
            except (ValueError, RecursionError) as error:
                yield _Item(lines.number, None, f"Not valid JSON ({_said(error)}): this line is left out.")


class _Stream:
    """The characters of a file from a place on, as many as are asked for."""

    def __init__(self, opened: TextIO) -> None:
        self._opened = opened
        self.text, self.at, self._line = "", 0, 1

    def more(self, n: int) -> bool:
        """Read on by n characters; False at the end."""
        piece = self._opened.read(n)
        self._line = self.line
        self.text, self.at = self.text[self.at :] + piece, 0
        return bool(piece)

    def skip(self) -> str:
        """Pass over white space and commas; the next character, none at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in " \t\r\n,":
                self.at += 1
            if self.at < len(self.text) or not self.more(_CHUNK):
                return self.text[self.at : self.at + 1]

    @property
    def line(self) -> int:
        """The line that it stands on."""
        return self._line + self.text.count("\n", 0, self.at)


def _of_list(file: File, settings: Settings) -> Iterator[_Item]:
    """The values of a list, read one by one."""
    decoder, number = _decoder(), 0
    with opened_text(file, settings.encoding) as opened:
        stream = _Stream(opened)
        stream.skip()
        stream.at += 1
        while (first := stream.skip()) not in ("]", ""):
            number += 1
            try:
                value, stream.at = _decoded(stream, decoder)
            except (ValueError, RecursionError) as error:
                raise Unreadable(
                    f"Not valid JSON from article {number} on, which begins in line {stream.line} ({_said(error)})."
                    " Those before it are taken in. Export the file again."
                ) from error
            yield _Item(number, value)
    if not first:
        raise Unreadable(f"The list breaks off in line {stream.line}, after {number} articles. Export the file again.")


def _decoded(stream: _Stream, decoder: json.JSONDecoder) -> tuple[Any, int]:
    """The value that begins here and where it ends; more is read, twice as much each time, until it is whole."""
    n = _CHUNK
    while True:
        try:
            return decoder.raw_decode(stream.text, stream.at)
        except json.JSONDecodeError:
            if len(stream.text) - stream.at > LARGEST_ARTICLE or not stream.more(n):
                raise
            n *= 2


def _of_object(file: File, settings: Settings) -> Iterator[_Item]:
    """The articles of an object that is one or holds them, or of several objects one after the other."""
    with opened_text(file, settings.encoding) as opened:
        text = opened.read(LARGEST_OBJECT + 1)
    if len(text) > LARGEST_OBJECT:
        raise Unreadable(f"A JSON object of over {LARGEST_OBJECT:,} characters. Save its articles as JSON Lines.")
    values, at, decoder = [], 0, _decoder()
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        if at == len(text):
            break
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            line = text.count("\n", 0, getattr(error, "pos", at)) + 1
            raise Unreadable(f"Not valid JSON in line {line} ({_said(error)}). Export the file again.") from error
        values.append(value)
    if len(values) > 1:
        yield from (_Item(number, value) for number, value in enumerate(values, 1))
    elif values:
        yield from _held(values[0], settings)


# --- which objects are the articles


def _held(document: Any, settings: Settings) -> Iterator[_Item]:
    """The document itself where it is an article, else those of the list in it that has most known names."""
    told = settings.all_told
    is_of_columns = isinstance(document, Mapping) and len(document) > 1 and TEXT in fields_named(list(document))
    if is_of_columns and (rows := _turned(document)):
        yield from (_Item(number, value) for number, value in enumerate(rows, 1))
        return
    names = {name for name, value in flattened(document).items() if _is_plain(value)}
    if (TEXT in fields_named(names) and len(fields_named(names)) > 1) or told & names:
        yield _Item(None, document)
        return
    own, lists = [document], [*_lists(document)]
    best = max([own, *lists], key=lambda found: _score(found, told))
    if lists and not _score(best, told):
        best = lists[0]
    if best is own:
        yield _Item(None, document)
    else:
        yield from (_Item(number, value) for number, value in enumerate(best, 1))


def _score(found: Sequence[Any], told: set[str]) -> int:
    names = {name for one in found[:_MOST_SAMPLES] if isinstance(one, Mapping) for name in flattened(one)}
    known = fields_named(names)
    return len(told & names) * 100 + len(known) + 10 * (TEXT in known)


def _lists(document: Any) -> Iterator[list[Any]]:
    """The lists of objects near the top, the nearest first; objects by number or by column are lists too."""
    level = [document]
    for _ in range(_DEPTH):
        below = []
        for one in level:
            if isinstance(one, list) and any(isinstance(item, Mapping) for item in one):
                yield one
            if isinstance(one, Mapping):
                below += one.values()
                if one and all(isinstance(value, Mapping) for value in one.values()):
                    yield list(one.values())
        level = [one for one in below if isinstance(one, Mapping | list)]


def _turned(columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Articles from columns that hold a value for each: {"text": {"0": …, "1": …}} or {"text": […, …]}."""
    by_number = [dict(enumerate(one)) if isinstance(one, list) else one for one in columns.values()]
    if not all(isinstance(one, Mapping) and one.keys() == by_number[0].keys() for one in by_number):
        return []
    return [dict(zip(columns, (one[number] for one in by_number), strict=True)) for number in by_number[0]]


# --- an object as a row


def flattened(value: Any, levels: int = _LEVELS) -> dict[str, Any]:
    """The values of an object by name; those of objects within it by both names ("source.name"), two levels down.

    >>> flattened({"source": {"name": "Post"}, "tags": ["a", "b"]})
    {'source.name': 'Post', 'tags': ['a', 'b']}
    """
    flat: dict[str, Any] = {}
    for name, inner in value.items() if isinstance(value, Mapping) else ():
        if isinstance(inner, Mapping) and levels:
            flat |= {f"{name}.{lower}": lowest for lower, lowest in flattened(inner, levels - 1).items()}
        else:
            flat[str(name)] = inner
    return flat


def written(value: Any, between: str = "; ") -> str:
    """A value of JSON, or of a table with nested types, as text; strings of a list are joined."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return between.join(filter(None, (_called(item) for item in value)))
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _called(item: Any) -> str:
    if isinstance(item, Mapping):
        return next((item[name] for name in _CALLED if isinstance(item.get(name), str)), "") or written(item)
    return json.dumps(item, ensure_ascii=False, default=str) if isinstance(item, list) else written(item)


def _is_plain(value: Any) -> bool:
    """Whether a value is no object and no list of objects: what may be an article's text."""
    return not isinstance(value, Mapping) and not (
        isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value)
    )


def _articles(items: Iterator[_Item], settings: Settings) -> Iterator[Outcome]:
    begun: list[_Item] = []
    size = 0
    broken: Unreadable | None = None
    try:
        for item in items:
            begun.append(item)
            size += len(str(item.value))
            if len(begun) == _MOST_SAMPLES or size > _SAMPLE_SIZE:
                break
    except Unreadable as error:
        broken = error
    objects = [flattened(item.value) for item in begun if isinstance(item.value, Mapping)]
    if not objects:
        yield from (Refused(item.row, item.problem) for item in begun if item.problem)
        raise broken or Unreadable("This JSON holds no objects, so no articles. Each article must be an object.")
    keys = list(dict.fromkeys(name for one in objects for name in one))
    samples = [[written(value) if _is_plain(value := one.get(key)) else "" for key in keys] for one in objects]
    layout = guess(keys, samples, settings)
    if layout.note:
        yield Note(layout.note)
    for item in chain(begun, items if broken is None else ()):
        yield _outcome(layout, keys, item)
    if broken:
        raise broken


def _outcome(layout: Layout, keys: Sequence[str], item: _Item) -> Outcome:
    if item.problem:
        return Refused(item.row, item.problem)
    if not isinstance(item.value, Mapping):
        return Refused(item.row, "It is no object, so no article. Each article must be an object.")
    flat = flattened(item.value)
    more = [key for key in flat if key not in keys] if flat.keys() - set(keys) else []
    if more:
        layout = replace(layout, names=tuple(tidy_names([*layout.names, *more])))
    text_at = layout.places[TEXT]
    try:
        cells = [written(flat.get(key), "\n\n" if at == text_at else "; ") for at, key in enumerate([*keys, *more])]
        cells, is_repaired = mended(cells)
    except RecursionError:
        return Refused(item.row, "Objects lie too deep in each other. Export the file without them.")
    except UnicodeError:
        return Refused(item.row, NEITHER)
    outcome = layout.record(cells, item.row, flags=(REPAIRED,) if is_repaired else ())
    return outcome or Refused(item.row, "It is an empty object, so no article.")


READER = Reader("JSON", recognises, read)
