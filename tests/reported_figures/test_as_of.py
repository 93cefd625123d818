import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of
from analysis.reported_figures.as_of import Dating, as_of_and_event

PUBLISHED = "2025-10-15"


def dated(text: str, figure: str, kind: str, published: str | None = PUBLISHED):
    document = document_from_text(text, published=published)
    start = document.text.index(figure)
    sentence = next(s for s in document.sentences if s.start_char <= start < s.end_char)
    return as_of_and_event(document, sentence, (start, start + len(figure)), kind=kind, published=published)


@pytest.mark.parametrize(
    ("text", "figure", "kind", "event", "as_of"),
    [
        ("On September 11, 52 people were freed.", "52", "flow", "2025-09-11", None),
        ("As of September 18th, 1,184 people were held.", "1,184", "stock", None, "2025-09-18"),
        ("At least 1,200 people are still in prison.", "1,200", "stock", None, PUBLISHED),
        ("State media reported earlier this week that 24 were freed.", "24", "flow", "2025-10-13/2025-10-15", None),
        ("More than 900 people have been detained since 2020.", "900", "cumulative", None, "2020/.."),
        (
            "At least 41 people died when the dam broke on Saturday, the agency said on Monday.",
            "41",
            "cumulative",
            "2025-10-11",
            "2025-10-13",
        ),
        ("On Monday 83 were missing, down from 120 a week ago.", "120", "stock", None, "2025-10-06/2025-10-12"),
        ("60 are missing after the ferry sank on Tuesday, they said.", "60", "stock", None, None),
        ("The storm of 1 August killed 50 people; 19 are still missing.", "19", "stock", None, PUBLISHED),
        ("It is the longest strike since 1998, when 9 people were killed.", "9 people", "cumulative", "1998", None),
        ("By Wednesday morning 71 people had been rescued.", "71", "flow", None, "2025-10-15"),
        ("He was jailed in May 2021 for four years.", "four", "duration", None, None),
        ("By Wednesday evening 97 percent of ballots had been counted.", "97 percent", "rate", None, PUBLISHED),
        ("Turnout was 61 per cent, up from 58 per cent in 2020.", "61 per cent", "rate", None, None),
        ("Turnout was 61 per cent, up from 58 per cent in 2020.", "58 per cent", "rate", None, "2020"),
        ("It is worth $24 million, the most since the sale in 2012.", "$24 million", "other", None, None),
        ("Years earlier 12 people died there.", "12", "flow", None, None),
        ("Now they face others and must win the last 13 games.", "13", "other", None, None),
        ("The party, first elected in 2011, took 12,404 votes on Sunday.", "12,404", "flow", "2025-10-12", None),
        ("Families came home on Tuesday. The mayor said 300 had been moved.", "300", "flow", None, None),
        ("A quake struck the town on Tuesday. At least 12 people were hurt.", "12", "flow", "2025-10-14", None),
    ],
)
def test_dates_in_the_words_around(text, figure, kind, event, as_of):
    assert dated(text, figure, kind)[:2] == (event, as_of)


def test_the_date_of_a_table_row():
    text = "Releases:\n| Date | Freed |\n|---|---|\n| September 11, 2025 | 52 |\n| September 16, 2025 | 25 |\n"
    assert dated(text, "52", "flow")[0] == "2025-09-11"
    assert dated(text, "25 |\n", "flow")[0] == "2025-09-16"


def test_the_line_that_opens_a_list_dates_its_items():
    text = "Some words come first.\n\nKey figures (as of 16 March 2025):\n- Dead: 57\n- Missing: 83\n"
    event, as_of, basis, _ = dated(text, "83", "stock")
    assert (event, as_of) == (None, "2025-03-16")
    assert "opens its list" in basis


def test_years_earlier_without_a_number_says_why_it_stays_open():
    assert "Years earlier" in dated("Years earlier 12 people died there.", "12", "flow")[2]


def test_words_that_cannot_be_resolved_stay_open_and_are_kept():
    event, as_of, basis, _ = dated("Last month 75 people were freed.", "75", "flow", None)
    assert (event, as_of) == (None, None)
    assert "Last month" in basis


def test_no_words_no_date():
    assert dated("Some 75 people were freed.", "75", "flow") == Dating()


def test_a_dateline_gives_the_articles_date():
    text = "MINAS, October 15, 2025 — The court met.\n\nIn all 40 people are still held."
    assert dated(text, "40", "stock", None)[1] in ("2025-10-15", None)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("In late 2024, 40 people were being held.", "late 2024"),
        ("In 2024, 40 people were being held.", None),
        ("By the end of May 2025, 40 people were being held.", "the end of May 2025"),
        ("Some 40 people were being held.", None),
    ],
)
def test_the_words_for_a_part_of_a_period_are_kept(text, part):
    assert dated(text, "40", "stock").part == part


def test_a_number_of_the_title_has_the_days_of_the_text():
    text = "At least 31 dead as ferry sinks\n\nAt least 31 people died when a ferry sank off Varn on Saturday."
    document = document_from_text(text, published="2024-05-20")
    title, lead = figures_of(document, [], codebook=load_codebook(None))
    assert (title["event_date"], title["as_of"]) == (lead["event_date"], lead["as_of"]) == ("2024-05-18", None)
    assert title["as_of_basis"].endswith("of the same number in the text")
