"""Words in context: every place where a word, phrase or pattern stands."""

import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus import main_language
from analysis.english.families import family_pattern
from analysis.english.marks import HYPHENS
from analysis.errors import ParameterError
from analysis.framing.languages import elides, placed_words

_OPEN, _CLOSE = "\ue000", "\ue001"
_LONGEST_PATTERN = 300
_PIECE = re.compile(r"\w+")
# Letters that a pattern takes for "i", and a mark that turns to a letter: texts with one are always looked into.
_OWN_CASE = ("ı", "i\u0307", "\u03b9")
_BETWEEN = re.compile(rf"[{HYPHENS}\xad\s]+")
_SEPARATORS = re.compile(rf"[{HYPHENS}\s]+")
_COLUMNS = ["article_id", "source", "sentence_id", "start_char", "end_char", "left", "keyword", "right"]


def concordance(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    pattern: str,
    *,
    width: int = 50,
    sort: Literal["position", "left", "right"] = "position",
    is_regex: bool = False,
) -> pd.DataFrame:
    """Where does a word stand, and in what company?

    Parameters
    ----------
    pattern
        Words as a reader writes them; `*` ends a word in any way ("releas*"), a space matches white space or hyphens,
        case and the kind of apostrophe do not matter. With `is_regex`, a regular expression in RE2 syntax, which
        takes linear time on any text and so has no look-around and no back-references.
    width
        Characters of context on each side; white space in it is evened out.
    sort
        By place in the corpus, by the word before (read from right to left), or by the words after.

    Returns
    -------
    DataFrame
        article_id, source, sentence_id, start_char, end_char, left, keyword, right;
        `articles.text[start_char:end_char] == keyword`.

    Raises
    ------
    ParameterError
        The pattern is empty, too long, or not a regular expression.

    Misleads when
        one spelling is searched and the outlets use several: see the table `names`.
    """
    source_of = articles.set_index("article_id")["source"].to_dict()
    text_of = articles.set_index("article_id")["text"].to_dict()
    texts = sentences["text"].tolist()
    spans = find_regex(texts, pattern) if is_regex else PhraseSearch(texts).find([pattern])
    places = sentences[["article_id", "sentence_id", "start_char"]].to_numpy().tolist()
    rows = []
    for row, start, end in spans:
        article_id, sentence_id, first = places[row]
        in_context = _in_context(text_of[article_id], first + start, first + end, width=width)
        rows.append((article_id, source_of[article_id], sentence_id, first + start, first + end, *in_context))
    return _sorted(pd.DataFrame(rows, columns=_COLUMNS), sort)


def first_places(
    articles: pd.DataFrame, sentences: pd.DataFrame, terms: pd.DataFrame, *, width: int = 50
) -> pd.DataFrame:
    """Where does each source first use each of its terms?

    A term is found as the vocabulary counts it: without regard to case, possessives and full stops in abbreviations,
    over hyphens but never over punctuation. `concordance` finds words as they are written.

    Parameters
    ----------
    articles, sentences
        Only these sentences are searched, in their order.
    terms
        Rows with `source` and `term`.
    width
        Characters of context on each side.

    Returns
    -------
    DataFrame
        The columns of `concordance` and `term`, in the order of `terms`; a term without a place has no row.
    """
    source_of = articles.set_index("article_id")["source"].to_dict()
    text_of = articles.set_index("article_id")["text"].to_dict()
    elided = _with_elision(articles)
    wanted = {source: _by_first_word(own["term"]) for source, own in terms.groupby("source", sort=False)}
    n_open = Counter(terms["source"])
    places: dict[tuple[str, str], tuple] = {}
    for row in sentences[["article_id", "sentence_id", "start_char", "text"]].itertuples(index=False):
        source = source_of.get(row.article_id)
        if not n_open[source]:
            continue
        for term, start, end in _terms_in(row.text, wanted[source], elided=row.article_id in elided):
            if (source, term) not in places:
                n_open[source] -= 1
                first, last = row.start_char + start, row.start_char + end
                in_context = _in_context(text_of[row.article_id], first, last, width=width)
                places[source, term] = (row.article_id, source, row.sentence_id, first, last, *in_context, term)
    ordered = [places[key] for key in zip(terms["source"], terms["term"], strict=True) if key in places]
    return pd.DataFrame(ordered, columns=[*_COLUMNS, "term"])


