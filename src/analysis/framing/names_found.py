"""Who and what the articles name: people, bodies and places, variants joined, counted by source.

Read from running text alone: a headline's capitals say nothing. What a name names is told by the words around it:
titles and first names make people, "in" and "near" places, words like "agency" and acronyms bodies. Names that nothing
of the sort stands beside (events, products, peoples) are left out.

A name stands for another if it is the end of one full name only ("Orr", "Ann Orr"), the same with an initial or without
a middle name, its initials, or a spelling of it ("Tymoshenko", "Timoschenko") by people who are called the same: rules
that would rather leave two apart than join two people.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple

import pandas as pd

from analysis import schema
from analysis.corpus.document import Document
from analysis.english.classes import CALENDAR, plain
from analysis.english.names import (
    INSIDE_NAMES,
    PEOPLES,
    TITLES,
    Name,
    is_body,
    is_place,
    names_in,
    sex_of,
    strip_possessive,
)
from analysis.english.nouns import BODY_NOUNS, is_one_person
from analysis.english.tokens import Tokens, scan_words
from analysis.english.word_lists import word_groups, word_list, word_table
from analysis.framing.word_choices import close_pairs, may_be_spellings
from analysis.statistics.groups import joined

# --- which written names are one person, body or place
NameKind = Literal["person", "body", "place"]

_BRITISH = {"center": "centre", "defense": "defence", "labor": "labour", "harbor": "harbour", "theater": "theatre"}
# Countries and bodies that names write short: "US Geological Survey" is the United States'.
_LONG = {"us": "united states", "usa": "united states", "uk": "united kingdom", "un": "united nations"}
_SHORT_LAND = re.compile(r"^(?:The |the )?(?P<short>(?:[A-Z]\.){2,3}|[A-Z]{2,3})(?= [A-Z])")
_BODY_NOUNS = word_list("body_words") | word_list("body_nouns")
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
        shorter = [words[:end] for end in range(1, len(words)) if _BODY_NOUNS.issuperset(words[end:])]
        ties += [(text, bodies[short]) for short in shorter if short in bodies and not _BODY_NOUNS.issuperset(short)]
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


# --- names as they stand in the text

_HEADINGS = frozenset(("title", "heading", "toc", "table_row"))
_FIRST_NAMES = word_table("first_names").keys()
_PLACE_NOUNS = word_list("place_nouns") | word_list("place_heads", package="analysis.framing")
_BODY_WORDS = word_list("body_words")
# Storms, laws, models, scales; and short names of things that are no bodies.
_NO_ONE = word_list("no_names", package="analysis.framing")
_COUNTRIES = frozenset(("US", "USA", "UK", "UAE", "DRC", "USSR", "United States", "United Kingdom"))
_DIGIT = re.compile(r"\d")
_AT_PLACES = frozenset("in near across outside around throughout within off".split())
_TO_PLACES = frozenset("from to into at through".split())
_OWNING = re.compile(r"(?:stake|share|invest|confidence|interest|trust|believ)\w*", re.IGNORECASE)
_ENDINGS = ("n", "ns", "an", "ans", "ian", "ians", "ese", "i", "is", "ish")
_LAND = _PLACE_NOUNS | {"state", "states", "capital"}
# "French", "Mexicans": a people or a language, not a body, unless it is part of a longer name.
_OF_A_PEOPLE = re.compile(r"[A-Z][a-z]+(?:ians?|eans?|ese|ish|icans?|elis?|aqis?|stanis?)")
_BRACKETED = re.compile(r"\(\s?(?:the\s|or\s)?[“\"]?([A-Z][\w.&-]{1,9})[”\"]?\s?\)")
_AGE = re.compile(r"[1-9]\d")
_VERBS = frozenset("YXE")
_SAID = frozenset(("said", "says", "added"))
_MOST_CAPITALS = 0.8


class Mention(NamedTuple):
    """A name at one place: as written, without titles; what the words around it say of its kind; titles before it."""

    article_id: str
    source: str
    sentence_id: str
    text: str
    signs: tuple[str, ...]
    titles: tuple[str, ...]
    short: str | None
    opens: bool


def mentions_of(document: Document) -> tuple[list[Mention], Counter[str]]:
    """The names in an article's running text, in order; its words in small letters, and peoples' names, with counts."""
    blocks = document.block_of()
    found: list[Mention] = []
    small: Counter[str] = Counter()
    for sentence in document.sentences:
        block = blocks[sentence.block_id]
        if not block.is_body or block.kind in _HEADINGS:
            continue
        tagged = scan_words(document.text[sentence.start_char : sentence.end_char])
        words = [word for word in tagged.words if word[0].isalpha()]
        small.update([word for word in words if word.islower() or _is_people(word)])
        # A line set like a headline names nobody for certain.
        if sum(map(str.isupper, [word[0] for word in words])) > _MOST_CAPITALS * len(words):
            continue
        for name in names_in(tagged):
            name = name._replace(text=_trimmed(name.text))
            if _may_name(name.text):
                found.append(_mention(document, sentence.sentence_id, tagged, name))
    return found, small


@lru_cache(maxsize=1 << 14)
def _is_people(word: str) -> bool:
    return _OF_A_PEOPLE.fullmatch(word) is not None or (word[:1].isupper() and word.lower() in PEOPLES)


def _trimmed(text: str) -> str:
    """Without what only stands before a name ("Mr. Van Orr", "Senators Ann Orr") and a sentence's full stop."""
    first, _, rest = text.partition(" ")
    title = plain(first).rstrip(".")
    if rest and title not in _FIRST_NAMES and ((first.endswith(".") and title in TITLES) or title[:-1] in TITLES):
        text = rest
    return text[:-1] if text.endswith(".") and text[-3:-1].isalpha() else text


