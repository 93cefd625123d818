"""What does a run cost as a corpus grows? Articles whose vocabulary grows as that of real news does.

    python benchmarks/scale.py [--articles 1000 3000] [--bytes 2000] [--only-articles] [--dask] [--keep FOLDER]

Makes a corpus of each size in a new process and runs `media-analysis tables` on it, then prints megabytes of text a
second of CPU time, peak memory, seconds of each step, what ten more articles cost, and with --dask the time of one and
of two workers of a Dask cluster on this machine. --only-articles stops after the work on single articles (reading,
blocks, voices, figures, names). --keep leaves the corpora and tables there.

Words are drawn by a process of Pitman and Yor: with discount d = 0.6 and strength 30 a text of n words has about
30 n^0.6 / d^0.6 different ones (Heaps' law with exponent 0.6, as in English news), and their frequencies follow Zipf's.
Every article is of one of n/8 stories, whose names, places and numbers its sentences share with the other articles of
the story; one sentence of three reports a number, one of four is quoted or reported speech.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DISCOUNT, STRENGTH = 0.6, 30.0
OUTLETS = 12
_ONSETS = "b bl br c ch d dr f g gr h k l m n p pr r s sh st t tr v w".split()
_VOWELS = "a e i o u ai ea ou".split()
_ENDINGS = "d l m n nd r s st t ck ll ng".split()
_PLURALS = "people workers residents students soldiers passengers families prisoners".split()
_DONE = "were killed,were injured,were arrested,were released,are missing,protested,fled".split(",")
_FUNCTION = "the of and to in a that for on with as at by from it was were had but this would after".split()
_FIRST = "Anna Boris Clara David Elena Frank Greta Henry Irene Jacob".split()
_TITLES = "Mayor Minister Professor Judge Governor".split()


class Writer:
    """Writes articles; the same seed writes the same ones."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.said: list[str] = []
        self.n_kinds = 0

    def _word(self) -> str:
        """An old word, by how often it was said, or a new one."""
        n = len(self.said)
        if self.chance.random() * (n + STRENGTH) < STRENGTH + DISCOUNT * self.n_kinds:
            self.n_kinds += 1
            word = self._new_word()
        else:
            word = self.chance.choice(self.said)
        self.said.append(word)
        return word

    def _new_word(self) -> str:
        pick = self.chance.choice
        return "".join(pick(_ONSETS) + pick(_VOWELS) for _ in range(pick((1, 1, 2)))) + pick(_ENDINGS)

    def name(self) -> str:
        """A proper name."""
        return self._new_word().capitalize()

    def words(self, n: int) -> str:
        """A run of words, every other one a function word."""
        chosen = [self.chance.choice(_FUNCTION) if place % 2 else self._word() for place in range(n)]
        return " ".join(chosen)

    def story(self) -> dict:
        """What the articles of one story share."""
        pick = self.chance
        people = [f"{pick.choice(_FIRST)} {self.name()}" for _ in range(4)]
        counts = [(pick.randint(3, 4000), pick.choice(_PLURALS), pick.choice(_DONE)) for _ in range(4)]
        return {"place": self.name(), "people": people, "counts": counts, "day": pick.randint(1, 28)}

    def _sentence(self, story: dict) -> str:
        pick, draw = self.chance, self.chance.random()
        if draw < 0.33:
            n, who, done = pick.choice(story["counts"])
            firm = pick.choice(("", "At least ", "More than ", "About "))
            return f"{firm}{n:,} {who} {done} in {story['place']} {self.words(8)}."
        if draw < 0.58:
            person = pick.choice(story["people"])
            if pick.random() < 0.5:
                title = pick.choice(_TITLES)
                return f"“{self.words(10).capitalize()},” said {title} {person}."
            return f"{person} said that {self.words(12)}."
        return f"{self.words(pick.randint(9, 22)).capitalize()} near {story['place']}."

    def article(self, story: dict, size: int) -> tuple[str, str]:
        """A title and a text of about `size` characters."""
        paragraphs, length = [], 0
        while length < size:
            paragraphs.append(" ".join(self._sentence(story) for _ in range(3)))
            length += len(paragraphs[-1])
        return f"{self.words(5).capitalize()} in {story['place']}", "\n\n".join(paragraphs)


