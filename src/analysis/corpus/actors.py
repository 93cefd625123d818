"""Where a text names the codebook's actors."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from analysis.corpus.codebook import Actor, Codebook
from analysis.english.marks import APOSTROPHES, HYPHENS

# Who is named in one article only is hardly an actor of the story; more than these fill a chart.
_FEWEST_ARTICLES, _MOST_PROPOSED = 2, 8


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor's key in the codebook and where the text names it."""

    actor: str
    start: int
    end: int


def find_actors(text: str, codebook: Codebook) -> list[Mention]:
    """Every place where `text` names an actor of the codebook, in order, without overlaps; the longest name wins.

    A name must stand as whole words; "’s" may follow. Names of several words are found in any case ("Human rights
    watch"), names of one word only as written, since "us" is not "US".

    **Misleads when** two people share a surname that the codebook gives to one of them.

    >>> from analysis.corpus.codebook import Actor
    >>> codebook = Codebook(actors={"vey": Actor("vey", ("Tomas Vey", "Vey"))})
    >>> find_actors("Vey’s office: tomas Vey slept.", codebook)
    [Mention(actor='vey', start=0, end=3), Mention(actor='vey', start=14, end=23)]
    """
    key = tuple((actor, record.names) for actor, record in codebook.actors.items())
    pattern, actors = _compiled(key)
    if pattern is None:
        return []
    return [Mention(actors[match.lastindex - 1], *match.span()) for match in pattern.finditer(text) if match.lastindex]


@lru_cache(maxsize=16)
def _compiled(key: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str] | None, list[str]]:
    """One alternation over all names, the longest first, each in its own group."""
    named = sorted(
        ((name, actor) for actor, names in key for name in names), key=lambda pair: (-len(pair[0]), pair[0], pair[1])
    )
    if not named:
        return None, []
    alternatives = "|".join(f"({_name_pattern(name)})" for name, _ in named)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)"), [actor for _, actor in named]


def _name_pattern(name: str) -> str:
    pieces = []
    for word in name.split():
        escaped = re.escape(word)
        escaped = re.sub(f"[{APOSTROPHES}]", lambda _: f"[{APOSTROPHES}]", escaped)
        pieces.append(re.sub(rf"\\?[{HYPHENS}]", lambda _: f"[{HYPHENS}]", escaped))
    joined = r"\s{1,3}".join(pieces)
    return f"(?i:{joined})" if len(pieces) > 1 else joined


def with_proposed_actors(codebook: Codebook, names_found: pd.DataFrame) -> Codebook:
    """The codebook, or for one that names no actor the same with the people and bodies that most articles name.

    Proposed are the eight people and bodies named in most articles, at least two, under every form of `names_found`;
    of equals those named oftener. A source itself is none, and where two would share a form only the first has it.

    **Misleads when** a name of `names_found` is put down as the wrong kind, or an agency is named only as the origin of
    a report.
    """
    if codebook.actors:
        return codebook
    named = names_found[names_found["kind"].isin(["person", "body"])]
    sources = {source.casefold() for source in names_found["source"]}
    totals = named.groupby("name").agg(n_articles=("n_articles", "sum"), n=("n", "sum")).reset_index()
    often = totals[(totals["n_articles"] >= _FEWEST_ARTICLES) & ~totals["name"].str.casefold().isin(sources)]
    ranked = often.sort_values(["n_articles", "n", "name"], ascending=[False, False, True], kind="stable")
    actors: dict[str, Actor] = {}
    taken: set[str] = set()
    for name in ranked["name"].head(_MOST_PROPOSED):
        written = {form for forms in named.loc[named["name"] == name, "variants"] for form in forms}
        forms = (name, *sorted(written - {name} - taken))
        taken.update(forms)
        actors[name] = Actor(name, forms)
    return replace(codebook, actors=actors)
