"""What a figure takes from the figures before it in its paragraph."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of
from analysis.voices import quotes_of

CODEBOOK = load_codebook(None)


def read(text):
    document = document_from_text(f"Report\n\n{text}", article_id="a", published="2024-05-20")
    return figures_of(document, quotes_of(document, codebook=CODEBOOK), codebook=CODEBOOK)


def last(text):
    row = read(text)[-1]
    return row["head"], row["measure"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Police counted 45,000.", ("person", "protesting")),
        ("Police said 45,000.", ("person", "protesting")),
        ("The interior ministry spoke of 45,000.", ("person", "protesting")),
        ("A rival union put it at 45,000.", ("person", "protesting")),
        ("Police put the figure at 45,000.", ("person", "protesting")),
        ("The ministry's own estimate was 45,000.", ("person", "protesting")),
        ("The ministry had expected 45,000 people.", ("person", "protesting")),
        ("Police said 45,000 cars were towed.", ("car", None)),
        ("Police said it cost 45,000 euros.", ("cost", "money")),
    ],
)
def test_another_counter_counts_the_same(second, expected):
    assert last(f"Organisers said 600,000 people marched on Monday. {second}") == expected


def test_what_somebody_else_counts_need_not_be_people():
    assert last("Some 300 clinics closed on Monday, the union said. The ministry spoke of 120.") == ("clinic", None)


def test_another_paragraph_is_not_looked_at():
    assert last("Organisers said 600,000 people marched on Monday.\n\nThe chairman said 12.") == (None, None)


def test_a_clause_after_a_semicolon_counts_the_same_too():
    assert last("The union said 95,000 had marched; police said 22,000.") == ("person", "protesting")


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Revenue fell to $4.2 billion. Analysts had expected $4.4 billion.", "revenue"),
        ("Sales came in at $2.2bn, above the $2bn that analysts had forecast.", "sale"),
        ("Revenue was $5.6 billion, against a consensus of $5.9 billion.", "revenue"),
        ("Unemployment stood at 7.1 per cent, the office said. The unions say 11 per cent.", "unemployment"),
        ("The company sold 310,000 cars. Analysts had expected 330,000.", "car"),
    ],
)
def test_what_was_expected_is_the_amount_that_came(text, head):
    assert last(text)[0] == head


@pytest.mark.parametrize(
    "text",
    [
        "The electoral commission gave Novak 58.1 percent.",
        "Novak was re-elected with 58.1 percent of the vote. Her challenger took 39 percent.",
        "Novak received 58 percent and Brand 39 percent, the election commission said.",
    ],
)
def test_a_share_that_goes_to_a_candidate_is_of_the_vote(text):
    assert last(text) == ("vote", "votes")


def test_a_survey_counts_no_votes():
    assert last("A poll before the election gave Novak 58 percent.")[1] is None
    assert last("The bank won a contract and took 5 percent of the market.")[0] == "market"


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("The dam will cost the state 3 million dollars.", ["cost"]),
        ("It would house 900 guests and cost 31 million dollars.", ["guest", "cost"]),
        ("Vorn had $1.2 billion in sales, missing the 1.4 billion expected by analysts.", ["sale", "sale"]),
        (
            "Ana Orr took 44 percent of the vote. Turnout was 61 percent, against 54 percent in May.",
            ["vote"] + ["turnout"] * 2,
        ),
        ("Nurses: 31% on strike according to the clinic, 52% according to the union.", ["nurse", "nurse"]),
        (
            "The firm will cut 90 posts after its net profit fell 8 percent to 31 million euros.",
            ["post", "profit", "profit"],
        ),
        ("Of the 77 dead, 14 were children.", ["person", "child"]),
        ("Revised the number of people rescued to 261, from 258.", ["person", "person"]),
        ("Boats sold: 221", ["boat"]),
        ("They offered a 3.5 percent pay increase.", ["increase"]),
    ],
)
def test_an_amount_has_the_noun_that_its_clause_or_the_amount_before_gives(text, heads):
    assert [row["head"] for row in read(text)] == heads


def test_those_who_count_are_not_what_is_counted():
    told = read("Some 900 people voted, the board said, and two studies put the number at 400.")
    assert [row["head"] for row in told] == ["person", "study", "person"]


def test_missing_a_target_and_a_list_of_missing_people_are_two_things():
    assert read("Sales were 5 billion euros, missing the 6 billion expected by banks.")[-1]["measure"] == "money"
    told = read("Relatives who gathered at the port have drawn up a list of 104 missing people.")[-1]
    assert told["measure"] == "missing"


def test_what_a_list_says_was_expected_and_who_puts_a_plan_at_what_is_expected():
    listed = read("Here is what banks expected:\n\n- Revenue: $25.6 billion\n- Profit: $2.1 billion")
    assert [row["status"] for row in listed] == ["expected", "expected"]
    plan = read("The port would create 3,000 jobs, the mayor said. Economists put the number at 1,200.")
    assert [row["status"] for row in plan] == ["expected", "expected"]
    crowd = read("The union had expected 3,000 marchers. Police counted 1,200.")
    assert [row["status"] for row in crowd] == ["expected", None]


def test_the_day_of_a_compared_number_is_not_that_of_the_count_nor_of_the_next_sentence():
    rows = read("Police said 140 people had marched, down from 215 on March 12. The union counted 480.")
    assert [row["event_date"] for row in rows] == [None, "2024-03-12", None]
    quarter = read("Revenue: 5.2 billion euros (third quarter 2023: 5.9 billion)")
    assert [row["as_of"] for row in quarter] == [None, "2023-07/2023-09"]


def test_a_number_that_another_is_set_against_counts_the_same():
    assert last("More than 300,000 people marched, fewer than the 340,000 counted in May.")[1] == "protesting"


def test_the_currency_is_said_once():
    rows = read("The bank had revenue of €9.2 billion. It made a net profit of about 5.4 billion.")
    assert [row["unit"] for row in rows] == ["EUR", "EUR"]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Police said 90 people had been killed. Among them were 12 children and three nurses.", ["killed"] * 3),
        ("Some 90 fans were arrested. They include at least 12 pupils.", ["arrested"] * 2),
        ("Some 90 people were injured. Of these, 12 were guards.", ["injured"] * 2),
        ("Some 90 people were injured. Among them, seven are in a grave state.", ["injured"] * 2),
        ("Some 90 sailors were killed. They included 12 officers, five of whom were on leave.", ["killed"] * 3),
        ("Some 90 sailors were arrested, 12 of whom have since been released.", ["arrested", "released"]),
        ("Those killed include two cooks.", ["killed"]),
        ("The blaze killed 31 people. They included the owner and at least six waiters.", ["killed"] * 2),
        # what no such words join is no part
        ("Some 90 fans were arrested. They broke 12 windows.", ["arrested", None]),
        ("Some 90 people were killed. Among them was the author, who wrote 12 books.", ["killed", None]),
        ("Some 90 people were killed. They included a man who had a shop and 12 clerks.", ["killed", None]),
    ],
)
def test_some_of_those_of_another_sentence_share_what_was_said_of_them(text, measures):
    assert [row["measure"] for row in read(text)] == measures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fever has infected 900 people, 12 of whom have died.", ("person", "killed")),
        ("The fire injured 90 people, 12 of them critically.", ("person", "injured")),
        ("Of the 300 passengers, 120 were Tarnians and 12 were crew.", ("crew", None)),
        ("The toll stood at 40 on Monday, against 12 on Saturday.", ("person", "killed")),
        ("Arrests were down a third, to 640.", ("person", "arrested")),
        ("The plant sent 1,200 workers home.", ("worker", None)),
        ("As many as 60 people may have died, but officials have confirmed only 22.", ("person", "killed")),
        ("Some 40% of mills are shut, the ministry said. About 12% are open.", ("mill", None)),
        ("Some 40% of mills are shut, the ministry said. The union, the biggest here, speaks of 60%.", ("mill", None)),
        ("Turnout was 54 per cent. About 12% are undecided.", (None, None)),
        ("Troops killed two raiders and found eight dead hostages.", ("hostage", "killed")),
        ("Orm will pay $3bn in cash and stock.", (None, "money")),
        ("Orm will pay $3bn in cash.", ("cash", "money")),
        ("The ministry sent 1,200 soldiers to the coast.", ("soldier", "deployed")),
    ],
)
def test_a_part_has_what_is_said_of_it_alone_and_else_what_is_said_of_all(text, expected):
    assert last(text) == expected
