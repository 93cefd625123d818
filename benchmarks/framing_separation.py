"""Do the terms shown for an outlet tell its other articles apart, and does a reader understand them?

    python benchmarks/framing_separation.py [--articles-table FILE.jsonl] [--top 10 50] [--splits 5] [--first-seed 0]
        [--only SOURCE]... [--show] [--speed]

Half of each outlet's articles give the terms; an article of the other half scores how many of an outlet's top terms it
uses; AUC is the chance that an article of the outlet scores above one of the others. By-lines, footers and outlets'
names are left out of both halves, so that no ranking wins by them. Without a table (JSON Lines with "source" and
"text", optional "title" and "url") the articles are synthetic, with planted habits of wording: the figures then show
that planted habits are found, and nothing about real outlets.

Also printed: how many of the terms of one half are shown for the other half too, the stability that was printed for
them, and how many give the outlet away (words of its name, staff and desks, known for synthetic pages only).

Measured in November 2026 on synthetic raw pages of eight outlets (960 articles, first seed 1, one split; 60 articles an
outlet in each half), before lists ended by themselves and now, up to 50 terms:

                                  before    now
    terms a source                50        9.1
    stability printed             0.468     0.551
    shown for the other half too  0.207     0.589
    give the outlet away          0.007     0.000
    AUC                           0.820     0.824

With 1,920 articles and less alike sections: 18.6 terms, 0.598 printed, 0.604 shown again. On 3,788 articles of nine
real outlets an earlier state measured log-odds by articles at 0.800 (top 10) and 0.831 (top 50), chi-square by articles
at 0.789 and 0.831; the present state was not measured on real outlets.
"""

import argparse
import json
import resource
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from framing_texts import Press, ingested, printed
from scipy import sparse
from scipy.stats import rankdata
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer

from analysis.framing import distinctive_terms, left_out
from analysis.framing.log_odds import Usage
from analysis.framing.reading import read
from analysis.framing.vocabulary import TermCounts, count_terms, group_rows

Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]
_RANKINGS = ("shown first here", "log-odds by articles", "log-odds by words", "chi-square by articles", "mean TF-IDF")


def synthetic(n_articles: int, seed: int, **settings: float) -> tuple[list[dict[str, str]], dict[str, set[str]]]:
    """Raw articles of eight outlets on shared stories, and the words that give each outlet away."""
    press = Press(seed, **settings)
    n = len(press.outlets)
    rows = [{"source": press.outlets[at % n], "text": press.article(at % n)} for at in range(n_articles)]
    return rows, press.telling


