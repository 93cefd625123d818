"""A notebook in a real JupyterLab: it is not marked as changed, and a link lands on its sentence."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from time import monotonic, sleep
from types import SimpleNamespace

import nbformat
import pytest
from report_sample import drawing, shown, tables

from analysis import paths
from analysis.report import notebooks
from analysis.report.links import evidence_link
from analysis.report.show import set_corpus, show

_WAIT = 60_000


def passage(identifier):
    """Long enough that a list of them does not fit a screen."""
    return SimpleNamespace(
        source="Harbour Post", published="3 May", left="Then ", marked=identifier, right=" came. " + "More followed. " * 9
    )


def write_notebook(monkeypatch, path):
    monkeypatch.setenv(paths.REPORTS_VARIABLE, "../reports/")
    set_corpus("c", passage)
    figures = tables()["reported_figures"][["source", "surface", "value", "figure_id"]]
    words = "\n\n".join(f"Here {evidence_link(f'alpha:s{n}', f'place {n}')}." for n in range(40))
    cell = nbformat.v4.new_code_cell("show(…)", execution_count=1)
    cell.outputs = shown(monkeypatch, lambda: show([words, drawing(figures, alt="1,200 and 900"), figures]))
    path.parent.mkdir(parents=True)
    notebooks.write(notebooks.to_be_opened(notebooks.cleaned(nbformat.v4.new_notebook(cells=[cell]))), path)


@pytest.fixture
def lab(tmp_path, monkeypatch):
    """The address of a JupyterLab that shows a project with one notebook, and the notebook's file."""
    path = tmp_path / "project" / "notebooks" / "01-harbour.ipynb"
    write_notebook(monkeypatch, path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    own |= {f"JUPYTERLAB_{name}_DIR": str(tmp_path / name) for name in ("WORKSPACES", "SETTINGS")}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.port={port}"]
    command += ["--ServerApp.port_retries=0", "--IdentityProvider.token=t", f"--ServerApp.root_dir={path.parents[1]}"]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, env=os.environ | own, stdout=log, stderr=log, cwd=tmp_path)
    address = f"http://127.0.0.1:{port}"
    try:
        until = monotonic() + _WAIT / 1000
        while not answers(f"{address}/api?token=t"):
            assert server.poll() is None, (tmp_path / "log").read_text()
            assert monotonic() < until, (tmp_path / "log").read_text()
            sleep(0.2)
        yield f"{address}/lab/tree/notebooks/{path.name}?token=t", path
    finally:
        server.terminate()
        server.wait()


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def test_a_link_lands_on_its_sentence_and_nothing_is_marked_as_changed(browser, lab):
    address, path = lab
    given = path.read_bytes()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    try:
        page.goto(address)
        page.wait_for_selector(".jp-OutputArea-output details", timeout=_WAIT)
        page.wait_for_selector("text=| Idle", timeout=_WAIT)  # the kernel has said what its language is
        assert page.locator(".jp-mod-dirty").count() == 0
        links = page.locator('.jp-OutputArea-output a[href^="#p"]')
        assert links.count() == 44
        for number in (0, 35, 41, 43):  # of a text, of a chart, of a table
            lands(page, links.nth(number))
        page.keyboard.press("Control+s")
        page.wait_for_timeout(1000)
    finally:
        page.close()
    assert path.read_bytes() == given


def lands(page, link):
    place = f'[data-jupyter-id="{link.get_attribute("href")[1:]}"]'
    link.scroll_into_view_if_needed()
    link.click()
    page.wait_for_function(
        """place => { const at = document.querySelector(place).getBoundingClientRect();
                      const box = document.querySelector(place).closest('div').getBoundingClientRect();
                      return at.top >= box.top - 1 && at.top < box.bottom && at.top > 0 && at.top < innerHeight }""",
        arg=place,
        timeout=10_000,
    )
