import pytest

from analysis.corpus.conditions import answers, parse
from analysis.errors import ParameterError

CELLS = {
    "published": ["2024-02-28", "2024-03-10", "2024-03", "2024", None, "2025-01-01"],
    "language": ["en", "de", "en", "en", "en", "fr"],
    "n_words": ["90", "400", "1200", "7", "300", "300"],
    "Print run": ["1,000", "20", None, "20.0", "n/a", "-3"],
    "source": ["The Gull", "O'Hara Post", "Gull and Tern", "not", "in", "Tern"],
}


def found(condition):
    """Yes as "y", no as ".", open as "?", one sign an article."""
    return "".join({True: "y", False: ".", None: "?"}[one] for one in answers(parse(condition), CELLS.__getitem__))


@pytest.mark.parametrize(
    ("condition", "signs"),
    [
        ("published >= 2024-03-01", ".yy??y"),
        ("published < 2024-03-10", "y.???."),
        ("published < 2024-03", "y..??."),
        ("published <= 2024-03", "yyy??."),
        ("published > 2024-03", "...??y"),
        ("published == 2024-03", ".yy??."),
        ("published == 2024-03-10", ".y???."),
        ("published != 2024-03-10", "y.???y"),
        ("published < 2025", "yyyy?."),
        ("published == 2024", "yyyy?."),
        ("published >= '2024-03-01'", ".yy??y"),
        ("published is empty", "....y."),
        ("published is not empty", "yyyy.y"),
        ("published in [2024-02, 2025-01-01]", "y..??y"),
    ],
)
def test_dates_compare_as_the_days_they_can_mean(condition, signs):
    assert found(condition) == signs


@pytest.mark.parametrize(
    ("condition", "signs"),
    [
        ("n_words < 300", "y..y.."),
        ("n_words == 300.0", "....yy"),
        ("n_words >= 1e3", None),
        ("`Print run` == 20", ".y?y.."),
        ("`Print run` < 20", "?.?.?y"),
        ("`Print run` == '20'", ".y?y.."),
        ("`Print run` is empty", "..y..."),
        ("language == 'en'", "y.yyy."),
        ("language != 'en'", ".y...y"),
        ("language > 'en'", ".....y"),
        ("language in ['de', \"fr\"]", ".y...y"),
        ("language not in ['de', 'fr']", "y.yyy."),
        ('source == "O\'Hara Post"', ".y...."),
        ("source == 'Gull and Tern'", "..y..."),
        ("source in ['not', 'in']", "...yy."),
        ("source == “The Gull”", "y....."),
    ],
)
def test_numbers_compare_as_numbers_where_both_are_and_else_texts(condition, signs):
    if signs is None:
        with pytest.raises(ParameterError):
            parse(condition)
    else:
        assert found(condition) == signs


@pytest.mark.parametrize(
    ("condition", "signs"),
    [
        ("language == 'de' or language == 'en' and n_words < 100", "yy.y.."),
        ("(language == 'de' or language == 'en') and n_words < 100", "y..y.."),
        ("not language == 'en' and n_words > 300", ".y...."),
        ("not (language == 'en' or n_words > 300)", ".....y"),
        ("not not language == 'de'", ".y...."),
        ("published < 2024-03-05 or language == 'en'", "y.yyy."),  # open or yes is yes
        ("published < 2024-03-05 and language == 'fr'", "......"),  # open and no is no
        ("not published < 2024-03-05", ".y???y"),  # not open is open
        ("AND" and "language == 'en' AND n_words < 100", "y..y.."),
    ],
)
def test_conditions_join_and_what_is_open_stays_open(condition, signs):
    assert found(condition) == signs


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("language = 'en'", "Equal is written =="),
        ("language == en", "a text in quotation marks"),
        ("language == 'en", "quotation mark is not closed"),
        ("language == 'en' n_words < 3", "`and`, `or` or the end is expected"),
        ("(language == 'en'", "closing bracket"),
        ("language in 'en'", "square brackets"),
        ("language in []", "a value is expected"),
        ("language is 'en'", "`empty` or `not empty`"),
        ("published < 2024-02-30", "no such day"),
        ("published < 2024-13", "no such day"),
        ("Print run == 20", "after `Print`"),
        ("__import__('os').system('true')", "after `__import__`"),
        ("language == 'en' and", "at its end"),
        ("", "the name of a column"),
        ("(" * 300 + "n_words < 3" + ")" * 300, "brackets in brackets"),
        ("n_words < 3 or " * 200 + "n_words < 3", "at most 2,000 characters"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_is_expected(condition, said):
    with pytest.raises(ParameterError, match=said):
        parse(condition)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("language < 3", "`language` holds no numbers.*'en', 'de' and 'fr'"),
        ("language >= 2024-03-01", "`language` holds no dates"),
    ],
)
def test_an_order_that_no_cell_can_have_is_an_error(condition, said):
    with pytest.raises(ParameterError, match=said):
        found(condition)


@pytest.mark.parametrize(
    ("condition", "yes", "no"),
    [
        ("published < 2024-03-01", "before 2024-03-01", "2024-03-01 or later"),
        ("published >= 2024-03-01", "2024-03-01 or later", "before 2024-03-01"),
        ("published > 2024-03", "after 2024-03", "2024-03 or earlier"),
        ("updated < 2024-03-01", "updated before 2024-03-01", "updated 2024-03-01 or later"),
        ("n_words < 500", "n_words under 500", "n_words 500 or more"),
        ("n_words <= 500", "n_words 500 or less", "n_words over 500"),
        ("genre == 'opinion'", "genre opinion", "genre other than opinion"),
        ("genre != 'opinion'", "genre other than opinion", "genre opinion"),
        ("genre not in ['a', 'b']", "genre other than a or b", "genre a or b"),
        ("author is not empty", "with author", "without author"),
        ("a == 1 or b == 2", "a == 1 or b == 2", "not (a == 1 or b == 2)"),
    ],
)
def test_the_two_sides_of_a_condition_have_names(condition, yes, no):
    read = parse(condition)
    assert (read.in_words(yes=True), read.in_words(yes=False)) == (yes, no)
