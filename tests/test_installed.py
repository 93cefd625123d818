"""Installed from its wheel, away from any checkout: the main job, a study of one's own, and nbval in it."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOOD = ROOT / "tests" / "fixtures" / "valley-flood"

pytestmark = pytest.mark.scale


def done(*command, cwd, **variables):
    """Runs to its end without git at hand; gives what was said."""
    # nbconvert's templates lie where the packages were installed, not in the empty environment.
    packages = {"JUPYTER_PATH": str(Path(sys.prefix, "share", "jupyter")), "PATH": "", "HOME": os.environ["HOME"]}
    result = subprocess.run(
        [*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False, env=packages | variables
    )
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
    return result.stdout


def installer(python):
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--python", str(python)]
    return [sys._base_executable, "-m", "pip", "--python", str(python), "install", "--disable-pip-version-check"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """The folder of commands of an environment that has the wheel, and by a path the packages that it needs."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel: `make setup` installs it")
    folder = tmp_path_factory.mktemp("installed")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    paths = os.pathsep.join(path for path in sys.path if path)
    wheel = done(sys.executable, "-c", build, folder, cwd=ROOT, PYTHONPATH=paths).split()[-1]
    venv.create(folder / "env", with_pip=False, symlinks=True)
    commands = folder / "env" / "bin"
    subprocess.run(
        [*installer(commands / "python"), "--quiet", "--no-deps", "--no-index", str(folder / wheel)], check=True
    )
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder / "env"), "platbase": str(folder / "env")}))
    (site / "packages.pth").write_text(sysconfig.get_path("purelib"))
    return commands


def files_of(folder):
    return {path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def test_a_run_in_any_folder_writes_there_and_nowhere_else(environment, tmp_path):
    installed = Path(
        done(environment / "python", "-c", "import analysis; print(analysis.__file__)", cwd=tmp_path).strip()
    )
    assert environment.parent in installed.parents
    before = files_of(installed.parent)
    shutil.copytree(FLOOD, tmp_path / "flood")
    few = ["-p", "vary_word_forms=as written, word stems", "-p", "vary_longest_term=2", "-p", "vary_sentences=all"]
    few += ["-p", "vary_stop_words=left out", "-p", "vary_boilerplate=out"]
    out = done(environment / "media-analysis", "run", "flood", "--jobs", 2, *few, cwd=tmp_path)
    assert "reports/flood/index.html" in out
    pages = {path.stem for path in (tmp_path / "reports" / "flood").glob("*.html")}
    assert {"index", "01-ingest", "05-reported-figures", "articles"} <= pages
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "flood", "reports"]
    assert files_of(installed.parent) == before


@pytest.mark.parametrize("texts", [["--with-texts"], []], ids=["with texts", "without"])
def test_a_stranger_makes_the_tables_of_a_pack_again(environment, tmp_path, texts):
    sample, kept = ROOT / "data" / "raw" / "belarus-2025", ["--processed", tmp_path / "processed"]
    paths = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-m", "analysis.cli", "export", sample, "pack", tmp_path / "pack", *texts, *kept]
    done(*command, cwd=tmp_path, PYTHONPATH=paths)
    packed = shutil.make_archive(tmp_path / "published", "zip", tmp_path / "pack")
    shutil.rmtree(tmp_path / "pack")
    elsewhere = tmp_path / "another machine" / "Übung"
    shutil.unpack_archive(packed, elsewhere)
    other = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "77", "OMP_NUM_THREADS": "1"}
    said = done(environment / "media-analysis", "verify", ".", "--jobs", 2, cwd=elsewhere, **other).splitlines()
    assert all(line.startswith("equal") for line in said[:-1])
    assert len(said) > (30 if texts else 5)
    print(said[-1])


def test_a_study_reruns_its_notebooks_under_nbval(environment, tmp_path):
    done(environment / "media-analysis", "init", "my-study", cwd=tmp_path)
    study = tmp_path / "my-study"
    compare = ["-m", "pytest", "--nbval", "--nbval-current-env", "-q", "-p", "no:cacheprovider"]
    assert " passed" in done(environment / "python", *compare, "notebooks/01-ingest.ipynb", cwd=study)
    # Another story in it: the committed outputs are then that story's.
    shutil.copytree(FLOOD, study / "data" / "raw" / "flood")
    done(environment / "media-analysis", "notebooks", "data/raw/flood", "--only", "01-ingest", cwd=study)
    assert 'corpus = "data/raw/flood"' in (study / "notebooks" / "01-ingest.ipynb").read_text().replace('\\"', '"')
    assert " passed" in done(environment / "python", *compare, "notebooks/01-ingest.ipynb", cwd=study)
