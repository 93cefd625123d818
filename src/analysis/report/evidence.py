"""The evidence page: every article as it was read, its sentences, figures and quotations marked and reachable.

`articles` turns the tables into what the template `articles.html.j2` lays out. Every sentence, figure and quotation
has an id (`links.anchor`); layers of marks are switched on and off by CSS alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis import schema
from analysis.corpus.health import HEALTH_MEANINGS
from analysis.english import word_spans
from analysis.report.links import anchor, page_target, plain, readable
from analysis.report.markup import is_web_address

Row = Mapping[str, Any]


# Kinds of blocks whose name is not plain English.
KINDS = {
    "toc": "table of contents",
    "list_item": "list item",
    "table_row": "row of a table",
    "navigation": "site navigation",
    "comment": "reader's comment",
    "other_language": "another language",
}
_COUNTS = {"stock": "at one time", "flow": "in one event", "cumulative": "in all since a date"}


# Outermost first.
LAYERS = ("sentence", "shared", "frame", "quote", "figure")


@dataclass(frozen=True)
class Mark:
    """A marked run of an article's text; `id` is empty where nothing leads to it."""

    layer: str
    id: str
    start: int
    end: int


@dataclass(frozen=True)
class Note:
    """What stands beside a block about one of its marks: what it says, the id it leads to, where it is used."""

    layer: str
    start: int
    target: str
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
    used_in: tuple[tuple[str, str], ...] = ()


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
    tables: Mapping[str, pd.DataFrame],
    *,
    used: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    passage_words: int = 0,
) -> list[ArticleView]:
    """The articles of the corpus with everything marked in them.

    Parameters
    ----------
    tables
        `articles`, `blocks` and `sentences`; `reported_figures`, `quotes`, `frame_evidence` and `reuse` where there
        are any.
    used
        For each anchor, the places of the report (target, label) that lead to it: the way back.
    passage_words
        For articles that must not be republished: show only the sentences that the report leads to or takes a figure
        from, each to so many words. 0 shows everything.
    """
    questions = dict(tables["frames"][["frame", "question"]].values.tolist()) if "frames" in tables else {}
    grouped = {name: _by_article(tables[name]) if name in tables else {} for name in _MARKING}
    grouped["shared"] = _shared(tables["reuse"], tables["articles"]) if "reuse" in tables else {}
    views = []
    for row in schema.records(tables["articles"]):
        parts = {name: rows.get(row["article_id"], []) for name, rows in grouped.items()}
        views.append(_article(row, parts, used=used or {}, questions=questions, passage_words=passage_words))
    return views


_MARKING = ("blocks", "sentences", "reported_figures", "quotes", "frame_evidence")


def layers_of(views: Iterable[ArticleView]) -> set[str]:
    """The layers that have at least one mark."""
    return {note.layer for view in views for block in view.blocks for note in block.notes}


