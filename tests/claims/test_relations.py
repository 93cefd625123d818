"""Which claims exclude each other and which fit, from articles as they are written."""

import pytest
from ledger_worlds import compared, tables_of

from analysis.corpus import load_codebook

GENERAL = load_codebook(None)


def conflicts(text):
    """The conflicts within one article."""
    return compared(codebook=GENERAL, **tables_of({"a": text}, GENERAL))[0]


def test_two_authorities_on_one_crowd_are_set_against_each_other():
    text = "Organisers said 80,000 people marched. Police estimated the crowd at 15,000."
    assert list(conflicts(text)["cause"]) == ["value"]


@pytest.mark.parametrize(
    "text",
    [
        "The search ended with 58 bodies recovered and 37 people presumed dead.",
        "So far 60 people have been killed. Divers found 26 bodies yesterday, taking the toll to 60.",
    ],
)
def test_what_one_voice_adds_up_is_no_conflict(text):
    assert conflicts(text).empty
