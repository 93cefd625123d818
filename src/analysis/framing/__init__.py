"""How sources differ in words: distinctive vocabulary, kinship of articles, names and words chosen, frames."""

from analysis.framing.concordance import concordance
from analysis.framing.distinctive import distinctive_terms
from analysis.framing.kinship import kinship
from analysis.framing.limits import contrast_limits, counted_by
from analysis.framing.origins import origins, origins_sentence
from analysis.framing.reading import left_out
from analysis.framing.reuse import reuse
from analysis.framing.similarity import similarity

__all__ = [
    "concordance",
    "contrast_limits",
    "counted_by",
    "distinctive_terms",
    "kinship",
    "left_out",
    "origins",
    "origins_sentence",
    "reuse",
    "similarity",
]
