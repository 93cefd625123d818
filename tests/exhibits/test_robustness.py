from analysis.exhibits import robustness
from analysis.report.links import without_links


def test_the_counts_are_of_the_rows(flood):
    rows = flood.survival.query("verdict == 'all'").head(2)
    said = without_links(robustness.counts(rows))
    assert said.startswith("Both findings hold whatever is chosen.")
    assert without_links(robustness.counts(rows.head(1))) == "The one finding holds whatever is chosen."
    lost = rows.assign(verdict="few")
    assert without_links(robustness.counts(lost.head(1))).startswith("The one finding depends on the choices made")
    assert " and two depend on the choices" in without_links(robustness.counts(lost))


def test_a_curve_is_drawn_of_every_finding_asked_for(flood):
    rows = flood.survival.dropna(subset=["share"]).head(2)
    curves = list(robustness.specification_curves(rows, flood))
    assert [curve.name for curve in curves] == ["specifications-1", "specifications-2"]
    for curve in curves:
        assert curve.question.startswith("Does it survive that ")
        assert len(curve.shown.rows) > 1


def test_no_finding_is_said_to_be_none(flood):
    nothing = "These articles give no finding to test against other choices."
    assert robustness.counts(flood.survival[:0]) == nothing
    assert [one.shown for one in robustness.specification_curves(flood.survival[:0], flood)] == [nothing]
