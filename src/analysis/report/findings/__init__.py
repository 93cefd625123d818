"""The sentences of the reports: each computed from the tables, none typed. One module per notebook or subject."""

from analysis.report.findings import (
    framing,
    framing_collocates,
    framing_contrasts,
    framing_coverage,
    framing_frames,
    framing_names,
    ingest,
    reported_figures,
    robustness,
    sentiment,
    summary,
    voices,
)
from analysis.report.findings.checks import checked, provenance
from analysis.report.findings.framing import witnesses

__all__ = [
    "checked",
    "framing",
    "framing_collocates",
    "framing_contrasts",
    "framing_coverage",
    "framing_frames",
    "framing_names",
    "ingest",
    "provenance",
    "reported_figures",
    "robustness",
    "sentiment",
    "summary",
    "voices",
    "witnesses",
]
