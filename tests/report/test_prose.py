import pytest
from report_sample import HOSTILE

from analysis.report.prose import Prose


@pytest.mark.parametrize("bad", HOSTILE)
def test_raw_html_in_markdown_is_shown_and_not_obeyed(bad):
    html = Prose().html(f"# T\n\n{bad}\n\n## H {bad}\n\n- {bad}\n\n| a |\n|---|\n| {bad} |")
    for tag in ("<script", "<img", "<svg", "<meta", "<style", "<iframe", "<!--", "javascript:document.title='RAN')\""):
        assert tag not in html


def test_one_title_and_no_level_skipped():
    prose = Prose()
    html = prose.html("# Title\n\n##### Deep\n\n# Second\n\n## Same\n\n## Same\n\n### Sub")
    assert prose.title == "Title"
    assert "<h1" not in html
    assert [heading.level for heading in prose.headings] == [2, 2, 2, 2, 3]
    assert len({heading.id for heading in prose.headings}) == 5


def test_tables_have_column_headers_and_dollars_stay_dollars():
    html = Prose().html("| a | b |\n|---|--:|\n| $1 | $2 |\n")
    assert html.count('<th scope="col"') == 2
    assert "<td>$1</td>" in html


def test_links_to_notebooks_lead_to_pages_and_pictures_load_nothing():
    html = Prose().html("[a](05-reported-figures.ipynb) [b](https://example.org/) ![c](https://example.org/c.png)")
    assert 'href="05-reported-figures.html"' in html
    assert 'href="https://example.org/"' in html
    assert "c.png" not in html
