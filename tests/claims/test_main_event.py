"""What all claims show of the main event: where it is, and which of two articles counts later."""

import pytest
from ledger_worlds import tables_of

from analysis.claims import reconcile
from analysis.corpus import load_codebook

NEWS = load_codebook(None)


def relations(texts, *values, undated=()):
    """The relations of claims with these two values, in articles named by letters."""
    tables = tables_of(texts, NEWS, undated=undated)
    claims, compared, *_ = reconcile(codebook=NEWS, **tables)
    value = claims.set_index("figure_id")["value"]
    pairs = zip(compared["claim_a"].map(value), compared["claim_b"].map(value), compared["relation"], strict=True)
    return {relation for one, other, relation in pairs if {one, other} == set(values)}


QUAKE = "A quake shook Velda on Wednesday. It killed {} people and injured {}, officials said."


def test_of_two_articles_the_one_with_more_of_all_counts_later():
    texts = {"a": QUAKE.format(410, "2,100"), "b": QUAKE.format(690, "3,400")}
    assert relations(texts, 410, 690) == {"update"}


def test_no_hour_explains_that_each_counts_more_of_something():
    texts = {"a": QUAKE.format(410, "3,400"), "b": QUAKE.format(690, "2,100")}
    assert relations(texts, 410, 690) <= {"differs", "contradicts"}
    assert relations(texts, 3400, 2100) <= {"differs", "contradicts"}


def test_with_one_number_of_dead_what_else_is_counted_is_of_one_time():
    ferry = "A ferry sank off Orm on Wednesday. Four people died and {} are missing."
    texts = {"a": ferry.format(291), "b": ferry.format(284)}
    assert relations(texts, 291, 284) <= {"differs", "contradicts"}


def test_a_toll_of_an_article_without_a_date_may_be_of_any_hour():
    toll = "The quake in Velda killed {} people."
    texts = {"a": toll.format(410), "b": toll.format(690), "c": toll.format(700)}
    assert relations(texts, 410, 690, undated=("a",)) == {"not_comparable"}


STRIKE = "An air strike hit a barracks on Wednesday. "


def test_an_attack_is_at_one_place_whatever_it_is_called():
    texts = {
        "a": STRIKE + "The defence ministry said 63 soldiers were killed in the town of Velda.",
        "b": STRIKE + "The army of Orm said 400 troops were killed.",
    }
    assert relations(texts, 63, 400) == {"differs"}


def test_places_that_an_article_tells_apart_are_parts():
    texts = {
        "a": "Blasts shook the country. In all 63 people were killed. In Velda 40 people were killed.",
        "b": "Blasts shook the country. The attacks killed 66 people.",
    }
    assert not relations(texts, 40, 66) & {"differs", "contradicts"}


def test_those_who_died_there_are_not_all():
    texts = {
        "a": "A slide buried a camp. At least 18 people died there. In all the quake killed 410 people.",
        "b": "The quake killed 690 people.",
    }
    assert not relations(texts, 18, 690) & {"differs", "contradicts", "update"}


@pytest.mark.parametrize("some", ["four Norlandish citizens", "four tourists"])
def test_some_of_one_nation_are_no_toll(some):
    texts = {
        "a": f"The quake killed 410 people in Velda. The embassy said {some} were killed.",
        "b": "The quake killed 690 people in Velda.",
    }
    assert not relations(texts, 4, 690) & {"differs", "contradicts"}


def test_what_one_article_tells_apart_is_no_conflict_with_another():
    texts = {
        "a": "The firm had 7,500 workers before the cuts. The cuts hit 3,700 workers.",
        "b": "The firm had 7,500 workers, some say, before the sale.",
    }
    assert not relations(texts, 3700, 7500) & {"differs", "contradicts"}


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("The leak is five miles off the coast of Orm.", "The leak is nine miles off the coast of Orm.", True),
        ("The oil leak left a 13-mile slick off Orm.", "The oil leak was five miles off Orm.", False),
        ("The oil leak was 75 km north of Velda.", "The oil leak was 80 km east of Orm.", False),
    ],
)
def test_lengths_of_two_things_or_with_two_ends_are_not_set_beside_each_other(one, other, are_one):
    tables = tables_of({"a": one, "b": other}, NEWS)
    compared = reconcile(codebook=NEWS, **tables)[1]
    assert ("differs" in set(compared["relation"])) is are_one


MARCH = "A protest against the toll filled Velda on Wednesday. The organisers said 90,000 people marched. "


@pytest.mark.parametrize(
    "said",
    [
        "The police estimate of the turnout was much lower, at 26,000.",
        "Police put the turnout at 26,000.",
        "Police put the figure at 26,000 participants.",
        "The police counted a crowd of 26,000.",
    ],
)
def test_in_a_story_about_a_march_a_turnout_is_of_those_who_marched(said):
    assert relations({"a": MARCH + said, "b": MARCH}, 90000, 26000) == {"differs"}


def test_who_took_part_in_a_poll_is_no_crowd():
    texts = {"a": MARCH + "A survey of 2,600 participants found wide support.", "b": MARCH}
    assert not relations(texts, 90000, 2600)


def test_a_headline_is_of_the_place_that_its_article_gives_the_number_for():
    texts = {
        "a": "Velda sees 150,000 march\n\nSome 150,000 people marched in Velda on Wednesday, the organisers said.",
        "b": "Across the country 190,000 people marched on Wednesday, the organisers said, 150,000 of them in Velda.",
    }
    assert not relations(texts, 150000, 190000) & {"differs", "contradicts"}
