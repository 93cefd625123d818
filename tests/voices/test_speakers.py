"""The codebook's collective actors, and names as they stand in a sentence."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Actor, Codebook
from analysis.voices import quotes_of

CODEBOOK = Codebook(actors={"groups": Actor("groups", ("Rights groups", "activists", "campaigners"), "human_rights")})


def speaker(text, codebook=CODEBOOK):
    return quotes_of(document_from_text(text), codebook=codebook)[0]["speaker"]


@pytest.mark.parametrize("who", ["Activists", "The activists", "On Monday activists", "Rights groups", "rights groups"])
def test_collective_actors_of_the_codebook(who):
    assert speaker(f"{who} said the law was cruel.") == "Rights groups"


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("President Ivo Marek", "Ivo Marek"),
        ("French President Anne Roy", "Anne Roy"),
        ("Sen. Ruth Green, R-Ohio,", "Ruth Green"),
        ("Oxfam's Kate Bell", "Kate Bell"),
        ("Oxfam campaign director Kate Bell", "Kate Bell"),
        ("Kate Bell, a director at Oxfam,", "Kate Bell"),
        ("The director, Kate Bell,", "Kate Bell"),
        ("Kate Bell of Oxfam", "Kate Bell"),
        ("The Norwegian Association of Teachers", "Norwegian Association of Teachers"),
        ("A spokesman for Oxfam", "Spokesman for Oxfam"),
        ("The wife of a freed prisoner", "Wife of a freed prisoner"),
        ("State media", "State media"),
        ("Norway and Sweden", "Norway and Sweden"),
        ("Organisations like Oxfam", "Oxfam"),
    ],
)
def test_names_are_taken_out_of_their_phrase(subject, name):
    assert speaker(f"{subject} said the law was cruel.", Codebook()) == name


def test_initials_in_the_plural_are_several():
    rows = quotes_of(document_from_text("MPs said the law was cruel. They said it would fail."), codebook=Codebook())
    assert [row["speaker"] for row in rows] == ["MPs", "MPs"]


def test_a_plural_noun_is_no_subject_of_a_verb_in_the_singular():
    text = "The chart that she shows to visiting teachers shows that prices fell."
    assert "Visiting teachers" not in [
        row["speaker"] for row in quotes_of(document_from_text(text), codebook=Codebook())
    ]


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Analysts at Morgan Fields", "Analysts at Morgan Fields"),
        ("Yesterday analysts at Morgan Fields", "Analysts at Morgan Fields"),
        ("Police in Velm", "Police"),
        ("Marta Ruiz Lund of Oxfam’s Clean Water Unit", "Marta Ruiz Lund"),
        ("The Velm union, however,", "Velm union"),
        ("Doctor Noor Aziz Tahl", "Noor Aziz Tahl"),
    ],
)
def test_where_somebody_works_and_what_stands_between(subject, name):
    assert speaker(f"{subject} said the law was cruel.", Codebook()) == name


def test_those_who_are_counted_are_not_they_who_say_it():
    text = "The fate of two men is not known, according to Orn Port. About 90 guards are trying to help, they said."
    assert [row["speaker"] for row in quotes_of(document_from_text(text), codebook=Codebook())][-1] != "90 guards"


@pytest.mark.parametrize("doing", ["while opening a plant", "in launching its appeal", "after meeting the mayor"])
def test_what_somebody_does_while_saying_it(doing):
    assert speaker(f"The storm killed nine people, the Water Office said {doing}.", Codebook()) == "Water Office"


def test_the_agency_is_no_thing_that_its_words_are_about():
    text = "Orn Relief Agency warned of rain.\n\nFunds for new camps are needed, the agency indicated."
    rows = quotes_of(document_from_text(text), codebook=Codebook())
    assert [row["speaker"] for row in rows][-1] == "Orn Relief Agency"
