"""What the documents name exists: files, commands, parameters, tables."""

import re
from pathlib import Path

import pytest

from analysis import cli, schema

ROOT = Path(__file__).parents[1]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "METHODS.md", "data/raw/belarus-2025/README.md"]


@pytest.fixture(params=DOCUMENTS)
def document(request):
    return ROOT / request.param


def test_every_link_to_a_file_leads_somewhere(document):
    targets = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    missing = [t for t in targets if not (document.parent / t).exists()]
    assert not missing


def test_every_command_exists(document):
    parser = cli.parser()
    commands = parser._subparsers._group_actions[0].choices
    for name in re.findall(r"media-analysis ([a-z]+)\b", document.read_text(encoding="utf-8")):
        assert name in commands


def test_every_make_target_exists(document):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", document.read_text(encoding="utf-8"), re.M):
        assert re.search(rf"^{''.join(name)}:", makefile, re.M), name


def test_every_table_of_the_readme_is_declared():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[`\d\d-.*\| (.+) \|$", text, re.M)
    named = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)}
    assert named <= set(schema.TABLES)


def test_every_source_file_a_document_names_exists(document):
    for path in re.findall(
        r"`((?:src|tests|benchmarks|docs|notebooks)/[\w./-]+)`", document.read_text(encoding="utf-8")
    ):
        assert (ROOT / path).exists(), path
