"""From the words that name a speaker to one name for that speaker: titles off, possessors off, surname to full name."""

import re
from collections.abc import Iterable, Mapping

from analysis.corpus.codebook import Codebook
from analysis.voices.grammar import plain
from analysis.voices.lines import Line
from analysis.voices.phrases import Subject

# Words that stand before a name and are no part of it.
TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir lord lady dame president vice vice-president prime minister premier
    chancellor senator sen sens rep reps representative congressman congresswoman gov governor mayor secretary
    undersecretary gen general col colonel lt lieutenant capt captain maj major sgt sergeant cmdr commander adm admiral
    judge justice chief attorney ambassador sheriff detective inspector superintendent officer rev reverend father
    bishop archbishop pope cardinal imam rabbi king queen prince princess emperor sheikh chairman chairwoman chair
    director spokesman spokeswoman spokesperson speaker leader ceo cfo deputy assistant former ex-president retired
    republican democrat democratic conservative labour labor liberal gop then-president president-elect coach manager
    analyst professor foreign defense defence interior finance state police national security adviser advisor
    executive managing editor reporter correspondent host moderator columnist author historian economist lawyer
    activist candidate nominee lawmaker councilman councilwoman councillor first-lady pastor brother sister aunt
    uncle commissioner treasurer opposition""".split()
)
# Peoples' names stand before titles: "French President", "Belarusian leader".
_DEMONYM = re.compile(r"(?:[A-Z][a-z]+(?:ian|ean|ish|ese|ench|utch|erman|reek|wiss|aeli|aqi|ani|ican|ussian)s?|U\.?S\.?|UK|EU)$")
_PARTICLES = frozenset("de van von der den del della di da bin ibn al el la le du of the and for on & without".split())
_LEADING = frozenset(
    """the a an this that these those some many several few both all most other another his her their its our my""".split()
)
_FULL_NAME = re.compile(
    r"\b[A-Z][\w’'-]{1,25}\.?(?:[ \u00a0](?:[A-Z]\.[ \u00a0]?){0,2}(?:(?:de|van|von|der|bin|al|el|la|di)[ \u00a0]){0,2}[A-Z][\w’'-]{1,25}){1,4}"
)
_ACRONYM = re.compile(r"^[A-Z]{2,6}$")
_SUFFIXES = frozenset("jr sr ii iii iv".split())


def strip_possessive(word: str) -> str:
    """A name without its possessive ending.

    >>> strip_possessive("Amnesty’s")
    'Amnesty'
    """
    low = word.replace("’", "'").replace("‘", "'")
    if low.endswith("'s"):
        return word[:-2]
    return word[:-1] if low.endswith("s'") else word


def written_name(line: Line, subject: Subject) -> tuple[str, bool]:
    """The name that the subject's words hold, and whether it is a proper name."""
    start, end = _core(line, subject)
    run = _proper_run(line, start, end)
    if run is None and subject.end > subject.head_end:
        run = _proper_run_in_apposition(line, subject)
    if run is not None:
        words = _without_titles([line.words[at] for at in range(*run)])
        return " ".join(words), True
    words = [line.words[at] for at in range(start, end)]
    while len(words) > 1 and plain(words[0]) in _LEADING:
        words.pop(0)
    name = " ".join(words)
    return name[:1].upper() + name[1:], False


def _core(line: Line, subject: Subject) -> tuple[int, int]:
    """The head phrase without what a preposition adds to a person: `a spokesman | for the group`, `Smith | of Ohio`."""
    start, end = subject.head, subject.head_end
    tags = line.tags
    for at in range(start + 1, end):
        is_link = tags[at] in "IZ" and not (tags[at - 1] == "P" and tags[at + 1 : at + 2] == "P")
        if is_link and tags[at - 1] == "P":
            return start, at
    return start, end


