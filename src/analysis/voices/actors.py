"""The actors of a story: their names and parts in the codebook, the parts proposed, and who never gets to speak."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Actor, Codebook
from analysis.corpus.language import is_english
from analysis.english.classes import plain
from analysis.english.names import is_place, names_in
from analysis.english.nouns import plural
from analysis.english.tokens import scan_words
from analysis.english.word_lists import word_groups

FEWEST_MENTIONS = 2


def shown(actor: Actor) -> str:
    """The name by which tables show an actor of the codebook: the first one listed."""
    return actor.names[0] if actor.names else actor.name


def actor_names(codebook: Codebook) -> Mapping[str, str]:
    """Every spelling in the codebook, in lower case, with the name shown for it."""
    names: dict[str, str] = {}
    for key in sorted(codebook.actors):
        actor = codebook.actors[key]
        for name in actor.names:
            names.setdefault(plain(name), shown(actor))
    return names


def codebook_roles(codebook: Codebook) -> dict[str, str]:
    """The role of each actor of the codebook that has one, by the name that tables show."""
    actors = (codebook.actors[key] for key in sorted(codebook.actors))
    return {shown(actor): actor.role for actor in actors if actor.role}


def proposed_role(as_written: str) -> str | None:
    """The role that the words introducing a speaker suggest, None where they say nothing.

    **Misleads when** a title names another field than the speaker's ("the court artist"). The codebook decides; this
    only fills gaps and is marked as proposed wherever it is shown.

    >>> proposed_role("Ann Lee, professor of law at Oslo")
    'expert'
    """
    return next((role for role, pattern in _role_patterns() if pattern.search(as_written)), None)


@cache
def _role_patterns() -> list[tuple[str, re.Pattern[str]]]:
    """A pattern for each role, in the order of `words/roles.txt`: the first that matches is proposed."""
    return [
        (role, re.compile(rf"\b(?:{'|'.join(map(_as_pattern, words))})\b", re.IGNORECASE))
        for role, words in word_groups("roles", package=__package__)
    ]


def _as_pattern(word: str) -> str:
    if word.endswith("*"):
        return re.escape(word[:-1]) + r"\w*"
    return rf"(?:{re.escape(word)}|{re.escape(plural(word))})"


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
    **Misleads when** a name is a thing's, or a place's that no list knows: only actors of the codebook are known to be
    able to speak.
    """
    speakers = set(quotes["speaker"].dropna()) | {
        part for name in quotes["speaker"].dropna().unique() for part in name.split(" and ")
    }
    # Where no quotation is read, nobody can be said to have none.
    english = articles[articles["language"].map(is_english, na_action=None).astype(bool)]
    source_of = dict(zip(english["article_id"], english["source"], strict=True))
    sentences = sentences[sentences["article_id"].isin(source_of.keys())]
    found = _actors(sentences, codebook)
    known = {name.casefold() for actor in codebook.actors.values() for name in actor.names}
    for name, places in _names(sentences).items():
        if name.casefold() not in known and not is_place(name) and len(places) >= FEWEST_MENTIONS:
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
    return schema.frame("never_quoted", rows)


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
    """The articles, one entry a sentence, in which each name of two words and more stands.

    What opens a sentence is a name only if it stands inside another: any word may open one.
    """
    inside: dict[str, list[str]] = {}
    opening: dict[str, list[str]] = {}
    for article_id, text in zip(sentences["article_id"], sentences["text"], strict=True):
        capitals = Counter(word[:1].isupper() for word in text.split())
        if capitals[True] > capitals[False]:
            continue  # a headline set in capitals names nobody for certain
        names = {name.text: name.start > 0 for name in names_in(scan_words(text)) if " " in name.text}
        for name in sorted(names):
            (inside if names[name] else opening).setdefault(name, []).append(article_id)
    return {name: places + opening.get(name, []) for name, places in inside.items()}
