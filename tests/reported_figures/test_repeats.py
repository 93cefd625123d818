"""One statement said twice is one claim."""

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of, find_figures
from analysis.schema import frame, validate

GENERAL = load_codebook(None)


def repeats(text):
    return [row["repeats"] for row in figures_of(document_from_text(text, article_id="a"), [], codebook=GENERAL)]


def test_the_same_count_again_is_a_repeat():
    text = "The release of 52 prisoners was welcomed.\n\nDespite the release of 52 people, many remain."
    assert repeats(text) == [None, "a:f1"]


def test_two_days_are_two_statements():
    text = "On 11 May 2025 they released 52 prisoners.\n\nOn 16 June 2025 they released 52 prisoners."
    assert repeats(text) == [None, None]


def test_two_lengths_of_four_years_are_two_statements():
    assert repeats("The war lasted four years.\n\nShe studied medicine for four years.") == [None, None]


def test_the_table_is_the_declared_one_and_keeps_the_order_of_the_articles():
    documents = [document_from_text(f"Police arrested {n} people.", article_id=f"a{n}") for n in (30, 20)]
    found = find_figures(documents, frame("quotes"), codebook=GENERAL)
    assert validate("reported_figures", found)["figure_id"].tolist() == ["a30:f1", "a20:f1"]
    assert find_figures([], frame("quotes"), codebook=GENERAL).empty
