import pandas as pd
import pytest

from analysis import schema
from analysis.errors import ParameterError
from analysis.sentiment import (
    Lexicon,
    left_out,
    score_sentences,
    summarise,
    unknown_negations,
)


def scored(make, *texts, **settings):
    tables = make({"a": ("Courier", [("paragraph", text, 0.0) for text in texts])})
    return score_sentences(tables["sentences"], **settings)


def test_known_scores(make):
    table = scored(make, "A good deal.", "Not a good deal!", "GOOD deal for some.")
    assert table["compound"].tolist() == [0.4404, -0.4015, 0.5622]
    assert table["n_lexicon_words"].tolist() == [1, 1, 1]


def test_words_but_none_charged_is_zero_and_says_so(make):
    table = scored(make, "The talks took place on Monday.")
    assert table.loc[0, ["compound", "neutral", "n_lexicon_words"]].tolist() == [0.0, 1.0, 0]


@pytest.mark.parametrize("text", ["", "   ", "12,000", "— — —", "没有 好", "Это плохо"])
def test_nothing_that_an_english_lexicon_could_score_is_not_scored(make, text):
    assert scored(make, text)[["compound", "positive", "neutral", "negative"]].isna().all(axis=None)


def test_an_emoticon_is_scored(make):
    assert scored(make, ":) :)").loc[0, "compound"] > 0
    assert scored(make, "😀").loc[0, "compound"] > 0


def test_a_paragraph_in_another_language_is_not_scored(make):
    parts = [("paragraph", "A good day.", 0.0), ("other_language", "Die gute Zeit.", 0.0)]
    tables = make({"a": ("Courier", parts)})
    table = score_sentences(tables["sentences"], blocks=tables["blocks"])
    assert table["compound"].isna().tolist() == [False, True]


@pytest.mark.parametrize("scorer", ["nltk", "vader"])
def test_negations_that_the_rules_lack_are_told_from_those_they_have(scorer):
    unknown = unknown_negations(scorer)
    assert {"nobody", "far from", "unable to be"} <= set(unknown)
    assert ("no longer" in unknown) == (scorer == "nltk")
    weights = Lexicon("tiny", {"grim": -2.0, "fine": 1.0})
    assert set(unknown_negations(scorer, weights)) >= {"nobody"}


def test_other_languages_are_left_out_with_a_count(make):
    tables = make({
        "de": ("Bote", [("paragraph", "Der Krieg ist gut.", 0.0)] * 2),
        "en": ("Courier", [("paragraph", "A good war.", 0.0)]),
        "xx": ("Mirror", [("paragraph", "A good war.", 0.0)]),
        "us": ("Mirror", [("paragraph", "A good war.", 0.0)]),
    })  # fmt: skip
    articles = tables["articles"].assign(language=pd.Series(["de", None, "en", "EN-us"], dtype="str"))
    articles["health"] = [[], [], ["not_english"], []]
    table = score_sentences(tables["sentences"], articles=articles)
    assert table["compound"].isna().tolist() == [True, True, False, True, False]
    foreign = left_out(tables["sentences"], articles=articles)
    assert foreign[["article_id", "n_sentences"]].to_numpy().tolist() == [["de", 2], ["xx", 1]]
    assert foreign["reason"].str.contains("English").all()


def test_rules_differ_where_they_should(make):
    text = '"Good," he said.'
    assert scored(make, text, scorer="nltk").loc[0, "compound"] == 0.0
    assert scored(make, text, scorer="vader").loc[0, "compound"] == 0.4404


def test_own_lexicon(make):
    assert scored(make, "A good deal.", lexicon=Lexicon("mine", {"deal": -1.0})).loc[0, "compound"] == -0.25


def test_no_sentences():
    assert score_sentences(schema.frame("sentences")).empty


def test_unknown_scorer_is_named(make):
    with pytest.raises(ParameterError, match=r"'textblob'.*nltk, vader"):
        scored(make, "A good deal.", scorer="textblob")


def summary(tables, **options):
    scores = score_sentences(tables["sentences"], articles=tables["articles"])
    options = {"n_resamples": 200, "by": ["source"], **options}
    return summarise(scores, **tables, **options)


def cell(table, group, part="all"):
    return table[(table["group"] == group) & (table["part"] == part)].iloc[0]


def test_parts_by_hand(tables):
    table = summary(tables)
    courier = cell(table, "Courier")
    scores = [0.4404, 0.6249, 0.0, -0.6908, -0.5267]
    single = score_sentences(tables["sentences"]).set_index("sentence_id")["compound"]
    body = [single[name] for name in ("a1:s2", "a1:s3", "a1:s4", "a2:s1", "a2:s2")]
    assert len(body) == len(scores)
    assert courier["mean"] == pytest.approx(sum(body) / 5, abs=1e-6)
    assert courier[["n", "n_articles", "resampled"]].tolist() == [5, 2, "articles and sentences"]
    assert cell(table, "Courier", "quoted")["n"] == 1
    assert cell(table, "Courier", "narrated")["n"] == 4
    assert cell(table, "Courier", "headline")["mean"] == pytest.approx(single["a1:s1"])


