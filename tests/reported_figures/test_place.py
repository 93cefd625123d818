"""What a date says of a figure: counted or told then, or happened then. Read through the table, as a user does."""

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of
from analysis.reported_figures.place import Dating, together

# A Monday.
PUBLISHED = "2024-05-20"
_CODEBOOK = load_codebook(None)


def days(sentence: str, surface: str, published: str | None = PUBLISHED) -> tuple[str | None, str | None]:
    document = document_from_text(f"What is known of Ostmark\n\n{sentence}", published=published)
    rows = figures_of(document, [], codebook=_CODEBOOK)
    (row,) = [row for row in rows if surface in row["surface"]]
    return row["event_date"], row["as_of"]


@pytest.mark.parametrize(
    ("sentence", "event", "as_of"),
    [
        ("The mayor on Sunday put the death toll at 40.", None, "2024-05-19"),
        ("The death toll climbed to 40 on Sunday.", None, "2024-05-19"),
        ("On Sunday police said 40 people had been killed on Friday.", "2024-05-17", "2024-05-19"),
        ("Officials said on Sunday that 40 people had been killed.", None, "2024-05-19"),
        ("More than 40 people have been killed since the war began in 2022.", None, "2022/.."),
        ("Friday's bombing killed 40 people.", "2024-05-17", None),
        ("The mayor, who on Friday spoke of 40 dead, fell silent.", None, "2024-05-17"),
        ("Some 40 bodies had been brought to the morgue by noon on Friday.", None, "2024-05-17"),
        ("Forty-one people, or 40 of the crew, were killed on Friday.", "2024-05-17", None),
    ],
)
def test_a_total_has_the_day_of_its_telling_and_of_its_event(sentence, event, as_of):
    assert days(sentence, "40") == (event, as_of)


def test_an_arrest_told_on_a_day_is_not_dated_to_it():
    assert days("Some 40 people were arrested, police said on Sunday.", "40") == (None, "2024-05-19")
    assert days("Police arrested 40 people on Sunday.", "40") == ("2024-05-19", None)


def test_nothing_is_counted_before_it_happens():
    event, monday = Dating("2024-05-12", None, "event"), Dating(None, "2024-05-06", "count")
    dating = together(monday, event, published="2024-05-12", is_weekday=True)
    assert dating[:2] == ("2024-05-12", "2024-05-13")
    assert "the weekday after the event" in dating.basis
    assert together(monday, event, published="2024-05-12", is_weekday=False) == event


def test_an_update_at_the_top_of_an_article_is_of_the_next_weekday():
    title = "Ostmark's mayor on Monday revised the death toll in Sunday's shooting to 49."
    document = document_from_text(f"{title}\n\nA man opened fire early Sunday.", published="2024-05-12")
    row = figures_of(document, [], codebook=_CODEBOOK)[0]
    assert (row["event_date"], row["as_of"]) == ("2024-05-12", "2024-05-13")


def test_what_was_counted_so_far_this_year_is_of_the_articles_day():
    assert days("More than 40 people have been killed so far this year.", "40") == ("2024", PUBLISHED)
