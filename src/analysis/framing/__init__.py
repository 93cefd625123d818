"""How sources differ in words: distinctive vocabulary, kinship of articles, names and words chosen, frames.

An argument that is named for a table of `schema` is that table. What is read: `reading`, `boilerplate`, `languages`,
`vocabulary` (words counted). Words: `distinctive` and `log_odds`, `contrasts` (tests), `concordance` (in context).
Texts: `similarity`, `facts`, `kinship`, `credits`, `coverage`. Names: `names_found`, `word_choices`. Frames: `frames`.
"""

from analysis.framing.concordance import collocates, concordance, first_places, written_forms
from analysis.framing.contrasts import OTHERS, ContrastTables, contrasts, frame_contrasts
from analysis.framing.coverage import contrast_limits, counted_by, coverage, only_source, origins, origins_sentence
from analysis.framing.distinctive import distinctive_terms, tfidf_terms
from analysis.framing.frames import (
    ALL_SOURCES,
    FrameTables,
    coding_sheet,
    corrected_prevalence,
    frame_agreement,
    frames,
    read_codes,
)
from analysis.framing.kinship import kinship, reuse
from analysis.framing.languages import Language, by_language
from analysis.framing.reading import left_out, read
from analysis.framing.similarity import language_of_bodies, similarity
from analysis.framing.word_choices import names

__all__ = [
    "ALL_SOURCES",
    "OTHERS",
    "ContrastTables",
    "FrameTables",
    "Language",
    "by_language",
    "coding_sheet",
    "collocates",
    "concordance",
    "contrast_limits",
    "contrasts",
    "corrected_prevalence",
    "counted_by",
    "coverage",
    "distinctive_terms",
    "first_places",
    "frame_agreement",
    "frame_contrasts",
    "frames",
    "kinship",
    "language_of_bodies",
    "left_out",
    "names",
    "only_source",
    "origins",
    "origins_sentence",
    "read",
    "read_codes",
    "reuse",
    "similarity",
    "tfidf_terms",
    "written_forms",
]
