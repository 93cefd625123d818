"""Claims: what each article says once, which claims cannot all be true, and which fit together."""

from analysis.claims.mentions import mark_repeats
from analysis.claims.tables import claims, reconcile

__all__ = ["claims", "mark_repeats", "reconcile"]
