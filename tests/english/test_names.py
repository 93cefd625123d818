"""The finder of names."""

import pytest

from analysis.english.names import full_title, is_body, is_named, names_in, sex_of, strip_possessive, without_titles
from analysis.english.tokens import scan_words


def found(text):
    return [name.text for name in names_in(scan_words(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Monday Prime Minister Ann Lee met Mr. Orr.", ["Ann Lee", "Orr"]),
        ("He joined the Guild of Bakers in Orn.", ["Guild of Bakers", "Orn"]),
        ("We asked Ursula von der Brook about it.", ["Ursula von der Brook"]),
        ("She campaigned in Ohio for Lee.", ["Ohio", "Lee"]),
        ("It pays the Centre for Tides.", ["Centre for Tides"]),
        ("They blame Orn’s mayor and Lee’s Harbour Board.", ["Orn", "Lee", "Harbour Board"]),
        ("The bridge in it fell.", []),
    ],
)
def test_names_are_runs_of_capitals_with_the_small_words_inside(text, names):
    assert found(text) == names


def test_a_name_says_which_tokens_it_stands_on():
    tokens = scan_words("We met Dr. Ann Lee.")
    (name,) = names_in(tokens)
    assert tokens.text[tokens.start[name.start] : tokens.end[name.end - 1]] == "Dr. Ann Lee"


def test_titles_and_possessives_are_no_part_of_a_name():
    assert without_titles(["Vice-President", "Ann", "Lee", "Jr."]) == ["Ann", "Lee"]
    assert strip_possessive("Lee's") == "Lee"


def test_a_body_is_told_by_its_name_and_a_man_from_a_woman():
    assert is_body("NATO")
    assert is_body("Alden Labor Confederation")
    assert [sex_of(words) for words in (["mrs", "lee"], ["robert"], ["orn"])] == ["woman", "man", None]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("President Jan van der Moor", "Jan van der Moor"),
        ("Foreign Minister", "Foreign Minister"),
        ("Assistant Special Agent in Charge Ann Lee", "Agent in Charge Ann Lee"),
        ("Brig Ann Lee", "Ann Lee"),
    ],
)
def test_titles_go_from_a_name_and_stay_where_there_is_none(words, name):
    assert " ".join(without_titles(words.split())).endswith(name.removeprefix("Agent in Charge "))


def test_whoever_is_only_described_is_not_named():
    named = ("Ann Lee", "Oxfam", "Norland's Tom Orr")
    described = ("One official", "Police", "Foreign Minister", "Officials", "Local police chief", "Sources")
    assert all(map(is_named, named))
    assert not any(map(is_named, described))


def test_short_titles_have_a_full_form():
    assert [full_title(word) for word in ("gen", "sgt", "mayor")] == ["general", "sergeant", "mayor"]