def written_forms(articles: pd.DataFrame, sentences: pd.DataFrame, terms: pd.DataFrame) -> dict[tuple[str, str], str]:
    """How does each source write each of its terms: "EU", "NGOs", "Jelena Marsh"?

    Parameters
    ----------
    articles, sentences, terms
        As in `first_places`.

    Returns
    -------
    dict
        By (source, term) the form that stands in most sentences of the source; of as frequent ones the first by name.
        A capital that a sentence's first word has anyway is no form of its own: where the source has the term there
        alone, it stays in small letters, unless further capitals show that it is a name.

    Misleads when
        a source sets its headlines with capitals and has the term there alone.
    """
    source_of, elided = articles.set_index("article_id")["source"].to_dict(), _with_elision(articles)
    wanted = {source: _by_first_word(own["term"]) for source, own in terms.groupby("source", sort=False)}
    inside: dict[tuple[str, str], Counter] = {}
    opening: dict[tuple[str, str], Counter] = {}
    for row in sentences[["article_id", "text"]].itertuples(index=False):
        source = source_of.get(row.article_id)
        for term, start, end in _terms_in(row.text, wanted.get(source, {}), elided=row.article_id in elided):
            form = " ".join(row.text[start:end].split())
            counted = inside if any(map(str.isalnum, row.text[:start])) else opening
            counted.setdefault((source, term), Counter())[form] += 1
    forms = {key: _most_used(counts) for key, counts in opening.items()}
    forms = {
        key: form if any(map(str.isupper, form[1:])) else form[:1].lower() + form[1:] for key, form in forms.items()
    }
    return forms | {key: _most_used(counts) for key, counts in inside.items()}


def _most_used(counts: Counter) -> str:
    return min(counts, key=lambda form: (-counts[form], form))


def _in_context(text: str, start: int, end: int, *, width: int) -> tuple[str, str, str]:
    """What stands before, at and after a place."""
    left, right = text[max(0, start - width) : start], text[end : end + width]
    return left.replace("\n", " "), text[start:end], right.replace("\n", " ")


def _with_elision(articles: pd.DataFrame) -> set[str]:
    """The articles in a language that writes short words onto the next."""
    languages = zip(articles["article_id"], articles["language"], strict=True)
    return {one for one, language in languages if elides(main_language(language))}


