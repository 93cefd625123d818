"""Small tables for every chart, with labels and numbers of the test's choosing."""

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis import charts

NAN, INF = float("nan"), float("inf")
SOURCES = ("Archyde", "Daily Ledger", "Newsy Today", "Offlinew", "World Today Journal")
HOSTILE = (
    "x" * 5000,
    "$x$ and \\frac{1}{2}",
    "line\nbreak\ttab\x00nul",
    "\u202eright to left override",
    "محمد عبد الله / العربية",
    "Bürgerrechtsorganisation für Verfassungsschutz und Menschenrechte",
    "日本語の名前 😀👍🏽",
    "<script>alert(1)</script>&\"'",
    "",
    "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
    "\ufffe no character at all \ufdd0",
)


@dataclass(frozen=True)
class Case:
    """One chart: how to draw it, how to describe it, a row of its table from a label and a place."""

    name: str
    draw: Callable[[pd.DataFrame], Axes]
    describe: Callable[[pd.DataFrame], str]
    row: Callable[[str, str, int], dict]

    def table(self, n: int, *, labels: tuple[str, ...] = ("a label",), sources: tuple[str, ...] = SOURCES):
        rows = [self.row(labels[i % len(labels)], sources[i % len(sources)], i) for i in range(n)]
        return pd.DataFrame(rows, columns=list(self.row("a", "b", 0)))


BIG = (0.0, 1.0, 12.0, 1184.0, 37_000.0, 1e9)


def _figure(label, source, i):
    value = BIG[i % len(BIG)]
    bound = ("exact", "more_than", "at_least", "about", "at_most", "fewer_than", "range", "vague")[i % 8]
    low, high = {"more_than": (value, INF), "at_least": (value, NAN), "at_most": (NAN, value)}.get(
        bound, (value, value)
    )
    date = (None, "2025", "2025-09", "2025-09-18", "not a date")[i % 5]
    return {
        "figure_id": f"a:f{i}",
        "source": source,
        "surface": label,
        "value": value,
        "low": low,
        "high": high,
        "bound": bound,
        "unit": "people",
        "measure": "held",
        "kind": "stock",
        "as_of": date,
        "event_date": None,
        "authority": None if i % 3 == 0 else label,
    }


def _summary(label, source, i):
    part = ("all", "narrated", "quoted", "headline")[i % 4]
    low, high = ((-0.3, 0.2), (NAN, NAN), (-INF, INF))[i % 3]
    return {
        "by": "source",
        "group": f"{label[:60]} {i // 4}",
        "part": part,
        "mean": (0.1, NAN, -0.9)[i % 3],
        "low": low,
        "high": high,
        "n": i,
        "n_articles": 1,
    }


