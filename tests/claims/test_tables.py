import re

import pytest
from ledger_worlds import (
    CODEBOOK,
    PLANTS,
    World,
    compared,
    conflicts_of,
    consistent,
    day,
    planted,
    small_world,
)

from analysis import schema


def reconciled(world: World, **changed):
    return compared(**({"reported_figures": world.ledger(), "codebook": CODEBOOK} | world.tables() | changed))


def told(conflicts) -> set[tuple]:
    """Conflicts without their numbers, the two sides in any order."""
    pairs = conflicts[["cause", "figure_a", "figure_b"]].fillna("").itertuples(index=False)
    return {(cause, *sorted((one, other))) for cause, one, other in pairs}


def assert_consistent(seeds):
    for seed in seeds:
        found = conflicts_of(consistent(seed))
        assert found.empty, (seed, found["explanation"].tolist())


def assert_one_planted(seeds):
    for seed in seeds:
        world, planted_id, cause = planted(seed)
        found = conflicts_of(world)
        shown = (seed, cause, planted_id, found[["cause", "figure_a", "figure_b", "explanation"]].values.tolist())
        assert found["cause"].tolist() == [cause], shown
        assert planted_id in found[["figure_a", "figure_b", "quote_id"]].iloc[0].tolist(), shown


def test_consistent_ledgers_give_no_conflict():
    assert_consistent(range(50))


def test_one_planted_contradiction_gives_exactly_that_one():
    assert_one_planted(range(3 * len(PLANTS)))


@pytest.mark.scale
def test_a_thousand_consistent_ledgers_give_no_conflict():
    assert_consistent(range(1000, 2000))


@pytest.mark.scale
def test_a_thousand_planted_contradictions_are_found_alone():
    assert_one_planted(range(1000, 2000))


@pytest.mark.parametrize("seed", range(len(PLANTS)))
def test_shuffling_rows_changes_nothing(seed):
    world, *_ = planted(seed)
    tables = world.tables() | {"reported_figures": world.ledger()}
    shuffled = {name: table.sample(frac=1, random_state=seed).reset_index(drop=True) for name, table in tables.items()}
    assert conflicts_of(world, **shuffled).equals(conflicts_of(world))
    assert reconciled(world, **shuffled)[1].equals(reconciled(world)[1])


@pytest.mark.parametrize("seed", range(len(PLANTS)))
def test_renaming_sources_only_renames(seed):
    world, *_ = planted(seed)
    before = conflicts_of(world)
    for row in (*world.articles, *world.figures):
        row["source"] = f"The {row['source']} Times"
    after = conflicts_of(world)
    assert told(after) == told(before)
    assert [text.replace("The S", "S").replace(" Times", "") for text in after["explanation"]] == before[
        "explanation"
    ].tolist()


@pytest.mark.parametrize("seed", range(len(PLANTS)))
def test_every_explanation_is_one_question_with_its_sources(seed):
    world, *_ = planted(seed)
    (row,) = conflicts_of(world).to_dict("records")
    assert row["explanation"].endswith("?")
    assert row["explanation"].count("?") == 1
    assert re.search(r"\bS\d\b", row["explanation"])
    assert "nan" not in row["explanation"].lower().split()


def test_vague_numbers_never_contradict():
    world = small_world(
        ("held", "stock", 40, "exact", {"as_of": "2025-03-01"}),
        ("held", "stock", 100, "vague", {"as_of": "2025-03-01"}),
    )
    assert conflicts_of(world).empty


def test_bounds_that_can_all_be_true_are_an_agreement():
    world = small_world(
        ("held", "stock", 1000, "more_than", {}),
        ("held", "stock", 1200, "at_least", {}),
    )
    conflicts, agreements = reconciled(world)
    assert conflicts.empty
    assert "can all be true" in agreements["explanation"].iloc[0]


