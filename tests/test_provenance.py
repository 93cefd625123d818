"""What makes a kept table stale: any file that can change one, and no other."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import provenance
from analysis.corpus import Actor, Codebook

PACKAGE = Path(provenance.__file__).parent
MAKES = ["steps.py", "corpus/general.yml", "schema/tables.yml", "robustness/findings.py", "english/words/function.txt"]
SHOWN = ["cli.py", "report/run.py", "report/a/page.html", "exhibits/x.py", "charts/style.py"]
SHOWS = ("cli.py", "report", "exports", "exhibits", "charts", "study", "carried")


@pytest.fixture
def package(tmp_path):
    """A package with a file for every kind of place."""
    for name in (*MAKES, *SHOWN):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    return tmp_path


@pytest.mark.parametrize("name", MAKES)
@pytest.mark.parametrize("edit", ["written", "renamed", "deleted"])
def test_an_edit_of_what_makes_tables_is_noticed(package, name, edit):
    before = fingerprint(package)
    path = package / name
    if edit == "written":
        path.write_text("2")
    elif edit == "renamed":
        path.rename(path.with_name(f"other{path.suffix}"))
    else:
        path.unlink()
    assert fingerprint(package) != before


@pytest.mark.parametrize("name", SHOWN)
def test_an_edit_of_what_only_shows_tables_is_not(package, name):
    before = fingerprint(package)
    (package / name).write_text("2")
    (package / "steps.py").with_name("__pycache__").mkdir()
    (package / "__pycache__" / "steps.pyc").write_text("compiled")
    assert fingerprint(package) == before


def fingerprint(package):
    provenance.code_fingerprint.cache_clear()
    return provenance.code_fingerprint(package)


def test_every_file_of_this_package_but_those_that_show_counts():
    files = {p for p in PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    shows = {p for p in files if p.relative_to(PACKAGE).parts[0] in SHOWS}
    assert set(provenance.table_code()) == files - shows
    assert {p.relative_to(PACKAGE).parts[0] for p in shows} <= set(SHOWS)


SOURCES = {
    "__init__.py": "",
    "steps.py": """from typing import TYPE_CHECKING

from analysis import wording

if TYPE_CHECKING:
    from analysis.stars import Star

LIMIT = 3


def tides(sea: "Star"):
    from analysis.moon import pull

    return _turned(pull(sea))


def _turned(height):
    return min(height, LIMIT)


def stars(night):
    from analysis.stars import seen

    return seen(night)
""",
    "wording.py": "",
    "stars.py": "def seen(night): ...\n",
    "moon/__init__.py": "from analysis.moon.phases import (\n    half,\n    pull,\n)\n",
    "moon/phases.py": "from analysis.sea import level\nWORDS = word_list('new', package='analysis.sky')\n",
    "moon/words/far.txt": "apogee",
    "sea.py": "level = 1\n",
    "sky/__init__.py": "",
    "sky/clouds.py": "",
    "sky/words/new.txt": "crescent",
}


@pytest.fixture
def sources(tmp_path):
    """A package in which steps.py gathers two functions that reach different modules."""
    for name, source in SOURCES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(source)
    return tmp_path


def tides(package):
    for kept in (provenance._code_of, provenance._named_by, provenance._declared_in, provenance._sha256_once):
        kept.cache_clear()
    function = type("function", (), {"__module__": "analysis.steps", "__qualname__": "tides"})
    return provenance.code_of(function, package)


@pytest.mark.parametrize(
    ("name", "old", "new", "counts"),
    [
        ("steps.py", "LIMIT = 3", "LIMIT = 4", True),
        ("steps.py", "min(height", "max(height", True),
        ("steps.py", "_turned(pull", "abs(pull", True),
        ("steps.py", "return seen(night)", "return seen(None)", False),
        ("moon/__init__.py", "half", "full", True),
        ("moon/phases.py", "WORDS", "NAMES", True),
        ("moon/words/far.txt", "apogee", "perigee", True),
        ("sky/words/new.txt", "crescent", "full", True),
        ("sea.py", "1", "2", True),
        ("sky/clouds.py", "", "x = 1", False),
        ("stars.py", "seen", "seen_from", False),
    ],
)
def test_an_edit_counts_for_a_function_that_can_reach_it(sources, name, old, new, counts):
    before = tides(sources)
    path = sources / name
    path.write_text(path.read_text().replace(old, new) or new)
    assert (tides(sources) != before) == counts


def test_what_is_no_function_of_the_package_depends_on_all_of_it():
    assert provenance.code_of(json.dumps) == provenance.code_of(lambda one: one) == provenance.code_fingerprint()


OF_ONE_ARTICLE = """
import json, sys
from analysis import steps, work
from analysis.corpus import Codebook, document_from_text, intake, records
from analysis.corpus.document import alone
before = set(sys.modules)
text = "Toll\\n\\nAt least 12 people died in Orn on Monday, Mayor Ann Reed said. “We are sorry,” said Reed."
article = alone(document_from_text(text))
if sys.argv[1] == "_quotes":
    steps._quotes(article, codebook=Codebook())
elif sys.argv[1] == "_mentions":
    steps._mentions(article)
else:
    steps._figures((article, []), codebook=Codebook(), dozens=24, hundreds=200)
print(json.dumps(sorted(name for name in set(sys.modules) - before if name.partition(".")[0] == "analysis")))
"""


@pytest.mark.parametrize(
    ("name", "others"),
    [("_quotes", ("framing", "claims")), ("_mentions", ("claims", "voices")), ("_figures", ("framing",))],
)
def test_what_is_kept_of_an_article_follows_from_all_code_that_runs_and_not_from_other_measures(name, others):
    own = provenance._with_what_it_names(PACKAGE / "steps.py", name)
    reached, waiting = set(), provenance._named_in(own, PACKAGE)
    while waiting:
        reached |= waiting
        modules = [path for path in waiting if path.suffix == ".py"]
        waiting = frozenset().union(*(provenance._named_by(path, PACKAGE) for path in modules)) - reached
    ran = subprocess.run([sys.executable, "-c", OF_ONE_ARTICLE, name], capture_output=True, text=True, check=True)
    loaded = {provenance._file_of(module, PACKAGE) for module in json.loads(ran.stdout)}
    assert len(loaded) > 10
    assert loaded <= reached
    assert not any(path.relative_to(PACKAGE).as_posix().startswith(others) for path in reached)


def test_content_keeps_the_order_and_tells_codebooks_apart():
    one, two = Actor("one", ("One",)), Actor("two", ("Two",))
    first, second = Codebook(actors={"one": one, "two": two}), Codebook(actors={"two": two, "one": one})
    assert provenance.content(first) == provenance.content(Codebook(actors={"one": one, "two": two}))
    assert provenance.content(first) != provenance.content(second)


def test_what_has_no_content_is_refused():
    with pytest.raises(TypeError, match="object"):
        provenance.content([object()])


def test_a_set_has_the_content_of_its_members_in_whatever_order():
    assert provenance.content(frozenset("ba")) == provenance.content(frozenset("ab")) == ["a", "b"]
