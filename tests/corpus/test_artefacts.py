"""Marks that automatic rewriting and careless copying leave."""

import pytest

from analysis.corpus.artefacts import (
    about_itself,
    lost_spaces,
    odd_marks,
    said_in,
    shouted,
    small_names,
    small_starts,
    swapped_letters,
)


def swapped(text):
    return swapped_letters(said_in(text))


@pytest.mark.parametrize(
    ("find", "text", "found"),
    [
        (lost_spaces, "In media,advocacy they met.Then it ended; see www.example.com/News.Html, e.g. at 3.5 km.", 2),
        (lost_spaces, "The U.S. paid 1,000 euros (about $1,100); “Yes,” she said.", 0),
        (small_starts, "It rained. then it stopped. iPhones broke. e.g. this.", 1),
        (odd_marks, "President Smith‘s plan, ‘the plan’, and Jones’s.", 1),
        (
            shouted,
            "This shows the importance of DISTRACTION FROM REPRESSION in a country that had enough.",
            1,
        ),
        (shouted, "NATO and the EU met; THE NEW DEAL", 0),
        (about_itself, "This article explores the flood. In this article, we look on.", 2),
        (about_itself, "Article 5 of the treaty and this report of the police were cited.", 0),
        (
            swapped,
            "The centre is new. Another center is old, and the center pays. They are suing, using it.",
            0,
        ),
        (swapped, "They beleive it, and others believe it wiht care, from the trial to the trail.", 2),
    ],
)
def test_marks_of_rewriting(find, text, found):
    assert len(find(text)) == found


def test_names_in_small_letters_need_evidence():
    evidence = "In the end Velland paid. The capital of Velland, and all of Velland, and Velland again: to Velland."
    small = said_in("The money of velland was gone.", at=100)
    assert small_names(small, evidence=said_in(evidence)) == [(113, 120)]
    assert small_names(small, evidence=said_in("Velland paid.")) == []
    evidence = said_in("He met Tomas Vey. They saw Tomas Vey’s men.")
    assert len(small_names(said_in("Then tomas Vey left."), evidence=evidence)) == 1
