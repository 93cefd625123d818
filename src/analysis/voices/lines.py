"""An article as lines: one for each sentence outside quotation marks, each whole quotation being a single token.

A full stop inside a quotation ends no sentence of the reporter's, so neighbouring sentences that a quotation spans are
one line: “This is not new. It never was,” said X.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.corpus.document import Block, Document
from analysis.corpus.lines import CORRECTION
from analysis.english.classes import ENGLISH, plain
from analysis.english.quotations import Quotation, quotation_spans
from analysis.english.tokens import word_tokens
from analysis.english.word_lists import word_list
from analysis.voices.reporting_verbs import TAGGER

# What has a title: "her book “The Long Road”".
WORKS = word_list("works", package=__package__)
_MARKS = frozenset("’'")
# Blocks that may be set in capitals throughout.
HEADINGS = frozenset(("title", "heading", "toc"))


@dataclass(slots=True)
class Line:
    """The tokens of one reporter's sentence: one letter each in `tags` (see `english.classes`; `reverse` from the
    end), quotations in `quotes` by the token that stands for them; `pauses` are those that end with a comma, a dash or
    a question: the sentence goes on, usually with the speaker."""

    tags: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    quotes: dict[int, Quotation]
    block: Block
    is_first: bool
    reverse: str
    pauses: frozenset[int]


def lines(document: Document) -> Iterator[Line]:
    """The lines of an article's body, in reading order."""
    text = document.text
    blocks = document.block_of()
    outer = [quote for quote in quotation_spans(text) if quote.depth == 0]
    starts = [quote.outer_start for quote in outer]
    for block, sentences in _by_block(document, blocks):
        first = True
        for start, end in _merged(sentences, outer, starts):
            inside = outer[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]
            line = _line(text, start, end, inside, block=block, is_first=first)
            if line.words:
                yield line
                first = False


def _by_block(document: Document, blocks: dict[str, Block]) -> Iterator[tuple[Block, list[tuple[int, int]]]]:
    current, spans = None, []
    for sentence in document.sentences:
        block = blocks.get(sentence.block_id)
        if block is None or not block.is_body or block.kind == CORRECTION:  # there the publication speaks
            continue
        if current is not None and block is not current:
            yield current, spans
            spans = []
        current = block
        spans.append((sentence.start_char, sentence.end_char))
    if current is not None:
        yield current, spans


def _merged(
    sentences: Sequence[tuple[int, int]], outer: Sequence[Quotation], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Join sentences whose border lies inside a quotation."""
    pending = None
    for start, end in sentences:
        if pending is None:
            pending = (start, end)
            continue
        at = bisect_right(starts, pending[1] - 1) - 1
        if at >= 0 and outer[at].outer_end > start:
            pending = (pending[0], end)
        else:
            yield pending
            pending = (start, end)
    if pending is not None:
        yield pending


def _line(text: str, start: int, end: int, inside: list[Quotation], *, block: Block, is_first: bool) -> Line:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    quotes: dict[int, Quotation] = {}
    at = start
    for quote in inside:
        _tokens(text, at, quote.outer_start, words, starts, ends)
        if words and _is_title(text, quote, words[-2:]):
            at = quote.outer_start
            continue
        quotes[len(words)] = quote
        words.append("“")
        starts.append(quote.outer_start)
        ends.append(quote.outer_end)
        at = max(at, quote.outer_end)
    _tokens(text, at, end, words, starts, ends)
    tags = TAGGER.tags(words, quotes=quotes, is_heading=block.kind in HEADINGS)
    pauses = frozenset(at for at, quote in quotes.items() if text[quote.end - 1] in ",?!—–")
    return Line(tags, words, starts, ends, quotes, block, is_first, tags[::-1], pauses)


def _is_title(text: str, quote: Quotation, before: list[str]) -> bool:
    """`in her book “The Long Road”`, `on “The Evening Show,”`: the name of a work, which nobody says."""
    noun = plain(before[0] if before[-1] == "," else before[-1])
    if noun not in WORKS and ENGLISH.tag(before[-1]) not in "IO" and not noun.endswith(("'s", "s'")):
        return False
    said = text[quote.start : quote.end]
    long = [word for word in said.split() if len(word) > 3]
    return bool(long) and said[-1] not in ".!?…" and all(not word[0].islower() for word in [said, *long])


def _tokens(text: str, start: int, end: int, words: list[str], starts: list[int], ends: list[int]) -> None:
    found = word_tokens(text, start, end)
    if _MARKS.isdisjoint(found[0]):
        words += found[0]
        starts += found[1]
        ends += found[2]
        return
    for word, first, last in zip(*found, strict=True):
        if word in _MARKS and ends and _ends_possessive(text, first, ends[-1], words[-1]):
            words[-1] += word
            ends[-1] = last
        else:
            words.append(word)
            starts.append(first)
            ends.append(last)


def _ends_possessive(text: str, at: int, end: int, word: str) -> bool:
    """`the lawyers’ group`: the mark at `at` belongs to the word before, and the phrase goes on."""
    return at == end and word.endswith("s") and text[at + 1 : at + 3].strip().isalpha()
