from types import SimpleNamespace

import pandas as pd

from analysis.exhibits import reported_figures
from analysis.report.links import pieces, without_links


def rows(*numbers, bound="exact"):
    return pd.DataFrame(
        [
            {"figure_id": f"a:f{n}", "source": source, "value": value, "surface": f"{value} people", "bound": bound,
             "event_date": day}
            for n, (source, value, day) in enumerate(numbers)
        ]
    )  # fmt: skip


def test_the_spread_runs_from_the_lowest_to_the_highest():
    said = without_links(reported_figures.spread(rows(("Post", 12, None), ("Herald", 30, None))))
    assert said == "Reports run from “12 people” (Post) to “30 people” (Herald)."


def test_numbers_agree_only_where_they_are_the_same():
    same = rows(("Post", 12, None), ("Herald", 12, None))
    assert without_links(reported_figures.spread(same)) == "All numbers given agree on “12 people” (Herald and Post)."
    assert "agree" not in reported_figures.spread(rows(("Post", 12, None), ("Herald", 13, None)))
    assert reported_figures.spread(rows(("Post", 12, None), bound="vague")) == "Only vague numbers are given."


def test_a_sentence_over_some_of_the_numbers_does_not_speak_of_all():
    one, two = rows(("Post", 12, None)), rows(("Post", 12, None), ("Herald", 12, None))
    apart = rows(("Post", 12, None), ("Herald", 30, None))
    said = [without_links(reported_figures.spread(some, are_all=False)) for some in (one, two, apart)]
    assert said == [
        "One number stands by itself: “12 people” (Post).",
        "Two claims can be compared: they agree on “12 people” (Herald and Post).",
        "Two claims can be compared: they run from “12 people” (Post) to “30 people” (Herald).",
    ]
    assert without_links(reported_figures.spread(one)) == "One number is given: “12 people” (Post)."


def test_numbers_of_different_days_need_not_agree(flood):
    group = reported_figures.Group("released", "flow", None)
    dated = rows(("Post", 12, "2024-05-01"), ("Herald", 30, "2024-05-02"), ("Echo", 5, None))
    said = without_links(reported_figures.group_finding(group, dated, flood))
    assert "dated to two different times, one to none: numbers of different events need not agree." in said


def test_groups_are_of_several_claims_the_most_widely_reported_first(flood):
    shown = reported_figures.comparable(flood)
    groups = reported_figures.leading_groups(shown, flood)
    assert groups
    for group in groups:
        assert len(group.of(shown)) > 1
        assert reported_figures.question(group)[0].isupper()


def test_a_cell_that_selects_one_source_gets_the_charts_of_its_claims(flood):
    source = reported_figures.comparable(flood)["source"].iloc[0]
    own = reported_figures.comparable(flood).query("source == @source")
    for exhibit in reported_figures.by_measure(own, flood):
        if not isinstance(exhibit.shown, str):
            assert set(exhibit.shown.rows["source"]) == {source}


def test_claims_have_what_a_later_mention_adds(flood):
    claims = flood.claims
    assert claims["n_mentions"].sum() == len(flood.reported_figures)
    assert claims["is_comparable"].dtype == bool
    ledger = flood.reported_figures
    first = ledger["repeats"].fillna(ledger["figure_id"])
    for claim in claims.itertuples(index=False):
        given = ledger.loc[first == claim.figure_id, "authority"].dropna()
        assert pd.isna(claim.authority) == given.empty


def test_a_conflict_leads_to_both_of_its_figures(story):
    for row in story.conflicts.itertuples(index=False):
        said = reported_figures.explained(story, row)
        assert without_links(said) == row.explanation
        assert len([piece for piece in pieces(said) if piece.target]) <= 2


def test_the_words_of_a_conflict_lead_to_the_figures_they_name():
    ledger = pd.DataFrame({"figure_id": ["a:f1", "b:f1"], "surface": ["12 people", "30 people"]})
    row = SimpleNamespace(explanation="A says 12 people, B 30 people.", figure_a="a:f1", figure_b="b:f1")
    said = reported_figures.explained(SimpleNamespace(reported_figures=ledger), row)
    assert [piece.text for piece in pieces(said) if piece.target] == ["12 people", "30 people"]


def test_the_timeline_is_of_the_claims_that_a_cell_selected(flood):
    flows = flood.claims.query("kind == 'flow' and measure.notna()")
    exhibit = reported_figures.timeline(flows, flood)
    dated = set(flows.loc[flows["event_date"].notna(), "figure_id"])
    assert dated <= set(exhibit.rows["figure_id"]) <= set(flows["figure_id"])
    assert exhibit.n == f"n = {len(exhibit.rows)} claims"


def test_credit_is_counted_by_source_and_authority():
    counts = pd.DataFrame(
        {
            "source": ["Post", "Herald", "Post"],
            "authority": pd.Series(["Red Cross", "Red Cross", None], dtype="str"),
            "n_figures": [2, 1, 4],
        }
    )
    said = without_links(reported_figures.credit_finding(counts))
    assert said == "Four claims of 7 are credited to nobody. Credited by most sources: Red Cross (two sources)."
