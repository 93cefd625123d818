"""What the measures read of the articles, and a list of what they leave out and why.

Left out: paragraphs in another language than their article's, what has no spaces between words, blocks that ingest
marked as not belonging to the article (navigation, promotion, repeats), datelines, by-lines, credit lines, sign-offs
and links to other articles, sentences and runs of words that one outlet prints again and again, web addresses, labels
before a colon, and the outlet's own name. Each of them would otherwise top the list of what sets an outlet apart, and
none of them says anything about the story.
"""

import hashlib
import re
from bisect import bisect_right
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.corpus import OTHER_LANGUAGE, has_word_spaces, is_english, outlets
from analysis.corpus.furniture import is_dateline, is_link
from analysis.english.quotations import quotation_spans
from analysis.framing.boilerplate import (
    FOOTER_ARTICLES,
    RUN_WORDS,
    is_by_line,
    is_footer,
    is_shared_footer,
    is_sign_off,
    least_articles,
    own_marks,
    own_name_pattern,
    plain,
    repeated_runs,
)
from analysis.framing.languages import in_each_language

# --- kept: ten measures read the same sentences of the same articles
# Of so many rows (75,000 articles of 2 kB) no result is kept: their texts would fill the memory that the other measures
# need. Several are kept of so many rows together: of a small story, which is read again without each of its articles,
# all; of 10,000 articles those that differ in quotations or boilerplate.
MOST_ROWS = 2_000_000
_TOGETHER, _MOST_RESULTS = 600_000, 16


_EVERY: list[OrderedDict] = []


def forget() -> None:
    """Keep no result any longer: before work that needs none of them, and much memory."""
    for results in _EVERY:
        results.clear()


class _Digest:
    """A file that keeps nothing of what is written to it but the hash."""

    closed = False

    def __init__(self) -> None:
        self.sha256 = hashlib.sha256()

    def write(self, data: Any) -> int:
        """Take in more bytes."""
        self.sha256.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits to be written."""


def content_of(table: pd.DataFrame) -> str:
    """The hash of a table's content, its index included: about a second for a gigabyte.

    >>> one, other = pd.DataFrame({"a": ["x"]}), pd.DataFrame({"a": ["x"]})
    >>> content_of(one) == content_of(other), content_of(one) == content_of(other.assign(a="y"))
    (True, False)
    """
    import pyarrow as pa

    digest, rows = _Digest(), pa.Table.from_pandas(table)
    with pa.ipc.new_stream(digest, rows.schema) as stream:
        stream.write_table(rows)
    return digest.sha256.hexdigest()


def kept_by_content(make: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, whose last few results are given again when its tables and settings are the same.

    Results are shared: who gets one must not change it in place.
    """
    results: OrderedDict[tuple, tuple[int, Any]] = OrderedDict()
    _EVERY.append(results)

    @wraps(make)
    def once(*tables: pd.DataFrame, **settings: Any) -> Any:
        n_rows = sum(map(len, tables))
        if n_rows > MOST_ROWS:
            return make(*tables, **settings)
        key = *map(content_of, tables), *sorted(settings.items())
        if key not in results:
            results[key] = n_rows, make(*tables, **settings)
        results.move_to_end(key)
        while len(results) > 1 and (len(results) > _MOST_RESULTS or sum(n for n, _ in results.values()) > _TOGETHER):
            results.popitem(last=False)
        return results[key][1]

    return once


# --- what is read

