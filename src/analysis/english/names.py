"""Names in one sentence and in one text: which capitalised words are one name, what is a title before it, whose it is.

Pure functions over tokens with their classes (`phrases.Tagged`). What the names of one text have to do with each other
is in `name_book`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis.english.classes import plain
from analysis.english.nouns import BODY_NOUNS, is_one_person, is_people, singular
from analysis.english.phrases import Phrase, Tagged
from analysis.english.word_lists import word_list, word_sets, word_table

# Words that stand before a name and are no part of it.
TITLES = word_list("titles")
# Places that news lets speak ("Moscow said"): no pronoun *he* or *she* stands for them.
PLACES = word_list("places")
_DIRECTIONS = word_list("directions")
_PLACE_NOUNS = word_list("place_nouns")
# A name with one of these, or with a small word inside, is an organisation's.
_BODY_WORDS = word_list("body_words")
_AGENCIES = word_table("agencies")
FIRST_NAMES = word_table("first_names")
_SEX_OF_WORD = word_table("gendered_words")
# Peoples' names stand before titles: "French President", "Norwegian leader".
_DEMONYM = re.compile(
    r"(?:[A-Z][a-z]+(?:ian|ean|ish|ese|ench|utch|erman|reek|wiss|aeli|aqi|ani|ican|ussian)s?|U\.?S\.?|UK|EU)$"
)
# Peoples, believers and party members, whom their endings do not tell.
PEOPLES = word_list("peoples")
# Small words that begin surnames: "van der Berg".
SURNAME_PARTICLES = word_list("name_particles")
_TITLE_FORMS = word_table("title_forms")
_PARTICLES = SURNAME_PARTICLES | {"of", "the", "and", "for", "on", "&", "without"}
_NAME_INSIDE = _PARTICLES | {"like"}
_PORTFOLIOS = word_list("portfolios")
_LEADING = word_sets("determiners")["leading"]
_ONLY_READ = frozenset("seen obtained reviewed viewed".split())
# What stands inside the names of persons, places and bodies alike, without a capital.
INSIDE_NAMES = _PARTICLES - {"and", "on", "&", "without"}
_CAPITALS = re.compile("P+")
_SUFFIXES = frozenset("jr sr ii iii iv".split())


def strip_possessive(word: str) -> str:
    """A name without its possessive ending.

    >>> strip_possessive("Oxfam’s")
    'Oxfam'
    """
    low = word.replace("’", "'").replace("‘", "'")
    if low.endswith("'s"):
        return word[:-2]
    return word[:-1] if low.endswith("s'") else word


@lru_cache(maxsize=1 << 14)
def is_body(name: str) -> bool:
    """Whether a proper name looks like that of an organisation.

    >>> is_body("Association of Journalists"), is_body("Maria Santos"), is_body("NATO")
    (True, False, True)
    """
    if name in _AGENCIES:
        return True
    words = [word for word in name.replace("’", "'").split() if word not in ("Un", "Who")]
    if len(words) == 1 and name.isupper() and len(name) > 1:
        return True
    words = [word.lower() for word in words]
    return any(word in _BODY_WORDS or word in ("of", "for", "and", "the", "&") for word in words)


@lru_cache(maxsize=1 << 14)
def are_initials(name: str) -> bool:
    """Whether a name is initials in the plural: several of a kind, and nobody's name.

    >>> are_initials("NGOs"), are_initials("UNICEF"), are_initials("Ross")
    (True, False, False)
    """
    return name[-1:] == "s" and len(name) > 2 and name[:-1].isalpha() and name[:-1].isupper()


def is_named(name: str) -> bool:
    """Whether the words for a speaker name anybody: not if they only say what somebody is.

    >>> [is_named(name) for name in ("Ann Lee", "Orn", "SNT union", "One official", "Company", "Local police chief")]
    [True, True, True, False, False, False]
    """
    words = name.split()
    if any(word[0].isupper() for word in words[1:]):
        return not all(is_title(word) for word in words)
    if len(words) == 2 and len(words[0]) > 1 and words[0].isupper():
        return plain(words[1]) in BODY_NOUNS and not is_place(words[0])  # "SNT union"
    if are_initials(name):
        return False
    if len(words) != 1 or singular(plain(name)) in BODY_NOUNS:
        return False
    return not (is_people(plain(name)) or is_title(name) or name in ("Sources", "Media", "Locals"))


def is_people_name(word: str) -> bool:
    """Whether a word with a capital is the name of a people, which keeps its capital in mid-sentence.

    >>> [is_people_name(word) for word in ("Norwegians", "Poles", "Soldiers", "norwegians")]
    [True, True, False, False]
    """
    return word[:1].isupper() and (_DEMONYM.match(word) is not None or plain(word) in PEOPLES)


def is_place(name: str) -> bool:
    """Whether a name is that of a part of the earth: a known place, also with a direction, or a direction and a coast.

    >>> [is_place(name) for name in ("Eastern Ukraine", "North Coast", "West Bank", "Central Bank")]
    [True, True, True, False]
    """
    *before, last = plain(name).split()
    if plain(name) in PLACES:
        return True
    if last not in PLACES and not (before and last in _PLACE_NOUNS):
        return False
    return all(word in _DIRECTIONS for word in before)


def sex_of(words: list[str]) -> str | None:
    """`man` or `woman` if a title or a common first name among `words` says so, else None."""
    for word in words:
        if word in _SEX_OF_WORD:
            return _SEX_OF_WORD[word]
    return next((FIRST_NAMES[word] for word in words if FIRST_NAMES.get(word, "either") != "either"), None)


class Name(NamedTuple):
    """A name in a sentence: its tokens, and its text without titles before it and a possessive after it."""

    start: int
    end: int
    text: str


def names_in(sentence: Tagged) -> list[Name]:
    """The names of a sentence, in order: runs of capitalised words, with the small words that stand inside names.

    A possessive ends a name ("Orn's mayor Ann Lee" holds two). What a sentence begins with counts if it is no function
    word; `NameBook` tells whether such a word is written with a capital elsewhere.

    >>> from analysis.english.tokens import scan_words
    >>> [name.text for name in names_in(scan_words("On Monday Mr. Orr’s aide met the Guild of Bakers and Dr. Lee."))]
    ['Orr', 'Guild of Bakers', 'Lee']

    **Misleads when** a sentence is set in capitals throughout: then every word is a name.
    """
    runs: list[tuple[int, int]] = []
    for match in _CAPITALS.finditer(sentence.tags):
        start = match.start()
        for at in range(start, match.end()):
            if plain(sentence.words[at]).endswith(("'s", "s'")):
                runs.append((start, at + 1))
                start = at + 1
        if start < match.end():
            runs.append((start, match.end()))
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined and _belongs(sentence, joined[-1][1], start):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return [Name(start, end, " ".join(without_titles(sentence.words[start:end]))) for start, end in joined]


def _belongs(sentence: Tagged, end: int, start: int) -> bool:
    """Whether one or two small words, as they stand inside names, are all between two runs of capitals."""
    small = [word.lower() for word in sentence.words[end:start]]
    is_inside = 0 < len(small) < 3 and all(word in INSIDE_NAMES for word in small)
    last = plain(sentence.words[end - 1])
    # "Centre for Research" is one name, "Ohio for Lee" is none.
    return is_inside and not last.endswith(("'s", "s'")) and ("for" not in small or last in _BODY_WORDS)


def written_name(sentence: Tagged, phrase: Phrase) -> tuple[str, bool]:
    """The name that the phrase's words hold, and whether it is a proper name."""
    start, end = _core(sentence, phrase)
    start = _past_where_from(sentence, start, end)
    parts = _proper_parts(sentence, start, end)
    if phrase.end > phrase.head_end and (not parts or _is_office(sentence, start, end)):
        second = _name_in_apposition(sentence, phrase)
        deputy = sentence.tags.find("CD", start, end)
        # "Ann Lee and her deputy, Ivo Orr,": both.
        parts = [*_proper_parts(sentence, start, deputy), *second] if deputy > 0 else second or parts
    if len(parts) > 1 and all(plain(word) in _PORTFOLIOS for word in sentence.words[slice(*parts[0])]):
        parts = parts[1:]  # "Land and Environment Minister Ann Lee": one person
    if parts:
        names = [" ".join(without_titles([sentence.words[at] for at in range(*part)])) for part in parts]
        return " and ".join(names), True
    words = [sentence.words[at] for at in range(start, end)]
    while len(words) > 1 and plain(words[0]) in _LEADING:
        words.pop(0)
    words[-1] = strip_possessive(words[-1])
    name = " ".join(words)
    return name[:1].upper() + name[1:], False


