"""What the words around a number say of its scope (place, hour, vessel, noun), seen in how two articles relate."""

import pytest
from ledger_worlds import tables_of

from analysis.claims import reconcile
from analysis.corpus import load_codebook

NEWS = load_codebook(None)


def relations(one, other, *articles):
    """How two numbers of articles relate, by every pair of claims that have them."""
    tables = tables_of(dict(zip("abcdefg", articles, strict=False)), NEWS)
    claims, compared, *_ = reconcile(codebook=NEWS, **tables)
    value = claims.set_index("figure_id")["value"]
    pairs = zip(compared["claim_a"].map(value), compared["claim_b"].map(value), compared["relation"], strict=True)
    return {relation for first, second, relation in pairs if {first, second} == {one, other}}


def disagree(one, other, *articles):
    """Whether some pair with these numbers disagrees."""
    return bool(relations(one, other, *articles) & {"differs", "contradicts"})


MARCH = "Thousands marched through Orm on Wednesday against the tax. "


def test_a_crowd_counted_while_it_gathers_is_an_earlier_count():
    early = MARCH + "By late afternoon 20,000 people had joined the march, police said."
    whole = MARCH + "Police said 65,000 people had joined the march."
    assert relations(20_000, 65_000, early, whole) == {"update"}
    assert relations(20_000, 9_000, early, MARCH + "Police said 9,000 people marched.") == {"not_comparable"}


def test_the_turnout_is_that_of_the_march_told_first():
    text = (
        "Up to 300,000 people marched through Orm on Wednesday to demand new elections, organisers said. "
        "Drummers led the way. The shops had closed early. Police put the turnout at 41,000."
    )
    assert relations(300_000, 41_000, text) == {"differs"}
    lower = "Organisers said that 300,000 people marched in Orm. The count of the police was much lower, at 41,000."
    assert relations(300_000, 41_000, lower) == {"differs"}


def test_a_share_of_something_else_answers_nothing():
    text = "The ministry said 58% of the mills were shut. About 12% are working, the union said."
    assert relations(58, 12, text) <= {"not_comparable"}


def test_the_place_of_the_event_may_be_left_out():
    more = "A march against the tax drew 300,000 people in Orm on Wednesday, organisers said."
    less = "A march against the tax drew 41,000 people on Wednesday, police said."
    assert relations(41_000, 300_000, more, less) == {"differs"}


def test_attackers_are_one_by_all_their_names():
    first = "Six gunmen stormed the customs house in Orm on Wednesday. The attack killed 30 people."
    second = "Eight suicide bombers stormed the customs house on Wednesday. The attack killed 30 people."
    assert disagree(6, 8, first, second)


def test_passengers_of_several_trains_are_not_one_number():
    text = "Two trains collided near Orm on Wednesday. The {} carried {} passengers, the railway said."
    articles = text.format("express", 140), text.format("freight train's crew van", 190)
    assert not disagree(140, 190, *articles)
    alone = "A train hit a wall near Orm on Wednesday. The train carried {} passengers, the railway said."
    assert disagree(140, 190, alone.format(140), alone.format(190))


def test_what_rises_was_lower_before():
    fire = "A fire swept a market in Orm on Wednesday. "
    rising = fire + "The toll has risen to 90, a doctor said."
    assert relations(60, 90, rising, fire + "The fire killed 60 people.") == {"update"}
    assert disagree(60, 90, fire + "The fire killed 90 people.", fire + "The fire killed 60 people.")


@pytest.mark.parametrize(
    "part",
    [
        "Eleven more people died overnight.",
        "Eleven bodies were found overnight.",
        "Eleven tourists were killed.",
    ],
)
def test_some_of_the_dead_are_no_other_toll(part):
    toll = "A fire swept a market in Orm on Wednesday. It killed 60 people, police said."
    assert not disagree(60, 11, toll, f"A fire swept a market in Orm on Wednesday. {part}")


def test_where_every_report_counts_children_they_are_all():
    school = "A roof fell on a school in Orm on Wednesday. It killed {}, officials said."
    articles = [school.format(who) for who in ("22 children", "22 pupils", "22 children", "27 people")]
    assert disagree(22, 27, *articles)
    mixed = [school.format(who) for who in ("22 children and 5 adults", "27 people", "27 people")]
    assert not disagree(22, 27, *mixed)


