import numpy as np

from analysis.framing.shared_facts import _worth, weight


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
