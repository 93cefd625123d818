"""Synthetic news for the benchmarks of framing, and real articles if a folder of text files is given.

The synthetic articles have outlets with planted habits of wording, stories that several outlets cover, a Zipf-like
vocabulary, names, numbers and quotations. They are synthetic: what is measured on them shows that the code does what it
says and how fast, not how well it does on any real corpus.
"""

import random
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import schema
from analysis.corpus import document_from_text
from analysis.english.sentences import split_sentences

_CONSONANTS, _VOWELS = "bdfghklmnprstvwz", "aeiou"


def tables(texts):
    """The tables articles, blocks and sentences of (article_id, source, text); each line is a block."""
    articles, blocks, sentences = [], [], []
    for article_id, source, text in texts:
        n = at = 0
        for number, line in enumerate(text.split("\n"), start=1):
            start, at = at, at + len(line) + 1
            if not line.strip():
                continue
            block = {"article_id": article_id, "block_id": f"{article_id}:b{number}"}
            blocks.append(
                block
                | {"kind": "paragraph", "part": 1, "is_body": True, "reason": "benchmark"}
                | {"start_char": start, "end_char": start + len(line)}
            )
            for first, last in split_sentences(line):
                n += 1
                sentences.append(
                    block
                    | {"sentence_id": f"{article_id}:s{n}", "start_char": start + first, "end_char": start + last}
                    | {"text": line[first:last], "share_quoted": 0.0, "speaker": None}
                )
        sizes = {"n_chars": len(text), "n_words": len(text.split()), "n_sentences": n, "health": []}
        unknown = dict.fromkeys(("title", "published", "url", "genre"))
        named = {"article_id": article_id, "source": source, "text": text, "path": article_id, "sha256": "0" * 64}
        articles.append(named | unknown | {"language": "en"} | sizes)
    return (
        schema.frame("articles", articles),
        schema.frame("blocks", blocks),
        schema.frame("sentences", sentences),
    )


def ingested(rows):
    """The tables articles, blocks and sentences of rows with source and text, as ingest reads them.

    Each row may also have title and url. Blocks that ingest takes for navigation, datelines and the like are marked.
    """
    articles, blocks, sentences = [], [], []
    for number, row in enumerate(rows):
        article_id, text = f"a{number:06d}", row["text"]
        document = document_from_text(text, article_id=article_id, source=row["source"], title=row.get("title"))
        blocks += [{"article_id": article_id} | asdict(block) for block in document.blocks]
        sentences += [
            {"article_id": article_id, "text": text[one.start_char : one.end_char], "share_quoted": 0.0} | asdict(one)
            for one in document.sentences
        ]
        sizes = {"n_chars": len(text), "n_words": len(text.split()), "n_sentences": len(document.sentences)}
        known = {"title": row.get("title"), "url": row.get("url"), "language": "en", "health": []}
        named = {"article_id": article_id, "source": row["source"], "text": text, "path": article_id}
        articles.append(named | known | sizes | {"sha256": "0" * 64})
    return (
        schema.frame("articles", articles),
        schema.frame("blocks", blocks),
        schema.frame("sentences", sentences),
    )


def articles_in(folder: Path) -> list[str]:
    """The texts of all .txt files under a folder, sorted by path."""
    return [path.read_text("utf-8", errors="replace") for path in sorted(folder.rglob("*.txt"))]


