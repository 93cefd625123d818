"""The notebooks as files: which there are, which parameters each declares, and what of them may be kept."""

import ast
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from analysis.errors import ParameterError
from analysis.paths import project_root

ORDER = (
    "01-ingest",
    "02-framing",
    "03-voices",
    "04-sentiment",
    "05-reported-figures",
    "06-robustness",
    "07-summary",
)


def notebook_path(name: str) -> Path:
    """The file of a notebook, or a ParameterError that lists the known ones."""
    if name not in ORDER:
        raise ParameterError(f"No notebook is called {name!r}. Known: {', '.join(ORDER)}.")
    return project_root() / "notebooks" / f"{name}.ipynb"


def read(path: Path) -> NotebookNode:
    """A notebook without its outputs, ready to be executed."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def declared_parameters(notebook: NotebookNode) -> list[str]:
    """Names that the cell tagged `parameters` assigns, in order."""
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            assignments = [node for node in ast.parse(cell.source).body if isinstance(node, ast.Assign)]
            return [node.targets[0].id for node in assignments if isinstance(node.targets[0], ast.Name)]
    return []


def cleaned(notebook: NotebookNode) -> NotebookNode:
    """The notebook with nothing left in it that differs from run to run: no timings, paths, versions or stderr.

    Tags and what `publish` says about its outputs stay.
    """
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook.metadata = NotebookNode(kernelspec=NotebookNode(kernel), language_info=NotebookNode(name="python"))
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02d}"
        tags = cell.metadata.get("tags", [])
        cell.metadata = NotebookNode(tags=tags) if tags else NotebookNode()
        if cell.cell_type == "code":
            cell.outputs = [o for o in cell.outputs if o.get("name") != "stderr"]
    return notebook
