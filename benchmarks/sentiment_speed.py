"""How many sentences a second? This project's scorer, NLTK's and vaderSentiment's, in one run on one core.

Run: python benchmarks/sentiment_speed.py [--sentences N] [--small] [--file FILE]

Scores 400,000 sentences (20,000 with --small) with all of them, checks that every score is the same to the last bit,
and prints the rates and their ratios. Without FILE (one sentence a line) the sentences are generated: 22 words on
average, one in eleven charged, most others common, some never seen before, with the marks and capitals of news.
"""

import argparse
import sys
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import numpy as np
import pandas as pd
from nltk.sentiment.vader import SentimentIntensityAnalyzer as NltkAnalyzer
from nltk.sentiment.vader import VaderConstants
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer as VaderAnalyzer

from analysis import schema
from analysis.sentiment import score_sentences, vader_lexicon
from analysis.sentiment.batches import Analyser
from analysis.sentiment.rules import NLTK, VADER

KEYS = ("compound", "pos", "neu", "neg")
REPEATS = 3
COLUMNS = ("compound", "positive", "neutral", "negative")
COMMON = (
    "the of to and a in that is was for on with as at by it from his an are he has not be have but were said this will "
    "who its had they or more their which one also been after would he people year new when there about first can two "
    "government police country president party state over than into other so out no all could time up last some may "
    "most against court days before while during security very only where since between three because under many"
)


def main() -> int:
    """Score, compare, print; 0 if every score is the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=400_000, help="how many (default 400,000)")
    parser.add_argument("--small", action="store_true", help="20,000 sentences")
    parser.add_argument("--file", type=Path, help="a text file with one sentence a line")
    options = parser.parse_args()
    n = 20_000 if options.small else options.sentences
    texts = options.file.read_text(encoding="utf-8").splitlines()[:n] if options.file else generated(n)
    n_words = sum(len(text.split()) for text in texts)
    print(f"{len(texts):,} sentences, {n_words / len(texts):.1f} words each on average")
    different = 0
    rates = {}
    for name, rules, reference in (("nltk", NLTK, nltk_analyzer()), ("vader", VADER, VaderAnalyzer())):
        # Each time a new analyser, which has not seen a single word yet. The references run long enough to need no
        # repetition; this one is over so soon that a neighbour on the machine would show.
        runs = [
            timed(lambda rules=rules: Analyser(rules, vader_lexicon()).score(texts), len(texts)) for _ in range(REPEATS)
        ]
        rates[name], scores = sorted(runs, key=lambda run: run[0])[REPEATS // 2]
        rates[f"{name} reference"], theirs = timed(lambda one=reference: one_by_one(one, texts), len(texts))
        mine = np.stack([getattr(scores, column) for column in COLUMNS], axis=1)
        different += int((mine.view(np.uint64) != theirs.view(np.uint64)).any(axis=1).sum())
    sentences = table(texts)
    score_sentences.__globals__["_default_analyser"].cache_clear()
    rates["table"], _ = timed(lambda: score_sentences(sentences), len(texts))
    report(rates)
    print(f"sentences with any score that differs in any bit: {different}")
    return 1 if different else 0


def report(rates: dict[str, float]) -> None:
    """One line a scorer."""
    names = {
        "nltk": "this project, NLTK's rules",
        "table": "this project, table `sentiment` with NLTK's rules",
        "vader": "this project, vaderSentiment's rules",
        "nltk reference": "NLTK's SentimentIntensityAnalyzer",
        "vader reference": "vaderSentiment's SentimentIntensityAnalyzer",
    }
    for key, name in names.items():
        ratios = [rates[key] / rates[f"{other} reference"] for other in ("nltk", "vader")]
        print(f"{name:50} {rates[key]:10,.0f} a second   {ratios[0]:5.1f} × NLTK   {ratios[1]:5.1f} × vaderSentiment")


def one_by_one(reference: NltkAnalyzer | VaderAnalyzer, texts: list[str]) -> np.ndarray:
    """The reference's scores, a row a text; kept as numbers, so that a heap of dicts does not slow it down."""
    scores = np.empty((len(texts), len(KEYS)))
    for number, text in enumerate(texts):
        row = reference.polarity_scores(text)
        scores[number] = row["compound"], row["pos"], row["neu"], row["neg"]
    return scores


def timed(work: Callable, n: int) -> tuple[float, object]:
    """Sentences a second of processor time, and the result."""
    start = time.process_time()
    result = work()
    return n / (time.process_time() - start), result


def nltk_analyzer() -> NltkAnalyzer:
    """NLTK's analyser with the lexicon of vaderSentiment; NLTK itself refuses files that an installer hard-linked."""
    analyzer = NltkAnalyzer.__new__(NltkAnalyzer)
    analyzer.lexicon_file = resources.files("vaderSentiment").joinpath("vader_lexicon.txt").read_text(encoding="utf-8")
    analyzer.lexicon, analyzer.constants = analyzer.make_lex_dict(), VaderConstants()
    return analyzer


def table(texts: list[str]) -> pd.DataFrame:
    """The texts as the table `sentences`."""
    ids = [f"a:s{number}" for number in range(len(texts))]
    columns = {"article_id": "a", "sentence_id": ids, "block_id": "a:b1", "start_char": 0, "end_char": 1}
    kinds = {column.name: column.dtype for column in schema.table("sentences").columns}
    rows = pd.DataFrame({**columns, "text": texts, "share_quoted": 0.0, "speaker": None})
    return rows.astype(kinds)


def generated(n: int) -> list[str]:
    """Sentences with the proportions of news, from a fixed seed."""
    generator = np.random.default_rng(7)
    common = COMMON.split()
    charged = [word for word in vader_lexicon().weights if word.isalpha()]
    lengths = np.clip(generator.poisson(22, size=n), 3, 60)
    total = int(lengths.sum())
    kind, mark = generator.random(total), generator.random(total)
    near = generator.zipf(1.3, size=total)
    texts, place = [], 0
    for length in lengths.tolist():
        words = [marked(word_of(kind[i], int(near[i]), common, charged), mark[i]) for i in range(place, place + length)]
        end = ".", "!", "?", ".”"
        texts.append(" ".join(words).capitalize() + end[0 if mark[place] < 0.9 else place % 4])
        place += length
    return texts


def word_of(kind: float, near: int, common: list[str], charged: list[str]) -> str:
    """A function word, a charged word, or a name or noun that may never have been seen before."""
    if kind < 0.52:
        return common[near % len(common)]
    if kind < 0.61:
        return charged[near * 37 % len(charged)]
    syllables = ("ka", "lo", "mer", "tin", "sa", "bor", "eli", "dun", "or", "vi")
    digits = str(near % 10**7)
    word = "".join(syllables[int(digit)] for digit in digits)
    return word.title() if kind > 0.93 else word


def marked(word: str, mark: float) -> str:
    """The word with a comma, quotation marks, capitals or nothing."""
    if mark < 0.06:
        return f"{word},"
    if mark < 0.08:
        return f"“{word}"
    if mark < 0.09:
        return f'"{word}"'
    if mark < 0.1:
        return word.upper()
    return word


if __name__ == "__main__":
    sys.exit(main())
