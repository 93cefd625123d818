"""Which articles are studied, and what is compared: parts of a corpus, by any column or variable of its articles.

`where` keeps the articles for which a condition holds; `compare` makes groups of them, which every measure then takes
for its sources. Both give the corpus that a folder with just these articles, or with the groups written into the column
`source`, would have given; `articles.outlet` keeps the publication.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

import pandas as pd

from analysis.corpus.codebook import Codebook
from analysis.corpus.conditions import answers, names_of, parse
from analysis.corpus.health import mark_same_texts
from analysis.corpus.intake import Corpus
from analysis.errors import NothingLeft, ParameterError
from analysis.schema import frame, records, series
from analysis.wording import capital, count, listed, number_word, some_of

# Columns of `articles` that describe an article, and what its day of publication gives.
_COLUMNS = (
    "article_id", "source", "title", "published", "url", "language", "genre", "path", "n_chars", "n_words",
    "n_sentences",
)  # fmt: skip
_OF_DATE = {"year": 4, "month": 7}
_NAME = "outlet"
_MOST_SAID = 8


def outlets(articles: pd.DataFrame) -> pd.Series:
    """The publication of each article: `source`, unless the parameter `compare` has made groups of that."""
    if "outlet" not in articles:
        return articles["source"]
    return articles["outlet"].fillna(articles["source"])


@dataclass
class Selection:
    """A corpus and what of it was left out, as rows of the table `left_out_articles`."""

    corpus: Corpus
    codebook: Codebook = field(default_factory=Codebook)
    left_out: list[dict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    compared_by: str = ""

    def __post_init__(self) -> None:
        # Whoever writes groups into the column `source` can keep the publication in a column `outlet`.
        articles, metadata = self.corpus.articles, self.corpus.metadata
        given = metadata[metadata["name"] == _NAME].set_index("article_id")["value"].to_dict()
        pairs = zip(articles["article_id"], articles["source"], strict=True)
        outlet = series("string", [given.get(one, source) for one, source in pairs], index=articles.index)
        self.corpus = self.corpus._replace(articles=articles.assign(outlet=outlet))
        self.further = sorted(metadata["name"].unique())

    def _columns(self) -> "Columns":
        return Columns(self.corpus, self.codebook, self.further)

    def where(self, condition: str) -> None:
        """Keep the articles for which a condition holds (see `conditions`); an empty one holds for all.

        Raises
        ------
        ParameterError
            The condition cannot be read, names no column, or asks for the order of what has none.
        NothingLeft
            It holds for no article.
        """
        if not condition.strip():
            return
        asked = _about(parse, condition, parameter="where")
        columns = self._columns()
        names = list(dict.fromkeys(names_of(asked)))
        found = _about(lambda: answers(asked, columns.cells), parameter="where")
        n, n_open = len(found), sum(one is None for one in found)
        if True not in found:
            raise NothingLeft(
                f"Of {count(n, 'article')}, none is left by where = {condition!r}. "
                f"{' '.join(columns.described(name) for name in names)}"
            )
        reasons = ["where_unknown" if one is None else None if one else "where" for one in found]
        explained = {
            "where": f"Not so: {condition}",
            "where_unknown": f"Cannot be told, a value is empty or too coarse: {condition}",
        }
        self.leave_out(reasons, [explained.get(reason or "") for reason in reasons])
        said = f"{len(self.corpus.articles):,} of {n:,} articles are read: those for which {condition}."
        unsure = f" Of {number_word(n_open)} it cannot be told (an empty or too coarse value)." if n_open else ""
        self.notes.append(said + unsure)

    def compare(self, by: str) -> None:
        """Make groups of the articles: by a column, a variable of the codebook, or whether a condition holds.

        `articles.source` becomes the group; articles without a value are left out.

        Raises
        ------
        ParameterError
            There is no such column, or the condition cannot be read.
        NothingLeft
            No article has a value.
        """
        if by.strip() in ("", "source", _NAME):
            return
        columns = self._columns()
        values = _about(lambda: _groups(by.strip(), columns), parameter="compare")
        n, n_before = len(values), len(self.left_out)
        if not any(values):
            raise NothingLeft(f"Of {count(n, 'article')}, none has a value for compare = {by!r}: nothing to compare.")
        reasons = [None if value else "no_value" for value in values]
        self.leave_out(reasons, [None if value else f"No value to compare by: {by}" for value in values])
        groups = series("string", filter(None, values), index=self.corpus.articles.index)
        self.corpus = self.corpus._replace(articles=self.corpus.articles.assign(source=groups))
        self.compared_by = by.strip()
        if n_out := len(self.left_out) - n_before:
            self.notes.append(f"{capital(count(n_out, 'article'))} without a value of {by} left out.")
        self.notes += columns.unused(by.strip())

    def _groups_said(self) -> list[str]:
        """Which groups are compared, with the articles that are left of each."""
        if not self.compared_by:
            return []
        sizes = self.corpus.articles["source"].value_counts().sort_index()
        named = some_of([f"{name} ({size:,})" for name, size in sizes.items()], most=_MOST_SAID)
        verb = "is" if len(sizes) == 1 else "are"
        groups = f"{count(len(sizes), 'group')} of articles by {self.compared_by}"
        return [f"Compared {verb} {groups}: {named}; “source” means such a group."]

    def leave_out_copies(self, found: pd.DataFrame, *, agencies_too: bool) -> None:
        """Leave out articles whose text is another's: `found` has article_id, reason and explanation of each.

        Raises
        ------
        NothingLeft
            No article would be left.
        """
        about = {row["article_id"]: row for row in found.to_dict("records")}
        ids = self.corpus.articles["article_id"].tolist()
        if len(about) == len(ids):
            raise NothingLeft(
                f"Each of {count(len(ids), 'article')} is a copy or carries a news agency's text: copies = 'drop' "
                "leaves none."
            )
        columns = [[about.get(one, {}).get(name) for one in ids] for name in ("reason", "explanation")]
        self.leave_out(*columns)
        n_agency = int((found["reason"] == "agency_text").sum())
        n_copies = len(found) - n_agency
        said = f"Of each text one article is read: {count(n_copies, 'copy', plural='copies')} left out"
        carried = f", and {count(n_agency, 'article')} that carr{'ies' if n_agency == 1 else 'y'} a news agency's text"
        self.notes.append(f"{said}{carried * agencies_too}.")

    def leave_out(self, reasons: Sequence[str | None], explanations: Sequence[str | None]) -> None:
        """Leave out the articles that have a reason, in the order of `articles`."""
        rows = records(self.corpus.articles)
        for row, reason, explanation in zip(rows, reasons, explanations, strict=True):
            if reason:
                said = {name: row[name] for name in ("article_id", "title", "published", "path")}
                outlet = row.get(_NAME) or row["source"]
                self.left_out.append(said | {"source": outlet, "reason": reason, "explanation": explanation})
        self.corpus = _narrowed(self.corpus, [reason is None for reason in reasons])

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables of the corpus by name, notes on what was chosen included."""
        chosen = [{"note": note, "about": "selection"} for note in [*self.notes, *self._groups_said()]]
        made = {
            "notes": frame("notes", [*chosen, *records(self.corpus.notes)]),
            "left_out_articles": frame("left_out_articles", self.left_out),
        }
        return self.corpus._asdict() | made


