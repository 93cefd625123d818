"""The health card, on the sample corpus and on texts made up here."""

from pathlib import Path

import pytest

from analysis.corpus import (
    HEALTH_MEANINGS,
    document_from_text,
    documents,
    health_card,
    health_meaning,
    read_corpus,
)
from analysis.corpus.health import (
    about_itself,
    findings_of,
    lost_spaces,
    odd_marks,
    said_in,
    shouted,
    small_names,
    small_starts,
    swapped_letters,
)
from analysis.errors import SchemaError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sample():
    return read_corpus(ROOT / "data/raw/belarus-2025")


@pytest.fixture(scope="module")
def flags(sample):
    return dict(zip(sample.articles["article_id"], sample.articles["health"], strict=True))


def of(sample, article_id):
    return next(d for d in documents(sample.articles, sample.blocks, sample.sentences) if d.article_id == article_id)


def texts(document, kind, part=None):
    return [
        document.text[b.start_char : b.end_char] for b in document.blocks if b.kind == kind and part in (None, b.part)
    ]


def test_archyde_has_contents_a_second_article_and_a_repeated_faq(sample, flags):
    found = {
        "glued_articles",
        "table_of_contents",
        "repeated_text",
        "promotion_left",
        "missing_date",
        "missing_spaces",
        "lowercase_starts",
    }
    assert found <= set(flags["archyde"])
    document = of(sample, "archyde")
    assert len(texts(document, "toc")) == 17
    assert texts(document, "title", 2) == [
        "Belarus Releases Prisoners in Strategic Diversion: Rights Activists’ Viewpoint"
    ]
    assert len(texts(document, "table_row")) == 4
    assert len(texts(document, "question", 1)) == 8
    assert texts(document, "dateline") == ["Bratislava –"]


def test_world_today_journal_is_cut_off_and_only_it(flags):
    assert [article for article, found in flags.items() if "cut_off" in found] == ["world-today-journal"]


def test_offlinew_has_a_repeated_headline_and_navigation(sample, flags):
    assert {"repeated_text", "navigation_left"} <= set(flags["offlinew"])
    document = of(sample, "offlinew")
    assert [b.is_body for b in document.blocks if b.kind == "title"] == [True, False]
    assert texts(document, "navigation") == ["Breaking", "list_alt", "More Headlines", "feed", "Latest News"]
    assert texts(document, "dateline") == ["15 October, 2025 Minsk, Belarus", "Minsk, October 15, 2025 —"]


def test_promotion_is_out_of_the_body(sample):
    for article_id in ("archyde", "newsy-today"):
        said = " ".join(texts(of(sample, article_id), "promotion"))
        assert "in the comments below" in said
    promoted = sample.blocks[sample.blocks["kind"] == "promotion"]
    assert not promoted["is_body"].any()


def test_dates_and_titles_that_nobody_gives_are_flagged(flags):
    assert sorted(a for a, found in flags.items() if "missing_date" in found) == [
        "archyde",
        "daily-ledger",
        "newsy-today",
        "world-today-journal",
    ]
    assert [a for a, found in flags.items() if "missing_title" in found] == ["daily-ledger"]
    assert {"stray_capitals", "talks_about_itself"} <= set(flags["daily-ledger"])


def test_the_card_has_a_row_for_each_flag_with_a_passage_that_its_span_points_at(sample):
    card = health_card(sample.articles, sample.blocks)
    assert len(card) == sum(map(len, sample.articles["health"]))
    text = dict(zip(sample.articles["article_id"], sample.articles["text"], strict=True))
    shown = card.dropna(subset=["example"])
    for row in shown.itertuples():
        assert text[row.article_id][row.start_char : row.end_char] == row.example
    assert (card["n"] >= 1).all()
    assert len(shown) > 10


def test_flags_say_what_they_mean():
    assert health_meaning("cut_off") == HEALTH_MEANINGS["cut_off"]
    assert "(offlinew)" in health_meaning("near_duplicate_of:offlinew")
    with pytest.raises(SchemaError, match="nonsense"):
        health_meaning("nonsense")
    assert all(meaning.endswith(".") for meaning in HEALTH_MEANINGS.values())


@pytest.mark.parametrize(
    ("ending", "is_cut"),
    [
        ("He said that nobody was hurt. mb/jm (AFP, dpa)", False),
        ("He said that nobody was hurt. Source:-Agencies", False),
        ("He said that nobody was hurt. (Daily Weekly page 24) - -", False),
        ("He said that nobody was hurt. Learn more", False),
        ("He said that nobody was hurt. https://example.org/a", False),
        ("He said that nobody who had been", True),
        ("He said that nobody was hurt. The man who had been in it", True),
    ],
)
def test_a_sign_off_is_no_lost_ending(ending, is_cut):
    document = document_from_text(f"Roof falls in at the mill\n\nThe roof of the mill fell in on Monday. {ending}\n")
    assert ("cut_off" in [finding.code for finding in findings_of(document)]) == is_cut


@pytest.mark.parametrize(("n_words", "is_short"), [(49, True), (50, False)])
def test_fewer_than_fifty_words_are_very_short(n_words, is_short):
    text = " ".join(["water"] * (n_words - 1)) + " rose."
    assert ("very_short" in {finding.code for finding in findings_of(document_from_text(text))}) is is_short


def test_an_article_that_ends_with_the_full_stop_of_its_script_is_not_cut_off():
    for text in ("渡轮停运了。岛上没有面包。", "नौका बंद है।", "هل توقفت العبارة؟"):
        document = document_from_text(f"A headline\n\n{text * 8}", article_id="a")
        assert "cut_off" not in {finding.code for finding in findings_of(document)}


# --- marks of rewriting and careless copying


def swapped(text):
    return swapped_letters(said_in(text))


@pytest.mark.parametrize(
    ("find", "text", "found"),
    [
        (lost_spaces, "In media,advocacy they met.Then it ended; see www.example.com/News.Html, e.g. at 3.5 km.", 2),
        (lost_spaces, "The U.S. paid 1,000 euros (about $1,100); “Yes,” she said.", 0),
        (small_starts, "It rained. then it stopped. iPhones broke. e.g. this.", 1),
        (odd_marks, "President Smith‘s plan, ‘the plan’, and Jones’s.", 1),
        (
            shouted,
            "This shows the importance of DISTRACTION FROM REPRESSION in a country that had enough.",
            1,
        ),
        (shouted, "NATO and the EU met; THE NEW DEAL", 0),
        (about_itself, "This article explores the flood. In this article, we look on.", 2),
        (
            about_itself,
            "This post examines it. This article also discusses it. In this guide, we see. In this post we ask.",
            4,
        ),
        (about_itself, "Article 5 of the treaty and this report of the police were cited.", 0),
        (
            swapped,
            "The centre is new. Another center is old, and the center pays. They are suing, using it.",
            0,
        ),
        (swapped, "They beleive it, and others believe it wiht care, from the trial to the trail.", 2),
    ],
)
def test_marks_of_rewriting(find, text, found):
    assert len(find(text)) == found


def test_names_in_small_letters_need_evidence():
    evidence = "In the end Velland paid. The capital of Velland, and all of Velland, and Velland again: to Velland."
    small = said_in("The money of velland was gone.", at=100)
    assert small_names(small, evidence=said_in(evidence)) == [(113, 120)]
    assert small_names(small, evidence=said_in("Velland paid.")) == []
    evidence = said_in("He met Tomas Vey. They saw Tomas Vey’s men.")
    assert len(small_names(said_in("Then tomas Vey left."), evidence=evidence)) == 1
