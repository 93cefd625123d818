import pandas as pd
import pytest
from framing_sample import REPORT, REWRITE, Newsroom, kin_of, others, tables

from analysis import schema
from analysis.framing import contrast_limits, counted_by, coverage, kinship, origins, origins_sentence, similarity
from analysis.framing.coverage import _merging


def test_coverage_counts_undated_articles_apart():
    made = tables([("a", "Gull", "One two.", "2025-05-01"), ("b", "Gull", "One.", "2025-05-01"), ("c", "Fox", "One.")])
    found = coverage(made.articles)
    assert found["n_articles"].tolist() == [2, 1]
    assert found["period"].iloc[0] == "2025-05-01"
    assert found["period"].isna().tolist() == [False, True]
    assert found["n_articles"].sum() == len(made.articles)


def test_long_coverage_is_counted_by_month():
    made = tables([("a", "Gull", "One.", "2025-01-31"), ("b", "Gull", "One.", "2025-06-01")])
    assert coverage(made.articles)["period"].tolist() == ["2025-01", "2025-06"]


def test_what_few_articles_cannot_show_is_said_in_words():
    two = tables([("a", "Gull", "Text."), ("b", "Fox", "Text.")])
    lines = " ".join(contrast_limits(two.articles))
    assert "one article" in lines
    assert "4 articles" in lines
    assert "9" in lines
    many = tables([(f"{source}{n}", source, "Text.") for source in "ab" for n in range(9)])
    assert contrast_limits(many.articles) == []
    uneven = tables([(f"{source}{n}", source, "Text.") for source, last in (("a", 6), ("b", 2)) for n in range(last)])
    (line,) = contrast_limits(uneven.articles)
    assert line.startswith("Both sources have fewer than 9 articles here (a and b)")
    some = tables([(f"{source}{n}", source, "Text.") for source in "ab" for n in range(5)])
    assert "named beforehand can be tested" in contrast_limits(some.articles)[1]
    one = tables([("a", "Gull", "Text.")]).articles
    assert contrast_limits(one) == ["There is one article (Gull), so there is nothing to compare it with."]
    two = tables([("a", "Gull", "Text."), ("b", "Gull", "Words.")]).articles
    assert contrast_limits(two)[0].startswith("All articles are from one source (Gull)")
    assert contrast_limits(tables([]).articles)


@pytest.mark.parametrize(
    ("last", "periods"), [("2025-03-04", ["2025-01-01", "2025-03-04"]), ("2025-03-05", ["2025-01", "2025-03"])]
)
def test_up_to_62_days_are_shown_day_by_day(last, periods):
    made = tables([("a", "Gull", "One.", "2025-01-01"), ("b", "Gull", "One.", last)])
    assert coverage(made.articles)["period"].tolist() == periods


@pytest.mark.parametrize(("n", "counted"), [(3, "words"), (4, "articles")])
def test_articles_are_counted_where_two_sources_have_four(n, counted):
    made = tables([(f"{source}{at}", source, "Text.") for source, last in (("a", 9), ("b", n)) for at in range(last)])
    assert counted_by(made.articles) == counted


def test_kin_share_an_origin_and_the_sentence_says_so():
    made = tables([("report", "Wire", REPORT), ("rewrite", "Blog", REWRITE), *others()])
    found = origins(made.articles, kinship(*made))
    assert found.set_index("article_id").loc[["report", "rewrite"], "origin"].nunique() == 1
    assert found["origin"].nunique() == 7
    text = origins_sentence(found)
    assert "Eight articles, about seven independent origins" in text
    assert "Blog and Wire" in text
    assert len(found) == len(made.articles)


def test_the_earliest_dated_article_names_the_origin():
    text = " ".join(Newsroom(2).article(20))
    made = tables([("a", "X", text, "2025-05-02"), ("b", "Y", text, "2025-05-01"), *others(2)])
    found = origins(made.articles, kinship(*made)).set_index("article_id")
    assert found.loc["a", "origin"] == "b"
    assert found.loc["a", "basis"] == "same_text"


def test_a_round_up_does_not_make_one_origin_of_all_it_gathers():
    room = Newsroom(36)
    briefs = [room.article(6) for _ in range(3)]
    texts = [(f"brief{n}", f"Paper {n}", " ".join(brief)) for n, brief in enumerate(briefs)]
    texts.append(("week", "Weekly", " ".join(sentence for brief in briefs for sentence in brief)))
    made = tables([*texts, *others()])
    kin = kin_of(made)
    assert all(kin[f"brief{n}", "week"] == "excerpt" for n in range(3))
    assert origins(made.articles, kinship(*made))["n_articles"].max() == 2


def test_a_text_that_all_articles_of_a_large_corpus_have_makes_one_origin():
    text = " ".join(Newsroom(38).article(10))
    made = tables([(f"a{n:03d}", f"Paper {n % 3}", text) for n in range(150)])
    found = kinship(*made)
    assert len(found) < 2 * 150
    assert set(found["relation"]) == {"same_text"}
    assert origins(made.articles, found)["origin"].nunique() == 1
    assert len(similarity(*made)) < 2 * 150


@pytest.mark.parametrize(("containment", "n_origins"), [(0.5, 1), (0.499, 2)])
def test_an_excerpt_makes_one_origin_where_it_is_half_of_the_shorter_article(containment, n_origins):
    made = tables([("a", "X", "Salt wind."), ("b", "Y", "Salt wind and a calm harbour.")])
    pair = {"article_a": "a", "article_b": "b", "relation": "excerpt", "containment": containment}
    pair |= {"score": 0.0, "share_facts": 0.0, "order": 0.0, "n_facts": 0, "facts": []}
    found = origins(made.articles, schema.frame("kinship", [pair]))
    assert found["origin"].nunique() == n_origins
    assert found["nearest"].tolist() == ["b", "a"]


@pytest.mark.parametrize(("share", "n_ties"), [(0.5, 1), (0.49, 0)])
def test_half_of_the_shorter_article_makes_an_excerpt_a_common_origin(share, n_ties):
    kin = pd.DataFrame([("a", "b", "excerpt", share)], columns=["article_a", "article_b", "relation", "containment"])
    assert len(_merging(kin, {"a": 100, "b": 200})) == n_ties
