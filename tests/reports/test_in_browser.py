"""Content first, then access, then hostile text: a page that lost its tables has no violations either."""

import json
import os
import re
from contextlib import contextmanager
from pathlib import Path

import pytest

LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
FOLDS = "open => document.querySelectorAll('details').forEach(fold => { fold.open = open; })"


@contextmanager
def opened(browser, path, *, width=1280, scheme="light", bypass_csp=False, javascript=True):
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=bypass_csp,
        java_script_enabled=javascript,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.seen = {"requests": [], "console": [], "dialogs": []}
    page.on("request", lambda request: page.seen["requests"].append(request.url))
    page.on("console", lambda message: page.seen["console"].append(message.text))
    page.on("dialog", lambda dialog: (page.seen["dialogs"].append(dialog.message), dialog.dismiss()))
    page.goto(path.as_uri())
    yield page
    context.close()


def pages_of(report):
    return sorted(report.glob("*.html"))


def exhibits_of(report, page):
    """Names of the charts and tables that the page's notebook shows, from the files beside it."""
    stem = "07-summary" if page.stem == "index" else page.stem
    names = {path.stem for path in (report / "data").glob("*.csv")}
    return {name.removeprefix(f"{stem}-") for name in names if name.startswith(f"{stem}-")}


def test_every_chart_and_table_is_there_to_be_seen(browser, report):
    n_charts = 0
    for path in pages_of(report):
        with opened(browser, path) as page:
            page.evaluate(FOLDS, True)
            for name in exhibits_of(report, path):
                box = page.locator(f"#x-{name}").bounding_box()
                assert box, f"{path.name}: {name}"
                assert box["height"] > 40
            for drawing in page.locator("svg.drawing").all():
                n_charts += 1
                box = drawing.bounding_box()
                assert min(box["width"], box["height"]) > 30
                assert drawing.locator("path, use, text").count() > 0
            assert page.locator("h1").inner_text().strip()
            assert page.locator("nav[aria-label=Chapters] a").count() == len(pages_of(report))
    assert n_charts


def test_a_mark_of_a_chart_leads_to_its_passage_and_back(browser, report):
    chapter = next(path for path in pages_of(report) if path.stem == "05-reported-figures")
    with opened(browser, chapter) as page:
        # As a reader does: by keyboard, from the mark.
        page.locator("svg.drawing a:not([tabindex])").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/articles.html#*")
        assert page.locator(":target").count() == 1
        assert page.locator(":target").evaluate("e => e.getBoundingClientRect().top") < 900
        assert page.locator('.used a[href^="05-reported-figures.html#x-"]').count()


def test_a_number_of_a_text_leads_to_the_chart_or_table_it_comes_from(browser, made_reports):
    report = made_reports["sample"]
    if not (report / "index.html").is_file():
        pytest.skip("the sample corpus has no report yet: run `make reports`")
    for path in pages_of(report):
        with opened(browser, path) as page:
            targets = {link.get_attribute("href") for link in page.locator("a.counted").all()}
        for target in sorted(targets):
            file, _, place = target.partition("#")
            assert f'id="{place}"' in (report / (file or path.name)).read_text("utf-8"), f"{path.name}: {target}"


def test_a_link_to_the_numbers_of_a_chart_opens_their_fold(browser, report):
    for path in pages_of(report):
        with opened(browser, path) as page:
            numbers = page.locator(".finding a.counted[href*='#d-']")
            if numbers.count():
                numbers.first.click()
                page.locator(":target").wait_for(state="visible")


def test_a_row_of_a_chart_is_one_stop_for_the_keyboard(browser, report):
    # A written link and the mark beside it lead to one passage.
    twice = """svg => [...svg.querySelectorAll('a:not([tabindex])')].filter(link => !link.textContent.trim())
        .map(link => link.getAttribute('href')).filter(href => [...svg.querySelectorAll('a:not([tabindex])')]
        .filter(other => other.getAttribute('href') === href).length > 1)"""
    for path in pages_of(report):
        with opened(browser, path) as page:
            for drawing in page.locator("svg.drawing").all():
                assert drawing.evaluate(twice) == [], path.name


