"""How good are the scores? Measured on the ratings that VADER was published with; writes accuracy.json.

Run: python benchmarks/sentiment_accuracy.py [--sdist FILE] [--check]

The source distribution of vaderSentiment holds four collections of English sentences, each rated by about twenty
people (Hutto & Gilbert 2014). It is fetched with pip into a temporary folder, or read from FILE. Only numbers are
written; no text is kept. `--check` compares with the committed record instead of writing it. AFINN is measured too if
the package `afinn` is installed; the committed record was made with it.
"""

import argparse
import ast
import importlib.util
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import precision_recall_fscore_support

from analysis.sentiment import afinn_lexicon, vader_lexicon
from analysis.sentiment.scores import analyser

RELEASE = "vaderSentiment==3.3.2"
RECORD = Path(__file__).parents[1] / "src" / "analysis" / "sentiment" / "accuracy.json"
CHARGED = 0.05  # the paper's line between neutral and charged, for ratings and for compound
N_RESAMPLES, SEED = 1000, 2025
COLLECTIONS = {
    "nytEditorialSnippets": "sentences from New York Times editorials",
    "tweets": "tweets",
    "movieReviewSnippets": "sentences from film reviews",
    "amazonReviewSnippets": "sentences from product reviews",
}
# Hutto & Gilbert (2014), table 4: correlation with the mean rating, and F1 over three classes.
PUBLISHED = {
    "nytEditorialSnippets": {"r": 0.492, "f1": 0.55, "r_one_person": 0.745},
    "tweets": {"r": 0.881, "f1": 0.96, "r_one_person": 0.888},
    "movieReviewSnippets": {"r": 0.451, "f1": 0.61, "r_one_person": 0.899},
    "amazonReviewSnippets": {"r": 0.565, "f1": 0.63, "r_one_person": 0.911},
}


@dataclass
class Collection:
    """Texts with the mean of their ratings, each rating, and the article or review that each is from."""

    texts: list[str]
    clusters: list[str]
    ratings: np.ndarray
    by_rater: list[list[int]]


