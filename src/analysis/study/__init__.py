"""A study of one's own: a folder with notebooks, laid out by `media-analysis init`, that needs no checkout."""

import re
import shutil
import tempfile
from importlib.resources import files
from pathlib import Path

from analysis import __version__, paths, storage
from analysis.errors import ParameterError
from analysis.study.doctor import Finding, examine

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