def write_corpus(folder: Path, n: int, size: int, *, seed: int = 1, first: int = 0) -> int:
    """Write so many articles as files with their sources.csv; gives the bytes of text."""
    writer, total = Writer(seed), 0
    folder.mkdir(parents=True, exist_ok=True)
    rows = [] if first else ["file,source,title,published,language"]
    stories = [writer.story() for _ in range(max(1, n // 8))]
    for number in range(first, first + n):
        story = writer.chance.choice(stories)
        title, text = writer.article(story, size)
        name = f"article-{number:06}.txt"
        folder.joinpath(name).write_text(text, encoding="utf-8")
        rows.append(f"{name},Outlet {number % OUTLETS},{title},2025-03-{story['day']:02},en")
        total += len(text.encode())
    with folder.joinpath("sources.csv").open("a", encoding="utf-8") as sources:
        sources.write("\n".join(rows) + "\n")
    return total


def measure(folder: Path, processed: Path, *, only_articles: bool, jobs: int = 1, scheduler: str | None = None) -> None:
    """Make the tables in this process; print seconds of each step, CPU time and peak memory as JSON."""
    from analysis import parameters, pipeline

    story = pipeline.open_corpus(
        parameters.make({"corpus": str(folder)}), processed=processed, jobs=jobs, scheduler=scheduler
    )
    steps, begun, last = {}, time.perf_counter(), _cpu()

    def made(step: pipeline.Step) -> None:
        nonlocal last
        steps[step.makes[0]], last = round(_cpu() - last, 2), _cpu()

    if only_articles:
        for step in pipeline.STEPS:
            if "work" in step.arguments:
                story.table(step.makes[0])
                made(step)
    else:
        story.make_all(made)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    peak = max(one.ru_maxrss for one in used) / 1024
    print(json.dumps({"cpu": round(_cpu(), 2), "wall": time.perf_counter() - begun, "peak_mb": peak, "steps": steps}))


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def in_new_process(*arguments: str) -> dict:
    """What `measure` prints in a process of its own, whose memory is only its own."""
    ran = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=True)
    return json.loads(re.findall(r"^\{.*\}$", ran.stdout, re.MULTILINE)[-1])


def report(root: Path, n: int, size: int, *, only_articles: bool, dask: bool) -> None:
    """Print one size."""
    folder, processed = root / f"made-{n}", root / f"tables-{n}"
    total = write_corpus(folder, n, size)
    also = ["--only-articles"] * only_articles
    made = in_new_process("--measure", str(folder), str(processed), *also)
    text = total / 1e6
    print(
        f"{n:,} articles, {text:.1f} MB of text: {made['cpu']:.1f} s of CPU, {text / made['cpu']:.3f} MB a CPU second, "
        f"peak {made['peak_mb']:.0f} MB"
    )
    print("   " + ", ".join(f"{name} {spent}" for name, spent in made["steps"].items() if spent >= 0.05))
    kept = sum(path.stat().st_size for path in processed.rglob("kept/*/*.parquet"))
    tables = sum(path.stat().st_size for path in processed.glob("*/*.parquet"))
    print(f"   on disk, for a byte of text: {kept / total:.2f} of work kept, {tables / total:.2f} of tables")
    write_corpus(folder, 10, size, seed=2, first=n)
    more = in_new_process("--measure", str(folder), str(processed), "--only-articles")
    print(f"   ten articles more, work on single articles: {more['cpu']:.1f} s of CPU")
    if dask:
        spent = {}
        for workers in ("1", "2"):
            with tempfile.TemporaryDirectory() as scratch:
                given = ["--only-articles", "--jobs", workers, "--scheduler", "local"]
                spent[workers] = in_new_process("--measure", str(folder), scratch, *given)["wall"]
        ratio = spent["1"] / spent["2"]
        print(f"   Dask, work on single articles: {spent['1']:.0f} s on one worker, {ratio:.2f} times as fast on two")


def main() -> None:
    """Print every size asked for."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--articles", type=int, nargs="+", default=[1000, 3000])
    ask.add_argument("--bytes", type=int, default=2000, help="characters an article")
    ask.add_argument("--only-articles", action="store_true")
    ask.add_argument("--dask", action="store_true")
    ask.add_argument("--keep", type=Path)
    ask.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    ask.add_argument("--jobs", type=int, default=1, help=argparse.SUPPRESS)
    ask.add_argument("--scheduler", help=argparse.SUPPRESS)
    asked = ask.parse_args()
    if asked.measure:
        folder, processed = map(Path, asked.measure)
        given = {"only_articles": asked.only_articles, "jobs": asked.jobs, "scheduler": asked.scheduler}
        measure(folder, processed, **given)
        return
    with tempfile.TemporaryDirectory() as scratch:
        for n in asked.articles:
            given = {"only_articles": asked.only_articles, "dask": asked.dask}
            report(asked.keep or Path(scratch), n, asked.bytes, **given)


if __name__ == "__main__":
    main()
