"""How charged the writing is: sentence scores by VADER, their means with intervals, and the words that drive them.

An argument that is named for a table of `schema` is that table. `lexicons` are weighted words, `rules` and `batches`
score with them, `scores` holds sentences and means, `drivers` the words behind a score, `targets` what is said about
each actor, `ratings` what people say the scores are worth.
"""

from analysis.sentiment.drivers import drivers, order_without_topic, propose_topic_words, word_shift
from analysis.sentiment.lexicons import Lexicon, afinn_lexicon, lexicon_from_csv, vader_lexicon
from analysis.sentiment.ratings import (
    accuracy,
    accuracy_in_words,
    agreement,
    blind_sheet,
    corrected_means,
    read_ratings,
)
from analysis.sentiment.scores import (
    left_out,
    score_sentences,
    summarise,
    unknown_negations,
)
from analysis.sentiment.targets import score_targets, summarise_targets

__all__ = [
    "Lexicon",
    "accuracy",
    "accuracy_in_words",
    "afinn_lexicon",
    "agreement",
    "blind_sheet",
    "corrected_means",
    "drivers",
    "left_out",
    "lexicon_from_csv",
    "order_without_topic",
    "propose_topic_words",
    "read_ratings",
    "score_sentences",
    "score_targets",
    "summarise",
    "summarise_targets",
    "unknown_negations",
    "vader_lexicon",
    "word_shift",
]
