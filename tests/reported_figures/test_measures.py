"""Measure, kind and population of a figure."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.corpus.codebook import Codebook, Measure
from analysis.reported_figures import figures_of
from analysis.voices import quotes_of

GENERAL = load_codebook(None)


def meanings(text, codebook=GENERAL):
    rows = figures_of(document_from_text(text, article_id="a"), [], codebook=codebook)
    return [(row["measure"], row["kind"], row["population"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The release of 52 individuals imprisoned on false charges.", ("released", "flow", "people")),
        ("At least 27 journalists are behind bars.", ("held", "stock", "journalists")),
        ("Over 1,000 Political Prisoners Remain in prison", ("held", "stock", "people")),
        ("More than 37,000 people have been detained since 2020.", ("arrested", "cumulative", "people")),
        ("Police arrested 31 fans before the match.", ("arrested", "flow", "fans")),
        ("He ruled for over three decades.", (None, "duration", None)),
        ("He was sentenced to four years in prison.", ("sentenced", "duration", None)),
        ("Prices rose by 60 per cent.", (None, "rate", None)),
        ("A third of the villages cannot be reached.", (None, "rate", "villages")),
        ("Rent is $900 a month.", ("money", "rate", None)),
        ("The hospital has 320 beds.", (None, "stock", "beds")),
        ("Demonstrators blocked five bridges.", (None, "flow", "bridges")),
        ("The loss came to $5 million.", ("money", "other", None)),
        ("The plant is valued at £5 million.", ("money", "other", None)),
        ("Deputies voted 87 to 34 for the bill.", ("votes", "flow", "votes")),
        ("Turnout was 61.4 per cent.", ("votes", "rate", None)),
        ("Some 15,000 Iraqis have fled.", ("displaced", "stock", "iraqis")),
        ("Police reported eight arrests.", ("arrested", "flow", "people")),
        ("Thousands of pilgrims flocked to the shrine.", (None, "flow", "pilgrims")),
        ("Last year 46 firms in the sector went bankrupt.", (None, "flow", "firms")),
        ("The army shot down 37 drones.", (None, "flow", "drones")),
        ("The closure means the loss of 95 posts.", ("jobs_cut", "flow", "posts")),
        ("He is linked to two other inquiries.", (None, "other", "inquiries")),
        ("The island is home to 600 seals.", (None, "stock", "seals")),
        ("The toll of the spring floods has risen to 52.", ("killed", "cumulative", "people")),
        (
            "Crews are still rescuing people, and in the end there could be 52 displaced.",
            ("displaced", "stock", "people"),
        ),
        ("Some 52 marchers protesting against the bill have been detained.", ("arrested", "flow", "marchers")),
        ("Nurses hospitalised in 52 Varn-area clinics were tested.", (None, "flow", "clinics")),
        ("Most mishaps (52%) came from drugs given in the hospital.", (None, "rate", None)),
        ("Some 52 men aged 19 and 41 were killed.", ("killed", "cumulative", "men")),
        ("Some of the dead were shot in one night in 52 incidents.", (None, "duration", None)),
        (
            "More than 52 women lost their lives, and ten children losing their lives is new.",
            ("killed", "cumulative", "women"),
        ),
        ("More than 52 people are either confirmed dead or missing.", (None, "other", "people")),
        ("Some 52 babies were born to mothers in custody.", (None, "stock", "babies")),
        ("Guards were able to detain 52 men.", ("arrested", "flow", "men")),
    ],
)
def test_measure_kind_and_population(text, expected):
    assert meanings(text)[0] == expected


def test_each_figure_takes_the_cue_of_its_own_clause():
    found = meanings("At least 43 people were killed, 120 were injured and 12 are missing.")
    assert [measure for measure, _, _ in found] == ["killed", "injured", "missing"]


def test_what_is_said_of_one_subject_is_not_said_of_the_next():
    found = meanings("Over 37,000 people have been detained since May, and hundreds have reported abuse.")
    assert [(measure, kind) for measure, kind, _ in found] == [("arrested", "cumulative"), (None, "cumulative")]


def test_without_a_codebook_the_kinds_still_hold():
    assert meanings("The group has 300 members.", Codebook()) == [(None, "stock", "members")]


def test_a_cue_may_end_in_a_star():
    codebook = Codebook(measures={"felled": Measure("felled", "flow", people=("trees",), cues=("fell*",))})
    assert meanings("They felled 40 trees.", codebook) == [("felled", "flow", "trees")]
    assert meanings("They felled 40 men.", codebook)[0][0] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 86 people died in Alden, 71 in Borrow, 43 in Castor and 12 in Dunmore.", ["killed"] * 4),
        ("The blast killed 26 people, 21 children and five adults.", ["killed"] * 3),
        ("The toll has risen to 37 – 32 children and five adults.", ["killed"] * 3),
        ("Forty of the 200 people brought to the clinic died.", ["killed", None]),
        ("The fight has left 67 dead, all but four of them soldiers.", ["killed", "killed"]),
        ("Killed: 12. Injured: 40.", ["killed", "injured"]),
        ("Killed, 12; injured, 40.", ["killed", "injured"]),
        ("The storm left 12 dead, 40 hurt.", ["killed", "injured"]),
        ("The dead included four nurses.", ["killed"]),
        ("Nine people were shot dead, among them five children.", ["killed", "killed"]),
        ("The number of hostages held fell by 12 to 140.", ["held", "held"]),
        ("Of the dead, 12 were children.", ["killed"]),
        ("Some 1,200 were arrested in the north and 800 in the south.", ["arrested", "arrested"]),
        ("The bus crash killed a woman and three children.", ["killed"]),
        ("They freed Ann Lee, a poet and the wife of an exiled leader, and 13 others.", ["released"]),
        ("The release included not just reporters, but also 14 foreigners.", ["released"]),
        ("Some 31 people — 16 civilians and 15 soldiers — had been killed.", ["killed"] * 3),
        ("Thirty pupils are missing, along with eight adults.", ["missing", "missing"]),
        ("The army killed 40 rebels, wounded 12 and captured five.", ["killed", "injured", None]),
    ],
)
def test_parts_and_lists_share_what_is_said(text, expected):
    assert [measure for measure, _, _ in meanings(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The death toll from the quake rose to 18,000 on Sunday, as rescuers searched villages.", ["killed"]),
        ("Ost is a country of 9.5 million people, where hundreds of dissidents remain imprisoned.", [None, "held"]),
        ("The cabinet meeting was attended by at least 15 ministers.", [None]),
        ("Hundreds of volunteers formed a human chain to bring food to rescue workers.", [None]),
        ("“I would not stop at 64,” said Mara Lind as opponents marched.", [None]),
        ("Police arrested 40 protesters.", ["arrested"]),
        ("A guard was killed while 3,000 marched.", ["protesting"]),
        ("Two gunmen killed 12 people.", [None, "killed"]),
        ("Some 40 officers arrested three men.", [None, "arrested"]),
        ("Two men appeared in court over the killing of a student.", [None]),
        ("He was attacked by 30 gunmen.", [None]),
        ("There were no reports of injuries among the 18,000 soldiers.", ["injured", None]),
        ("Protesters said the toll had risen to 43.", ["killed"]),
        ("The prisoners wrote to 40 lawmakers.", [None]),
        ("A camp for 40 rescue workers was built.", [None]),
        ("They met on 4 March with 40 nurses.", [None]),
        ("A poll found that 54 per cent support the strike.", [None]),
    ],
)
def test_a_measure_never_comes_from_another_clause(text, expected):
    assert [measure for measure, _, _ in meanings(text)] == expected


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Officials lowered the death toll to 217.", "killed"),
        ("The ministry reported a rise in deaths to 40.", "killed"),
        ("Ost has lost 67 people in the war.", "killed"),
        ("The fighting has claimed nearly 1,900 lives.", "killed"),
        ("The fire took the lives of 14 workers.", "killed"),
        ("Gunmen stormed the base, killing 12.", "killed"),
        ("The dead numbered 40.", "killed"),
        ("Nine of the passengers did not survive.", "killed"),
        ("Twelve bodies were pulled from the rubble.", "killed"),
        ("Fifteen officers were among the dead.", "killed"),
        ("Rescuers pulled seven children alive from the ruins.", "rescued"),
        ("Some 80 people were hospitalised.", "hospitalised"),
        ("Thirty people were treated for injuries.", "injured"),
        ("Eleven hikers are unaccounted for.", "missing"),
        ("With 40 activists still behind bars, talks stalled.", "held"),
        ("The militants took 40 villagers hostage.", "abducted"),
        ("Twelve prisoners walked free.", "released"),
        ("Ost frees 52 political prisoners", "released"),
        ("The firm laid off 800 workers.", "jobs_cut"),
        ("The bank is laying off 2,400 people.", "jobs_cut"),
        ("After axing nearly 800 staff, the owner left.", "jobs_cut"),
        ("Some 40 people were cut off by the snow.", None),
        ("The deal saves 800 jobs.", "jobs_kept"),
        ("The economy added 150,000 jobs.", "jobs_created"),
        ("The rescuers saved 12 workers.", "rescued"),
        ("Police rounded up 120 suspects.", "arrested"),
        ("Police used tear gas after 12 officers were injured.", "injured"),
        ("The toll passed 40 on Monday.", "killed"),
        ("Thousands fled the fighting.", "displaced"),
        ("About 3,000 people turned out in the rain.", "protesting"),
        ("The march drew 4,000 people.", "protesting"),
        ("The strike was joined by 4,000 nurses.", "protesting"),
        ("Demonstrations in Ost, two million in the squares", "protesting"),
        ("The union said 400,000 people had joined the march.", "protesting"),
    ],
)
def test_a_figure_takes_the_measure_of_what_governs_it_or_is_said_of_it(text, measure):
    assert meanings(text)[0][0] == measure


def _last_of(text):
    codebook = load_codebook(None)
    document = document_from_text(text, article_id="a", published="2024-05-20")
    row = figures_of(document, [], codebook=codebook)[-1]
    return row["head"], row["measure"], row["kind"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A ferry carrying about 180 passengers capsized off the cape.", ("passenger", "aboard", "other")),
        ("The plane, with 104 people on board, landed safely.", ("person", "aboard", "other")),
        ("The Red Crescent put the number aboard at 210.", ("person", "aboard", "other")),
        ("All 61 people on board were killed.", ("person", "killed", "cumulative")),
        ("A fisherman took seven people aboard.", ("person", "rescued", "flow")),
        ("The ferry was licensed to carry 120 people.", ("person", None, "other")),
        ("The jail was built for 900 prisoners.", ("prisoner", None, "other")),
        ("The hall can hold 4,000 people.", ("person", None, "other")),
    ],
)
def test_people_on_board_are_not_those_there_is_room_for(text, expected):
    assert _last_of(text) == expected


def test_what_people_were_doing_where_they_are_said_to_be_does_not_outweigh_what_happened():
    assert _last_of("Two hundred people in prison were freed.")[1] == "released"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 18 people died there and 61 were injured.", ["killed", "injured"]),
        ("Nine miners died there and 14 were taken to hospital.", ["killed", "hospitalised"]),
        (
            "At least four of the 459 people aboard are confirmed dead and 55 are injured.",
            ["killed", "aboard", "injured"],
        ),
        ("Some 18 bodies were pulled out. He said about 200 were feared trapped in the mine.", ["killed", "missing"]),
        ("Fourteen people have been confirmed as injured.", ["injured"]),
        ("In all 113 people are dead, with another 101 reported as still missing.", ["killed", "missing"]),
        ("Officials said 17 people were so far known to have died.", ["killed"]),
        ("The raid led to the death of at least 40 soldiers.", ["killed"]),
        ("Nine out of 475 passengers aboard the ferry are dead.", ["killed", "aboard"]),
    ],
)
def test_a_figure_with_a_verb_of_its_own_counts_what_the_verb_says(text, expected):
    assert [measure for measure, _, _ in meanings(text)] == expected


def test_bodies_found_next_are_of_the_dead_too():
    text = "Divers found three bodies on Friday. Another four were recovered on Sunday."
    assert [meaning[0] for meaning in meanings(text)] == ["killed", "killed"]


def test_what_is_said_of_the_figure_before_is_not_said_of_the_next():
    assert [meaning[0] for meaning in meanings("Scores dead, 300 missing after ferry sinks")] == ["killed", "missing"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fourteen of the 21 miners who had died in the blast were buried.", [None, "killed"]),
        ("Twelve of the 40 children who fell ill have gone home.", ["infected", "infected"]),
    ],
)
def test_a_relative_clause_says_it_of_the_whole_that_it_follows(text, expected):
    assert [meaning[0] for meaning in meanings(text)] == expected


def test_a_march_brings_out_a_crowd_and_crews_bring_out_survivors():
    texts = (
        "A similar march in January brought out an estimated 60,000 people.",
        "Twelve men were brought out of the mine.",
    )
    assert [meanings(text)[0][0] for text in texts] == ["protesting", "rescued"]


def test_one_that_does_something_is_no_number():
    assert len(meanings("Two tugs docked, one carrying 17 crates.")) == 2


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("'Nearly 40' hurt as bridge falls", "injured"),
        ("“Up to 900” feared dead in quake", "killed"),
        ("‘Hundreds’ killed as dam bursts", "killed"),
        ("The mayor said “nearly 40” people were hurt.", "injured"),
        ("The beam that fell is 12' long.", None),
    ],
)
def test_marks_around_a_number_alone_part_it_from_nothing(text, measure):
    document = document_from_text(text, article_id="a")
    (row,) = figures_of(document, quotes_of(document, codebook=GENERAL), codebook=GENERAL)
    assert row["measure"] == measure
    assert "dead" not in (row["authority"] or "").lower()


def test_the_largest_since_an_event_is_neither_added_up_since_nor_dated_by_it():
    text = "Some 20,000 people marched, the largest protest in Orm since the demonstration for peace in 2003."
    (row,) = figures_of(document_from_text(text, article_id="a"), [], codebook=GENERAL)
    assert (row["kind"], row["event_date"], row["as_of"]) == ("flow", None, None)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The boat had left Sarno on Sunday carrying 46 people from Orn.", "aboard"),
        ("A raft with at least 45 refugees sank off Sarno.", "aboard"),
        ("A dinghy packed with 90 people sank.", "aboard"),
        ("He had boarded the first boat with 130 people on it.", "aboard"),
        ("They met on a bus with 40 seats.", None),
        ("Fifteen of the injured were taken to Orn Memorial Hospital.", "hospitalised"),
        ("They sent 40 beds to Orn General Hospital.", None),
        ("The coach collided with 40 people.", None),
        ("Three bombers killed at least 28 people.", None),
        ("Two of the 10 dead were children.", "killed"),
        ("Forty boys were with a man who suffered a cardiac arrest.", None),
        ("The number of patients was 5,551 that year, with 93 among them dying.", None),
        ("The union balloted its 3,000 members.", None),
        ("The number of registered voters was 56,000.", None),
        ("Some 30,000 voters cast their ballots.", "votes"),
        ("The toll on Lund is direct, and 57 percent disapprove.", None),
    ],
)
def test_those_aboard_parts_of_the_dead_and_those_who_may_vote(text, measure):
    assert meanings(text)[0][0] == measure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Forty of the 200 guests died in the hall.", ["killed", None]),
        ("Police said 40 of the 200 guests drowned.", ["killed", None]),
        ("The quake killed half of the 40 miners.", ["killed", None]),
        ("Brandt dismissed most of its 250 clerks.", [None]),
        ("Police arrested some of the 300 fans.", [None]),
        ("The firm will cut 300 of its 900 jobs.", ["jobs_cut", None]),
        # what describes the whole is said of the whole
        ("Of the 300 workers dismissed, half were women.", ["jobs_cut"]),
        ("Six of the 40 people arrested on Monday were charged.", ["arrested", "arrested"]),
        ("Rebels freed all of the 40 hostages.", ["released"]),
        ("Twelve of the 40 confirmed dead were children.", ["killed", "killed"]),
        ("At least 12 of the 40 injured people were freed.", ["released", "injured"]),
        ("Some 30 of the 40 people aboard were rescued.", ["rescued", "aboard"]),
    ],
)
def test_what_is_said_of_a_part_is_not_said_of_the_whole(text, expected):
    assert [meaning[0] for meaning in meanings(text)] == expected


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Gunmen seized 80 boys at a school.", "abducted"),
        ("Some 80 boys were seized at their school by armed bandits.", "abducted"),
        ("Police seized 80 men at a rally.", "arrested"),
        ("Some 80 men were seized at a rally by police.", "arrested"),
        ("Firefighters freed 14 people trapped in a lift.", "rescued"),
        ("The court freed 14 people held since May.", "released"),
        ("Six men were jailed for between two and nine years.", None),
        ("Six men are jailed in Orm.", "held"),
        ("Some 9,000 people took part in the Orm protest.", "protesting"),
        ("Some 9,000 runners took part in the race.", None),
    ],
)
def test_who_does_it_and_what_follows_say_what_befell_them(text, measure):
    assert meanings(text)[0][0] == measure


@pytest.mark.parametrize(
    ("text", "counted", "unit"),
    [
        ("Gusts reaching 210 km (130 miles) per hour hit Orm.", "Gusts", "kilometres per hour"),
        ("Packing winds upward of 120 mph, it crossed the coast.", "winds", "miles per hour"),
        ("The car was doing 120 mph.", None, "miles per hour"),
        ("The walk is 210 km (130 miles) long.", "km", "kilometres"),
    ],
)
def test_a_speed_is_of_winds_and_said_once_of_both_units(text, counted, unit):
    row = figures_of(document_from_text(text, article_id="a"), [], codebook=GENERAL)[0]
    assert (row["counted"], row["unit"]) == (counted, unit)


def test_the_whole_of_which_a_share_will_go_is_no_forecast():
    rows = figures_of(document_from_text("The cuts will affect 9 per cent of its 30,000 staff."), [], codebook=GENERAL)
    assert [row["status"] for row in rows] == ["expected", None]


def test_who_is_tried_over_deaths_is_not_dead():
    assert [row[0] for row in meanings("A judge fined 12 officers over the deaths of 34 students.")] == [None, "killed"]