WHERE_FROM = ("-based", "-owned", "-listed", "-headquartered", "-born")


def _past_where_from(sentence: Tagged, start: int, end: int) -> int:
    """Where a name begins behind what it is only told by: `North Orland-based | Vantor`."""
    told = (at for at in range(start, end - 1) if sentence.words[at].lower().endswith(WHERE_FROM))
    found = [at for at in told if sentence.tags[at + 1] == "P"]
    return found[-1] + 1 if found else start


def _is_office(sentence: Tagged, start: int, end: int) -> bool:
    """`the Harbour Minister`, `Head of the Orn Council`: what somebody is, whose name follows."""
    first = start + (sentence.tags[start] == "D")
    of = next((at for at in range(first + 1, end) if sentence.tags[at] in "OI"), first)
    word = plain(sentence.words[of - 1])  # "the Cabinet | Secretary | for Ports"
    return is_title(sentence.words[end - 1]) or (of > first and (is_title(word) or is_one_person(word)))


def _core(sentence: Tagged, phrase: Phrase) -> tuple[int, int]:
    """The head phrase without what a preposition adds to a person: `Smith | of Ohio`."""
    start, end, tags = phrase.head, phrase.head_end, sentence.tags
    if _is_office_then_name(sentence, start, end):
        return end - 2, end
    for at in range(start + 1, end):
        if plain(sentence.words[at]) in _ONLY_READ and sentence.words[at + 1 : at + 2] == ["by"] and at + 2 < end:
            return start, at  # "records seen by Acme": Acme has only read them
        if (
            tags[at] == "O"
            and at - start > 1
            and tags[at - 2 : at] == "PP"
            and (_is_first_named(sentence, start, at) or _is_named_by_office(sentence, start, at))
        ):
            return start, at
        if at == start + 1 and start == 0 and len(sentence.words[0]) > 3 and tags[at] == "I":
            if plain(sentence.words[at]) in ("at", "with", "from"):
                continue  # "Analysts at Acme"
            if is_people(plain(sentence.words[0])) and plain(sentence.words[at]) not in _NAME_INSIDE:
                return start, at  # "Police | in Oslo"
            continue  # "Data from Oxfam": the sentence's first word need not be a name
        inside = plain(sentence.words[at]) in _NAME_INSIDE and tags[at + 1 : at + 2] in ("P", "D")
        if tags[at] in "IZ" and tags[at - 1] == "P" and not inside and plain(sentence.words[at + 1]) != "charge":
            return start, at
    return start, end


