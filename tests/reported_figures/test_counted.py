"""What a number counts."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.english.tokens import scan
from analysis.reported_figures import counted, figures_of, quantities_in


@pytest.mark.parametrize(
    ("text", "counted", "head"),
    [
        ("35 Belarusian security officials after", "Belarusian security officials", "official"),
        ("52 prisoners remain behind bars", "prisoners", "prisoner"),
        ("at least 27 journalists currently incarcerated", "journalists", "journalist"),
        ("tens of thousands of students", "students", "student"),
        ("four plain-clothes police officers", "plain-clothes police officers", "officer"),
        ("12 home runs and a win", "home runs", "run"),
        ("three digital and physical products", "digital and physical products", "product"),
        ("a 12-member team", "member", "member"),
        ("2,000 of the protesters", "protesters", "protester"),
        ("60 per cent of voters", "voters", "voter"),
        ("1,500 coal- and gas-fired power plants together", "coal- and gas-fired power plants", "plant"),
        ("three National Guardsmen were", "National Guardsmen", "guardsman"),
        ("six United Nations human rights treaties", "United Nations human rights treaties", "treaty"),
        ("one other friend came", "friend", "friend"),
        ("354 US metro areas", "US metro areas", "area"),
        ("five pleaded guilty", None, None),
        ("14 were foreigners", None, None),
    ],
)
def test_noun_phrase(text, counted, head):
    quantity = quantities_in(text)[0]
    assert (quantity.counted, quantity.head) == (counted, head)


def test_a_list_shares_its_noun():
    first, second = quantities_in("Between them, 112 of the 200 seats were lost.")
    assert (first.head, second.head) == ("seat", "seat")


def test_a_noun_phrase_stops_at_the_line():
    assert quantities_in("Home runs 19\nBatted in by others")[0].counted is None


@pytest.mark.parametrize(
    ("rest", "head"),
    [
        (" of them were foreign tourists.", "tourist"),
        (" were children", "child"),
        (" of them women", "woman"),
        (" injured in the crash", "person"),
        (" were freed on Friday", "person"),
        (" of them seriously", None),
        (" in hospital", None),
    ],
)
def test_after_the_number(rest, head):
    found = counted.after_the_number(scan(rest), 0)
    assert (found.head if found else None) == head


def heads(text):
    rows = figures_of(document_from_text(text, article_id="a"), [], codebook=load_codebook(None))
    return [row["head"] for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The number of political prisoners rose to 40.", ["prisoner"]),
        ("The number of injured was raised to 620 from 510.", ["person", "person"]),
        ("The death toll reached 40.", ["person"]),
        ("The blast killed 40.", ["person"]),
        ("The index rose to 8,412.", ["index"]),
        ("It rules a nation of 9.5 million.", ["person"]),
        ("Twenty children died and 30 are missing.", ["child", "child"]),
        ("One woman died and 12 were hurt.", ["woman", "person"]),
        ("The war has left 67 dead, all but four of them soldiers.", ["person", "person"]),
        ("Forty of the 200 guests fell ill.", ["guest", "guest"]),
        ("The party won 41 seats in May and 29 in June.", ["seat", "seat"]),
        ("At least 30 second-grade pupils left.", ["pupil"]),
    ],
)
def test_a_noun_that_does_not_follow_its_number(text, expected):
    assert heads(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ostra reported revenue of $25.2 billion and an operating margin of 8.2 per cent.", ["revenue", "margin"]),
        ("Net sales fell 5 per cent.", ["sale"]),
        ("The unemployment rate fell to 7.8 per cent.", ["rate"]),
        ("The rate of inflation was 3.4 per cent.", ["inflation"]),
        ("The plan raises the retirement age from 62.5 to 64.", ["age", "age"]),
        ("The ministry reported a sudden drop in unemployment to 7.8 per cent.", ["unemployment"]),
        ("The bank raised its key interest rate to 5.25 per cent.", ["rate"]),
        ("Hackers demanded a ransom of $5 million.", ["ransom"]),
        ("Some 42 per cent of teachers went on strike.", ["teacher"]),
        ("The board gave Renn 53.4 per cent of the vote on a turnout of 61.2 per cent.", ["vote", "turnout"]),
        ("A magnitude 7.1 earthquake struck Ost.", ["magnitude"]),
        ("A 7.1-magnitude earthquake struck Ost.", ["magnitude"]),
        ("The plant is valued at £5 million.", ["valuation"]),
    ],
)
def test_an_amount_has_the_noun_that_it_measures(text, expected):
    assert heads(text) == expected


def test_headers_name_what_a_column_counts():
    assert counted.from_header("Number of Prisoners Released").head == "prisoner"
    assert counted.from_header("Homes destroyed").head == "home"
    assert counted.from_header("Dead").head == "person"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The number of people known to have drowned when the Lady Mira sank rose to 48.", "person"),
        ("Tarn Energy lost $301 million in the quarter.", "loss"),
        ("The maker Tarn Energy will receive $301 million.", None),
        ("Tarn shares closed 6 percent lower.", "share"),
        ("The warning came on Monday, sending its shares down 7 per cent.", "share"),
        ("At the last election in 2018, turnout was 70 percent.", "turnout"),
        ("Turnout, at 48 percent, was low.", "turnout"),
        ("Net loss: $310m. Employees: 20,400.", "employee"),
        ("The strike shut 120 of the city's 300 schools.", "school"),
        ("The strong winter and the new line sent shares of Tarn climbing to $41.30.", None),
        ("The load weighed 12 kg, and total market value was estimated to be $4 million.", "value"),
        ("Brokers were expecting earnings of 93 cents.", "earning"),
        ("He called for the immediate return of the fund and said that $4 million from it was lost.", None),
        ("Early counts point to over $7 million worth of damage.", "damage"),
        ("Losses are high in St. Varn, $7 million; St. Orn, $4 million.", None),
        ("A baker lost $7,000 in flooding.", "loss"),
        ("New data shows shop prices rose 2.7%.", "price"),
        ("Before these cuts, the $8 million was enough.", None),
    ],
)
def test_names_count_nothing_and_amounts_have_the_noun_that_they_measure(text, head):
    codebook = load_codebook(None)
    document = document_from_text(f"Report\n\n{text}", article_id="a", published="2024-05-20")
    rows = figures_of(document, [], codebook=codebook)
    assert rows[-1]["head"] == head


def test_which_of_them_do_something_is_no_noun():
    text = "There are five strains, four of which infect horses."
    rows = figures_of(document_from_text(text), [], codebook=load_codebook(None))
    assert [row["head"] for row in rows] == ["strain", "strain"]


def test_what_happens_next_lends_no_noun():
    text = "Rebels attacked the post, killing four, and then shot six farmers."
    rows = figures_of(document_from_text(text), [], codebook=load_codebook(None))
    assert [row["head"] for row in rows] == ["person", "farmer"]


def test_what_these_do_is_no_noun():
    rows = figures_of(document_from_text("Of these, 40 of those cast their votes."), [], codebook=load_codebook(None))
    assert [row["head"] for row in rows] == [None]
