"""One function per chart: a tidy table in, matplotlib Axes out; beside each, `<name>_alt` says the same in words.

A chart lays out and draws; it never computes what it shows, never reads or writes a file and leaves matplotlib's
settings as it found them. Its question and finding stand outside the drawing.
"""

from analysis.charts.collocates import collocates_by_source, collocates_by_source_alt
from analysis.charts.contrasts import contrasts_by_source, contrasts_by_source_alt
from analysis.charts.corpus import corpus_overview, corpus_overview_alt, coverage_over_time, coverage_over_time_alt
from analysis.charts.corrected import corrected_frames, corrected_frames_alt
from analysis.charts.figures import reported_figures, reported_figures_alt
from analysis.charts.frames import frames_by_source, frames_by_source_alt
from analysis.charts.kinship import (
    kinship,
    kinship_alt,
    kinship_scores,
    kinship_scores_alt,
    similarity,
    similarity_alt,
    similarity_matrix,
    similarity_matrix_alt,
)
from analysis.charts.names import names_by_source, names_by_source_alt
from analysis.charts.robustness import specification_curve, specification_curve_alt
from analysis.charts.sentiment import sentiment_by_source, sentiment_by_source_alt
from analysis.charts.style import source_styles
from analysis.charts.survival import survival, survival_alt
from analysis.charts.targets import sentiment_targets, sentiment_targets_alt
from analysis.charts.terms import distinctive_terms, distinctive_terms_alt
from analysis.charts.timeline import timeline, timeline_alt
from analysis.charts.voices import (
    authorities_by_source,
    authorities_by_source_alt,
    quoted_share_by_source,
    quoted_share_by_source_alt,
    speaker_shares,
    speaker_shares_alt,
)
from analysis.charts.words import sentiment_drivers, sentiment_drivers_alt, word_shift, word_shift_alt

__all__ = [
    "authorities_by_source",
    "authorities_by_source_alt",
    "collocates_by_source",
    "collocates_by_source_alt",
    "contrasts_by_source",
    "contrasts_by_source_alt",
    "corpus_overview",
    "corpus_overview_alt",
    "corrected_frames",
    "corrected_frames_alt",
    "coverage_over_time",
    "coverage_over_time_alt",
    "distinctive_terms",
    "distinctive_terms_alt",
    "frames_by_source",
    "frames_by_source_alt",
    "kinship",
    "kinship_alt",
    "kinship_scores",
    "kinship_scores_alt",
    "names_by_source",
    "names_by_source_alt",
    "quoted_share_by_source",
    "quoted_share_by_source_alt",
    "reported_figures",
    "reported_figures_alt",
    "sentiment_by_source",
    "sentiment_by_source_alt",
    "sentiment_drivers",
    "sentiment_drivers_alt",
    "sentiment_targets",
    "sentiment_targets_alt",
    "similarity",
    "similarity_alt",
    "similarity_matrix",
    "similarity_matrix_alt",
    "source_styles",
    "speaker_shares",
    "speaker_shares_alt",
    "specification_curve",
    "specification_curve_alt",
    "survival",
    "survival_alt",
    "timeline",
    "timeline_alt",
    "word_shift",
    "word_shift_alt",
]