def _is_office_then_name(sentence: Tagged, start: int, end: int) -> bool:
    """`Ruritania's ambassador to Egypt | Ann Lee`: an office with its place, then a person's name."""
    if end - start < 5 or sentence.tags[end - 2 : end] != "PP" or sentence.tags[end - 3] in "IOZD":
        return False
    words = [plain(word) for word in sentence.words[start : end - 2]]
    offices = (word in TITLES and after in ("of", "to", "for") for word, after in pairwise(words))
    if is_title(words[-1]) or not any(offices):
        return False  # "the aide to governor Ann Lee" is not the governor
    return plain(sentence.words[end - 2]) in FIRST_NAMES or words[-1] in PLACES


def _is_first_named(sentence: Tagged, start: int, end: int) -> bool:
    """`Ann Lott | of Ohio`, `Marta Ruiz Lund | of the office`: a person's name."""
    names = [plain(word) for word in sentence.words[start:end]]
    return names[-2] in FIRST_NAMES or (set(sentence.tags[start:end]) == {"P"} and names[0] in FIRST_NAMES)


def _is_named_by_office(sentence: Tagged, start: int, end: int) -> bool:
    """`Analyst Jens Holt | of Acme`, `Col. Ivo Brand | of the agency`: what one person is, then a name in two words."""
    first = sentence.words[start]
    is_office = is_one_person(plain(first)) or is_title(first)
    return end - start == 3 and is_office and not is_body(" ".join(sentence.words[start:end]))