def _may_name(text: str) -> bool:
    return any(len(word) > 1 and word[0].isupper() for word in text.split()) and not (
        " " not in text and plain(text) in CALENDAR
    )


def _mention(document: Document, sentence_id: str, tagged: Tokens, name: Name) -> Mention:
    dropped = [plain(word) for word in tagged.words[name.start : name.end - len(name.text.split())]]
    before = plain(tagged.words[name.start - 1]) if name.start else ""
    titles = tuple(word for word in (*dropped, before) if word in TITLES)
    bracketed = _BRACKETED.match(" ".join(tagged.words[name.end : name.end + 3]))
    if titles and not is_body(name.text.partition(" of ")[0]):
        name = name._replace(text=name.text.partition(" of ")[0])  # "Mr. Orr of the Union of Bakers"
    short = bracketed[1] if bracketed and fits_acronym(bracketed[1], name.text) else None
    signs = tuple(_signs(tagged, name, before=before, titles=titles))
    opens = name.start == 0 and not dropped
    return Mention(document.article_id, document.source, sentence_id, name.text, signs, titles, short, opens)


def _signs(tagged: Tokens, name: Name, *, before: str, titles: Sequence[str]) -> Iterable[str]:
    """What the words around a name say of it, one word each."""
    words, tags, end = tagged.words, tagged.tags, name.end
    if words[end : end + 3 : 2] == ["(", ")"]:
        end += 3  # "the Guild (BG) said"
    is_owner = plain(words[name.end - 1]).endswith(("'s", "s'"))
    if titles and not is_body(name.text):
        yield "titled"
    is_at = (before in _AT_PLACES and not is_owner and not _owns(words, name.start)) or _is_in_land(words, name)
    if is_at:
        yield "at"
    if not is_at and words[end : end + 3 : 2] == [",", ","] and _AGE.fullmatch(words[end + 1]):
        yield "aged"
    if before in _TO_PLACES and not is_owner:
        yield "to"
    if before == "the":
        yield "the"
    if not is_owner and (tags[end : end + 1] in _VERBS or before in _SAID) and not titles:
        yield "acts"
    if not is_owner and tags[end : end + 1] == "N" and " " not in name.text:
        yield "modifies"


def _owns(words: Sequence[str], start: int) -> bool:
    """`a stake in | Acme`, `invested in | Acme`."""
    return start > 1 and _OWNING.match(words[start - 2]) is not None


def _is_in_land(words: Sequence[str], name: Name) -> bool:
    """`Tarn province`, `the town of Tarn`."""
    after, start = words[name.end : name.end + 1], name.start
    return (after and after[0] in _LAND) or (
        start > 1 and words[start - 1] == "of" and plain(words[start - 2]) in _LAND
    )


