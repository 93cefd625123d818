from types import SimpleNamespace

import pandas as pd

from analysis.claims import explanations
from analysis.exhibits import reported_figures
from analysis.exhibits.reported_figures.ledger import timeline_finding
from analysis.report.links import pieces, without_links


def rows(*numbers, bound="exact", kind="cumulative", group="g1", measure="killed", authority=None):
    """Claims of one group: (source, value, day)."""
    return pd.DataFrame(
        [
            {"figure_id": f"{source}:f{n}", "source": source, "article_id": f"{source}{n}",
             "value": value, "surface": f"{value} people",
             "bound": bound, "event_date": day, "as_of": None if kind == "flow" else day, "kind": kind,
             "group": group, "measure": measure,
             "of_what": "people killed", "population": "people", "unit": None,
             "place": None, "event": None, "is_main_event": True,
             "authority": authority, "status": None,
             "figure": n}
            for n, (source, value, day) in enumerate(numbers)
        ]
    )  # fmt: skip


def story(own, *related, apart=0, reason=""):
    """A story whose claims are these, and `apart` more of the same thing that stand alone."""
    more = rows(*[("Echo", 900 + n, None) for n in range(apart)], group=None)
    claims = pd.concat([own, more.assign(figure_id=[f"Echo:apart{n}" for n in range(apart)])], ignore_index=True)
    columns = ["comparison_id", "claim_a", "claim_b", "relation"]
    pairs = [(f"r{n}", own["figure_id"][a], own["figure_id"][b], told) for n, (a, b, told) in enumerate(related)]
    comparisons = pd.DataFrame(pairs, columns=columns).assign(reason=reason)
    conflicts = comparisons[comparisons["relation"].isin(["contradicts", "differs"])].assign(told_by=None)
    codebook = SimpleNamespace(questions=(), measures={})
    origins = pd.DataFrame({"article_id": claims["article_id"], "origin": claims["article_id"]})
    articles = claims[["article_id"]].drop_duplicates().assign(published="2025-03-09")
    return SimpleNamespace(
        claims=claims, comparisons=comparisons, conflicts=conflicts, codebook=codebook, origins=origins,
        articles=articles, sources=sorted(set(claims["source"])),
    )  # fmt: skip


def finding(own, *related, apart=0, reason=""):
    told = story(own, *related, apart=apart, reason=reason)
    (group,) = reported_figures.leading_groups(own, told)
    return without_links(reported_figures.group_finding(group, group.of(own, told), told))


TWO, SAME = (("Post", 12, None), ("Herald", 30, None)), (("Post", 12, None), ("Herald", 12, None))


def test_the_range_is_of_all_reports_only_if_none_stands_apart():
    differ = (0, 1, "differs")
    assert finding(rows(*TWO), differ) == (
        "Reports run from “12 people” (Post) to “30 people” (Herald). "
        "One pair of them differs, and the articles do not settle why."
    )
    assert finding(rows(*TWO), differ, apart=2) == (
        "Two claims can be compared: they run from “12 people” (Post) to “30 people” (Herald). "
        "One pair of them differs, and the articles do not settle why. Two further claims, from “900 people” to “901 "
        "people”, stand apart: they are of another place, day or event, of a part, or do not say of which."
    )


def test_all_agree_only_if_every_pair_is_the_same_and_none_stands_apart():
    assert finding(rows(*SAME), (0, 1, "same")) == "All two claims agree on “12 people” (Herald and Post)."
    assert finding(rows(*SAME), (0, 1, "same"), apart=1).startswith(
        "Two claims can be compared: they agree on “12 people” (Herald and Post). One further claim stands apart"
    )
    dates = rows(*SAME)
    assert "agree" not in finding(dates, (0, 1, "differs"))
    assert finding(dates, (0, 1, "differs")).startswith("Two claims give “12 people” (Herald and Post). One pair")


def test_bounds_that_fit_are_not_called_equal():
    assert finding(rows(*TWO), (0, 1, "same")) == (
        "Reports run from “12 people” (Post) to “30 people” (Herald), and none excludes another."
    )


def test_vague_numbers_agree_on_nothing():
    assert finding(rows(*SAME, bound="vague"), (0, 1, "same")) == "Only vague numbers are given."
    assert finding(rows(*SAME, bound="vague"), (0, 1, "same"), apart=1).startswith("Only vague numbers are compared.")


def test_a_number_that_moves_is_told_by_its_first_and_last_day():
    moving = rows(("Post", 12, "2024-05-01"), ("Herald", 15, "2024-05-02"), ("Post", 30, "2024-05-03"))
    said = finding(moving, (0, 1, "update"), (0, 2, "update"), (1, 2, "update"))
    assert "rose from “12 people” (Post, of 1 May 2024) to “30 people” (Post, of 3 May 2024)" in said
    assert "rose" not in finding(moving, (0, 2, "same"))
    # The day on which it happened is not that of the count: without one, all three are of their articles' day.
    assert "rose" not in finding(moving.assign(as_of=None), (0, 1, "update"), (0, 2, "update"), (1, 2, "update"))
    fallen = rows(("Post", 30, "2024-05-01"), ("Herald", 15, "2024-05-02"))
    assert "fell from “30 people”" in finding(fallen, (0, 1, "update"))
    assert "fell" not in finding(fallen.assign(value=[30.0, 14.0]), (0, 1, "update"))
    over = fallen.assign(bound="more_than")
    assert "fell" not in finding(over, (0, 1, "update"))