def _proper_parts(sentence: Tagged, start: int, end: int) -> list[tuple[int, int]]:
    """The runs of capitalised words that name the speaker: one, or several joined by *and*."""
    run = _proper_run(sentence, start, end)
    if run is None:
        return []
    first = run[0]
    at = first - 1
    while at > start and sentence.tags[at] == "D":
        at -= 1
    if at > start and sentence.tags[at] == "C":
        before = _proper_parts(sentence, start, at)
        return [*before, run] if before else []
    # What a lower-case noun introduces is the speaker, not the name behind a preposition: "a spokesman for Acme".
    while at > start and sentence.tags[at] == "P" and plain(sentence.words[at]).endswith(("'s", "s'")):
        at -= 1  # "the star of ABC's Friends"
    last = at
    while at > start and sentence.tags[at] in "NuD":
        at -= 1  # "the wife of | the late singer | Omar Lund"
    is_common = sentence.tags[at - 1] in "Nu" or (at == 1 and is_people(plain(sentence.words[0])))
    if at > start and sentence.tags[at] in "OIZ" and is_common:
        noun = plain(sentence.words[at - 1])
        is_their = at == last or is_people(noun) or is_one_person(noun)
        return [] if is_their and plain(sentence.words[at]) != "like" else [run]
    return [run]


def _proper_run(sentence: Tagged, start: int, end: int) -> tuple[int, int] | None:
    """The capitalised words that end the phrase, with the small words inside a name."""
    tags, words = sentence.tags, sentence.words
    if end <= start or tags[end - 1] != "P":
        return None
    at = end - 1
    while at > start:
        if tags[at - 1] == "P":
            if plain(words[at - 1]).endswith(("'s", "s'")) and not _is_bodys_own(words, at, end):
                break
            at -= 1
        else:
            link = _link(sentence, at, start)
            if not link:
                break
            at -= link
    if end - at > 2 and plain(words[at]) in PLACES and plain(words[at + 1]) in FIRST_NAMES:
        at += 1  # "ambassador to Egypt Ann Lee"
    if at == 1 and tags[0] == "N" and words[0].islower() and plain(words[0]) not in TITLES:
        at = 0  # a sentence that begins in lower case has lost the capital of a first name
    return at, end


def _is_bodys_own(words: Sequence[str], at: int, end: int) -> bool:
    """`the Orn County Sheriff's | Office`, `the Workers' | Party`: a body's name, not somebody's body."""
    owner = plain(strip_possessive(words[at - 1]))
    return end - at == 1 and plain(words[at]) in _BODY_WORDS and (is_title(owner) or is_people(owner))


def _link(sentence: Tagged, at: int, start: int) -> int:
    """How many tokens to go left over the small words inside a name: `Association of | Journalists`; 0 for none."""
    tags, words = sentence.tags, sentence.words
    if plain(words[at - 1]) not in _PARTICLES or tags[at - 1] == "C":
        return 0
    if at - 2 == start and tags[start] == "P" and words[at - 1] == "the":
        return 2  # "Save the Children"
    small = particles_before(words, at, start)
    if small and (at - small == start or tags[at - small - 1] != "P"):
        return small  # "van der Berg" alone
    if small > 1:
        return small + 1
    if at - 2 >= start and tags[at - 2] == "P" and tags[at - 1] != "D":
        return 0 if plain(words[at - 2]).endswith(("'s", "s'")) else 2
    return 3 if at - 3 >= start and tags[at - 1] == "D" and tags[at - 2] in "OI" and tags[at - 3] == "P" else 0


def particles_before(words: Sequence[str], at: int, start: int) -> int:
    """How many small words of a surname stand before token `at`: `Jan | van der | Berg`."""
    first = at
    while first > start and words[first - 1] in SURNAME_PARTICLES:
        first -= 1
    return at - first


