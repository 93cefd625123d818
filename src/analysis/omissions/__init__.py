"""What one source tells and another leaves out: the facts of a story, and for each who tells it.

`facts` finds them and sees whether an article tells one; `ledger` makes the tables.
"""

from analysis.omissions.ledger import omissions

__all__ = ["omissions"]