# Each pattern starts where a word starts, so that no text is read more than a few times.
_ADDRESS = re.compile(
    r"https?+://\S++|\bwww\.\S++|\bpic\.\w++\.com/\S++|(?<!\S)[^\s@]*+@\S++"
    r"|(?<![\w.@-])[\w-]++(?:\.[\w-]++)*\.(?:com|org|net)\b(?:/\S++)?"
)
_INSIDE = re.compile(r"://|www\.|\.(?:com|org|net)\b")
# "READ MORE: …", "Share this page: …": an outlet's own label before something else.
_LABEL = re.compile(r"(?<!\S)(?:[A-Z]{4,20}(?:\s[A-Z]{4,20}){0,2}|[A-Z][\w’']{0,20}(?:\s[\w’']{1,20}){0,3}):(?=[\s-])")
# "Geneva, May 4 (WIRE)", "Geneva /WIRE/".
_PLACES = r"(?:[^\W\d_a-z][\w.'’-]{0,20}+[,\s]{1,2}){0,5}"
_AGENCY = re.compile(rf"\W{{0,2}}{_PLACES}(?:\d{{1,2}}[.,\s]{{1,2}})?(?:\([A-Z]{{2,10}}\)|/[A-Z]{{2,10}}/)[\s.–—-]*+")
# "… she said. jd/rt (WIRE, OTHER)", at the end of an article.
_BRACKETS = re.compile(r"(?:(?<!\S)[a-z]{2,4}(?:/[a-z]{2,4})*[\s-]{0,3})?\([^()]{2,80}\)\W*+$")
_OPENING_SENTENCES = 2
# An article that would keep less of its body than this without its outlet's repeated sentences keeps them.
_LEAST_KEPT = 2 / 3
_NO_SPACES = "a language without spaces between words"
_LISTED = ["source", "article_id", "sentence_id", "text"]


class Reading(NamedTuple):
    """What a measure reads: `sentences` (with `source` and the `words` to count) and what was `left_out`, with why."""

    sentences: pd.DataFrame
    left_out: pd.DataFrame


def read(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
    only_english: bool = False,
) -> Reading:
    """The sentences that a measure of vocabulary reads, and a list of what it leaves out.

    Parameters
    ----------
    include_boilerplate, include_quotes
        Read navigation, promotion and repeats too; read what stands between quotation marks too.
    only_english
        For measures whose cues are English.

    Returns
    -------
    Reading
        `sentences`: article_id, sentence_id, source, words (the text without what is left out), in reading order.
        `left_out`: source, article_id, sentence_id, text, reason; one row for each sentence or name left out.
        One language after the other.

    Misleads when
        a footer differs from article to article: only sentences that repeat word for word (numbers aside) are seen.
    """
    # What only English has is then all there is: one reading serves both kinds of measures.
    only_english = only_english and not articles["language"].map(is_english, na_action=None).all()
    how = {"include_boilerplate": include_boilerplate, "include_quotes": include_quotes, "only_english": only_english}
    return _read(articles, blocks, sentences, **how)


@kept_by_content
@partial(in_each_language, counts_words=False)
def _read(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    include_boilerplate: bool,
    include_quotes: bool,
    only_english: bool,
) -> Reading:
    rows = _with_outlets(articles, sentences)
    if include_boilerplate:
        reason, marks = _not_readable(rows, blocks, only_english=only_english), {}
    else:
        reason, marks = _boilerplate(articles, blocks, sentences, only_english=only_english)
    kept = rows[reason.isna()]
    if not include_quotes:
        kept = kept.assign(text=_without_quotes(articles, kept))
    cut = _Cut.of(kept, marks) if not include_boilerplate else _Cut(kept["text"].tolist(), [])
    dropped = rows.loc[reason.notna(), _LISTED].assign(reason=reason.dropna())
    # What an outlet repeats is its own, whatever group its articles are compared in.
    group = articles.set_index("article_id")["source"]
    read = kept[["article_id", "sentence_id"]].assign(source=kept["article_id"].map(group), words=cut.words)
    left = pd.concat([dropped, *cut.left_out]).sort_index(kind="stable")
    return Reading(
        sentences=read.reset_index(drop=True),
        left_out=left.assign(source=left["article_id"].map(group)).reset_index(drop=True),
    )


