"""What a researcher asks in a cell: a sentence in its place, words in context, a table to filter, a chooser.

These are methods of every story: `story.sentence("herald:f3")`, `story.kwic("prison*")`, `story.browse("claims")`,
`story.choose()`. Nothing is fetched: the script that sorts and filters comes with itables.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.errors import ParameterError
from analysis.framing import concordance
from analysis.pipeline import ASKED, Story
from analysis.report.links import readable

if TYPE_CHECKING:
    import ipywidgets

_LEFT = 'style="text-align:left;vertical-align:top"'
_MARK = 'style="background:#ffe9a3;color:#1a1a1a"'
_MOST_LINES, _MOST_BROWSED, _MOST_TOLD, _LONGEST_PASSAGE = 40, 20_000, 100_000, 300
# Columns of a table that say where a row stands, the most precise first, and the tables whose rows have such ids.
_IDS = {"figure_id": "reported_figures", "quote_id": "quotes", "sentence_id": "sentences"}
_PLACES = ("_char", "_start", "_end", "_inclusive")  # columns for programs
_ALL = "(all)"


@dataclass(frozen=True)
class Passage:
    """A sentence as its article has it, with what is asked for marked in it."""

    identifier: str
    source: str
    title: str
    published: str
    before: str
    left: str
    marked: str
    right: str
    after: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.source, self.published) if part)
        return f"{self.before} {self.left}[{self.marked}]{self.right} {self.after}".strip() + f"\n({where})"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        said = {name: escape(readable(getattr(self, name))) for name in ("before", "left", "marked", "right", "after")}
        where = escape(readable(" · ".join(part for part in (self.source, self.title, self.published) if part)))
        return (
            f'<blockquote><p dir="auto">{said["before"]} <strong>{said["left"]}<mark {_MARK}>{said["marked"]}</mark>'
            f"{said['right']}</strong> {said['after']}</p><p><small>{where}</small></p></blockquote>"
        )


def sentence(story: Story, identifier: str) -> Passage:
    """Where does this figure, quotation or sentence stand?

    Parameters
    ----------
    identifier
        The id of a row: `figure_id` ("herald:f3"), `quote_id` ("herald:q1") or `sentence_id` ("herald:s12").

    Returns
    -------
    Passage
        The sentence between its neighbours, the words of the row marked; shown by itself at the end of a cell.

    Raises
    ------
    ParameterError
        No row has this id.
    """
    found = _Texts(story).passage(identifier)
    if found is not None:
        return found
    some = ", ".join(repr(one) for one in story.sentences["sentence_id"].head(2))
    raise ParameterError(
        f"No sentence, figure or quotation is called {identifier!r}. An id is one of the columns {', '.join(_IDS)}, "
        f"such as {some}."
    )


class _Texts:
    """The articles of a story, where their sentences stand in them, and where the words of each id."""

    def __init__(self, story: Story) -> None:
        self.articles = {row.article_id: row for row in story.articles.itertuples(index=False)}
        self.sentences: dict[str, list[tuple[int, int]]] = {}
        self.places: dict[str, tuple[str, int, int]] = {}
        for column, name in _IDS.items():
            rows = getattr(story, name)[[column, "article_id", "start_char", "end_char"]]
            self.places |= {one: place for one, *place in rows.itertuples(index=False, name=None)}
        for article_id, *span in story.sentences[["article_id", "start_char", "end_char"]].itertuples(
            index=False, name=None
        ):
            self.sentences.setdefault(article_id, []).append(tuple(span))
        for spans in self.sentences.values():
            spans.sort()

    def passage(self, identifier: str) -> Passage | None:
        """The words of an id between their neighbours; none where no row has this id."""
        if identifier not in self.places:
            return None
        article_id, start, end = self.places[identifier]
        article, spans = self.articles[article_id], self.sentences[article_id]
        first = bisect_right(spans, start, key=lambda span: span[1])
        after = max(first + 1, bisect_left(spans, end, key=lambda span: span[0]))
        near = [article.text[slice(*spans[at])] if 0 <= at < len(spans) else "" for at in (first - 1, after)]
        begins, ends = min(start, spans[first][0]), max(end, spans[after - 1][1])
        published, title = (said if isinstance(said, str) else "" for said in (article.published, article.title))
        parts = (article.text[begins:start], article.text[start:end], article.text[end:ends])
        return Passage(identifier, article.source, title, published or "undated", near[0], *parts, near[1])


def passages(story: Story) -> Callable[[str], Passage | None]:
    """A function that gives the passage behind an id, for what a link of the notebook leads to.

    It gives none of large corpora, and none where `passage_words` withholds the articles: reports keep notebooks.
    Nothing is looked up before the first is asked for.
    """
    texts = cache(lambda: _Texts(story))
    is_withheld = story.parameters.passage_words > 0
    return lambda identifier: None if is_withheld or len(story.sentences) > _MOST_TOLD else texts().passage(identifier)


@dataclass(frozen=True)
class Lines:
    """Words in context: `rows` has every place, the first of them are shown."""

    rows: pd.DataFrame

    def _shown(self) -> Iterator[tuple[str, str, str, str]]:
        for row in self.rows.head(_MOST_LINES).itertuples(index=False):
            yield row.source, row.left, row.keyword, row.right

    def _told(self) -> str:
        n = len(self.rows)
        more = f"; the first {_MOST_LINES} are shown, .rows has all" if n > _MOST_LINES else ""
        return f"{n:,} {'place' if n == 1 else 'places'}{more}"

    def __str__(self) -> str:
        lines = [f"{source[:20]:20} {left:>50} [{keyword}] {right}" for source, left, keyword, right in self._shown()]
        return "\n".join([*lines, self._told()])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        cells = (
            f'<tr><th scope="row" {_LEFT}>{escape(source)}</th><td style="text-align:right">{escape(readable(left))}'
            f'</td><td style="text-align:left"><mark {_MARK}>{escape(readable(keyword))}</mark>'
            f"{escape(readable(right))}</td></tr>"
            for source, left, keyword, right in self._shown()
        )
        return f'<table dir="auto"><tbody>{"".join(cells)}</tbody></table><p>{self._told()}.</p>'


def kwic(story: Story, pattern: str, *, width: int = 50, sort: str = "position", is_regex: bool = False) -> Lines:
    """Where does a word stand, and in what company?

    Parameters
    ----------
    pattern
        Words as a reader writes them; `*` ends a word in any way ("releas*").
    width, sort, is_regex
        As in `framing.concordance`: characters of context, the order of the lines, a regular expression.

    Raises
    ------
    ParameterError
        The pattern is empty, too long, or not a regular expression.
    """
    found = concordance(story.articles, story.sentences, pattern, width=width, sort=sort, is_regex=is_regex)
    return Lines(found)


@dataclass(frozen=True)
class Browsed:
    """A table that filters and sorts in the notebook, without a request; elsewhere its first rows."""

    rows: pd.DataFrame
    caption: str

    def __str__(self) -> str:
        return f"{self.caption}\n{self.rows.head(_MOST_LINES)}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from itables import options, to_html_datatable
        from itables.javascript import generate_init_offline_itables_html

        table = to_html_datatable(
            self.rows,
            caption=self.caption,
            connected=False,
            allow_html=False,
            showIndex=False,
            column_filters="footer",
            classes="display nowrap compact",
            scrollX=True,
            maxBytes=0,
            layout={"topStart": "pageLength", "topEnd": "search", "bottomStart": "info", "bottomEnd": "paging"},
            columnDefs=[{"targets": "_all", "className": "dt-left"}],
            style={"table-layout": "auto", "width": "auto", "caption-side": "top"},
        )
        return generate_init_offline_itables_html(options.dt_bundle) + table


def browse(story: Story, table: str | pd.DataFrame) -> Browsed:
    """A table that filters and sorts in the notebook: by its name, or rows that a cell selected.

    Each row that has an id of a sentence, figure or quotation shows its sentence too. Columns that hold nothing are
    left out. The output is about a megabyte, for the script travels with it: clear it before you commit a notebook.

    Raises
    ------
    ParameterError
        There is no such table, or it has more rows than a browser takes: select some.
    """
    rows = _named_table(story, table) if isinstance(table, str) else table
    name = table if isinstance(table, str) else "rows"
    if len(rows) > _MOST_BROWSED:
        raise ParameterError(f"{len(rows):,} rows are more than a browser sorts: select {_MOST_BROWSED:,} at most.")
    shown = rows.dropna(axis="columns", how="all").drop(columns="text", errors="ignore")
    if "sentence_id" in rows and len(rows):
        text = story.sentences.set_index("sentence_id")["text"]
        shown = shown.assign(sentence=rows["sentence_id"].map(text).str.slice(0, _LONGEST_PASSAGE))
    shown = shown[[column for column in shown.columns if not column.endswith(_PLACES)]]
    return Browsed(shown.where(shown.notna(), "").reset_index(drop=True), f"{name}: {len(rows):,} rows")


def _named_table(story: Story, name: str) -> pd.DataFrame:
    if name not in dir(story) or not isinstance(found := getattr(story, name), pd.DataFrame):
        raise ParameterError(f"There is no table {name!r}: press Tab after `story.` to see them all.")
    return found


def choose(story: Story) -> "ipywidgets.VBox":
    """Choosers of source, measure and word: the claims and the lines in context that they leave, at once."""
    import ipywidgets as widgets

    measures = sorted(story.claims["measure"].dropna().unique())
    source = widgets.Dropdown(options=[_ALL, *story.sources], description="Source")
    measure = widgets.Dropdown(options=[_ALL, *measures], description="Measure")
    term = widgets.Text(placeholder="releas*", description="Word", continuous_update=False)
    shown = widgets.HTML()

    def update(_: Any = None) -> None:
        shown.value = _chosen(story, source.value, measure.value, term.value.strip())

    for chooser in (source, measure, term):
        chooser.observe(update, "value")
    update()
    return widgets.VBox([widgets.HBox([source, measure, term]), shown])


def _chosen(story: Story, source: str, measure: str, term: str) -> str:
    """The claims of a source and measure, and a word in context, as HTML."""
    claims = story.claims
    claims = claims if source == _ALL else claims[claims["source"] == source]
    claims = claims if measure == _ALL else claims[claims["measure"] == measure]
    text = story.sentences.set_index("sentence_id")["text"]
    rows = "".join(
        f'<tr><th scope="row" {_LEFT}>{escape(row.source)}</th><td {_LEFT}>{escape(readable(row.surface))}</td>'
        f"<td {_LEFT}>{escape(str(row.of_what))}</td><td {_LEFT}>{escape(readable(text[row.sentence_id]))}</td></tr>"
        for row in claims.head(_MOST_LINES).itertuples(index=False)
    )
    said = f"<p>{len(claims):,} claims</p><table><tbody>{rows}</tbody></table>"
    if not term:
        return said
    try:
        found = kwic(story, term).rows
    except ParameterError as problem:
        return f"{said}<p>{escape(str(problem))}</p>"
    return said + Lines(found if source == _ALL else found[found["source"] == source])._repr_html_()


ASKED.update(sentence=sentence, kwic=kwic, browse=browse, choose=choose)
