import pandas as pd
import pytest
from framing_sample import tables
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from analysis.corpus import Codebook, Frame
from analysis.errors import CorpusError, ParameterError
from analysis.framing import agreement, code_frames, coding_sheet, corrected_prevalence, krippendorff_alpha, read_codes


def codes(*coders):
    rows = [
        {"unit": unit, "coder": f"c{number}", "code": code}
        for number, given in enumerate(coders)
        for unit, code in enumerate(given)
        if code is not None
    ]
    return pd.DataFrame(rows, columns=["unit", "coder", "code"])


def test_the_published_example_with_missing_codes():
    # Krippendorff (2011), "Computing Krippendorff's alpha-reliability", example C: nominal .743, interval .849.
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    assert krippendorff_alpha(codes(a, b, c, d)).value == pytest.approx(0.743, abs=5e-4)
    assert krippendorff_alpha(codes(a, b, c, d), level="interval").value == pytest.approx(0.849, abs=5e-4)
    assert krippendorff_alpha(codes(a, b, c, d), level="ordinal").value == pytest.approx(0.815, abs=5e-4)


def test_full_agreement_is_one():
    found = krippendorff_alpha(codes([True, False, True], [True, False, True]))
    assert (found.value, found.low, found.high) == (1.0, 1.0, 1.0)
    assert found.is_reliable


@pytest.mark.parametrize("coders", [([True] * 5, [True] * 5), ([True, False],), ([], []), ([True, None], [None, True])])
def test_where_agreement_cannot_be_told_there_is_no_number_but_a_reason(coders):
    found = krippendorff_alpha(codes(*coders))
    assert found.value is None
    assert found.low is None
    assert found.note
    assert not found.is_reliable


def test_a_unit_coded_twice_by_one_coder_is_an_error():
    twice = pd.concat([codes([1, 2], [1, 2]), codes([1])])
    with pytest.raises(ParameterError, match="twice"):
        krippendorff_alpha(twice)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=12))
@settings(max_examples=40, deadline=None)
def test_alpha_agrees_with_nltk_and_lies_in_its_interval(pairs):
    first, second = zip(*pairs, strict=True)
    found = krippendorff_alpha(codes(first, second), n_resamples=50)
    if found.value is None:
        return
    triples = [(f"c{coder}", unit, code) for unit, pair in enumerate(pairs) for coder, code in enumerate(pair)]
    assert found.value == pytest.approx(AnnotationTask(data=triples).alpha(), abs=1e-6)
    assert found.value <= 1
    assert found.low <= found.high


BOOK = Codebook(
    frames={"hope": Frame("hope", "Is there hope?", ("hope*",)), "fear": Frame("fear", "Fear?", ("fear*",))}
)


@pytest.fixture
def made():
    return tables(
        [
            (f"{source}{n}", source, "Hope is near, says the Gull. Nothing moves. The fear is gone. All is quiet.")
            for source in ("Gull", "Fox")
            for n in range(12)
        ]
    )


def sheets_of(made, **options):
    evidence = code_frames(*made, codebook=BOOK).evidence
    return evidence, coding_sheet(made.articles, made.sentences, evidence, codebook=BOOK, per_frame=20, **options)


def test_the_sheet_is_blind_and_complete_and_repeats_with_its_seed(made):
    _, sheets = sheets_of(made, seed=3)
    assert list(sheets.sheet.columns) == ["item", "question", "text", "answer", "note"]
    assert len(sheets.sheet) == 40
    assert sheets.sheet["question"].tolist() == sorted(sheets.sheet["question"], key=["Is there hope?", "Fear?"].index)
    shown = sheets.sheet.loc[~sheets.sheet["text"].str.startswith("Hope is near"), "text"]
    assert not shown.str.contains("Gull").any()
    assert sheets.key["probability"].between(0, 1).all()
    again = sheets_of(made, seed=3)[1]
    assert again.sheet.equals(sheets.sheet)
    assert not sheets_of(made, seed=4)[1].key["sentence_id"].equals(sheets.key["sentence_id"])


def filled(sheets, answer):
    return sheets.sheet.assign(answer=[answer(text) for text in sheets.sheet["text"]])


def test_two_coders_are_read_back_and_compared(made):
    _, sheets = sheets_of(made)
    one = filled(sheets, lambda text: "yes" if "Hope" in text else "no")
    two = filled(sheets, lambda text: "Y" if "Hope" in text else "N")
    coded = read_codes(sheets.key, {"ann": one, "bob": two})
    assert len(coded) == 2 * len(sheets.key)
    table = agreement(coded, codebook=BOOK, n_resamples=50).set_index("frame")
    assert table.loc["hope", "alpha"] == 1.0
    assert table.loc["hope", "is_reliable"]
    assert table.loc["fear", "alpha"] is None or table["alpha"].isna()["fear"] or table.loc["fear", "alpha"] == 1.0


def test_a_wrong_answer_names_coder_and_row(made):
    _, sheets = sheets_of(made)
    wrong = filled(sheets, lambda text: "no")
    wrong.loc[2, "answer"] = "perhaps"
    with pytest.raises(CorpusError, match="'ann', row 4"):
        read_codes(sheets.key, {"ann": wrong})


def test_empty_answers_are_no_codes(made):
    _, sheets = sheets_of(made)
    assert read_codes(sheets.key, {"ann": sheets.sheet}).empty


def test_hand_coding_corrects_a_machine_that_is_wrong(made):
    evidence, sheets = sheets_of(made)
    # The machine sees hope in every "Hope is near"; the coders say that it is there in no sentence at all.
    coded = read_codes(sheets.key, {"ann": filled(sheets, lambda text: "no")})
    read = made.sentences.merge(made.articles[["article_id", "source"]], on="article_id")
    found = corrected_prevalence(read, evidence, coded, frames=["hope"]).set_index("source")
    assert found.loc["all sources", "machine"] == 0.25
    assert found.loc["all sources", "corrected"] == pytest.approx(0.0, abs=1e-9)
    assert set(found.index) == {"all sources", "Fox", "Gull"}


def test_too_few_codes_give_no_correction(made):
    evidence, sheets = sheets_of(made)
    coded = read_codes(sheets.key, {"ann": filled(sheets, lambda text: "no")}).head(5)
    read = made.sentences.merge(made.articles[["article_id", "source"]], on="article_id")
    found = corrected_prevalence(read, evidence, coded, frames=["hope"])
    assert found["corrected"].isna().all()
    assert found["note"].str.contains("at least 10").all()
