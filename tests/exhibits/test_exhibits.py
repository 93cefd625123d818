"""Every exhibit is declared once and shown by a notebook; every computed sentence holds for any corpus."""

import ast
import re
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from analysis import exhibits
from analysis.report.links import pieces, without_links

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "analysis" / "exhibits"
CHAPTERS = ["ingest", "framing", "voices", "sentiment", "reported_figures", "robustness", "summary", "omissions"]
FILES = {name: sorted(PACKAGE.glob(f"{name}.py")) + sorted(PACKAGE.glob(f"{name}/*.py")) for name in CHAPTERS}


def functions(chapter):
    """The functions of a chapter that people outside it can call, with their code."""
    for path in FILES[chapter]:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield node


def declared(nodes, *, part):
    """The constant argument `part` of each Exhibit that the nodes declare."""
    for node in nodes:
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Exhibit":
                given = {keyword.arg: keyword.value for keyword in call.keywords}
                if len(call.args) > 1:
                    given["question"] = call.args[1]
                if isinstance(given.get(part), ast.Constant):
                    yield given[part].value


@pytest.mark.parametrize("part", ["name", "question"])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_an_exhibit_is_declared_once(chapter, part):
    nodes = [ast.parse(path.read_text(encoding="utf-8")) for path in FILES[chapter]]
    twice = [one for one, n in Counter(declared(nodes, part=part)).items() if n > 1]
    assert not twice


def test_an_exhibit_is_declared_here_and_nowhere_else():
    for path in (ROOT / "src" / "analysis").rglob("*.py"):
        if PACKAGE not in path.parents and path.name != "show.py":
            assert "Exhibit(" not in path.read_text(encoding="utf-8"), path
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        assert not [cell for cell in cells if "Exhibit(" in cell or "question=" in cell or "finding=" in cell], path


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_exhibit_is_shown_by_a_notebook(chapter):
    cells = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "notebooks").glob("*.ipynb"))
    for node in functions(chapter):
        if "Exhibit" in ast.unparse(node.returns) and node.name not in ("of_group", "caution"):
            assert f"exhibits.{chapter}.{node.name}(" in cells, f"no notebook shows {chapter}.{node.name}"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_chapter_has_its_sentences_and_its_checks_hold(story, chapter):
    room = getattr(exhibits, chapter)
    for words in (room.in_short(story), room.limits(story)):
        assert words.strip()
        assert not re.search(r"(?<!\S)(nan|NaN|<NA>|None(?! of))(?!\S)", without_links(words))
    assert exhibits.checked(room.checks(story)).shown["holds"].all()


# What needs no link: words that somebody said, dates, the ends of a scale, what a word list or a rule fixes.
FREE = re.compile(
    r"“[^”]*”|\b\d{1,2} [A-Z][a-z]+ \d{4}|\b(?:19|20)\d\d\b|on a scale from −1 to \+1"
    "|[Tt]wo dates|two such counts|two numbers|No two|th(?:e|ese) two"
)
NUMBER = re.compile(r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_number_of_an_answer_leads_somewhere(story, chapter):
    words = getattr(exhibits, chapter).in_short(story)
    rest = "".join("■" if piece.target else piece.text for piece in pieces(words))
    assert NUMBER.findall(FREE.sub("", rest)) == []
    for piece in pieces(words):
        assert piece.target is None or re.fullmatch(
            r"articles\.html#e-\S+|\d\d-[a-z-]+\.html#x-[a-z0-9-]+", piece.target
        )
