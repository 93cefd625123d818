"""The notebooks as files: which there are, whether each can be run, what of them may be kept, how a new one begins."""

import ast
import json
import re
import sys
from pathlib import Path
from typing import Any

from analysis import paths, storage
from analysis.corpus import NOTEBOOKS
from analysis.errors import ParameterError
from analysis.report.links import page_target

# What checks notebooks (jsonschema) would build a grammar of web addresses on import, a second of every process, where
# it finds this package. No part of a notebook is checked by it, so nbformat is imported as where it is missing.
_GRAMMAR = "rfc3987_syntax"
_is_hidden = sys.modules.setdefault(_GRAMMAR, None) is None
import nbformat  # noqa: E402
from nbformat import NotebookNode  # noqa: E402

if _is_hidden:
    del sys.modules[_GRAMMAR]

_NAME = re.compile(r"\d\d-[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_SUMMARY = page_target("summary")
_HOW_TO_START = "`media-analysis new-notebook NAME` lays out one that has everything."


def found(corpus: Path | None = None) -> dict[str, Path]:
    """The notebooks by name, in the order of the chapters: by number, then by name; the summary last.

    They lie in the project's `notebooks/`, else in the package, and, for its own story alone, in the folder
    `notebooks/` of a corpus. Two may have one number; files whose names do not begin with one are left alone.

    Raises
    ------
    ParameterError
        A numbered file cannot name a page, or two would become the same page.
    """
    folders = [paths.notebooks_folder(), *([corpus / NOTEBOOKS] if corpus is not None else [])]
    files = [path for folder in folders for path in sorted(folder.glob("[0-9][0-9]-*.ipynb")) if path.is_file()]
    pages: dict[str, Path] = {}
    for path in files:
        if not _NAME.fullmatch(path.stem):
            raise ParameterError(
                f"{_said(path)} cannot name a page. Rename it: two digits, then letters, digits and single hyphens, "
                "such as 08-my-question.ipynb."
            )
        other = pages.setdefault(page_target(path.stem), path)
        if other != path:
            raise ParameterError(
                f"{_said(path)} and {_said(other)} would both become the page {page_target(path.stem)}: rename one."
            )
    ordered = sorted(files, key=lambda path: (page_target(path.stem) == _SUMMARY, path.stem))
    return {path.stem: path for path in ordered}


def named(name: str, corpus: Path | None = None) -> Path:
    """The file of a notebook, or a ParameterError that lists the known ones."""
    known = found(corpus)
    if name not in known:
        raise ParameterError(f"No notebook is called {name!r}. Known: {', '.join(known)}.")
    return known[name]


def _said(path: Path) -> str:
    """Where a notebook lies, as a message names it: folder and file."""
    return f"{path.parent.name}/{path.name}"


def read(path: Path) -> NotebookNode:
    """A notebook without its outputs, ready to be executed.

    Raises
    ------
    ParameterError
        The file is no notebook.
    """
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except (nbformat.ValidationError, ValueError, KeyError, AttributeError, TypeError) as error:
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise ParameterError(f"{_said(path)} is no notebook that can be read: {reason}. {_HOW_TO_START}") from None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook in one step, in the form that JupyterLab saves."""
    storage.write_bytes(path, (nbformat.writes(notebook).rstrip("\n") + "\n").encode("utf-8", "backslashreplace"))


def check(path: Path) -> None:
    """Refuse a notebook that `run` could not give its corpus: before any table is made.

    Raises
    ------
    ParameterError
        Says what is missing and how to add it.
    """
    notebook = read(path)
    if _parameters_cell(notebook) is None:
        raise ParameterError(
            f"{_said(path)}: no cell has the tag `parameters`. Put `corpus = ...` into a cell near the top and tag it "
            f"(in JupyterLab: Property Inspector, Cell Tags). {_HOW_TO_START}"
        )
    if "corpus" not in declared_parameters(notebook, name=_said(path)):
        raise ParameterError(
            f"{_said(path)}: its cell of parameters does not set `corpus`, so it would read another story. "
            f"Add `corpus = {paths.SAMPLE_CORPUS!r}`."
        )


def declared_parameters(notebook: NotebookNode, *, name: str = "The notebook") -> list[str]:
    """Names that the cell tagged `parameters` assigns, in order."""
    return [node.targets[0].id for node in _assignments(_parameters_cell(notebook), name=name)]


def with_corpus(notebook: NotebookNode, corpus: str) -> NotebookNode:
    """The notebook with another corpus in its cell of parameters; the comment beside it stays."""
    cell = _parameters_cell(notebook)
    for node in _assignments(cell, name="The notebook"):
        if node.targets[0].id == "corpus" and node.value.lineno == node.value.end_lineno:
            lines = cell.source.split("\n")
            line = lines[node.lineno - 1].encode()  # columns are counted in bytes
            before, after = line[: node.value.col_offset], line[node.value.end_col_offset :]
            lines[node.lineno - 1] = f"{before.decode()}{json.dumps(corpus, ensure_ascii=False)}{after.decode()}"
            cell.source = "\n".join(lines)
            break
    return notebook


def _parameters_cell(notebook: NotebookNode) -> NotebookNode | None:
    return next((cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])), None)


def _assignments(cell: NotebookNode | None, *, name: str) -> list[ast.Assign]:
    """What a cell of parameters assigns to a name."""
    try:
        body = ast.parse(cell.source).body if cell else []
    except SyntaxError as error:
        raise ParameterError(f"{name}: its cell of parameters is no Python ({error.msg}).") from None
    return [node for node in body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)]


def cleaned(notebook: NotebookNode) -> NotebookNode:
    """The notebook with nothing left in it that differs from run to run: no timings, paths, versions or stderr.

    Tags and what `show` says about its outputs stay.
    """
    notebook.metadata = _metadata()
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02d}"
        tags = cell.metadata.get("tags", [])
        cell.metadata = NotebookNode(tags=tags) if tags else NotebookNode()
        if cell.cell_type == "code":
            cell.outputs = [o for o in cell.outputs if o.get("name") != "stderr"]
    return notebook


def _metadata() -> NotebookNode:
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return NotebookNode(kernelspec=NotebookNode(kernel), language_info=NotebookNode(name="python"))


def to_be_opened(notebook: NotebookNode) -> NotebookNode:
    """The notebook as JupyterLab would save it, so that it is not marked as changed when it is opened.

    It has all that the kernel says of its language, and whole numbers without a decimal point, which JavaScript does
    not keep. The version of Python is this one's: under another, opening changes that line.
    """
    from ipykernel.ipkernel import IPythonKernel

    notebook.metadata.language_info = nbformat.from_dict(IPythonKernel.language_info)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "data" in output:
                output.data = _whole(output.data)
    return notebook


def _whole(value: Any) -> Any:
    """The value with every float that is a whole number as an integer."""
    if isinstance(value, dict):
        return NotebookNode({key: _whole(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def lay_out(title: str, corpus: Path | None = None) -> Path:
    """Write a notebook of one's own to start from, under the next free number; returns where it lies.

    Without `corpus` it goes to the project's notebooks and runs on every story; with it, to the corpus's own.

    Raises
    ------
    ParameterError
        The title gives no name, or a notebook has that name already: nothing is ever overwritten.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:48].strip("-")
    if not slug:
        raise ParameterError(f"{title!r} gives a notebook no name: use some letters or digits.")
    known = found(corpus)
    taken = next((path for name, path in known.items() if name[3:] == slug or name == slug), None)
    if taken is not None or page_target(slug) == _SUMMARY:
        raise ParameterError(f"{_said(taken) if taken else 'The summary'} has this name already: choose another.")
    number = max([0, *(int(name[:2]) for name in known)]) + 1
    if number > 99:
        raise ParameterError("All numbers up to 99 are taken: rename a notebook, or remove one.")
    folder = corpus / NOTEBOOKS if corpus is not None else own_folder()
    folder.mkdir(exist_ok=True)
    path = folder / f"{number:02d}-{slug}.ipynb"
    # JupyterLab and nbval start a notebook in its own folder; `run` gives it the corpus.
    write(_first_cells(title, corpus=paths.SAMPLE_CORPUS if corpus is None else ".."), path)
    return path


