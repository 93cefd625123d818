"""Where things lie: the folder that a study is written in; the notebooks and the sample that the package carries."""

import os
import re
from pathlib import Path

from analysis.errors import ParameterError

SAMPLE_CORPUS = "data/raw/belarus-2025"
PROCESSED_VARIABLE = "MEDIA_ANALYSIS_PROCESSED"
ROOT_VARIABLE = "MEDIA_ANALYSIS_ROOT"
# The folder of reports as seen from the notebooks that the program starts.
REPORTS_VARIABLE = "MEDIA_ANALYSIS_REPORTS"


def carried() -> Path:
    """The folder with the `notebooks/` and the `data/raw/` of the sample that come with the package.

    A wheel has them inside the package; a checkout at its top level, where they are edited.
    """
    inside = Path(__file__).parent / "carried"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2]


def project_root() -> Path:
    """The folder that relative paths are read from and reports are written in.

    It is the checkout, or the study that `media-analysis init` laid out, around the working directory: its `notebooks/`
    hold the summary that every report begins with. Without one it is the working directory itself. Notebooks start in
    their own folder under nbval and JupyterLab and in the caller's under papermill; those that `run` starts are told.
    """
    if given := os.environ.get(ROOT_VARIABLE):
        return Path(given)
    here = Path.cwd()
    return next((place for place in (here, *here.parents) if has_notebooks(place)), here)


def has_notebooks(folder: Path) -> bool:
    """Whether a folder is a project: others have a folder `notebooks/` too, which is not ours to execute."""
    return any((folder / "notebooks").glob("[0-9][0-9]-summary.ipynb"))


def notebooks_folder() -> Path:
    """The notebooks that are run: the project's own, else those that the package carries."""
    root = project_root()
    return (root if has_notebooks(root) else carried()) / "notebooks"


def corpus_folder(corpus: str | Path) -> Path:
    """The folder of a corpus: absolute, or relative to the working directory or else to the project's root.

    The sample is found everywhere, under the name that it has in the project.
    """
    given = Path(corpus)
    places = [Path.cwd(), project_root(), *([carried()] if given == Path(SAMPLE_CORPUS) else [])]
    # What is nowhere is missed where the caller is.
    return next((place / given for place in places if (place / given).is_dir()), places[0] / given).resolve()


def portable(folder: Path) -> str:
    """The corpus as a parameter: from the project's root where it lies inside, so that no machine's path is printed."""
    root = project_root().resolve()
    if folder == (carried() / SAMPLE_CORPUS).resolve():
        return SAMPLE_CORPUS
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)


def corpus_name(folder: Path) -> str:
    """The name of a corpus: its folder's name, which also names its folders under processed and reports."""
    name = folder.name
    if not name or not re.fullmatch(r"[^\x00-\x1f/\\{}]{1,100}", name) or name.startswith("."):
        raise ParameterError(
            f"{name!r} cannot name a corpus: rename the folder (up to 100 characters, no braces, no dot first)."
        )
    return name


def owner_file(place: Path) -> Path:
    """The hidden file beside a folder of tables or of a report that says which corpus it is made from."""
    return place.with_name(f".{place.name}.corpus")


def refuse_other_owner(place: Path, corpus: Path) -> None:
    """Two corpora whose folders have one name would write to one place: the second is refused before it writes.

    `place` is the folder of tables or of a report that `corpus` is about to write. A corpus that was moved keeps its
    place: the folder that it was made from is gone.

    Raises
    ------
    ParameterError
        `place` holds what was made from another folder that is still there.
    """
    kept = owner_file(place)
    if kept.is_file():
        owner = (place.parent / kept.read_text(encoding="utf-8", errors="surrogateescape")).resolve()
    else:  # of a project that came from elsewhere, such as a clone with its reports
        owner = (project_root() / "data" / "raw" / place.name).resolve()
    if place.is_dir() and owner.is_dir() and owner != corpus:
        raise ParameterError(
            f"{place} holds what was made from {owner}, which has the same name as {corpus}. Nothing was changed. "
            "Rename one of the two folders, or write elsewhere with --processed and --reports."
        )


def keep_owner(place: Path, corpus: Path) -> None:
    """Write down which corpus the folder `place` is made from: as seen from there, so that a project can be moved."""
    seen = os.path.relpath(corpus, place.parent.resolve()).encode("utf-8", "surrogateescape")
    kept = owner_file(place)
    if not kept.is_file() or kept.read_bytes() != seen:
        # In one step: other kernels of the same run look at it.
        staged = kept.with_name(f"{kept.name}.{os.getpid()}")
        try:
            staged.write_bytes(seen)
            staged.replace(kept)
        finally:
            staged.unlink(missing_ok=True)


def processed_root() -> Path:
    """The folder of rebuilt tables; the command line sets it for the kernels it starts."""
    given = os.environ.get(PROCESSED_VARIABLE)
    return Path(given) if given else project_root() / "data" / "processed"


def reports_root() -> Path:
    """The folder of reports."""
    return project_root() / "reports"
