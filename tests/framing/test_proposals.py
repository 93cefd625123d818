import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.framing.proposals import distance, may_be_spellings, sound_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Zelenskyy"),
        ("Tymoshenko", "Timoschenko"),
        ("Hezbollah", "Hizbullah"),
        ("Erdogan", "Erdoğan"),
        ("Moscow", "Moskow"),
        ("Yanukovych", "Janukovich"),
        ("Mohammed", "Muhammad"),
        ("Center", "Centre"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert may_be_spellings(one, other)
    assert may_be_spellings(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Austria", "Australia"),
        ("Ireland", "Iceland"),
        ("Russia", "Russian"),
        ("Europe", "European"),
        ("Clinton", "Clintons"),
        ("Germany", "German"),
        ("Lee", "Li"),
        ("Paris", "Paris"),
    ],
)
def test_other_names_and_inflections_are_none(one, other):
    assert not may_be_spellings(one, other)
    assert not may_be_spellings(other, one)


@given(st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=80, deadline=None)
def test_distance_is_symmetric_and_bounded(one, other):
    assert distance(one, other) == distance(other, one)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))
    assert may_be_spellings(one, other) == may_be_spellings(other, one)
    sound_of(one)
