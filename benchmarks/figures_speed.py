"""Speed of the figures extractor on one core, beside quantulum3 where that is installed.

    python benchmarks/figures_speed.py [FILE.jsonl]

Reads the articles of the sample corpus, or the "text" fields of a JSON-lines file, and prints megabytes of text a
second of CPU time: of the whole ledger (`figures_of`: numbers, dates, as-of dates, authority) and of the numbers alone
(`quantities_in`). The sentences of the development set, nearly all with a figure, are timed as dense text, and a line
of nothing but numbers as the densest there is. quantulum3 is no dependency of the project: without it the comparison
is left out, and a sentence says so.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import quantities_in
from analysis.reported_figures.ledger import figures_of
from analysis.voices import quotes_of

PROJECT = Path(__file__).resolve().parents[1]
SAMPLE = PROJECT / "data" / "raw" / "belarus-2025"
DEVELOPMENT = PROJECT / "tests" / "reported_figures" / "development.jsonl"
PUBLISHED = "2025-10-15"
ENOUGH = 300_000
SLOW_SAMPLE = 40_000
NUMBERS = " ".join(str(7 * number % 9973) for number in range(3_000))


def texts_of(path: Path) -> list[str]:
    """The texts of a JSON-lines file or of a folder of .txt, repeated until there is enough to time."""
    if path.is_dir():
        texts = [file.read_text(encoding="utf-8") for file in sorted(path.glob("*.txt"))]
    else:
        texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    return texts * max(1, ENOUGH // max(1, sum(map(len, texts))))


def speed(extract: Callable[[str], object], texts: Iterable[str]) -> float:
    """Megabytes of text a second of CPU time, best of three."""
    texts = list(texts)
    size = sum(len(text.encode()) for text in texts)
    times = []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            extract(text)
        times.append(time.process_time() - start)
    return size / 1e6 / min(times)


def ledger_speed(texts: list[str]) -> float:
    """The same for the ledger; blocks, sentences and quotations are found beforehand."""
    codebook = load_codebook(SAMPLE)
    read = {}
    for text in set(texts):
        document = document_from_text(text, published=PUBLISHED)
        read[text] = document, quotes_of(document, codebook=codebook)
    return speed(lambda text: figures_of(*read[text], codebook=codebook), texts)


def report(name: str, texts: list[str]) -> float:
    """Print both speeds on some texts; the speed of `quantities_in`."""
    ours = speed(quantities_in, texts)
    print(f"{name} ({sum(map(len, texts)):,} characters)")
    print(f"  figures_of:    {ledger_speed(texts):.2f} MB/s")
    print(f"  quantities_in: {ours:.2f} MB/s")
    return ours


def main() -> None:
    """Print the speeds."""
    texts = texts_of(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
    quantities_in(texts[0])
    ours = report("articles", texts)
    report("sentences that nearly all report a figure", texts_of(DEVELOPMENT))
    report("a line of nothing but numbers", [NUMBERS])
    try:
        from quantulum3 import classifier, parser
    except ImportError:
        print("The ratio to quantulum3 was not measured: it is not installed here. Install it beside the project.")
        return
    sample, size = [], 0
    for text in texts:
        sample.append(text)
        size += len(text)
        if size > SLOW_SAMPLE:
            break
    # Its classifier cannot be loaded by today's scikit-learn; without it the library is faster, not slower.
    classifier.USE_CLF = False
    parser.parse(sample[0])
    theirs = speed(parser.parse, sample)
    print(
        f"quantulum3:      {theirs:.3f} MB/s on {size:,} characters; quantities_in is {ours / theirs:.0f} times as fast"
    )


if __name__ == "__main__":
    main()
