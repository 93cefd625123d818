import json
import re
from dataclasses import dataclass

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from report_sample import drawing, shown, tables

from analysis import paths
from analysis.errors import ParameterError
from analysis.report import show as showing
from analysis.report.links import chapter_link, evidence_link, from_exhibit, pieces
from analysis.report.show import MIME, Exhibit, facts, set_corpus, show


@pytest.fixture
def figures():
    return tables()["reported_figures"][["source", "surface", "value", "figure_id"]]


@pytest.fixture(autouse=True)
def _a_fresh_notebook(monkeypatch):
    monkeypatch.setenv(paths.REPORTS_VARIABLE, "../reports/")
    set_corpus("c")
    yield
    plt.close("all")


def exhibit(figures, **changed):
    said = {"name": "a-b", "question": "Q?", "finding": "F.", "n": 2, "evidence": {"surface": "figure_id"}}
    return Exhibit(drawing(figures, alt=changed.pop("alt", "1,200 and 900")), **{**said, **changed})


def packed(outputs):
    """What the page gets of each output."""
    return [output.data[MIME] for output in outputs if output.data[MIME]["kind"] != "caption"]


def test_a_chart_is_drawn_once_and_shown_with_its_description_as_text(monkeypatch, figures):
    caption, picture = shown(monkeypatch, lambda: show(exhibit(figures)))
    assert set(picture.data) == {"text/html", "image/svg+xml", "text/plain", MIME}
    assert picture.data["text/plain"] == "1,200 and 900"
    assert re.search(r'src="data:image/svg[+]xml;base64,([^"]+)"', picture.data["text/html"])
    assert caption.data["text/plain"] == "Q?\nF.\nn = 2"
    assert "<strong>Q?</strong>" in caption.data["text/html"]


def test_marks_lead_to_the_report_of_the_notebooks_corpus(monkeypatch, figures):
    set_corpus("my corpus")
    _, picture = shown(monkeypatch, lambda: show(exhibit(figures)))
    assert re.findall(r'<a xlink:href="([^"]+)"', picture.data["image/svg+xml"]) == [
        "../reports/my%20corpus/articles.html#e-alpha:f1",
        "../reports/my%20corpus/articles.html#e-beta-2:f1",
    ]


@dataclass
class Told:
    left: str
    marked: str
    right: str = " came <b>."
    source: str = "Harbour Post"
    published: str = "3 May"


def places(output):
    """The places within an output that its links lead to, and those that its passages have."""
    html = output.data["text/html"]
    return re.findall(r'href="#([^"]+)"', html), re.findall(r' id="([^"]+)"', html)


@pytest.mark.parametrize("kind", ["chart", "table", "text"])
def test_a_link_leads_to_its_passage_in_the_notebook_itself(monkeypatch, figures, kind):
    set_corpus("c", lambda one: Told("Then ", f"{one} people") if one.endswith(":f1") else None)
    made = {
        "chart": lambda: show(exhibit(figures)),
        "table": lambda: show(figures, "Q?"),
        "text": lambda: show(f"Here {evidence_link('alpha:f1')} and {evidence_link('beta-2:f1')}."),
    }
    output = shown(monkeypatch, made[kind])[-1]
    asked, there = places(output)
    assert asked == there
    assert len(set(there)) == 2
    html = output.data["text/html"]
    assert "Then <mark>alpha:f1 people</mark> came &lt;b&gt;." in html
    assert 'href="../reports/c/articles.html#e-alpha:f1">in the article' in html
    assert html.index("<details open>") > html.index(f"#{there[0]}")


def test_one_passage_is_shown_once_and_two_outputs_share_no_place(monkeypatch, figures):
    set_corpus("c", lambda one: Told("", one))
    twice = shown(monkeypatch, lambda: show(f"{evidence_link('alpha:f1', 'a')} {evidence_link('alpha:f1', 'b')}"))
    other = shown(monkeypatch, lambda: show(f"{evidence_link('alpha:f1', 'c')}"))
    asked, there = places(twice[0])
    assert (len(asked), len(there)) == (2, 1)
    assert not set(there) & set(places(other[0])[1])


def test_without_a_report_beside_it_a_notebook_has_no_link_to_nowhere(monkeypatch, figures):
    monkeypatch.delenv(paths.REPORTS_VARIABLE)
    set_corpus("c", lambda one: Told("", one) if one == "alpha:f1" else None)
    words = f"{evidence_link('alpha:f1')} {evidence_link('b:s1', 'there')} {chapter_link('03-voices', 'Voices')}."
    outputs = shown(monkeypatch, lambda: show([words, exhibit(figures), figures]))
    targets = [target for output in outputs for target in re.findall(r'href="([^"]*)"', str(output.data))]
    assert targets
    assert all(target.startswith("#") for target in targets)
    assert "there Voices" in outputs[0].data["text/html"]