def test_pairs_that_cannot_both_hold_are_told_apart_from_those_that_differ():
    three = rows(("Post", 12, None), ("Herald", 15, None), ("Echo", 30, None))
    said = finding(three, (0, 1, "contradicts"), (0, 2, "differs"), (1, 2, "differs"))
    assert "One pair of these numbers cannot both hold. Two pairs of them differ" in said


def test_no_range_runs_over_events_of_different_days():
    dated = rows(
        ("Post", 12, "2024-05-01"), ("Herald", 30, "2024-05-02"), ("Echo", 5, None), ("Wire", 40, "2024-05-02"),
        kind="flow",
    )  # fmt: skip
    assert finding(dated) == (
        "Four claims are of two dates: for 1 May 2024 “12 people” (Post); for 2 May 2024 from “30 people” (Herald) to "
        "“40 people” (Wire); one gives no date."
    )
    weekend = rows(("Post", 12, "2024-05-04"), ("Herald", 30, "2024-05-04/2024-05-05"), kind="flow")
    assert finding(weekend, (0, 1, "differs")).startswith("Reports run from “12 people” (Post) to “30 people” (Herald)")
    many = rows(*[("Post", 10 + day, f"2024-05-0{day}") for day in range(1, 6)], kind="flow")
    assert finding(many.assign(source=list("ABCDE"))).endswith("(C); two further dates.")


def test_a_small_part_does_not_begin_the_range_of_the_tolls():
    part = explanations.RATHER_A_PART
    told = rows(("Post", 2, None), ("Herald", 210, None), ("Echo", 240, None))
    alike = [(0, 1, "not_comparable"), (0, 2, "not_comparable")]
    assert finding(told, *alike, reason=f"2 bodies and 210 people: {part}.").startswith(
        "Two claims can be compared: they run from “210 people” (Herald) to “240 people” (Echo). One further claim "
    )
    assert "from “2 people”" in finding(told, *alike, reason="2 people and 210 people: they are of two places.")


def test_what_stands_apart_is_told_once():
    own = pd.concat([rows(*TWO), rows(*TWO, group="g2").assign(place="Orn", figure_id=["a", "b"])], ignore_index=True)
    told = story(own, apart=2)
    first, second = reported_figures.leading_groups(own, told)
    assert [reported_figures.is_first(group, [first, second]) for group in (first, second)] == [True, False]
    for with_apart in (True, False):
        said = reported_figures.group_finding(first, first.of(own, told), told, with_apart=with_apart)
        assert ("stand apart" in said) == with_apart


def test_money_of_two_kinds_is_of_two_things():
    kinds = [
        reported_figures.Group(f"g{n}", of_what, "money", "other", "EUR", None, False)
        for n, of_what in enumerate(("net profit", "revenue"))
    ]
    assert all(reported_figures.is_first(group, kinds) for group in kinds)


def test_two_groups_of_one_question_are_told_apart_by_their_dates():
    early, late = (
        rows(("Post", 12, day), ("Herald", 30, day), kind="flow", group=group).assign(
            figure_id=[f"{group}a", f"{group}b"]
        )
        for day, group in (("2024-05-01", "g1"), ("2024-06-01", "g2"))
    )
    own = pd.concat([early, late], ignore_index=True)
    asked = [reported_figures.question(group) for group in reported_figures.leading_groups(own, story(own))]
    assert asked == [
        "People killed (1 May 2024): how many, says who?",
        "People killed (1 June 2024): how many, says who?",
    ]


def test_two_groups_of_one_question_and_no_date_stand_as_they_are():
    open_, dated = (
        rows(("Post", 12, day), ("Herald", 30, day), kind="flow", group=group).assign(figure_id=[f"{group}a", group])
        for day, group in ((None, "g1"), ("2024-06-01", "g2"))
    )
    own = pd.concat([open_, dated], ignore_index=True)
    assert [reported_figures.question(group) for group in reported_figures.leading_groups(own, story(own))] == [
        "People killed: how many, says who?",
        "People killed (1 June 2024): how many, says who?",
    ]


def test_numbers_of_one_article_make_a_group_only_if_they_are_disputed():
    own = rows(*TWO).assign(article_id="Post0", source="Post")
    assert not reported_figures.leading_groups(own, story(own, (0, 1, "not_comparable")))
    assert reported_figures.leading_groups(own, story(own, (0, 1, "differs")))