def test_text_in_charts_can_be_read_on_a_phone(browser, report):
    smallest = """svg => Math.min(...[...svg.querySelectorAll('text')].map(text => parseFloat(
        getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width))"""
    if report.name == "hostile":
        pytest.skip("its charts are as wide as the hostile labels make them")
    for path in pages_of(report):
        with opened(browser, path, width=390) as page:
            page.evaluate(FOLDS, True)  # what is folded away has no size
            sizes = [drawing.evaluate(smallest) for drawing in page.locator("svg.drawing").all()]
            assert all(size >= 8 for size in sizes), (path.name, sizes)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(browser, report, axe, width, scheme):
    for path in pages_of(report):
        # The policy of the page forbids axe too; that it is there is tested elsewhere.
        with opened(browser, path, width=width, scheme=scheme, bypass_csp=True) as page:
            page.evaluate(axe)
            for is_open in (False, True):
                page.evaluate(FOLDS, is_open)
                found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
                said = [(rule["id"], [node["html"][:200] for node in rule["nodes"][:3]]) for rule in found]
                assert not said, f"{path.name}, folds {'open' if is_open else 'closed'}: {json.dumps(said, indent=1)}"


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_runs_off_the_page(browser, report, width):
    for path in pages_of(report):
        with opened(browser, path, width=width) as page:
            for is_open in (False, True):
                page.evaluate(FOLDS, is_open)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path.name


def test_nothing_is_cut_off_on_paper(browser, report):
    for path in pages_of(report):
        # A4 less its margins, at 96 to the inch.
        with opened(browser, path, width=672) as page:
            page.evaluate(FOLDS, True)
            page.emulate_media(media="print")
            cut = page.evaluate(
                "[...document.querySelectorAll('.scroll, svg.drawing')].filter(e => e.getBoundingClientRect().right > "
                "innerWidth + 1 || e.scrollWidth > e.clientWidth + 1 && !e.matches('svg')).map(e => e.ariaLabel)"
            )
            assert not cut, path.name


def test_what_only_a_click_can_open_stays_off_the_paper(browser, report):
    for path in pages_of(report):
        with opened(browser, path, width=672) as page:
            page.emulate_media(media="print")
            assert not [fold for fold in page.locator("details:not([open])").all() if fold.is_visible()], path.name
            assert not [link for link in page.locator("a[download], .masthead nav").all() if link.is_visible()], (
                path.name
            )
            assert page.locator("h1").is_visible()


def test_a_page_asks_for_nothing_but_itself_and_stays_small(browser, report):
    for path in pages_of(report):
        assert path.stat().st_size < 1_000_000
        with opened(browser, path) as page:
            page.wait_for_timeout(50)
            assert page.seen == {"requests": [path.as_uri()], "console": [], "dialogs": []}


@pytest.mark.parametrize("bypass_csp", [False, True])
def test_hostile_text_never_runs_moves_or_hides_the_page(browser, made_reports, bypass_csp):
    # With the policy switched off, escaping alone must hold.
    for path in pages_of(made_reports["hostile"]):
        with opened(browser, path, bypass_csp=bypass_csp) as page:
            page.wait_for_timeout(200)
            assert not page.title().startswith("RAN")
            assert page.url == path.as_uri()
            assert not page.seen["dialogs"]
            assert page.seen["requests"] == [path.as_uri()]
            assert page.locator("main").is_visible()
            assert page.evaluate("getComputedStyle(document.querySelector('main')).display") == "block"
            assert page.evaluate("document.querySelectorAll('script, iframe, object, form, base, link').length") == 0


def test_layers_are_switched_without_javascript(browser, made_reports):
    path = made_reports["plain"] / "articles.html"
    with opened(browser, path, javascript=False) as page:
        note = page.locator(".n-figure").first
        assert note.is_visible()
        page.locator("#layer-figures").uncheck()
        assert not note.is_visible()
        assert page.locator(".n-quote").first.is_visible()
        page.locator("#layer-notes").uncheck()
        assert not page.locator(".n-quote").first.is_visible()
        page.locator("#layer-unread").uncheck()
        assert not page.get_by_text("Sign up for our newsletter").is_visible()


def test_the_first_key_leads_past_the_navigation(browser, made_reports):
    with opened(browser, made_reports["plain"] / "index.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_pictures_to_look_at(browser, report, tmp_path):
    folder = Path(os.environ.get("MEDIA_ANALYSIS_PICTURES", tmp_path)) / report.name
    for path in pages_of(report):
        for width, scheme in LOOKS:
            with opened(browser, path, width=width, scheme=scheme) as page:
                target = folder / f"{path.stem}-{width}-{scheme}.png"
                target.parent.mkdir(parents=True, exist_ok=True)
                # A longer picture than this no browser takes reliably.
                height = min(page.evaluate("document.documentElement.scrollHeight"), 8000)
                page.screenshot(path=target, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
                assert target.stat().st_size > 5_000
