"""The sentences of the reports: each computed from the tables, none typed. One module per notebook."""

from analysis.report.findings import framing, ingest, reported_figures, robustness, sentiment, summary, voices
from analysis.report.findings.checks import checked, provenance

__all__ = [
    "checked",
    "framing",
    "ingest",
    "provenance",
    "reported_figures",
    "robustness",
    "sentiment",
    "summary",
    "voices",
]
