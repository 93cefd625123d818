"""One statement said twice is one claim."""

import pytest

from analysis.claims import mark_repeats, reconcile
from analysis.claims.mentions import merged
from analysis.corpus import document_from_text, load_codebook
from analysis.paths import project_root
from analysis.reported_figures import figures_of
from analysis.schema import frame, table
from analysis.voices import quotes_of

GENERAL = load_codebook(None)


def ledger(text):
    document = document_from_text(text, article_id="a", published="2025-06-20")
    return mark_repeats(figures_of(document, [], codebook=GENERAL), document.text)


def repeats(text):
    return [row["repeats"] for row in ledger(text)]


def test_the_same_count_again_is_a_repeat():
    text = "The release of 52 prisoners was welcomed.\n\nDespite the release of 52 people, many remain."
    assert repeats(text) == [None, "a:f1"]


def test_a_repeated_statement_of_the_sample_is_one_claim_with_two_mentions():
    folder = project_root() / "data" / "raw" / "belarus-2025"
    codebook = load_codebook(folder)
    document = document_from_text((folder / "archyde.txt").read_text(encoding="utf-8"))
    rows = mark_repeats(figures_of(document, quotes_of(document, codebook=codebook), codebook=codebook), document.text)
    value = {row["figure_id"]: row["value"] for row in rows}
    assert [(row["value"], value[row["repeats"]]) for row in rows if row["repeats"]] == [(1184.0, 1184.0), (27.0, 27.0)]


def test_two_days_are_two_statements():
    text = "On 11 May 2025 they released 52 prisoners.\n\nOn 16 June 2025 they released 52 prisoners."
    assert repeats(text) == [None, None]


def test_two_lengths_of_four_years_are_two_statements():
    assert repeats("The war lasted four years.\n\nShe studied medicine for four years.") == [None, None]


@pytest.mark.parametrize(("away", "is_repeat"), [(90, True), (91, False)])
def test_a_word_near_both_shows_that_two_numbers_without_a_measure_are_one_statement(away, is_repeat):
    text = "drought" + " " * (away - len("drought")) + "4 years. A drought of 4 years"
    alike = dict.fromkeys(("value", "bound", "unit", "measure", "kind", "population", "low", "event_date", "as_of"))
    alike |= {"head": "year", "counted": "years"}
    rows = [
        alike | {"figure_id": f"a:f{place}", "start_char": at, "end_char": at + len("4 years")}
        for place, at in enumerate((text.index("4"), text.rindex("4")), 1)
    ]
    assert (mark_repeats(rows, text)[1]["repeats"] == "a:f1") is is_repeat


# One claim in three mentions: the second gives the date, the third the credit.
MENTIONS = [
    {"figure_id": "a:f1", "surface": "52", "repeats": None},
    {"figure_id": "a:f2", "surface": "fifty-two", "repeats": "a:f1", "as_of": "2025-05-11", "as_of_basis": "“11 May”"},
    {"figure_id": "a:f3", "surface": "52", "repeats": "a:f1", "as_of": "2025-05", "authority": "Prison Watch"}
    | {"authority_basis": "said"},
]
_ALIKE = {
    "article_id": "a", "source": "A", "value": 52.0, "low": 52.0, "high": 52.0, "low_inclusive": True,
    "high_inclusive": True, "bound": "exact", "kind": "stock", "measure": "held", "is_quoted": False,
}  # fmt: skip


def of_mentions(mentions):
    rows = [
        _ALIKE | {"sentence_id": f"a:s{place}", "start_char": 10 * place, "end_char": 10 * place + 2} | mention
        for place, mention in enumerate(mentions)
    ]
    return frame("reported_figures", rows)


def test_a_claim_has_the_words_of_its_first_mention_with_the_date_and_the_credit_of_those_that_give_them():
    (row,) = merged(of_mentions(MENTIONS)).to_dict("records")
    assert (row["figure_id"], row["surface"], row["sentence_id"], row["n_mentions"]) == ("a:f1", "52", "a:s0", 3)
    assert (row["as_of"], row["as_of_basis"], row["compared_as"]) == ("2025-05-11", "“11 May”", "a:f2")
    assert (row["authority"], row["authority_basis"]) == ("Prison Watch", "said")


def test_a_date_and_its_basis_are_of_one_mention():
    unresolved = MENTIONS[0] | {"as_of_basis": "“yesterday”, and the article has no date"}
    (row,) = merged(of_mentions([unresolved, *MENTIONS[1:]])).to_dict("records")
    assert (row["as_of"], row["as_of_basis"]) == ("2025-05-11", "“11 May”")


def test_the_words_for_a_part_of_a_period_come_with_the_date():
    ledger = of_mentions([MENTIONS[0], MENTIONS[1] | {"as_of_part": "mid May"}, MENTIONS[2]])
    assert merged(ledger)["as_of_part"].tolist() == ["mid May"]


def test_a_claim_without_date_or_credit_is_its_first_mention():
    (row,) = merged(of_mentions([MENTIONS[0], MENTIONS[0] | {"figure_id": "a:f2", "repeats": "a:f1"}])).to_dict(
        "records"
    )
    assert row["compared_as"] == "a:f1"
    assert row["n_mentions"] == 2


def test_mentions_add_up_to_the_ledger_and_no_figure_gives_no_claim():
    text = "Police arrested 30 people.\n\nThe 30 people were arrested at night. Prices rose by 4 percent."
    figures = frame("reported_figures", [row | {"source": "A"} for row in ledger(text)])
    read = {name: frame(name) for name in ("sentences", "articles", "quotes")}
    article = [{"article_id": "a", "source": "A", "text": text, "path": "a", "sha256": "", "health": []}]
    article[0] |= {"n_chars": 0, "n_words": 0, "n_sentences": 0}
    made = reconcile(figures, **(read | {"articles": frame("articles", article)}), codebook=GENERAL)[0]
    assert made["n_mentions"].tolist() == [2, 1]
    assert list(made.columns) == table("claims").names
    assert reconcile(frame("reported_figures"), **read, codebook=GENERAL)[0].empty


def test_a_date_of_the_text_goes_before_the_articles_own_day():
    title = MENTIONS[0] | {"as_of": "2025-05-13", "as_of_basis": "at the article's date"}
    (row,) = merged(of_mentions([title, *MENTIONS[1:]])).to_dict("records")
    assert (row["as_of"], row["compared_as"]) == ("2025-05-11", "a:f2")
