import re

import pytest
from matplotlib.figure import Figure
from report_sample import HOSTILE

from analysis.charts import described
from analysis.report.links import plain
from analysis.report.svg import clickable, inline_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">'


def made() -> Figure:
    figure = Figure(figsize=(3, 2))
    axes = figure.add_subplot()
    axes.scatter([1, 2], [1, 2], hatch="//").set_urls(["evidence:a:f1", "evidence:a:f2"])
    axes.text(1, 1, "<b>&\u202e", url="evidence:a:f3", parse_math=False)
    return figure


def svg_of(figure: Figure) -> str:
    return plain(described(figure).svg(seed="x"))


def test_the_same_chart_gives_the_same_bytes_and_keeps_its_text():
    first, second = svg_of(made()), svg_of(made())
    assert first == second
    assert "&lt;b&gt;" in first
    assert not re.search(r"20\d\d-\d\d-\d\d|matplotlib.org|Matplotlib v", first)


def test_marks_of_a_chart_lead_to_their_passages_by_name():
    svg = inline_svg(svg_of(made()), name="x", alt="A", labels={"articles.html#e-a:f1": "Alpha, 12"})
    assert re.findall(r'<a href="([^"]+)"', without_rooms(svg)) == [
        f"articles.html#e-a:f{number}" for number in (1, 2, 3)
    ]
    assert 'aria-label="Alpha, 12"' in svg
    # What is written on a mark is part of its name.
    assert 'aria-label="&lt;b&gt;&amp;: Read the passage e-a:f3"' in svg
    assert svg.startswith('<svg class="drawing" style="--ratio:0.65" viewBox=')
    assert 'role="group" aria-label="A"' in svg


def test_two_charts_on_a_page_share_no_id():
    one, two = (inline_svg(svg_of(made()), name=name, alt="A") for name in ("one", "two"))
    ids = [set(re.findall(r' id="([^"]+)"', svg)) for svg in (one, two)]
    assert ids[0]
    assert not ids[0] & ids[1]
    for svg, known in zip((one, two), ids, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) | set(re.findall(r'<use href="#([^"]+)"', svg)) <= known


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        "<g onload='x()'><path d='M 0 0' onclick='x()'/></g>",
        "<a xlink:href='javascript:x()'><path d='M 0 0'/></a>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script>x()</script></body></foreignObject>",
        "<image xlink:href='https://example.org/x.png'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zz4='/>",
        "<use xlink:href='https://example.org/x.svg#a'/>",
        "<style>@import url(https://example.org/x.css)</style>",
        "<path d='M 0 0' style='fill:url(https://example.org/x)'/>",
        "<path d='M 0 0' style='background:url(javascript:x())'/>",
        "<animate attributeName='href' values='javascript:x()'/>",
        "<set attributeName='onmouseover' to='x()'/>",
    ],
)
def test_svg_of_others_cannot_run_or_load_anything(inside):
    svg = inline_svg(f"{HEAD}{inside}<text>kept</text></svg>", name="x", alt="A")
    assert not re.search(
        r"script|onload|onclick|onmouseover|javascript|https?:|foreign|import|<image [^>]*href|url\(", svg
    )
    assert "kept" in svg


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_labels_and_descriptions_stay_text(bad):
    figure = Figure(figsize=(3, 2))
    figure.text(0.1, 0.5, bad.replace("\n", " "), parse_math=False)
    svg = inline_svg(svg_of(figure), name="x", alt=bad)
    assert not re.search(r"<(script|img|meta|style|iframe)|<svg on", svg)
    assert svg.count("<svg") == 1


@pytest.mark.parametrize(
    "svg", ["<svg", "<html/>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', HEAD.replace("0 0 10 10", "x()") + "</svg>"]
)
def test_what_is_not_svg_is_refused(svg):
    with pytest.raises(ValueError, match="SVG"):
        inline_svg(svg, name="x", alt="A")


def test_a_hatch_of_dots_in_many_colours_is_written_once():
    figure = Figure(figsize=(3, 2))
    axes = figure.add_subplot()
    for place, colour in enumerate(("#0f5af0", "#a54b0f", "#00a569")):
        axes.bar([place], [1], color="#ffffff", edgecolor=colour, hatch="....")
    svg = inline_svg(svg_of(figure), name="x", alt="A")
    assert svg.count("<pattern") == 3
    assert len(re.findall(r'<path id="x-outline-\d+"', svg)) == 1
    assert all(
        f"stroke:{colour}" in svg or f"stroke:var(--k{colour[1:]}" in svg
        for colour in ("#0f5af0", "#a54b0f", "#00a569")
    )


def test_a_mark_beside_its_written_link_is_no_second_stop():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
        '<a xlink:href="evidence:a:f1"><path d="M 0 0"/></a><a xlink:href="evidence:a:f1"><text>1,184</text></a>'
        '<a xlink:href="evidence:a:f2"><path d="M 0 0"/></a><a xlink:href="evidence:a:f2"><path d="M 1 1"/></a></svg>'
    )
    links = re.findall("<a [^>]*>", without_rooms(inline_svg(svg, name="x", alt="Numbers")))
    assert [("tabindex" in link, "aria-label" in link) for link in links] == [
        (True, False),
        (False, True),
        (False, True),
        (True, False),
    ]
    assert all("articles.html#e-a:f" in link for link in links)


def without_rooms(svg):
    """The drawing without the room around its marks."""
    return re.sub('<a [^>]*><rect class="room".*?</a>', "", svg)


def test_there_is_room_for_a_finger_around_each_mark_below_all_that_is_seen():
    svg = inline_svg(svg_of(made()), name="x", alt="A", labels={"articles.html#e-a:f1": "Alpha, 12"})
    rooms = re.findall(r'<rect class="room" [^>]*width="([0-9.]+)" height="([0-9.]+)"', svg)
    assert len(rooms) == 3
    assert all(float(side) >= 24 for room in rooms for side in room)
    assert "<title>Alpha, 12</title>" in svg
    assert svg.index('class="room"') < svg.index("<path")


def test_in_a_notebook_each_mark_is_a_link_over_the_picture_that_tells_its_passage():
    html = clickable(svg_of(made()), alt="A", resolve="r/{}".format, titles="of {}".format)
    links = re.findall(r'<a href="r/evidence:a:f(\d)" title="of evidence:a:f\d"', html)
    assert sorted(links) == ["1", "2", "3"]
    places = [float(at) for at in re.findall(r"(?:left|top):(-?[0-9.]+)%", html)]
    assert all(-5 < at < 100 for at in places)
    assert "<svg" not in html
