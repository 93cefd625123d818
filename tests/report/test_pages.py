import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest
from report_sample import notebook, shown, tables

from analysis.errors import RunError
from analysis.report.exporter import PageExporter
from analysis.report.pages import lost_links, read_page
from analysis.report.show import set_corpus, show


def test_a_page_holds_everything_the_notebook_showed_and_nothing_from_standard_error(monkeypatch):
    page = read_page(notebook(monkeypatch, tables(), title="Which numbers?"), stem="05-reported-figures")
    kinds = [block["kind"] for block in page.blocks]
    for kind in ("facts", "answers", "computed", "chart", "table", "notice", "text_output", "html", "code"):
        assert kind in kinds
    assert page.title == "Which numbers?"
    assert page.label == "Figures"
    assert [heading.text for heading in page.headings] == ["In short", "What was read", "Limits"]
    assert "SECRET" not in str(page.blocks)
    assert str(page.lede).startswith("<p>Two papers wrote")


def test_code_is_folded_once_a_section_and_kept_whole_at_the_end(monkeypatch):
    page = read_page(notebook(monkeypatch, tables(), title="T"), stem="x")
    folded = [block["source"] for block in page.blocks if block["kind"] == "code"]
    assert folded == ["show_all()", "print('loaded')"]
    assert page.code == ["seed = 2025  # seed", "show_all()", "print('loaded')"]


def test_what_is_there_to_check_a_page_is_folded_at_its_end(monkeypatch):
    made = notebook(monkeypatch, tables(), title="T")
    made.cells[4].source = "## Checks\n\nThese must hold."
    page = read_page(made, stem="x")
    ((title, blocks),) = page.made
    assert title == "Checks"
    assert [block["kind"] for block in blocks] == ["prose", "text_output", "html"]
    assert "Checks" not in [heading.text for heading in page.headings]
    assert page.blocks[-1]["html"].startswith("<h2")


def test_passages_know_which_charts_and_tables_lead_to_them(monkeypatch):
    page = read_page(notebook(monkeypatch, tables(), title="T"), stem="05-x")
    assert page.cited["e-alpha:f1"] == [
        ("05-x.html#x-displaced", "How many were displaced?"),
        ("05-x.html#x-all-figures", "Every figure"),
    ]
    assert page.cited["e-alpha:s2"] == [("05-x.html", "X")]


def test_a_chart_under_a_heading_of_the_same_words_does_not_repeat_it(monkeypatch):
    made = notebook(monkeypatch, tables(), title="T")
    made.cells[2].source = "## How many were displaced?"
    chart = next(block for block in read_page(made, stem="x").blocks if block["kind"] == "chart")
    assert chart["level"] is None


