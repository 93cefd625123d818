"""The finder of names."""

import pytest

from analysis.english.names import NameBook, is_body, names_in, sex_of, strip_possessive, without_titles
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


def test_a_surname_and_initials_stand_for_the_full_name_of_the_text():
    book = NameBook(map(scan_words, ["We met Ann Lee of the Harbour Rescue League.", "Later Lee left."]), {})
    assert book.full("Lee") == "Ann Lee"
    assert book.full("HRL") == "Harbour Rescue League"
    assert book.full("Orr") == "Orr"


def test_initials_do_not_stand_for_a_name_that_holds_them():
    book = NameBook([scan_words("A photo by QR Studio shows it, and QR Studio said so.")], {})
    assert book.full("QR") == "QR"


def test_names_known_beforehand_win():
    book = NameBook([scan_words("We met Ann Lee.")], {"lee": "A. Lee", "ann lee": "A. Lee"})
    assert book.full("Lee") == "A. Lee"
    assert book.known("the Lee") == "A. Lee"


def test_a_person_is_told_from_a_body_and_a_man_from_a_woman():
    book = NameBook([scan_words("We met Ann Lee in Paris.")], {})
    assert [book.is_person(name) for name in ("Ann Lee", "Harbour Board", "Paris")] == [True, False, False]
    assert is_body("NATO")
    assert [sex_of(words) for words in (["mrs", "lee"], ["robert"], ["orn"])] == ["woman", "man", None]
