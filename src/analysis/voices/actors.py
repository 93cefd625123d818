"""The actors of a story: their names and parts in the codebook, the parts proposed, and who never gets to speak."""

import re
from collections import Counter
from collections.abc import Mapping

import pandas as pd

from analysis.corpus.codebook import Actor, Codebook
from analysis.english.classes import plain
from analysis.english.names import TITLES

# Tried in this order; the first that matches the words as written is proposed.
_PROPOSED = (
    ("human_rights", r"human[ -]?rights|rights (?:group|activist|defender|body|organi[sz]ation)s?|watchdog"),
    (
        "affected",
        r"\b(?:wife|husband|widow|mother|father|son|daughter|famil(?:y|ies)|relatives?|victims?|survivors?"
        r"|residents?|villagers?|prisoners?|detainees?|refugees?|patients?|passengers?|neighbou?rs?|witness(?:es)?)\b",
    ),
    ("opposition", r"\bopposition\b|\bdissidents?\b|\bexiled\b"),
    (
        "expert",
        r"\b(?:analysts?|experts?|professors?|researchers?|scholars?|economists?|historians?|scientists?"
        r"|academics?|observers?|lecturers?|fellow|epidemiologists?|doctors?|critics)\b",
    ),
    ("activist", r"\b(?:activists?|campaigners?|protesters?|demonstrators?|organi[sz]ers?|charity|ngos?)\b"),
    (
        "security",
        r"\b(?:police|sheriff|army|military|troops|soldiers?|officers?|navy|colonel|commander|fire (?:service"
        r"|department|brigade)|detectives?|coastguard)\b",
    ),
    ("court", r"\b(?:court|judges?|prosecut(?:or|ors|ion)|lawyers?|attorneys?|justice)\b"),
    (
        "media",
        r"\b(?:state media|newspapers?|news agency|journalists?|reporters?|broadcaster|correspondents?|times|post"
        r"|reuters|associated press|bbc|cnn|media|magazine)\b",
    ),
    (
        "business",
        r"\b(?:chief executive|ceo|company|firm|spokes\w+ for the company|executives?|manufacturer|bank"
        r"|investors?|retailer|airline)\b",
    ),
    (
        "politician",
        r"\b(?:senators?|sens?\.|reps?\.|congress\w*|lawmakers?|mps?|candidates?|nominee|party|republicans?"
        r"|democrats?|councill?ors?|campaign|governor|gov\.|mayor)\b",
    ),
    (
        "government",
        r"\b(?:presidents?|prime minister|ministers?|minist(?:ry|ries)|governments?|officials?|secretary"
        r"|department|authorit(?:y|ies)|administration|white house|kremlin|state|embassy|ambassador|chancellor"
        r"|diplomats?|agency|commission|bureau|council|united nations|european union|\beu\b|\bun\b)\b",
    ),
)
_NAME = re.compile(r"\b[A-Z][\w’'-]{1,25}(?: (?:(?:de|van|von|der|bin|al|el|la|of|for) ){0,2}[A-Z][\w’'-]{1,25}){1,4}")
FEWEST_MENTIONS = 2
_PATTERNS = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _PROPOSED)


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
    return next((role for role, pattern in _PATTERNS if pattern.search(as_written)), None)


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
