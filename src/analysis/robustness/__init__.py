"""Do the headline findings survive other reasonable choices? Each is made again under all of them."""

from analysis.robustness.specifications import specifications, survival

__all__ = ["specifications", "survival"]
