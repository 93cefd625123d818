import random
from pathlib import Path

import pytest
from exports import (
    as_docx,
    as_rtf,
    nexis_ended,
    nexis_numbered,
    outcomes,
    records,
    stories,
    value,
    wrong,
)

from analysis.readers import Note, Record, Refused, Unreadable

KIND = "export of Nexis"
EXPORTS = Path(__file__).parents[1] / "fixtures" / "exports"

# A cover page of 2018, an article each with everything, without a headline, with a headline in two parts.
UNI = [
    "User Name: Reader of Tarn Valley",
    "Date and Time: Thursday, November 8, 2018 4:05:00 PM CET",
    "Job Number: 40017723",
    "Documents (3)",
    "1. Old crane to stay on the quay after a night in which nobody went home",
    "Client/Matter: -None-",
    "Search Terms: crane and quay",
    "and (ferry or tunnel)",
    "Search Type: Natural Language",
    "Narrowed by:",
    "Content Type",
    "Narrowed by",
    "News",
    "Sources: Tarn Valley Post; Content Type: News",
    "2. No Headline In Original",
    "Client/Matter: -None-",
    "3. What the islands want",
    "Client/Matter: -None-",
    "Page 1 of 3",
    "Old crane to stay on the quay after a night in which nobody went home",
    "Tarn Valley Post (Eskmouth)",
    "Monday, March 5, 2018 Monday 6:31 PM EST",
    "Late Edition - Final",
    "Copyright 2018 Quay Newspapers Ltd All Rights Reserved",
    "Section: NEWS; Pg. 3",
    "Length: 60 words",
    "Byline: Mara Quill",
    "Highlight: Nine to four.",
    "Body",
    "The crane at the old quay will not be sold.",
    "Body",
    "So the sculptor calls it, and his Graphic hangs beside it.",
    "Length: 12 metres, it says on the frame. Load-Date: never.",
    "| Ward | For | Against |",
    "| Quay | 4 | 1 |",
    "Correction: An earlier version gave the length as 11 metres.",
    "Graphic",
    "The crane in 1931.",
    "Members leave the hall, Ned Farr",
    "Classification",
    "Language: ENGLISH",
    "Publication-Type: Newspaper",
    "Subject: PORTS (90%); CRANES (78%)",
    "Industry: MARITIME SERVICES (71%)",
    "Load-Date: March 6, 2018",
    "End of Document",
    "No Headline In Original",
    "Harrowgate Courier",
    "March 6, 2018",
    "Length: 9 words",
    "Body",
    "This note on tides has no headline.",
    "Load-Date: March 7, 2018",
    "End of Document",
    "What the islands want",
    "A second look",
    "The Lowfield Times",
    "March 7, 2018 Wednesday 06:31 AM GMT",
    "Copyright 2018 Lowfield Times Co.",
    "Byline: Ida Roe",
    "Body",
    "ABSTRACT",
    "The islands want a ferry.",
    "They have asked for one since 1988.",
    "Load-Date: March 8, 2018",
    "End of Document",
]  # fmt: skip


def test_the_numbered_layout_with_labels_in_changing_order():
    kind, found = outcomes((EXPORTS / "nexis-2016.txt").read_bytes())
    assert kind == KIND
    assert [type(one) for one in found] == [Record] * 5
    first, second, third, fourth, fifth = found
    assert value(first, "title") == "Old crane to stay on the quay after a night in which nobody went home"
    assert value(first, "source") == "Tarn Valley Post (Eskmouth)"
    assert value(first, "published") == "2016-03-04"
    assert value(first, "author") == "Mara Quill, Ida Roe and Tom Estover"
    assert value(first, "language") == "en"
    assert value(first, "SECTION") == "NEWS; Pg. 3"
    assert value(first, "Edition") == "Edition 2; Islands"
    assert value(first, "GRAPHIC").endswith("Photographs by Ned Farr")
    assert first.text.startswith("ESKMOUTH - The crane at the old quay will not be sold, the council decided late on")
    assert "2 of 5 DOCUMENTS\n\nand held nothing" in first.text
    assert "LENGTH: 12 metres" in first.text
    assert "Upper Town        3    3\nIslands" in first.text
    assert first.text.endswith("said Orla Vance.")
    assert value(second, "title") == "What the islands want; A second look"
    assert (value(second, "source"), value(second, "published")) == ("The Lowfield Times", "2016-03-06")
    assert value(second, "Edition") == "Late Edition - Final"
    assert second.text == (
        "The islands want a ferry. They have asked for one since 1988, and on March 4, 2016 they asked again."
    )
    assert value(second, "SUBJECT") == "FERRIES (91%); ISLANDS (88%)"
    assert value(third, "title") == "Port pays a third of the bill"
    assert third.text.endswith(
        "\n\nCORRECTION: An article on Monday misstated the share that the port pays. It is a quarter."
    )
    assert (value(fourth, "title"), value(fourth, "published")) == ("", "2016-03")
    assert fourth.text == "No headline stands above this note on tides."
    assert fifth.text == "The crane at the old quay will not be sold."
    assert [record.row for record in found] == [1, 2, 3, 4, 5]


