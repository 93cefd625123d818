"""From a string to its sentences, words and quotation spans. Pure functions, no tables."""

from analysis.english.sentences import split_sentences
from analysis.english.tokens import count_words, word_set, word_spans, words

__all__ = ["count_words", "split_sentences", "word_set", "word_spans", "words"]
