"""Numbers that are taken back: in a publication's own corrections, and in running text."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of
from analysis.voices import quotes_of

STORY = (
    "Storm closes Tarn ferry\n\nPolice arrested 41 people on Friday, a lawyer said. Boats stayed in port all day.\n\n"
)


def read(said, *, story=STORY):
    codebook = load_codebook(None)
    document = document_from_text(story + said + "\n", published="2024-05-20")
    rows = figures_of(document, quotes_of(document, codebook=codebook), codebook=codebook)
    return [(row["value"], row["measure"], row.get("status")) for row in rows if row["start_char"] >= len(story)]


OLD, NEW = (400.0, "arrested", "withdrawn"), (41.0, "arrested", None)


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        ("This report was amended on 3 May 2024. A previous version said 400 people had been arrested.", [OLD]),
        ("CORRECTION (May 3): The number of people arrested was 41, not 400.", [NEW, OLD]),
        (
            "Correction, May 3, 2024: A story on page 2 said 400 people were arrested. The correct total is 41.",
            [OLD, NEW],
        ),
        ("Correction\n\nAn earlier version of this post said 400 people were arrested, when it was 41.", [OLD, NEW]),
        ("• This article was amended on 3 May 2024 to correct the number of arrests from 400 to 41.", [OLD, NEW]),
        ("(Corrects number of people arrested to 41 from 400)", [NEW, OLD]),
        ("Due to an editing error, this story originally gave the number of arrests as 400. It was 41.", [OLD, NEW]),
        ("The headline was changed to reflect that 41, not 400, people were arrested.", [NEW, OLD]),
        ("An earlier version of this story misstated the number of people arrested. It was 41, not 400.", [NEW, OLD]),
        ("Clarification: The story should have said 41 people were arrested.", [NEW]),
        ("An earlier version of this report was wrong to say that 400 people were arrested.", [OLD]),
        ("Our story on the strike incorrectly gave the number of arrests as 400. It should have been 41.", [OLD, NEW]),
        ("Contrary to an earlier version of this story, 41 people were arrested.", [NEW]),
    ],
)
def test_a_notice_of_correction_has_an_old_number_and_a_new_one(notice, expected):
    assert read(notice) == expected


def test_new_numbers_take_the_measures_of_the_old_ones_in_order():
    said = "We originally reported that 9 people died and 30 were injured; the correct figures are 12 and 43."
    assert read(said) == [
        (9.0, "killed", "withdrawn"),
        (30.0, "injured", "withdrawn"),
        (12.0, "killed", None),
        (43.0, "injured", None),
    ]


def test_a_number_that_the_article_still_has_is_withdrawn_with_its_correction():
    story = "Ferry sinks off Tarn\n\nThe ferry sank at dawn and 21 people died.\n\n"
    codebook = load_codebook(None)
    for notice, status in (
        ("Correction: An earlier version said 21 people died. The toll is 12.", "withdrawn"),
        ("Correction: In 2019, contrary to an earlier version of this story, 9 people died.", None),
    ):
        document = document_from_text(story + notice)
        rows = figures_of(document, [], codebook=codebook)
        assert next(row.get("status") for row in rows if row["value"] == 21) == status


def test_a_notice_gives_its_numbers_no_date_and_no_speaker():
    codebook = load_codebook(None)
    text = f"{STORY}Correction, May 3: An earlier version of this story said 400 people were arrested."
    document = document_from_text(text, published="2024-05-20")
    quotes = quotes_of(document, codebook=codebook)
    row = figures_of(document, quotes, codebook=codebook)[-1]
    assert (row["event_date"], row["authority"]) == (None, None)
    assert {quote["speaker"] for quote in quotes} == {"Lawyer"}


@pytest.mark.parametrize(
    ("said", "withdrawn"),
    [
        ("Police later withdrew the figure of 40.", [40]),
        ("The ministry retracted its claim that 40 people had been killed.", [40]),
        ("The toll, initially reported as 40, was 12.", [40]),
        ("The ministry corrected the number of dead from 21 to 12 on Sunday.", [21]),
        ("Officials revised the death toll down to 12 from 21.", [21]),
        ("The Tarn Echo incorrectly reported that 40 people had been killed.", [40]),
        ("The union apologised for its statement that 400 jobs would go, saying the number was 40.", [400]),
        ("The ministry corrected its count on Monday: 400 people are held, it said.", []),
        ("The bank revised its growth forecast to 2.1 percent from 2.3 percent.", []),
        ("He said 40 people, not 12, should go.", []),
        ("The army withdrew 40 soldiers from the town.", []),
        ("An earlier version of the bill set aside $40 million for 12 towns.", []),
        ("He was mistakenly arrested with 40 others.", []),
        ("“We originally said it would take 40 days,” she said.", []),
        ("The law was amended in 2012 to allow 40 days of leave.", []),
    ],
)
def test_running_text_tells_what_somebody_took_back(said, withdrawn):
    assert [value for value, _, status in read(said) if status == "withdrawn"] == withdrawn


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("It killed 14 people, not 41.", [41]),
        ("The number of deaths is 75 and not 88.", [88]),
        ("He said 40 people, not 12, should go.", [12]),
        ("It lasted 14 days, not 3 weeks.", []),
        ("It killed 14 people, if not 41.", []),
    ],
)
def test_the_number_behind_not_is_no_claim(said, denied):
    assert [value for value, _, status in read(said) if status == "denied"] == denied


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (
            "The ministry had said 37 people were held but later said those figures were miscalculated.",
            "withdrawn",
        ),
        ("The office first announced that 37 people were held — a mistake it blamed on haste.", "withdrawn"),
        ("The mayor said 37 people were held and that it was wrong to stop them.", None),
        ("The town revised its target of new officers from 37.", None),
        ("The firm hired 37 people, a mistake it came to regret.", None),
    ],
)
def test_what_is_said_to_have_been_wrong_is_withdrawn_and_no_other_number(said, status):
    assert [row[2] for row in read(said)] == [status]
