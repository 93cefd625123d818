import pytest

from analysis.exhibits import ingest
from analysis.report.links import without_links


def words(story):
    return ingest.counted_blocks(story).groupby(["article_id", "kind", "is_body"], as_index=False)["n_words"].sum()


def test_what_a_cell_leaves_out_is_out_of_the_sentence_too(flood):
    longest = without_links(ingest.words_by_source(words(flood), flood).finding).split(" is the longest")[0]
    others = words(flood).merge(flood.articles[["article_id", "source"]]).query("source != @longest")
    exhibit = ingest.words_by_source(others.drop(columns="source"), flood)
    assert longest not in exhibit.finding
    assert f"n = {['one', 'two', 'three', 'four', 'five'][others['article_id'].nunique() - 1]}" in exhibit.n


def test_the_words_of_the_blocks_are_those_of_the_articles(story):
    read = ingest.counted_blocks(story).query("is_body").groupby("article_id")["n_words"].sum()
    counted = story.articles.set_index("article_id")["n_words"]
    assert read.reindex(counted.index, fill_value=0).tolist() == counted.tolist()


def test_the_health_card_is_of_the_articles_given(flood):
    one = flood.articles.head(1)
    assert set(ingest.health(one, flood).shown["article_id"]) <= set(one["article_id"])


def test_the_reasons_for_a_kind_of_block_stand_in_one_cell(flood):
    blocks = flood.blocks.merge(flood.articles[["article_id", "source"]], on="article_id")
    kinds = blocks.groupby(["source", "kind", "is_body"], as_index=False).agg(
        n=("block_id", "size"), reason=("reason", "unique")
    )
    shown = ingest.kinds_of_blocks(kinds, flood).shown
    assert shown["n"].sum() == len(flood.blocks)
    assert shown["sentence_id"].notna().any()
    assert not shown["reason"].str.contains("[", regex=False).any()


@pytest.mark.parametrize(("flag", "n"), [("missing_date", 1), ("cut_off", 0)])
def test_flagged_articles_have_the_flag_whatever_follows_its_colon(flood, flag, n):
    marked = flood.articles.assign(health=[[f"{flag}:why"] if i < n else [] for i in range(len(flood.articles))])
    assert len(ingest.flagged(marked, flag)) == n
