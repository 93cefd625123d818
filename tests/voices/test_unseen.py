"""Orders and wordings met in stories that no rule was written for: who says what, and under which name."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Codebook
from analysis.voices import quotes_of


def said(text):
    """Speaker and words of every statement in a text."""
    rows = quotes_of(document_from_text(text, article_id="a"), codebook=Codebook())
    return [(row["speaker"], row["text"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Six people have died, the health ministry said Wednesday, up from five a day earlier.",
            ("Health ministry", "Six people have died"),
        ),
        (
            "Marlow won half of the vote, the commission said on Tuesday, a result her rival rejected.",
            ("Commission", "Marlow won half of the vote"),
        ),
        (
            "Over 600 people have been arrested, campaigners at Open Doors claim.",
            ("Campaigners at Open Doors", "Over 600 people have been arrested"),
        ),
        (
            "Weldon will lay off 185 workers, the company told the state in a filing required under federal law.",
            ("Company", "Weldon will lay off 185 workers"),
        ),
    ],
)
def test_a_speaker_behind_the_statement_is_found(text, expected):
    assert expected in said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police estimated the crowd at 15,000.", [("Police", "the crowd at 15,000")]),
        (
            "The group put the number of detainees at no fewer than 540.",
            [("Group", "the number of detainees at no fewer than 540")],
        ),
        ("Officials put the number held at six.", [("Officials", "the number held at six")]),
        ("State radio said three.", [("State radio", "three")]),
        ("Officials say 14; residents say at least 30.", [("Officials", "14"), ("Residents", "at least 30")]),
        (
            "Prosecutors estimate the loss at €12m; the bank puts it at €9m.",
            [("Prosecutors", "the loss at €12m"), ("Bank", "at €9m")],
        ),
    ],
)
def test_a_bare_number_is_a_statement_of_whoever_gives_it(text, expected):
    assert said(text) == expected


def test_a_ministry_with_another_name_is_another_ministry():
    text = "Police counted 300 people. Four have died, the health ministry said."
    assert said(text)[-1] == ("Health ministry", "Four have died")


def test_who_has_only_read_the_records_is_not_their_author():
    text = "The ship could carry 180 people, according to port records seen by Harbour News."
    assert said(text) == [("Port records", "The ship could carry 180 people")]


def test_nobody_fears_in_a_headline_s_passive():
    assert said("Two hikers feared dead after an avalanche.") == []


def test_asking_not_to_be_named_is_no_statement():
    text = "One worker, who asked not to be named, said the plant would close."
    assert said(text) == [("One worker", "the plant would close")]


def test_an_office_named_in_full_is_no_part_of_a_name():
    text = "Secretary of Transport Elena Cruz said the licences would lapse."
    assert said(text) == [("Elena Cruz", "the licences would lapse")]


def test_a_relative_clause_ends_no_statement():
    text = "Toman, 68, who has ruled for 24 years, bagged 54 per cent of the vote, officials said."
    assert said(text) == [
        ("Officials", "Toman, 68, who has ruled for 24 years, bagged 54 per cent of the vote"),
    ]


def test_a_firm_is_not_its_spokesman():
    speakers = {
        speaker for speaker, _ in said("A spokesman for Halden said: “It is over.” Halden said it will appeal.")
    }
    assert speakers == {"Spokesman for Halden", "Halden"}


def test_a_comma_that_should_not_be_there_hides_no_speaker():
    assert said("The union's officer Jenny Farr, said: “It is a great day.”") == [("Jenny Farr", "It is a great day.")]


def test_her_brother_is_no_woman():
    found = said("“We are tired,” said Mina Holt. Her brother, Jon Holt, agreed. “Very tired,” he said.")
    assert found == [("Mina Holt", "We are tired,"), ("Jon Holt", "Very tired,")]


def test_a_plane_found_in_pieces_says_nothing():
    assert said("Crashed plane found ‘destroyed’, no survivors\n\nThe search has ended.") == []


def test_a_firm_itself_says():
    assert said("Ford itself has said that the doors are safe.") == [("Ford", "that the doors are safe")]


def test_a_maker_recalls_cars_and_says_nothing():
    assert said("Vauxhall recalled 2,270 vehicles with faulty doors.") == []


def test_who_is_quoted_as_saying_what_reports_show_says_it():
    (row,) = said("State radio quoted Li Bo, head of the office, as saying early reports showed that ten had lived.")
    assert row == ("Li Bo", "early reports showed that ten had lived")


def test_a_new_office_stands_between_a_speaker_and_where_it_was_said():
    text = "Sales dipped, but the firm was content, said Carl Rudd, newly appointed finance chief, in an interview."
    assert said(text) == [("Carl Rudd", "Sales dipped, but the firm was content")]


def test_a_division_is_no_man():
    text = "The Home and Garden Division, which makes spades, narrowed its loss.\n\nThe growth was good, he said."
    assert said(text)[-1] == (None, "The growth was good")


def test_the_agency_is_whoever_spoke_last():
    text = "The Defence Ministry told Xinhua that ten left.\n\nXinhua said nine fell. More were lost, the agency said."
    assert [speaker for speaker, _ in said(text)] == ["Defence Ministry", "Xinhua", "Xinhua"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The canister burnt his hair.\n\nHe told Orfax: “I was calm.”", None),
        ("A union says all will go. North Orland-based Vantor announced cuts.\n\nIt said it had no choice.", "Vantor"),
        (
            "Ten fell, the village's party chief Olen Marsk told the official Sinter News Agency on Monday.",
            "Olen Marsk",
        ),
        ("Nine fell, said the police, according to the Fort Worth Report, which is a paper.", "Fort Worth Report"),
        ("Nine fell, Will Spind, head of the Refugee Office, said in a news briefing.", "Will Spind"),
        ("The airline made a loss, it said in a statement.", "Airline"),
        ("Officials there said that nine had fallen.", "Officials"),
    ],
)
def test_who_it_and_he_and_there_lead_to(text, speaker):
    assert said(text)[-1][0] == speaker


def test_they_are_not_those_whom_the_last_speaker_told_of():
    text = (
        "The 73 migrants were saved on Monday.\n\nThe yacht Nadir said it had seen a boat. They said they were lucky."
    )
    assert said(text)[-1][0] in ("Nadir", None)


def test_suspected_members_say_nothing():
    assert said("Twenty-two suspected members of the cell were charged.") == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Six had minor injuries and police said the train had not been full.", ["Police"]),
        (
            "The youth joins two suspects, all charged with murder, according to the sheriff's office.",
            ["Sheriff's office"],
        ),
        (
            "Two kinds are lost every year, noted the authors of the study published on Monday.",
            ["Authors of the study"],
        ),
        ("It brings the toll to 9,260 confirmed and likely cases, the board announced.", ["Board"]),
    ],
)
def test_who_speaks_beside_things_numbers_and_papers(text, speakers):
    assert [speaker for speaker, _ in said(text)] == speakers
