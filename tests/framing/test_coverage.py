import pytest
from framing_sample import tables

from analysis.framing import contrast_limits, counted_by, coverage


def test_coverage_counts_undated_articles_apart():
    made = tables([("a", "Gull", "One two.", "2025-05-01"), ("b", "Gull", "One.", "2025-05-01"), ("c", "Fox", "One.")])
    found = coverage(made.articles)
    assert found["n_articles"].tolist() == [2, 1]
    assert found["period"].iloc[0] == "2025-05-01"
    assert found["period"].isna().tolist() == [False, True]
    assert found["n_articles"].sum() == len(made.articles)


def test_long_coverage_is_counted_by_month():
    made = tables([("a", "Gull", "One.", "2025-01-31"), ("b", "Gull", "One.", "2025-06-01")])
    assert coverage(made.articles)["period"].tolist() == ["2025-01", "2025-06"]


def test_what_few_articles_cannot_show_is_said_in_words():
    two = tables([("a", "Gull", "Text."), ("b", "Fox", "Text.")])
    lines = " ".join(contrast_limits(two.articles))
    assert "1 article" in lines
    assert "4 articles" in lines
    assert "9" in lines
    many = tables([(f"{source}{n}", source, "Text.") for source in "ab" for n in range(9)])
    assert contrast_limits(many.articles) == []
    uneven = tables([(f"{source}{n}", source, "Text.") for source, last in (("a", 6), ("b", 2)) for n in range(last)])
    (line,) = contrast_limits(uneven.articles)
    assert line.startswith("2 of 2 sources have fewer than 9 articles here (a and b)")
    some = tables([(f"{source}{n}", source, "Text.") for source in "ab" for n in range(5)])
    assert "named beforehand can be tested" in contrast_limits(some.articles)[1]
    assert "one source" in contrast_limits(tables([("a", "Gull", "Text.")]).articles)[0]
    assert contrast_limits(tables([]).articles)


@pytest.mark.parametrize(
    ("last", "periods"), [("2025-03-04", ["2025-01-01", "2025-03-04"]), ("2025-03-05", ["2025-01", "2025-03"])]
)
def test_up_to_62_days_are_shown_day_by_day(last, periods):
    made = tables([("a", "Gull", "One.", "2025-01-01"), ("b", "Gull", "One.", last)])
    assert coverage(made.articles)["period"].tolist() == periods


@pytest.mark.parametrize(("n", "counted"), [(3, "words"), (4, "articles")])
def test_articles_are_counted_where_two_sources_have_four(n, counted):
    made = tables([(f"{source}{at}", source, "Text.") for source, last in (("a", 9), ("b", n)) for at in range(last)])
    assert counted_by(made.articles) == counted
