"""One article as the measures see it: its blocks and sentences.

Plain values, so that it travels between processes; parsed from a text without tables or disk.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

import pandas as pd

from analysis.corpus.blocks import blocks_of
from analysis.corpus.lines import Draft, content_start
from analysis.english import split_sentences, words


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


_Neighbours = tuple[Block | None, Block | None]


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
    _beside: list[tuple[Block | None, Block | None]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    def block_of(self) -> dict[str, Block]:
        """The blocks by block_id."""
        return {block.block_id: block for block in self.blocks}

    def beside_run(self, number: int) -> _Neighbours:
        """What stands before and after the run of blocks of one kind with block `number` in it: over and under a list.

        >>> document = document_from_text("Toll\\n\\nKilled so far:\\n- 3 in Orn\\n- 4 in Tal\\nMore is to come.")
        >>> above, below = document.beside_run(2)
        >>> [document.text[block.start_char : block.end_char] for block in (above, below)]
        ['Killed so far:', 'More is to come.']
        """
        if not self._beside:  # once for all of them: a list of figures asks for each
            for _, run in groupby(range(len(self.blocks)), key=lambda at: self.blocks[at].kind):
                first, *rest = run
                last = rest[-1] if rest else first
                above = self.blocks[first - 1] if first else None
                below = self.blocks[last + 1] if last + 1 < len(self.blocks) else None
                self._beside.extend([(above, below)] * (last - first + 1))
        return self._beside[number]


# What an article is called while work is done on it alone. No text holds this sign (see `records.check_text`), and JSON
# writes it as it is: so the article's name can be put in later.
NAMELESS = "\x7f"
_OF_BLOCK = attrgetter("kind", "part", "is_body", "start_char", "end_char", "reason")


@dataclass(frozen=True)
class Alone:
    """An article without its name, as it travels to whoever works on it: its text and parts, or where these are kept.

    `parts` are plain lists (see `parts_of`). `content` is what a result that is made from the article depends on: two
    articles of one text, source, title and date are one piece of work, whatever their files are called.
    """

    source: str
    title: str | None
    published: str | None
    text: Any
    parts: Any
    digest: str

    @property
    def content(self) -> list[str | None]:
        """What identifies the article."""
        return [self.source, self.title, self.published, self.digest]

    def document(self) -> "Document":
        """The article, called `NAMELESS`."""
        blocks, sentences = loaded(self.parts)
        return Document(
            article_id=NAMELESS,
            source=self.source,
            title=self.title,
            published=self.published,
            text=loaded(self.text),
            blocks=tuple(
                Block(f"{NAMELESS}:{name}", kind, part, is_body, start, end, reason)
                for name, kind, part, is_body, start, end, reason in blocks
            ),
            sentences=tuple(
                Sentence(f"{NAMELESS}:{name}", f"{NAMELESS}:{block}", start, end)
                for name, block, start, end in sentences
            ),
        )


def loaded(value: Any) -> Any:
    """The value itself, of one that is kept elsewhere too."""
    return value.load() if hasattr(value, "load") else value


def parts_of(document: Document) -> list[list]:
    """The blocks and sentences of an article as plain lists without its name."""
    cut = len(document.article_id) + 1
    return [
        [[block.block_id[cut:], *_OF_BLOCK(block)] for block in document.blocks],
        [[one.sentence_id[cut:], one.block_id[cut:], one.start_char, one.end_char] for one in document.sentences],
    ]


def digest_of(text: str, parts: list[list]) -> str:
    """Hash of an article's text and parts."""
    hashed = hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode())
    hashed.update(text.encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()


def alone(document: Document) -> Alone:
    """The article without its name."""
    parts = parts_of(document)
    digest = digest_of(document.text, parts)
    return Alone(document.source, document.title, document.published, document.text, parts, digest)


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


def document_from_text(
    text: str,
    *,
    article_id: str = "a",
    source: str = "a",
    title: str | None = None,
    published: str | None = None,
    is_english: bool = False,
) -> Document:
    """Parse one text into blocks and sentences; every span points into `text` as given.

    `title` is the headline known from elsewhere; without it the first line is taken if it looks like one.
    Where the article `is_english`, blocks in other languages are set aside.

    >>> document = document_from_text("Flood in Valley\\n\\nAt least 12 people died. More are missing.")
    >>> [document.text[s.start_char:s.end_char] for s in document.sentences]
    ['Flood in Valley', 'At least 12 people died.', 'More are missing.']
    """
    drafts = blocks_of(text, title=title, is_english=is_english)
    blocks = [_block(draft, article_id=article_id, number=i) for i, draft in enumerate(drafts, start=1)]
    spans = [
        (block.block_id, start, end)
        for block, draft in zip(blocks, drafts, strict=True)
        for start, end in sentence_spans(draft, text)
    ]
    sentences = [Sentence(f"{article_id}:s{i}", *span) for i, span in enumerate(spans, start=1)]
    return Document(
        article_id=article_id,
        source=source,
        title=title or _own_title(drafts, text),
        published=published,
        text=text,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
    )


def _block(draft: Draft, *, article_id: str, number: int) -> Block:
    return Block(
        block_id=f"{article_id}:b{number}",
        kind=draft.kind,
        part=draft.part,
        is_body=draft.is_body,
        start_char=draft.start,
        end_char=draft.end,
        reason=draft.reason,
    )


def _own_title(drafts: list[Draft], text: str) -> str | None:
    titles = [draft for draft in drafts if draft.kind == "title"]
    return text[content_start(titles[0], text) : titles[0].end] if titles else None


def sentence_spans(draft: Draft, text: str) -> list[tuple[int, int]]:
    """The sentences of one block, without list markers and bars; a table row is one sentence."""
    start, end = content_start(draft, text), draft.end
    if draft.kind == "table_row":
        end = start + len(text[start:end].rstrip("| \t"))
        return [(start, end)] if words(text[start:end]) else []
    return [(start + a, start + b) for a, b in split_sentences(text[start:end])]
