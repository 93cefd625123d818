"""Sentences as a copy editor reads them: one article, one source, another language, a number that grew."""

import re

import pandas as pd
from framing_sample import tables

from analysis.charts.corpus import _flag
from analysis.exhibits import framing as words
from analysis.exhibits import ingest, omissions, reported_figures, robustness, sentiment, summary, voices
from analysis.exhibits.framing.origins import _nearest
from analysis.exhibits.reported_figures.ledger import _undated, credit_finding
from analysis.framing import origins_sentence, written_forms
from analysis.report.links import without_links

_SEEN_WRONG = re.compile(
    r"\b(\w+) \1\b|\b(?:are|These are|have) one (?:article|source)\b|"
    r"\bone (?:article|source|claim|finding|report) (?:are|have|publish)\b|\?\. |: All\b|"
    r"\bthe same the\b|\b[Oo]ne (?:articles|sources|claims)\b"
)


def everything(story):
    """What the chapters say in short, and what they say they cannot show."""
    said = [
        part(story)
        for part in (
            ingest.in_short, ingest.limits, words.in_short, words.limits, voices.in_short, voices.limits,
            reported_figures.in_short, reported_figures.limits, sentiment.limits, robustness.in_short,
            omissions.in_short, summary.in_short, summary.not_concluded,
        )
    ]  # fmt: skip
    return without_links("\n".join(said))


def test_no_sentence_doubles_a_word_or_mixes_one_with_many(story):
    assert _SEEN_WRONG.search(everything(story)) is None


def test_one_article_is_told_of_in_the_singular(small):
    said = everything(small("one article"))
    assert "This is one article, not a sample of what one source publishes" in said
    assert "The article makes" in said
    assert "There is one article: there is no other that could leave something out." in said
    assert "All articles" not in said


def test_articles_of_one_source_are_no_independent_witnesses(small):
    said = without_links(words.witnesses(small("one source")))
    assert said.startswith("Two articles of one source") or "one report told more than once" in said
    made = pd.DataFrame({"article_id": list("abc"), "source": "Gull", "origin": list("abc"), "n_articles": 1,
                         "basis": "none", "nearest": None})  # fmt: skip
    assert origins_sentence(made) == (
        "Three articles of one source: none looks copied, excerpted or rewritten from another. Where they agree, one "
        "source agrees with itself."
    )


def test_what_is_read_in_english_only_is_said_of_the_articles_in_english(small):
    story = small("another language")
    assert "The one article in English has one direct quotation" in without_links(voices.in_short(story))
    assert "in one article in English" in voices.share_quoted(voices.direct(story), story).n
    assert _flag("not_english:de") == "not English (de)"


def test_a_number_that_grew_is_told_once(grown):
    rows = reported_figures.comparable(grown)
    (group,) = reported_figures.leading_groups(rows, grown)
    said = without_links(reported_figures.group_finding(group, group.of(rows, grown), grown))
    assert said == (
        "From day to day the highest number rose from “At least 12” (Police; Herald, of 5 March 2024) to “19” (Police; "
        "Post, of 7 March 2024)."
    )


def test_no_report_with_a_date_is_said_as_none():
    assert _undated(2, 2) == "Neither report of an event gives a"
    assert _undated(3, 3) == "None of the three reports of an event gives a"
    assert _undated(1, 3) == "One of three reports of an event gives no"


def test_who_is_credited_is_told_of_one_claim_of_all_and_of_some():
    def told(*authorities):
        rows = pd.DataFrame({"source": "Post", "authority": authorities, "n_figures": 1})
        return without_links(credit_finding(rows.astype({"authority": "string"})))

    assert told(None) == "The one claim is credited to nobody."
    assert told("Police") == "The one claim is credited to somebody."
    assert told("Police", "Mayor") == "Each of the two claims is credited to somebody."
    assert told(None, None) == "None of the two claims is credited to anybody."
    assert told("Police", None, None) == "Two of three claims are credited to nobody."


def test_a_name_that_one_source_has_at_the_head_of_its_sentences_alone_is_written_as_the_others_do():
    made = tables([("a", "Gull", "Brask fell. Demand fell."), ("b", "Fox", "Shares of Brask rose as demand fell."),
                   ("c", "Gull", "Port shut."), ("d", "Fox", "They met the Port Alliance.")])  # fmt: skip
    terms = pd.DataFrame({"source": "Gull", "term": ["brask", "demand", "port"]})
    forms = written_forms(made.articles, made.sentences, terms)
    assert forms == {("Gull", "brask"): "Brask", ("Gull", "demand"): "demand", ("Gull", "port"): "port"}


def test_tickets_are_not_called_people_aboard(stadium):
    said = " ".join(stadium.conflicts["explanation"]) if len(stadium.conflicts) else ""
    assert "tickets" in set(stadium.claims["of_what"])
    assert "board" not in said + " ".join(stadium.claims["of_what"].dropna())


def test_one_word_one_actor_one_pair_are_told_in_the_singular():
    rows = pd.DataFrame({"source": ["Post"], "change": [0], "rank": [1], "rank_neutral": [1]})
    one = pd.DataFrame({"word": ["strike"]})
    assert without_links(sentiment._order_change(rows, one)) == (
        "One charged word belongs to the subject (“strike”). Without it no source changes its place."
    )
    moved = rows.assign(change=1, rank_neutral=2)
    assert "Without them one source changes its place" in without_links(
        sentiment._order_change(moved, pd.DataFrame({"word": ["strike", "riot"]}))
    )
    cell = pd.DataFrame({"actor": ["Ann Orr"], "n": [3]})
    assert without_links(sentiment._toward_finding(cell)) == (
        "One actor in one cell; it rests on fewer than 5 clauses and is an example, not a measurement."
    )
    assert without_links(sentiment._toward_finding(cell.assign(n=9))) == "One actor in one cell."
    two = pd.concat([cell, cell.assign(n=9)])
    assert without_links(sentiment._toward_finding(two)) == (
        "One actor in two cells; one of these rests on fewer than 5 clauses and is an example, not a measurement."
    )


def test_a_share_of_three_sources_says_where_the_third_lies():
    shares = pd.DataFrame({"source": ["Echo", "Gull", "Post"], "share_quoted": [0.5, 0.25, 0.125]})
    assert without_links(voices.quoted_finding(shares)) == (
        "Quotation makes up 50 % of the words of Echo and 12 % of those of Post, the third lies between."
    )


def test_two_articles_that_share_nothing_rare_share_no_most():
    pair = pd.DataFrame({"source_a": ["Post"], "source_b": ["Echo"], "score": [0.0], "relation": ["none"]})
    assert without_links(_nearest(pair)) == "No two articles share a fact that few others have."
    assert "Post and Echo share the most: 1.4. They have no text in common." in without_links(
        _nearest(pair.assign(score=1.4))
    )
