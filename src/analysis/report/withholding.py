"""Articles that must not be republished: no longer run of their words than may be shown, in anything a report holds.

The one place where a report's text is shortened. It does not ask which column, label or sentence a text came from: it
knows the articles' words, and cuts every run of them that is too long, wherever it stands: in the outputs of executed
notebooks (of which pages and downloads are made), in tables, and in the finished pages, where cells and passages that
are short enough one by one stand side by side.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from nbformat import NotebookNode

from analysis.english import word_spans
from analysis.report.publish import MIME
from analysis.report.tables import plain_value

CUT = "[…]"
# Fewer words than these are a phrase that any text may share, not a passage of one.
_PHRASE = 5
_MARKUP = re.compile(r"<style\b[^>]*>.*?</style>|<!--.*?-->|<[^>]*>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|cite|code|em|i|mark|q|small|span|strong|sub|sup|tspan)\b")
_SPOKEN = re.compile(r'( (?:aria-label|alt|title|content)=")([^"]*)"')
# Odd multipliers of a 64-bit hash (the golden ratio's, and one of Steele and Vigna's 2021 table).
_SPREAD, _STEP = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1342543DE82EF95)


class Excerpts:
    """Shortens text to at most `words` consecutive words of any of the articles.

    Parameters
    ----------
    texts
        Whatever must not be republished.
    words
        How many consecutive words of it may stand anywhere. Runs of up to five words are let through even where
        `words` is less: they are phrases of the language.
    free
        Text that may be shown as it is, such as headlines.

    **Misleads when** a text was changed before it was shown: a run with a word replaced is two shorter runs.

    >>> Excerpts(["One two three four five six seven eight."], words=6).text("So: one two three four five six seven.")
    'So: one two three four five six […].'
    """

    def __init__(self, texts: Iterable[str], *, words: int, free: Iterable[str] = ()) -> None:
        self._words, self._window = words, max(words, _PHRASE) + 1
        self._vocabulary: dict[str, int] = {}
        known, let = (self._all_hashes(some) for some in (texts, free))
        self._known = np.setdiff1d(known, let)

    def _all_hashes(self, texts: Iterable[str]) -> np.ndarray:
        hashes = [self._hashes(self._ids(text, is_new=True)) for text in texts]
        return np.unique(np.concatenate([np.empty(0, np.uint64), *hashes]))

    def _ids(self, text: str, *, is_new: bool = False) -> np.ndarray:
        found = (text[start:end].casefold() for start, end in word_spans(text))
        vocabulary = self._vocabulary
        ids = [vocabulary.setdefault(w, len(vocabulary) + 1) if is_new else vocabulary.get(w, 0) for w in found]
        return np.array(ids, dtype=np.uint64)

    def _hashes(self, ids: np.ndarray) -> np.ndarray:
        """One hash for each window of consecutive words."""
        n = max(0, len(ids) - self._window + 1)
        spread = (ids * _SPREAD) ^ (ids >> np.uint64(7))
        hashes = np.zeros(n, dtype=np.uint64)
        for place in range(self._window):
            hashes = hashes * _STEP + spread[place : place + n]
        return hashes

    def _dropped(self, ids: np.ndarray) -> np.ndarray:
        """Which words have to go, as a mask."""
        kept = np.arange(len(ids))
        # What a cut brings together may match again, where a passage repeats its own words.
        while (matches := np.flatnonzero(np.isin(self._hashes(ids[kept]), self._known))).size:
            going = np.zeros(len(kept), dtype=bool)
            run_starts = matches[np.flatnonzero(np.diff(matches, prepend=-2) > 1)]
            run_ends = matches[np.flatnonzero(np.diff(matches, append=matches[-1] + 2) > 1)] + self._window
            for start, end in zip(run_starts, run_ends, strict=True):
                going[start + self._words : end] = True
            kept = kept[~going]
        mask = np.ones(len(ids), dtype=bool)
        mask[kept] = False
        return mask

    def together(self, pieces: Sequence[str], *, gaps: Sequence[str] | None = None) -> list[str]:
        """Pieces of text that are read one after the other, shortened as one; a cut is marked where it begins.

        `gaps` says what parts each piece from the one before.
        """
        gaps = gaps or [" "] * len(pieces)
        joined = "".join(part for pair in zip(gaps, pieces, strict=True) for part in pair)
        spans = word_spans(joined)
        cuts = list(_runs(spans, self._dropped(self._ids(joined))))
        if not cuts:
            return list(pieces)
        shown, place = [], 0
        for gap, piece in zip(gaps, pieces, strict=True):
            place += len(gap)
            shown.append(_without(piece, [(start - place, end - place) for start, end in cuts]))
            place += len(piece)
        return shown

    def text(self, text: str) -> str:
        """One text, shortened."""
        return self.together([text])[0]

    def rows(self, rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
        """Rows of plain values, read cell by cell; numbers and ids stay and keep apart what stands beside them."""
        made = [list(row) for row in rows]
        cells = ["; ".join(cell) if isinstance(cell, list) else str(cell) for row in made for cell in row]
        shown = iter(zip(cells, self.together(cells), strict=True))
        return [[_replaced(cell, *next(shown)) for cell in row] for row in made]

    def table(self, rows: pd.DataFrame) -> pd.DataFrame:
        """A table of the pipeline, as plain values."""
        values = [[plain_value(value) for value in row] for row in rows.itertuples(index=False, name=None)]
        return pd.DataFrame(self.rows(values), columns=rows.columns, dtype=object)

    def html(self, page: str) -> str:
        """A page or a drawing: what it shows is read as one text, what it says in attributes one by one."""
        markup = _MARKUP.findall(page)
        pieces = [html.unescape(piece) for piece in _MARKUP.split(page)]
        gaps = ["", *("" if _INLINE.match(tag) else " " for tag in markup)]
        shown = self.together(pieces, gaps=gaps)
        kept = [
            raw if piece == was else html.escape(piece, quote=False)
            for raw, was, piece in zip(_MARKUP.split(page), pieces, shown, strict=True)
        ]
        tags = [_SPOKEN.sub(self._attribute, tag) if "=" in tag else tag for tag in markup]
        return "".join(part for pair in zip(kept, [*tags, ""], strict=True) for part in pair)

    def _attribute(self, match: re.Match) -> str:
        said = html.unescape(match[2])
        shown = self.text(said)
        return match[0] if shown == said else f'{match[1]}{html.escape(shown, quote=True)}"'

    def notebook(self, notebook: NotebookNode) -> NotebookNode:
        """An executed notebook, changed in place: its Markdown and all that its cells show."""
        for cell in notebook.cells:
            if cell.cell_type != "code":
                cell.source = self.text(cell.source)
            for output in cell.get("outputs", ()):
                if "text" in output:
                    output.text = self.text("".join(output.text))
                if "data" in output:
                    # Words in pixels cannot be cut.
                    output.data = NotebookNode({k: self._shown(k, v) for k, v in output.data.items() if k != _PIXELS})
                    output.metadata = NotebookNode()
        return notebook

    def _shown(self, kind: str, value: Any) -> Any:
        if kind in ("text/html", "image/svg+xml"):
            return self.html("".join(value))
        return self._packed(value) if kind == MIME else self._said(value)

    def _packed(self, said: Mapping[str, Any]) -> Mapping[str, Any]:
        made = self._said({key: value for key, value in said.items() if key != "rows"})
        return {**made, "rows": self.rows(said["rows"])} if "rows" in said else made

    def _said(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {key: self._said(inner) for key, inner in value.items()}
        return [self._said(inner) for inner in value] if isinstance(value, list | tuple) else value


_PIXELS = "image/png"


def excerpts_of(tables: Mapping[str, pd.DataFrame], *, words: int) -> Excerpts:
    """What shortens a report on these articles. Headlines may be shown: they are how an article is cited."""
    text_of = dict(tables["articles"][["article_id", "text"]].itertuples(index=False, name=None))
    blocks = tables["blocks"].sort_values(["article_id", "start_char", "end_char"], kind="stable")
    headlines, bodies = [str(title) for title in tables["articles"]["title"].dropna()], []
    for article_id, own in blocks.groupby("article_id", sort=True):
        text = text_of[article_id]
        spans = list(own[["kind", "is_body", "start_char", "end_char"]].itertuples(index=False, name=None))
        headlines += [text[start:end] for kind, _, start, end in spans if kind == "title"]
        edges = [0, *(edge for kind, _, *edges in spans if kind == "title" for edge in edges), len(text)]
        bodies += [text[start:end] for start, end in list(pairwise(edges))[::2]]
        # A page can show what belongs to the article without the boxes that stand in it.
        bodies.append("\n".join(text[start:end] for _, is_body, start, end in spans if is_body))
    bodies += [text for article_id, text in sorted(text_of.items()) if article_id not in set(blocks["article_id"])]
    return Excerpts(bodies, words=words, free=headlines)


def _runs(spans: Sequence[tuple[int, int]], dropped: np.ndarray) -> Iterator[tuple[int, int]]:
    """The stretches of text that dropped words fill."""
    edges = np.flatnonzero(np.diff(dropped.astype(np.int8), prepend=0, append=0))
    for first, after in zip(edges[::2], edges[1::2], strict=True):
        yield spans[first][0], spans[after - 1][1]


def _without(text: str, cuts: Iterable[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in cuts:
        if end <= 0 or start >= len(text):
            continue
        parts += [text[done : max(0, start)], CUT if start >= 0 else ""]
        done = min(end, len(text))
    return "".join([*parts, text[done:]])


def _replaced(cell: Any, was: str, shown: str) -> Any:
    if was == shown or not isinstance(cell, str | list):
        return cell
    # An empty cell would say that there is nothing.
    return [shown or CUT] if isinstance(cell, list) else shown or CUT
