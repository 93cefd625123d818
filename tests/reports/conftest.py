"""Reports in a real browser: Chromium driven by Playwright, axe-core inside each page.

What is missing is said and skipped: the package `playwright`, a Chromium (`MEDIA_ANALYSIS_CHROMIUM`, or on the PATH),
or axe-core (`MEDIA_ANALYSIS_AXE`, or `npm ci` in this folder).
"""

import os
import shutil
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
# The small corpus that the tests of the exporter share.
sys.path.append(str(HERE.parent / "report"))

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def axe():
    given = os.environ.get("MEDIA_ANALYSIS_AXE")
    path = Path(given) if given else HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        pytest.skip(f"axe-core is not installed: run `npm ci` in {HERE.relative_to(PROJECT)}")
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
    found = os.environ.get("MEDIA_ANALYSIS_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if not found:
        pytest.skip("no Chromium: install the package chromium, or set MEDIA_ANALYSIS_CHROMIUM")
    with playwright.sync_playwright() as driver:
        # A container has no user namespaces for Chromium's sandbox; the pages are local files.
        started = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def made_reports(tmp_path_factory):
    """The small corpus's report, plain and hostile, and the sample corpus's as committed (or MEDIA_ANALYSIS_REPORT)."""
    from report_sample import write_report

    root = tmp_path_factory.mktemp("reports")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("plain", "hostile"):
            write_report(patch, root / name, hostile=name == "hostile")
    sample = Path(os.environ.get("MEDIA_ANALYSIS_REPORT", PROJECT / "reports" / "belarus-2025"))
    return {"plain": root / "plain", "hostile": root / "hostile", "sample": sample}


@pytest.fixture(params=["plain", "hostile", "sample"])
def report(request, made_reports):
    folder = made_reports[request.param]
    if not (folder / "index.html").is_file():
        pytest.skip("the sample corpus has no report yet: run `make reports`")
    return folder
