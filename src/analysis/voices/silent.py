"""Who is spoken about but never gets to speak."""

import re
from collections import Counter

import pandas as pd

from analysis.corpus.codebook import Codebook
from analysis.voices.lexicon import TITLES
from analysis.voices.names import shown
from analysis.voices.roles import codebook_roles

_NAME = re.compile(r"\b[A-Z][\w’'-]{1,25}(?: (?:(?:de|van|von|der|bin|al|el|la|of|for) ){0,2}[A-Z][\w’'-]{1,25}){1,4}")
FEWEST_MENTIONS = 2


def never_quoted(
    quotes: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, codebook: Codebook
) -> pd.DataFrame:
    """Who is spoken about but never quoted or reported.

    Parameters
    ----------
    quotes, sentences, articles : DataFrame
        The declared tables.
    codebook : Codebook
        Its actors are looked for under every spelling. Names of two words and more that it does not know are counted
        too if they stand in at least two sentences.

    Returns
    -------
    DataFrame
        `name`, `role` (empty: not in the codebook), `is_actor`, `n_sentences`, `n_articles`, `sources`. Actors first,
        then by number of sentences, ties by name.

    Notes
    -----
    **Misleads when** a name is a place's or a thing's: only actors of the codebook are known to be able to speak.
    """
    speakers = set(quotes["speaker"].dropna()) | {
        part for name in quotes["speaker"].dropna().unique() for part in name.split(" and ")
    }
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    found = _actors(sentences, codebook)
    known = {name.casefold() for actor in codebook.actors.values() for name in actor.names}
    for name, places in _names(sentences).items():
        if name.casefold() not in known and len(places) >= FEWEST_MENTIONS:
            found.setdefault(name, places)
    roles = codebook_roles(codebook)
    actors = {shown(actor) for actor in codebook.actors.values()}
    rows = [
        {
            "name": name,
            "role": roles.get(name),
            "is_actor": name in actors,
            "n_sentences": len(places),
            "n_articles": len(set(places)),
            "sources": ", ".join(sorted({source_of[article] for article in places})),
        }
        for name, places in found.items()
        if places and not _speaks(name, speakers)
    ]
    rows.sort(key=lambda row: (not row["is_actor"], -row["n_sentences"], row["name"]))
    kinds = {"name": "str", "role": "str", "is_actor": "bool", "n_sentences": "int64", "n_articles": "int64"}
    kinds["sources"] = "str"
    return pd.DataFrame({key: pd.Series([row[key] for row in rows], dtype=kind) for key, kind in kinds.items()})


def _speaks(name: str, speakers: set[str]) -> bool:
    last = name.rsplit(" ", 1)[-1]
    return name in speakers or last in speakers or any(speaker.endswith(f" {name}") for speaker in speakers)


def _actors(sentences: pd.DataFrame, codebook: Codebook) -> dict[str, list[str]]:
    """The articles, one entry a sentence, in which each actor is named."""
    found: dict[str, list[str]] = {}
    for key in sorted(codebook.actors):
        actor = codebook.actors[key]
        names = sorted(actor.names, key=lambda name: (-len(name), name))
        if not names:
            continue
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)")
        hits = [bool(pattern.search(text)) for text in sentences["text"]]
        found[shown(actor)] = sentences.loc[hits, "article_id"].tolist()
    return found


def _names(sentences: pd.DataFrame) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for article_id, text in zip(sentences["article_id"], sentences["text"], strict=True):
        capitals = Counter(word[:1].isupper() for word in text.split())
        if capitals[True] > capitals[False]:
            continue  # a headline set in capitals names nobody for certain
        for name in sorted({_bare(match.group()) for match in _NAME.finditer(text, 1)}):
            if " " in name:
                found.setdefault(name, []).append(article_id)
    return found


def _bare(name: str) -> str:
    """Without titles before it and a possessive after it."""
    parts = re.sub(r"[’']s?$", "", name).split(" ")
    while len(parts) > 1 and parts[0].lower().rstrip(".") in TITLES:
        parts.pop(0)
    return " ".join(parts)
