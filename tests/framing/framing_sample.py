"""Makes the three tables of a corpus from texts, without files; and synthetic news to plant things in."""

import random
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.english.sentences import split_sentences


class Tables(NamedTuple):
    articles: pd.DataFrame
    blocks: pd.DataFrame
    sentences: pd.DataFrame


def tables(texts: Iterable[tuple], *, is_body=lambda line: True) -> Tables:
    """Texts are (article_id, source, text) or (article_id, source, text, published); each line is a block."""
    articles, blocks, sentences = [], [], []
    for article_id, source, text, *rest in texts:
        n = 0
        at = 0
        for number, line in enumerate(text.split("\n"), start=1):
            start, at = at, at + len(line) + 1
            if not line.strip():
                continue
            block_id = f"{article_id}:b{number}"
            body = is_body(line)
            blocks.append(
                {
                    "article_id": article_id,
                    "block_id": block_id,
                    "kind": "paragraph" if body else "navigation",
                    "part": 1,
                    "is_body": body,
                    "reason": "test",
                    "start_char": start,
                    "end_char": start + len(line),
                }
            )
            for first, last in split_sentences(line):
                n += 1
                sentences.append(
                    {
                        "article_id": article_id,
                        "sentence_id": f"{article_id}:s{n}",
                        "block_id": block_id,
                        "start_char": start + first,
                        "end_char": start + last,
                        "text": line[first:last],
                        "share_quoted": 0.0,
                        "speaker": None,
                    }
                )
        articles.append(
            {
                "article_id": article_id,
                "source": source,
                "title": None,
                "published": rest[0] if rest else None,
                "url": None,
                "language": "en",
                "genre": None,
                "text": text,
                "path": f"{article_id}.txt",
                "sha256": "0" * 64,
                "n_chars": len(text),
                "n_words": len(text.split()),
                "n_sentences": n,
                "health": [],
            }
        )
    return Tables(
        schema.frame("articles", articles), schema.frame("blocks", blocks), schema.frame("sentences", sentences)
    )


_SYLLABLES = tuple(map("".join, zip("bdklmnprstvwzhgfcx", "aeioaeiouaeioaeiou", "nrlmkstdnrlpmtskln", strict=True)))
_OPENINGS = ("Officials said", "Residents told reporters", "A spokesman confirmed", "Records show", "Witnesses said")


class Newsroom:
    """Writes synthetic news: every article has its own names, numbers and mix of common and rarer words."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = [self._word() for _ in range(2500)]

    def _word(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.randint(1, 3))) + self.random.choice(
            ["", "s", "ed"]
        )

    def name(self) -> str:
        return f"{self._word().title()} {self._word().title()}"

    def sentence(self, names: list[str]) -> str:
        # Squaring a uniform draw makes some words common and most rare, as in real text.
        words = [
            self.words[int(self.random.random() ** 2 * len(self.words))] for _ in range(self.random.randint(8, 20))
        ]
        for word in ("the", "of", "and", "in", "to"):
            words.insert(self.random.randint(0, len(words)), word)
        number = f"{self.random.randint(13, 9999):,}"
        return f"{self.random.choice(_OPENINGS)} {' '.join(words)} {number} near {self.random.choice(names)}."

    def article(self, n_sentences: int = 20) -> list[str]:
        names = [self.name() for _ in range(4)]
        return [self.sentence(names) for _ in range(n_sentences)]

    def edited(self, sentences: list[str], share: float) -> list[str]:
        """The same text with a share of its words replaced."""
        return [
            " ".join(self.random.choice(self.words) if self.random.random() < share else word for word in one.split())
            for one in sentences
        ]


_SEA = "harbour tide gull boat salt wind crew captain storm rope net fish".split()


def written(n_articles, *, seed=1, extra=None, n_sentences=6):
    """Articles by source, all from one vocabulary; `extra` are words that a source has besides."""
    rng = random.Random(seed)
    texts = []
    for source, n in n_articles.items():
        for number in range(n):
            own = _SEA + (extra or {}).get(source, [])
            lines = [" ".join(rng.choices(own, k=8)).capitalize() + "." for _ in range(n_sentences)]
            texts.append((f"{source}{number:02d}", source, " ".join(lines)))
    return tables(texts)