def _narrowed(corpus: Corpus, kept: Sequence[bool]) -> Corpus:
    """The articles kept and all that belongs to them, as if the others had never been there."""
    if all(kept):
        return corpus
    articles = records(corpus.articles[list(kept)])
    mark_same_texts(articles)
    ids = {row["article_id"] for row in articles}
    of_articles = {
        name: rows[rows["article_id"].isin(ids)].reset_index(drop=True)
        for name, rows in corpus._asdict().items()
        if "article_id" in rows and name != "articles"
    }
    return corpus._replace(articles=frame("articles", articles), **of_articles)


class Columns:
    """The columns that can be asked for: of the articles, of their metadata, and the codebook's variables."""

    def __init__(self, corpus: Corpus, codebook: Codebook, further: Sequence[str]) -> None:
        self.articles = corpus.articles
        self.variables = codebook.variables
        # A column of articles that are left out is known, and empty.
        self.metadata: dict[str, dict[str, str]] = {name: {} for name in further}
        for article_id, name, value in corpus.metadata[["article_id", "name", "value"]].itertuples(index=False):
            self.metadata[name][article_id] = value

    @property
    def names(self) -> list[str]:
        """All names, those of the articles first."""
        own = [*_COLUMNS, _NAME, *_OF_DATE, *self.variables]
        return list(dict.fromkeys([*own, *self.metadata]))

    def cells(self, name: str) -> list[str | None]:
        """The cells of one column as text, None where empty, in the order of the articles."""
        articles = self.articles
        if name in self.variables:
            values, places = self.variables[name], zip(articles["article_id"], outlets(articles), strict=True)
            return [values.get(article_id, values.get(source)) for article_id, source in places]
        if name in _COLUMNS or name == _NAME:
            column = outlets(articles) if name == _NAME else articles[name]
            return [None if pd.isna(cell) or not str(cell).strip() else str(cell).strip() for cell in column]
        if name in _OF_DATE:
            length, days = _OF_DATE[name], articles["published"]
            return [None if pd.isna(day) or len(day) < length else day[:length] for day in days]
        if name in self.metadata:
            values = self.metadata[name]
            return [values.get(article_id) for article_id in articles["article_id"]]
        near = get_close_matches(name, self.names, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ParameterError(f"No column or variable is called {name!r}.{hint} Known: {', '.join(self.names)}.")

    def described(self, name: str) -> str:
        """Which values a column has."""
        cells = [cell for cell in self.cells(name) if cell is not None]
        values = sorted(set(cells))
        if not values:
            return f"`{name}` is empty in all of them."
        shown = [repr(value[:40]) for value in values]
        ends = f"{shown[0]} to {shown[-1]}" if len(values) > _MOST_SAID else listed(shown)
        return f"`{name}` has {ends}."

    def unused(self, name: str) -> list[str]:
        """A note on entries of a codebook's variable that name no source and no article."""
        known = {*self.articles["article_id"], *outlets(self.articles)}
        strange = [key for key in self.variables.get(name, {}) if key not in known]
        if not strange:
            return []
        return [f"The codebook's variable {name!r} names {some_of(strange)}, which is no source or article here."]


def _groups(by: str, columns: Columns) -> list[str | None]:
    """The group of each article: the value of a column, or which side of a condition it is on."""
    if by in columns.names or by.strip("`") in columns.names:
        return columns.cells(by.strip("`"))
    if by.isidentifier():
        columns.cells(by)  # says what is known
    condition = parse(by)
    sides = {True: condition.in_words(yes=True), False: condition.in_words(yes=False)}
    return [sides.get(one) if one is not None else None for one in answers(condition, columns.cells)]


def _about(work: Callable, *given: str, parameter: str):  # noqa: ANN202
    """Do some work; what is wrong with the parameter is said under its name."""
    try:
        return work(*given)
    except ParameterError as error:
        raise ParameterError(f"Parameter {parameter!r}: {error}") from None


def checked_reference(articles: pd.DataFrame, reference: str) -> str | None:
    """The source, or group, that all others are set against; None where the parameter `reference` names none.

    Raises
    ------
    ParameterError
        Lists the groups there are.
    """
    if not reference.strip():
        return None
    known = sorted(articles["source"].unique())
    if reference.strip() not in known:
        near = get_close_matches(reference.strip(), known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ParameterError(
            f"Parameter 'reference': no source or group is called {reference!r}.{hint} "
            f"There {'is' if len(known) == 1 else 'are'} {listed(known)}."
        )
    return reference.strip()
