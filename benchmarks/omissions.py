"""Are facts that an article leaves out called missing, and facts told in other words not?

    python benchmarks/omissions.py FOLDER...

FOLDER is a corpus. Deleted: from each article, each sentence that plainly tells a central fact is taken out, until none
is left; the fact must then be missing in that article, unless silence is excused (see `omissions.ledger`). Reworded:
the sentence is kept in other words: numbers below a hundred in letters for digits and the other way round, people by
their surname alone; the fact must not be called missing.
"""

import argparse
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from analysis import parameters, pipeline
from analysis.english.numerals import ONES, TENS
from analysis.omissions import ledger
from analysis.omissions.facts import Fact, Reading

_LETTERS = {int(value): word for word, value in (ONES | TENS).items()}
_WORDS = {word: number for number, word in _LETTERS.items()}


def without(fact: Fact, reading: Reading) -> Reading:
    """The article without the sentences that plainly tell the fact."""
    while (told := fact.told_by(reading)) and told.doubt is None:
        lines = tuple(line for line in reading.lines if line.sentence_id != told.sentence_id)
        figures = tuple(row for row in reading.figures if row["sentence_id"] != told.sentence_id)
        reading = replace(reading, lines=lines, figures=figures)
    return reading


def reworded(text: str, people: Iterable[str]) -> str:
    """Numbers below a hundred the other way, people by their last name."""
    for name in sorted(people, key=len, reverse=True):
        text = text.replace(name, name.rpartition(" ")[2])
    text = re.sub(r"(?<![\d.,])\b\d{1,2}\b(?![,.%]?\d|%)", lambda match: _LETTERS.get(int(match[0]), match[0]), text)
    return re.sub(r"(?<!-)\b[a-z]+\b(?!-)", lambda match: str(_WORDS.get(match[0], match[0])), text)


def opened(folder: Path, processed: str) -> pipeline.Story:
    """The corpus with its tables in a folder of their own."""
    return pipeline.open_corpus(parameters.make({"corpus": str(folder)}), processed=Path(processed))


def read_of(story: pipeline.Story) -> list[ledger.Article]:
    """The story's articles as facts are looked for in them."""
    return ledger.read_articles(story.articles, story.blocks, story.sentences, story.reported_figures, story.origins)


def in_other_words(folder: Path, story: pipeline.Story) -> dict[str, Reading]:
    """Each article reworded, read anew as a file among the others."""
    people = {name for name in story.names_found.query("kind == 'person'")["name"] if " " in name}
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as processed:
        copy = Path(made) / folder.name
        shutil.copytree(folder, copy)
        for path in copy.glob("*.txt"):
            path.write_text(reworded(path.read_text(encoding="utf-8"), people), encoding="utf-8")
        return {article.reading.article_id: article.reading for article in read_of(opened(copy, processed))}


def results(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(task, kind of fact, outcome) for each central fact and article that tells it."""
    with tempfile.TemporaryDirectory() as processed:
        story = opened(folder, processed)
        read = read_of(story)
        found = ledger.facts_told(read, claims=story.claims, quotes=story.quotes, names_found=story.names_found)
        other_words = in_other_words(folder, story)
    for fact, telling in zip(found, ledger.tellings(found, read), strict=True):
        for article in telling.plainly:
            others = [other for other in telling.plainly if other is not article]
            if len({other.origin for other in others}) < 2:
                continue
            first = min((other.published for other in others if other.published), default=None)
            left = without(fact, article.reading)
            if not ledger.excuse(article._replace(reading=left), first):
                yield "deleted", fact.kind, _outcome(fact, left)
            yield "reworded", fact.kind, _outcome(fact, other_words[article.reading.article_id])


def _outcome(fact: Fact, reading: Reading) -> str:
    told = fact.told_by(reading)
    return "missing" if told is None else "open" if told.doubt else "told"


def _main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("folders", nargs="+", type=Path)
    counts = Counter(row for folder in ask.parse_args().folders for row in results(folder))
    for task in ("deleted", "reworded"):
        for kind in sorted({kind for _, kind, _ in counts}):
            own = {outcome: counts[task, kind, outcome] for outcome in ("told", "open", "missing")}
            if n := sum(own.values()):
                print(f"{task:9} {kind:10} n {n:4}  missing {own['missing'] / n:5.1%}  open {own['open'] / n:5.1%}")


if __name__ == "__main__":
    _main()