def _name_in_apposition(sentence: Tagged, phrase: Phrase) -> list[tuple[int, int]]:
    """`The activist, Maria Santos, said`: the name stands second."""
    if sentence.words[phrase.head_end] != ",":
        return []
    start = phrase.head_end + 1
    while start < phrase.end and sentence.tags[start] in "DNu" and start < phrase.head_end + 4:
        start += 1  # "his friend, | investor | Maria Santos"
    end = start
    while end < phrase.end and sentence.tags[end] == "P":
        end += 1
    return [(start, end)] if 1 < end - start < 5 else []


def without_titles(words: Iterable[str]) -> list[str]:
    """A name without titles before it and suffixes after it."""
    return list(_bare_name(tuple(words)))


# "Noor", "Omer" end like names for what people do.
_SHORTEST_TRADE = 4


@lru_cache(maxsize=1 << 14)
def _bare_name(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = _without_office(list(words))
    if len(kept) > 1 and kept[0].lower().endswith(WHERE_FROM):
        kept = kept[1:]  # "the Orn-based | Watchline"
    if all(is_title(word) for word in kept):
        return (*kept[:-1], strip_possessive(kept[-1]))  # an office is nobody's title: "Foreign Minister"
    if len(kept) > 3 and _ends_in_person(kept):
        kept = kept[-2:]
    if not any(plain(word) in _PARTICLES - SURNAME_PARTICLES for word in kept[1:]):
        titles = [at for at, word in enumerate(kept[:-1]) if is_title(word)]
        if titles and not is_body(" ".join(kept[titles[-1] + 1 :])):
            kept = kept[titles[-1] + 1 :]
        elif len(kept) > 2 and _DEMONYM.match(kept[0]) and not is_body(" ".join(kept)):
            kept = kept[1:]
    is_trade = len(kept[0]) > _SHORTEST_TRADE and is_one_person(plain(kept[0])) and plain(kept[0]) not in FIRST_NAMES
    if len(kept) > 2 and is_trade and not (is_body(" ".join(kept)) or _DEMONYM.match(kept[0])):
        kept = kept[1:]
    while len(kept) > 1 and plain(kept[-1]) in _SUFFIXES:
        kept.pop()
    if len(kept) == 1 or kept[0] not in SURNAME_PARTICLES:
        kept[0] = kept[0][:1].upper() + kept[0][1:]
    kept[-1] = strip_possessive(kept[-1])
    return tuple(kept)


def is_title(word: str) -> bool:
    """`Minister`, `Major-General`."""
    return plain(word) in TITLES or all(part in TITLES for part in plain(word).split("-"))


def full_title(word: str) -> str:
    """A lower-cased title in full.

    >>> full_title("col"), full_title("mayor")
    ('colonel', 'mayor')
    """
    return _TITLE_FORMS.get(word, word)


def _ends_in_person(words: list[str]) -> bool:
    """`Harbour Bank Ltd | Ann Lee`: a body, then one of its people."""
    first, last = words[-2], words[-1]
    named = plain(first) in FIRST_NAMES and plain(last) not in PLACES and not is_body(f"{first} {last}")
    return named and is_body(" ".join(words[:-2]))


def _without_office(words: list[str]) -> list[str]:
    """`Secretary of Transport Elena Cruz`: an office named in full before a person's name."""
    offices = [at for at in range(1, min(5, len(words) - 3)) if plain(words[at]) in ("of", "for")]
    if not any(plain(words[at - 1]) in TITLES for at in offices):
        return words
    first = len(words) - 2
    # "Ann | B. Lee", "Ann | Holm Lee"
    first -= len(plain(words[first])) == 1 or plain(words[first - 1]) in FIRST_NAMES
    # With two words and more of the office before it, the end is a person even if no list has the first name.
    office = max(offices, default=first)
    has_body = plain(words[office + 1 : office + 2][0]) in _BODY_WORDS if office < first else False
    is_person = first > office + (1 if has_body else 2) and not any(
        plain(word) in _BODY_WORDS or is_title(word) or is_place(word) or not word[0].isupper()
        for word in words[first:]
    )
    return words[first:] if is_person or plain(words[first]) in FIRST_NAMES else words