def test_showing_twice_gives_the_same_and_changed_data_something_else(monkeypatch, figures):
    first, second = (shown(monkeypatch, lambda: show(exhibit(figures))) for _ in range(2))
    assert json.dumps(first) == json.dumps(second)
    changed = figures.assign(value=figures["value"] + 1)
    third = shown(monkeypatch, lambda: show(exhibit(changed)))
    assert third[1].data[MIME] != first[1].data[MIME]
    assert third[1].data["image/svg+xml"] != first[1].data["image/svg+xml"]


def test_settings_of_matplotlib_are_left_alone(monkeypatch, figures):
    before = dict(mpl.rcParams)
    shown(monkeypatch, lambda: show(exhibit(figures)))
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("changed", [{"name": "A b"}, {"name": "../x"}, {"alt": " "}])
def test_a_chart_without_what_a_reader_needs_is_refused(monkeypatch, figures, changed):
    with pytest.raises(ParameterError):
        shown(monkeypatch, lambda: show(exhibit(figures, **changed)))


def test_an_exhibit_is_declared_once_and_asked_anew_elsewhere(monkeypatch, figures):
    made = exhibit(figures, limit="Not a sample.")
    (said,) = packed(shown(monkeypatch, lambda: show(made, "Another question?", finding="Another.")))
    assert (said["question"], said["finding"], said["limit"]) == ("Another question?", "Another.", "Not a sample.")
    assert made.question == "Q?"


def test_the_rows_behind_a_chart_are_those_drawn_unless_others_are_named(monkeypatch, figures):
    own, other = packed(
        shown(
            monkeypatch,
            lambda: show([exhibit(figures), exhibit(figures, name="c", rows=figures.head(1), columns={"value": "N"})]),
        )
    )
    assert own["n_rows"] == 2
    assert other["n_rows"] == 1


def test_a_list_is_shown_one_by_one_and_an_empty_one_not_at_all(monkeypatch):
    assert [said["text"] for said in packed(shown(monkeypatch, lambda: show(["One.", "Two."])))] == ["One.", "Two."]
    assert shown(monkeypatch, lambda: show([])) == []


def test_rows_may_only_be_cut_where_the_rest_can_be_had(monkeypatch):
    rows = pd.DataFrame({"a": range(5)})
    with pytest.raises(ParameterError, match="download="):
        show(rows, "c", name="t", max_rows=2)
    (output,) = shown(monkeypatch, lambda: show(rows, "c", name="t", max_rows=2, download="terms"))
    assert "2 of 5 rows; all in data/terms.csv." in output.data["text/html"]
    assert "2 of 5 rows; all in data/terms.csv." in output.data["text/plain"]


def test_computed_text_links_to_its_evidence_and_escapes_the_article(monkeypatch):
    here, there = evidence_link("a:s1", "here"), chapter_link("07-summary", "all")
    (output,) = shown(monkeypatch, lambda: show(f"Ana said “<b>no</b>” {here}, see {there}."))
    assert "&lt;b&gt;no&lt;/b&gt;" in output.data["text/html"]
    assert 'href="../reports/c/articles.html#e-a:s1"' in output.data["text/html"]
    assert 'href="../reports/c/index.html"' in output.data["text/html"]
    assert output.data["text/plain"] == "Ana said “<b>no</b>” here, see all."


def test_notices_answers_and_facts_have_a_text_twin(monkeypatch):
    outputs = shown(
        monkeypatch,
        lambda: (
            show("Too few.", notice="refusal"),
            show("**Two.**", "How many?", chapter="02-framing"),
            facts([(1184, "people")]),
        ),
    )
    assert [output.data["text/plain"] for output in outputs] == [
        "Not computed. Too few.",
        "How many? Two.",
        "1,184 people",
    ]
    assert outputs[1].data[MIME]["answers"] == [["How many?", "**Two.**", "02-framing"]]


def test_every_number_of_a_finding_leads_to_the_numbers_of_the_chart_or_further(monkeypatch, figures):
    said = from_exhibit("Two of five here", "02-framing", name="frames")
    said = f"{said}, {from_exhibit('seven there', '03-voices', name='speakers')}, 900 in all."
    outputs = shown(monkeypatch, lambda: show(exhibit(figures, name="frames", finding=said)))
    finding = outputs[1]["data"][MIME]["finding"]
    assert [(piece.text, piece.target) for piece in pieces(finding) if piece.target] == [
        ("Two of five", "02-framing.html#d-frames"),
        ("seven", "03-voices.html#x-speakers"),
        ("900", "#d-frames"),
    ]
    # A notebook has no such place: there the number stays a number.
    assert 'href="#' not in outputs[0]["data"]["text/html"]


def own_rows():
    return pd.DataFrame({"source": ["Post", "Herald", "Post"], "kind": ["a", "a", "b"], "n": [1, 2, 3]})


