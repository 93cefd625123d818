"""Rows of `quotes`: speakers across spellings, pronouns, split statements, and texts that want to break it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.corpus import document_from_text
from analysis.corpus.codebook import Actor, Codebook
from analysis.voices import find_quotes, quotes_of

NONE = Codebook()


def rows(text, codebook=NONE):
    return quotes_of(document_from_text(text), codebook=codebook)


def speakers(text, codebook=NONE):
    return [row["speaker"] for row in rows(text, codebook)]


def test_a_surname_takes_the_full_name_that_the_article_gives():
    text = "Maria Santos, a nurse, said she was tired. “It was a long night,” Santos said."
    assert speakers(text) == ["Maria Santos", "Maria Santos"]


def test_the_codebooks_spelling_wins():
    codebook = Codebook(actors={"santos": Actor("santos", ("María Santos", "Maria Santos", "Santos"))})
    assert speakers("“It was long,” Santos said.", codebook) == ["María Santos"]


def test_an_acronym_takes_the_full_name():
    text = "The World Food Programme (WFP) is in the valley. The WFP said food had run out."
    assert speakers(text) == ["World Food Programme"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Cole met Ben Stone in Rome. “It was good,” she said.", "Ann Cole"),
        ("Ann Cole left early. “It was good,” she said.", "Ann Cole"),
        ("The activist Li Wei was freed on Monday. “I am tired,” the activist said.", "Li Wei"),
        ("Li Wei was freed on Monday. “I am tired,” the lawyer said.", "Lawyer"),
        ("“It was good,” she said.", None),
        ("The storm broke at noon. “It was good,” she said.", None),
    ],
)
def test_pronouns_are_resolved_only_where_the_article_makes_it_plain(text, expected):
    assert speakers(text)[-1] == expected


def test_a_statement_that_he_said_splits_is_one_statement():
    found = rows("“If the dam goes,” warned Lena Fox, a geologist, “the valley goes.”")
    assert [row["text"] for row in found] == ["If the dam goes,", "the valley goes."]
    assert len({row["statement_id"] for row in found}) == 1
    assert {row["cue_group"] for row in found} == {"assertive"}


def test_a_half_quoted_statement_has_its_parts_apart():
    found = rows("The minister said the talks were “a slow and painful failure” for all.")
    assert [(row["text"], row["is_direct"]) for row in found] == [
        ("the talks were", False),
        ("a slow and painful failure", True),
        ("for all", False),
    ]


@pytest.mark.parametrize(
    ("verb", "group"), [("said", "neutral"), ("insisted", "assertive"), ("claimed", "doubting"), ("admitted", "other")]
)
def test_cues_are_grouped(verb, group):
    assert rows(f"The minister {verb} that the talks had failed.")[0]["cue_group"] == group


@pytest.mark.parametrize(
    "text",
    [
        "The ship is expected to dock on Friday.",
        "The so-called “smart fence” cost two million.",
        "Critics could say that it is late.",
        "This fact underscores the scale of the damage.",
        "This article highlights the importance of rest.",
        "She would not say whether she will run.",
        "He represents a cautiously welcomed growth.",
    ],
)
def test_what_nobody_said_is_no_statement(text):
    assert rows(text) == []


def test_a_transcript_names_its_speakers():
    found = rows("A partial transcript follows.\n\nSMITH: We will win.\n\nJONES: We will not.")
    assert [row["speaker"] for row in found] == ["Smith", "Jones"]


def test_a_signed_quotation_has_its_signature_as_speaker():
    assert speakers("Readers wrote to us.\n\n“I was never so afraid in all my life.” — Rosa Lind") == ["Rosa Lind"]


def test_one_speaker_across_articles():
    documents = [
        document_from_text("Ann Lee said the road was open.", article_id="a"),
        document_from_text("In town, Lee said the bridge was shut.", article_id="b"),
    ]
    quotes = find_quotes(documents, codebook=NONE)
    assert quotes["speaker"].tolist() == ["Ann Lee", "Ann Lee"]
    assert schema.validate("quotes", quotes) is quotes


@pytest.mark.parametrize(
    ("subjects", "names"),
    [
        (["Ann B. Lee", "Ann Lee Jr.", "A. Lee", "Ms. Lee"], ["Ann B. Lee"] * 4),
        (["Ann Lee", "Tom Lee", "Lee"], ["Ann Lee", "Tom Lee", "Lee"]),
        (["Ann Lee", "Alan Lee", "A. Lee"], ["Ann Lee", "Alan Lee", "A. Lee"]),
        (["Ana Peña", "Ana Pena"], ["Ana Peña"] * 2),
        (["President Ann Lee", "The president", "Lee"], ["Ann Lee"] * 3),
        (["President Ann Lee", "President Bo Orr", "The president"], ["Ann Lee", "Bo Orr", "President"]),
        (["The Harbour Rescue League", "HRL"], ["Harbour Rescue League"] * 2),
        (["Col. Bo Orr", "Colonel Bo Ivo Orr", "Orr"], ["Bo Ivo Orr"] * 3),
    ],
)
def test_ways_to_write_one_speaker_across_articles(subjects, names):
    documents = [
        document_from_text(f"{subject} said the road was open.", article_id=str(at))
        for at, subject in enumerate(subjects)
    ]
    assert find_quotes(documents, codebook=NONE)["speaker"].tolist() == names


def test_no_quotes_give_an_empty_table():
    quotes = find_quotes([document_from_text("The factory closed in 2009.")], codebook=NONE)
    assert quotes.empty
    assert quotes.columns.tolist() == schema.table("quotes").names


PIECES = [
    "“", "”", '"', "said", "Ann Lee", "she", "that", "the minister", "according to", ",", ".", ":", "\n\n", "it rained",
    "claims", "who", "and", "(", ")", "—", "40", "told reporters", "The", "WOLF:", "‘", "’", "in a statement",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_rows_are_well_formed_on_any_text(text):
    document = document_from_text(text)
    found = quotes_of(document, codebook=NONE)
    known = {sentence.sentence_id for sentence in document.sentences}
    for row in found:
        assert row["sentence_id"] in known
        assert text[row["start_char"] : row["end_char"]] == row["text"]
        assert row["start_char"] < row["end_char"]
        if row["speaker_start"] is not None:
            assert text[row["speaker_start"] : row["speaker_end"]] == row["speaker_as_written"]
    assert len({row["quote_id"] for row in found}) == len(found)


@pytest.mark.parametrize(
    "piece",
    ["said ", '"', "“a” ", "Ann ", "Ann said ", "the ", "according to ", ", ", ", adding ", "who, ", "X and ", "said, ",
     "report ", "of the ", "not ", "A. ", "Monday ", "“a,” he said, “b” "],
)  # fmt: skip
def test_long_lines_are_read_to_the_end(piece):
    rows((piece * (30_000 // len(piece))).strip())
