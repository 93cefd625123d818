"""Are planted copies, syndications, excerpts and rewrites found among articles, and nothing else?

    python benchmarks/framing_kinship.py [--corpus ARTICLES.jsonl] [--articles 2100] [--planted 600] [--seeds 1 2 3]

With --corpus the articles are real ones: a file of JSON lines with `source` and `text`; else they are synthetic. Some
are drawn, and made into others as a newsroom would: exact copies; near copies (words changed, paragraphs in another
order or dropped, spelling and reporting verbs changed); syndications cut off at the end; excerpts of three to six
sentences inside an article of another outlet; rewrites that keep names, numbers and quotations and change four of five
other words. An excerpt is of the article's own text: no sentence that its outlet prints elsewhere too, and 30 words or
more outside quotations, because whoever takes over only what a speaker said cannot be told from whoever heard the same
speaker. Prints recall by kind for every seed, precision, recall and F1
without rewrites, every pair that was not planted (among real articles these have to be read: many are true), time and
memory beside scikit-learn's TF-IDF with all cosines in the same run.
"""

import argparse
import json
import random
import re
import resource
import time
from collections import Counter
from pathlib import Path

import pandas as pd
from framing_texts import Newsroom, printed, share_of, tables
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.english.sentences import split_sentences
from analysis.framing import kinship, origins
from analysis.framing.facts import quoted_spans

# Of ten planted articles, two are excerpts and two rewrites.
KINDS = (
    "exact",
    "words changed",
    "paragraphs in another order",
    "cut, agency line",
    "other spelling",
    "syndicated, cut off",
    "excerpt",
    "excerpt",
    "rewrite",
    "rewrite",
)
SPELLINGS = (
    (r"\b(\w{2,})ization(s?)\b", r"\1isation\2"),
    (r"\b(\w{3,})iz(ed|ing)\b", r"\1is\2"),
    (r"\b(lab|fav|col|behavi|neighb)or", r"\1our"),
    (r"\bdefense\b", "defence"),
    (r"\bprogram\b", "programme"),
    (r"\bcenter\b", "centre"),
    (r"\bpercent\b", "per cent"),
    (r" said\b", " told reporters"),
)
OWN_WORDS, LEAST_SENTENCES, LEAST_WORDS = 30, 6, 100


