"""A sentence leads to the chart or table that its numbers come from: on every corpus, whatever that corpus lacks."""

import ast

import nbformat
import pytest
from report_sample import shown

from analysis.charts import Drawing
from analysis.report import notebooks
from analysis.report.links import from_exhibit
from analysis.report.pages import lost_links, read_page
from analysis.report.show import set_corpus, show

BLANK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@pytest.fixture(autouse=True)
def blank(unpainted, monkeypatch):
    monkeypatch.setattr(Drawing, "svg", lambda drawing, *, seed: BLANK)


def page_of(path, story, monkeypatch):
    """The page of a notebook whose cells run here, without a kernel, on a story that is made already."""
    notebook = notebooks.read(path)
    space = {"settings": story.parameters, "story": story}
    set_corpus(story.name)
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", []):
            cell.outputs = shown(monkeypatch, lambda cell=cell: exec(without_set_up(cell.source), space))
    return read_page(notebook, stem=path.stem)


def without_set_up(source):
    """The cell without the lines that read the parameters and open the corpus."""
    tree = ast.parse(source)
    made = ("settings", "story")
    tree.body = [node for node in tree.body if not (isinstance(node, ast.Assign) and node.targets[0].id in made)]
    return compile(tree, "cell", "exec")


def test_every_link_of_every_chapter_leads_to_a_chart_or_table_that_is_there(story, monkeypatch):
    pages = [page_of(path, story, monkeypatch) for path in notebooks.found().values()]
    assert sum(len(page.names) for page in pages) > 20
    assert lost_links(pages) == []


@pytest.mark.parametrize(
    ("notebook", "name"), [("02-framing", "nothing"), ("02-frames", "frames"), ("08-mine", "nothing")]
)
def test_a_link_to_what_is_not_there_is_found(monkeypatch, notebook, name):
    cells = [nbformat.v4.new_code_cell("show")]
    cells[0].outputs = shown(monkeypatch, lambda: show(from_exhibit("Two of five.", notebook, name=name), "How many?"))
    own = read_page(nbformat.v4.new_notebook(cells=cells), stem="08-mine")
    assert lost_links([own]) == [("08-mine", f"{notebook}.html#x-{name}")]
