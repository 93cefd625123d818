"""What makes a kept table stale: any file that can change one, and no other."""

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
