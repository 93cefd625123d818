"""The batches are held to the two analysers that score one text at a time: any difference is a failure.

The references are given straight apostrophes and quotation marks, the only ones that they know.
"""

import threading
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.sentiment.vader import SentimentIntensityAnalyzer as NltkAnalyzer
from nltk.sentiment.vader import VaderConstants
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer as VaderAnalyzer

from analysis.english.marks import straight
from analysis.sentiment import batches
from analysis.sentiment.batches import Analyser
from analysis.sentiment.lexicons import Lexicon, vader_lexicon
from analysis.sentiment.rules import BOOSTERS, IDIOMS, MARKS, NLTK, VADER

COLUMNS = {"compound": "compound", "pos": "positive", "neu": "neutral", "neg": "negative"}
RULES = {"nltk": NLTK, "vader": VADER}

WORDS = [
    *("good", "bad", "great", "GREAT", "prison", "no", "No", "kind", "kind of", "sort of", "just enough", "bomb"),
    *("the shit", "the bomb", "bad ass", "yeah right", "cut the mustard", "kiss of death", "hand to mouth", "badass"),
    *("to die for", "beating heart", "bus stop", "died", "free", "FREE", "united", "win", "hope", "war", "(:", ":)"),
    *("very", "VERY", "hardly", "extremely", "extreme", "total", "so", "this", "never", "Never", "least", "at least"),
    *("very least", "but", "But", "BUT", "not", "NOT", "isn't", "isn’t", "n't", "without", "without doubt", "doubt"),
    *("or", "nor", "the", "a", "I", "of", "government", "U.S.", "2020", "— ", "“good”", "'good'", "good-natured"),
    *("😀", "😀good", "good😀", "❤", "\ud800", "\x00", "\x1c", "\u2028", "\u00a0", "İ", "ß", "GROẞ", "ﬁne", "don't,"),
]
MARKS_AROUND = ["", "", "", "", ",", ".", "!", "?", "!!", "???", "?!?", "????", "...", "'", '"', ")", "’", "-"]


@pytest.fixture(scope="module")
def references():
    # NLTK refuses to open a lexicon that the installer has hard-linked, so it is given the text itself.
    nltk_analyzer = NltkAnalyzer.__new__(NltkAnalyzer)
    folder = resources.files("vaderSentiment")
    nltk_analyzer.lexicon_file = folder.joinpath("vader_lexicon.txt").read_text(encoding="utf-8")
    nltk_analyzer.lexicon = nltk_analyzer.make_lex_dict()
    nltk_analyzer.constants = VaderConstants()
    return {"nltk": nltk_analyzer, "vader": VaderAnalyzer()}


@pytest.fixture(scope="module")
def analysers():
    return {name: Analyser(rules, vader_lexicon()) for name, rules in RULES.items()}


def assert_equal(texts, name, analysers, references):
    scores = analysers[name].score(texts)
    for number, text in enumerate(texts):
        wanted = references[name].polarity_scores(straight(text))
        mine = {key: float(getattr(scores, column)[number]) for key, column in COLUMNS.items()}
        # repr tells 0.0 from -0.0 and shows every bit.
        assert {key: repr(value) for key, value in mine.items()} == {
            key: repr(float(wanted[key])) for key in COLUMNS
        }, text


def test_lexicon_and_constants_are_the_references(references):
    assert vader_lexicon().weights == references["nltk"].lexicon == references["vader"].lexicon
    constants = references["nltk"].constants
    assert constants.BOOSTER_DICT == BOOSTERS
    assert set(constants.NEGATE) == NLTK.negations
    assert constants.SPECIAL_CASE_IDIOMS == IDIOMS
    assert set(constants.PUNC_LIST) == MARKS


token = st.builds(lambda before, word, after: before + word + after, st.sampled_from(MARKS_AROUND),
                  st.sampled_from(WORDS), st.sampled_from(MARKS_AROUND))  # fmt: skip
sentence = st.lists(token, max_size=14).map(" ".join)


@pytest.mark.parametrize("name", ["nltk", "vader"])
@settings(max_examples=120, deadline=None)
@given(texts=st.lists(sentence, min_size=1, max_size=12))
def test_any_sentences_score_as_the_reference_scores_them(name, texts, analysers, references):
    assert_equal(texts, name, analysers, references)


@pytest.mark.parametrize("name", ["nltk", "vader"])
@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_scores_as_the_reference_scores_it(name, text, analysers, references):
    assert_equal([text], name, analysers, references)


@pytest.mark.parametrize("name", ["nltk", "vader"])
def test_lexicon_words_of_every_weight_after_every_modifier(name, analysers, references):
    charged = [word for word in vader_lexicon().weights if " " not in word][::25]
    before = ["not", "very", "hardly", "never so", "least", "at least", "no", "without doubt", "EXTREMELY", "kind of"]
    texts = [f"it is {modifier} {word} but fine!" for word in charged for modifier in before[len(word) % 3 :: 3]]
    assert_equal(texts, name, analysers, references)


