import pandas as pd
import pytest

from analysis.framing.boilerplate import (
    is_by_line,
    is_footer,
    is_shared_footer,
    is_sign_off,
    own_marks,
    own_name_pattern,
    own_names,
    plain,
    repeated_runs,
)


def sentences(articles):
    """Rows of (source, [sentence, …]) pairs, one article each."""
    return pd.DataFrame(
        [
            {"source": source, "article_id": f"a{number}", "text": text}
            for number, (source, texts) in enumerate(articles)
            for text in texts
        ],
        columns=["source", "article_id", "text"],
    )


def body(number, n=6):
    return [
        f"Sentence {place} of story {number} tells what nobody else told on day {number * 7}." for place in range(n)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "By Ann Author",
        "Reporting by Ann Author",
        "Author: Ann Author",
        "Ann Author and Bo Writer contributed to this report.",
        "The Wire Agency contributed to this story.",
        "Ann Author is a freelance reporter based in Rome.",
        "© 2020 Gull",
        "Copyright Gull",
        "Written by Ann Author",
        "Edited by Ann Author",
        "Compiled by Ann Author",
        "Photographs by Ann Author",
        "BY ANN AUTHOR",
        "Writing by Ann Author",
        "Editing by Ann Author",
        "Reporter: Ann Author",
        "Editor: Ann Author",
        "ann.author@gull.example",
        "Ann Author and Bo Writer contributed reporting.",
        "Ann Author is the Rome correspondent.",
        "Ann Author is a food columnist.",
        "Ann Author is a senior writer.",
        "Ann Author is a freelance journalist.",
        "Ann Author is a contributor.",
    ],
)
def test_lines_that_say_who_wrote_are_by_lines(text):
    assert is_by_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "By Friday, all were home.",
        "Contact was lost at four.",
        "The loan contributed to the debt.",
        "The author of the plan is unknown.",
        "He contributed to the report of the commission on floods, which came out late.",
    ],
)
def test_sentences_about_a_story_are_no_by_lines(text):
    assert not is_by_line(text)


def test_a_sentence_of_three_articles_of_one_outlet_is_a_footer_and_of_two_outlets_is_not():
    rows = sentences(
        [("Gull", ["Read more on page 3.", "Rain."])] * 1
        + [("Gull", ["Read more on page 14.", "Rain."])] * 1
        + [("Gull", ["Read more on page 5.", "Rain."]), ("Fox", ["Rain."])]
    )
    assert rows[is_footer(rows)]["text"].str.startswith("Read").sum() == 3
    assert not is_footer(rows)[rows["text"] == "Rain."].any()


def test_sign_offs_of_changing_words_are_found_by_place():
    desks = ["ab/cd (Wire, Other)", "ef (Wire)", "gh/ij (Other, Wire)"]
    rows = sentences(
        [("Gull", [*body(n), desks[n % 3]]) for n in range(15)] + [("Fox", body(n)) for n in range(90, 99)]
    )
    found = is_sign_off(rows)
    assert rows[found]["text"].str.contains("Wire").all()
    assert found.sum() == 15


def test_two_closing_sentences_are_taken_off_one_after_the_other():
    rows = sentences(
        [("Gull", [*body(n), f"Subscribe to letter {n}.", f"Printed in Port on day {n}."]) for n in range(12)]
    )
    assert is_sign_off(rows).sum() >= 12
    assert not is_sign_off(rows)[rows["text"].str.startswith("Sentence")].any()


def test_words_that_stand_elsewhere_too_or_in_few_articles_make_no_sign_off():
    texts = [[*body(n), "The quay is calm."] for n in range(15)]
    for text in texts[:6]:
        text.insert(1, "At the quay it rained, which is rare.")
        text.insert(2, "People stay calm and think that it is what it is.")
    rows = sentences([("Gull", text) for text in texts])
    assert not is_sign_off(rows).any()
    few = sentences([("Gull", [*body(n), "Printed in Port."]) for n in range(9)])
    assert not is_sign_off(few).any()


def test_a_box_of_links_in_the_middle_of_a_line_is_cut_out_and_the_rest_stays():
    box = "Send Pager Telegraph Pigeon Smoke Drum Letter Fax"
    rows = sentences([("Gull", [f"Ferry number {n} sank {box} and {n} men swam."]) for n in range(5)])
    found = repeated_runs(rows)
    assert set(found) == set(range(5))
    rest, runs = found[2]
    assert "2 men swam." in rest
    assert all("Pigeon" in run for run in runs)
    assert "Pigeon" not in rest


def test_a_run_that_two_outlets_print_or_few_articles_is_no_fixture():
    run = "the minister for roads and rivers said in a statement"
    both = sentences([("Gull", [f"On day {n} {run} {n}."]) for n in range(5)] + [("Fox", [f"Then {run} so."])])
    assert repeated_runs(both) == {}
    assert repeated_runs(sentences([("Gull", [f"On day {n} {run} {n}."]) for n in range(4)])) == {}


@pytest.mark.parametrize(
    ("run", "is_fixture"),
    [("roads and rivers of the old salt coast", True), ("roads and rivers of the old coast", False)],
)
def test_a_fixture_has_eight_words(run, is_fixture):
    rows = sentences([("Gull", [f"Day{n} {run} day{n}."]) for n in range(5)])
    assert bool(repeated_runs(rows)) is is_fixture


