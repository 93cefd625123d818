import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import paths
from analysis.report.links import (
    Piece,
    anchor,
    evidence_pages,
    evidence_target,
    identified,
    link_token,
    linked_numbers,
    page_of,
    page_target,
    pieces,
    plain,
    readable,
    redirected,
    report_base,
    without_links,
)


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


@pytest.mark.parametrize(
    ("folder", "base"),
    [
        ("notebooks", "../reports/x%22%2F../"),
        ("data/raw/bridge/notebooks", "../../../../reports/x%22%2F../"),
        (".", ""),  # where papermill's caller is, who may write the copy anywhere
        ("elsewhere/notebooks", ""),
    ],
)
def test_the_report_is_found_beside_the_notebook_and_nowhere_else(tmp_path, monkeypatch, folder, base):
    root = tmp_path / "project"
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(root))
    here = (tmp_path if folder.startswith("elsewhere") else root) / folder
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    assert report_base('x"/..') == base


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1))
def test_a_place_on_the_evidence_page_says_whose_it_is(identifier):
    assert identified(evidence_target(identifier)) == identifier


def test_a_link_can_stand_between_stars_and_hold_a_star():
    said = f"**{link_token('Nine', 'a.html')} by one** and {link_token('5* hotels', 'b.html')} *or* not"
    assert list(pieces(said)) == [
        Piece("Nine", "strong", "a.html"),
        Piece(" by one", "strong"),
        Piece(" and "),
        Piece("5* hotels", target="b.html"),
        Piece(" "),
        Piece("or", "emphasis"),
        Piece(" not"),
    ]


def test_text_that_carries_a_link_shows_its_label_where_links_cannot_stand():
    assert plain(f"n = {link_token('nine', 'a.html#x-b')} articles") == "n = nine articles"


def labels(words):
    return [piece.text for piece in pieces(linked_numbers(words, "a.html#x-b")) if piece.target]


def test_every_number_leads_somewhere_once():
    assert labels("Archyde has 1,604 words, −0.23 to +0.57, 12 % of 3.5.") == ["1,604", "−0.23", "+0.57", "12 % of 3.5"]
    assert labels("Six named speakers of seven are quoted; four of them twice.") == [
        "Six named speakers of seven",
        "four",
    ]
    given = link_token("“75”", "articles.html#e-a")
    assert labels(f"From {given} to two.") == ["“75”", "two"]
    assert labels("“The 7 dwarfs” and no one, GPT4, 2a, one text") == []
    assert labels("On 11 September 2025, in 2021, 2,025 people and 20 of 1999.") == ["2,025", "20"]


@settings(max_examples=60, deadline=None)
@given(st.text("1,. ne%−“”*\ue000\ue001\ue002twoof", max_size=60))
def test_linking_numbers_leaves_the_words_as_they_are(words):
    words = plain(words)
    assert without_links(linked_numbers(words, "a.html#x-b")) == without_links(words)


def test_a_link_to_the_chart_itself_leads_to_its_numbers():
    said = redirected(linked_numbers("Six of 50.", "02.html#x-terms"), old="x-terms", new="d-terms")
    assert [piece.target for piece in pieces(said) if piece.target] == ["02.html#d-terms"]


def many(n, *, n_chars=50_000):
    for number in range(n):
        yield (f"a{number}", "Herald" if number % 2 else "Post", f"2024-0{1 + number % 3}", n_chars)


def test_articles_are_parted_by_source_and_month_where_one_page_would_be_too_long():
    assert [page.file for page in evidence_pages([*many(4)], used=())] == ["articles.html"]
    rows = [*many(20)]
    pages = evidence_pages(rows, used=())
    assert sorted(one for page in pages for one in page.article_ids) == sorted(one for one, *_ in rows)
    assert max(len(page.article_ids) for page in pages) <= 4
    assert pages[0].label == "Herald, January 2024 to Herald, February 2024"
    undated = evidence_pages([(one, source, "", n) for one, source, _, n in rows], used=())
    assert undated[0].label == "Herald, undated"
    lead = page_of(pages)
    for page in pages:
        assert {lead(f"e-{one}:s3") for one in page.article_ids} == {page.file}
    assert lead("e-elsewhere:s1") == "articles.html"


def test_of_a_large_corpus_only_what_the_report_leads_to_is_shown():
    pages = evidence_pages([*many(3_000)], used=["e-a7:f1", "e-a8"])
    assert sorted(one for page in pages for one in page.article_ids) == ["a7", "a8"]


def test_an_article_longer_than_a_page_has_its_own():
    pages = evidence_pages([("a", "Post", "", 900_000), ("b", "Post", "", 10)], used=())
    assert [page.article_ids for page in pages] == [("a",), ("b",)]
