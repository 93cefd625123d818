"""From a corpus folder to its tables: articles, blocks, sentences, and what could not be taken in.

`preparation` lays a folder out and looks it over; `settings` and `codebook` are what a researcher writes into it, and
`coding_sheets` what coders fill in. `records` reads its files, `repair` their characters, `intake` makes the tables.
A text goes through `lines`, `furniture` and `blocks` to a `document`; `language` and `health` say what it is like.
`selection` and `conditions` say which articles are studied.
"""

from analysis.corpus.blocks import OTHER_LANGUAGE
from analysis.corpus.codebook import (
    Actor,
    Codebook,
    Frame,
    KnownFact,
    Measure,
    Mention,
    Question,
    Wording,
    find_actors,
    load_codebook,
    with_proposed_actors,
)
from analysis.corpus.document import (
    Block,
    Document,
    Sentence,
    document_from_text,
    documents,
)
from analysis.corpus.health import HEALTH_MEANINGS, health_card, health_meaning
from analysis.corpus.intake import Corpus, read_corpus
from analysis.corpus.language import has_word_spaces, is_english, language_name, main_language
from analysis.corpus.preparation import Check, check_corpus, new_corpus
from analysis.corpus.records import CODING, LEXICONS, NOTEBOOKS, corpus_files, read_references
from analysis.corpus.selection import Selection, checked_reference, outlets

__all__ = [
    "CODING",
    "HEALTH_MEANINGS",
    "LEXICONS",
    "NOTEBOOKS",
    "OTHER_LANGUAGE",
    "Actor",
    "Block",
    "Check",
    "Codebook",
    "Corpus",
    "Document",
    "Frame",
    "KnownFact",
    "Measure",
    "Mention",
    "Question",
    "Selection",
    "Sentence",
    "Wording",
    "check_corpus",
    "checked_reference",
    "corpus_files",
    "document_from_text",
    "documents",
    "find_actors",
    "has_word_spaces",
    "health_card",
    "health_meaning",
    "is_english",
    "language_name",
    "load_codebook",
    "main_language",
    "new_corpus",
    "outlets",
    "read_corpus",
    "read_references",
    "with_proposed_actors",
]
