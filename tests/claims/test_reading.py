"""What a claim says of itself: what it counts, and whether it is the story's own number."""

from dataclasses import replace

import pytest
from ledger_worlds import CODEBOOK, GENERAL, World, add_figure, bounded, causes_of, comparisons_of, day, small_world

from analysis.claims import explanations
from analysis.claims.mentions import merged
from analysis.claims.reading import read_claims
from analysis.corpus import load_codebook
from analysis.corpus.codebook import Codebook, Measure


def read(world: World, codebook=CODEBOOK):
    tables = world.tables()
    del tables["quotes"]
    return read_claims(merged(world.ledger()), reported_figures=world.ledger(), codebook=codebook, **tables)


def test_the_codebook_says_which_noun_counts_all():
    culled = Measure("culled", "cumulative", ("animals", "cattle"), ("culled",), whole="animals")
    world = small_world(
        ("culled", "cumulative", 900, "exact", {"population": "animals"}),
        ("culled", "cumulative", 400, "exact", {"population": "cattle"}),
        ("culled", "cumulative", 900, "exact", {"population": None}),
    )
    assert [claim.subject.is_whole for claim in read(world, Codebook(measures={"culled": culled})).found] == [
        True,
        False,
        True,
    ]


def test_numbers_of_sides_are_no_counts_of_one_thing():
    votes = Measure("ballots_cast", "flow", ("ballots",), ("cast",), has_sides=True)
    on_a_day = {"event_date": day(0), "population": "ballots", "counted": "ballots", "head": "ballot"}
    world = small_world(
        ("ballots_cast", "flow", 331, "exact", on_a_day), ("ballots_cast", "flow", 287, "exact", on_a_day)
    )
    assert causes_of(world, codebook=Codebook(measures={"ballots_cast": votes})) == []
    assert causes_of(world) == ["value"]


@pytest.mark.parametrize(
    ("at", "text", "anchored"),
    [
        (7, "{} people died.", True),
        (8, "{} people died.", False),
        (8, "{} people died in Arvela.", False),
        (8, "The toll is {} now.", True),
        (8, "The police counted {}.", False),
    ],
)
def test_a_number_in_the_first_sentences_or_with_a_scope_of_its_own_is_the_storys(at, text, anchored):
    world = small_world(*[("injured", "cumulative", 3, "exact", {"article": "a", "authority": None})] * at)
    add_figure(world, "a", "killed", "cumulative", bounded(13, "exact"), text=text, authority=None)
    assert read(world, GENERAL).found[-1].is_anchored is anchored


def test_what_most_articles_count_is_the_storys_wherever_it_stands():
    world = small_world(*[("injured", "cumulative", 3, "exact", {"authority": None})] * 2)
    for name in "ab" * 4:
        add_figure(world, name, "injured", "cumulative", bounded(3, "exact"), authority=None)
    for name in "ab":
        add_figure(world, name, "killed", "cumulative", bounded(13, "exact"), text="{} died.", authority=None)
    assert [claim.is_anchored for claim in read(world, GENERAL).found if claim.measure == "killed"] == [True, True]


@pytest.mark.parametrize(("text", "n"), [("Its rival Brandt Steel lost {} workers.", 0), ("Brandt Steel lost {}.", 1)])
def test_what_a_rival_has_is_not_the_storys(text, n):
    world = small_world(("injured", "cumulative", 3, "exact", {"authority": None}))
    add_figure(world, "a", "killed", "cumulative", bounded(13, "exact"), text=text, authority=None)
    assert [claim.measure for claim in read(world, GENERAL).found].count("killed") == n


@pytest.mark.parametrize(("part", "said"), [("the end of 2024", "at the end of 2024"), ("late 2024", "in late 2024")])
def test_a_part_of_a_year_is_told_as_one_says_it(part, said):
    (claim,) = read(small_world(("held", "stock", 900, "exact", {"as_of": "2024-12-31"}))).found
    assert explanations.when(replace(claim, part=part)) == said


def test_a_headline_is_as_firm_as_its_article_makes_the_number():
    texts = ("{} held after march", "Over {} people were held after the march.", "Police held {} people at the march.")
    head, body, other = (
        ("arrested", "flow", value, bound, {"article": article, "text": text, "authority": None})
        for value, bound, article, text in zip(
            (200, 200, 211), ("exact", "more_than", "exact"), "aab", texts, strict=True
        )
    )
    rows = comparisons_of(small_world(head, body, other, published=(day(0),) * 3), codebook=load_codebook(None))
    assert "differs" not in set(rows["relation"])
    alone = comparisons_of(small_world(head, other, published=(day(0),) * 2), codebook=load_codebook(None))
    assert set(alone["relation"]) == {"differs"}
