"""Whose words they are where the speaker does not stand right before the verb: the orders of ordinary news."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Codebook
from analysis.voices import quotes_of


def said(text):
    """Every statement's speaker with what is said, in order; the parts of one statement once."""
    found = {}
    for row in quotes_of(document_from_text(text, is_english=True), codebook=Codebook()):
        found.setdefault(row["statement_id"], (row["speaker"], row["text"]))
    return list(found.values())


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # A clause about the speaker stands between speaker and verb.
        ("A hiker who fled after part of the path fell into the Orn, in the north, says it was dark.", "Hiker"),
        (
            "A panel of engineers that sets rules for bridges, known as the Arvid Board, announced that it is late.",
            "Panel",
        ),
        ("The woman who owns the Lindal farm said the sheep were lost.", "Woman"),
        ("A baker who lives near the lake said the shop was flooded.", "Baker"),
        ("The man who ran the port until last year, Tarek Lund, said the pier was old.", "Tarek Lund"),
        (
            "Solberg, who directs rescue work in Orn province, said the first night of rain left the town dark.",
            "Solberg",
        ),
        ("A nurse working for the relief agency Open Hands said she had slept.", "Nurse"),
        ("The association representing bread and cake shops says flour is dear.", "Association"),
        ("A statement issued after a meeting chaired by the mayor called for a return to work.", "Statement"),
        # What somebody is to do something to is not who says it.
        ("Engineers sent to find the source of a strong gas smell confirmed that the valve was old.", "Engineers"),
        ("Divers sent to inspect the bridge confirmed that two piers were cracked.", "Divers"),
        ("The ministry set up to protect the coast says seals died.", "Ministry"),
        ("With the bodies discovered today, the toll rose to 60, said Tom Lott, a deputy governor.", "Tom Lott"),
        # The verb's own clause is not the sentence's first.
        (
            "Soon after the guard shelled Orn and rockets hit Velm, Brand gave a talk, telling all that it was over.",
            "Brand",
        ),
        (
            "The bill passed after the group Friends of the Fair Birds said it would use cameras.",
            "Friends of the Fair Birds",
        ),
        ("There was a fire at night and a spokesman for the board says the hall is lost.", "Spokesman for the board"),
        ("The Harbour Union will hold a strike today and says its members face a bleak winter.", "Harbour Union"),
        ("The plan drew anger in town, with Mayor Ann Lund saying she was against it.", "Ann Lund"),
        # Who somebody is, and who they are.
        ("But the Transport Minister, Ruth Solberg, says trains are late.", "Ruth Solberg"),
        ("Head of the Orland Food Council, Ruth Holm, says firms failed.", "Ruth Holm"),
        ("A spokesman for district governor Omar Lund, Tarek Brand, says men were held.", "Tarek Brand"),
        ("The presidents of neighbouring Orland and Velmark say they fear a strike.", "Presidents of"),
        ("Mayor Ann Lund and her deputy, Ole Berg, say they will stay.", "Ann Lund and Ole Berg"),
        ("Secretary of State Helen Holm Carver said the men were held.", "Helen Holm Carver"),
        ("Members such as former mayor Lund have called for the law to be dropped.", "Members"),
        # Who is quoted by somebody else.
        ("Radio reports quoted Brand's governor Ann Lund saying that the dam held.", "Ann Lund"),
        ("The wire quoted a local baker, Ole Berg, saying the dam held.", "Ole Berg"),
        ("“We sat in the tram when it burnt,” Orfax cited one of the clerks as saying.", "One of the clerks"),
        # The participle before the comma has no speaker in it.
        ("Nine cars were found, Ole Berg, a spokesman for the road board, told Orfax.", "Ole Berg"),
        ("Judge Ole Berg was quoted by the local daily al-Safa as saying: “No member has asked for it.”", "Ole Berg"),
        ("The mill burnt, a security source told the AVP news agency.", "Security source"),
        ("Lund had anger amid the auditors' finding that clerks took bribes.", "Auditors"),
        ("“We lied, and we slept.”\n— Mike Lund, head teacher", "Mike Lund"),
    ],
)
def test_the_speaker_is_whoever_the_sentence_says(text, speaker):
    assert str(said(text)[-1][0]).startswith(speaker)


