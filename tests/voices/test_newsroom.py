"""Voices as newsrooms write them: bodies, labels, interviews, new persons, statements that close a sentence."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Codebook
from analysis.voices.quotes import quotes_of


def speakers(text):
    document = document_from_text(f"A flat headline\n\n{text}")
    return [(row["speaker"], row["text"]) for row in quotes_of(document, codebook=Codebook())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The airline said 40 jobs would go. The union said 90 jobs would go.", ["Airline", "Union"]),
        ("Acme Corp lost a fifth of its value. The company said 40 jobs would go.", ["Acme Corp"]),
        ("The Dorn Bakers Union met. The union said 90 jobs would go.", ["Dorn Bakers Union"]),
        ("The bank lost $40 million, the agency said.", ["Agency"]),
        ("Crews found nine bodies, the sheriff said.", ["Sheriff"]),
        ("Forty houses burned, Governor Ada Krone said after she toured the valley.", ["Ada Krone"]),
        ("The shop closed on Sunday and bakers said 40 jobs were lost.", ["Bakers"]),
        ("The guild said 12 shops closed on Sunday and traders said 14 did.", ["Guild", "Traders"]),
        ("The rescue service says it pulled out 14 people, the Tribune reports.", ["Rescue service"]),
        ("The harbour board issued a statement saying 30 boats had sunk.", ["Harbour board"]),
        ("The Gazette cited a dentist in Marsk, who said the plant would close.", ["Dentist in Marsk"]),
        ("Kell, at a rally in Marsk, Dorn, said the vote was lost.", ["Kell"]),
        ("Some 40 people left, police said in a Friday statement.", ["Police"]),
        ("Bodo Frey, a baker: “The oven is cold and the shop is shut.”", ["Bodo Frey"]),
        ("Mayor Bodo Frey’s plan failed.\n\n“I will not resign over this,” the mayor said.", ["Bodo Frey"]),
        ("The guild released a report on Monday that said 40 boats had sunk.", ["Guild"]),
        ("Records show 40 boats sank. Police estimate 12 were lost.", ["Records", "Police"]),
        ("Rights groups watching the harbour said 40 boats had sunk.", ["Rights groups"]),
        ("All bakers fell silent on Friday after the guild reported 40 thefts.", ["Guild"]),
        ("“The oven is cold,” Bodo Frey, the head of the guild told the Tribune.", ["Bodo Frey"]),
        ("A bakers’ group said it knew of 40 thefts.", ["Bakers’ group"]),
        ("Krone offered 40 crowns; a lawyer for the bakers called that “an insult”.", ["Lawyer for the bakers"]),
        ("The Dorn County Sheriff’s Office said 40 boats had sunk.", ["Dorn County Sheriff’s Office"]),
        ("Superintendent of Police Bodo Frey said 40 boats had sunk.", ["Bodo Frey"]),
        ("The boats sank, said Col. Bodo Frey of the harbour guard.", ["Bodo Frey"]),
        ("The airline in a statement said 40 jobs would go.", ["Airline"]),
        ("Dorn’s General Staff says it lost 40 boats.", ["General Staff"]),
        ("The Dorn-based Watchline said 40 boats had sunk.", ["Watchline"]),
        ("According to Bodo Frey, head of the guild, 40 boats sank.", ["Bodo Frey"]),
        ("According to charging documents, he sank 40 boats.", ["Charging documents"]),
        ("They waved flags and carried signs that read “We want our boats back”.", ["Signs"]),
        ("“It was like a storm at sea,” gasped mum-of-two Ada Frey, 34.", ["Ada Frey"]),
        ("The strike promises to be long and hard.", []),
        ("The shop closed, the guild said on Sunday, as bakers went home for a second day.", ["Guild"]),
        ("More than 40 boats sank: said the head of the guild, Bodo Frey.", ["Bodo Frey"]),
        (
            "“It is cold,” said her father, Bodo Frey. She is Ada Frey. “It is late,” the elder Frey said.",
            ["Bodo Frey"] * 2,
        ),
        ("Assistant Agent in Charge Bodo Frey said the case was closed.", ["Bodo Frey"]),
        ("Col. Bodo Frey left at dawn. The colonel said 40 boats had sunk.", ["Bodo Frey"]),
        (
            "Aid group Open Hands left. The group said it was tired. The ministry said it slept.",
            ["Open Hands", "Ministry"],
        ),
        ("The Tribune asked the ministry. The ministry was silent. It said 40 boats sank.", ["Ministry"]),
        ("Jan Moor said the oven was cold.", ["Jan Moor"]),
        ("Too often, Bodo Frey said, the wall was left to rot.", ["Bodo Frey"]),
        ("In her book, “The Long Winter,” Ada Krone wrote that the wall was weak.", ["Ada Krone"]),
        ("“The oven is cold and the shop is shut.”\n- Bodo Frey, baker", ["Bodo Frey"]),
        ("Judge Ada Lund Krone resigned.\n\n“I am tired of all this,” Lund Krone said.", ["Ada Lund Krone"]),
    ],
)
def test_who_speaks(text, expected):
    assert [speaker for speaker, _ in speakers(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "LIVE UPDATES: 30 people were rescued.",
        "Correction: 12 people were rescued.",
        "The drought has claimed the lives of 40 herders.",
        "The king has maintained a firm hold on the valley, where 40 herders are held.",
        "She is at work on a novel titled “The long winter of our fathers.”",
        "Two miners feared buried were found.",
        "Forty thousand people demonstrated in Marsk on Sunday.",
        "The clinic admitted 13 patients.",
    ],
)
def test_what_nobody_says(text):
    assert speakers(text) == []


def test_a_quotation_over_paragraphs_keeps_its_speaker():
    text = "Ida Rohn said: “First the roof went.\n\n“Then we ran for the hill.\n\n“I want to go home.”"
    assert [speaker for speaker, _ in speakers(text)] == ["Ida Rohn"] * 3


def test_whom_the_article_introduces_speaks_next():
    text = (
        "“It is a shame,” Chief Olaf Bir said.\n\nReporters then met Lena Voss, a teacher who lives nearby.\n\n"
        "“They never came,” she said."
    )
    assert [speaker for speaker, _ in speakers(text)] == ["Olaf Bir", "Lena Voss"]


def test_an_interview_has_two_voices():
    text = "Reporter: What did you see there?\n\nTessa Moll: I saw the wall give way and the water came."
    assert [speaker for speaker, _ in speakers(text)] == ["Reporter", "Tessa Moll"]


def test_who_is_quoted_says_it_not_the_paper():
    text = "The paper quoted Minister Jon Vey on Monday as saying the dam “will not hold for long.”"
    assert {speaker for speaker, _ in speakers(text)} == {"Jon Vey"}


QUESTIONS = (
    "\n\nQ: Why did the oven fail?\n\nA: Nobody had cleaned it.\n\nIt was old, too.\n\nQ: And then?\n\nA: It broke."
)


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("Bodo Frey runs a shop in Marsk. Frey spoke to us.", "Bodo Frey"),
        ("Bodo Frey met Ada Krone.", None),
        ("A baker spoke to us.", None),
    ],
)
def test_an_interview_in_q_and_a_is_answered_by_the_only_person_named(lead, speaker):
    found = [
        (name, words) for name, words in speakers(lead + QUESTIONS) if words in ("Nobody had cleaned it.", "It broke.")
    ]
    assert found == [(speaker, "Nobody had cleaned it."), (speaker, "It broke.")]
    assert all("?" not in words for _, words in speakers(lead + QUESTIONS))


def test_one_who_only_asks_and_one_who_answers_make_an_interview():
    text = "Tribune: Why did the oven fail?\n\nFrey: Nobody had cleaned it.\n\nTribune: And then?\n\nFrey: It broke."
    assert [speaker for speaker, _ in speakers(text)] == ["Tribune", "Frey"] * 2
