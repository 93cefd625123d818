"""The names of one text: which full name a surname, an acronym or a title stands for."""

import re
from collections.abc import Iterable, Mapping

from analysis.english.classes import plain
from analysis.english.names import (
    FIRST_NAMES,
    SURNAME_PARTICLES,
    WHERE_FROM,
    full_title,
    is_body,
    is_place,
    is_title,
    particles_before,
    without_titles,
)
from analysis.english.nouns import BODY_NOUNS, is_one_person
from analysis.english.phrases import Tagged

_PEOPLE = re.compile(r"[A-Z][a-z]+(?:ians|icans|eans|ese|crats|ists)")
_RUN = re.compile(r"P{1,5}")
_ACRONYM = re.compile(r"[A-Z]{2,6}$")
_SPEAKS_FOR = re.compile(r"[Ss]pokes")
# What bears a name and is nobody: "Hurricane Ada", "Operation Dawn".
_STORMS = frozenset("Hurricane Cyclone Typhoon Storm Tropical Operation".split())


class NameBook:
    """The names of one text: which full name a surname or an acronym stands for.

    Parameters
    ----------
    sentences : iterable of Tagged
        Its sentences without headlines, in which a capital says nothing.
    known : mapping
        Names that are known beforehand, in lower case, with the name to be shown for each; they win over the text's.
    """

    def __init__(self, sentences: Iterable[Tagged], known: Mapping[str, str]) -> None:
        self._known = known
        self._shown = frozenset(known.values())
        self._by_last: dict[str, dict[str, int]] = {}
        self._by_initials: dict[str, str] = {}
        self._by_title: dict[str, set[str]] = {}
        self._capitals: set[str] = set()
        for sentence in sentences:
            if "P" in sentence.tags:
                self._capitals.update(
                    word for word, tag in zip(sentence.words[1:], sentence.tags[1:], strict=True) if tag == "P"
                )
                self._read(sentence)

    def _read(self, sentence: Tagged) -> None:
        done = 0
        for match in _RUN.finditer(sentence.tags):
            start = match.start()
            if start < done or particles_before(sentence.words, start, done):
                continue  # within a name, or the end of one: "van der Berg"
            end = match.end()
            is_of = start > 1 and plain(sentence.words[start - 1]) in ("of", "for")
            is_office = (
                is_of and is_title(sentence.words[start - 2]) and not _SPEAKS_FOR.match(sentence.words[start - 2])
            )
            if is_office and end - start > 2:
                start -= 2  # "Commissioner for | Road Safety Ann Lee", not "spokesman for | Orm Steel"
            while (at := _past_particles(sentence, end)) > end:
                end = at
            done = end
            words = sentence.words[start:end]
            for at, word in enumerate(words[:-1]):
                if plain(word).endswith(("'s", "s'", *WHERE_FROM)):
                    words = words[at + 1 :]
                    break
            bare = without_titles(words)
            self._note(bare)
            if len(bare) > 1 and not is_body(" ".join(bare)):
                for word in words[: len(words) - len(bare)]:
                    self._by_title.setdefault(full_title(plain(word)), set()).add(" ".join(bare))

    def _note(self, words: list[str]) -> None:
        if len(words) < 2:
            return
        name = " ".join(words)
        counts = self._by_last.setdefault(words[-1], {})
        counts[name] = counts.get(name, 0) + 1
        # "ABC Studio" is not what "ABC" itself is short for.
        if not any(_ACRONYM.match(word) for word in words):
            self._by_initials.setdefault("".join(word[0] for word in words), name)

    def full(self, name: str) -> str:
        """One name for every way this text writes it."""
        known = self.known(name)
        if known is not None:
            return known
        small = name[:1].lower() + name[1:]
        if small.split()[0] in SURNAME_PARTICLES and " " in name:
            found = self._with_first_name(small)
            return name if found == small else found  # "La Presse" is no surname
        if "-" in name and name not in self._by_last and small in self._by_last:
            name = small  # "Al-Masri" at the start of a sentence
        if _ACRONYM.match(name) and name in self._by_initials and name not in self._by_last:
            full = self._by_initials[name]
        elif " " not in name and name in self._by_last:
            full = _likeliest(_longest(self._by_last[name])) or name
        else:
            full = self._with_first_name(name)
        return self.known(full) or full

    def _with_first_name(self, name: str) -> str:
        """`Peral Neto` in full: a surname of two words, if one longer name of the text ends so."""
        first, _, last = name.rpartition(" ")
        particle = first.split()[0] in SURNAME_PARTICLES if first else False
        if not first or (plain(first.split()[0]) in FIRST_NAMES and not particle) or is_body(name):
            return name
        longer = [full for full in self._by_last.get(last, ()) if full.endswith(f" {name}")]
        is_one = len(longer) == 1 and longer[0].count(" ") < 4 and not is_place(longer[0].removesuffix(f" {name}"))
        return longer[0] if is_one else name

    def titled(self, title: str) -> str | None:
        """Whom the text gives this title before a name, if it is one person only: `the minister`."""
        found = {self.full(name) for name in self._by_title.get(title, ())}
        return found.pop() if len(found) == 1 else None

    def known(self, name: str) -> str | None:
        """The name shown for `name` if it is known beforehand, else None."""
        low = plain(name)
        return self._known.get(low) or self._known.get(low.removeprefix("the "))

    def is_common(self, sentence: Tagged, at: int) -> bool:
        """Whether the word at token `at` is a common noun: in small letters, or capital only as a sentence's first."""
        if sentence.tags[at] in "Nu":
            return True
        return at == 0 and sentence.words[0] not in self._capitals and not self._may_be_surname(sentence.words[0])

    def _may_be_surname(self, word: str) -> bool:
        low = word.lower()
        return not low.endswith("s") and low not in BODY_NOUNS and not is_one_person(low)

    def is_person(self, name: str) -> bool:
        """Whether `name` looks like a person's: two words or more somewhere in the text, no organisation's words."""
        if (
            is_body(name)
            or is_place(name)
            or name.partition(" ")[0] in _STORMS
            or _PEOPLE.fullmatch(name)
            or "'s " in name.replace("’", "'")
        ):
            return False
        if " " in name or name in self._shown or name in self._by_last or name in self._capitals:
            return True
        return name.isalpha() and self._may_be_surname(name)


def _longest(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Without names that end another one: `Del Campo Ruiz` beside `Maria del Campo Ruiz`."""
    return {
        name: n for name, n in counts.items() if not any(other.lower().endswith(f" {name.lower()}") for other in counts)
    }


def _likeliest(counts: Mapping[str, int]) -> str | None:
    """The full name that a surname stands for: that of the person named most; None where two are named as often."""
    first, *others = sorted(counts, key=lambda full: (is_body(full), -counts[full], len(full.split()), full))
    if others and counts[others[0]] == counts[first] and is_body(first) == is_body(others[0]):
        return first if first.split()[0] == others[0].split()[0] else None
    return first


def _past_particles(sentence: Tagged, end: int) -> int:
    """Past the small words of a surname and its capitals: `Jan | van der Berg`; `end` if none stand there."""
    at = end
    while at < end + 3 and at < len(sentence.words) and sentence.words[at] in SURNAME_PARTICLES:
        at += 1
    if at == end or sentence.tags[at : at + 1] != "P":
        return end
    while sentence.tags[at : at + 1] == "P":
        at += 1
    return at
