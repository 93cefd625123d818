"""From a string to its sentences, words and quotation spans. Pure functions, no tables."""

from analysis.text.sentences import split_sentences
from analysis.text.tokens import word_set, word_spans, words

__all__ = ["split_sentences", "word_set", "word_spans", "words"]