def own_folder() -> Path:
    """The project's notebooks, to be written in.

    Raises
    ------
    ParameterError
        There is no project: notebooks would be the package's, or ones that nothing runs.
    """
    root = paths.project_root()
    if not paths.has_notebooks(root):
        raise ParameterError(
            f"There is no project around {root}: lay one out by `media-analysis init`. (A notebook can also be for one "
            "corpus alone: `media-analysis new-notebook NAME CORPUS`.)"
        )
    return root / "notebooks"


def _first_cells(title: str, *, corpus: str) -> NotebookNode:
    new = nbformat.v4
    cells = []
    for part in _TEMPLATE.format(title=title[:1].upper() + title[1:], corpus=f'"{corpus}"').split("\n%% ")[1:]:
        kind, _, source = part.partition("\n")
        made = new.new_markdown_cell(source.strip()) if kind == "text" else new.new_code_cell(source.strip())
        made.metadata = NotebookNode(tags=["parameters"]) if kind == "parameters" else NotebookNode()
        made.id = f"cell-{len(cells):02d}"
        cells.append(made)
    return to_be_opened(new.new_notebook(cells=cells, metadata=_metadata()))


_TEMPLATE = """
%% text
# {title}

Say here what this notebook asks of the articles. Then say why the answer matters.
%% parameters
corpus = {corpus}  # folder of the corpus, from the project's root or absolute
where = ""  # articles to read, by a condition on their columns (empty: all)
compare = ""  # what is compared, a column, a variable or a condition (empty: sources)
reference = ""  # the source or group that the others are set against (empty: all the rest)
copies = "keep"  # articles of one text: keep all, first for the earliest, drop for no agency's text either
%% code
from analysis import exhibits, parameters, pipeline
from analysis.report.show import set_corpus, show

settings = parameters.from_notebook(globals())
%% text
## Inputs and outputs

Reads the table `articles`. Every other table is at hand in the same way: press Tab after `story.` to see them, and `story.quotes?` says what the columns mean. `story.browse("claims")` filters and sorts a table, `story.kwic("releas*")` shows words in context, `story.sentence("…")` shows the place of a row's id, `story.choose()` has choosers for all of it.
%% code
story = pipeline.open_corpus(settings)
set_corpus(story.name, exhibits.passages(story))
show(exhibits.chosen(story))
%% text
## How much did each source write?

An example to change: an expression over a table, then `show`. Whatever pandas or matplotlib makes can be shown: a table, a chart, a sentence.
%% code
by_source = story.articles.groupby("source")["n_words"].agg(articles="count", words="sum")
longest_first = by_source.sort_values("words", ascending=False)
show(longest_first, "How much did each source write?")
show(
    longest_first["words"].plot.barh(xlabel="words", ylabel=""),
    "How many words did each source write?",
    finding=f"{{longest_first.index[0]}} wrote most: {{longest_first['words'].iloc[0]:,}} words.",
    limit="Length is not weight: a longer article is not a better witness.",
)
%% text
## Limits
%% code
show("Say here what these articles cannot show.", notice="limit")
%% text
## Provenance

Everything above comes from these files and parameters; `run.json` beside the report adds versions and time.
%% code
show(exhibits.provenance(story))
"""  # noqa: E501  (a paragraph of a notebook is one line)
