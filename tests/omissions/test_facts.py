"""When does an article tell a fact? Numbers, quotations, names and passages, in other words too."""

import pytest

from analysis.omissions.facts import (
    Figure,
    Line,
    Name,
    Passage,
    Quotation,
    Reading,
    counted_as,
    figures,
    passages,
    quotations,
    words_of,
)


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
    assert DEAD.instead(other.by_subject) == "a:s2"
    assert DEAD.instead(reading("…", figures=[row(40.0, measure="rescued")]).by_subject) is None


@pytest.mark.parametrize("status", ["withdrawn", "expected", "change"])
def test_what_was_taken_back_or_may_come_is_no_fact_and_no_other_number(status):
    told = row(40.0, measure="killed", status=status)
    assert not list(figures([told]))
    assert DEAD.instead(reading("…", figures=[told]).by_subject) is None
    assert len(list(figures([told | {"status": None}]))) == 1


def test_a_number_is_named_as_the_codebook_words_what_it_counts():
    told = row(300.0, measure="laid_off_since") | {"of_what": "sailors laid off since May"}
    (found,) = figures([told | {"surface": "over 300", "counted": "sailors"}])
    assert found.label == "over 300 sailors (sailors laid off since May)"


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


def test_a_number_above_twelve_is_recognised_alone():
    for value, is_seen in ((12.0, False), (13.0, True)):
        told = Figure("…", value, None, "boat").told_by(reading(f"It took {value:g} weeks."))
        assert (told is not None) == is_seen


def test_a_number_three_per_cent_off_may_be_the_rounded_one():
    thousand = Figure("1,000 people", 1000.0, None, "people")
    assert thousand.told_by(reading("…", figures=[row(970.0)])).doubt == "a number near it"
    assert thousand.told_by(reading("…", figures=[row(969.0)])) is None


SAID = "one by one the boats came home to a quay where nobody lit any lamp since that long winter began".split()


@pytest.mark.parametrize(("n_runs", "doubt"), [(9, None), (8, "a part of the words"), (5, "a part of the words")])
def test_half_of_the_runs_are_the_quotation_and_a_quarter_a_part(n_runs, doubt):
    assert len(SAID) == 20  # 18 runs
    assert Quotation("…", tuple(SAID)).told_by(reading(" ".join(SAID[: n_runs + 2]))).doubt == doubt


def test_less_than_a_quarter_of_the_runs_is_nothing_of_the_quotation():
    assert Quotation("…", tuple(SAID)).told_by(reading(" ".join(SAID[:6]))) is None


def test_a_quotation_has_five_words():
    rows = [
        {"text": text, "is_direct": True, "speaker": None}
        for text in ("We sail at dawn", "Nobody sails before dawn now")
    ]
    assert [fact.label for fact in quotations(rows)] == ["“Nobody sails before dawn now”"]


def test_words_meet_in_six_letters_and_have_three():
    assert Line("s", "evacuation").stems == Line("s", "evacuated").stems == {"evacua"}
    assert Line("s", "fog ox").stems == {"fog"}


@pytest.mark.parametrize(
    ("shared", "own", "n"),
    [
        ("ferry harbour lantern storm", 0, 0),
        ("ferry harbour lantern storm captain", 0, 1),  # five words
        ("ferry harbour lantern storm captain winter", 4, 1),  # 0.49 of the weight
        ("ferry harbour lantern storm captain winter", 5, 0),  # 0.43
    ],
)
def test_two_sentences_are_a_passage_from_five_words_and_their_weight_on(shared, own, n):
    first = ["bakery", "museum", "teacher", "orchard", "violin"][:own]
    second = ["factory", "garden", "painter", "blanket", "donkey"][:own]
    read = [reading(f"{shared} {' '.join(more)}", article_id=name) for name, more in (("a", first), ("b", second))]
    assert len(list(passages(read, told=frozenset(), origin={"a": "a", "b": "b"}))) == n


@pytest.mark.parametrize(
    ("size", "n_shared", "n_other", "status"),
    [
        (10, 6, 40, "told"),  # 0.6 of its weight
        (10, 5, 40, "open"),
        (11, 6, 40, "open"),  # 0.55
        (11, 5, 40, "missing"),  # less than half
        (4, 4, 0, "told"),
        (3, 3, 0, "missing"),  # too few words
    ],
)
def test_a_sentence_holds_a_passage_by_its_weight(size, n_shared, n_other, status):
    telling, other = [f"t{n}" for n in range(size)], [f"o{n}" for n in range(n_other)]
    passage = Passage("…", (frozenset(telling),), dict.fromkeys(telling + other, 1.0), frozenset(telling))
    line = Line("a:s1", "…")
    line.__dict__["stems"] = frozenset(telling[:n_shared] + other)
    told = passage.told_by(Reading("a", (line,), ()))
    assert ("missing" if told is None else "open" if told.doubt else "told") == status


@pytest.mark.parametrize(("n_sentences", "n"), [(60, 1), (61, 0)])
def test_words_that_stand_in_more_than_sixty_sentences_lead_to_no_other(n_sentences, n):
    shared = "ferry harbour lantern storm captain"
    lines = [reading(shared, article_id=f"a{number}") for number in range(n_sentences)]
    origin = {one.article_id: one.article_id for one in lines}
    assert len(list(passages(lines, told=frozenset(), origin=origin))) == n