def test_german_labels_and_dates():
    first, second = records((EXPORTS / "nexis-german.txt").read_bytes())
    assert value(first, "title") == "Kran bleibt: Rat stimmt mit 9 zu 4"
    assert (value(first, "source"), value(first, "published")) == ("Anzeiger Quellental", "2014-03-04")
    assert (value(first, "author"), value(first, "language")) == ("Ute Brandis", "de")
    assert value(first, "Edition") == "Gesamtausgabe"
    assert value(first, "HIGHLIGHT") == "Der alte Kai behält sein Wahrzeichen."
    assert first.text.count("\n\n") == 1
    assert (value(second, "title"), value(second, "published")) == ("Fährzuschuss halbiert", "2014-03-06")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_line_ends_and_encodings_make_no_difference(encoding):
    text = (EXPORTS / "nexis-german.txt").read_text(encoding="utf-8")
    plain = records(text)
    other = records(text.replace("\n", "\r\n").encode(encoding))
    assert [(one.text, one.fields) for one in other] == [(one.text, one.fields) for one in plain]


@pytest.mark.parametrize(
    "made",
    [as_docx, as_rtf, lambda lines: "\n\n".join(lines), lambda lines: "\n".join(lines)],
    ids=["docx", "rtf", "txt", "txt without blank lines"],
)
def test_the_layout_of_nexis_uni(made):
    kind, found = outcomes(made(UNI))
    assert kind == KIND
    first, second, third = found
    assert value(first, "title") == "Old crane to stay on the quay after a night in which nobody went home"
    assert (value(first, "source"), value(first, "published")) == ("Tarn Valley Post (Eskmouth)", "2018-03-05")
    assert (value(first, "author"), value(first, "language")) == ("Mara Quill", "en")
    assert value(first, "Edition") == "Late Edition - Final"
    assert value(first, "Copyright") == "Copyright 2018 Quay Newspapers Ltd All Rights Reserved"
    assert value(first, "Highlight") == "Nine to four."
    assert value(first, "Subject") == "PORTS (90%); CRANES (78%)"
    assert value(first, "Graphic") == "The crane in 1931. Members leave the hall, Ned Farr"
    paragraphs = first.text.split("\n\n")
    assert paragraphs[0] == "The crane at the old quay will not be sold."
    assert paragraphs[1] == "Body"
    assert "Length: 12 metres, it says on the frame. Load-Date: never." in paragraphs
    assert first.text.endswith("Correction: An earlier version gave the length as 11 metres.")
    assert (value(second, "title"), value(second, "source")) == ("", "Harrowgate Courier")
    assert second.text == "This note on tides has no headline."
    assert (value(third, "title"), value(third, "source")) == (
        "What the islands want A second look",
        "The Lowfield Times",
    )
    assert third.text == "ABSTRACT\n\nThe islands want a ferry.\n\nThey have asked for one since 1988."


def test_a_headline_is_not_needed():
    record, *rest = records(as_docx(["Harrowgate Courier", "March 6, 2018", "Length: 9 words", *UNI[-4:]]))
    assert not rest
    assert (value(record, "title"), value(record, "source")) == ("", "Harrowgate Courier")


def test_one_article_without_cover_page_or_end():
    lines = ["Port pays", "The Lowfield Times", "4. März 2019 Montag", "Copyright 2019 Kai Verlag", "Length: 8 words"]
    record, *rest = records(as_docx([*lines, "Body", "The port pays.", "It pays a third.", "Load-Date: March 5, 2019"]))
    assert not rest
    assert (value(record, "title"), value(record, "published")) == ("Port pays", "2019-03-04")
    assert record.text == "The port pays.\n\nIt pays a third."


