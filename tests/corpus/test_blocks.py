"""Lines in their context: contents, tails, questions, calls to the reader, second articles, repeats."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.blocks import blocks_of

BODY = "The river rose for three days and the people of the valley left their homes. Nobody came back that week."


def kinds(text, **options):
    document = document_from_text(text, **options)
    return [(block.kind, text[block.start_char : block.end_char]) for block in document.blocks]


def block(text, kind):
    return [b for b in document_from_text(text).blocks if b.kind == kind]


def test_short_lines_after_the_end_are_navigation():
    text = f"Flood in the Valley\n{BODY}\n\nThe Weather Desk\n\nFrom Our Archive"
    assert [k for k, _ in kinds(text)][-2:] == ["navigation", "navigation"]


def test_contents_are_known_by_their_entries_coming_again():
    text = (
        "Flood in the Valley\nTable of Contents\n- 1. What Came First\n- 2. What Came Next\n- 3. More\n"
        f"{BODY}\nWhat Came First\n{BODY}x\nWhat Came Next\n{BODY}y"
    )
    assert [k for k, _ in kinds(text)][1:5] == ["toc"] * 4
    assert not any(b.is_body for b in block(text, "toc"))


def test_questions_and_their_answers():
    text = f"Flood in the Valley\n{BODY}\n- How many died? At least 12 people died.\nWho is to blame?\nNobody knows."
    assert kinds(text)[2:] == [
        ("question", "- How many died?"),
        ("list_item", "At least 12 people died."),
        ("question", "Who is to blame?"),
        ("paragraph", "Nobody knows."),
    ]


def test_a_call_to_the_reader_inside_a_paragraph_is_split_off():
    call = "What do you think of it? Share your thoughts in the comments below!"
    text = f"Flood in the Valley\n{BODY} {call} It rained on."
    assert kinds(text)[1:] == [
        ("paragraph", BODY),
        ("promotion", call),
        ("paragraph", "It rained on."),
    ]


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


def test_an_answer_that_names_the_same_year_restates_nothing():
    text = (
        "Flood in the Valley\nThe ministry said that people in the northern district were evacuated in 2021.\n"
        "What became of them?\nThe ministry says that many people of the northern district came back in 2021."
    )
    assert "restates" not in document_from_text(text).blocks[-1].reason


@pytest.mark.parametrize(("n_again", "is_contents"), [(3, True), (2, False)])
def test_a_list_is_contents_when_three_fifths_of_it_come_again_as_headings(n_again, is_contents):
    items = ["The Water Came", "The Wall Broke", "The Town Left", "The Price", "The Blame"]
    below = "\n".join(f"{item}\n{BODY} {item}." for item in items[:n_again])
    listed = "\n".join(f"- {item}" for item in items)
    found = {kind for kind, said in kinds(f"Flood in the Valley\n{listed}\n{BODY}\n{below}") if said.startswith("- ")}
    assert found == ({"toc"} if is_contents else {"list_item"})


@pytest.mark.parametrize(
    ("line", "kind"), [("One Two Three Four Five Six", "navigation"), ("One Two Three Four Five Six Seven", "heading")]
)
def test_more_than_six_words_after_the_end_are_no_furniture(line, kind):
    assert kinds(f"Flood in the Valley\n{BODY}\n{line}\nMenu")[2] == (kind, line)


def glued(*, title="Valley Flood Leaves Hundreds Without Homes", n_above=3, n_below=4):
    above = "\n".join(f"{BODY} It is paragraph {n}." for n in range(n_above))
    below = "\n".join(f"{BODY} It was paragraph {n}." for n in range(n_below))
    text = f"Flood in the Old Valley\n{above}\nShare your views in the comments!\n{title}\n{below}"
    return {b.part for b in document_from_text(text).blocks}


def test_a_second_article_needs_a_headline_a_text_above_and_a_text_below():
    assert glued() == {1, 2}
    assert glued(title="Valley Flood Leaves Hundreds Homeless") == {1}
    assert glued(n_above=2) == {1}
    assert glued(n_below=3) == {1}


@pytest.mark.parametrize(("n_words", "parts"), [(80, {1, 2}), (79, {1})])
def test_a_second_article_has_eighty_words(n_words, parts):
    above = "\n".join(f"{BODY} It is paragraph {n}." for n in range(3))
    below = " ".join(["The"] + ["water"] * (n_words - 2)) + " rose."
    second = f"Share your views in the comments!\nValley Flood Leaves Hundreds Without Homes\n{below}"
    found = document_from_text(f"Flood in the Old Valley\n{above}\n{second}")
    assert {block.part for block in found.blocks} == parts


@pytest.mark.parametrize(("n_words", "is_read"), [(20, False), (21, True)])
def test_what_stands_below_most_read_is_a_headline_up_to_twenty_words(n_words, is_read):
    line = " ".join(["Bridge", *["over" if n % 2 else "water" for n in range(n_words - 2)], "closes"])
    text = f"Flood in the Valley\n\n{BODY}\n\nMost read\n\n{line}"
    assert document_from_text(text).blocks[-1].is_body is is_read


@pytest.mark.parametrize(("said", "is_read"), [("It rained on.", True), ("It rained all day.", False)])
def test_four_words_can_be_said_twice(said, is_read):
    assert document_from_text(f"Flood in the Valley\n{said}\n{BODY}\n{said}").blocks[-1].is_body is is_read


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        ("fishfan22: They knew of it for years and did nothing about the wall.", "comment"),
        ("Ana L 3 hours ago\nMy uncle lost his boat there, so sad to hear of it.", "comment"),
        ("He said they would start again on Tuesday, after the tide.", "paragraph"),
    ],
)
def test_what_readers_wrote_opens_with_a_name_or_its_age(below, kind):
    text = f"Flood in the Old Valley\n\nThe river rose for three days, and 40 boats sank.\n\nComments\n\n{below}\n"
    assert document_from_text(text).blocks[-1].kind == kind


def test_a_lone_small_word_is_an_icons_name():
    text = "regattas\n\nFlood in the Old Valley\n\nThe river rose for three days, and 40 boats sank.\n\nbookmark\n"
    assert [b.kind for b in document_from_text(text).blocks] == ["navigation", "title", "paragraph", "navigation"]


# --- blocks that hold two things

STORY = "Flood shuts the valley road\n\nThe river rose for three days and 300 people left, the mayor said.\n\n"


def pieces(said):
    text = STORY + said
    return [(draft.kind, text[draft.start : draft.end]) for draft in blocks_of(text) if draft.start >= len(STORY)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("BREAKING: The wall broke.", [("navigation", "BREAKING:"), ("paragraph", "The wall broke.")]),
        (
            "14:05 – The wall broke.\n\n15:10 – The road is open.",
            [
                ("dateline", "14:05 –"),
                ("paragraph", "The wall broke."),
                ("dateline", "15:10 –"),
                ("paragraph", "The road is open."),
            ],
        ),
        ("* Who left? All of them did.", [("question", "* Who left?"), ("list_item", "All of them did.")]),
        (
            "The road is shut. Sign up for our newsletter.",
            [("paragraph", "The road is shut."), ("promotion", "Sign up for our newsletter.")],
        ),
        (
            "The road is shut. This article was amended on 3 May.",
            [("paragraph", "The road is shut."), ("correction", "This article was amended on 3 May.")],
        ),
    ],
)
def test_two_things_in_one_block_are_two_blocks(said, expected):
    assert pieces(said) == expected


def test_what_somebody_says_in_quotation_marks_is_not_cut_off():
    said = "“Join us now,” she said. “Donate today.”"
    assert pieces(said) == [("paragraph", said)]


def test_a_saved_page_may_begin_with_what_its_owner_wants():
    text = (
        "We use cookies to improve your experience.\n\nYou have 2 free articles left. Subscribe for $1.\n\n"
        "Council raises rent by 9 per cent\n\nTara Vane, Local Democracy Reporter\n\nThe council raised it on Tues-\n"
        "day, officials said.\n\nKey events\n\n(Reporting by Tom Hale; Editing by Ann Orr)\n\nSign up here."
    )
    document = document_from_text(text)
    kinds = {document.text[block.start_char : block.end_char]: block.kind for block in document.blocks}
    assert document.title == "Council raises rent by 9 per cent"
    assert kinds["Tara Vane, Local Democracy Reporter"] == "dateline"
    assert kinds["(Reporting by Tom Hale; Editing by Ann Orr)"] == "dateline"
    assert (kinds["Key events"], kinds["Sign up here."]) == ("navigation", "promotion")
