from analysis.framing.shared_facts import weight


def test_a_fact_is_rare_among_four_articles_or_more():
    assert weight(2, 3) == 0.0
    assert weight(2, 4) == 1.0
