"""Which written names are one person, body or place: by rules that would rather leave two apart than join two people.

A name stands for another if it is the end of one full name only ("Orr", "Ann Orr"), the same with an initial or without
a middle name, its initials, or a spelling of it ("Tymoshenko", "Timoschenko") by people who are called the same.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import Literal

from analysis.english.names import INSIDE_NAMES, is_place
from analysis.english.word_lists import word_groups, word_list, word_table
from analysis.framing.proposals import close_pairs, may_be_spellings
from analysis.statistics.groups import joined

NameKind = Literal["person", "body", "place"]

_FIRST_NAMES = word_table("first_names").keys()
_BRITISH = {"center": "centre", "defense": "defence", "labor": "labour", "harbor": "harbour", "theater": "theatre"}
# Countries and bodies that names write short: "US Geological Survey" is the United States'.
_LONG = {"us": "united states", "usa": "united states", "uk": "united kingdom", "un": "united nations"}
_SHORT_LAND = re.compile(r"^(?:The |the )?(?P<short>(?:[A-Z]\.){2,3}|[A-Z]{2,3})(?= [A-Z])")
_BODY_WORDS = word_list("body_words") | word_list("body_nouns")
_SMALL = INSIDE_NAMES | {"and", "on"}
_ACRONYM = re.compile(r"[A-Z]{3,7}")
_FULLEST = 8
_SHORT_NAMES = {
    full: short for short, names in word_groups("short_names", package="analysis.framing") for full in names
}


@dataclass(slots=True)
class Form:
    """A name as it is written, over all articles: its kind, where it stands, the titles before it."""

    text: str
    kind: NameKind | None
    articles: frozenset[str]
    titles: frozenset[str] = field(default=frozenset())

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, folded."""
        return folded(self.text)


@lru_cache(maxsize=1 << 14)
def folded(name: str) -> tuple[str, ...]:
    """The words of a name without what writers do differently: accents, stops, hyphens, an article, a possessive.

    >>> folded("The U.N.") == folded("UN"), folded("Jean-Luc Peña") == folded("Jean Luc Pena")
    (True, True)
    >>> folded("US Soil Survey") == folded("United States Soil Survey")
    True
    """
    if land := _SHORT_LAND.match(name):
        short = land["short"].replace(".", "").casefold()
        name = f"{_LONG.get(short, land['short'])}{name[land.end() :]}"
    letters = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(char for char in letters if not unicodedata.combining(char)).casefold()
    words = plain.replace(".", "").replace("-", " ").removeprefix("the ").split()
    return tuple(_BRITISH.get(word, word).replace("ization", "isation") for word in words) or (plain,)


