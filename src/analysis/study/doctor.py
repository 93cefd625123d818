"""Whether this machine has what a run needs: what `media-analysis doctor` says."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement

from analysis import __version__, paths
from analysis.wording import some_of, tally

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
