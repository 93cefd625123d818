import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import ParameterError
from analysis.sentiment import Lexicon, afinn_lexicon, lexicon_from_csv, vader_lexicon
from analysis.sentiment.lexicons import has_afinn


def test_vader_has_its_entries():
    assert len(vader_lexicon().weights) == 7506
    assert vader_lexicon().weights["united"] == 1.8


def test_words_left_out_are_gone_and_the_rest_stays():
    smaller = vader_lexicon().without(["PRISON", "nosuchword"])
    assert "prison" not in smaller.weights
    assert len(smaller.weights) == 7505
    assert vader_lexicon().without(["nosuchword"]) is vader_lexicon()


def test_own_lexicon_is_read():
    text = "\ufeffword,weight,note\r\nGrim,-2,\r\nfair,1.5,x\r\n"
    assert lexicon_from_csv(text, name="mine") == Lexicon("mine", {"grim": -2.0, "fair": 1.5})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "columns"),
        ("word;weight\ngrim;-2\n", "columns"),
        ("word,weight\ngrim,strong\n", "row 2.*not a number"),
        ("word,weight\ngrim,-2\nfair,nan\n", "row 3"),
        ("word,weight\ngrim,0\n", "row 2.*not zero"),
        ("word,weight\ngrim\n", "row 2"),
        ("word,weight\n,1\n", "row 2.*one word"),
        ("word,weight\nfed up,-1\n", "row 2.*one word"),
        ("word,weight\ngrim,-2\nGRIM,-1\n", "row 3.*another weight"),
        ('word,weight\n"grim,-2\n', "CSV"),
    ],
)
def test_a_faulty_lexicon_is_refused_with_its_row(text, message):
    with pytest.raises(ParameterError, match=message):
        lexicon_from_csv(text, name="mine")


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=200))
def test_any_table_gives_a_lexicon_or_a_plain_error(text):
    try:
        lexicon = lexicon_from_csv("word,weight\n" + text, name="any")
    except ParameterError:
        return
    assert all(weight != 0 and len(word.split()) == 1 for word, weight in lexicon.weights.items())


def test_afinn_is_there_or_says_how_to_get_it():
    if has_afinn():
        assert afinn_lexicon().weights["good"] == 3
    else:
        with pytest.raises(ParameterError, match="pip install afinn"):
            afinn_lexicon()