@pytest.mark.parametrize(
    "text",
    [
        "Guards have shot dead seven suspected rebels in a long fight near Orn.",
        "The most politically charged change comes at the port.",
        "Another boat, Terna, claimed second place just two minutes behind Orla.",
        "The key rate, which determines overnight costs between banks, is low.",
        "The pair steadied the innings, adding 67 before the arrival of Orr paid off.",
        "It concludes more than a week of talks near Orn and is aimed at peace.",
        "All of the clerks would report to one person.",
        "The senate confirmed Ann Lund by a vote of 53 to 36.",
        "Supermag, a private firm based in Orn, as is Velm Micro, reported a net profit of 300,000 crowns.",
        "It is worth noting that the ships left.",
        "ADD TO CART: Gift card for members",
        "Doctors wrote to the patients admitted to two hospitals during 1984.",
        "The source of the virus suggests that it came by sea.",
        "The latest raid adds to fears in Orn, a town of some 8,000 people.",
        "7 deaths reported in this week (share 2.2%)",
        "FloodWatch.ORG said the storm left 3,000 homes dark.",
        "Leaks were the main fault, accounting for half of the claims reported in the north.",
    ],
)
def test_what_looks_like_a_verb_of_saying_says_nothing(text):
    assert said(text) == []


def test_somebody_named_jan_is_no_month():
    text = "A spokesman for the guild, Tarek Jan, says the men were held.\n\n“Nobody was hurt,” Mr Jan said."
    assert [speaker for speaker, _ in said(text)] == ["Tarek Jan", "Tarek Jan"]


def test_a_statement_in_passing_ends_where_the_sentence_goes_on():
    text = "Unlike phones, which Datrix says will barely sell, the screen trade in the country grew in May."
    assert said(text) == [("Datrix", "will barely sell")]
    text = "That has helped farms, but, according to Lund, shops were lost."
    assert said(text) == [("Lund", "shops were lost")]
    text = "The police say they have held the men but so far, the Harbour Board says nobody was charged."
    assert said(text)[-1] == ("Harbour Board", "nobody was charged")


def test_pronouns_and_nouns_for_bodies_refer_to_their_own_kind():
    text = "The Dawn of Velm said ships left. Then Orland sent more. The paper said that the drill had begun."
    assert said(text)[-1][0] == "Dawn of Velm"
    assert said("Her husband worked as a mason. “We are just trying to live,” she said.")[-1][0] is None
    text = "A spokesman for the board says boats were lost. The department says the mill was lost too."
    assert said(text)[-1][0] == "Department"


def test_a_quotation_over_two_paragraphs_is_not_the_next_speaker_s():
    text = (
        "“It has hurt the office,” Mr Lund said.\n\n“Many people have asked for it, me included.\n\n"
        "“If we are to go on, we need to clear it up.”\n\nThe mayor, Ann Brand, says the answer is weak."
    )
    assert [speaker for speaker, _ in said(text)] == ["Lund", "Lund", "Lund", "Ann Brand"]


def test_what_follows_the_day_of_the_telling_is_a_new_part_of_the_sentence():
    text = "The dam burst and drowned the lower town, pump workers said Friday, with fears of more rain."
    assert said(text)[0] == ("Pump workers", "The dam burst and drowned the lower town")


def test_whom_a_paragraph_only_cites_does_not_speak_the_next():
    text = (
        "Ann Lund spoke in Orn.\n\nAccording to port officials, ships were lost.\n\n"
        "“We are all worried about the winter that comes.”\n\nThe mayor said the port would open."
    )
    assert [speaker for speaker, words in said(text) if words.startswith("We are")] == [None]


def test_it_is_the_study_told_before():
    text = "A Selby University study has found that rust is common. It suggested that lead was rare."
    assert said(text)[-1] == ("Selby University study", "that lead was rare")
    assert said("“We sat in the tram when it burnt,” the daily quoted her as saying.")[-1][0] is None


