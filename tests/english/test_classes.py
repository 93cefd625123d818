"""Word classes: one letter a token."""

import pytest

from analysis.english.classes import CLASSES, ENGLISH, Tagger, plain


@pytest.mark.parametrize(
    ("sentence", "letters"),
    [
        ("The mayor of Orn left on Monday .", "DNOPYIM."),
        ("She had taken twenty-five boats .", "HXE#N."),
        ("He didn’t quickly answer ?", "HXAN."),
        ("In May we met May , since May 3 .", "IMHYP,IM#."),
        ("WHO asked the US for help .", "PEDPIN."),
        ("“ The bridge ” , one - third", "~DN~,#-N"),
    ],
)
def test_each_word_gets_the_class_it_has_in_its_sentence(sentence, letters):
    assert ENGLISH.tags(sentence.split()) == letters


def test_capitals_say_nothing_in_a_headline_that_sets_most_words_so():
    tagger, words = Tagger({"warns": "V"}), "Mayor Warns Of Flood".split()
    assert tagger.tags(words) == "PPOP"
    assert tagger.tags(words, is_heading=True) == "PVOP"


def test_a_room_adds_letters_for_its_own_words_and_quotations():
    tagger = Tagger({"said": "V"})
    assert tagger.tags(["“", ",", "she", "said", "."], quotes={0}) == "q,HV."
    assert ENGLISH.tag("said") == "Y"


def test_no_word_is_in_two_classes_and_every_class_has_one_letter():
    assert all(len(letter) == 1 for letter in CLASSES.values())
    assert all(word == plain(word) or word == "&" for word in CLASSES)


def test_no_words_have_no_classes():
    assert ENGLISH.tags([]) == ""


@pytest.mark.parametrize(
    ("text", "at", "letter"),
    [
        ("On Friday Jan Moor left .", 2, "M"),
        ("The baker Jan Moor left .", 2, "P"),
        ("Prices will fall , said Jun Moor .", 5, "P"),
        ("It fell in June 2020 .", 3, "M"),
        ("It fell last June .", 3, "M"),
        ("OSLO | TRIBUNE | According to her , it fell .", 4, "a"),
    ],
)
def test_names_that_are_months_and_sentences_behind_a_bar(text, at, letter):
    assert ENGLISH.tags(text.split())[at] == letter
