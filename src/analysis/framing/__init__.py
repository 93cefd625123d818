"""How sources differ in words: distinctive vocabulary, kinship of articles, names and words chosen, frames."""

from analysis.framing.collocates import collocates
from analysis.framing.concordance import concordance, first_places
from analysis.framing.contrasts import OTHERS, ContrastTables, contrasts, frame_contrasts
from analysis.framing.coverage import contrast_limits, counted_by, coverage, origins, origins_sentence
from analysis.framing.distinctive import distinctive_terms
from analysis.framing.frames import FrameTables, frames
from analysis.framing.hand_coding import (
    ALL_SOURCES,
    coding_sheet,
    corrected_prevalence,
    frame_agreement,
    read_codes,
)
from analysis.framing.kinship import kinship
from analysis.framing.passages import reuse
from analysis.framing.reading import left_out, read
from analysis.framing.similarity import similarity
from analysis.framing.word_choices import names

__all__ = [
    "ALL_SOURCES",
    "OTHERS",
    "ContrastTables",
    "FrameTables",
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
    "left_out",
    "names",
    "origins",
    "origins_sentence",
    "read",
    "read_codes",
    "reuse",
    "similarity",
]