def _shared(reuse: pd.DataFrame, articles: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Each shared passage seen from both of its articles."""
    source_of = dict(articles[["article_id", "source"]].values.tolist())
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in schema.records(reuse):
        for here, there in (("a", "b"), ("b", "a")):
            side = {"start": row[f"start_{here}"], "end": row[f"end_{here}"], "target": row[f"sentence_{there}"]}
            side |= {"other": source_of.get(row[f"article_{there}"], ""), "n_words": row["n_words"]}
            grouped.setdefault(row[f"article_{here}"], []).append(side)
    return grouped


def _by_article(rows: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in schema.records(rows):
        grouped.setdefault(row["article_id"], []).append(row)
    return grouped


def _article(
    row: Row,
    parts: Mapping[str, list[Row]],
    *,
    used: Mapping[str, Any],
    questions: Mapping[str, str],
    passage_words: int,
) -> ArticleView:
    marks = list(_marks(parts))
    notes = [
        *(_figure_note(figure, used) for figure in parts["reported_figures"]),
        *(_quote_note(quote, used) for quote in parts["quotes"]),
        *(_frame_note(frame, questions) for frame in parts["frame_evidence"]),
        *(_shared_note(passage) for passage in parts["shared"]),
    ]
    notes.sort(key=lambda note: (note.start, note.layer, note.target))
    kept = _kept(row["text"], marks, used=used, passage_words=passage_words) if passage_words else None
    return ArticleView(
        id=anchor(row["article_id"]),
        title=plain(row["title"] or "Without a headline"),
        source=_published_by(row),
        facts=tuple(_facts(row)),
        url=row["url"] if row["url"] and is_web_address(row["url"]) else None,
        language=row["language"] if row["language"] and row["language"].isalpha() else "en",
        health=tuple(health_in_words(row["health"])),
        blocks=tuple(_blocks(row["text"], parts["blocks"], marks=marks, notes=notes, used=used, kept=kept)),
    )


def _published_by(row: Row) -> str:
    """The publication, and the group that its article is compared in, if it is in one."""
    source, outlet = plain(row["source"]), plain(row.get("outlet") or row["source"])
    return source if source == outlet else f"{outlet} ({source})"


def _marks(parts: Mapping[str, list[Row]]) -> Iterator[Mark]:
    for layer, name, key in (
        ("sentence", "sentences", "sentence_id"),
        ("quote", "quotes", "quote_id"),
        ("figure", "reported_figures", "figure_id"),
    ):
        yield from (Mark(layer, row[key], row["start_char"], row["end_char"]) for row in parts[name])
    yield from (Mark("frame", "", row["start_char"], row["end_char"]) for row in parts["frame_evidence"])
    yield from (Mark("shared", "", row["start"], row["end"]) for row in parts["shared"])


def _kept(text: str, marks: Sequence[Mark], *, used: Mapping[str, Any], passage_words: int) -> list[tuple[int, int]]:
    """The spans that may be shown: sentences that something leads to or that hold a figure, cut to so many words."""
    needed = [mark for mark in marks if mark.layer == "figure" or anchor(mark.id) in used]
    kept = []
    for sentence in (mark for mark in marks if mark.layer == "sentence"):
        inside = [mark for mark in needed if mark.start < sentence.end and mark.end > sentence.start]
        if inside:
            # The words that the sentence is needed for, not just those it begins with.
            sought = min((mark for mark in inside if mark.layer != "sentence"), key=_figures_first, default=sentence)
            around = (sought.start, sought.end)
            kept.append(window(text, start=sentence.start, end=sentence.end, words=passage_words, around=around))
    return kept


def _figures_first(mark: Mark) -> tuple[bool, int, int]:
    return mark.layer != "figure", mark.start, mark.end


def passages(
    tables: Mapping[str, pd.DataFrame], *, used: Mapping[str, Sequence[tuple[str, str]]], passage_words: int
) -> dict[str, str]:
    """What may be shown of each sentence (by its id) of articles that must not be republished: often nothing."""
    grouped = {name: _by_article(tables[name]) if name in tables else {} for name in _MARKING}
    shown = {}
    for row in schema.records(tables["articles"]):
        parts = {name: rows.get(row["article_id"], []) for name, rows in grouped.items()} | {"shared": []}
        kept = _kept(row["text"], list(_marks(parts)), used=used, passage_words=passage_words)
        for sentence in parts["sentences"]:
            start, end = sentence["start_char"], sentence["end_char"]
            inside = [row["text"][a:b] for a, b in kept if start <= a and b <= end]
            shown[sentence["sentence_id"]] = "".join(inside)
    return shown


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
    when = str(row["as_of"] or row["event_date"] or "").replace("/", " to ")
    details = [
        row["measure"],
        _COUNTS.get(row["kind"]),
        said_by,
        f"{'as of' if row['as_of'] else 'on'} {when}" if when else None,
    ]
    detail = ", ".join(plain(part).replace("_", " ") for part in details if part)
    if row["repeats"]:
        detail += "; said before in this article"
    identifier = row["figure_id"]
    return Note("figure", row["start_char"], identifier, plain(row["surface"]), detail, _used(identifier, used))


def _quote_note(row: Row, used: Mapping[str, Any]) -> Note:
    how = "quoted" if row["is_direct"] else "reported in other words"
    cue = f", “{plain(row['cue'])}”" if row["cue"] else ""
    identifier = row["quote_id"]
    speaker = plain(row["speaker"] or "Speaker not named")
    return Note("quote", row["start_char"], identifier, speaker, how + cue, _used(identifier, used))


def _frame_note(row: Row, questions: Mapping[str, str]) -> Note:
    asks = plain(questions.get(row["frame"]) or str(row["frame"]).replace("_", " "))
    return Note("frame", row["start_char"], row["sentence_id"], plain(row["surface"]), f"a cue for: {asks}")


def _shared_note(row: Row) -> Note:
    label = f"Shared with {plain(row['other'])}"
    return Note("shared", row["start"], row["target"], label, f"a passage of {row['n_words']} words")


def _used(identifier: str, used: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    # A chart of a chapter that the first page shows too is named once, in its chapter.
    places, front = tuple(used.get(anchor(identifier), ())), f"{page_target('index')}#"
    chapters = {label for target, label in places if not target.startswith(front)}
    return tuple(place for place in places if not place[0].startswith(front) or place[1] not in chapters)


def _blocks(
    text: str,
    rows: Sequence[Row],
    *,
    marks: Sequence[Mark],
    notes: Sequence[Note],
    used: Mapping[str, Any],
    kept: Sequence[tuple[int, int]] | None,
) -> Iterator[BlockView]:
    done, opened = 0, set()
    show = marked if kept is None else partial(excerpted, kept=kept)
    for row in sorted(rows, key=lambda row: (row["start_char"], row["end_char"])):
        start, end = max(row["start_char"], done), row["end_char"]
        yield from _between(text, done, start, is_whole=kept is None)
        yield BlockView(
            kind=row["kind"],
            is_body=bool(row["is_body"]),
            reason=plain(row["reason"]),
            html=show(text, start=start, end=end, marks=marks, opened=opened),
            notes=tuple(note for note in notes if start <= note.start < end),
            used_in=_sentences_used(marks, start, end, used=used),
        )
        done = max(done, end)
    yield from _between(text, done, len(text), is_whole=kept is None)


def _sentences_used(
    marks: Iterable[Mark], start: int, end: int, *, used: Mapping[str, Any]
) -> tuple[tuple[str, str], ...]:
    here = (mark.id for mark in marks if mark.layer == "sentence" and start <= mark.start < end)
    return tuple(dict.fromkeys(place for identifier in here for place in _used(identifier, used)))


def _between(text: str, start: int, end: int, *, is_whole: bool) -> Iterator[BlockView]:
    # White space between blocks is layout; anything else would be text that no rule has taken, and is shown as such.
    if text[start:end].strip():
        show = marked if is_whole else partial(excerpted, kept=(), opened=set())
        yield BlockView("unread", False, "no rule has taken this text", show(text, start=start, end=end, marks=()))


def marked(text: str, *, start: int, end: int, marks: Sequence[Mark], opened: set[str] | None = None) -> Markup:
    """`text[start:end]` as HTML in which every mark that touches it is an element; its first piece has its id.

    Marks may overlap in any way: the text is cut wherever one begins or ends. `opened` holds the ids that stand
    further up already, and is added to.

    >>> print(marked("in 2020", start=0, end=7, marks=[Mark("figure", "a:f1", 3, 7)]))
    in <mark class="m-figure" id="e-a:f1">2020</mark>
    """
    seen = opened if opened is not None else set()
    touching = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    edges = sorted({start, end, *(e for m in touching for e in (m.start, m.end) if start < e < end)})
    parts = []
    for left, right in pairwise(edges):
        over = sorted((m for m in touching if m.start <= left and m.end >= right), key=_outermost_first)
        piece = str(escape_markup(text[left:right]))
        for mark in reversed(over):
            tag = "mark" if mark.layer == "figure" else "span"
            piece = f'<{tag} class="m-{mark.layer}"{_id(mark, seen)}>{piece}</{tag}>'
        seen.update(mark.id for mark in over)
        parts.append(piece)
    return Markup("".join(parts))


def _id(mark: Mark, seen: set[str]) -> str:
    return f' id="{anchor(mark.id)}"' if mark.id and mark.id not in seen else ""


def _outermost_first(mark: Mark) -> tuple[int, int, str]:
    return LAYERS.index(mark.layer), mark.start - mark.end, mark.id


def excerpted(
    text: str, *, start: int, end: int, kept: Iterable[tuple[int, int]], marks: Sequence[Mark], opened: set[str]
) -> Markup:
    """Like `marked`, but only the `kept` spans are shown; of the rest it says how many words there are.

    The ids of marks in what is not shown stand where it would be, so that every link still leads somewhere.
    """
    parts, done = [], start
    for left, right in sorted(kept):
        left, right = max(left, done), min(right, end)
        if left < right:
            parts += [
                _withheld(text, done, left, marks, opened),
                marked(text, start=left, end=right, marks=marks, opened=opened),
            ]
            done = right
    return Markup("").join([*parts, _withheld(text, done, end, marks, opened)])


def _withheld(text: str, start: int, end: int, marks: Iterable[Mark], opened: set[str]) -> Markup:
    n_words = len(word_spans(text[start:end]))
    inside = [mark for mark in marks if mark.id and start <= mark.start < end and mark.id not in opened]
    opened.update(mark.id for mark in inside)
    places = Markup("").join(Markup('<span id="{}"></span>').format(anchor(mark.id)) for mark in inside)
    if not n_words:
        return places + escape_markup(text[start:end])
    noun = "word" if n_words == 1 else "words"
    return Markup(' {}<span class="withheld">[{} {} not shown]</span> ').format(places, n_words, noun)


def window(text: str, *, start: int, end: int, words: int, around: tuple[int, int] | None = None) -> tuple[int, int]:
    """The span of at most `words` words of `text[start:end]` that holds `around`; from the start where that fits.

    >>> window("one two three four", start=0, end=18, words=2)
    (0, 7)
    >>> window("one two three four", start=0, end=18, words=2, around=(8, 13))
    (4, 13)
    """
    spans = [(start + left, start + right) for left, right in word_spans(text[start:end])]
    if len(spans) <= words:
        return start, end
    inside = [n for n, (left, right) in enumerate(spans) if around and right > around[0] and left < around[1]]
    # What is longer than the window shows its beginning.
    first = min(inside[0], max(0, inside[-1] - words + 1)) if inside else 0
    left = spans[first][0] if first else start
    return left, end if first + words == len(spans) else spans[first + words - 1][1]


def escape_markup(text: str) -> Markup:
    """An article's text as HTML: line breaks and direction marks kept, forbidden characters replaced."""
    return Markup.escape(readable(text))
