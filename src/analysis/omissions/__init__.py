"""What one source tells and another leaves out: the facts of a story, and for each who tells it."""

from analysis.omissions.ledger import omissions

__all__ = ["omissions"]