def from_table(path: Path) -> list[dict[str, str]]:
    """Articles of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def part_of(tables: Tables, ids: Sequence[str]) -> Tables:
    """The tables of some of the articles."""
    return tuple(table[table["article_id"].isin(ids)].reset_index(drop=True) for table in tables)


def rankings(tables: Tables, top: int) -> dict[str, dict[str, list[str]]]:
    """Up to `top` terms of each source by each ranking, best first; all but the first from scores of one term alone."""
    ours = distinctive_terms(*tables, top_terms=top, ngram_max=2, n_resamples=20)
    found = {"shown first here": ours.groupby("source")["term"].apply(list).to_dict()}
    rows = read(*tables).sentences
    counted = count_terms(rows["words"].tolist(), ngram_max=2, drop_stop_words=True, min_count=2, for_readers=True)
    sources = sorted(rows["source"].unique())
    scores = {
        "log-odds by articles": _log_odds(counted, rows, sources, unit="articles"),
        "log-odds by words": _log_odds(counted, rows, sources, unit="words"),
        **_of_articles(counted, rows, sources),
    }
    for name, score in scores.items():
        best = np.argsort(-score, axis=1, kind="stable")[:, :top]
        found[name] = {
            source: [counted.terms[at] for at in row] for source, row in zip(sources, best.tolist(), strict=True)
        }
    return found


def _log_odds(counted: TermCounts, rows: pd.DataFrame, sources: list[str], *, unit: str) -> np.ndarray:
    usage = Usage.of(counted, rows, sources=sources, unit=unit)
    return usage.log_odds(usage.weights_of_one()).z[0]


def _of_articles(counted: TermCounts, rows: pd.DataFrame, sources: list[str]) -> dict[str, np.ndarray]:
    """Chi-square of articles that use a term (where the source uses it more), and mean TF-IDF."""
    ids = sorted(rows["article_id"].unique())
    source_of = rows.drop_duplicates("article_id").set_index("article_id")["source"]
    by_article = group_rows(rows["article_id"], ids) @ counted.counts
    to_source = group_rows([source_of[one] for one in ids], sources)
    n_own = to_source.sum(axis=1)[:, np.newaxis]
    own = np.asarray((to_source @ (by_article > 0).astype(float)).todense())
    every, n = own.sum(axis=0), len(ids)
    expected, other_expected = every * n_own / n, every * (n - n_own) / n
    square = (own - expected) ** 2 / expected + (every - own - other_expected) ** 2 / other_expected
    tfidf = np.asarray((to_source @ TfidfTransformer().fit_transform(by_article)).todense()) / n_own
    return {"chi-square by articles": np.where(own > expected, square, -1.0), "mean TF-IDF": tfidf}


class Held:
    """Which terms the articles use that the terms were not taken from."""

    def __init__(self, tables: Tables) -> None:
        rows = read(*tables).sentences
        counted = count_terms(rows["words"].tolist(), ngram_max=2, drop_stop_words=True, fold=False, for_readers=True)
        ids = sorted(tables[0]["article_id"])
        self.source = tables[0].set_index("article_id")["source"][ids].to_numpy()
        self.present = sparse.csc_array(((group_rows(rows["article_id"], ids) @ counted.counts) > 0).astype(float))
        self.column = {term: at for at, term in enumerate(counted.terms)}

    def separation(self, terms: Mapping[str, Sequence[str]]) -> dict[str, float]:
        """AUC of each source whose terms are given."""
        found = {}
        for source, own in terms.items():
            at = [self.column[term] for term in own if term in self.column]
            used = np.asarray(self.present[:, at].sum(axis=1)).ravel() if at else np.zeros(len(self.source))
            found[source] = _auc(self.source == source, used)
        return found


def _auc(is_own: np.ndarray, score: np.ndarray) -> float:
    n_own = int(is_own.sum())
    ranks = rankdata(score)[is_own].sum() - n_own * (n_own + 1) / 2
    return float(ranks / (n_own * (len(is_own) - n_own)))


def halves(tables: Tables, seed: int) -> tuple[Tables, Tables]:
    """Half of each source's articles, drawn at random, and the other half."""
    source_of = tables[0].set_index("article_id")["source"]
    ids = np.random.default_rng(seed).permutation(sorted(source_of.index)).tolist()
    first = [
        one
        for source in sorted(source_of.unique())
        for own in [[one for one in ids if source_of[one] == source]]
        for one in own[: len(own) // 2]
    ]
    chosen = set(first)
    return part_of(tables, first), part_of(tables, [one for one in ids if one not in chosen])


def compared(tables: Tables, *, tops: Sequence[int], seeds: Sequence[int], only: Sequence[str]) -> None:
    """Print the AUC of each ranking by split, and how far the one shown first is ahead; then its AUC by source."""
    rows = []
    for seed in seeds:
        first, second = halves(tables, seed)
        held = Held(second)
        for name, terms in rankings(first, max(tops)).items():
            for top in tops:
                by_source = held.separation({source: own[:top] for source, own in terms.items() if source in only})
                rows += [(seed, top, name, source, auc) for source, auc in by_source.items()]
    found = pd.DataFrame(rows, columns=["split", "top", "ranking", "source", "auc"])
    by_split = found.groupby(["top", "ranking", "split"])["auc"].mean()
    ahead = by_split.xs(_RANKINGS[0], level="ranking") - by_split.reorder_levels(["ranking", "top", "split"])
    of = ["top", "ranking"]
    values = by_split.groupby(level=of).agg(["mean", "min", "max"])
    gap = ahead.groupby(level=of).agg(["mean", "min"]).set_axis(["first is ahead by", "at least"], axis=1)
    printed(values.join(gap).sort_values(["top", "mean"], ascending=[True, False]).reset_index().to_dict("records"))
    print()
    chosen = found[found["ranking"].isin([_RANKINGS[0], "chi-square by articles"])]
    table = chosen.pivot_table(index="source", columns=["top", "ranking"], values="auc", aggfunc="mean")
    print(table.to_string(float_format=lambda value: f"{value:.3f}"))


def again(tables: Tables, *, tops: Sequence[int], seeds: Sequence[int], telling: Mapping[str, set[str]]) -> None:
    """Print how many terms of one half are shown for the other half too, what stability was printed, what gave away."""
    rows = []
    for seed in seeds:
        for top in tops:
            first, second = (
                distinctive_terms(*half, top_terms=top, ngram_max=2, n_resamples=50) for half in halves(tables, seed)
            )
            pairs = [set(zip(one["source"], one["term"], strict=True)) for one in (first, second)]
            told = [bool(telling.get(source, set()) & set(term.split())) for source, term in pairs[0]]
            rows.append(
                {
                    "split": seed,
                    "top": top,
                    "terms a source": len(first) / first["source"].nunique(),
                    "stability printed": first["stability"].mean(),
                    "shown again": len(pairs[0] & pairs[1]) / len(pairs[0]),
                    "give the outlet away": np.mean(told) if telling else np.nan,
                }
            )
    printed(rows)
    print()


def shown(tables: Tables, top: int) -> None:
    """Print the terms of each source, with kind, articles and stability, and what was left out."""
    found = distinctive_terms(*tables, top_terms=top, ngram_max=2, n_resamples=100)
    for source, own in found.groupby("source"):
        print(f"\n{source}")
        for row in own.itertuples():
            print(f"  {row.rank:3} {row.term} ({row.kind}), {row.n_articles}/{row.n_articles_all}, {row.stability:.2f}")
    print()
    print(left_out(*tables).to_string(index=False, max_colwidth=60))


def speed(tables: Tables) -> None:
    """Print the processor time and memory of the measure beside scikit-learn's TfidfVectorizer with bigrams."""
    texts = tables[0]["text"].tolist()
    rows = []
    for name, work in (
        ("scikit-learn TfidfVectorizer, bigrams", lambda: TfidfVectorizer(ngram_range=(1, 2)).fit_transform(texts)),
        ("reading: what is left out", lambda: read(*tables)),
        ("distinctive terms, 20 resamples", lambda: _terms(tables, 20)),
        ("distinctive terms, 1,000 resamples", lambda: _terms(tables, 1000)),
    ):
        started = time.process_time()
        work()
        seconds = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        rows.append({"what": name, "CPU seconds": seconds, "times the first": 1.0, "peak so far, GB": peak})
        rows[-1]["times the first"] = seconds / rows[0]["CPU seconds"]
    printed(rows)


def _terms(tables: Tables, n_resamples: int) -> pd.DataFrame:
    return distinctive_terms(*tables, top_terms=10, ngram_max=2, n_resamples=n_resamples)


def main() -> None:
    """Rank on one half, score on the other, several times."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=1200, help="synthetic articles, where there is no table")
    parser.add_argument("--articles-table", type=Path)
    parser.add_argument("--top", type=int, nargs="+", default=[10, 50])
    parser.add_argument("--habit", type=float, default=0.9, help="synthetic: spread of habits, log scale")
    parser.add_argument(
        "--mix", type=float, default=6.0, help="synthetic: how alike the outlets' mixes of sections are"
    )
    parser.add_argument("--splits", type=int, default=5)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--only", nargs="+", help="mean over these sources only; terms are still against all others")
    parser.add_argument("--show", action="store_true", help="print the terms of all articles instead")
    parser.add_argument("--speed", action="store_true", help="print times instead")
    chosen = parser.parse_args()
    if chosen.articles_table:
        rows, telling = from_table(chosen.articles_table), {}
    else:
        rows, telling = synthetic(chosen.articles, chosen.first_seed, habit=chosen.habit, mix=chosen.mix)
    tables = ingested(rows)
    sources = sorted(tables[0]["source"].unique())
    n_characters = sum(len(row["text"]) for row in rows)
    print(f"{len(rows):,} articles, {len(sources)} sources, {n_characters / 1e6:.1f} million characters")
    if chosen.show:
        shown(tables, max(chosen.top))
    elif chosen.speed:
        speed(tables)
    else:
        seeds = range(chosen.first_seed, chosen.first_seed + chosen.splits)
        again(tables, tops=chosen.top, seeds=seeds, telling=telling)
        compared(tables, tops=chosen.top, seeds=seeds, only=chosen.only or sources)
        print(f"{chosen.splits} random splits into halves; range over splits")


if __name__ == "__main__":
    main()