def test_a_level_of_the_day_before_is_not_of_the_day():
    fire = "A fire swept a market in Orm on Tuesday. "
    text = fire + "Police said on Wednesday that 60 people were missing, up from 50 the day before."
    assert not disagree(50, 44, text, fire + "Police said on Wednesday that 44 people were missing.")


def test_lengths_of_one_noun_or_one_end_are_of_one_thing():
    wave = "The storm drove waves as high as {} metres over the pier of Orm."
    assert disagree(6, 2.5, wave.format(6), wave.format(2.5))
    high, wide = "Waves 6 metres high broke over the pier of Orm.", "The pier of Orm that broke is 2.5 metres wide."
    assert relations(6, 2.5, high, wide) <= {"not_comparable"}
    village = "The village that burnt is about {} km from Velda."
    assert disagree(80, 61, village.format(80), village.format(61))


def test_over_a_million_excludes_no_two_million():
    march = "A march filled Orm on Wednesday. "
    assert relations(1e6, 2e6, march + "Over a million people marched.", march + "Two million people marched.") <= {
        "not_comparable"
    }


def test_so_small_a_share_of_a_toll_is_a_part():
    fire = "A fire swept a market in Orm on Wednesday. "
    assert not disagree(63, 2, fire + "The fire killed 63 people.", fire + "It claimed the lives of two people in Orm.")


def test_a_days_dead_beside_the_toll_are_a_part():
    fire = "A fire swept a ward in Orm on Wednesday. "
    text = fire + "In all 31 people died on Friday, and until then the toll stood at 60."
    assert not disagree(31, 60, text, fire + "The fire killed 60 people.")


def test_what_some_are_kept_of_is_no_other_number_of_those_kept():
    deal = "The deal for the Orm plant was signed on Wednesday. "
    first = deal + "It keeps 800 of nearly 2,000 jobs at the plant."
    assert not disagree(2_000, 1_100, first, deal + "It keeps 1,100 jobs at the plant.")
    plain, named = deal + "It keeps 800 jobs at the plant.", deal + "It keeps 1,100 Orm jobs at the plant."
    assert disagree(800, 1_100, plain, named)


def test_those_who_left_are_not_those_employed():
    cuts = "The mill in Orm cut its staff on Wednesday. "
    one = cuts + "It had roughly 7,500 employees before the cuts, and they mean the departure of about 3,700 workers."
    assert not disagree(3_700, 7_500, one, cuts + "The mill had 7,500 workers.")


def test_what_was_hoped_answers_nothing():
    text = "The loan has a rate of 6.8%, the bank said. The ministry had hoped it would pay a rate of 5.1%."
    assert not disagree(6.8, 5.1, text)


def test_those_who_voted_are_one_crowd_whatever_word_says_it():
    official = "The commission said 320,000 people went to the polls in the referendum in Orm on Sunday."
    union = "Only about 190,000 people had voted in the referendum in Orm on Sunday, the opposition said."
    assert relations(320_000, 190_000, official, union) == {"differs"}
    side = "The commission said 190,000 people voted for the bridge in the referendum in Orm on Sunday."
    assert not disagree(320_000, 190_000, official, side)


def test_what_another_article_gives_as_two_counts_may_be_one():
    both = "Orm Foods will cut 900 jobs, the firm said. The union says the firm will cut 1,400 jobs by June."
    one = "Orm Foods said on Wednesday that it would cut 1,400 jobs by June."
    assert disagree(900, 1_400, both, one)


def test_a_crowd_that_the_reporter_tells_and_a_body_counts_otherwise_is_a_question():
    text = (
        "80,000 people marched through Orm on Wednesday to demand new elections. Drummers led the way, and the shops "
        "had closed early. Children carried lanterns. The mayor did not come. In the evening the police said that "
        "12,000 people had marched through Orm."
    )
    assert relations(80_000, 12_000, text) == {"differs"}
    assert not disagree(80_000, 12_000, text.replace("the police said that ", "")), "one voice knows two crowds"
