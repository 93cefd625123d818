"""The evidence page: every article as it was read, its sentences, figures and quotations marked and reachable.

`articles` turns the tables into what the template `articles.html.j2` lays out. Every sentence, figure and quotation
has an id (`links.anchor`); layers of marks are switched on and off by CSS alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.corpus.health import HEALTH_MEANINGS
from analysis.report.links import anchor, plain, readable
from analysis.report.markup import is_web_address

Row = Mapping[str, Any]


# Kinds of blocks whose name is not plain English.
KINDS = {
    "toc": "table of contents",
    "list_item": "list item",
    "table_row": "row of a table",
    "navigation": "site navigation",
}
_COUNTS = {"stock": "at one time", "flow": "in one event", "cumulative": "in all since a date"}


@dataclass(frozen=True)
class Mark:
    """A marked run of an article's text."""

    layer: str
    id: str
    start: int
    end: int


@dataclass(frozen=True)
class Note:
    """What stands beside a block about one of its marks: the mark's id, a label, what it says, where it is used."""

    layer: str
    id: str
    label: str
    detail: str
    used_in: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class BlockView:
    """A block as the page shows it."""

    kind: str
    is_body: bool
    reason: str
    html: Markup
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class ArticleView:
    """An article as the page shows it."""

    id: str
    title: str
    source: str
    facts: tuple[str, ...]
    url: str | None
    language: str
    health: tuple[str, ...]
    blocks: tuple[BlockView, ...] = field(default=())


def articles(
    tables: Mapping[str, pd.DataFrame], *, used: Mapping[str, Sequence[tuple[str, str]]] | None = None
) -> list[ArticleView]:
    """The articles of the corpus with everything marked in them.

    Parameters
    ----------
    tables
        `articles`, `blocks` and `sentences`; `reported_figures` and `quotes` where there are any.
    used
        For each anchor, the places of the report (target, label) that lead to it: the way back.
    """
    grouped = {
        name: _by_article(tables[name]) if name in tables else {}
        for name in ("blocks", "sentences", "reported_figures", "quotes")
    }
    return [
        _article(row, {name: rows.get(row["article_id"], []) for name, rows in grouped.items()}, used or {})
        for row in _records(tables["articles"])
    ]


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


