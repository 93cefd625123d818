"""Every block of code in the README and the guides runs, or says why it does not."""

import os
import random
import re
import shlex
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from glob import glob
from pathlib import Path

import exports
import pytest
import yaml

from analysis import cli, exhibits, parameters, pipeline
from analysis.corpus import load_codebook
from analysis.corpus.settings import read_settings
from analysis.exports import pack
from analysis.report import runner
from analysis.report.show import show
from analysis.steps import QUICK

ROOT = Path(__file__).parents[1]
FLOOD = Path(__file__).parent / "fixtures" / "valley-flood"
PAGES = ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"(?:<!-- not run: (?P<reason>.+?) -->\n)?^```(?P<kind>\w*)\n(?P<code>.*?)^```$", re.M | re.S)
SETTINGS = {"columns", "encoding", "repair"}


def blocks(page, *kinds):
    """The blocks of a page that are to run, in its order."""
    found = BLOCK.finditer((ROOT / page).read_text(encoding="utf-8"))
    return [one["code"] for one in found if one["kind"] in kinds and not one["reason"]]


def pages_with(*kinds):
    return [page for page in PAGES if blocks(page, *kinds)]


@pytest.mark.parametrize("page", PAGES)
def test_each_block_is_of_a_kind_that_runs_or_says_why_not(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) * 2 == len(re.findall(r"^```", text, re.M))
    for one in BLOCK.finditer(text):
        if one["reason"] is None:
            assert one["kind"] in ("sh", "python", "yaml"), f"say what it is, or why it does not run: {one['code']}"
        else:
            assert len(one["reason"]) > 10


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A home with downloads, and the folder of a study to work in."""
    downloads = tmp_path / "home" / "Downloads"
    downloads.mkdir(parents=True)
    rng = random.Random(3)
    with zipfile.ZipFile(downloads / "export.zip", "w") as archive:
        for name, n in (("Nexis 1.docx", 3), ("Nexis 2.docx", 2)):
            told = [replace(one, day=date(2024, 3, n)) for one in exports.stories(rng, n, "en")]
            made = exports.as_docx(exports.nexis_ended(rng, told))
            archive.writestr(name, made)
            (downloads / name).write_bytes(made)
    rows = [
        f"{paper},Local,2024-03-1{n},{'At least 12 people were brought ashore. ' * 9}" for n, paper in enumerate("ABC")
    ]
    (downloads / "articles.csv").write_text("\n".join(["Paper,Section,Day,Body", *rows]) + "\n")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    work = tmp_path / "study"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


def expanded(word):
    """A word as a shell would hand it over: home, then names that fit a pattern."""
    word = os.path.expanduser(word)
    return sorted(glob(word)) or [word] if "/" in word and "*" in word else [word]


def lines_of(page):
    return [line for block in blocks(page, "sh") for line in block.splitlines() if line.strip()]


def go_through(page, monkeypatch, *, beside=()):
    """Does what the page says, line by line; `beside` are arguments for the Python that it calls."""
    # A page that does not lay its corpus out starts where `own-story.md` ends.
    if not any(" new data/raw/harbour " in line or " init " in line for line in lines_of(page)):
        corpus = Path("data/raw/harbour")
        corpus.mkdir(parents=True)
        for path in FLOOD.iterdir():
            (corpus / path.name).write_bytes(path.read_bytes())
    for line in lines_of(page):
        command, *words = shlex.split(line, comments=True)
        given = [part for word in words for part in expanded(word)]
        if command == "cd":
            monkeypatch.chdir(*given)
        elif command == "python":
            done = subprocess.run([sys.executable, *given, *beside], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout
        else:
            assert command == "media-analysis", f"{line}: run it here, or say above the block why not"
            assert cli.main(given) == 0, line


@pytest.mark.parametrize("page", pages_with("sh"))
def test_what_a_page_says_to_type_works(page, study, monkeypatch):
    """All but the notebooks themselves: these have tests of their own, and one page below."""

    def only_read(corpus, *, settings, **others):
        chosen = parameters.make({**settings, "corpus": corpus})
        story = pipeline.open_corpus(chosen)
        return runner.Run(Path(), notes=story.notes, rejected=story.rejected)

    for module in (pipeline, pack):
        monkeypatch.setattr(module, "STEPS", QUICK)
    monkeypatch.setattr(runner, "run", only_read)
    monkeypatch.setattr(runner, "refresh", lambda names, *, corpus, say: None)
    go_through(page, monkeypatch, beside=["--collect-only"])


@pytest.mark.kernel
@pytest.mark.scale
def test_the_ten_minutes_end_with_a_report(study, monkeypatch):
    go_through("docs/own-story.md", monkeypatch)
    assert (study / "my-study" / "reports" / "harbour" / "index.html").is_file()


@pytest.mark.parametrize(
    ("page", "code"), [(page, code) for page in pages_with("yaml") for code in blocks(page, "yaml")]
)
def test_what_a_page_says_to_write_can_be_read(page, code, tmp_path):
    if set(yaml.safe_load(code)) <= SETTINGS:
        (tmp_path / "corpus.yml").write_text(code, encoding="utf-8")
        assert read_settings(tmp_path).columns
    else:
        (tmp_path / "codebook.yml").write_text(code, encoding="utf-8")
        codebook = load_codebook(tmp_path)
        assert not codebook.is_built_in
        assert set(yaml.safe_load(code).get("measures", {})) <= set(codebook.measures)


def test_the_cells_that_pages_show_work_on_the_sample(tmp_path, capsys):
    sample = parameters.make({"corpus": str(ROOT / "data" / "raw" / "belarus-2025")})
    story = pipeline.open_corpus(sample, processed=tmp_path)
    for page in pages_with("python"):
        for code in blocks(page, "python"):
            exec(code, {"story": story, "exhibits": exhibits, "show": show})
