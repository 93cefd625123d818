"""When two names of who counted may be one."""

import pytest

from analysis.claims.counters import are_two, is_nobody, name_key, same_name
from analysis.corpus import load_codebook

NEWS = load_codebook(None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Harbour Ministry", "the Harbour Ministry", True),
        ("Harbour Ministry", "officials", True),
        ("Harbour Ministry", "Rail Union", False),
        (None, "Rail Union", False),
    ],
)
def test_two_names_are_one_if_one_says_the_other_or_nobody(one, other, same):
    assert same_name(name_key(one, NEWS), name_key(other, NEWS)) is same


def test_officials_are_nobody_in_particular():
    assert is_nobody(name_key("local officials", NEWS))
    assert not is_nobody(name_key("Rail Union", NEWS))


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("Company", "Voltra", False),
        ("Company", "Dockers' Union", True),
        ("Bank", "Engineers", True),
        ("Voltra", "Brandt", True),
    ],
)
def test_a_noun_for_one_named_before_is_no_second_counter(one, other, two):
    assert are_two(name_key(one, NEWS), name_key(other, NEWS)) is two