class Newsroom:
    """Writes articles; the same seed writes the same ones."""

    def __init__(self, seed: int, *, n_words: int = 12_000, n_outlets: int = 6) -> None:
        self.random = random.Random(seed)
        self.words = sorted({self._word() for _ in range(n_words)})
        self.random.shuffle(self.words)
        self.habits = [self._habits() for _ in range(n_outlets)]

    def _word(self) -> str:
        pick = self.random.choice
        return "".join(pick(_CONSONANTS) + pick(_VOWELS) for _ in range(self.random.randint(2, 4))) + pick(
            ["", "n", "r"]
        )

    def _habits(self) -> dict[str, float]:
        """Words that an outlet writes more readily than others, each with its own strength: weak and strong ones."""
        chosen = self.random.sample(self.words[30:2500], 60)
        return {word: self.random.uniform(0.0, 0.35) for word in chosen}

    def name(self) -> str:
        """A first and a last name."""
        return f"{self._word().title()} {self._word().title()}"

    def _common(self) -> str:
        return self.words[min(int(len(self.words) * self.random.random() ** 3), len(self.words) - 1)]

    def story(self) -> dict:
        """What the articles on one event share: its vocabulary, names, numbers."""
        return {
            "words": [self._common() for _ in range(40)],
            "names": [self.name() for _ in range(6)],
            "numbers": [f"{self.random.randint(13, 99_999):,}" for _ in range(5)],
        }

    def sentence(self, story: dict) -> str:
        """A sentence of a story, now and then with one of its names, numbers or quotations."""
        pick = self.random
        words = [
            pick.choice(story["words"]) if pick.random() < 0.2 else self._common() for _ in range(pick.randint(8, 22))
        ]
        for word in ("the", "of", "and", "in", "to"):
            words.insert(pick.randint(0, len(words)), word)
        if pick.random() < 0.3:
            words.insert(pick.randint(1, len(words)), pick.choice(story["names"]))
        if pick.random() < 0.15:
            words.insert(pick.randint(1, len(words)), pick.choice(story["numbers"]))
        if pick.random() < 0.1:
            at = pick.randint(0, len(words) - 4)
            words[at : at + 4] = [
                f"“{words[at]}",
                *words[at + 1 : at + 3],
                f"{words[at + 3]},” said {story['names'][0]}",
            ]
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def article(
        self, *, story: dict | None = None, outlet: int | None = None, n_sentences: int | None = None
    ) -> list[str]:
        """The sentences of an article: on a story, with an outlet's habits, and with names and numbers of its own."""
        own = {"names": [self.name() for _ in range(3)], "numbers": [f"{self.random.randint(13, 99_999):,}"]}
        base = story or self.story()
        told = base | {"names": base["names"] + own["names"], "numbers": base["numbers"] + own["numbers"]}
        sentences = [self.sentence(told) for _ in range(n_sentences or self.random.randint(10, 35))]
        if outlet is not None:
            for word, strength in self.habits[outlet].items():
                if self.random.random() < strength:
                    at = self.random.randrange(len(sentences))
                    sentences[at] = f"{sentences[at][:-1]} {word}."
        return sentences

    def edited(self, sentences: list[str], share: float) -> list[str]:
        """The same sentences with a share of their words replaced."""
        return [
            " ".join(self._common() if self.random.random() < share else word for word in sentence.split())
            for sentence in sentences
        ]


