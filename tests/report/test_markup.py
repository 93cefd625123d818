import pytest
from report_sample import HOSTILE

from analysis.report.markup import clean_html, escape, in_report, inline, link, paragraphs


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