CASES = (
    Case(
        "corpus_overview",
        charts.corpus_overview,
        charts.corpus_overview_alt,
        lambda label, source, i: {
            "source": source,
            "article_id": f"{source[:60]}-{i // 2}",
            "kind": ("paragraph", "toc")[i % 2],
            "is_body": i % 2 == 0,
            "n_words": 100 * i,
            "health": [label],
        },
    ),
    Case(
        "coverage_over_time",
        charts.coverage_over_time,
        charts.coverage_over_time_alt,
        lambda label, source, i: {
            "source": source,
            "n_articles": i + 1,
            "period": ("2025-09-11", "2025-10", None, "1999", label)[i % 5],
        },
    ),
    Case(
        "distinctive_terms",
        charts.distinctive_terms,
        charts.distinctive_terms_alt,
        lambda label, source, i: {
            "source": source,
            "term": label,
            "rank": i,
            "n": i,
            "n_articles": 1 + i % 3,
            "log_odds": 2.0 - i / 10,
            "low": (NAN, -INF, 0.1)[i % 3],
            "high": (NAN, INF, 3.0)[i % 3],
            "stability": (NAN, 0.3, 1.0)[i % 3],
        },
    ),
    Case(
        "similarity",
        charts.similarity,
        charts.similarity_alt,
        lambda label, source, i: {
            "article_a": label,
            "article_b": f"{source[:50]} {i}",
            "cosine": (NAN, 0.5, 1.0)[i % 3],
            "share_7grams": (NAN, 0.0, 0.003, 1.0)[i % 4],
            "n_shared_rare": i,
        },
    ),
    Case(
        "kinship",
        charts.kinship,
        charts.kinship_alt,
        lambda label, source, i: {"origin_id": f"o{i // 3}", "article_id": f"a{i}", "source": source, "reason": label},
    ),
    Case(
        "speaker_shares",
        charts.speaker_shares,
        charts.speaker_shares_alt,
        lambda label, source, i: {
            "source": source,
            "speaker": label if i % 4 else None,
            "n_words": BIG[i % 6],
            "n_quotes": i,
            "role": label,
        },
    ),
    Case(
        "quoted_share_by_source",
        charts.quoted_share_by_source,
        charts.quoted_share_by_source_alt,
        lambda label, source, i: {
            "source": source,
            "share_quoted": (0.0, NAN, 0.4, 1.0)[i % 4],
            "n_words": i,
            "n_quotes": i,
            "low": NAN,
            "high": INF,
        },
    ),
    Case(
        "authorities_by_source",
        charts.authorities_by_source,
        charts.authorities_by_source_alt,
        lambda label, source, i: {"source": source, "authority": label if i % 3 else None, "n_figures": i},
    ),
    Case("sentiment_by_source", charts.sentiment_by_source, charts.sentiment_by_source_alt, _summary),
    Case(
        "sentiment_drivers",
        charts.sentiment_drivers,
        charts.sentiment_drivers_alt,
        lambda label, source, i: {
            "source": source,
            "word": label,
            "n": i,
            "contribution": (-0.1, 0.2, NAN, 1e6)[i % 4],
            "is_topic": i % 2 == 0,
        },
    ),
    Case(
        "word_shift",
        lambda table: charts.word_shift(table, first="Archyde", second="x" * 5000),
        lambda table: charts.word_shift_alt(table, first="Archyde", second="x" * 5000),
        lambda label, source, i: {"word": label, "shift": (-0.1, 0.2, NAN)[i % 3], "n_first": i, "n_second": 0},
    ),
    Case(
        "sentiment_targets",
        charts.sentiment_targets,
        charts.sentiment_targets_alt,
        lambda label, source, i: {
            "actor": f"{label} {i // 5}",
            "source": source,
            "mean": (-1.0, NAN, 0.3)[i % 3],
            "n": i,
        },
    ),
    Case("reported_figures", charts.reported_figures, charts.reported_figures_alt, _figure),
    Case(
        "timeline",
        charts.timeline,
        charts.timeline_alt,
        lambda label, source, i: {
            "event": f"{label} {i // 4}",
            "source": source,
            "date": ("2025-09-11", "2025-09-01", None, "2025-09", "2020", label)[i % 6],
        },
    ),
    Case(
        "frames_by_source",
        charts.frames_by_source,
        charts.frames_by_source_alt,
        lambda label, source, i: {
            "frame": label,
            "source": source,
            "share": (0.0, NAN, 0.5)[i % 3],
            "low": NAN,
            "high": INF,
            "n": i,
            "question": label,
            "is_reliable": i % 2 == 0,
        },
    ),
    Case(
        "names_by_source",
        charts.names_by_source,
        charts.names_by_source_alt,
        lambda label, source, i: {
            "actor": f"actor {i % 3}",
            "variant": f"{label} {i % 7}",
            "source": source,
            "n": i % 4,
        },
    ),
    Case(
        "specification_curve",
        lambda table: charts.specification_curve(table, estimate="difference of means", reference=0.0),
        lambda table: charts.specification_curve_alt(table, estimate="difference of means", reference=0.0),
        lambda label, source, i: {
            "estimate": (0.3, NAN, -0.2)[i % 3],
            "low": (NAN, 0.1)[i % 2],
            "high": INF,
            "stemming": i % 2 == 0,
            "lexicon": label,
            "is_default": i == 0,
        },
    ),
)


def words_in(axes: Axes) -> list[str]:
    """Every text that a chart draws, from top to bottom."""
    drawn = [text for text in axes.figure.findobj(Text) if text.get_text() and text.get_visible()]
    return [
        text.get_text() for text in sorted(drawn, key=lambda text: (text.get_position()[1], text.get_position()[0]))
    ]


def boxes_of(axes: Axes) -> list[tuple[str, Bbox]]:
    """Every text with the box it takes on the canvas."""
    renderer = FigureCanvasAgg(axes.figure).get_renderer()
    axes.figure.draw(renderer)
    drawn = [text for text in axes.figure.findobj(Text) if text.get_text() and text.get_visible()]
    return [(text.get_text(), Text.get_window_extent(text, renderer)) for text in drawn]


def svg_of(axes: Axes) -> str:
    """The chart as SVG, as a page would hold it."""
    written = io.BytesIO()
    with warnings.catch_warnings(), matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "test"}):
        warnings.filterwarnings("ignore", message=r"(?s)Glyph .* missing from")
        axes.figure.savefig(written, format="svg", metadata={"Date": None})
    return written.getvalue().decode("utf-8")