def test_of_measures_that_any_story_has_the_most_widely_told_is_first():
    killed = rows(*TWO)
    crowd = rows(*TWO, ("Echo", 40, None), group="g2", measure="marching").assign(of_what="people marching")
    own = pd.concat([killed, crowd.assign(figure_id=list("abc"))], ignore_index=True)
    told = story(own)
    told.codebook.questions = [SimpleNamespace(answer_with=name) for name in ("killed", "marching")]
    general, asked = SimpleNamespace(is_general=True, label=""), SimpleNamespace(is_general=False, label="")
    for known, order in ((general, ["marching", "killed"]), (asked, ["killed", "marching"])):
        told.codebook.measures = {"killed": known, "marching": known}
        assert [group.measure for group in reported_figures.leading_groups(own, told)] == order


def test_a_place_without_a_name_and_an_event_read_as_a_phrase():
    at = reported_figures.Group("g1", "people killed", "killed", "cumulative", None, "a mill", False)
    assert reported_figures.question(at) == "People killed (at a mill): how many in all, says who?"
    trees = reported_figures.Group("g1", "trees (expected)", None, "flow", None, "Orn", False, "in May 2024")
    assert reported_figures.question(trees) == "Trees (expected, Orn, in May 2024): how many, says who?"
    level = reported_figures.Group("g1", "magnitude", None, "other", None, None, False)
    assert reported_figures.question(level) == "Magnitude: how much, says who?"


def test_an_open_bound_beside_its_number_is_told_as_one():
    own = rows(*SAME).assign(bound=["exact", "at_least"], surface=["12 people", "at least 12 people"])
    assert finding(own, (0, 1, "same")) == "Two claims give “at least 12 people” (Herald) and “12 people” (Post)."


def test_a_credit_shared_by_no_two_sources_is_not_called_wide():
    counts = pd.DataFrame({"source": ["Post", "Herald"], "authority": ["Red Cross", "Police"], "n_figures": [1, 1]})
    assert without_links(reported_figures.credit_finding(counts)) == "Each of the two claims is credited to somebody."


def test_a_credit_is_named_beside_its_number():
    assert "“12 people” (Red Cross; Post)" in finding(rows(*TWO, authority="Red Cross"), (0, 1, "differs"))


def test_numbers_in_different_units_have_no_range():
    far = rows(("Post", 4, None), ("Herald", 11, None)).assign(unit=["miles", "kilometres"])
    said = finding(far, (0, 1, "differs"))
    assert said.startswith(
        "Two claims can be compared, in different units: “4 people” (Post) and “11 people” (Herald)."
    )


def test_children_among_people_killed_are_named():
    own = rows(*TWO).assign(population="children")
    (group,) = reported_figures.leading_groups(own, story(own))
    assert reported_figures.question(group).startswith("Children killed: how many")


def test_copies_of_one_text_make_no_group():
    own = rows(*SAME)
    told = story(own, (0, 1, "repeats"))
    assert reported_figures.leading_groups(own, told)
    told.origins["origin"] = "one"
    assert not reported_figures.leading_groups(own, told)
    two_voices = rows(*TWO)
    assert reported_figures.leading_groups(two_voices, told)


def test_groups_are_of_several_claims_the_most_widely_reported_first(flood):
    shown = reported_figures.comparable(flood)
    groups = reported_figures.leading_groups(shown, flood)
    assert groups
    for group in groups:
        assert len(group.of(shown, flood)) > 1
        assert reported_figures.question(group)[0].isupper()


def test_a_cell_that_selects_one_source_gets_the_charts_of_its_claims(flood):
    source = reported_figures.comparable(flood)["source"].iloc[0]
    own = reported_figures.comparable(flood).query("source == @source")
    for exhibit in reported_figures.by_group(own, flood):
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
    assert said == "Four of seven claims are credited to nobody. Most widely credited: Red Cross (two sources)."


def of_dates(kind):
    claims = pd.DataFrame({"figure_id": ["a:f1", "b:f1", "c:f1"], "kind": [kind, kind, "flow"],
                           "event_date": ["2024-05-01", "2024-05-02", None]})  # fmt: skip
    conflicts = pd.DataFrame({"cause": ["date"], "figure_a": ["a:f1"], "told_by": [None]})
    return without_links(timeline_finding(SimpleNamespace(claims=claims, conflicts=conflicts)))


def test_two_counts_on_two_days_are_no_event_of_two_dates():
    ending = "no date that can be worked out."
    assert of_dates("flow") == f"One event is given two dates. One of three reports of an event gives {ending}"
    assert of_dates("stock") == f"No event is given two dates. The one report of an event gives {ending}"


def test_what_happened_within_the_words_of_a_measure_is_asked_as_a_sentence():
    words = "people detained since 2020"
    group = SimpleNamespace(of_what=words, measure="detained_since", kind="cumulative", place=None, event=None,
                            is_own=True, unit=None)  # fmt: skip
    asked = reported_figures.question(group)
    assert asked == "How many people have been detained since 2020 in all, over the whole period?"
