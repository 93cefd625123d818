"""How charged the writing is: sentence scores by VADER, their means with intervals, and the words that drive them."""

from analysis.sentiment.accuracy import accuracy, accuracy_in_words
from analysis.sentiment.coding import agreement, blind_sheet, corrected_means, read_ratings
from analysis.sentiment.drivers import drivers, word_shift
from analysis.sentiment.lexicons import Lexicon, afinn_lexicon, lexicon_from_csv, vader_lexicon
from analysis.sentiment.scores import left_out, score_sentences
from analysis.sentiment.summary import summarise
from analysis.sentiment.targets import score_targets, summarise_targets
from analysis.sentiment.topics import compare_order, propose_topic_words

__all__ = [
    "Lexicon",
    "accuracy",
    "accuracy_in_words",
    "afinn_lexicon",
    "agreement",
    "blind_sheet",
    "compare_order",
    "corrected_means",
    "drivers",
    "left_out",
    "lexicon_from_csv",
    "propose_topic_words",
    "read_ratings",
    "score_sentences",
    "score_targets",
    "summarise",
    "summarise_targets",
    "vader_lexicon",
    "word_shift",
]