class Desk:
    """Makes articles out of articles; the same seed makes the same ones."""

    def __init__(self, seed: int, texts: list[str], *, repeated: set[str]) -> None:
        self.random = random.Random(seed)
        self.repeated = repeated
        sample = self.random.sample(texts, min(300, len(texts)))
        self.words = [word for text in sample for word in re.findall(r"[a-z]{3,}", text)]

    def made(self, kind: str, sentences: list[str], host: list[str]) -> list[str]:
        """The sentences of an article of that kind; `host` is what another outlet wrote itself."""
        pick = self.random
        if kind == "words changed":
            return self._edited(sentences, pick.choice((0.02, 0.04, 0.06)))
        if kind == "paragraphs in another order":
            n = max(1, len(sentences) // pick.randint(2, 4))
            parts = [sentences[at : at + n] for at in range(0, len(sentences), n)]
            return [sentence for part in pick.sample(parts, len(parts)) for sentence in part]
        if kind == "cut, agency line":
            kept = [sentence for sentence in sentences if pick.random() < 0.75] or sentences
            return [pick.choice(("Staff and agencies.", "LONDON (Agency) -")), *self._edited(kept, 0.02)]
        if kind == "other spelling":
            return [self._spelt(sentence) for sentence in sentences]
        if kind == "syndicated, cut off":
            text = " ".join(sentences[: max(3, int(len(sentences) * pick.uniform(0.3, 0.8)))])
            return [text[: -pick.randint(5, 60)]]
        if kind == "excerpt":
            at = pick.choice(_whole(host))
            return [*host[:at], *self._excerpt(sentences), *host[at:]]
        return self._rewritten(sentences, host) if kind == "rewrite" else sentences

    def _edited(self, sentences: list[str], share: float) -> list[str]:
        return [
            " ".join(
                self.random.choice(self.words) if word.islower() and self.random.random() < share else word
                for word in sentence.split(" ")
            )
            for sentence in sentences
        ]

    def _spelt(self, sentence: str) -> str:
        for pattern, other in SPELLINGS:
            sentence = re.sub(pattern, other, sentence)
        return sentence

    def _excerpt(self, sentences: list[str]) -> list[str]:
        return self.random.choice(_excerpts(sentences, self.repeated))

    def _rewritten(self, sentences: list[str], host: list[str]) -> list[str]:
        kept = [sentence for sentence in sentences if self.random.random() < 0.8] or list(sentences)
        for _ in range(max(1, len(kept) // 8)):
            at = self.random.randrange(len(kept) - 1) if len(kept) > 1 else 0
            kept[at : at + 2] = kept[at : at + 2][::-1]
        told = [self._reworded(sentence) for sentence in kept]
        return [*host[:2], *told, *host[-2:]] if self.random.random() < 0.5 else told

    def _reworded(self, sentence: str) -> str:
        def other(match: re.Match[str]) -> str:
            changed = self.random.random() < (0.8 if len(match.group()) > 3 else 0.35)
            return self.random.choice(self.words) if changed else match.group()

        parts = re.split(r'("[^"]*"|“[^”]*”)', sentence)
        parts[::2] = [re.sub(r"(?<![\w'])[a-z]+(?![\w'])", other, part) for part in parts[::2]]
        return "".join(parts)


def _whole(sentences: list[str]) -> list[int]:
    """Places between sentences that are not inside a quotation."""
    spans, at, found = quoted_spans(" ".join(sentences)), 0, []
    for number, sentence in enumerate([*sentences, ""]):
        if not any(start < at <= end for start, end in spans):
            found.append(number)
        at += len(sentence) + 1
    return found


def _excerpts(sentences: list[str], repeated: set[str]) -> list[list[str]]:
    """Runs of three to six sentences with whole quotations and enough words outside them; no posts, no footers."""
    ends = _whole(sentences)
    runs = (sentences[start:end] for start in ends for end in ends if 3 <= end - start <= 6)
    return [run for run in runs if repeated.isdisjoint(run) and _is_own(" ".join(run))]


def _is_own(text: str) -> bool:
    return _n_own_words(text) >= OWN_WORDS and not re.search(r"[@#]\w|https?:", text)


def _n_own_words(text: str) -> int:
    quoted = sum(len(text[start:end].split()) for start, end in quoted_spans(text))
    return len(text.split()) - quoted


def articles_of(chosen: argparse.Namespace, seed: int) -> list[tuple[str, str]]:
    """Source and text of every article there is."""
    if chosen.corpus:
        rows = [json.loads(line) for line in chosen.corpus.read_text("utf-8").splitlines()]
        return [(row["source"], row["text"]) for row in rows]
    room = Newsroom(seed)
    stories = [room.story() for _ in range(chosen.articles // 6)]
    told = [room.article(story=room.random.choice(stories), outlet=n % 6) for n in range(2 * chosen.articles)]
    return [(f"outlet {n % 6}", " ".join(sentences)) for n, sentences in enumerate(told)]


def planted(
    every: list[tuple[str, str]], *, seed: int, n_articles: int, n_planted: int
) -> tuple[list[tuple[str, str, str]], dict[tuple[str, str], str]]:
    """The corpus with what was planted in it, and the planted pairs with their kinds."""
    pick = random.Random(seed)
    order = pick.sample(range(len(every)), len(every))
    drawn, left = sorted(order[:n_articles]), order[n_articles:]
    sentences = {at: [every[at][1][a:b] for a, b in split_sentences(every[at][1])] for at in order}
    n_printed = Counter(sentence for own in sentences.values() for sentence in set(own))
    repeated = {sentence for sentence, n in n_printed.items() if n > 1}
    usable = [
        at
        for at in order
        if len(sentences[at]) >= LEAST_SENTENCES
        and len(every[at][1].split()) >= LEAST_WORDS
        and _excerpts(sentences[at], repeated)
    ]
    fit, hosts = set(usable), [at for at in left if at in usable]
    rows = [(f"n{at:05d}", *every[at]) for at in drawn]
    desk = Desk(seed, [text for _, text in every], repeated=repeated)
    truth = {}
    originals = [at for at in drawn if at in fit]
    for number, at in enumerate(pick.sample(originals, min(n_planted, len(originals)))):
        kind = KINDS[number % len(KINDS)]
        host = next(one for one in hosts if every[one][0] != every[at][0])
        hosts.remove(host)
        text = " ".join(desk.made(kind, sentences[at], sentences[host]))
        rows.append((f"z{number:04d}", every[host][0], text))
        truth[f"n{at:05d}", f"z{number:04d}"] = kind
    return rows, truth


def _recall_by_kind(found: set, truth: dict[tuple[str, str], str]) -> list[dict]:
    rows = []
    for kind in dict.fromkeys(KINDS):
        wanted = {pair for pair, one in truth.items() if one == kind}
        rows.append({"kind": kind, "n": len(wanted), "found": len(wanted & found)})
    return rows


def measured(chosen: argparse.Namespace, seed: int) -> None:
    """Plant, look, compare, print."""
    rows, truth = planted(articles_of(chosen, seed), seed=seed, n_articles=chosen.articles, n_planted=chosen.planted)
    made = tables(rows)
    started = time.process_time()
    kin = kinship(*made)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pairs = kin[kin["relation"] != "none"]
    found = {(row.article_a, row.article_b): row.relation for row in pairs.itertuples()}
    print(f"\nseed {seed}: {len(rows)} articles, {len(truth)} planted")
    printed(_recall_by_kind(set(found), truth))
    copies = {pair for pair, kind in truth.items() if kind != "rewrite"}
    others = sorted(set(found) - set(truth))
    of_copies = set(found) & copies
    printed([{"counted": "planted pairs without rewrites"} | share_of(of_copies, copies)])
    print(f"{len(others)} pairs not planted:")
    for pair in others:
        print(" ", *pair, found[pair])
    told = origins(made[0], kin)
    print(f"{told['origin'].nunique()} origins, the largest of {told['n_articles'].max()} articles")
    started = time.process_time()
    weights = TfidfVectorizer().fit_transform(pd.Series([text for _, _, text in rows]))
    for start in range(0, len(rows), 500):
        weights[start : start + 500] @ weights.T
    baseline = time.process_time() - started
    print(f"{seconds:.1f} s and {peak:.0f} MB; TF-IDF and all cosines {baseline:.1f} s")


def main() -> None:
    """One measurement for every seed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--articles", type=int, default=2100)
    parser.add_argument("--planted", type=int, default=600)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    chosen = parser.parse_args()
    for seed in chosen.seeds:
        measured(chosen, seed)


if __name__ == "__main__":
    main()
