import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.sentiment.clauses import clause_spans, role_in


def role(clause, name="Vey"):
    start = clause.index(name)
    return role_in(clause, start=start, end=start + len(name))


@pytest.mark.parametrize(
    "clause",
    [
        "Vey resigned",
        "President Vey has left the country",
        "Vey, a lawyer from Orn, told reporters",
        "“It is over,” said Vey.",
        "the decision taken by Vey last week",
        "Officials say Vey was arrested",
        "In March, Vey also won the vote",
        "Vey remains in office",
    ],
)
def test_subjects(clause):
    assert role(clause) == "subject"


@pytest.mark.parametrize(
    "clause",
    [
        "police arrested Vey",
        "the court released President Vey on Monday",
        "critics blame Vey for it",
        "the union called on Vey to resign",
        "a campaign attacking Vey",
    ],
)
def test_objects(clause):
    assert role(clause) == "object"


@pytest.mark.parametrize(
    "clause",
    [
        "Vey’s party lost",
        "the house of Vey was sold",
        "according to Vey, little changed",
        "the mayor, Vey, and others",
        "politicians including Vey",
        "a statue near Vey",
    ],
)
def test_only_present(clause):
    assert role(clause) is None


def test_clauses_cover_the_words_of_a_sentence():
    text = "Vey, who fled, said the army – his own – had lost; nobody doubted it because it was true."
    parts = [text[start:end] for start, end in clause_spans(text)]
    assert parts[:2] == ["Vey", "who fled, said the army"]
    assert parts[-1] == "because it was true."


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=120), data=st.data())
def test_any_text_has_ordered_spans_and_no_error(text, data):
    end = 0
    for start, stop in clause_spans(text):
        assert end <= start < stop <= len(text)
        end = stop
        place = data.draw(st.integers(0, stop - start - 1))
        assert role_in(text[start:stop], start=place, end=place + 1) in ("subject", "object", None)
