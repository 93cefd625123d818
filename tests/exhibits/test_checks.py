import pytest

from analysis import exhibits
from analysis.errors import AnalysisError
from analysis.exhibits.checks import spans_hold


def test_provenance_names_every_input_and_no_path(story):
    rows = exhibits.provenance(story).shown
    assert set(story.inputs) <= set(rows["name"])
    assert not rows["value"].str.contains("/", regex=False).any()


def test_a_check_that_fails_stops_the_notebook():
    with pytest.raises(AnalysisError, match="two and two are four"):
        exhibits.checked({"one is one": True, "two and two are four": False})


def test_a_span_that_is_not_its_text_is_noticed(flood):
    assert spans_hold(flood, "sentences", text="text")
    assert not spans_hold(flood, "quotes", text="speaker")