def test_a_transcript_with_its_show_above_the_date():
    lines = ["1 of 1 DOCUMENT", "Eskmouth Radio", "SHOW: The Quay Hour 9:00 AM", "March 4, 2019 Monday"]
    lines += ["TYPE: SHOW", "SECTION: News; Domestic", "LENGTH: 43 words", "HEADLINE: Who pays for the crane"]
    lines += [
        "GUESTS: Orla Vance",
        "BODY:",
        "MARA QUILL, HOST: Who pays?",
        "ORLA VANCE, GUEST: The port.",
        "(END OF CLIP)",
    ]
    (record,) = records("\n\n".join([*lines, "LOAD-DATE: March 5, 2019", "LANGUAGE: ENGLISH"]))
    assert (value(record, "title"), value(record, "source")) == ("Who pays for the crane", "Eskmouth Radio")
    assert (value(record, "published"), value(record, "GUESTS")) == ("2019-03-04", "Orla Vance")
    assert record.text.startswith("MARA QUILL, HOST: Who pays?\n\nORLA VANCE")


NUMBERED = """
                          1 of 2 DOCUMENTS

                        The Lowfield Times

                      March 4, 2019 Monday

Port pays a third of the bill

LOAD-DATE: March 5, 2019

LANGUAGE: ENGLISH
PUBLICATION-TYPE: Newspaper
LENGTH: 24 words
ESKMOUTH - Repairs are put at 2.4 million. Copyright 2019 is on the plate.

Copyright reform is stuck, the clerk said.

SECTION: NEWS; Pg. 3

BYLINE: Ida Roe

            Copyright 2019 Lowfield Times Co.

                          2 of 2 DOCUMENTS

                        The Lowfield Times

                      March 5, 2019 Tuesday

No label stands above this text

The crane stays.

"Section" is the word on the door.

LANGUAGE: ENGLISH
"""


def test_labels_may_stand_above_and_below_the_text():
    first, second = records("Library of Eskmouth" + NUMBERED.replace("1 of", "FOCUS - 1 of"))
    assert value(first, "title") == "Port pays a third of the bill"
    assert (value(first, "author"), value(first, "SECTION")) == ("Ida Roe", "NEWS; Pg. 3")
    assert (value(first, "LENGTH"), value(first, "LOAD-DATE")) == ("24 words", "March 5, 2019")
    assert first.text == (
        "ESKMOUTH - Repairs are put at 2.4 million. Copyright 2019 is on the plate."
        "\n\nCopyright reform is stuck, the clerk said."
    )
    assert value(second, "title") == "No label stands above this text"
    assert second.text == 'The crane stays.\n\n"Section" is the word on the door.'


def test_what_looks_like_a_label_at_the_ends_of_a_text_is_text():
    lines = ["1 of 1 DOCUMENT", "The Lowfield Times", "March 4, 2019 Monday", "Port pays", "LENGTH: 4 words"]
    text = ["LENGTH: 12 metres, the plate says.", "UPDATE: The council has met again."]
    (record,) = records("\n\n".join([*lines, *text, "LOAD-DATE: March 5, 2019"]))
    assert record.text == "\n\n".join(text)


def test_a_short_headline_is_no_edition():
    lines = ["1 of 1 DOCUMENT", "The Lowfield Times", "March 4, 2019 Monday", "Final Edition", "Final whistle"]
    (record,) = records("\n\n".join([*lines, "LENGTH: 4 words", "The crane was blown up.", "LANGUAGE: ENGLISH"]))
    assert (value(record, "title"), value(record, "Edition")) == ("Final whistle", "Final Edition")


def test_a_cover_page_in_a_language_that_is_not_known():
    lines = [line.replace("Date and Time", "Päivä").replace("Job Number", "Työ") for line in UNI]
    lines = [line.replace("User Name", "Käyttäjä").replace("Documents (", "Asiakirjat (") for line in lines]
    found = outcomes(as_docx(lines))[1]
    assert [one.text for one in found] == [one.text for one in records(as_docx(UNI))]
    assert value(found[0], "title").startswith("Old crane to stay")


def test_titles_under_their_numbers_on_the_cover_page():
    lines = [*UNI[:3], "Document (1)", "1.", UNI[19], "Client/Matter: -None-", *UNI[19:46]]
    (record,) = records(as_docx(lines))
    assert (value(record, "title"), value(record, "source")) == (UNI[19], "Tarn Valley Post (Eskmouth)")


def test_terms_of_an_index_are_known_by_their_shares_without_a_heading():
    gone = {"Classification", "Graphic", "The crane in 1931.", "Members leave the hall, Ned Farr"}
    lines = [line for line in UNI if line not in gone]
    assert [one.text for one in records(as_docx(lines))] == [one.text for one in records(as_docx(UNI))]


