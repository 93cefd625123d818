"""One place for bounds: environment.yml and requirements.lock follow pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

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


def locked():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
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
