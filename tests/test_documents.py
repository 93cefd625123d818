"""What the documents name exists: files, headings, commands, parameters, tables, columns; and their examples run."""

import re
from pathlib import Path

import pytest

from analysis import cli, schema
from analysis.corpus import load_codebook

ROOT = Path(__file__).parents[1]
GUIDES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "METHODS.md", "data/raw/belarus-2025/README.md", *GUIDES]


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(params=DOCUMENTS)
def document(request):
    return ROOT / request.param


def test_every_link_to_a_file_leads_somewhere(document):
    targets = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    missing = [t for t in targets if not (document.parent / t).exists()]
    assert not missing


def test_every_link_inside_a_document_leads_to_a_heading(document):
    text = document.read_text(encoding="utf-8")
    headings = {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in re.findall(r"^#+ (.+)$", text, re.M)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings


def test_every_command_exists(document):
    parser = cli.parser()
    commands = parser._subparsers._group_actions[0].choices
    for name in re.findall(r"media-analysis ([a-z]+)\b", document.read_text(encoding="utf-8")):
        assert name in commands


def test_every_make_target_exists(document):
    makefile = text_of("Makefile")
    for name in re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", document.read_text(encoding="utf-8"), re.M):
        assert re.search(rf"^{''.join(name)}:", makefile, re.M), name


def rows_of_notebooks():
    return re.findall(r"^\| \[`(\d\d-[\w-]+)`.*\| (.+) \|$", text_of("README.md"), re.M)


def test_every_table_of_the_readme_is_declared():
    named = {name for _, made in rows_of_notebooks() for name in re.findall(r"`([a-z_]+)`", made)}
    assert named <= set(schema.TABLES)


def test_the_readme_lists_every_notebook():
    assert [name for name, _ in rows_of_notebooks()] == sorted(p.stem for p in (ROOT / "notebooks").glob("*.ipynb"))


def test_every_source_file_a_document_names_exists(document):
    named = r"(?:`|^python )((?:src|tests|benchmarks|docs|notebooks)/[\w./-]+)(?:`| )"
    for path in re.findall(named, document.read_text(encoding="utf-8"), re.M):
        assert (ROOT / path).exists(), path


def test_every_module_that_contributors_are_sent_to_exists():
    for line in re.findall(r"^\| .+\? \| (.+) \|$", text_of("CONTRIBUTING.md"), re.M):
        room = ""
        for path in re.findall(r"`([\w*/]+\.py)`", line):
            room = path.rpartition("/")[0] or room
            assert list((ROOT / "src" / "analysis" / room).glob(path.rpartition("/")[2])), path


def test_every_constant_that_methods_names_is_in_the_code():
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    for name in re.findall(r"`(_?[A-Z]+(?:_[A-Z]+)+)`|`(_[A-Z]+)`", text_of("METHODS.md")):
        assert re.search(rf"\b{''.join(name)}\b", source), name


def test_methods_says_what_every_relation_and_status_is():
    text = text_of("METHODS.md")
    columns = {column.name: column for column in schema.table("comparisons").columns}
    statuses = {column.name: column for column in schema.table("claims").columns}["status"]
    for word in (*columns["relation"].allowed, *statuses.allowed):
        assert f"`{word}`" in text, word


def test_methods_lists_the_built_in_measures():
    text = text_of("METHODS.md").partition("Built in are")[2].partition(".")[0]
    assert set(re.findall(r"`(\w+)`", text)) == set(load_codebook().measures)


def test_the_changelog_names_columns_that_exist():
    known = {f"{name}.{column}" for name, table in schema.TABLES.items() for column in table.names}
    text = text_of("CHANGELOG.md").partition("## Unreleased")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z_]+\.[a-z_]+)`", text))
    assert {name for name in named if name.partition(".")[0] in schema.TABLES} <= known


def test_the_keys_of_a_measure_are_explained_where_contributors_are_sent():
    explained = text_of("src/analysis/corpus/general.yml").partition("measures:\n")[0]
    assert load_codebook().measures["displaced"].acts
    for key in ("kind", "people", "cues", "raises", "lowers", "whole", "sides", "acts", "plans", "rises", "of_anybody"):
        assert re.search(rf"\b{key}\b", explained), key
