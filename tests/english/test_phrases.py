"""Noun phrases found over word classes."""

import pytest

from analysis.english.phrases import first_subject, phrase_ending, subject_after, subject_before
from analysis.english.tokens import scan_words


def head(tokens, phrase):
    return " ".join(tokens.words[phrase.head : phrase.head_end])


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The old mayor of Orn left.", "The old mayor of Orn"),
        ("In May the two boats sank.", "the two boats"),
        ("Ann Lee, a nurse, fell.", "Ann Lee"),
        ("The men, who came late, ran.", "The men"),
    ],
)
def test_the_subject_stands_before_the_first_verb(text, subject):
    tokens = scan_words(text)
    assert head(tokens, first_subject(tokens, len(tokens.words))) == subject


def test_a_phrase_is_found_from_either_end():
    tokens = scan_words("It hit the new bridge in Orn.")
    after = subject_after(tokens, 2)
    assert head(tokens, after) == "the new bridge in Orn"
    assert phrase_ending(tokens, 5) == 2
    assert subject_before(scan_words("Left now."), 0) is None
