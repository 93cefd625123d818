"""One function per chart: a tidy table in, a `Drawing` out: axes, the rows behind them, what they rest on, their words.

A chart lays out and draws; it never computes what it shows, never reads or writes a file and leaves matplotlib's
settings as it found them. Its question and finding stand outside the drawing. Each refuses a table without a column
that it draws (`SchemaError`); where it takes `sources`, these are all sources of the corpus, so that each of them looks
the same in every chart.
"""

from analysis.charts.corpus import corpus_overview, coverage_over_time, kinship, kinship_scores, similarity
from analysis.charts.drawing import Drawing, described, title_of
from analysis.charts.figures import counters, growth, reported_figures
from analysis.charts.frames import corrected_frames, frames_by_source
from analysis.charts.omissions import told_by_source
from analysis.charts.robustness import specification_curve, survival
from analysis.charts.sentiment import sentiment_by_source, sentiment_drivers, sentiment_targets, word_shift
from analysis.charts.style import source_styles
from analysis.charts.timeline import timeline
from analysis.charts.voices import authorities_by_source, quoted_share_by_source, speaker_shares
from analysis.charts.words import (
    collocates_by_source,
    contrasts_by_source,
    distinctive_terms,
    names_by_source,
    tfidf_by_source,
)

__all__ = [
    "Drawing",
    "authorities_by_source",
    "collocates_by_source",
    "contrasts_by_source",
    "corpus_overview",
    "corrected_frames",
    "counters",
    "coverage_over_time",
    "described",
    "distinctive_terms",
    "frames_by_source",
    "growth",
    "kinship",
    "kinship_scores",
    "names_by_source",
    "quoted_share_by_source",
    "reported_figures",
    "sentiment_by_source",
    "sentiment_drivers",
    "sentiment_targets",
    "similarity",
    "source_styles",
    "speaker_shares",
    "specification_curve",
    "survival",
    "tfidf_by_source",
    "timeline",
    "title_of",
    "told_by_source",
    "word_shift",
]
