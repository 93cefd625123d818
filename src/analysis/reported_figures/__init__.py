"""Reported figures: the ledger of numbers that the articles report, and which of them cannot all be true."""

from analysis.reported_figures.ledger import figures_of, find_figures
from analysis.reported_figures.quantities import Quantity, quantities_in
from analysis.reported_figures.reconcile import reconcile

__all__ = ["Quantity", "figures_of", "find_figures", "quantities_in", "reconcile"]
