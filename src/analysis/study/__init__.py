"""A study of one's own: a folder with notebooks, laid out by `media-analysis init`, that needs no checkout.

And whether this machine has what a run needs: what `media-analysis doctor` says.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement

from analysis import __version__, paths, storage
from analysis.errors import ParameterError
from analysis.wording import some_of, tally

__all__ = ["Finding", "examine", "lay_out"]

_TEMPLATES = {
    "README.md": "README.md",
    "environment.yml": "environment.yml",
    "notebooks.yml": ".github/workflows/notebooks.yml",
    "gitignore": ".gitignore",
}
_KEPT_EMPTY = ("data/raw", "data/processed", "reports")


def lay_out(folder: Path) -> list[str]:
    """Lay out a study: notebooks, empty folders for articles, tables and reports, an environment, and a CI workflow.

    It appears whole or not at all, and stands by itself: commands run in it use its notebooks and write into it.

    Returns
    -------
    list of str
        What was written, and what to do next, a line each.

    Raises
    ------
    ParameterError
        The folder is not empty, lies in another project, or cannot name a study.
    """
    target = folder.absolute()
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise ParameterError(f"{folder} is there already and is not empty. Nothing was changed; choose a new folder.")
    around = next((place for place in target.parents if paths.has_notebooks(place)), None)
    if around is not None:
        raise ParameterError(f"{folder} would lie inside the project {around}. Choose a folder outside of it.")
    name = re.sub(r"[^a-z0-9]+", "-", target.name.lower()).strip("-")
    if not name:
        raise ParameterError(f"{target.name!r} cannot name a study: use some letters or digits.")
    # Inside, so that an empty folder that somebody works in stays the same one.
    with storage.folder_for(target), tempfile.TemporaryDirectory(prefix=".laid-out-", dir=target) as staged:
        inner = Path(staged, "study")
        _write(inner, name)
        for made in sorted(inner.iterdir()):
            made.rename(target / made.name)
    written = sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())
    return [
        *(f"written   {one}" for one in written if not one.endswith(".gitkeep")),
        f"next      cd {folder}",
        "next      media-analysis new data/raw/my-story FILE…   (README.md says the rest)",
    ]


def _write(folder: Path, name: str) -> None:
    (folder / "notebooks").mkdir(parents=True)
    for path in sorted((paths.carried() / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        shutil.copyfile(path, folder / "notebooks" / path.name)
    for place in _KEPT_EMPTY:
        (folder / place).mkdir(parents=True)
        (folder / place / ".gitkeep").touch()
    for template, place in _TEMPLATES.items():
        text = files("analysis.study").joinpath("files", template).read_text(encoding="utf-8")
        written = folder / place
        written.parent.mkdir(parents=True, exist_ok=True)
        filled = text.replace("{name}", name).replace("{version}", __version__)
        written.write_text(filled, encoding="utf-8", newline="\n")


DISTRIBUTION = "media-analysis"
LOCK = "requirements.lock"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_NAME = re.compile(r"[-_.]+")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `problem` is what stops or falsifies a run, `note` what is worth knowing."""

    status: Literal["ok", "note", "problem"]
    text: str


def examine() -> list[Finding]:
    """Does this machine have what a run needs?

    Looks at the packages against the bounds that the installed package declares and the releases that it was tested
    with, the lexicon, the notebook kernel, the folders that a run writes in, and a browser. Nothing is written.

    Misleads when
    -------------
    Something is broken that is only used inside a run: the surest examination is `media-analysis run` on the sample.
    """
    looks = (_place, _packages, _lexicon, _kernel, _folders, _browser)
    return [finding for look in looks for finding in look()]


def _place() -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("ok", f"media-analysis {__version__} in {Path(paths.__file__).parent}, Python {python}")
    root = paths.project_root()
    if paths.has_notebooks(root):
        yield Finding("ok", f"project {root}: its own notebooks are run")
    else:
        yield Finding("ok", f"no project around {root}: the package's notebooks are run, reports are written here")


def _packages() -> Iterator[Finding]:
    """The declared bounds are needs; another release than the lock's inside them is no fault."""
    try:
        declared = [one for one in map(Requirement, requires(DISTRIBUTION) or ()) if _is_wanted(one)]
    except PackageNotFoundError:
        yield Finding(
            "note", "the package is imported from its source and not installed: its packages are not compared"
        )
        return
    wrong = [line for one in declared if (line := _outside(one))]
    yield from (Finding("problem", line) for line in wrong)
    if not wrong:
        yield Finding("ok", f"{tally(len(declared), 'package')} within their bounds")
    lock = paths.carried() / LOCK
    if not lock.is_file():
        yield Finding("note", f"{LOCK} is not at hand: releases are not compared with those that were tested")
        return
    names = {_plain(one.name) for one in declared}
    others = sorted(_other_releases(lock.read_text(encoding="utf-8"), names))
    if others:
        yield Finding("note", f"other releases than those tested: {some_of(others)}. Numbers and bytes can differ")
    else:
        yield Finding("ok", f"every one in the release of {LOCK}")


def _is_wanted(requirement: Requirement) -> bool:
    """Whether an installation without extras needs it here."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def _outside(requirement: Requirement) -> str | None:
    found = _release_of(requirement.name)
    if found is None:
        return f"{requirement} is not installed: pip install '{requirement}'"
    if not requirement.specifier.contains(found, prereleases=True):
        return f"{requirement.name} {found} is outside {requirement.specifier}: pip install '{requirement}'"
    return None


def _release_of(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _other_releases(lock: str, names: set[str]) -> Iterator[str]:
    """The packages of `names` that are here in another release than the lock's, with both releases."""
    for line in re.findall(r"^[A-Za-z0-9][^\\\n]*==[^\\\n]*", lock, re.MULTILINE):
        pinned = Requirement(line.strip())
        if _plain(pinned.name) in names and _is_wanted(pinned):
            found = _release_of(pinned.name)
            if found and not pinned.specifier.contains(found, prereleases=True):
                yield f"{pinned.name} {found} (tested with {str(pinned.specifier).removeprefix('==')})"


def _plain(name: str) -> str:
    return _NAME.sub("-", name).lower()


def _lexicon() -> Iterator[Finding]:
    try:
        from analysis.sentiment import vader_lexicon

        lexicon = vader_lexicon()
    except (ImportError, LookupError, OSError, ValueError) as error:
        yield Finding("problem", f"the VADER lexicon is not found: {error}. pip install vaderSentiment")
        return
    yield Finding("ok", f"lexicon {lexicon.name}: {len(lexicon.weights):,} words")


def _kernel() -> Iterator[Finding]:
    from jupyter_client.kernelspec import KernelSpecManager

    if "python3" in KernelSpecManager().find_kernel_specs():
        yield Finding("ok", "notebook kernel python3")
    else:
        yield Finding("problem", "there is no notebook kernel python3: python -m ipykernel install --sys-prefix")


def _folders() -> Iterator[Finding]:
    for folder, option in ((paths.processed_root(), "--processed"), (paths.reports_root(), "--reports")):
        there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
            yield Finding("ok", f"{folder} can be written")
        else:
            yield Finding("problem", f"{folder} cannot be written: choose another by {option}")


def _browser() -> Iterator[Finding]:
    found = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    said = f"browser {found}" if found else "no Chromium: only the project's own tests of its pages need one"
    yield Finding("ok" if found else "note", said)
