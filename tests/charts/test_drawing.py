import io
import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.charts import described, title_of
from analysis.charts.sheet import LEFT, LINE, RIGHT, Sheet
from analysis.charts.style import width_of


@pytest.fixture
def axes():
    figure, axes = plt.subplots()
    yield axes
    plt.close(figure)


def test_bars_are_read_as_what_and_how_much_whichever_way_they_lie(axes):
    axes.barh(["Herald", "Post"], [3, 1200])
    axes.set_title("Length")
    drawing = described(axes)
    assert drawing.rows.to_dict("list") == {"x": ["Herald", "Post"], "y": [3, 1200]}
    assert drawing.alt == "Chart “Length”. bars 1: Herald 3 and Post 1,200."
    assert title_of(drawing) == "Length"


def test_lines_are_named_by_their_labels_and_axes_by_theirs(axes):
    axes.plot([1, 2], [0.5, 4], label="Herald")
    axes.plot([1, 2], [3, 2], label="Post")
    axes.set(xlabel="day", ylabel="articles")
    drawing = described(axes)
    assert drawing.alt == ("Chart (across: day; up: articles). Herald: 1 0.5 and 2 4; Post: 1 3 and 2 2.")
    assert set(drawing.rows["series"]) == {"Herald", "Post"}
    assert title_of(drawing) == "articles by day"


def test_many_points_are_said_by_their_range(axes):
    axes.scatter(range(20), range(20))
    assert "20 values from 0 to 19: 0 0, 1 1" in described(axes).alt


def test_a_chart_of_pandas_keeps_its_categories_and_days(axes):
    pd.Series([2, 5], index=["Herald", "Post"], name="n").plot.bar(ax=axes)
    assert described(axes).rows.values.tolist() == [["Herald", 2], ["Post", 5]]
    axes.clear()
    axes.plot(pd.to_datetime(["2025-03-01", "2025-03-04"]), [1, 2])
    assert described(axes).rows["x"].tolist() == ["2025-03-01", "2025-03-04"]
    axes.clear()
    pd.Series([1, 2], index=pd.to_datetime(["2025-03-01", "2025-03-02"])).plot(ax=axes)
    assert described(axes).rows["x"].tolist() == ["2025-03-01", "2025-03-02"]


def test_what_cannot_be_read_back_is_said(axes):
    axes.imshow([[1, 2], [3, 4]])
    drawing = described(axes)
    assert drawing.rows.empty
    assert "cannot be read back" in drawing.alt


def test_what_is_no_chart_is_refused():
    with pytest.raises(TypeError, match="Axes or Figure"):
        described("a title")


def test_the_same_figure_gives_the_same_bytes(axes):
    axes.plot([1, 2], [3, 4])
    drawing = described(axes)
    assert drawing.svg(seed="a") == drawing.svg(seed="a") != drawing.svg(seed="b")


def legend_beside(axes):
    axes.plot([1, 3], [1e6, 4e6], label="a name of some length")
    axes.figure.legend(loc="upper right", bbox_to_anchor=(1.3, 1))


def names_aslant(axes):
    axes.bar([f"The town of Number {place}" for place in range(6)], range(6))
    axes.tick_params(axis="x", rotation=50)
    axes.annotate("above it all", (5, 5), (0.9, 1.15), textcoords="axes fraction")


def scale_of_colours(axes):
    axes.figure.colorbar(axes.imshow([[1, 2, 3], [4, 5, 6]]), label="how much")
    axes.figure.suptitle("Two rows of three")


@pytest.mark.parametrize("draw", [legend_beside, names_aslant, scale_of_colours])
def test_a_chart_takes_the_room_that_matplotlib_would_give_it(axes, draw):
    draw(axes)
    ours = described(axes).svg(seed="a")
    written = io.StringIO()
    axes.figure.savefig(written, format="svg", bbox_inches="tight", pad_inches=0.06)
    assert box(ours) == pytest.approx(box(written.getvalue()), abs=1e-4)


def box(svg):
    return [float(side) for side in re.search('viewBox="([^"]+)"', svg)[1].split()]


def test_a_gid_of_evidence_is_a_link(axes):
    axes.plot([1], [2], "o", gid="evidence:a:f1")
    assert 'href="evidence:a:f1"' in described(axes).svg(seed="a")


def test_a_grid_line_runs_in_one_piece_from_the_first_row_to_the_axis():
    sheet = Sheet("rows")
    sheet.scale(0.0, 10.0)
    for label in ("One row", "Another"):
        sheet.line(label)
        sheet.band()
    sheet.axis("people")
    (grid,) = [lines for lines in sheet.axes[0].collections if "-grid-" in lines.get_gid()]
    tops, ends = ({segment[place][1] for segment in grid.get_segments()} for place in (0, 1))
    assert len(grid.get_segments()) == len(sheet.ticks[0])
    assert tops == {0.06 + LINE}
    assert ends == {sheet.axes[0].lines[-1].get_ydata()[0]}
    assert not any(text.get_bbox_patch() for text in sheet.axes[0].texts)


def test_a_label_with_no_room_on_either_side_of_its_mark_is_shortened():
    sheet = Sheet("x")
    sheet.scale(0.0, 100.0)
    long = "about 48,000, counted from 13 January 2025 to 19 January 2025 by two bodies"
    assert sheet.beside(long, (50.0, 1.0), shorter="about 48,000").get_text() == "about 48,000"
    cut = sheet.beside("word " * 40, (50.0, 1.2))
    assert cut.get_text().endswith("…")
    assert width_of(cut.get_text()) < (RIGHT - LEFT) / 2
    assert sheet.beside("about 48,000", (50.0, 1.4), shorter="48").get_text() == "about 48,000"
