"""Claims: what each article says once, how any two of them relate, and why."""

from analysis.claims.mentions import mark_repeats
from analysis.claims.tables import reconcile

__all__ = ["mark_repeats", "reconcile"]