def test_nothing_in_gives_nothing_out():
    empty = sentences([])
    assert repeated_runs(empty) == {}
    assert not is_sign_off(empty).any()


def test_names_of_staff_give_an_outlet_away_and_words_of_its_stories_do_not():
    story = ["The quay was shut.", "Masons came.", "It rained.", "The quay is old.", "Masons left.", "It was late."]
    texts = [[f"Word from Ida Marsk{' now' * n}.", *story, "Desk of Olde, pq."] for n in range(6)]
    gull = [("Gull", f"g{n}", line) for n, lines in enumerate(texts) for line in lines]
    fox = [("Fox", f"f{n}", f"{line} Or so.") for n in range(6) for line in story]
    rows = pd.DataFrame(gull + fox, columns=["source", "article_id", "text"])
    marks = own_marks(rows, is_aside=pd.Series(data=False, index=rows.index))
    assert {"ida", "marsk", "olde"} <= marks["Gull"]
    assert not marks["Gull"] & {"quay", "masons", "rained"}
    assert not marks["Fox"] & {"quay", "masons"}


def test_a_footer_of_two_outlets_shares_only_function_words_with_what_stands_above():
    above = [f"It was the {n} of the nights that all on the quay had to be up for at once." for n in ("first", "last")]
    footer = "All of the letters that you send to us at the desk are on file for the year."
    rows = sentences(
        [(source, [*body(n), line, footer]) for n, (source, line) in enumerate(zip("AB", above, strict=True))]
    )
    assert rows[is_shared_footer(rows)]["text"].tolist() == [footer] * 2


@pytest.mark.parametrize(("n_sentences", "is_found"), [(4, True), (5, False)])
def test_a_shared_footer_has_four_sentences_at_most(n_sentences, is_found):
    footer = [f"Letters{n} reach editors{n} by{n} post{n}." for n in range(n_sentences)]
    rows = sentences([(source, [*body(n), *footer]) for n, source in enumerate("AB")])
    assert is_shared_footer(rows).sum() == 2 * n_sentences * is_found


@pytest.mark.parametrize(("told", "is_found"), [("lamp", True), ("lamp harbour", False)])
def test_a_fifth_of_a_footers_words_may_stand_in_the_article(told, is_found):
    footer = "Lamp harbour letters editors post."
    rows = sentences([(source, [*body(n), f"It told of {told} in {n} ways.", footer]) for n, source in enumerate("AB")])
    assert bool(is_shared_footer(rows).any()) is is_found


def cut(text, source, *, urls=(), texts=()):
    return own_name_pattern(source, urls, texts or [text]).sub("_", plain(text))


@pytest.mark.parametrize(
    ("source", "text", "left"),
    [
        ("www.dailygull.example", "She told The Daily Gull, daily gulls said.", "She told The _, daily gulls said."),
        ("world.gullnews.co.uk", "Gull News and Gull reporters saw a gull.", "_ and _ reporters saw a gull."),
        ("The Evening Post", "The Evening Post asked; an evening, a post.", "_ asked; an evening, a post."),
        ("Radió Gull", "RADIO GULL was told.", "_ was told."),
        ("www.bbq.example", "BBQ One, BBQ News and BBQ's man.", "_ One, _ and _'s man."),
        ("www.rté.example", "She told RT\ufffd News and RTÉ.", "She told _ and _."),
        ("www.rte.example", "She told RT\ufffd News and RT?'s man.", "She told _ and _'s man."),
    ],
)
def test_an_outlets_name_is_found_however_it_is_spaced_or_added_to(source, text, left):
    assert cut(text, source) == left


def test_a_part_of_the_address_that_does_not_name_the_outlet_stays():
    assert cut("Europe and China, says China Gull.", "europe.chinagull.com.cn") == "Europe and China, says _."


def test_the_address_of_the_articles_names_the_outlet_too():
    assert cut("The Daily Gull asked.", "DG", urls=["https://www.dailygull.example/a"]) == "The _ asked."


def test_a_name_shortened_to_two_humps_is_found_and_another_is_not():
    text = "WashGull and YouTube; the Washington Gull."
    assert cut(text, "washingtongull.example") == "_ and YouTube; the _."


def test_initials_spelled_out_are_found_where_the_outlet_does_so_often():
    texts = ["Deutsche Nordwelle asked.", "He told Deutsche Nordwelle.", "Deutsche Nordwelle again.", "Danish Nuts."]
    assert cut("Deutsche Nordwelle, Danish Nuts", "www.dn.example", texts=texts) == "_, Danish Nuts"
    assert cut("Deutsche Nordwelle", "www.dn.example", texts=texts[:2]) == "Deutsche Nordwelle"


@pytest.mark.parametrize("source", ["", "X", "???", "a.b", "...."])
def test_odd_sources_cut_nothing_else(source):
    assert cut("Nothing of this goes.", source) == "Nothing of this goes."
    assert own_names(source) == () or own_names(source) == (source,)


def test_accents_come_off_and_places_stay():
    text = "Ærø, Éire, Dvořák"
    assert len(plain(text)) == len(text)
    assert plain(text).endswith("Dvorak")
