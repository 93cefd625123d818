"""Words in context: every place where a word, phrase or pattern stands, and the words that keep company with one.

Collocates are those of the story's actors, its measures, or any word a reader asks for. Scores are NLTK's
(`nltk.metrics.BigramAssocMeasures`): Dunning's (1993) log-likelihood ratio for how sure the company is, pointwise
mutual information (Church and Hanks, 1990) for how close.
"""

import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import schema
from analysis.corpus import main_language
from analysis.corpus.codebook import Codebook, with_proposed_actors
from analysis.english.families import family_pattern
from analysis.english.marks import HYPHENS
from analysis.english.word_lists import word_list
from analysis.errors import ParameterError
from analysis.framing.languages import (
    Language,
    elides,
    in_each_language,
    is_word,
    language_of,
    language_read,
    placed_words,
    word_forms,
)
from analysis.framing.reading import read
from analysis.statistics import DECIMALS
from analysis.statistics.intervals import share_interval

# --- concordance

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
        alone, it is written as most sentences of the others write it inside; where these have it there alone too, in
        small letters, unless further capitals show that it is a name.

    Misleads when
        a source sets its headlines with capitals and has the term there alone.
    """
    source_of, elided = articles.set_index("article_id")["source"].to_dict(), _with_elision(articles)
    wanted = _by_first_word(terms["term"].drop_duplicates())
    inside: dict[tuple[str, str], Counter] = {}
    opening: dict[tuple[str, str], Counter] = {}
    anywhere: dict[str, Counter] = {}
    for row in sentences[["article_id", "text"]].itertuples(index=False):
        source = source_of.get(row.article_id)
        for term, start, end in _terms_in(row.text, wanted, elided=row.article_id in elided):
            form = " ".join(row.text[start:end].split())
            is_inside = any(map(str.isalnum, row.text[:start]))
            (inside if is_inside else opening).setdefault((source, term), Counter())[form] += 1
            if is_inside and not _is_in_a_name(row.text, start, end):
                anywhere.setdefault(term, Counter())[form] += 1
    own = set(zip(terms["source"], terms["term"], strict=True))
    forms = {}
    for key in own & {*inside, *opening}:
        counted = inside.get(key) or anywhere.get(key[1])
        form = _most_used(counted or opening[key])
        is_name = counted or any(map(str.isupper, form[1:]))
        forms[key] = form if is_name else form[:1].lower() + form[1:]
    return forms


def _is_in_a_name(text: str, start: int, end: int) -> bool:
    """Whether a word with a capital stands beside it: "port" in "Port Alliance" is no form of "port"."""
    before, after = text[:start].split()[-1:], text[end:].split(maxsplit=1)[:1]
    return any(word[:1].isupper() for word in (*before, *after))


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


# --- collocates

# Words listed for each node and source: as many as a reader takes in.
_TOP = 10
# A source that uses a word less often, or a word seen beside it less often, is counted and not commented on.
_LEAST_SEEN = 5
# "In this source only" is said if its absence elsewhere would come by chance in at most so many cases.
_CHANCE = 0.05
# What the articles count from this many times on, the most frequent first: a story about prisoners asks what stands
# beside "prisoners". Nouns that could stand for any people tell nothing of the story.
_COUNTED_OFTEN, _MOST_NOUNS = 3, 2
_ANYBODY = word_list("anybody", package="analysis.framing")


@dataclass(slots=True)
class _Company:
    """What one source writes: all words, uses of the node, and the words in its windows."""

    words: Counter[str]
    n_node: int = 0
    n_window: int = 0
    beside: Counter[str] = field(default_factory=Counter)
    sentences: dict[str, list[str]] = field(default_factory=dict)
    # Of each article: uses of the node, and uses of it with each word beside.
    uses: Counter[str] = field(default_factory=Counter)
    uses_with: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, beside: Sequence[str], article_id: str, sentence_id: str) -> None:
        """Count one use of the node, with the words in its window."""
        self.n_node += 1
        self.n_window += len(beside)
        self.uses[article_id] += 1
        self.beside.update(beside)
        for form in dict.fromkeys(beside):
            self.uses_with.setdefault(form, Counter())[article_id] += 1
            ids = self.sentences.setdefault(form, [])
            if not ids or ids[-1] != sentence_id:
                ids.append(sentence_id)


@in_each_language
def collocates(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    reported_figures: pd.DataFrame,
    *,
    codebook: Codebook,
    names_found: pd.DataFrame | None = None,
    collocates_of: str = "",
    collocate_window: int = 5,
    drop_stop_words: bool = True,
    include_quotes: bool = True,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """What stands beside the story's actors and measures in each source, and what can be said of it?

    Parameters
    ----------
    reported_figures
        What the articles count most often becomes a node too.
    codebook
        Its `actors` (by all their names together) and `measures` (by the words that say them).
    names_found
        The table of that name: for a codebook without actors, those named in most articles stand in.
    collocates_of, collocate_window
        Further words or phrases as in `concordance` ("prisoner*"), parted by commas; they come first. Words on each
        side, within the sentence.
    drop_stop_words, include_quotes
        Leave out function words; see `reading.read`.
    confidence
        Coverage that the intervals aim at.

    Returns
    -------
    DataFrame
        The table `collocates`, of each language by itself: for each node and source the ten words by log-likelihood
        that are beside it more often than by chance, then those seen too rarely. `low`, `high`, `varies`: see
        `intervals.share_interval`. Words seen fewer than 5 times have counts and a `reason` only; a source that uses
        the node fewer than 5 times has one row without a collocate. Actors and measures that no source uses so often
        are left out.

    Misleads when
        `is_only_here` is read as silence: the others may say the same in other words. It counts uses of the node as
        independent, and compares with what chance would do to this one word. And log-likelihood is large for any pair
        of rare words: it ranks, it does not test.
    """
    if names_found is not None:
        codebook = with_proposed_actors(codebook, names_found)
    asked = [term for part in collocates_of.split(",") if (term := part.strip())]
    terms = dict.fromkeys([*asked, *_counted_nouns(reported_figures)])
    rows = read(articles, blocks, sentences, include_quotes=include_quotes).sentences
    language = language_read(language_of(articles), rows)
    words = _words(rows, language)
    dropped = language.stop_words if drop_stop_words else frozenset()
    nodes, table = _nodes(codebook, list(terms)), []
    together = _company(rows, [phrases for _, _, phrases in nodes], collocate_window, words=words, language=language)
    for (node, kind, _), company in zip(nodes, together, strict=True):
        named = {"language": language.code, "node": node, "node_kind": kind}
        table += [named | row for row in _of_node(company, kind, drop=dropped, confidence=confidence)]
    return schema.frame("collocates", table)


def _of_node(company: Mapping[str, _Company], kind: str, *, drop: Collection[str], confidence: float) -> Iterator[dict]:
    """The rows of one node by source; none of an actor or measure that no source uses often enough."""
    uses = [one.n_node for one in company.values()]
    if max(uses, default=0) < _LEAST_SEEN and (kind != "term" or not sum(uses)):
        return
    for source in sorted(company):
        others = [one for name, one in company.items() if name != source]
        for row in _beside(company[source], others, drop=drop, confidence=confidence):
            yield {"source": source} | row


def _counted_nouns(figures: pd.DataFrame) -> list[str]:
    """Whom or what the articles count most often."""
    counted = figures.loc[figures["unit"].isna(), "counted"].dropna().str.lower()
    nouns = counted.str.split(" of ").str[0].str.split().str[-1]
    n_figures = nouns[nouns.str.isalpha() & ~nouns.isin(_ANYBODY)].value_counts()
    often = sorted(n_figures[n_figures >= _COUNTED_OFTEN].items(), key=lambda item: (-item[1], item[0]))
    return [noun for noun, _ in often[:_MOST_NOUNS]]


def _nodes(codebook: Codebook, terms: Sequence[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    nodes = [(term, "term", (term,)) for term in terms]
    nodes += [(actor.name, "actor", actor.names) for actor in codebook.actors.values() if actor.names]
    for measure in codebook.measures.values():
        if phrases := measure.cues or measure.people:
            nodes.append((measure.name, "measure", phrases))
    # A name may be a term, an actor and a measure at once; the first of them counts.
    return list({node: (node, kind, phrases) for node, kind, phrases in reversed(nodes)}.values())[::-1]


def _words(rows: pd.DataFrame, language: Language) -> dict[str, Counter[str]]:
    """How often each source uses each word."""
    words: dict[str, Counter[str]] = {}
    for source, text in rows[["source", "words"]].itertuples(index=False):
        words.setdefault(source, Counter()).update(word_forms(text, with_numbers=True, elided=language.elides))
    return {
        source: Counter({form: n for form, n in counted.items() if is_word(form)}) for source, counted in words.items()
    }


def _company(
    rows: pd.DataFrame,
    nodes: Sequence[Sequence[str]],
    window: int,
    *,
    words: dict[str, Counter[str]],
    language: Language,
) -> list[dict[str, _Company]]:
    """What each source writes around each of the nodes; a sentence falls into words once, whatever stands in it."""
    texts = rows["words"].tolist()
    places = rows[["source", "article_id", "sentence_id"]].to_numpy().tolist()
    together = [{source: _Company(counted) for source, counted in words.items()} for _ in nodes]
    search = PhraseSearch(texts)
    found = sorted(
        (row, start, end, node)
        for node, phrases in enumerate(nodes)
        for row, start, end in search.find(phrases, in_families=True)
    )
    for row, uses in groupby(found, key=itemgetter(0)):
        source, article_id, sentence_id = places[row]
        placed = [piece for piece in placed_words(texts[row], elided=language.elides) if is_word(piece[0])]
        forms, begins, stops = map(list, zip(*placed, strict=True)) if placed else ([], [], [])
        for _, start, end, node in uses:
            first, last = bisect_right(stops, start), bisect_left(begins, end)
            beside = forms[max(first - window, 0) : first] + forms[last : last + window]
            together[node][source].add(beside, article_id, sentence_id)
    return together


def _scores(one: _Company, word: str) -> dict[str, float]:
    from nltk.metrics import BigramAssocMeasures  # imports all of NLTK, and only here is it needed

    # As a two-by-two table: beside the node or not, this word or not. A word between two nodes is in both windows, so
    # where they overlap much, more words are counted than there are: no cell may come out below nought.
    n, n_word = one.beside[word], max(one.words[word], one.beside[word])
    marginals = (n, (one.n_window, n_word), max(one.words.total(), one.n_window + n_word - n))
    return {
        "log_likelihood": round(float(BigramAssocMeasures.likelihood_ratio(*marginals)), DECIMALS),
        "pmi": round(float(BigramAssocMeasures.pmi(*marginals)), DECIMALS),
    }


def _beside(one: _Company, others: Sequence[_Company], *, drop: Collection[str], confidence: float) -> list[dict]:
    """The rows of one source: words with a statement, by log-likelihood, then those seen too rarely, by count."""
    if one.n_node < _LEAST_SEEN:
        times = {0: "Does not use it", 1: "Uses it once"}.get(one.n_node, f"Uses it {one.n_node} times")
        return [_counts_only("", one, others, reason=f"{times}: no statement.")]
    found = []
    for word in sorted(one.uses_with):
        n = one.uses_with[word].total()
        if n < 2 or word in drop:
            continue
        row = _counts_only(word, one, others, reason=None)
        scores = _scores(one, word)
        if scores["pmi"] <= 0:
            continue
        if n < _LEAST_SEEN:
            row["reason"] = f"Seen {n} times: no statement."
        else:
            row |= scores | _share(one, word, row, confidence=confidence)
        found.append(row)
    found.sort(
        key=lambda row: (row["reason"] is not None, -row.get("log_likelihood", 0.0), -row["n"], row["collocate"])
    )
    return found[:_TOP] or [_counts_only("", one, others, reason="No word keeps it company twice: no statement.")]


def _counts_only(word: str, one: _Company, others: Sequence[_Company], *, reason: str | None) -> dict:
    mine = one.uses_with.get(word, Counter())
    return {
        "collocate": word,
        "n": mine.total(),
        "n_node": one.n_node,
        "n_collocate": one.words[word],
        "n_articles": len(mine),
        "varies": "none",
        "n_elsewhere": sum(other.uses_with.get(word, Counter()).total() for other in others),
        "n_node_elsewhere": sum(other.n_node for other in others),
        "is_only_here": False,
        "reason": reason,
        "sentences": one.sentences.get(word, []),
    }


def _share(one: _Company, word: str, row: dict, *, confidence: float) -> dict:
    ids = sorted(one.uses)
    mine = one.uses_with[word]
    found = share_interval([mine[each] for each in ids], [one.uses[each] for each in ids], confidence=confidence)
    # Were the word beside the node elsewhere as often as the low end says, would its absence there be rare?
    is_rare = (1 - found.low) ** row["n_node_elsewhere"] <= _CHANCE
    ends = {"share": found.share, "low": found.low, "high": found.high}
    return {name: round(value, DECIMALS) for name, value in ends.items()} | {
        "varies": found.resampled,
        "is_only_here": row["n_elsewhere"] == 0 and is_rare,
    }
