"""Which claims are set beside each other, and what is told of it."""

import pandas as pd
from ledger_worlds import add_figure, bounded, comparisons_of, conflicts_of, day, small_world

from analysis.claims import comparisons, reconcile
from analysis.corpus import load_codebook

NEWS = load_codebook(None)
ALDEN = {"text": "{} people marched in Alden.", "event_date": day(0)}


def crowd(value, authority, **columns):
    return "protesting", "flow", value, "exact", ALDEN | {"authority": authority} | columns


def three():
    return small_world(crowd(500, "organisers"), crowd(87, "police"), crowd(55, "Vane Count"), published=(day(0),) * 3)


def test_three_counters_are_three_questions():
    assert conflicts_of(three(), codebook=NEWS)["relation"].tolist() == ["differs"] * 3


def test_every_pair_of_one_subject_has_a_row_and_no_pair_of_two():
    world = three()
    add_figure(world, "a", "injured", "cumulative", bounded(3, "exact"), authority=None)
    assert len(comparisons_of(world, codebook=NEWS)) == 3


def test_a_conflict_with_the_numbers_of_another_names_that_one():
    world = three()
    world.articles.append(world.articles[0] | {"article_id": "d", "source": "D", "path": "d"})
    add_figure(world, "d", "protesting", "flow", bounded(500, "exact"), **ALDEN, authority="organisers")
    _, comparisons, conflicts, _ = reconcile(world.ledger(), codebook=NEWS, **world.tables())
    assert len(conflicts) == int(comparisons["relation"].isin(["contradicts", "differs"]).sum()) == 5
    again = conflicts[conflicts["told_by"].notna()]
    value = world.ledger().set_index("figure_id")["value"]
    assert len(again) == 2
    for row in again.itertuples():
        first = conflicts.set_index("conflict_id").loc[row.told_by]
        assert pd.isna(first["told_by"])
        assert {value[row.figure_a], value[row.figure_b]} == {value[first["figure_a"]], value[first["figure_b"]]}


def test_copies_of_articles_add_no_conflict():
    world = three()
    before = set(conflicts_of(world, codebook=NEWS)["explanation"])
    for name in "de":
        world.articles.append(world.articles[0] | {"article_id": name, "source": "A", "path": name})
        add_figure(world, name, "protesting", "flow", bounded(500, "exact"), **ALDEN, authority="organisers")
    origins = world.tables()["articles"][["article_id"]].assign(origin=["a", "b", "c", "a", "a"])
    assert set(conflicts_of(world, codebook=NEWS, origins=origins)["explanation"]) == before


def test_the_order_of_articles_changes_nothing():
    tables = three().tables() | {"reported_figures": three().ledger()}
    turned = {name: table.iloc[::-1].reset_index(drop=True) for name, table in tables.items()}
    assert comparisons_of(three(), codebook=NEWS, **turned).equals(comparisons_of(three(), codebook=NEWS))


def test_a_large_block_is_compared_with_its_neighbours_only(monkeypatch):
    rows = [crowd(10 + at, f"Counter {at}", article="a", text="{} marched in Alden.") for at in range(9)]
    world = small_world(*rows, published=(day(0),) * 9)
    assert len(comparisons_of(world, codebook=NEWS)) == 36
    monkeypatch.setattr(comparisons, "MOST_IN_FULL", 8)
    monkeypatch.setattr(comparisons, "NEXT", 2)
    assert len(comparisons_of(world, codebook=NEWS)) == 15


def test_of_pairs_that_are_not_comparable_a_block_keeps_so_many(monkeypatch):
    monkeypatch.setattr(comparisons, "MOST_APART", 2)
    rows = [crowd(10 + at, None, article="a") for at in range(4)]
    assert len(comparisons_of(small_world(*rows, published=(day(0),) * 4), codebook=NEWS)) == 2
