"""Who a figure is credited to, in the ways that news does it."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Actor, Codebook
from analysis.reported_figures.authority import find_credit
from analysis.voices import quotes_of

CODEBOOK = Codebook(actors={"rescue": Actor("rescue", ("Valley Rescue Service", "Valley Rescue"), "security")})


def credited(text, figure="40"):
    document = document_from_text(text)
    start = text.index(figure)
    rows = quotes_of(document, codebook=CODEBOOK)
    found = find_credit(document, start, start + len(figure), quotes_rows=rows, codebook=CODEBOOK)
    return (None, None) if found is None else (found.authority, found.basis)


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("The carters' union put the crowd at 40.", "Carters' union"),
        ("Save the Rivers said at least 40 people died.", "Save the Rivers"),
        ("The harbour office estimates the queue at 40 carts.", "Harbour office"),
        ("The mayor's office put the queue at 12, the insurers at 40.", "Insurers"),
        ("The Brask Guild estimated the queue of carts at 40.", "Brask Guild"),
        ("Some Tavlandish papers put the turnout at 40.", "Tavlandish papers"),
        ("At least 40 people died, according to the Health Ministry.", "Health Ministry"),
        ("According to the Health Ministry, at least 40 people died.", "Health Ministry"),
        ("The Health Ministry said at least 40 people died.", "Health Ministry"),
        ("At least 40 people died, the Health Ministry said.", "Health Ministry"),
        ("Oxfam estimates that 40 people are missing.", "Oxfam"),
        ("Orn lowered the official toll from the Stell earthquake to 40 on Monday.", "Orn"),
        ("The ferry board on Monday revised its estimate of the damage to 40 cabins.", "Ferry board"),
        ("Guards held 40 people, the ministry said.", "Ministry"),
        ("“We buried 40 people,” said Ann Lee, a teacher.", "Ann Lee"),
        ("A report by the World Bank counts 40 cases.", "World Bank"),
        ("The Health Ministry's count stands at 40.", "Health Ministry"),
        ("Data from Oxfam put the number at 40.", "Oxfam"),
        ("The toll of 40 was recorded by Valley Rescue.", "Valley Rescue Service"),
        ("The toll was estimated at 40 by Oxfam, and others were silent.", "Oxfam"),
        ("Figures released by Norland officials put it at 40.", "Norland officials"),
        ("Some 40 boats sank, UN data shows.", "UN"),
        ("The board disputed the union's figure of 40.", "Union"),
        ("The board had earlier given a figure of 40.", "Board"),
        ("Ministry: 40 boats lost in storm.", "Ministry"),
        ("The wire reported on Monday that the Orn Health Board announced 40 cases in two towns.", "Orn Health Board"),
        (
            "Varnland has reported 12 cases, New Ostmark has reported 40 cases, and Orland has reported four.",
            "New Ostmark",
        ),
        ("Ostmark's Land and Environment Minister Ole Berg told clerks that the toll was 40.", "Ole Berg"),
        ("According to media tabulation, the toll jumped to 40.", "Media tabulation"),
        ("As per the passengers of the tram, some 40 people were in it.", "Passengers"),
        ("The mayor said on Orfax that according to nurses, 40 people were hurt.", "Nurses"),
        ("At least 40 of the fires were thought by police to have been lit on purpose.", "Police"),
        ("Officials in Varn also reported at least 40 boats in that part of the lake.", "Officials"),
        ("Some 40 boats lost in storm – police", "Police"),
        ("There were 40 cases, per the Ministry of Health.", "Ministry of Health"),
        ("The Health Ministry released new figures on Monday. At least 40 people died.", "Health Ministry"),
        ("Oxfam has also documented about 40 cases.", "Oxfam"),
        ("The ministry recorded 40 cases last week.", "Ministry"),
        ("Tarsis said its profit was above its own forecast of 40 million crowns.", "Tarsis"),
        ("A crowd that organisers estimated at 40 stood there.", "Organisers"),
        ("They marched, a turnout the police put at 40.", "Police"),
        ("An Oxfam report that some 40 cases were hushed up led to protests.", "Oxfam"),
        ("Some 40 boats sank, the Orn Tribune reported, citing the coastguard.", "Coastguard"),
        ("Figures released by the labour office on Friday showed 40 boats were lost.", "Labour office"),
        ("The labour board has so far confirmed the loss of 40 boats.", "Labour board"),
        ("The board counted 90 lost boats, the fishermen's union 40.", "Fishermen's union"),
        ("The board gathered letters from the coast and found that 40 boats had sunk.", "Board"),
        ("Oxfam says six of ten piers are shut, as are 40 of the inns.", "Oxfam"),
        ("Under the mayor's plan, 40 homes would be built.", "Mayor"),
        ("It will need the 40 homes experts say it lost.", "Experts"),
        ("Oxfam said help would come, but would take 40 days.", "Oxfam"),
        ("The guild counted 900 boats, and the police 40.", "Police"),
        ("The guild counted 900 boats, the independent firm Tally 40.", "Independent firm Tally"),
        ("Some 900 boats came (according to the guild, 40 for the police).", "Police"),
        ("When the port office counted 40 boats, the guild left.", "Port office"),
        ("The police had then counted 40 boats.", "Police"),
        ("Some 40 boats sank, the Tribune said, citing the harbour board.", "Harbour board"),
        ("“According to the union, 40 boats sank,” said Ann Lee.", "Union"),
        ("By the ministry's count, 40 boats sank.", "Ministry"),
        ("The guild said 90 boats sank, more than the 40 losses the harbour guard has confirmed.", "Harbour guard"),
        ("The guild said 90 boats sank, not the 40 reported by the board.", "Board"),
        ("Some 90 boats sank, according to the board, up from the 40 it had counted in May.", "Board"),
        ("The bank said profit fell 9 percent, worse than the 40 percent analysts had expected.", "Analysts"),
        ("The guild put the losses at 90 boats, twice the board’s figure of 40.", "Board"),
        ("The guild put the losses at 90 boats, twice the official count of 40.", "Official count"),
        (
            "The repairs cost 90 crowns, the board said; the bakers’ guild put the cost to the town at 40.",
            "Bakers’ guild",
        ),
        ("The bakers met. The unions claim more than 40.", "Unions"),
        ("The charity Save Our Boats counted 40 wrecks.", "Charity"),
        ("Observers from the League counted 40 wrecks.", "Observers from the League"),
        ("A count by the institute Dorn & Frey arrived at 40.", "Institute"),
        ("There were 90 boats according to the guild and 40 according to the board.", "Board"),
        ("The guild counted 90 boats, against 40 according to the board.", "Board"),
        ("Some 90 came, according to the guild, and 40, according to the board.", "Board"),
        ("The guild claimed 90 guests, the prefecture 40.", "Prefecture"),
        ("The union's estimate of 40 boats was too high.", "Union"),
        ("Estimates by the union range from 40 to 60.", "Union"),
        ("Some 40 boats sank, per the union.", "Union"),
        ("Officials say 11 boats were saved, but 40 sank.", "Officials"),
        ("Chief Ann Lee reported the new toll on Radio Orn, with Marsk hit worst at 40 dead.", "Ann Lee"),
        ("A survey published on Tuesday found that 40 percent agree.", "Survey published"),
        ("Clinic head Ann Lund wants to build 40 wards.", "Ann Lund"),
        (
            "Growth is slow, the Lindal Fund said. It edged up its own forecast for the year to 40 per cent.",
            "Lindal Fund",
        ),
        (
            "Some 90 died, according to the Orn fire service, which raised its count overnight from 40.",
            "Orn fire service",
        ),
        (
            "They are among the Orlanders expected to travel, 90 of them with the 40 counted by the motor club.",
            "Motor club",
        ),
        (
            "The flood will cost 40 crowns, analysts at Dorn said on Thursday, twice what was feared.",
            "Analysts at Dorn",
        ),
        ("Lund spoke of Orland, which industry sources said was selling only 40 barrels.", "Industry sources"),
        ("The guild lost 90 boats. In 2022 some 90 sank. Brand added in 2023 some 40 had been mended.", "Brand"),
    ],
)
def test_each_way_of_crediting(text, authority):
    found, basis = credited(text)
    assert found is not None
    assert found.startswith(authority.split()[0])
    assert basis


@pytest.mark.parametrize(
    "text",
    [
        "Mr Lund responded to a report that the club is considering a levy of 40 crowns.",
        "The hall was burnt, the latest in a long list of 40 attacks.",
        "Of the 70 claims reported in Orn, 40 were small.",
        "Norway's death toll is at 40 after the storm.",
        "Tarsis said its profit rose, but stayed below estimates of 40 million crowns.",
        "All of the firm's clerks would report to 40 managers.",
        "Unlike phones, which Datrix says will barely sell, the screen trade grew to 40 shops.",
    ],
)
def test_no_credit_from_other_clauses(text):
    assert credited(text) == (None, None)


def test_a_list_takes_the_source_of_its_lead_in():
    text = "Key numbers, based on reports from groups like Valley Rescue:\n\n* Dead: 40 people\n* Hurt: many"
    assert credited(text)[0] == "Valley Rescue Service"


def test_a_table_takes_the_source_line_below_it():
    text = "The toll by day\n\n| Day | Dead |\n|---|---|\n| Monday | 40 |\n| Tuesday | 12 |\n\nSource: Valley Rescue\n"
    assert credited(text)[0] == "Valley Rescue Service"


@pytest.mark.parametrize(
    "text",
    [
        "At least 40 people died on Monday.",
        "The minister arrived. At least 40 people died.",
        "The president ordered the release of 40 prisoners.",
        "The mayor said the road was open. On Monday, 40 people died.",
        "He leafed through a 40-page report released by Oxfam.",
        "It recorded 40 cases.",
        "The toll from the Stell earthquake rose to 40.",
        "The 40 prisoners were released by Norland.",
        "The union called for a strike, showing unity for the first time in 40 years.",
        "He weighs too much, according to his body mass index of 40.",
        "The bridge, built in March, cost 40 million.",
        "The minister denied that 40 died.",
        "Nine people marched over plans to raise the fare to 40, the guild said.",
        "The bridge fell, according to a count by the guild; the new one has 40 arches.",
        "The bank gave Dorn 40 percent of its land.",
        "A report by Oxfam came out on Monday, while 40 people died in Orn.",
        "The main details from the Q3 2024 report are as follows:\n\n- 40 boats in sales",
    ],
)
def test_the_articles_own_voice_is_never_guessed(text):
    assert credited(text) == (None, None)


def test_the_codebooks_name_wins():
    assert credited("Valley Rescue said 40 people died.")[0] == "Valley Rescue Service"


def test_a_pronoun_left_open_credits_nobody_by_name():
    text = "She said 40 people died."
    document = document_from_text(text)
    found = find_credit(document, 9, 11, quotes_rows=quotes_of(document, codebook=CODEBOOK), codebook=CODEBOOK)
    assert found is not None
    assert found.authority is None
    assert text[found.start : found.end] == "She"


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("Some 80% voted to strike and 40% voted for action short of a strike, the union announced.", "Union"),
        ("The Board, which keeps a tally of boats, has since 2014 recorded 40 wrecks.", "Board"),
        ("A Norland poll put his rating at 40 per cent.", "Norland"),
        ("The poll, conducted by Norland, showed 40 percent of adults backing her.", "Norland"),
        ("The state government, in a letter to the port board, however, said 40 people were hurt.", "State government"),
        ("The ministry's death toll stood at 40.", "Ministry"),
        ("Validated data from the Orn Health Board showed that cases reached 40.", "Orn Health Board"),
        ("The Board’s surveillance unit recorded 40 cases.", "Board’s surveillance unit"),
        ("Orvik Power estimated 40 of its lines could be cut.", "Orvik Power"),
        # Nobody's count.
        ("Local residents found 40 bodies in Orn.", None),
        ("Velmark's mounting death toll pushes casualties in the north to 40.", None),
        ("Civil cases involved estimated losses of $40 million.", None),
        ("Farmers added 40 jobs in May, ending a long dip.", None),
        ("Sierra Leone recorded 40 cases of the fever.", None),
        ("If confirmed, the party will take 52 seats and the nine-party bloc only about 40.", None),
    ],
)
def test_who_counts_and_who_does_not(text, authority):
    assert credited(text)[0] == authority


def test_a_place_that_opens_an_article_speaks_for_nobody():
    text = "VELMARK CITY: Some 40 men were held on Monday.\n\nThe men are from two towns."
    assert credited(text) == (None, None)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The charity Care Now puts the homeless at 900, the council at 40.", "Council"),
        ("One official said 90 had died; another said 40 had.", None),
        ("The index lost 120 points to 40.", None),
        ("Lee points to 40 cases of fraud.", "Lee"),
        (
            "According to a survey published by the teachers' union on Monday, 40 per cent want to leave.",
            "Teachers' union",
        ),
        ("According to a study carried out by Castor University, 40 per cent of bees died.", "Castor University"),
        ("The UN says 2 million have fled; aid groups believe it is 40.", "Aid groups"),
        ("The minister demanded answers after 40 homes lost power.", None),
        ("The union demanded a rise of 40 per cent.", "Union"),
        ("The council said 40 homes burned after a storm.", "Council"),
        ("The firm lost $40m, according to its own papers.", None),
        ("The outbreak reported 40 new cases on Thursday.", None),
        ("The strike announced by 40 nurses was called off.", None),
        ("A dozen suspected raiders hit 40 sites on Friday, and the last was the hotel.", None),
        ("The office raised the number of people reported missing to 40.", None),
        ("The union says its march drew 80,000 people, where the police had estimated 40.", "Police"),
        ("Fire kills 40, says Orm governor", "Orm governor"),
        ("Mayor: 40 dead in blaze", "Mayor"),
        ("Children: 40 dead", None),
    ],
)
def test_a_second_counter_has_its_own_number_and_points_on_a_scale_are_nobodys(text, who):
    assert credited(text)[0] == who


@pytest.mark.parametrize(
    "said", ["death count from the Brask quake has risen to", "death tally from the Orn fire stood at"]
)
def test_a_count_of_an_event_is_not_the_events(said):
    assert credited(f"The {said} 40.") == (None, None)
