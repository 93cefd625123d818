"""How sources differ in words: distinctive vocabulary, kinship of articles, names and words chosen, frames."""

from analysis.framing.distinctive import distinctive_terms
from analysis.framing.limits import contrast_limits, counted_by
from analysis.framing.reading import left_out

__all__ = ["contrast_limits", "counted_by", "distinctive_terms", "left_out"]
