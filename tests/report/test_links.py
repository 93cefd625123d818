from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.report.links import anchor, link_token, page_target, pieces, plain, readable, report_base, without_links


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text())
def test_two_ids_never_share_an_anchor_and_an_anchor_is_safe_anywhere(one, other):
    assert (anchor(one) == anchor(other)) == (one == other)
    assert set(anchor(one)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:.")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_text_of_an_article_can_be_written_and_keeps_its_offsets(text):
    plain(text).encode("utf-8")
    assert len(readable(text)) == len(text)


def test_an_article_cannot_forge_a_link_by_private_use_characters():
    label = "x\ue001javascript:alert(1)\ue002"
    assert [piece.target for piece in pieces(link_token(label, "articles.html#e-a"))] == ["articles.html#e-a"]


def test_stars_that_mean_nothing_stay():
    assert without_links("5 * 3 ** 2 and ** open") == "5 * 3 ** 2 and ** open"


def test_the_summary_is_the_first_page_and_odd_names_are_quoted():
    assert page_target("07-summary") == "index.html"
    assert page_target("a b/../c") == "a%20b%2F..%2Fc.html"
    assert report_base('x"/..') == "../reports/x%22%2F../"
