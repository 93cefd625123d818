"""Small tables for every chart, with labels and numbers of the test's choosing."""

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
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
    """One chart: how to draw it, a row of its table from a label and a place."""

    name: str
    draw: Callable[[pd.DataFrame], charts.Drawing]
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


def _case(name, row):
    return Case(name, getattr(charts, name), row)


def _overview(label, source, i):
    body = i % 2 == 0
    return {
        "source": source,
        "article_id": f"{source[:60]}-{i // 2}",
        "kind": "paragraph" if body else "toc",
        "is_body": body,
        "n_words": 100 * i,
        "health": [label],
    }


def _coverage(label, source, i):
    periods = ("2025-09-11", "2025-10", None, "1999", label)
    return {"period": periods[i % 5], "source": source, "n_articles": i + 1}


def _term(label, source, i):
    return {
        "source": source,
        "term": label,
        "rank": i,
        "n": i,
        "n_articles": 1 + i % 3,
        "log_odds": 2.0 - i / 10,
        "low": (NAN, -INF, 0.1)[i % 3],
        "high": (NAN, INF, 3.0)[i % 3],
        "stability": (NAN, 0.3, 1.0)[i % 3],
    }


def _weight(label, source, i):
    row = _term(label, source, i)
    return row | {"rank": (i, NAN, 2)[i % 3], "tfidf": (0.0, 0.2, 0.01)[i % 3], "is_distinctive": i % 2 == 0}


def _counted(label, source, i):
    row = _figure(label, source, i)
    return row | {"counter": label or "Rescue service", "day": row["as_of"], "series": ("toll", None)[i % 2]}


def _told(label, source, i):
    fact = {"fact_id": f"o{i // len(SOURCES)}", "fact": label, "source": source, "sentence_id": "a:s1"}
    return fact | {"status": ("told", "missing", "open", "another")[i % 4]}


def _pair(label, source, i):
    return {
        "article_a": label,
        "article_b": f"{source[:50]} {i}",
        "cosine": (NAN, 0.5, 1.0)[i % 3],
        "share_7grams": (NAN, 0.0, 0.003, 1.0)[i % 4],
        "n_shared_rare": i,
    }


def _tie(label, source, i):
    relation = ("rewrite", "none")[i % 2]
    pair = {"article_a": label, "article_b": f"{source[:50]} {i}"}
    return pair | {"relation": relation, "score": (0.0, 12.5)[i % 2], "n_facts": i}


def _origin(label, source, i):
    return {"article_id": f"a{i}", "source": source, "origin": f"o{i // 3}", "basis": label}


def _speaker(label, source, i):
    speaker = label if i % 4 else None
    return {"source": source, "speaker": speaker, "n_words": BIG[i % 6], "n_quotes": i, "role": label}


def _quoted(label, source, i):
    share = (0.0, NAN, 0.4, 1.0)[i % 4]
    return {"source": source, "share_quoted": share, "n_words": i, "n_quotes": i, "low": NAN, "high": INF}


def _authority(label, source, i):
    return {"source": source, "authority": label if i % 3 else None, "n_figures": i}


def _driver(label, source, i):
    moved = (-0.1, 0.2, NAN, 1e6)[i % 4]
    return {"source": source, "word": label, "n": i, "contribution": moved, "is_topic": i % 2 == 0}


def _shift(label, source, i):
    pair = {"source_a": "Archyde", "source_b": "x" * 5000}
    return pair | {"word": label, "n_a": i, "n_b": 0, "contribution": (-0.1, 0.2, NAN)[i % 3]}


def _toward(label, source, i):
    ids = [f"a:s{i}"] if i % 2 else []
    return {
        "actor": f"{label} {i // 5}",
        "source": source,
        "mean": (-1.0, NAN, 0.3)[i % 3],
        "n": i,
        "sentence_ids": ids,
    }


def _event(label, source, i):
    dates = ("2025-09-11", "2025-09-01", None, "2025-09", "2020", label)
    return {"event": f"{label} {i // 4}", "source": source, "date": dates[i % 6]}


def _frame(label, source, i):
    row = {"source": source, "frame": label, "question": label, "n_sentences": i, "n_sentences_all": 2 * i}
    return row | {"share_sentences": (0.0, NAN, 0.5)[i % 3], "low": NAN, "high": INF, "is_reliable": i % 2 == 0}


def _collocate(label, source, i):
    word = ("", label, label)[i % 3]
    row = {"node": "prisoners", "source": source, "collocate": word, "n": i, "n_node": 5 + i, "sentences": ["a:s1"]}
    return row | {
        "share": (NAN, 0.4, 1.0)[i % 3],
        "low": (NAN, 0.1)[i % 2],
        "high": INF,
        "reason": f"Uses it {i} times.",
    }


