"""Where things lie: the project's root and the folders that commands and notebooks default to."""

import os
import re
from pathlib import Path

from analysis.errors import CorpusError, ParameterError

SAMPLE_CORPUS = "data/raw/belarus-2025"
PROCESSED_VARIABLE = "MEDIA_ANALYSIS_PROCESSED"


def project_root() -> Path:
    """The checkout that holds the notebooks: around the working directory, else around this package.

    Notebooks start in their own folder under nbval and JupyterLab and in the caller's under papermill, so relative
    paths are read from here and not from the working directory.
    """
    places = [*(Path.cwd() / "x").parents, *Path(__file__).resolve().parents]
    for place in places:
        if (place / "notebooks").is_dir() and (place / "pyproject.toml").is_file():
            return place
    raise CorpusError(
        f"No project around {Path.cwd()}: run this inside a checkout that has notebooks/ and pyproject.toml."
    )


def corpus_folder(corpus: str | Path) -> Path:
    """The folder of a corpus: absolute, or relative to the working directory or else to the project's root."""
    given = Path(corpus)
    if given.is_absolute() or given.is_dir():
        return given.resolve()
    return (project_root() / given).resolve()


def corpus_name(folder: Path) -> str:
    """The name of a corpus: its folder's name, which also names its folders under processed and reports."""
    name = folder.name
    if not name or not re.fullmatch(r"[^\x00-\x1f/\\{}]{1,100}", name) or name.startswith("."):
        raise ParameterError(
            f"{name!r} cannot name a corpus: rename the folder (up to 100 characters, no braces, no dot first)."
        )
    return name


def processed_root() -> Path:
    """The folder of rebuilt tables; the command line sets it for the kernels it starts."""
    given = os.environ.get(PROCESSED_VARIABLE)
    return Path(given) if given else project_root() / "data" / "processed"


def reports_root() -> Path:
    """The folder of reports."""
    return project_root() / "reports"
