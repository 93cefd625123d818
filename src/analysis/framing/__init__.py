"""How sources differ in words: distinctive vocabulary, kinship of articles, names and words chosen, frames."""

from analysis.framing.agreement import Alpha, krippendorff_alpha
from analysis.framing.coding import CodingSheets, agreement, coding_sheet, read_codes
from analysis.framing.collocates import collocates
from analysis.framing.concordance import concordance, first_places
from analysis.framing.coverage import coverage
from analysis.framing.distinctive import distinctive_terms
from analysis.framing.frames import FrameTables, code_frames
from analysis.framing.kinship import kinship
from analysis.framing.limits import contrast_limits, counted_by
from analysis.framing.names import names
from analysis.framing.origins import origins, origins_sentence
from analysis.framing.prevalence import corrected_prevalence
from analysis.framing.reading import left_out
from analysis.framing.resampling import permutation_p, share_interval, vocabulary_test
from analysis.framing.reuse import reuse
from analysis.framing.similarity import similarity

__all__ = [
    "Alpha",
    "CodingSheets",
    "FrameTables",
    "agreement",
    "code_frames",
    "coding_sheet",
    "collocates",
    "concordance",
    "contrast_limits",
    "corrected_prevalence",
    "counted_by",
    "coverage",
    "distinctive_terms",
    "first_places",
    "kinship",
    "krippendorff_alpha",
    "left_out",
    "names",
    "origins",
    "origins_sentence",
    "permutation_p",
    "read_codes",
    "reuse",
    "share_interval",
    "similarity",
    "vocabulary_test",
]
