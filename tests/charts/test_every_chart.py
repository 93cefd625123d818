"""What every chart must stand: nothing, one row, many rows, labels from anywhere, numbers of any size."""

import itertools
import random
import re
import warnings
from xml.etree import ElementTree

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from chart_cases import CASES, HOSTILE, boxes_of, svg_of, words_in

from analysis import charts, schema
from analysis.charts.sheet import WIDTH
from analysis.errors import SchemaError

pytestmark = pytest.mark.filterwarnings("ignore:(?s)Glyph .* missing from")


@pytest.fixture(params=CASES, ids=lambda case: case.name, scope="module")
def case(request):
    return request.param


@pytest.fixture(scope="module")
def table(case):
    return case.table(12, labels=(*"abcdefghijk", "one that is somewhat longer"))


@pytest.fixture(scope="module")
def axes(case, table):
    before = table.copy(deep=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = case.draw(table)
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(drawn.rows, before)
    return drawn


@pytest.fixture(scope="module")
def svg(axes):
    return svg_of(axes)


@pytest.fixture(scope="module")
def boxes(axes):
    return boxes_of(axes)


def test_an_empty_table_gives_a_sentence(case):
    drawing = case.draw(case.table(0))
    drawn = " ".join(words_in(drawing))
    assert drawn.endswith(".")
    assert drawn == drawing.alt
    assert drawing.n == "n = 0"


@pytest.mark.parametrize("n", [1, 70])
def test_any_number_of_rows_is_drawn(case, n):
    axes = case.draw(case.table(n))
    width, height = axes.figure.get_size_inches()
    assert width == WIDTH
    assert 0.3 < height < 60
    assert axes.alt
    assert re.fullmatch(r"n = 0|n = \d[\d,]*( \w+)+( (of|by) \d+ \w+)?", axes.n)


def test_hostile_labels_are_drawn_safe_and_short(case):
    table = case.table(len(HOSTILE), labels=HOSTILE, sources=HOSTILE)
    drawing = case.draw(table)
    svg = svg_of(drawing)
    ElementTree.fromstring(svg)
    text = "".join(ElementTree.fromstring(svg).itertext())
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\ufffe\ufdd0]", text)
    assert "x" * 100 not in text
    assert not re.search("[\u202e\x00\ufffe\ufdd0]", drawing.alt)
    assert "x" * 100 not in drawing.alt


def test_no_two_labels_overlap(boxes):
    for (one, first), (two, second) in itertools.combinations(boxes, 2):
        # Two points of slack: the boxes hold the font's full line, taller than its letters.
        shared_x = min(first.x1, second.x1) - max(first.x0, second.x0)
        shared_y = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert shared_x <= 4 or shared_y <= 8, f"{one!r} and {two!r} overlap by {shared_x:.0f} x {shared_y:.0f}"


def test_every_label_is_inside_the_sheet_and_large_enough(case):
    axes = case.draw(case.table(8, labels=("a plain label", *HOSTILE[:6])))
    for words, box in boxes_of(axes):
        assert box.x0 >= -2, words
        assert box.x1 <= axes.figure.bbox.x1 + 2, words
    sizes = {text.get_fontsize() for text in axes.figure.findobj(matplotlib.text.Text) if text.get_text()}
    assert min(sizes) >= 11


def test_the_same_rows_give_the_same_bytes_in_any_order(case, table, axes, svg):
    order = list(range(len(table)))
    random.Random(3).shuffle(order)
    shuffled = case.draw(table.iloc[order])
    assert svg_of(shuffled) == svg
    assert (shuffled.alt, shuffled.n) == (axes.alt, axes.n)


def test_a_missing_column_is_named(case):
    table = case.table(3).drop(columns=list(case.table(3).columns))
    with pytest.raises(SchemaError, match="missing columns"):
        case.draw(table)


def test_settings_of_the_caller_neither_matter_nor_change(case, table, svg):
    with matplotlib.rc_context({"font.size": 30, "lines.linewidth": 9, "axes.facecolor": "red", "figure.dpi": 300}):
        before = dict(matplotlib.rcParams)
        other = case.draw(table)
        assert dict(matplotlib.rcParams) == before
    assert svg_of(other) == svg


def test_nothing_but_the_house_colours_is_drawn(svg):
    known = {charts.style.INK, charts.style.QUIET, charts.style.GRID, charts.style.PAPER, charts.style.NEUTRAL}
    known |= {*charts.style.COLOURS, charts.style.ABOVE, charts.style.BELOW}
    drawn = set(re.findall("#[0-9a-f]{6}", svg))
    assert drawn - {"#000000"} <= known


def test_every_text_is_kept_from_being_mathematics_and_pyplot_out_of_it(axes):
    assert not any(text.get_parse_math() for text in axes.figure.findobj(matplotlib.text.Text) if text.get_text())
    assert plt.get_fignums() == []


def test_links_stand_in_the_svg():
    table = next(case for case in CASES if case.name == "reported_figures").table(3)
    svg = svg_of(charts.reported_figures(table))
    assert 'href="evidence:a:f1"' in svg
    linked = svg_of(charts.reported_figures(table.assign(link="articles.html#f")))
    assert 'href="articles.html#f"' in linked
    assert "evidence:" not in linked


@pytest.mark.parametrize(
    ("chart", "table"),
    [
        ("coverage_over_time", "coverage"),
        ("distinctive_terms", "terms"),
        ("frames_by_source", "frames"),
        ("kinship", "origins"),
        ("kinship_scores", "kinship"),
        ("names_by_source", "names"),
        ("reported_figures", "reported_figures"),
        ("sentiment_by_source", "sentiment_summary"),
        ("sentiment_drivers", "sentiment_drivers"),
        ("sentiment_targets", "sentiment_toward"),
        ("similarity", "similarity"),
        ("word_shift", "word_shift"),
    ],
)
def test_a_chart_takes_the_declared_table_as_it_is(chart, table):
    drawing = getattr(charts, chart)(schema.frame(table))
    assert words_in(drawing)
    assert drawing.alt