def test_where_no_line_ends_a_document_the_load_date_does():
    lines = [line for line in UNI if line != "End of Document"]
    pages = [printed for line in lines for printed in ("Page 2 of 31", line)]
    assert [one.text for one in records(as_docx(pages))] == [one.text for one in records(as_docx(UNI))]
    assert [one.text for one in records(as_docx(lines))] == [one.text for one in records(as_docx(UNI))]
    with pytest.raises(Unreadable, match="3 documents"):
        outcomes(as_docx([line for line in lines if not line.startswith("Load-Date")]))


# --- counts


def test_missing_documents_are_said():
    text = (EXPORTS / "nexis-2016.txt").read_text(encoding="utf-8")
    start, end = text.index("3 of 5 DOCUMENTS"), text.index("4 of 5 DOCUMENTS")
    kind, found = outcomes(text[:start].rstrip() + "\n\n" + " " * 31 + text[end:])
    assert kind == KIND
    assert len([one for one in found if isinstance(one, Record)]) == 4
    (refused,) = [one for one in found if isinstance(one, Refused)]
    assert refused.row is None
    assert "5 documents; 4 were found" in refused.reason


def test_two_exports_in_one_file_count_together():
    one = (EXPORTS / "nexis-german.txt").read_text(encoding="utf-8")
    kind, found = outcomes(one + "\n\n" + one)
    assert kind == KIND
    assert [type(each) for each in found] == [Record] * 4


def test_a_file_cut_off_within_an_article():
    text = (EXPORTS / "nexis-german.txt").read_text(encoding="utf-8")
    first, second = outcomes(text[: text.index("auf die Hälfte")])[1]
    assert isinstance(first, Record)
    assert second.row == 2
    assert "ends inside" in second.reason
    found = outcomes(as_rtf(UNI[:-8]))[1]
    assert [type(one) for one in found] == [Record, Record, Refused]


def test_a_list_of_titles_is_no_article():
    (refused,) = outcomes(as_docx(UNI[:18]))[1]
    assert refused.row is None
    assert "list of 3 titles" in refused.reason


def test_more_articles_than_stated_are_kept_and_said():
    *found, note = outcomes(as_docx([line.replace("(3)", "(2)") for line in UNI]))[1]
    assert len(found) == 3
    assert isinstance(note, Note)


def test_a_document_that_could_not_be_shown_costs_no_other():
    lines = list(UNI)
    lines[lines.index("This note on tides has no headline.")] = (
        "We are sorry but there is an error in this document and it is not possible to display it."
    )
    found = outcomes(as_docx(lines))[1]
    assert [type(one) for one in found] == [Record, Refused, Record]
    assert found[1].row == 2


# --- what it is not


@pytest.mark.parametrize(
    "text",
    [
        "The clerk kept a list.\n\nDocument 1 of 3\n\nLENGTH: 355 words\n\nLANGUAGE: none\n\nShe read it out.",
        "How to search an archive\n\nA record begins with\n\n1 of 3 DOCUMENTS\n\nand ends with LOAD-DATE: a day.",
        "Document 1 of 3 was lost\n\nIt was found in March.\n\nBody\n\nThe end.",
        "Body\n\nLength: 12 words\n\nA poem about a crane.",
        "Date and Time: Monday\n\nWe meet at the quay.\n\nEnd of Document",
    ],
)
def test_an_article_about_exports_is_none(text):
    kind, found = outcomes(text)
    assert kind == "plain text"
    assert found[0].text == text


def test_a_word_document_about_a_crane_is_none():
    kind, _ = outcomes(as_docx(["Body", "The crane stays.", "Length of the jib: 12 metres"]))
    assert kind == "Word document"


# --- generated


def made_files(n: int, seed: int):
    rng = random.Random(seed)
    made = 0
    while made < n:
        told = stories(rng, rng.randint(1, 9), rng.choice(["en", "de", "fr", "es"]))
        made += len(told)
        form = rng.randint(0, 3)
        if form == 0:
            yield told, nexis_numbered(rng, told)
        elif form == 1:
            yield told, as_docx(nexis_ended(rng, told, has_cover=rng.random() < 0.7))
        else:
            yield told, as_rtf(nexis_ended(rng, told, has_cover=rng.random() < 0.7))


def test_generated_articles_come_out_whole():
    faults = [fault for told, content in made_files(500, 11) for fault in wrong(told, content, KIND)]
    assert not faults


def test_a_generated_file_cut_short_gives_no_half_article():
    rng = random.Random(5)
    for told, content in made_files(150, 12):
        if not isinstance(content, str) or len(told) < 2:
            continue
        found = outcomes(content[: rng.randint(len(content) // 3, len(content))])[1]
        texts = [one.text for one in found if isinstance(one, Record)]
        assert not {text for text in texts if text not in {story.text for story in told}}
        assert len(texts) == len(told) or any(isinstance(one, Refused) for one in found)
