"""What the notebooks show: each exhibit declared once, from the rows that a cell selected, with its sentence and limit.

One module a notebook; `checks`, `places` (the passage a row leads to) and `languages` serve them all. An exhibit
function takes rows (and the story, where a sentence needs it) and gives what `show` shows: a drawing or a table under
its question, the finding computed from the same rows, what a reader could misread.
"""

from analysis.exhibits import framing, ingest, omissions, reported_figures, robustness, sentiment, summary, voices
from analysis.exhibits.checks import checked, chosen, provenance
from analysis.report.browse import passages  # its import gives every story what can be asked of it

__all__ = [
    "checked",
    "chosen",
    "framing",
    "ingest",
    "omissions",
    "passages",
    "provenance",
    "reported_figures",
    "robustness",
    "sentiment",
    "summary",
    "voices",
]
