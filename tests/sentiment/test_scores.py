import pandas as pd
import pytest

from analysis import schema
from analysis.errors import ParameterError
from analysis.sentiment import Lexicon, left_out, score_sentences, unknown_negations


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
