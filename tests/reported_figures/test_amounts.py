"""What sums of money and shares are of, in every way that news says it."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Codebook
from analysis.reported_figures import figures_of


def read(text):
    return figures_of(document_from_text(text, article_id="a"), [], codebook=Codebook())


def heads(text):
    return [row["head"] for row in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Brandt buys Lumen for $7.5bn.",
        "Brandt agreed to acquire its rival Lumen, based in Orrin, for up to $7.5 billion in cash and stock.",
        "Brandt sold its dairy arm to Lumen for $7.5 million in cash.",
        "Lumen was bought by Brandt for about $7.5bn.",
        "Brandt's purchase of Lumen in 2016 for $7.5 billion was its largest.",
        "The $7.5 billion Lumen takeover surprised markets.",
        "It was a 7-billion-dollar deal.",
        "Brandt is acquiring Lumen in a transaction valued at $7.5 billion.",
        "A deal worth a total of $7.5bn was announced on Monday.",
        "Brandt paid $7.5bn for Lumen in 2012.",
        "Brandt shelled out $7.5bn for its rival, Lumen.",
        "Brandt bought the firm for the staggering sum of $7.5 billion.",
        "The takeover will cost the company $7.5bn.",
        "Brandt set a price of $7.5bn.",
        "Lumen's price tag of $7.5bn is high.",
        "Brandt proposed a takeover of $7.5bn.",
    ],
)
def test_what_a_deal_costs_has_one_noun(text):
    assert heads(text)[-1] == "price"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brandt will buy Lumen for $4 billion in cash and $12 billion in stock.", ["cash", "stock"]),
        ("The offer values Lumen at $21bn.", ["valuation"]),
        ("Brandt bought a 40% stake in Lumen for $3bn.", ["stake", "stake"]),
        ("Brandt bought back shares for $3bn.", [None]),
        ("Brandt sold 140 of its stores for £25m.", ["store", "price"]),
        ("Brandt, which bought Lumen, was fined for $3m.", [None]),
        ("Brandt rejected a $47 billion bid.", ["bid"]),
        ("Brandt made $3bn sales abroad.", ["sale"]),
        ("Shares of Brandt rose $1.29.", ["share"]),
    ],
)
def test_what_is_no_price_of_a_deal(text, expected):
    assert heads(text) == expected


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The regulator fined Brandt €12m.", "fine"),
        ("Brandt was fined €12m.", "fine"),
        ("Brandt faces a record €12m fine.", "fine"),
        ("Brandt agreed to pay a €12m civil penalty.", "penalty"),
        ("Brandt agreed to pay €12m to settle the case.", "settlement"),
        ("Brandt agreed to a record $13bn (€9bn) settlement.", "settlement"),
        ("Brandt was fined €12m (about $13m).", "fine"),
        ("Brandt will pay $12m in damages.", "damage"),
        ("The thieves demanded a $12m ransom.", "ransom"),
        ("The families will get $12m compensation.", "compensation"),
        ("Ministers agreed a €40bn rescue package.", "rescue"),
        ("Ministers agreed a €40bn bail-out.", "bailout"),
        ("After three weeks ministers agreed a €40bn all-party rescue package.", "rescue"),
        ("The lenders gave it 40 billion euros (US$46 billion) worth of loans.", "loan"),
        ("Ostland will contribute £3bn.", "contribution"),
        ("The fund will pump €3bn into the banks.", "injection"),
        ("They will announce about £5bn worth of cuts.", "cut"),
        ("The state has a budget deficit of 9.4% of GDP.", "deficit"),
        ("It is the same as 9.4% of GDP.", None),
        ("The loans carry a 5.8% interest rate.", "rate"),
        ("The ballot saw 48 percent voter turnout.", "turnout"),
        ("Brandt posted a $300m loss.", "loss"),
        ("Brandt took a $55 million impairment charge and revenue fell 4.7 percent.", "revenue"),
        ("Brandt bought it, with the assumption of about $700 million in debt.", "debt"),
        ("Brandt stock was trading almost 7% lower.", "stock"),
        ("She signed an $80-billion state budget.", "budget"),
        ("The state will pay 4.5 per cent of the €20bn fund contribution.", "contribution"),
        ("Brandt made a loss before tax of £12m.", "loss"),
        ("Brandt took a loss on disposal of around £12m.", "loss"),
        ("Brandt made £12m in further investments.", "investment"),
        ("The plan has a $2.1 million cut.", "cut"),
        ("A loan in the region of £12m was agreed.", "loan"),
        ("Brandt agreed to pay £12m to settle the claims.", "settlement"),
        ("Traders were expecting earnings of £12m.", "earning"),
        ("Brandt hopes to bring the cost to £12m.", "cost"),
        ("Brandt has a valuation between $30 million and $60 million.", "valuation"),
        ("Costs will be cut by 15 per cent, and spending on roads will be cut by 5 per cent.", "spending"),
        ("The deficit is seen at 9.4 per cent.", "deficit"),
        ("The firm expects losses of £3m.", "loss"),
        ("Some $12m will be pumped into the banks.", "injection"),
        ("The package includes €12m for the banks.", None),
        ("The loan carries an interest rate of 5.8%. The rate may rise to 6.1%.", "rate"),
        ("Only 2 percent support the party.", None),
        ("Exports were worth €3bn.", "export"),
        ("Brandt will cut 4,000 jobs, or roughly 13%, by May.", "job"),
        ("A rescue package of €40bn was agreed.", "rescue"),
        ("The plan sets aside $304 million in debt payments and $17 million for rent.", None),
        ("Some $12 a month would be fine.", None),
        ("A boat for the mayor, Ann Lott, was worth $12m.", None),
        ("The debt grew by $12m--the largest rise in history.", "debt"),
        ("It was given $12m on Friday.", None),
        ("The $12m police raid failed.", None),
    ],
)
def test_a_sum_has_the_noun_that_it_measures(text, head):
    assert heads(text)[-1] == head


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("That is $42 per user.", "USD per user"),
        ("That comes to $42 a user.", "USD per user"),
        ("Brandt is paying $42 for each of its 300 million users.", "USD per user"),
        ("It means $42 for each user.", "USD per user"),
        ("It paid $42 million for every one of the 55 employees.", "USD per employee"),
        ("The price per user of $42 is high.", "USD per user"),
        ("It was a 42-dollar price per user.", "USD per user"),
        ("The state spends 200 euros per pupil.", "EUR per pupil"),
        ("It cost $42 per se.", "USD"),
    ],
)
def test_a_sum_for_each_is_a_rate(text, unit):
    row = read(text)[0]
    assert (row["unit"], row["kind"] == "rate") == (unit, " per " in unit)


def test_what_a_sum_is_for_each_of_is_a_number_of_its_own():
    assert [row["value"] for row in read("Brandt paid $42 for each of its 300 million users.")] == [42, 3e8]


def test_the_rate_is_the_one_that_was_named():
    rows = read("The loan carries an interest rate of 5.8%. The rate may rise to 6.1%.")
    assert [row["counted"] for row in rows] == ["interest rate", "interest rate"]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("A 33 percent increase in quarterly profit surprised Orrin.", "profit"),
        ("A $40 million fall in fees surprised Orrin.", "fee"),
        ("Exports surged in May to a seven-month high of $2.29bn.", "export"),
        ("Unemployment hit a record high of 12.3 per cent.", "unemployment"),
        ("Council figures show that permits climbed to 12 per cent.", "permit"),
        ("The jobless rate, which is drawn from a survey of households, fell to 7.3 per cent.", "rate"),
        ("Total food and home sales fell by 4.8 per cent.", "sale"),
        ("Gross debt is expected to rise from 50.7% to 52.3%.", "debt"),
        ("Consumer credit - cards, overdrafts and loans - surged by 46 per cent.", "credit"),
        ("Economists at Lumen Bank expect inflation of 3 per cent.", "inflation"),
        (
            "Revenue in the period, which ended in May and was the first of two, rose 53 percent, to $3.4 billion.",
            "revenue",
        ),
        ("Revenue was $300 million in fiscal 2012.", "revenue"),
        ("There were jumps in recorded robberies (up 22%).", "robbery"),
        ("Police-recorded crime has risen by 10% across Orrin.", "crime"),
        ("Knife crime has also jumped by 20%.", "crime"),
        ("The report shows a 20% surge in gun and knife crime.", "crime"),
        ("The number of Lumen holidaymakers increased by 5.9 percent.", "holidaymaker"),
        ("Brandt crude futures fell 84 cents, or 2 per cent, to settle at $43.", "future"),
        ("Transfer spending by the clubs has grossed $275m.", "spending"),
        ("Brandt is projecting revenues to grow by 2 per cent.", "revenue"),
    ],
)
def test_a_share_or_sum_is_of_what_rises_or_falls(text, head):
    assert heads(text)[-1] == head


def test_a_month_behind_a_rise_is_not_what_rises():
    assert heads("They got a 4 per cent increase in May, the Lumen union said.")[-1] == "increase"


def test_a_clause_before_a_colon_is_no_label():
    assert heads("The blow is direct: 57 per cent disapprove.") == [None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brandt posted net income for the quarter of $3.2 billion, up 7 percent.", ["income", "income"]),
        ("Brandt had sales in the first half of $5m.", ["sale"]),
        ("The report named the cost to the city of $4m.", ["cost"]),
        ("Profit per share was $0.63 up 9 percent on the year.", ["profit", "profit"]),
        ("The court met in a hall of $4m.", ["hall"]),
    ],
)
def test_another_phrase_may_part_a_noun_from_its_sum(text, found):
    assert heads(text) == found