def _by_first_word(terms: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for term in terms:
        words = tuple(term.split(" "))
        found.setdefault(words[0], []).append(words)
    return found


def _terms_in(text: str, terms: dict[str, list[tuple[str, ...]]], *, elided: bool) -> list[tuple[str, int, int]]:
    """The terms (by their first word) that stand in a text, each at its first place."""
    placed = placed_words(text, elided=elided)
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    for at, (form, start, _) in enumerate(placed):
        for words in terms.get(form, ()):
            run = placed[at : at + len(words)]
            if words not in found and tuple(word for word, _, _ in run) == words and _is_unbroken(text, run):
                found[words] = (start, run[-1][2])
    return [(" ".join(words), *span) for words, span in found.items()]


def _is_unbroken(text: str, run: Sequence[tuple[str, int, int]]) -> bool:
    return all(_BETWEEN.fullmatch(text, a[2], b[1]) for a, b in pairwise(run))


def _sorted(found: pd.DataFrame, sort: str) -> pd.DataFrame:
    if sort == "left":
        context = found["left"].map(lambda left: left.lower().split()[::-1])
    elif sort == "right":
        context = found["right"].map(lambda right: right.lower().split())
    elif sort == "position":
        return found
    else:
        raise ParameterError(f"A concordance is sorted by position, left or right, not by {sort!r}.")
    order = sorted(range(len(found)), key=lambda at: (context.iloc[at], at))
    return found.iloc[order].reset_index(drop=True)


def phrase_pattern(phrases: Iterable[str], *, in_families: bool = False) -> str:
    """A regular expression for any of the phrases as whole words: linear, for `re` with IGNORECASE.

    A star ends a word in any way, or `in_families` in the ways of a family of words.

    >>> bool(re.search(phrase_pattern(["bargaining chip*"]), "“Bargaining-chips”", re.IGNORECASE))
    True
    """
    escaped = _escaped_in_families if in_families else _escaped
    return rf"(?<!\w)(?:{'|'.join(map(escaped, _written(phrases)))})(?!\w)"


def _written(phrases: Iterable[str]) -> list[str]:
    """The phrases with one space between words, and a star at the end only, the longest first."""
    found = {
        " ".join(_SEPARATORS.split(phrase)).strip(" *'’ʼ") + "*" * phrase.rstrip().endswith("*") for phrase in phrases
    }
    written = sorted(found - {"", "*"}, key=lambda text: (-len(text), text))
    if not written:
        raise ParameterError("A pattern needs at least one letter or digit: the pattern given is empty.")
    return written


def _escaped_in_families(phrase: str) -> str:
    words = [
        family_pattern(word[:-1]) + r"(?:[’'‑-][\w’'‑-]{0,60}+)?" if word.endswith("*") else _escaped(word)
        for word in phrase.split(" ")
    ]
    return _escaped(" ").join(words)


def _escaped(phrase: str) -> str:
    return "".join(
        r"[\w’'‑-]{0,60}+"
        if char == "*"
        else rf"[{HYPHENS}\s]{{1,8}}+"
        if char == " "
        else "['’ʼ]"
        if char in "'’ʼ"
        else re.escape(char)
        for char in phrase
    )


class PhraseSearch:
    """Texts in which phrases after phrases are sought: only those that have a phrase's first word are looked into."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        folded = [text.casefold() for text in texts]
        code_of: defaultdict[str, int] = defaultdict()
        code_of.default_factory = code_of.__len__
        codes = [[*map(code_of.__getitem__, _PIECE.findall(text))] for text in folded]
        rows = np.repeat(np.arange(len(texts)), [*map(len, codes)])
        self._words = sorted(code_of)
        rank = np.empty(len(code_of), dtype=np.int64)
        rank[[code_of[word] for word in self._words]] = np.arange(len(code_of))
        of_word = rank[np.fromiter(chain.from_iterable(codes), dtype=np.int64, count=len(rows))]
        self._rows = rows[np.argsort(of_word, kind="stable")]
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(of_word, minlength=len(rank)))])
        self._always = [row for row, text in enumerate(folded) if any(mark in text for mark in _OWN_CASE)]

    def find(self, phrases: Iterable[str], *, in_families: bool = False) -> list[tuple[int, int, int]]:
        """Where the phrases stand: (text, start, end), in order, never overlapping; see `phrase_pattern` for `*`."""
        listed = list(phrases)
        compiled = re.compile(phrase_pattern(listed, in_families=in_families), re.IGNORECASE)
        heads = [_PIECE.match(phrase.casefold()) for phrase in _written(listed)]
        rows = self._beginning({head[0] for head in heads if head}) if all(heads) else range(len(self._texts))
        return [(row, *match.span()) for row in rows for match in compiled.finditer(self._texts[row])]

    def with_any(self, stems: Iterable[str]) -> list[int]:
        """The texts that may have a word that begins with one of these, in any case, in order."""
        heads = [_PIECE.match(stem.casefold()) for stem in stems]
        return self._beginning({head[0] for head in heads if head}) if all(heads) else [*range(len(self._texts))]

    def _beginning(self, heads: Iterable[str]) -> list[int]:
        """The texts with a word that begins so, in order."""
        found = set(self._always)
        for head in heads:
            first, last = bisect_left(self._words, head), bisect_left(self._words, f"{head}{chr(sys.maxunicode)}")
            found.update(self._rows[self._starts[first] : self._starts[last]].tolist())
        return sorted(found)


def find_regex(texts: Sequence[str], pattern: str) -> list[tuple[int, int, int]]:
    """Where an RE2 regular expression matches: (text, start, end), in order; empty matches are left out.

    Python's own `re` can take exponential time on a pattern such as `(a+)+b`; RE2, which pyarrow carries, cannot.
    """
    if not pattern or len(pattern) > _LONGEST_PATTERN:
        raise ParameterError(f"A pattern has between 1 and {_LONGEST_PATTERN} characters; this one has {len(pattern)}.")
    clean = [text.replace(_OPEN, " ").replace(_CLOSE, " ") for text in texts]
    try:
        marked = pc.replace_substring_regex(
            pa.array(clean, pa.large_string()), pattern=f"(?i){pattern}", replacement=rf"{_OPEN}\0{_CLOSE}"
        ).to_pylist()
    except pa.ArrowInvalid as error:
        raise ParameterError(f"{pattern!r} is not a regular expression in RE2 syntax: {error}") from error
    return [(row, start, end) for row, text in enumerate(marked) for start, end in _marks(text)]


def _marks(text: str) -> list[tuple[int, int]]:
    spans, at, opened = [], 0, 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", text):
        if piece == _OPEN:
            opened = at
        elif piece == _CLOSE:
            spans += [(opened, at)] if at > opened else []
        else:
            at += len(piece)
    return spans
