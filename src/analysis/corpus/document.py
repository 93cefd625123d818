"""One article as the measures see it: plain values, so that it travels between processes."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an article; `kind` is one of `schema.BLOCK_KINDS`, `reason` the rule that decided it, in words."""

    block_id: str
    kind: str
    part: int
    is_body: bool
    start_char: int
    end_char: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; its block is found by `Document.block_of`."""

    sentence_id: str
    block_id: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its blocks and sentences, in reading order.

    Spans point into `text`: `text[sentence.start_char:sentence.end_char]`.
    """

    article_id: str
    source: str
    title: str | None
    published: str | None
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    def block_of(self) -> dict[str, Block]:
        """The blocks by block_id."""
        return {block.block_id: block for block in self.blocks}


def documents(articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[Document]:
    """One Document per row of `articles`, in its order; articles without blocks or sentences give empty tuples."""
    blocks_of = _grouped(blocks, Block)
    sentences_of = _grouped(sentences, Sentence)
    columns = ["article_id", "source", "title", "published", "text"]
    for article_id, source, title, published, text in articles[columns].itertuples(index=False):
        yield Document(
            article_id=article_id,
            source=source,
            title=None if pd.isna(title) else title,
            published=None if pd.isna(published) else published,
            text=text,
            blocks=blocks_of.get(article_id, ()),
            sentences=sentences_of.get(article_id, ()),
        )


def _grouped(rows: pd.DataFrame, kind: type) -> dict[str, tuple]:
    names = list(kind.__dataclass_fields__)
    groups: dict[str, list] = {}
    for article_id, *values in rows[["article_id", *names]].itertuples(index=False):
        groups.setdefault(article_id, []).append(kind(*values))
    return {article_id: tuple(group) for article_id, group in groups.items()}