def main() -> int:
    """Measure, print, and write or check the record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sdist", type=Path, help="vaderSentiment's source distribution, if it is here already")
    parser.add_argument("--check", action="store_true", help="compare with the committed record")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = options.sdist or fetch(Path(folder))
        files = ground_truth(archive)
    record = {"release": RELEASE, "charged_from": CHARGED, "n_resamples": N_RESAMPLES, "seed": SEED}
    record["rows"] = [row for name in COLLECTIONS for row in measure(name, read(files, name))]
    for row in record["rows"]:
        print(f"{row['collection']:42} {row['scorer']:6} {row['lexicon']:6} n={row['n']:6}", end=" ")
        print(f"r={row['r']:.3f} [{row['r_low']:.3f}, {row['r_high']:.3f}] (paper {row['r_published']})", end=" ")
        print(f"F1={row['f1']:.3f} (paper {row['f1_published']}), one person r={row['r_one_person']:.3f}")
    if options.check:
        return differences(record["rows"])
    RECORD.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def differences(rows: list[dict]) -> int:
    """How many measured rows differ from the committed record."""
    committed = json.loads(RECORD.read_text(encoding="utf-8"))["rows"]
    different = [row for row in rows if row not in committed]
    for row in different:
        print(f"differs from the committed record: {row['collection']}, {row['scorer']}, {row['lexicon']}")
    return len(different)


def fetch(folder: Path) -> Path:
    """Download the source distribution from the package index that pip is configured for."""
    python = sys.executable if importlib.util.find_spec("pip") else "python3"
    command = [python, "-m", "pip", "download", "--no-binary", ":all:", "--no-deps", "-d", str(folder), RELEASE]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.tar.gz"))


def ground_truth(archive: Path) -> dict[str, str]:
    """The text files of the inner archive, by name; nothing is unpacked to disk."""
    with tarfile.open(archive) as outer:
        inner = next(member for member in outer.getmembers() if member.name.endswith("hutto_ICWSM_2014.tar.gz"))
        content = outer.extractfile(inner).read()
    with tarfile.open(fileobj=io.BytesIO(content)) as members:
        wanted = [m for m in members.getmembers() if m.name.endswith(("_GroundTruth.txt", "_anonDataRatings.txt"))]
        # The files mix encodings; a character that is not UTF-8 is marked, as both analysers would see it.
        return {Path(m.name).name: members.extractfile(m).read().decode("utf-8-sig", "replace") for m in wanted}


def read(files: dict[str, str], name: str) -> Collection:
    """One collection from its two files."""
    rows = [line.rstrip("\r").split("\t", 2) for line in files[f"{name}_GroundTruth.txt"].split("\n") if line.strip()]
    rated = [line.split("\t") for line in files[f"{name}_anonDataRatings.txt"].split("\n") if line.strip()]
    return Collection(
        texts=[row[2] for row in rows],
        clusters=[row[0].split("_")[0] for row in rows],
        ratings=np.array([float(row[1]) for row in rows]),
        by_rater=[ast.literal_eval(row[3].strip()) for row in rated],
    )


def measure(name: str, collection: Collection) -> list[dict]:
    """One row of the record for each way of scoring."""
    lexicons = [vader_lexicon()] + ([afinn_lexicon()] if importlib.util.find_spec("afinn") else [])
    ways = [("nltk", lexicons[0]), ("vader", lexicons[0]), *(("nltk", lexicon) for lexicon in lexicons[1:])]
    one_person, n_raters = agreement_of_people(collection)
    rows = []
    for scorer, lexicon in ways:
        compound = analyser(scorer, lexicon).score(collection.texts).compound
        low, high = interval(compound, collection)
        row = {"collection": COLLECTIONS[name], "scorer": scorer, "lexicon": lexicon.name, "n": len(compound)}
        row |= {"r": correlation(compound, collection.ratings), "r_low": low, "r_high": high}
        row |= {"r_one_person": one_person, "n_raters": n_raters, **by_class(compound, collection.ratings)}
        published = PUBLISHED[name] if lexicon.name == "VADER" else {}
        row |= {"r_published": published.get("r"), "f1_published": published.get("f1")}
        rows.append(row)
    return rows


def agreement_of_people(collection: Collection) -> tuple[float, int]:
    """Mean correlation of one rater with the mean of all, as the paper gives it; and the number of raters."""
    n_raters = min(map(len, collection.by_rater))
    ratings = np.array([row[:n_raters] for row in collection.by_rater], dtype=float)
    means = np.array([np.mean(row) for row in collection.by_rater])
    return round(float(np.mean([np.corrcoef(column, means)[0, 1] for column in ratings.T])), 3), n_raters


def by_class(compound: np.ndarray, ratings: np.ndarray) -> dict[str, float]:
    """Positive, neutral, negative: what a reader wants to know about a sentence that the score calls one of them."""
    said, rated = classes(compound), classes(ratings)
    precision, recall, f1, _ = precision_recall_fscore_support(rated, said, average="weighted", zero_division=0)
    numbers = {"precision": precision, "recall": recall, "f1": f1, "share_right": np.mean(said == rated)}
    for sign, word in ((-1, "negative"), (1, "positive")):
        numbers[f"right_when_{word}"] = np.mean(rated[said == sign] == sign)
        numbers[f"found_{word}"] = np.mean(said[rated == sign] == sign)
    return {name: round(float(number), 3) for name, number in numbers.items()}


def classes(values: np.ndarray) -> np.ndarray:
    """-1 negative, 0 neutral, 1 positive."""
    return np.where(values >= CHARGED, 1, np.where(values <= -CHARGED, -1, 0))


def correlation(x: np.ndarray, y: np.ndarray) -> float:
    """Pearson correlation."""
    return round(float(np.corrcoef(x, y)[0, 1]), 3)


def interval(compound: np.ndarray, collection: Collection) -> tuple[float, float]:
    """95 % interval of the correlation; whole articles (reviews, …) are resampled where the ids group sentences."""
    names = {name: number for number, name in enumerate(dict.fromkeys(collection.clusters))}
    group = np.array([names[name] for name in collection.clusters])
    x, y = compound, collection.ratings
    moments = np.stack([np.bincount(group, weights=w) for w in (np.ones(len(x)), x, y, x * x, y * y, x * y)])
    generator = np.random.default_rng(SEED)
    found = []
    for _ in range(N_RESAMPLES):
        n, sx, sy, sxx, syy, sxy = moments[:, generator.integers(len(names), size=len(names))].sum(axis=1)
        found.append((n * sxy - sx * sy) / np.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy)))
    low, high = np.quantile(found, [0.025, 0.975])
    return round(float(low), 3), round(float(high), 3)


if __name__ == "__main__":
    sys.exit(main())