@pytest.mark.parametrize("name", ["nltk", "vader"])
def test_odd_texts_have_defined_scores_equal_to_the_reference(name, analysers, references):
    texts = [
        "",
        " \t\r\n",
        "😀",
        "😀😀 !",
        "!!!",
        "\x00\x01\x02",
        "\ud800 good \udfff",
        "A I",
        "中文 没有 好",
        "good" * 2000,
        "The deal is good. The deal is not good.",
        "The deal is not good. The deal is good.",
        "good bad",
        "good GOOD Good bad! but good??",
    ]
    assert_equal(texts, name, analysers, references)


def one_sentence(n_parts):
    return " ".join(f"good{'' if n % 7 else '!'} bad{n} not very free, kind of w{n % 911}" for n in range(n_parts))


def test_a_sentence_of_a_megabyte(analysers, references):
    assert len(one_sentence(27_000)) > 1_000_000
    assert_equal([one_sentence(27_000)], "nltk", analysers, references)


def test_a_long_sentence_by_the_other_rules(analysers, references):
    # The reference takes time by the square of the length; the megabyte is scored without it.
    assert_equal([one_sentence(300)], "vader", analysers, references)
    assert analysers["vader"].score([one_sentence(27_000)]).compound.tolist() == [-1.0]


def test_but_among_many_equal_values(analysers, references):
    assert_equal([" ".join(["good bad", "very great hope"] * 90 + ["but"] + ["war free"] * 90)], "vader", analysers,
                 references)  # fmt: skip


def test_order_of_texts_and_batch_size_do_not_matter(analysers, monkeypatch):
    texts = [f"a {word} day number {n}, not {word}" for n, word in enumerate(["good", "bad", "calm", "x"] * 8)]
    whole = analysers["nltk"].score(texts).compound.tolist()
    monkeypatch.setattr(batches, "_BATCH_TEXTS", 3)
    assert analysers["nltk"].score(texts).compound.tolist() == whole
    assert analysers["nltk"].score(texts[::-1]).compound.tolist() == whole[::-1]


def test_no_texts_have_no_scores(analysers):
    assert analysers["nltk"].score([]).compound.tolist() == []
    assert analysers["vader"].find([]).word == []


def test_forgetting_words_changes_nothing(monkeypatch):
    monkeypatch.setattr(batches, "_MOST_KEPT", 5)
    monkeypatch.setattr(batches, "_BATCH_TEXTS", 1)
    texts = ["a good day", "a bad night and nothing more to say of it", "not a good day", "GOOD day"]
    forgetful, fresh = Analyser(NLTK, vader_lexicon()), [Analyser(NLTK, vader_lexicon()).score([t]) for t in texts]
    assert forgetful.score(texts).compound.tolist() == [one.compound[0] for one in fresh]
    assert forgetful.find(texts).word == ["good", "bad", "good", "good"]


def test_threads_share_an_analyser():
    analyser, results = Analyser(NLTK, vader_lexicon()), {}
    texts = [f"word{n} not good{'' if n % 2 else ','} bad token{n}" for n in range(3000)]

    def work(name):
        results[name] = analyser.score(texts).compound.tolist()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result == Analyser(NLTK, vader_lexicon()).score(texts).compound.tolist() for result in results.values())


def test_found_words_have_the_value_they_count_for(analysers):
    found = analysers["nltk"].find(["Nothing here.", "A very good day, not a bad one."])
    assert found.text.tolist() == [1, 1]
    assert found.word == ["good", "bad"]
    assert found.weight.tolist() == [1.9, -2.5]
    # 1.9 + 0.293 for "very"; -2.5 × -0.74 for "not", two places before.
    assert found.value.tolist() == pytest.approx([2.193, 1.85])


def test_another_lexicon_follows_the_same_rules():
    analyser = Analyser(NLTK, Lexicon("mine", {"grey": -2.0}))
    assert analyser.score(["A good day", "a grey day", "not a grey day"]).compound.tolist() == [0.0, -0.4588, 0.357]


@pytest.mark.parametrize("name", ["nltk", "vader"])
@pytest.mark.parametrize(
    ("set_by_hand", "set_by_typewriter"),
    [
        ("The ferry isn’t safe and the crew aren’t happy.", "The ferry isn't safe and the crew aren't happy."),
        ("The drivers’ union won’t welcome the plan.", "The drivers' union won't welcome the plan."),
        ("A “great” day, she said: ‘brave’ people.", "A \"great\" day, she said: 'brave' people."),
        ("It ʼs not good‑natured.", "It 's not good-natured."),
    ],
)
def test_typographic_marks_score_as_straight_ones(name, set_by_hand, set_by_typewriter, analysers):
    both = [set_by_hand, set_by_typewriter]
    assert len(set(analysers[name].score(both).compound.tolist())) == 1
    found = analysers[name].find(both)
    assert found.value[found.text == 0].tolist() == found.value[found.text == 1].tolist()
