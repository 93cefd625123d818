"""Are planted copies, edited syndications and excerpts found, and nothing else?

    python benchmarks/framing_kinship.py [--articles 1500] [--planted 600] [--texts FOLDER]

With --texts the originals are the .txt files of a folder (real articles); else they are synthetic. Prints precision,
recall and F1 by kind, every false pair, the time and the peak memory.
"""

import argparse
import random
import resource
import time
from pathlib import Path

from framing_texts import Newsroom, articles_in, printed, share_of, tables

from analysis.framing import kinship
from analysis.text.sentences import split_sentences

KINDS = ("copy", "edited 4 %", "edited 8 %", "excerpt", "excerpt, new frame, edited 3 %")


def derived(kind: str, sentences: list[str], room: Newsroom) -> list[str]:
    """A text made from another."""
    if kind == "copy":
        return sentences
    if kind.startswith("edited"):
        return room.edited(sentences, float(kind.split()[1]) / 100)
    n = max(4, len(sentences) // 3)
    start = room.random.randrange(max(1, len(sentences) - n + 1))
    excerpt = sentences[start : start + n]
    if kind == "excerpt":
        return excerpt
    # What a paper adds of its own around an agency's text.
    return [*room.article(n_sentences=2), *room.edited(excerpt, 0.03), *room.article(n_sentences=2)]


def main() -> None:
    """Plant, look, compare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--planted", type=int, default=600)
    parser.add_argument("--stories", type=int, default=250)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    room = Newsroom(chosen.seed)
    if chosen.texts:
        texts = articles_in(chosen.texts)
        originals = [[text[start:end] for start, end in split_sentences(text.replace("\n", " "))] for text in texts]
    else:
        stories = [room.story() for _ in range(chosen.stories)]
        originals = [room.article(story=room.random.choice(stories), outlet=n % 6) for n in range(chosen.articles)]
    rows = [(f"a{n:06d}", f"outlet {n % 6}", " ".join(sentences)) for n, sentences in enumerate(originals)]
    planted = {}
    picked = random.Random(chosen.seed).sample(range(len(originals)), min(chosen.planted, len(originals)))
    for number, original in enumerate(picked):
        kind = KINDS[number % len(KINDS)]
        rows.append((f"z{number:06d}", "reprint", " ".join(derived(kind, originals[original], room))))
        planted[f"a{original:06d}", f"z{number:06d}"] = kind
    made = tables(rows)
    started = time.perf_counter()
    kin = kinship(*made)
    seconds = time.perf_counter() - started
    pairs = kin[kin["relation"] != "none"]
    found = {(row.article_a, row.article_b): row.relation for row in pairs.itertuples()}
    result = [{"kind": "all"} | share_of(set(found), set(planted))]
    for kind in KINDS:
        wanted = {pair for pair, one in planted.items() if one == kind}
        result.append({"kind": kind, "recall": len(wanted & set(found)) / max(len(wanted), 1)})
    printed(result)
    for pair in sorted(set(found) - set(planted)):
        print("not planted:", *pair, found[pair])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(rows)} articles, {len(planted)} planted pairs: {seconds:.1f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
