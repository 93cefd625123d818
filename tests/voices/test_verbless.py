"""Statements that no verb reports."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Codebook
from analysis.voices import quotes_of


def said(text):
    rows = quotes_of(document_from_text(f"A flat headline\n\n{text}"), codebook=Codebook())
    return [(row["speaker"], row["text"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The Tribune reports 40 boats sank, according to the harbour board.", ("Harbour board", "40 boats sank")),
        ("According to locals, 40 boats sank.", ("Locals", "40 boats sank")),
        (
            "According to the Orn Labor Confederation (OLC), 40 boats sank.",
            ("Orn Labor Confederation", "40 boats sank"),
        ),
        ("According to a baker who saw it, 40 boats sank.", ("Baker", "40 boats sank")),
        ("Orn, Norland | TRIBUNE | According to the harbour board, 40 boats sank.", ("Harbour board", "40 boats sank")),
        ("According to Feed the Hungry's Ann Lee, 40 boats sank.", ("Ann Lee", "40 boats sank")),
        (
            "Few left the town, ten from Marsk (according to the police) and some from Orn.",
            ("Police", "ten from Marsk"),
        ),
        ("The paper rejected the guild's claim that 40 boats sank.", ("Guild", "that 40 boats sank")),
        (
            "The town remembers Ann Lee's repeated warning that the wall was weak.",
            ("Ann Lee", "that the wall was weak"),
        ),
        ("By the guild's own admission, 40 boats sank.", ("Guild", "40 boats sank")),
        ("The sinking was first reported by the Orn Tribune.", ("Orn Tribune", "The sinking")),
        ("The new pier was opposed on Monday by 40 percent of voters.", ("40 percent of voters", "The new pier")),
        ("The boat is believed by the harbour board to have sunk.", ("Harbour board", "to have sunk")),
    ],
)
def test_who_is_named_as_the_source(text, statement):
    assert statement in said(text)


def test_what_a_text_is_cited_for_is_said_by_whose_text_it_is():
    speaker, words = said("The Tribune cites a report of the Harbour Board, according to which 40 boats sank.")[-1]
    assert words == "40 boats sank"
    assert "Harbour Board" in speaker


@pytest.mark.parametrize(
    "text",
    [
        "He is too heavy, according to his body mass index.",
        "They sat according to age.",
        "All went according to plan.",
    ],
)
def test_an_order_or_a_measure_is_no_source(text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The boat was found by a hiker on Monday.",
        "The case will be heard by ten judges in May.",
        "If the guild rejects the plan, the pier stays shut.",
        "They find themselves in debt.",
        "Lee showed great courage in the storm.",
    ],
)
def test_what_is_done_or_only_supposed_is_no_statement(text):
    assert said(text) == []
