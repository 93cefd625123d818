"""How fast voices are read: MB of text a CPU second on one core, and how adversarial lines scale.

    python benchmarks/voices_speed.py [FOLDER]

FOLDER holds .txt articles (default: the sample corpus, repeated to 2 MB). Blocks and sentences are made beforehand:
this measures the whole of `find_quotes`, from quotation marks to the table. Lines that want to make a pattern run away
are read at two sizes, a quarter and one megabyte: four times the text must take about four times as long.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from analysis.corpus.codebook import Codebook
from analysis.corpus.document import Block, Document, Sentence
from analysis.english import split_sentences
from analysis.paths import SAMPLE_CORPUS, corpus_folder
from analysis.voices import find_quotes

MEGABYTE = 1_000_000
WANTED = 2.0
PIECES = (
    '"',
    "“",
    "said ",
    "Ann ",
    "Ann said ",
    "according to ",
    ", adding ",
    "who, ",
    "A. ",
    "report ",
    "“a,” he said, ",
    '"?',
    '.- "',
    "“a. ",
    "“a,” the man who ",
)


def document(text: str, name: str) -> Document:
    """An article whose lines are its blocks."""
    blocks, sentences, at = [], [], 0
    for line in text.split("\n"):
        if line.strip():
            block = Block(f"{name}:b{len(blocks)}", "paragraph", 1, True, at, at + len(line))
            blocks.append(block)
            for start, end in split_sentences(line):
                sentences.append(Sentence(f"{name}:s{len(sentences)}", block.block_id, at + start, at + end))
        at += len(line) + 1
    return Document(name, name, None, None, text, tuple(blocks), tuple(sentences))


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """Best CPU time of a few runs."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def line_seconds(piece: str, size: int) -> float:
    """CPU time for one line of `size` characters that repeats `piece`."""
    article = document(piece * (size // len(piece)), "a")
    return seconds(lambda: find_quotes([article], codebook=Codebook()), repeats=1)


def main() -> int:
    """Print the speeds; 0 if articles are read at the wanted speed."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else corpus_folder(SAMPLE_CORPUS)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*.txt"))]
    times = max(1, round(2 * MEGABYTE / max(1, sum(map(len, texts)))))
    documents = [document(text, f"{n}-{i}") for n in range(times) for i, text in enumerate(texts)]
    size = sum(len(article.text) for article in documents) / MEGABYTE
    speed = size / seconds(lambda: find_quotes(documents, codebook=Codebook()))
    print(f"{len(documents)} articles, {size:.1f} MB: {speed:.2f} MB a CPU second (wanted: {WANTED})")
    for piece in PIECES:
        small, large = (line_seconds(piece, size) for size in (MEGABYTE // 4, MEGABYTE))
        print(f"  1 MB of {piece!r}: {large:.1f} s, {large / max(small, 1e-9):.1f} times a quarter of it")
    return 0 if speed >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
