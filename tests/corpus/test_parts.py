"""Articles glued onto one another."""

from analysis.corpus import document_from_text

BODY = "The river rose for three days and the people of the valley left their homes. Nobody came back that week."


def test_a_second_article_on_the_page_is_a_second_part():
    long = "\n".join(f"{BODY} Paragraph {n} of the text follows here." for n in range(5))
    text = f"Flood in the Old Valley\n{long}\nShare your opinion in the comments below!\n"
    second = "Valley Flood Leaves Hundreds Without a Home\nWhat Came First\n"
    document = document_from_text(text + second + long.replace("Nobody", "No one"))
    parts = {b.part for b in document.blocks}
    assert parts == {1, 2}
    first_of_two = next(b for b in document.blocks if b.part == 2)
    assert document.text[first_of_two.start_char :].startswith("Valley Flood Leaves")
    assert first_of_two.kind == "title"


def test_a_newsletter_line_in_the_middle_makes_no_second_part():
    long = "\n".join(f"{BODY} Paragraph {n} of the text follows here." for n in range(5))
    text = (
        f"Flood in the Old Valley\n{long}\nSign up for our newsletter.\nWhat the Engineers Knew About It Then\n{long}x"
    )
    assert {b.part for b in document_from_text(text).blocks} == {1}
