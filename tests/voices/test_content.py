"""Where reported words end and the reporter's own go on."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Codebook
from analysis.voices import quotes_of


def said(text):
    """Speaker and words of every statement in a text."""
    rows = quotes_of(document_from_text(text, article_id="a"), codebook=Codebook())
    return [(row["speaker"], row["text"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Graham acknowledged the reality of the drought, which makes him an outlier.", "the reality of the drought"),
        ("Voters question the wisdom of going to Weldon, who has never won a race.", "the wisdom of going to Weldon"),
        ("The court ruled that the law was void, but judges left the fine in place.", "that the law was void"),
        ("Critics denounced the merger in an interview on Thursday.", "the merger"),
        ("The bank agreed to lend the town a million, and the union also gave money.", "to lend the town a million"),
        ("When Marlow noted the cost, the crowd left the hall.", "the cost"),
        ("Cruz called her vote in favour of the war a mistake.", "her vote in favour of the war a mistake"),
    ],
)
def test_the_reporters_words_after_the_statement_are_left_out(text, words):
    assert [row[1] for row in said(text)] == [words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Unions welcomed the deal but reiterated calls for higher pay.",
            [("Unions", "the deal"), ("Unions", "calls for higher pay")],
        ),
        (
            "The council says it is working on the fault and stressed that nobody was in danger.",
            [("Council", "it is working on the fault"), ("Council", "that nobody was in danger")],
        ),
        (
            "Citing an old rumour, Marlow repeatedly accused the mayor of fraud.",
            [("Marlow", "an old rumour"), ("Marlow", "fraud")],
        ),
        (
            "Back when he wrote his book, Marlow said that he feared debt.",
            [("Marlow", "that he feared debt")],
        ),
    ],
)
def test_a_second_statement_in_the_sentence_is_its_own(text, expected):
    assert said(text)[-len(expected) :] == expected


def test_whoever_closes_the_sentence_says_all_of_it():
    text = "The rules called for the patient to be taken to the nearest clinic, officials said."
    assert said(text) == [("Officials", "The rules called for the patient to be taken to the nearest clinic")]


def test_according_to_a_body_is_not_about_the_count_that_follows():
    text = "According to local police, a total of 24 people, including two crew, were on the boats."
    assert said(text) == [("Local police", "a total of 24 people, including two crew, were on the boats")]


@pytest.mark.parametrize(
    "text",
    [
        "Marlow's plans to proceed show his confidence in the vote.",
        "That is what Marlow said when she left the network.",
        "The drop was less pronounced at three per cent.",
    ],
)
def test_what_only_looks_like_a_statement(text):
    assert said(text) == []
