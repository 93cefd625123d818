"""The names of one text."""

from analysis.english.name_book import NameBook
from analysis.english.tokens import scan_words


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


def test_a_person_is_told_from_a_body():
    book = NameBook([scan_words("We met Ann Lee in Paris.")], {})
    assert [book.is_person(name) for name in ("Ann Lee", "Harbour Board", "Paris")] == [True, False, False]


def test_a_people_or_a_party_is_no_person():
    book = NameBook(map(scan_words, ["We met Orr.", "The Ostrians left and the Democrats stayed."]), {})
    assert [book.is_person(name) for name in ("Orr", "Ostrians", "Democrats")] == [True, False, False]


def test_surnames_with_small_words_are_one_name():
    book = NameBook(map(scan_words, ["Jan van der Moor left.", "Rosa del Prado Lind spoke."]), {})
    assert [book.full(name) for name in ("Van der Moor", "van der Moor", "Moor")] == ["Jan van der Moor"] * 3
    assert [book.full(name) for name in ("del Prado Lind", "Lind")] == ["Rosa del Prado Lind"] * 2
    assert book.full("La Gazette") == "La Gazette"
    arabic = NameBook([scan_words("We met Omar al-Masri.")], {})
    assert [arabic.full(name) for name in ("al-Masri", "Al-Masri")] == ["Omar al-Masri"] * 2


def test_a_surname_that_two_people_share_equally_stays_a_surname():
    sentences = ["We met Ann Lee.", "We met Tom Lee.", "Then Ann B. Lee left."]
    assert NameBook(map(scan_words, sentences[:2]), {}).full("Lee") == "Lee"
    assert NameBook(map(scan_words, [*sentences, "We saw Tom Lee, and Tom Lee left."]), {}).full("Lee") == "Tom Lee"


def test_a_title_stands_for_its_only_holder_short_or_in_full():
    book = NameBook(map(scan_words, ["We met Col. Ann Lee.", "Minister Bo Orr left.", "Minister Ada Krone left."]), {})
    assert book.titled("colonel") == "Ann Lee"
    assert book.titled("minister") is None
