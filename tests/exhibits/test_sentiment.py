import pandas as pd

from analysis.exhibits import sentiment
from analysis.report.links import without_links


def means(*rows):
    columns = ["by", "group", "part", "mean", "low", "high", "n"]
    return pd.DataFrame([("source", *row) for row in rows], columns=columns)


def test_intervals_that_part_or_overlap_are_no_test_and_nothing_is_said_of_them():
    apart = means(("Post", "all", -0.5, -0.6, -0.4, 10), ("Herald", "all", 0.1, 0.0, 0.2, 10))
    together = means(("Post", "all", -0.5, -0.9, 0.4, 10), ("Herald", "all", 0.1, -0.6, 0.2, 10))
    said = without_links(sentiment.order(apart))
    assert said == "The mean sentence score runs from −0.50 (Post) to +0.10 (Herald) on a scale from −1 to +1."
    assert without_links(sentiment.order(together)) == said


def test_equal_means_are_no_range():
    rows = means(("Post", "all", 0.101, 0.0, 0.2, 10), ("Herald", "all", 0.099, 0.0, 0.2, 10))
    said = without_links(sentiment.order(rows))
    assert said.startswith("The mean sentence score is +0.10 in all two sources")
    assert "runs from" not in said
    rows["share_lexicon"] = [0.081, 0.08]
    assert "8 % to" not in sentiment._known(rows)


def test_the_limits_name_negations_that_are_not_turned(flood):
    assert "“nobody”" in sentiment.limits(flood)


def test_darker_quotations_are_told_from_darker_telling():
    rows = means(("Post", "quoted", -0.5, -1, 0, 3), ("Post", "narrated", 0.5, 0, 1, 3))
    said = "Post quotes darker words than it writes itself."
    assert without_links(sentiment.quoted_against_narrated(rows)) == said
    brighter = means(("Herald", "quoted", 0.5, 0, 1, 3), ("Herald", "narrated", -0.5, -1, 0, 3))
    both = without_links(sentiment.quoted_against_narrated(pd.concat([rows, brighter])))
    assert both == "One of the two sources with quotations quotes darker words than it writes itself: Post."
    assert "No source quotes enough" in sentiment.quoted_against_narrated(rows.head(1))


def test_the_words_of_a_finding_are_those_of_the_rows(flood):
    rows = flood.sentiment_drivers.query("n > 0")
    word = rows.loc[rows["value"].idxmin(), "word"]
    assert f"“{word}”" in sentiment.drivers_finding(rows.query("word == @word"))
    assert sentiment.drivers_finding(rows[:0]) == "No word of these articles stands in the lexicon."


def test_one_source_has_no_difference_to_explain(flood):
    assert "no difference to explain" in sentiment.word_shift(flood.sources[:1], flood).shown
    shift = sentiment.word_shift(flood.sources, flood)
    assert flood.sources[-1] in shift.finding
    assert flood.sources[0] in shift.finding


def test_extreme_sentences_are_shown_once_each(flood):
    rows = sentiment.scored(flood).sort_values(["compound", "sentence_id"])
    *_, exhibit = sentiment.extreme_sentences(rows.head(7), flood)
    assert exhibit.shown["sentence_id"].tolist() == rows.head(7)["sentence_id"].tolist()


def test_what_such_scores_are_worth_stands_once_beside_them(flood):
    rows = sentiment.scored(flood).sort_values(["compound", "sentence_id"])
    shown = [sentiment.by_source(sentiment.of_sources(flood), flood), *sentiment.extreme_sentences(rows, flood)]
    shown += sentiment.without_the_subject(flood.sentiment_order, flood)
    said = " ".join(str(part) for one in shown for part in (one.shown, one.finding, one.limit))
    assert said.count("correlate") == 2  # both in one sentence: the scores, and the word of one person


def test_what_has_no_measured_worth_says_so(flood):
    assert "correlate" in sentiment.worth(flood)


def test_few_ratings_give_no_correlation():
    assert "too few, or all alike" in sentiment.tone_agreement({"n": 2, "r": None, "low": None, "high": None})
