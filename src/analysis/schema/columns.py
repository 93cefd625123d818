"""What a table and a column are, and the columns that many tables share."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["string", "integer", "number", "boolean", "date", "list"]


@dataclass(frozen=True)
class Column:
    """One column: its name, kind, meaning, whether it may be empty, and the values allowed if they are few."""

    name: str
    kind: Kind
    description: str
    nullable: bool = False
    allowed: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        """The pandas dtype that holds this kind."""
        if self.kind == "integer":
            return "Int64" if self.nullable else "int64"
        if self.kind == "boolean":
            return "boolean" if self.nullable else "bool"
        return {"number": "float64", "list": "object"}.get(self.kind, "str")


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns and the columns that identify a row."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]


def span(of: str) -> tuple[Column, Column]:
    """Start and end of a span in `articles.text`."""
    return (
        Column("start_char", "integer", f"where the {of} starts in articles.text, in code points"),
        Column("end_char", "integer", f"where the {of} ends in articles.text (exclusive)"),
    )


ARTICLE_ID = Column("article_id", "string", "the article: the file's stem, or the id column of a table of articles")
SOURCE = Column("source", "string", "the publication that carried the article; never a person")
SENTENCE_ID = Column("sentence_id", "string", "the sentence: article_id, a colon, s and a number")