def names_found(mentions: Sequence[Mention], small: Mapping[str, int], *, known: Mapping[str, str]) -> pd.DataFrame:
    """Who and what do the articles name, and how often does each source?

    Parameters
    ----------
    mentions
        As found by `mentions_of`, in reading order.
    small
        How often each word stands in small letters: what only opens a sentence need be no name.
    known
        Names that the codebook has sorted, in lower case, with the name shown for each.

    Returns
    -------
    DataFrame
        The table `names_found`: the names of most articles first.

    Misleads when
        two people of one surname are in the story and an article gives only the surname: such a mention stands by
        itself. Places, bodies and people are told apart by the words around them: a name seen once may be put down as
        the wrong one. Names in headlines are not counted.
    """
    kept = _names_only(mentions, small)
    forms = _forms(kept, small)
    beside = {(m.text, m.short) for m in kept if m.short is not None}
    groups, in_article = variants(forms, beside=sorted(beside), known=known)
    group_of = {text: number for number, group in enumerate(groups) for text in group}
    gathered: dict[int | str, list[int]] = defaultdict(list)
    for at, mention in enumerate(kept):
        text = in_article.get((mention.article_id, mention.text), mention.text)
        is_another = _is_another(mention, groups[group_of[text]])
        gathered[mention.text if is_another else group_of[text]].append(at)
    kinds = {form.text: form.kind for form in forms}
    # A surname is a person's, whoever of that name is meant.
    surnames = {form.words[-1:] for form in forms if form.kind == "person" and len(form.words) > 1}
    kinds |= {form.text: "person" for form in forms if form.kind != "place" and form.words in surnames}
    # Two groups can come out under one name: they are one row of a source.
    named: dict[tuple[str, NameKind], list[int]] = defaultdict(list)
    for places in gathered.values():
        members = [kept[at] for at in places]
        kind = _kind_of(members, kinds)
        if kind is not None:
            named[_name_of(members, known), kind] += places
    rows = [row for key, places in named.items() for row in _rows([kept[at] for at in sorted(places)], *key)]
    n_articles: Counter[tuple[str, str]] = Counter()
    n_mentions: Counter[tuple[str, str]] = Counter()
    for row in rows:
        n_articles[row["name"], row["kind"]] += row["n_articles"]
        n_mentions[row["name"], row["kind"]] += row["n"]
    order = {key: (-n_articles[key], -n_mentions[key], key) for key in n_articles}
    rows.sort(key=lambda row: (order[row["name"], row["kind"]], row["source"]))
    return schema.frame("names_found", rows)


def _is_another(mention: Mention, group: Sequence[str]) -> bool:
    """`Mr. Orr` where the only full name is Ann Orr."""
    sex = sex_of(list(mention.titles))
    others = {sex_of([plain(text.split()[0])]) for text in group if " " in text} - {None}
    return " " not in mention.text and sex is not None and bool(others) and sex not in others


def _names_only(mentions: Sequence[Mention], small: Mapping[str, int]) -> list[Mention]:
    """Without words that only open a sentence, or are written small oftener than not."""
    inside = Counter(word for m in mentions if not m.opens for word in m.text.split()[:1])
    inside += Counter(word for m in mentions for word in m.text.split()[1:])
    kept = []
    for mention in mentions:
        first, *rest = mention.text.split()
        is_common = small.get(first.lower(), 0) >= max(1, inside[first])
        if mention.opens and (is_common or (not rest and not inside[first] and first not in _FIRST_NAMES)):
            # "Hundreds of Tarnians", "Rescue crews": the first word is there for its place.
            if not rest or not rest[0][0].isupper():
                continue
            mention = mention._replace(text=" ".join(rest))
        elif not rest and is_common and not mention.text.isupper():
            continue
        if plain(mention.text) not in TITLES and len(mention.text) > 1:
            kept.append(mention)
    return kept


def _forms(mentions: Sequence[Mention], small: Mapping[str, int]) -> list[Form]:
    by_text: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_text[mention.text].append(mention)
    return [
        Form(
            text,
            _kind(
                text,
                Counter(sign for mention in own for sign in mention.signs),
                n_articles=len({mention.article_id for mention in own}),
                small=small,
            ),
            frozenset(mention.article_id for mention in own),
            frozenset(title for mention in own for title in mention.titles),
        )
        for text, own in by_text.items()
    ]


