"""Names and words chosen: which spelling of a name, and which of several words for one thing, each source uses.

The codebook says which forms belong together; for the rest the corpus is asked, and what it proposes is marked so until
a researcher has taken it into the codebook.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.english.marks import HYPHENS
from analysis.english.word_lists import word_table
from analysis.framing.concordance import PhraseSearch
from analysis.framing.languages import ENGLISH, STOP_WORDS, in_each_language, language_of
from analysis.framing.reading import read
from analysis.framing.vocabulary import in_words
from analysis.statistics import DECIMALS
from analysis.statistics.groups import joined

if TYPE_CHECKING:
    from scipy import sparse


# --- what the corpus proposes: names that sound alike, words that fill the same places
_WORD = re.compile(r"[^\W\d_]++")
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]{4,30}")
_VOWELS = re.compile(r"[aeiou]++")
# A word needs this many uses in this many articles before its company tells anything.
_LEAST_USES, _LEAST_ARTICLES = 4, 2
# Two words are proposed as alternatives from this likeness of company on, with this many shared neighbours.
_LEAST_LIKENESS, _LEAST_SHARED = 0.38, 4
_MOST_PROPOSED, _MOST_SPELLINGS = 8, 30
# A set of consonants that more names share than this tells nothing.
_LARGEST_BUCKET = 40
_MOST_WORDS = 1500
# Enough to see which words keep the same company; of more sentences, evenly spaced ones are read.
_MOST_TEXTS = 20_000
_SOUNDS = word_table("sounds", package="analysis.framing")
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=lambda sound: (-len(sound), sound))))
_DOUBLED = re.compile(r"(.)\1++")
_SHORTEST, _SHORTEST_SLIP, _SHORTEST_FRAME = 5, 7, 3


@dataclass(frozen=True, slots=True)
class Group:
    """Forms that belong together: spellings of one name, or words to choose from; and who says so."""

    name: str
    kind: Literal["spelling", "alternative"]
    forms: tuple[str, ...]
    basis: Literal["codebook", "proposed"]


def propose_spellings(texts: Sequence[str], articles: Sequence[str], *, known: Iterable[str]) -> list[Group]:
    """Names that may be spellings of one: capitalised inside sentences, alike in sound, hardly ever in one article.

    Parameters
    ----------
    texts, articles
        Sentences and the article of each.
    known
        Forms (lower case) that the codebook has sorted already.

    **Misleads when** two people have almost the same name: the list is to be read, not believed.
    """
    settled = set(known)
    seen = _names_seen(texts, articles)
    candidates = sorted(name for name in seen if name.lower() not in settled and not name.isupper())
    # In a large corpus every second name has a neighbour that is used once; what is used often is worth a look.
    least = max(1, len(set(articles)) // 200)
    candidates = [name for name in candidates if seen[name].n >= least]
    ties = [
        (first, second)
        for first, second in close_pairs(candidates)
        if may_be_spellings(first, second) and _same_bearer(seen[first], seen[second])
    ]
    groups = []
    for forms in joined(candidates, ties):
        if len(forms) > 1:
            ordered = sorted(forms, key=lambda name: (-seen[name].n, name))
            groups.append(Group(" / ".join(ordered), "spelling", tuple(ordered), "proposed"))
    groups.sort(key=lambda group: (-sum(seen[form].n for form in group.forms), group.name))
    return groups[:_MOST_SPELLINGS]


@dataclass(slots=True)
class _Name:
    """A capitalised word: uses, the articles that have it, and the words beside it."""

    n: int
    articles: set[str]
    beside: set[str]


def _names_seen(texts: Sequence[str], articles: Sequence[str]) -> dict[str, _Name]:
    seen: dict[str, _Name] = {}
    for text, article in zip(texts, articles, strict=True):
        words = _WORD.findall(text)
        for at, word in enumerate(words):
            # No small letter opens a name, and most words open with one.
            if at and not word.islower() and _NAME.fullmatch(word):
                name = seen.setdefault(word, _Name(0, set(), set()))
                name.n += 1
                name.articles.add(article)
                near = words[at - 1 : at] + words[at + 1 : at + 2]
                name.beside |= {sound_of(other) for other in near if other.lower() not in STOP_WORDS}
    return seen


def _same_bearer(first: _Name, second: _Name) -> bool:
    """Whether two names stand beside the same word ("President", a first name) and hardly ever in one article."""
    together = len(first.articles & second.articles)
    if 2 * together > min(len(first.articles), len(second.articles)):
        return False
    return any(one == other or may_be_spellings(one, other) for one in first.beside for other in second.beside)


def close_pairs(names: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs that could be alike: same consonants in sound, or same letters but one. Never all against all."""
    buckets: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        keys = {"frame " + _VOWELS.sub("", sound_of(name))}
        if len(name) >= 7:
            lower = name.lower()
            keys |= {lower} | {lower[:at] + lower[at + 1 :] for at in range(len(lower))}
        for key in keys:
            buckets[key].append(name)
    small = (bucket for bucket in buckets.values() if len(bucket) <= _LARGEST_BUCKET)
    pairs = {(a, b) for bucket in small for i, a in enumerate(bucket) for b in bucket[i + 1 :]}
    return sorted(pairs)