def test_promotion_counts_only_on_request(tables):
    assert cell(summary(tables, include_boilerplate=True), "Courier")["n"] == 6


def test_quotations_can_be_kept_out_of_the_whole(tables):
    table = summary(tables, include_quotes=False)
    assert cell(table, "Courier")["n"] == 4
    assert cell(table, "Courier", "quoted")["n"] == 1


def test_one_article_resamples_sentences_and_says_so(tables):
    mirror = cell(summary(tables), "Mirror")
    assert mirror["resampled"] == "sentences"
    assert mirror["low"] <= mirror["mean"] <= mirror["high"]
    assert mirror["n_not_scored"] == 1


@pytest.mark.parametrize(("n_articles", "drawn"), [(6, "articles"), (5, "articles and sentences")])
def test_below_six_articles_sentences_are_drawn_too(make, n_articles, drawn):
    said = [("paragraph", "A good deal.", 0.0), ("paragraph", "The strike was bad.", 0.0)]
    table = summary(make({f"a{n}": ("Courier", said) for n in range(n_articles)}))
    assert cell(table, "Courier")["resampled"] == drawn


def test_no_charged_word_is_no_score(make):
    table = summary(make({"a": ("Courier", [("paragraph", "Talks go on.", 0.0)] * 3)}))
    assert table.loc[0, ["n", "share_lexicon", "resampled"]].tolist() == [3, 0.0, "none"]
    assert table.loc[0, ["mean", "low", "high"]].isna().all()


def test_coverage_is_a_share_of_words(make):
    table = summary(make({"a": ("Courier", [("paragraph", "A good day for all of them.", 0.0)])}))
    assert table.loc[0, "share_lexicon"] == pytest.approx(1 / 7, abs=1e-6)


def test_a_repeated_headline_counts_once(make):
    title = ("title", "A good deal", 0.0)
    table = summary(make({"a": ("Courier", [title, title, ("paragraph", "A good deal.", 0.0)])}))
    assert cell(table, "Courier", "headline")["n"] == 1


def test_order_of_rows_changes_nothing(tables):
    shuffled = {name: table.sample(frac=1, random_state=3) for name, table in tables.items()}
    pd.testing.assert_frame_equal(summary(tables), summary(shuffled))


def test_renaming_sources_only_renames(tables):
    names = {"Courier": "Zebra", "Mirror": "Yak"}
    renamed = {**tables, "articles": tables["articles"].assign(source=tables["articles"]["source"].map(names))}
    before = summary(tables).assign(group=lambda table: table["group"].map(names).astype("str"))
    after = summary(renamed)
    key = ["group", "part"]
    pd.testing.assert_frame_equal(before.sort_values(key, ignore_index=True), after.sort_values(key, ignore_index=True))


def test_doubling_the_corpus_leaves_means(make):
    one = {"a": ("Courier", [("paragraph", "A good deal.", 0.0), ("paragraph", "A war.", 0.0)])}
    means = [cell(summary(make(articles)), "Courier")["mean"] for articles in (one, {**one, "b": one["a"]})]
    assert means[0] == means[1]


def test_speakers_are_grouped_over_articles(tables):
    speakers = tables["sentences"].assign(
        speaker=pd.Series([None, None, "Vey", None, None, "Vey", *[None] * 5], dtype="str")
    )
    table = summary({**tables, "sentences": speakers.iloc[: len(tables["sentences"])]}, by=["speaker"])
    assert cell(table, "Vey")["n_articles"] == 2
    assert set(table["group"]) == {"Vey"}


def test_unknown_group(tables):
    with pytest.raises(ParameterError, match=r"'moon'.*source"):
        summary(tables, by=["moon"])


def test_empty_tables():
    names = ("sentences", "blocks", "articles")
    assert summary({name: schema.frame(name) for name in names}).empty


@pytest.mark.parametrize(("share", "part"), [(0.5, "quoted"), (0.49, "narrated")])
def test_a_sentence_is_quoted_from_half_of_it_on(make, share, part):
    table = summary(make({"a": ("Courier", [("paragraph", "A good deal.", share)])}))
    assert table["part"].tolist() == ["all", part]


def test_sources_come_before_speakers_as_one_by_one(tables):
    speakers = tables["sentences"].assign(speaker=schema.series("string", ["Vey"] * len(tables["sentences"])))
    read = {**tables, "sentences": speakers, "n_resamples": 50}
    scores = score_sentences(speakers)
    both = summarise(scores, **read)
    one_by_one = [summarise(scores, by=[by], **read) for by in ("source", "speaker")]
    pd.testing.assert_frame_equal(both, pd.concat(one_by_one, ignore_index=True))
