import pytest
from framing_sample import tables

from analysis.framing import left_out
from analysis.framing.reading import opening_end, read


def words_of(texts, **options):
    return read(*tables(texts), **options).sentences["words"].tolist()


def test_addresses_and_accounts_are_no_words_and_are_listed():
    made = tables([("a", "Gull", "Write to ann@gull.example or see https://x.example/a and @annwrites.")])
    assert read(*made).sentences["words"].tolist() == ["Write to  .  or see  .  and  . "]
    listed = left_out(*made).set_index("reason")
    assert listed.loc["a web address or an account's name", "n_sentences"] == 3


def test_a_label_in_capitals_is_left_out_where_the_outlet_uses_it_again_and_again():
    texts = [(f"a{n}", "Gull", f"READ MORE: Ferry {n} sinks.") for n in range(3)] + [
        ("b", "Fox", "HARBOUR: It is shut.")
    ]
    found = words_of(texts)
    assert not any("READ" in text for text in found)
    assert found[-1] == "HARBOUR: It is shut."


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("PORT, May 4. /WIRE/. It rains.", "It rains."),
        ("Port, Island (WIRE) It rains.", "It rains."),
        ("Port said it rains.", "Port said it rains."),
        ("The mayor (MP) said so.", "The mayor (MP) said so."),
    ],
)
def test_place_day_and_agency_of_an_opening_end_where_the_story_starts(text, rest):
    assert text[opening_end(text) :] == rest


def test_brackets_that_close_many_articles_are_left_out_and_others_stay():
    boats = "Abel Bela Cleo Dina Enna Faro Gita Hela Inga Jola Kora Lina".split()
    texts = [(f"a{boat}", "Gull", f"{boat} sank (again). Men of {boat} swam. ab/cd (Wire {boat})") for boat in boats]
    found = words_of(texts)
    assert not any("Wire" in text for text in found)
    assert sum("(again)" in text for text in found) == 12
    few = words_of(texts[:5])
    assert sum("Wire" in text for text in few) == 5


def test_nothing_is_left_out_where_boilerplate_is_asked_for():
    text = "By Ann Author\nThe Gull asked ann@gull.example."
    assert words_of([("a", "Gull", text)], include_boilerplate=True) == text.split("\n")


def test_tables_that_were_changed_are_read_anew_and_changing_what_was_read_changes_no_later_reading():
    made = tables([("a", "Gull", "The ferry sank."), ("b", "Fox", "It rained.")])
    first = read(*made).sentences
    first["source"] = "nobody"
    assert sorted(read(*made).sentences["source"]) == ["Fox", "Gull"]
    made[0].loc[made[0]["article_id"] == "a", "source"] = "Owl"
    assert sorted(read(*made).sentences["source"]) == ["Fox", "Owl"]


def test_hostile_text_takes_linear_time():
    for nasty in ("a." * 30_000, "@" * 60_000, "A " * 30_000, "(" * 60_000, "http://" * 9_000, "AAAA " * 12_000 + ":"):
        # Were this quadratic, it would take minutes.
        assert len(words_of([("a", "Gull", nasty)], include_quotes=True)) >= 0