def fits_acronym(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym come in order in a name, most of them as first letters of its words.

    >>> fits_acronym("WHO", "World Health Organization"), fits_acronym("WHO", "World Food Programme")
    (True, False)
    """
    letters, words = [*acronym.casefold().replace(".", "")], folded(name)
    if len(words) < 2 or len(letters) < 2:
        return False
    firsts = "".join(word[0] for word in words)
    capitals = "".join(word[0] for word in words if word not in _SMALL)
    return "".join(letters) in (firsts, capitals)


def variants(
    forms: Sequence[Form], *, beside: Iterable[tuple[str, str]], known: Mapping[str, str]
) -> tuple[list[list[str]], dict[tuple[str, str], str]]:
    """Groups of written names that are one, and the short names that one article alone makes clear.

    Parameters
    ----------
    forms
        The names of all articles.
    beside
        Pairs that an article writes side by side, one in brackets: a name and its short form.
    known
        Names that the codebook has sorted, in lower case, with the name shown for each.

    Returns
    -------
    The texts of `forms` in groups, and for an article and a short name in it the full name that it stands for there.
    """
    people = [form for form in forms if form.kind == "person" and len(form.words) > 1 and len(form.words[-1]) > 1]
    full = _ends(people)
    ties = [*_same_words(forms), *_known(forms, known), *_people(people, full), *_spellings(people)]
    same = _group_of(forms, ties)
    in_article: dict[tuple[str, str], str] = {}
    loose: dict[str, set[str]] = {}
    for form in forms:
        starts_first = len(form.words) > 1 and form.words[0] in _FIRST_NAMES  # whole, not the end of another
        if form.kind == "place" or is_place(form.text) or form.text.isupper() or starts_first:
            continue
        longer = [one for one in full.get(form.words, ()) if one.text != form.text]
        for article in sorted(form.articles):
            here = [one.text for one in longer if article in one.articles]
            if len({same[text] for text in here}) == 1:
                in_article[article, form.text] = here[0]
        if longer and (
            form.kind == "person" or len(form.words) > 1 or any(one.articles & form.articles for one in longer)
        ):
            loose[form.text] = {one.text for one in longer}
    for short, names in sorted(loose.items()):
        if len({same[text] for text in names}) == 1:
            ties.append((short, min(names)))
    ties += _spellings([form for form in forms if form.kind == "person" and form.text not in loose])
    ties += _bodies(forms, beside)
    groups = joined([form.text for form in forms], ties)
    return groups, in_article


def _group_of(forms: Sequence[Form], ties: Iterable[tuple[str, str]]) -> dict[str, int]:
    groups = joined([form.text for form in forms], ties)
    return {text: number for number, group in enumerate(groups) for text in group}


def _same_words(forms: Sequence[Form]) -> list[tuple[str, str]]:
    """`Pena` and `Peña`; "US" and "us" are kept apart by the capitals that make a name."""
    first: dict[tuple[str, ...], str] = {}
    return [(first.setdefault(form.words, form.text), form.text) for form in forms]


def _known(forms: Sequence[Form], known: Mapping[str, str]) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    ties = []
    for form in forms:
        shown = known.get(form.text.casefold())
        if shown is not None:
            ties.append((first.setdefault(shown, form.text), form.text))
    return ties


def _ends(people: Sequence[Form]) -> dict[tuple[str, ...], list[Form]]:
    """From what a full name ends with ("orr", "de orr") to the people of that name."""
    found: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in people:
        for at in range(1, min(len(form.words), _FULLEST)):
            found[form.words[at:]].append(form)
    return found


def _people(people: Sequence[Form], full: Mapping[tuple[str, ...], Sequence[Form]]) -> list[tuple[str, str]]:
    """Full names that differ by an initial or by a middle name: one person if only one fits."""
    ties = []
    for form in people:
        same_end = full[form.words[-1:]]
        longer = [one for one in same_end if one.words != form.words and _is_shorter(form.words, one.words)]
        if all(_is_shorter(*sorted((one.words, other.words), key=len)) for one, other in combinations(longer, 2)):
            ties += [(form.text, one.text) for one in longer]
    return ties


def _is_shorter(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """`A Orr` or `Ann Orr` of `Ann B Orr`: same first name or its initial, the rest in order."""
    if short[-1] != long[-1] or len(short) > len(long):
        return False
    if short[0] != long[0] and not (len(short[0]) == 1 and long[0].startswith(short[0])):
        return False
    # "George W" is not "George H W": what stands between must begin alike.
    return all(
        word == other or (len(word) == 1 and other.startswith(word))
        for word, other in zip(short[1:-1], long[1:], strict=False)
    )


def _spellings(people: Sequence[Form]) -> list[tuple[str, str]]:
    """People whose first names and surnames are spelt alike, or their surnames and they have one title.

    In one article they are two people, unless it gives them one title.
    """
    by_last: dict[str, list[Form]] = defaultdict(list)
    for form in people:
        by_last[form.text.split()[-1]].append(form)
    ties = []
    pairs = [pair for pair in close_pairs(sorted(by_last)) if may_be_spellings(*pair) and not _is_feminine(*pair)]
    for first, second in [*((last, last) for last in sorted(by_last)), *pairs]:
        ties += [
            (one.text, other.text)
            for one in by_last[first]
            for other in by_last[second]
            if one is not other and _called_alike(one, other)
        ]
    return ties


def _is_feminine(first: str, second: str) -> bool:
    """`Ivanov` and `Ivanova`, `Mario` and `Maria`."""
    one, two = sorted((first.casefold(), second.casefold()), key=lambda word: (len(word), word.endswith("a")))
    return two in (f"{one}a", f"{one}e", f"{one.removesuffix('y')}aya", f"{one[:-1]}a" if one[-1] in "oiy" else "")


def _called_alike(one: Form, other: Form) -> bool:
    if one.articles & other.articles and not one.titles & other.titles:
        return False
    first, second = one.words, other.words
    if len(first) > 1 and len(second) > 1:
        if first[1:-1] != second[1:-1] and (len(first) == len(second) or first[-1] == second[-1]):
            return False  # another middle name; who has none is for `_people`
        alike = may_be_spellings(first[0], second[0]) and not _is_feminine(first[0], second[0])
        return alike or (first[0] == second[0] and first[-1] != second[-1])
    return bool(one.titles & other.titles)


def _in_full(forms: Sequence[Form]) -> list[tuple[str, str]]:
    """A body and its name in full: "Brandt", "Brandt Bank Group"."""
    bodies = {form.words: form.text for form in forms if form.kind == "body"}
    ties = []
    for words, text in bodies.items():
        shorter = [words[:end] for end in range(1, len(words)) if _BODY_WORDS.issuperset(words[end:])]
        ties += [(text, bodies[short]) for short in shorter if short in bodies and not _BODY_WORDS.issuperset(short)]
    return ties


def _bodies(forms: Sequence[Form], beside: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """A body or a place and its short name."""
    named = {form.text: form for form in forms}
    by_words = {form.words: form for form in forms}
    ties = [(full, short) for full, short in beside if full in named and short in named]
    ties += _in_full(forms)
    taken = {short for _, short in ties}
    initials: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        if form.kind != "person" and len(form.words) > 2:
            for letters in {"".join(w[0] for w in form.words), "".join(w[0] for w in form.words if w not in _SMALL)}:
                initials[letters].add(form.text)
    for form in forms:
        plain = form.text.replace(".", "")
        if form.text not in taken and _ACRONYM.fullmatch(plain) and len(initials.get(plain.casefold(), ())) == 1:
            ties += [(text, form.text) for text in initials[plain.casefold()]]
    for full, short in _SHORT_NAMES.items():
        if (short,) in by_words and tuple(full.split()) in by_words:
            ties.append((by_words[tuple(full.split())].text, by_words[short,].text))
    return ties
