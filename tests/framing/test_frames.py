import numpy as np
import pandas as pd
import pytest
from framing_sample import tables

from analysis.corpus import Codebook, Frame
from analysis.errors import CorpusError
from analysis.framing import coding_sheet, corrected_prevalence, frame_agreement, frames, read_codes

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


# --- hand coding

TWO = Codebook(frames={"hope": Frame("hope", "Is there hope?", ("hope*",)), "fear": Frame("fear", "Fear?", ("fear*",))})


@pytest.fixture(scope="module")
def twelve():
    return tables(
        [
            (f"{source}{n}", source, "Hope is near, says the Gull. Nothing moves. The fear is gone. All is quiet.")
            for source in ("Gull", "Fox")
            for n in range(12)
        ]
    )


def sheets_of(twelve, **options):
    places_found = frames(*twelve, codebook=TWO).frame_evidence
    return places_found, coding_sheet(
        twelve.articles, twelve.sentences, places_found, codebook=TWO, per_frame=20, **options
    )


def test_the_sheet_is_blind_and_complete_and_repeats_with_its_seed(twelve):
    _, sheets = sheets_of(twelve, seed=3)
    assert list(sheets.sheet.columns) == ["item", "question", "text", "answer", "note"]
    assert len(sheets.sheet) == 40
    assert sheets.sheet["question"].tolist() == sorted(sheets.sheet["question"], key=["Is there hope?", "Fear?"].index)
    shown = sheets.sheet.loc[~sheets.sheet["text"].str.startswith("Hope is near"), "text"]
    assert not shown.str.contains("Gull").any()
    assert sheets.key["probability"].between(0, 1).all()
    again = sheets_of(twelve, seed=3)[1]
    assert again.sheet.equals(sheets.sheet)
    assert not sheets_of(twelve, seed=4)[1].key["sentence_id"].equals(sheets.key["sentence_id"])


def filled(sheets, answer):
    return sheets.sheet.assign(answer=[answer(text) for text in sheets.sheet["text"]])


def test_two_coders_are_read_back_and_compared(twelve):
    _, sheets = sheets_of(twelve)
    one = filled(sheets, lambda text: "yes" if "Hope" in text else "no")
    two = filled(sheets, lambda text: "Y" if "Hope" in text else "N")
    coded = read_codes(sheets.key, {"ann": one, "bob": two})
    assert len(coded) == 2 * len(sheets.key)
    table = frame_agreement(coded, codebook=TWO, n_resamples=50).set_index("frame")
    assert table.loc["hope", "alpha"] == 1.0
    assert table.loc["hope", "is_reliable"]
    assert table.loc["fear", "alpha"] is None or table["alpha"].isna()["fear"] or table.loc["fear", "alpha"] == 1.0


def test_a_wrong_answer_names_coder_and_row(twelve):
    _, sheets = sheets_of(twelve)
    wrong = filled(sheets, lambda text: "no")
    wrong.loc[2, "answer"] = "perhaps"
    with pytest.raises(CorpusError, match="'ann', row 4"):
        read_codes(sheets.key, {"ann": wrong})


def test_empty_answers_are_no_codes(twelve):
    _, sheets = sheets_of(twelve)
    assert read_codes(sheets.key, {"ann": sheets.sheet}).empty


HOPE = Codebook(frames={"hope": Frame("hope", "Is there hope?", ("hope*",))})
LINE = "Hope is near. Nothing moves. The fear is gone. All is quiet."


@pytest.fixture(scope="module")
def made():
    return tables([(f"{source}{n:02d}", source, LINE) for source in ("Gull", "Fox") for n in range(12)])


@pytest.fixture(scope="module")
def places_found(made):
    return frames(*made, codebook=HOPE).frame_evidence


@pytest.fixture(scope="module")
def read(made):
    return made.sentences.merge(made.articles[["article_id", "source"]], on="article_id")


def coded(made, places_found, answer, *, per_frame=40, **options):
    sheets = coding_sheet(made.articles, made.sentences, places_found, codebook=HOPE, per_frame=per_frame, **options)
    filled = sheets.sheet.assign(answer=[answer(text) for text in sheets.sheet["text"]])
    return sheets.key, read_codes(sheets.key, {"ann": filled})


def test_hand_coding_corrects_a_machine_that_is_wrong(made, places_found, read):
    # The machine sees hope in every "Hope is near"; the coders say that it is there in no sentence at all.
    _, codes = coded(made, places_found, lambda text: "no")
    found = corrected_prevalence(read, places_found, codes).set_index("source")
    assert found.index.tolist() == ["all sources", "Fox", "Gull"]
    assert found.loc["all sources", ["machine", "corrected", "low"]].tolist() == [0.25, 0.0, 0.0]
    # 20 of 72 coded without one do not prove that there is none.
    assert found.loc["all sources", "high"] > 0.05


def test_what_the_machine_misses_is_added(made, places_found, read):
    _, codes = coded(made, places_found, lambda text: "yes" if "Hope" in text or "fear" in text else "no")
    found = corrected_prevalence(read, places_found, codes).set_index("source").loc["all sources"]
    assert found["low"] < 0.5 < found["high"]
    assert found["corrected"] > found["machine"]


def test_where_all_were_coded_nothing_is_left_to_chance(made, places_found, read):
    _, codes = coded(made, places_found, lambda text: "yes" if "quiet" in text else "no", per_frame=1000)
    found = corrected_prevalence(read, places_found, codes)
    assert found[["corrected", "low", "high"]].to_numpy().ravel().tolist() == [0.25] * 9


