"""Speed of the figures extractor on one core, beside quantulum3 where that is installed.

    python benchmarks/figures_speed.py [FILE.jsonl]

Reads texts from the "text" field of a JSON-lines file (default: the development set of the tests, repeated), prints
megabytes of text a second of CPU time and the ratio. quantulum3 is no dependency of the project: without it the
comparison is left out, and a sentence says so.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from analysis.reported_figures import quantities_in

DEVELOPMENT = Path(__file__).resolve().parents[1] / "tests" / "reported_figures" / "development.jsonl"
ENOUGH = 300_000
SLOW_SAMPLE = 40_000


def texts_of(path: Path) -> list[str]:
    """The texts of a JSON-lines file, repeated until there is enough to time."""
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


def main() -> None:
    """Print both speeds."""
    texts = texts_of(Path(sys.argv[1]) if len(sys.argv) > 1 else DEVELOPMENT)
    quantities_in(texts[0])
    ours = speed(quantities_in, texts)
    print(f"quantities_in: {ours:.2f} MB/s on {sum(map(len, texts)):,} characters")
    try:
        from quantulum3 import parser
    except ImportError:
        print("quantulum3 is not installed here: no comparison. Install it beside the project to compare.")
        return
    sample, size = [], 0
    for text in texts:
        sample.append(text)
        size += len(text)
        if size > SLOW_SAMPLE:
            break
    parser.parse(sample[0])
    theirs = speed(parser.parse, sample)
    print(f"quantulum3:    {theirs:.3f} MB/s on {size:,} characters; ratio {ours / theirs:.0f}")


if __name__ == "__main__":
    main()
