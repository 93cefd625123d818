"""What a starred cue finds: the words of a family, and none that only begin so."""

import re

import pytest

from analysis.english.families import family_pattern


def finds(stem, word):
    return re.fullmatch(family_pattern(stem), word, re.IGNORECASE) is not None


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        ("invest", "invest invests invested investing investor investors investment investments"),
        ("import", "imports imported importer importation"),
        ("releas", "release released releases releasing"),
        ("injur", "injury injuries injured injuring"),
        ("liberat", "liberate liberated liberation liberators"),
        ("responsib", "responsible responsibly responsibility"),
        ("negligen", "negligent negligence negligently"),
        ("hypocri", "hypocrisy hypocrite hypocrites hypocritical"),
        ("econom", "economy economies economic economist economically"),
        ("financ", "finance finances financial financially financier"),
        ("tax", "taxes taxed taxation taxpayer taxpayers"),
        ("vote", "votes voted voter voters"),
        ("oversee", "oversees overseen overseer overseeing"),
        ("stop", "stopped stopping stops"),
        ("resist", "resistance resistant resists"),
        ("confront", "confrontation confrontational confronted"),
        ("brutal", "brutality brutally brutalised"),
        ("business", "businesses businessman businesspeople"),
    ],
)
def test_the_family_of_a_stem(stem, words):
    assert [word for word in words.split() if not finds(stem, word)] == []


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        ("invest", "investigate investigators investigation investiture"),
        ("import", "important importance importantly"),
        ("tax", "taxi taxis taxonomy"),
        ("compan", "companion companionship"),
        ("fund", "fundamental fundamentally"),
        ("moral", "morale"),
        ("cost", "costume costar"),
        ("ban", "band bane bank bandage banal"),
        ("war", "ware warm ward warn"),
        ("car", "care card cart carbon"),
        ("aid", "aide aides"),
        ("protest", "Protestant Protestants"),
    ],
)
def test_words_that_only_begin_like_a_family(stem, words):
    assert [word for word in words.split() if finds(stem, word)] == []


def test_a_stem_that_asks_for_another_family_finds_it():
    assert finds("importan", "importance")
    assert finds("investigat", "investigators")


def test_time_is_linear_in_a_word_that_never_ends():
    assert not finds("invest", "invest" + "ing" * 100_000)
