from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics.groups import joined

TIES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=8)


@given(TIES)
@settings(max_examples=60, deadline=None)
def test_tied_members_are_together_and_every_member_is_in_one_group(ties):
    groups = joined(range(9), ties)
    assert sorted(member for group in groups for member in group) == list(range(9))
    assert all(any(a in group and b in group for group in groups) for a, b in ties)
    # No more groups are joined than ties can join.
    assert len(groups) >= 9 - len(ties)


@given(TIES)
@settings(max_examples=30, deadline=None)
def test_groups_and_members_keep_their_order_whatever_that_of_the_ties(ties):
    groups = joined(range(9), ties)
    assert groups == joined(range(9), [(b, a) for a, b in reversed(ties)])
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
    assert all(group == sorted(group) for group in groups)


def test_nothing_makes_no_group():
    assert joined([], []) == []
