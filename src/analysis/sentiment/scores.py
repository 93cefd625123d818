"""The score of each sentence, and the means of groups of them (sources, articles, speakers).

Which sentences are read for it, and which cannot have one; each mean has its count, coverage and interval.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import schema
from analysis.corpus import OTHER_LANGUAGE, is_english
from analysis.english import words
from analysis.english.word_lists import word_groups
from analysis.errors import ParameterError
from analysis.sentiment.batches import Analyser, Scores
from analysis.sentiment.lexicons import Lexicon, vader_lexicon
from analysis.sentiment.rules import NLTK, VADER
from analysis.statistics.resampling import bootstrap_mean, bootstrap_mean_within

Scorer = Literal["nltk", "vader"]
_RULES = {"nltk": NLTK, "vader": VADER}
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ANOTHER_LANGUAGE = "not_english"
# What negations are tried on: any charged word will do.
_PROBE = "happy"
_NEGATIONS = [word for _, line in word_groups("negations", package="analysis.sentiment") for word in line]
# A sentence is mostly quotation from half of its characters on.
QUOTED_FROM = 0.5


def score_sentences(
    sentences: pd.DataFrame,
    *,
    scorer: Scorer = "vader",
    articles: pd.DataFrame | None = None,
    blocks: pd.DataFrame | None = None,
    lexicon: Lexicon | None = None,
) -> pd.DataFrame:
    """How charged is each sentence, by the words in it (Hutto & Gilbert, 2014, ICWSM)?

    Parameters
    ----------
    scorer
        Whose VADER rules: "nltk" gives the numbers of NLTK's `SentimentIntensityAnalyzer.polarity_scores`, "vader"
        those of the author's package `vaderSentiment`, each to the last bit, on the text with straight quotation marks
        and apostrophes.
    articles, blocks
        With them, sentences of articles that are not in English (`language`, or the flag `not_english` in `health`)
        and of paragraphs in another language get no score.
    lexicon
        Words and weights; VADER's own if not given.

    Returns
    -------
    DataFrame
        Table `sentiment`, one row per sentence in the order of `sentences`. `compound` runs from -1 to 1, the three
        shares from 0 to 1. All four are empty, never 0.0, where there is nothing an English lexicon could score: the
        article or the paragraph is in another language, or the text has neither a lexicon word nor a word in Latin
        letters (digits, signs, another script, nothing). A sentence of English words none of which is in the lexicon
        scores 0.0, as in the reference, and `n_lexicon_words` 0 says that this is silence and not balance.

    Raises
    ------
    ParameterError
        The scorer is unknown.

    Misleads when
        the text is not a sentence: `compound` saturates with length (three mild sentences together 0.72, the same
        twenty times over 0.9988, their mean 0.32 both times). And it measures words, not views: "prison" is negative
        in every article about prisoners. Negations that the rules do not know leave a word as it stands: see
        `unknown_negations`.

    Examples
    --------
    >>> rows = [{"article_id": "a", "sentence_id": "a:s1", "block_id": "a:b1", "start_char": 0, "end_char": 12,
    ...          "text": "A good deal.", "share_quoted": 0.0}]
    >>> score_sentences(schema.frame("sentences", rows))["compound"].tolist()
    [0.4404]
    """
    texts = sentences["text"].tolist()
    scores = analyser(scorer, lexicon).score(texts)
    scored = _have_words(scores, texts) & _may_be_english(sentences, articles, blocks)
    numbers = ("compound", "positive", "neutral", "negative")
    columns = {name: np.where(scored, getattr(scores, name), np.nan) for name in numbers}
    ids = sentences["sentence_id"].reset_index(drop=True)
    table = pd.DataFrame({"sentence_id": ids, **columns, "n_lexicon_words": scores.n_lexicon_words})
    # Not made by schema.frame, which goes from cell to cell: this is the longest table, and its arrays are typed.
    return schema.validate("sentiment", table)


def _may_be_english(
    sentences: pd.DataFrame, articles: pd.DataFrame | None, blocks: pd.DataFrame | None
) -> NDArray[np.bool_]:
    """Which sentences stand neither in an article nor in a paragraph that is known to be in another language."""
    is_foreign = np.zeros(len(sentences), dtype=bool)
    if articles is not None:
        is_foreign |= sentences["article_id"].isin(_foreign(articles)["article_id"]).to_numpy()
    if blocks is not None:
        foreign = blocks.loc[blocks["kind"] == OTHER_LANGUAGE, "block_id"]
        is_foreign |= sentences["block_id"].isin(foreign).to_numpy()
    return ~is_foreign


def _have_words(scores: Scores, texts: Sequence[str]) -> NDArray[np.bool_]:
    """Which texts have a word that an English lexicon could score: one of the lexicon, or any in Latin letters."""
    found = scores.n_words > 0
    # A lexicon word is reason enough; only the rest is searched for letters.
    for number in np.flatnonzero(found & (scores.n_lexicon_words == 0)).tolist():
        found[number] = _LATIN_LETTER.search(texts[number]) is not None
    return found


def analyser(scorer: Scorer = "vader", lexicon: Lexicon | None = None) -> Analyser:
    """The analyser that scores texts by these rules and this lexicon (VADER's if none is given)."""
    if scorer not in _RULES:
        raise ParameterError(f"The scorer {scorer!r} is unknown. Known: {', '.join(get_args(Scorer))}.")
    return _default_analyser(scorer) if lexicon is None else Analyser(_RULES[scorer], lexicon)


def unknown_negations(scorer: Scorer = "vader", lexicon: Lexicon | None = None) -> list[str]:
    """Common negations after which the rules leave a word as it stands, to be named beside a score.

    >>> "nobody" in unknown_negations("vader"), "never" in unknown_negations("vader")
    (True, False)
    """
    weights = (lexicon or vader_lexicon()).weights
    probe = _PROBE if _PROBE in weights else max(weights, key=lambda word: (weights[word], word))
    found = analyser(scorer, lexicon).find([f"they were {negation} {probe}" for negation in _NEGATIONS])
    seen = zip(found.text.tolist(), found.word, found.value.tolist(), strict=True)
    stands = {text for text, word, value in seen if word == probe and value > 0}
    return [negation for number, negation in enumerate(_NEGATIONS) if number in stands]


@lru_cache(maxsize=2)
def _default_analyser(scorer: Scorer) -> Analyser:
    # Kept, because what it has learnt about tokens is worth keeping between calls.
    return Analyser(_RULES[scorer], vader_lexicon())


def left_out(sentences: pd.DataFrame, *, articles: pd.DataFrame) -> pd.DataFrame:
    """Which articles get no score because they are not in English?

    Returns
    -------
    DataFrame
        `article_id`, `source`, `language` (may be empty), `n_sentences`, `reason`; sorted by article_id.
    """
    foreign = _foreign(articles).sort_values("article_id")
    counts = sentences.groupby("article_id").size()
    n_sentences = foreign["article_id"].map(counts).fillna(0).astype(int)
    columns = foreign[["article_id", "source", "language"]]
    reason = "The article is not in English, and the lexicon knows English words only."
    return columns.assign(n_sentences=n_sentences, reason=reason).reset_index(drop=True)


def _foreign(articles: pd.DataFrame) -> pd.DataFrame:
    english = articles["language"].map(is_english).astype(bool)
    flagged = pd.Series([_ANOTHER_LANGUAGE in flags for flags in articles["health"]], index=articles.index, dtype=bool)
    return articles[~english | flagged]


def readable(
    sentences: pd.DataFrame, articles: pd.DataFrame, *, blocks: pd.DataFrame | None = None, include_quotes: bool = True
) -> pd.DataFrame:
    """The English sentences of body blocks with their source, in reading order; quoted ones only if wanted."""
    english = articles.drop(_foreign(articles).index)
    rows = sentences.merge(english[["article_id", "source"]], on="article_id", how="inner")
    if blocks is not None:
        rows = rows[rows["block_id"].isin(blocks.loc[blocks["is_body"], "block_id"])]
    if not include_quotes:
        rows = rows[~(rows["share_quoted"].fillna(0.0) >= QUOTED_FROM)]
    return rows.sort_values(["article_id", "start_char", "sentence_id"], kind="stable").reset_index(drop=True)


By = Literal["source", "article", "speaker", "genre"]
_COLUMN = {"source": "source", "article": "article_id", "speaker": "speaker", "genre": "genre"}
# With fewer articles an interval that draws only articles is too narrow. In simulation, that of two articles left out
# the true mean every second time and parted a third of the pairs of equal sources; with sentences drawn as well, 7 and
# 1 of a hundred (28 and 6 where articles differ as much as the sentences within them).
_MANY_ARTICLES = 6
_PARTS = ("all", "quoted", "narrated", "headline")


def summarise(
    sentiment: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    blocks: pd.DataFrame,
    articles: pd.DataFrame,
    by: Sequence[By] = ("source", "speaker"),
    n_resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 2025,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
) -> pd.DataFrame:
    """How charged is the writing of each source and each speaker (or article, or genre), on average over sentences?

    Parameters
    ----------
    by
        What is grouped, one after the other. Sentences without a speaker (or genre) belong to no group.
    n_resamples, confidence, seed
        Of the interval: percentile bootstrap. Whole articles are drawn with replacement, since sentences of one
        article are alike; of fewer than six articles, sentences within each as well; of one article, its sentences.
        `resampled` says which.
    include_boilerplate
        Read navigation, promotion and repeated text too.
    include_quotes
        Count sentences that are mostly quotation in the part `all` too; they keep their own part either way.

    Returns
    -------
    DataFrame
        Table `sentiment_summary`, by `by`, group and part. Parts: `all` is the body without the headline;
        `quoted` those of its sentences of which at least half stands between quotation marks, `narrated` the others;
        `headline` the title. `mean`, `low`, `high` run from -1 to 1 and are empty where the lexicon knows no word of
        the part: that is no score, not a balanced one. A part without sentences has no row.

    Raises
    ------
    ParameterError
        `by` is unknown.

    Misleads when
        two intervals overlap little on few articles: an interval over the sentences of one article says how far that
        article's mean hangs on single sentences, and nothing about what the source would write next. Two to five
        articles that differ much give intervals that are too narrow. Differences in genre and in subject look like
        differences in tone.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13; Field & Welsh (2007), Bootstrapping
    clustered data, JRSS B 69, on drawing whole clusters.
    """
    for one in by:
        if one not in _COLUMN:
            raise ParameterError(f"Scores cannot be grouped by {one!r}. Known: {', '.join(get_args(By))}.")
    rows = body(sentiment, sentences=sentences, blocks=blocks, articles=articles, everything=include_boilerplate)
    resampling = {"n_resamples": n_resamples, "confidence": confidence, "seed": seed}
    made = [_summaries(rows, one, include_quotes=include_quotes, **resampling) for one in by]
    return schema.frame("sentiment_summary", chain.from_iterable(made))


def _summaries(rows: pd.DataFrame, by: By, *, include_quotes: bool, **resampling: Any) -> Iterator[dict[str, object]]:
    table = _Scored.of(rows)
    part_of = _parts(rows, include_quotes=include_quotes)
    named = rows[_COLUMN[by]]
    for name, at in sorted(named.groupby(named, sort=False).indices.items()):
        for part, chosen in part_of:
            if len(own := at[chosen[at]]):
                yield {
                    "by": by,
                    "group": str(name),
                    "part": part,
                    **_mean_with_interval(table.of_rows(own), **resampling),
                }


def body(
    sentiment: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    blocks: pd.DataFrame,
    articles: pd.DataFrame,
    everything: bool = False,
) -> pd.DataFrame:
    """The sentences that measures read, with score, source, genre, `is_headline`, `is_quoted` and `n_words`.

    Sorted by article and place, so that no result depends on the order of the input. A headline that the page repeats
    counts once.
    """
    kinds = blocks[["block_id", "kind", "is_body"]]
    rows = sentences.merge(sentiment, on="sentence_id", how="inner").merge(kinds, on="block_id", how="left")
    rows = rows.merge(articles[["article_id", "source", "genre"]], on="article_id", how="inner")
    rows = rows.assign(is_headline=rows["kind"].eq("title"), is_quoted=rows["share_quoted"].fillna(0.0) >= QUOTED_FROM)
    rows = rows.sort_values(["article_id", "start_char", "sentence_id"], kind="stable")
    rows = rows[~(rows["is_headline"] & rows.duplicated(["article_id", "is_headline", "text"]))]
    if not everything:
        rows = rows[rows["is_body"].fillna(True).astype(bool)]
    return rows.assign(n_words=[len(words(text)) for text in rows["text"]]).reset_index(drop=True)


def _parts(rows: pd.DataFrame, *, include_quotes: bool) -> list[tuple[str, NDArray[np.bool_]]]:
    headline, quoted = rows["is_headline"].to_numpy(dtype=bool), rows["is_quoted"].to_numpy(dtype=bool)
    narrated = ~headline & ~quoted
    chosen = (~headline if include_quotes else narrated, ~headline & quoted, narrated, headline)
    return list(zip(_PARTS, chosen, strict=True))


@dataclass(frozen=True, slots=True)
class _Scored:
    """Sentences as arrays: score (NaN where there is none), words, words of the lexicon, and article as a number."""

    compound: NDArray[np.float64]
    n_words: NDArray[np.int64]
    n_known: NDArray[np.float64]
    article: NDArray[np.int64]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> "_Scored":
        """Articles are numbered in the order of their ids."""
        numbers = (rows[name].to_numpy(dtype=float, na_value=np.nan) for name in ("compound", "n_lexicon_words"))
        compound, n_known = numbers
        article, _ = pd.factorize(rows["article_id"], sort=True)
        return cls(compound, rows["n_words"].to_numpy(dtype=np.int64), np.nan_to_num(n_known), article)

    def of_rows(self, at: NDArray[np.int64]) -> "_Scored":
        """Some of the sentences, in their order."""
        return _Scored(self.compound[at], self.n_words[at], self.n_known[at], self.article[at])

    def by_article(self) -> list[NDArray[np.float64]]:
        """The scores of each article."""
        order = np.argsort(self.article, kind="stable")
        return np.split(self.compound[order], np.flatnonzero(np.diff(self.article[order])) + 1)


def mean_with_interval(rows: pd.DataFrame, *, n_resamples: int, confidence: float, seed: int) -> dict[str, object]:
    """Mean, interval, counts and coverage of scored sentences (columns compound, article_id, n_words, …).

    Every group draws from the same seed, so renaming or adding a group changes no other group's interval.
    """
    return _mean_with_interval(_Scored.of(rows), n_resamples=n_resamples, confidence=confidence, seed=seed)


def _mean_with_interval(rows: _Scored, *, n_resamples: int, confidence: float, seed: int) -> dict[str, object]:
    scored = rows.of_rows(np.flatnonzero(~np.isnan(rows.compound)))
    n, n_words, n_known = len(scored.compound), int(scored.n_words.sum()), int(scored.n_known.sum())
    articles = scored.by_article() if n else []
    numbers: dict[str, object] = {
        "n": n,
        "n_articles": len(articles),
        "n_not_scored": len(rows.compound) - n,
        "share_lexicon": min(1.0, round(n_known / n_words, 6)) if n_words else None,
        "resampled": "none",
    }
    numbers["mean"] = round(math.fsum(scored.compound.tolist()) / n, 6) if n_known else None
    if numbers["mean"] is None:
        return numbers
    draw = {"n_resamples": n_resamples, "confidence": confidence, "seed": seed}
    if len(articles) >= _MANY_ARTICLES:
        numbers["resampled"] = "articles"
        sums, sizes = (np.array([of(own) for own in articles]) for of in (np.sum, len))
        ends = bootstrap_mean(sums, sizes, **draw)
    elif len(articles) > 1:
        numbers["resampled"] = "articles and sentences"
        ends = bootstrap_mean_within(articles, **draw)
    elif n > 1:
        numbers["resampled"] = "sentences"
        ends = bootstrap_mean(scored.compound, np.ones(n), **draw)
    else:
        return numbers
    return numbers | dict(zip(("low", "high"), (round(end, 6) for end in ends), strict=True))


def mean_score(rows: pd.DataFrame) -> float | None:
    """Mean of the scored sentences of `rows`; None where the lexicon knows no word of them."""
    scored = rows[rows["compound"].notna()]
    if not scored["n_lexicon_words"].sum():
        return None
    return round(math.fsum(scored["compound"].tolist()) / len(scored), 6)
