import pytest
from framing_sample import REPORT, REWRITE, Newsroom, kin_of, others, tables

from analysis import schema
from analysis.framing import kinship, origins, origins_sentence, similarity


def test_kin_share_an_origin_and_the_sentence_says_so():
    made = tables([("report", "Wire", REPORT), ("rewrite", "Blog", REWRITE), *others()])
    found = origins(made.articles, kinship(*made))
    assert found.set_index("article_id").loc[["report", "rewrite"], "origin"].nunique() == 1
    assert found["origin"].nunique() == 7
    text = origins_sentence(found)
    assert "8 articles, about 7 independent origins" in text
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
