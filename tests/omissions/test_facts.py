"""When does an article tell a fact? Numbers, quotations, names and passages, in other words too."""

import pytest

from analysis.omissions.facts import Figure, Line, Name, Passage, Quotation, Reading, counted_as, passages, words_of


def reading(*sentences, article_id="a", figures=()):
    lines = tuple(Line(f"{article_id}:s{number}", text) for number, text in enumerate(sentences, 1))
    return Reading(article_id, lines, tuple(figures))


def row(value, *, measure=None, head="people", unit=None, sentence_id="a:s1", status=None):
    return {
        "value": value, "measure": measure, "head": head, "unit": unit, "sentence_id": sentence_id, "status": status,
        "bound": "exact", "surface": f"{value:g}", "counted": head,
    }  # fmt: skip


DEAD = Figure("52 people (killed)", 52.0, None, "people", "killed")


@pytest.mark.parametrize(
    "told", [row(52.0, measure="killed"), row(52.0), row(52.0, measure="buried"), row(52.0, head=None)]
)
def test_a_number_of_people_is_told_whatever_they_are_called(told):
    assert DEAD.told_by(reading("…", figures=[told])).doubt is None


@pytest.mark.parametrize("text", ["The road was closed for 52 hours.", "Fifty-two of them came from Orlan."])
def test_the_number_of_something_else_leaves_it_open(text):
    assert "something else" in DEAD.told_by(reading(text, figures=[row(52.0, head="hour")])).doubt


def test_a_rounded_number_leaves_it_open():
    assert Figure("1,184 people", 1184.0, None, "people").told_by(reading("…", figures=[row(1200.0)])).doubt
    assert Figure("1,184 people", 1184.0, None, "people").told_by(reading("…", figures=[row(1300.0)])) is None


def test_a_small_number_needs_what_it_counts():
    three = Figure("three boats", 3.0, None, "boat")
    assert three.told_by(reading("It took three weeks.")) is None
    assert three.told_by(reading("All three boats sank.")).doubt
    assert three.told_by(reading("Three boats sank.", figures=[row(3.0, head="boat")])).doubt is None


def test_another_number_of_the_same_is_shown_instead():
    other = reading("…", "…", figures=[row(40.0, measure="killed", sentence_id="a:s2")])
    assert DEAD.told_by(other) is None
    assert DEAD.instead(other) == "a:s2"
    for other in (row(40.0, measure="killed", status="expected"), row(40.0, measure="rescued")):
        assert DEAD.instead(reading("…", figures=[other])) is None


def test_a_vague_number_tells_no_exact_one():
    twelve = Figure("12 people (missing)", 12.0, None, "missing")
    dozens = row(12.0, measure="missing") | {"bound": "vague"}
    assert twelve.told_by(reading("Dozens are missing.", figures=[dozens])) is None


def test_a_quotation_is_told_with_or_without_marks_and_in_part():
    said = Quotation("…", words_of("We will build the wall again before the winter comes"))
    assert said.told_by(reading("They will build the wall again before the winter comes, he said.")).doubt is None
    assert said.told_by(reading("She wants to build the wall again, somehow.")).doubt == "a part of the words"
    assert said.told_by(reading("The wall fell in the winter.")) is None


def test_a_name_is_told_by_its_surname():
    name = Name("Ina Holm", (("ina", "holm"), ("holm",)))
    assert name.told_by(reading("Nobody came.", "Holm’s office was shut.")).sentence_id == "a:s2"
    assert name.told_by(reading("The mayor’s office was shut.")) is None


WALL = "The ferry company Norline cancelled all crossings to Vessby until Thursday morning."
SAME = "Norline, the ferry company, has cancelled every crossing to Vessby until Thursday."
OTHER = "Schools in Tarnow remain closed because the heating failed on Monday night."


def test_two_sentences_that_tell_one_thing_are_a_passage():
    read = [reading(WALL, article_id="a"), reading(OTHER, SAME, article_id="b"), reading(OTHER, article_id="c")]
    found = list(passages(read, told=frozenset(), origin={"a": "a", "b": "b", "c": "c"}))
    assert [passage.label for passage in found] == [SAME, OTHER]
    assert found[0].told_by(read[0]).doubt is None
    assert found[0].told_by(read[2]) is None


def test_sentences_of_one_origin_or_of_a_told_fact_make_no_passage():
    read = [reading(WALL, article_id="a"), reading(SAME, article_id="b")]
    assert not list(passages(read, told=frozenset(), origin={"a": "a", "b": "a"}))
    assert not list(passages(read, told=frozenset({"b:s1"}), origin={"a": "a", "b": "b"}))


def test_some_of_its_words_leave_a_passage_open():
    weight = dict.fromkeys("abcdefghijklmnopq", 1.0)
    passage = Passage("…", (frozenset("abcdefgh"),), weight, frozenset("abcdefgh"))
    line = Line("a:s1", "…")
    for stems, doubt in (("abcdef", None), ("abcdijklmnopq", "a sentence with some of its words"), ("abc", False)):
        line.__dict__["stems"] = frozenset(stems)
        told = passage.told_by(Reading("a", (line,), ()))
        assert (told and told.doubt) == (None if doubt is False else doubt)
        assert (told is None) == (doubt is False)


def test_what_a_figure_counts():
    assert counted_as(row(52.0, measure="killed")) == counted_as(row(52.0, head="woman")) == "people"
    assert counted_as(row(5.0, measure="killed")) == "killed"
    assert counted_as(row(5.0, head="nurse")) == "nurse"
    assert counted_as(row(7.5, head="revenue", unit="USD")) == "revenue"
    assert counted_as(row(7.5, head=None)) is None