@pytest.mark.parametrize(
    ("what", "columns", "rows"),
    [
        (lambda t: t, ["source", "kind", "n"], [["Post", "a", 1], ["Herald", "a", 2], ["Post", "b", 3]]),
        (lambda t: t.groupby("source")[["n"]].sum(), ["source", "n"], [["Herald", 2], ["Post", 4]]),
        (lambda t: t.groupby(["source", "kind"])["n"].sum(), ["source", "kind", "n"],
         [["Herald", "a", 2], ["Post", "a", 1], ["Post", "b", 3]]),
        (lambda t: t.groupby("source").agg({"n": ["sum", "max"]}), ["source", "n sum", "n max"],
         [["Herald", 2, 2], ["Post", 4, 3]]),
        (lambda t: t["source"].value_counts(), ["source", "count"], [["Post", 2], ["Herald", 1]]),
        (lambda t: t.groupby("source")["n"].sum().rename_axis(None), ["row", "n"], [["Herald", 2], ["Post", 4]]),
        (lambda t: t.set_index(["source", "kind"]).rename_axis([None, None]), ["row", "row 2", "n"],
         [["Post", "a", 1], ["Herald", "a", 2], ["Post", "b", 3]]),
        (lambda t: t.pivot_table(index="source", columns="kind", values="n"), ["source", "a", "b"],
         [["Herald", 2, None], ["Post", 1, 3]]),
        (lambda t: t.set_index(pd.Index([2023, 2024, 2025]))[["n"]], ["row", "n"], [[2023, 1], [2024, 2], [2025, 3]]),
        (lambda t: t.sort_values("n", ascending=False)[["n"]], ["n"], [[3], [2], [1]]),
        (lambda t: t.groupby("source")["n"].size().rename("source"), ["source", "source 2"],
         [["Herald", 1], ["Post", 2]]),
        (lambda t: pd.Series([1.5, 2.5]), ["value"], [[1.5], [2.5]]),
        (lambda t: t.head(0), ["source", "kind", "n"], []),
    ],
)  # fmt: skip
def test_a_table_of_ones_own_keeps_what_it_is_grouped_by(monkeypatch, what, columns, rows):
    (output,) = shown(monkeypatch, lambda: show(what(own_rows())))
    said = output.data[MIME]
    assert [column["name"] for column in said["columns"]] == columns
    assert said["rows"] == rows
    assert said["caption"].startswith("Table of ")
    assert '<th scope="col"' in output.data["text/html"]


def test_a_chart_of_ones_own_needs_nothing_but_itself(monkeypatch):
    axes = own_rows().groupby("source")["n"].sum().plot.bar(title="How long?")
    caption, picture = shown(monkeypatch, lambda: show(axes))
    said = picture.data[MIME]
    assert said["name"] == "how-long"
    assert said["rows"] == [["Herald", 2], ["Post", 4]]
    assert "Herald 2 and Post 4" in said["alt"] == picture.data["text/plain"]
    assert caption.data["text/plain"] == "How long?"
    assert plt.get_fignums() == []


def test_a_figure_and_several_panels_can_be_shown(monkeypatch):
    figure, _ = plt.subplots()
    panels = own_rows()[["n", "source"]].assign(m=1).plot(subplots=True)
    said = packed(shown(monkeypatch, lambda: show([figure, panels])))
    assert [one["kind"] for one in said] == ["chart", "chart"]
    assert "n: 0 1, 1 2 and 2 3" in said[1]["alt"]


@pytest.mark.parametrize("what", [5, None, {"a": 1}, object()])
def test_what_cannot_be_shown_is_answered_with_what_can(what):
    with pytest.raises(ParameterError, match="DataFrame or Series"):
        show(what)


def test_names_come_from_the_question_and_are_unique(monkeypatch):
    rows = pd.DataFrame({"a": [1]})
    said = packed(shown(monkeypatch, lambda: [show(rows, "How many, and who?"), show(rows, "How many, and who?")]))
    assert [one["name"] for one in said] == ["how-many-and-who", "how-many-and-who-2"]


class Shell:
    """A kernel that runs cells: each run has a number, each cell its code."""

    def __init__(self):
        self.parent = {}

    def run(self, code):
        number = int(self.parent.get("header", {}).get("msg_id", "0")) + 1
        self.parent = {"header": {"msg_id": str(number)}, "content": {"code": code}, "metadata": {}}

    def get_parent(self):
        return self.parent


def test_a_cell_that_runs_again_gives_the_same_names_again(monkeypatch):
    shell, rows = Shell(), pd.DataFrame({"a": [1]})
    monkeypatch.setattr(showing, "get_ipython", lambda: shell)

    def names(code):
        shell.run(code)
        return [one["name"] for one in packed(shown(monkeypatch, lambda: [show(rows, "Who?"), show(rows, "Who?")]))]

    assert names("first") == ["who", "who-2"]
    assert names("second") == ["who-3", "who-4"]
    assert names("first") == ["who", "who-2"]