def _proper_run(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The capitalised words that end the phrase."""
    tags, words = line.tags, line.words
    if end <= start or tags[end - 1] != "P":
        return None
    at = end - 1
    while at > start:
        before = tags[at - 1]
        if before == "P":
            if plain(words[at - 1]).endswith(("'s", "s'")):
                break
            at -= 1
        elif before in "OIDC" and _links_names(line, at, start):
            at -= 2 if tags[at - 2] == "P" else 3
        else:
            break
    return at, end


def _links_names(line: Line, at: int, start: int) -> bool:
    """Whether the small word before token `at` is inside a name: `Association of Journalists`, `Bank of the West`."""
    tags, words = line.tags, line.words
    if plain(words[at - 1]) not in _PARTICLES:
        return False
    if at - 2 >= start and tags[at - 2] == "P" and tags[at - 1] != "D":
        return not plain(words[at - 2]).endswith(("'s", "s'"))
    return at - 3 >= start and tags[at - 1] == "D" and tags[at - 2] in "OI" and tags[at - 3] == "P"


def _proper_run_in_apposition(line: Line, subject: Subject) -> tuple[int, int] | None:
    """`The activist, Maria Guryeva, said`: the name stands second."""
    if line.tags[subject.head : subject.head + 1] not in "DN" or line.words[subject.head_end] != ",":
        return None
    start = subject.head_end + 1
    end = start
    while end < subject.end and line.tags[end] == "P":
        end += 1
    return (start, end) if 1 < end - start < 5 else None


def _without_titles(words: list[str]) -> list[str]:
    kept = list(words)
    last_title = -1
    for at, word in enumerate(kept[:-1]):
        if plain(word) in TITLES:
            last_title = at
    if last_title >= 0 and not any(plain(word) in _PARTICLES for word in kept):
        kept = kept[last_title + 1 :]
    while len(kept) > 1 and plain(kept[-1]) in _SUFFIXES:
        kept.pop()
    if len(kept) > 2 and _DEMONYM.match(kept[0]) and last_title >= 0:
        kept = kept[1:]
    kept[-1] = strip_possessive(kept[-1])
    return kept


class NameBook:
    """The names of one article: which full name a surname or an acronym stands for. The codebook's names come first."""

    def __init__(self, text: str, codebook: Codebook) -> None:
        self._actors = actor_names(codebook)
        self._by_last: dict[str, dict[str, int]] = {}
        self._by_initials: dict[str, str] = {}
        for match in _FULL_NAME.finditer(text):
            self._note(match.group().split())

    def _note(self, words: list[str]) -> None:
        words = _without_titles(words)
        if plain(words[0]) in _LEADING:
            words = words[1:]
        initials = "".join(word[0] for word in words if word[0].isupper())
        if len(words) > 1:
            counts = self._by_last.setdefault(words[-1], {})
            name = " ".join(words)
            counts[name] = counts.get(name, 0) + 1
            self._by_initials.setdefault(initials, name)

    def full(self, name: str) -> str:
        """One name for every way this article writes it."""
        actor = self._actors.get(plain(name)) or self._actors.get(plain(name.removeprefix("The ")))
        if actor:
            return actor
        if _ACRONYM.match(name) and name in self._by_initials and name not in self._by_last:
            return self._actors.get(plain(self._by_initials[name]), self._by_initials[name])
        if " " not in name and name in self._by_last:
            counts = self._by_last[name]
            best = min(counts, key=lambda full: (-counts[full], len(full.split()), full))
            return self._actors.get(plain(best), best)
        return name

    def is_full(self, name: str) -> bool:
        """Whether `name` is written somewhere as a name of several words, or is an actor."""
        return name in self._actors.values() or name in self._by_last.get(name.split()[-1], {})


def actor_names(codebook: Codebook) -> Mapping[str, str]:
    """Every spelling in the codebook, in lower case, with the name shown for it: the first one listed."""
    names: dict[str, str] = {}
    for key in sorted(codebook.actors):
        actor = codebook.actors[key]
        shown = actor.names[0] if actor.names else actor.name
        for name in actor.names:
            names.setdefault(plain(name), shown)
    return names


def roles(codebook: Codebook) -> Mapping[str, str]:
    """The role of each actor of the codebook, by the name shown for it."""
    found: dict[str, str] = {}
    for key in sorted(codebook.actors):
        actor = codebook.actors[key]
        if actor.role:
            found[actor.names[0] if actor.names else actor.name] = actor.role
    return found


def known_names(names: Iterable[str]) -> frozenset[str]:
    """Names in lower case, for membership tests."""
    return frozenset(plain(name) for name in names)
