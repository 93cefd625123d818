"""Who says a quotation that no verb of saying reports, and what goes on after it."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Codebook
from analysis.voices import quotes_of

OATH = "“We will never give up the old pier,”"


def said(text):
    rows = quotes_of(document_from_text(f"A flat headline\n\n{text}"), codebook=Codebook())
    return [(row["speaker"], row["text"].strip("“”").rstrip(",")) for row in rows if row["is_direct"]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{OATH} Mara Venn sings at every feast.", "Mara Venn"),
        (f"{OATH} the harbour guild wrote.", "Harbour guild"),
        (f"The letter praised the crew of the ferry: {OATH} the guild wrote.", "Guild"),
        (f"When Mara Venn mentioned the storm, Ole Tarn smiled and said, {OATH} and left.", "Ole Tarn"),
        (f"Mayor Ole Tarn, despite admitting that he had doubts about the cost, said {OATH} and left.", "Ole Tarn"),
    ],
)
def test_whoever_acts_beside_it_says_it(text, speaker):
    assert said(text) == [(speaker, "We will never give up the old pier")]


@pytest.mark.parametrize(
    "text",
    [
        "The wish of all these years is shown by this: “We will never give up the old pier.”",
        "His aides struck out the call for “never giving up the pier” in May.",
        "When Mara Venn mentioned the storm, I laughed and said, “We will never give up the old pier.”",
    ],
)
def test_a_thing_or_the_writer_is_no_speaker(text):
    assert [speaker for speaker, _ in said(text)] == [None]


def test_what_follows_a_chant_is_told_by_the_reporter():
    text = "Marchers chanted “Save the old pier now!” and walked on until the morning."
    rows = quotes_of(document_from_text(text), codebook=Codebook())
    assert [row["text"].strip("“”") for row in rows] == ["Save the old pier now!"]
