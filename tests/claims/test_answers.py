"""Numbers that answer another: which two numbers a text sets side by side, and which only stand beside each other."""

import pytest
from ledger_worlds import tables_of

from analysis.claims import reconcile
from analysis.corpus import load_codebook

GENERAL = load_codebook(None)


def conflicts(*texts):
    """The values of each pair that differs, the smaller first."""
    tables = tables_of({f"a{number}": text for number, text in enumerate(texts)}, GENERAL)
    _, _, found, _ = reconcile(**tables, codebook=GENERAL)
    value = tables["reported_figures"].set_index("figure_id")["value"]
    found = found[found["relation"].isin(["differs", "contradicts"])].dropna(subset=["figure_a", "figure_b"])
    return {tuple(sorted((value[a], value[b]))) for a, b in zip(found["figure_a"], found["figure_b"], strict=True)}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        # the number, the figure, the share
        ("The port authority said 310 berths were free. The dockers' union put the number at 190.", (190, 310)),
        ("The mill said 18 percent of its looms stood idle. The weavers' guild put the share at 35 percent.", (18, 35)),
        # the noun again, with no date and no place
        ("The harbour office said 40 boats had sunk on Monday in Orle. Fishermen said 70 boats had sunk.", (40, 70)),
        # only the counter and the number
        ("Six depots will close, the railway said. The drivers' union counts nine.", (6, 9)),
        # two measures of which one follows from the other
        ("Police said 12 people were arrested. Lawyers said that 31 were held.", (12, 31)),
        # a sum, and another for it
        (
            "The bridge would cost 40 million euros, the minister said. Engineers put the cost at 65 million euros.",
            (4e7, 6.5e7),
        ),
        # who counts is only the subject of a verb of counting: a document, a witness
        ("The inspector had found 16 cracks, the mayor said. A draft of the survey lists 27 cracks.", (16, 27)),
        ("Police put the crowd at 3,000. Visitors on the pier saw at least 7,000.", (3000, 7000)),
        # names on a list are those counted, and a passive may tell the same of them
        ("The coast guard said 44 people were missing. The chaplain said his list had 71 names.", (44, 71)),
        ("Some 90 people were rescued, the navy said. A pilot said that 60 people were flown out.", (60, 90)),
        # a sum in a word for its size alone, and a plan
        ("The canal cost 2.1 billion euros, the minister said. The auditor speaks of 2.9 billion.", (2.1e9, 2.9e9)),
        # another noun for those who came, behind a forecast
        (
            "By noon 3,500 protesters had come, the guild said. It expects 9,000. "
            "Police put the figure at 1,400 visitors.",
            (1400, 3500),
        ),
    ],
)
def test_another_counter_answers(text, pair):
    assert conflicts(text) == {pair}


@pytest.mark.parametrize(
    "text",
    [
        # another thing, another predicate
        "The port authority said 310 berths were free. The dockers' union has 190 members.",
        "The ministry said 40 people were injured. Police said 90 people were inside.",
        # a part, one more, what went before
        "The school said 80 pupils fell ill. Doctors said 12 of them had a fever.",
        "The mayor said 14 roads were closed. Police said another 9 were closed.",
        # a forecast, a wish
        "The firm said its profit was 5 million euros. Analysts had expected 7 million euros.",
        "The employers offer a rise of 3 percent, a spokesman said. The union demands 8 percent.",
        # what else people did, bodies at one spot, the total of a share
        "The mill said it employs 900 people. The guild said 50 people were on the roof when the storm came.",
        "The mayor said 33 people were killed. A diver said 9 bodies were found behind the lock.",
        # another place, other people
        "Police said 500 people marched in Orle. In Sund, organisers said, 900 people marched.",
        "The Red Cross said 60 people were killed. At least 16 children were among the dead, the ministry said.",
        # what a share is of
        "The guild put the cuts at 12 percent of its 320 clerks. The bank has pegged the number at 90.",
        # of one voice
        "The union said 40 boats had sunk. The union said the number was 70.",
    ],
)
def test_what_only_stands_beside_it_does_not(text):
    assert conflicts(text) == set()


def test_an_answer_meets_the_numbers_of_other_articles():
    first = "The harbour office said 40 boats had sunk in the gale. Fishermen put the number at 70."
    other = "In the gale 40 boats had sunk, the harbour office said."
    assert conflicts(first, other) == {(40, 70)}