def test_whoever_is_quoted_goes_on_and_not_who_is_told_of_beside():
    text = (
        "“We have floods, big floods, all over the vale,” Mr Lund added, as the rain board foresaw gales.\n\n"
        "“There are no wounded, and I would say the people have done well.”"
    )
    assert [speaker for speaker, words in said(text) if words.startswith("There")] == ["Lund"]


def test_the_next_speaker_says_nothing_of_a_quotation_that_has_ended():
    text = (
        '"The ships came at noon," Ole Berg, head of the port, said.\n\n"More than a few were lost in the fog.\n\n'
        '"After that the crews went home to their towns."\n\nMayor Ann Lund spoke of the hall.\n\n'
        '"Three of them are in the ward," she said.'
    )
    assert [speaker for speaker, _ in said(text)][1:3] == ["Ole Berg", "Ole Berg"]


def test_a_clause_after_and_has_its_own_speaker_and_quotation():
    text = "Orland's premier said the mill had burnt and his Velmark counterpart revealed there was “not much left”."
    assert [speaker for speaker, _ in said(text)] == ["Orland's premier", "Velmark counterpart"]


def test_a_minister_of_one_thing_is_no_minister_of_another():
    text = (
        "The mill burnt, according to the transport minister of Velmark, Ole Berg.\n\n"
        "Only few were saved, Information Minister Tarek Lund said.\n\nThe clerk was held, the transport minister said."
    )
    assert [speaker for speaker, _ in said(text)] == ["Ole Berg", "Tarek Lund", "Ole Berg"]


def test_an_office_of_many_words_has_the_name_behind_it():
    text = (
        "The Cabinet Secretary for Ports and Rivers, Tarek Lund, has set a date, warning that docks will close.\n\n"
        "“We are buying ships at a good price this year,” he said."
    )
    assert [speaker for speaker, _ in said(text)] == ["Tarek Lund", "Tarek Lund"]


def test_a_first_clause_is_not_what_is_demanded():
    assert said("While the board is still talking of the price, farmers are demanding an end to the levy.") == [
        ("Farmers", "an end to the levy")
    ]


def test_a_body_that_was_found_is_nobody_and_a_storm_is_no_woman():
    assert said("A body was found in Orn on Sunday, the union said.")[0][0] == "Union"
    assert said("The body count of the Orn fire rose to 12, the union said.")[0][0] == "Union"
    assert said("The world body met in Orn. The body said it was late.")[0][0] == "World body"
    assert said("Hurricane Mabel left the coast on Sunday. She said twelve boats sank.")[0][0] is None


def test_a_dateline_is_no_speaker_and_a_storm_nobody():
    assert said("ORNTOWN: President Ole Berg warned on Monday that the toll could climb.")[0][0] == "Ole Berg"
    text = "Cyclone Ada lashed the port.\n\n“It is getting better in the whole valley,” he told clerks."
    assert said(text)[-1][0] is None


def test_what_somebody_calls_it_is_theirs():
    assert (
        said("The mill burnt on Monday in what town officials called a “great loss of life.”")[-1][0]
        == "Town officials"
    )


@pytest.mark.parametrize("label", ["Hurricane Zora", "Velmar earthquake", "Ost ferry fire"])
def test_an_event_before_a_colon_says_nothing(label):
    assert {speaker for speaker, _ in said(f"{label}: “at least forty people are dead”")} == {None}


@pytest.mark.parametrize(
    "who", ["regarded as fair", "widely considered fair", "long seen as close to the guild in Orn", "based in Orn"]
)
def test_what_a_body_is_held_to_be_stands_between_it_and_what_it_says(who):
    assert said(f"The Orn Monitor, {who}, said that the mill had closed.") == [
        ("Orn Monitor", "that the mill had closed")
    ]


def test_an_accusation_ends_where_somebody_else_does_something():
    assert said("Ministers have accused the firm of theft, and doctors counted 40 dead.") == [("Ministers", "theft")]
    text = "In Orn, where officials have often accused the firm of theft, a doctor said that 40 men were dead."
    assert said(text) == [("Officials", "theft"), ("Doctor", "that 40 men were dead")]