@pytest.mark.parametrize("by_source", [False, True])
def test_a_sheet_drawn_by_source_gives_each_source_its_share(made, places_found, read, by_source):
    key, codes = coded(made, places_found, lambda text: "no", per_frame=24, by_source=by_source)
    of_source = key["sentence_id"].str.startswith("Gull").sum()
    found = corrected_prevalence(read, places_found, codes).set_index("source")
    if by_source:
        assert of_source == 24
        assert found["corrected"].notna().all()
    else:
        assert found["corrected"].notna().tolist() == [True, False, False]
        assert (found["n_needed"].iloc[1:] == 20).all()


def test_strata_of_unequal_chances_are_weighted_by_their_sizes():
    texts = [(f"Gull{n:02d}", "Gull", LINE) for n in range(40)] + [(f"Fox{n:02d}", "Fox", LINE) for n in range(10)]
    made = tables(texts)
    places_found = frames(*made, codebook=HOPE).frame_evidence
    read = made.sentences.merge(made.articles[["article_id", "source"]], on="article_id")
    sheets = coding_sheet(
        made.articles, made.sentences, places_found, codebook=HOPE, per_frame=20, by_source=True, seed=1
    )
    is_gull = sheets.key["sentence_id"].str.startswith("Gull")
    filled = sheets.sheet.assign(answer=np.where(is_gull, "yes", "no"))
    codes = read_codes(sheets.key, {"ann": filled})
    found = corrected_prevalence(read, places_found, codes).set_index("source")["corrected"]
    assert found.to_dict() == {"all sources": pytest.approx(0.8), "Fox": 0.0, "Gull": 1.0}


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda codes: codes.head(5), "at least 10 with a cue"),
        (lambda codes: codes.assign(probability=float("nan")), "does not say how likely"),
        (lambda codes: codes.assign(probability=0.37), "not those of a random draw"),
        (lambda codes: codes.assign(has_cue=~codes["has_cue"]), "cues of the frame have changed"),
        (lambda codes: codes.assign(sentence_id="x:" + codes["sentence_id"]), "not among those read now"),
    ],
)
def test_a_sample_that_is_too_small_or_not_random_gives_no_correction_but_a_reason(
    made, places_found, read, spoil, why
):
    _, codes = coded(made, places_found, lambda text: "no")
    found = corrected_prevalence(read, places_found, spoil(codes))
    assert found[["corrected", "low", "high"]].isna().all(axis=None)
    assert found["machine"].tolist() == [0.25] * 3
    assert found["note"].str.contains(why).all()


@pytest.mark.parametrize(("n_lost", "is_corrected"), [(4, True), (5, False)])
def test_a_tenth_of_the_coded_sentences_may_have_left_the_corpus(made, places_found, read, n_lost, is_corrected):
    key, codes = coded(made, places_found, lambda text: "no")
    assert len(key) == 40
    lost = key.loc[~key["has_cue"].astype(bool), "sentence_id"].head(n_lost)
    found = corrected_prevalence(read[~read["sentence_id"].isin(lost)], places_found, codes)
    assert found["corrected"].notna().any() == is_corrected
    assert found["note"].str.contains("not among those read now").any() != is_corrected


def test_two_coders_are_averaged(made, places_found, read):
    sheets = coding_sheet(made.articles, made.sentences, places_found, codebook=HOPE, per_frame=40)
    yes, no = (sheets.sheet.assign(answer=answer) for answer in ("yes", "no"))
    codes = read_codes(sheets.key, {"ann": yes, "bob": no})
    found = corrected_prevalence(read, places_found, codes).set_index("source").loc["all sources"]
    assert found["corrected"] == 0.5
    assert found["n_coded"] == 40


@pytest.mark.scale
def test_the_corrected_interval_covers_what_coding_all_would_give(made, places_found, read):
    # The machine finds 24 of 96 sentences; 9 of these are wrong, and 3 are missed among the 72 others.
    ids = sorted(read["sentence_id"])
    cues = sorted(set(places_found["sentence_id"]))
    truth = dict.fromkeys(ids, False) | dict.fromkeys(cues[9:], True)
    truth |= dict.fromkeys([one for one in ids if one not in set(cues)][:3], True)
    held, draws = 0, 60
    for seed in range(draws):
        sheets = coding_sheet(made.articles, made.sentences, places_found, codebook=HOPE, per_frame=30, seed=seed)
        answers = ["yes" if truth[one] else "no" for one in sheets.key["sentence_id"]]
        codes = read_codes(sheets.key, {"ann": sheets.sheet.assign(answer=answers)})
        found = corrected_prevalence(read, places_found, codes).iloc[0]
        held += found["low"] <= sum(truth.values()) / len(ids) <= found["high"]
    # Expected about 57; the t interval would hold it in about 50.
    assert held >= 0.9 * draws


def test_nothing_coded_is_no_prevalence():
    none = frames(*tables([]), codebook=HOPE).frame_evidence
    read = pd.DataFrame({"article_id": [], "sentence_id": [], "source": []}, dtype="str")
    codes = read_codes(pd.DataFrame(columns=["item", "frame", "sentence_id", "has_cue", "probability"]), {})
    found = corrected_prevalence(read, none, codes, frames=["hope"])
    assert found["corrected"].isna().all()
