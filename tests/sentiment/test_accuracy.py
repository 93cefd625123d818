import pytest

from analysis.errors import ParameterError
from analysis.sentiment import accuracy, accuracy_in_words


def test_the_record_matches_what_was_published():
    rows = accuracy()
    published = rows[rows["r_published"].notna()]
    assert set(published["scorer"]) == {"nltk", "vader"}
    assert ((published["r"] - published["r_published"]).abs() < 0.035).all()
    assert ((published["f1"] - published["f1_published"]).abs() < 0.03).all()
    assert rows[["r_low", "r", "r_high"]].apply(lambda row: row.is_monotonic_increasing, axis=1).all()


@pytest.mark.parametrize("scorer", ["nltk", "vader"])
def test_the_worth_of_a_score_in_words(scorer):
    words = accuracy_in_words(scorer)
    assert "5,190" in words
    assert "rated by 20 people" in words


def test_what_was_not_measured_is_not_claimed():
    with pytest.raises(ParameterError, match="mine"):
        accuracy_in_words("nltk", "mine")
