import pytest
from framing_sample import tables

from analysis.corpus import Codebook, Frame
from analysis.framing import frames

BOOK = Codebook(
    frames={
        "trade": Frame("trade", "Is it a trade?", ("bargaining chip*", "in exchange")),
        "hope": Frame("hope", "Is there hope?", ("hope*",)),
        "silent": Frame("silent", "No cues?", ()),
    }
)
TEXTS = [
    ("a", "Gull", "They are bargaining-chips, in exchange for grain. Nothing else. Hopes rose. The end."),
    ("b", "Fox", "Bargaining began. No chips fell."),
]


def test_frames_count_sentences_with_a_cue_and_keep_the_evidence():
    made = tables(TEXTS)
    coded = frames(*made, codebook=BOOK)
    shares = coded.frames.set_index(["source", "frame"])
    assert shares.loc[("Gull", "trade"), ["n_sentences", "n_sentences_all", "share_sentences"]].tolist() == [1, 4, 0.25]
    assert shares.loc[("Fox", "trade"), "n_sentences"] == 0
    assert "silent" not in coded.frames["frame"].tolist()
    text = made.articles["text"].iloc[0]
    surfaces = [text[row.start_char : row.end_char] for row in coded.frame_evidence.itertuples()]
    assert surfaces == coded.frame_evidence["surface"].tolist() == ["bargaining-chips", "in exchange", "Hopes"]
    assert set(coded.frame_evidence["sentence_id"]) == {"a:s1", "a:s3"}


def test_with_few_articles_the_interval_is_labelled_as_within_them():
    coded = frames(*tables(TEXTS), codebook=BOOK).frames
    assert set(coded["resampled"]) == {"sentences"}
    assert coded["articles_low"].isna().all()
    assert ((coded["low"] <= coded["share_sentences"]) & (coded["share_sentences"] <= coded["high"])).all()


def test_with_enough_articles_the_interval_lets_articles_vary():
    texts = [
        (f"{source}{n}", source, "Hope is here. All else fails." * (1 + n % 2)) for source in "ab" for n in range(6)
    ]
    coded = frames(*tables(texts), codebook=BOOK).frames
    assert set(coded["resampled"]) == {"articles"}
    assert coded.loc[coded["frame"] == "hope", "articles_high"].tolist() == [1.0, 1.0]


@pytest.mark.parametrize("texts", [[], [("a", "Gull", "")]])
def test_no_sentences_give_no_share(texts):
    coded = frames(*tables(texts), codebook=BOOK).frames
    assert coded["share_sentences"].isna().all()
    assert (coded["resampled"] == "none").all()


def test_navigation_is_no_evidence():
    made = tables([("a", "Gull", "Hope is here.\nHope, home, hope.")], is_body=lambda line: "home" not in line)
    assert len(frames(*made, codebook=BOOK).frame_evidence) == 1


MONEY = Codebook(
    frames={"economic": Frame("economic", "Is it about money?", ("price*", "invest*", "import*", "fund*", "banks"))}
)


def evidence(*texts, codebook=MONEY):
    made = tables([(f"a{n}", "Gull", text) for n, text in enumerate(texts)])
    return frames(*made, codebook=codebook).frame_evidence["surface"].tolist()


def test_a_starred_cue_ends_at_the_family_of_its_word():
    said = "It is important to investigate. The fundamental question stays open. Investors priced in fewer imports."
    assert sorted(evidence(said)) == ["Investors", "imports", "priced"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor met Katie Price on Monday. Price said nothing.",
        "On Monday the mayor met Mr. Price and then left.",
        "The court heard that Senator Banks had left the country.",
    ],
)
def test_a_person_of_that_name_is_no_evidence(text):
    assert evidence(text) == []


def test_a_capital_alone_hides_no_cue():
    assert evidence("Prices rose. On Friday the Central Import Board met.") == ["Prices", "Import"]
    assert evidence("Senior Fund Managers Fear Price Rises\n\nThe talks went on all night in the old town hall.")