def _with_outlets(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The sentences, each with its outlet and with the address and language of its article."""
    about = articles[["article_id", "url", "language"]].assign(source=outlets(articles))
    return sentences.merge(about, on="article_id", how="inner")


@kept_by_content
def _boilerplate(
    articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame, *, only_english: bool
) -> tuple[pd.Series, dict[str, frozenset[str]]]:
    """Why a sentence is not read, or nothing, and the words that give an outlet away: with or without quotations."""
    rows = _with_outlets(articles, sentences)
    is_body = rows["block_id"].map(blocks.set_index("block_id")["is_body"]).fillna(True).astype(bool)
    reason = _not_readable(rows, blocks, only_english=only_english).fillna(_reasons(rows, is_body))
    return reason, own_marks(rows[is_body], is_aside=reason[is_body].notna())


def left_out(
    articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame, *, include_quotes: bool = True
) -> pd.DataFrame:
    """What the vocabulary leaves out and why: source, reason, n_sentences, n_words, example; sorted by source.

    Stop words are not listed here: see `languages.Language`.
    """
    rows = read(articles, blocks, sentences, include_quotes=include_quotes).left_out
    rows = rows.assign(n_words=rows["text"].str.split().str.len())
    grouped = rows.groupby(["source", "reason"], sort=True)
    listed = grouped.agg(n_sentences=("text", "size"), n_words=("n_words", "sum"), example=("text", "first"))
    return listed.reset_index()


def _not_readable(rows: pd.DataFrame, blocks: pd.DataFrame, *, only_english: bool) -> pd.Series:
    """Why a sentence is left out whatever else is read."""
    reason = schema.series("string", [None] * len(rows), index=rows.index)
    kind = rows["block_id"].map(blocks.set_index("block_id")["kind"])
    reason[~rows["language"].map(has_word_spaces, na_action=None).astype(bool)] = _NO_SPACES
    is_other = kind == OTHER_LANGUAGE
    if only_english:
        is_other |= ~rows["language"].map(is_english, na_action=None).astype(bool)
    reason[is_other] = "another language"
    return reason


def _reasons(rows: pd.DataFrame, is_body: pd.Series) -> pd.Series:
    """Why a sentence is left out as a whole, or nothing."""
    reason = schema.series("string", [None] * len(rows), index=rows.index)
    if rows.empty:
        return reason
    reason[~is_body] = "not part of the article: navigation, promotion or a repeat"
    read_so_far = rows[is_body]
    for name, found in (
        ("a by-line or credit line", read_so_far["text"].map(is_by_line)),
        ("a link to another article", read_so_far["text"].map(is_link).astype(bool)),
        ("a footer that several outlets share", is_shared_footer(read_so_far)),
        (f"a sentence that the outlet prints in {FOOTER_ARTICLES} articles or more", is_footer(read_so_far)),
    ):
        reason[found[found & reason[found.index].isna()].index] = name
    closing = is_sign_off(rows[reason.isna()])
    reason[closing[closing].index] = "a sign-off: last words of a kind that the outlet puts under many articles"
    return reason


@dataclass(frozen=True, slots=True)
class _Cut:
    """Sentences without what is cut out of them (each time a full stop, which ends a run), and lists of that."""

    words: list[str]
    left_out: list[pd.DataFrame]

    @classmethod
    def of(cls, rows: pd.DataFrame, marks: Mapping[str, frozenset[str]]) -> "_Cut":
        words, left_out = rows["text"].tolist(), []
        if rows.empty:
            return cls(words, left_out)
        cut_marks = partial(_cut_marks, marks=marks)
        steps = (_cut_runs, _cut_addresses, _cut_datelines, _cut_brackets, _cut_own_names, _cut_labels)
        for step in (*steps, cut_marks):
            words, pieces, reason = step(rows, words)
            at = [place for place, found in enumerate(pieces) for _ in found]
            listed = rows[_LISTED].iloc[at].assign(reason=reason)
            # A name is shown in its sentence, or the list would say the same word over and over.
            if step is not _cut_own_names:
                listed["text"] = [piece for found in pieces for piece in found]
            else:
                listed = listed[~listed.index.duplicated()]
            left_out.append(listed)
        return cls(words, left_out)


_Step = tuple[list[str], list[tuple[str, ...]], str]


def _cut_runs(rows: pd.DataFrame, words: list[str]) -> _Step:
    runs = repeated_runs(rows.assign(text=words))
    rest, pieces = map(list, zip(*(runs.get(at, (text, ())) for at, text in enumerate(words)), strict=True))
    return rest, pieces, f"{RUN_WORDS} words or more in a row that the outlet prints again and again"


def _cut_datelines(rows: pd.DataFrame, words: list[str]) -> _Step:
    is_opening = (rows.groupby("article_id", sort=False).cumcount() < _OPENING_SENTENCES).tolist()
    ends = [opening_end(text) if first else 0 for text, first in zip(words, is_opening, strict=True)]
    pieces = [(text[:end],) if end else () for text, end in zip(words, ends, strict=True)]
    return [text[end:] for text, end in zip(words, ends, strict=True)], pieces, "place, day and agency of an opening"


def opening_end(text: str) -> int:
    """Where the place, day and agency that open an article end; 0 if there are none.

    >>> [opening_end(text) for text in ("Geneva, May 4 /WIRE/. Talks began.", "Geneva (WIRE)Talks began.", "Talks.")]
    [22, 13, 0]
    """
    if is_dateline(text.rstrip(". ")):
        return len(text)
    found = _AGENCY.match(text)
    return found.end() if found else 0


def _cut_brackets(rows: pd.DataFrame, words: list[str]) -> _Step:
    """The brackets that close an article, with initials before them, where the outlet closes several so."""
    has_word = pd.Series([any(map(str.isalpha, text)) for text in words], index=rows.index)
    last = rows[has_word].groupby("article_id", sort=False).tail(1).index
    ends = {at: found.start() for at in rows.index.get_indexer(last) if (found := _BRACKETS.search(words[at]))}
    source = rows["source"].to_numpy()
    n_closed = Counter(source[at] for at in ends)
    n_articles = rows.groupby("source")["article_id"].nunique()
    ends = {at: end for at, end in ends.items() if n_closed[source[at]] >= least_articles(n_articles[source[at]])}
    rest = [text[: ends.get(at)] if at in ends else text for at, text in enumerate(words)]
    pieces = [(text[ends[at] :],) if at in ends else () for at, text in enumerate(words)]
    return rest, pieces, "brackets that close many of the outlet's articles"


def _cut_own_names(rows: pd.DataFrame, words: list[str]) -> _Step:
    rest, pieces = words.copy(), [()] * len(words)
    for source, at in sorted(rows.groupby("source", sort=True).indices.items()):
        urls = sorted({url for url in rows["url"].iloc[at] if isinstance(url, str)})
        cut = _cutter(own_name_pattern(source, urls, [words[place] for place in at]), fold=plain)
        for place in at.tolist():
            rest[place], pieces[place] = cut(words[place])
    return rest, pieces, "the outlet's own name: the name only, not the sentence"


def _cut_marks(rows: pd.DataFrame, words: list[str], *, marks: Mapping[str, frozenset[str]]) -> _Step:
    """Words that the outlet writes at the head and the foot of its articles only: names of its staff and the like."""
    rest, pieces = words.copy(), [()] * len(words)
    for source, at in sorted(rows.groupby("source", sort=True).indices.items()):
        if marks.get(source):
            either = "|".join(map(re.escape, sorted(marks[source], key=lambda word: (-len(word), word))))
            cut = _cutter(re.compile(rf"(?<![\w’'-])(?:{either})(?![\w-])", re.IGNORECASE))
            for place in at.tolist():
                rest[place], pieces[place] = cut(words[place])
    return rest, pieces, "a word that the outlet alone writes, at the head or the foot of its articles"


def _cut_labels(rows: pd.DataFrame, words: list[str]) -> _Step:
    """Labels before a colon, where the outlet prints them in several articles."""
    cut = _cutter(_LABEL)
    rest, pieces = zip(*(cut(text) if ":" in text else (text, ()) for text in words), strict=True)
    at = [place for place, found in enumerate(pieces) for _ in found]
    used = rows[["source", "article_id"]].iloc[at].assign(label=[label for found in pieces for label in found])
    used = used.drop_duplicates()
    n_articles = used.groupby(["source", "label"]).size()
    n_sources = used.groupby("label")["source"].nunique()
    n_own = rows.groupby("source")["article_id"].nunique()
    # Words without capitals before a colon may be the story's; these must be frequent, and this outlet's alone.
    usual = {
        (source, label)
        for (source, label), n in n_articles.items()
        if (n >= FOOTER_ARTICLES if label.isupper() else n >= least_articles(n_own[source]) and n_sources[label] == 1)
    }
    is_usual = [
        bool(found) and all((source, label) in usual for label in found)
        for source, found in zip(rows["source"], pieces, strict=True)
    ]
    rest = [new if cut else old for new, old, cut in zip(rest, words, is_usual, strict=True)]
    return (
        rest,
        [found if cut else () for found, cut in zip(pieces, is_usual, strict=True)],
        "a label before a colon, as in many of the outlet's articles",
    )


def _cut_addresses(_: pd.DataFrame, words: list[str]) -> _Step:
    cut = _cutter(_ADDRESS)
    # A look for two characters is quicker than the pattern, and most sentences hold neither.
    done = [cut(text) if "@" in text or _INSIDE.search(text) else (text, ()) for text in words]
    rest, pieces = zip(*done, strict=True)
    return list(rest), list(pieces), "a web address or an account's name"


def _cutter(
    pattern: re.Pattern[str], *, fold: Callable[[str], str] = str
) -> Callable[[str], tuple[str, tuple[str, ...]]]:
    """A function that puts a full stop in place of each match; `fold` must keep every character in its place."""

    def cut(text: str) -> tuple[str, tuple[str, ...]]:
        spans = [match.span() for match in pattern.finditer(fold(text))]
        if not spans:
            return text, ()
        ends = [0, *(end for _, end in spans)]
        starts = [*(start for start, _ in spans), len(text)]
        between = [text[first:last] for first, last in zip(ends, starts, strict=True)]
        return " . ".join(between), tuple(text[first:last] for first, last in spans)

    return cut


def _without_quotes(articles: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """The sentences with a full stop in place of what stands between quotation marks."""
    spans = {
        article_id: [(quote.outer_start, quote.outer_end) for quote in quotation_spans(text) if quote.depth == 0]
        for article_id, text in articles[["article_id", "text"]].itertuples(index=False)
    }
    texts = []
    for article_id, start, text in rows[["article_id", "start_char", "text"]].itertuples(index=False):
        quoted = spans[article_id]
        at = bisect_right(quoted, (start, start))
        at -= at > 0 and quoted[at - 1][1] > start
        pieces, done = [], 0
        for first, last in quoted[at:]:
            if first >= start + len(text):
                break
            pieces.append(text[done : max(first - start, done)])
            done = min(max(last - start, done), len(text))
        texts.append(" . ".join([*pieces, text[done:]]))
    return schema.series("string", texts, index=rows.index)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a body: where it starts in the article's text, and what it says."""

    start: int
    text: str
    sentence_id: str = ""


@dataclass(frozen=True, eq=False)
class ArticleTexts:
    """The body of each article, sentence by sentence, articles in order of their ids; known again by identity."""

    ids: list[str]
    passages: list[list[Passage]]


@kept_by_content
def bodies(articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame) -> ArticleTexts:
    """The body of every article; an article without sentences has none.

    A sentence that one outlet prints again and again is a footer, and left out; where an article would lose more than
    a third of its text so, it is no footer but an outlet telling a story several times, and stays.
    """
    ids = sorted(articles["article_id"])
    passages: dict[str, list[Passage]] = {article_id: [] for article_id in ids}
    kept = sentences[_is_read(articles, blocks, sentences)]
    columns = ["article_id", "start_char", "text", "sentence_id"]
    for article_id, start, text, sentence_id in kept[columns].itertuples(index=False):
        passages[article_id].append(Passage(start, text, sentence_id))
    return ArticleTexts(ids, [passages[article_id] for article_id in ids])


def _is_read(articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame) -> pd.Series:
    is_body = sentences["block_id"].map(blocks.set_index("block_id")["is_body"]).fillna(True).astype(bool)
    is_body &= ~sentences["text"].map(lambda text: is_by_line(text) or is_link(text)).astype(bool)
    language = sentences["article_id"].map(articles.set_index("article_id")["language"])
    is_body &= language.map(has_word_spaces, na_action=None).astype(bool)
    is_kept = sentences["sentence_id"].isin(set(read(articles, blocks, sentences).sentences["sentence_id"]))
    length = sentences["text"].str.len()
    of_article = sentences["article_id"]
    n_body, n_kept = ((length * chosen).groupby(of_article).transform("sum") for chosen in (is_body, is_kept))
    return is_kept | (is_body & (n_kept < _LEAST_KEPT * n_body))
