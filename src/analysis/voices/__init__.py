"""Voices: who is quoted, who is credited, and whether the words are theirs."""

from analysis.voices.actors import never_quoted
from analysis.voices.fidelity import fidelity
from analysis.voices.quotes import annotate_sentences, find_quotes, quotes_of, unite_speakers
from analysis.voices.shares import cue_use, shares, statements

__all__ = [
    "annotate_sentences",
    "cue_use",
    "fidelity",
    "find_quotes",
    "never_quoted",
    "quotes_of",
    "shares",
    "statements",
    "unite_speakers",
]
