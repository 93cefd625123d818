"""What the package is made of and what it may do: pinned, built again byte for byte, no network, no code from data."""

import ast
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "analysis"
# Would run or load as code what stands in a file, or reach the network.
FORBIDDEN_MODULES = {
    "pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "subprocess", "socket", "urllib.request",
    "http.client", "requests", "httpx", "ftplib", "smtplib", "telnetlib", "xml.etree.ElementTree", "xml.sax",
    "xml.dom.minidom", "code", "runpy",
}  # fmt: skip
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "pd.read_pickle", "pd.eval"}
# Reads back drawings that it has just made.
ALLOWED = {
    "report/svg.py": {"xml.etree.ElementTree"},
    # Asks this Python, in fixed words, where a kernel started anew finds modules.
    "report/kernels.py": {"subprocess"},
}


def uses(tree):
    """Modules that are imported, and functions that are called by a bare name or as an attribute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_nothing_is_run_or_loaded_as_code_and_nothing_is_fetched():
    found = {}
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        used = set(uses(ast.parse(path.read_text(encoding="utf-8"))))
        found[name] = used & ((FORBIDDEN_MODULES - ALLOWED.get(name, set())) | FORBIDDEN_CALLS)
    assert len(found) > 100
    assert {name: used for name, used in found.items() if used} == {}


def test_what_pandas_evaluates_stands_in_the_code_and_comes_from_no_file():
    asked = [
        (path.name, ast.unparse(node))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("query", "eval")
        if not (node.args and isinstance(node.args[0], ast.Constant))
    ]
    assert asked == []


def test_yaml_is_read_by_the_safe_loader_alone():
    loaders = [
        (path.name, line.strip())
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"yaml\.(?:load|compose|parse)\w*\(", line) and "Safe" not in line
    ]
    assert [found for found in loaders if "safe_load" not in found[1]] == []


def test_every_action_is_pinned_by_its_commit():
    used = [
        (path.name, action)
        for path in (ROOT / ".github" / "workflows").glob("*.yml")
        for action in re.findall(r"uses:\s*(\S+)", path.read_text(encoding="utf-8"))
    ]
    assert len(used) >= 5
    assert [one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one[1])] == []


def test_the_list_of_components_names_every_locked_package_with_hashes():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    command = [sys.executable, str(ROOT / ".ci" / "sbom.py"), str(ROOT / "requirements.lock")]
    made = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    names = {(one["name"], one["version"]) for one in made["components"]}
    assert names == set(re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock, re.M))
    hashes = [p["value"] for one in made["components"] for p in one["properties"] if p["name"] == "sha256"]
    assert sorted(hashes) == sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock))


BUILD = """
import sys
from hatchling import build
print(build.build_wheel(sys.argv[1]))
print(build.build_sdist(sys.argv[1]))
"""


def built(folder, *, zone, clock):
    """The hashes of wheel and source distribution, built from a copy of the checkout elsewhere, at another time."""
    shutil.copytree(PACKAGE, folder / "src" / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "requirements.lock"):
        shutil.copyfile(ROOT / name, folder / name)
    for path in (ROOT / name for name in ("notebooks", "data/raw")):  # where the wheel carries them
        shutil.copytree(path, folder / path.relative_to(ROOT))
    for path in folder.rglob("*"):
        os.utime(path, (clock, clock))
    (folder / "dist").mkdir()
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1700000000", "TZ": zone, "PYTHONHASHSEED": str(clock % 1000)}
    subprocess.run([sys.executable, "-c", BUILD, "dist"], cwd=folder, env=environment, check=True, capture_output=True)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (folder / "dist").iterdir()}


def test_wheel_and_source_distribution_have_the_same_bytes_wherever_and_whenever_they_are_built(tmp_path):
    first = built(tmp_path / "here", zone="UTC", clock=1_600_000_000)
    second = built(tmp_path / "else" / "where", zone="Pacific/Auckland", clock=1_650_000_123)
    assert first == second
    assert len(first) == 2


OFFLINE = """
import sys
reached = []
sys.addaudithook(lambda event, given: reached.append(event) if event in %r else None)
sys.path.insert(0, sys.argv[1])
import one_chapter
from pathlib import Path
root, corpus = one_chapter.project(Path(sys.argv[2]))
one_chapter.prepare(root)
code = one_chapter.run(root, corpus)
print(reached)
sys.exit(code)
"""


def test_a_run_asks_the_network_for_nothing(tmp_path):
    events = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
    command = [sys.executable, "-c", OFFLINE % (events,), str(Path(__file__).parent), str(tmp_path)]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    assert made.stdout.splitlines()[-1] == "[]"


def test_no_test_and_nothing_that_it_calls_can_ask_the_network():
    for ask in (lambda: socket.create_connection(("192.0.2.1", 9), timeout=1), lambda: socket.getaddrinfo("a.test", 9)):
        with pytest.raises(AssertionError, match="a test asked the network"):
            ask()
