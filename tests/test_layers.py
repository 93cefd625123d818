"""Imports point down only, charts and pipeline do not know each other, and few modules touch the disk."""

import ast
from itertools import combinations
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "analysis"
LAYERS = {
    "errors": 0, "paths": 0, "schema": 0, "parameters": 0, "provenance": 0, "storage": 0, "wording": 0,
    "english": 1,
    "engine": 2,
    "corpus": 3,
    "framing": 4, "voices": 4, "sentiment": 4, "reported_figures": 4, "claims": 4,
    "pipeline": 5, "steps": 5, "coding": 5, "robustness": 5, "charts": 5,
    "report": 6,
    "cli": 7,
}  # fmt: skip
# A measure does not know its neighbours; within layers 0, 5 and 6 modules may build on each other.
_MEASURES = ("framing", "voices", "sentiment", "reported_figures", "claims")
STRANGERS = [
    *map(set, combinations(_MEASURES, 2)),
    {"pipeline", "charts"},
    {"steps", "charts"},
    {"robustness", "charts"},
]
TOUCH_THE_DISK = {"corpus", "pipeline", "provenance", "storage", "paths", "report", "cli"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def unit(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported_units(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= (
                {f"{node.module}.{alias.name}" for alias in node.names} if node.module == "analysis" else {node.module}
            )
    return {name.split(".")[1] for name in found if name.startswith("analysis.")} & set(LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path):
    here = unit(path)
    if here == "__init__":
        return
    assert here in LAYERS, f"{here} has no layer: give it one in the design and here"
    for other in imported_units(path) - {here}:
        assert LAYERS[other] <= LAYERS[here], f"{path.name} ({here}) imports {other}, which lies above it"
        for strangers in STRANGERS:
            assert not {here, other} <= strangers, f"{path.name} ({here}) imports its neighbour {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_some_modules_touch_the_disk(path):
    if unit(path) in TOUCH_THE_DISK:
        return
    calls = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "to_csv", "to_parquet", "read_csv"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            assert name not in calls or _reads_package_data(node), f"{path}:{node.lineno} touches the disk by {name}"


def _reads_package_data(call: ast.Call) -> bool:
    """Whether the file read is one that ships inside the package."""
    return "files(" in ast.unparse(call.func)


def test_no_dumping_grounds():
    names = {path.stem for path in MODULES}
    assert not names & {"utils", "util", "helpers", "common", "misc"}


def test_modules_stay_readable():
    long = {p.name: n for p in MODULES if (n := p.read_text(encoding="utf-8").count("\n")) > 450}
    assert not long, f"split along the second job: {long}"
