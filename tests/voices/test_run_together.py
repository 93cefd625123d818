"""Articles that lost their paragraphs or some of their characters: who speaks must survive it."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Codebook
from analysis.voices import quotes_of


def said(text):
    """Speaker and words of every statement in a text."""
    rows = quotes_of(document_from_text(text, article_id="a"), codebook=Codebook())
    return [(row["speaker"], row["text"]) for row in rows]


def test_a_described_speaker_after_the_quotation_beats_the_speaker_before():
    text = (
        'Harbour officials said they waited. "A wave came in. I felt it," a student who was caught in the storm told '
        'Coast News in an interview. "Then I ran," he said.'
    )
    assert said(text) == [
        ("Harbour officials", "they waited"),
        ("Student", "A wave came in. I felt it,"),
        ("Student", "Then I ran,"),
    ]


def test_a_broken_closing_mark_keeps_the_speaker_behind_it():
    text = '"He played a game that we were not good at,"?Perrin said. "It was pure envy."? The match was in May.'
    assert said(text) == [
        ("Perrin", "He played a game that we were not good at,"),
        ("Perrin", "It was pure envy."),
    ]


def test_a_person_introduced_in_between_takes_the_next_quotation():
    text = (
        'Lee Fanning says the island is quiet. "We have more room here than we need." Mia Holt, 37, is the coach. '
        '"The place is different from all the rest."'
    )
    assert said(text)[1:] == [
        ("Lee Fanning", "We have more room here than we need."),
        ("Mia Holt", "The place is different from all the rest."),
    ]


def test_a_first_clause_hands_over_no_quotation():
    text = (
        'Ann Cole says she likes the hotel. When the bank announced its plan, she moved on. "I felt that it was my '
        'chance to leave."'
    )
    assert said(text)[-1] == ("Ann Cole", "I felt that it was my chance to leave.")


def test_whom_the_words_are_about_is_not_who_says_them():
    text = 'Mara Gant, 26, told reporters she knew Karim. Karim kept to himself, she said, adding: "He never talked."'
    assert [speaker for speaker, _ in said(text)] == ["Mara Gant"] * 3


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ruritania's Ambassador to Egypt Anna Petrova said the flights would resume.", "Anna Petrova"),
        ("Republican Speaker of the House Paul Weldon said the vote was off.", "Paul Weldon"),
        ("The star and creator of ABC's Harbour said she was well.", "Star and creator of ABC's Harbour"),
        ("He was in danger, according to his friend, investor Bill Marlow.", "Bill Marlow"),
        ("Leader Kim Chol Un said the engine had been tested.", "Kim Chol Un"),
    ],
)
def test_names_without_their_offices(text, speaker):
    assert said(text)[0][0] == speaker


def test_an_age_stands_for_the_person_just_named():
    text = 'Ann Cole works on an island. "It was part choice, part chance," says the 24-year-old.'
    assert said(text) == [("Ann Cole", "It was part choice, part chance,")]


def test_an_arabic_name_in_small_letters_is_a_name():
    text = 'Nasser al-Barudi spoke. "This is the second time we see it," said al-Barudi in a press statement Thursday.'
    assert said(text) == [("Nasser al-Barudi", "This is the second time we see it,")]
