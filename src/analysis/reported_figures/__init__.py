"""Reported figures: the ledger of numbers that the articles report."""

from analysis.reported_figures.ledger import figures_of, find_figures
from analysis.reported_figures.quantities import Quantity, quantities_in

__all__ = ["Quantity", "figures_of", "find_figures", "quantities_in"]
