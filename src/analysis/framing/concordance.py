"""Words in context: every place where a word, phrase or pattern stands, and the words that keep it company.

Scores of collocates are NLTK's (`nltk.metrics.BigramAssocMeasures`): Dunning's (1993) log-likelihood ratio for how sure
the company is, pointwise mutual information (Church and Hanks, 1990) for how close.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import schema
from analysis.corpus.actors import with_proposed_actors
from analysis.corpus.codebook import Codebook
from analysis.english.families import family_pattern
from analysis.english.marks import HYPHENS
from analysis.english.word_lists import word_list
from analysis.errors import ParameterError
from analysis.framing.reading import read
from analysis.framing.vocabulary import STOP_WORDS, placed_words
from analysis.statistics.intervals import share_interval

_OPEN, _CLOSE = "\ue000", "\ue001"
_LONGEST_PATTERN = 300
_BETWEEN = re.compile(rf"[{HYPHENS}\xad\s]+")
_SEPARATORS = re.compile(rf"[{HYPHENS}\s]+")
_COLUMNS = ["article_id", "source", "sentence_id", "start_char", "end_char", "left", "keyword", "right"]
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
_PLACES = 6


# --- keyword in context


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
    articles, sentences
        The tables of those names.
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
    spans = find_regex(texts, pattern) if is_regex else find_phrases(texts, [pattern])
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
        The tables of those names; only these sentences are searched, in their order.
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
    wanted = {source: _by_first_word(own["term"]) for source, own in terms.groupby("source", sort=False)}
    n_open = Counter(terms["source"])
    places: dict[tuple[str, str], tuple] = {}
    for row in sentences[["article_id", "sentence_id", "start_char", "text"]].itertuples(index=False):
        source = source_of.get(row.article_id)
        if not n_open[source]:
            continue
        for term, start, end in _terms_in(row.text, wanted[source]):
            if (source, term) not in places:
                n_open[source] -= 1
                first, last = row.start_char + start, row.start_char + end
                in_context = _in_context(text_of[row.article_id], first, last, width=width)
                places[source, term] = (row.article_id, source, row.sentence_id, first, last, *in_context, term)
    ordered = [places[key] for key in zip(terms["source"], terms["term"], strict=True) if key in places]
    return pd.DataFrame(ordered, columns=[*_COLUMNS, "term"])


def _in_context(text: str, start: int, end: int, *, width: int) -> tuple[str, str, str]:
    """What stands before, at and after a place."""
    left, right = text[max(0, start - width) : start], text[end : end + width]
    return left.replace("\n", " "), text[start:end], right.replace("\n", " ")


def _by_first_word(terms: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for term in terms:
        words = tuple(term.split(" "))
        found.setdefault(words[0], []).append(words)
    return found


def _terms_in(text: str, terms: dict[str, list[tuple[str, ...]]]) -> list[tuple[str, int, int]]:
    """The terms (by their first word) that stand in a text, each at its first place."""
    placed = placed_words(text)
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
    found = {
        " ".join(_SEPARATORS.split(phrase)).strip(" *'’ʼ") + "*" * phrase.rstrip().endswith("*") for phrase in phrases
    }
    written = sorted(found - {"", "*"}, key=lambda text: (-len(text), text))
    if not written:
        raise ParameterError("A pattern needs at least one letter or digit: the pattern given is empty.")
    escaped = _escaped_in_families if in_families else _escaped
    return rf"(?<!\w)(?:{'|'.join(map(escaped, written))})(?!\w)"


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


def find_phrases(
    texts: Sequence[str], phrases: Iterable[str], *, in_families: bool = False
) -> list[tuple[int, int, int]]:
    """Where the phrases stand: (text, start, end), in order, never overlapping; see `phrase_pattern` for `*`."""
    compiled = re.compile(phrase_pattern(phrases, in_families=in_families), re.IGNORECASE)
    return [(row, *match.span()) for row, text in enumerate(texts) for match in compiled.finditer(text)]


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
    articles, blocks, sentences, reported_figures
        The tables of those names; of the last, what the articles count most often becomes a node too.
    codebook
        Its `actors` (by all their names together) and `measures` (by the words that say them).
    names_found
        The table of that name: for a codebook without actors, those named in most articles stand in.
    collocates_of
        Further words or phrases as in `concordance` ("prisoner*"), parted by commas; they come first.
    collocate_window
        Words on each side, within the sentence.
    drop_stop_words
        Leave out function words.
    include_quotes
        See `reading.read`.
    confidence
        Coverage that the intervals aim at.

    Returns
    -------
    DataFrame
        The table `collocates`: for each node and source the ten words by log-likelihood that are beside it more often
        than by chance, then those seen too rarely. `low`, `high`, `varies`: see `intervals.share_interval`. Words seen
        fewer than 5 times have counts and a `reason` only; a source that uses the node fewer than 5 times has one row
        without a collocate. Actors and measures that no source uses so often are left out.

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
    words = _words(rows)
    table = []
    for node, kind, phrases in _nodes(codebook, list(terms)):
        company = _company(rows, phrases, collocate_window, words=words)
        uses = [one.n_node for one in company.values()]
        if max(uses, default=0) < _LEAST_SEEN and (kind != "term" or not sum(uses)):
            continue
        for source in sorted(company):
            others = [one for name, one in company.items() if name != source]
            found = _beside(company[source], others, drop=drop_stop_words, confidence=confidence)
            table += [{"node": node, "node_kind": kind, "source": source} | row for row in found]
    return schema.frame("collocates", table)


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


def _placed(text: str) -> list[tuple[str, int, int]]:
    return [piece for piece in placed_words(text) if any(map(str.isalpha, piece[0]))]


def _words(rows: pd.DataFrame) -> dict[str, Counter[str]]:
    """How often each source uses each word."""
    words: dict[str, Counter[str]] = {}
    for source, text in rows[["source", "words"]].itertuples(index=False):
        words.setdefault(source, Counter()).update(form for form, _, _ in _placed(text))
    return words


def _company(
    rows: pd.DataFrame, nodes: Sequence[str], window: int, *, words: dict[str, Counter[str]]
) -> dict[str, _Company]:
    texts = rows["words"].tolist()
    places = rows[["source", "article_id", "sentence_id"]].to_numpy().tolist()
    company = {source: _Company(counted) for source, counted in words.items()}
    placed, row_placed = [], -1
    for row, start, end in find_phrases(texts, nodes, in_families=True):
        if row != row_placed:
            placed, row_placed = _placed(texts[row]), row
        source, article_id, sentence_id = places[row]
        one = company[source]
        before = [form for form, _, stop in placed if stop <= start][-window:]
        after = [form for form, begin, _ in placed if begin >= end][:window]
        one.n_node += 1
        one.n_window += len(before) + len(after)
        one.uses[article_id] += 1
        one.beside.update(before + after)
        for form in dict.fromkeys(before + after):
            one.uses_with.setdefault(form, Counter())[article_id] += 1
            ids = one.sentences.setdefault(form, [])
            if not ids or ids[-1] != sentence_id:
                ids.append(sentence_id)
    return company


def _scores(one: _Company, word: str) -> dict[str, float]:
    from nltk.metrics import BigramAssocMeasures  # imports all of NLTK, and only here is it needed

    # As a two-by-two table: beside the node or not, this word or not. A word between two nodes is in both windows, so
    # where they overlap much, more words are counted than there are: no cell may come out below nought.
    n, n_word = one.beside[word], max(one.words[word], one.beside[word])
    marginals = (n, (one.n_window, n_word), max(one.words.total(), one.n_window + n_word - n))
    return {
        "log_likelihood": round(float(BigramAssocMeasures.likelihood_ratio(*marginals)), _PLACES),
        "pmi": round(float(BigramAssocMeasures.pmi(*marginals)), _PLACES),
    }


def _beside(one: _Company, others: Sequence[_Company], *, drop: bool, confidence: float) -> list[dict]:
    """The rows of one source: words with a statement, by log-likelihood, then those seen too rarely, by count."""
    if one.n_node < _LEAST_SEEN:
        times = {0: "Does not use it", 1: "Uses it once"}.get(one.n_node, f"Uses it {one.n_node} times")
        return [_counts_only("", one, others, reason=f"{times}: no statement.")]
    found = []
    for word in sorted(one.uses_with):
        n = one.uses_with[word].total()
        if n < 2 or (drop and word in STOP_WORDS):
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
    return {name: round(value, _PLACES) for name, value in ends.items()} | {
        "varies": found.resampled,
        "is_only_here": row["n_elsewhere"] == 0 and is_rare,
    }
