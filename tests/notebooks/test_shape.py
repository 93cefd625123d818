"""Every notebook has the shape that readers and reviewers rely on: it asks and shows, the package computes."""

import ast
import html
import json
import re
import tokenize
from dataclasses import fields
from io import StringIO
from pathlib import Path

import nbformat
import nh3
import pytest
from ipykernel.ipkernel import IPythonKernel
from jupyter_server.services.contents.filemanager import FileContentsManager
from lxml.html import fragment_fromstring

from analysis.parameters import Parameters
from analysis.report import notebooks

ROOT = Path(__file__).parents[2]
DEFAULTS = {item.name: item.default for item in fields(Parameters)}
NAMES = [
    "01-ingest",
    "02-framing",
    "03-voices",
    "04-sentiment",
    "05-reported-figures",
    "06-robustness",
    "07-summary",
]
# GitHub is said to show no file of more than about ten; JupyterLab and nbviewer show larger ones.
_LARGEST_FOR_A_VIEWER = 10 << 20
_PLAIN_TAGS = set(
    "p a strong em small div details summary ol ul li dl dt dd table caption thead tbody tr th td img mark blockquote "
    "span br code".split()
)


@pytest.fixture(params=NAMES)
def notebook(request):
    return nbformat.read(ROOT / "notebooks" / f"{request.param}.ipynb", as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def markdown(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def test_every_chapter_is_found_in_order():
    assert [name for name in notebooks.found() if name in NAMES] == NAMES


def test_it_opens_with_a_title_that_is_a_question_and_two_sentences(notebook):
    title, _, context = notebook.cells[0].source.partition("\n")
    assert re.fullmatch(r"# .+\?", title)
    assert 2 <= len(re.findall(r"[.?](?=\s|$)", context)) <= 4


def test_the_parameters_are_typed_literals_with_a_comment_each_and_the_package_defaults(notebook):
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    assigned = {node.targets[0].id: ast.literal_eval(node.value) for node in ast.parse(cell.source).body}
    assert assigned
    assert assigned == {name: DEFAULTS[name] for name in assigned}
    comments = [t for t in tokenize.generate_tokens(StringIO(cell.source).readline) if t.type == tokenize.COMMENT]
    assert len(comments) == len(assigned)


def test_its_parts_come_in_order(notebook):
    headings = re.findall(r"^## (.+)$", markdown(notebook), re.M)
    wanted = ["Inputs and outputs", "In short", "Checks", "Limits", "Provenance"]
    if "What cannot be concluded" in headings:  # the first page, where limits are an answer
        wanted = ["Inputs and outputs", "In short", "What cannot be concluded", "Checks", "Provenance"]
    assert [h for h in headings if h in wanted] == wanted
    assert headings[-1] == "Provenance"


def test_code_cells_are_short_and_define_nothing(notebook):
    for cell in code_cells(notebook):
        # The cell of parameters is a list to look things up in, however long it is.
        is_list = "parameters" in cell.metadata.get("tags", [])
        assert is_list or len([line for line in cell.source.splitlines() if line.strip()]) <= 12, cell.source
        source = re.sub(r"^%(load_ext autoreload|autoreload \d)$", "", cell.source, flags=re.M)
        banned = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda, ast.ListComp, ast.DictComp, ast.With)
        for node in ast.walk(ast.parse(source)):
            assert not isinstance(node, banned), f"{type(node).__name__} in: {cell.source}"


# Cells whose exhibit is words on the whole story, or what lies outside its tables: nothing in them is selected.
OF_THE_WHOLE = {"in_short", "witnesses", "ties", "checks", "limits", "not_concluded", "provenance", "hand_coding"}
OF_THE_WHOLE |= {"accuracy", "chosen"}
OPERATIONS = {"query", "sort_values", "groupby", "merge", "dropna", "isin", "head", "drop_duplicates", "len"}
SETUP = """from analysis import exhibits, parameters, pipeline
from analysis.report.show import set_corpus, show

settings = parameters.from_notebook(globals())"""
LOAD = "story = pipeline.open_corpus(settings)\nset_corpus(story.name, exhibits.passages(story))"


def called(node):
    """The names of all functions and methods that the code calls."""
    calls = [call.func for call in ast.walk(node) if isinstance(call, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else call.id for call in calls}


def test_setup_and_load_are_the_same_in_each(notebook):
    _, setup, load, *_ = code_cells(notebook)
    assert setup.source == SETUP
    assert load.source == LOAD


def test_each_cell_holds_its_operation_and_show(notebook):
    _, _, _, *cells = code_cells(notebook)
    for cell in cells:
        tree = ast.parse(cell.source)
        assert "show" in called(tree), cell.source
        shown = {name for name in called(tree) if f".{name}(story" in cell.source}
        if not shown & OF_THE_WHOLE or {"kinship"} & called(tree):
            assert called(tree) & OPERATIONS, f"nothing here that a reader can change: {cell.source}"


def test_each_cell_can_be_run_alone_after_the_load(notebook):
    _, _, _, *cells = code_cells(notebook)
    for cell in cells:
        given = {"exhibits", "settings", "show", "story"}
        for statement in ast.parse(cell.source).body:
            names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
            assert {name.id for name in names if isinstance(name.ctx, ast.Load)} <= given, cell.source
            given |= {name.id for name in names if isinstance(name.ctx, ast.Store)}


def test_what_is_shown_is_an_exhibit_of_the_package_or_a_chart_or_table_of_the_cell(notebook):
    _, _, _, *cells = code_cells(notebook)
    for cell in cells:
        for statement in ast.parse(cell.source).body:
            if isinstance(statement, ast.Assign):
                assert "show" not in called(statement)
            else:
                assert isinstance(statement, ast.Expr), cell.source
                assert statement.value.func.id == "show", cell.source


def test_it_is_committed_executed_in_order_without_errors(notebook):
    cells = code_cells(notebook)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert outputs
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]


def test_no_number_is_typed_in_prose(notebook):
    prose = re.sub(r"`[^`]*`|\[[^\]]*\]\([^)]*\)|\b(19|20)\d\d\b", "", markdown(notebook))
    assert not re.search(r"(?<![\w-])\d+(?:[.,]\d+)*(?![\w-])", prose), "numbers come from the run"


def test_nothing_in_it_differs_from_run_to_run(notebook):
    text = nbformat.writes(notebook)
    assert not re.search(r"0x[0-9a-f]{8,}", text)
    assert not re.search(r"(?<![\w.])/(?:home|root|work|tmp|Users|usr)/", text), "a machine's path"
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


def as_in_javascript(written):
    """A number with a decimal point as JavaScript has it: it knows one kind of numbers."""
    return int(float(written)) if float(written).is_integer() else float(written)


@pytest.mark.parametrize("name", notebooks.found())
def test_opened_and_saved_in_jupyterlab_it_is_the_same_file(name, tmp_path):
    """JupyterLab reads it as JavaScript does, sets what the kernel says of its language, and its server writes it."""
    given = notebooks.found()[name].read_bytes()
    (tmp_path / "saved.ipynb").write_bytes(given)
    manager = FileContentsManager(root_dir=str(tmp_path))
    model = manager.get("saved.ipynb")
    model["content"] = nbformat.from_dict(json.loads(json.dumps(model["content"]), parse_float=as_in_javascript))
    model["content"].metadata.language_info = IPythonKernel.language_info | {
        "version": model["content"].metadata.language_info.version  # of another Python, its number alone differs
    }
    manager.save(model, "saved.ipynb")
    assert (tmp_path / "saved.ipynb").read_bytes() == given


def test_every_chart_has_its_description_as_text(notebook):
    for cell in code_cells(notebook):
        for output in cell.outputs:
            if "image/svg+xml" in output.get("data", {}):
                assert len(output.data["text/plain"]) > 40
                assert re.search(r"\d", output.data["text/plain"])
                assert f'alt="{html.escape(output.data["text/plain"])}"' in output.data["text/html"]


@pytest.mark.parametrize("name", [*NAMES, "08-omissions"])
def test_a_viewer_that_strips_styles_and_scripts_shows_every_word(name):
    """As GitHub's does: what it takes out of an output's HTML must carry nothing that is to be read."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    assert len(nbformat.writes(notebook).encode()) < _LARGEST_FOR_A_VIEWER
    for cell in code_cells(notebook):
        for output in cell.outputs:
            shown = output.get("data", {}).get("text/html", "")
            # Pictures are data of their own, their words the alternative text: a viewer may refuse them.
            stripped = nh3.clean(shown, tags=_PLAIN_TAGS, attributes={"*": {"id"}, "a": {"href"}, "img": {"alt"}})
            assert stripped.count("<img ") == shown.count("<img ")
            assert words(stripped) == words(shown)
            assert "<script" not in shown
            assert "<style" not in shown


def words(shown):
    return fragment_fromstring(shown, create_parent=True).text_content().split()
