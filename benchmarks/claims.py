"""Do the conflicts of real stories come out, and are they real? And how long do many claims take?

    python benchmarks/claims.py FOLDER --truth FILE.yml [--show]
    python benchmarks/claims.py --many 10000

FOLDER holds a corpus a folder. FILE has for each a list of what disagrees: `{a: [values], b: [values], what: words}`,
any of the values on each side, with `cause: date` where one number has two dates. Printed are precision and recall of
`contradicts`, and of `contradicts` with `differs`: a conflict is right if its two numbers stand on two sides of a pair.
Recall counts pairs. What a reader would find right or wrong in the rest, `--show` prints: each conflict with its reason
and both sentences.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
import yaml

from analysis import parameters, pipeline, schema
from analysis.claims import reconcile
from analysis.corpus import load_codebook

_CONFLICTING = ("contradicts", "differs")


def _holds(pair: dict, one: set[float], other: set[float]) -> bool:
    """Whether two figures, each with its value and the ends of its range, are the two sides of a pair."""
    sides = ({float(value) for value in pair["a"]}, {float(value) for value in pair["b"]})
    return any(one & first and other & second for first, second in (sides, sides[::-1]))


def _numbers(figure: pd.Series) -> set[float]:
    return {figure["value"], figure["low"], figure["high"]} if figure["bound"] == "range" else {figure["value"]}


def compare(folder: Path, truth: list[dict], *, show: bool) -> tuple[list[tuple[str, bool]], list[set[str]]]:
    """Each conflict of a corpus and whether it is right; by which relations each pair of the truth was found."""
    with tempfile.TemporaryDirectory() as processed:
        story = pipeline.open_corpus(parameters.make({"corpus": str(folder)}), processed=Path(processed))
        figures = story.reported_figures.set_index("figure_id")
        said = story.sentences.set_index("sentence_id")["text"]
        conflicts = story.conflicts[story.conflicts["relation"].isin(_CONFLICTING)]
    judged, found = [], [set() for _ in truth]
    for row in conflicts.dropna(subset=["figure_a", "figure_b"]).itertuples(index=False):
        numbers = _numbers(figures.loc[row.figure_a]), _numbers(figures.loc[row.figure_b])
        hits = [
            place
            for place, pair in enumerate(truth)
            if _holds(pair, *numbers) and pair.get("cause", row.cause) == row.cause
        ]
        judged.append((row.relation, bool(hits)))
        for place in hits:
            found[place].add(row.relation)
        if show:
            print(f"\n{'RIGHT' if hits else '?    '} {folder.name} {row.relation}/{row.cause} {row.explanation}")
            print(f"   A {row.figure_a}: {' '.join(said[row.sentence_a].split())}")
            print(f"   B {row.figure_b}: {' '.join(said[row.sentence_b].split())}")
    for pair, by in zip(truth, found, strict=True):
        if not by:
            print(f"MISSED {folder.name} {pair['a']} / {pair['b']} {pair['what']}")
    return judged, found


def _score(judged: list[tuple[str, bool]], found: list[set[str]], relations: tuple[str, ...]) -> str:
    own = [right for relation, right in judged if relation in relations]
    n = sum(bool(by & set(relations)) for by in found)
    precision = f"{sum(own)} of {len(own)}" if own else "none"
    return f"{' + '.join(relations):24} in the list: {precision}; pairs found: {n} of {len(found)}"


def many(n: int, *, seed: int = 1) -> None:
    """How long a made-up ledger of `n` claims takes: tolls, crowds and sums of 200 articles at ten places."""
    chance = random.Random(seed)
    places = ["Alden", "Borrow", "Cessk", "Doral", "Estow", "Farrin", "Gellen", "Harrow", "Istel", "Jorvik"]
    measures = [("killed", "cumulative"), ("protesting", "flow"), ("injured", "cumulative"), (None, "other")]
    figures, sentences, articles = [], [], []
    for number in range(200):
        name, day = f"a{number}", f"2025-03-{chance.randint(1, 28):02}"
        articles.append({"article_id": name, "source": f"S{number % 40}", "title": "", "published": day})
        for place in range(n // 200):
            measure, kind = chance.choice(measures)
            value = float(chance.randint(1, 5000))
            text, start = f"{value:,.0f} people were counted in {chance.choice(places)} on the day.", 200 * place
            sentences.append((f"{name}:s{place}", start, text))
            figures.append(
                {
                    "figure_id": f"{name}:f{place}", "article_id": name, "source": f"S{number % 40}",
                    "sentence_id": f"{name}:s{place}", "start_char": start, "end_char": start + len(f"{value:,.0f}"),
                    "surface": f"{value:,.0f}", "value": value, "low": value, "high": value, "low_inclusive": True,
                    "high_inclusive": True, "bound": "exact", "counted": "people", "head": "person",
                    "population": "people", "measure": measure, "kind": kind, "is_quoted": False,
                    "authority": chance.choice([None, "police", "Harbour Ministry"]),
                }
            )  # fmt: skip
    started = time.process_time()
    _, comparisons, conflicts, _ = reconcile(
        schema.frame("reported_figures", figures),
        sentences=pd.DataFrame(sentences, columns=["sentence_id", "start_char", "text"]),
        articles=pd.DataFrame(articles),
        quotes=schema.frame("quotes"),
        codebook=load_codebook(None),
    )
    spent = time.process_time() - started
    print(f"{len(figures)} claims: {len(comparisons)} comparisons, {len(conflicts)} conflicts, {spent:.1f} s of CPU")


def _main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("folder", type=Path, nargs="?")
    ask.add_argument("--truth", type=Path, help="what disagrees, by corpus")
    ask.add_argument("--show", action="store_true", help="print each conflict with both sentences")
    ask.add_argument("--many", type=int, help="time so many made-up claims")
    asked = ask.parse_args()
    if asked.many:
        many(asked.many)
    if asked.folder is None:
        return
    truth = yaml.safe_load(asked.truth.read_text(encoding="utf-8")) if asked.truth else {}
    judged, found = [], []
    for folder in sorted(path.parent for path in asked.folder.glob("*/sources.csv")):
        one, other = compare(folder, truth.get(folder.name, []), show=asked.show)
        judged, found = judged + one, found + other
    if not judged and not found:
        sys.exit(f"No corpus below {asked.folder}.")
    print()
    for relations in (("contradicts",), _CONFLICTING):
        print(_score(judged, found, relations))


if __name__ == "__main__":
    _main()
