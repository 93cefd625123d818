import pytest
from report_sample import HOSTILE

from analysis.report.markup import Prose, clean_html, escape, in_report, inline, link, paragraphs


@pytest.mark.parametrize("bad", HOSTILE)
def test_computed_text_escapes_everything_that_is_not_its_own_markup(bad):
    for made in (inline(bad), paragraphs(f"{bad}\n\n- {bad}"), escape(bad)):
        rest = made
        for own in ("<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<em>", "</em>", "<strong>", "</strong>"):
            rest = rest.replace(own, "")
        # A forged link token may make a label, never a link.
        assert "<" not in rest
        assert "href" not in rest


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "/etc/passwd",
        "../../secret.html",
        'articles.html#a" onclick="x',
        "https://exa mple.org",
        "https://",
        "http://[broken",
        "",
    ],
)
def test_a_target_that_is_no_page_of_the_report_and_no_web_address_is_no_link(target):
    assert in_report(target) == ""
    assert link("words", target) == "words"


def test_targets_of_the_report_survive():
    assert in_report("articles.html#e-a:s1") == "articles.html#e-a:s1"
    assert in_report("../reports/my%20corpus/data/x.csv") == "data/x.csv"
    assert in_report("../../my%20corpus/articles.html#e-a:s1") == "articles.html#e-a:s1"
    assert in_report("05-reported-figures.ipynb#h-limits") == "05-reported-figures.html#h-limits"
    assert in_report("https://example.org/?a=1&b=2") == "https://example.org/?a=1&b=2"


def test_html_of_others_loses_all_that_can_run_load_or_restyle():
    kept = clean_html(
        "<h1>t</h1><p style='color:red' class='skip' id='main' onclick='x()'>a<script>b</script><style>p{}</style>"
        "<img src='https://example.org/x.png'><a href='javascript:x'>c</a>"
        "<form><input></form><object data=x></object>"
        "<table><tr><th scope='col'>h</th></tr></table>"
    )
    assert (
        kept
        == 't<p>a<a rel="noopener noreferrer">c</a></p><table><tbody><tr><th scope="col">h</th></tr></tbody></table>'
    )


def test_paragraphs_of_nothing_are_nothing():
    assert paragraphs(" \n\n ") == ""


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
