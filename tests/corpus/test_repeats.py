"""Text that an article says twice."""

from analysis.corpus import document_from_text

BODY = "The river rose for three days and the people of the valley left their homes. Nobody came back that week."


def test_a_paragraph_said_again_is_not_read_twice():
    text = f"Flood in the Valley\n{BODY}\nSomething else was said.\n{BODY}"
    assert [b.is_body for b in document_from_text(text).blocks] == [True, True, True, False]


def test_an_answer_that_restates_a_number_stays_but_says_so():
    text = (
        "Flood in the Valley\nThe ministry said that 1,184 people in the northern district were evacuated on Monday.\n"
        "How many were evacuated?\nThe ministry says 1,184 people of the northern district were evacuated."
    )
    answer = document_from_text(text).blocks[-1]
    assert answer.is_body
    assert "restates" in answer.reason
