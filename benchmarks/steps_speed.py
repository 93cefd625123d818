"""CPU seconds of each step that makes tables, and megabytes of text a CPU second, on generated or given articles.

    .venv/bin/python benchmarks/steps_speed.py [--articles N] [--sources N] [--folder CORPUS] [--all]

The generated articles have 2 to 6 kB: words without meaning, and sentences of a few kinds that measures look for.
Steps that read tables of others are timed without these. With `--all` the specifications, which only the last
notebooks ask for, are made too.
"""

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

import framing_texts
import pandas as pd

from analysis import parameters, pipeline

_SHORTEST, _LONGEST = 2_000, 6_000
_PER_STORY = 8
# Sentences with what the other measures look for: charged words, figures, speakers, names.
_TEMPLATES = (
    "At least {n} people were killed in {place} and {m} others were injured, the ministry said.",
    "“This is a terrible day for {place},” {name} told reporters on Tuesday.",
    "{name}, the governor of {place}, said that {n} families lost their homes and that help was a great relief.",
    "Officials in {place} put the damage at ${n} million, and {m} percent of the shops were closed.",
    "According to {name}, the government of {place} did not warn the people who live by the river.",
)


def generated(folder: Path, *, n_articles: int, n_sources: int, seed: int = 2025) -> Path:
    """A corpus folder of so many articles of so many sources, as one file."""
    room = framing_texts.Newsroom(seed, n_outlets=n_sources)
    draw, story, outlets = room.random, room.story(), sorted({room.name() for _ in range(n_sources)})
    rows = []
    for number in range(n_articles):
        if number % _PER_STORY == 0:
            story, place, names = room.story(), room.name().split()[0], [room.name() for _ in range(3)]
        outlet, aim, lines = number % len(outlets), draw.randint(_SHORTEST, _LONGEST), []
        while sum(map(len, lines)) < aim:
            filled = {"n": draw.randint(2, 90), "m": draw.randint(2, 90), "place": place, "name": draw.choice(names)}
            told = [draw.choice(_TEMPLATES).format(**filled) for _ in range(4)]
            lines.append(" ".join(draw.sample([*told, *room.article(story=story, outlet=outlet, n_sentences=4)], 8)))
        rows.append({"source": outlets[outlet], "title": f"News from {place} {number}", "text": "\n\n".join(lines)})
    folder.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(rows).to_csv(folder / "articles.csv", index=False)
    return folder


def seconds_by_step(folder: Path, *, steps: tuple[pipeline.Step, ...]) -> tuple[dict[str, float], int]:
    """CPU seconds of each step, by its first table, and the number of characters read."""
    with tempfile.TemporaryDirectory() as processed:
        story = pipeline.open_corpus(parameters.make({"corpus": str(folder)}), processed=Path(processed))
        found = {}
        for step in steps:
            start = time.process_time()
            story.tables(step.makes)
            found[step.makes[0]] = time.process_time() - start
        return found, int(story.articles["n_chars"].sum())


def main() -> None:
    """Time the steps and print a table, the slowest first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--sources", type=int, default=10)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--all", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.folder or generated(Path(made), n_articles=chosen.articles, n_sources=chosen.sources)
        seconds, n_chars = seconds_by_step(folder, steps=pipeline.STEPS if chosen.all else pipeline.QUICK)
    total = sum(seconds.values())
    rows = [
        {"step": step, "cpu_seconds": one, "share": one / total, "mb_a_second": n_chars / 1e6 / max(one, 1e-9)}
        for step, one in sorted(seconds.items(), key=lambda item: -item[1])
    ]
    framing_texts.printed(rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{n_chars / 1e6:.1f} MB of text in {total:.1f} CPU seconds: {n_chars / 1e6 / total:.3f} MB a second; "
        f"peak memory {peak:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
