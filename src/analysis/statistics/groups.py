"""What is tied together, directly or through others."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Member = TypeVar("Member", bound=Hashable)


def joined(members: Sequence[Member], ties: Iterable[tuple[Member, Member]]) -> list[list[Member]]:
    """Members in groups: two are in one if ties lead from one to the other. Both in the order of `members`.

    >>> joined(["a", "b", "c", "d"], [("d", "b"), ("b", "a")])
    [['a', 'b', 'd'], ['c']]
    """
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    place = {member: at for at, member in enumerate(members)}
    pairs = np.array([(place[one], place[other]) for one, other in ties], dtype=np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(place), len(place)))
    _, labels = connected_components(graph, directed=False)
    groups: dict[int, list[Member]] = {}
    for member, label in zip(members, labels.tolist(), strict=True):
        groups.setdefault(label, []).append(member)
    return list(groups.values())
