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
