"""One place for bounds: environment.yml and requirements.lock follow pyproject.toml."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from analysis import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DECLARED = {r.name: r for r in map(Requirement, PROJECT["project"]["dependencies"])}
# conda-forge splits some packages and spells some names otherwise.
CONDA_NAMES = {
    "dask-core": "dask",
    "jupyter_server": "jupyter-server",
    "lxml_html_clean": "lxml-html-clean",
    "matplotlib-base": "matplotlib",
    "nbconvert-core": "nbconvert",
    "vadersentiment": "vaderSentiment",
}


def conda_bounds():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    entries = [entry for entry in environment["dependencies"] if isinstance(entry, str)]
    named = {}
    for entry in entries:
        name, bounds = re.fullmatch(r"([\w-]+)(.*)", entry).groups()
        named[CONDA_NAMES.get(name, name)] = bounds
    return named, environment


def test_environment_yml_has_the_bounds_of_pyproject():
    named, _ = conda_bounds()
    build = {r.name: r for r in map(Requirement, PROJECT["build-system"]["requires"])}
    expected = {name: set(str(r.specifier).split(",")) for name, r in (DECLARED | build).items()}
    actual = {name: set(bounds.split(",")) for name, bounds in named.items() if name not in ("python", "pip")}
    assert actual == expected


def test_environment_yml_installs_the_package_last():
    named, environment = conda_bounds()
    assert environment["dependencies"][-1] == {"pip": ["-e ."]}
    version = named["python"].lstrip("=")
    from packaging.specifiers import SpecifierSet

    assert version in SpecifierSet(PROJECT["project"]["requires-python"])


def locked(name="requirements.lock"):
    text = (ROOT / name).read_text(encoding="utf-8")
    return {m[1].lower().replace("_", "-"): m[2] for m in re.finditer(r"^([\w.-]+)==(\S+)", text, re.M)}


def test_every_dependency_is_locked_within_its_bounds():
    pins = locked()
    groups = PROJECT["project"]["optional-dependencies"]
    extras = [Requirement(r) for group in ("test", "build") for r in groups[group]]
    for requirement in [*DECLARED.values(), *extras]:
        pin = pins[requirement.name.lower().replace("_", "-")]
        assert requirement.specifier.contains(pin), f"{requirement} but locked {pin}: run make lock"


def test_every_locked_package_has_a_hash():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("name", ["jupyterlab", "pandas", "matplotlib", "scikit-learn", "nltk", "papermill", "nbval"])
def test_the_fixed_packages_are_declared(name):
    assert name in DECLARED


def test_whom_and_what_to_cite_is_said_once():
    """Zenodo reads .zenodo.json and then no CITATION.cff; people and GitHub read the other."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    deposited = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    assert deposited["description"] == " ".join(cited["abstract"].split())
    assert deposited["creators"] == [{"name": author["name"]} for author in cited["authors"]]
    assert deposited["publication_date"] == str(cited["date-released"])
    assert deposited["version"] == cited["version"] == __version__
    for name in ("title", "license", "keywords"):
        assert deposited[name] == cited[name]
    assert PROJECT["project"]["name"] == cited["title"]
    assert PROJECT["project"]["license"] == cited["license"]


WORKFLOWS = [
    *(ROOT / ".github" / "workflows").glob("*.yml"),
    ROOT / "src" / "analysis" / "study" / "files" / "notebooks.yml",
]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_its_commit_and_every_target_exists(path):
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    for step in steps:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step.get("uses", "a/b@" + "0" * 40)), step
    assert len(re.findall(r"uses: \S+ # v\d+\.\d+\.\d+$", text, re.M)) == sum("uses" in step for step in steps)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make ([a-z-]+)$", "\n".join(step.get("run", "") for step in steps), re.M):
        assert re.search(rf"^{target}:", makefile, re.M), target


EXTRA_LOCKS = ["docs", "tests/notebooks", "tests/reports"]


@pytest.mark.parametrize("folder", EXTRA_LOCKS)
def test_what_is_locked_beside_fits_the_main_lock(folder):
    """They are installed together: one package, one release."""
    beside, main = locked(f"{folder}/requirements.lock"), locked()
    assert {name: pin for name, pin in beside.items() if name in main and main[name] != pin} == {}
    for line in (ROOT / folder / "requirements.in").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            requirement = Requirement(line)
            assert requirement.specifier.contains(beside[requirement.name.lower()]), f"{line}: run make lock"


def test_no_lock_names_a_place_of_one_machine():
    for path in [ROOT / "requirements.lock", *(ROOT / folder / "requirements.lock" for folder in EXTRA_LOCKS)]:
        assert not re.search(r"^\s*--(?!hash)|://|file:|-[cr] /", path.read_text(encoding="utf-8"), re.M), path


def test_the_development_container_sets_up_by_the_lock():
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert container["postCreateCommand"] == "make setup"
    version = re.search(r"python:(\d+\.\d+)", container["image"])[1]
    from packaging.specifiers import SpecifierSet

    assert version in SpecifierSet(PROJECT["project"]["requires-python"])
