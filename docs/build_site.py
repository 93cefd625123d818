"""Builds the site of the documentation from the plain Markdown of this repository: `make site`. Needs no network.

Guides, methods and changes are the files that the repository shows, with their links led to the site's pages. The
reference is made from what commands, functions and tables say of themselves; the gallery is the sample's report.
"""

import argparse
import importlib
import posixpath
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sphinx.cmd.build import build_main

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SAMPLE = "reports/belarus-2025"
sys.path.insert(0, str(ROOT / "src"))

# Pages from outside docs/, and where the site has them.
BESIDE = {
    "README.md": "readme.md",
    "METHODS.md": "methods.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "data/raw/belarus-2025/README.md": "sample-articles.md",
}
# The modules that a cell of a notebook reads from, in the order of a story's making.
MODULES = (
    "pipeline", "parameters", "report.show", "corpus", "readers", "framing", "voices", "sentiment", "reported_figures",
    "claims", "omissions", "robustness", "statistics", "charts", "exhibits", "exports", "coding", "engine",
)  # fmt: skip
# Addresses that stand, until the pages are built, for the sample's report and for files that the site does not have.
_SAMPLE, _ELSEWHERE = "https://sample.invalid/", "https://elsewhere.invalid/"
LINK = re.compile(r"(\]\()([^)#:\s]*)(#[^)\s]*)?\)")

CONF = f"""
import sys
sys.path.insert(0, {str(ROOT / "src")!r})
project = "media-analysis"
author = "the media-analysis authors"
copyright = author
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "alabaster"
html_theme_options = {{"description": "How several sources report one story", "page_width": "70rem"}}
html_show_copyright = html_show_sphinx = html_copy_source = html_show_sourcelink = False
myst_heading_anchors = 4
napoleon_custom_sections = [("Misleads when", "notes_style")]
napoleon_google_docstring = False
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
# Docstrings are plain English with backquoted names, which reStructuredText would take for references.
default_role = "literal"
suppress_warnings = ["myst.header", "docutils", "ref.python"]
"""


def site_pages() -> dict[str, str]:
    """Each Markdown file of the repository that is a page, and where the site has it."""
    guides = {
        path.relative_to(ROOT).as_posix(): path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob("*.md"))
    }
    return {**{path: place for path, place in guides.items() if "_site" not in path}, **BESIDE}


def with_links(text: str, page: str, pages: dict[str, str]) -> str:
    """The text of a page with its links led to the site's pages; `_settled` sees to what is no page."""
    here, place = posixpath.dirname(page), posixpath.dirname(pages[page]) or "."

    def led(found: re.Match[str]) -> str:
        target, anchor = found[2], found[3] or ""
        meant = posixpath.normpath(posixpath.join(here, target))
        if not target:
            return found[0]
        if meant in pages:
            return f"{found[1]}{posixpath.relpath(pages[meant], place)}{anchor})"
        if meant.startswith("docs/pictures/"):
            return f"{found[1]}{posixpath.relpath(meant.removeprefix('docs/'), place)})"
        if meant.startswith(SAMPLE):
            return (
                f"{found[1]}{_SAMPLE}{posixpath.relpath(f'{meant}/index.html' if meant == SAMPLE else meant, SAMPLE)})"
            )
        return f"{found[1]}{_ELSEWHERE}{meant})"

    return LINK.sub(led, text)


def write_source(source: Path) -> None:
    """All pages, written or made, as Sphinx reads them."""
    pages = site_pages()
    for page, place in pages.items():
        (source / place).parent.mkdir(parents=True, exist_ok=True)
        text = with_links((ROOT / page).read_text(encoding="utf-8"), page, pages)
        (source / place).write_text(text, encoding="utf-8")
    shutil.copytree(DOCS / "pictures", source / "pictures")
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    (source / "reference").mkdir()
    made = {"reference/commands.md": commands(), **{f"reference/{name}.rst": functions(name) for name in MODULES}}
    for place, text in made.items():
        (source / place).write_text(text, encoding="utf-8")
    from analysis.schema import data_dictionary

    (source / "data-dictionary.md").write_text(data_dictionary(), encoding="utf-8")
    guides = [place for page, place in pages.items() if page.startswith("docs/how-to/")]
    own = ["own-story.md", "gallery.md"]
    with (source / "index.md").open("a", encoding="utf-8") as index:
        index.write(_contents("Start", own))
        index.write(_contents("How to", guides))
        index.write(_contents("Reference", ["data-dictionary.md", *made]))
        rest = sorted({*pages.values()} - {*own, *guides, "index.md", "data-dictionary.md"})
        index.write(_contents("Methods and project", rest))


def _contents(caption: str, places: Iterable[str]) -> str:
    return "\n".join(["", "```{toctree}", ":hidden:", f":caption: {caption}", "", *places, "```", ""])


def commands() -> str:
    """A page of what each command says of itself."""
    from analysis import cli

    parts = ["# Commands\n", (cli.__doc__ or "").partition("\n\n")[2]]
    for name, parser in cli.parser()._subparsers._group_actions[0].choices.items():
        parts.append(f"## {name}\n\n```text\n{parser.format_help()}```\n")
    return "\n".join(parts)


def functions(module: str) -> str:
    """A page of what a module's functions say of themselves."""
    name = f"analysis.{module}"
    # What a package offers under its own name is written elsewhere in it; a module offers what it holds.
    offers = "   :imported-members:\n" if hasattr(importlib.import_module(name), "__all__") else ""
    return f"{name}\n{'=' * len(name)}\n\n.. automodule:: {name}\n   :members:\n{offers}"


def _settled(page: Path, out: Path) -> None:
    """Lead links to the sample's report to its copy; take links away from files that the site does not have."""
    text = page.read_text(encoding="utf-8")
    text = text.replace(_SAMPLE, posixpath.relpath("sample", page.parent.relative_to(out).as_posix()) + "/")
    text = re.sub(rf'<a [^>]*href="{re.escape(_ELSEWHERE)}[^"]*"[^>]*>(.*?)</a>', r"\1", text, flags=re.DOTALL)
    page.write_text(text, encoding="utf-8")


def build(out: Path) -> int:
    """Build the site into the folder `out`; returns 0 if every page is there and every link leads somewhere."""
    shutil.rmtree(out, ignore_errors=True)
    with tempfile.TemporaryDirectory() as work:
        source = Path(work, "source")
        source.mkdir()
        write_source(source)
        # -W: a link that leads nowhere is an error.
        failed = build_main(["-q", "-W", "--keep-going", "-d", f"{work}/trees", str(source), str(out)])
    for page in out.rglob("*.html"):
        _settled(page, out)
    shutil.copytree(ROOT / SAMPLE, out / "sample")
    return failed


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path, help="the folder that the site is written to; what is there goes")
    sys.exit(build(arguments.parse_args().out))
