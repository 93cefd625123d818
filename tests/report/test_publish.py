import json
import re

import matplotlib as mpl
import pandas as pd
import pytest
from report_sample import drawing, shown, tables

from analysis.errors import ParameterError
from analysis.report import publish
from analysis.report.links import pieces


@pytest.fixture
def figures():
    return tables()["reported_figures"]


def chart(figures, **changed):
    said = {
        "name": "a-b",
        "question": "Q?",
        "finding": "F.",
        "n": 2,
        "alt": "1,200 and 900",
        "data": figures[["surface", "figure_id"]],
    }
    publish.chart(drawing(figures), **{**said, "evidence": {"surface": "figure_id"}, **changed})


def test_a_chart_is_shown_as_svg_and_png_with_its_description_as_text(monkeypatch, figures):
    caption, picture = shown(monkeypatch, lambda: chart(figures))
    assert set(picture.data) == {"image/svg+xml", "image/png", "text/plain", publish.MIME}
    assert picture.data["text/plain"] == "1,200 and 900"
    assert picture.metadata["image/png"]["alt"] == "1,200 and 900"
    assert caption.data["text/plain"] == "Q?\nF.\nn = 2"
    assert "<strong>Q?</strong>" in caption.data["text/html"]


def test_marks_lead_to_the_report_of_the_notebooks_corpus(monkeypatch, figures):
    publish.set_corpus("my corpus")
    _, picture = shown(monkeypatch, lambda: chart(figures))
    assert re.findall(r'<a xlink:href="([^"]+)"', picture.data["image/svg+xml"]) == [
        "../reports/my%20corpus/articles.html#e-alpha:f1",
        "../reports/my%20corpus/articles.html#e-beta-2:f1",
    ]


def test_showing_twice_gives_the_same_and_changed_data_something_else(monkeypatch, figures):
    first, second = (shown(monkeypatch, lambda: chart(figures)) for _ in range(2))
    assert json.dumps(first) == json.dumps(second)
    changed = figures.assign(value=figures["value"] + 1)
    third = shown(monkeypatch, lambda: chart(changed, data=changed[["surface", "value", "figure_id"]]))
    assert third[1].data[publish.MIME] != first[1].data[publish.MIME]
    assert third[1].data["image/svg+xml"] != first[1].data["image/svg+xml"]


def test_settings_of_matplotlib_are_left_alone(monkeypatch, figures):
    before = dict(mpl.rcParams)
    shown(monkeypatch, lambda: chart(figures))
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(
    "changed", [{"name": "A b"}, {"name": "../x"}, {"alt": " "}, {"question": ""}, {"finding": ""}]
)
def test_a_chart_without_what_a_reader_needs_is_refused(monkeypatch, figures, changed):
    with pytest.raises(ParameterError):
        shown(monkeypatch, lambda: chart(figures, **changed))


def test_rows_may_only_be_cut_where_the_rest_can_be_had(monkeypatch):
    rows = pd.DataFrame({"a": range(5)})
    with pytest.raises(ParameterError, match="download="):
        publish.table(rows, name="t", caption="c", max_rows=2)
    (output,) = shown(monkeypatch, lambda: publish.table(rows, name="t", caption="c", max_rows=2, download="terms"))
    assert "2 of 5 rows; all in data/terms.csv." in output.data["text/html"]
    assert "2 of 5 rows; all in data/terms.csv." in output.data["text/plain"]


def test_computed_text_links_to_its_evidence_and_escapes_the_article(monkeypatch):
    publish.set_corpus("c")
    here, there = publish.evidence_link("a:s1", "here"), publish.chapter_link("07-summary", "all")
    words = f"Ana said “<b>no</b>” {here}, see {there}."
    (output,) = shown(monkeypatch, lambda: publish.text(words))
    assert "&lt;b&gt;no&lt;/b&gt;" in output.data["text/html"]
    assert 'href="../reports/c/articles.html#e-a:s1"' in output.data["text/html"]
    assert 'href="../reports/c/index.html"' in output.data["text/html"]
    assert output.data["text/plain"] == "Ana said “<b>no</b>” here, see all."


def test_notices_answers_and_facts_have_a_text_twin(monkeypatch):
    outputs = shown(
        monkeypatch,
        lambda: (
            publish.notice("Too few.", kind="refusal"),
            publish.answers([("How many?", "**Two.**", None)]),
            publish.facts([(1184, "people")]),
        ),
    )
    assert [output.data["text/plain"] for output in outputs] == [
        "Not computed. Too few.",
        "How many? Two.",
        "1,184 people",
    ]


def test_every_number_of_a_finding_leads_to_the_numbers_of_the_chart_or_further(monkeypatch):
    figures = tables()["reported_figures"]
    said = publish.from_exhibit("Two of five here", "02-framing", name="frames")
    said = f"{said}, {publish.from_exhibit('seven there', '03-voices', name='speakers')}, 900 in all."
    outputs = shown(
        monkeypatch,
        lambda: publish.chart(
            drawing(figures), name="frames", question="How many?", finding=said, n=2, alt="Two numbers.", data=figures
        ),
    )
    finding = outputs[1]["data"][publish.MIME]["finding"]
    assert [(piece.text, piece.target) for piece in pieces(finding) if piece.target] == [
        ("Two of five", "02-framing.html#d-frames"),
        ("seven", "03-voices.html#x-speakers"),
        ("900", "#d-frames"),
    ]
    # A notebook has no such place: there the number stays a number.
    assert 'href="#' not in outputs[0]["data"]["text/html"]