def test_dated_parts_that_make_a_bounded_total_fit():
    world = small_world(
        ("released", "flow", 52, "exact", {"event_date": "2025-09-11", "article": "a"}),
        ("released", "flow", 25, "exact", {"event_date": "2025-09-16", "article": "a"}),
        ("released", "flow", 76, "more_than", {}),
    )
    conflicts, agreements = reconciled(world)
    assert conflicts.empty
    (fit,) = [row for row in agreements.itertuples() if "add up to 77" in row.explanation]
    assert fit.figures == ["a:f1", "a:f2", "c:f1"]


def test_copies_of_one_text_count_once():
    rows = [("held", "stock", 900, "exact", {"as_of": "2025-03-01"}) for _ in range(3)]
    rows.append(("held", "stock", 1500, "exact", {"as_of": "2025-03-01"}))
    world = small_world(*rows)
    origins = world.tables()["articles"][["article_id"]].assign(origin=["a", "a", "a", "d"])
    (conflict,) = conflicts_of(world, origins=origins)["explanation"]
    assert "A gives 900" in conflict
    assert "B" not in conflict
    (independent,) = conflicts_of(world)["explanation"]
    assert "A, B and C give 900" in independent


def test_counts_of_different_days_do_not_contradict():
    world = small_world(
        ("held", "stock", 900, "exact", {"as_of": "2025-03-01"}),
        ("held", "stock", 950, "exact", {"as_of": "2025-05-01"}),
    )
    conflicts, agreements = reconciled(world)
    assert conflicts.empty
    assert "rose by at least 50" in agreements["explanation"].iloc[0]


def test_a_stock_that_rises_while_only_releases_are_reported_is_asked_about():
    world = small_world(
        ("held", "stock", 900, "exact", {"as_of": "2025-03-01"}),
        ("released", "flow", 30, "exact", {"event_date": "2025-03-10"}),
        ("held", "stock", 950, "exact", {"as_of": "2025-04-01"}),
    )
    (conflict,) = conflicts_of(world).to_dict("records")
    assert conflict["cause"] == "date"
    assert "at least 80" in conflict["explanation"]


def test_other_nouns_for_other_people_are_a_question_of_definition():
    on_a_day = {"as_of": "2025-03-01", "head": "prisoner"}
    world = small_world(
        ("held", "stock", 900, "exact", on_a_day | {"counted": "political prisoners"}),
        ("held", "stock", 30_000, "exact", on_a_day | {"counted": "prisoners"}),
    )
    assert conflicts_of(world)["cause"].tolist() == ["definition"]


def test_a_growing_death_toll_is_no_contradiction_but_one_event_of_years_ago_is_kept_apart():
    world = small_world(
        ("killed", "cumulative", 41, "exact", {}),
        ("killed", "cumulative", 57, "exact", {}),
        ("killed", "cumulative", 9, "exact", {"event_date": "2019"}),
        published=("2025-03-13", "2025-03-16", "2025-03-17"),
    )
    assert conflicts_of(world).empty


def test_places_keep_counts_apart():
    world = small_world(
        ("killed", "cumulative", 12, "exact", {"as_of": "2025-03-13"}),
        ("killed", "cumulative", 5, "exact", {"as_of": "2025-03-13"}),
    )
    for row, place in zip(world.sentences, ("Stell", "Harrow"), strict=True):
        row["text"] = row["text"].replace("people were counted.", f"people died in {place}.")
    assert conflicts_of(world).empty


def test_no_figures_no_rows():
    empty = {name: schema.frame(name) for name in ("reported_figures", "sentences", "articles", "quotes")}
    conflicts, agreements = compared(codebook=CODEBOOK, **empty)
    assert conflicts.empty
    assert agreements.empty


def test_a_speaker_may_speak_on_the_day_of_release_and_after():
    world, *_ = planted(PLANTS.index(next(p for p in PLANTS if p.__name__ == "silenced_speaker")))
    world.articles[1]["published"] = "2025-11-01"
    assert "impossible_quote" not in conflicts_of(world)["cause"].tolist()
    world.articles[1]["published"] = None
    assert "impossible_quote" not in conflicts_of(world)["cause"].tolist()
    world.articles[1]["published"] = day(40)
    assert "impossible_quote" in conflicts_of(world)["cause"].tolist()
