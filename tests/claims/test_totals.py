"""Parts and wholes, flows and stocks."""

import pytest
from ledger_worlds import agreements_of, causes_of, conflicts_of, day, small_world

from analysis.corpus import load_codebook
from analysis.corpus.codebook import Codebook, Measure


def rising(stock, flow):
    """A stock that rises from 900 to 950 although 30 leave it in between."""
    return small_world(
        (stock, "stock", 900, "exact", {"as_of": "2025-03-01"}),
        (flow, "flow", 30, "exact", {"event_date": "2025-03-10"}),
        (stock, "stock", 950, "exact", {"as_of": "2025-04-01"}),
    )


def own_codebook(folder, stock, flow, *, keys=""):
    stock_line = f"  {stock}: {{kind: stock, people: [people, families], cues: [in camps]}}\n"
    flow_line = f"  {flow}: {{kind: flow, people: [people, families], cues: [resettled]{keys}}}\n"
    folder.joinpath("codebook.yml").write_text(f"measures:\n{stock_line}{flow_line}", encoding="utf-8")
    return load_codebook(folder)


@pytest.mark.parametrize(("stock", "flow"), [("held", "released"), ("in_camps", "resettled")])
def test_a_stock_is_held_against_its_flows_whatever_the_measures_are_called(stock, flow, tmp_path):
    world = rising(stock, flow)
    knowing = own_codebook(tmp_path, stock, flow, keys=f", lowers: [{stock}]")
    (conflict,) = conflicts_of(world, codebook=knowing).to_dict("records")
    assert (conflict["cause"], conflict["figure_a"], conflict["figure_b"]) == ("date", "a:f1", "c:f1")
    assert "did at least 80 join it" in conflict["explanation"]
    assert causes_of(world, codebook=own_codebook(tmp_path, stock, flow)) == []


def test_what_raises_a_stock_may_explain_its_rise():
    stock = Measure("in_camps", "stock", ("people",))
    left, came = Measure("resettled", "flow", lowers=("in_camps",)), Measure("arrived", "flow", raises=("in_camps",))
    world = rising("in_camps", "resettled")
    assert causes_of(world, codebook=Codebook(measures={"in_camps": stock, "resettled": left})) == ["date"]
    more = small_world(
        ("in_camps", "stock", 900, "exact", {"as_of": "2025-03-01"}),
        ("resettled", "flow", 30, "exact", {"event_date": "2025-03-10"}),
        ("in_camps", "stock", 950, "exact", {"as_of": "2025-04-01"}),
        ("arrived", "flow", 80, "exact", {"event_date": "2025-03-20"}),
    )
    codebook = Codebook(measures={"in_camps": stock, "resettled": left, "arrived": came})
    assert causes_of(more, codebook=codebook) == []


@pytest.mark.parametrize(("later", "causes"), [(62, ["date"]), (63, [])])
def test_a_stock_is_followed_for_two_months(later, causes):
    world = small_world(
        ("held", "stock", 900, "exact", {"as_of": day(0)}),
        ("released", "flow", 30, "exact", {"event_date": day(10)}),
        ("held", "stock", 950, "exact", {"as_of": day(later)}),
    )
    assert causes_of(world) == causes


def sums(*values, total):
    """How often flows of one article are said to add up to an open total."""
    parts = [
        ("released", "flow", value, "exact", {"article": "a", "event_date": day(place)})
        for place, value in enumerate(values)
    ]
    told = agreements_of(small_world(*parts, ("released", "flow", total, "more_than", {"article": "z"})))
    return int(told["explanation"].str.contains("add up to").sum())


@pytest.mark.parametrize(("n_parts", "n"), [(6, 1), (7, 0)])
def test_more_than_six_parts_make_a_total_by_chance(n_parts, n):
    assert sums(*[10] * n_parts, total=10 * n_parts - 1) == n


@pytest.mark.parametrize(("total", "n"), [(60, 1), (59, 0)])
def test_parts_fit_an_open_total_up_to_half_as_much_again(total, n):
    assert sums(50, 40, total=total) == n


def test_a_part_of_a_whole_that_the_researcher_names_cannot_exceed_it():
    culled = Measure("culled", "cumulative", ("animals", "cattle"), ("culled",), whole="animals")
    world = small_world(
        ("culled", "cumulative", 900, "exact", {"population": "animals", "as_of": day(0)}),
        ("culled", "cumulative", 1400, "exact", {"population": "cattle", "as_of": day(0)}),
    )
    assert causes_of(world, codebook=Codebook(measures={"culled": culled})) == ["value"]
    assert causes_of(world) == []
