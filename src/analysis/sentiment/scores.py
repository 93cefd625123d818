"""The score of each sentence, which sentences are read for it, and which cannot have one."""

import re
from functools import lru_cache
from typing import Literal, get_args

import numpy as np
import pandas as pd

from analysis import schema
from analysis.corpus import OTHER_LANGUAGE, is_english
from analysis.english.word_lists import word_groups
from analysis.errors import ParameterError
from analysis.sentiment.batches import Analyser
from analysis.sentiment.lexicons import Lexicon, vader_lexicon
from analysis.sentiment.rules import NLTK, VADER

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
    """How charged is each sentence, by the words in it?

    Parameters
    ----------
    sentences
        Table `sentences`; only `sentence_id`, `article_id`, `text` and, with `blocks`, `block_id` are read.
    scorer
        Whose VADER rules: "nltk" gives the numbers of NLTK's `SentimentIntensityAnalyzer.polarity_scores`, "vader"
        those of the author's package `vaderSentiment`, each to the last bit, on the text with straight quotation marks
        and apostrophes.
    articles
        Table `articles`. With it, sentences of articles that are not in English (`language`, or the flag
        `not_english` in `health`) get no score.
    blocks
        Table `blocks`. With it, sentences of paragraphs in another language get no score.
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

    References
    ----------
    Hutto & Gilbert (2014), VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text. ICWSM.

    Examples
    --------
    >>> rows = [{"article_id": "a", "sentence_id": "a:s1", "block_id": "a:b1", "start_char": 0, "end_char": 12,
    ...          "text": "A good deal.", "share_quoted": 0.0}]
    >>> score_sentences(schema.frame("sentences", rows))["compound"].tolist()
    [0.4404]
    """
    texts = sentences["text"].tolist()
    scores = analyser(scorer, lexicon).score(texts)
    scored = scores.n_words > 0
    # A lexicon word is reason enough; only the rest is searched for letters.
    for number in np.flatnonzero(scored & (scores.n_lexicon_words == 0)).tolist():
        scored[number] = _LATIN_LETTER.search(texts[number]) is not None
    if articles is not None:
        scored &= ~sentences["article_id"].isin(_foreign(articles)["article_id"]).to_numpy()
    if blocks is not None:
        foreign = blocks.loc[blocks["kind"] == OTHER_LANGUAGE, "block_id"]
        scored &= ~sentences["block_id"].isin(foreign).to_numpy()
    numbers = ("compound", "positive", "neutral", "negative")
    columns = {name: np.where(scored, getattr(scores, name), np.nan) for name in numbers}
    ids = sentences["sentence_id"].reset_index(drop=True)
    table = pd.DataFrame({"sentence_id": ids, **columns, "n_lexicon_words": scores.n_lexicon_words})
    # Not made by schema.frame, which goes from cell to cell: this is the longest table, and its arrays are typed.
    return schema.validate("sentiment", table)


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