def _kind(text: str, signs: Mapping[str, int], *, n_articles: int, small: Mapping[str, int]) -> NameKind | None:
    """What a name as written is, by its words and by what stands around it; None where nothing tells."""
    words = [plain(strip_possessive(word)) for word in text.split()]
    if _NO_ONE & set(words) or _DIGIT.search(text):
        return None
    if is_place(text) or text.replace(".", "") in _COUNTRIES or (len(words) > 1 and words[-1] in _PLACE_NOUNS):
        return "place"
    if len(words) > 1 and words[1] == "of" and words[0] in _LAND:
        return "place"
    if len(words) == 1:
        has_people = any(f"{text[:-1]}{end}" in small or f"{text}{end}" in small for end in _ENDINGS)
        return _one_word(text, signs, n_articles=n_articles, has_people=has_people)
    return _several(text, words, signs, small)


def _one_word(text: str, signs: Mapping[str, int], *, n_articles: int, has_people: bool) -> NameKind | None:
    if _is_people(text):
        return None
    at, acts, titled = (signs.get(sign, 0) for sign in ("at", "acts", "titled"))
    if is_body(text):
        return "body" if acts or plain(text) in _BODY_WORDS or signs.get("the") else None
    if plain(text) in BODY_NOUNS:
        return "body"
    if is_one_person(plain(text)):  # "Campaigner Ann Orr"
        return None
    if titled > at or signs.get("aged"):
        return "person"
    # A place has a people ("Tarnian"), or things happen in it; a company has things in it once by a turn of phrase.
    if has_people or (at and at >= acts) or at > 2:
        return "place"
    # A person is introduced by a full name somewhere; who acts without one in several articles is a body.
    return "body" if acts and (signs.get("modifies", 0) > 1 or n_articles > 1) else None


def _several(text: str, words: Sequence[str], signs: Mapping[str, int], small: Mapping[str, int]) -> NameKind | None:
    at, acts = signs.get("at", 0), signs.get("acts", 0)
    if not (_BODY_WORDS | BODY_NOUNS).isdisjoint(words):
        return "body"
    if is_body(text):  # "of" or "and" inside: "Line of Control", "Doctors without Borders"
        return "place" if at > acts else "body" if acts or signs.get("the") else None
    has_first_name = words[0] in _FIRST_NAMES or (acts and words[1] in _FIRST_NAMES)
    if signs.get("titled") or signs.get("aged") or (has_first_name and text.split()[-1][0].isupper()):
        return "person"
    if at:
        return "place"
    is_plain = all(word.isalpha() and not word.isupper() for word in text.split())
    is_plain = is_plain and not (is_place(words[0]) or words[0].endswith("ing") or any(map(_is_people, text.split())))
    if acts and len(words) in (2, 3) and is_plain and not signs.get("the") and not any(small.get(w) for w in words):
        return "person"
    return "body" if acts and signs.get("the") else None


def _kind_of(members: Sequence[Mention], kinds: Mapping[str, NameKind | None]) -> NameKind | None:
    """What a group names: what most of its mentions do, those in full before those in short."""
    votes = Counter(kinds[m.text] for m in members if kinds[m.text] is not None)
    if not votes:
        return None
    full = Counter(kinds[m.text] for m in members if kinds[m.text] is not None and " " in m.text)
    best = full or votes
    return min(best, key=lambda kind: (-best[kind], kind))


def _name_of(members: Sequence[Mention], known: Mapping[str, str]) -> str:
    written = Counter(mention.text for mention in members)
    name = next((known[text.casefold()] for text in sorted(written) if text.casefold() in known), None)
    return name or _fullest(written)


def _rows(members: Sequence[Mention], name: str, kind: NameKind) -> list[dict[str, object]]:
    by_source: dict[str, list[Mention]] = defaultdict(list)
    for mention in members:
        by_source[mention.source].append(mention)
    return [
        {
            "name": name,
            "kind": kind,
            "source": source,
            "variants": [
                text for text, _ in sorted(Counter(m.text for m in own).items(), key=lambda one: (-one[1], one[0]))
            ],
            "n": len(own),
            "n_articles": len({mention.article_id for mention in own}),
            "sentence_id": own[0].sentence_id,
        }
        for source, own in by_source.items()
    ]


def _fullest(written: Mapping[str, int]) -> str:
    """The form used most of those that are no end of another and no short form ("Orr", "WHO")."""
    ends = {" ".join(text.split()[at:]) for text in written for at in range(1, len(text.split()))}
    return min(written, key=lambda text: (text in ends, " " not in text, -written[text], -len(text), text))