def _contrast(label, source, i):
    shares = {"share_first": 0.1 * (i % 10), "share_second": 0.4}
    ends = {"difference": (0.3, -0.2, NAN)[i % 3], "low": (NAN, -0.9)[i % 2], "high": INF}
    return {"first": source, "term": label, "p": 0.001} | shares | ends


def _corrected(label, source, i):
    row = {"frame": f"{label} {i}", "question": label, "machine": 0.1 * (i % 10), "n_coded": i, "n_sentences": 10 * i}
    return row | {"corrected": (NAN, 0.2)[i % 2], "low": 0.1, "high": (NAN, 0.3)[i % 2], "is_reliable": i % 4 == 1}


def _name(label, source, i):
    return {"group": f"group {i % 3}", "form": f"{label} {i % 7}", "source": source, "n": i % 4, "sentences": ["a:s1"]}


def _specification(label, source, i):
    row = {
        "estimate": (0.3, NAN, -0.2)[i % 3],
        "low": (NAN, 0.1)[i % 2],
        "high": INF,
        "holds": (True, None, False)[i % 3],
    }
    return row | {"stemming": i % 2 == 0, "lexicon": label, "is_default": i == 0}


def _survival(label, source, i):
    verdict = ("all", "most", "half", "few", "none", "unsaid")[i % 6]
    share = (1.0, 0.7, 0.5, 0.1, 0.0, NAN)[i % 6]
    held = 0 if share != share else round(60 * share)
    return {"finding": f"{label} {source}", "n_holds": held, "n": 60, "share": share, "verdict": verdict}


CASES = (
    _case("counters", _counted),
    _case("growth", _counted),
    _case("told_by_source", _told),
    _case("corpus_overview", _overview),
    _case("coverage_over_time", _coverage),
    _case("distinctive_terms", _term),
    _case("tfidf_by_source", _weight),
    _case("similarity", _pair),
    _case("kinship_scores", _tie),
    _case("kinship", _origin),
    _case("speaker_shares", _speaker),
    _case("quoted_share_by_source", _quoted),
    _case("authorities_by_source", _authority),
    _case("sentiment_by_source", _summary),
    _case("sentiment_drivers", _driver),
    _case("word_shift", _shift),
    _case("sentiment_targets", _toward),
    _case("reported_figures", _figure),
    _case("timeline", _event),
    _case("frames_by_source", _frame),
    _case("names_by_source", _name),
    _case("collocates_by_source", _collocate),
    _case("contrasts_by_source", _contrast),
    _case("corrected_frames", _corrected),
    _case("survival", _survival),
    Case(
        "specification_curve",
        lambda table: charts.specification_curve(table, estimate="difference of means", reference=0.0),
        _specification,
    ),
)


def _panel(drawn: Axes | charts.Drawing) -> Axes:
    return drawn.axes if isinstance(drawn, charts.Drawing) else drawn


def dots(axes: Axes | charts.Drawing) -> list[float]:
    """The value of every dot of one panel, or of a drawing's first."""
    return [value for value, _ in faces(axes)]


def faces(axes: Axes | charts.Drawing) -> list[tuple[float, str]]:
    """The value of every dot of one panel, with what fills it."""
    found = [line for line in _panel(axes).get_lines() if "-mark-" in (line.get_gid() or "")]
    return [(round(float(line.get_xdata()[0]), 6), line.get_markerfacecolor()) for line in found]


def bars(axes: Axes | charts.Drawing) -> list[tuple[float, float, bool]]:
    """Both ends of every bar, and whether it is hatched."""
    patches = _panel(axes).patches
    found = [patch for patch in patches if isinstance(patch, Rectangle) and "-bar-" in (patch.get_gid() or "")]
    return [(round(bar.get_x(), 6), round(bar.get_x() + bar.get_width(), 6), bool(bar.get_hatch())) for bar in found]


def words_in(axes: Axes | charts.Drawing) -> list[str]:
    """Every text that a chart draws, from top to bottom."""
    drawn = [text for text in axes.figure.findobj(Text) if text.get_text() and text.get_visible()]
    return [
        text.get_text() for text in sorted(drawn, key=lambda text: (text.get_position()[1], text.get_position()[0]))
    ]


def boxes_of(axes: Axes | charts.Drawing) -> list[tuple[str, Bbox]]:
    """Every text with the box it takes on the canvas."""
    renderer = FigureCanvasAgg(axes.figure).get_renderer()
    axes.figure.draw(renderer)
    drawn = [text for text in axes.figure.findobj(Text) if text.get_text() and text.get_visible()]
    return [(text.get_text(), Text.get_window_extent(text, renderer)) for text in drawn]


def svg_of(axes: Axes | charts.Drawing) -> str:
    """The chart as SVG, as a page would hold it."""
    written = io.BytesIO()
    with warnings.catch_warnings(), matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "test"}):
        warnings.filterwarnings("ignore", message=r"(?s)Glyph .* missing from")
        axes.figure.savefig(written, format="svg", metadata={"Date": None})
    return written.getvalue().decode("utf-8")
