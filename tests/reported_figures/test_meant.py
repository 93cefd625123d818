"""Comparisons, insertions, records and other events keep their dates to themselves."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of

# A Monday.
PUBLISHED = "2024-05-20"
_CODEBOOK = load_codebook(None)


def dates(sentence: str) -> dict[str, str | None]:
    """The date of each figure, be it of the event or of the count."""
    document = document_from_text(f"What is known of Ostmark\n\n{sentence}", published=PUBLISHED)
    rows = figures_of(document, [], codebook=_CODEBOOK)
    return {row["surface"]: row["event_date"] or row["as_of"] for row in rows}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Some 40,000 people marched, compared to 26,000 on 19 January.",
            {"Some 40,000": None, "26,000": "2024-01-19"},
        ),
        (
            "Some 40,000 people marched on Friday, against 26,000 in March.",
            {"Some 40,000": "2024-05-17", "26,000": "2024-03"},
        ),
        ("Some 40,000 people marched, up from 26,000 a year earlier.", {"Some 40,000": None, "26,000": "2023"}),
        (
            "The rate fell to 7.1 percent in April from 7.4 percent in March.",
            {"7.1 percent": "2024-04", "7.4 percent": "2024-03"},
        ),
        (
            "The rate rose from 7.1 percent in March to 7.4 percent in April.",
            {"7.1 percent": "2024-03", "7.4 percent": "2024-04"},
        ),
        ("Police arrested 40 people on Friday, twice as many as on Thursday.", {"40": "2024-05-17"}),
        (
            "Some 40,000 people marched, fewer than the 52,000 it had counted on 17 April.",
            {"Some 40,000": None, "52,000": "2024-04-17"},
        ),
        (
            "Some 4,200 people marched on Sunday, up on the 3,100 of 2019.",
            {"Some 4,200": "2024-05-19", "3,100": "2019"},
        ),
        ("The union counted 40 marches, after 52 in March.", {"40": None, "52": "2024-03"}),
        ("“Never in April,” said Ana Bel, who took 40 people aboard.", {"40": None}),
        ("It lost $40m in the three months to March and will shed 52 jobs.", {"$40m": "2024-01/2024-03", "52": None}),
        ("The mayor came on Friday, a year after a storm killed 40 people.", {"40": None}),
        ("Friday's flood was compared to the 2003 flood in Varn, in which 310 people were killed.", {"310": "2003"}),
        ("The agency revised the number of dead to 51 from 48 on Sunday.", {"51": "2024-05-19", "48": None}),
        ("Police freed 40 people from 12 buildings on Friday.", {"40": "2024-05-17", "12": "2024-05-17"}),
        (
            "Fares rose to $40 million, up about 2% from the same time last year.",
            {"$40 million": None, "about 2%": None},
        ),
        (
            "The line earned $40 million, or 52 cents a share, in the same quarter a year earlier.",
            {"$40 million": None, "52 cents a share": None},
        ),
        (
            "Toll income rose 4% to RM40 million from RM38 million in 2022.",
            {"4%": None, "RM40 million": None, "RM38 million": "2022"},
        ),
        ("In the same quarter last year, it lost $40 million.", {"$40 million": "2023"}),
    ],
)
def test_a_comparison_keeps_its_date(sentence, expected):
    assert dates(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ferry – which was overhauled in 2019 – sank with 40 people killed.", PUBLISHED),
        ("The ferry (built by a yard in Varn in 1987) sank on Friday, killing 40 people.", "2024-05-17"),
        ("The ferry, built in 1987, sank on Friday, killing 40 people.", "2024-05-17"),
        ("At least 40 people were killed on Friday, the most since 2005.", "2024-05-17"),
        ("The fire, the deadliest since 2005, killed 40 people on Friday.", "2024-05-17"),
        ("It was the deadliest since the 2011 flood, which killed 40 people.", "2011"),
        ("It recalled a 2010 bombing that killed 40 people.", "2010"),
        ("Some 40 people were killed in the 2010 bombing.", "2010"),
        ("On the anniversary of the 2010 bombing, 40 people were hurt.", None),
        ("In Ostmark 40 people were killed (and the hall burnt down in 2019, too).", None),
        ("They were to be tried on Friday, but 40 of them were killed.", None),
    ],
)
def test_other_events_keep_theirs(sentence, expected):
    (date,) = [date for surface, date in dates(sentence).items() if "40" in surface]
    assert date == expected


def test_a_list_of_days_and_numbers():
    found = dates("It counted 12 dead on Thursday, 15 on Friday and, on the 18th – 20 dead.")
    assert list(found.values()) == ["2024-05-16", "2024-05-17", "2024-05-18"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On 23 May 40 people were killed.", None),
        ("On 23 May 40 people will be freed.", "2024-05-23"),
        ("In the 1990s, 40 people were arrested.", "1990/1999"),
    ],
)
def test_no_event_lies_ahead_unless_the_words_say_so(sentence, expected):
    (date,) = dates(sentence).values()
    assert date == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # The day of the telling is none of an amount, a share or a number of things.
        ("The line said on Friday that its revenue for the winter was $40 million.", {"$40 million": None}),
        ("About 12% of pupils walk to school, according to a study published on Friday.", {"About 12%": None}),
        (
            "The study, made public Friday, looked at 310 pupils tested at 51 schools in 1984.",
            {"310": "1984", "51": "1984"},
        ),
        (
            "A survey, released Friday by the lung board Airway, followed 310 pupils from 2003 to 2005.",
            {"310": "2003/2005"},
        ),
        ("He told the court on Friday that the clerk had charged drivers $40.", {"$40": None}),
        # What another clause dates.
        ("She admitted the theft on 3 May, through which she got at least $40.", {"at least $40": None}),
        ("Though talks go on about when it opens in May, farmers ask for $40.", {"$40": None}),
        ("Hundreds of people signed a call for a rerun of Friday's vote.", {"Hundreds": None}),
        (
            "The toll in Varn rose to 40, an aide said on Friday, as all wait for a gale, which is due on Tuesday.",
            {"40": "2024-05-17"},
        ),
        (
            "According to the league, 40 people were hurt in Varn, and the port board on Friday put the number at 52.",
            {"40": None, "52": "2024-05-17"},
        ),
        ("The record which was set in 2019 was broken, as the toll stood at 40.", {"40": None}),
        ("Clerks fear that 40 boats will sink, passing 2019's figure of 52.", {"40": None, "52": "2019"}),
        (
            "That was a 12 per cent increase over the 40 people hurt in April 2022.",
            {"12 per cent": None, "40": "2022-04"},
        ),
        ("The wait grew, an 82% rise from the end of March and a 12% one from May.", {"82%": None, "12%": None}),
        ("The budget was $4 million lower than last year and cut 52 posts.", {"$4 million": None, "52": None}),
        ("About 12 percent of the port, now known as Lake City, was lost.", {"About 12 percent": None}),
        (
            "The line sold $40 million of tickets in the April-to-June period of 2023.",
            {"$40 million": "2023-04/2023-06"},
        ),
        # But a stock and a toll are counted when they are told.
        ("The ministry said on Friday that 40 people were still in prison.", {"40": "2024-05-17"}),
        ("Sunday's crash killed 40 people.", {"40": "2024-05-19"}),
    ],
)
def test_the_day_of_telling_dates_no_amount(sentence, expected):
    assert dates(sentence) == expected


def test_a_quarter_of_a_fiscal_year_has_no_months():
    told = (
        "Tarn Pumps has a fiscal year of its own: in fiscal 2023 it grew. Sales in the fourth quarter rose 14 per cent."
    )
    assert dates(told)["14 per cent"] is None
    assert dates("Sales in the fourth quarter rose 14 per cent.")["14 per cent"] == "2023-10/2023-12"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Six people died last week on Solva before the cyclone hit Orn, killing 21, and then took at least 33.",
            {"Six": "2024-05-13/2024-05-19", "at least 33": None},
        ),
        (
            "Loans rose 4 per cent from February to a two-year high of $9m in March.",
            {"4 per cent": "2024-03", "$9m": "2024-03"},
        ),
        ("Clerks said 23 wrecks have been raised after six more boats were found on Friday.", {"six": "2024-05-17"}),
        ("At least 90 people have died in Orn since Thursday.", {"At least 90": "2024-05-16/.."}),
        ("It was the smallest crop since 2003, at 90 tonnes.", {"90 tonnes": None}),
        ("Crews dug on Sunday for survivors of the quake that struck Orn, killing 90.", {"90": PUBLISHED}),
        ("A storm that hit the coast last week has left 90 people homeless.", {"90": None}),
        (
            "Divers found four bodies on Friday, taking the death toll to 62.",
            {"four": "2024-05-17", "62": "2024-05-17"},
        ),
        (
            "Officers reported 11 more deaths overnight, bringing the toll to 62 over the past three days.",
            {"11": "2024-05-19/2024-05-20", "62": "2024-05-17/2024-05-20"},
        ),
        (
            "“The boot was made to hold 80 kilos,” he told a press conference in the town hall on Friday.",
            {"80 kilos": None},
        ),
        (
            "The four towns use 70 percent of it, the Water Office said in launching its plan for 2025.",
            {"70 percent": None},
        ),
        ("Orn crude lost $2, giving back a part of Friday's 4.6% climb.", {"$2": None, "4.6%": "2024-05-17"}),
        ("Orn took 90 guests, up 30 percent from March last year.", {"90": None}),
        ("The number of guests rose by 5.9 percent from January to March.", {"5.9 percent": "2024-01/2024-03"}),
        ("Guards held 90 people under the Harbour Act (Fees) 1985.", {"90": None}),
        ("The count is now 90, as doctors worry about the rise since April.", {"90": PUBLISHED}),
        ("Cases dropped to 90 from an April peak of 400.", {"90": None, "400": "2024-04"}),
        ("The pier burned on 3 May. Police arrested 90 people the following Friday.", {"90": "2024-05-10"}),
        ("Guards arrested 90 people in the second half of 2023.", {"90": "2023-07/2023-12"}),
        ("It has snowed for the last six days, and 90 people have died.", {"90": PUBLISHED}),
        ("Ninety people have died, and shops have been shut for the past two weeks.", {"Ninety": PUBLISHED}),
        ("The toll is now 90, as nurses worry about the spread since April.", {"90": None}),
        ("Seven deaths since Friday took the toll to 90.", {"Seven": "2024-05-17/..", "90": None}),
        ("Nurses count 90 dead after six more people died on Friday.", {"90": None, "six": "2024-05-17"}),
    ],
)
def test_what_was_done_at_another_time_keeps_its_date(sentence, expected):
    found = dates(sentence)
    assert {surface: found[surface] for surface in expected} == expected


def test_a_day_after_others_were_found_is_not_their_day():
    assert dates("Ten bodies were washed ashore, a day after five people were found dead.")["five"] is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The trial of nine men accused of killing 31 people in a bombing in 2021 opened on Monday.",
            {"nine": None, "31": "2021"},
        ),
        ("A man who killed 14 people in an attack in 2019 was freed on Monday.", {"14": "2019"}),
        ("The ministry told of 34 new cases on Thursday, more than the day before.", {"34": "2024-05-16"}),
        (
            "A judge sentenced 12 officers on Thursday over the deaths of 34 students in 2014.",
            {"12": "2024-05-16", "34": "2014"},
        ),
        ("Of 64 people arrested on May 3, 12 were charged on Friday.", {"64": "2024-05-03", "12": "2024-05-17"}),
        ("They met for the first time since 2019 and agreed to free 40 prisoners by June.", {"40": "2024-06"}),
        ("In the week to May 10, claims for aid rose to 231,000.", {"231,000": "2024-05-04/2024-05-10"}),
    ],
)
def test_a_date_behind_the_main_verb_is_not_that_of_what_a_noun_did_before(sentence, expected):
    assert dates(sentence) == expected