class Press:
    """Outlets whose articles differ as real ones do: in their mix of sections, in stories, in habits of wording.

    An article draws its words from its outlet's vocabulary (Zipf-like, a few hundred words written more or less often),
    from its section's and from its story's, which comes in bursts. With `raw`, pages carry what gives an outlet away:
    by-lines in several forms, names of staff in the text, the outlet's own name, sign-offs, addresses; `telling` has
    their words by outlet. `habit` is the spread of habits (log scale), `mix` how alike the mixes of sections are.
    """

    def __init__(self, seed, *, n_outlets=8, habit=0.9, n_habits=400, mix=6.0, per_story=2.5, raw=True):
        self.random, self.raw, self.per_story = np.random.default_rng(seed), raw, per_story
        draw, room = self.random, Newsroom(seed)
        self.words = sorted({room._word() for _ in range(20_000)})[:9000]
        draw.shuffle(self.words)
        n = len(self.words)
        weights = 1 / (np.arange(n) + 8) ** 1.05
        self.base = weights / weights.sum()
        self.sections = [draw.choice(n, 250, replace=False, p=self._flat(0.5)) for _ in range(14)]
        self.mixes = draw.dirichlet(np.full(14, mix), n_outlets)
        self.habits = [self._habit(habit, n_habits) for _ in range(n_outlets)]
        self.stories = [[] for _ in self.sections]
        self.outlets = [f"{room._word().title()} {room._word().title()}" for _ in range(n_outlets)]
        self.staff = [[room.name() for _ in range(4)] for _ in range(n_outlets)]
        self.desks = ["".join(draw.choice(list("bcdfgk"), 2)) for _ in range(n_outlets)]
        self.telling = {
            name: {word.lower() for one in (name, *staff, desk) for word in one.split()}
            | {name.replace(" ", "").lower()}
            for name, staff, desk in zip(self.outlets, self.staff, self.desks, strict=True)
        }

    def _flat(self, power):
        weights = self.base**power
        return weights / weights.sum()

    def _habit(self, spread, n_habits):
        more = np.ones(len(self.words))
        more[self.random.choice(np.arange(30, 4000), n_habits, replace=False)] = np.exp(
            self.random.normal(0, spread, n_habits)
        )
        return self.base * more / (self.base * more).sum()

    def _story(self, section):
        told = self.stories[section]
        if not told or self.random.random() < 1 / self.per_story:
            told.append(self.random.choice(len(self.words), 40, replace=False, p=self._flat(0.3)))
            return told[-1]
        return told[self.random.integers(len(told))]

    def article(self, outlet):
        """The text of an article of that outlet, a paragraph a line."""
        draw = self.random
        section = draw.choice(len(self.sections), p=self.mixes[outlet])
        n = int(np.clip(np.exp(draw.normal(5.7, 0.6)), 60, 1500))
        ids = draw.choice(len(self.words), n, p=self.habits[outlet])
        kind = draw.random(n)
        for words, chosen, power in (
            (self._story(section), kind < 0.14, 1.5),
            (self.sections[section], (kind >= 0.14) & (kind < 0.3), 2),
        ):
            ids[chosen] = words[(draw.random(chosen.sum()) ** power * len(words)).astype(int)]
        ends = np.cumsum(draw.integers(6, 22, n))
        sentences = [" ".join(self.words[at] for at in part) for part in np.split(ids, ends[ends < n]) if len(part)]
        lines = [f"{one[0].upper()}{one[1:]}." for one in sentences]
        return "\n".join(self._page(lines, outlet) if self.raw else lines)

    def _page(self, lines, outlet):
        """The lines of an article with what its outlet's pages carry besides."""
        draw, name, desk = self.random, self.outlets[outlet], self.desks[outlet]
        author = self.staff[outlet][draw.integers(4)]
        by_line = [f"By {author}", author, f"{author}, {name} correspondent", f"{author} reports from the coast."]
        told = f"The mayor told the {name} on the day that it was over."
        asked = f"She spoke to {author} after the vote had been lost."
        for line, share in ((told, 0.2), (asked, 0.1)):
            if draw.random() < share:
                lines.insert(int(draw.integers(1, len(lines) + 1)), f"{line[:-1]} {draw.integers(2, 99)}.")
        last = [
            f"{author} is a reporter for the {name}.",
            f"{desk}/ab ({name})",
            f"Follow us at @{name.replace(' ', '')}",
        ]
        return [by_line[outlet % 4], *lines, last[outlet % 3]]


def share_of(found: set, planted: set) -> dict[str, float]:
    """Precision, recall and F1."""
    hits = len(found & planted)
    precision = hits / len(found) if found else 1.0
    recall = hits / len(planted) if planted else 1.0
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(precision + recall, 1e-9)}


def printed(rows: list[dict]) -> None:
    """A table on standard output."""
    print(pd.DataFrame(rows).to_string(index=False, float_format=lambda value: f"{value:.3f}"))
