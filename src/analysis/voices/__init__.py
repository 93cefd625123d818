"""Voices: who is quoted, who is credited, and whether the words are theirs."""

from analysis.voices.annotate import annotate_sentences
from analysis.voices.quotes import find_quotes, quotes_of

__all__ = ["annotate_sentences", "find_quotes", "quotes_of"]