def propose_alternatives(texts: Sequence[str], articles: Sequence[str], *, known: Iterable[str]) -> list[Group]:
    """Words that fill the same places: nouns before and after the same words ("the … 's officials"), verbs likewise.

    Likeness is the cosine of positive pointwise mutual information with the words on the left and on the right (Turney
    and Pantel, 2010, "From frequency to meaning").

    **Misleads when** the corpus is small: few places, and opposites fill the same ones ("released", "arrested").
    """
    settled = set(known)
    step = max(1, len(texts) // _MOST_TEXTS)
    placed = _Placed.of(texts[::step], articles[::step])
    n = placed.frequent()
    often = sorted(n, key=lambda word: (-n[word], word))[:_MOST_WORDS]
    words = sorted(word for word in often if word not in settled)
    taken: set[str] = set()
    groups = []
    for _, first, second in _alike_company(words, placed):
        if taken.isdisjoint((first, second)) and first[:4] != second[:4] and distance(first, second) > 2:
            taken |= {first, second}
            ordered = tuple(sorted((first, second), key=lambda word: (-n[word], word)))
            groups.append(Group(" / ".join(ordered), "alternative", ordered, "proposed"))
    return groups[:_MOST_PROPOSED]


def _alike_company(words: Sequence[str], placed: "_Placed") -> list[tuple[float, str, str]]:
    """Pairs of words with their likeness, most alike first, ties by name."""
    weights = _weights(*placed.company(words), n_words=len(words))
    if not weights.nnz:
        return []
    length = np.sqrt(np.asarray((weights * weights).sum(axis=1)).ravel())
    alike = np.asarray((weights @ weights.T).todense()) / np.maximum(np.outer(length, length), 1e-12)
    present = (weights > 0).astype(np.int64)
    shared = np.asarray((present @ present.T).todense())
    first, second = np.nonzero(np.triu((alike >= _LEAST_LIKENESS) & (shared >= _LEAST_SHARED), k=1))
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    return sorted(
        ((round(float(alike[a, b]), 9), words[a], words[b]) for a, b in pairs), key=lambda one: (-one[0], *one[1:])
    )


def _weights(
    rows: NDArray[np.int64], columns: NDArray[np.int64], n: NDArray[np.int64], *, n_words: int
) -> "sparse.csr_array":
    """Positive pointwise mutual information of words (rows) with the places that they fill (columns)."""
    from scipy import sparse

    if not len(n):
        return sparse.csr_array((n_words, 1))
    of_word, of_place = np.bincount(rows, weights=n), np.bincount(columns, weights=n)
    gain = np.log2(n * n.sum() / (of_word[rows] * of_place[columns]))
    # A place that only one word fills says nothing about another.
    kept = (gain > 0) & (of_place[columns] > n)
    return sparse.csr_array((gain[kept], (rows[kept], columns[kept])), shape=(n_words, len(of_place)))


@dataclass(frozen=True, slots=True)
class _Placed:
    """The words of all texts in order, as places in `forms`, with two ends before and after each text.

    `at` are the words that may be proposed, `article` is that of each of them and `is_capital` whether it has one.
    """

    forms: list[str]
    ids: NDArray[np.int64]
    at: NDArray[np.int64]
    article: NDArray[np.int64]
    is_capital: NDArray[np.bool_]

    @classmethod
    def of(cls, texts: Sequence[str], articles: Sequence[str]) -> "_Placed":
        """Find the words: no names of function words, none of fewer than four letters."""
        read = in_words(pd.DataFrame({"words": texts}))
        ends = len(read.forms), len(read.forms) + 1
        # A mark does not end a run here, only a text does.
        is_word = np.array([bool(form) for form in read.forms])[read.ids]
        ids, rows = read.ids[is_word], read.rows[is_word]
        lengths = np.bincount(rows, minlength=len(texts))
        starts = np.concatenate([[0], np.cumsum(lengths + 4)])
        padded = np.full(int(starts[-1]), ends[1], dtype=np.int64)
        for offset in (0, 1):
            padded[starts[:-1] + offset] = ends[0]
        places = np.arange(len(ids)) + 4 * rows + 2
        padded[places] = ids
        fits = [word not in STOP_WORDS and len(word) >= 4 and word.isalpha() for word in read.forms]
        chosen = np.array(fits, dtype=bool)[ids]
        article = np.unique(np.array(articles, dtype=object), return_inverse=True)[1] if len(articles) else rows
        return cls(read.forms, padded, places[chosen], article[rows[chosen]], read.capital[is_word][chosen])

    def frequent(self) -> dict[str, int]:
        """How often each word is used that enough articles use often enough, names left out."""
        words = self.ids[self.at]
        n = np.bincount(words, minlength=len(self.forms))
        n_capital = np.bincount(words, weights=self.is_capital, minlength=len(self.forms))
        n_articles = int(self.article.max(initial=0)) + 1
        held = np.bincount(np.unique(words * n_articles + self.article) // n_articles, minlength=len(self.forms))
        # Names (mostly capitalised) have the company of other names; that one could replace another says nothing.
        common = np.flatnonzero((n >= _LEAST_USES) & (held >= _LEAST_ARTICLES) & (2 * n_capital <= n))
        return {self.forms[word]: int(n[word]) for word in common.tolist()}

    def company(self, words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Word (by its place in `words`), place that it fills, and how often: by the one and two words on either side,
        and by the words on both.
        """
        row_of = np.full(len(self.forms) + 2, -1, dtype=np.int64)
        known = {form: at for at, form in enumerate(self.forms)}
        row_of[[known[word] for word in words]] = np.arange(len(words))
        at = self.at[row_of[self.ids[self.at]] >= 0]
        before, after = self.ids[at - 1], self.ids[at + 1]
        none, width = len(self.forms) + 2, len(self.forms) + 3
        sides = (
            (before, none),
            (after, none),
            (self.ids[at - 2], before),
            (after, self.ids[at + 2]),
            (before, after),
        )
        keys = np.concatenate([(kind * width + one) * width + other for kind, (one, other) in enumerate(sides)])
        _, columns = np.unique(keys, return_inverse=True)
        rows = np.tile(row_of[self.ids[at]], len(sides))
        n_columns = int(columns.max(initial=0)) + 1
        cells, n = np.unique(rows * n_columns + columns, return_counts=True)
        return cells // n_columns, cells % n_columns, n


def sound_of(word: str) -> str:
    """A rough sound: no accents, one letter for each sound that is romanised in several ways, no doubled letters.

    >>> sound_of("Zelenskyy") == sound_of("Zelensky") == sound_of("Zelenskiy")
    True
    """
    plain = unicodedata.normalize("NFKD", word.lower())
    letters = "".join(char for char in plain if char.isalpha() and not unicodedata.combining(char))
    return _DOUBLED.sub(r"\1", _SOUND.sub(lambda match: _SOUNDS[match.group()], letters))


def may_be_spellings(first: str, second: str) -> bool:
    """Whether two single words look like one name spelt in two ways.

    They do if they sound alike, if they sound alike but for the vowels and differ in few letters, or if they are at
    least seven letters long and one letter left out, doubled or swapped apart (Damerau, 1964). Words that differ by an
    English ending do not.

    **Misleads when** two people have names as alike as Ivanov and Ivanova, or Jansen and Hansen.

    >>> may_be_spellings("Gaddafi", "Qadhafi"), may_be_spellings("Beijing", "Peking"), may_be_spellings("Kyiv", "Kiev")
    (False, False, False)
    >>> may_be_spellings("Tymoshenko", "Timoschenko"), may_be_spellings("Dostoevsky", "Dostoyevski")
    (True, True)
    """
    one, two = first.lower(), second.lower()
    if one == two or min(len(one), len(two)) < _SHORTEST:
        return False
    heard = sound_of(one), sound_of(two)
    if heard[0] == heard[1]:
        return True
    if _is_inflection(one, two):
        return False
    longest = max(len(one), len(two))
    frame = _VOWELS.sub("", heard[0])
    if frame == _VOWELS.sub("", heard[1]) and len(frame) >= _SHORTEST_FRAME:
        return distance(*heard) <= max(1, longest // 4)
    # A letter left out, doubled or swapped is a slip; another consonant in its place makes another name.
    slipped = len(one) != len(two) or sorted(one) == sorted(two)
    return longest >= _SHORTEST_SLIP and one[0] == two[0] and slipped and distance(one, two) == 1


def _is_inflection(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    endings = ("s", "es", "d", "ed", "n", "an", "ian", "ing", "er", "ers", "ly", "y", "al", "ist", "ists", "ism", "e")
    return long.startswith(short) and long[len(short) :] in endings


def distance(first: str, second: str) -> int:
    """Letters to insert, delete, replace or swap with a neighbour (Damerau-Levenshtein, restricted).

    >>> distance("abcd", "acbd"), distance("kitten", "sitting")
    (1, 3)
    """
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        older, before, row = before, row, [i]
        for j, other in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


# --- what each source uses

_APOSTROPHES = "['’ʼ]"


@dataclass(frozen=True, slots=True)
class _Use:
    """One place where a form of a group stands."""

    form: str
    row: int
    start: int


@in_each_language
def names(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    include_quotes: bool = True,
) -> pd.DataFrame:
    """Which spelling and which word does each source choose?

    Parameters
    ----------
    codebook
        Its `wordings`, and spellings among the `names` of its actors. What the corpus itself suggests (spellings that
        sound alike, words that fill the same places) is added and marked as proposed, in English only.
    include_quotes
        Count words inside quotation marks too; without them, only what the outlet writes in its own voice.

    Returns
    -------
    DataFrame
        The table `names`: for each group, every form in every source that uses the group, zeros included.

    Misleads when
        a choice is put down to the outlet that is its speaker's: leave quotations out to see the outlet's own. And a
        form counts wherever it stands: "regime" also where sanctions regimes are meant; read the sentences.
    """
    rows = read(articles, blocks, sentences, include_quotes=include_quotes).sentences
    texts = rows["words"].tolist()
    groups = _from_codebook(codebook)
    known = {form.lower() for group in groups for form in group.forms}
    known |= {part.lower() for actor in codebook.actors.values() for name in actor.names for part in name.split()}
    articles_of = rows["article_id"].tolist()
    code = language_of(articles)
    if code == ENGLISH.code:
        groups += propose_spellings(texts, articles_of, known=known)
        groups += propose_alternatives(texts, articles_of, known=known)
    proper = _proper_names(codebook)
    places = rows[["source", "article_id", "sentence_id"]].to_numpy().tolist()
    search, table = PhraseSearch(texts), []
    for group in groups:
        table += _rows(group, _uses(group.forms, texts, search, proper), places)
    return schema.frame("names", [{"language": code} | row for row in table])


def _from_codebook(codebook: Codebook) -> list[Group]:
    groups = [
        Group(wording.name, _kind_of(wording.words), wording.words, "codebook")
        for wording in codebook.wordings.values()
        if len(wording.words) > 1
    ]
    covered = [{form.lower() for form in group.forms} for group in groups]
    for actor in codebook.actors.values():
        # Last words only: a first name is shared by people who have nothing else in common.
        parts = sorted({name.split()[-1] for name in actor.names if name.split()[-1][:1].isupper()})
        ties = [pair for pair in combinations(parts, 2) if may_be_spellings(*pair)]
        for forms in joined(parts, ties):
            if len(forms) > 1 and not any({form.lower() for form in forms} <= known for known in covered):
                groups.append(Group(actor.name, "spelling", tuple(forms), "codebook"))
    return _with_own_names(groups)


def _kind_of(forms: Sequence[str]) -> Literal["spelling", "alternative"]:
    are_names = all(form[:1].isupper() and " " not in form for form in forms)
    alike = are_names and all(any(may_be_spellings(a, b) for b in forms if a != b) for a in forms)
    return "spelling" if alike else "alternative"


def _with_own_names(groups: Sequence[Group]) -> list[Group]:
    """A second group of one name and kind is told apart by its forms."""
    seen: set[tuple[str, str]] = set()
    named = []
    for group in groups:
        name = group.name if (group.name, group.kind) not in seen else f"{group.name}: {' / '.join(group.forms)}"
        seen.add((name, group.kind))
        named.append(Group(name, group.kind, group.forms, group.basis))
    return named


def _proper_names(codebook: Codebook) -> re.Pattern[str]:
    """Actors' names that are capitalised throughout: a word inside one is part of the name ("Union Bank")."""
    written = {name for actor in codebook.actors.values() for name in actor.names}
    proper = [name for name in written if " " in name and all(part[:1].isupper() for part in name.split())]
    longest_first = sorted(proper, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)" if longest_first else r"(?!)")


def form_pattern(form: str) -> str:
    """A regular expression for a form and its inflections; names (capitalised) only as written, or with 's.

    >>> found = re.compile(form_pattern("release"))
    >>> [word for word in ("release", "releases", "released", "releasing", "lease") if found.fullmatch(word)]
    ['release', 'releases', 'released', 'releasing']
    """
    words = form.split()
    last = re.escape(words[-1]) if form[:1].isupper() or form.endswith("*") else _inflected(words[-1])
    last = last.replace(r"\*", r"[\w’'-]*+")
    before = "".join(re.escape(word) + rf"[{HYPHENS}\s]++" for word in words[:-1])
    return rf"(?<!\w){before}{last}(?:{_APOSTROPHES}s)?(?!\w)"


def _inflected(word: str) -> str:
    base = word
    for ending in ("ing", "ed", "s"):
        if base.endswith(ending) and not base.endswith(("eed", "ss", "us", "is")) and len(base) - len(ending) >= 4:
            base = base[: -len(ending)]
            break
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return rf"{re.escape(base[:-1])}(?:y|ies|ied|ying)"
    if base.endswith("e"):
        return rf"{re.escape(base[:-1])}(?:e|es|ed|ing|eing)"
    return rf"{re.escape(base)}(?:e?s|ed|e|ing|{re.escape(base[-1])}(?:ed|ing))?"


def _rows(group: Group, uses: Sequence[_Use], places: Sequence[Sequence[str]]) -> list[dict]:
    by_form: dict[tuple[str, str], list[_Use]] = {}
    n_of_source: dict[str, int] = {}
    for use in uses:
        source = places[use.row][0]
        by_form.setdefault((source, use.form), []).append(use)
        n_of_source[source] = n_of_source.get(source, 0) + 1
    table = []
    for form in group.forms:
        for source in sorted(n_of_source):
            found = by_form.get((source, form), [])
            ids = dict.fromkeys(places[use.row][2] for use in found)
            table.append(
                {
                    "group": group.name,
                    "kind": group.kind,
                    "form": form,
                    "source": source,
                    "n": len(found),
                    "n_articles": len({places[use.row][1] for use in found}),
                    "share": round(len(found) / n_of_source[source], DECIMALS),
                    "basis": group.basis,
                    "sentences": list(ids),
                }
            )
    return table


def _uses(forms: Sequence[str], texts: Sequence[str], search: PhraseSearch, proper: re.Pattern[str]) -> list[_Use]:
    """Where the forms stand; of two that overlap, the longer. A word inside a proper name is none."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    patterns = {form: re.compile(form_pattern(form), 0 if form[:1].isupper() else re.IGNORECASE) for form in ordered}
    # An inflected form has the first letters of its word.
    stems = {form.split()[0][: max(3, len(form.split()[0]) - 3)].rstrip("*") for form in forms}
    found = []
    for row in search.with_any(stems):
        text = texts[row]
        taken: list[tuple[int, int]] = []
        named: list[tuple[int, int]] | None = None
        for form, pattern in patterns.items():
            for match in pattern.finditer(text):
                if named is None:
                    named = [one.span() for one in proper.finditer(text)]
                blocked = taken if form[:1].isupper() else taken + named
                if not any(start < match.end() and match.start() < end for start, end in blocked):
                    taken.append(match.span())
                    found.append(_Use(form, row, match.start()))
    return sorted(found, key=lambda use: (use.row, use.start))
