import pytest

from analysis.corpus import Codebook, Measure
from analysis.sentiment import compare_order, propose_topic_words, score_sentences, summarise, vader_lexicon


@pytest.fixture
def strikes(make):
    paragraphs = ["The strike went on.", "Trade with the United States fell.", "It was a wonderful day."]
    return make({
        name: (name, [("title", "Strike in Orn", 0.0), *(("paragraph", text, 0.0) for text in paragraphs)])
        for name in ("Courier", "Mirror", "Planet")
    })  # fmt: skip


def proposed(tables, **options):
    table = propose_topic_words(tables["sentences"], tables["articles"], blocks=tables["blocks"], **options)
    return table.set_index("word")["reason"].to_dict()


def test_words_of_titles_and_names_are_proposed_and_tone_is_not(strikes):
    reasons = proposed(strikes)
    assert set(reasons) == {"strike", "united"}
    assert reasons["united"] == "part of a name: United States; used by 3 of 3 sources"
    assert "titles or headings of 3 sources" in reasons["strike"]


def test_the_codebook_vouches_for_a_word(strikes):
    codebook = Codebook(measures={"days": Measure("days", "other", cues=("wonderful day",))})
    assert "the codebook measures days" in proposed(strikes, codebook=codebook)["wonderful"]


def test_a_word_of_one_source_is_no_word_of_the_subject(make):
    tables = make({"a": ("A", [("title", "Strike", 0.0), ("paragraph", "A strike.", 0.0)]),
                   "b": ("B", [("paragraph", "Talks.", 0.0)])})  # fmt: skip
    assert proposed(tables) == {}


def test_order_with_and_without_the_subject(make):
    tables = make({
        "a": ("A", [("paragraph", "The war and the war.", 0.0), ("paragraph", "A good day.", 0.0)]),
        "b": ("B", [("paragraph", "The bad war.", 0.0), ("paragraph", "A bad day.", 0.0)]),
        "c": ("C", [("paragraph", "Talks.", 0.0)]),
    })  # fmt: skip
    lexicons = [vader_lexicon(), vader_lexicon().without(["war"])]
    plain, neutral = (
        summarise(score_sentences(tables["sentences"], lexicon=each), **tables, n_resamples=20) for each in lexicons
    )
    table = compare_order(plain, neutral).set_index("source")
    assert table.index.tolist() == ["B", "A", "C"]
    assert table["rank"].tolist()[:2] == [1, 2]
    assert table.loc[["A", "B"], "change"].tolist() == [0, 0]
    assert table.loc["C"].isna().all()
    assert table.loc["A", "mean_neutral"] > 0