def test_a_notebook_without_title_or_output_is_still_a_page():
    page = read_page(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")]), stem="03-voices")
    assert page.title == "Voices"


def page_of(monkeypatch, *things, stem="08-mine"):
    set_corpus("c")
    cell = nbformat.v4.new_code_cell("show()", outputs=shown(monkeypatch, lambda: [show(*thing) for thing in things]))
    return read_page(nbformat.v4.new_notebook(cells=[cell]), stem=stem)


def rendered(block):
    return PageExporter().environment.get_template("block.html.j2").render(block=block)


def test_a_chart_of_ones_own_has_a_place_its_data_and_nothing_that_nobody_said(monkeypatch):
    axes = pd.Series([2, 5], index=["Herald", "Post"], name="n").plot.barh()
    page = page_of(monkeypatch, (axes, "How many?"))
    (chart,) = [block for block in page.blocks if block["kind"] == "chart"]
    html = rendered(chart)
    assert 'id="x-how-many"' in html
    assert 'href="data/08-mine-how-many.csv"' in html
    assert 'class="finding"' not in html
    assert 'class="n"' not in html
    assert list(page.exhibits) == ["08-mine-how-many"]


def test_of_very_many_rows_behind_a_chart_the_page_lists_the_first_and_the_file_has_all(monkeypatch):
    axes = plt.figure().add_subplot()
    axes.scatter(range(1_234), range(1_234))
    page = page_of(monkeypatch, (axes, "How many?"))
    (chart,) = [block for block in page.blocks if block["kind"] == "chart"]
    html = rendered(chart)
    assert html.count("<tr") == 501
    assert "500 of 1,234 rows; all in data/08-mine-how-many.csv." in html
    ((_, kept),) = page.exhibits.values()
    assert len(kept["rows"]) == kept["n_rows"] == 1_234


def test_a_chart_whose_values_cannot_be_read_back_says_so_and_offers_no_file(monkeypatch):
    axes = plt.figure().add_subplot()
    axes.imshow([[1, 2], [3, 4]])
    page = page_of(monkeypatch, (axes, "Where?"))
    (chart,) = [block for block in page.blocks if block["kind"] == "chart"]
    assert "cannot be read back" in rendered(chart)
    assert ".csv" not in rendered(chart)
    assert page.exhibits == {}
    assert lost_links([page]) == []


def test_two_exhibits_of_one_name_are_refused(monkeypatch):
    rows = pd.DataFrame({"a": [1]})
    cells = [
        nbformat.v4.new_code_cell("show()", outputs=shown(monkeypatch, lambda: show(rows, "T", name="same")))
        for _ in range(2)
    ]
    with pytest.raises(RunError, match="08-mine: two charts or tables are called 'same'"):
        read_page(nbformat.v4.new_notebook(cells=cells), stem="08-mine")


def page_with(monkeypatch, *sections):
    """A page of sections: (heading, tags, things to show)."""
    set_corpus("c")
    cells = [nbformat.v4.new_markdown_cell("# Title?\n\nLede.")]
    for heading, tags, things in sections:
        cells.append(nbformat.v4.new_markdown_cell(f"## {heading}", metadata={"tags": tags}))
        outputs = shown(monkeypatch, lambda things=things: [show(*one[:2], **one[2]) for one in things])
        cells.append(nbformat.v4.new_code_cell("show()", outputs=outputs))
    return read_page(nbformat.v4.new_notebook(cells=cells), stem="02-framing")


NOTHING = ("Nobody is quoted.", "Who speaks?", {"notice": "nothing"})
SOMETHING = ("Two of them.", "How many?", {})


def test_a_section_that_has_nothing_to_say_is_one_line_at_the_end(monkeypatch):
    page = page_with(monkeypatch, ("Who gets to speak?", [], [NOTHING]), ("How many?", [], [SOMETHING]))
    assert [heading.text for heading in page.headings] == ["How many?"]
    assert page.unsaid == [("Who speaks?", "Nobody is quoted.")]
    assert not [block for block in page.blocks if "quoted" in str(block.get("html", ""))]


def test_a_section_of_something_and_nothing_stays(monkeypatch):
    page = page_with(monkeypatch, ("Voices?", [], [NOTHING, SOMETHING]))
    assert [heading.text for heading in page.headings] == ["Voices?"]
    assert [block["kind"] for block in page.blocks] == ["prose", "prose", "answers", "code"]
    assert len(page.unsaid) == 1


def test_a_section_that_asks_to_be_folded_is_closed_by_the_next(monkeypatch):
    page = page_with(monkeypatch, ("Details?", ["fold"], [SOMETHING]), ("Answers?", [], [SOMETHING]))
    kinds = [block["kind"] for block in page.blocks]
    assert kinds == ["prose", "fold", "answers", "code", "fold_end", "prose", "answers", "code"]
    html = "".join(rendered(block) for block in page.blocks)
    assert html.index('<details class="section">') < html.index('<h2 id="h-details">') < html.index("</summary>")
    assert [heading.text for heading in page.headings] == ["Details?", "Answers?"]


def test_an_answer_to_the_question_of_its_section_is_asked_once(monkeypatch):
    page = page_with(monkeypatch, ("How many?", [], [SOMETHING]))
    (answer,) = [block for block in page.blocks if block["kind"] == "answer"]
    assert rendered(answer).count("How many?") == 0
    assert "Two of them." in rendered(answer)
