"""Do the terms shown for an outlet tell its other articles apart?

    python benchmarks/framing_separation.py [--articles 1200] [--top 50] [--articles-table FILE.jsonl]

Half of each outlet's articles give the terms; an article of the other half scores the share of an outlet's top terms
that it uses; AUC is the chance that an article of the outlet scores above one of the others. Without a table (JSON
Lines with "source" and "text") the articles are synthetic, with planted habits of wording: the figures then show that
planted habits are found, and nothing about real outlets.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
from framing_texts import Newsroom, printed, tables
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.feature_selection import chi2
from sklearn.metrics import roc_auc_score

from analysis.corpus import Codebook
from analysis.framing import distinctive_terms
from analysis.framing.reading import read
from analysis.framing.vocabulary import count_terms, group_rows


def synthetic(n_articles: int, seed: int) -> list[tuple[str, str, str]]:
    """Articles of six outlets on shared stories."""
    room = Newsroom(seed)
    stories = [room.story() for _ in range(max(4, n_articles // 8))]
    return [
        (f"a{n:05d}", f"outlet {n % 6}", " ".join(room.article(story=room.random.choice(stories), outlet=n % 6)))
        for n in range(n_articles)
    ]


def from_table(path: Path) -> list[tuple[str, str, str]]:
    """Articles of a JSON Lines file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [(f"a{n:05d}", row["source"], row["text"]) for n, row in enumerate(rows)]


def rankings(texts: list[tuple[str, str, str]], top: int) -> dict[str, dict[str, list[str]]]:
    """Top terms of each source by method, ours and two to compare with."""
    made = tables(texts)
    settings = {"top_terms": top, "ngram_max": 2, "n_resamples": 20}
    ours = distinctive_terms(*made, codebook=Codebook(), **settings)
    found = {
        "shown first here": ours.groupby("source")["term"].apply(list).to_dict(),
        "mean TF-IDF": {},
        "chi-square": {},
    }
    rows = read(*made).sentences
    counted = count_terms(rows["words"].tolist(), ngram_max=2, drop_stop_words=True, min_count=2)
    ids = [article_id for article_id, _, _ in texts]
    by_article = group_rows(rows["article_id"], ids) @ counted.counts
    sources = np.array([source for _, source, _ in texts])
    weights = TfidfTransformer().fit_transform(by_article)
    present = (by_article > 0).astype(float)
    for source in sorted(set(sources)):
        mine = sources == source
        tfidf = np.asarray(weights[np.flatnonzero(mine)].mean(axis=0)).ravel()
        more = np.asarray(
            present[np.flatnonzero(mine)].mean(axis=0) > present[np.flatnonzero(~mine)].mean(axis=0)
        ).ravel()
        square = np.where(more, chi2(present, mine)[0], -1.0)
        for name, score in (("mean TF-IDF", tfidf), ("chi-square", square)):
            found[name][source] = [counted.terms[at] for at in np.argsort(-score, kind="stable")[:top]]
    return found


def separation(texts: list[tuple[str, str, str]], terms: dict[str, list[str]]) -> float:
    """Mean AUC over sources on held-out articles."""
    counted = count_terms([text for _, _, text in texts], ngram_max=2, drop_stop_words=True, fold=False)
    column = {term: at for at, term in enumerate(counted.terms)}
    present = (counted.counts > 0).astype(float)
    sources = np.array([source for _, source, _ in texts])
    scores = []
    for source in sorted(terms):
        at = [column[term] for term in terms[source] if term in column]
        used = np.asarray(present[:, at].sum(axis=1)).ravel() if at else np.zeros(len(texts))
        scores.append(roc_auc_score(sources == source, used))
    return float(np.mean(scores))


def main() -> None:
    """Rank on one half, score on the other, several times."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=1200)
    parser.add_argument("--top", type=int, default=50)
    parser.add_argument("--articles-table", type=Path)
    parser.add_argument("--splits", type=int, default=3)
    chosen = parser.parse_args()
    texts = from_table(chosen.articles_table) if chosen.articles_table else synthetic(chosen.articles, 1)
    results: dict[str, list[float]] = {}
    started = time.perf_counter()
    for split in range(chosen.splits):
        order = np.random.default_rng(split).permutation(len(texts)).tolist()
        by_source: dict[str, list[tuple[str, str, str]]] = {}
        for at in order:
            by_source.setdefault(texts[at][1], []).append(texts[at])
        first = [one for rows in by_source.values() for one in rows[: len(rows) // 2]]
        second = [one for rows in by_source.values() for one in rows[len(rows) // 2 :]]
        for name, terms in rankings(first, chosen.top).items():
            results.setdefault(name, []).append(separation(second, terms))
    printed([{"ranking": name, "AUC": np.mean(found), "lowest split": min(found)} for name, found in results.items()])
    print(f"{len(texts)} articles, top {chosen.top}: {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