def _by_article(rows: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in _records(rows):
        grouped.setdefault(row["article_id"], []).append(row)
    return grouped


def _article(row: Row, parts: Mapping[str, list[Row]], used: Mapping[str, Any]) -> ArticleView:
    marks = [
        *(Mark("sentence", s["sentence_id"], s["start_char"], s["end_char"]) for s in parts["sentences"]),
        *(Mark("quote", q["quote_id"], q["start_char"], q["end_char"]) for q in parts["quotes"]),
        *(Mark("figure", f["figure_id"], f["start_char"], f["end_char"]) for f in parts["reported_figures"]),
    ]
    notes = [
        *(_figure_note(f, used) for f in parts["reported_figures"]),
        *(_quote_note(q, used) for q in parts["quotes"]),
    ]
    notes += [note for note in (_sentence_note(s, used) for s in parts["sentences"]) if note.used_in]
    starts = {mark.id: mark.start for mark in marks}
    notes.sort(key=lambda note: (starts[note.id], note.layer, note.id))
    return ArticleView(
        id=anchor(row["article_id"]),
        title=plain(row["title"] or "Without a headline"),
        source=plain(row["source"]),
        facts=tuple(_facts(row)),
        url=row["url"] if row["url"] and is_web_address(row["url"]) else None,
        language=row["language"] if row["language"] and row["language"].isalpha() else "en",
        health=tuple(health_in_words(row["health"])),
        blocks=tuple(_blocks(row["text"], parts["blocks"], marks=marks, notes=notes, starts=starts)),
    )


def _facts(row: Row) -> Iterator[str]:
    yield f"published {plain(row['published'])}" if row["published"] else "no date of publication"
    yield f"{row['n_words']:,} words"
    yield f"{row['n_sentences']:,} sentences"
    if row["genre"]:
        yield plain(row["genre"])


def health_in_words(flags: Iterable[str] | None) -> list[str]:
    """Health flags as sentences; a flag without words of its own is shown as it is.

    >>> health_in_words(["missing_date"])
    ['Nobody says when it was published.']
    """
    said = []
    for flag in flags if flags is not None else ():
        name, _, rest = str(flag).partition(":")
        words = HEALTH_MEANINGS.get(name, plain(name).replace("_", " ").capitalize() + ("" if rest else "."))
        said.append(f"{words.removesuffix('.')}: {plain(rest)}." if rest else words)
    return said


def _figure_note(row: Row, used: Mapping[str, Any]) -> Note:
    said_by = f"credited to {plain(row['authority'])}" if row["authority"] else "nobody credited"
    when = row["as_of"] or row["event_date"]
    details = [row["measure"], _COUNTS.get(row["kind"]), said_by, f"{'as of' if row['as_of'] else 'on'} {when}" if when else None]
    detail = ", ".join(plain(part).replace("_", " ") for part in details if part)
    if row["repeats"]:
        detail += "; said before in this article"
    identifier = row["figure_id"]
    return Note("figure", identifier, plain(row["surface"]), detail, _used(identifier, used))


def _quote_note(row: Row, used: Mapping[str, Any]) -> Note:
    how = "quoted" if row["is_direct"] else "reported in other words"
    cue = f", “{plain(row['cue'])}”" if row["cue"] else ""
    identifier = row["quote_id"]
    return Note("quote", identifier, plain(row["speaker"] or "Speaker not named"), how + cue, _used(identifier, used))


def _sentence_note(row: Row, used: Mapping[str, Any]) -> Note:
    return Note("sentence", row["sentence_id"], "This sentence", "", _used(row["sentence_id"], used))


def _used(identifier: str, used: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(used.get(anchor(identifier), ()))


def _blocks(
    text: str, rows: Sequence[Row], *, marks: Sequence[Mark], notes: Sequence[Note], starts: Mapping[str, int]
) -> Iterator[BlockView]:
    done, opened = 0, set()
    for row in sorted(rows, key=lambda row: (row["start_char"], row["end_char"])):
        start, end = max(row["start_char"], done), row["end_char"]
        yield from _between(text, done, start)
        yield BlockView(
            kind=row["kind"],
            is_body=bool(row["is_body"]),
            reason=plain(row["reason"]),
            html=marked(text, start=start, end=end, marks=marks, opened=opened),
            notes=tuple(note for note in notes if start <= starts[note.id] < end),
        )
        done = max(done, end)
    yield from _between(text, done, len(text))


def _between(text: str, start: int, end: int) -> Iterator[BlockView]:
    # White space between blocks is layout; anything else would be text that no rule has taken, and is shown as such.
    if text[start:end].strip():
        yield BlockView("unread", False, "no rule has taken this text", Markup(escape_text(text[start:end])))


def marked(text: str, *, start: int, end: int, marks: Sequence[Mark], opened: set[str] | None = None) -> Markup:
    """`text[start:end]` as HTML in which every mark that touches it is an element; its first piece has its id.

    Marks may overlap in any way: the text is cut wherever one begins or ends.

    >>> print(marked("in 2020", start=0, end=7, marks=[Mark("figure", "a:f1", 3, 7)]))
    in <mark class="m-figure" id="e-a:f1">2020</mark>
    """
    seen = opened if opened is not None else set()
    touching = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    edges = sorted({start, end, *(e for m in touching for e in (m.start, m.end) if start < e < end)})
    parts = []
    for left, right in pairwise(edges):
        over = sorted((m for m in touching if m.start <= left and m.end >= right), key=_outermost_first)
        piece = escape_text(text[left:right])
        for mark in reversed(over):
            tag = "mark" if mark.layer == "figure" else "span"
            identifier = "" if mark.id in seen else f' id="{anchor(mark.id)}"'
            piece = f'<{tag} class="m-{mark.layer}"{identifier}>{piece}</{tag}>'
        seen.update(mark.id for mark in over)
        parts.append(piece)
    return Markup("".join(parts))


_LAYERS = {"sentence": 0, "quote": 1, "figure": 2}


def _outermost_first(mark: Mark) -> tuple[int, int, str]:
    return _LAYERS[mark.layer], -(mark.end - mark.start), mark.id


def escape_text(text: str) -> str:
    """An article's text as HTML: line breaks and direction marks kept, forbidden characters replaced."""
    return str(Markup.escape(readable(text)))
