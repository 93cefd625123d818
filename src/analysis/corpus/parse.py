"""From one text to its blocks and sentences. Pure: no tables, no disk; runs on many articles side by side."""

from analysis.corpus.blocks import Draft, content_start
from analysis.corpus.document import Block, Document, Sentence
from analysis.corpus.refine import blocks_of
from analysis.english import split_sentences, words


def document_from_text(
    text: str, *, article_id: str = "a", source: str = "a", title: str | None = None, published: str | None = None
) -> Document:
    """Parse one text into blocks and sentences; every span points into `text` as given.

    `title` is the headline known from elsewhere; without it the first line is taken if it looks like one.

    >>> document = document_from_text("Flood in Valley\\n\\nAt least 12 people died. More are missing.")
    >>> [document.text[s.start_char:s.end_char] for s in document.sentences]
    ['Flood in Valley', 'At least 12 people died.', 'More are missing.']
    """
    drafts = blocks_of(text, title=title)
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
