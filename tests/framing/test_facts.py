import numpy as np
import pytest

from analysis.framing.facts import Fact, KnownFacts, _worth, facts_of, shared_facts, weight
from analysis.framing.reading import Passage


def names(*texts: str) -> list[set[str]]:
    """The names among the facts of articles of one sentence each."""
    found = facts_of([[Passage(0, text)] for text in texts])
    return [{key for key, fact in one.items() if fact.kind == "name"} for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Talks with the Norwegian President Ingrid Solheim opened on Sept. 4.", {"ingrid solheim"}),
        ("He met the Guild of Bakers, then Orn’s mayor Ann Lee.", {"guild of bakers", "orn", "ann lee"}),
        ("The minister told Parliament on Monday that the Minister of May would go.", {"parliament"}),
        ("Reporter's Note: they came by bus.", set()),
        ("MAYOR OF ORN WILL Not Resign", set()),
    ],
    ids=["title and people", "possessive ends a name", "calendar", "label", "headline"],
)
def test_names_are_those_of_the_one_finder(text, found):
    assert names(text)[0] == found


def test_a_word_that_opens_a_sentence_is_a_name_only_if_written_so_inside_one():
    assert names("Velmar waits.", "They saw Velmar wait.", "Tomorrow waits.")[::2] == [{"velmar"}, set()]


def test_a_surname_stands_for_the_one_full_name_that_ends_in_it_and_a_place_for_none():
    assert names("She met Ada Lovelace there.", "She met Lovelace there.") == [{"ada lovelace"}, {"ada lovelace"}]
    assert names("She toured Eastern Europe twice.", "She toured Europe twice.")[1] == {"europe"}
    assert names("She joined the Guild of Bakers.", "She joined the Bakers.")[1] == {"bakers"}


def test_spans_point_at_the_name_without_its_title():
    passage = Passage(100, "They elected President Ada Lovelace’s deputy early in the morning.")
    fact = facts_of([[passage]])[0]["ada lovelace"]
    assert (fact.surface, passage.text[fact.at - 100 :][:13]) == ("Ada Lovelace", "President Ada")


def test_a_fact_is_rare_among_four_articles_or_more():
    assert weight(2, 3) == 0.0
    assert weight(2, 4) == 1.0


def pairs_on_one_story(n_holders, *, n_facts, n):
    """How many pairs of the first articles are found to tell one story by facts that just these have, among n."""
    numbers = [np.arange(n_facts if at < n_holders else 0) for at in range(n)]
    return len(_worth(numbers, np.full(n_facts, n_holders)))


def test_facts_worth_two_make_one_story():
    assert pairs_on_one_story(2, n_facts=2, n=8) == 1
    assert pairs_on_one_story(2, n_facts=1, n=8) == pairs_on_one_story(3, n_facts=2, n=1000) == 0


def test_what_more_than_forty_articles_have_tells_nothing():
    assert pairs_on_one_story(40, n_facts=8, n=400) == 40 * 39 // 2
    assert pairs_on_one_story(41, n_facts=8, n=400) == 0


@pytest.mark.parametrize(("n_holders", "n_rare"), [(4, 1), (5, 0)])
def test_a_fact_is_rare_that_at_most_four_of_eight_articles_have(n_holders, n_rare):
    fact = Fact("orm bridge", "name", 0, "Orm Bridge")
    known = KnownFacts.of([{"orm bridge": fact} if at < n_holders else {} for at in range(8)], [()] * 8, one_text=())
    found = shared_facts(known, (0, 1))
    assert (found.n, found.n_rare, found.n_told_rare) == (1, n_rare, n_rare)
