import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.corpus import Codebook, Measure
from analysis.errors import ParameterError
from analysis.sentiment import (
    drivers,
    order_without_topic,
    propose_topic_words,
    score_sentences,
    vader_lexicon,
    word_shift,
)

WEIGHTS = vader_lexicon().weights


def test_contributions_by_hand(make):
    tables = make({"a": ("Courier", [("paragraph", "A good day, not a bad war.", 0.0)])})
    table = drivers(tables["sentences"], tables["articles"]).set_index("word")
    assert table["n"].tolist() == [1, 1, 1]
    # Seven words; "bad" and "war" are turned by "not".
    assert table.loc["good", "contribution"] == pytest.approx(100 * 1.9 / 7, abs=1e-6)
    assert table.loc["war", "value"] == pytest.approx(-0.74 * -2.9)
    assert table["share"].sum() == pytest.approx(1, abs=1e-5)


def test_the_strongest_word_comes_first_and_topic_words_are_marked(tables):
    subject = schema.frame("topic_words", [topic_word("strike"), topic_word("war")])
    table = drivers(tables["sentences"], tables["articles"], blocks=tables["blocks"], topic_words=subject)
    assert set(table.loc[table["is_topic"], "word"]) == {"strike", "war"}
    for _, group in table.groupby("source"):
        assert group["contribution"].abs().is_monotonic_decreasing
    assert "love" not in set(table["word"])


def test_quotations_can_be_left_out(tables):
    table = drivers(tables["sentences"], tables["articles"], blocks=tables["blocks"], include_quotes=False)
    assert "victory" not in set(table["word"])


def test_a_planted_word_is_found(make):
    tables = make({"a": ("Courier", [("paragraph", "The horrible town.", 0.0)] * 3),
                   "b": ("Mirror", [("paragraph", "The town of good bread.", 0.0)])})  # fmt: skip
    assert drivers(tables["sentences"], tables["articles"]).loc[0, "word"] == "horrible"


def mean_weight(words):
    return sum(WEIGHTS[word] for word in words) / len(words)


charged = st.lists(st.sampled_from(["good", "bad", "war", "free", "hope", "prison", "great"]), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(a=charged, b=charged)
def test_word_shift_adds_up_to_the_difference_of_means(make, a, b):
    tables = make({"a": ("A", [("paragraph", " ".join(a), 0.0)]), "b": ("B", [("paragraph", " ".join(b), 0.0)])})
    shift = word_shift(tables["sentences"], tables["articles"], source_a="A", source_b="B")
    assert shift["contribution"].sum() == pytest.approx(mean_weight(b) - mean_weight(a), abs=1e-9)
    back = word_shift(tables["sentences"], tables["articles"], source_a="B", source_b="A")
    assert back["contribution"].sum() == pytest.approx(-shift["contribution"].sum(), abs=1e-9)


def test_word_shift_says_how_a_word_works(make):
    tables = make({"a": ("A", [("paragraph", "good war", 0.0)]), "b": ("B", [("paragraph", "good hope", 0.0)])})
    shift = word_shift(tables["sentences"], tables["articles"], source_a="A", source_b="B").set_index("word")
    assert shift["effect"].to_dict() == {"war": "negative_less", "hope": "positive_more", "good": "positive_more"}
    assert (shift["contribution"] >= 0).all()


def test_word_shift_needs_two_known_sources(tables):
    rows = tables["sentences"], tables["articles"]
    with pytest.raises(ParameterError, match=r"'Moon'.*Courier, Mirror"):
        word_shift(*rows, source_a="Moon", source_b="Mirror")
    with pytest.raises(ParameterError, match="two sources"):
        word_shift(*rows, source_a="Mirror", source_b="Mirror")


def test_a_source_without_charged_words_has_no_shift(make):
    tables = make({"a": ("A", [("paragraph", "good", 0.0)]), "b": ("B", [("paragraph", "Talks go on.", 0.0)])})
    assert word_shift(tables["sentences"], tables["articles"], source_a="A", source_b="B").empty


def test_order_of_rows_changes_nothing(tables):
    shuffled = {name: table.sample(frac=1, random_state=5) for name, table in tables.items()}
    results = [drivers(each["sentences"], each["articles"], blocks=each["blocks"]) for each in (tables, shuffled)]
    pd.testing.assert_frame_equal(*results)


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


def topic_word(word):
    return {"word": word, "weight": WEIGHTS[word], "n": 2, "n_sources": 2, "n_articles": 2, "reason": "made up"}


def test_order_with_and_without_the_subject(make):
    tables = make({
        "a": ("A", [("paragraph", "The war and the war.", 0.0), ("paragraph", "A good day.", 0.0)]),
        "b": ("B", [("paragraph", "The bad war.", 0.0), ("paragraph", "A bad day.", 0.0)]),
        "c": ("C", [("paragraph", "Talks.", 0.0)]),
    })  # fmt: skip
    scores = score_sentences(tables["sentences"])
    subject = schema.frame("topic_words", [topic_word("war")])
    table = order_without_topic(scores, **tables, topic_words=subject).set_index("source")
    assert table.index.tolist() == ["B", "A", "C"]
    assert table["rank"].tolist()[:2] == [1, 2]
    assert table.loc[["A", "B"], "change"].tolist() == [0, 0]
    assert table.loc["C"].isna().all()
    assert table.loc["A", "mean_neutral"] > 0


@pytest.mark.parametrize(("n_sources", "is_proposed"), [(4, False), (5, True)])
def test_a_word_of_the_subject_is_used_by_more_than_half_of_the_sources(make, n_sources, is_proposed):
    tables = make({
        f"a{n}": (f"Paper {n}", [("title", "Strike" if n < n_sources else "Talks", 0.0)]) for n in range(8)
    })  # fmt: skip
    assert ("strike" in proposed(tables)) is is_proposed


@pytest.mark.parametrize(
    ("title", "word", "is_proposed"),
    [("Prisoners", "prison", True), ("Killers", "killed", True), ("Prissy", "prison", False)],
)
def test_words_of_one_family_share_five_letters(make, title, word, is_proposed):
    article = [("title", title, 0.0), ("paragraph", f"It was {word} there.", 0.0)]
    assert (word in proposed(make({"a": ("A", article), "b": ("B", article)}))) is is_proposed
